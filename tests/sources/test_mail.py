"""E-mails and mailboxes: headers and bodies in plain letters, e-mails within e-mails, mailboxes of any size."""

from base64 import b64encode
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest

from unlisted.model import Reach, Reason
from unlisted.sources.base import FIELD_BREAK
from unlisted.sources.mail import Mail
from unlisted.sources.mime import mail

from .samples import email, read

MAIL = Mail()
FROM = b"From ana@example.org Mon Mar  2 10:00:00 2026\n"


def write(folder: Path, content: bytes, name: str = "pismo.eml") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def letter(text: str = "tekst", **headers: str) -> EmailMessage:
    made = email(**headers)
    made.set_content(text)
    return made


def test_one_email(tmp_path: Path) -> None:
    made = letter(
        "Vidimo se\n", Subject="Sastanak", Message_ID="<1@example.org>", Date="Mon, 02 Mar 2026 10:00:00 +0100"
    )
    ((text, mark),), reading = read(MAIL, write(tmp_path, bytes(made)))
    assert text.split(FIELD_BREAK) == ["Ana Anić <ana@example.org>", "pera@example.org", "Sastanak", "Vidimo se"]
    assert (mark.locator, mark.place, mark.reach) == ("message:1", "<1@example.org>", Reach.PRIVATE)
    assert mark.date == reading.snapshot == datetime(2026, 3, 2, 9, tzinfo=UTC)
    assert reading.read["emails"] == 1


@pytest.mark.parametrize(
    "raw",
    [
        "Subject: =?utf-8?b?xJDFr3LFvmljYQ==?=",
        "Subject: =?utf-8?q?=C4=90=C5=AFr=C5=BEica?=",
        "Subject: =?utf-8?q?=C4=90=C5=AF?=\r\n =?utf-8?q?r=C5=BEica?=",
        "Subject: Đůržica",
    ],
)
def test_headers_are_decoded(raw: str) -> None:
    assert mail(raw.encode() + b"\r\n\r\nx").text.split(FIELD_BREAK)[0] == "Đůržica"


@pytest.mark.parametrize("charset", ["windows-1250", "iso-8859-2", "utf-8", "bz2", "nonsense"])
def test_bodies_are_decoded_by_the_encoding_they_name_or_by_guessing(charset: str) -> None:
    encoding = charset if charset in ("iso-8859-2", "utf-8") else "cp1250"
    raw = f"Content-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: 8bit\n\n".encode()
    assert mail(raw + "Šta želi Ćira".encode(encoding)).text == "Šta želi Ćira"


