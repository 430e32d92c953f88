"""What every command shares: the settings, the vault behind them, and the only ways to speak, ask and stop.

Data goes to standard output, everything else to standard error, so that either can be piped away.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import textwrap
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

import click

from unlisted.errors import N_, UnlistedError, UsageError
from unlisted.locale import translate as _
from unlisted.text.clean import clean

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from unlisted.knowledge import Knowledge
    from unlisted.net import Proxy
    from unlisted.vault import Vault

_LARGEST_OWN = 4_000_001  # bytes; the loader refuses longer texts than it
_COMMAND = re.compile(r"`[^`]*`")
FINISHED, VISIBLE, INCOMPLETE, INTERRUPTED = 0, 1, 3, 130


class NoInput(UsageError):
    """A question came up under `--no-input`."""

    what: ClassVar[str] = N_("This needs an answer, and --no-input was given.")
    next_step: ClassVar[str] = N_("Give it by a file (--passphrase-file, --facts), or run it again without --no-input.")


class Leave(Exception):  # not an error: she pressed q
    """She chose the way out; the screen is cleared."""


@dataclass
class Door:
    """One run's settings and its open vault, if any. Commands get it from click; the session keeps one open."""

    folder: Path | None = None
    passphrase_file: Path | None = None
    online: bool = False
    tor: bool = False
    proxy_url: str | None = None
    allow_hosts: tuple[str, ...] = ()
    json: bool = False
    no_input: bool = False
    plain: bool = False
    program: str = "unlisted"  # how she has to call it, for the commands that messages name
    identity: str | None = None  # tests and the demo: a vault opened without its passphrase
    exit_code: int = FINISHED
    while_waiting: Callable[[], AbstractContextManager[None]] = nullcontext  # around every question
    _open: Vault | None = field(default=None, repr=False)
    _knowledge: Knowledge | None = field(default=None, repr=False)

    # --- speaking ---

    def say(self, message: str = "") -> None:
        """A paragraph of data on standard output, wrapped to the screen."""
        click.echo(self._wrapped(message))

    def note(self, message: str = "") -> None:
        """A paragraph that is not data, on standard error."""
        click.echo(self._wrapped(message), err=True)

    def bullet(self, message: str, mark: str = "-", *, err: bool = False) -> None:
        """One line of a list, wrapped and indented, on standard output or standard error."""
        indent = " " * (len(mark) + 1)
        click.echo(self._wrapped(f"{mark} {message}", indent), err=err)

    def show(self, *views: RenderableType) -> None:
        """What `unlisted.report.terminal` made, on standard output."""
        console = self.console()
        with console.capture() as captured:
            console.print(*views, sep="\n")
        for line in self._callable(captured.get()).rstrip("\n").split("\n"):
            click.echo(line.rstrip())  # rich fills lines up with spaces

    def _callable(self, words: str) -> str:
        return words.replace("`unlisted", f"`{self.program}")

    def _wrapped(self, message: str, indent: str = "") -> str:
        # Commands are named as she has to type them, and kept on one line.
        whole = _COMMAND.sub(lambda command: command[0].replace(" ", "\u00a0"), self._callable(clean(message)))
        lines = whole.split("\n")
        wrapped = "\n".join(
            textwrap.fill(line, self.width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)
            if line
            else ""
            for line in lines
        )
        return wrapped.replace("\u00a0", " ")

    @property
    def width(self) -> int:
        """Columns to fill: the screen's, at most 80 so that lines stay readable."""
        return min(80, shutil.get_terminal_size((80, 24)).columns)

    def console(self, *, err: bool = False) -> Console:
        """A rich console for tables and progress; without colour or boxes where plain text was asked for."""
        from rich.console import Console

        return Console(
            stderr=err,
            no_color=self.plain,
            highlight=False,
            emoji=False,
            markup=False,
            width=self.width,
        )

    def clear(self) -> None:
        """Clear the screen, and what can be scrolled back to where the terminal allows it."""
        if sys.stdout.isatty():
            click.echo("\033[H\033[2J\033[3J", nl=False)

    # --- asking ---

    def ask(self, question: str, *, default: str | None = None) -> str:
        """A line she types; empty if she only presses Enter."""
        self._may_ask()
        with self.while_waiting():
            answer: str = click.prompt(
                self._wrapped(question),
                default=default or "",
                show_default=default is not None,
                prompt_suffix=" " if question.endswith((".", "?", "]")) and default is None else ": ",
                err=True,
            )
        return answer.strip()

    def secret(self, question: str) -> str:
        """A line she types that is not shown."""
        self._may_ask()
        with self.while_waiting():
            answer: str = click.prompt(question, hide_input=True, err=True)
        return answer

    def yes(self, question: str, *, default: bool = False) -> bool:
        """A yes or no; Enter means `default`. Understands both languages whichever is in use."""
        self._may_ask()
        hint = _("y/N") if not default else _("Y/n")
        while True:
            answer = self.ask(f"{question} [{hint}]").casefold()
            if not answer:
                return default
            if answer in {"y", "yes", "d", "da", "д", "да"}:
                return True
            if answer in {"n", "no", "ne", "н", "не"}:
                return False
            self.note(_("Please answer yes or no."))

    def choose(self, question: str, options: Sequence[str], *, default: int | None = None) -> int:
        """The index of the option she chose by number. `q` leaves and clears the screen."""
        self._may_ask()
        self.note(question)
        for number, option in enumerate(options, 1):
            click.echo(self._wrapped(f"  {number}  {option}", "     "), err=True)
        while True:
            answer = self.ask(
                _("Number, or q to leave"), default=None if default is None else str(default + 1)
            ).casefold()
            if answer == "q":
                raise Leave
            if answer.isdigit() and 1 <= int(answer) <= len(options):
                return int(answer) - 1
            self.note(_("Please type a number from 1 to {last}, or q.", last=len(options)))

    def pause(self, question: str) -> None:
        """Wait until she presses Enter; `q` leaves and clears the screen."""
        if self.ask(question).casefold() == "q":
            raise Leave

    def _may_ask(self) -> None:
        if self.no_input:
            raise NoInput

    # --- knowledge ---

    def knowledge(self) -> Knowledge:
        """What the program knows, with her own entries; what is wrong with those is said once."""
        if self._knowledge is None:
            from unlisted.knowledge import load

            self._knowledge = load(_own_files())
            for complaint in self._knowledge.complaints:
                explain(complaint, self)
        return self._knowledge

    # --- the network ---

    @property
    def proxy(self) -> Proxy | None:
        """The proxy that everything has to go through, if one is set."""
        from unlisted.net import Proxy

        if self.proxy_url is not None:
            return Proxy.parse(self.proxy_url)
        return Proxy.tor() if self.tor else None

    @property
    def allowed(self) -> frozenset[str]:
        """Private addresses that she allows to be asked."""
        from unlisted.net import allow

        return allow(*self.allow_hosts)

    # --- the vault ---

    @property
    def vault_folder(self) -> Path:
        """Where the vault is: `--vault`, `UNLISTED_VAULT`, or the system's place for data of a program."""
        if self.folder is not None:
            return self.folder
        from platformdirs import user_data_path

        return user_data_path("unlisted", appauthor=False, roaming=False)

    def passphrase(self, question: str | None = None) -> str:
        """The passphrase, from the file that was named or from her."""
        if self.passphrase_file is not None:
            from unlisted.vault import read_passphrase_file

            return read_passphrase_file(self.passphrase_file)
        return self.secret(question or _("Passphrase"))

    @contextmanager
    def vault(self) -> Iterator[Vault]:
        """The open vault; unlocked once, however often it is asked for in one session."""
        if self._open is not None:
            yield self._open
            return
        from unlisted.vault import Vault, require_vault

        require_vault(self.vault_folder)  # before a passphrase is asked for
        passphrase = None if self.identity else self.passphrase()
        if passphrase is not None:
            self.note(_("Unlocking: this takes about two seconds, and is meant to."))
        with Vault.open(self.vault_folder, passphrase, identity=self.identity) as vault:
            self._open = vault
            try:
                yield vault
            finally:
                self._open = None


def now() -> datetime:
    """The time, read in one place so that tests may stand still."""
    return datetime.now(UTC)


def own_folder() -> Path:
    """Where her own knowledge entries are: `UNLISTED_KNOWLEDGE`, or the system's place for settings of a program."""
    if named := os.environ.get("UNLISTED_KNOWLEDGE"):
        return Path(named)
    from platformdirs import user_config_path

    return user_config_path("unlisted", appauthor=False, roaming=False) / "knowledge"


def _own_files() -> list[tuple[str, str]]:
    """Names and texts of her own entries. A file that cannot be read is text that is not TOML, and complained of."""
    try:
        files = sorted(path for path in own_folder().iterdir() if path.suffix == ".toml" and path.is_file())
    except OSError:
        return []
    return [(path.name, _text_of(path)) for path in files]


def _text_of(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file.read(_LARGEST_OWN).decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return "\0"


def explain(error: UnlistedError, door: Door) -> None:
    """An error in two sentences: what happened, and what to do next."""
    for sentence in error.messages(_):
        door.note(sentence)
