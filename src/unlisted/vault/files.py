"""The files of a vault: which there are, saving so that nothing acknowledged is ever lost, and destroying them.

    identity.age              an age identity under the passphrase
    vault.age                 the database, sealed to that identity
    backup-1.age … -3.age     vault.age as it was before the last sessions, newest first
    backup-v1.age             vault.age as it was before the inside went from version 1 to a newer one
    damaged.age               a vault.age that could not be read, put aside when a backup took its place
    *.new                     being written; worth nothing, replaced by the next save
    vault.lock                held while the vault is open

A file gets its name only when its bytes are on the disk and were read back and opened. Until then the old file has it.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from unlisted.errors import N_, VaultError
from unlisted.vault import disk, seal
from unlisted.vault.disk import NEW
from unlisted.vault.errors import (
    DiskFull,
    FolderInUse,
    FolderNotWritable,
    KeyDamaged,
    KeyMissing,
    NotSaved,
    VaultDamaged,
    VaultEmpty,
    VaultExists,
    VaultGone,
    VaultMissing,
    VaultOtherKey,
    VaultShort,
    VaultUnfinished,
    VaultUnreadable,
)

IDENTITY, VAULT, LOCK, DAMAGED = "identity.age", "vault.age", "vault.lock", "damaged.age"
BACKUPS = ("backup-1.age", "backup-2.age", "backup-3.age")
VAULT_LIMIT, IDENTITY_LIMIT = 1 << 30, 1 << 16  # bytes; SQLite keeps at most 1 GiB in memory
_COPY = re.compile(r"backup-v?\d+\.age|damaged\.age")
_LITTER = frozenset({".DS_Store", "desktop.ini", "Thumbs.db"})  # what desktops put into an empty folder
CANNOT_REACH = (
    N_("Copies of the folder that you, a backup program or a cloud service made."),
    N_("Snapshots of the whole disk, such as Time Machine, File History or a system restore point."),
    N_("Old blocks of a solid-state disk or memory card: such disks do not write where they wrote before."),
    N_("Reports, letters and calendars you saved elsewhere, and what you printed or sent."),
    N_("Memory, swap and hibernation files of this computer until it is switched off."),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten:
    """What `forget` did. `removed`, `left` (refused by the system) and `others` (not ours, untouched) are file names.

    `cannot_reach` are message ids: what no program can promise to have destroyed.
    """

    removed: tuple[str, ...]
    left: tuple[str, ...]
    others: tuple[str, ...]
    folder_removed: bool
    cannot_reach: tuple[str, ...] = CANNOT_REACH


def require_vault(folder: Path) -> None:
    """Raises a `VaultNotThere` if `folder` holds no complete vault. Needs no passphrase and changes nothing."""
    there = names(folder)
    if VAULT in there:
        return
    kept = copies(folder)
    if kept:
        raise VaultGone(folder=str(folder), file=kept[0])
    if IDENTITY in there:
        raise VaultUnfinished(folder=str(folder))
    raise VaultMissing(folder=str(folder))


def require_room(folder: Path) -> None:
    """Raises `VaultExists` or `FolderInUse` unless a new vault may be made in `folder`."""
    if not os.path.lexists(folder):
        return
    there = names(folder)
    if VAULT in there or IDENTITY in there or copies(folder):
        raise VaultExists(folder=str(folder))
    if not folder.is_dir() or not all(is_ours(name) or name in _LITTER for name in there):
        raise FolderInUse(folder=str(folder))


def names(folder: Path) -> frozenset[str]:
    """The names in a folder; none if it is no folder."""
    try:
        return frozenset(path.name for path in folder.iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return frozenset()
    except OSError:
        raise VaultUnreadable(file=str(folder), folder=str(folder), backups=0) from None


def copies(folder: Path) -> tuple[str, ...]:
    """The names of all earlier copies of the vault, the newest backup first."""
    return tuple(sorted(name for name in names(folder) if _COPY.fullmatch(name)))


def load_identity(folder: Path) -> bytes:
    """The bytes of `identity.age`. Raises `KeyMissing`, or a `VaultUnreadableError` that says what is wrong."""
    if IDENTITY not in names(folder):
        raise KeyMissing(folder=str(folder))
    sealed = _load(folder, IDENTITY, IDENTITY_LIMIT)
    if seal.header(sealed) is None:
        raise KeyDamaged(file=IDENTITY, **_where(folder))
    return sealed


def load(folder: Path, name: str, identity: str) -> bytes:
    """What is sealed in one of the vault's files. Raises a `VaultUnreadableError` that says what is wrong."""
    sealed = _load(folder, name, VAULT_LIMIT)
    if seal.header(sealed) is None:
        kind = VaultShort if seal.breaks_off(sealed) else VaultDamaged
        raise kind(file=name, **_where(folder))
    try:
        return seal.unseal(sealed, identity)
    except seal.NotForThis:
        raise VaultOtherKey(file=name, **_where(folder)) from None
    except seal.Broken:
        raise damaged(folder, name) from None


