"""The parts of a Telegram export in the order of the file: what is beside the chats, each chat, its messages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from unlisted.sources.base import Reading
from unlisted.sources.chats.layout import even_layout
from unlisted.sources.chats.listed import Listed, listed, taken
from unlisted.sources.chats.message import TECHNICAL
from unlisted.sources.chats.records import value_of
from unlisted.sources.chats.scan import Broken, Cut, Stream, items, members, skip
from unlisted.sources.chats.split import Layout, Long, Lost, Piece, by_brackets, by_lines
from unlisted.sources.chats.utf8 import again, is_as_it_stands, utf8
from unlisted.sources.files import Opened

# Parts of a full account export that hold names, numbers and places of people; "about" texts are Telegram's own.
SECTIONS = (
    "personal_information", "contacts", "frequent_contacts", "sessions", "web_sessions", "other_data", "stories",
    "profile_pictures",
)  # fmt: skip

_NOTHING = b" \t\r\n\0\xef\xbb\xbf"  # between two exports: white space, zeros of a broken disk, a byte order mark


@dataclass(frozen=True, slots=True)
class Chat:
    """The heading of a chat, raw as it stands in the file; `nested` in a full account export."""

    scalars: dict[str, bytes]
    nested: bool


@dataclass(frozen=True, slots=True)
class ChatEnd:
    """The messages of the chat are behind us, all of them or (`cut`) as many as there are."""

    cut: bool


@dataclass(frozen=True, slots=True)
class Section:
    """A part beside the chats, or some of its entries where it is long; None if it cannot be read."""

    key: str
    listed: Listed | None


@dataclass(slots=True)
class Rest:
    """The rest of a list of messages, from between two of them. Whoever reads it says where it ended: before the
    closing bracket, or (`cut`) at the end of the file. Without that it is read here.
    """

    begin: int
    size: int  # of the file
    layout: Layout
    end: int | None = None
    cut: bool = False


Part = Chat | ChatEnd | Piece | Long | Lost | Section | Rest


@dataclass(slots=True)
class _Track:
    """What is counted, and after how many bytes the rest of a list is handed out."""

    reading: Reading
    alone: int | None

    def count(self, size: int) -> None:
        self.reading.read["bytes"] += size
        self.reading.advance(size)


def parts(file: Opened, reading: Reading, alone: int | None = None) -> Iterator[Part]:
    """The parts of the export in `file`, whose bytes are counted in `reading`; of all of them if several were joined.

    With `alone`, the rest of a list of messages is handed out as a whole if so many bytes may follow; in an account of
    many chats only after as many.

    Raises Cut where the file ends in the middle and Broken where it is no JSON, after all parts that could be told.
    """
    stream = Stream(utf8(file, reading), again=partial(again, file))
    if not is_as_it_stands(file):  # nothing can be found again by its place in the file
        alone, reading.scattered = None, True
    track = _Track(reading, alone)
    _, bracket = stream.bracket()
    damaged = False
    while bracket == b"{":
        yield from _export(file, stream, track)
        try:
            between, bracket = stream.bracket()
        except Cut:
            damaged = damaged or stream.data[stream.pos :].strip(_NOTHING) != b""
            break
        damaged = damaged or between.strip(_NOTHING) != b""
    if damaged or bracket != b"{":
        raise Broken


def _export(file: Opened, stream: Stream, track: _Track) -> Iterator[Part]:
    scalars: dict[str, bytes] = {}
    for key, opening, gap in members(stream, scalars):
        if key == "messages" and opening == b"[":
            yield from _messages(file, stream, Chat(scalars, nested=False), gap, track)
        elif key in ("chats", "left_chats") and opening == b"{":
            yield from _chats(file, stream, track)
        elif key in SECTIONS:
            yield from _section(stream, key)
        else:
            skip(stream)


def _section(stream: Stream, key: str) -> Iterator[Section]:
    what = taken(stream)
    if isinstance(what, range):
        yield from (Section(key, some) for some in listed(stream, what, TECHNICAL, "list"))
        return
    value = value_of(what)
    entries = value.get("list", [value]) if isinstance(value, dict) else value
    yield Section(key, Listed(entries=entries) if isinstance(entries, list) else None)


def _chats(file: Opened, stream: Stream, track: _Track) -> Iterator[Part]:
    for key, opening, _ in members(stream, {}):
        if key != "list" or opening != b"[":
            skip(stream)
            continue
        for bracket in items(stream):
            if bracket == b"{":
                yield from _chat(file, stream, track)
            else:
                skip(stream)


def _chat(file: Opened, stream: Stream, track: _Track) -> Iterator[Part]:
    scalars: dict[str, bytes] = {}
    for key, opening, gap in members(stream, scalars):
        if key == "messages" and opening == b"[":
            yield from _messages(file, stream, Chat(scalars, nested=True), gap, track)
        else:
            skip(stream)


def _messages(file: Opened, stream: Stream, chat: Chat, gap: bytes, track: _Track) -> Iterator[Part]:
    if not {"id", "type"} <= chat.scalars.keys():
        _look_behind(file, stream.offset, chat.scalars)
    yield chat
    layout = even_layout(gap, stream)
    try:
        yield from _lines(file, stream, layout, track, chat) if layout else by_brackets(stream)
        stream.pos += 1  # the closing bracket
    except Cut:
        yield ChatEnd(cut=True)
        raise
    yield ChatEnd(cut=False)


def _lines(file: Opened, stream: Stream, layout: Layout, track: _Track, chat: Chat) -> Iterator[Part]:
    began, pieces = stream.offset, by_lines(stream, layout)
    while True:
        here, alone = _between(stream, layout), track.alone
        # The only chat of an export goes on to the end of the file, and need not show that it is long.
        if here and alone is not None and (not chat.nested or here - began >= alone) and file.size - here >= alone:
            rest = Rest(here, file.size, layout)
            ahead = stream.base + len(stream.data) - here
            track.count(-ahead)  # whoever reads the rest counts it
            yield rest
            if rest.end is not None:
                _go_on(file, stream, track, rest)
                return
            track.count(ahead)
            track.alone = None
        if (piece := next(pieces, None)) is None:
            return
        yield piece


def _between(stream: Stream, layout: Layout) -> int:
    """Where in the file the next message begins, 0 if none begins where the stream stands."""
    comma = stream.data[stream.pos : stream.pos + 1] == b","
    return stream.offset + comma if stream.data.startswith(layout.opening, stream.pos + comma) else 0


def _go_on(file: Opened, stream: Stream, track: _Track, rest: Rest) -> None:
    """Go to where the rest of the list ended. Raises Cut if that is the end of the file."""
    assert rest.end is not None  # noqa: S101 - see `_lines`
    stream.jump(file.blocks(track.reading, start=rest.end), rest.end)
    if rest.cut or not stream.more(stream.offset):
        raise Cut


def _look_behind(file: Opened, offset: int, scalars: dict[str, bytes]) -> None:
    """Read the heading of a chat that another program has put behind the messages, of which `offset` is the first."""
    ahead = Stream(again(file, offset), offset)
    try:
        skip(ahead)
        for _ in members(ahead, scalars):
            skip(ahead)
    except (Cut, Broken):
        return
