"""Chats inside a ZIP archive: read as a stream, never unpacked to disk; what lies beside them is told by name alone.

No name in an archive is ever used as a path. How much comes out is bounded, whatever the archive says of itself.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import IO

from unlisted.model import Reason
from unlisted.sources.base import Reading
from unlisted.sources.files import BLOCK, Opened, Spoiled

LIMIT = 8 << 30  # bytes that may come out of one archive
RATIO = 200  # and how many for one that goes in, once `SLACK` have come out; chats reach ten, deflate a thousand
SLACK = 64 << 20
_MEMBERS = 200_000  # names that are listed; a chat has ten thousand media at most

_LOCAL = struct.Struct("<4sHHHHHIIIHH")
_SIGNATURE = b"PK\x03\x04"
_LATER, _LOCKED, _UTF8 = 0x8, 0x1, 0x800  # flags of a member
_WRONG = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, RuntimeError, struct.error)

Member = Callable[[Reading | None], Iterator[bytes]]


def is_archive(head: bytes) -> bool:
    """Whether a file that begins like this is a ZIP archive with something in it."""
    return head.startswith(_SIGNATURE)


def first_name(head: bytes) -> str:
    """The name of the first file in an archive, from the first bytes of the archive; "" if it is not there."""
    return _header(head)[0] if len(head) >= _LOCAL.size else ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One member, as the archive tells of it: name, where it begins, sizes packed and unpacked, how it is packed."""

    name: str
    start: int
    packed: int
    size: int
    method: int
    locked: bool
    crc: int | None = None

    def unpacked(self, archive: Opened) -> Iterator[bytes]:
        """Its bytes. Raises Spoiled where it is locked, damaged or grows beyond measure."""
        head = b"".join(archive.blocks(start=self.start, end=self.start + 70_000))
        if self.locked or self.method not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Spoiled(Reason.NOT_READABLE)
        if len(head) < _LOCAL.size or not is_archive(head):
            raise Spoiled(Reason.DAMAGED, at=0)
        behind = self.start + _header(head)[4]
        plain = archive.blocks(start=behind, end=behind + self.packed)
        given = crc = 0
        try:
            for block in plain if self.method == zipfile.ZIP_STORED else _inflated(plain):
                given += len(block)
                if given > LIMIT or (given > SLACK and given > self.packed * RATIO):
                    raise Spoiled(Reason.TOO_LARGE, limit=min(LIMIT, max(SLACK, self.packed * RATIO)))
                crc = zlib.crc32(block, crc)
                yield block
        except zlib.error:
            raise Spoiled(Reason.DAMAGED, at=given) from None
        if self.crc is not None and crc != self.crc:
            raise Spoiled(Reason.DAMAGED, at=given)


def entries(file: Opened) -> tuple[list[Entry], bool]:
    """The members of a ZIP archive, and whether these are all. Of one that is cut off, as many as there still are."""
    try:
        with zipfile.ZipFile(_Seekable(file)) as archive:
            listed = archive.infolist()
    except _WRONG:
        return list(_stepped_over(file)), False
    found = [
        Entry(
            info.filename, info.header_offset, info.compress_size, info.file_size, info.compress_type,
            bool(info.flag_bits & _LOCKED), info.CRC,
        )
        for info in listed[:_MEMBERS]
        if not info.is_dir()
    ]  # fmt: skip
    return found, len(listed) <= _MEMBERS


def _stepped_over(file: Opened) -> Iterator[Entry]:
    """The members of an archive without its directory, as far as one can step from each to the next.

    A member whose length stands behind it is taken to reach to the end of the file, and is the last.
    """
    at = 0
    for _ in range(_MEMBERS):
        head = b"".join(file.blocks(start=at, end=at + 70_000))
        if len(head) < _LOCAL.size or not is_archive(head):
            return
        name, flags, method, packed, behind = _header(head)
        size = _LOCAL.unpack_from(head)[8]
        open_end = bool(flags & _LATER) and not packed
        rest = file.size - at - behind
        length = rest if open_end else min(packed, rest)
        if length > 0 and not name.endswith("/"):
            yield Entry(name, at, length, LIMIT if length < packed or open_end else size, method, bool(flags & _LOCKED))
        if open_end:
            return
        at += behind + packed


