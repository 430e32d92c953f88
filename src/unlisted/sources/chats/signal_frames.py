"""Signal's own export: frames of an account, its contacts, its chats and their messages, one JSON object a line.

The fields are those of Signal's `Backups.proto`, in the JSON form of protocol buffers (64-bit numbers are strings).
Numbers of chats and people hold in one file only, so a chat is known by its group key or by the account of the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from msgspec import Struct

from unlisted.model import Batch, Mark, Reach
from unlisted.sources.base import FIELD_BREAK, Reading, pack
from unlisted.sources.chats.rows import Rows, whole
from unlisted.sources.chats.talk import Talk
from unlisted.sources.escapes import unquoted
from unlisted.sources.files import Opened

_KINDS = {"image": "pictures", "video": "videos", "audio": "sound"}
_NAMES_KEPT = 6  # names of one contact that a sender is told by
_PEOPLE = 500_000  # contacts and chats that are kept in mind
# What of a frame is text of people. All else are keys, numbers, times and settings.
_TOLD = frozenset((
    "body", "fileName", "caption", "url", "title", "description", "descriptionText", "givenName", "familyName",
    "prefix", "suffix", "middleName", "nickname", "value", "label", "street", "pobox", "neighborhood", "city", "region",
    "postcode", "country", "organization", "question", "option", "note", "username", "previousName", "newName",
    "newGroupName", "newDescription", "profileGivenName", "profileFamilyName", "systemGivenName", "systemFamilyName",
    "systemNickname", "given", "family", "bioText", "labelString", "name",
))  # fmt: skip
_PHONES = frozenset(("e164", "previousE164"))
_NAMES = (
    ("profileGivenName", "profileFamilyName"), ("systemGivenName", "systemFamilyName"), ("givenName", "familyName"),
    ("given", "family"), ("firstName", "lastName"),
)  # fmt: skip
_NAME_KEYS = frozenset(key for pair in _NAMES for key in pair)
_NOT_TOLD = frozenset(
    ("sendStatus", "reactions", "pinDetails", "incoming", "outgoing", "directionless", "accountSettings")
)


_PLAIN = frozenset(("text", "reactions"))


class Frame(Struct, gc=False):
    """One line; exactly one of these is there."""

    account: dict[str, object] | None = None
    recipient: dict[str, object] | None = None
    chat: dict[str, object] | None = None
    chatItem: dict[str, object] | None = None


@dataclass(frozen=True, slots=True)
class _Person:
    """A contact or a group: what it is called, what it is known by outside of this file, whether it is a group."""

    name: str
    known: str
    group: bool
    ids: tuple[str, ...] = ()


def export(file: Opened, reading: Reading) -> Iterator[Batch]:
    """All frames of an export that hold text, as batches."""
    return _Export(file, reading).batches()


class _Export:
    def __init__(self, file: Opened, reading: Reading) -> None:
        self._file, self._reading = file, reading
        self._people: dict[int, _Person] = {}
        self._chats: dict[int, int] = {}  # a chat: its recipient
        self._talks: dict[int, Talk] = {}
        self._talk_before: Talk | None = None
        self._entries: list[tuple[str, str]] = []
        self._owner: tuple[str, ...] = ()  # what the owner of the account is called
        self._self = -1  # the number by which the owner is the author of messages

    def batches(self) -> Iterator[Batch]:
        table = Rows(Frame)
        for frame in table.of(self._file, self._reading):
            if isinstance(frame, str):
                yield from self._more(frame)
            elif frame.chatItem is not None:
                yield from self._message(frame.chatItem)
            else:
                self._beside(frame)
            if len(self._entries) >= 5000:
                yield self._listed()
        if self._entries:
            yield self._listed()
        table.judge(self._file, self._reading)
        for talk in self._talks.values():
            if talk.waiting:
                yield talk.batch()
            if self._reading.reason is None:
                talk.cover(self._file.modified)

    def _more(self, text: str) -> Iterator[Batch]:
        """Text of the message before, which was too long to be held."""
        if self._talk_before:
            self._talk_before.go_on(unquoted(text))
            yield self._talk_before.batch()

    def _beside(self, frame: Frame) -> None:
        if frame.recipient is not None:
            self._person(frame.recipient)
        elif frame.chat is not None and len(self._chats) < _PEOPLE:
            self._chats[whole(frame.chat.get("id"))] = whole(frame.chat.get("recipientId"))
        elif frame.account is not None:
            told = _told(frame.account)
            self._owner = tuple(told[:_NAMES_KEPT])
            self._entry("meta:account", told)

    def _person(self, recipient: dict[str, object]) -> None:
        number = whole(recipient.get("id"))
        group = recipient.get("group")
        person = group if isinstance(group, dict) else recipient.get("contact")
        if not isinstance(person, dict):
            self._self = number if "self" in recipient else self._self
            return
        told = _told(person)
        ids = [str(person[key]) for key in ("masterKey", "aci", "e164", "pni", "username") if person.get(key)]
        if len(self._people) < _PEOPLE:
            names = (*told[:_NAMES_KEPT], *ids)
            self._people[number] = _Person(next(iter(told), ""), next(iter(ids), ""), person is group, names)
        self._entry("meta:groups" if person is group else "meta:contacts", told)

    def _entry(self, locator: str, told: list[str]) -> None:
        self._reading.read["entries"] += 1
        if told:
            self._entries.append((locator, FIELD_BREAK.join(told)))

    def _listed(self) -> Batch:
        entries, self._entries = self._entries, []

        def mark(index: int) -> Mark:
            locator, text = entries[index]
            return Mark(locator=locator, place=f"account/{locator}/{text}", within="account", reach=Reach.PRIVATE)

        return pack([text for _, text in entries], mark)

    def _message(self, item: dict[str, object]) -> Iterator[Batch]:
        chat, sent = whole(item.get("chatId")), whole(item.get("dateSent"))
        talk = self._talk_before = self._talk(chat)
        author = self._people.get(whole(item.get("authorId")))
        told = _plain(item)
        if told is None:
            told = _told(item)
            _count_media(item, self._reading)
        if not sent:
            self._reading.unread["dates"] += 1
        key = talk.once(f"{sent}/{author.known if author else item.get('authorId')}")
        own = self._owner if whole(item.get("authorId")) == self._self else ()
        talk.add(
            sent, FIELD_BREAK.join(told), time=sent // 1000, key=key, sender=author.name if author else None,
            ids=(author.known, *author.ids) if author else own,
        )  # fmt: skip
        if talk.full:
            yield talk.batch()

    def _talk(self, chat: int) -> Talk:
        talk = self._talks.get(chat)
        if talk is None:
            with_whom = self._people.get(self._chats.get(chat, -1))
            place = (with_whom.known if with_whom else "") or f"chat/{chat}/{self._file.size}"
            reach = Reach.MEMBERS if with_whom and with_whom.group else Reach.PRIVATE
            talk = self._talks[chat] = Talk(self._reading, place, reach, f"chat:{chat}/")
            self._reading.read["chats"] += 1
        return talk


def _plain(item: dict[str, object]) -> list[str] | None:
    """The text of a message that is nothing but text, as most are; None for all others."""
    standard = item.get("standardMessage")
    if not isinstance(standard, dict) or not standard.keys() <= _PLAIN or item.get("revisions"):
        return None
    text = standard.get("text")
    body = text.get("body") if isinstance(text, dict) else None
    return [unquoted(body)] if isinstance(body, str) and body else None


def _told(value: object) -> list[str]:
    """The texts in a frame, in order, each once. Given name and family name are one."""
    found: list[str] = []
    waiting: list[tuple[str, object]] = [("", value)]
    while waiting:
        key, one = waiting.pop()
        if key in _PHONES and isinstance(one, str | int):
            found.append(f"+{str(one).removeprefix('+')}")
        elif isinstance(one, str):
            found += [unquoted(one)] if key in _TOLD and one else []
        elif isinstance(one, list):
            waiting += [(key, each) for each in reversed(one)]
        elif isinstance(one, dict):
            rest = {name: each for name, each in one.items() if name not in _NOT_TOLD}
            for given, family in _NAMES if rest.keys() & _NAME_KEYS else ():
                names = [rest.pop(name, None) for name in (given, family)]
                found.append(" ".join(name for name in names if isinstance(name, str) and name))
            waiting += reversed(rest.items())
    return list(dict.fromkeys(filter(None, found)))


def _count_media(item: dict[str, object], reading: Reading) -> None:
    standard = item.get("standardMessage")
    attachments = standard.get("attachments") if isinstance(standard, dict) else None
    for each in attachments if isinstance(attachments, list) else ():
        pointer = each.get("pointer") if isinstance(each, dict) else None
        kind = str(pointer.get("contentType", "")) if isinstance(pointer, dict) else ""
        voice = isinstance(each, dict) and each.get("flag") in ("VOICE_MESSAGE", 1)
        reading.unread["voice" if voice else _KINDS.get(kind.partition("/")[0], "files")] += 1
    if isinstance(standard, dict) and "longText" in standard:
        reading.unread["files"] += 1  # what goes beyond two kilobytes lies in a file of its own
    if "stickerMessage" in item:
        reading.unread["stickers"] += 1
    if "viewOnceMessage" in item:
        reading.unread["media_files"] += 1
