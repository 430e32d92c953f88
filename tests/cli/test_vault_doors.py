"""The vault's doors: wrong passphrases, damage, changing the passphrase, going back, forgetting."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from support.command import FACTS, Commands


def unlisted(*words: str, folder: Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """The program as a process of its own, as she runs it."""
    environment = {**os.environ, "UNLISTED_VAULT": str(folder / "vault"), "LANGUAGE": "en", "LANG": "en_US.UTF-8"}
    return subprocess.run(
        [sys.executable, "-m", "unlisted", *words], input=stdin, capture_output=True, text=True, check=False,
        env=environment, cwd=folder, encoding="utf-8",
    )  # fmt: skip


def digest(folder: Path) -> dict[str, str]:
    """Every file of the vault but its lock, by content."""
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted((folder / "vault").iterdir())
        if path.name != "vault.lock"
    }


def test_from_facts_file_to_a_look_to_forgetting(tmp_path: Path) -> None:
    """One real passage through the program with a passphrase: make, look, wrong passphrase, change, forget."""
    (tmp_path / "right").write_text("sedam plavih ptica leti\n", encoding="utf-8")
    (tmp_path / "wrong").write_text("sedam crvenih ptica leti\n", encoding="utf-8")
    (tmp_path / "facts.toml").write_text(FACTS, encoding="utf-8")
    (tmp_path / "notes.txt").write_text("Милена Примеровић живи у Измишљеној 17, Нови Сад", encoding="utf-8")

    made = unlisted("init", "--facts", "facts.toml", "--passphrase-file", "right", "--no-input", folder=tmp_path)
    assert made.returncode == 0, made.stderr
    assert "plain text" in made.stderr

    looked = unlisted("check", "notes.txt", "--passphrase-file", "right", folder=tmp_path)
    assert looked.returncode == 1, looked.stderr
    assert "home" in looked.stdout
    assert "Измишљен" not in looked.stdout + looked.stderr

    before = digest(tmp_path)
    refused = unlisted("exposures", "--passphrase-file", "wrong", folder=tmp_path)
    assert refused.returncode == 4
    assert "passphrase" in refused.stderr
    assert digest(tmp_path) == before

    changed = unlisted("passphrase", "--new-file", "wrong", "--passphrase-file", "right", folder=tmp_path)
    assert changed.returncode == 0, changed.stderr
    assert unlisted("exposures", "--passphrase-file", "right", folder=tmp_path).returncode == 4
    assert unlisted("exposures", "--passphrase-file", "wrong", folder=tmp_path).returncode == 1

    gone = unlisted("forget", "--yes", folder=tmp_path)
    assert gone.returncode == 0
    assert not list(tmp_path.glob("vault/*.age"))
    assert "cannot reach" in gone.stderr


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        (b"", "empty"),
        (b"age-encryption.org/v1\n", "breaks off"),
        (b"not age at all, but long enough to be looked at as a whole file", "damaged"),
    ],
)
def test_a_damaged_vault_is_named_and_left_alone(command: Commands, damage: bytes, told: str) -> None:
    file = command.folder / "vault.age"
    file.write_bytes(damage)
    before = {path.name: path.read_bytes() for path in command.folder.glob("*.age")}
    result = command("exposures")
    assert result.code == 4
    assert result.out == ""
    assert len(result.err.strip().split("\n")) >= 2
    assert {path.name: path.read_bytes() for path in command.folder.glob("*.age")} == before


def test_no_vault_yet(bare: Commands) -> None:
    result = bare("exposures")
    assert result.code == 4
    assert "unlisted init" in result.err
    assert not bare.folder.exists()


def test_restore_lists_and_goes_back(command: Commands) -> None:
    with command.vault() as vault:
        vault.store.remove_fact("mobile")
        vault.save()
    assert "mobile" not in command("facts", "list").out
    assert "backup-1.age" in command("restore").out
    assert command("restore", "--backup", "1").code == 0
    assert "mobile" in command("facts", "list").out


def test_removing_a_fact_says_which_backups_hold_it(command: Commands) -> None:
    kept = command("facts", "remove", "mobile", answers=["n"])
    assert "1 backup still holds it" in kept.err
    assert list(command.folder.glob("backup-*.age"))
    dropped = command("facts", "remove", "home", "--drop-backups")
    assert dropped.code == 0
    assert not list(command.folder.glob("backup-*.age"))


def test_forget_asks(command: Commands) -> None:
    assert command("forget", answers=["n"]).code == 2
    assert (command.folder / "vault.age").exists()
    assert command("forget", "--no-input").code == 2
    assert command("forget", answers=["y"]).code == 0
    assert not (command.folder / "vault.age").exists()
