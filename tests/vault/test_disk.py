"""The calls to the disk: all of them in one module, what they ask of each system, and that the recording is honest."""

from __future__ import annotations

import ast
import errno
import os
import sys
from itertools import groupby
from pathlib import Path
from types import SimpleNamespace

import pytest

import unlisted.vault
from unlisted.vault import disk

from . import traced
from .people import IDENTITY
from .recorded import RecordingOs, recording

ROOM = Path(unlisted.vault.__file__).parent
_WRITERS = frozenset(
    [
        "open",
        "write_bytes",
        "write_text",
        "write",
        "unlink",
        "rename",
        "replace",
        "rmdir",
        "mkdir",
        "touch",
        "link",
        "symlink_to",
        "hardlink_to",
        "chmod",
        "fsync",
        "truncate",
        "remove",
        "removedirs",
        "makedirs",
    ]
)
_MAY = {("passphrase", "open"), ("child", "write")}  # a passphrase file, to read it; standard output


def calls_of(path: Path) -> set[tuple[str, str]]:
    """The names of methods and functions called in a module that could write to a disk, but not those of `disk`."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call):
            name = node.func
            if isinstance(name, ast.Attribute) and not (isinstance(name.value, ast.Name) and name.value.id == "disk"):
                found.add((path.stem, name.attr))
            elif isinstance(name, ast.Name):
                found.add((path.stem, name.id))
    return {call for call in found if call[1] in _WRITERS}


def test_only_one_module_writes() -> None:
    """Else the recorded power cuts and the made failures would miss a call."""
    for path in ROOM.glob("*.py"):
        if path.stem != "disk":
            assert calls_of(path) <= _MAY
    assert len(calls_of(ROOM / "disk.py")) > 6  # the control


def test_a_module_that_imports_os_in_another_way_would_be_seen() -> None:
    """`disk.py` reaches the system by `os.…` alone, so that standing in for `os` stands in for all of it."""
    tree = ast.parse((ROOM / "disk.py").read_text())
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    assert imported == {"contextlib", "errno", "os", "stat", "sys", "time", "fcntl"}


@pytest.mark.skipif(not traced.available(), reason="no strace here")
@pytest.mark.skipif(sys.platform != "linux", reason="these are the calls of Linux")
def test_the_recording_is_what_the_system_saw(tmp_path: Path, folder: Path) -> None:
    """One save, seen by the recording that the power cuts replay, and by strace."""
    script = tmp_path / "save.py"
    script.write_text(
        f"import sys; sys.path.insert(0, {str(Path(__file__).parent)!r})\n"
        "from pathlib import Path\n"
        "from recorded import RecordingOs\n"
        "from unlisted.vault import Vault, disk\n"
        f"with Vault.open(Path({str(folder)!r}), identity={IDENTITY!r}) as vault:\n"
        "    vault.store.add_target('one')\n"
        "    disk.os = RecordingOs()\n"
        "    vault.save()\n"
        "    print(*(call.name.replace(' ', '-') for call in disk.os.calls))\n"
    )
    calls = traced.trace("openat,write,fsync,link,linkat,rename,renameat,renameat2", tmp_path / "log", script)
    seen = list(filter(None, (in_the_words_of_the_recording(call, folder) for call in calls)))
    once = [name for name, _several in groupby(seen)]  # the recording lets the system take less than it is given
    assert once == ["create", "write", "fsync", "link", "replace", "fsync-folder"]
    recorded = b"".join(call.texts[0] for call in calls if call.name == "write" and not call.path.startswith("/"))
    assert recorded.decode().split() == seen


def in_the_words_of_the_recording(call: traced.Traced, folder: Path) -> str | None:
    """What the recording calls such a call, if it is one on the vault's files."""
    named = call.texts and Path(os.fsdecode(call.texts[0])).parent == folder
    if call.name == "openat":
        return "create" if named and "O_CREAT" in call.line and b"lock" not in call.texts[0] else None
    if call.name in ("write", "fsync"):
        inside = Path(call.path).parent == folder
        return "fsync-folder" if Path(call.path) == folder else call.name if inside else None
    return ("link" if call.name.startswith("link") else "replace") if named else None


