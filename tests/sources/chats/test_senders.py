"""Who wrote a message: the same for all messages of one person in a chat, the surest that the format gives."""

from pathlib import Path

import pytest

from unlisted.sources.base import Source
from unlisted.sources.chats.signal import Signal
from unlisted.sources.chats.telegram_html import TelegramHtml
from unlisted.sources.chats.viber import Viber
from unlisted.sources.chats.whatsapp import WhatsApp

from .made import lines_of, read, signal_frames, telegram_message, telegram_page, telegram_service

WHATSAPP = "[01.02.24, 21:05:03] Ana: jedan\n[01.02.24, 21:05:04] Vuk: dva\ndrugi red\n[01.02.24, 21:05:05] Ana: tri\n"
VIBER = (
    '17/08/2014,12:52:56,Ana,+381640000456,"jedan"\n17/08/2014,12:52:57,Vuk,null,"dva"\n'
    '17/08/2014,12:52:58,Anči,+381640000456,"tri"\n'
)
ROWS = lines_of(
    {"conversationId": "r", "sent_at": 1772366400000, "source": "Ana", "sourceServiceId": "aci-1", "body": "jedan"},
    {"conversationId": "r", "sent_at": 1772366401000, "source": "Vuk", "body": "dva"},
    {"conversationId": "r", "sent_at": 1772366402000, "source": "Anči", "sourceServiceId": "aci-1", "body": "tri"},
)
PAGES = telegram_page(
    [
        telegram_message(1, "jedan", sender="Ana"),
        telegram_message(2, "spojena", sender=None),  # joined to the one before, and names nobody
        telegram_service(3, "Vuk joined the group"),
        telegram_message(4, "dva", sender="Vuk"),
        telegram_message(5, "tri", sender="Ana"),
    ]
)


@pytest.mark.parametrize(
    ("source", "name", "content", "senders"),
    [
        (WhatsApp(), "chat.txt", WHATSAPP.encode(), {"jedan": "Ana", "dva\ndrugi red": "Vuk", "tri": "Ana"}),
        (Viber(), "chat.csv", VIBER.encode(), {"jedan": "+381640000456", "dva": "Vuk", "tri": "+381640000456"}),
        (Signal(), "messages.json", ROWS, {"jedan": "aci-1", "dva": "Vuk", "tri": "aci-1"}),
        (
            TelegramHtml(), "messages.html", PAGES,
            {"jedan": "Ana", "spojena": "Ana", "dva": "Vuk", "tri": "Ana", "Vuk joined the group": ""},
        ),
        (Signal(), "main.jsonl", signal_frames(["jedan"]), {"jedan": "AAECAwQFBgcICQoLDA0ODw=="}),
    ],
)  # fmt: skip
def test_senders(tmp_path: Path, source: Source, name: str, content: bytes, senders: dict[str, str]) -> None:
    found, _ = read(source, tmp_path / name, content)
    told = {text: mark.sender for text, mark in found}
    assert {text: told.get(text) for text in senders} == senders


def test_the_name_of_a_sender_is_written_by_nobody(tmp_path: Path) -> None:
    """It is a document of its own, and no message that asks for anything."""
    found, _ = read(WhatsApp(), tmp_path / "chat.txt", WHATSAPP.encode())
    assert [mark.sender for text, mark in found if text in ("Ana", "Vuk")] == ["", ""]


def test_a_piece_of_a_long_message_is_by_who_wrote_it(tmp_path: Path) -> None:
    content = f"[01.02.24, 21:05:03] Ana: {'a ' * 1_200_000}\n[01.02.24, 21:05:04] Vuk: kraj\n".encode()
    found, _ = read(WhatsApp(), tmp_path / "chat.txt", content)
    senders = [mark.sender for text, mark in found if text.startswith(("a", " a"))]
    assert len(senders) > 1
    assert set(senders) == {"Ana"}
