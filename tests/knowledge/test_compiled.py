"""Compiled entries are the TOML's, and are not believed when the TOML has changed."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from unlisted.knowledge import compiled
from unlisted.knowledge.compiled import DATA, shipped, write
from unlisted.knowledge.schema import KINDS

CHECKLIST = next(kind for kind in KINDS if kind.name == "checklist")


@pytest.fixture
def copy(tmp_path: Path) -> tuple[Path, Path]:
    """A data folder of its own and a folder for what is compiled from it."""
    data = tmp_path / "data"
    shutil.copytree(DATA, data)
    return data, tmp_path / "compiled"


@pytest.mark.parametrize("frozen", [True, False])
def test_every_kind_comes_back_as_it_was(
    copy: tuple[Path, Path], frozen: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    data, folder = copy
    from_toml = {kind.name: shipped(kind, folder, data) for kind in KINDS}
    assert all(from_toml.values())
    write(folder, frozen=frozen, data=data)
    monkeypatch.setattr(compiled, "_read", _never)
    assert {kind.name: shipped(kind, folder, data) for kind in KINDS} == from_toml


def test_a_change_in_the_working_copy_is_seen_at_once(copy: tuple[Path, Path]) -> None:
    data, folder = copy
    write(folder, frozen=False, data=data)
    file = data / "checklists" / "phone.toml"
    before, stat = file.read_text(encoding="utf-8"), file.stat()
    file.write_text(before.replace("minutes = 3", "minutes = 4", 1), encoding="utf-8")
    os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns + 1))  # the same size, and as good as the same time
    assert shipped(CHECKLIST, folder, data)["telegram-hide-number"].minutes == 4  # type: ignore[union-attr]
    file.unlink()
    assert "telegram-hide-number" not in shipped(CHECKLIST, folder, data)


@pytest.mark.parametrize("packed", [b"", b"\xc1", b"\x92\xc0\x91\x80", b"x" * 1000])
def test_what_cannot_be_read_is_made_from_toml(copy: tuple[Path, Path], packed: bytes) -> None:
    data, folder = copy
    write(folder, frozen=True, data=data)
    (folder / "checklist.msgpack").write_bytes(packed)
    assert "telegram-hide-number" in shipped(CHECKLIST, folder, data)


def _never(*_arguments: object) -> None:
    raise AssertionError("TOML was read although the compiled entries are up to date")
