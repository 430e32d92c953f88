"""One open vault: unlocking, saving, changing the passphrase, backups, keyed hashes, and forgetting everything."""

from __future__ import annotations

import contextlib
import hmac
import os
import secrets
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from unlisted.errors import VaultError
from unlisted.model import Person
from unlisted.vault import disk, files, schema, seal, unlock
from unlisted.vault.errors import (
    BackupMissing,
    FolderInUse,
    NotSaved,
    SQLiteUnfit,
    VaultMissing,
    VaultNewer,
    WrongPassphrase,
)
from unlisted.vault.files import Forgotten
from unlisted.vault.lock import Lock
from unlisted.vault.passphrase import normalised
from unlisted.vault.store import Store

try:
    import resource
except ImportError:  # Windows has neither the module nor core files
    resource = None  # type: ignore[assignment]

KEY_BYTES = 32

Clock = Callable[[], datetime]
Protect = Callable[[str, str], bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """An earlier copy of the vault. `facts` are the ids it still holds; None, like `saved`, if it cannot be opened.

    `number` is its place among the regular backups, 1 the newest; None for other copies.
    """

    name: str
    number: int | None
    saved: datetime | None
    facts: frozenset[str] | None


def _utc_now() -> datetime:
    return datetime.now(UTC)


class Vault:
    """An open vault; a context manager that holds the lock. What is not saved when it closes is lost.

    `store` is what is inside. Made by `create`, `open` and `restore_backup`.
    """

    def __init__(
        self, folder: Path, lock: Lock, identity: str, database: sqlite3.Connection, had: int, clock: Clock
    ) -> None:
        _no_core_files()
        self.folder = folder
        self.store = Store(database, clock)
        self._lock = lock
        self._identities: tuple[str, ...] = (identity,)  # two only while the passphrase is being changed
        self._database = database
        self._clock = clock
        self._had = had  # the version the file on the disk has
        self._keep = True  # the first save of a session keeps what was there before it
        self._saved_at = database.total_changes
        self._master = _key(database)
        self._keys: dict[str, bytes] = {}

    @classmethod
    def create(
        cls,
        folder: Path,
        passphrase: str | None,
        person: Person,
        *,
        identity: str | None = None,
        protect: Protect = unlock.protect,
        clock: Clock = _utc_now,
    ) -> Self:
        """Make a vault in a new or empty folder, and open it. About 4 s, nearly all of it scrypt.

        Without a passphrase an `identity` must be given; then no `identity.age` is written, and only that identity
        opens the vault (for tests). Raises `VaultExists`, `FolderInUse`, `PassphraseError`, `UnlockError`, `NotSaved`,
        `VaultBusy`.
        """
        if passphrase is None and identity is None:
            raise ValueError
        folder = _real(folder)
        files.require_room(folder)
        identity = identity or seal.new_identity()
        identity_file = protect(identity, normalised(passphrase)) if passphrase is not None else None
        with files.saving():
            try:
                disk.make_folder(folder)
            except (FileExistsError, NotADirectoryError):
                raise FolderInUse(folder=str(folder)) from None
        with contextlib.ExitStack() as undo:
            lock = Lock(folder)
            undo.callback(lock.release)
            files.require_room(folder)
            database = _database(folder, files.VAULT, None)
            undo.callback(database.close)
            with database:
                database.execute("INSERT INTO meta VALUES ('key', ?)", (secrets.token_bytes(KEY_BYTES),))
            vault = cls(folder, lock, identity, database, schema.version(database), clock)
            vault.store.set_person(person)
            files.found(folder, vault._inside(), identity, identity_file)
            vault._saved_at, vault._keep = database.total_changes, False
            undo.pop_all()
        return vault

    @classmethod
    def open(
        cls, folder: Path, passphrase: str | None = None, *, identity: str | None = None, clock: Clock = _utc_now
    ) -> Self:
        """Open the vault in `folder` with its passphrase: about 2 s, nearly all of it scrypt. Changes no byte.

        With `identity` no passphrase is needed and no scrypt is run (for tests). Raises `VaultNotThere`, `VaultBusy`,
        `PassphraseError`, `UnlockError`, `VaultUnreadableError`. Should a change of the passphrase have been cut off,
        it is finished here, so that the old passphrase opens nothing any more.
        """
        folder = _real(folder)
        files.require_vault(folder)
        return cls._unlocked(folder, files.VAULT, passphrase, identity, clock)

    @classmethod
    def restore_backup(
        cls,
        folder: Path,
        number: int,
        passphrase: str | None = None,
        *,
        identity: str | None = None,
        clock: Clock = _utc_now,
    ) -> Self:
        """Put backup `number` (1 the newest) in the place of `vault.age`, and open it. Arguments and errors as `open`.

        The `vault.age` that was there becomes the newest backup, or `damaged.age` if it does not open.
        """
        folder = _real(folder)
        name = f"backup-{number}.age"
        kept = files.copies(folder)
        if name not in kept:
            raise BackupMissing(file=name, folder=str(folder), backups=sum(one in files.BACKUPS for one in kept))
        vault = cls._unlocked(folder, name, passphrase, identity, clock)
        try:
            try:
                files.load(folder, files.VAULT, vault._identities[0])
            except VaultError:
                files.put_aside(folder)
                vault._keep = False
            vault._save()
        except BaseException:
            vault.close()
            raise
        return vault

    @classmethod
    def _unlocked(cls, folder: Path, name: str, passphrase: str | None, identity: str | None, clock: Clock) -> Self:
        if passphrase is None and identity is None:
            raise ValueError
        with contextlib.ExitStack() as undo:
            lock = Lock(folder)
            undo.callback(lock.release)
            if identity is None:
                identity = unlock.identity_of(files.load_identity(folder), normalised(passphrase or ""))
            database = _database(folder, name, files.load(folder, name, identity))
            undo.callback(database.close)
            try:
                had = schema.migrate(database)
                vault = cls(folder, lock, identity, database, had, clock)
            except schema.TooNew as error:
                raise VaultNewer(found=error.found, known=len(schema.MIGRATIONS)) from None
            except (sqlite3.DatabaseError, ValueError, TypeError):
                raise files.damaged(folder, name) from None
            if name == files.VAULT and files.readers(folder) > 1:
                with contextlib.suppress(NotSaved):  # she must get at her vault on a full disk too
                    vault._settle()
            undo.pop_all()
        return vault

    # --- saving ---

    @property
    def unsaved(self) -> bool:
        """Whether anything has changed since the last save."""
        return self._database.total_changes != self._saved_at or self._had != len(schema.MIGRATIONS)

    def save(self) -> None:
        """Put what is in memory on the disk; does nothing if nothing has changed. When this returns it is there.

        The first save of a session keeps the vault as it was before as the newest of three backups. Raises `NotSaved`:
        then the last save is whole on the disk, everything is still in memory, and saving can be tried again.
        """
        if self.unsaved:
            self._save()

    def _save(self) -> None:
        keep = files.BACKUPS[0] if self._keep else None
        if self._had != len(schema.MIGRATIONS):
            keep = f"backup-v{self._had}.age"
        files.save(self.folder, self._inside(), self._identities, keep=keep)
        self._saved_at = self._database.total_changes
        self._keep, self._had = False, len(schema.MIGRATIONS)

    def _inside(self) -> bytes:
        with self._database as database:
            now = self._clock().isoformat(timespec="seconds")
            database.execute("INSERT OR REPLACE INTO meta VALUES ('saved', ?)", (now,))
        return database.serialize()

    # --- the passphrase ---

    def change_passphrase(self, new: str, *, protect: Protect = unlock.protect) -> None:
        """Lock the vault under `new` and a new identity, saving what is unsaved. About 4 s.

        Cut off at any point, the old passphrase or the new one opens it. The backups are sealed anew, those that
        cannot be opened are removed; copies of the folder elsewhere still open with the old passphrase, as they were.
        Raises `PassphraseError`, `UnlockError`, `NotSaved`.
        """
        fresh = seal.new_identity()
        identity_file = protect(fresh, normalised(new))
        old = self._identities[0]
        # Until the new identity.age is surely in place, every save must open with both.
        self._identities = (*self._identities, fresh)
        self._save()
        files.reseal_copies(self.folder, old, self._identities, drop=False)
        files.put_identity(self.folder, identity_file)
        self._identities = (fresh,)
        self._settle()

    def check_passphrase(self, passphrase: str) -> None:
        """Raises `WrongPassphrase` unless it is this vault's. About 2 s."""
        if unlock.identity_of(files.load_identity(self.folder), normalised(passphrase)) not in self._identities:
            raise WrongPassphrase

    def _settle(self) -> None:
        """Seal everything to the one identity that is in force, so that an earlier one opens nothing here."""
        self._save()
        files.reseal_copies(self.folder, self._identities[0], self._identities, drop=True)

    # --- backups ---

    def backups(self) -> tuple[Backup, ...]:
        """The earlier copies beside the vault, the newest backup first."""
        return tuple(self._backup(name) for name in files.copies(self.folder))

    def backups_with_fact(self, fact_id: str) -> tuple[Backup, ...]:
        """The copies that still hold a fact, or cannot be opened and so may."""
        return tuple(backup for backup in self.backups() if backup.facts is None or fact_id in backup.facts)

    def drop_backups(self) -> tuple[str, ...]:
        """Remove all earlier copies and return their names. Raises `NotSaved`."""
        return files.drop_copies(self.folder)

    def _backup(self, name: str) -> Backup:
        number = files.BACKUPS.index(name) + 1 if name in files.BACKUPS else None
        try:
            database = _database(self.folder, name, files.load(self.folder, name, self._identities[0]))
            with contextlib.closing(database):
                saved = datetime.fromisoformat(str(_meta(database, "saved")))
                facts = frozenset(row[0] for row in database.execute("SELECT id FROM fact"))
        except (VaultError, sqlite3.DatabaseError, ValueError, TypeError):
            return Backup(name=name, number=number, saved=None, facts=None)
        return Backup(name=name, number=number, saved=saved, facts=facts)

    # --- keyed hashes ---

    def key(self, purpose: str) -> bytes:
        """32 bytes that only this vault knows, one key for each purpose. The same for as long as the vault lives."""
        if purpose not in self._keys:
            self._keys[purpose] = hmac.digest(self._master, purpose.encode(), "sha256")
        return self._keys[purpose]

    def keyed(self, text: str) -> str:
        """The identity of a place: 16 hexadecimal digits of an HMAC-SHA256, from which `text` cannot be guessed."""
        key = self.key("place")
        return hmac.digest(key, text.encode("utf-8", "surrogatepass"), "sha256").hex()[:16]

    # --- the end ---

    def close(self) -> None:
        """Lock the vault again, without saving."""
        self._database.close()
        self._lock.release()

    def forget(self) -> Forgotten:
        """Close the vault and destroy it. See `forget`."""
        self._database.close()
        return _forget(self.folder, self._lock)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def forget(folder: Path) -> Forgotten:
    """Destroy the key, the vault and its backups, in this order; no passphrase needed. What is not ours stays.

    Their bytes are overwritten first, which on most disks of today proves nothing; what makes them unreadable is that
    the key is gone. Raises `VaultMissing`, `VaultBusy`, `FolderReadOnly`.
    """
    folder = _real(folder)
    if not any(files.is_ours(name) for name in files.names(folder)):
        raise VaultMissing(folder=str(folder))
    return _forget(folder, Lock(folder))


def _forget(folder: Path, lock: Lock) -> Forgotten:
    try:
        removed, left = files.destroy(folder)
    finally:
        lock.release()
    with contextlib.suppress(OSError):
        disk.remove(folder / files.LOCK)
    others = tuple(sorted(name for name in files.names(folder) if not files.is_ours(name)))
    gone = False
    with contextlib.suppress(OSError):
        disk.remove_folder(folder)
        gone = True
    return Forgotten(removed=tuple(removed), left=tuple(left), others=others, folder_removed=gone)


def _database(folder: Path, name: str, data: bytes | None) -> sqlite3.Connection:
    """A database in memory: a new one, or the one that was sealed in the file `name`."""
    if not hasattr(sqlite3.Connection, "deserialize"):
        raise SQLiteUnfit
    try:
        database = schema.connect(data)
    except sqlite3.DatabaseError:
        raise files.damaged(folder, name) from None
    if data is None:
        schema.migrate(database)
    return database


def _meta(database: sqlite3.Connection, name: str) -> str | bytes:
    """One of the vault's values about itself. Raises `ValueError` if it is not there."""
    row = database.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
    if row is None:
        raise ValueError
    value: str | bytes = row[0]
    return value


def _key(database: sqlite3.Connection) -> bytes:
    key = _meta(database, "key")
    if not isinstance(key, bytes) or len(key) != KEY_BYTES:
        raise ValueError
    return key


def _real(folder: Path) -> Path:
    """The folder itself, should what she typed be a link to it."""
    return Path(os.path.realpath(folder))


def _no_core_files() -> None:
    """Should this process crash, the system must not write its memory to the disk."""
    if resource is not None:
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
