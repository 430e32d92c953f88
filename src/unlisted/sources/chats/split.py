"""The messages of a chat as pieces of about two megabytes, cut between messages, never inside one.

A list that was written line by line (by Telegram Desktop, jq or any other pretty-printer) is cut at the lines that
only the end of a message can have: a raw line break never stands inside a JSON string. Any other layout is cut bracket
by bracket, several times more slowly.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial

from unlisted.sources.chats.members import Members, members_of
from unlisted.sources.chats.scan import LIMIT, Cut, Stream, take

PIECE = 2 << 20  # bytes
_MOST = 20_000  # messages in a piece; very small ones cost many times their bytes

_HEADING = re.compile(rb'(\r?\n)([ \t]*)"(?:messages|events)"[ ]?:[ ]?\Z')
_FIRST = re.compile(rb"(\r?\n)([ \t]+)\{\r?\n")
_BRACE = re.compile(rb"[ \t]*\r?\n([ \t]*)\}")


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

    @property
    def last(self) -> bytes:
        """The end of the last message and of the list."""
        return self.ending + self.closing


@dataclass(frozen=True, slots=True)
class Lines:
    """Whole messages that are laid out in lines: `window[start:stop]`, which stands in the file from `begin` on.

    `members` are those of the messages, where they could be told quickly.
    """

    window: bytes = field(repr=False)
    start: int
    stop: int
    begin: int
    layout: Layout
    members: Members | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class Piece:
    """Whole messages. `lines` or `each` tells them apart should they not parse as one JSON list."""

    lines: Lines | None = None
    each: tuple[bytes, ...] = ()

    def array(self) -> bytes:
        """The messages as one JSON list."""
        if self.lines is None:
            return b"[" + b",".join(self.each) + b"]"
        return b"".join((b"[", memoryview(self.lines.window)[self.lines.start : self.lines.stop], b"]"))

    def head(self) -> bytes:
        """Where the first messages are."""
        if self.lines is None:
            return b"".join(self.each[:100])
        return self.lines.window[self.lines.start : min(self.lines.stop, self.lines.start + (1 << 16))]

    def messages(self) -> tuple[bytes, ...]:
        """The raw bytes of each message."""
        if self.lines is None:
            return self.each
        layout = self.lines.layout
        body = self.lines.window[self.lines.start : self.lines.stop]
        body = body.removeprefix(layout.opening).removesuffix(layout.ending)
        return tuple(b"{" + one + layout.ending for one in body.split(layout.between))


@dataclass(frozen=True, slots=True)
class Long:
    """A message that is too long to be held at once; `blocks` begins its bytes anew."""

    blocks: Callable[[], Iterator[bytes]] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Lost:
    """`count` messages that cannot be read, or are none."""

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


def by_lines(stream: Stream, layout: Layout, until: int | None = None) -> Iterator[Piece | Long | Lost]:
    """The pieces of a list laid out in lines, up to its closing bracket, which is left standing.

    The stream may begin between any two messages, and with `until` the list is left at the first such place from that
    file offset on, so that parts of a file can be read apart; then a message, and no bracket, is what comes next.
    Where the stream ends before the list does, the last whole message has been yielded when Cut is raised.
    """
    while True:
        members, closings = _members(stream.data, stream.pos, layout)
        seam = -1 if until is None else stream.data.find(layout.between, max(stream.pos, until - stream.base))
        end = _closing(stream.data, layout, closings, len(stream.data) if seam < 0 else seam)
        if end >= 0:
            yield from _piece(stream, layout, end, members)
            stream.pos = end + len(layout.closing) - 1
            return
        if seam >= 0:
            yield from _piece(stream, layout, seam + len(layout.ending), members)
            stream.pos += 1  # the comma
            return
        cut = stream.data.rfind(layout.between, stream.pos)
        if cut >= 0:
            yield from _piece(stream, layout, cut + len(layout.ending), members)
            stream.pos += 1
        elif len(stream.data) - stream.pos > LIMIT:
            begin = stream.offset
            _pass_over(stream, layout)
            yield _too_long(stream, begin)
            if until is not None and is_behind(stream, layout, until):
                return
            continue
        if not stream.more(stream.offset):
            members, _ = _members(stream.data, stream.pos, layout)
            last = stream.data.rfind(layout.ending, stream.pos)
            if last >= 0:
                yield from _piece(stream, layout, last + len(layout.ending), members)
            raise Cut


def _members(data: bytes, start: int, layout: Layout) -> tuple[Members | None, list[int]]:
    """What may be members of messages from `start` on, and the line breaks before what may end the list."""
    members = members_of(data, start, len(layout.inner) + 2, len(layout.outer) + 1)
    if members:
        return members, members.closings
    closing = re.compile(re.escape(b"\n" + layout.outer + b"]"))
    return None, [found.start() for found in closing.finditer(data, start)]


def _closing(data: bytes, layout: Layout, closings: list[int], end: int) -> int:
    """Where the line before `end` begins that ends the list, -1 if there is none.

    Such a line in the middle of a message is garbage, and does not cost the messages behind it.
    """
    for place in closings:
        begin = max(0, place + 1 - len(layout.newline))
        if place < end and data.endswith(layout.ending, 0, begin) and _is_over(data, layout, begin):
            return begin
    return -1


def _is_over(data: bytes, layout: Layout, begin: int) -> bool:
    """Whether the list ends at `begin`: by its bracket, and by what follows, as far as that is there."""
    if not data.startswith(layout.closing, begin):
        return False
    end = begin + len(layout.closing)
    behind = data[end : end + 64]
    member = b"," + layout.newline + layout.outer + b'"'
    if not behind.strip(b" \t\r\n\0") or behind.startswith((b"}", member)) or member.startswith(behind):
        return True
    brace = _BRACE.match(behind)
    return brace is not None and len(brace[1]) < max(1, len(layout.outer))


def is_behind(stream: Stream, layout: Layout, until: int) -> bool:
    """Whether the place between two messages where the stream stands is the first from `until` on, or a later one."""
    between = stream.offset - len(layout.ending) - 1
    return between >= until and stream.data[stream.pos : stream.pos + 1] != b"]"


def to_boundary(stream: Stream, layout: Layout) -> bool:
    """Go on to the first place between two messages; False if the list ends before. Raises Cut.

    The window should begin as much earlier as the end of a message is long.
    """
    while True:
        cut = stream.data.find(layout.between, stream.pos)
        before = stream.data if cut < 0 else stream.data[: cut + len(layout.between)]
        _, closings = _members(before, stream.pos, layout)
        end = _closing(stream.data, layout, closings, len(stream.data) if cut < 0 else cut)
        if end >= 0:
            return False
        if cut >= 0:
            stream.pos = cut + len(layout.ending) + 1
            return True
        stream.pos = max(stream.pos, len(stream.data) - len(layout.between))
        if not stream.more(max(stream.base, stream.offset - len(layout.ending))):
            raise Cut


def _piece(stream: Stream, layout: Layout, end: int, members: Members | None) -> Iterator[Piece]:
    start, stream.pos = stream.pos, end
    if end > start:
        yield Piece(Lines(stream.data, start, end, stream.base + start, layout, members and members.until(end)))


def _pass_over(stream: Stream, layout: Layout) -> None:
    """Go on to where the next message begins, or to the end of the list, whichever comes first."""
    while True:
        cut, end = (stream.data.find(mark, stream.pos) for mark in (layout.between, layout.last))
        if cut >= 0 and (end < 0 or cut < end):
            stream.pos = cut + len(layout.ending) + 1
            return
        if end >= 0:
            stream.pos = end + len(layout.ending)
            return
        stream.pos = max(stream.pos, len(stream.data) - len(layout.between))
        if not stream.more(stream.offset):
            raise Cut


def by_brackets(stream: Stream) -> Iterator[Piece | Long | Lost]:
    """The pieces of a list in any layout, up to its closing bracket, which is left standing. Raises Cut as above."""
    whole: list[bytes] = []
    size = 0
    try:
        for lost in _openings(stream):
            if lost:
                yield lost
                continue
            begin = stream.offset - 1
            message = take(stream)
            if message is not None:
                whole.append(message)
                size += len(message)
            if message is None or size >= PIECE or len(whole) >= _MOST:
                yield from _each(whole)
                whole, size = [], 0
            if message is None:
                yield _too_long(stream, begin)
    except Cut:
        yield from _each(whole)
        raise
    yield from _each(whole)


def _openings(stream: Stream) -> Iterator[Lost | None]:
    """None behind the opening bracket of each message of a list, `Lost` for what is none. Raises Cut.

    A list among the messages is none, but there may be some in it: a bracket too many must not hide them all.
    """
    deeper = 0
    while True:
        gap, bracket = stream.bracket()
        if gap.strip(b" \t\r\n,") or bracket == b"[":
            yield Lost(1)
        if bracket == b"{":
            yield None
        elif bracket == b"[":
            deeper += 1
        elif bracket == b"]" and deeper:
            deeper -= 1
        else:
            stream.pos -= 1
            return


def _each(messages: list[bytes]) -> Iterator[Piece]:
    if messages:
        yield Piece(each=tuple(messages))


def _too_long(stream: Stream, begin: int) -> Long | Lost:
    """The message between `begin` and where the stream stands."""
    return Long(partial(stream.again, begin, stream.offset)) if stream.again else Lost(1)
