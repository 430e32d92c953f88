"""Archives looked into like folders: every kind of file, nothing unpacked, bounded, and every bad end."""

import struct
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from unlisted.audit import Watch, audit
from unlisted.match import compile_facts
from unlisted.model import Fact, Kind, Mark, Outcome, Reason, State
from unlisted.sources.base import Look, Reading
from unlisted.sources.chats import archive
from unlisted.sources.folders import media_beside, original, size_of, walk

from .chats.made import (
    discord,
    discord_message,
    facebook,
    facebook_message,
    google,
    google_message,
    signal_frames,
    telegram_message,
    telegram_page,
    zipped,
)
from .samples import PAGE, chat, eml, message, tdesktop

NAME = "Milena Primerović"
PHOTO = b"\xff\xd8\xff not to be opened"
TELEGRAM = tdesktop(chat([message(1, f"evo je {NAME}")]))
MBOX = b"From a@example.org Mon Mar  2 10:00:00 2026\n" + eml() + b"\n"
EVERYTHING = {
    "Takeout/Google Chat/Groups/DM 1/messages.json": google([google_message(1, f"evo je {NAME}")]),
    "Takeout/Google Chat/Groups/DM 1/File-kuća.png": PHOTO,
    "Takeout/Mail/All mail.mbox": MBOX,
    "messages/inbox/x_1/message_1.json": facebook([facebook_message(2, "prva")]),
    "messages/inbox/x_1/message_2.json": facebook([facebook_message(1, f"evo je {NAME}")]),
    "messages/inbox/y_2/message_1.json": facebook([facebook_message(3, "druga")], path="inbox/y_2"),
    "messages/inbox/x_1/photos/1.jpg": PHOTO,
    "ChatExport/result.json": TELEGRAM,
    "ChatExport/photos/photo_1.jpg": PHOTO,
    "html/messages.html": telegram_page([telegram_message(1, "na prvoj")]),
    "html/messages2.html": telegram_page([telegram_message(2, f"evo je {NAME}")]),
    "signal/main.jsonl": signal_frames([f"evo je {NAME}"]),
    "discord/a [part 1].json": discord([discord_message(1, "prva")]),
    "discord/a [part 2].json": discord([discord_message(2, f"evo je {NAME}")]),
    "WhatsApp Chat with Ana.txt": f"13.02.24, 21:05 - Ana: evo je {NAME}\n".encode(),
    "strana.html": PAGE.encode(),
    "beleške.txt": f"evo je {NAME}\n".encode(),
    "nepoznato.bin": b"x" * 50,
    "u.zip": zipped({"a.txt": b"x"}),
    "prazno.txt": b"",
    "folder/": b"",
    "__MACOSX/._a.json": b"x",
}


def write(path: Path, members: dict[str, bytes]) -> Path:
    path.write_bytes(zipped(members))
    return path


def told(path: Path) -> dict[str, dict[str, int]]:
    """The sources that look into an archive, each with what it leaves unread."""
    return {look.source.name if look.source else str(look.reason): look.unread for look in walk([str(path)])}


def documents(look: Look) -> tuple[list[tuple[str, Mark]], Reading]:
    assert look.source
    assert look.path
    reading = Reading()
    batches = look.source.read(look.path, reading)
    return [(batch.document(i), batch.mark(i)) for batch in batches for i in range(len(batch.starts))], reading


def outcomes(path: Path) -> list[Outcome]:
    parts = {"given": "Milena", "surname": "Primerović"}
    matcher = compile_facts([Fact(id="name", kind=Kind.NAME, value=NAME, parts=parts, public=True)])
    return list(audit(walk([str(path)]), matcher, keyed=lambda place: f"{hash(place):016x}"[-16:], watch=Watch()))


def test_everything_in_an_archive_is_looked_at(tmp_path: Path) -> None:
    path = write(tmp_path / "sve.zip", EVERYTHING)
    found = told(path)
    assert list(found) == [
        "telegram", "telegram-html", "whatsapp", "signal", "discord", "google-chat", "meta", "pages", "mail", "text",
        "archive-within",
    ]  # fmt: skip
    assert found["telegram"] == {"media_files": 4}  # three pictures and the unknown one
    assert not any(found[name] for name in list(found)[1:-1])
    assert found["archive-within"] == {"files": 1}
    for outcome in outcomes(path)[:-1]:
        assert outcome.target == str(path)
        assert outcome.state is State.SEEN or outcome.source in ("pages", "mail"), outcome.source
    assert [one.name for one in tmp_path.iterdir()] == ["sve.zip"]
    assert media_beside(path) == 4
    assert size_of(path) == path.stat().st_size


def test_locators_tell_files_apart_and_originals_are_found_again(tmp_path: Path) -> None:
    path = write(tmp_path / "sve.zip", EVERYTHING)
    looks = {look.source.name: look for look in walk([str(path)]) if look.source}
    marks = [mark for _, mark in documents(looks["discord"])[0]]
    assert {mark.locator.partition("/")[0] for mark in marks} == {"file:1", "file:2"}
    assert {mark.within for mark in marks} == {"77"}
    found, reading = documents(looks["meta"])
    assert {mark.locator.partition("/")[0] for _, mark in found} == {"file:1", "file:2"}  # chats, not parts
    assert reading.read["messages"] == 3
    assert reading.read["bytes"] < path.stat().st_size
    telegram = documents(looks["telegram"])[0]
    assert {mark.locator for _, mark in telegram} == {"message:1", "chat:1000000077"}
    for name in looks:
        for text, mark in documents(looks[name])[0]:
            assert text in (original(path, name, mark.locator) or "")


