"""Saved e-mails (.eml, .emlx) and mailboxes (.mbox) of any size, message by message.

The locator is ``message:N``, counted from 1 in the order of the file. What a message is called in the world is its
Message-ID. In a mailbox each sender and recipient counts once, at the first message that names them: her own address
stands on every message of her mailbox. Attachments are counted as not read, e-mails within e-mails are read.

Attachments are taken out before a message is held; one that is longer even so is taken apart as it comes (`longmail`).
"""

from __future__ import annotations

import hashlib
import re
from array import array
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from enum import Enum
from itertools import chain
from pathlib import Path

from unlisted.model import Batch, Coverage, Mark, Reach, Reason
from unlisted.sources.base import BATCH_CHARACTERS, FIELD_BREAK, Reading, pack, pieces
from unlisted.sources.encoding import decode
from unlisted.sources.escapes import unescaped
from unlisted.sources.files import Opened
from unlisted.sources.longmail import LongMail
from unlisted.sources.sandbox import Extract, Failed, Job, shared

_FROM = rb"From [^\r\n]{1,500}\d\d:\d\d[^\r\n]{0,500}\r?\n"
_FIRST = re.compile(_FROM)
_BETWEEN = re.compile(rb"\n\r?\n(" + _FROM + rb")")
_HEADER = re.compile(rb"[A-Za-z][A-Za-z0-9-]{0,60}:[ \t\r\n]")
_USUAL = re.compile(
    rb"^(?:from|to|subject|date|message-id|received|return-path|mime-version|delivered-to):",
    re.IGNORECASE | re.MULTILINE,
)
_LENGTH = re.compile(rb"\d+[ \t]*\r?\n")  # what Apple's Mail puts before a message
_TEXT = (b"text/", b"message/")
_ADDRESSES_KEPT = 200_000
LIMIT = 8 << 20  # bytes of one message, without its attachments, that a parser is given
_WINDOW = 1 << 18  # bytes of a longer one that are handed on at once
_NEAR = 2000  # bytes within which what divides two messages stands
_PART = re.compile(
    rb"^(?:content-(type|transfer-encoding):[ \t]*([\w/-]{1,100})|--|From )", re.IGNORECASE | re.MULTILINE
)
_ATTACHED = re.compile(rb"^(?:[A-Za-z0-9+/]{60,}={0,2}\r?\n)+", re.MULTILINE)


class Mail:
    """E-mails that a mail program has saved."""

    name = "mail"

    def recognises(self, path: Path, head: bytes) -> bool:
        head = head.removeprefix(b"\xef\xbb\xbf")
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
            if _FIRST.match(b"".join(file.blocks(end=2000)).removeprefix(b"\xef\xbb\xbf")):
                yield from _mailbox(file, reading)
            else:
                yield from _single(file, reading)


def _single(file: Opened, reading: Reading) -> Iterator[Batch]:
    box = _Box(reading)
    for raw, part in _alone(_slim(file.blocks(reading))):
        yield from box.add(raw, part)
    yield from box.end()
    if box.failure:
        reading.stop(box.failure.reason, **box.failure.numbers)
    elif box.cut:
        reading.stop(Reason.TRUNCATED, at=file.size)
    reading.snapshot = _date(box.date) or file.modified
    file.check_unchanged(reading)
    reading.covers.append(Coverage(within=box.place, snapshot=reading.snapshot))


def _mailbox(file: Opened, reading: Reading) -> Iterator[Batch]:
    box = _Box(reading)
    for raw, part in _split(_slim(file.blocks(reading))):
        yield from box.add(raw, part)
    yield from box.end()
    file.check_unchanged(reading)
    if box.cut:
        reading.stop(Reason.TRUNCATED, at=reading.read["bytes"])
    if box.lost:
        reading.stop(Reason.RECORDS_SKIPPED, count=box.lost)


class _Part(Enum):
    """What a piece of a file is: a message, the beginning of one too long to be held, more of the same."""

    WHOLE = 1
    FIRST = 2
    FURTHER = 3


