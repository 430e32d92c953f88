"""Google Hangouts' old chats: all of an account in one file, each with its people and what happened in it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from unlisted.model import Batch, Mark, Reach
from unlisted.sources.base import FIELD_BREAK, Reading, pack
from unlisted.sources.chats.listed import opened, taken
from unlisted.sources.chats.records import Lists, Record, told
from unlisted.sources.chats.rows import whole
from unlisted.sources.chats.scan import Stream, items, members, skip
from unlisted.sources.chats.talk import Talk
from unlisted.sources.escapes import unquoted
from unlisted.sources.files import Opened

TECHNICAL = frozenset(("type", "id", "gaia_id", "chat_id", "participant_id", "leave_reason"))
_PEOPLE = 10_000

Str = str | None


class Event(Record, gc=False):
    """The keys of what happens in a Hangouts chat."""

    sender_id: object = None
    timestamp: object = None
    event_id: Str = None
    chat_message: object = None
    membership_change: object = None
    conversation_rename: object = None


class Hangouts:
    """The list of chats in such a file. `lost` counts messages that could not be read."""

    def __init__(self, reading: Reading) -> None:
        self._reading, self._number = reading, 0
        self._events = Lists(Event, reading, TECHNICAL, frozenset(("chat_message",)))

    @property
    def lost(self) -> int:
        return self._events.lost

    def chats(self, stream: Stream, file: Opened) -> Iterator[Batch]:
        """All chats of the list that was just opened. Raises Cut and Broken."""
        for bracket in items(stream):
            if bracket == b"{":
                yield from self._chat(stream, file)
            else:
                skip(stream)

    def _chat(self, stream: Stream, file: Opened) -> Iterator[Batch]:
        self._number += 1
        self._reading.read["chats"] += 1
        before, chat = self._events.lost, _Hangout(self._reading, self._number)
        yield from self._members(stream, chat)
        if self._events.lost == before:
            chat.talk.cover(file.modified)

    def _members(self, stream: Stream, chat: _Hangout) -> Iterator[Batch]:
        """What a chat has in it; in old files most of it lies one level deeper."""
        for key, opening, gap in members(stream, {}):
            if opening == b"[":  # "events", the only list that a chat has
                yield from chat.heading()
                for events in self._events.of(stream, gap):
                    for event in events:
                        chat.add(event)
                    if chat.talk.waiting:
                        yield chat.talk.batch()
            elif key == "conversation_state" and opening == b"{":
                yield from self._members(stream, chat)
            elif key == "conversation" and opening == b"{":
                what = taken(stream)
                known, further = opened(stream, what, TECHNICAL)
                self._events.lost += known is None
                chat.know(known)
                if isinstance(what, range):  # of which `know` may have half a person only
                    yield chat.beside(FIELD_BREAK.join(told(known, TECHNICAL)))
                for piece in further:
                    yield chat.beside(piece)
            else:
                skip(stream)


class _Hangout:
    """The Hangouts chat being read."""

    def __init__(self, reading: Reading, number: int) -> None:
        self._people: dict[str, str] = {}
        self._reading, self._number = reading, number
        self._about = ""
        self.know(None)

    def know(self, known: object) -> None:
        """Learn what the chat is called and who is in it; comes before its messages."""
        place = title = ""
        for one in _dicts(known):
            ids = one.get("id")
            if not place and isinstance(ids, str) and "conversation" not in one:
                place = ids
            if isinstance(one.get("name"), str):
                title = str(one["name"])
            if isinstance(ids, dict) and _id(ids) and len(self._people) < _PEOPLE:
                name = one.get("fallback_name")
                self._people[_id(ids)] = name if isinstance(name, str) else ""
        place = place or hashlib.sha256(repr(sorted(self._people)).encode("utf-8", "replace")).hexdigest()
        reach = Reach.MEMBERS if len(self._people) > 2 else Reach.PRIVATE
        self._about = FIELD_BREAK.join(dict.fromkeys(filter(None, (title, *self._people.values()))))
        self._mark = Mark(locator=f"chat:{self._number}", place=place, within=place, reach=reach)
        self.talk = Talk(self._reading, place, reach, f"chat:{self._number}/")

    def heading(self) -> Iterator[Batch]:
        if self._about:
            yield pack([self._about], lambda _: self._mark)

    def beside(self, text: str) -> Batch:
        """More of what is written about the chat than is kept."""
        return pack([text], lambda _: self._mark)

    def add(self, event: Event) -> None:
        if event.goes_on:
            self.talk.go_on(FIELD_BREAK.join(told(event.other, TECHNICAL, unquoted)))
            return
        stamp = whole(event.timestamp)
        if not stamp:
            self._reading.unread["dates"] += 1
        sender = _id(event.sender_id) if isinstance(event.sender_id, dict) else ""
        text, attached = _content(event.chat_message)
        self._reading.unread["media_files"] += attached
        more = told([event.conversation_rename, event.membership_change, event.other], TECHNICAL)
        document = FIELD_BREAK.join(filter(None, (unquoted(text) if "%" in text else text, *more)))
        key = event.event_id or self.talk.once(f"{stamp}/{sender}")
        name = self._people.get(sender)
        self.talk.add(stamp, document, time=stamp // 1_000_000, key=key, sender=name, ids=(sender,))


def _content(message: object) -> tuple[str, int]:
    """The text of a Hangouts message, whose pieces are one, and how many files were attached."""
    content = message.get("message_content") if isinstance(message, dict) else None
    if not isinstance(content, dict):
        return "", 0
    pieces = content.get("segment")
    text = ""
    links: list[str] = []
    for piece in pieces if isinstance(pieces, list) else ():
        if isinstance(piece, dict):
            shown = piece.get("text")
            text += shown if isinstance(shown, str) else "\n" if piece.get("type") == "LINE_BREAK" else ""
            links += told(piece.get("link_data"), TECHNICAL)
    attached = content.get("attachment")
    return FIELD_BREAK.join([text, *links]), len(attached) if isinstance(attached, list) else 0


def _dicts(value: object) -> Iterator[dict[str, object]]:
    """All objects in a decoded value, the outer before the inner."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            yield one
            waiting += reversed(one.values())
        elif isinstance(one, list):
            waiting += reversed(one)


def _id(ids: dict[str, object]) -> str:
    return str(ids.get("gaia_id") or ids.get("chat_id") or "")
