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

import hashlib
import re
from array import array
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from unlisted.model import Batch, Coverage, Mark, Reach, Reason
from unlisted.sources.base import FIELD_BREAK, Reading, pack
from unlisted.sources.chats.export import Chat, ChatEnd, Part, Section, parts
from unlisted.sources.chats.message import Message, OldMessage, document, strings
from unlisted.sources.chats.repair import BAD, decode, valid
from unlisted.sources.chats.scan import Broken, Cut
from unlisted.sources.chats.split import Lost, Piece
from unlisted.sources.files import Opened
from unlisted.sources.text import Text

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

_TYPES = "|".join(REACH).encode()
_HEADING = re.compile(rb'"type"\s*:\s*"(?:' + _TYPES + rb')"')
_MESSAGES = re.compile(rb'"messages"\s*:\s*\[')
_TELLING = re.compile(rb'"(?:date_unixtime|text_entities|from_id)"\s*:')
_ACCOUNT = re.compile(rb'"about"\s*:.*"(?:personal_information|profile_pictures|contacts|chats)"\s*:', re.DOTALL)
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
_END_OF_TIME = 1 << 36  # seconds; the year 4147, well inside what dates can hold
_SENDERS_KEPT = 500_000  # beyond so many names the set is begun anew, and a name may be reported twice


class _Talk:
    """The chat being read: who it is, whose names were seen, which messages are behind us."""

    def __init__(self, chat: Chat) -> None:
        name, kind, number = (_scalar(chat.scalars.get(key)) for key in ("name", "type", "id"))
        self.name = name if isinstance(name, str) else ""
        self.reach = REACH.get(kind, Reach.UNKNOWN) if isinstance(kind, str) else Reach.UNKNOWN
        number = number if isinstance(number, int) and not isinstance(number, bool) else None
        self.number = number or 0
        self.place = f"nameless/{_digest(chat.scalars)}" if number is None else str(number)
        self.nested = chat.nested
        self.senders: set[str] = set()
        self.first: int | None = None  # the lowest and the highest id read
        self.last: int | None = None
        self.newest = 0
        self.lost = 0

    def locator(self, message: int) -> str:
        return f"chat:{self.number}/message:{message}" if self.nested else f"message:{message}"

    def passed(self, ids: list[int], newest: int) -> None:
        low, high = min(ids), max(ids)
        self.first = low if self.first is None else min(self.first, low)
        self.last = high if self.last is None else max(self.last, high)
        self.newest = max(self.newest, newest)

    def is_new(self, sender: str) -> bool:
        if sender in self.senders:
            return False
        if len(self.senders) >= _SENDERS_KEPT:
            self.senders.clear()
        self.senders.add(sender)
        return True


class Telegram:
    """Telegram Desktop's `result.json`."""

    name = "telegram"

    def recognises(self, path: Path, head: bytes) -> bool:  # noqa: ARG002 - content decides
        start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
        if not start.startswith(b"{"):
            return False
        if _HEADING.search(start) or _ACCOUNT.search(start):
            return True
        return bool(_MESSAGES.search(start) and _TELLING.search(start))

    def read(self, path: Path, reading: Reading) -> Iterator[Batch]:
        with Opened(path) as file:
            export, ended = _Export(reading), None
            try:
                for part in parts(file, reading):
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
        if export.talk is None and not reading.read["entries"]:
            reading.stop(Reason.WRONG_SHAPE)
            reading.read.clear()
            yield from Text().read(path, reading)


