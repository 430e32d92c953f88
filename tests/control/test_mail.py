"""An address is shown to be hers by a message that its provider signed; every forgery is refused with its reason."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support.command import FACTS, Commands
from support.results import reply
from support.service import Answer, Service, serving
from support.signed import SELECTOR, Ed, Ed25519PrivateKey, Letter, Rsa, Short, resolver, rsa
from unlisted.control import VALID, WITHIN, proved
from unlisted.dkim import Flaw
from unlisted.facts import read_facts
from unlisted.mailproof import Fault, Mail, examine
from unlisted.model import Proof
from unlisted.net.settings import Pace

MAIL = '\n[[fact]]\nid = "mail"\nkind = "email"\nvalue = "milena@primer.example.org"\n'
NAME = f"{SELECTOR}._domainkey.primer.example.org"
OFFERED = datetime(2026, 5, 3, 12, tzinfo=UTC)
HER = next(fact for fact in read_facts(FACTS + MAIL)[1] if fact.id == "mail")
PROOF = Proof(
    fact="mail", username="milena@primer.example.org", url="", phrases=("plavi orah", "white kettle"), offered=OFFERED
)
AT = int(OFFERED.timestamp())
SHORT = Short.made()


def examined(letter: Letter) -> object:
    found = examine(letter.signed(), HER, PROOF)
    return None if isinstance(found, Mail) else found


# --- the message alone ---


@pytest.mark.parametrize(
    "letter",
    [
        Letter(),
        Letter(sender="milena@primer.example.org"),
        Letter(sender='"Milena, P." <Milena@PRIMER.example.org>'),
        Letter(sender="=?UTF-8?B?TWlsZW5h?= <milena@primer.example.org>"),
        Letter(subject="White   kettle"),
        Letter(subject="=?utf-8?q?plavi_orah?="),
        Letter(domain="example.org"),
        Letter(at=None),
        Letter(covers="from:subject", at=AT),
        Letter(at=AT - 500),
        Letter(at=AT + 3600 + 500),
        Letter(extra=f" x={AT + 10_000_000_000};"),
    ],
)
def test_an_ordinary_message_will_do(letter: Letter) -> None:
    assert examined(letter) is None


@pytest.mark.parametrize(
    ("letter", "reason"),
    [
        (Letter(sender="ana@primer.example.org"), Fault.SENDER),
        (Letter(sender="milena@example.net", domain="example.net"), Fault.SENDER),
        (Letter(sender='"milena@primer.example.org" <ana@example.net>', domain="example.net"), Fault.SENDER),
        (Letter(sender="milena@primer.example.org <ana@example.net>", domain="example.net"), Fault.SENDER),
        (Letter(sender="<milena@primer.example.org> ana@example.net", domain="example.net"), Fault.SENDER),
        (Letter(sender="milena@primer.example.org, ana@example.net"), Fault.SENDER),
        (Letter(sender="ana@example.net (milena@primer.example.org)"), Fault.SENDER),
        (Letter(sender="milena@primer.example.org@example.net", domain="example.net"), Fault.SENDER),
        (Letter(sender="milena@primer.example.org.example.net", domain="example.net"), Fault.SENDER),
        (Letter(sender="milena@primer.example.org\x00"), Fault.SENDER),
        (Letter(sender="A" * 3000 + " <milena@primer.example.org>"), Fault.SENDER),
        (Letter(more=[("From", "milena@primer.example.org")]), Fault.TWICE),
        (Letter(more=[("From", "ana@example.net")]), Fault.TWICE),
        (Letter(more=[("Subject", "plavi orah")]), Fault.TWICE),
        (Letter(more=[("Date", "Sun, 03 May 2026 12:05:00 +0000")]), Fault.TWICE),
        (Letter(subject="Re: plavi orah"), Fault.SUBJECT),
        (Letter(subject="plavi orah?!"), Fault.SUBJECT),
        (Letter(subject="plaviorah"), Fault.SUBJECT),
        (Letter(subject="beli kamen"), Fault.SUBJECT),
        (Letter(subject=""), Fault.SUBJECT),
        (Letter(subject="=?zlib?b?eJwrSCzOBgAF2QH+?="), Fault.SUBJECT),
        (Letter(subject="=?utf-8?b?!!!!?="), Fault.SUBJECT),
        (Letter(domain="example.net"), Fault.OTHER_SIGNER),
        (Letter(domain="mail.primer.example.org"), Fault.OTHER_SIGNER),
        (Letter(domain="org"), Fault.OTHER_SIGNER),
        (Letter(domain="rimer.example.org"), Fault.OTHER_SIGNER),
        (Letter(covers="to:subject:date"), Fault.NOT_COVERED),
        (Letter(covers="from:to:date"), Fault.NOT_COVERED),
        (Letter(covers="from:subject", at=None), Fault.NOT_COVERED),
        (Letter(at=AT - 86400), Fault.TIME),
        (Letter(at=AT + 2 * 3600), Fault.TIME),
        (Letter(at=999_999_999_999), Fault.TIME),
        (Letter(at=None, date="Sat, 02 May 2026 12:05:00 +0000"), Fault.TIME),
        (Letter(at=None, date="yesterday"), Fault.TIME),
        (Letter(extra=" l=6;"), Flaw.PARTIAL),
        (Letter(signer=Rsa(rsa(), "rsa-sha1")), Flaw.OLD_METHOD),
    ],
)  # fmt: skip
def test_a_forgery_is_refused_before_anything_is_asked(letter: Letter, reason: object) -> None:
    assert examined(letter) is reason


def test_without_a_signature() -> None:
    assert examine(Letter().unsigned(), HER, PROOF) is Flaw.UNSIGNED
    assert examine(b"garbage", HER, PROOF) is Fault.NO_MESSAGE


def test_one_good_signature_among_others_is_enough() -> None:
    several = Letter(domain="example.net").signed().partition(b"From:")[0] + Letter().signed()
    found = examine(several, HER, PROOF)
    assert isinstance(found, Mail)
    assert [one.domain for one in found.signatures] == ["primer.example.org"]


def test_a_domain_in_other_letters() -> None:
    [her] = read_facts(FACTS + MAIL.replace("primer.example.org", "пример.срб"))[1][-1:]
    proof = replace(PROOF, username="milena@пример.срб")
    for domain in ("xn--e1afmkfd.xn--90a3ac", "пример.срб"):
        letter = Letter(sender=f"milena@{domain}", domain="xn--e1afmkfd.xn--90a3ac")
        assert isinstance(examine(letter.signed(), her, proof), Mail)


@given(st.binary(max_size=600), st.sampled_from(["From", "Subject", "Date", "To", "DKIM-Signature", "X"]))
@settings(deadline=None)
def test_garbage_in_a_message_raises_nothing(data: bytes, name: str) -> None:
    letter = Letter().signed()
    put = name.encode() + b": " + data + b"\r\n"
    for text in (data, put + letter, letter.replace(b"Subject: plavi orah\r\n", put), letter.replace(b"From: ", put)):
        examine(text, HER, PROOF)
        examine(text, HER, replace(PROOF, phrases=()))


@given(st.text(max_size=60), st.text(max_size=60))
@settings(deadline=None)
def test_no_other_sender_and_subject_will_do(sender: str, subject: str) -> None:
    sender, subject = ("".join(c for c in text if c.isprintable()) for text in (sender, subject))
    if "milena@primer.example.org" not in sender.casefold():
        assert examine(Letter(sender=sender).signed(), HER, PROOF) in {Fault.SENDER, Fault.NO_MESSAGE}
    if not {"plavi", "white"} & set(subject.casefold().split()):
        assert examine(Letter(subject=subject).signed(), HER, PROOF) in {Fault.SUBJECT, Fault.NO_MESSAGE}


# --- the whole way ---


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    monkeypatch.setitem(Pace.__init__.__kwdefaults__, "spacing", 0.0)
    with serving(resolver({NAME: Rsa(rsa()).record()})) as running:
        where = {"cloudflare": f"{running.url}/dns-query", "google": f"{running.url}/resolve"}
        monkeypatch.setattr("unlisted.cli.proving.RESOLVERS", where)
        yield running


@pytest.fixture
def hers(bare: Commands) -> Commands:
    bare.make(FACTS + MAIL)
    return bare


Write = Callable[[Letter], str]


@pytest.fixture
def saved(hers: Commands, tmp_path: Path) -> Write:
    """Writes a message with the first phrase she was offered, a minute ago, and gives the file's name."""
    phrase = json.loads(hers("prove", "mail", "--json").out)["phrases"][0]

    def write(letter: Letter) -> str:
        letter.subject = phrase if letter.subject == "plavi orah" else letter.subject
        letter.at = int(datetime.now(UTC).timestamp()) if letter.at == 1777809900 else letter.at
        file = tmp_path / "message.eml"
        file.write_bytes(letter.signed())
        return str(file)

    return write


