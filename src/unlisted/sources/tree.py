"""Going through a folder: what is read, what is only counted, what is neither, each told once.

Links are not followed: what they lead to inside the folder is met under its own name, and what is outside was not
named. Beside a chat export only texts are opened, never a file whose name does not tell what it is.
"""

from __future__ import annotations

import errno
import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path, PurePath

from unlisted.model import Reason
from unlisted.sources.base import Look
from unlisted.sources.chats.meta import part_number
from unlisted.sources.chats.telegram_html import page_number
from unlisted.sources.git import Git, is_repository
from unlisted.sources.media import MEDIA_FOLDERS, count_below, is_system, page_of_folder
from unlisted.sources.recognise import is_export, look_at, looks_at, may_be_export, reason_of

_PAGES = (".html", ".htm", ".xhtml")
_TEXTS = (*_PAGES, ".json", ".jsonl", ".txt", ".md", ".csv", ".tsv", ".log", ".eml", ".mbox")

Entry = os.DirEntry[str]


@dataclass(frozen=True, slots=True)
class _Folder:
    """A folder that waits its turn. With `only`, other files than these are not opened and have been counted."""

    shown: str
    path: Path
    only: tuple[str, ...] | None = None


def below(shown: str, path: Path, left: Counter[str]) -> Iterator[Look]:
    """The looks at all that is in a folder, in the order of its names. What gets no look of its own goes to `left`."""
    root = os.path.realpath(path)
    waiting = [_Folder(shown, path)]
    while waiting:
        folder = waiting.pop()
        if folder.only is None and is_repository(folder.path):
            yield Look(target=folder.shown, path=folder.path, source=Git())
            continue
        try:
            with os.scandir(folder.path) as listed:
                entries = sorted(listed, key=lambda entry: entry.name)
        except OSError as error:
            yield Look(target=folder.shown, path=folder.path, reason=reason_of(error))
            continue
        files: list[Entry] = []
        inner: list[Entry] = []
        for entry in entries:
            yield from _sort(folder, entry, root, files, inner, left)
        looks, further = _in_folder(folder, files, inner)
        yield from looks
        waiting += reversed(further)


def with_unread(look: Look, more: Counter[str]) -> Look:
    """The look with more that is not read beside it."""
    return replace(look, unread=dict(Counter(look.unread) + more)) if more.total() else look


def beside(folder: Path) -> Counter[str]:
    """The media of a chat export in `folder`, as files, counted by listing the folders Telegram puts them in."""
    try:
        names = [name for name in os.listdir(folder) if name.lower() in MEDIA_FOLDERS]  # noqa: PTH208 - names only
    except OSError:
        return Counter()
    total = sum((count_below(folder / name) for name in names), Counter[str]())
    return Counter({"media_files": total.total()})


