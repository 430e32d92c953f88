"""Telegram Desktop's JSON export: one chat, or a full account with all its chats, of any size in constant memory.

One document a message; its locator is ``message:ID``, in a full account ``chat:ID/message:ID``. Beside the messages:

- the name of each chat, ``chat:ID``;
- each sender's name once a chat, at his first message there (a name on ten thousand messages is one finding, and its
  place must not move when a longer export of the same chat is read);
- in a full account the parts beside the chats, ``meta:contacts`` and so on, one document an entry.

Read and not counted as text: reactions, and whatever a message refers to by number. Pictures, videos, voice messages,
stickers and files are counted as not read, and never opened.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from pathlib import Path

from unlisted.model import Batch, Glance, Mark, Reach, Reason
from unlisted.sources.base import FIELD_BREAK, Leaf, Reading, Rest, Stretch, StretchEnd, pack
from unlisted.sources.chats.export import Chat, ChatEnd, Part, Section, parts
from unlisted.sources.chats.export import Rest as RawRest
from unlisted.sources.chats.group import REACH, Group, Identity, scalar
from unlisted.sources.chats.listed import Listed
from unlisted.sources.chats.message import strings
from unlisted.sources.chats.scan import Broken, Cut, Stream
from unlisted.sources.chats.split import Layout, Long, Lost, Piece, by_lines, is_behind, to_boundary
from unlisted.sources.chats.utf8 import start_of
from unlisted.sources.files import Opened
from unlisted.sources.text import Text

_TYPES = "|".join(REACH).encode()
_HEADING = re.compile(rb'"type"\s*:\s*"(?:' + _TYPES + rb')"')
_MESSAGES = re.compile(rb'"messages"\s*:\s*\[')
_TELLING = re.compile(rb'"(?:date_unixtime|text_entities|from_id)"\s*:')
_ACCOUNT = re.compile(rb'"about"\s*:.*"(?:personal_information|profile_pictures|contacts|chats)"\s*:', re.DOTALL)


class Telegram:
    """Telegram Desktop's `result.json`."""

    name = "telegram"

    def recognises(self, path: Path, head: bytes) -> bool:  # noqa: ARG002 - content decides
        start = start_of(head)
        if not start.startswith(b"{"):
            return False
        if _HEADING.search(start) or _ACCOUNT.search(start):
            return True
        return bool(_MESSAGES.search(start) and _TELLING.search(start))

    def read(self, path: Path, reading: Reading) -> Iterator[Batch]:
        for one in self.divided(path, reading, alone=None):
            if isinstance(one, Glance):
                one = one.opened(range(len(one.begins)))
            if isinstance(one, Batch) and one.starts:
                yield one

    def divided(self, path: Path, reading: Reading, alone: int | None) -> Iterator[Batch | Glance | Rest]:
        """As `read`, without making the documents, and with the rest of each long chat as a whole (see `Divisible`)."""
        with Opened(path) as file:
            export, ended = _Export(path, reading), None
            try:
                for part in parts(file, reading, alone):
                    yield from export.documents(part)
            except Cut:
                ended = Reason.TRUNCATED
            except Broken:
                ended = Reason.DAMAGED
            file.check_unchanged(reading)
            if ended:
                reading.stop(ended, at=reading.read["bytes"])
            if lost := export.lost + reading.unread["sections"]:
                reading.stop(Reason.RECORDS_SKIPPED, count=lost)
        if export.group is None and not reading.read["entries"]:
            reading.stop(Reason.WRONG_SHAPE)
            reading.read.clear()
            yield from Text().read(path, reading)

    def read_stretch(self, stretch: Stretch, reading: Reading, end: StretchEnd) -> Iterator[Batch | Glance]:
        """The messages that begin in `stretch`, and in `end` where and how it ended."""
        identity, layout = stretch.about
        assert isinstance(identity, Identity)  # noqa: S101 - made by `_Export`
        assert isinstance(layout, Layout)  # noqa: S101
        group = Group(identity, stretch.path, reading)
        with Opened(stretch.path) as file:
            before = 0 if stretch.first else min(stretch.begin, len(layout.ending))
            start = stretch.begin - before
            stream = Stream(
                iter(()), start, lambda at, size: b"".join(file.blocks(start=at, end=at + size)),
                lambda begin, end: file.blocks(start=begin, end=end), until=stretch.end,
            )  # fmt: skip
            closed = False
            try:
                if not stretch.first:
                    stream.more(start)
                    stream.pos = before
                    closed = not to_boundary(stream, layout)
                if not closed and (stretch.first or not is_behind(stream, layout, stretch.end)):
                    for piece in by_lines(stream, layout, stretch.end):
                        if isinstance(piece, Lost):
                            group.lost += piece.count
                        elif isinstance(piece, Long):
                            yield from group.long(piece)
                        else:
                            yield from group.look(piece)
                    closed = stream.data[stream.pos : stream.pos + 1] == b"]"
            except Cut:
                end.cut = True
            end.closed = closed
            end.at = file.size if end.cut else stream.offset
        end.first, end.last, end.newest, end.lost = group.first, group.last, group.newest, group.lost

    def numbered(self, leaf: Leaf, numbers: Collection[int]) -> Iterator[Batch]:
        """The messages of `leaf` with one of these numbers."""
        identity, layout = leaf.stretch.about
        assert isinstance(identity, Identity)  # noqa: S101
        assert isinstance(layout, Layout)  # noqa: S101
        with Opened(leaf.stretch.path) as file:
            raw = b"".join(file.blocks(start=leaf.stretch.begin, end=leaf.stretch.end))
        yield Group(identity, leaf.stretch.path, Reading()).numbered(raw, layout, numbers)


