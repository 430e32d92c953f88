"""The life of a vault: made, saved, reopened, its passphrase changed, brought back from a backup, forgotten."""

from __future__ import annotations

import os
import stat
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from unlisted.errors import VaultError
from unlisted.vault import CANNOT_REACH, Vault, disk, errors, files, forget, require_room, require_vault, seal
from unlisted.vault import vault as vault_module

from .cheap_age import protect
from .people import HOME, IDENTITY, NAME, PERSON, exposure

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="Windows has the profile's ACL instead of modes")

needs_links = pytest.mark.skipif(sys.platform == "win32", reason="Windows makes links for administrators only")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def again(folder: Path) -> Vault:
    return Vault.open(folder, identity=IDENTITY)


def reader_of(folder: Path, passphrase: str) -> str:
    """The identity that a passphrase opens, by the format alone."""
    from base64 import b64decode

    from unlisted.vault import child

    return b64decode(child.open_identity((folder / "identity.age").read_bytes(), passphrase)["text"]).decode()


# --- made and saved ---


def test_what_is_saved_is_there_again(folder: Path) -> None:
    with again(folder) as vault:
        assert vault.store.person() == PERSON
        vault.store.add_facts([HOME, NAME])
        assert vault.unsaved
        vault.save()
        assert not vault.unsaved
    with again(folder) as vault:
        assert vault.store.facts() == (HOME, NAME)
        assert not vault.unsaved


def test_what_is_not_saved_is_gone(folder: Path) -> None:
    with again(folder) as vault:
        vault.store.add_facts([HOME])
    with again(folder) as vault:
        assert vault.store.facts() == ()


def test_opening_and_saving_nothing_changes_no_byte(folder: Path) -> None:
    before = (folder / "vault.age").read_bytes()
    with again(folder) as vault:
        vault.store.facts()
        vault.save()
        vault.backups()
    assert (folder / "vault.age").read_bytes() == before
    assert sorted(path.name for path in folder.iterdir()) == ["vault.age", "vault.lock"]


def test_no_two_saves_are_alike(vault: Vault) -> None:
    vault.store.add_target("one")
    vault.save()
    first = (vault.folder / "vault.age").read_bytes()
    vault._save()
    assert (vault.folder / "vault.age").read_bytes() != first


