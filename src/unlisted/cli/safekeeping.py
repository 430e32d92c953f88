"""`unlisted passphrase`, `restore` and `forget`: changing the key, going back to a backup, destroying everything."""

from __future__ import annotations

from typing import ClassVar

import click

from unlisted.cli.app import Command
from unlisted.cli.door import Door
from unlisted.errors import N_, UsageError
from unlisted.locale import plural
from unlisted.locale import translate as _


class NotConfirmed(UsageError):
    """`forget` was called without a yes."""

    what: ClassVar[str] = N_("Nothing was destroyed.")
    next_step: ClassVar[str] = N_("To destroy the vault without being asked, give --yes.")


class Differ(UsageError):
    """The new passphrase was typed in two ways."""

    what: ClassVar[str] = N_("The two passphrases are not the same. Nothing was changed.")
    next_step: ClassVar[str] = N_("Try again.")


@click.command("passphrase", cls=Command, help=_("Change the passphrase."))
@click.option("--new-file", type=click.Path(), metavar=_("FILE"), help=_("Read the new passphrase from this file."))
@click.pass_obj
def passphrase(door: Door, new_file: str | None) -> None:
    """A new passphrase makes a new identity, so that an old copy with the old passphrase reads no later vault."""
    with door.vault() as vault:
        new = new_passphrase(door, new_file)
        vault.change_passphrase(new)
    door.note(_("The passphrase is changed. Copies of the folder made earlier still open with the old one."))


def new_passphrase(door: Door, file: str | None) -> str:
    """A passphrase for a vault: from a file, or one that is offered, or her own typed twice."""
    from pathlib import Path
    from secrets import SystemRandom

    from unlisted.vault import generate_passphrase, read_passphrase_file

    if file is not None:
        return read_passphrase_file(Path(file))
    offered = generate_passphrase(SystemRandom())
    door.note(_("A passphrase protects everything you enter. Here is one that nobody can guess:"))
    door.note(f"\n{offered}\n")
    door.note(
        _(
            "Write it on paper and keep the paper away from the computer. Nobody can recover it: without it, what you "
            "enter is lost, for you and for everyone."
        )
    )
    options = [_("Use this one"), _("I will type my own")]
    if door.choose(_("Which passphrase?"), options, default=0) == 0:
        while True:  # the only proof that it is on the paper is to read it from there
            door.pause(_("Enter when it is on the paper; the screen is cleared then"))
            door.clear()
            if door.ask(_("Type it from your paper")).casefold().split() == offered.split():
                return offered
            door.note(_("That is not it. Here it is again:"))
            door.note(f"\n{offered}\n")
    own = door.secret(_("Your passphrase, at least 12 characters; better five words or more"))
    if own != door.secret(_("The same again")):
        raise Differ
    return own


@click.command("restore", cls=Command, help=_("Go back to a backup of the vault."))
@click.option("--backup", "number", type=int, metavar="N", help=_("Which backup; 1 is the newest."))
@click.pass_obj
def restore(door: Door, number: int | None) -> None:
    """List the backups, or put one in the place of the vault; what is replaced becomes a backup itself."""
    from unlisted.vault import Vault
    from unlisted.vault.files import BACKUPS, copies

    if number is None:
        kept = [name for name in BACKUPS if name in copies(door.vault_folder)]
        for index, name in enumerate(kept, 1):
            door.bullet(name, mark=f"{index}:")
        door.note(plural("{n} backup; 1 is the newest.", "{n} backups; 1 is the newest.", len(kept)))
        door.note(_("To go back to one: `unlisted restore --backup 1`"))
        return
    passphrase = None if door.identity else door.passphrase()
    with Vault.restore_backup(door.vault_folder, number, passphrase, identity=door.identity):
        door.note(_("Backup {number} is now the vault. What was there before is kept beside it.", number=number))


@click.command("forget", cls=Command, help=_("Destroy the key and the vault for good."))
@click.option("--yes", is_flag=True, help=_("Do not ask."))
@click.pass_obj
def forget(door: Door, yes: bool) -> None:
    """Destroy the key and the vault, and say plainly what that cannot reach."""
    from unlisted.vault import forget as destroy

    folder = door.vault_folder
    door.note(
        _(
            "This destroys the vault in {folder}: your facts, what was found, your steps. Nobody can bring it back.",
            folder=str(folder),
        )
    )
    door.note(_("If a court or an authority has summoned you, ask a lawyer first: destroying records may be punished."))
    if not yes and (door.no_input or not door.yes(_("Destroy it?"))):
        raise NotConfirmed
    gone = destroy(folder)
    door.note(_("The key and the vault are destroyed."))
    for name in gone.left:
        door.note(_("The system did not let go of {file}; delete it by hand.", file=name))
    door.note(_("This cannot reach:"))
    for beyond in gone.cannot_reach:
        door.bullet(_(beyond), err=True)
