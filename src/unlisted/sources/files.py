"""Opening what may be hostile: only regular files, never waiting, never past the size it had, changes noticed."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Protocol

from unlisted.model import Reason
from unlisted.sources.base import Reading

if sys.platform == "win32":
    from pathlib import WindowsPath as _Path
else:
    from pathlib import PosixPath as _Path

BLOCK = 2 << 20  # larger ones are no faster, and everything made of a block is held at once

# A pipe must not make us wait and a terminal must not become ours, even if it takes the file's place as we open it.
_FLAGS = os.O_RDONLY | sum(getattr(os, f, 0) for f in ("O_NONBLOCK", "O_NOCTTY", "O_CLOEXEC", "O_BINARY"))


class Spoiled(Exception):
    """The rest of a member of an archive cannot be had, for `reason` with `numbers`."""

    def __init__(self, reason: Reason, **numbers: int) -> None:
        super().__init__(reason)
        self.reason, self.numbers = reason, numbers


class Member(Protocol):
    """A file inside of an archive: how many bytes it has there and unpacked, and those bytes.

    `unpacked` raises Spoiled after as many of them as there are.
    """

    @property
    def packed(self) -> int: ...

    @property
    def size(self) -> int: ...

    def unpacked(self, archive: Opened) -> Iterator[bytes]: ...


class Inside(_Path):
    """The path of a file inside of an archive, which any source can read. Nothing on disk has this path.

    It stands for its folder as well, of which `beside` are all files that can be read, itself among them.
    """

    archive: Path
    member: Member
    beside: list[Inside]

    @classmethod
    def of(cls, archive: Path, name: str, member: Member, beside: list[Inside]) -> Inside:
        """`name` is the last part of the member's name, without any folder."""
        made = cls(archive, name)
        made.archive, made.member, made.beside = archive, member, beside
        beside.append(made)
        return made

    @property
    def parent(self) -> Inside:
        return self

    def iterdir(self) -> Iterator[Inside]:  # type: ignore[override]
        yield from self.beside

    def is_file(self, **_how: bool) -> bool:
        return True


class Opened:
    """A regular file, open for reading. Raises OSError if it is not one or cannot be opened.

    `size` is its size in bytes at that moment; nothing is read past it, so a file that grows for ever ends.
    """

    def __init__(self, path: Path) -> None:
        self._member = path.member if isinstance(path, Inside) else None
        path = path.archive if isinstance(path, Inside) else path
        self._path = path
        self._spoiled: Spoiled | None = None
        self._fd = os.open(path, _FLAGS)
        try:
            self._before = self._look()
            if not stat.S_ISREG(self._before[0].st_mode):
                raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        except BaseException:
            os.close(self._fd)
            raise
        self.size = self._member.size if self._member else self._before[0].st_size

    def __enter__(self) -> Opened:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        os.close(self._fd)

    @property
    def modified(self) -> datetime | None:
        """When the file was last written, or None where its date is out of this world."""
        try:
            return datetime.fromtimestamp(self._before[0].st_mtime, UTC)
        except (OverflowError, ValueError, OSError):
            return None

    def blocks(self, reading: Reading | None = None, start: int = 0, end: int | None = None) -> Iterator[bytes]:
        """The bytes from `start` up to `end` or the file's end, in blocks; counted in `reading` if one is given."""
        at, end = start, self.size if end is None else min(end, self.size)
        if self._member:
            yield from self._unpacked(self._member, reading, start, end)
            return
        while at < end:
            os.lseek(self._fd, at, os.SEEK_SET)  # each time: two readers may share one open file
            data = os.read(self._fd, min(BLOCK, end - at))
            if not data:
                return
            at += len(data)
            if reading is not None:
                reading.read["bytes"] += len(data)
                reading.advance(len(data))
            yield data

    def _unpacked(self, member: Member, reading: Reading | None, start: int, end: int) -> Iterator[bytes]:
        """The same of a member of an archive, where what counts as read are the bytes that it has in there."""
        at = counted = 0
        try:
            with Opened(self._path) as archive:
                for block in member.unpacked(archive):
                    wanted = block[max(0, start - at) : max(0, end - at)]
                    at += len(block)
                    if reading is not None:
                        behind = member.packed * min(at, end) // max(1, member.size)
                        reading.read["bytes"] += behind - counted
                        reading.advance(behind - counted)
                        counted = behind
                    if wanted:
                        yield wanted
                    if at >= end and end < member.size:  # at its very end it is checked
                        return
        except Spoiled as error:
            self._spoiled = error

    def digest(self) -> str:
        """SHA-256 of the content, in hexadecimal: the native identity of a file that has no better one."""
        total = hashlib.sha256()
        for data in self.blocks():
            total.update(data)
        return total.hexdigest()

    def check_unchanged(self, reading: Reading) -> None:
        """Stop `reading` if the file is no longer what it was when it was opened. Call before any other verdict.

        A member of an archive that could not be had to its end is told here as well.
        """
        try:
            changed = [*map(_identity, self._look())] != [*map(_identity, self._before)]
        except OSError:
            changed = True
        if changed:
            reading.stop(Reason.CHANGED)
        if self._spoiled:
            reading.stop(self._spoiled.reason, **self._spoiled.numbers)

    def _look(self) -> tuple[os.stat_result, os.stat_result]:
        """What is open, and what now stands under its name: editors put a new file in the place of the old."""
        return os.fstat(self._fd), os.stat(self._path)  # noqa: PTH116 - beside fstat


def _identity(info: os.stat_result) -> tuple[int, int, int, int]:
    return info.st_dev, info.st_ino, info.st_size, info.st_mtime_ns
