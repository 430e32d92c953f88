"""Discord's channels and direct messages as DiscordChatExporter writes them in JSON, of any size in constant memory.

One document a message: what it says, the message it forwards, titles and fields of embedded pages, labels of buttons,
names of files and stickers. The locator is ``message:ID``, Discord's own number, which no other message on Discord has,
so an export in several files is one chat. Names and nicknames of those who write, react or use a bot's command count
once a channel, whoever is mentioned counts where the text does not name them; the server, the channel and its topic are
``chat:ID``. Pictures and files are counted as not read, and never opened.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct

from unlisted.model import Batch, Coverage, Mark, Reach, Reason
from unlisted.sources.base import FIELD_BREAK, Reading, pack
from unlisted.sources.chats.listed import opened, taken
from unlisted.sources.chats.records import Lists, Record, exports, read_all, told
from unlisted.sources.chats.rows import whole
from unlisted.sources.chats.scan import Stream, members, skip
from unlisted.sources.chats.talk import Talk
from unlisted.sources.chats.utf8 import start_of
from unlisted.sources.escapes import unquoted
from unlisted.sources.files import Opened
from unlisted.sources.media import kind_by_name
from unlisted.sources.text import Text

_HEADING = re.compile(rb'\{\s*"guild"\s*:\s*\{[^}]*\}\s*,\s*"channel"\s*:\s*\{')
# Never text: numbers, times, colours, links to pictures.
_TECHNICAL = frozenset((
    "id", "type", "style", "customId", "skuId", "emoji", "color", "timestamp", "timestampEdited", "thumbnail", "image",
    "images", "video", "iconUrl", "iconCanonicalUrl", "inlineEmojis", "format", "sourceUrl", "fileSizeBytes",
    "avatarUrl", "discriminator", "roles", "isBot", "categoryId",
))  # fmt: skip
_LINK_TO_FILE = _TECHNICAL | {"url"}
_HEADS = 64  # parts of a heading that are kept
_PEOPLE = 200  # of those who reacted to one message, or are mentioned in it

Str = str | None


class User(Struct, gc=False):
    id: Str = None
    name: Str = None
    nickname: Str = None


class Reaction(Struct, gc=False):
    users: tuple[User, ...] | None = None


class Attachment(Struct, gc=False):
    fileName: Str = None


class Forwarded(Struct, gc=False):
    content: Str = None
    attachments: tuple[Attachment, ...] = ()
    embeds: tuple[object, ...] = ()
    stickers: tuple[object, ...] = ()


class Reference(Struct, gc=False):
    messageId: object = None
    channelId: object = None


class Interaction(Struct, gc=False):
    name: Str = None
    user: User | None = None


class Message(Record, gc=False):
    """The keys of DiscordChatExporter's `JsonMessageWriter` that hold text or say where a message stands."""

    id: object = None
    timestamp: Str = None
    content: Str = None
    author: User | None = None
    attachments: tuple[Attachment, ...] = ()
    components: tuple[object, ...] = ()
    embeds: tuple[object, ...] = ()
    stickers: tuple[object, ...] = ()
    reactions: tuple[Reaction, ...] = ()
    mentions: tuple[User, ...] = ()
    reference: Reference | None = None
    forwardedMessage: Forwarded | None = None
    interaction: Interaction | None = None


class Discord:
    """DiscordChatExporter's `.json`."""

    name = "discord"

    def recognises(self, path: Path, head: bytes) -> bool:  # noqa: ARG002 - content decides
        return _HEADING.match(start_of(head)) is not None

    def read(self, path: Path, reading: Reading) -> Iterator[Batch]:
        with Opened(path) as file:
            if not file.size:
                reading.stop(Reason.EMPTY)
                return
            lists = Lists(Message, reading, _TECHNICAL)
            yield from read_all(file, reading, lambda: _exports(file, reading, lists), lambda: lists.lost)
        if not reading.read["messages"] and reading.reason is None and not reading.covers:
            reading.stop(Reason.WRONG_SHAPE)
            reading.read.clear()
            yield from Text().read(path, reading)


def _exports(file: Opened, reading: Reading, lists: Lists[Message]) -> Iterator[Batch]:
    for stream, bracket in exports(file, reading):
        if bracket == b"[":
            skip(stream)
        else:
            yield from _channel(stream, file, reading, lists)


def _channel(stream: Stream, file: Opened, reading: Reading, lists: Lists[Message]) -> Iterator[Batch]:
    heads: dict[str, object] = {}
    for key, opening, gap in members(stream, {}):
        if opening == b"[":  # "messages", the only list there is
            chat = _Chat(heads, reading)
            yield from chat.heading()
            before = lists.lost
            for messages in lists.of(stream, gap):
                yield from chat.batches(messages)
            yield from chat.end(file, whole=lists.lost == before)
        elif len(heads) < _HEADS:
            heads[key], further = opened(stream, taken(stream), _TECHNICAL)
            lists.lost += heads[key] is None
            for piece in further:
                yield _Chat(heads, reading).about(piece)
        else:
            skip(stream)