def flat(text: str) -> str:
    return " ".join(text.split())


def looked(hers: Commands, service: Service, file: str, *more: str) -> dict[str, object]:
    ask = ("prove", "mail", "--verify", file, *service.allowed, *more)
    plan = hers(*ask, "--plan-only", "--json")
    if "hash" not in json.loads(plan.out):  # refused before anything is asked
        return dict(json.loads(plan.out))
    done = hers(*ask, "--online", "--json", "--agree", json.loads(plan.out)["hash"])
    assert done.code == (0 if json.loads(done.out)["proved"] else 3)
    return dict(json.loads(done.out))


@pytest.mark.parametrize("which", ["cloudflare", "google"])
def test_a_signed_message_shows_that_an_address_is_hers(
    hers: Commands, service: Service, saved: Write, which: str
) -> None:
    service.answer = resolver({NAME: Rsa(rsa()).record()}, quoted=which == "cloudflare")
    file = saved(Letter())
    assert looked(hers, service, file, "--resolver", which)["proved"] is True
    assert {asked.path.partition("?")[2] for asked in service.asked} == {f"name={NAME}&type=TXT"}
    assert service.asked[0].headers["accept"] == "application/dns-json"
    assert "milena" not in repr(service.asked)
    with hers.vault() as vault:
        proof = vault.store.proofs()["mail"]
        assert [fact.id for fact in proved(vault.store.facts(), {"mail": proof}, datetime.now(UTC))] == ["mail"]
        assert [entry.line for entry in vault.store.ledger()] == ["key mail 1"]
    assert proof.phrases == ()
    assert hers("breaches", "--xposedornot", "--plan-only").code == 0
    assert hers("keys", "--gravatar", "--openpgp", "--plan-only").code == 0


