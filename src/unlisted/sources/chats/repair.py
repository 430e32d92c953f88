"""Messages out of what is nearly JSON: what Telegram writes wrongly is put right, the rest is read as far as it goes.

Telegram Desktop writes control characters as ``\\xNN`` (all versions up to 2025) and wrote `document_id` without
quotes (4.1.x). Everything here works on one message, so one bad message costs nothing but itself.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import msgspec

from unlisted.sources.base import FIELD_BREAK
from unlisted.sources.chats.message import Message, OldMessage, strings
from unlisted.sources.chats.split import Piece

# What decoding hostile bytes can raise; a list of all, because nothing else may be caught by accident.
BAD = (msgspec.MsgspecError, UnicodeError, ValueError, OverflowError, RecursionError)

_ESCAPE = re.compile(rb"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})(?:\\u([dD][c-fC-F][0-9a-fA-F]{2}))?|([\x00-\xff])|\Z)")
_CONTROL = re.compile(rb"[\x00-\x1f]")
_BARE_LINE = re.compile(
    rb'^([ \t]*"\w+":[ \t]*+)(?!["{\[]|(?:-?\d[\d.eE+-]*|true|false|null),?\r?$)(.+?)(,?\r?)$', re.MULTILINE
)
_BARE_ID = re.compile(rb'((?<!\\)"document_id"\s*:\s*)([^"\s\d{\[,}-][^,}\n]*)')


@dataclass(frozen=True, slots=True)
class Mended:
    """What became of one message that did not parse. Without `message` nothing of it could be read."""

    message: Message | None
    whole: bool = False  # False: some of its fields could not be read


@cache
def decoder(kind: type[Message], *, many: bool) -> msgspec.json.Decoder[list[Message] | Message]:
    """The one decoder for this kind of message, or for lists of them."""
    return msgspec.json.Decoder(list[kind] if many else kind)  # type: ignore[valid-type]


def decode(piece: Piece, kind: type[Message]) -> tuple[list[Message], int, int]:
    """The messages of a piece, how many of them were repaired, and how many were lost wholly or in part."""
    try:
        return decoder(kind, many=True).decode(piece.array()), 0, 0  # type: ignore[return-value]
    except BAD:
        pass
    found, repaired, lost = one_by_one(dict(enumerate(piece.messages())), kind)
    return [found[number] for number in sorted(found)], repaired, lost


def one_by_one(raws: Mapping[int, bytes], kind: type[Message]) -> tuple[dict[int, Message], int, int]:
    """As `decode`, for messages that are told apart by a number."""
    if not raws:
        return {}, 0, 0
    try:
        all_of_them = decoder(kind, many=True).decode(b"[" + b",".join(raws.values()) + b"]")
        return dict(zip(raws, all_of_them, strict=True)), 0, 0  # type: ignore[arg-type]
    except BAD:
        pass
    found: dict[int, Message] = {}
    repaired = lost = 0
    for number, raw in raws.items():
        try:
            found[number] = decoder(kind, many=False).decode(raw)  # type: ignore[assignment]
        except BAD:
            mended = mend(raw, kind)
            if mended.message is not None:
                found[number] = mended.message
            repaired += mended.whole
            lost += not mended.whole
    return found, repaired, lost


def mend(raw: bytes, kind: type[Message] = OldMessage) -> Mended:
    """Read one message that did not parse: repaired, else whatever its shape, else member by member."""
    good = valid(raw)
    flat = good.replace(b"\n", b" ")  # between values a line break is white space; inside a string it is not allowed
    for read in (decoder(kind, many=False).decode, lambda text: _of_any_shape(msgspec.json.decode(text))):
        try:
            return Mended(read(flat), whole=True)  # type: ignore[arg-type]
        except BAD:
            continue
    try:
        return Mended(_of_any_shape(_members(good)))
    except BAD:
        return Mended(None)


def valid(raw: bytes) -> bytes:
    """`raw` with what breaks JSON put right: encoding, escapes, bare values, raw control characters. Idempotent."""
    text = raw.decode("utf-8", "replace").encode()
    text = _BARE_ID.sub(_quoted, _BARE_LINE.sub(_quoted, text))
    text = _ESCAPE.sub(_escape, text)
    return _CONTROL.sub(lambda c: c[0] if c[0] == b"\n" else b" ", text)


def _quoted(bare: re.Match[bytes]) -> bytes:
    tail = bare[3] if bare.re is _BARE_LINE else b""
    return bare[1] + json.dumps(bare[2].decode("utf-8", "replace"), ensure_ascii=False).encode() + tail


def _escape(found: re.Match[bytes]) -> bytes:
    if found[1]:
        return b"\\u00" + found[1]
    if found[2]:
        point = int(found[2], 16)
        if 0xD800 <= point < 0xDC00 and found[3]:
            return found[0]
        lone = b"\\ufffd" if 0xD800 <= point < 0xE000 else b"\\u" + found[2]
        return lone + (b"\\ufffd" if found[3] else b"")
    if found[4] and found[4] in b'"\\/bfnrt':
        return found[0]
    return b"\\\\" + (found[4] or b"")


def _members(raw: bytes) -> dict[str, object]:
    """Whatever members of the message parse by themselves, where each begins a line of its own."""
    indent = re.match(rb'\{\s*?(\n[ \t]+)"', raw)
    fields: dict[str, object] = {}
    if not indent:
        return fields
    body = raw[: raw.rfind(b"}")]
    for member in body.split(indent[1] + b'"')[1:]:
        try:
            fields.update(msgspec.json.decode(b'{"' + member.rstrip().removesuffix(b",") + b"}"))
        except BAD:
            continue
    return fields


def _of_any_shape(value: object) -> Message:
    """A message out of any object with an id: all its text, wherever it stands. Raises one of `BAD` without an id."""
    if not isinstance(value, dict) or not isinstance(value.get("id"), int | str):
        raise ValueError
    number = int(value["id"])
    if abs(number) >= 1 << 63:
        raise ValueError
    sender, unix = value.pop("from", None), value.get("date_unixtime")
    return OldMessage(
        id=number,
        text=FIELD_BREAK.join(strings(value)),
        from_=sender if isinstance(sender, str) else None,
        date_unixtime=str(unix) if isinstance(unix, int | str) else None,
        date=_text(value, "date"),
        photo=_text(value, "photo"),
        file=_text(value, "file"),
        media_type=_text(value, "media_type"),
        mime_type=_text(value, "mime_type"),
    )


def _text(value: dict[str, object], key: str) -> str | None:
    one = value.get(key)
    return one if isinstance(one, str) else None