def readable(name: str) -> str:
    """A file name for people: what is no text in any encoding becomes U+FFFD. Not cleaned of control characters."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _sort(
    folder: _Folder, entry: Entry, root: str, files: list[Entry], inner: list[Entry], left: Counter[str]
) -> Iterator[Look]:
    shown, path = _under(folder, entry), Path(entry.path)
    if entry.is_symlink() or getattr(entry, "is_junction", bool)():
        reason = _where_it_leads(path, root)
        left["links"] += reason is None
        if reason:
            yield Look(target=shown, path=path, reason=reason)
    elif entry.is_dir(follow_symlinks=False):
        inner.append(entry)
    elif not entry.is_file(follow_symlinks=False):
        yield Look(target=shown, path=path, reason=Reason.NOT_A_FILE)
    elif is_system(entry.name):
        left["system_files"] += 1
    else:
        files.append(entry)


def _where_it_leads(link: Path, root: str) -> Reason | None:
    """Why a link is told, or None if it leads to something inside that is looked at under its own name."""
    try:
        there = os.path.realpath(link, strict=True)
    except OSError as error:
        return Reason.LINK_LOOP if error.errno == errno.ELOOP else Reason.NOT_FOUND
    if there != root and not there.startswith(os.path.join(root, "")):  # noqa: PTH118 - for its final separator
        return Reason.LINK_OUTSIDE
    return Reason.LINK_LOOP if os.path.commonpath((os.path.realpath(link.parent), there)) == there else None


def _in_folder(folder: _Folder, files: list[Entry], inner: list[Entry]) -> tuple[Iterator[Look], list[_Folder]]:
    """The looks at the files of a folder, and the folders in it to go through."""
    files = _without_pages(folder, files)
    if folder.only is not None:
        return _only(folder, files, folder.only), _without_media(folder, inner, folder.only)
    for entry in files:
        if may_be_export(entry.name) and is_export(export := look_at(_under(folder, entry), Path(entry.path))):
            archives = sum(_is_chat_archive(other.name) for other in files)
            media = Counter({"media_files": count_below(folder.path, _TEXTS).total() - archives})
            rest = [other for other in files if other is not entry]
            looks = chain([with_unread(export, media)], _only(folder, rest, _TEXTS))
            return looks, _without_media(folder, inner, _TEXTS)
    return _plain(folder, files, inner)


def _without_pages(folder: _Folder, files: list[Entry]) -> list[Entry]:
    """The files without the further pages of a chat that is exported as several: its first page stands for all."""
    for number_of in (page_number, part_number):
        pages = {number: entry for entry in files if (number := number_of(entry.name)) is not None}
        if len(pages) < 2:
            continue
        first = pages[min(pages)]
        if is_export(look_at(_under(folder, first), Path(first.path))):
            further = [entry for number, entry in pages.items() if entry is not first]
            files = [entry for entry in files if entry not in further]
    return files


def _only(folder: _Folder, files: list[Entry], suffixes: tuple[str, ...]) -> Iterator[Look]:
    for entry in files:
        if entry.name.lower().endswith(suffixes) or (suffixes == _TEXTS and _is_chat_archive(entry.name)):
            yield from looks_at(_under(folder, entry), Path(entry.path))


def _is_chat_archive(name: str) -> bool:
    """Whether an archive is told by its name to be an exported chat; any other beside an export stays shut."""
    return name.lower().endswith(".zip") and may_be_export(name)


def _without_media(folder: _Folder, inner: list[Entry], only: tuple[str, ...]) -> list[_Folder]:
    texts = (entry for entry in inner if entry.name.lower() not in MEDIA_FOLDERS)
    return [_Folder(_under(folder, entry), Path(entry.path), only) for entry in texts]


def _under(folder: _Folder, entry: Entry) -> str:
    return os.path.join(folder.shown, readable(entry.name))  # noqa: PTH118 - as she typed it, "./" and all


def _plain(folder: _Folder, files: list[Entry], inner: list[Entry]) -> tuple[Iterator[Look], list[_Folder]]:
    pages = {PurePath(entry.name).stem.lower(): entry.name for entry in files if entry.name.lower().endswith(_PAGES)}
    resources: dict[str, Counter[str]] = {}
    further: list[_Folder] = []
    for entry in inner:
        page = page_of_folder(entry.name, pages)
        if page:
            resources.setdefault(pages[page], Counter()).update(count_below(Path(entry.path), _PAGES))
        further.append(_Folder(_under(folder, entry), Path(entry.path), _PAGES if page else None))
    return _with_media(folder, files, resources), further


def _with_media(folder: _Folder, files: list[Entry], resources: dict[str, Counter[str]]) -> Iterator[Look]:
    media: Counter[str] = Counter()
    for entry in files:
        for look in looks_at(_under(folder, entry), Path(entry.path)):
            if look.reason is Reason.MEDIA:
                media.update(look.unread)
            else:
                yield with_unread(look, resources.get(entry.name, Counter()))
    if media:
        yield Look(target=folder.shown, path=folder.path, reason=Reason.MEDIA, unread=dict(media))
