"""The command group, the options every command takes, and how errors become words and an exit status."""

from __future__ import annotations

import importlib
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import click

from unlisted.cli.door import INCOMPLETE, INTERRUPTED, Door, Leave, explain
from unlisted.errors import N_, NN_, UnlistedError
from unlisted.locale import Language, language
from unlisted.locale import translate as _
from unlisted.text.scripts import to_cyrillic

# command -> module; the order is the order in which a person needs them
COMMANDS = {
    "demo": "demo",
    "init": "setup",
    "facts": "facts",
    "check": "check",
    "exposures": "exposures",
    "brokers": "brokers",
    "routes": "routes",
    "rounds": "rounds",
    "accounts": "accounts",
    "prove": "proving",
    "search": "search",
    "breaches": "breaches",
    "domains": "domains",
    "keys": "keys",
    "plan": "plan",
    "next": "steps",
    "done": "steps",
    "report": "report",
    "emergency": "emergency",
    "knowledge": "knowledge",
    "passphrase": "safekeeping",
    "restore": "safekeeping",
    "forget": "safekeeping",
}


def _remember(name: str, convert: Callable[[Any], Any] = lambda value: value) -> Callable[..., None]:
    def callback(context: click.Context, _parameter: click.Parameter, value: Any) -> None:
        if value:  # given after the command, it wins; left out, it does not undo what stood before the command
            setattr(context.ensure_object(Door), name, convert(value))

    return callback


def _common() -> list[click.Option]:
    def option(*names: str, to: str, convert: Callable[[Any], Any] = lambda value: value, **more: Any) -> click.Option:
        return click.Option(names, expose_value=False, callback=_remember(to, convert), **more)

    return [
        option("--vault", to="folder", convert=Path, metavar=_("DIR"), help=_("The vault's folder.")),
        option(
            "--passphrase-file", to="passphrase_file", convert=Path, metavar=_("FILE"),
            help=_("Read the passphrase from this file."),
        ),
        option(
            "--online", to="online", is_flag=True,
            help=_("Allow the network, for what you have seen and agreed to. Off unless given."),
        ),
        option(
            "--tor", to="tor", is_flag=True,
            help=_("Go through Tor (its service, or the open Tor Browser), or not at all."),
        ),
        option(
            "--proxy", to="proxy_url", metavar="URL",
            help=_("Go through this SOCKS proxy, or not at all: socks5h://127.0.0.1:9050"),
        ),
        option(
            "--allow-host", to="allow_hosts", multiple=True, metavar=_("HOST:PORT"),
            help=_("An exception: a private address that may be asked, for a service of your own."),
        ),
        option("--json", to="json", is_flag=True, help=_("Data as JSON on standard output.")),
        option("--no-input", to="no_input", is_flag=True, help=_("Never ask; fail where an answer is needed.")),
        option("--plain", to="plain", is_flag=True, help=_("No colour, no boxes, for screen readers.")),
        click.Option(
            ["--lang"], type=click.Choice([lang.value for lang in Language]), expose_value=False,
            help=_("Language: English, Serbian, Serbian Cyrillic."),
        ),
    ]  # fmt: skip


class _Help(click.HelpFormatter):
    """Click's own words in Cyrillic too; its catalogue is the Latin one."""

    def write_heading(self, heading: str) -> None:
        super().write_heading(_script(heading))

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, _script(prefix if prefix is not None else _("Usage: ")))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 22, col_spacing: int = 2) -> None:
        super().write_dl([(term, _script(words)) for term, words in rows], col_max, col_spacing)


def _script(words: str) -> str:
    return to_cyrillic(words) if language() is Language.SERBIAN_CYRILLIC else words


def _sentence(words: str) -> str:
    """One of click's errors in the script in use; what she typed stands in quotation marks and stays as it is."""
    return "".join(part if part.startswith("'") else _script(part) for part in re.split(r"('[^']*')", words))


class _Context(click.Context):
    formatter_class = _Help


class Command(click.Command):
    """A command that also takes the common options."""

    context_class = _Context

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params += _common()


class Group(click.Group):
    """A group that also takes the common options, and whose commands do."""

    context_class = _Context
    command_class = Command

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params += _common()


class Root(Group):
    """The top group; a command's module is imported when the command is looked up."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"unlisted.cli.{COMMANDS[cmd_name]}")
        command: click.Command = getattr(module, cmd_name.replace("next", "next_"))
        return command


@click.group(
    cls=Root,
    invoke_without_command=True,
    help=_(
        "Find out, on your own machine, where the facts about you that must not be findable can be found. "
        "Without a command: one session that leads you through everything."
    ),
    epilog=_(
        "If you are in danger now, first go somewhere safe and call 192 in Serbia or 112 in the EU. "
        "`unlisted emergency` needs nothing set up."
    ),
)
@click.version_option(package_name="unlisted", message="%(version)s", help=_("Show the version and leave."))
@click.pass_context
def root(context: click.Context) -> None:
    """The bare command opens a session."""
    door = context.ensure_object(Door)
    if context.invoked_subcommand is None:
        from unlisted.cli.session import session

        session(door)


def called_as(first_word: str) -> str:
    """How she has to call the program: by its name if the shell finds it, else as she just did."""
    by_itself = Path(first_word).stem != "unlisted" or shutil.which("unlisted") is not None
    return "unlisted" if by_itself else first_word


def run(words: Sequence[str], door: Door | None = None) -> int:
    """Run one command line; every way it can end becomes an exit status (see the README)."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # NumPy would begin a thread a core for what is not done here
    folder = Path(os.environ["UNLISTED_VAULT"]) if os.environ.get("UNLISTED_VAULT") else None
    door = door or Door(folder=folder, program=called_as(sys.argv[0]))
    door.plain = bool(os.environ.get("NO_COLOR") or os.environ.get("ACCESSIBLE")) or not sys.stdout.isatty()
    try:
        root.main(args=list(words), prog_name="unlisted", standalone_mode=False, obj=door)
        return door.exit_code
    except UnlistedError as error:
        explain(error, door)
        return error.exit_code
    except click.UsageError as error:
        door.note(_sentence(error.format_message()))
        command = error.ctx.command_path if error.ctx else "unlisted"
        door.note(_("See `{command} --help`.", command=command))
        return 2
    except click.ClickException as error:
        door.note(_sentence(error.format_message()))
        return 2
    except Leave:
        door.clear()
        return door.exit_code
    except (click.Abort, KeyboardInterrupt, EOFError):
        door.note(_("Stopped. What was saved stays saved."))
        return INTERRUPTED
    except BrokenPipeError:  # the reader of a pipe went away
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return door.exit_code
    except Exception:  # a traceback quotes source lines and values; she gets two sentences instead
        if os.environ.get("UNLISTED_TRACEBACK"):
            raise
        explain(UnlistedError(), door)
        return INCOMPLETE  # a fault of ours counts as "could not finish"


# Messages of click's own that a person meets, in the versions we know; extracted here so that the catalogue has them.
_CLICK = (
    N_("Usage: "), N_("Options"), N_("Commands"), N_("Show this message and exit."), N_("Missing argument"),
    N_("Missing option"), N_("No such option {name!r}."), N_("No such command {name!r}."),
    N_("Invalid value: {message}"), N_("Invalid value for {param_hint}: {message}"),
    N_("{value!r} is not a valid {number_type}."), N_("Option {name!r} does not take a value."),
    NN_("{value!r} is not {choice}.", "{value!r} is not one of {choices}."),
    NN_("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments."),
    NN_("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})"),
    NN_("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)"),
)  # fmt: skip
