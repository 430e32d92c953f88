"""Opening what may be hostile: only regular files, never waiting, never past the size it had, changes noticed."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from unlisted.model import Reason
from unlisted.sources.base import Reading

BLOCK = 2 << 20  # larger ones are no faster, and everything made of a block is held at once

# A pipe must not make us wait and a terminal must not become ours, even if it takes the file's place as we open it.
_FLAGS = os.O_RDONLY | sum(getattr(os, f, 0) for f in ("O_NONBLOCK", "O_NOCTTY", "O_CLOEXEC", "O_BINARY"))


class Opened:
    """A regular file, open for reading. Raises OSError if it is not one or cannot be opened.

    `size` is its size in bytes at that moment; nothing is read past it, so a file that grows for ever ends.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._fd = os.open(path, _FLAGS)
        try:
            self._before = self._look()
            if not stat.S_ISREG(self._before[0].st_mode):
                raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        except BaseException:
            os.close(self._fd)
            raise
        self.size = self._before[0].st_size

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

    def digest(self) -> str:
        """SHA-256 of the content, in hexadecimal: the native identity of a file that has no better one."""
        total = hashlib.sha256()
        for data in self.blocks():
            total.update(data)
        return total.hexdigest()

    def check_unchanged(self, reading: Reading) -> None:
        """Stop `reading` if the file is no longer what it was when it was opened. Call before any other verdict."""
        try:
            changed = [*map(_identity, self._look())] != [*map(_identity, self._before)]
        except OSError:
            changed = True
        if changed:
            reading.stop(Reason.CHANGED)

    def _look(self) -> tuple[os.stat_result, os.stat_result]:
        """What is open, and what now stands under its name: editors put a new file in the place of the old."""
        return os.fstat(self._fd), os.stat(self._path)  # noqa: PTH116 - beside fstat


def _identity(info: os.stat_result) -> tuple[int, int, int, int]:
    return info.st_dev, info.st_ino, info.st_size, info.st_mtime_ns
