"""Commits and tags in the object store of a git clone: read as bytes, within bounds, and nothing else. No git runs.

A clone may be made by somebody who wants to hurt. Running git in it, or a library that reads its settings, can start
programs (hooks, fsmonitor, pagers) and lead out of it (alternates, includes). Here only files below `objects` are
opened, links are not followed, and of each object no more is unpacked than a head and its trailers need.
"""

from __future__ import annotations

import stat
import struct
import zlib
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

MOST = 64 << 10  # bytes of one object that are read; commits are a few hundred
_DELTA_MOST = 1 << 20  # bytes of an object that others are built from
_CHAIN = 64  # links of such a chain; git makes 50 at most
_COMMIT, _TAG, _OFFSET_DELTA, _REF_DELTA = 1, 4, 6, 7
_PIECE = 4096
_HEX = frozenset("0123456789abcdef")
_INDEX_MOST = 64 << 20  # about two million objects

Object = tuple[str, bytes]  # its name in hex, and its beginning


@dataclass(slots=True)
class Tally:
    """What was read and what was not: `objects` that are damaged or too large, packs without an index."""

    bytes: int = 0
    skipped: int = 0
    packs_left: int = 0
    damaged: bool = False


def objects(store: Path, tally: Tally, advance: Callable[[int], None]) -> Iterator[Object]:
    """All commits and tags below an `objects` folder, packed ones first. Raises OSError if it cannot be listed."""
    packs = store / "pack"
    for path in sorted(packs.iterdir()) if is_folder(packs) else ():
        if path.suffix == ".pack" and is_file(path):
            index = path.with_suffix(".idx")
            if not is_file(index):
                tally.packs_left += 1
                continue
            yield from _packed(path, index, tally)
            advance(path.stat().st_size)
    for folder in sorted(store.iterdir()):
        if len(folder.name) == 2 and set(folder.name) <= _HEX and is_folder(folder):
            yield from _loose(folder, tally)


