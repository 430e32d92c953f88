"""The system calls of `unlisted.vault.disk`, written down, made to fail, and replayed into a power cut.

`RecordingOs` stands in for the `os` module inside `disk.py` and passes every call on to the real one. `after_a_cut`
then answers what a disk may hold if the power goes at a given call: every 512-byte sector that no fsync followed, and
every change of a name that no fsync of its folder followed, is kept or lost on its own.
"""
# ruff: noqa: PTH105, PTH108 - it stands in for `os`

from __future__ import annotations

import os
import random
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace

import pytest

from unlisted.vault import disk

SECTOR = 512
Said = tuple[int, int]  # what must be there after a cut: number of saves, number of the passphrase


@dataclass
class Call:
    """One call: `name` of the system call, of the file (its base name), other file, number of the inode, data."""

    name: str
    path: str = ""
    other: str = ""
    inode: int = 0
    offset: int = 0
    data: bytes = b""
    said: Said = (0, 0)  # of an `acknowledged`


@dataclass
class RecordingOs:
    """`os`, for `disk.py`. `fail_at` counts the calls from 1; that one raises `error` and has half its effect."""

    fail_at: int = 0
    error: int = 0
    skip_file_sync: bool = False
    skip_folder_sync: bool = False
    calls: list[Call] = field(default_factory=list)
    counted: int = 0
    _open: dict[int, tuple[str, int, bool]] = field(default_factory=dict)
    _offset: dict[int, int] = field(default_factory=dict)

    def __getattr__(self, name: str) -> object:
        return getattr(os, name)

    def acknowledged(self, *said: int) -> None:
        """Write down that what was saved so far was acknowledged."""
        self.calls.append(Call("acknowledged", said=said))

    def open(self, path: Path, flags: int, mode: int = 0o777) -> int:
        self._count()
        new = bool(flags & os.O_CREAT) and not os.path.lexists(path)
        fd = os.open(path, flags, mode)
        inode = os.fstat(fd).st_ino
        self._open[fd] = (Path(path).name, inode, Path(path).is_dir())
        self._offset[fd] = 0
        if new:
            self.calls.append(Call("create", Path(path).name, inode=inode))
        elif flags & os.O_TRUNC:
            self.calls.append(Call("truncate", Path(path).name, inode=inode))
        return fd

    def read(self, fd: int, size: int) -> bytes:
        self._count()
        return os.read(fd, size)

    def write(self, fd: int, data: bytes) -> int:
        name, inode, _ = self._open[fd]
        try:
            self._count()
        except OSError:
            data = data[: len(data) // 2]  # a disk that fills up takes what still fits
            self._wrote(fd, name, inode, bytes(data[: os.write(fd, data)]))
            raise
        done = os.write(fd, data[: max(1, min(len(data), 100_000))])  # the system may take less than it is given
        self._wrote(fd, name, inode, bytes(data[:done]))
        return done

    def fsync(self, fd: int) -> None:
        self._count()
        name, inode, folder = self._open[fd]
        if self.skip_folder_sync if folder else self.skip_file_sync:
            return
        os.fsync(fd)
        self.calls.append(Call("fsync folder" if folder else "fsync", name, inode=inode))

    def close(self, fd: int) -> None:
        del self._open[fd]
        os.close(fd)

    def replace(self, source: Path, target: Path) -> None:
        self._count()
        inode = os.lstat(source).st_ino
        os.replace(source, target)
        self.calls.append(Call("replace", Path(source).name, Path(target).name, inode))

    def link(self, source: Path, target: Path) -> None:
        self._count()
        os.link(source, target)
        self.calls.append(Call("link", Path(source).name, Path(target).name, os.lstat(source).st_ino))

    def unlink(self, path: Path) -> None:
        self._count()
        os.unlink(path)
        self.calls.append(Call("unlink", Path(path).name))

    def _wrote(self, fd: int, name: str, inode: int, data: bytes) -> None:
        self.calls.append(Call("write", name, inode=inode, offset=self._offset[fd], data=data))
        self._offset[fd] += len(data)

    def _count(self) -> None:
        self.counted += 1
        if self.counted == self.fail_at:
            raise OSError(self.error, "made to fail")


def recording(patch: pytest.MonkeyPatch, calls: RecordingOs) -> RecordingOs:
    """Let `disk.py` call the system through `calls`, as it does on Linux."""
    patch.setattr(disk, "os", calls)
    patch.setattr(disk, "sys", SimpleNamespace(platform="linux", maxsize=sys.maxsize))
    return calls


@dataclass
class _File:
    """An inode: its bytes on the disk, its bytes in the cache, and the sectors that are only in the cache."""

    safe: bytes = b""
    cached: bytearray = field(default_factory=bytearray)
    dirty: set[int] = field(default_factory=set)

    def do(self, call: Call) -> None:
        """What a call does to the bytes."""
        if call.name == "write":
            end = call.offset + len(call.data)
            self.cached[call.offset : end] = call.data
            self.dirty |= set(range(call.offset // SECTOR, -(-end // SECTOR)))
        elif call.name == "truncate":
            self.dirty = set(range(-(-len(self.cached) // SECTOR)))
            self.cached.clear()
        else:
            self.safe, self.dirty = bytes(self.cached), set()


def after_a_cut(calls: Iterable[Call], rng: random.Random) -> tuple[dict[str, bytes], Said]:
    """The files a folder may hold after the power went at the end of `calls`, and what had been acknowledged."""
    said: Said = (0, 0)
    files: dict[int, _File] = {}
    names: dict[str, _File] = {}
    pending: list[Callable[[dict[str, _File]], object]] = []
    for call in calls:
        if call.name == "acknowledged":
            said = call.said
            continue
        if call.name == "create":
            files[call.inode] = _File()  # a number is used again after its file is gone
        file = files.setdefault(call.inode, _File())
        if call.name in ("write", "truncate", "fsync"):
            file.do(call)
        elif call.name == "fsync folder":
            for change in pending:
                change(names)
            pending = []
        else:
            pending.append(_change(call, file))
    keep = rng.choice((0.0, 0.2, 0.5, 0.8, 1.0))
    for change in pending:
        if rng.random() < keep:
            change(names)
    return {name: _bytes(file, keep, rng) for name, file in names.items()}, said


def _change(call: Call, file: _File) -> Callable[[dict[str, _File]], object]:
    """What a call does to the names in the folder, once the folder is written."""

    def unlink(names: dict[str, _File]) -> None:
        names.pop(call.path, None)

    def create(names: dict[str, _File]) -> None:
        names[call.path] = file

    def link(names: dict[str, _File]) -> None:
        names[call.other] = file

    def replace(names: dict[str, _File]) -> None:
        if names.get(call.path) is file:
            del names[call.path]
        names[call.other] = file

    return {"unlink": unlink, "create": create, "link": link, "replace": replace}[call.name]


def _bytes(file: _File, keep: float, rng: random.Random) -> bytes:
    size = len(file.cached) if rng.random() < keep else len(file.safe)
    result = bytearray(file.safe.ljust(len(file.cached), b"\0"))
    for sector in sorted(file.dirty):
        if rng.random() < keep:
            result[sector * SECTOR : (sector + 1) * SECTOR] = file.cached[sector * SECTOR : (sector + 1) * SECTOR]
    return bytes(result[:size])
