"""Messages of Signal as other programs write them: one JSON object a line, by sigtop or by signal-export."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime

from msgspec import Struct

from unlisted.model import Batch
from unlisted.sources.base import FIELD_BREAK, Reading
from unlisted.sources.chats.message import strings
from unlisted.sources.chats.rows import Rows, whole
from unlisted.sources.chats.talk import Talk
from unlisted.sources.escapes import unescaped
from unlisted.sources.files import Opened

Str = str | None
_KINDS = {"image": "pictures", "video": "videos", "audio": "sound"}
_KEPT = 1000  # chats of which batches are gathered at once


class Attached(Struct, gc=False):
    contentType: Str = None
    fileName: Str = None
    caption: Str = None
    name: Str = None
    path: Str = None


class Row(Struct, gc=False):
    """What is decoded of a message: the keys of signal-export's `Message`, and of Signal Desktop's own messages."""

    date: Str = None
    sender: Str = None
    body: Str = None
    quote: object = None
    attachments: list[Attached] | None = None
    sticker: object = None
    id: object = None
    conversationId: Str = None
    sent_at: object = None
    timestamp: object = None
    source: object = None
    sourceServiceId: Str = None
    sourceUuid: Str = None
    type: Str = None
    contact: object = None
    preview: object = None
    editHistory: object = None


def rows(file: Opened, reading: Reading) -> Iterator[Batch]:
    """All messages of such a file, of one chat or of several."""
    table = Rows(Row)
    talks: dict[str, Talk] = {}
    first = ""
    number, talk = 0, None
    for row in table.of(file, reading):
        if isinstance(row, str):
            if talk:
                talk.go_on(unescaped(row))
                yield talk.batch()
            continue
        number += 1
        time, sender = _time(row), row.sender or (row.source if isinstance(row.source, str) else "")
        first = first or hashlib.sha256(f"{time}/{sender}".encode("utf-8", "replace")).hexdigest()
        place = row.conversationId or first
        if place not in talks and len(talks) >= _KEPT:
            yield from _all(talks, file)
        talk = talks.setdefault(place, Talk(reading, place))
        if not time:
            reading.unread["dates"] += 1
        _count_media(row, reading)
        key = str(row.id) if isinstance(row.id, str | int) and row.id else talk.once(f"{time}/{sender}")
        ids = (row.sourceServiceId, row.sourceUuid, row.source if isinstance(row.source, str) else None)
        talk.add(number, _document(row), time=time, key=key, sender=sender, ids=ids)
        if talk.full:
            yield talk.batch()
    table.judge(file, reading)
    yield from _all(talks, file, complete=reading.reason is None)


def _all(talks: dict[str, Talk], file: Opened, *, complete: bool = False) -> Iterator[Batch]:
    for talk in talks.values():
        if talk.waiting:
            yield talk.batch()
        if complete:
            talk.cover(file.modified)
    talks.clear()


def _document(row: Row) -> str:
    fields = [unescaped(row.body or "").strip()]
    fields += [one for each in row.attachments or () for one in (each.fileName, each.caption, each.name) if one]
    for more in (row.quote, row.contact, row.preview, row.editHistory):
        if more:
            fields += strings(_plain(more))
    return FIELD_BREAK.join(dict.fromkeys(filter(None, fields)))


def _plain(value: object) -> object:
    """A quote or a card without the identifiers and keys that Signal Desktop keeps beside its text."""
    if isinstance(value, list):
        return [_plain(one) for one in value[:1000]]
    if not isinstance(value, dict):
        return value
    technical = ("attachments", "bodyRanges", "image", "avatar", "authorAci", "authorUuid", "author", "thumbnail")
    return {key: one for key, one in value.items() if key not in technical}


def _count_media(row: Row, reading: Reading) -> None:
    for each in row.attachments or ():
        kind = (each.contentType or "").partition("/")[0]
        reading.unread[_KINDS.get(kind, "files")] += 1
    if row.sticker:
        reading.unread["stickers"] += 1


def _time(row: Row) -> int:
    sent = whole(row.sent_at) or whole(row.timestamp)
    if sent:
        return sent // 1000
    try:
        local = datetime.fromisoformat(row.date or "")
        return int((local if local.tzinfo else local.replace(tzinfo=UTC)).timestamp())
    except (ValueError, OverflowError):
        return 0
