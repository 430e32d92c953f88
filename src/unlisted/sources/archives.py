"""ZIP archives taken apart into looks: one for each kind of file in them that can be read, as if they lay in a folder.

Nothing is unpacked to disk and no name in an archive is used as a path or told. Members that are media by their names
are counted and never read, and so are archives within archives. How much may come out is bounded, whatever the archive
says of itself.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from unlisted.model import Batch, Mark, Reason
from unlisted.sources.base import HEAD_BYTES, Look, Reading, Source
from unlisted.sources.chats.archive import LIMIT, Entry, entries
from unlisted.sources.chats.meta import part_number
from unlisted.sources.chats.telegram_html import page_number
from unlisted.sources.files import Inside, Opened
from unlisted.sources.media import is_system, kind_by_content, kind_by_name

READ = (".json", ".jsonl", ".txt", ".md", ".csv", ".tsv", ".log", ".eml", ".emlx", ".mbox", ".html", ".htm", ".xhtml")
_LAST_NAME = re.compile(r"[^/\\]*\Z")


class Archived:
    """A source on those files of an archive that it recognises; `sources` are all there are, the particular first."""

    def __init__(self, source: Source, sources: tuple[Source, ...]) -> None:
        self.name = source.name
        self._source, self._sources = source, sources

    def recognises(self, path: Path, head: bytes) -> bool:  # noqa: ARG002 - a protocol
        return False

    def read(self, path: Path, reading: Reading) -> Iterator[Batch]:
        """The batches of all its files, in the order of the archive. A fault in one leaves the others readable."""
        with Opened(path) as file:
            found, complete = entries(file)
            mine = [one for one in _members(path, found) if _reader(one, self._sources) is self._source]
            mine = _without_further_parts(mine)
            total = 0
            for number, member in enumerate(mine, 1):
                total += member.member.size if complete else member.member.packed
                if total > LIMIT:
                    reading.stop(Reason.TOO_LARGE, limit=LIMIT)
                    break
                yield from _member(self._source, member, reading, number if len(mine) > 1 else 0)
            file.check_unchanged(reading)
        if not complete:
            reading.stop(Reason.TRUNCATED, at=file.size)


def looks(shown: str, path: Path, sources: tuple[Source, ...]) -> Iterator[Look]:
    """The looks at an archive: one a source, what is not read told with the first. Raises OSError."""
    found: set[str] = set()
    closed = 0
    with Opened(path) as file:
        listed, _ = entries(file)
        media = sum((_passed_over(entry) for entry in listed if not _may_be_read(entry)), Counter[str]())
        for member in _members(path, listed):
            reader = _reader(member, sources)
            if isinstance(reader, Reason):
                closed += 1
            elif reader is None:
                media["files"] += 1
            else:
                found.add(reader.name)
    within = sum(_last(entry).lower().endswith(".zip") for entry in listed)
    media["files"] -= within
    if not found and not within:
        reason = Reason.NOT_READABLE if closed else Reason.MEDIA if media.keys() - {"files"} else Reason.FORMAT_UNKNOWN
        yield Look(target=shown, path=path, reason=reason, unread={k: n for k, n in sorted(media.items()) if n})
    unread = {"media_files": media.total(), "files": closed}
    for one in sources:
        if one.name in found:
            rest = {what: count for what, count in unread.items() if count}
            yield Look(target=shown, path=path, source=Archived(one, sources), unread=rest)
            unread = {}
    if within:
        yield Look(target=shown, path=path, reason=Reason.ARCHIVE_WITHIN, unread={"files": within})


def _members(archive: Path, listed: list[Entry]) -> Iterator[Inside]:
    """The members that may be read, as paths that know what lies beside them."""
    folders: dict[str, list[Inside]] = {}
    made = []
    for entry in listed:
        if _may_be_read(entry):
            beside = folders.setdefault(entry.name.removesuffix(_last(entry)), [])
            made.append(Inside.of(archive, _last(entry), entry, beside))
    yield from made


def _may_be_read(entry: Entry) -> bool:
    name = _last(entry)
    return bool(name and entry.size) and name.lower().endswith(READ) and not is_system(name)


def _without_further_parts(members: list[Inside]) -> list[Inside]:
    """The members without the further parts of a chat in several, which are read with its first."""
    kept = []
    for one in members:
        for number_of in (page_number, part_number):
            number = number_of(one.name)
            if number is not None and any((number_of(other.name) or number) < number for other in one.beside):
                break
        else:
            kept.append(one)
    return kept


def _last(entry: Entry) -> str:
    found = _LAST_NAME.search(entry.name)
    name = found[0] if found else ""
    return "" if name in (".", "..") or "\0" in name else name


def _passed_over(entry: Entry) -> Counter[str]:
    name = _last(entry)
    if not name or is_system(name) or (not entry.size and name.lower().endswith(READ)):
        return Counter()
    return Counter({kind_by_name(name) or "files": 1})


def _reader(member: Inside, sources: tuple[Source, ...]) -> Source | Reason | None:
    """The source that recognises a member; None if there is none, a reason if the member cannot be opened."""
    with Opened(member) as file:
        head = b"".join(file.blocks(end=HEAD_BYTES))
    if not head:
        return Reason.NOT_READABLE
    if kind_by_content(head):
        return None
    return next((one for one in sources if one.recognises(member, head)), None)


def _member(source: Source, member: Inside, reading: Reading, number: int) -> Iterator[Batch]:
    """The batches of one member, whose tally is added to that of the archive; `number` 0 if it is the only one."""
    own = Reading(reading.advance, reading.mine)
    try:
        for batch in source.read(member, own):
            yield replace(batch, mark=_within(batch.mark, number)) if number else batch
    finally:
        reading.read.update(own.read)
        reading.unread.update(own.unread)
        reading.repaired += own.repaired
        reading.covers += own.covers
        reading.snapshot = max(filter(None, (reading.snapshot, own.snapshot)), default=None)
        if own.reason:
            reading.stop(own.reason, **own.numbers)


def _within(mark: Callable[[int], Mark], number: int) -> Callable[[int], Mark]:
    def within(index: int) -> Mark:
        here = mark(index)
        return replace(here, locator=f"file:{number}/{here.locator}")

    return within
