"""Files of one JSON object a line, of any size: each line that can be read, and how many could not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Generic, TypeVar

import msgspec

from unlisted.model import Reason
from unlisted.sources.base import Reading
from unlisted.sources.files import Opened

LIMIT = 8 << 20  # bytes of one line; a longer one is stepped over

T = TypeVar("T")


class Rows(Generic[T]):
    """The lines of a file as objects of one type. `lost` counts those that could not be read, `cut` is a broken end."""

    def __init__(self, shape: type[T]) -> None:
        self._decoder = msgspec.json.Decoder(shape)
        self.lost = 0
        self.cut = False

    def of(self, file: Opened, reading: Reading) -> Iterator[T]:
        """The objects, in order. Brackets and commas of a list around them are not in the way."""
        listed = closed = ended = False
        for line, ended in _lines(file.blocks(reading)):
            if line is None:
                self.lost += 1
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


def _lines(blocks: Iterable[bytes]) -> Iterator[tuple[bytes | None, bool]]:
    """The lines, each with whether it ends in a line break; None for a line longer than `LIMIT`."""
    rest, skipping = b"", False
    for block in blocks:
        *lines, rest = (rest + block).split(b"\n")
        for line in lines:
            yield (None if skipping or len(line) > LIMIT else line), True
            skipping = False
        if len(rest) > LIMIT:
            rest, skipping = b"", True
    if rest or skipping:
        yield (None if skipping else rest), False


def whole(value: Any) -> int:
    """A whole number that JSON may hold as a number or as a string of digits; 0 for anything else."""
    if isinstance(value, str) and value.isdecimal() and len(value) < 20:
        value = int(value)
    return value if isinstance(value, int) and abs(value) < 1 << 62 else 0
