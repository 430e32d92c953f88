"""Saved e-mails (.eml, .emlx) and mailboxes (.mbox) of any size, message by message.

The locator is ``message:N``, counted from 1 in the order of the file. What a message is called in the world is its
Message-ID. In a mailbox each sender and recipient counts once, at the first message that names them: her own address
stands on every message of her mailbox. Attachments are counted as not read, e-mails within e-mails are read.

Attachments are taken out before a message is held. Of one that is longer even so, what is beyond is read piece by piece
and the look is not complete, because its parts cannot be told from each other for sure.
"""

from __future__ import annotations

import hashlib
import re
from array import array
from binascii import a2b_base64, a2b_qp
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
_WINDOW, _OVERLAP = 1 << 18, 2000  # bytes of a longer one that are read at once
_PART = re.compile(
    rb"^(?:content-(type|transfer-encoding):[ \t]*([\w/-]{1,100})|--|From )", re.IGNORECASE | re.MULTILINE
)
_LETTERS = re.compile(rb"^[A-Za-z0-9+/]{4,}={0,2}\r?$", re.MULTILINE)
_ATTACHED = re.compile(rb"^(?:[A-Za-z0-9+/]{60,}={0,2}\r?\n)+", re.MULTILINE)
_TAGS = re.compile("<[^<>]{1,2000}>")


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
    blocks = _slim(file.blocks(reading))
    data = b""
    while len(data) <= LIMIT and (block := next(blocks, b"")):
        data += block
    data, rest = _without(_LENGTH, data)[:LIMIT], data[LIMIT - _OVERLAP :] if len(data) > LIMIT else b""
    done = shared.run(Job.MAIL, data)
    if isinstance(done, Failed):
        reading.stop(done.reason, **done.numbers)
        done = _raw(data)
    elif done.cut and not rest:
        reading.stop(Reason.TRUNCATED, at=file.size)
    reading.read["emails"] += 1
    reading.unread.update(done.unread)
    reading.snapshot = _date(done.date) or file.modified
    place = done.message_id or hashlib.sha256(data).hexdigest()
    mark = Mark(locator="message:1", place=place, within=place, date=_date(done.date), reach=Reach.PRIVATE)
    for piece in pieces(FIELD_BREAK.join([*done.addresses, done.text])):
        yield pack([piece], lambda _: mark)
    if rest:
        further = _Parts(data)
        for window in _windows(chain([rest], blocks)):
            yield pack([further.text(window)], lambda _: mark)
        reading.stop(Reason.TOO_LARGE, limit=LIMIT)
    file.check_unchanged(reading)
    reading.covers.append(Coverage(within=place, snapshot=reading.snapshot))


def _mailbox(file: Opened, reading: Reading) -> Iterator[Batch]:
    gathered = _Gathered()
    known: set[str] = set()
    further = _Parts()
    lost = 0
    cut = False
    place, date = "", 0
    for raw, part in _split(_slim(file.blocks(reading))):
        if part is _Part.FURTHER:
            yield from gathered.add(further.text(raw), place, reading.read["emails"], date)
            continue
        done = shared.run(Job.MAIL, raw)
        lost += isinstance(done, Failed) or part is _Part.FIRST
        if isinstance(done, Failed):
            done = _raw(raw)
        cut = done.cut and part is _Part.WHOLE
        reading.read["emails"] += 1
        reading.unread.update(done.unread)
        if len(known) > _ADDRESSES_KEPT:
            known.clear()
        fresh = [address for address in done.addresses if address not in known]
        known.update(fresh)
        place, date = done.message_id or hashlib.sha256(raw).hexdigest(), done.date
        further = _Parts(raw) if part is _Part.FIRST else further
        yield from gathered.add(FIELD_BREAK.join([*fresh, done.text]), place, reading.read["emails"], date)
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
        self._begin()

    def add(self, text: str, place: str, number: int, date: int) -> Iterator[Batch]:
        """One more, a long one in pieces; what is full is yielded."""
        for piece in pieces(text):
            self.size += len(piece) + 1
            self._texts.append(piece)
            self._places.append(place)
            self._numbers.append(number)
            self._dates.append(date)
            if self.size >= BATCH_CHARACTERS:
                yield self.batch()

    def batch(self) -> Batch:
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
        self.size = 0
        self._texts: list[str] = []
        self._places: list[str] = []
        self._numbers = array("q")
        self._dates = array("q")