class _Chat:
    """The channel being read."""

    def __init__(self, heads: dict[str, object], reading: Reading) -> None:
        channel = heads.get("channel")
        known = channel if isinstance(channel, dict) else {}
        self._channel = str(known.get("id", ""))
        self._reach = Reach.PRIVATE if str(known.get("type", "")).startswith("Direct") else Reach.MEMBERS
        self._title = [*told(heads.get("guild"), _TECHNICAL), *told(channel, _TECHNICAL)]
        self._talk = Talk(reading, self._channel or "nameless", self._reach)
        self._reading = reading

    def heading(self) -> Iterator[Batch]:
        if self._title:
            yield self.about(FIELD_BREAK.join(dict.fromkeys(self._title)))

    def about(self, text: str) -> Batch:
        """Something that is written about the channel."""
        place = self._talk.place
        mark = Mark(locator=f"chat:{whole(self._channel)}", place=place, within=place, reach=self._reach)
        return pack([text], lambda _: mark)

    def batches(self, messages: list[Message]) -> Iterator[Batch]:
        for m in messages:
            if m.goes_on:
                self._talk.go_on(_document(m))
            else:
                self._add(m)
            if self._talk.full:
                yield self._talk.batch()
        if self._talk.waiting:
            yield self._talk.batch()

    def end(self, file: Opened, *, whole: bool) -> Iterator[Batch]:
        if self._talk.waiting:
            yield self._talk.batch()
        if whole:
            self._talk.cover(file.modified)
        if not self._reading.read["messages"]:  # a channel in which nobody has written
            self._reading.covers.append(Coverage(within=self._talk.place, snapshot=file.modified))

    def _add(self, m: Message) -> None:
        number, time = whole(m.id), _seconds(m.timestamp)
        if not time:
            self._reading.unread["dates"] += 1
        for each in m.attachments:
            self._reading.unread[kind_by_name(each.fileName or "") or "files"] += 1
        self._reading.unread["stickers"] += len(m.stickers)
        key = str(number) if number else self._talk.once(f"{time}/{m.author.id if m.author else ''}")
        author = m.author or User()
        self._talk.add(
            number, _document(m), time=time, key=key, sender=_name(author), ids=(author.id, author.name),
            reply=self._answered(m.reference),
        )  # fmt: skip
        for reaction in m.reactions:
            for user in (reaction.users or ())[:_PEOPLE]:
                self._talk.person(number, _name(user), time=time)
        if m.interaction and m.interaction.user:
            self._talk.person(number, _name(m.interaction.user), time=time)

    def _answered(self, reference: Reference | None) -> int:
        """The message of the same channel that this one answers; what is forwarded comes from another."""
        if reference is None or (reference.channelId and str(reference.channelId) != self._channel):
            return 0
        return whole(reference.messageId)


def _name(user: User) -> str:
    names = dict.fromkeys(one for one in (user.nickname, user.name) if one)
    return FIELD_BREAK.join(names)


def _document(m: Message) -> str:
    text = unquoted(m.content) if m.content and "%" in m.content else m.content or ""
    if not (
        m.embeds or m.attachments or m.mentions or m.components or m.stickers or m.forwardedMessage or m.interaction
        or m.other
    ):  # fmt: skip
        return text
    fields = [text, *_attached(m.attachments, m.embeds, m.stickers)]
    if forwarded := m.forwardedMessage:
        fields += [unquoted(forwarded.content or "")]
        fields += _attached(forwarded.attachments, forwarded.embeds, forwarded.stickers)
    fields += told([*m.components], _TECHNICAL, unquoted)
    if m.interaction and m.interaction.name:
        fields.append(m.interaction.name)
    for user in m.mentions[:_PEOPLE]:
        fields += [name for name in (user.nickname, user.name) if name and name not in text]
    fields += told(m.other, _TECHNICAL, unquoted)
    return FIELD_BREAK.join(dict.fromkeys(filter(None, fields)))


def _attached(
    attachments: tuple[Attachment, ...], embeds: tuple[object, ...], stickers: tuple[object, ...]
) -> Iterator[str]:
    yield from (each.fileName for each in attachments if each.fileName)
    yield from told([*embeds], _TECHNICAL, unquoted)
    yield from told([*stickers], _LINK_TO_FILE)


def _seconds(stamp: str | None) -> int:
    """Seconds since 1970 of a time with its zone; one without, which old versions wrote, is taken as if it were UTC."""
    try:
        at = datetime.fromisoformat(stamp or "")
        return int((at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp())
    except (ValueError, OverflowError):
        return 0
