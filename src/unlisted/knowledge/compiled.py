"""Entries in the form in which they are installed: reading thousands of TOML tables at every start would take seconds.

The build writes one file a kind into `compiled/`, beside `data/`, where the TOML stays for people to read. In a wheel
the two belong together. In a working copy each file remembers the size and time of every TOML file it was made from,
and counts only as long as they are the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from unlisted.knowledge.schema import KINDS, Entry, EntryKind

DATA = Path(__file__).parent / "data"
COMPILED = Path(__file__).parent / "compiled"

Stamps = dict[str, tuple[int, int]]  # file name -> size in bytes, time of the last change in ns


def shipped(kind: EntryKind, compiled: Path = COMPILED, data: Path = DATA) -> dict[str, Entry]:
    """The package's own entries of one kind by id: compiled if that is up to date, from TOML otherwise."""
    try:
        packed = (compiled / f"{kind.name}.msgpack").read_bytes()
    except OSError:
        packed = b""
    entries = _unpack(kind, packed, data)
    return _read(kind, data) if entries is None else entries


def write(folder: Path, *, frozen: bool, data: Path = DATA) -> None:
    """Compile every kind into `folder`. `frozen`: for a wheel, in which the data cannot change."""
    import msgspec

    folder.mkdir(exist_ok=True)
    for kind in KINDS:
        stamps = None if frozen else _stamps(data / kind.folder)
        entries = tuple(_read(kind, data).values())
        (folder / f"{kind.name}.msgpack").write_bytes(msgspec.msgpack.encode((stamps, entries)))


def _unpack(kind: EntryKind, packed: bytes, data: Path) -> dict[str, Entry] | None:
    """The entries in `packed`; None if it is not there, is of another version, or the TOML has changed since."""
    import msgspec

    content: Any = tuple[Stamps | None, tuple[kind.schema, ...]]  # type: ignore[name-defined]
    try:
        stamps, entries = msgspec.msgpack.decode(packed, type=content)
    except msgspec.MsgspecError:
        return None
    if stamps is not None and stamps != _stamps(data / kind.folder):
        return None
    return {entry.id: entry for entry in entries}


def _read(kind: EntryKind, data: Path) -> dict[str, Entry]:
    from unlisted.knowledge.loading import read

    texts = [
        (f"{kind.folder}/{file.name}", file.read_text(encoding="utf-8"))
        for file in sorted((data / kind.folder).glob("*.toml"))
    ]
    return read(texts, [kind])[kind.name]


def _stamps(folder: Path) -> Mapping[str, tuple[int, int]]:
    import os

    with os.scandir(folder) as files:
        found = {file.name: file.stat() for file in files if file.name.endswith(".toml")}
    return {name: (stat.st_size, stat.st_mtime_ns) for name, stat in found.items()}
