"""What can be wrong with a vault, one class a cause, so that a person is told exactly what to do next.

    VaultError                        exit 4
    ├── VaultNotThere
    │   ├── VaultMissing              there is no vault in this folder
    │   ├── VaultGone                 vault.age is missing, its backups are there
    │   ├── VaultUnfinished           making the vault was cut off
    │   └── KeyMissing                identity.age is missing
    ├── VaultExists                   a vault is already there
    ├── FolderInUse                   the folder holds other things
    ├── VaultBusy                     another window has the vault open
    ├── FolderReadOnly                it cannot be locked, so it is not opened
    ├── PassphraseError
    │   ├── WrongPassphrase           it does not open identity.age
    │   ├── PassphraseEmpty  PassphraseUnusable
    │   └── PassphraseFileUnreadable  PassphraseFileNotText
    ├── UnlockError
    │   ├── UnlockRefused             identity.age asks for more work than any real vault
    │   ├── UnlockTooSlow             the unlocking did not end in time
    │   ├── UnlockFailed              the unlocking was stopped, mostly for want of memory
    │   └── ProtectionTooWeak         the machine was too busy to make a strong identity.age
    ├── VaultUnreadableError
    │   ├── VaultUnreadable           the system does not let us read it
    │   ├── VaultEmpty  VaultShort  VaultDamaged  VaultOtherKey
    │   ├── KeyDamaged                identity.age itself
    │   ├── BackupMissing             there is no backup of that number
    │   └── VaultNewer                made by a later version of unlisted
    ├── SQLiteUnfit                   this Python cannot keep a database in memory
    └── NotSaved                      a save failed; the last save is whole
        ├── DiskFull
        └── FolderNotWritable
    FactError                         exit 2
    ├── FactIdTaken                   a fact of that id is already in the vault
    └── RelativeUnknown               a fact is `of` a relative who is not in the vault

Values: `folder` as she typed it, `file` one of our own file names, `backups` how many are there, `number`s.
"""

from __future__ import annotations

from unlisted.errors import N_, FactError, VaultError


class VaultNotThere(VaultError):
    """There is no complete vault in the folder. Value: `folder`."""


class VaultMissing(VaultNotThere):
    """The folder is missing, or holds nothing of a vault. Value: `folder`."""

    what = N_("There is no vault in {folder}.")
    next_step = N_(
        "If your vault is in another folder, name that folder with --vault. To make a new one: `unlisted init`"
    )


class VaultGone(VaultNotThere):
    """`vault.age` is missing but backups are there. Values: `folder`, `file` of the newest backup."""

    what = N_("The file vault.age is missing from {folder}; its backups are still there.")
    next_step = N_("Delete nothing. To go back to the newest backup: `unlisted restore --backup 1`")


class VaultUnfinished(VaultNotThere):
    """A vault was begun here and not finished, or `vault.age` was taken away. Value: `folder`."""

    what = N_("In {folder} there is a key, identity.age, but no vault.")
    next_step = N_(
        "If you have a copy of vault.age, put it back into the folder. If making the vault was cut off and there is "
        "nothing to lose, clear it away with: `unlisted forget`"
    )


class KeyMissing(VaultNotThere):
    """`identity.age` is missing, without which nothing opens. Value: `folder`."""

    what = N_("The file identity.age is missing from {folder}; without it the vault cannot be opened.")
    next_step = N_(
        "Look for a copy of the folder and put its identity.age back. No passphrase opens the vault without it."
    )


class VaultExists(VaultError):
    """A new vault was asked for where one already is. Value: `folder`."""

    what = N_("There is already a vault in {folder}. It was not touched.")
    next_step = N_("Open it with its passphrase, or choose another folder with --vault.")


class FolderInUse(VaultError):
    """A new vault was asked for in a folder with other things in it. Value: `folder`."""

    what = N_("The folder {folder} already holds other things, or is not a folder.")
    next_step = N_("Choose a new or empty folder with --vault. A vault keeps a folder for itself.")


class VaultBusy(VaultError):
    """Another process holds the lock. Value: `folder`."""

    what = N_("The vault is open in another window.")
    next_step = N_("Close unlisted there, and try again.")


class FolderReadOnly(VaultError):
    """The lock cannot be taken, because nothing can be written. Value: `folder`."""

    what = N_("The folder {folder} cannot be written to, so the vault in it cannot be opened safely.")
    next_step = N_("Check that the folder belongs to you, or copy it to a disk you can write to and open it there.")


class PassphraseError(VaultError):
    """The passphrase cannot be used."""


class WrongPassphrase(PassphraseError):
    """The passphrase does not open `identity.age`."""

    what = N_("This passphrase does not open the vault. Nothing was changed.")
    next_step = N_(
        "Check the keyboard layout (English or Serbian, Latin or Cyrillic, Y and Z) and Caps Lock, and try again. "
        "There is no limit on tries."
    )


class PassphraseEmpty(PassphraseError):
    """Nothing was typed, or the file holds nothing."""

    what = N_("The passphrase is empty.")
    next_step = N_("Type the passphrase, or take the one that is offered.")


class PassphraseUnusable(PassphraseError):
    """It holds a line break or a control character, or is longer than anyone can type."""

    what = N_("The passphrase has a line break or an invisible control character in it, or is too long.")
    next_step = N_("Use one line of at most 1000 letters, digits, signs and spaces.")