def damaged(folder: Path, name: str) -> VaultDamaged:
    """The error for a file that is not what was saved."""
    return VaultDamaged(file=name, **_where(folder))


def readers(folder: Path) -> int:
    """For how many identities the vault or one of its copies is sealed, whichever is most. 1, unless a change of the
    passphrase was cut off."""
    most = 0
    for name in (VAULT, *copies(folder)):
        with contextlib.suppress(OSError):
            header = seal.header(disk.read(folder / name, VAULT_LIMIT, head=seal.HEADER_LIMIT))
            most = max(most, header.readers if header else 0)
    return most


def found(folder: Path, inside: bytes, identity: str, identity_file: bytes | None) -> None:
    """Put a new vault into a folder that has none. Raises `NotSaved`; then the folder still has none."""
    with saving():
        try:
            if identity_file is not None:
                disk.write_new(folder / (IDENTITY + NEW), identity_file)
                _same(disk.read(folder / (IDENTITY + NEW), IDENTITY_LIMIT), identity_file)
            _write(folder, VAULT, inside, (identity,))
        except OSError:
            for name in (IDENTITY, VAULT):
                with contextlib.suppress(OSError):
                    disk.remove(folder / (name + NEW))
            raise
        if identity_file is not None:
            disk.replace(folder / (IDENTITY + NEW), folder / IDENTITY)
        disk.replace(folder / (VAULT + NEW), folder / VAULT)
        disk.sync_folder(folder)
        disk.for_her_alone(folder, disk.PRIVATE_FOLDER)


def save(folder: Path, inside: bytes, identities: tuple[str, ...], *, keep: str | None = None) -> None:
    """Put `inside`, sealed to `identities`, in the place of `vault.age`. Raises `NotSaved`; then the old one is whole.

    `keep` is the name under which the old one is kept; the first of `BACKUPS` moves the others on.
    """
    with saving():
        _write(folder, VAULT, inside, identities)
        if keep is not None:
            _keep(folder, keep)
        disk.replace(folder / (VAULT + NEW), folder / VAULT)
        disk.sync_folder(folder)
        _tidy(folder)


def put_identity(folder: Path, identity_file: bytes) -> None:
    """Put another `identity.age` in the place of the old one. Raises `NotSaved`."""
    with saving():
        new = folder / (IDENTITY + NEW)
        disk.write_new(new, identity_file)
        _same(disk.read(new, IDENTITY_LIMIT), identity_file)
        disk.replace(new, folder / IDENTITY)
        disk.sync_folder(folder)


def reseal_copies(folder: Path, identity: str, identities: tuple[str, ...], *, drop: bool) -> None:
    """Seal every copy that `identity` opens to `identities`; with `drop`, remove those it does not open."""
    with saving():
        for name in copies(folder):
            try:
                inside = load(folder, name, identity)
            except VaultError:
                if drop:
                    disk.remove(folder / name)
                continue
            _write(folder, name, inside, identities)
            disk.replace(folder / (name + NEW), folder / name)
        disk.sync_folder(folder)


def put_aside(folder: Path) -> None:
    """Keep a `vault.age` that could not be read under another name, if there is one with anything in it."""
    with saving(), contextlib.suppress(FileNotFoundError):
        if (folder / VAULT).lstat().st_size:
            disk.replace(folder / VAULT, folder / DAMAGED)