def test_the_same_places_as_in_a_folder(tmp_path: Path) -> None:
    path = write(tmp_path / "sve.zip", EVERYTHING)
    folder = tmp_path / "sve"
    with zipfile.ZipFile(path) as opened:
        opened.extractall(folder, [name for name in opened.namelist() if not name.endswith(".zip")])
    packed = {mark.place for look in walk([str(path)]) if look.source for _, mark in documents(look)[0]}
    plain = {mark.place for look in walk([str(folder)]) if look.source for _, mark in documents(look)[0]}
    assert packed == plain


def test_names_that_climb_lead_nowhere(tmp_path: Path) -> None:
    (tmp_path / "messages2.html").write_bytes(telegram_page([telegram_message(9, "tuđa")]))
    inside = tmp_path / "unutra"
    inside.mkdir()
    page = telegram_page([telegram_message(1, "moja")])
    path = write(inside / "a.zip", {"../messages.html": page, "..\\..\\b.txt": b"tekst", "/etc/passwd.txt": b"x y z"})
    shown = [text for look in walk([str(path)]) for text, _ in documents(look)[0]]
    assert "moja" in shown
    assert "tekst" in shown
    assert "tuđa" not in shown


def test_media_alone_and_nothing_that_can_be_read(tmp_path: Path) -> None:
    (look,) = walk([str(write(tmp_path / "slike.zip", {"a.jpg": PHOTO, "b.mp4": b"x", "c": b"x"}))])
    assert (look.reason, look.unread) == (Reason.MEDIA, {"files": 1, "pictures": 1, "videos": 1})
    (look,) = walk([str(write(tmp_path / "b.zip", {"a.bin": b"x"}))])
    assert look.reason is Reason.FORMAT_UNKNOWN


def test_media_by_their_content_are_not_read(tmp_path: Path) -> None:
    path = write(tmp_path / "a.zip", {"slika.txt": PHOTO, "a.txt": b"tekst"})
    assert told(path) == {"text": {"media_files": 1}}


def test_a_fault_in_one_file_leaves_the_others(tmp_path: Path) -> None:
    members = {"a.json": discord([discord_message(1, "prva")])[:-10], "b.json": discord([discord_message(2, "druga")])}
    (look,) = walk([str(write(tmp_path / "a.zip", members))])
    found, reading = documents(look)
    assert {"prva", "druga"} <= {text for text, _ in found}
    assert reading.reason is Reason.TRUNCATED


def test_a_locked_file_is_told(tmp_path: Path) -> None:
    content = bytearray(zipped({"a.txt": b"tekst " * 50}))
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(signature) + at] |= struct.pack("<B", 1)[0]
    (tmp_path / "a.zip").write_bytes(content)
    (look,) = walk([str(tmp_path / "a.zip")])
    assert look.reason is Reason.NOT_READABLE


def test_what_comes_out_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "SLACK", 1 << 20)
    path = write(tmp_path / "a.zip", {"a.json": discord([discord_message(1, "prva")]) + b" " * 30_000_000})
    (look,) = walk([str(path)])
    found, reading = documents(look)
    assert "prva" in [text for text, _ in found]
    assert reading.reason is Reason.TOO_LARGE


def test_a_stored_file_that_was_changed_is_told(tmp_path: Path) -> None:
    content = zipped({"a.json": discord([discord_message(1, "prva")])}, zipfile.ZIP_STORED).replace(b"prva", b"drva")
    (tmp_path / "a.zip").write_bytes(content)
    (look,) = walk([str(tmp_path / "a.zip")])
    found, reading = documents(look)
    assert "drva" in [text for text, _ in found]
    assert reading.reason is Reason.DAMAGED


ARCHIVE = zipped({"b/a.json": discord([discord_message(i, f"poruka {i}") for i in range(1, 30)]), "c.jpg": PHOTO})


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cut=st.integers(4, len(ARCHIVE) - 1))
def test_an_archive_cut_anywhere(tmp_path: Path, cut: int) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(ARCHIVE[:cut])
    for look in walk([str(path)]):
        if look.source is None:
            assert look.reason is not None
            continue
        found, reading = documents(look)
        assert reading.reason is not None
        if cut > ARCHIVE.index(b"c.jpg"):
            assert "poruka 29" in [text for text, _ in found]


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(4, len(ARCHIVE) - 1), garbage=st.binary(min_size=1, max_size=20))
def test_a_damaged_archive_raises_nothing(tmp_path: Path, at: int, garbage: bytes) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(ARCHIVE[:at] + garbage + ARCHIVE[at + len(garbage) :])
    for outcome in outcomes(path):
        assert outcome.reason is not Reason.ERROR


def test_an_archive_of_thousands_of_chats_is_one_look(tmp_path: Path) -> None:
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as opened:
        for number in range(1500):
            path = f"inbox/x_{number}"
            opened.writestr(f"{path}/message_1.json", facebook([facebook_message(1, f"p{number}")], path=path))
    (tmp_path / "a.zip").write_bytes(made.getvalue())
    (look,) = walk([str(tmp_path / "a.zip")])
    found, reading = documents(look)
    assert reading.read["messages"] == 1500
    assert len({mark.within for _, mark in found}) == 1500
    assert len({mark.locator.partition("/")[0] for _, mark in found}) == 1500


def test_beside_an_export_only_archives_that_are_exports_by_name_are_opened(tmp_path: Path) -> None:
    (tmp_path / "result.json").write_bytes(TELEGRAM)
    write(tmp_path / "slike.zip", {"a.txt": b"tekst"})
    write(tmp_path / "facebook-m-2026.zip", {"m/message_1.json": facebook([facebook_message(1)])})
    looks = list(walk([str(tmp_path)]))
    assert [look.source.name if look.source else look.reason for look in looks] == ["telegram", "meta"]
    assert looks[0].unread == {"media_files": 1}
