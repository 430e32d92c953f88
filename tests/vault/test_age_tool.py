"""Without this program, by age alone, everything comes back: `age -d -i identity.age vault.age > vault.sqlite`."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pyrage
import pytest

from unlisted.vault import Vault

from .cheap_age import protect
from .people import HOME, PERSON

PASSPHRASE = "tiha ćuprija"


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    folder = tmp_path / "vault"
    with Vault.create(folder, PASSPHRASE, PERSON, protect=protect) as vault:
        vault.store.add_facts([HOME])
        vault.save()
    return folder


def values(database: Path) -> list[tuple[str]]:
    connection = sqlite3.connect(database)
    try:
        return connection.execute("SELECT value FROM fact").fetchall()
    finally:
        connection.close()


def test_any_age_library_recovers_a_vault(saved: Path, tmp_path: Path) -> None:
    key = pyrage.passphrase.decrypt((saved / "identity.age").read_bytes(), PASSPHRASE).decode().strip()
    inside = pyrage.decrypt((saved / "vault.age").read_bytes(), [pyrage.x25519.Identity.from_str(key)])
    (tmp_path / "vault.sqlite").write_bytes(inside)
    assert values(tmp_path / "vault.sqlite") == [(HOME.value,)]


@pytest.mark.skipif(shutil.which("age") is None or sys.platform == "win32", reason="the age tool is not here")
def test_the_age_tool_recovers_a_vault(saved: Path, tmp_path: Path) -> None:
    """As the README tells it, in two commands; age asks for the passphrase on a terminal, so it gets one."""
    on_a_terminal(["age", "-d", "-o", str(tmp_path / "key"), str(saved / "identity.age")], PASSPHRASE)
    subprocess.run(
        ["age", "-d", "-i", tmp_path / "key", "-o", tmp_path / "vault.sqlite", saved / "vault.age"], check=True
    )
    assert values(tmp_path / "vault.sqlite") == [(HOME.value,)]


@pytest.mark.skipif(shutil.which("age") is None or sys.platform == "win32", reason="the age tool is not here")
def test_the_age_tool_recovers_a_vault_in_one_command(saved: Path, tmp_path: Path) -> None:
    inside = str(tmp_path / "vault.sqlite")
    on_a_terminal(["age", "-d", "-i", str(saved / "identity.age"), "-o", inside, str(saved / "vault.age")], PASSPHRASE)
    assert values(tmp_path / "vault.sqlite") == [(HOME.value,)]


def on_a_terminal(command: list[str], passphrase: str) -> None:
    """Run `command` with a terminal of its own, and type the passphrase when it asks."""
    import pty

    pid, terminal = pty.fork()
    if pid == 0:
        os.execvp(command[0], command)  # noqa: S606
    said = b""
    while b"passphrase" not in said:
        said += os.read(terminal, 1000)
    time.sleep(0.1)  # it turns the echo off after it has asked
    os.write(terminal, passphrase.encode() + b"\n")
    while True:
        try:
            if not os.read(terminal, 1000):
                break
        except OSError:  # how Linux says that the other side is gone
            break
    _, status = os.waitpid(pid, 0)
    os.close(terminal)
    assert os.waitstatus_to_exitcode(status) == 0
