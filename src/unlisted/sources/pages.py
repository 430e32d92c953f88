"""Saved web pages: visible text, title, descriptions, where links lead, and the address the page says it has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from unlisted.model import Batch, Coverage, Mark, Reach, Reason
from unlisted.sources.base import Reading, pack, pieces
from unlisted.sources.chats.telegram_html import is_chat_page
from unlisted.sources.encoding import decode
from unlisted.sources.escapes import unescaped
from unlisted.sources.files import Opened
from unlisted.sources.sandbox import LIMIT, Extract, Failed, Job, shared

_SUFFIXES = frozenset((".html", ".htm", ".xhtml"))
_ARCHIVES = frozenset((".mht", ".mhtml"))
_START = re.compile(
    rb"\s*(?:<!--.{0,2000}?-->\s*|<\?xml[^>]{0,200}>\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL
)
_TAG = re.compile(r"<[^<>]*>")
_OVERLAP = 2000  # bytes


class Pages:
    """Pages that a browser has saved."""

    name = "pages"

    def recognises(self, path: Path, head: bytes) -> bool:
        if is_chat_page(head):
            return False
        start = head.removeprefix(b"\xef\xbb\xbf")
        if start.startswith((b"\xff\xfe", b"\xfe\xff")):
            start = start[2:].replace(b"\0", b"")
        if _START.match(start) or _is_archive(path, head):
            return True
        return path.suffix.lower() in _SUFFIXES and b"<" in start and start.count(0) <= len(start) // 10

    def read(self, path: Path, reading: Reading) -> Iterator[Batch]:
        with Opened(path) as file:
            if not file.size:
                reading.stop(Reason.EMPTY)
                return
            data = b"".join(file.blocks(reading, end=LIMIT))
            digest = file.digest()
            done = taken_apart(Job.MAIL if _is_archive(path, data[:4096]) else Job.PAGE, data, reading)
            reading.snapshot = file.modified
            url = normal(done.url)
            place = url or digest
            mark = Mark(
                locator="page",
                place=place,
                within=site(url) or digest,
                reach=Reach.PUBLIC if url else Reach.UNKNOWN,
            )
            for piece in pieces(done.text):
                yield pack([piece], lambda _: mark)
            tail = data[-_OVERLAP:]
            for block in file.blocks(reading, start=LIMIT):  # beyond what a parser is given, as it stands
                for piece in pieces(_raw(tail + block)):
                    yield pack([piece], lambda _: mark)
                tail = block[-_OVERLAP:]
            file.check_unchanged(reading)
            if file.size > LIMIT:
                reading.stop(Reason.TOO_LARGE, limit=LIMIT)
        reading.covers.append(Coverage(within=place, snapshot=reading.snapshot))


def taken_apart(job: Job, data: bytes, reading: Reading) -> Extract:
    """What the child makes of a page; the page as it stands, without its tags, if the child makes nothing of it."""
    done = shared.run(job, data)
    reading.read["pages"] += 1
    if isinstance(done, Failed):
        reading.stop(done.reason, **done.numbers)
        return Extract(text=_raw(data))
    reading.unread.update(done.unread)
    return done


def _is_archive(path: Path, head: bytes) -> bool:
    """Whether this is a page that a browser has saved in the form of an e-mail, with all its parts."""
    return b"\nSnapshot-Content-Location:" in head or (path.suffix.lower() in _ARCHIVES and b"MIME-Version:" in head)


def normal(url: str) -> str:
    """An address without what does not tell pages apart (fragment, user, port of its scheme); "" if it is none."""
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not host or len(url) > 2000:
        return ""
    usual = {"http": 80, "https": 443}[parts.scheme]
    return urlunsplit(
        (parts.scheme, host if port in (None, usual) else f"{host}:{port}", parts.path or "/", parts.query, "")
    )


def site(url: str) -> str:
    """The host of an address, without "www."; "" if there is none."""
    return (urlsplit(url).hostname or "").removeprefix("www.") if url else ""


def _raw(data: bytes) -> str:
    """The page as it stands without its tags, for pages that no parser finishes."""
    return unescaped(_TAG.sub(" ", decode(data)))
