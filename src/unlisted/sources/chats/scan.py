"""A JSON text as a stream of brackets: finding one's way in files of any size and any layout without parsing them.

Only brackets and the strings around them matter here, so a broken message, a million levels of nesting or a string of
a gigabyte cost no more memory than a good file. What lies between two brackets is handed out raw.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

BLOCK = 2 << 20  # bytes of a window that is read at once
_BEHIND = 64 << 10  # bytes that are read behind a place at which a message is to end; most are shorter
LIMIT = 8 << 20  # bytes of one message, or between two brackets, that are kept; longer ones are stepped over

_STRING_BODY = rb'[^"\\]*+(?:\\.[^"\\]*+)*+'
_TO_BRACKET = re.compile(rb'([^"{}\[\]]*+(?:"' + _STRING_BODY + rb'"[^"{}\[\]]*+)*+)([{}\[\]])', re.DOTALL)
_OUTSIDE = re.compile(rb'[^"{}\[\]]*+')
_INSIDE = re.compile(_STRING_BODY, re.DOTALL)
_MEMBER = re.compile(rb'"(' + _STRING_BODY + rb')"\s*:\s*("' + _STRING_BODY + rb'"|[^\s,"]+)?', re.DOTALL)


class Cut(Exception):
    """The text ends in the middle."""


class Broken(Exception):
    """A bracket closes what was not opened."""


class Stream:
    """Blocks of bytes as one window that slides over the file.

    `data[pos:]` is what has been read and not passed; `base` and `offset` are where `data` begins and `pos` stands in
    the file. With `window`, which reads so many bytes from an offset on, no block is asked for, and not much is read
    behind `until`. `again`, where it is given, yields the bytes between two offsets once more.
    """

    def __init__(
        self,
        blocks: Iterator[bytes],
        start: int = 0,
        window: Callable[[int, int], bytes] | None = None,
        again: Callable[[int, int], Iterator[bytes]] | None = None,
        until: int | None = None,
    ) -> None:
        self._blocks, self._window, self.again, self._until = blocks, window, again, until
        self.base = start
        self.data = b""
        self.pos = 0

    @property
    def offset(self) -> int:
        return self.base + self.pos

    def more(self, keep: int) -> bool:
        """Read one more block, forgetting what lies before file offset `keep`. False at the end of the file."""
        gone = keep - self.base
        if self._window:  # what is kept is read again, which costs less than to copy all that follows
            had = len(self.data) - gone
            rest = BLOCK if self._until is None else max(0, self._until - keep) + _BEHIND
            self.data = self._window(keep, max(2 * had, min(BLOCK, rest)))
            self.base, self.pos = keep, self.pos - gone
            return len(self.data) > had
        block = next(self._blocks, b"")
        self.data = self.data[gone:] + block
        self.base += gone
        self.pos -= gone
        return bool(block)

    def jump(self, blocks: Iterator[bytes], offset: int) -> None:
        """Go on from `offset` of the file, where `blocks` begin."""
        self._blocks, self.base, self.data, self.pos = blocks, offset, b"", 0

    def bracket(self, keep: int | None = None) -> tuple[bytes, bytes]:
        """What lies before the next bracket outside of strings, and the bracket; `pos` is then behind it.

        `keep` is a file offset from which on the window should be kept. What is longer than `LIMIT` is not kept:
        `base` is then beyond `keep`, or what lies before the bracket comes out empty. Raises Cut at the end.
        """
        while not (found := _TO_BRACKET.match(self.data, self.pos)):
            if len(self.data) - self.pos > LIMIT:
                return b"", self._leap()
            kept = keep if keep is not None and self.base <= keep and len(self.data) <= LIMIT else self.offset
            if not self.more(kept):
                raise Cut
        self.pos = found.end()
        return found[1], found[2]

    def _leap(self) -> bytes:
        """Step over a very long string, or anything else without brackets, holding one block at a time."""
        within = False
        while True:
            self.pos = (_INSIDE if within else _OUTSIDE).match(self.data, self.pos).end()  # type: ignore[union-attr]
            here = self.data[self.pos : self.pos + 1]
            if here in (b"", b"\\"):  # all used up, or an escape whose second half is in the next block
                if not self.more(self.offset):
                    raise Cut
                continue
            self.pos += 1
            if here != b'"':
                return here
            within = not within


def members(stream: Stream, scalars: dict[str, bytes]) -> Iterator[tuple[str, bytes, bytes]]:
    """The members of the object that was just opened whose values are containers: key, opening bracket, and what is
    written before the bracket.

    The caller passes over each container before asking for the next. Members with plain values that come by are
    put into `scalars` raw, the first 64 short ones. Raises Cut and Broken.
    """
    while True:
        gap, bracket = stream.bracket()
        key = ""
        for found in _MEMBER.finditer(gap):
            key, value = found[1].decode("utf-8", "replace"), found[2]
            if value and len(value) <= 4096 and len(scalars) < 64:
                scalars[key] = value
        if bracket == b"}":
            return
        if bracket == b"]":
            raise Broken
        yield key, bracket, gap


def items(stream: Stream) -> Iterator[bytes]:
    """The containers in the list that was just opened, as in `members`. Raises Cut and Broken."""
    while True:
        _, bracket = stream.bracket()
        if bracket == b"]":
            return
        if bracket == b"}":
            raise Broken
        yield bracket


def skip(stream: Stream) -> None:
    """Pass over the container that was just opened. Raises Cut."""
    depth = 1
    while depth:
        _, bracket = stream.bracket()
        depth += 1 if bracket in b"{[" else -1


def take(stream: Stream) -> bytes | None:
    """The raw bytes of the container that was just opened, or None if it is longer than `LIMIT`. Raises Cut."""
    start, depth = stream.offset - 1, 1
    while depth:
        _, bracket = stream.bracket(start)
        depth += 1 if bracket in b"{[" else -1
    return stream.data[start - stream.base : stream.pos] if start >= stream.base else None
