"""A disk that is full or broken, at any call of anything that writes: an error, and the last save whole."""

from __future__ import annotations

import errno
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from unlisted.errors import VaultError
from unlisted.vault import Vault, disk, files
from unlisted.vault.errors import DiskFull, FolderNotWritable, NotSaved, VaultMissing

from .cheap_age import protect
from .people import PERSON, exposure
from .recorded import RecordingOs, recording
from .test_power_cuts import identity_in

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the recorded calls are those of POSIX systems")


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A vault with a save, two backups and the passphrase `old`."""
    folder = tmp_path_factory.mktemp("base") / "vault"
    Vault.create(folder, "old", PERSON, protect=protect).close()
    for _ in range(2):
        with Vault.open(folder, identity=identity_in(folder, ("old",))) as vault:
            saved(vault, len(vault.store.targets()))
    return folder


def saved(vault: Vault, before: int) -> None:
    """One more save."""
    if len(vault.store.targets()) == before:
        vault.store.add_target(f"target-{before}")
        vault.store.put_exposures([exposure(before)])
    vault.save()


def refuses(action: Callable[[Vault], None], vault: Vault, code: int) -> bool:
    """Whether the action failed, as it must for that code: some calls may fail without harm."""
    try:
        action(vault)
    except DiskFull:
        return code == errno.ENOSPC
    except NotSaved:
        return code == errno.EIO
    return False


def do_save(vault: Vault) -> None:
    saved(vault, 2)


def do_change(vault: Vault) -> None:
    vault.change_passphrase("new", protect=protect)


def do_drop(vault: Vault) -> None:
    vault.drop_backups()


@pytest.mark.parametrize(
    ("action", "code"),
    [
        (do_save, errno.EIO),
        (do_save, errno.ENOSPC),
        (do_drop, errno.EIO),
        pytest.param(do_change, errno.EIO, marks=pytest.mark.slow),
        pytest.param(do_change, errno.ENOSPC, marks=pytest.mark.slow),
    ],
)
def test_every_call_may_fail(
    base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, action: Callable[[Vault], None], code: int
) -> None:
    make_each_call_fail(base, tmp_path, monkeypatch, action, code, every=1)


def test_every_seventh_call_of_a_change_may_fail(base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The quick form of what the slow run does at every call."""
    make_each_call_fail(base, tmp_path, monkeypatch, do_change, errno.EIO, every=7)


def make_each_call_fail(
    base: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    action: Callable[[Vault], None],
    code: int,
    *,
    every: int,
) -> None:
    """Let one call of the action fail, then the next; whatever it was, nothing is lost and trying again works."""
    folder = tmp_path / "vault"
    refused = 0
    for call in range(1, 500, every):
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(base, folder)
        identity = identity_in(folder, ("old",))
        os = RecordingOs(fail_at=call, error=code)
        with Vault.open(folder, identity=identity) as vault:
            with monkeypatch.context() as patch:
                recording(patch, os)
                refused += refuses(action, vault, code)
            if os.counted < call:
                break
            # with the vault still open: trying again works
            left = folder.with_name("left")
            shutil.rmtree(left, ignore_errors=True)
            shutil.copytree(folder, left)
            action(vault)
        for one in (left, folder):
            with Vault.open(one, identity=identity_in(one, ("old", "new"))) as vault:
                assert vault.store.targets()[:2] == ("target-0", "target-1")
                assert vault.store.exposures()[:2] == (exposure(0), exposure(1))
            assert files.readers(one) == 1
        if action is do_save:
            with Vault.open(folder, identity=identity) as vault:
                assert vault.store.targets() == ("target-0", "target-1", "target-2")
        if action is do_change:
            assert identity_in(folder, ("old",)) is None
    assert os.counted < call, "every call was made to fail"
    assert refused > 8


@pytest.mark.parametrize("code", [errno.EIO, errno.ENOSPC])
def test_making_a_vault_fails_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    """Whatever call fails, there is afterwards a vault that opens, or none and room to make it again."""
    for call in range(1, 100):
        folder = tmp_path / f"vault-{call}"
        os = RecordingOs(fail_at=call, error=code)
        with monkeypatch.context() as patch:
            recording(patch, os)
            try:
                Vault.create(folder, "old", PERSON, protect=protect).close()
            except NotSaved:
                pass
            else:
                if os.counted < call:
                    break
        try:
            files.require_vault(folder)
        except VaultMissing:
            Vault.create(folder, "old", PERSON, protect=protect).close()
        except VaultError:
            assert (folder / files.IDENTITY).exists()  # cut off between the two names: said so, nothing overwritten
            continue
        with Vault.open(folder, identity=identity_in(folder, ("old",))) as vault:
            assert vault.store.person() == PERSON
    assert call > 10


def test_a_failed_save_costs_no_backup(base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that refuses the last step again and again must not fill the backups with the same vault."""
    folder = tmp_path / "vault"
    shutil.copytree(base, folder)
    with Vault.open(folder, identity=identity_in(folder, ("old",))) as vault:
        before = [(folder / name).read_bytes() for name in files.copies(folder)]
        assert len(before) == 2
        vault.store.add_target("more")

        def refuse(source: Path, target: Path) -> None:
            if target.name == files.VAULT:
                raise PermissionError(errno.EACCES, "no")
            real(source, target)

        real = disk.replace
        with monkeypatch.context() as patch:
            patch.setattr(disk, "replace", refuse)
            for _ in range(5):
                with pytest.raises(FolderNotWritable):
                    vault.save()
        vault.save()
        assert [(folder / name).read_bytes() for name in files.copies(folder)][1:] == before


@pytest.mark.parametrize("code", [errno.EPERM, errno.ENOTSUP])
def test_a_disk_without_hard_links_keeps_copies(
    base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    folder = tmp_path / "vault"
    shutil.copytree(base, folder)

    def refuse(source: Path, target: Path) -> None:
        raise OSError(code, "no links here")

    monkeypatch.setattr("os.link", refuse)
    for number in range(2, 6):
        with Vault.open(folder, identity=identity_in(folder, ("old",))) as vault:
            saved(vault, number)
            newest = vault.backups()[0]
            assert newest.facts == frozenset()
        assert files.copies(folder) == files.BACKUPS
        assert (folder / "backup-1.age").stat().st_nlink == 1
    assert (folder / "backup-1.age").read_bytes() != (folder / "vault.age").read_bytes()


def test_dropping_backups_spares_a_vault_that_shares_their_bytes(base: Path, tmp_path: Path) -> None:
    """A save cut off between keeping the old vault and replacing it leaves one file under two names."""
    folder = tmp_path / "vault"
    shutil.copytree(base, folder)
    (folder / "backup-1.age").unlink()
    (folder / "backup-1.age").hardlink_to(folder / "vault.age")
    with Vault.open(folder, identity=identity_in(folder, ("old",))) as vault:
        assert vault.drop_backups() == ("backup-1.age", "backup-2.age")
    with Vault.open(folder, identity=identity_in(folder, ("old",))) as vault:
        assert len(vault.store.targets()) == 2
