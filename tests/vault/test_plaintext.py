"""No secret is ever in a file in a form that can be read, not in one that is deleted a moment later either."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pytest

from . import traced
from .planted import NEW_PASSPHRASE, PASSPHRASE, found

SCRIPT = Path(__file__).with_name("planted.py")
WRITES = "write,pwrite64,writev,pwritev,pwritev2"
AROUND = "sendfile,copy_file_range,splice,vmsplice,io_uring_enter,mmap"  # other ways into a file, none of which we use
NAMES = "execve,open,openat,creat,mkdir,rename,renameat,renameat2,link,linkat,symlink"
needs_strace = pytest.mark.skipif(
    not traced.available(), reason="no strace here; test_the_process_itself_sees_no_secret_written looks without it"
)


def leaks(tmp_path: Path, *work: str) -> list[str]:
    """Where strace sees a secret written, or a way of writing that it cannot look into."""
    calls = traced.trace(f"{WRITES},{AROUND},{NAMES}", tmp_path / "log", SCRIPT, tmp_path / "vault", *work)
    written: defaultdict[str, bytes] = defaultdict(bytes)
    result = []
    for call in calls:
        into_file = call.path.startswith("/") and not call.path.startswith("/dev/")
        if call.name in WRITES.split(","):
            if into_file:
                written[call.path] += b"".join(call.texts)
        elif call.name == "mmap":
            if into_file and re.search(r"PROT_WRITE.*MAP_SHARED", call.line):
                result.append(f"mmap {call.path}")
        elif call.name in AROUND.split(","):
            result.append(call.name)
        else:
            result += [f"{call.name} {secret}" for secret in found(b"\0".join(call.texts))]
    if work[0] == "vault":
        assert {Path(path).name for path in written} >= {"vault.age.new", "identity.age.new", "vault.age"}
    return result + [f"{Path(path).name}: {secret}" for path, data in written.items() for secret in found(data)]


@needs_strace
def test_no_secret_is_written_to_any_file(tmp_path: Path) -> None:
    assert leaks(tmp_path, "vault") == []


@needs_strace
@pytest.mark.slow
def test_no_secret_is_written_to_any_file_with_real_scrypt(tmp_path: Path) -> None:
    assert leaks(tmp_path, "vault", "real") == []


@needs_strace
@pytest.mark.parametrize("work", ["sqlite", "temporary"])
def test_a_secret_that_is_written_is_found(tmp_path: Path, work: str) -> None:
    """The control: plain SQLite, and a temporary file without a name."""
    assert leaks(tmp_path, work)


def seen_by_itself(tmp_path: Path, work: str) -> tuple[set[str], list[str], int]:
    """What the process itself opened for writing outside the vault's own files, the secrets it wrote, bytes written."""
    home = tmp_path / "home"
    home.mkdir()
    environment = {"HOME": str(home), "TMPDIR": str(home), "TMP": str(home), "TEMP": str(home), "PATH": ""}
    environment |= {"PYTHONDONTWRITEBYTECODE": "1", "SYSTEMROOT": os.environ.get("SYSTEMROOT", "")}
    ended = subprocess.run(
        [sys.executable, SCRIPT, tmp_path / "vault", work], check=True, capture_output=True, cwd=home, env=environment
    )
    said = json.loads(ended.stdout.splitlines()[-1])
    own = re.compile(r"(vault|identity|backup-\d)\.age(\.new)?|vault\.lock")
    others = {
        path
        for path in said["opened"]
        if not (Path(path).parent.resolve() == (tmp_path / "vault").resolve() and own.fullmatch(Path(path).name))
    }
    assert list(home.iterdir()) == []
    assert found(ended.stderr) == []
    return others - {"", ":memory:", "/dev/null", "nul", "NUL"}, said["found"], said["bytes"]


def test_the_process_itself_sees_no_secret_written(tmp_path: Path) -> None:
    """Without strace: every file that Python or SQLite opens is one of the vault's, and `disk.py` writes no secret."""
    others, secrets, written = seen_by_itself(tmp_path, "vault")
    assert (others, secrets) == (set(), [])
    assert written > 500_000


@pytest.mark.parametrize("work", ["sqlite", "temporary"])
def test_the_process_itself_sees_other_files(tmp_path: Path, work: str) -> None:
    """The control."""
    assert seen_by_itself(tmp_path, work)[0]


def test_every_form_of_a_secret_is_found() -> None:
    """The control of the search itself."""
    import base64

    around = "…" + PASSPHRASE + "…"
    for data in (
        around.encode(),
        around.encode("utf-16"),
        base64.b64encode(around.encode()),
        around.encode().hex().encode(),
    ):
        assert found(data) == [PASSPHRASE]
    assert found(base64.b64encode(b"x" + NEW_PASSPHRASE.encode() + b"yz")) == [NEW_PASSPHRASE]
    assert found(b"nothing of the kind") == []
