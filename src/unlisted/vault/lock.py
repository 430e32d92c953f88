"""One vault, one process: the lock that is held while a vault is open."""

from __future__ import annotations

from pathlib import Path

from unlisted.vault import disk, files
from unlisted.vault.errors import FolderReadOnly, VaultBusy


class Lock:
    """The lock of the vault in `folder`, held from the moment this is made until `release`.

    Raises `VaultBusy` at once if another process, or another `Vault` of this one, holds it; `FolderReadOnly`.
    """

    def __init__(self, folder: Path) -> None:
        from filelock import FileLock, Timeout  # 60 ms

        self._lock = FileLock(folder / files.LOCK, timeout=0, mode=disk.PRIVATE_FILE)
        try:
            self._lock.acquire()
        except Timeout:
            raise VaultBusy(folder=str(folder)) from None
        except (OSError, NotImplementedError):  # a network disk may know no locks
            raise FolderReadOnly(folder=str(folder)) from None

    def release(self) -> None:
        """Let others in; safe to call twice."""
        self._lock.release()