class _Part(Enum):
    """What a piece of a mailbox is: a message, the beginning of one too long to be held, more of the same."""

    WHOLE = 1
    FIRST = 2
    FURTHER = 3


def _split(blocks: Iterable[bytes]) -> Iterator[tuple[bytes, _Part]]:
    """The messages of a mailbox without their "From " lines; those of more than `LIMIT` bytes in pieces."""
    data, part, searched = b"", _Part.WHOLE, 0
    for block in blocks:
        data += block
        start = 0
        while found := _BETWEEN.search(data, max(start, searched)):
            yield _without(_FIRST, data[start : found.start() + 1]), part  # its last line ends there
            start, part = found.start(1), _Part.WHOLE
        data = data[start:]
        while len(data) > (most := LIMIT if part is _Part.WHOLE else _WINDOW) + 2 * _OVERLAP:
            yield _without(_FIRST, data[:most]), part if part is _Part.FURTHER else _Part.FIRST
            data, part = data[most - _OVERLAP :], _Part.FURTHER
        searched = max(0, len(data) - 2000)
    if data:
        yield _without(_FIRST, data + b"\n" if part is _Part.FURTHER else data), part


def _windows(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """Bytes in windows that overlap; the last ends with a line."""
    data = b""
    for block in blocks:
        data += block
        while len(data) > _WINDOW + 2 * _OVERLAP:
            yield data[:_WINDOW]
            data = data[_WINDOW - _OVERLAP :]
    yield data + b"\n"


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

    def __init__(self, beginning: bytes = b"") -> None:
        self._kind, self._packed = b"text/plain", b""
        for _ in self._within(beginning):
            pass

    def without_attachments(self, window: bytes) -> bytes:
        """Whole lines, but for those that are an attachment packed in letters."""
        if self._packed != b"base64" and b"base64" not in window.lower():
            return window
        return b"".join(
            _ATTACHED.sub(b"", raw) if packed == b"base64" and not kind.startswith(_TEXT) else raw
            for kind, packed, raw in self._within(window)
        )

    def text(self, window: bytes) -> str:
        """What of a window can be read. The lines at its ends may be cut; they are whole in the windows beside it."""
        begin, end = window.find(b"\n", 0, _OVERLAP // 2) + 1, window.rfind(b"\n", len(window) - _OVERLAP // 2)
        told = []
        for kind, packed, raw in self._within(window[begin : end if end >= 0 else None]):
            if packed == b"base64":
                plain = _unpacked(raw) if kind.startswith(_TEXT) else b""
            else:
                plain = a2b_qp(raw) if packed == b"quoted-printable" else raw
            text = unescaped(decode(plain))
            told.append(_TAGS.sub("", text) if b"html" in kind else text)
        return FIELD_BREAK.join(told)

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


def _unpacked(raw: bytes) -> bytes:
    try:
        return a2b_base64(b"".join(_LETTERS.findall(raw)))
    except ValueError:
        return b""


def _without(line: re.Pattern[bytes], data: bytes) -> bytes:
    first = line.match(data)
    return data[first.end() :] if first else data


def _raw(data: bytes) -> Extract:
    """An e-mail as it stands, for those that no parser finishes."""
    return Extract(text=unescaped(decode(data)))


def _date(time: int) -> datetime | None:
    return datetime.fromtimestamp(time, UTC) if 0 < time < 1 << 36 else None
