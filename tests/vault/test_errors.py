"""Every error of the vault, provoked: the right one, with both its sentences whole, and no byte changed."""

from __future__ import annotations

import errno
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from unlisted.errors import FactError, UnlistedError, VaultError
from unlisted.model import Fact, Kind
from unlisted.vault import Vault, disk, errors, forget, read_passphrase_file, schema, seal, unlock

from .cheap_age import protect
from .people import HOME, IDENTITY, PERSON

PASSPHRASE = "the right one"
Provoke = Callable[[Path, pytest.MonkeyPatch], object]
PROVOKE: dict[type[UnlistedError], list[Provoke]] = {}


def provokes(error: type[UnlistedError]) -> Callable[[Provoke], Provoke]:
    """Enter a function that raises `error`; it is given a folder with a vault under `PASSPHRASE`."""

    def enter(function: Provoke) -> Provoke:
        PROVOKE.setdefault(error, []).append(function)
        return function

    return enter


def opened(folder: Path) -> Vault:
    """The vault by its passphrase, through the unlocking child."""
    return Vault.open(folder, PASSPHRASE)


def known(folder: Path) -> Vault:
    """The vault sealed to `IDENTITY`."""
    return Vault.open(folder, identity=IDENTITY)


def hold(content: bytes, name: str = "vault.age") -> Provoke:
    """Put `content` into a file of the vault, then open it."""

    def provoke(folder: Path, patch: pytest.MonkeyPatch) -> object:
        (folder / name).write_bytes(content)
        freeze(folder)
        return opened(folder)

    return provoke


def inside(statement: str) -> Provoke:
    """Change the database by `statement`, then open it and read everything."""

    def provoke(folder: Path, patch: pytest.MonkeyPatch) -> object:
        with known(folder) as vault:
            vault._database.executescript(statement)
            vault._save()
        freeze(folder)
        with known(folder) as vault:
            return vault.store.person(), vault.store.facts(), vault.store.exposures(), vault.store.rounds()

    return provoke


frozen: dict[str, bytes | str] = {}


def freeze(folder: Path) -> None:
    """Remember every byte, before the thing that must change none."""
    frozen.clear()
    frozen.update(contents(folder))


def contents(folder: Path) -> dict[str, bytes | str]:
    """Every byte in the folder; for what is no file, what it is."""
    return {
        path.name: path.read_bytes() if path.is_file() and not path.is_symlink() else f"{path.lstat().st_mode:o}"
        for path in folder.iterdir()
        if path.name != "vault.lock"
    }


@provokes(errors.VaultMissing)
def no_folder(folder: Path, patch: pytest.MonkeyPatch) -> object:
    return opened(folder.with_name("other"))


@provokes(errors.VaultMissing)
def forget_no_folder(folder: Path, patch: pytest.MonkeyPatch) -> object:
    return forget(folder.with_name("other"))


@provokes(errors.VaultMissing)
def forget_someone_elses_folder(folder: Path, patch: pytest.MonkeyPatch) -> object:
    folder.with_name("other").mkdir()
    (folder.with_name("other") / "letter.txt").write_text("hers")
    return forget(folder.with_name("other"))


@provokes(errors.VaultGone)
def only_backups(folder: Path, patch: pytest.MonkeyPatch) -> object:
    (folder / "vault.age").rename(folder / "backup-2.age")
    freeze(folder)
    return opened(folder)


@provokes(errors.VaultUnfinished)
def only_a_key(folder: Path, patch: pytest.MonkeyPatch) -> object:
    (folder / "vault.age").rename(folder / "vault.age.new")
    freeze(folder)
    return opened(folder)


@provokes(errors.KeyMissing)
def no_key(folder: Path, patch: pytest.MonkeyPatch) -> object:
    (folder / "identity.age").unlink()
    freeze(folder)
    return opened(folder)


@provokes(errors.VaultExists)
def a_second_vault(folder: Path, patch: pytest.MonkeyPatch) -> object:
    return Vault.create(folder, "another", PERSON, protect=protect)


@provokes(errors.VaultExists)
def a_second_vault_over_a_key(folder: Path, patch: pytest.MonkeyPatch) -> object:
    (folder / "vault.age").unlink(missing_ok=True)
    freeze(folder)
    return Vault.create(folder, "another", PERSON, protect=protect)


