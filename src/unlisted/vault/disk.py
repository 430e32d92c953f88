"""The few calls with which the vault reaches the disk, and nothing else of the vault may.

Each is one thing a disk can be asked for, with the differences between systems settled here: macOS keeps written data
in the drive's cache until `F_FULLFSYNC`; Windows has no folder to fsync and refuses to replace a file that a virus
scanner is looking at; FAT disks have no hard links. All raise `OSError` and nothing else.
"""
# ruff: noqa: PTH101, PTH102, PTH105, PTH106, PTH108 - one call a system call, so that each can be recorded and made to fail

from __future__ import annotations

import contextlib
import errno
import os
import stat
import sys
import time
from pathlib import Path

NEW = ".new"  # a file that is still being written, under its later name with this behind it
PRIVATE_FILE, PRIVATE_FOLDER = 0o600, 0o700
REPLACE_SECONDS = 2.0  # how long Windows may refuse a replacement before it counts as a failure
_BINARY = getattr(os, "O_BINARY", 0)  # Windows only
_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)  # not on Windows
_NO_BLOCK = getattr(os, "O_NONBLOCK", 0)  # so that opening a pipe without a writer does not wait for one


def read(path: Path, limit: int, *, head: int | None = None) -> bytes:
    """The bytes of an ordinary file of at most `limit` bytes, or its first `head` bytes; anything else is refused."""
    fd = os.open(path, os.O_RDONLY | _BINARY | _NO_FOLLOW | _NO_BLOCK)
    try:
        status = os.fstat(fd)
        if not stat.S_ISREG(status.st_mode):
            raise OSError(errno.EINVAL, "not an ordinary file")
        if status.st_size > limit:
            raise OSError(errno.EFBIG, "too large")
        if head is not None:
            return os.read(fd, head)
        parts = []
        while part := os.read(fd, 1 << 24):
            parts.append(part)
        return b"".join(parts)
    finally:
        os.close(fd)


def write_new(path: Path, data: bytes) -> None:
    """Make `path` a new file of her own with `data` in it, on the disk and not in a cache when this returns."""
    remove(path)
    fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY | _NO_FOLLOW, PRIVATE_FILE)
    try:
        _write(fd, data)
        _sync(fd)
    finally:
        os.close(fd)


def overwrite(path: Path) -> None:
    """Put zeros over the bytes of an ordinary file, as far as the disk writes where it wrote before."""
    if not stat.S_ISREG(os.lstat(path).st_mode):
        return
    fd = os.open(path, os.O_WRONLY | _BINARY | _NO_FOLLOW)
    try:
        left = os.fstat(fd).st_size
        while left > 0:
            left -= os.write(fd, bytes(min(left, 1 << 20)))
        _sync(fd)
    finally:
        os.close(fd)


def replace(source: Path, target: Path) -> None:
    """Give `source` the name `target`, in one step that is wholly done or not done."""
    give_up = time.monotonic() + REPLACE_SECONDS
    while True:
        try:
            os.replace(source, target)
        except PermissionError:
            if sys.platform != "win32" or time.monotonic() >= give_up:
                raise
            time.sleep(0.05)
        else:
            return


def also_as(source: Path, target: Path) -> None:
    """Give the bytes of `source` a second name. A hard link where the disk has them, a copy where it has not."""
    remove(target)
    try:
        os.link(source, target)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EIO, errno.EROFS, errno.ENOENT):
            raise
        copy = target.with_name(target.name + NEW)
        write_new(copy, read(source, sys.maxsize))
        replace(copy, target)


def remove(path: Path) -> None:
    """Take the name away; that it was not there is no error."""
    with contextlib.suppress(FileNotFoundError):
        os.unlink(path)


def remove_folder(folder: Path) -> None:
    """Remove an empty folder."""
    os.rmdir(folder)


def sync_folder(folder: Path) -> None:
    """Put the names in `folder` on the disk. On Windows there is no such call, and NTFS journals them itself."""
    if sys.platform == "win32":
        return
    fd = os.open(folder, os.O_RDONLY)
    try:
        _sync(fd)
    finally:
        os.close(fd)


def make_folder(folder: Path) -> None:
    """Make `folder` and the folders above it that are missing, for her alone, and put their names on the disk."""
    if folder.is_dir():
        return
    if folder == folder.parent:
        raise FileNotFoundError(errno.ENOENT, "no such drive")
    make_folder(folder.parent)
    with contextlib.suppress(FileExistsError):
        os.mkdir(folder, PRIVATE_FOLDER)
    sync_folder(folder.parent)


def for_her_alone(path: Path, mode: int) -> None:
    """Take away what others may do with `path`, where the system has modes and we may set them."""
    with contextlib.suppress(OSError):
        if sys.platform != "win32" and stat.S_IMODE(os.lstat(path).st_mode) & ~mode:
            os.chmod(path, mode)


def _write(fd: int, data: bytes) -> None:
    left = memoryview(data)
    while left:
        left = left[os.write(fd, left) :]


def _sync(fd: int) -> None:
    if sys.platform == "darwin":
        import fcntl

        try:
            fcntl.fcntl(fd, fcntl.F_FULLFSYNC)
        except OSError as error:
            if error.errno not in (errno.ENOTSUP, errno.EINVAL, errno.ENOTTY):  # a network disk has no such call
                raise
        else:
            return
    os.fsync(fd)