def test_the_plan_says_what_travels(hers: Commands, service: Service, saved: Write) -> None:
    file = saved(Letter())
    plan = hers("prove", "mail", "--verify", file, "--plan-only")
    assert "only the part behind the @" in flat(plan.out)
    assert "Cloudflare, which learns the part of your address behind the @" in flat(plan.err)
    (request,) = json.loads(hers("prove", "mail", "--verify", file, "--plan-only", "--json").out)["requests"]
    assert request["carries"] == [{"fact": "mail", "kind": "email", "form": "part"}]
    assert "milena" not in json.dumps(request)
    assert hers("prove", "mail", "--verify", file).code == 2  # not without --online
    assert not service.asked


KEY = Rsa(rsa()).record()


@pytest.mark.parametrize(
    ("letter", "record", "reason"),
    [
        (Letter(), {NAME: Rsa(rsa(1024)).record()}, "wrong"),
        (Letter(), {NAME: KEY.replace("v=DKIM1;", "v=DKIM1; t=y;")}, "testing"),
        (Letter(), {NAME: "v=DKIM1; p="}, "no-key"),
        (Letter(), {NAME.replace(SELECTOR, "other"): KEY}, "no-key"),
        (Letter(), {}, "no-key"),
        (Letter(signer=SHORT), {NAME: SHORT.record()}, "weak-key"),
        (Letter(signer=Ed(Ed25519PrivateKey.generate())), {NAME: KEY}, "no-key"),
        (Letter(extra=" x=1777809000;"), {NAME: KEY}, "expired"),
        (Letter(at=1777809901), {NAME: KEY}, "time"),  # a message of last spring, kept by somebody
        (Letter(subject="Re: plavi orah"), {NAME: KEY}, "subject"),
        (Letter(sender="ana@primer.example.org"), {NAME: KEY}, "sender"),
    ],
)  # fmt: skip
def test_a_forgery_opens_nothing(
    hers: Commands, service: Service, saved: Write, letter: Letter, record: dict[str, str], reason: str
) -> None:
    service.answer = resolver(record)
    said = looked(hers, service, saved(replace(letter)))
    assert (said["proved"], said["reason"]) == (False, reason)
    assert hers("breaches", "--xposedornot", "--plan-only").code == 2


def test_what_was_changed_afterwards_opens_nothing(hers: Commands, service: Service, saved: Write) -> None:
    file = Path(saved(Letter()))
    letter = file.read_bytes()
    for old, new, reason in (
        (b"zdravo", b"pozdrav", "text-changed"),
        (b"\r\nTo: milena", b"\r\nTo: ana", "wrong"),
        (b"s=sel1", b"s=sel2", "no-key"),
    ):
        file.write_bytes(letter.replace(old, new))
        assert looked(hers, service, str(file))["reason"] == reason
    file.write_bytes(b"Subject: x\r\n" + letter)
    assert looked(hers, service, str(file))["reason"] == "twice"


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (Answer(b"<html>kan</html>"), "odd-reply"),
        (Answer({"Status": 2}), "incomplete"),
        (Answer({"Status": 0, "Answer": [{"type": "kan"}]}), "odd-reply"),
        (Answer(b"kan", 503), "site-fault"),
    ],
)
def test_a_key_that_could_not_be_looked_up_says_nothing(
    hers: Commands, service: Service, saved: Write, answer: Answer, reason: str
) -> None:
    service.answer = lambda _asked: answer
    file = saved(Letter())
    said = looked(hers, service, file)
    assert said["proved"] is False
    assert said["reason"] in {reason, "refused"}
    result = hers("prove", "mail", "--verify", file, *service.allowed, "--online", answers=["y", ""])
    assert "could not be looked up" in flat(result.out)
    assert "one way or the other" in flat(result.out)
    assert "kan" not in result.out + result.err


