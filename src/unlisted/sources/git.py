"""Clones of git repositories: under which names and addresses people committed there. The clone is only read."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from unlisted.model import Batch, Coverage, Mark, Reason
from unlisted.sources.base import FIELD_BREAK, Reading, pack
from unlisted.sources.gitobjects import Tally, is_file, is_folder, objects

MOST = 100_000  # different names with their addresses
_ROLES = {b"author": "author", b"committer": "committer", b"tagger": "tagger"}
_PERSON = re.compile(rb"(author|committer|tagger) ([^<>\n]*)<([^<>\n]*)>(?: (-?\d{1,15}))?")
_TRAILER = re.compile(rb"^[A-Za-z][A-Za-z-]{0,40}-[Bb]y: ([^<>\n]{0,200})<([^<>\n]{1,200})>[ \t]*$", re.MULTILINE)


def is_repository(folder: Path) -> bool:
    """Whether a folder is the inside of a clone: `.git`, or a repository without files of its own."""
    return is_file(folder / "HEAD") and is_folder(folder / "objects") and is_folder(folder / "refs")


@dataclass(slots=True)
class _People:
    """Who stands in the commits, with the time of the newest one; and what names the repository: its first commit."""

    newest: dict[tuple[str, bytes, bytes], int] = field(default_factory=dict)
    first: str = ""
    any_commit: str = ""
    commits: int = 0

    def add(self, name: str, data: bytes) -> None:
        head, _blank, message = data.partition(b"\n\n")
        is_commit = head.startswith(b"tree ")
        if is_commit:
            self.commits += 1
            self.any_commit = min(self.any_commit or name, name)
            if b"\nparent " not in head:
                self.first = min(self.first or name, name)
        when = 0
        for role, person, address, seconds in (
            found.groups() for line in head.split(b"\n") if (found := _PERSON.match(line))
        ):
            when = int(seconds or 0)
            self._note((_ROLES[role], person.strip(), address.strip()), when)
        for person, address in _TRAILER.findall(message):
            self._note(("trailer", person.strip(), address.strip()), when)

    def _note(self, key: tuple[str, bytes, bytes], when: int) -> None:
        if key in self.newest or len(self.newest) < MOST:
            self.newest[key] = max(when, self.newest.get(key, 0))


class Git:
    """A clone as one place: a document for each name with its address. Messages and files in it are not read."""

    name = "git"

    def recognises(self, path: Path, head: bytes) -> bool:  # noqa: ARG002 - told by its folder, not by a file
        return is_repository(path)

    def read(self, path: Path, reading: Reading) -> Iterator[Batch]:
        """The people of the repository whose inside `path` is. Lets OSError out."""
        tally, people = Tally(), _People()
        for name, data in objects(path / "objects", tally, reading.advance):
            people.add(name, data)
        reading.read["commits"] += people.commits
        reading.read["bytes"] += tally.bytes
        reading.unread["messages"] += people.commits
        reading.unread["files"] += tally.packs_left
        if is_file(path / "objects" / "info" / "alternates"):
            reading.unread["links"] += 1  # it borrows from a store elsewhere, which was not named
        if tally.damaged or tally.packs_left:
            reading.stop(Reason.DAMAGED, at=tally.bytes)
        elif tally.skipped:
            reading.stop(Reason.RECORDS_SKIPPED, count=tally.skipped)
        elif not people.commits:
            reading.stop(Reason.EMPTY)
        reading.snapshot = _time(max(people.newest.values(), default=0))
        yield from _batch(people, reading)


def _batch(people: _People, reading: Reading) -> Iterator[Batch]:
    within = f"git:{people.first or people.any_commit}"
    keys = sorted(people.newest)
    marks = [
        Mark(
            locator=f"meta:{role}",
            place=f"{within}/{role}/{hashlib.sha256(person + b'<' + address).hexdigest()}",
            within=within,
            date=_time(people.newest[role, person, address]),
        )
        for role, person, address in keys
    ]
    texts = [
        f"{person.decode('utf-8', 'replace')}{FIELD_BREAK}{address.decode('utf-8', 'replace')}"
        for _role, person, address in keys
    ]
    if keys:
        yield pack(texts, marks.__getitem__)
    reading.covers += [Coverage(within=mark.place, snapshot=reading.snapshot) for mark in marks]


def _time(seconds: int) -> datetime | None:
    try:
        return datetime.fromtimestamp(seconds, UTC) if seconds > 0 else None
    except (OverflowError, ValueError, OSError):
        return None