def drop_copies(folder: Path) -> tuple[str, ...]:
    """Remove all backups and leftovers, best effort over their bytes too; returns the names. Raises `NotSaved`."""
    going = tuple(sorted(name for name in names(folder) if _COPY.fullmatch(name.removesuffix(NEW))))
    with saving():
        for name in (*going, VAULT + NEW, IDENTITY + NEW):
            path = folder / name
            with contextlib.suppress(FileNotFoundError):
                if path.lstat().st_nlink == 1:  # else these bytes may be the vault itself: a save cut off midway
                    disk.overwrite(path)
            disk.remove(path)
        disk.sync_folder(folder)
    return going


def destroy(folder: Path) -> tuple[list[str], list[str]]:
    """Destroy all files of the vault but the lock, the key first; returns the names removed and those refused."""
    removed: list[str] = []
    left: list[str] = []
    order = (IDENTITY, IDENTITY + NEW, VAULT, VAULT + NEW)
    there = names(folder)
    rest = sorted(name for name in there if is_ours(name) and name not in order and name != LOCK)
    for name in (*(name for name in order if name in there), *rest):
        with contextlib.suppress(OSError):
            disk.overwrite(folder / name)
        try:
            disk.remove(folder / name)
        except OSError:
            left.append(name)
        else:
            removed.append(name)
    with contextlib.suppress(OSError):
        disk.sync_folder(folder)
    return removed, left


@contextlib.contextmanager
def saving() -> Iterator[None]:
    """Turn what the system refuses into the `NotSaved` that says it."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", None)):
            raise DiskFull from None
        if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            raise FolderNotWritable from None
        raise NotSaved from None


def _write(folder: Path, name: str, inside: bytes, identities: tuple[str, ...]) -> None:
    """Write the file under its `.new` name, and read it back as each of its readers will."""
    new = folder / (name + NEW)
    disk.write_new(new, seal.seal(inside, identities))
    written = disk.read(new, VAULT_LIMIT)
    for identity in identities:
        try:
            _same(seal.unseal(written, identity), inside)
        except (seal.Broken, seal.NotForThis):
            raise OSError(errno.EIO, "not what was written") from None


def _same(read: bytes, written: bytes) -> None:
    if read != written:
        raise OSError(errno.EIO, "not what was written")


def _keep(folder: Path, keep: str) -> None:
    vault = folder / VAULT
    if not vault.exists():
        return
    if keep == BACKUPS[0]:
        if _is_kept(folder):  # by a save that then failed: once is enough
            return
        for older, newer in ((BACKUPS[2], BACKUPS[1]), (BACKUPS[1], BACKUPS[0])):
            with contextlib.suppress(FileNotFoundError):
                disk.replace(folder / newer, folder / older)
    disk.also_as(vault, folder / keep)


def _is_kept(folder: Path) -> bool:
    newest, vault = folder / BACKUPS[0], folder / VAULT
    if not newest.exists() or newest.stat().st_size != vault.stat().st_size:
        return False
    return newest.samefile(vault) or disk.read(newest, VAULT_LIMIT) == disk.read(vault, VAULT_LIMIT)


def _tidy(folder: Path) -> None:
    """Remove what earlier saves left half-written, and close to others what a copy or a move may have opened."""
    with contextlib.suppress(VaultError):  # what was to be saved is saved
        for name in filter(is_ours, names(folder)):
            if name.endswith(NEW):
                with contextlib.suppress(OSError):
                    disk.remove(folder / name)
            else:
                disk.for_her_alone(folder / name, disk.PRIVATE_FILE)
    disk.for_her_alone(folder, disk.PRIVATE_FOLDER)


def _load(folder: Path, name: str, limit: int) -> bytes:
    try:
        data = disk.read(folder / name, limit)
    except OSError:
        raise VaultUnreadable(file=name, **_where(folder)) from None
    if not data:
        raise VaultEmpty(file=name, **_where(folder))
    return data


def _where(folder: Path) -> dict[str, str | int]:
    return {"folder": str(folder), "backups": sum(name in BACKUPS for name in copies(folder))}


def is_ours(name: str) -> bool:
    """Whether a file of that name in a vault's folder is the vault's own."""
    name = name.removesuffix(NEW)
    return name in (IDENTITY, VAULT, LOCK) or _COPY.fullmatch(name) is not None
