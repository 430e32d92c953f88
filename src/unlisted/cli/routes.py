"""`unlisted routes`: how a stranger gets to each private fact, and the fewest doors to close."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import click

from unlisted.cli.app import Command
from unlisted.cli.door import FINISHED, VISIBLE, Door
from unlisted.errors import N_, UsageError
from unlisted.locale import translate as _

if TYPE_CHECKING:
    from unlisted.model import Fact
    from unlisted.report.routes import Line
    from unlisted.routes import Answer, ClosingOf, Place
    from unlisted.vault import Vault

LIKELIHOODS = ("sure", "likely", "maybe", "seldom")  # those of `unlisted.knowledge.Chance`, not imported for --help


class NoSuchTarget(UsageError):
    """`--to` names no private fact."""

    what: ClassVar[str] = N_("There is no private fact with the id {id}.")
    next_step: ClassVar[str] = N_("See the ids: `unlisted facts list`. What you use openly is where a stranger starts.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What the routes of a vault come to."""

    facts: tuple[Fact, ...]
    places: tuple[Place, ...]
    answers: tuple[Answer, ...]
    closing_of: ClosingOf


@click.command("routes", cls=Command, help=_("How a stranger gets to you, and the fewest doors to close."))
@click.option("--to", "to", multiple=True, metavar=_("FACT"), help=_("Only to this fact."))
@click.option(
    "--without",
    "closed",
    multiple=True,
    metavar=_("EXPOSURE"),
    help=_("As if this place were closed; may be given several times."),
)
@click.option(
    "--likelihood",
    type=click.Choice(LIKELIHOODS),
    default="maybe",
    help=_("How likely each step of a route has to be; `seldom` counts everything."),
)
@click.pass_obj
def routes(door: Door, to: tuple[str, ...], closed: tuple[str, ...], likelihood: str) -> None:
    """In words; ids and kinds, never values."""
    with door.vault() as vault:
        found = routes_of(door, vault, to=to, closed=closed, likelihood=likelihood)
        reached = [answer for answer in found.answers if answer.published or answer.easiest]
        door.exit_code = VISIBLE if reached else FINISHED
        if door.json:
            _as_json(found, closed, likelihood)
            return
        show_routes(door, found, without=bool(closed))


def routes_of(
    door: Door,
    vault: Vault,
    *,
    to: Sequence[str] = (),
    closed: Sequence[str] = (),
    likelihood: str = "maybe",
    thorough: bool = True,
) -> Found:
    """The routes in the vault, without the places in which the exposures of `closed` (their ids begin so) stand."""
    from unlisted.cli.exposures import find
    from unlisted.cli.plan import kept, today
    from unlisted.knowledge import Chance
    from unlisted.plan import closing_of as planned_closing
    from unlisted.routes import places, routes, targets, without

    knowledge, have = door.knowledge(), kept(vault)  # read once: it may be tens of thousands of places
    facts = have.facts
    chosen = {fact.id for fact in targets(facts, to)} if to else set()
    if unknown := [fact for fact in to if fact not in chosen]:
        raise NoSuchTarget(id=unknown[0])
    gone = {find(vault, one).id for one in closed}
    every = places(have.exposures, facts, knowledge.findability, knowledge.brokers)
    left = without(every, lambda place: any(exposure.id in gone for exposure in place.exposures))
    closing_of = planned_closing(have, knowledge, today())
    answers = routes(left, facts, closing_of, at_least=Chance(likelihood), only=to, thorough=thorough)
    return Found(facts=facts, places=left, answers=answers, closing_of=closing_of)


def show_routes(door: Door, found: Found, *, without: bool = False) -> None:
    """Each private fact: who reaches it, how, what to close, what that leaves."""
    from unlisted.report.routes import Names, answer_lines, notes, published_lines
    from unlisted.routes import IN_FULL

    if without:
        door.say(_("As if these places were closed. They are not: this is only what would be left."))
        door.say()
    names = Names(found.facts)
    if not found.answers:
        door.say(_("There is no private fact yet. Add what must not be found: `unlisted facts add`"))
        return
    _say(door, published_lines(found.answers, names))
    if any(answer.published for answer in found.answers):
        door.note(_("The steps in their order: `unlisted plan`"))
    for place, answer in enumerate(found.answers):
        _say(door, answer_lines(answer, names, found.closing_of, brief=place >= IN_FULL))
    if len(found.answers) > IN_FULL:
        door.note(_("The rest in short; one in full: `unlisted routes --to FACT`"))
    for words in notes(found.answers, found.places, found.facts, names):
        door.note(words)
    door.note(_("How each kind of place is found, and why: `unlisted knowledge show web-page`"))


def _say(door: Door, lines: Iterable[Line]) -> None:
    told = False
    for line in lines:
        told = True
        if line.form == "item":
            door.bullet(line.words)
        else:
            door.say(line.words)
    if told:
        door.say()


def _as_json(found: Found, closed: Sequence[str], likelihood: str) -> None:
    from unlisted.knowledge import Chance
    from unlisted.report.json import dump
    from unlisted.report.json_routes import children, routes_document

    document = routes_document(
        found.answers,
        found.closing_of,
        at_least=Chance(likelihood),
        hidden=children(found.facts),
        closed=closed,
    )
    click.echo(dump(document))
