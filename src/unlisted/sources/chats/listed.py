"""What stands beside the messages of an export, of any length: read at once where it is short, else entry by entry.

A list that is too long to be held comes apart into its entries, and what is too long even as an entry is gone through
a second time, piece by piece (`long`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from unlisted.sources.chats.long import read as read_long
from unlisted.sources.chats.records import value_of
from unlisted.sources.chats.scan import Broken, Stream, members, skip, take
from unlisted.sources.chats.split import PIECE, Long

_BETWEEN = b" \t\r\n,"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """Some entries, decoded. `further` is more text of the only one, `lost` counts those that could not be read."""

    entries: list[object]
    further: Iterable[str] = ()
    lost: int = 0


def taken(stream: Stream) -> bytes | range:
    """The container that was just opened, raw; of one that is too long to be held where it stands. Raises Cut."""
    begin = stream.offset - 1
    raw = take(stream)
    return range(begin, stream.offset) if raw is None else raw


def opened(stream: Stream, what: bytes | range, leave: frozenset[str]) -> tuple[object, Iterable[str]]:
    """What was `taken`, as a value, and its text that is too long for that, in pieces; None if it cannot be read.

    `leave`: see `unlisted.sources.chats.long`.
    """
    if isinstance(what, bytes):
        return value_of(what), ()
    assert stream.again  # noqa: S101 - whatever reads a file can begin it anew
    raw, texts = read_long(Long(partial(stream.again, what.start, what.stop)), leave)
    return value_of(raw), texts


def listed(stream: Stream, place: range, leave: frozenset[str], member: str = "") -> Iterator[Listed]:
    """The entries of the list at `place`, or of the list called `member` in the object there.

    Any other object is one entry.
    """
    waiting: list[bytes] = []
    size = 0
    for entry in _entries(stream, place, member):
        if isinstance(entry, bytes):
            waiting.append(entry)
            size += len(entry)
            if size < PIECE:
                continue
        yield from _decoded(waiting)
        waiting, size = [], 0
        if isinstance(entry, range):
            value, further = opened(stream, entry, leave)
            yield Listed(entries=[value], further=further)
    yield from _decoded(waiting)


def _decoded(entries: list[bytes]) -> Iterator[Listed]:
    value = value_of(b"[" + b",".join(entries) + b"]")
    if isinstance(value, list):
        if value:
            yield Listed(entries=value)
        return
    values = [value_of(b"[" + entry + b"]") for entry in entries]
    good = [one for value in values if isinstance(value, list) for one in value]
    yield Listed(entries=good, lost=sum(value is None for value in values))


def _entries(stream: Stream, place: range, member: str) -> Iterator[bytes | range]:
    assert stream.again  # noqa: S101
    inner = Stream(stream.again(place.start, place.stop), place.start, again=stream.again)
    _, bracket = inner.bracket()
    if bracket == b"[":
        yield from _items(inner)
        return
    try:
        for key, opening, _ in members(inner, {}):
            if key == member and opening == b"[":
                yield from _items(inner)
                return
            skip(inner)
    except Broken:
        pass
    yield place


def _items(stream: Stream) -> Iterator[bytes | range]:
    """What stands in the list that was just opened; several in one where they are no containers."""
    while True:
        begin = stream.offset
        gap, bracket = stream.bracket()
        end = stream.offset - 1
        if end - begin > len(gap):
            yield range(begin, end)
        elif plain := gap.strip(_BETWEEN):
            yield plain
        if bracket in b"]}":
            return
        yield taken(stream)
