"""The text of one e-mail: its headers decoded, its bodies plain and HTML, e-mails within it; attachments counted.

Runs in the child process only (`unlisted.sources.extract`).
"""

from __future__ import annotations

import re
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
    return [_decoded(str(value)) for value in part.get_all(name, ())]


def _decoded(value: str) -> str:
    """A header in plain letters (RFC 2047)."""
    out = []
    for piece, charset in decode_header(_FOLD.sub(" ", value)):
        out.append(decode(piece, known(charset)) if isinstance(piece, bytes) else piece)
    return "".join(out).strip()


def _body(part: Message) -> str:
    payload = part.get_payload(decode=True)
    text = decode(payload, known(part.get_content_charset())) if isinstance(payload, bytes) else ""
    return fragment(text) if part.get_content_subtype() == "html" else text.strip()


def _date(message: Message) -> int:
    try:
        return max(0, int(parsedate_to_datetime(str(message.get("date", ""))).timestamp()))
    except (ValueError, TypeError, OverflowError, IndexError):
        return 0
