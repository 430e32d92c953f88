"""The names in a public OpenPGP key, as a key server sends it (RFC 9580): user ids, and nothing else of it. Pure."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator

_ARMOUR = re.compile(
    rb"-----BEGIN PGP PUBLIC KEY BLOCK-----\r?\n(?:[^\r\n]+: [^\r\n]*\r?\n)*\r?\n([A-Za-z0-9+/=\s]+?)"
    rb"(?:\r?\n=[A-Za-z0-9+/]{4})?\s*-----END PGP PUBLIC KEY BLOCK-----"
)
_USER_ID = 13
_MOST = 2000  # packets


def user_ids(key: bytes) -> list[str] | None:
    """What a key calls its owner: mostly `Name <address>`. None if this is no armoured key."""
    armour = _ARMOUR.search(key)
    if armour is None:
        return None
    try:
        data = base64.b64decode(b"".join(armour[1].split()), validate=True)
    except (binascii.Error, ValueError):
        return None
    return [body.decode("utf-8", "replace") for tag, body in _packets(data) if tag == _USER_ID]


def _packets(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Kind and content of each packet, until the data end or make no sense."""
    at = 0
    for _count in range(_MOST):
        if at + 2 > len(data) or not data[at] & 0x80:
            return
        head = data[at]
        if head & 0x40:
            tag, size, at = head & 0x3F, *_new_length(data, at + 1)
        else:
            tag, size, at = head >> 2 & 0xF, *_old_length(data, at + 1, head & 3)
        if size < 0 or at + size > len(data):
            return
        yield tag, data[at : at + size]
        at += size


def _new_length(data: bytes, at: int) -> tuple[int, int]:
    first = data[at]
    if first < 192:
        return first, at + 1
    if first < 224 and at + 1 < len(data):
        return ((first - 192) << 8) + data[at + 1] + 192, at + 2
    if first == 255:
        return int.from_bytes(data[at + 1 : at + 5], "big"), at + 5
    return -1, at  # in pieces: keys are not


def _old_length(data: bytes, at: int, kind: int) -> tuple[int, int]:
    width = {0: 1, 1: 2, 2: 4}.get(kind)
    return (int.from_bytes(data[at : at + width], "big"), at + width) if width else (-1, at)
