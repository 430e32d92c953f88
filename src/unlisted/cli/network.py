"""Going on the network: only with --online, and only for what she has seen and agreed to."""

from __future__ import annotations

import random
import secrets
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

import click

from unlisted.cli.door import Door, now
from unlisted.errors import N_, UsageError
from unlisted.locale import plural
from unlisted.locale import translate as _

if TYPE_CHECKING:
    from unlisted.net import Agreed, Disclosure, Limits, Looks, Pace, Plan, Proxy, Recorder, Result

_MOST_HOSTS = 12  # names of hosts in one question; --plan-only shows all

F = TypeVar("F", bound=Callable[..., Any])


class NotOnline(UsageError):
    """A look on the network was asked for without `--online`."""

    what: ClassVar[str] = N_("This would go on the network, and --online was not given. Nothing was sent.")
    next_step: ClassVar[str] = N_("See first what would be sent: the same command with --plan-only.")


class NotAgreed(UsageError):
    """A plan came up under `--no-input`."""

    what: ClassVar[str] = N_("Nothing is sent without a yes, and --no-input was given. Nothing was sent.")
    next_step: ClassVar[str] = N_("Read the plan with --plan-only --json, and agree to it with --agree HASH.")


class OnlyPlan(Exception):  # not an error: she asked for the plan and nothing else
    """The plan was shown and the command ends."""


def plan_options(command: F) -> F:
    """The two options of every command that can go on the network."""
    for option in (
        click.option(
            "--plan-only", "--dry-run", "plan_only", is_flag=True, help=_("Show what would be sent; send nothing.")
        ),
        click.option("--agree", metavar=_("HASH"), help=_("Agree to the plan with this hash without being asked.")),
    ):
        command = option(command)
    return command


def agreed(
    door: Door, plan: Plan, *, plan_only: bool, agree: str | None, keyed: Callable[[str], str] | None = None
) -> Agreed:
    """What she agrees to of `plan`. Raises `OnlyPlan`, `NotOnline`, `NotAgreed`, `PlanDiffers`.

    Each kind of disclosure is asked for once; hosts can be struck. `keyed` is needed where facts travel.
    """
    if plan_only:
        _show_plan(door, plan, keyed)
        raise OnlyPlan
    if not door.online:
        raise NotOnline
    if agree is not None:
        return plan.agree(agree, keyed)
    if door.no_input:
        raise NotAgreed
    kept: list[str] = []
    for disclosure in plan.disclosures():
        _say_disclosure(door, disclosure)
        if door.yes(_("Send these?")):
            kept += [line.id for line in disclosure.lines]
    struck = door.ask(_("Hosts to leave out, with spaces between them; Enter leaves out none")).split() if kept else []
    chosen = plan.only(kept).strike(struck)
    return chosen.agree(chosen.digest(keyed), keyed)


def looked(door: Door, agreement: Agreed, record: Recorder, stopping: Callable[[], bool]) -> Iterator[Result]:
    """The results of what was agreed to, as they come."""
    with looking(door, agreement, record, stopping) as results:
        yield from results


def looking(
    door: Door,
    agreement: Agreed,
    record: Recorder,
    stopping: Callable[[], bool],
    *,
    limits: Limits | None = None,
    pace: Pace | None = None,
) -> Looks:
    """The same for whoever asks control probes as well, or has other bounds; to be used in a `with`."""
    from unlisted.net import Gate, Limits, Pace, Settings

    gate = Gate(
        settings=Settings(limits=limits or Limits(), pace=pace or Pace(), proxy=_proxy(door), allowed=door.allowed),
        record=record,
        now=now,
        jitter=random.random,
        secret=secrets.token_hex(),
    )
    return gate.look(agreement, stopping=stopping)


def _proxy(door: Door) -> Proxy | None:
    """The proxy that was set. With --tor, where Tor answers; if it answers nowhere, every look fails there."""
    if not door.tor or door.proxy_url is not None:
        return door.proxy
    from unlisted.net import Proxy
    from unlisted.net.tor import tor_port

    port = tor_port()
    if port is None:
        door.note(_("Tor does not answer on this computer. Start the Tor Browser, leave it open, and try again."))
        return door.proxy
    return Proxy.tor(port)


def _show_plan(door: Door, plan: Plan, keyed: Callable[[str], str] | None) -> None:
    if door.json:
        from unlisted.report.json import dump

        click.echo(dump(plan.document(keyed)))  # type: ignore[arg-type]
        return
    for disclosure in plan.disclosures():
        _say_disclosure(door, disclosure, everything=True)
    door.say(_("Hash of the plan, for --agree: {hash}", hash=plan.digest(keyed)))


def _say_disclosure(door: Door, disclosure: Disclosure, *, everything: bool = False) -> None:
    """What would be disclosed to whom: as data where the plan was asked for, else beside the question."""
    from unlisted.report.requests import disclosure_text

    (door.say if everything else door.note)(disclosure_text(disclosure))
    hosts = list(dict.fromkeys(line.url.host for line in disclosure.lines))
    shown = hosts if everything else hosts[:_MOST_HOSTS]
    door.bullet(", ".join(shown), err=not everything)
    if left := len(hosts) - len(shown):
        more = plural("and {n} more host: --plan-only shows all", "and {n} more hosts: --plan-only shows all", left)
        door.bullet(more, err=True)
