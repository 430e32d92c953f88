"""Signal's chats, in the forms in which they leave Signal readable.

- Signal's own export of all chats (Android, desktop and iPhone, since 2026): `main.jsonl`, one JSON frame a line as
  Signal's `Backups.proto` describes them. Locators are ``chat:ID/message:TIME`` with the time at which a message was
  sent in milliseconds, which is what Signal itself tells messages apart by; contacts are ``meta:contacts``.
- sigtop's `messages.json` (one message a line, as Signal Desktop keeps them) and `messages.txt`.
- signal-export's `data.json` (one message a line) and `chat.md` (`index.md` in old versions).

In these texts ``message:N`` counts from 1. Encrypted backups and Signal Desktop's database are not opened: their keys
are hers. Pictures and recordings are counted, never opened.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path

from unlisted.model import Batch, Reason
from unlisted.sources.base import Reading
from unlisted.sources.chats.headed import Letters, entries, heads_of
from unlisted.sources.chats.signal_frames import export
from unlisted.sources.chats.signal_rows import rows
from unlisted.sources.chats.talk import Talk
from unlisted.sources.chats.utf8 import start_of
from unlisted.sources.encoding import decode
from unlisted.sources.escapes import unescaped
from unlisted.sources.files import Opened
from unlisted.sources.text import Text

_FRAMES = re.compile(rb'\s*\{\s*"(?:version|backupTimeMs|mediaRootBackupKey)"\s*:[^\n]*"backupTimeMs"\s*:')
_FRAME = re.compile(rb'\s*\{\s*"(?:account|recipient|chat|chatItem)"\s*:\s*\{\s*"(?:id|chatId|profileKey|givenName)"')
_SIGTOP = re.compile(rb'\s*\[\s*\{[^\n]*"(?:conversationId|sent_at|received_at|sourceServiceId)"\s*:')
_SIGNAL_EXPORT = re.compile(rb'\s*\{\s*"date"\s*:\s*"\d{4}-\d\d-\d\dT[^"]{8,30}"\s*,\s*"sender"\s*:')
_MARKDOWN = re.compile(
    r"^\[(?P<date>\d{4}-\d\d-\d\d),? (?P<time>\d\d:\d\d(?::\d\d)?)\] (?:(?P<sender>[^:\n]{1,120}): ?)?", re.MULTILINE
)
_TITLED = re.compile(r"Conversation: (?P<title>[^\n]{0,300})\n\n", re.MULTILINE)
_FIELDS = re.compile(
    r"^(?:From: (?P<sender>[^\n]{0,300})\n)?Type: (?P<type>[\w-]{1,40})\n(?:Sent: (?P<sent>[^\n]{1,60})\n)?",
    re.MULTILINE,
)
_ATTACHMENT = re.compile(r"^[>| ]*Attachment: |\]\(\./media/", re.MULTILINE)


class Signal:
    """What Signal, sigtop and signal-export write."""

    name = "signal"

    def recognises(self, path: Path, head: bytes) -> bool:
        start = start_of(head)
        if _is_frames(start) or _SIGTOP.match(start) or _SIGNAL_EXPORT.match(start):
            return True
        text = _letters(head)
        if path.suffix.lower() == ".md":
            return _MARKDOWN.match(text) is not None
        titled = _TITLED.match(text)
        return titled is not None and _FIELDS.match(text, titled.end()) is not None

    def read(self, path: Path, reading: Reading) -> Iterator[Batch]:
        with Opened(path) as file:
            if not file.size:
                reading.stop(Reason.EMPTY)
                return
            start = start_of(b"".join(file.blocks(end=4096)))
            if _is_frames(start):
                yield from export(file, reading)
            elif start.lstrip()[:1] in (b"[", b"{") and not _MARKDOWN.match(decode(start)):
                yield from rows(file, reading)
            else:
                yield from _text(file, reading)
        if not reading.read["messages"] and not reading.read["entries"] and reading.reason is None:
            reading.stop(Reason.WRONG_SHAPE)
            reading.read.clear()
            yield from Text().read(path, reading)


def _letters(start: bytes) -> str:
    return decode(start).removeprefix("\ufeff").replace("\r\n", "\n")


def _is_frames(start: bytes) -> bool:
    return _FRAMES.match(start) is not None or _FRAME.match(start) is not None


def _text(file: Opened, reading: Reading) -> Iterator[Batch]:
    letters = Letters(file.blocks)
    letters.look()
    start = _letters(b"".join(file.blocks(end=4096)))
    titled = _TITLED.match(start)
    talk = Talk(reading, _place(start, titled))
    pattern = _FIELDS if titled else _MARKDOWN
    number, key = 0, ""
    for head, body, goes_on in entries(letters.text(reading), heads_of(pattern)):
        if head is None:
            talk.more(number, unescaped(body), time=0, key=key if goes_on else "before")
        else:
            number += 1
            time = _sent(head["sent"]) if titled else _stamp(head["date"], head["time"])
            if not time:
                reading.unread["dates"] += 1
            if attached := len(_ATTACHMENT.findall(body)) if "ttachment: " in body or "./media/" in body else 0:
                reading.unread["media_files"] += attached
            key = talk.once(head[0] if titled else f"{time}/{head['sender'] or ''}")
            talk.add(number, unescaped(body.strip()), time=time, key=key, sender=head["sender"])
        if talk.full:
            yield talk.batch()
    if talk.waiting:
        yield talk.batch()
    file.check_unchanged(reading)
    letters.judge(reading)
    if reading.reason is None:
        talk.cover(file.modified)


def _place(start: str, titled: re.Match[str] | None) -> str:
    """What a chat is known by: its title, else who began it when, which `data.json` of the same chat says as well."""
    if titled:
        known = titled["title"]
    else:
        first = _MARKDOWN.search(start)
        known = f"{_stamp(first['date'], first['time'])}/{first['sender'] or ''}" if first else start
    return hashlib.sha256(known.encode("utf-8", "replace")).hexdigest()


def _sent(text: str | None) -> int:
    """Seconds since 1970 of sigtop's dates, which have a zone; 0 if it is none."""
    try:
        return int(parsedate_to_datetime(text or "").timestamp())
    except (ValueError, TypeError, OverflowError, IndexError):
        return 0


def _stamp(date: str, time: str) -> int:
    """Seconds since 1970 of a local time without a zone, taken as if it were UTC."""
    try:
        return int(datetime.fromisoformat(f"{date}T{time}").replace(tzinfo=UTC).timestamp())
    except (ValueError, OverflowError):
        return 0