@given(data=st.binary(max_size=300), text=st.text(max_size=200))
@settings(deadline=None, max_examples=60)
def test_hostile_records_raise_nothing(data: bytes, text: str) -> None:
    from unlisted.mailproof import _joined, _records

    for body in (data, json.dumps({"Status": 0, "Answer": [{"type": 16, "data": text}]}).encode()):
        _records(reply("x", body))
    assert isinstance(_joined('"' + text), str)


def test_it_says_calmly_that_a_provider_does_not_sign(hers: Commands, tmp_path: Path) -> None:
    phrase = json.loads(hers("prove", "mail", "--json").out)["phrases"][0]
    file = tmp_path / "m.eml"
    file.write_bytes(Letter(subject=phrase).unsigned())
    result = hers("prove", "mail", "--verify", str(file), "--online")
    assert result.code == 3
    assert "did not sign this message" in flat(result.out)
    assert "`unlisted breaches`, `unlisted keys`" in flat(result.out)


def test_phrases_steps_and_what_is_shown(hers: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    offered = hers("prove", "mail")
    assert len(offered.out.splitlines()) == 6
    assert "Its subject is the phrase and nothing else" in flat(offered.err)
    assert "`unlisted prove mail --verify --online`" in flat(offered.err)
    assert "Thunderbird" in offered.err
    assert "milena" not in offered.out + offered.err
    assert "mail: a phrase waits" in hers("prove").out
    assert json.loads(hers("prove", "--json").out)["proofs"] == [
        {"fact": "mail", "kind": "email", "proved": False, "until": None}
    ]
    hers.prove("mail")
    assert "counts until" in flat(hers("prove").out)
    hers.prove("mail", days=VALID.days + 1)
    assert "no longer counts" in flat(hers("prove").out)
    assert hers("prove", "mail", "--forget").code == 0
    assert "mail: not shown" in hers("prove").out
    assert hers("prove", "mail", "--verify", "x.eml").code == 2
    assert hers("prove", "public-name").code == 2


def test_the_session_leads_through_it(hers: Commands, service: Service, tmp_path: Path) -> None:
    first = hers(answers=["4", "6", "1", "14"])
    phrase = first.out.split("  ")[1].strip()
    assert "write a new message to yourself" in flat(first.err)
    again = hers(answers=["4", "6", "1", "y", "14"])
    assert "needs the network" in flat(again.err)
    file = tmp_path / "m.eml"
    file.write_bytes(Letter(subject=phrase, at=int(datetime.now(UTC).timestamp())).signed())
    done = hers("--online", *service.allowed, answers=["4", "6", "1", "y", f"'{file}'", "y", "", "14"])
    assert "It is shown that this address is yours." in flat(done.out)
    assert "counts until" in flat(hers("prove").out)


def test_the_hour_is_over(hers: Commands, tmp_path: Path) -> None:
    hers("prove", "mail")
    with hers.vault() as vault:
        proof = vault.store.proofs()["mail"]
        vault.store.put_proof(replace(proof, offered=proof.offered - WITHIN - timedelta(seconds=5)))
        vault.save()
    late = hers("prove", "mail", "--verify", str(tmp_path / "x"))
    assert (late.code, "from the last hour" in flat(late.err)) == (2, True)


def test_new_phrases_take_nothing_away(hers: Commands) -> None:
    hers.prove("mail")
    hers("prove", "mail")
    assert hers("breaches", "--xposedornot", "--plan-only").code == 0


def test_another_value_needs_another_proof() -> None:
    now = datetime.now(UTC)
    done = replace(PROOF, phrases=(), proved=now)
    assert proved([HER], {"mail": done}, now) == [HER]
    assert not proved([HER], {"mail": replace(done, username="ana@primer.example.org")}, now)
    assert not proved([replace(HER, of="father")], {"mail": done}, now)
    assert not proved([HER], {"mail": done}, now + VALID)


def test_a_file_that_is_not_there(hers: Commands) -> None:
    hers("prove", "mail")
    assert hers("prove", "mail", "--verify", "no-such.eml").code == 2
    assert hers("prove", "mail", "--verify", "--no-input").code == 2