class Archive:
    """A ZIP archive whose members are read from the stream. `others` are the names of all members not asked for."""

    def __init__(self, file: Opened, reading: Reading) -> None:
        self.others: list[str] = []
        self._file, self._reading, self._counted = file, reading, 0

    def members(self, wanted: Callable[[str], bool]) -> list[Member]:
        """Readers of the members whose name is `wanted`; of those that are still there if the archive is cut off."""
        try:
            with zipfile.ZipFile(_Seekable(self._file)) as archive:
                listed = archive.infolist()
        except _WRONG:
            return self._broken(wanted)
        if len(listed) > _MEMBERS:
            self._reading.stop(Reason.TOO_LARGE, limit=_MEMBERS)
        chosen = []
        for info in listed[:_MEMBERS]:
            if not wanted(info.filename):
                self.others.append(info.filename)
            elif info.flag_bits & _LOCKED:
                self._reading.stop(Reason.NOT_READABLE)
            else:
                chosen.append(self._listed(info))
        return chosen

    def close(self) -> None:
        """Count the bytes of the archive that were stepped over."""
        self._count(self._file.size - self._counted)

    def _listed(self, info: zipfile.ZipInfo) -> Member:
        def blocks(counted: Reading | None) -> Iterator[bytes]:
            if counted is not None:
                self._count(info.compress_size)
            try:
                with zipfile.ZipFile(_Seekable(self._file)) as archive, archive.open(info) as member:
                    yield from self._bounded(member, info.compress_size)
            except _WRONG:
                self._reading.stop(Reason.DAMAGED, at=self._counted)

        return blocks

    def _bounded(self, member: IO[bytes], packed: int) -> Iterator[bytes]:
        given = 0
        while block := member.read(BLOCK):
            given += len(block)
            if given > LIMIT or (given > SLACK and given > packed * RATIO):
                self._reading.stop(Reason.TOO_LARGE, limit=min(LIMIT, max(SLACK, packed * RATIO)))
                return
            yield block

    def _broken(self, wanted: Callable[[str], bool]) -> list[Member]:
        """The members of an archive without its directory, as far as one can step from each to the next."""
        self._reading.stop(Reason.TRUNCATED, at=self._file.size)
        chosen: list[Member] = []
        at = 0
        while len(self.others) < _MEMBERS:
            head = b"".join(self._file.blocks(start=at, end=at + 70_000))
            if len(head) < _LOCAL.size or not is_archive(head):
                break
            name, flags, method, packed, behind = _header(head)
            if not wanted(name):
                self.others.append(name)
            elif not flags & _LOCKED and method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                unknown = bool(flags & _LATER) and not packed
                chosen.append(self._stepped(at + behind, self._file.size if unknown else at + behind + packed, method))
            if flags & _LATER and not packed:
                break  # its length stands behind it, and media are not unpacked to find out
            at += behind + packed
        return chosen

    def _stepped(self, start: int, end: int, method: int) -> Member:
        def blocks(counted: Reading | None) -> Iterator[bytes]:
            if counted is not None:
                self._count(min(end, self._file.size) - start)
            plain = self._file.blocks(start=start, end=end)
            with suppress(zlib.error):
                source = plain if method == zipfile.ZIP_STORED else _inflated(plain)
                given = 0
                for block in source:
                    given += len(block)
                    if given > LIMIT or (given > SLACK and given > (end - start) * RATIO):
                        return
                    yield block

        return blocks

    def _count(self, size: int) -> None:
        size = max(0, min(size, self._file.size - self._counted))
        self._counted += size
        self._reading.read["bytes"] += size
        self._reading.advance(size)


def _inflated(packed: Iterator[bytes]) -> Iterator[bytes]:
    stream = zlib.decompressobj(-zlib.MAX_WBITS)
    for block in packed:
        while block and not stream.eof:
            yield stream.decompress(block, BLOCK)
            block = stream.unconsumed_tail
    if rest := stream.flush():
        yield rest


def _header(head: bytes) -> tuple[str, int, int, int, int]:
    """Name, flags, method, packed size of the member whose local header this is, and where its content begins."""
    _, _, flags, method, _, _, _, packed, _, name, extra = _LOCAL.unpack_from(head)
    raw = head[_LOCAL.size : _LOCAL.size + name]
    return (
        raw.decode("utf-8" if flags & _UTF8 else "cp437", "replace"),
        flags,
        method,
        packed,
        _LOCAL.size + name + extra,
    )


class _Seekable(io.RawIOBase):
    """An opened file as `zipfile` wants it."""

    def __init__(self, file: Opened) -> None:
        self._file, self._at = file, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        start = (0, self._at, self._file.size)[whence]
        if start + offset < 0:
            raise ValueError
        self._at = start + offset
        return self._at

    def tell(self) -> int:
        return self._at

    def read(self, size: int | None = -1) -> bytes:
        end = None if size is None or size < 0 else self._at + size
        data = b"".join(self._file.blocks(start=self._at, end=end))
        self._at += len(data)
        return data