@provokes(errors.VaultExists)
def a_new_vault_over_an_empty_one(folder: Path, patch: pytest.MonkeyPatch) -> object:
    (folder / "vault.age").write_bytes(b"")
    (folder / "identity.age").unlink()
    freeze(folder)
    return Vault.create(folder, "another", PERSON, protect=protect)


@provokes(errors.FolderInUse)
def a_folder_with_other_things(folder: Path, patch: pytest.MonkeyPatch) -> object:
    other = folder.with_name("other")
    other.mkdir()
    (other / "letter.txt").write_text("hers")
    return Vault.create(other, "another", PERSON, protect=protect)


@provokes(errors.FolderInUse)
def a_file_for_a_folder(folder: Path, patch: pytest.MonkeyPatch) -> object:
    folder.with_name("other").write_text("hers")
    return Vault.create(folder.with_name("other"), "another", PERSON, protect=protect)


@provokes(errors.FolderInUse)
def a_folder_in_a_file(folder: Path, patch: pytest.MonkeyPatch) -> object:
    folder.with_name("other").write_text("hers")
    return Vault.create(folder.with_name("other") / "vault", "another", PERSON, protect=protect)


@provokes(errors.VaultBusy)
def two_in_one_process(folder: Path, patch: pytest.MonkeyPatch) -> object:
    with known(folder):
        freeze(folder)
        return known(folder)


@provokes(errors.VaultBusy)
def forget_an_open_vault(folder: Path, patch: pytest.MonkeyPatch) -> object:
    with known(folder):
        freeze(folder)
        return forget(folder)


