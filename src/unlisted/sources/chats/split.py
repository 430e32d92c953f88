"""The messages of a chat as pieces of about two megabytes, cut between messages, never inside one.

A list that was written line by line (by Telegram Desktop, jq or any other pretty-printer) is cut at the lines that
only the end of a message can have: a raw line break never stands inside a JSON string. Any other layout is cut bracket
by bracket, several times more slowly.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from unlisted.sources.chats.scan import LIMIT, Cut, Stream, take

PIECE = 2 << 20  # bytes
PADDING = b" " * 32  # behind a list, so that its last bytes can be looked at in words
_MOST = 20_000  # messages in a piece; very small ones cost many times their bytes

_HEADING = re.compile(rb'(\r?\n)([ \t]*)"messages"[ ]?:[ ]?\Z')
_FIRST = re.compile(rb"(\r?\n)([ \t]+)\{\r?\n")


@dataclass(frozen=True, slots=True)
class Layout:
    """How a list of messages is laid out in lines: line break, indent of the list's end, indent of its messages."""

    newline: bytes
    outer: bytes
    inner: bytes

    @property
    def opening(self) -> bytes:
        return self.newline + self.inner + b"{"

    @property
    def ending(self) -> bytes:
        return self.newline + self.inner + b"}"

    @property
    def between(self) -> bytes:
        return self.ending + b"," + self.opening

    @property
    def closing(self) -> bytes:
        return self.newline + self.outer + b"]"


@dataclass(frozen=True, slots=True)
class Piece:
    """Whole messages as one JSON list, which stand in the file from `begin` to `end` if there is a `layout`.

    `layout` or `each` tells them apart should the list not parse.
    """

    array: bytes
    layout: Layout | None = None
    each: tuple[bytes, ...] = ()
    begin: int = 0
    end: int = 0

    def messages(self) -> tuple[bytes, ...]:
        """The raw bytes of each message."""
        if self.layout is None:
            return self.each
        body = (
            self.array[1 : self.array.rindex(b"]")].removeprefix(self.layout.opening).removesuffix(self.layout.ending)
        )
        return tuple(b"{" + one + self.layout.ending for one in body.split(self.layout.between))


@dataclass(frozen=True, slots=True)
class Lost:
    """`count` messages that are too long to be read, or are no messages."""

    count: int


def layout_of(heading: bytes, stream: Stream) -> Layout | None:
    """The layout of the list that was just opened after `heading`, if it is one of lines.

    The first message should follow at once, but garbage before it must not cost all the others.
    """
    if len(stream.data) - stream.pos < 4096:
        stream.more(stream.offset)
    above, first = _HEADING.search(heading), _FIRST.search(stream.data, stream.pos, stream.pos + 4096)
    if above and first and above[1] == first[1] and first[2].startswith(above[2]) and first[2] != above[2]:
        return Layout(above[1], above[2], first[2])
    return None


def by_lines(stream: Stream, layout: Layout, until: int | None = None) -> Iterator[Piece | Lost]:
    """The pieces of a list laid out in lines, up to its closing bracket, which is left standing.

    The stream may begin between any two messages, and with `until` the list is left at the first such place from that
    file offset on, so that parts of a file can be read apart; then a message, and no bracket, is what comes next.
    Where the stream ends before the list does, the last whole message has been yielded when Cut is raised.
    """
    fresh = stream.offset  # the closing bracket has not been looked for from here on
    while True:
        seam = -1 if until is None else stream.data.find(layout.between, max(stream.pos, until - stream.base))
        end = _closing(stream.data, layout, fresh - stream.base, len(stream.data) if seam < 0 else seam)
        if end >= 0:
            yield from _piece(stream, layout, end)
            stream.pos = end + len(layout.closing) - 1
            return
        if seam >= 0:
            yield from _piece(stream, layout, seam + len(layout.ending))
            stream.pos += 1  # the comma
            return
        fresh = stream.base + max(stream.pos, len(stream.data) - len(layout.closing) + 1)
        cut = stream.data.rfind(layout.between, stream.pos)
        if cut >= 0:
            yield from _piece(stream, layout, cut + len(layout.ending))
            stream.pos += 1
        elif len(stream.data) - stream.pos > LIMIT:
            yield Lost(1)
            _pass_over(stream, layout)
            if until is not None and stream.offset > until and stream.data[stream.pos : stream.pos + 1] != b"]":
                return
            fresh = stream.offset
            continue
        if not stream.more(stream.offset):
            last = stream.data.rfind(layout.ending, stream.pos)
            if last >= 0:
                yield from _piece(stream, layout, last + len(layout.ending))
            raise Cut


def _closing(data: bytes, layout: Layout, start: int, end: int) -> int:
    """Where the line that ends the list begins, -1 if it is not there. As `find`, which is slow for what is so short."""
    import numpy as np

    row = layout.closing
    here = np.frombuffer(data, dtype=np.uint8)[start:end]
    found = np.flatnonzero(here[len(row) - 1 :] == row[-1])
    for before in range(2, len(row) + 1):
        found = found[here[found + (len(row) - before)] == row[-before]]
    return start + int(found[0]) if len(found) else -1


def to_boundary(stream: Stream, layout: Layout) -> bool:
    """Go on to the first place between two messages; False if the list ends before. Raises Cut."""
    while True:
        cut = stream.data.find(layout.between, stream.pos)
        end = _closing(stream.data, layout, stream.pos, len(stream.data) if cut < 0 else cut)
        if end >= 0:
            return False
        if cut >= 0:
            stream.pos = cut + len(layout.ending) + 1
            return True
        stream.pos = max(stream.pos, len(stream.data) - len(layout.between))
        if not stream.more(stream.offset):
            raise Cut


def _piece(stream: Stream, layout: Layout, end: int) -> Iterator[Piece]:
    start, stream.pos = stream.pos, end
    if end > start:
        array = b"".join((b"[", memoryview(stream.data)[start:end], b"]", PADDING))
        yield Piece(array, layout, begin=stream.base + start, end=stream.base + end)


def _pass_over(stream: Stream, layout: Layout) -> None:
    """Go on to where the next message begins, or to the end of the list, whichever comes first."""
    while True:
        cut, end = (stream.data.find(mark, stream.pos) for mark in (layout.between, layout.closing))
        if cut >= 0 and (end < 0 or cut < end):
            stream.pos = cut + len(layout.ending) + 1
            return
        if end >= 0:
            stream.pos = end
            return
        stream.pos = max(stream.pos, len(stream.data) - len(layout.between))
        if not stream.more(stream.offset):
            raise Cut


def by_brackets(stream: Stream) -> Iterator[Piece | Lost]:
    """The pieces of a list in any layout, up to its closing bracket, which is left standing. Raises Cut as above."""
    whole: list[bytes] = []
    size = 0
    cut = False
    while not cut:
        try:
            gap, bracket = stream.bracket()
            if gap.strip(b" \t\r\n,"):
                yield Lost(1)
            if bracket in b"]}":
                stream.pos -= 1
                break
            message = take(stream)
        except Cut:
            cut = True
        else:
            if message is None:
                yield Lost(1)
                continue
            whole.append(message)
            size += len(message)
        if size >= PIECE or len(whole) >= _MOST:
            yield _list_of(whole)
            whole, size = [], 0
    if whole:
        yield _list_of(whole)
    if cut:
        raise Cut


def _list_of(whole: list[bytes]) -> Piece:
    return Piece(b"[" + b",".join(whole) + b"]", each=tuple(whole))
