"""Chats out of Google's Takeout: Google Chat (`Groups/…/messages.json`) and the older `Hangouts.json`.

- Google Chat: one document a message, ``message:N``, counted from 1; Google's own number of a message is a text, and
  what it is known by in the world. A message that quotes another, or stands in a thread, answers it. `group_info.json`
  and `user_info.json` are one document an entry, ``entry:N``. Dates are written out in English ("Tuesday, March 3, 2026
  at 10:41:03 PM UTC"), whatever the account's language; any other is left out and counted.
- Hangouts: all chats of an account in one file, ``chat:K/message:TIME`` with microseconds since 1970.

Names and e-mail addresses of those who write count once a chat. Attached files are counted, never opened.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct

from unlisted.model import Batch, Mark, Reach, Reason
from unlisted.sources.base import FIELD_BREAK, Reading, pack
from unlisted.sources.chats.hangouts import Hangouts
from unlisted.sources.chats.listed import Listed, listed, taken
from unlisted.sources.chats.records import Lists, Record, exports, read_all, told, value_of
from unlisted.sources.chats.scan import members, skip
from unlisted.sources.chats.talk import Talk
from unlisted.sources.chats.utf8 import start_of
from unlisted.sources.escapes import unquoted
from unlisted.sources.files import Opened
from unlisted.sources.media import kind_by_name
from unlisted.sources.text import Text

_CHAT = re.compile(
    rb'\{\s*"messages"\s*:\s*\[\s*\{\s*"creator"\s*:\s*\{|\{\s*"messages"\s*:\s*\[\s*\{.{0,3000}?"created_date"\s*:'
    rb'.{0,3000}?"(?:topic_id|message_id|creator)"\s*:',
    re.DOTALL,
)
_HANGOUTS = re.compile(rb'\{\s*"(?:conversations|conversation_state)"\s*:\s*\[\s*\{\s*"conversation(?:_id)?"\s*:\s*\{')
_ABOUT = re.compile(
    rb'\{\s*(?:"name"\s*:\s*"(?:[^"\\]|\\.){0,1000}"\s*,\s*)?"(?:members|user)"\s*:\s*[\[{].{0,3000}?"user_type"\s*:',
    re.DOTALL,
)
_DATE = re.compile(
    r"(?:[A-Za-z]+, )?(?:(?P<month>[A-Za-z]+) (?P<day>\d{1,2}), (?P<year>\d{4})|(?P<day2>\d{1,2}) (?P<month2>[A-Za-z]+)"
    r",? (?P<year2>\d{4}))(?: at|,)? (?P<h>\d{1,2}):(?P<m>\d\d)(?::(?P<s>\d\d))?(?: (?P<half>[AP]M))? (?:UTC|GMT)"
)
_MONTHS = {
    name: number
    for number, name in enumerate(
        ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
         "december"), 1,
    )
}  # fmt: skip
_TECHNICAL = frozenset((
    "user_type", "group_id", "membership_state", "start_index", "length", "image_url", "thumbnail_url", "id",
    "youtube_metadata", "format_metadata", "topic_id", "message_id", "type", "mime_type", "gaia_id", "chat_id",
))  # fmt: skip
_TOPICS = 20_000  # threads of which the first message is kept in mind
_PEOPLE = 10_000

Str = str | None


class Person(Struct, gc=False):
    name: Str = None
    email: Str = None


class Attached(Struct, gc=False):
    original_name: Str = None
    export_name: Str = None


class Reaction(Struct, gc=False):
    reactor_emails: tuple[str, ...] = ()


class Quoted(Struct, gc=False):
    message_id: Str = None
    text: Str = None
    creator: Person | None = None


class Message(Record, gc=False):
    """The keys of Google Chat's messages."""

    creator: Person | None = None
    created_date: Str = None
    text: Str = None
    topic_id: Str = None
    message_id: Str = None
    attached_files: tuple[Attached, ...] = ()
    annotations: object = None
    reactions: tuple[Reaction, ...] = ()
    quoted_message_metadata: Quoted | None = None
    previous_message_versions: object = None


class Google:
    """Google Takeout's chats."""

    name = "google-chat"

    def recognises(self, path: Path, head: bytes) -> bool:
        start = start_of(head)
        if _CHAT.match(start) or _HANGOUTS.match(start):
            return True
        return path.suffix.lower() == ".json" and _ABOUT.match(start) is not None

    def read(self, path: Path, reading: Reading) -> Iterator[Batch]:
        takeout = _Takeout(reading)
        with Opened(path) as file:
            if not file.size:
                reading.stop(Reason.EMPTY)
                return
            yield from read_all(file, reading, lambda: takeout.batches(file), lambda: takeout.lost)
            yield from takeout.end(file)
        if not reading.read["messages"] and not reading.read["entries"] and reading.reason is None:
            if takeout.is_chat:  # in which nobody has written
                return
            reading.stop(Reason.WRONG_SHAPE)
            reading.read.clear()
            yield from Text().read(path, reading)