class _Export:
    """The export being read: in which chat we are, and how many messages were lost so far."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.talk: _Talk | None = None
        self.lost = 0

    def documents(self, part: Part) -> Iterator[Batch]:
        match part:
            case Chat():
                self.talk = _Talk(part)
                yield from _heading(self.talk, self.reading)
            case Section():
                yield from _section(part, self.reading)
            case _ if self.talk is None:
                return
            case Piece():
                yield from _messages(self.talk, part, self.reading)
            case Lost(count):
                self.talk.lost += count
            case ChatEnd():
                self.lost += self.talk.lost
                _cover(self.talk, self.reading)


def _heading(talk: _Talk, reading: Reading) -> Iterator[Batch]:
    if talk.nested:
        reading.read["chats"] += 1
    if talk.name:
        mark = Mark(locator=f"chat:{talk.number}", place=talk.place, within=talk.place, reach=talk.reach)
        yield pack([talk.name], lambda _: mark)


def _cover(talk: _Talk, reading: Reading) -> None:
    if talk.first is not None and not talk.lost:  # the ids of lost messages are not known, so nothing is claimed
        snapshot = _date(talk.newest)
        reading.covers.append(Coverage(within=talk.place, first=talk.first, last=talk.last, snapshot=snapshot))


def _messages(talk: _Talk, piece: Piece, reading: Reading) -> Iterator[Batch]:
    old = b'"date_unixtime"' not in piece.array[: 1 << 16]
    messages, repaired, lost = decode(piece, OldMessage if old else Message)
    reading.repaired += repaired
    talk.lost += lost
    reading.read["messages"] += len(messages)
    if not messages:
        return
    ids, times, replies = array("q"), array("q"), array("q")
    senders: dict[int, str] = {}  # index of a document that is a sender's name: its place
    documents: list[str] = []
    for m in messages:
        if m.file is not None or m.photo is not None or m.date_unixtime is None or m.contact_vcard is not None:
            _count_media(m, reading)
        if text := document(m):
            documents.append(text)
            ids.append(m.id)
            times.append(_time(m))
            replies.append(_reply_to(m))
        sender = m.from_ or m.actor
        if sender and talk.is_new(sender):
            senders[len(documents)] = f"{talk.place}/sender/{sender}"
            documents.append(sender)
            ids.append(m.id)
            times.append(_time(m))
            replies.append(0)
    talk.passed([m.id for m in messages], max(max(times, default=0), _time(messages[0]), _time(messages[-1])))

    def mark(index: int) -> Mark:
        return Mark(
            locator=talk.locator(ids[index]),
            place=senders.get(index) or f"{talk.place}/{ids[index]}",
            within=talk.place,
            date=_date(times[index]),
            reach=talk.reach,
            reply_to=replies[index] or None,
        )

    if documents:
        numbers = array("q", ids)
        for index in senders:
            numbers[index] = 0
        yield pack(documents, mark, numbers)


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
        media, mime = m.media_type or "", (m.mime_type or "").partition("/")[0]
        reading.unread[_MEDIA.get(media) or _MEDIA.get(mime) or "files"] += 1
    if m.date_unixtime is None and not m.text and not isinstance(m, OldMessage):
        reading.unread["unsupported"] += 1  # Telegram itself could not export it


def _section(part: Section, reading: Reading) -> Iterator[Batch]:
    try:
        value: object = msgspec.json.decode(valid(part.raw).replace(b"\n", b" ")) if part.raw else None
    except BAD:
        value = None
    if value is None:
        reading.unread["sections"] += 1
        return
    listed = value.get("list", [value]) if isinstance(value, dict) else value
    entries = listed if isinstance(listed, list) else [listed]
    reading.read["entries"] += len(entries)
    for entry in entries:
        if isinstance(entry, dict):
            reading.unread["pictures"] += "photo" in entry
            reading.unread["files"] += "media" in entry
    texts = [FIELD_BREAK.join(strings(entry)) for entry in entries]
    texts = [text for text in texts if text]

    def mark(index: int) -> Mark:
        place = f"account/{part.key}/{texts[index]}"
        return Mark(locator=f"meta:{part.key}", place=place, within="account", reach=Reach.PRIVATE)

    if texts:
        yield pack(texts, mark)


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
    return time if 0 < time < _END_OF_TIME else 0


def _date(time: int) -> datetime | None:
    return datetime.fromtimestamp(time, UTC) if time else None


def _scalar(raw: bytes | None) -> object:
    try:
        return msgspec.json.decode(valid(raw)) if raw else None
    except BAD:
        return None


def _digest(scalars: dict[str, bytes]) -> str:
    return hashlib.sha256(repr(sorted(scalars.items())).encode()).hexdigest()
