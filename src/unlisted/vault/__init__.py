"""The vault: everything kept about the person, encrypted with age, and the only room that encrypts or keeps anything.

`Vault` opens, saves and changes the passphrase; `Vault.store` is what is inside; `forget` destroys. Anyone with the
stock age tool and the passphrase can recover it: `age -d -i identity.age vault.age > vault.sqlite`.
"""

from unlisted.vault.files import CANNOT_REACH, Forgotten, require_room, require_vault
from unlisted.vault.passphrase import generate_passphrase, normalised, read_passphrase_file
from unlisted.vault.rows import Edit, FactEdit, Round
from unlisted.vault.store import Store
from unlisted.vault.vault import Backup, Vault, forget

__all__ = [
    "CANNOT_REACH",
    "Backup",
    "Edit",
    "FactEdit",
    "Forgotten",
    "Round",
    "Store",
    "Vault",
    "forget",
    "generate_passphrase",
    "normalised",
    "read_passphrase_file",
    "require_room",
    "require_vault",
]