@pytest.mark.parametrize("charset", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("marked", [True, False])
@pytest.mark.parametrize("more", [b"", b"\n"])
def test_wide_bodies_are_read_without_a_mark_and_with_a_byte_too_many(charset: str, marked: bool, more: bytes) -> None:
    """A mail program that encodes a text and then its last line break writes such a byte."""
    by_default = {"utf-16": "utf-16-le", "utf-32": "utf-32-le"}.get(charset, charset)
    body = ("\ufeff" * marked + "Šta želi Ćira").encode(by_default) + more
    raw = f"Content-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: base64\n\n".encode()
    assert mail(raw + b64encode(body)).text.strip("\ufeff\ufffd") == "Šta želi Ćira"


@pytest.mark.parametrize("length", range(1, 9))
def test_a_body_in_base64_is_read_to_its_last_letter(length: int) -> None:
    made = email()
    made.set_content("š" * length + "." * (length % 3), cte="base64")
    whole = bytes(made)
    assert mail(whole).text == "š" * length + "." * (length % 3)
    assert mail(whole.rstrip(b"\n=")[:-1]).text.startswith("š" * (length - 2))


def test_all_parts_are_read_and_attachments_counted() -> None:
    inner = letter("unutra", Subject="Unutrašnje")
    made = letter("običan", Subject="Spoljno")
    made.add_alternative("<p>bo<b>lji</b></p>", subtype="html")
    made.add_attachment(inner)
    made.add_attachment(b"x", maintype="image", subtype="png", filename="Milena Primerović.png")
    made.add_attachment(b"x", maintype="application", subtype="pdf", filename="a.pdf")
    made.add_attachment("u prilogu", filename="b.txt")
    found = mail(bytes(made))
    told = found.text.split(FIELD_BREAK)
    for text in ("Spoljno", "običan", "bolji", "Unutrašnje", "unutra", "Milena Primerović.png", "u prilogu"):
        assert text in told
    assert found.unread == {"pictures": 1, "attachments": 1}
    assert not found.cut


def test_an_email_cut_short_is_read_and_said(tmp_path: Path) -> None:
    made = letter("običan")
    made.add_alternative("<p>drugo</p>", subtype="html")
    content = bytes(made)
    found, reading = read(MAIL, write(tmp_path, content[: content.index(b"<p>drugo") + 8]))
    assert "običan" in found[0][0]
    assert "drugo" in found[0][0]
    assert reading.reason is Reason.TRUNCATED


def mailbox(count: int) -> bytes:
    letters = (
        letter(f"poruka {i}\n\nFrom here on nothing.\n", Message_ID=f"<{i}@example.org>") for i in range(1, count + 1)
    )
    return b"".join(FROM + bytes(one) + b"\n" for one in letters)


def test_a_mailbox_is_read_message_by_message(tmp_path: Path) -> None:
    found, reading = read(MAIL, write(tmp_path, mailbox(3), "Inbox"))
    assert [mark.locator for _, mark in found] == ["message:1", "message:2", "message:3"]
    assert [mark.place for _, mark in found] == ["<1@example.org>", "<2@example.org>", "<3@example.org>"]
    assert all("From here on nothing." in text for text, _ in found)
    assert [("Ana Anić" in text) for text, _ in found] == [True, False, False]  # each address once a mailbox
    assert reading.read["emails"] == 3
    assert not reading.covers


@pytest.mark.parametrize("block", [1, 7, 100])
def test_where_a_block_ends_changes_nothing(tmp_path: Path, block: int, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path, mailbox(6).replace(b"\n", b"\r\n"), "a.mbox")
    whole = read(MAIL, path)[0]
    monkeypatch.setattr("unlisted.sources.files.BLOCK", block)
    monkeypatch.setattr("unlisted.sources.mail.BATCH_CHARACTERS", block)
    assert read(MAIL, path)[0] == whole
    assert len(whole) == 6


@pytest.mark.parametrize("charset", ["ascii", "utf-8", "iso-8859-2"])
@pytest.mark.parametrize("packed", ["base64", "quoted-printable", "8bit", "7bit"])
@pytest.mark.parametrize("one", [True, False])
def test_a_message_beyond_what_a_parser_is_given_is_read_to_its_end(
    tmp_path: Path, charset: str, packed: str, one: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("unlisted.sources.mail.LIMIT", 5000)
    monkeypatch.setattr("unlisted.sources.files.BLOCK", 700)
    for name, size in (("mail._WINDOW", 900), ("longmail.WINDOW", 5000)):
        monkeypatch.setattr(f"unlisted.sources.{name}", size)
    made = email(Message_ID="<dugo@example.org>")
    word = "rec" if charset == "ascii" or packed == "7bit" else "reč"
    text = "".join(f"početak {word} {i} pa dalje\n" for i in range(2000)).replace("č", word[-1])
    made.set_content(text, charset=charset, cte=packed)
    made.add_attachment(b"slika" * 9000, maintype="image", subtype="png", filename="a.png")
    raw = bytes(made)
    content, name = (raw, "a.eml") if one else (mailbox(1) + FROM + raw + b"\n" + mailbox(1), "a.mbox")
    found, reading = read(MAIL, write(tmp_path, content, name))
    shown = "\n".join(text for text, mark in found if mark.place == "<dugo@example.org>")
    assert [i for i in range(2000) if f" {word} {i} pa dalje" not in shown] == []
    assert reading.reason is None
    assert "slikaslika" not in shown
    assert reading.read["emails"] == (1 if one else 3)


def test_attachments_are_taken_out_before_a_message_is_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("unlisted.sources.mail.LIMIT", 5000)
    monkeypatch.setattr("unlisted.sources.files.BLOCK", 700)
    made = email(Message_ID="<1@example.org>")
    made.set_content("pre slike")
    made.add_attachment(b"slika" * 9000, maintype="image", subtype="png", filename="a.png")
    made.add_attachment("posle slike", filename="a.txt")
    found, reading = read(MAIL, write(tmp_path, mailbox(1) + FROM + bytes(made) + b"\n" + mailbox(1), "a.mbox"))
    assert reading.reason is None
    assert len(found) == 3
    assert "pre slike" in found[1][0]
    assert "posle slike" in found[1][0]
    assert reading.unread["pictures"] == 1


def test_an_email_nested_too_deep_is_searched_as_it_stands(tmp_path: Path) -> None:
    deep = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (i, i) for i in range(5000))
    found, reading = read(
        MAIL, write(tmp_path, b"From: a@example.org\nSubject: Milena\nTo: b@example.org\n" + deep + b"\nkraj")
    )
    assert "Milena" in found[0][0]
    assert reading.reason in (Reason.DAMAGED, Reason.TRUNCATED)


@pytest.mark.parametrize(
    ("name", "head", "yes"),
    [
        ("a", FROM + b"Subject: x\n\n", True),
        ("a", b"From: a@example.org\nTo: b@example.org\nSubject: x\n\n", True),
        ("a.eml", b"X-Thing: 1\nReceived: from x\n\n", True),
        ("a.emlx", b"1234\nReceived: from x\n\n", True),
        ("a.txt", b"Milena: hello\nFrom: there\n", False),
        ("a.txt", b"From Belgrade with love\n", False),
    ],
)
def test_what_looks_like_mail(name: str, head: bytes, yes: bool) -> None:
    assert MAIL.recognises(Path(name), head) is yes
