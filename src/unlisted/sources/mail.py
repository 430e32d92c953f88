"""Saved e-mails (.eml, .emlx) and mailboxes (.mbox) of any size, message by message.

The locator is ``message:N``, counted from 1 in the order of the file. What a message is called in the world is its
Message-ID. In a mailbox each sender and recipient counts once, at the first message that names them: her own address
stands on every message of her mailbox. Attachments are counted as not read, e-mails within e-mails are read.
"""

from __future__ import annotations

import hashlib
import re
from array import array
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from unlisted.model import Batch, Coverage, Mark, Reach, Reason
from unlisted.sources.base import BATCH_CHARACTERS, FIELD_BREAK, Reading, pack
from unlisted.sources.encoding import decode
from unlisted.sources.escapes import unescaped
from unlisted.sources.files import Opened
from unlisted.sources.sandbox import LIMIT, Extract, Failed, Job, shared

_FROM = rb"From [^\r\n]{1,500}\d\d:\d\d[^\r\n]{0,500}\r?\n"
_FIRST = re.compile(_FROM)
_BETWEEN = re.compile(rb"\n\r?\n(" + _FROM + rb")")
_HEADER = re.compile(rb"[A-Za-z][A-Za-z0-9-]{0,60}:[ \t\r\n]")
_USUAL = re.compile(
    rb"^(?:from|to|subject|date|message-id|received|return-path|mime-version|delivered-to):",
    re.IGNORECASE | re.MULTILINE,
)
_LENGTH = re.compile(rb"\d+[ \t]*\r?\n")  # what Apple's Mail puts before a message
_ADDRESSES_KEPT = 200_000


class Mail:
    """E-mails that a mail program has saved."""

    name = "mail"

    def recognises(self, path: Path, head: bytes) -> bool:
        if _FIRST.match(head):
            return True
        start = _without(_LENGTH, head) if path.suffix.lower() == ".emlx" else head
        if not _HEADER.match(start):
            return False
        usual = {found.lower() for found in _USUAL.findall(start)}
        return len(usual) >= (1 if path.suffix.lower() in (".eml", ".emlx") else 3)

    def read(self, path: Path, reading: Reading) -> Iterator[Batch]:
        with Opened(path) as file:
            if not file.size:
                reading.stop(Reason.EMPTY)
                return
            if _FIRST.match(b"".join(file.blocks(end=2000))):
                yield from _mailbox(file, reading)
            else:
                yield from _single(file, reading)


def _single(file: Opened, reading: Reading) -> Iterator[Batch]:
    data = _without(_LENGTH, b"".join(file.blocks(reading, end=LIMIT)))
    file.check_unchanged(reading)
    if file.size > LIMIT:
        reading.stop(Reason.TOO_LARGE, limit=LIMIT)
    done = shared.run(Job.MAIL, data)
    if isinstance(done, Failed):
        reading.stop(done.reason, **done.numbers)
        done = _raw(data)
    elif done.cut:
        reading.stop(Reason.TRUNCATED, at=reading.read["bytes"])
    reading.read["emails"] += 1
    reading.unread.update(done.unread)
    reading.snapshot = _date(done.date) or file.modified
    place = done.message_id or hashlib.sha256(data).hexdigest()
    mark = Mark(locator="message:1", place=place, within=place, date=_date(done.date), reach=Reach.PRIVATE)
    yield pack([FIELD_BREAK.join([*done.addresses, done.text])], lambda _: mark)
    reading.covers.append(Coverage(within=place, snapshot=reading.snapshot))


def _mailbox(file: Opened, reading: Reading) -> Iterator[Batch]:
    gathered = _Gathered()
    known: set[str] = set()
    lost = 0
    cut = False
    for raw, whole in _split(file.blocks(reading)):
        done = shared.run(Job.MAIL, raw)
        lost += isinstance(done, Failed) or not whole
        if isinstance(done, Failed):
            done = _raw(raw)
        cut = done.cut
        reading.read["emails"] += 1
        reading.unread.update(done.unread)
        if len(known) > _ADDRESSES_KEPT:
            known.clear()
        fresh = [address for address in done.addresses if address not in known]
        known.update(fresh)
        place = done.message_id or hashlib.sha256(raw).hexdigest()
        gathered.add(FIELD_BREAK.join([*fresh, done.text]), place, reading.read["emails"], done.date)
        if gathered.size >= BATCH_CHARACTERS:
            yield gathered.batch()
            gathered = _Gathered()
    if gathered.size:
        yield gathered.batch()
    file.check_unchanged(reading)
    if cut:
        reading.stop(Reason.TRUNCATED, at=reading.read["bytes"])
    if lost:
        reading.stop(Reason.RECORDS_SKIPPED, count=lost)


class _Gathered:
    """Messages on their way into a batch."""

    def __init__(self) -> None:
        self.size = 0
        self._texts: list[str] = []
        self._places: list[str] = []
        self._numbers = array("q")
        self._dates = array("q")

    def add(self, text: str, place: str, number: int, date: int) -> None:
        self.size += len(text) + 1
        self._texts.append(text)
        self._places.append(place)
        self._numbers.append(number)
        self._dates.append(date)

    def batch(self) -> Batch:
        return pack(self._texts, self._mark)

    def _mark(self, index: int) -> Mark:
        place = self._places[index]
        return Mark(
            locator=f"message:{self._numbers[index]}",
            place=place,
            within=place,
            date=_date(self._dates[index]),
            reach=Reach.PRIVATE,
        )


def _split(blocks: Iterable[bytes]) -> Iterator[tuple[bytes, bool]]:
    """The messages of a mailbox without their "From " lines, each with whether all of it is there.

    A message is at most `LIMIT` bytes; what is beyond is passed over.
    """
    data, whole, searched = b"", True, 0
    for block in blocks:
        data += block
        start = 0
        while found := _BETWEEN.search(data, max(start, searched)):
            yield _without(_FIRST, data[start : found.start() + 1][:LIMIT]), whole
            start, whole = found.start(1), True
        data = data[start:]
        if len(data) > LIMIT + 2000:
            data, whole = data[:LIMIT] + data[-2000:], False
        searched = max(0, len(data) - 2000)
    if data:
        yield _without(_FIRST, data[:LIMIT]), whole


def _without(line: re.Pattern[bytes], data: bytes) -> bytes:
    first = line.match(data)
    return data[first.end() :] if first else data


def _raw(data: bytes) -> Extract:
    """An e-mail as it stands, for those that no parser finishes."""
    return Extract(text=unescaped(decode(data)))


def _date(time: int) -> datetime | None:
    return datetime.fromtimestamp(time, UTC) if 0 < time < 1 << 36 else None
