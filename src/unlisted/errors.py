"""Every error a person can meet, in pairs: what happened, and what to do next.

    UnlistedError
    ├── UsageError            exit 2   the command or what was typed does not fit
    │   └── FactError         exit 2   a fact that does not validate; names the line and the reason
    ├── KnowledgeError        exit 2   an entry of the knowledge data is wrong; names file, line and remedy
    └── VaultError            exit 4   the vault cannot be opened or saved

`what` and `next_step` are message ids in English; the doors translate them and fill in `values`. Values are closed:
her own words, file names she typed, numbers and enumerations, never document text and never another exception's text.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar


def N_(message: str) -> str:
    """Mark a message for translation without translating it here."""
    return message


def NN_(one: str, many: str) -> tuple[str, str]:
    """Mark a message with a plural for translation without translating it here."""
    return one, many


class UnlistedError(Exception):
    """Base of all errors that are shown to a person. `values` fill the braces of the two messages."""

    what: ClassVar[str] = N_("Something went wrong inside unlisted.")
    next_step: ClassVar[str] = N_("Nothing was sent anywhere. Try again; what was saved before is still there.")
    exit_code: ClassVar[int] = 2

    def __init__(self, **values: str | int) -> None:
        super().__init__(type(self).__name__)
        self.values = values

    def messages(self, translate: Callable[[str], str] = str) -> tuple[str, str]:
        """What happened and what to do next, through `translate`, with the values filled in."""
        return translate(self.what).format(**self.values), translate(self.next_step).format(**self.values)


class UsageError(UnlistedError):
    """The command, or what was typed at a prompt, does not fit."""


class FactError(UsageError):
    """A fact that does not validate. Subclasses live in `unlisted.facts`, one a reason."""


class KnowledgeError(UnlistedError):
    """An entry of the knowledge data is wrong. Subclasses live in `unlisted.knowledge`."""


class VaultError(UnlistedError):
    """The vault cannot be opened or saved. Subclasses live in `unlisted.vault`."""

    exit_code = 4