class _Takeout:
    """The file being read."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._lists = Lists(Message, reading, _TECHNICAL)
        self._hangouts = Hangouts(reading)
        self._talk: Talk | None = None
        self._topics: dict[str, int] = {}
        self._number = self._entries = 0
        self.is_chat = False

    @property
    def lost(self) -> int:
        return self._lists.lost + self._hangouts.lost

    def batches(self, file: Opened) -> Iterator[Batch]:
        for stream, bracket in exports(file, self._reading):
            if bracket == b"[":
                skip(stream)
                continue
            about: dict[str, object] = {}
            scalars: dict[str, bytes] = {}
            for key, opening, gap in members(stream, scalars):
                if key == "messages" and opening == b"[":
                    self.is_chat = True
                    for messages in self._lists.of(stream, gap):
                        yield from self._messages(messages)
                elif key in ("conversations", "conversation_state") and opening == b"[":
                    self.is_chat = True
                    yield from self._hangouts.chats(stream, file)
                elif isinstance(what := taken(stream), range):
                    about[key] = []
                    for some in listed(stream, what, _TECHNICAL):
                        self._lists.lost += some.lost
                        yield from self._listed(some)
                else:
                    about[key] = value_of(what)
                    self._lists.lost += about[key] is None
            if about:
                yield from self._about(about | {key: value_of(raw) for key, raw in scalars.items()})

    def end(self, file: Opened) -> Iterator[Batch]:
        if self._talk:
            if self._talk.waiting:
                yield self._talk.batch()
            if self._reading.reason is None:
                self._talk.cover(file.modified)

    # --- Google Chat ---------------------------------------------------------------------------------------------

    def _messages(self, messages: list[Message]) -> Iterator[Batch]:
        for m in messages:
            if m.goes_on and self._talk:
                self._talk.go_on(_document(m))
                yield self._talk.batch()
                continue
            self._number += 1
            time, creator = _seconds(m.created_date), m.creator or Person()
            if self._talk is None:
                self._talk = Talk(self._reading, _space(m, creator, time))
            talk = self._talk
            if not time:
                self._reading.unread["dates"] += 1
            for each in m.attached_files:
                name = each.original_name or each.export_name or ""
                self._reading.unread[kind_by_name(name.partition("?")[0]) or "files"] += 1
            key = m.message_id or talk.once(f"{time}/{creator.email or creator.name}")
            sender = FIELD_BREAK.join(filter(None, (creator.name, creator.email)))
            talk.add(
                self._number, _document(m), time=time, key=key, sender=sender, reply=self._answered(m),
                known=_known(m.message_id),
            )  # fmt: skip
            for reaction in m.reactions:
                for email in reaction.reactor_emails[:_PEOPLE]:
                    talk.person(self._number, email, time=time)
            if talk.full:
                yield talk.batch()

    def _answered(self, m: Message) -> int:
        """What a message answers: the one it quotes, else the first of its thread."""
        if m.quoted_message_metadata and m.quoted_message_metadata.message_id:
            return _known(m.quoted_message_metadata.message_id)
        if not m.topic_id:
            return 0
        first = self._topics.get(m.topic_id)
        if first is None:
            if len(self._topics) >= _TOPICS:
                self._topics.clear()
            self._topics[m.topic_id] = _known(m.message_id)
            return 0
        return first

    def _about(self, about: dict[str, object]) -> Iterator[Batch]:
        """What a chat and an account are called and who is in them."""
        entries: list[object] = [about.get("name"), about.get("user")]
        for key in ("members", "membership_info"):
            listed = about.get(key)
            entries += listed if isinstance(listed, list) else []
        entries += [value for key, value in about.items() if key not in ("name", "user", "members", "membership_info")]
        yield from self._listed(Listed(entries=entries))

    def _listed(self, some: Listed) -> Iterator[Batch]:
        texts = [FIELD_BREAK.join(one) for each in some.entries if (one := told(each, _TECHNICAL))]
        first = self._entries + 1

        def mark(index: int) -> Mark:
            return Mark(
                locator=f"entry:{first + index}", place=f"account/{texts[index]}", within="account", reach=Reach.PRIVATE
            )

        if texts:
            yield pack(texts, mark)
        for piece in some.further:
            texts = texts or [piece]
            yield pack([piece], mark)
        self._entries += len(texts)
        self._reading.read["entries"] += len(texts)


def _space(m: Message, creator: Person, time: int) -> str:
    """What a chat is known by: its number, with which the numbers of its messages begin, else who began it when."""
    space = (m.message_id or "").partition("/")[0]
    return space or hashlib.sha256(f"{time}/{creator.email}/{creator.name}".encode("utf-8", "replace")).hexdigest()


def _known(message_id: str | None) -> int:
    """The number that stands for Google's own name of a message, 0 for none."""
    return int.from_bytes(hashlib.sha256(message_id.encode("utf-8", "replace")).digest()[:7]) if message_id else 0


def _document(m: Message) -> str:
    text = m.text or ""
    fields = [unquoted(text) if "%" in text else text]
    fields += [name for each in m.attached_files for name in (each.original_name, each.export_name) if name]
    for more in (m.annotations, m.previous_message_versions, m.other):
        if more is not None:
            fields += told(more, _TECHNICAL, unquoted)
    if quoted := m.quoted_message_metadata:
        fields += [quoted.text or ""]
    return FIELD_BREAK.join(dict.fromkeys(filter(None, fields)))


def _seconds(text: str | None) -> int:
    """Seconds since 1970 of Google's written-out dates; 0 for what is none."""
    found = _DATE.fullmatch((text or "").replace("\u202f", " ").replace("\u00a0", " ").strip())
    if not found:
        return _iso(text or "")
    hour, half = int(found["h"]), found["half"]
    if half:
        hour = hour % 12 + (12 if half == "PM" else 0)
    month = _MONTHS.get((found["month"] or found["month2"]).lower(), 0)
    day, year = int(found["day"] or found["day2"]), int(found["year"] or found["year2"])
    try:
        return max(
            0, int(datetime(year, month, day, hour, int(found["m"]), int(found["s"] or 0), tzinfo=UTC).timestamp())
        )
    except (ValueError, OverflowError):
        return 0


def _iso(text: str) -> int:
    try:
        at = datetime.fromisoformat(text)
        return int(at.timestamp()) if at.tzinfo else 0
    except (ValueError, OverflowError):
        return 0