class _Box:
    """Messages on their way into batches. `place`, `date` and `cut` are those of the last.

    `lost` counts those that could not be read in full, `failure` says why not the first of them.
    """

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._known: set[str] = set()
        self._long: LongMail | None = None
        self._is_new = self._is_whole = True
        self.place, self.date, self.cut = "", 0, False
        self.lost = 0
        self.failure: Failed | None = None
        self._begin()

    def add(self, raw: bytes, part: _Part) -> Iterator[Batch]:
        """One more message, or the next piece of a long one."""
        if part is not _Part.FURTHER:
            yield from self._over()
            self._reading.read["emails"] += 1
            self.place, self.date, self._is_new = hashlib.sha256(raw).hexdigest(), 0, True
            self._is_whole = True
            self._long = LongMail() if part is _Part.FIRST else None
        for mail in self._long.feed(raw) if self._long else (raw,):
            yield from self._read(mail)

    def end(self) -> Iterator[Batch]:
        """There are no more."""
        yield from self._over()
        if self._size:
            yield self._batch()

    def _over(self) -> Iterator[Batch]:
        if self._long:
            for mail in self._long.end():
                yield from self._read(mail)
            self.cut = self._long.cut
            if self._long.unsure:
                self._failed(Failed(Reason.TOO_LARGE, {"limit": LIMIT}))

    def _read(self, mail: bytes) -> Iterator[Batch]:
        done = shared.run(Job.MAIL, mail)
        if isinstance(done, Failed):
            self._failed(done)
            done = _raw(mail)
        self._reading.unread.update(done.unread)
        if self._is_new:
            self._is_new, self.cut = False, done.cut
            self.place, self.date = done.message_id or self.place, done.date
        if len(self._known) > _ADDRESSES_KEPT:
            self._known.clear()
        fresh = [address for address in done.addresses if address not in self._known]
        self._known.update(fresh)
        for piece in pieces(FIELD_BREAK.join(filter(None, (*fresh, done.text)))):
            self._size += len(piece) + 1
            self._texts.append(piece)
            self._places.append(self.place)
            self._numbers.append(self._reading.read["emails"])
            self._dates.append(self.date)
            if self._size >= BATCH_CHARACTERS:
                yield self._batch()

    def _failed(self, failure: Failed) -> None:
        self.failure = self.failure or failure
        self.lost += self._is_whole
        self._is_whole = False

    def _batch(self) -> Batch:
        """What was gathered; gathering begins anew."""
        places, numbers, dates = self._places, self._numbers, self._dates

        def mark(index: int) -> Mark:
            place = places[index]
            return Mark(
                locator=f"message:{numbers[index]}",
                place=place,
                within=place,
                date=_date(dates[index]),
                reach=Reach.PRIVATE,
            )

        made = pack(self._texts, mark)
        self._begin()
        return made

    def _begin(self) -> None:
        self._size = 0
        self._texts: list[str] = []
        self._places: list[str] = []
        self._numbers = array("q")
        self._dates = array("q")


def _alone(blocks: Iterator[bytes]) -> Iterator[tuple[bytes, _Part]]:
    """A file of one message, in pieces if it is longer than `LIMIT`."""
    data = b""
    while len(data) <= LIMIT and (block := next(blocks, b"")):
        data += block
    data = _without(_LENGTH, data)
    yield data[:LIMIT], _Part.FIRST if len(data) > LIMIT else _Part.WHOLE
    for rest in chain([data[LIMIT:]], blocks):
        if rest:
            yield rest, _Part.FURTHER


def _split(blocks: Iterable[bytes]) -> Iterator[tuple[bytes, _Part]]:
    """The messages of a mailbox without their "From " lines; those of more than `LIMIT` bytes in pieces."""
    data, part, searched = b"", _Part.WHOLE, 0
    for block in blocks:
        data += block
        start = 0
        while found := _BETWEEN.search(data, max(start, searched)):
            yield _headed(data[start : found.start() + 1], part), part  # its last line ends there
            start, part = found.start(1), _Part.WHOLE
        data = data[start:]
        while len(data) > (most := LIMIT if part is _Part.WHOLE else _WINDOW) + _NEAR:
            part = _Part.FIRST if part is _Part.WHOLE else _Part.FURTHER
            yield _headed(data[:most], part), part
            data, part = data[most:], _Part.FURTHER
        searched = max(0, len(data) - _NEAR)
    if data:
        yield _headed(data, part), part


def _headed(data: bytes, part: _Part) -> bytes:
    """A message from its headers on."""
    return data if part is _Part.FURTHER else _without(_FIRST, data)


def _slim(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """E-mails without what is in their attachments."""
    parts, rest, first = _Parts(), b"", True
    for block in blocks:
        data = rest + (block.removeprefix(b"\xef\xbb\xbf") if first else block)
        first = False
        end = data.rfind(b"\n") + 1
        rest = data[end:] if len(data) - end < LIMIT else b""
        yield parts.without_attachments(data[: len(data) - len(rest)])
    yield parts.without_attachments(rest)


class _Parts:
    """In what part of a message one is, kept in mind from window to window. No attachment is unpacked."""

    def __init__(self) -> None:
        self._kind, self._packed = b"text/plain", b""

    def without_attachments(self, window: bytes) -> bytes:
        """Whole lines, but for those that are an attachment packed in letters."""
        if self._packed != b"base64" and b"base64" not in window.lower():
            return window
        return b"".join(
            _ATTACHED.sub(b"", raw) if packed == b"base64" and not kind.startswith(_TEXT) else raw
            for kind, packed, raw in self._within(window)
        )

    def _within(self, window: bytes) -> Iterator[tuple[bytes, bytes, bytes]]:
        """The parts that a window holds: kind, how it is packed, bytes with the headers that tell so."""
        at = 0
        for found in _PART.finditer(window):
            if not found[1] and self._packed != b"base64":
                continue
            yield self._kind, self._packed, window[at : found.start()]
            at = found.start()
            if not found[1]:
                self._kind, self._packed = b"text/plain", b""
            elif found[1].lower() == b"type":
                self._kind = found[2].lower()
            else:
                self._packed = found[2].lower()
        yield self._kind, self._packed, window[at:]


def _without(line: re.Pattern[bytes], data: bytes) -> bytes:
    first = line.match(data)
    return data[first.end() :] if first else data


def _raw(data: bytes) -> Extract:
    """An e-mail as it stands, for those that no parser finishes."""
    return Extract(text=unescaped(decode(data)))


def _date(time: int) -> datetime | None:
    return datetime.fromtimestamp(time, UTC) if 0 < time < 1 << 36 else None
