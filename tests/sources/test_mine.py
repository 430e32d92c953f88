"""Her own messages: which names and ids are hers, and that every source of chats that can tell, tells."""

from pathlib import Path

import pytest

from unlisted.sources import SOURCES
from unlisted.sources.base import Reading
from unlisted.sources.mine import Mine

from .chats.made import lines_of, signal_frames, telegram_message, telegram_page


@pytest.mark.parametrize(
    ("hers", "sender", "expected"),
    [
        ("Milena Primerović", "Milena Primerović", True), ("milena primerovic", "Милена Примеровић", True),
        ("Милена Примеровић", "MILENA PRIMEROVIĆ", True), ("Đurđa", "Djurdja", True), ("Ђурђа", "Djurdja", True),
        ("Ljilja Džin", "Љиља Џин", True), ("Milena", "~ Milena", True), ("Milena", "\u200eMilena\u202c ", True),
        ("Milena  P.", "Milena P.", True), ("user123", "user123", True), ("+381 64 000 0456", "+381640000456", True),
        ("Milena", "Milena Primerović", False), ("Milena", "Mi1ena", False), ("Milena", "Milеna", False),
        ("user123", "user1234", False), ("", "", False), ("Milena", "", False), ("~", "~", False),
    ],
)  # fmt: skip
def test_which_names_are_hers(hers: str, sender: str, expected: bool) -> None:
    assert Mine([hers])(sender) is expected
    assert Mine(["neko drugi", hers])(sender) is expected


def test_without_names_nothing_is_hers() -> None:
    assert not Mine([])("Milena")


def test_a_reading_that_nobody_asked() -> None:
    assert Reading().wrote("Milena") is None
    assert Reading(mine=Mine(["x"])).wrote(None, "") is False


CHATS: dict[str, tuple[str, bytes, str]] = {
    "whatsapp": ("_chat.txt", "[13.02.24, 21:05:03] Ana: moja\n[13.02.24, 21:05:04] Eva: tuđa\n".encode(), "Ана"),
    "viber": ("a.csv", '13/08/2014,12:52:56,Ana,+3816,"moja"\n14/08/2014,12:52:56,Eva,,"tuđa"\n'.encode(), "Ана"),
    "viber number": (
        "a.csv", '13/08/2014,12:52:56,Ana,+3816,"moja"\n14/08/2014,12:53:56,Eva,,"tuđa"\n'.encode(), "38-16",
    ),
    "signal text": ("chat.md", "[2026-03-01 12:00:00] Ana: moja\n[2026-03-01 12:00:01] Eva: tuđa\n".encode(), "ana"),
    "signal rows": (
        "data.json",
        lines_of(
            {"date": "2026-03-01T12:00:00.123456", "sender": "Ana", "body": "moja"},
            {"date": "2026-03-01T12:00:01.123456", "sender": "Eva", "body": "tuđa"},
        ),
        "ana",
    ),
    "signal": (
        "main.jsonl",
        signal_frames(["tuđa"]) + lines_of({"chatItem": {"chatId": "10", "authorId": "1", "dateSent": "1772366409000",
                                                       "standardMessage": {"text": {"body": "moja"}}}}),
        "ana primerovic",
    ),
    "telegram-html": (
        "messages.html",
        telegram_page([telegram_message(1, "moja", sender="Ana"), telegram_message(2, "tuđa", sender="Eva")]),
        "ana",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", CHATS)
def test_sources_tell_her_messages_apart(tmp_path: Path, kind: str) -> None:
    name, content, hers = CHATS[kind]
    path = tmp_path / name
    path.write_bytes(content)
    source = next(one for one in SOURCES if one.recognises(path, content[:4096]))
    found = {
        batch.document(i): batch.mark(i).mine
        for batch in source.read(path, Reading(mine=Mine([hers])))
        for i in range(len(batch.starts))
    }
    assert (found["moja"], found["tuđa"]) == (True, False)
    unasked = [b.mark(i).mine for b in source.read(path, Reading()) for i in range(len(b.starts))]
    assert set(unasked) == {None}