def is_file(path: Path) -> bool:
    """Whether a regular file is there; a link is none."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return False


def is_folder(path: Path) -> bool:
    """Whether a folder is there; a link is none."""
    try:
        return stat.S_ISDIR(path.lstat().st_mode)
    except OSError:
        return False


# --- one file an object ---


def _loose(folder: Path, tally: Tally) -> Iterator[Object]:
    for path in sorted(folder.iterdir()):
        if len(path.name) not in (38, 62) or not set(path.name) <= _HEX or not is_file(path):
            continue
        with path.open("rb") as file:
            data = _inflated(file, MOST)
        tally.bytes += len(data or b"")
        head, zero, body = (data or b"").partition(b"\0")
        if not zero:
            tally.skipped += 1
        elif head.startswith((b"commit ", b"tag ")):
            yield folder.name + path.name, body


def _inflated(file: BinaryIO, most: int) -> bytes | None:
    """What is packed from here on, up to `most` bytes; None if it is damaged."""
    inflate = zlib.decompressobj()
    out = bytearray()
    try:
        while not inflate.eof and len(out) < most:
            piece = inflate.unconsumed_tail or file.read(_PIECE)
            if not piece:
                return None
            out += inflate.decompress(piece, most - len(out))
    except zlib.error:
        return None
    return bytes(out)


# --- packs ---


@dataclass(frozen=True, slots=True)
class _Index:
    """Names and offsets of a pack (gitformat-pack, version 2), read where they are: lists would cost far more."""

    data: bytes
    count: int
    width: int  # of a name: 20 bytes for SHA-1, 32 for SHA-256
    large: int  # offsets that need eight bytes

    def name(self, at: int) -> bytes:
        start = 1032 + at * self.width
        return self.data[start : start + self.width]

    def offset(self, at: int) -> int:
        """Where an object begins; 0, where none does, if the index is damaged."""
        after_names = 1032 + self.count * (self.width + 4)
        (near,) = struct.unpack_from(">I", self.data, after_names + 4 * at)
        if not near & 0x80000000:
            return int(near)
        place = near & 0x7FFFFFFF
        if place >= self.large:
            return 0
        (far,) = struct.unpack_from(">Q", self.data, after_names + 4 * self.count + 8 * place)
        return int(far)

    def find(self, name: bytes) -> int | None:
        """Where the object of this name begins."""
        at = bisect_left(range(self.count), name, key=self.name)
        return self.offset(at) if at < self.count and self.name(at) == name else None


def _read_index(path: Path) -> _Index | None:
    if path.stat().st_size > _INDEX_MOST:
        return None
    data = path.read_bytes()
    if len(data) < 1032 or data[:8] != b"\xfftOc\x00\x00\x00\x02":
        return None
    (count,) = struct.unpack_from(">I", data, 1028)
    for width in (20, 32):
        rest = len(data) - (1032 + count * (width + 8) + 2 * width)
        if 0 <= rest <= 8 * count and rest % 8 == 0:
            return _Index(data, count, width, rest // 8)
    return None


@dataclass(slots=True)
class _Pack:
    """One pack, open. `kinds` remembers what objects built from others turned out to be."""

    file: BinaryIO
    size: int
    index: _Index
    kinds: dict[int, int] = field(default_factory=dict)

    def entry(self, offset: int) -> tuple[int, int | None, int] | None:
        """Kind, offset of the base if it is built from one, and where its data begin; None if it is damaged."""
        if not 12 <= offset < self.size:
            return None
        self.file.seek(offset)
        head = self.file.read(64)
        at = 0
        while at < len(head) and head[at] & 0x80:
            at += 1
        kind, at = head[0] >> 4 & 7 if head else 0, at + 1
        base: int | None = None
        if kind == _OFFSET_DELTA:
            distance, at = _distance(head, at)
            base = offset - distance
            if distance <= 0 or base < 12:
                return None
        elif kind == _REF_DELTA:
            base = self.index.find(head[at : at + self.index.width])
            at += self.index.width
            if base is None:
                return None
        return kind, base, offset + at

    def kind(self, offset: int) -> int:
        """What an object is in the end: the kind of the one it is built from. 0 if that cannot be told."""
        chain: list[int] = []
        found = 0
        while len(chain) < _CHAIN:
            if offset in self.kinds:
                found = self.kinds[offset]
                break
            entry = self.entry(offset)
            if entry is None:
                break
            chain.append(offset)
            if entry[1] is None:
                found = entry[0]
                break
            offset = entry[1]
        if len(chain) > 1:
            self.kinds.update(dict.fromkeys(chain, found))
        return found

    def read(self, offset: int, most: int, depth: int = 0) -> bytes | None:
        """The beginning of an object, up to `most` bytes."""
        entry = self.entry(offset)
        if entry is None or depth > _CHAIN:
            return None
        _kind, base, start = entry
        self.file.seek(start)
        data = _inflated(self.file, most if base is None else _DELTA_MOST)
        if base is None or data is None:
            return data
        whole = self.read(base, _DELTA_MOST, depth + 1)
        return _applied(whole, data, most) if whole is not None else None


def _packed(path: Path, index_path: Path, tally: Tally) -> Iterator[Object]:
    index = _read_index(index_path)
    if index is None:
        tally.damaged = True
        return
    with path.open("rb") as file:
        size = path.stat().st_size
        if file.read(4) != b"PACK":
            tally.damaged = True
            return
        pack = _Pack(file, size, index)
        tally.bytes += size
        for at in range(index.count):
            offset = index.offset(at)
            kind = pack.kind(offset)
            tally.skipped += kind == 0
            if kind in (_COMMIT, _TAG):
                data = pack.read(offset, MOST)
                if data is None:
                    tally.skipped += 1
                else:
                    yield index.name(at).hex(), data


def _distance(head: bytes, at: int) -> tuple[int, int]:
    """How far back the base begins (the offset encoding of gitformat-pack); 0 if it is damaged."""
    value = -1
    for at in range(at, min(at + 10, len(head))):  # noqa: B020 - it goes on from where it is
        value = (value + 1) << 7 | head[at] & 0x7F
        if not head[at] & 0x80:
            return value, at + 1
    return 0, at


def _applied(base: bytes, delta: bytes, most: int) -> bytes | None:
    """An object built from another: pieces of that one and pieces of its own. None if the instructions are damaged."""
    out = bytearray()
    try:
        at = _skip_size(delta, _skip_size(delta, 0))
        while at < len(delta) and len(out) < most:
            code, at = delta[at], at + 1
            if not code & 0x80:
                out += delta[at : at + code]
                at += code
                if not code:
                    return None
                continue
            start = length = 0
            for bit in range(7):
                if code >> bit & 1:
                    if bit < 4:
                        start |= delta[at] << 8 * bit
                    else:
                        length |= delta[at] << 8 * (bit - 4)
                    at += 1
            length = length or 0x10000
            if start + length > len(base):
                return bytes(out) if len(base) == _DELTA_MOST else None
            out += base[start : start + length]
    except IndexError:
        return None
    return bytes(out[:most])


def _skip_size(delta: bytes, at: int) -> int:
    while delta[at] & 0x80:
        at += 1
    return at + 1
