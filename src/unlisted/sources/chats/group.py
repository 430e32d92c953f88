"""A chat of a Telegram export while it is read: its identity, whose names were seen, pieces of it as batches.

Where Telegram's own layout allows it, a piece is a `Glance`: its lines are told apart without parsing, and only the
messages in which something may stand are parsed. All others are parsed whole.
"""

from __future__ import annotations

import hashlib
import re
from array import array
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from itertools import chain
from pathlib import Path

import msgspec

from unlisted.model import Batch, Coverage, Glance, Link, Mark, Reach
from unlisted.sources.base import Leaf, Reading, Stretch, pack
from unlisted.sources.chats.lines import END_OF_TIME, Skimmed, fingerprints, numbered, skim
from unlisted.sources.chats.long import read as read_long
from unlisted.sources.chats.message import TECHNICAL, Message, OldMessage, document
from unlisted.sources.chats.repair import BAD, decode, one_by_one, valid
from unlisted.sources.chats.split import Layout, Long, Piece

REACH = {
    "private_group": Reach.MEMBERS,
    "private_supergroup": Reach.MEMBERS,
    "private_channel": Reach.MEMBERS,
    "public_supergroup": Reach.PUBLIC,  # open to anyone, but no search engine lists its messages
    "public_channel": Reach.INDEXED,  # has a web preview
    "personal_chat": Reach.PRIVATE,
    "bot_chat": Reach.PRIVATE,
    "saved_messages": Reach.PRIVATE,
    "replies": Reach.PRIVATE,
}

# Their messages have addresses; a basic group and a talk of two have none.
_LINKED = frozenset({"private_supergroup", "public_supergroup", "private_channel", "public_channel"})

_MEDIA = {
    "sticker": "stickers",
    "voice_message": "voice",
    "video_message": "videos",
    "video_file": "videos",
    "animation": "videos",
    "audio_file": "sound",
    "image": "pictures",
    "video": "videos",
    "audio": "sound",
}
_SENDERS_KEPT = 500_000  # beyond so many names the set is begun anew, and a name may be reported twice


@dataclass(frozen=True, slots=True)
class Identity:
    """Which chat it is, without its name: `place` is its native identity, `number` what a locator says."""

    place: str
    number: int
    reach: Reach
    nested: bool
    linked: bool = False

    @classmethod
    def of(cls, scalars: dict[str, bytes], *, nested: bool) -> Identity:
        """The identity of the chat that is headed by these raw values."""
        kind, number = (scalar(scalars.get(key)) for key in ("type", "id"))
        number = number if isinstance(number, int) and not isinstance(number, bool) else None
        place = f"nameless/{_digest(scalars)}" if number is None else str(number)
        reach = REACH.get(kind, Reach.UNKNOWN) if isinstance(kind, str) else Reach.UNKNOWN
        return cls(place, number or 0, reach, nested, isinstance(kind, str) and kind in _LINKED)

    def locator(self, message: int) -> str:
        return f"chat:{self.number}/message:{message}" if self.nested else f"message:{message}"

    def link(self, message: int) -> Link | None:
        return Link(chat=self.number, message=message) if self.linked and self.number > 0 and message > 0 else None


