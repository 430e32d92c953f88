"""Signatures of providers: what others published as right is right, and what is weak, partial or changed is not."""

from __future__ import annotations

import base64
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support.signed import Ed, Ed25519PrivateKey, Letter, Rsa, Short, rsa
from unlisted.dkim import LARGEST, Flaw, Signature, read, signatures, verify

NOW = 1777809960
KEY = Rsa(rsa()).record()

# The message and the keys that RFC 8463 publishes in its appendix A.
EXAMPLE = """\
DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed;
 d=football.example.com; i=@football.example.com;
 q=dns/txt; s=brisbane; t=1528637909; h=from : to :
 subject : date : message-id : from : subject : date;
 bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;
 b=/gCrinpcQOoIfuHNQIbq4pgh9kyIK3AQUdt9OdqQehSwhEIug4D11Bus
 Fa3bT3FY5OsU7ZbnKELq+eXdp1Q1Dw==
DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed;
 d=football.example.com; i=@football.example.com;
 q=dns/txt; s=test; t=1528637909; h=from : to : subject :
 date : message-id : from : subject : date;
 bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;
 b=F45dVWDfMbQDGHJFlXUNB2HKfbCeLRyhDXgFpEL8GwpsRe0IeIixNTe3
 DhCVlUrSjV4BwcVcOF6+FF3Zo9Rpo1tFOeS9mPYQTnGdaSGsgeefOsk2Jz
 dA+L10TeYt9BgDfQNZtKdN1WO//KgIqXP7OdEFE4LjFYNcUxZQ4FADY+8=
From: Joe SixPack <joe@football.example.com>
To: Suzie Q <suzie@shopping.example.net>
Subject: Is dinner ready?
Date: Fri, 11 Jul 2003 21:00:37 -0700 (PDT)
Message-ID: <20030712040037.46341.5F8J@football.example.com>

Hi.

We lost the game.  Are you hungry yet?

Joe.
"""
EXAMPLE_KEYS = (
    "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=",
    "v=DKIM1; k=rsa; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDkHlOQoBTzWRiGs5V6NpP3idY6Wk08a5qhdR6wy5bdOKb2jLQiY/"
    "J16JYi0Qvx/byYzCNb3W91y3FutACDfzwQ/BC/e/8uBsCR+yz1Lxj+PL6lHvqMKrM3rG4hstT5QjvHO9PzoxZyVYLzBfO2EeC3Ip3G+2kryOTI"
    "KT+l/K4w3QIDAQAB",
)


def verdict(data: bytes, record: str = KEY, now: int = NOW) -> Flaw | str | None:
    """What is said of the first signature; a word where there is not even a message."""
    message = read(data)
    if message is None:
        return "no message"
    found = signatures(message)
    if not found:
        return Flaw.UNSIGNED
    return found[0] if isinstance(found[0], Flaw) else verify(message, found[0], [record], now)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_published_example_holds(end: str) -> None:
    message = read(EXAMPLE.replace("\n", end).encode())
    assert message is not None
    for found, record in zip(signatures(message), EXAMPLE_KEYS, strict=True):
        assert isinstance(found, Signature)
        assert verify(message, found, [record], NOW) is None
        assert verify(message, found, ["v=spf1 -all", record], NOW) is None
        assert verify(message, found, [KEY], NOW) in {Flaw.WRONG, Flaw.NO_KEY}
        assert verify(replace(message, body=message.body.replace(b"game", b"gamE")), found, [record], NOW) is (
            Flaw.TEXT_CHANGED
        )


@pytest.mark.parametrize(
    "canonical", ["simple/simple", "simple/relaxed", "relaxed/simple", "relaxed/relaxed", "relaxed"]
)
@pytest.mark.parametrize("body", ["", "\r\n", "a \t b  \r\n\r\n\r\n", "zdravo\r\n .\r\n", "ž\r\n"])
def test_every_form_of_signing(canonical: str, body: str) -> None:
    letter = Letter(canonical=canonical, body=body or "\r\n")
    assert verdict(letter.signed()) is None
    assert verdict(b"From mail@x Sun May  3\n" + letter.signed().replace(b"\r\n", b"\n")) is None
    assert verdict(letter.signed().replace(b"plavi", b"beli")) is Flaw.WRONG


def test_the_other_kind_of_key() -> None:
    key = Ed(Ed25519PrivateKey.generate())
    assert verdict(Letter(signer=key).signed(), key.record()) is None
    assert verdict(Letter(signer=key).signed(), Ed(Ed25519PrivateKey.generate()).record()) is Flaw.WRONG
    assert verdict(Letter(signer=key).signed(), KEY) is Flaw.NO_KEY


