"""WhatsApp's exported chats: `_chat.txt`, `WhatsApp Chat with ….txt`, or a `.zip` with one of them, from any phone.

Each message begins with a line like ``[01.02.24, 21:05:03] Ana: zdravo`` (iPhones) or, on Android,
``01/02/2024, 21:05 - Ana: zdravo``; how the date is written depends on the language of the phone and is stated nowhere.
The file is read twice: first to learn which headers it has and in which order its dates are (`dates`), then for its
messages. The order is told with what was read; a date that remains open is left out, and counted (`dates` among what
was not read).

The locator is ``message:N``, counted from 1 in the order of the file; in an archive of several chats
``chat:K/message:N``. WhatsApp names neither chats nor messages, so a chat is known by its first message, and a message
by who sent it when: a later export with the same beginning is the same chat. Times are those of the phone, taken as if
they were UTC. WhatsApp leaves out the oldest messages of a long chat without saying so; that is counted too
(`chats_cut_short`).
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from unlisted.model import Batch, Reach, Reason
from unlisted.sources.base import Reading
from unlisted.sources.chats.archive import Archive, first_name, is_archive
from unlisted.sources.chats.dates import DATE, MARKS, TIME, Calendar, time_of
from unlisted.sources.chats.headed import Letters, entries, headers, heads_of
from unlisted.sources.chats.talk import Talk
from unlisted.sources.chats.whatsapp_words import media_of
from unlisted.sources.encoding import decode
from unlisted.sources.escapes import unescaped
from unlisted.sources.files import Opened
from unlisted.sources.text import Text

_SPACE = "[ \u00a0\u202f]"
_HEAD = re.compile(
    rf"^[{MARKS}]*(?P<bracket>\[)?{DATE}[,،]?{_SPACE}(?:(?:à|um|klo|kl\.|at|в|u|a las|às){_SPACE})?{TIME}"
    rf"(?(bracket)\]|{_SPACE}[-–]){_SPACE}(?:(?P<sender>[^:\n]{{1,120}}):(?:{_SPACE}|$))?",
    re.MULTILINE,
)
_ATTACHED_MEDIA = re.compile(r"(?:IMG|VID|PTT|AUD|STK|DOC)-\d{8}-WA\d+|\d{8}-(?:PHOTO|VIDEO|AUDIO|STICKER|GIF)-")
_RARE = 20  # a form of header with fewer than one in so many is text that somebody pasted
_LIMIT, _LIMIT_WITH_MEDIA, _NEAR = 40_000, 10_000, 100  # messages, from WhatsApp's help pages

Style = tuple[bool, str, bool]


class WhatsApp:
    """What WhatsApp's "Export chat" sends."""

    name = "whatsapp"

    def recognises(self, path: Path, head: bytes) -> bool:
        suffix = path.suffix.lower()
        if is_archive(head):
            within = first_name(head)
            return suffix == ".zip" and (
                "whatsapp" in path.name.lower() or is_chat(within) or bool(_ATTACHED_MEDIA.search(within))
            )
        if suffix != ".txt":
            return False
        first = _HEAD.match(decode(head).lstrip())
        return first is not None

    def read(self, path: Path, reading: Reading) -> Iterator[Batch]:
        with Opened(path) as file:
            if not file.size:
                reading.stop(Reason.EMPTY)
                return
            if is_archive(b"".join(file.blocks(end=64))):
                yield from _archive(file, reading)
            else:
                yield from _chat(Letters(file.blocks), file, reading)
            file.check_unchanged(reading)
        if not reading.read["messages"] and reading.reason is None:
            reading.stop(Reason.WRONG_SHAPE)
            reading.read.clear()
            yield from Text().read(path, reading)


def is_chat(name: str) -> bool:
    """Whether a file of this name in an archive is an exported chat. All others are attachments."""
    last = re.split(r"[/\\]", name)[-1].lower()
    return last.endswith(".txt") and (last == "_chat.txt" or "whatsapp" in last)


