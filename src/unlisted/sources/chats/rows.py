"""Files of one JSON object a line, of any size: each line that can be read, and how many could not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Generic, TypeVar

import msgspec

from unlisted.model import Reason
from unlisted.sources.base import Reading
from unlisted.sources.chats.long import read as read_long
from unlisted.sources.chats.split import Long
from unlisted.sources.chats.utf8 import again, utf8
from unlisted.sources.files import Opened

LIMIT = 8 << 20  # bytes of one line that are held; a longer one is read in pieces

T = TypeVar("T")


class Rows(Generic[T]):
    """The lines of a file as objects of one type. `lost` counts those that could not be read, `cut` is a broken end.

    A string among them is more text of the object before, which was too long to be held.
    """

    def __init__(self, shape: type[T]) -> None:
        self._decoder = msgspec.json.Decoder(shape)
        self.lost = 0
        self.cut = False

    def of(self, file: Opened, reading: Reading) -> Iterator[T | str]:
        """The objects, in order. Brackets and commas of a list around them are not in the way."""
        listed = closed = ended = False
        for line, ended in _lines(utf8(file, reading)):
            if isinstance(line, range):
                if ended:
                    yield from self._long(file, line)
                else:
                    self.cut = True
                continue
            text = line.removeprefix(b"\xef\xbb\xbf").strip()
            if text[:1] == b"[" and not listed:
                listed, text = True, text[1:].lstrip()
            if listed and text.endswith(b"]") and not text.startswith(b"["):
                closed, text = True, text[:-1].rstrip()
            text = text.removesuffix(b",")
            if text:
                yield from self._object(text, ended)
        self.cut = self.cut or (listed and not closed)

    def judge(self, file: Opened, reading: Reading) -> None:
        """Say what of the file could not be read. Call when all of it was."""
        file.check_unchanged(reading)
        if self.cut:
            reading.stop(Reason.TRUNCATED, at=reading.read["bytes"])
        if self.lost:
            reading.stop(Reason.RECORDS_SKIPPED, count=self.lost)

    def _long(self, file: Opened, line: range) -> Iterator[T | str]:
        raw, texts = read_long(Long(lambda: again(file, line.start, line.stop)), frozenset())
        for one in self._object(raw, ended=True):
            yield one
            yield from texts

    def _object(self, text: bytes, ended: bool) -> Iterator[T]:
        try:
            yield self._decoder.decode(text)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            yield from self._mended(text, ended)

    def _mended(self, text: bytes, ended: bool) -> Iterator[T]:
        """Once more with letters in place of bytes that are none, if that was the trouble."""
        try:
            yield self._decoder.decode(text.decode("utf-8", "replace").encode())
        except (msgspec.MsgspecError, UnicodeError, RecursionError):
            if ended:
                self.lost += 1
            else:
                self.cut = True


def _lines(blocks: Iterable[bytes]) -> Iterator[tuple[bytes | range, bool]]:
    """The lines, each with whether it ends in a line break; of one longer than `LIMIT` where it stands."""
    rest, begin, passed = b"", 0, 0  # `passed`: bytes of a long line that were let go
    for block in blocks:
        *lines, rest = (rest + block).split(b"\n")
        for line in lines:
            size = passed + len(line)
            yield (range(begin, begin + size) if size > LIMIT else line), True
            begin, passed = begin + size + 1, 0
        if passed + len(rest) > LIMIT:
            rest, passed = b"", passed + len(rest)
    if rest or passed:
        yield (range(begin, begin + passed + len(rest)) if passed else rest), False


def whole(value: Any) -> int:
    """A whole number that JSON may hold as a number or as a string of digits; 0 for anything else."""
    if isinstance(value, str) and value.isdecimal() and len(value) < 20:
        value = int(value)
    return value if isinstance(value, int) and abs(value) < 1 << 62 else 0