class PassphraseFileUnreadable(PassphraseError):
    """The passphrase file cannot be read. Value: `file`, as she typed it."""

    what = N_("The passphrase file {file} cannot be read.")
    next_step = N_("Check that the file is there, that it is an ordinary file and that you may read it.")


class PassphraseFileNotText(PassphraseError):
    """The passphrase file is not UTF-8. Value: `file`, as she typed it."""

    what = N_("The passphrase file {file} is not UTF-8 text.")
    next_step = N_("Save it again as UTF-8: one line, nothing else in it.")


class UnlockError(VaultError):
    """The unlocking itself failed; the passphrase may well be right."""


class UnlockRefused(UnlockError):
    """The file asks for more work than any vault of ours. Values: `asked`, `limit`, both powers of two."""

    what = N_(
        "identity.age asks for an absurd amount of work (2^{asked}; at most 2^{limit} is done). Someone changed it."
    )
    next_step = N_("Put back a copy of identity.age that you trust.")


class UnlockTooSlow(UnlockError):
    """The unlocking was ended after `seconds`."""

    what = N_("Unlocking was not finished after {seconds} seconds and was stopped. Nothing was changed.")
    next_step = N_("Close other programs and try again.")


class UnlockFailed(UnlockError):
    """The unlocking process ended without an answer."""

    what = N_("Unlocking was stopped by the system, most likely because memory ran out. Nothing was changed.")
    next_step = N_("It needs about 1 GB of free memory for two seconds. Close other programs and try again.")


class ProtectionTooWeak(UnlockError):
    """The age library measures the machine to choose its work, and measured it too busy every time."""

    what = N_("This computer is too busy to protect a passphrase well. Nothing was changed.")
    next_step = N_("Close other programs, wait a minute and try again.")


class VaultUnreadableError(VaultError):
    """Files are there, but cannot be read as a vault. Values: `folder`, `file`, `backups`."""

    next_step = N_(
        "Make a copy of the whole folder first. Then, to go back to the newest backup: `unlisted restore --backup 1`"
    )


class VaultUnreadable(VaultUnreadableError):
    """No permission, a read error, or not an ordinary file."""

    what = N_("The file {file} cannot be read.")
    next_step = N_(
        "Check that the disk is connected, that {file} is an ordinary file and not a link, and that you may read it."
    )


class VaultEmpty(VaultUnreadableError):
    """The file has no bytes at all."""

    what = N_("The file {file} is empty. It was not always: this is damage, not a new vault.")


class VaultShort(VaultUnreadableError):
    """The file ends inside its header."""

    what = N_("The file {file} breaks off after its first lines.")


class VaultDamaged(VaultUnreadableError):
    """The file is not what was saved; its seal does not hold, or what is inside is not ours."""

    what = N_("The file {file} is damaged.")


class VaultOtherKey(VaultUnreadableError):
    """The file does not open with this identity. A damaged first line looks the same."""

    what = N_("The passphrase is right, but {file} was made for another identity.age, or its first lines are damaged.")
    next_step = N_(
        "Make a copy of the whole folder first. vault.age and identity.age belong together: put back both from one "
        "copy, or try the newest backup: `unlisted restore --backup 1`"
    )


class KeyDamaged(VaultUnreadableError):
    """`identity.age` is not what was saved."""

    what = N_("The file identity.age is damaged: it is not an age file under a passphrase.")
    next_step = N_(
        "Put back identity.age from a copy of the folder, of the time since the passphrase was last changed."
    )


class BackupMissing(VaultUnreadableError):
    """There is no such backup. Values: `file`, `backups`."""

    what = N_("There is no {file} beside the vault.")
    next_step = N_("There are {backups} backups. Choose one of those.")


class VaultNewer(VaultUnreadableError):
    """Values: `found` and `known` versions of the vault's inside."""

    what = N_(
        "This vault was saved by a newer unlisted (vault version {found}; this one knows {known}). Nothing was changed."
    )
    next_step = N_("Install the newest unlisted and open the vault with it.")


class SQLiteUnfit(VaultError):
    """This Python's SQLite cannot load a database from memory."""

    what = N_("This Python was built with an SQLite that cannot keep a database in memory only.")
    next_step = N_("Use Python from python.org, from your system or from uv, version 3.11 or newer.")


class NotSaved(VaultError):
    """A save failed. What was last saved is whole, and what is not saved is still in memory."""

    what = N_("The vault could not be saved: the disk refused. What was saved before is still there.")
    next_step = N_("Check that the disk is connected and healthy, and save again.")


class DiskFull(NotSaved):
    """No space, or no quota, left."""

    what = N_("The vault could not be saved: the disk is full. What was saved before is still there.")
    next_step = N_("Free some space on the disk of the vault, and save again.")


class FolderNotWritable(NotSaved):
    """No permission, or a read-only disk."""

    what = N_("The vault could not be saved: its folder cannot be written to. What was saved before is still there.")
    next_step = N_("Check that the folder belongs to you and that the disk is not read-only, and save again.")


class FactIdTaken(FactError):
    """Nothing of what was to be added was added. Value: `id`."""

    what = N_("A fact called {id} is already in the vault. Nothing was added.")
    next_step = N_("Give the new fact another id, or remove the old one first.")


class RelativeUnknown(FactError):
    """Nothing of what was to be added was added. Value: `id` of the relative."""

    what = N_("A fact is of {id}, but no such relative is in the vault. Nothing was added.")
    next_step = N_("Add the relative first, or in the same file.")
