"""`unlisted domains`: what the registrations of her own domains show of her, and where to look by hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from importlib import resources
from typing import TYPE_CHECKING, ClassVar

import click

from unlisted.cli.app import Command
from unlisted.cli.door import FINISHED, INCOMPLETE, VISIBLE, Door, now
from unlisted.cli.network import OnlyPlan, plan_options
from unlisted.cli.plans import Plans
from unlisted.errors import N_, UsageError
from unlisted.locale import translate as _
from unlisted.model import SeenFact, State

if TYPE_CHECKING:
    from unlisted.domains import Domain, Registration, Servers
    from unlisted.net import Planned
    from unlisted.vault import Vault

LIST_AT = "https://data.iana.org/rdap/dns.json"  # a test puts its own server here; there is no setting for it
STEPS = ("domain-privacy", "domain-contact-separate", "old-domains")  # items of the checklist


class NoDomains(UsageError):
    """No website among her facts."""

    what: ClassVar[str] = N_("There is no website of yours in the vault whose registration could be looked at.")
    next_step: ClassVar[str] = N_("Add it: `unlisted facts add`. The domain of an email address: name its id.")


class NotHerDomain(UsageError):
    """A name that is no fact of hers. Value: `name` as she typed it."""

    what: ClassVar[str] = N_("{name} is no domain among your facts, and only yours are looked up. Nothing was sent.")
    next_step: ClassVar[str] = N_("See your facts and their ids: `unlisted facts list`")


class ListNotRead(UsageError):
    """The list of servers could not be read."""

    what: ClassVar[str] = N_("The list of registers could not be read. No domain was asked about.")
    next_step: ClassVar[str] = N_("Try again later, or without --refresh, with the list that came with this program.")


@click.command("domains", cls=Command, help=_("What the registrations of your own domains show."))
@click.argument("names", nargs=-1, metavar=_("[NAME]..."))
@click.option("--refresh", is_flag=True, help=_("First ask for the newest list of registers (IANA)."))
@plan_options
@click.pass_obj
def domains(door: Door, names: tuple[str, ...], refresh: bool, plan_only: bool, agree: str | None) -> None:
    """NAME is a domain among her facts, or the id of a website or an email address."""
    from unlisted.cli.findings import fold
    from unlisted.domains import by_hand, domains, missing, not_asked, requests
    from unlisted.elsewhere import of_registrations

    with door.vault() as vault:
        facts = vault.store.facts()
        for name in missing(facts, names):
            raise NotHerDomain(name=name)
        hers = domains(facts, names)
        if not hers:
            raise NoDomains
        plans = Plans.of(door, vault, plan_only=plan_only, agree=agree)
        try:
            known = _newest(plans) if refresh else shipped()
            _say_day(door, known)
            planned = requests(hers, known)
            brokers = door.knowledge().brokers.values()
            asked = {domain.name for _line, domain in planned.values()}
            left = [by_hand(domain, brokers) for domain in hers if domain.name not in asked]
            began = now()
            found = _registrations(plans, planned)
        except OnlyPlan:
            return
        fold(vault, of_registrations(found, vault.keyed, began), began)
        vault.save()
        told = {one.domain.name for one in (*found, *left)}
        _finish(door, plans, [*found, *left, *(not_asked(one) for one in hers if one.name not in told)])


def shipped() -> Servers:
    """The list of registers that came with the program."""
    from unlisted.answers import NoAnswer
    from unlisted.domains import servers

    read = servers(resources.files("unlisted.knowledge").joinpath("rdap.json").read_bytes())
    if isinstance(read, NoAnswer):
        raise ListNotRead
    return read


def _say_day(door: Door, known: Servers) -> None:
    from unlisted.report.numbers import date_text

    if known.day:
        door.note(_("The list of registers is of {day}.", day=date_text(date.fromisoformat(known.day))))


def _newest(plans: Plans) -> Servers:
    """IANA's list, asked for now."""
    from unlisted.answers import NoAnswer, body_of
    from unlisted.domains import list_request, servers

    results = plans.results([list_request(LIST_AT)])
    reply = body_of(results[0]) if results else None
    read = servers(reply.body) if reply is not None and not isinstance(reply, NoAnswer) else None
    if read is None or isinstance(read, NoAnswer):
        raise ListNotRead
    return read


def _registrations(plans: Plans, planned: dict[str, tuple[Planned, Domain]]) -> list[Registration]:
    """What the registers show, and then the registrars they point to, if she agrees to ask those."""
    from unlisted.domains import follow_ups, judge, together

    seen = _seer(plans.vault)
    results = plans.results([line for line, _domain in planned.values()]) if planned else []
    found = {
        domain.name: judge(domain, line, result, seen=seen)
        for result in results
        for line, domain in (planned[result.line],)
    }
    further = follow_ups(found.values())
    if further:
        plans.door.note(_("These registers point to the registrars, which are other sites and may show more."))
        for result in plans.further([line for line, _domain in further.values()]):
            line, domain = further[result.line]
            found[domain.name] = together(found[domain.name], judge(domain, line, result, seen=seen))
    return list(found.values())


def _seer(vault: Vault) -> Callable[[str], tuple[SeenFact, ...]]:
    from unlisted.cli.search import seer
    from unlisted.match import compile_facts, manner_of

    return seer(compile_facts(vault.store.facts(), manner_of(vault.store.person())))


def _finish(door: Door, plans: Plans, found: Sequence[Registration]) -> None:
    unknown = any(one.state is State.UNKNOWN for one in found)
    visible = any(one.facts for one in found)
    door.exit_code = plans.exit_code(INCOMPLETE if unknown else VISIBLE if visible else FINISHED)
    if door.json:
        from unlisted.report.json import dump
        from unlisted.report.services import domains_document

        click.echo(dump(domains_document(found)))
        return
    from unlisted.report.registrations import fact_lines, registration_text

    for one in found:
        door.bullet(registration_text(one))
        for line in fact_lines(one):
            door.bullet(line, mark="  -")
        if one.page:
            door.say(_("Look there yourself, in a private window, and type only the domain:"))
            click.echo(f"  {one.page}")
    if visible or any(one.shown for one in found):
        door.say(_("What to do, each with its reason and its link:"))
        for step in STEPS:
            door.bullet(f"`unlisted knowledge show {step}`")
