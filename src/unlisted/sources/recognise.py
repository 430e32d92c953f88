"""Which source reads a file, decided without opening what must not be opened: one file in, one look out."""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path

from unlisted.model import Reason
from unlisted.sources import SOURCES, archives
from unlisted.sources.archives import Archived
from unlisted.sources.base import HEAD_BYTES, Look, Source
from unlisted.sources.chats.archive import is_archive
from unlisted.sources.files import Opened
from unlisted.sources.media import kind_by_content, kind_by_name

# How files are called that exports of chats begin with, beside Telegram's `result.json`.
_EXPORT = re.compile(
    r"messages\d*\.html|_chat\.txt|.*whatsapp.*\.(?:txt|zip)|main\.jsonl|messages\.txt|chat\.md"
    r"|(?:facebook|instagram|messenger|meta|takeout|chatexport)[-_].*\.zip|messages?\.zip"
)
_CHATS = frozenset(("telegram", "telegram-html", "whatsapp", "signal", "viber", "discord", "google-chat", "meta"))


def look_at(shown: str, path: Path) -> Look:
    """The look at one file, told as `shown`: with its source, or with why it cannot be taken. Reads a first page."""
    if kind := kind_by_name(path.name):
        return Look(target=shown, path=path, reason=Reason.MEDIA, unread={kind: 1})
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):  # noqa: PTH116 - opening a pipe would tell whoever holds its end
            return Look(target=shown, path=path, reason=Reason.NOT_A_FILE)
        head = head_of(path)
    except OSError as error:
        return Look(target=shown, path=path, reason=reason_of(error))
    if not head:
        return Look(target=shown, path=path, reason=Reason.EMPTY)
    if kind := kind_by_content(head):
        return Look(target=shown, path=path, reason=Reason.MEDIA, unread={kind: 1})
    for source in SOURCES:
        if source.recognises(path, head):
            return Look(target=shown, path=path, source=source)
    return Look(target=shown, path=path, reason=Reason.FORMAT_UNKNOWN)


def looks_at(shown: str, path: Path) -> Iterator[Look]:
    """The looks at one file: one, but for an archive of several kinds of files."""
    look = look_at(shown, path)
    if look.reason is not Reason.FORMAT_UNKNOWN:
        yield look
        return
    try:
        if is_archive(head_of(path)):
            yield from archives.looks(shown, path, SOURCES)
        else:
            yield look
    except OSError as error:
        yield Look(target=shown, path=path, reason=reason_of(error))


def reader_of(path: Path, source: Source) -> Source:
    """`source`, or what reads the files of its kind in an archive. Raises OSError."""
    head = head_of(path)
    return Archived(source, SOURCES) if is_archive(head) and not source.recognises(path, head) else source


def head_of(path: Path) -> bytes:
    """The first `HEAD_BYTES` of a regular file. Raises OSError."""
    with Opened(path) as file:
        return b"".join(file.blocks(end=HEAD_BYTES))


def may_be_export(name: str) -> bool:
    """Whether a file of this name may be a chat export, so that its head has to be read before its neighbours are."""
    return name.lower().endswith(".json") or _EXPORT.fullmatch(name.lower()) is not None


def is_export(look: Look) -> bool:
    """Whether this is a chat export, of any messenger."""
    return look.source is not None and look.source.name in _CHATS


def is_inside(look: Look) -> bool:
    """Whether this is a look into an archive, beside which nothing belongs to it."""
    return isinstance(look.source, Archived)


def reason_of(error: OSError) -> Reason:
    """The closed word for why a file or folder cannot be opened."""
    if error.errno == errno.ELOOP:
        return Reason.LINK_LOOP
    return Reason.NOT_FOUND if isinstance(error, FileNotFoundError | NotADirectoryError) else Reason.NOT_READABLE
