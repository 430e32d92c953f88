"""`kill -9` at any moment of saving or of changing the passphrase loses nothing that was acknowledged."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from unlisted.vault import Vault, files
from unlisted.vault.errors import WrongPassphrase

from .cheap_age import protect
from .people import PERSON

WORKER = Path(__file__).with_name("worker.py")


def killed(folder: Path, passphrase: int, lines: int, seconds: float) -> list[list[str]]:
    """What a worker said before it was killed, so many `seconds` after it had said so many `lines`."""
    with subprocess.Popen(
        [sys.executable, WORKER, folder, str(passphrase)], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        said = [process.stdout.readline() for _ in range(lines)]
        time.sleep(seconds)
        process.kill()
        said += process.stdout.read().splitlines(keepends=True)
    return [line.split() for line in said if line.endswith("\n")]


def open_one_of(folder: Path, *passphrases: int) -> tuple[Vault, int]:
    """The vault by the first of the passphrases that opens it, through the real unlocking child."""
    for passphrase in passphrases:
        try:
            return Vault.open(folder, f"passphrase {passphrase}"), passphrase
        except WrongPassphrase:
            continue
    pytest.fail("no passphrase opens the vault")


def survive(folder: Path, kills: int, seed: int) -> int:
    """Kill so many workers on one vault and look at it after each; returns how many were changing the passphrase."""
    rng = random.Random(seed)
    Vault.create(folder, "passphrase 0", PERSON, protect=protect).close()
    passphrase, acknowledged, during = 0, 0, 0
    for _ in range(kills):
        said = killed(folder, passphrase, rng.randint(1, 9), rng.uniform(0, 0.02))
        saved = [int(number) for word, number in said if word == "saved"]
        changed = [int(number) for word, number in said if word == "changed"]
        changing = said[-1] == ["changing", str((changed or [passphrase])[-1] + 1)]
        passphrase, acknowledged = (changed or [passphrase])[-1], (saved or [acknowledged])[-1]
        # while it is being changed either opens it; before and after, only the one that was acknowledged
        vault, passphrase = open_one_of(folder, passphrase, *([passphrase + 1] if changing else []))
        with vault:
            targets = vault.store.targets()
            assert targets == tuple(f"target-{number + 1}" for number in range(len(targets)))
            assert acknowledged <= len(targets) <= acknowledged + 1
            assert {seen.target for seen in vault.store.exposures()} == set(targets[-1:])
            assert all(backup.facts is not None for backup in vault.backups())
        assert files.readers(folder) == 1
        acknowledged, during = len(targets), during + changing
    assert acknowledged >= kills
    return during


def test_kills_lose_no_acknowledged_save(tmp_path: Path) -> None:
    survive(tmp_path / "vault", 10, seed=1)


@pytest.mark.slow
def test_two_hundred_kills_lose_no_acknowledged_save(tmp_path: Path) -> None:
    assert survive(tmp_path / "vault", 200, seed=2) > 10