def _archive(file: Opened, reading: Reading) -> Iterator[Batch]:
    archive = Archive(file, reading)
    chats = archive.members(is_chat)
    for name in archive.others:
        reading.unread["media_files"] += not name.endswith("/")
    for number, chat in enumerate(chats, 1):
        locator = f"chat:{number}/" if len(chats) > 1 else ""
        reading.read["chats"] += len(chats) > 1
        yield from _chat(Letters(chat), file, reading, locator, media=bool(archive.others))
    archive.close()
    if not chats:
        reading.stop(Reason.FORMAT_UNKNOWN)


def _chat(
    letters: Letters, file: Opened, reading: Reading, locator: str = "", *, media: bool = False
) -> Iterator[Batch]:
    letters.look()
    about = _Survey(letters)
    talk = Talk(reading, about.place, about.reach, locator)
    reading.read.update(about.orders)
    number, attached, key = 0, 0, ""
    for head, body, goes_on in entries(letters.text(reading), about.heads):
        if head is None:
            talk.more(number, unescaped(body), time=0, key=key if goes_on else "before")
        else:
            number += 1
            time = about.time(head)
            if not time:
                reading.unread["dates"] += 1
            if what := _not_read(body):
                attached += what != "media_files"
                reading.unread[what] += 1
            key = talk.once(head[0])
            talk.add(number, unescaped(body), time=time, key=key, sender=head["sender"])
        if talk.full:
            yield talk.batch()
    if talk.waiting:
        yield talk.batch()
    file.check_unchanged(reading)
    letters.judge(reading)
    if _is_cut_short(number, media or attached > 0):
        reading.unread["chats_cut_short"] += 1
    if reading.reason is None:
        talk.cover(file.modified)


def _not_read(body: str) -> str | None:
    """`media_of`, asked only where there may be an answer: it costs more than all else."""
    return media_of(body) if len(body) < 60 or body[-1] in ">)" or "\u200e" in body else None


def _is_cut_short(messages: int, media: bool) -> bool:
    """Whether the export may lack the oldest messages: WhatsApp stops at about so many and does not say so."""
    return messages >= _LIMIT - _NEAR or (media and abs(messages - _LIMIT_WITH_MEDIA) <= _NEAR)


class _Survey:
    """What the headers of a chat say about it as a whole: their form, their dates, how many people write, its start."""

    def __init__(self, letters: Letters) -> None:
        calendars: dict[Style, Calendar] = {}
        styles: Counter[Style] = Counter()
        senders: set[str] = set()
        first = ""
        for head in headers(letters.text(), _HEAD):
            style = _style(head)
            if style not in calendars:
                calendars[style] = Calendar()
                first = first or head[0] + head.string[head.end() : head.end() + 300].partition("\n")[0]
            styles[style] += 1
            calendars[style].see(head["date"])
            if len(senders) < 3 and head["sender"]:
                senders.add(head["sender"])
        usual = {style: calendar for style, calendar in calendars.items() if styles[style] * _RARE >= styles.total()}
        for calendar in usual.values():
            calendar.decide()
        self.orders = Counter({one.order.word for one in usual.values() if one.order})
        self._usual, self._only = usual, next(iter(usual.values())) if len(usual) == 1 else None
        self.heads = heads_of(_HEAD, None if len(usual) == len(styles) else lambda head: _style(head) in usual)
        self.reach = Reach.MEMBERS if len(senders) > 2 else Reach.PRIVATE
        self.place = hashlib.sha256(first.encode("utf-8", "replace")).hexdigest()

    def time(self, head: re.Match[str]) -> int:
        """Seconds since 1970 as a header tells them, 0 if it does not."""
        day = (self._only or self._usual[_style(head)]).seconds(head["date"])
        clock = time_of(head)
        return day + clock if day and clock >= 0 else 0


def _style(head: re.Match[str]) -> Style:
    return head["bracket"] is not None, head["sep"], head["date"][:4].isdecimal()
