"""The text of one e-mail: its headers decoded, its bodies plain and HTML, e-mails within it; attachments counted.

Runs in the child process only (`unlisted.sources.extract`).
"""

from __future__ import annotations

import re
from binascii import a2b_base64
from collections import Counter
from email import message_from_bytes
from email.errors import CloseBoundaryNotFoundDefect, StartBoundaryNotFoundDefect
from email.header import decode_header
from email.message import Message
from email.utils import parsedate_to_datetime

from unlisted.sources.base import FIELD_BREAK
from unlisted.sources.encoding import decode, known
from unlisted.sources.html import fragment
from unlisted.sources.sandbox import Extract

_ADDRESSES = ("from", "sender", "reply-to", "to", "cc", "bcc")
_MEDIA = {"image": "pictures", "video": "videos", "audio": "sound"}
_NOT_BASE64 = re.compile(r"[^A-Za-z0-9+/]|=.*", re.DOTALL)
_FOLD = re.compile(r"\r?\n[ \t]")


def mail(data: bytes) -> Extract:
    """One e-mail as text. `addresses` are kept apart: in a mailbox they are the same on every message."""
    message = message_from_bytes(data)
    fields: list[str] = []
    unread: Counter[str] = Counter()
    addresses: list[str] = []
    cut = False
    for part in message.walk():
        cut = cut or any(isinstance(d, CloseBoundaryNotFoundDefect | StartBoundaryNotFoundDefect) for d in part.defects)
        if part is message:
            addresses += [text for name in _ADDRESSES for text in _header(part, name)]
        else:
            fields += [text for name in _ADDRESSES for text in _header(part, name)]
        fields += _header(part, "subject")
        name = part.get_filename()
        fields.append(_decoded(name) if name else "")
        if part.get_content_maintype() == "text":
            fields.append(_body(part))
        elif not part.is_multipart():
            unread[_MEDIA.get(part.get_content_maintype(), "attachments")] += 1
    return Extract(
        text=FIELD_BREAK.join(filter(None, fields)),
        addresses=list(dict.fromkeys(addresses)),
        url=_location(message),
        message_id=str(message.get("message-id", "")).strip()[:500],
        date=_date(message),
        unread=dict(unread),
        cut=cut,
    )


def _location(message: Message) -> str:
    """Where a page was that a browser has saved in the form of an e-mail (.mht)."""
    return str(message.get("snapshot-content-location") or message.get("content-location") or "").strip()[:2000]


def _header(part: Message, name: str) -> list[str]:
    return [_decoded(str(value)) for known_as, value in part.raw_items() if known_as.lower() == name]


def _decoded(value: str) -> str:
    """A header in plain letters, whether it was encoded (RFC 2047) or written as it is."""
    out = []
    plain = decode(value.encode("utf-8", "surrogateescape"))
    for piece, charset in decode_header(_FOLD.sub(" ", plain)):
        out.append(decode(piece, known(charset)) if isinstance(piece, bytes) else piece)
    return "".join(out).strip()


def _body(part: Message) -> str:
    payload = _base64(part) or part.get_payload(decode=True)
    text = decode(payload, known(part.get_content_charset())) if isinstance(payload, bytes) else ""
    return fragment(text) if part.get_content_subtype() == "html" else text.strip()


def _base64(part: Message) -> bytes:
    """A body in base64 as far as it goes: the library gives up on one that is cut short."""
    if str(part.get("content-transfer-encoding", "")).strip().lower() != "base64":
        return b""
    letters = _NOT_BASE64.sub("", str(part.get_payload()))
    letters = letters[: len(letters) - (len(letters) % 4 == 1)]
    return a2b_base64(letters + "=" * (-len(letters) % 4))


def _date(message: Message) -> int:
    try:
        return max(0, int(parsedate_to_datetime(str(message.get("date", ""))).timestamp()))
    except (ValueError, TypeError, OverflowError, IndexError):
        return 0
