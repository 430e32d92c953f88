"""`unlisted breaches`: leaked passwords, and leaks that hold her address; what is disclosed is said first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

import click

from unlisted.cli.app import Command
from unlisted.cli.door import FINISHED, INCOMPLETE, INTERRUPTED, VISIBLE, Door, now
from unlisted.cli.network import OnlyPlan, agreed, looked, plan_options
from unlisted.cli.progress import stoppable
from unlisted.cli.proving import only_proved
from unlisted.errors import N_, UsageError
from unlisted.locale import translate as _
from unlisted.model import Fact, Kind, LedgerEntry, State

if TYPE_CHECKING:
    from unlisted.breaches import Catalogue, Leaked, Leaks, Service
    from unlisted.net import Planned, Result
    from unlisted.passwords import Counted, Hashed
    from unlisted.vault import Vault


@dataclass(frozen=True, slots=True, kw_only=True)
class At:
    """Where the services are. There is no setting for it; a test puts its own server here."""

    passwords: str = "https://api.pwnedpasswords.com"
    hibp: str = "https://haveibeenpwned.com"
    xposedornot: str = "https://api.xposedornot.com"


AT = At()
HIBP = "Have I Been Pwned"
OWN_PAGES = {
    "https://haveibeenpwned.com/": N_("learns the address that you type, and from where you ask"),
    "https://xposedornot.com/": N_("learns the address that you type, and from where you ask"),
}


class NoAddress(UsageError):
    """No email address of hers to ask about."""

    what: ClassVar[str] = N_("There is no email address of yours in the vault to look for.")
    next_step: ClassVar[str] = N_("Add one: `unlisted facts add`. Passwords need none: `unlisted breaches --password`")


@click.command("breaches", cls=Command, help=_("Leaks that hold your passwords or your email address."))
@click.option("--password", is_flag=True, help=_("Type passwords to check; five characters of their hash leave."))
@click.option("--email", "emails", multiple=True, metavar=_("ID"), help=_("Only this email address, by its id."))
@click.option(
    "--hibp-key-file", "hibp", type=click.Path(path_type=Path), metavar=_("FILE"),
    help=_("Ask haveibeenpwned.com with the key in this file; the beginning of a hash leaves."),
)  # fmt: skip
@click.option("--in-clear", "clear", is_flag=True, help=_("Ask it with the readable address; every key can do that."))
@click.option("--xposedornot", is_flag=True, help=_("Ask XposedOrNot; the readable address leaves."))
@plan_options
@click.pass_obj
def breaches(
    door: Door,
    password: bool,
    emails: tuple[str, ...],
    hibp: Path | None,
    clear: bool,
    xposedornot: bool,
    plan_only: bool,
    agree: str | None,
) -> None:
    """Without a service it says where the owner of an address can look herself."""
    with door.vault() as vault:
        if password:
            _passwords(door, vault, plan_only=plan_only, agree=agree)
            return
        chosen = _addresses(vault, emails)
        if hibp is None and not xposedornot:
            _pages(door)
            return
        scripted = plan_only or agree is not None or not door.online or door.no_input
        hers = only_proved(door, vault, chosen, scripted=scripted)
        if not hers:
            _pages(door)
            door.exit_code = INCOMPLETE
            return
        planned = _planned(hers, hibp, clear=clear, xposedornot=xposedornot)
        _say_first(door, planned)
        _ask(door, vault, planned, plan_only=plan_only, agree=agree)
        if len(hers) < len(chosen) and door.exit_code in {FINISHED, VISIBLE}:
            door.exit_code = INCOMPLETE


# --- passwords ---


def _passwords(door: Door, vault: Vault, *, plan_only: bool, agree: str | None) -> None:
    from unlisted.net import plan_of
    from unlisted.passwords import judge, requests

    door.note(
        _(
            "Of each password the first 5 of 40 characters of its hash leave, which hundreds of other passwords share. "
            "The rest is compared here. Passwords are not kept. Do not type the passphrase of this vault."
        )
    )
    planned = requests(_typed(door), AT.passwords)
    try:
        plan = plan_of(line for line, _one in planned.values())
        agreement = agreed(door, plan, plan_only=plan_only, agree=agree, keyed=vault.keyed)
    except OnlyPlan:
        return
    numbers = {line: number for number, line in enumerate(planned, 1)}
    found: list[Counted] = []
    with stoppable(door) as stopping:
        for result in looked(door, agreement, _without_path(vault.store.record), stopping):
            found.append(judge(numbers[result.line], planned[result.line][1], result))
        interrupted = stopping()
    vault.save()
    found.sort(key=lambda one: one.number)
    door.exit_code = INTERRUPTED if interrupted else _status([one.state for one in found], of=len(planned))
    if door.json:
        _print_json(found, [])
        return
    from unlisted.report.leaks import password_text

    for one in found:
        door.bullet(password_text(one))
    if any(one.state is State.SEEN for one in found):
        _show_steps(door, _steps_for_passwords())


def _typed(door: Door) -> list[Hashed]:
    from unlisted.passwords import MOST, Hashed

    typed: list[Hashed] = []
    while len(typed) < MOST:
        typed.append(Hashed.of(door.secret(_("Password to check"))))
        if not door.yes(_("Another one?")):
            break
    return typed


def _without_path(record: Callable[[LedgerEntry], None]) -> Callable[[LedgerEntry], None]:
    """The ledger keeps that a range was asked for, not which: a digest of five characters is quickly undone."""
    return lambda entry: record(replace(entry, path=""))


def _steps_for_passwords() -> tuple[str, ...]:
    from unlisted.breaches import STEPS, Leaked

    return STEPS[Leaked.PASSWORD]


# --- addresses ---


def _addresses(vault: Vault, ids: Sequence[str]) -> list[Fact]:
    hers = [fact for fact in vault.store.facts() if fact.kind is Kind.EMAIL and fact.of is None]
    chosen = [fact for fact in hers if not ids or fact.id in ids]
    if not chosen:
        raise NoAddress
    return chosen


def _pages(door: Door) -> None:
    """Where she can look herself: the owner of an address is shown more than anybody else."""
    door.note(
        _(
            "Open these yourself, in a private window, on a computer that nobody else uses, and type your address "
            "there. Confirm it where you are asked to: leaks of a sensitive kind are shown only to the owner."
        )
    )
    door.note(
        _(
            "To ask by program instead, once an address is shown to be yours (`unlisted prove`): --hibp-key-file FILE "
            "or --xposedornot, and --online."
        )
    )
    if door.json:
        _print_json([], [])
        return
    for page, learns in OWN_PAGES.items():
        click.echo(page)
        door.say(f"  {_(learns)}")


_Planned = dict[str, "tuple[Planned, Fact, Service]"]


@dataclass(frozen=True, slots=True)
class _Asking:
    """The requests about addresses, and the one for the list of leaks that explains answers about ranges."""

    lines: _Planned
    catalogue: Planned | None


def _planned(facts: Sequence[Fact], hibp: Path | None, *, clear: bool, xposedornot: bool) -> _Asking:
    from unlisted.breaches import Service, catalogue_request, hibp_requests, xposedornot_requests
    from unlisted.cli.keyfile import key_from

    lines: _Planned = {}
    if hibp is not None:
        service = Service.HIBP if clear else Service.HIBP_RANGE
        some = hibp_requests(facts, key_from(hibp), AT.hibp, clear=clear)
        lines |= {line: (planned, fact, service) for line, (planned, fact) in some.items()}
    catalogue = catalogue_request(AT.hibp) if hibp is not None and not clear else None
    if xposedornot:
        some = xposedornot_requests(facts, AT.xposedornot)
        lines |= {line: (planned, fact, Service.XPOSEDORNOT) for line, (planned, fact) in some.items()}
    return _Asking(lines, catalogue)


def _say_first(door: Door, asking: _Asking) -> None:
    """Who learns what, before anything else."""
    from unlisted.breaches import Service

    asked = {service for _line, _fact, service in asking.lines.values()}
    told = (
        (
            Service.HIBP_RANGE,
            _(
                "{service} would learn the first 6 of 40 characters of a hash of your address, which many share, and "
                "your key, which is tied to how you paid for it.",
                service=HIBP,
            ),
        ),
        (
            Service.HIBP,
            _(
                "{service} would learn your address, readable, and your key, which is tied to how you paid for it.",
                service=HIBP,
            ),
        ),
        (
            Service.XPOSEDORNOT,
            _("XposedOrNot would learn your address, readable. It has no key; anyone can ask it about any address."),
        ),
    )
    for service, sentence in told:
        if service in asked:
            door.note(sentence)


def _ask(door: Door, vault: Vault, asking: _Asking, *, plan_only: bool, agree: str | None) -> None:
    from unlisted.breaches import judge
    from unlisted.cli.findings import fold
    from unlisted.elsewhere import of_leaks
    from unlisted.net import plan_of

    planned = [line for line, _fact, _service in asking.lines.values()]
    try:
        plan = plan_of([*planned, *([asking.catalogue] if asking.catalogue else [])])
        agreement = agreed(door, plan, plan_only=plan_only, agree=agree, keyed=vault.keyed)
    except OnlyPlan:
        return
    began = now()
    with stoppable(door) as stopping:
        results = list(looked(door, agreement, vault.store.record, stopping))
        interrupted = stopping()
    places = [broker.domain for broker in door.knowledge().brokers.values()]
    catalogue = _catalogue(results, places)
    found = [
        judge(fact, service, result, places=places, catalogue=catalogue)
        for result in results
        if result.line in asking.lines
        for _line, fact, service in (asking.lines[result.line],)
    ]
    found.sort(key=lambda one: (one.fact, one.service))
    fold(vault, of_leaks(found, vault.store.facts(), vault.keyed, began), began)
    vault.save()
    door.exit_code = INTERRUPTED if interrupted else _status([one.state for one in found], of=len(planned))
    if door.json:
        _print_json([], found)
        return
    _show(door, found)


def _catalogue(results: Sequence[Result], places: Sequence[str]) -> Catalogue | None:
    from unlisted.answers import NoAnswer
    from unlisted.breaches import CATALOGUE, read_catalogue

    result = next((one for one in results if one.line == CATALOGUE), None)
    read = read_catalogue(result, places) if result else None
    return None if isinstance(read, NoAnswer) else read


def _show(door: Door, found: Sequence[Leaks]) -> None:
    from unlisted.breaches import Service, steps_for
    from unlisted.model import Reason
    from unlisted.report.leaks import breach_lines, leaks_text, meaning_lines

    kinds: list[Leaked] = []
    for one in found:
        door.bullet(leaks_text(one))
        for line in breach_lines(one):
            door.bullet(line, mark="  -")
        kinds += one.kinds
    for line in meaning_lines(list(dict.fromkeys(kinds))):
        door.say(line)
    if any(one.service is Service.HIBP_RANGE and one.reason is Reason.KEY_REFUSED for one in found):
        door.note(_("Smaller subscriptions can ask with the readable address only: add --in-clear"))
    if any(one.state is not State.UNKNOWN for one in found):
        _show_steps(door, steps_for(dict.fromkeys(kinds)))


def _show_steps(door: Door, ids: Sequence[str]) -> None:
    """What to do: items of the checklist that there are, by id."""
    known = door.knowledge().checklist
    door.say(_("What to do, each with its reason and its link:"))
    for step in ids:
        if step in known:
            door.bullet(f"`unlisted knowledge show {step}`")


def _status(states: Sequence[State], *, of: int) -> int:
    if len(states) < of or State.UNKNOWN in states:
        return INCOMPLETE
    return VISIBLE if State.SEEN in states else FINISHED


def _print_json(counted: Sequence[Counted], found: Sequence[Leaks]) -> None:
    from unlisted.report.json import dump
    from unlisted.report.services import breaches_document

    click.echo(dump(breaches_document(counted, found, pages=list(OWN_PAGES))))
