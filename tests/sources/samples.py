"""Small files of every kind, as the programs that make them lay them out, all about people who do not exist."""

import json
import re
from collections.abc import Iterator, Sequence
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from unlisted.model import Batch, Mark
from unlisted.sources.base import Reading, Source
from unlisted.sources.chats.discord import Discord
from unlisted.sources.chats.google import Google
from unlisted.sources.chats.meta import Meta
from unlisted.sources.chats.signal import Signal
from unlisted.sources.chats.telegram import Telegram
from unlisted.sources.chats.telegram_html import TelegramHtml
from unlisted.sources.chats.viber import Viber
from unlisted.sources.chats.whatsapp import WhatsApp
from unlisted.sources.mail import Mail
from unlisted.sources.pages import Pages
from unlisted.sources.text import Text

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
)

Json = dict[str, Any]


def message(number: int, text: object = "zdravo", **more: object) -> Json:
    """A message with the keys that every message has; `from_` is its sender."""
    made: Json = {"id": number, "type": "message", "date": "2026-03-01T12:00:00"}
    made |= {"date_unixtime": str(1772366400 + number * 60), "from": more.pop("from_", f"Neko {number}")}
    return made | {"from_id": f"user{number}"} | more | {"text": text, "text_entities": []}


def chat(messages: Sequence[Json], number: int = 1000000077, **more: object) -> Json:
    return (
        {"name": "Izmišljena grupa", "type": "private_supergroup", "id": number} | more | {"messages": list(messages)}
    )


def account(chats: Sequence[Json], left: Sequence[Json] = (), **sections: object) -> Json:
    made: Json = {"about": "Here is the data you requested.", "personal_information": {"user_id": 5}} | sections
    made["chats"] = {"about": "This page lists all chats.", "list": list(chats)}
    return made | ({"left_chats": {"about": "Left.", "list": list(left)}} if left else {})


def tdesktop(value: object) -> bytes:
    """As Telegram Desktop writes it: one space a level, raw letters, control characters as \\xNN, which is no JSON."""
    text = json.dumps(value, ensure_ascii=False, indent=1)
    return _ESCAPES.sub(lambda found: _CONTROLS.get(found[0], found[0]), text).encode()


_ESCAPES = re.compile(r"\\(?:u[0-9a-f]{4}|.)")  # whole ones: behind an escaped backslash an f is an f
_CONTROLS = {f"\\u{point:04x}": f"\\x{point:02X}" for point in range(32)} | {"\\b": "\\x08", "\\f": "\\x0C"}


LAYOUTS = {
    "tdesktop": tdesktop,
    "two-spaces": lambda value: json.dumps(value, ensure_ascii=False, indent=2).encode(),
    "tabs-and-ascii": lambda value: json.dumps(value, indent="\t").encode(),
    "windows": lambda value: json.dumps(value, ensure_ascii=False, indent=1).encode().replace(b"\n", b"\r\n"),
    "minified": lambda value: json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(),
    "sorted": lambda value: json.dumps(value, indent=2, sort_keys=True).encode(),
    "sorted-minified": lambda value: json.dumps(value, sort_keys=True).encode(),
}


PAGE = """<!DOCTYPE html>
<html lang="sr"><head><meta charset="utf-8"><title>Gradski list</title>
<link rel="canonical" href="https://www.example.org/vesti/7"></head>
<body><h1>Vesti</h1><p>Prvi pasus o gradu.</p></body></html>"""


def email(**headers: str) -> EmailMessage:
    made = EmailMessage()
    for name, value in {"From": "Ana Anić <ana@example.org>", "To": "pera@example.org", **headers}.items():
        made[name.replace("_", "-")] = value
    return made


def eml() -> bytes:
    made = email(Subject="Sastanak", Message_ID="<jedan@example.org>", Date="Mon, 02 Mar 2026 10:00:00 +0100")
    made.set_content("Vidimo se u pet.\n")
    return bytes(made)


# One sample a source: a file name, and its content.
SAMPLES: dict[Source, tuple[str, bytes]] = {
    Telegram(): ("result.json", tdesktop(chat([message(i, f"poruka {i}") for i in range(1, 30)]))),
    TelegramHtml(): ("messages.html", telegram_page([telegram_message(i, f"poruka {i}") for i in range(1, 30)])),
    WhatsApp(): (
        "razgovor.txt",
        "".join(f"[01.02.24, 21:05:{i:02}] Neko {i}: poruka {i}\n" for i in range(1, 30)).encode(),
    ),
    Signal(): ("main.jsonl", signal_frames([f"poruka {i}" for i in range(1, 30)])),
    Viber(): (
        "poruke.csv",
        "".join(f'01/02/2014,21:05:{i:02},Neko,+381640000456,"poruka {i}"\n' for i in range(1, 30)).encode(),
    ),
    Discord(): ("opste.json", discord([discord_message(i, f"poruka {i}") for i in range(1, 30)])),
    Google(): ("messages.json", google([google_message(i, f"poruka {i}") for i in range(1, 30)])),
    Meta(): ("message_1.json", facebook([facebook_message(i, f"poruka {i}") for i in range(1, 30)])),
    Pages(): ("strana.html", PAGE.encode()),
    Mail(): ("pismo.eml", eml()),
    Text(): ("beleske.txt", b"Prvi red.\n\nDrugi red.\n"),
}


def read(source: Source, path: Path) -> tuple[list[tuple[str, Mark]], Reading]:
    """All documents with their marks, checked to be well formed, and the reading."""
    reading = Reading()
    return list(documents(source.read(path, reading))), reading


def documents(batches: Iterator[Batch]) -> Iterator[tuple[str, Mark]]:
    for batch in batches:
        for index in range(len(batch.starts)):
            yield batch.document(index), batch.mark(index)


def texts(source: Source, path: Path) -> list[str]:
    return [text for text, _ in read(source, path)[0]]