def test_signatures_that_prove_nothing() -> None:
    assert verdict(Letter().unsigned()) is Flaw.UNSIGNED
    assert verdict(Letter(extra=" l=3;").signed()) is Flaw.PARTIAL
    assert verdict(Letter(extra=" l=0;").signed() + b"more") is Flaw.PARTIAL
    assert verdict(Letter(signer=Rsa(rsa(), "rsa-sha1")).signed()) is Flaw.OLD_METHOD
    assert verdict(Letter(extra=f" x={NOW - 1};").signed()) is Flaw.EXPIRED
    assert verdict(Letter(extra=f" x={NOW + 60};").signed()) is None
    assert verdict(Letter(extra=" x=soon;").signed()) is Flaw.ODD
    assert verdict(Letter(extra=" i=@other.example.org;").signed()) is Flaw.ODD
    assert verdict(Letter(extra=" d=example.net;").signed()) is Flaw.ODD
    assert verdict(Letter(domain="a b").signed()) is Flaw.ODD
    assert verdict(Letter().signed().replace(b"zdravo", b"zdravO")) is Flaw.TEXT_CHANGED


def test_keys_that_prove_nothing() -> None:
    short = Short.made()
    assert short.modulus.bit_length() in range(508, 513)
    assert verdict(Letter(signer=short).signed(), short.record()) is Flaw.WEAK_KEY
    thousand = Rsa(rsa(1024))
    assert verdict(Letter(signer=thousand).signed(), thousand.record()) is None
    letter = Letter().signed()
    for record, flaw in (
        (KEY.replace("v=DKIM1;", "v=DKIM1; t=y;"), Flaw.TESTING),
        (KEY.replace("v=DKIM1;", "v=DKIM1; t=s;"), None),
        (KEY.replace("v=DKIM1;", "v=DKIM1; h=sha1;"), Flaw.NO_KEY),
        (KEY.replace("v=DKIM1;", "v=DKIM1; s=tlsrpt;"), Flaw.NO_KEY),
        (KEY.replace("v=DKIM1", "v=DKIM2"), Flaw.NO_KEY),
        (KEY.partition("p=")[0] + "p=", Flaw.NO_KEY),
        (KEY.partition("p=")[0] + "p=AAAA", Flaw.NO_KEY),
        ("v=DKIM1; k=rsa; p=" + "A" * 5000, Flaw.NO_KEY),
        ("", Flaw.NO_KEY),
    ):
        assert verdict(letter, record) is flaw, record
    assert verdict(Letter(extra=" i=@mail.primer.example.org;").signed(), KEY.replace("k=rsa", "t=s")) is Flaw.ODD
    assert verdict(Letter(extra=" i=@mail.primer.example.org;").signed()) is None


def test_a_line_put_above_afterwards_does_not_hide_the_signed_one() -> None:
    """The signature stays good, which is why who reads a message has to refuse lines that stand twice."""
    assert verdict(b"Subject: beli kamen\r\n" + Letter().signed()) is None
    assert verdict(Letter(covers="from:from:to:subject:date").signed()) is None
    assert verdict(b"From: x@example.net\r\n" + Letter(covers="from:from:to:subject:date").signed()) is Flaw.WRONG


def test_what_is_no_message() -> None:
    for data in (b"", b"\n\n", b"hello", b"no colon here\n\ntext", b"\x00" * 50, b"A" * (LARGEST + 1), b" x: y\n\n",
                 b"a: b\n" * 500, b"a: " + b"b" * 300_000 + b"\n\n"):  # fmt: skip
        assert verdict(data) == "no message"


@given(st.binary(max_size=400))
@settings(deadline=None)
def test_garbage_ends_in_a_verdict(data: bytes) -> None:
    for text in (data, b"DKIM-Signature: " + data, b"DKIM-Signature: v=1; a=rsa-sha256; " + data + b"\r\n\r\nx"):
        assert verdict(text) is not None


@given(st.text(max_size=300), st.binary(max_size=300))
@settings(deadline=None)
def test_garbage_for_a_key_ends_in_a_flaw(text: str, key: bytes) -> None:
    letter = Letter().signed()
    for record in (text, f"p={base64.b64encode(key).decode()}", f"k=ed25519; p={base64.b64encode(key).decode()}"):
        assert isinstance(verdict(letter, record), Flaw)


@given(st.integers(0, len(Letter().signed()) - 1), st.integers(1, 255))
@settings(deadline=None, max_examples=300)
def test_no_changed_byte_of_what_is_signed_is_overlooked(at: int, by: int) -> None:
    """Letters in another case are the same to no signature; blanks may be, in the relaxed form, and nothing else."""
    letter = Letter().signed()
    changed = letter[:at] + bytes([letter[at] ^ by]) + letter[at + 1 :]
    if verdict(changed) is None:
        name = letter.rfind(b"\n", 0, at) < 0 or letter[:at].rpartition(b"\n")[2].find(b":") < 0
        blank = bytes([letter[at]]).isspace() or bytes([changed[at]]).isspace()
        assert name or blank or changed.lower() == letter.lower()
