"""The parts of a Telegram export in the order of the file: what is beside the chats, each chat, its messages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from unlisted.sources.base import Reading
from unlisted.sources.chats.scan import Broken, Cut, Stream, items, members, skip, take
from unlisted.sources.chats.split import Lost, Piece, by_brackets, by_lines, layout_of
from unlisted.sources.files import Opened

# Parts of a full account export that hold names, numbers and places of people; "about" texts are Telegram's own.
SECTIONS = (
    "personal_information", "contacts", "frequent_contacts", "sessions", "web_sessions", "other_data", "stories",
    "profile_pictures",
)  # fmt: skip


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
    """A part beside the chats, as raw JSON; None if it is too long to be read."""

    key: str
    raw: bytes | None


Part = Chat | ChatEnd | Piece | Lost | Section


def parts(file: Opened, reading: Reading) -> Iterator[Part]:
    """The parts of the export in `file`, whose bytes are counted in `reading`.

    Raises Cut where the file ends in the middle and Broken where it is no JSON, after all parts that could be told.
    """
    stream = Stream(file.blocks(reading))
    _, bracket = stream.bracket()
    if bracket != b"{":
        raise Broken
    scalars: dict[str, bytes] = {}
    for key, opening, gap in members(stream, scalars):
        if key == "messages" and opening == b"[":
            yield from _messages(file, stream, Chat(scalars, nested=False), gap)
        elif key in ("chats", "left_chats") and opening == b"{":
            yield from _chats(file, stream)
        elif key in SECTIONS:
            yield Section(key, take(stream))
        else:
            skip(stream)
    while not stream.data[stream.pos :].strip():
        stream.pos = len(stream.data)
        if not stream.more(stream.offset):
            return
    raise Broken


def _chats(file: Opened, stream: Stream) -> Iterator[Part]:
    for key, opening, _ in members(stream, {}):
        if key != "list" or opening != b"[":
            skip(stream)
            continue
        for bracket in items(stream):
            if bracket == b"{":
                yield from _chat(file, stream)
            else:
                skip(stream)


def _chat(file: Opened, stream: Stream) -> Iterator[Part]:
    scalars: dict[str, bytes] = {}
    for key, opening, gap in members(stream, scalars):
        if key == "messages" and opening == b"[":
            yield from _messages(file, stream, Chat(scalars, nested=True), gap)
        else:
            skip(stream)


def _messages(file: Opened, stream: Stream, chat: Chat, gap: bytes) -> Iterator[Part]:
    if not {"id", "type"} <= chat.scalars.keys():
        _look_behind(file, stream.offset, chat.scalars)
    yield chat
    layout = layout_of(gap, stream)
    try:
        yield from by_lines(stream, layout) if layout else by_brackets(stream)
        stream.pos += 1  # the closing bracket
    except Cut:
        yield ChatEnd(cut=True)
        raise
    yield ChatEnd(cut=False)


def _look_behind(file: Opened, offset: int, scalars: dict[str, bytes]) -> None:
    """Read the heading of a chat that another program has put behind the messages, of which `offset` is the first."""
    ahead = Stream(file.blocks(start=offset), offset)
    try:
        skip(ahead)
        for _ in members(ahead, scalars):
            skip(ahead)
    except (Cut, Broken):
        return