@posix_only
def test_only_she_may_look(tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        folder = tmp_path / "new" / "deeper" / "vault"
        Vault.create(folder, "first", PERSON, protect=protect).close()
        with Vault.open(folder, identity=reader_of(folder, "first")) as vault:
            vault.store.add_target("one")
            vault.save()
    finally:
        os.umask(old)
    assert [mode(path) for path in (folder, folder.parent, folder.parent.parent)] == [0o700] * 3
    assert {path.name: mode(path) for path in folder.iterdir()} == dict.fromkeys(
        ("vault.age", "identity.age", "backup-1.age", "vault.lock"), 0o600
    )


@posix_only
def test_what_a_copy_opened_to_others_a_save_closes(tmp_path: Path) -> None:
    folder = tmp_path / "vault"
    folder.mkdir(mode=0o755)
    Vault.create(folder, "first", PERSON, protect=protect).close()
    assert mode(folder) == 0o700
    for path in (folder, *folder.iterdir()):
        path.chmod(0o755)
    with Vault.open(folder, identity=reader_of(folder, "first")) as vault:
        vault.store.add_target("one")
        vault.save()
    assert {mode(path) for path in folder.iterdir()} == {0o600}
    assert mode(folder) == 0o700


def test_an_empty_folder_will_do_for_a_vault(tmp_path: Path) -> None:
    folder = tmp_path / "vault"
    folder.mkdir()
    (folder / ".DS_Store").write_bytes(b"x")
    require_room(folder)
    Vault.create(folder, None, PERSON, identity=IDENTITY).close()
    require_vault(folder)
    with pytest.raises(errors.VaultExists):
        require_room(folder)


def test_a_making_that_was_cut_off_leaves_room(tmp_path: Path) -> None:
    folder = tmp_path / "vault"
    folder.mkdir()
    for name in ("vault.lock", "identity.age.new", "vault.age.new"):
        (folder / name).write_bytes(b"half")
    with pytest.raises(errors.VaultMissing):
        require_vault(folder)
    Vault.create(folder, None, PERSON, identity=IDENTITY).close()
    again(folder).close()


@needs_links
def test_a_link_to_a_folder_leads_to_the_vault(folder: Path) -> None:
    link = folder.with_name("link")
    link.symlink_to(folder, target_is_directory=True)
    with again(link) as vault:
        vault.store.add_target("one")
        vault.save()
    with again(folder) as vault:
        assert vault.store.targets() == ("one",)
    assert link.is_symlink()


def test_leftovers_are_ignored_and_cleared_away(folder: Path) -> None:
    for name in ("vault.age.new", "identity.age.new", "backup-1.age.new"):
        (folder / name).write_bytes(b"half")
    with again(folder) as vault:
        vault.store.add_target("one")
        vault.save()
    assert sorted(path.name for path in folder.iterdir()) == ["backup-1.age", "vault.age", "vault.lock"]


def test_what_is_not_ours_stays(folder: Path) -> None:
    (folder / "notes.txt.new").write_text("hers")
    with again(folder) as vault:
        vault.store.add_target("one")
        vault.save()
        vault.drop_backups()
    assert (folder / "notes.txt.new").read_text() == "hers"
    result = forget(folder)
    assert (result.others, result.folder_removed) == (("notes.txt.new",), False)
    assert [path.name for path in folder.iterdir()] == ["notes.txt.new"]


def test_an_error_inside_lets_the_vault_go(folder: Path) -> None:
    (folder / "vault.age").rename(folder / "aside")
    (folder / "vault.age").write_bytes(b"")
    with pytest.raises(errors.VaultEmpty):
        again(folder)
    (folder / "aside").replace(folder / "vault.age")
    again(folder).close()


def test_no_core_file_is_written_while_a_vault_was_open(vault: Vault) -> None:
    resource = pytest.importorskip("resource")
    assert resource.getrlimit(resource.RLIMIT_CORE)[0] == 0


# --- backups ---


class Days:
    """A clock that she can move."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


def test_the_last_three_sessions_are_kept(folder: Path) -> None:
    clock = Days()
    for day in range(6):
        clock.now += timedelta(days=1)
        with Vault.open(folder, identity=IDENTITY, clock=clock) as vault:
            for save in range(3):  # only the first save of a session makes a backup
                vault.store.add_target(f"{day}-{save}")
                vault.save()
    with Vault.open(folder, identity=IDENTITY, clock=clock) as vault:
        assert [backup.name for backup in vault.backups()] == list(files.BACKUPS)
        assert [backup.number for backup in vault.backups()] == [1, 2, 3]
        assert [backup.saved for backup in vault.backups()] == [clock.now - timedelta(days=day) for day in (1, 2, 3)]


def test_backups_say_which_facts_they_still_hold(folder: Path) -> None:
    with again(folder) as vault:
        vault.store.add_facts([HOME])
        vault.save()
    with again(folder) as vault:
        vault.store.add_facts([NAME])
        vault.save()
    with again(folder) as vault:
        assert vault.store.remove_fact("home") == ("home",)
        vault.save()
        assert [backup.facts for backup in vault.backups()] == [
            frozenset({"home", "name-1"}),
            frozenset({"home"}),
            frozenset(),
        ]
        assert [backup.number for backup in vault.backups_with_fact("home")] == [1, 2]
        (folder / "backup-3.age").write_bytes(b"damaged")  # what cannot be opened may hold it
        assert [backup.number for backup in vault.backups_with_fact("home")] == [1, 2, 3]
        assert vault.drop_backups() == files.BACKUPS
        assert vault.backups() == ()
    assert sorted(path.name for path in folder.iterdir()) == ["vault.age", "vault.lock"]


def test_a_removed_fact_is_not_in_what_is_saved(vault: Vault) -> None:
    vault.store.add_facts([HOME, NAME])
    vault.save()
    assert b"Cara Lazara 17" in vault._database.serialize()  # the control
    vault.store.remove_fact("home")
    assert b"Cara Lazara" not in vault._database.serialize()
    assert NAME.value.encode() in vault._database.serialize()


def test_a_backup_takes_the_place_of_a_damaged_vault(folder: Path) -> None:
    with again(folder) as vault:
        vault.store.add_target("one")
        vault.save()
    with again(folder) as vault:
        vault.store.add_target("two")
        vault.save()
    (folder / "vault.age").write_bytes(b"damaged")
    with pytest.raises(errors.VaultDamaged):
        again(folder)
    with Vault.restore_backup(folder, 1, identity=IDENTITY) as vault:
        assert vault.store.targets() == ("one",)
        vault.store.add_target("three")
        vault.save()
        assert [backup.name for backup in vault.backups()] == ["backup-1.age", "backup-2.age", "damaged.age"]
    with again(folder) as vault:
        assert vault.store.targets() == ("one", "three")
    assert (folder / "damaged.age").read_bytes() == b"damaged"


def test_going_back_can_be_taken_back(folder: Path) -> None:
    for target in ("one", "two", "three", "four"):
        with again(folder) as vault:
            vault.store.add_target(target)
            vault.save()
    with Vault.restore_backup(folder, 3, identity=IDENTITY) as vault:
        assert vault.store.targets() == ("one",)
        assert [backup.number for backup in vault.backups()] == [1, 2, 3]
    with Vault.restore_backup(folder, 1, identity=IDENTITY) as vault:
        assert vault.store.targets() == ("one", "two", "three", "four")
    assert not (folder / "damaged.age").exists()


@pytest.mark.parametrize("left", [None, b""])
def test_a_backup_takes_the_place_of_nothing(folder: Path, left: bytes | None) -> None:
    with again(folder) as vault:
        vault.store.add_target("one")
        vault.save()
    (folder / "vault.age").unlink()
    if left is not None:
        (folder / "vault.age").write_bytes(left)
    Vault.restore_backup(folder, 1, identity=IDENTITY).close()
    again(folder).close()
    assert not (folder / "damaged.age").exists()


def test_the_errors_next_step_works_by_hand(folder: Path) -> None:
    """ "Copy backup-1.age over vault.age" is what a person is told."""
    with again(folder) as vault:
        vault.store.add_target("one")
        vault.save()
    (folder / "vault.age").unlink()
    with pytest.raises(errors.VaultGone) as raised:
        again(folder)
    assert raised.value.values["file"] == "backup-1.age"
    (folder / "vault.age").write_bytes((folder / "backup-1.age").read_bytes())
    again(folder).close()


# --- the passphrase ---


def test_only_the_new_passphrase_opens_it(tmp_path: Path) -> None:
    folder = tmp_path / "vault"
    with Vault.create(folder, "old", PERSON, protect=protect) as vault:
        vault.store.add_facts([HOME])
        vault.save()
        key = vault.key("place")
    with Vault.open(folder, "old") as vault:
        vault.store.add_target("one")
        vault.save()
        old_identity = vault._identities[0]
        vault.check_passphrase("old")
        vault.store.add_target("unsaved until now")
        vault.change_passphrase("new\u0301", protect=protect)
        with pytest.raises(errors.WrongPassphrase):
            vault.check_passphrase("old")
        vault.check_passphrase("new\u0301")
        assert [backup.facts for backup in vault.backups()] == [frozenset({"home"})]
    with pytest.raises(errors.WrongPassphrase):
        Vault.open(folder, "old")
    with pytest.raises(errors.VaultOtherKey):  # an old identity.age, kept by someone else, opens nothing new either
        Vault.open(folder, identity=old_identity)
    for name in files.copies(folder):
        with pytest.raises(errors.VaultOtherKey):
            files.load(folder, name, old_identity)
    with Vault.open(folder, "new\u0301") as vault:
        assert vault.store.targets() == ("one", "unsaved until now")
        assert vault.key("place") == key


def test_a_change_that_was_cut_off_is_finished_when_it_is_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed after identity.age was replaced: the old key must not stay good for the vault and its backups."""
    folder = tmp_path / "vault"
    Vault.create(folder, "old", PERSON, protect=protect).close()
    old_identity = reader_of(folder, "old")
    with Vault.open(folder, identity=old_identity) as vault:
        vault.store.add_target("one")
        vault.save()
        monkeypatch.setattr(Vault, "_settle", lambda _: None)
        vault.change_passphrase("new", protect=protect)
        monkeypatch.undo()
    assert files.readers(folder) == 2
    with Vault.open(folder, "new") as vault:
        assert vault.store.targets() == ("one",)
    assert files.readers(folder) == 1
    for name in ("vault.age", *files.copies(folder)):
        with pytest.raises(errors.VaultOtherKey):
            files.load(folder, name, old_identity)


def test_a_backup_nobody_can_open_is_dropped_with_the_old_passphrase(tmp_path: Path) -> None:
    folder = tmp_path / "vault"
    with Vault.create(folder, "old", PERSON, protect=protect) as vault:
        (folder / "backup-3.age").write_bytes(seal.seal(b"someone else's", [seal.new_identity()]))
        vault.change_passphrase("new", protect=protect)
        assert vault.backups() == ()


# --- keyed hashes ---


def test_keys_are_the_vaults_own(tmp_path: Path, vault: Vault) -> None:
    assert vault.key("place") == vault.key("place")
    assert vault.key("place") != vault.key("fact")
    assert len(vault.key("place")) == 32
    assert vault.keyed("message:1") == vault.keyed("message:1")
    assert vault.keyed("message:1") != vault.keyed("message:2")
    assert len(vault.keyed("bad \ud83d name")) == 16
    with Vault.create(tmp_path / "other", None, PERSON, identity=IDENTITY) as other:
        assert other.keyed("message:1") != vault.keyed("message:1")


def test_keys_stay_the_same(folder: Path) -> None:
    with again(folder) as vault:
        keyed = vault.keyed("message:1")
    with again(folder) as vault:
        assert vault.keyed("message:1") == keyed


# --- forgetting ---


def test_forgetting_leaves_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "vault"
    Vault.create(folder, "old", PERSON, protect=protect).close()
    for number in range(4):
        with Vault.open(folder, identity=reader_of(folder, "old")) as vault:
            vault.store.add_target(str(number))
            vault.save()
    (folder / "vault.age.new").write_bytes(b"half")
    (folder / "damaged.age").write_bytes(b"damaged")
    result = forget(folder)
    assert result.removed[0] == "identity.age"  # the key first: from then on nothing opens
    assert set(result.removed) == {
        "identity.age", "vault.age", "vault.age.new", "backup-1.age", "backup-2.age", "backup-3.age", "damaged.age",
    }  # fmt: skip
    assert (result.left, result.others, result.folder_removed) == ((), (), True)
    assert result.cannot_reach == CANNOT_REACH
    assert not folder.exists()


def test_an_open_vault_can_be_forgotten(folder: Path) -> None:
    vault = again(folder)
    vault.store.put_exposures([exposure(1)])
    assert vault.forget().folder_removed
    vault.close()
    assert not folder.exists()


def test_forgetting_overwrites_first(folder: Path) -> None:
    size = (folder / "vault.age").stat().st_size
    (folder.with_name("other-name")).hardlink_to(folder / "vault.age")
    forget(folder)
    assert folder.with_name("other-name").read_bytes() == bytes(size)


@needs_links
def test_forgetting_follows_no_link(folder: Path) -> None:
    precious = folder.with_name("letter.txt")
    precious.write_text("hers")
    (folder / "backup-2.age").symlink_to(precious)
    forget(folder)
    assert precious.read_text() == "hers"


def test_forgetting_says_what_it_could_not_remove(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = disk.remove

    def refuse(path: Path) -> None:
        if path.name == "vault.age":
            raise PermissionError
        real(path)

    monkeypatch.setattr(disk, "remove", refuse)
    result = forget(folder)
    assert (result.left, result.folder_removed) == (("vault.age",), False)
    assert not any((folder / "vault.age").read_bytes())  # its bytes are gone all the same


def test_forgetting_needs_no_readable_vault(folder: Path) -> None:
    (folder / "vault.age").write_bytes(b"")
    assert forget(folder).folder_removed


@needs_links
def test_forgetting_by_a_link_removes_the_folder_itself(folder: Path) -> None:
    link = folder.with_name("link")
    link.symlink_to(folder, target_is_directory=True)
    assert forget(link).folder_removed
    assert not folder.exists()


def test_a_vault_needs_a_passphrase_or_an_identity(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(ValueError):
        Vault.open(folder)
    with pytest.raises(ValueError):
        Vault.create(tmp_path / "other", None, PERSON)
    assert not (tmp_path / "other").exists()
    assert issubclass(errors.VaultEmpty, VaultError)
    assert vault_module.KEY_BYTES == 32