def test_a_short_write_is_carried_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = recording(monkeypatch, RecordingOs())
    data = os.urandom(1_000_001)
    disk.write_new(tmp_path / "file", data)
    assert (tmp_path / "file").read_bytes() == data
    assert sum(call.name == "write" for call in calls.calls) > 10


def test_windows_is_asked_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A virus scanner holds a file for a moment; two seconds are waited for it, and no more."""
    times = iter([0.0, 0.1, 0.2, 0.3])
    slept: list[float] = []
    answers = [PermissionError(errno.EACCES, "held"), PermissionError(errno.EACCES, "held"), None]

    def replace(source: Path, target: Path) -> None:
        if (answer := answers.pop(0)) is not None:
            raise answer

    monkeypatch.setattr(disk, "os", SimpleNamespace(replace=replace))
    monkeypatch.setattr(disk, "sys", SimpleNamespace(platform="win32"))
    monkeypatch.setattr(disk, "time", SimpleNamespace(monotonic=lambda: next(times), sleep=slept.append))
    disk.replace(tmp_path / "a", tmp_path / "b")
    assert len(slept) == 2
    answers = [PermissionError(errno.EACCES, "held")] * 2
    times = iter([0.0, 1.0, 2.1])
    with pytest.raises(PermissionError):
        disk.replace(tmp_path / "a", tmp_path / "b")


def test_windows_has_no_folder_to_sync(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> int:
        raise PermissionError

    monkeypatch.setattr(disk, "os", SimpleNamespace(open=refuse, O_RDONLY=0))
    with monkeypatch.context() as patch:
        patch.setattr(disk, "sys", SimpleNamespace(platform="win32"))
        disk.sync_folder(tmp_path)
    monkeypatch.setattr(disk, "sys", SimpleNamespace(platform="linux"))
    with pytest.raises(PermissionError):
        disk.sync_folder(tmp_path)


@pytest.mark.parametrize(("refusal", "fsyncs"), [(None, 0), (errno.ENOTSUP, 1), (errno.EIO, -1)])
def test_macos_empties_the_drives_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refusal: int | None, fsyncs: int
) -> None:
    """`fsync` on macOS stops at the drive; `F_FULLFSYNC` goes on, where the disk knows it."""
    full: list[int] = []
    plain: list[int] = []

    def fcntl(fd: int, command: int) -> None:
        full.append(command)
        if refusal:
            raise OSError(refusal, "no")

    monkeypatch.setitem(sys.modules, "fcntl", SimpleNamespace(fcntl=fcntl, F_FULLFSYNC=51))
    monkeypatch.setattr(disk, "sys", SimpleNamespace(platform="darwin"))
    monkeypatch.setattr(os, "fsync", plain.append)
    if fsyncs < 0:
        with pytest.raises(OSError):
            disk.write_new(tmp_path / "file", b"x")
        assert plain == []
    else:
        disk.write_new(tmp_path / "file", b"x")
        assert len(plain) == fsyncs
    assert full == [51]


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EROFS])
def test_a_full_or_broken_disk_is_not_taken_for_one_without_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    def refuse(source: Path, target: Path) -> None:
        raise OSError(code, "no")

    (tmp_path / "a").write_bytes(b"x")
    monkeypatch.setattr(os, "link", refuse)
    with pytest.raises(OSError):
        disk.also_as(tmp_path / "a", tmp_path / "b")


def test_a_file_that_grew_too_large_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"12345")
    assert disk.read(tmp_path / "file", 5) == b"12345"
    with pytest.raises(OSError):
        disk.read(tmp_path / "file", 4)


def test_a_drive_that_is_not_there_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "is_dir", lambda _: False)
    with pytest.raises(FileNotFoundError):
        disk.make_folder(Path(Path.cwd().anchor) / "no" / "such")
