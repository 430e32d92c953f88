"""What Facebook and Instagram hand out as "download your information", in JSON: chats, and everything beside them.

- Chats are `messages/inbox/…/message_1.json`, `message_2.json` and so on: all of a folder are one chat, newest first.
  The locator is ``message:TIME`` with the time at which a message was sent in milliseconds; the title and the members
  are ``meta:chat``. Messenger's export of end-to-end encrypted chats has other keys and is read too.
- Posts, comments, friends, followers, searches, profile: ``entry:N``, counted from 1 in the order of the file.

Facebook writes every byte of a letter beyond ASCII as if it were a letter (``\\u00c4\\u0087`` for "ć"); that is undone.
Names count once a chat, reactions' too. Photos, videos and recordings are counted, never opened; their names are read.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from msgspec import Struct

from unlisted.model import Batch, Mark, Reach, Reason
from unlisted.sources.base import BATCH_CHARACTERS, FIELD_BREAK, Reading, pack
from unlisted.sources.chats.listed import opened, taken
from unlisted.sources.chats.records import Lists, Record, exports, read_all, told, value_of
from unlisted.sources.chats.rows import whole
from unlisted.sources.chats.scan import Stream, items, members, skip
from unlisted.sources.chats.talk import Talk, date_of
from unlisted.sources.chats.utf8 import start_of
from unlisted.sources.escapes import unquoted
from unlisted.sources.files import Opened
from unlisted.sources.media import kind_by_name
from unlisted.sources.text import Text

_CHAT = re.compile(
    rb'\{\s*"participants"\s*:\s*\[(?:\s*\{\s*"name"\s*:|\s*"|\s*\]).{0,4000}?"(?:messages|threadName)"\s*:\s*[\["]'
    rb'|\{\s*"participants"\s*:\s*\[\s*\{\s*"name"\s*:\s*"(?:[^"\\]|\\.){0,300}"\s*\}\s*,\s*\{\s*"name"',
    re.DOTALL,
)
_SAFE_CHAT = re.compile(rb'\{\s*"(?:threadName|participants|messages)"\s*:.{0,4000}?"senderName"\s*:', re.DOTALL)
_LISTED = re.compile(
    rb'\{\s*"(?:[a-z][a-z_]{2,60}_v\d|(?:relationships|comments|media|ig|profile|account|searches|posts|stories|likes|'
    rb"story|saved|topics|impressions_history|follow|blocked|your|archived|monetization|contacts|personal|login)_[a-z_]"
    rb'{2,80})"\s*:\s*[\[{].{0,3000}?"(?:string_list_data|string_map_data|media_list_data|media_map_data|label_values|'
    rb'timestamp|creation_timestamp|added_timestamp|registration_timestamp|uri|full_name)"\s*:',
    re.DOTALL,
)
_ENTRIES = re.compile(
    rb'[\[{].{0,3000}?"(?:string_list_data|string_map_data|media_list_data|media_map_data|label_values|'
    rb'external_context|creation_timestamp|update_timestamp)"\s*:',
    re.DOTALL,
)
_POSTS = re.compile(rb'\[\s*\{\s*"timestamp"\s*:\s*\d+\s*,.{0,2000}?"(?:data|attachments|title)"\s*:', re.DOTALL)
_PART = re.compile(r"message_(\d{1,6})\.json")
_BYTES = re.compile("[\u0080-\u00ff]{2,}")
_TECHNICAL = frozenset((
    "type", "fbid", "ent_name", "icon", "dict_type", "creation_timestamp", "thumbnail", "media_metadata", "width",
    "height", "sync_data",
))  # fmt: skip
_MEDIA = (("photos", "pictures"), ("gifs", "pictures"), ("videos", "videos"), ("audio_files", "voice"))
_URI = re.compile(r"[^/\s]+/\S*?([^/\s]+\.\w{2,5})")
_PEOPLE = 200

Str = str | None


class Named(Struct, gc=False):
    name: Str = None


class File(Struct, gc=False):
    uri: Str = None


class Message(Record, gc=False):
    """The keys of messages in `message_N.json`, and those of encrypted chats (`senderName`, `text`, `media`)."""

    sender_name: Str = None
    senderName: Str = None
    timestamp_ms: object = None
    timestamp: object = None
    content: Str = None
    text: Str = None
    share: object = None
    reactions: tuple[object, ...] = ()
    users: tuple[Named, ...] = ()
    photos: tuple[File, ...] = ()
    gifs: tuple[File, ...] = ()
    videos: tuple[File, ...] = ()
    audio_files: tuple[File, ...] = ()
    files: tuple[File, ...] = ()
    media: tuple[File, ...] = ()
    sticker: object = None
    bumped_message_metadata: object = None


class Entry(Record, gc=False):
    """Anything that stands in a list of such a download."""


class Meta:
    """Facebook's and Instagram's downloads."""

    name = "meta"

    def recognises(self, path: Path, head: bytes) -> bool:
        start = start_of(head)
        if _CHAT.match(start) or _SAFE_CHAT.match(start):
            return True
        if path.suffix.lower() != ".json":
            return False
        return any(kind.match(start) for kind in (_LISTED, _ENTRIES, _POSTS))

    def read(self, path: Path, reading: Reading) -> Iterator[Batch]:
        download = _Download(reading)
        parts = parts_of(path)
        reading.unread["files"] += max(0, (part_number(parts[-1].name) or 0) - len(parts))  # parts that are missing
        for part in parts:
            with Opened(part) as file:
                if not file.size:
                    reading.stop(Reason.EMPTY)
                    continue
                yield from read_all(file, reading, lambda: download.batches(file), lambda: download.lost)
        yield from download.end()
        if not reading.read["messages"] and not reading.read["entries"] and reading.reason is None:
            reading.stop(Reason.WRONG_SHAPE)
            reading.read.clear()
            yield from Text().read(path, reading)


def part_number(name: str) -> int | None:
    """Which part of a chat a file of this name is, from 1; None if its name does not tell."""
    found = _PART.fullmatch(name)
    return int(found[1]) if found else None


def parts_of(path: Path) -> list[Path]:
    """All parts of the chat that `path` belongs to, in order."""
    if part_number(path.name) is None:
        return [path]
    try:
        beside = {number: one for one in path.parent.iterdir() if (number := part_number(one.name)) is not None}
    except OSError:
        return [path]
    return [beside[number] for number in sorted(beside) if beside[number].is_file()] or [path]


def mended(text: str) -> str:
    """Letters in place of their bytes, wherever bytes beyond ASCII stand for letters."""
    if text.isascii():
        return text
    try:
        return text.encode("latin-1").decode()
    except UnicodeError:
        return _BYTES.sub(_letters, text)


def _letters(run: re.Match[str]) -> str:
    try:
        return run[0].encode("latin-1").decode()
    except UnicodeError:
        return run[0]


class _Download:
    """The files being read: one chat of several parts, or lists of entries."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._lists = Lists(Message, reading, _TECHNICAL)
        self._entries: list[tuple[int, str, int]] = []
        self._number = self._size = 0
        self._key = ""
        self._talk: Talk | None = None
        self._modified: datetime | None = None
        self._waiting: dict[str, object] = {}  # of the heading, what stands behind the messages

    @property
    def lost(self) -> int:
        return self._lists.lost

    def batches(self, file: Opened) -> Iterator[Batch]:
        self._modified = file.modified or self._modified
        for stream, bracket in exports(file, self._reading):
            if bracket == b"[":
                yield from self._list(stream, b"", "list")
            else:
                yield from self._object(stream, file)

    def end(self) -> Iterator[Batch]:
        """What is left, when all files are behind us."""
        if self._entries:
            yield self._listed()
        if self._talk:
            if self._talk.waiting:
                yield self._talk.batch()
            if self._reading.reason is None:
                self._talk.cover(self._modified)

    def _object(self, stream: Stream, file: Opened) -> Iterator[Batch]:
        heads: dict[str, object] = {}
        scalars: dict[str, bytes] = {}
        rest: dict[str, tuple[object, Iterable[str]]] = {}
        for key, opening, gap in members(stream, scalars):
            if key == "messages" and opening == b"[":
                yield from self._chat(heads, scalars, file)
                for messages in self._lists.of(stream, gap):
                    yield from self._messages(messages)
            elif opening == b"[" and key != "participants":
                yield from self._list(stream, gap, key)
            else:
                what = taken(stream)
                heads[key], further = opened(stream, what, _TECHNICAL)
                if key != "participants" or isinstance(what, range) or heads[key] is None:
                    rest[key] = heads[key], further
        for key, (value, further) in rest.items():
            yield from self._entry(key, value, further)
        if len(self._entries) >= 2000:
            yield self._listed()

    # --- chats ---------------------------------------------------------------------------------------------------

    def _chat(self, heads: dict[str, object], scalars: dict[str, bytes], file: Opened) -> Iterator[Batch]:
        """Begin the chat whose messages come next; a further part of the same chat goes on with it."""
        if "thread_path" not in scalars:
            scalars.update(_behind(file))
        path = _scalar(scalars, "thread_path") or _scalar(scalars, "threadName")
        place = path or hashlib.sha256(repr(heads).encode("utf-8", "replace")).hexdigest()
        if self._talk is not None and self._talk.place == place:
            return
        if self._talk is not None:  # two exports joined in one file
            if self._talk.waiting:
                yield self._talk.batch()
            self._talk.cover(self._modified)
        people = heads.get("participants")
        many = isinstance(people, list) and len(people) > 2
        reach = Reach.MEMBERS if many else Reach.PRIVATE
        self._talk = Talk(self._reading, place, reach)
        title = mended(_scalar(scalars, "title") or _scalar(scalars, "threadName"))
        names = filter(None, dict.fromkeys((title, *told(people, _TECHNICAL, mended))))
        if about := FIELD_BREAK.join(names):
            mark = Mark(locator="meta:chat", place=f"{place}/about", within=place, reach=reach)
            yield pack([about], lambda _: mark)

    def _messages(self, messages: list[Message]) -> Iterator[Batch]:
        talk = self._talk
        if talk is None:
            return
        for m in messages:
            if m.goes_on:
                talk.go_on(_document(m))
                yield talk.batch()
                continue
            stamp = whole(m.timestamp_ms) or whole(m.timestamp)
            if not stamp:
                self._reading.unread["dates"] += 1
            sender = mended(m.sender_name or m.senderName or "")
            self._count(m)
            key = talk.once(f"{stamp}/{sender}")
            talk.add(stamp, _document(m), time=stamp // 1000, key=key, sender=sender)
            for name in _beside(m):
                talk.person(stamp, name, time=stamp // 1000)
            if talk.full:
                yield talk.batch()

    def _count(self, m: Message) -> None:
        unread = self._reading.unread
        for name, what in _MEDIA:
            if there := getattr(m, name):
                unread[what] += len(there)
        for each in (*m.files, *m.media):
            unread[kind_by_name(each.uri or "") or "files"] += 1
        unread["stickers"] += m.sticker is not None

    # --- everything else -----------------------------------------------------------------------------------------

    def _list(self, stream: Stream, gap: bytes, key: str) -> Iterator[Batch]:
        del gap  # entries are few and of any shape, so they are cut at their brackets
        for bracket in items(stream):
            if bracket == b"{":
                yield from self._entry(key, *opened(stream, taken(stream), _TECHNICAL))
            else:
                skip(stream)
            if self._size >= BATCH_CHARACTERS or len(self._entries) >= 5000:
                yield self._listed()

    def _entry(self, key: str, value: object, further: Iterable[str]) -> Iterator[Batch]:
        """One entry, kept for later; one that is too long for that at once, in pieces."""
        if value is None:
            self._lists.lost += 1
            return
        self._number += 1
        self._reading.read["entries"] += 1
        text = FIELD_BREAK.join(dict.fromkeys(map(_shown, told(value, _TECHNICAL, mended))))
        entry = (self._number, f"{key}/{text}", _moment(value))
        if text:
            self._entries.append(entry)
            self._size += len(text)
        for piece in further:
            entry = entry if text else (self._number, f"{key}/{piece[:1000]}", entry[2])
            yield pack([unquoted(mended(piece))], partial(_mark, [entry]))

    def _listed(self) -> Batch:
        entries, self._entries, self._size = self._entries, [], 0
        return pack([text.partition("/")[2] for _, text, _ in entries], partial(_mark, entries))


def _mark(entries: Sequence[tuple[int, str, int]], index: int) -> Mark:
    number, place, time = entries[index]
    return Mark(
        locator=f"entry:{number}", place=f"account/{place}", within="account", date=date_of(time), reach=Reach.UNKNOWN
    )


def _scalar(scalars: dict[str, bytes], key: str) -> str:
    value = value_of(scalars.get(key))
    return value if isinstance(value, str) else ""


def _behind(file: Opened) -> dict[str, bytes]:
    """What stands in plain values behind the messages, at the end of the file: Facebook puts the chat's path there."""
    tail = b"".join(file.blocks(start=max(0, file.size - 8192)))
    found = re.findall(rb'"(title|thread_path|threadName)"\s*:\s*("(?:[^"\\]|\\.){0,2000}")', tail)
    return {key.decode(): value for key, value in found}


def _document(m: Message) -> str:
    text = mended(m.content or m.text or "")
    fields = [unquoted(text) if "%" in text else text]
    if m.share is not None or m.bumped_message_metadata is not None or m.other is not None:
        for more in (m.share, m.bumped_message_metadata, m.other):
            fields += [unquoted(one) for one in told(more, _TECHNICAL, mended)]
    if m.photos or m.gifs or m.videos or m.audio_files or m.files or m.media:
        for each in (*m.photos, *m.gifs, *m.videos, *m.audio_files, *m.files, *m.media):
            fields.append(mended(each.uri or "").rpartition("/")[2])
    return FIELD_BREAK.join(dict.fromkeys(filter(None, fields)))


def _beside(m: Message) -> Iterator[str]:
    """Who reacted to a message, and who was added or removed by it."""
    for user in m.users[:_PEOPLE]:
        if user.name:
            yield mended(user.name)
    for reaction in m.reactions[:_PEOPLE]:
        actor = reaction.get("actor") if isinstance(reaction, dict) else None
        if isinstance(actor, str):
            yield mended(actor)


def _shown(text: str) -> str:
    """A text of an entry as people read it: of a file its name, of a link what it says."""
    file = _URI.fullmatch(text)
    return file[1] if file and "://" not in text else unquoted(text)


def _moment(value: object) -> int:
    """Seconds since 1970 of the first time that an entry has, 0 if it has none."""
    waiting = [value]
    for _ in range(200):
        if not waiting:
            break
        one = waiting.pop()
        if isinstance(one, dict):
            for key in ("timestamp", "creation_timestamp", "timestamp_ms", "added_timestamp"):
                if time := whole(one.get(key)):
                    return time // 1000 if time > 1 << 36 else time
            waiting += reversed(one.values())
        elif isinstance(one, list):
            waiting += reversed(one[:50])
    return 0