class Group:
    """One chat, or a part of it, being read; what is counted of its messages goes to `reading`."""

    def __init__(self, identity: Identity, path: Path, reading: Reading) -> None:
        self.identity, self.path, self.reading = identity, path, reading
        self.first: int | None = None  # the lowest and the highest id read
        self.last: int | None = None
        self.newest = 0
        self.lost = 0
        self._senders: set[str] = set()
        self._raw_senders: set[bytes] = set()
        self._fingerprints = fingerprints()

    def look(self, piece: Piece) -> Iterator[Batch | Glance]:
        """The messages of the next piece."""
        skimmed = None if piece.lines is None or _is_old(piece) else skim(piece.lines, self._fingerprints)
        glance = self._glance(piece, skimmed) if skimmed else None
        if glance:
            yield glance
        else:
            yield from self.whole(piece)

    def whole(self, piece: Piece) -> Iterator[Batch]:
        """The messages of the next piece, each of them parsed."""
        messages, repaired, lost = decode(piece, OldMessage if _is_old(piece) else Message)
        self.reading.repaired += repaired
        self.lost += lost
        self._passed(messages)
        self._leave(piece, [m.id for m in messages], whole=True)
        batch = self._batch(messages)
        if batch.starts:
            yield batch

    def long(self, message: Long) -> Iterator[Batch]:
        """A message too long to be held, as several documents of one place."""
        raw, texts = read_long(message, TECHNICAL, frozenset(("text",)))
        found, repaired, lost = one_by_one({0: raw}, OldMessage)
        self.reading.repaired += repaired
        self.reading.scattered = True
        self.lost += lost
        if (m := found.get(0)) is None:
            return
        self._passed([m])
        known = {key: getattr(m, key) for key in ("id", "date_unixtime", "from_", "from_id", "actor", "actor_id")}
        replies = {key: getattr(m, key) for key in ("reply_to_message_id", "reply_to_peer_id")}
        further = (OldMessage(text=text, date=getattr(m, "date", None), **known, **replies) for text in texts)
        for number, one in enumerate(chain([m], further)):
            batch = self._batch([one], names=not number)
            if batch.starts:
                yield batch

    def merge(self, first: int | None, last: int | None, newest: int, lost: int) -> None:
        """Add what was read elsewhere: the span of its ids, its latest time, how many messages were lost."""
        if first is not None and last is not None:
            self.first = first if self.first is None else min(self.first, first)
            self.last = last if self.last is None else max(self.last, last)
        self.newest = max(self.newest, newest)
        self.lost += lost

    def cover(self) -> None:
        """Say which span of ids was read. The ids of lost messages are not known: then nothing is claimed."""
        if self.first is not None and not self.lost:
            within, snapshot = self.identity.place, _date(self.newest)
            self.reading.covers.append(Coverage(within=within, first=self.first, last=self.last, snapshot=snapshot))

    def _passed(self, messages: Sequence[Message]) -> None:
        self.reading.read["messages"] += len(messages)
        for m in messages:
            if m.file is not None or m.photo is not None or m.date_unixtime is None or m.contact_vcard is not None:
                _count_media(m, self.reading)
        if messages:
            ids = [m.id for m in messages]
            self.merge(min(ids), max(ids), max(map(_time, messages)), 0)

    def _glance(self, piece: Piece, skimmed: Skimmed) -> Glance | None:
        """The piece as a glance; None if a message is lost, for then it may have been the first of its sender."""
        odd, repaired, lost = one_by_one({place: skimmed.message(place) for place in skimmed.odd()}, Message)
        if lost:
            return None
        self.reading.repaired += repaired
        self._passed(list(odd.values()))
        self._count(skimmed)
        self._leave(piece, [*(m.id for m in odd.values()), *skimmed.span()], whole=False)

        def opened(entries: Iterable[int]) -> Batch:
            return self._batch(self._parsed(skimmed, self._wanted(skimmed, entries), odd))

        return Glance(
            letters=skimmed.entries.letters, begins=skimmed.entries.begins.tolist(), opened=opened,
            always=bool(odd), documents=len(skimmed.numbers),
        )  # fmt: skip

    def numbered(self, raw: bytes, layout: Layout, numbers: Collection[int]) -> Batch:
        """The messages with these numbers among those in `raw`, which are laid out in lines."""
        found: dict[int, bytes] = {}
        for begin, number in numbered(raw, layout) or _numbered(raw, layout):
            if number in numbers:
                end = raw.find(layout.ending, begin)
                found[begin] = raw[begin : end + len(layout.ending) if end >= 0 else len(raw)]
        messages, _repaired, _lost = one_by_one(found, OldMessage)
        return self._batch(messages.values(), names=False)

    def _leave(self, piece: Piece, numbers: Sequence[int], *, whole: bool) -> None:
        """Note where these messages can be found again."""
        lines = piece.lines
        if lines is None or (whole and len(_begins(lines.layout).findall(piece.array())) < len(numbers)):
            self.reading.scattered = True
        elif numbers:
            about, end = (self.identity, lines.layout), lines.begin + lines.stop - lines.start
            stretch = Stretch(path=self.path, begin=lines.begin, end=end, first=True, about=about)
            leaf = Leaf(within=self.identity.place, first=min(numbers), last=max(numbers), stretch=stretch)
            self.reading.leaves.append(leaf)

    def _count(self, skimmed: Skimmed) -> None:
        """Add what is known of the messages that were not parsed."""
        numbers = skimmed.plain_numbers()
        self.reading.read["messages"] += len(numbers)
        if span := skimmed.span():
            self.merge(*span, skimmed.newest, 0)
        if skimmed.pictures:
            self.reading.unread["pictures"] += skimmed.pictures
        for (media, mime), count in skimmed.media.items():
            kind = _kind_of_file(_told(media), _told(mime))
            self.reading.unread[kind] += count

    def _wanted(self, skimmed: Skimmed, entries: Iterable[int]) -> list[int]:
        """The messages of these entries, without those in which a name stands again that was told already."""
        wanted: list[int] = []
        for entry in entries:
            if skimmed.entries.senders[entry]:
                name = skimmed.first_string(entry)
                if name in self._raw_senders:
                    continue
                if len(self._raw_senders) >= _SENDERS_KEPT:
                    self._raw_senders.clear()
                self._raw_senders.add(name)
            wanted.append(int(skimmed.entries.owners[entry]))
        return wanted

    def _parsed(self, skimmed: Skimmed, places: Iterable[int], odd: dict[int, Message]) -> list[Message]:
        chosen = {place: skimmed.message(place) for place in places if not skimmed.is_odd[place]}
        found, repaired, lost = one_by_one(chosen, Message)
        self.reading.repaired += repaired
        self.lost += lost
        found |= odd
        return [found[place] for place in sorted(found)]

    def _batch(self, messages: Iterable[Message], *, names: bool = True) -> Batch:
        """The documents of these messages, and of senders that are new in this chat."""
        ids, times, replies, numbers = array("q"), array("q"), array("q"), array("q")
        senders: dict[int, str] = {}  # index of a document that is a sender's name: its place
        authors: list[str] = []
        mine: list[bool | None] = []  # empty unless she asked
        documents: list[str] = []
        identity = self.identity

        def put(text: str, m: Message, number: int, reply: int) -> None:
            documents.append(text)
            known, name = m.from_id or m.actor_id, m.from_ or m.actor
            authors.append((known or name or "") if number else "")
            if self.reading.mine is not None:
                mine.append(self.reading.wrote(name, known))
            for column, value in ((ids, m.id), (times, _time(m)), (numbers, number), (replies, reply)):
                column.append(value)

        for m in messages:
            if text := document(m):
                put(text, m, m.id, _reply_to(m))
            sender = m.from_ or m.actor
            if names and sender and self._is_new(sender):
                senders[len(documents)] = f"{identity.place}/sender/{sender}"
                put(sender, m, 0, 0)

        def mark(index: int) -> Mark:
            return Mark(
                locator=identity.locator(ids[index]),
                place=senders.get(index) or f"{identity.place}/{ids[index]}",
                within=identity.place,
                date=_date(times[index]),
                reach=identity.reach,
                reply_to=replies[index] or None,
                mine=mine[index] if mine else None,
                sender=authors[index],
                link=None if index in senders else identity.link(ids[index]),
            )

        return pack(documents, mark, numbers)

    def _is_new(self, sender: str) -> bool:
        if sender in self._senders:
            return False
        if len(self._senders) >= _SENDERS_KEPT:
            self._senders.clear()
        self._senders.add(sender)
        return True


