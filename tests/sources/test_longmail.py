"""E-mails too long to be held: taken apart as they come, they tell what the parser tells of the whole."""

from collections import Counter
from email.message import EmailMessage
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from unlisted.sources import longmail
from unlisted.sources.base import FIELD_BREAK
from unlisted.sources.longmail import LongMail
from unlisted.sources.mime import mail
from unlisted.sources.sandbox import Extract

from .samples import email


@pytest.fixture(autouse=True)
def small_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(longmail, "WINDOW", 3000)
    monkeypatch.setattr(longmail, "OVERLAP", 500)


def apart(raw: bytes, cuts: list[float] | None = None) -> tuple[list[Extract], LongMail]:
    """What the pieces of a long e-mail tell, fed in blocks that end at these shares of it."""
    long = LongMail()
    ends = [0, *sorted(int(share * len(raw)) for share in cuts or ()), len(raw)]
    mails = [one for begin, end in pairwise(ends) for one in long.feed(raw[begin:end])]
    return [mail(one) for one in [*mails, *long.end()]], long


def words_of(found: list[Extract]) -> set[str]:
    told = " ".join(text for one in found for text in (*one.addresses, one.text))
    return {*told.replace("\N{REPLACEMENT CHARACTER}", "").split()} - {FIELD_BREAK.strip()}  # a byte too many at an end


def unread_of(found: list[Extract]) -> Counter[str]:
    counted: Counter[str] = Counter()
    for one in found:
        counted.update(one.unread)
    return counted


word = st.text("abcčšжћ=-<&\N{MATHEMATICAL BOLD CAPITAL A}", min_size=1, max_size=12)
lines = st.lists(
    st.lists(word, max_size=9).map(" ".join)
    | st.sampled_from([
        "--", "--===", "Content-Type: image/png", "Content-Transfer-Encoding: base64", "From ana Mon", "",
        "QUJDREVG" * 9,
    ]),
    max_size=60,
)  # fmt: skip
body = st.tuples(
    lines, st.sampled_from(["utf-8", "utf-16", "utf-32"]), st.sampled_from(["base64", "quoted-printable", "8bit"]),
    st.sampled_from(["plain", "html"]),
)  # fmt: skip
Body = tuple[list[str], str, str, str]


def with_body(made: EmailMessage, one: Body) -> EmailMessage:
    told, charset, packed, kind = one
    text = "\n".join(told)
    if kind == "html":
        text = "<p>" + text.replace("&", "&amp;").replace("<", "&lt;") + "</p>"
    charset, packed = (charset, packed) if packed == "base64" else ("utf-8", packed)
    if packed == "8bit":
        text = text.encode().decode("utf-8")
    made.set_content(text, subtype=kind, charset=charset, cte=packed)
    return made


@st.composite
def mails(draw: st.DrawFn, depth: int = 2) -> EmailMessage:
    made = with_body(email(Message_ID="<1@example.org>", Subject="Đurđa " + draw(word)), draw(body))
    for _ in range(draw(st.integers(0, 3))):
        what = draw(st.sampled_from(["text", "picture", "mail", "other"]))
        if what == "mail" and depth:
            made.add_attachment(draw(mails(depth=depth - 1)))
        elif what == "picture":
            made.add_attachment(b"slika" * 500, maintype="image", subtype="png", filename="Čuka.png")
        elif what == "text":
            made.add_attachment("\n".join(draw(lines)), filename="prilog.txt")
        else:
            made.add_attachment(b"x", maintype="application", subtype="pdf")
    return made


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(made=mails(), cuts=st.lists(st.floats(0, 1), max_size=4), windows=st.booleans())
def test_taken_apart_a_mail_tells_what_it_tells_whole(made: EmailMessage, cuts: list[float], windows: bool) -> None:
    raw = bytes(made)
    raw = raw.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n") if windows else raw
    whole, (found, long) = mail(raw), apart(raw, cuts)
    assert words_of([whole]) - words_of(found) == set()
    assert unread_of(found) == unread_of([whole])
    assert (found[0].message_id, found[0].addresses) == (whole.message_id, whole.addresses)
    assert (long.cut, long.unsure) == (whole.cut, False)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(made=mails(), share=st.floats(0.1, 1))
def test_cut_anywhere_what_stands_before_is_told(made: EmailMessage, share: float) -> None:
    raw = bytes(made)
    raw = raw[: int(len(raw) * share)]
    whole, (found, long) = mail(raw), apart(raw)
    lost = words_of([whole]) - words_of(found)
    assert (
        len(lost) <= 2 or b"utf-16" in raw or b"utf-32" in raw
    )  # half a letter there, and it is no such text any more
    assert long.cut or long.unsure or not whole.cut


def long_text(count: int) -> str:
    return "".join(f"reč {i} pa\n" for i in range(count))


@pytest.mark.parametrize("packed", ["base64", "quoted-printable", "8bit"])
def test_a_body_of_many_windows_is_told_whole_and_words_stand_together(packed: str) -> None:
    made = email()
    made.set_content(long_text(3000), cte=packed, charset="utf-8")
    found, long = apart(bytes(made))
    told = "\n".join(one.text for one in found)
    assert len(found) > 5
    assert [i for i in range(3000) if f"reč {i} pa" not in told] == []
    assert not long.unsure


def test_what_looks_like_a_header_in_a_text_hides_nothing_behind_it() -> None:
    """The reason why boundaries are followed: a text that quotes a header is not packed in letters from there on."""
    made = email()
    made.set_content("Content-Type: image/png\nContent-Transfer-Encoding: base64\n\n" + long_text(900), cte="8bit")
    made.add_attachment("u prilogu", filename="a.txt")
    found, _ = apart(bytes(made))
    told = "\n".join(one.text for one in found)
    assert [i for i in range(900) if f"reč {i} pa" not in told] == []
    assert "u prilogu" in told.split(FIELD_BREAK)


@pytest.mark.parametrize(
    ("raw", "unsure", "cut"),
    [
        (b"Content-Type: multipart/mixed\n\n--a\n\nMilena\n--a--\n", True, False),  # no boundary is named
        (b"Content-Type: multipart/mixed; boundary=a\n\nMilena\n", False, True),
        (b"Content-Type: multipart/mixed; boundary=a\n\n--a\n\nMilena\n--a--\n", False, False),  # the control
        (b"Content-Type: multipart/mixed; boundary=\"a\"\n\n--a \nX-No: blank\n--a\n\nMilena\n--a--", False, False),
        (b"Content-Type: multipart/digest; boundary=a\n\n--a\n\nSubject: Milena\n\nx\n--a--\n", False, False),
        (b"Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\nTWlsZW5h\n", True, False),
        (b"X: " + b"x" * (2 << 20) + b"\n\nMilena\n", True, False),
        (b"Subject: Milena", False, False), (b"", False, False),
    ],
)  # fmt: skip
def test_what_cannot_be_told_apart_is_read_and_said(raw: bytes, unsure: bool, cut: bool) -> None:
    found, long = apart(raw)
    assert "Milena" in " ".join(words_of(found)) or not raw
    assert (long.unsure, long.cut) == (unsure, cut)


def test_a_great_many_small_parts_are_few_mails() -> None:
    head = b"Content-Type: multipart/mixed; boundary=a\n\n"
    found, _ = apart(head + b"".join(b"--a\n\nMilena%d\n" % i for i in range(2000)) + b"--a--\n")
    assert len(found) < 30
    assert len(words_of(found)) >= 2000
