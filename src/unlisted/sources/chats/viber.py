"""Viber's message history as its apps send it by e-mail: one table a chat, `.csv` or `.txt`.

Two forms are known: ``17/08/2014,12:52:56,Ana,+381640000456,"zdravo"``, the same with tabs and with equal signs that
keep a spreadsheet from changing it: ``="17/08/2014"<tab>12:52:56<tab>="Ana"<tab>="+381640000456"<tab>"zdravo"``.
The text is not always in quotes, so a message ends where the next line with date, time, name and number begins.

The locator is ``message:N``, counted from 1. As in WhatsApp's exports neither chats nor messages are named, and the
order of day and month is told by the whole file or not at all.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Generator, Iterator
from pathlib import Path

from unlisted.model import Batch, Reach, Reason
from unlisted.sources.base import FIELD_BREAK, Reading
from unlisted.sources.chats.dates import DATE, TIME, Calendar, time_of
from unlisted.sources.chats.headed import Letters, entries, headers, heads_of
from unlisted.sources.chats.talk import Talk
from unlisted.sources.encoding import decode
from unlisted.sources.escapes import unescaped
from unlisted.sources.files import Opened
from unlisted.sources.text import Text

_QUOTE = '(?:=?")?'
_HEAD = re.compile(
    rf'^\ufeff?[ ]?{_QUOTE}{DATE}"?(?P<cell>[,;\t])[ ]?{_QUOTE}{TIME}"?(?P=cell)[ ]?'
    r'(?:=?"(?P<quoted>(?:[^"\n]|""){0,200})"|(?P<sender>[^,;\t"\n]{0,120}))(?P=cell)[ ]?'
    rf'{_QUOTE}(?P<number>\+?[\d ()/-]{{0,24}}|null)"?(?P=cell)[ ]?',
    re.MULTILINE,
)
_SUFFIXES = (".csv", ".txt")
_MEDIA = {
    "photo message": "pictures", "message photo": "pictures", "foto poruka": "pictures", "фото порука": "pictures",
    "photo": "pictures", "gif message": "pictures", "video message": "videos", "message vidéo": "videos",
    "video poruka": "videos", "видео порука": "videos", "video": "videos", "voice message": "voice",
    "message vocal": "voice", "glasovna poruka": "voice", "гласовна порука": "voice", "sticker": "stickers",
    "autocollant": "stickers", "nalepnica": "stickers", "налепница": "stickers", "file message": "files",
}  # fmt: skip


class Viber:
    """Viber's "Email message history"."""

    name = "viber"

    def recognises(self, path: Path, head: bytes) -> bool:
        if path.suffix.lower() not in _SUFFIXES:
            return False
        text = decode(head)
        return _HEAD.match(text) is not None or _HEAD.match(text.partition("\n")[2]) is not None  # a line of titles

    def read(self, path: Path, reading: Reading) -> Iterator[Batch]:
        with Opened(path) as file:
            if not file.size:
                reading.stop(Reason.EMPTY)
                return
            letters = Letters(file.blocks)
            letters.look()
            talk, calendar = _survey(letters, reading)
            closed = yield from _messages(letters, talk, calendar, reading)
            file.check_unchanged(reading)
            letters.judge(reading)
            if not closed:  # the last cell
                reading.stop(Reason.TRUNCATED, at=reading.read["bytes"])
            if reading.reason is None:
                talk.cover(file.modified)
        if not reading.read["messages"] and reading.reason is None:
            reading.stop(Reason.WRONG_SHAPE)
            reading.read.clear()
            yield from Text().read(path, reading)


def _survey(letters: Letters, reading: Reading) -> tuple[Talk, Calendar]:
    calendar, senders, first = Calendar(), set[str](), ""
    for head in headers(letters.text(), _HEAD):
        calendar.see(head["date"])
        first = first or head[0] + head.string[head.end() : head.end() + 300].partition("\n")[0]
        if len(senders) < 3:
            senders.add(_sender(head))
    calendar.decide()
    if calendar.order:
        reading.read[calendar.order.word] += 1
    place = hashlib.sha256(first.encode("utf-8", "replace")).hexdigest()
    return Talk(reading, place, Reach.MEMBERS if len(senders) > 2 else Reach.PRIVATE), calendar


def _messages(letters: Letters, talk: Talk, calendar: Calendar, reading: Reading) -> Generator[Batch, None, bool]:
    """The messages; in the end, whether the quotes around the last of them are closed."""
    number, key, quoted, closed = 0, "", False, True
    for head, body, goes_on in entries(letters.text(reading), heads_of(_HEAD)):
        if head is None:
            talk.more(number, unescaped(body), time=0, key=key if goes_on else "before")
            closed = not quoted or body.endswith('"')
        else:
            number += 1
            text = body.removeprefix("=") if body.startswith('="') else body
            quoted = text.startswith('"')
            closed = not quoted or (len(text) > 1 and text.endswith('"'))
            text = text[1:].removesuffix('"').replace('""', '"') if quoted else text
            key = talk.once(head[0])
            _row(head, text, number, key, talk, calendar, reading)
        if talk.full:
            yield talk.batch()
    if talk.waiting:
        yield talk.batch()
    return closed


def _row(
    head: re.Match[str], text: str, number: int, key: str, talk: Talk, calendar: Calendar, reading: Reading
) -> None:
    day, clock = calendar.seconds(head["date"]), time_of(head)
    time = day + clock if day and clock >= 0 else 0
    if not time:
        reading.unread["dates"] += 1
    if what := _MEDIA.get(text.strip().lower()) if len(text) < 30 else None:
        reading.unread[what] += 1
    sender, phone = _sender(head), head["number"].strip()
    told = FIELD_BREAK.join(filter(None, (sender, phone if phone != "null" else "")))
    talk.add(number, unescaped(text), time=time, key=key, sender=told)


def _sender(head: re.Match[str]) -> str:
    quoted = head["quoted"]
    return (head["sender"] if quoted is None else quoted.replace('""', '"')).strip()