@provokes(errors.VaultBusy)
def two_processes(folder: Path, patch: pytest.MonkeyPatch) -> object:
    script = (
        "import sys; from pathlib import Path; from unlisted.vault import Vault\n"
        f"vault = Vault.open(Path({str(folder)!r}), identity={IDENTITY!r})\n"
        "print('open', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen([sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"open" + os.linesep.encode()
        freeze(folder)
        try:
            return known(folder)
        finally:
            other.communicate()


@provokes(errors.FolderReadOnly)
def a_lock_that_cannot_be_made(folder: Path, patch: pytest.MonkeyPatch) -> object:
    (folder / "vault.lock").unlink(missing_ok=True)
    (folder / "vault.lock").mkdir()
    freeze(folder)
    return known(folder)


@provokes(errors.WrongPassphrase)
def another_passphrase(folder: Path, patch: pytest.MonkeyPatch) -> object:
    return Vault.open(folder, "The right one")


@provokes(errors.WrongPassphrase)
def another_passphrase_to_check(folder: Path, patch: pytest.MonkeyPatch) -> object:
    with known(folder) as vault:
        return vault.check_passphrase("The right one")


@provokes(errors.PassphraseEmpty)
def no_passphrase(folder: Path, patch: pytest.MonkeyPatch) -> object:
    return Vault.open(folder, "\n")


@provokes(errors.PassphraseEmpty)
def no_new_passphrase(folder: Path, patch: pytest.MonkeyPatch) -> object:
    with known(folder) as vault:
        return vault.change_passphrase("", protect=protect)


@provokes(errors.PassphraseUnusable)
def two_lines(folder: Path, patch: pytest.MonkeyPatch) -> object:
    return Vault.open(folder, "two\nlines")


@provokes(errors.PassphraseFileUnreadable)
def no_passphrase_file(folder: Path, patch: pytest.MonkeyPatch) -> object:
    return read_passphrase_file(folder / "missing")


@provokes(errors.PassphraseFileNotText)
def a_passphrase_file_of_notepad(folder: Path, patch: pytest.MonkeyPatch) -> object:
    folder.with_name("passphrase").write_bytes("tajna".encode("utf-16"))
    return read_passphrase_file(folder.with_name("passphrase"))


@provokes(errors.UnlockRefused)
def absurd_work(folder: Path, patch: pytest.MonkeyPatch) -> object:
    return hold(protect(IDENTITY, PASSPHRASE, claim=40), "identity.age")(folder, patch)


@provokes(errors.UnlockTooSlow)
def long_work(folder: Path, patch: pytest.MonkeyPatch) -> object:
    return unlock.identity_of(protect(IDENTITY, PASSPHRASE, claim=21), PASSPHRASE, seconds=0.1)


@provokes(errors.UnlockFailed)
def no_python(folder: Path, patch: pytest.MonkeyPatch) -> object:
    patch.setattr(sys, "executable", str(folder / "no-python"))
    return opened(folder)


@provokes(errors.ProtectionTooWeak)
def a_busy_machine(folder: Path, patch: pytest.MonkeyPatch) -> object:
    patch.setattr(unlock.subprocess, "run", lambda *_, **__: subprocess.CompletedProcess([], 0, b'{"error": "weak"}'))
    with known(folder) as vault:
        return vault.change_passphrase("new")


@provokes(errors.VaultUnreadable)
def a_folder_for_a_vault(folder: Path, patch: pytest.MonkeyPatch) -> object:
    (folder / "vault.age").unlink()
    (folder / "vault.age").mkdir()
    freeze(folder)
    return opened(folder)


@provokes(errors.VaultUnreadable)
def a_link_for_a_vault(folder: Path, patch: pytest.MonkeyPatch) -> object:
    (folder / "vault.age").rename(folder.with_name("elsewhere"))
    (folder / "vault.age").symlink_to(folder.with_name("elsewhere"))
    freeze(folder)
    return known(folder)


@provokes(errors.VaultUnreadable)
def a_pipe_for_a_vault(folder: Path, patch: pytest.MonkeyPatch) -> object:
    (folder / "vault.age").unlink()
    os.mkfifo(folder / "vault.age")
    freeze(folder)
    return known(folder)


@provokes(errors.VaultUnreadable)
def a_read_error(folder: Path, patch: pytest.MonkeyPatch) -> object:
    def refuse(path: Path, limit: int, *, head: int | None = None) -> bytes:
        raise OSError(errno.EIO, "no")

    patch.setattr(disk, "read", refuse)
    return known(folder)


@provokes(errors.VaultUnreadable)
def a_key_of_a_megabyte(folder: Path, patch: pytest.MonkeyPatch) -> object:
    return hold(b"a" * 1_000_000, "identity.age")(folder, patch)


PROVOKE[errors.VaultEmpty] = [hold(b""), hold(b"", "identity.age")]
PROVOKE[errors.VaultShort] = [hold(b"age"), hold(seal.seal(b"x", [IDENTITY])[:100])]
PROVOKE[errors.KeyDamaged] = [hold(b"garbage", "identity.age"), hold(seal.seal(b"x", [IDENTITY]), "identity.age")]
PROVOKE[errors.VaultDamaged] = [
    hold(b"\0" * 5000),
    hold(b"age-encryption.org/v2\n" + bytes(500)),
    hold(seal.seal(bytes(100_000), [IDENTITY])[:-1]),
    hold(seal.seal(b"no database at all", [IDENTITY])),
    hold(seal.seal(b"SQLite format 3\x00" + b"\xff" * 5000, [IDENTITY])),
    inside("PRAGMA application_id = 7"),
    inside("DROP TABLE meta; CREATE TABLE meta (name TEXT PRIMARY KEY, value)"),
    inside("DELETE FROM meta WHERE name = 'key'"),
    inside("UPDATE meta SET value = 'short' WHERE name = 'key'"),
    inside("DELETE FROM person"),
    inside("UPDATE person SET languages = 'no JSON'"),
    inside("UPDATE fact SET kind = 'shoe size'"),
    inside("UPDATE fact SET value = x'ff'; UPDATE fact SET parts = x'ff'"),
    inside("UPDATE fact SET added = 'yesterday'"),
]


@provokes(errors.VaultOtherKey)
def a_vault_of_another_key(folder: Path, patch: pytest.MonkeyPatch) -> object:
    return hold(seal.seal(b"x", [seal.new_identity()]))(folder, patch)


@provokes(errors.BackupMissing)
def a_backup_that_is_not_there(folder: Path, patch: pytest.MonkeyPatch) -> object:
    return Vault.restore_backup(folder, 3, identity=IDENTITY)


@provokes(errors.VaultNewer)
def a_vault_of_next_year(folder: Path, patch: pytest.MonkeyPatch) -> object:
    return inside("PRAGMA user_version = 99")(folder, patch)


@provokes(errors.SQLiteUnfit)
def an_sqlite_without_deserialize(folder: Path, patch: pytest.MonkeyPatch) -> object:
    class Unfit:
        pass

    patch.setattr(sqlite3, "Connection", Unfit)
    return known(folder)


def refusing(code: int) -> Provoke:
    """A disk that answers `code` when a new file is written."""

    def provoke(folder: Path, patch: pytest.MonkeyPatch) -> object:
        def refuse(path: Path, data: bytes) -> None:
            raise OSError(code, "no")

        patch.setattr(disk, "write_new", refuse)
        with known(folder) as vault:
            vault.store.add_target("more")
            return vault.save()

    return provoke


def lying(folder: Path, patch: pytest.MonkeyPatch) -> object:
    """A disk that does not give back what was written."""
    write = disk.write_new
    patch.setattr(disk, "write_new", lambda path, data: write(path, data[:-1] + b"?"))
    with known(folder) as vault:
        vault.store.add_target("more")
        try:
            return vault.save()
        finally:
            (folder / "vault.age.new").unlink()


PROVOKE[errors.NotSaved] = [refusing(errno.EIO), lying]
PROVOKE[errors.DiskFull] = [refusing(errno.ENOSPC), refusing(errno.EDQUOT)]
PROVOKE[errors.FolderNotWritable] = [refusing(errno.EROFS), refusing(errno.EACCES)]


@provokes(errors.FactIdTaken)
def the_same_fact_twice(folder: Path, patch: pytest.MonkeyPatch) -> object:
    with known(folder) as vault:
        return vault.store.add_facts([Fact(id="new", kind=Kind.EMAIL, value="a@example.org", parts={}), HOME])


@provokes(errors.RelativeUnknown)
def a_fact_of_nobody(folder: Path, patch: pytest.MonkeyPatch) -> object:
    with known(folder) as vault:
        return vault.store.add_facts([Fact(id="new", kind=Kind.PHONE, value="+381 60 0000000", parts={}, of="home")])


CASES = [(error, provoke) for error, provokers in PROVOKE.items() for provoke in provokers]


@pytest.mark.parametrize(("error", "provoke"), CASES, ids=[error.__name__ for error, _ in CASES])
def test_each_error_is_itself_and_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: type[UnlistedError], provoke: Provoke
) -> None:
    if sys.platform == "win32" and provoke in (a_pipe_for_a_vault, a_link_for_a_vault):
        pytest.skip("Windows has no pipes in folders, and links only for administrators")
    folder = tmp_path / "vault"
    with Vault.create(folder, PASSPHRASE, PERSON, identity=IDENTITY, protect=protect) as vault:
        vault.store.add_facts([HOME])
        vault.save()
    freeze(folder)
    with pytest.raises(error) as raised:
        provoke(folder, monkeypatch)
    monkeypatch.undo()
    assert type(raised.value) is error
    for sentence in (raised.value.what, raised.value.next_step):
        said = sentence.format(**raised.value.values)
        assert "{" not in said
        assert "Lazara" not in said
    assert raised.value.exit_code == (2 if issubclass(error, FactError) else 4)
    assert raised.value.__cause__ is None
    assert contents(folder) == frozen


def test_every_error_is_provoked() -> None:
    """A new error needs a test above, or it cannot happen and should go."""
    leaves = {
        error
        for error in vars(errors).values()
        if isinstance(error, type) and issubclass(error, UnlistedError) and error.__module__ == errors.__name__
    }
    parents = {parent for error in leaves for parent in error.__mro__[1:]} - {errors.NotSaved}
    assert leaves - parents == set(PROVOKE)
    assert all(issubclass(error, VaultError | FactError) for error in leaves)
    assert len(schema.MIGRATIONS) < 99


def test_the_tree_in_the_docstring_is_the_tree() -> None:
    """The picture at the top of the module names every class, once."""
    assert errors.__doc__ is not None
    words = errors.__doc__.replace("├──", "").replace("└──", "").split()
    for error in PROVOKE:
        assert words.count(error.__name__) == 1