def _numbered(raw: bytes, layout: Layout) -> Iterator[tuple[int, int]]:
    """As `unlisted.sources.chats.lines.numbered`, whatever else the messages are."""
    for found in _begins(layout).finditer(raw):
        yield found.start() + len(layout.opening) - 1, int(found[1])


@cache
def _begins(layout: Layout) -> re.Pattern[bytes]:
    """Where a message begins with its number, of a length that is one."""
    return re.compile(re.escape(layout.opening + layout.newline) + rb'[ \t]+"id": (-?\d{1,18}),?\r?\n')


def _is_old(piece: Piece) -> bool:
    return b'"date_unixtime"' not in piece.head()


def _told(raw: bytes | None) -> str:
    value = scalar(b'"' + raw + b'"') if raw else None
    return value if isinstance(value, str) else ""


def _kind_of_file(media: str, mime: str) -> str:
    return _MEDIA.get(media) or _MEDIA.get(mime.partition("/")[0]) or "files"


def _reply_to(m: Message) -> int:
    """The number of the message in the same chat that this one replies to, 0 if there is none."""
    number = m.reply_to_message_id
    if not isinstance(number, int) or m.reply_to_peer_id is not None:
        return 0
    return number if -(1 << 63) <= number < 1 << 63 else 0


def _count_media(m: Message, reading: Reading) -> None:
    if m.photo is not None:
        reading.unread["pictures"] += 1
    if m.contact_vcard is not None:
        reading.unread["files"] += 1
    if m.file is not None:
        reading.unread[_kind_of_file(m.media_type or "", m.mime_type or "")] += 1
    if m.date_unixtime is None and not m.text and not isinstance(m, OldMessage):
        reading.unread["unsupported"] += 1  # Telegram itself could not export it


def _time(m: Message) -> int:
    """Seconds since 1970 in UTC, 0 if it is not known. Old exports have local time only, taken as if it were UTC."""
    try:
        time = int(m.date_unixtime)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        try:
            local = datetime.fromisoformat(m.date or "") if isinstance(m, OldMessage) else None
            time = int(local.replace(tzinfo=UTC).timestamp()) if local else 0
        except (ValueError, OverflowError):
            time = 0
    return time if 0 < time < END_OF_TIME else 0


def _date(time: int) -> datetime | None:
    return datetime.fromtimestamp(time, UTC) if time else None


def scalar(raw: bytes | None) -> object:
    """A plain JSON value, None if it cannot be read."""
    try:
        return msgspec.json.decode(valid(raw)) if raw else None
    except BAD:
        return None


def _digest(scalars: dict[str, bytes]) -> str:
    return hashlib.sha256(repr(sorted(scalars.items())).encode()).hexdigest()