class _Export:
    """The export being read: in which chat we are, and how many messages were lost so far."""

    def __init__(self, path: Path, reading: Reading) -> None:
        self.path, self.reading = path, reading
        self.group: Group | None = None
        self.lost = 0

    def documents(self, part: Part) -> Iterator[Batch | Glance | Rest]:
        match part:
            case Chat():
                self.group = Group(Identity.of(part.scalars, nested=part.nested), self.path, self.reading)
                yield from _heading(self.group.identity, part, self.reading)
            case Section(key, listed):
                self.lost += listed.lost if listed else 0
                yield from _section(key, listed, self.reading)
            case _ if self.group is None:
                return
            case Piece():
                yield from self.group.look(part)
            case Long():
                yield from self.group.long(part)
            case Lost(count):
                self.group.lost += count
            case RawRest():
                yield from self._rest(self.group, part)
            case ChatEnd():
                self.lost += self.group.lost
                self.group.cover()

    def _rest(self, group: Group, part: RawRest) -> Iterator[Rest]:
        rest = Rest(path=self.path, begin=part.begin, size=part.size, about=(group.identity, part.layout))
        yield rest
        if rest.ended is not None:
            part.end, part.cut = rest.ended.at, rest.ended.cut
            for one in rest.ends:
                group.merge(one.first, one.last, one.newest, one.lost)


def _heading(identity: Identity, part: Chat, reading: Reading) -> Iterator[Batch]:
    name = scalar(part.scalars.get("name"))
    if identity.nested:
        reading.read["chats"] += 1
    if name and isinstance(name, str):
        locator, place = f"chat:{identity.number}", identity.place
        mark = Mark(locator=locator, place=place, within=place, reach=identity.reach)
        yield pack([name], lambda _: mark)


def _section(key: str, listed: Listed | None, reading: Reading) -> Iterator[Batch]:
    if listed is None:
        reading.unread["sections"] += 1
        return
    reading.read["entries"] += len(listed.entries)
    for entry in listed.entries:
        if isinstance(entry, dict):
            reading.unread["pictures"] += "photo" in entry
            reading.unread["files"] += "media" in entry
    texts = [FIELD_BREAK.join(strings(entry)) for entry in listed.entries]
    texts = [text for text in texts if text]

    def mark(index: int) -> Mark:
        place = f"account/{key}/{texts[index]}"
        return Mark(locator=f"meta:{key}", place=place, within="account", reach=Reach.PRIVATE)

    if texts:
        yield pack(texts, mark)
    for piece in listed.further:
        texts = texts or [piece]
        yield pack([piece], mark)
