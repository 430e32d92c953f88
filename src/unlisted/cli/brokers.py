"""`unlisted brokers`: places that publish people, one after another, each opened by herself; and the ways to leave."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import Enum
from typing import TYPE_CHECKING, ClassVar

import click

from unlisted.cli.app import Command, Group
from unlisted.cli.door import FINISHED, VISIBLE, Door, Leave, now
from unlisted.cli.saved import check_page
from unlisted.errors import N_, UsageError
from unlisted.locale import plural
from unlisted.locale import translate as _
from unlisted.model import Answer, Intent, SeenFact, Situation, Visibility

if TYPE_CHECKING:
    from unlisted.lookups import Place
    from unlisted.vault import Vault

CHOICES: tuple[tuple[Answer, str], ...] = (
    (Answer.SEEN, N_("I am there")),
    (Answer.NOT_ME, N_("Somebody else with my name")),
    (Answer.NOT_THERE, N_("I did not find myself")),
    (Answer.COULD_NOT_LOOK, N_("I could not look")),
)


class NoSuchPlace(UsageError):
    """The id of no broker entry."""

    what: ClassVar[str] = N_("There is no place with the id {id}.")
    next_step: ClassVar[str] = N_("See the ids: `unlisted brokers list`, or `unlisted knowledge search WORD`")


@click.group(
    "brokers", cls=Group, invoke_without_command=True, help=_("Look yourself up, place by place, with a guide.")
)
@click.pass_context
def brokers(context: click.Context) -> None:
    """Bare, it leads through the places that are due; with --json it lists them."""
    if context.invoked_subcommand is None:
        door = context.ensure_object(Door)
        with door.vault() as vault:
            if door.json or door.no_input:
                list_places(door, vault, everything=False)
            else:
                guide(door, vault)


@brokers.command("list", cls=Command, help=_("The places, in the order in which to look."))
@click.option("--all", "everything", is_flag=True, help=_("Also those that are optional or put off until later."))
@click.pass_obj
def list_(door: Door, everything: bool) -> None:
    """Where she stands with each."""
    with door.vault() as vault:
        list_places(door, vault, everything=everything)


@brokers.command("show", cls=Command, help=_("One place: how to look, how to leave."))
@click.argument("place_id", metavar=_("ID"))
@click.pass_obj
def show(door: Door, place_id: str) -> None:
    """The place in full. The way out is shown only where she was seen, or where asking tells it nothing new."""
    with door.vault() as vault:
        place = find(door, vault, place_id)
        if door.json:
            _print_json([place])
            return
        show_place(door, place, reveal_link=False)
        show_way_out(door, place)


@brokers.command("mark", cls=Command, help=_("Keep what you saw at a place, or how far your request is."))
@click.argument("place_id", metavar=_("ID"))
@click.argument("answer", type=click.Choice([answer.value for answer in Answer]), metavar=_("ANSWER"))
@click.pass_obj
def mark(door: Door, place_id: str, answer: str) -> None:
    """For scripts and for later; the guide asks the same."""
    with door.vault() as vault:
        place = find(door, vault, place_id)
        keep(vault, place, Answer(answer), [])
        vault.save()
        door.note(_("Remembered."))


# --- shared with the session ---


def queue_of(door: Door, vault: Vault, also: Sequence[str] = ()) -> tuple[Place, ...]:
    """Her queue as it stands today, with the places that `also` names by id; looking again rests while she does."""
    from unlisted.cli.plan import resting
    from unlisted.lookups import queue, rested

    known, store = door.knowledge().brokers, vault.store
    places = queue(known, store.person(), store.facts(), store.exposures(), store.answered(), now().date(), also)
    return rested(places, resting(vault))


def find(door: Door, vault: Vault, place_id: str) -> Place:
    """The place with this id: of her queue, or of the catalogue."""
    found = next((place for place in queue_of(door, vault, [place_id]) if place.broker.id == place_id), None)
    if found is None:
        raise NoSuchPlace(id=place_id)
    return found


def list_places(door: Door, vault: Vault, *, everything: bool) -> None:
    """The places as JSON or as lines; exit status 1 if she is visible at one."""
    from unlisted.lookups import Stand, due

    places = queue_of(door, vault)
    seen = any(place.stand in (Stand.SEEN, Stand.SEEN_AGAIN) for place in places)
    door.exit_code = VISIBLE if seen else FINISHED
    shown = places if everything else [place for place in due(places, now().date()) if not place.optional]
    if door.json:
        _print_json(shown)
        return
    from unlisted.report.places import stand_text, title

    for place in shown:
        door.bullet(f"{title(place.broker)}: {stand_text(place)} · {place.broker.id}")
    if left := len(places) - len(shown):
        door.note(
            plural(
                "{n} more place: `unlisted brokers list --all`", "{n} more places: `unlisted brokers list --all`", left
            )
        )


def _print_json(places: Sequence[Place]) -> None:
    from unlisted.report.json import brokers_document, dump

    click.echo(dump(brokers_document(places)))


# --- the guide ---


def guide(door: Door, vault: Vault) -> None:
    """Through the places that are due, one at a time; every answer is saved at once, so she can stop anywhere."""
    from unlisted.lookups import due

    done: set[str] = set()
    door.note(_("You open each place yourself. Nothing is sent from here."))
    door.note(_("Use a private window, signed out of everything, and not a shared computer."))
    optional = False
    while True:
        waiting = [p for p in due(queue_of(door, vault), now().date()) if p.broker.id not in done]
        essential = [place for place in waiting if not place.optional]
        if not essential and not optional:
            if not waiting:
                break
            door.note()
            door.note(_("Stop here: the rest is optional, and rest matters too."))
            optional = door.yes(
                plural("{n} optional place is left. Go on?", "{n} optional places are left. Go on?", len(waiting))
            )
            if not optional:
                break
        if not waiting:
            break
        place = (essential or waiting)[0]
        done.add(place.broker.id)
        door.clear()
        door.note(plural("{n} place to go.", "{n} places to go.", len(essential or waiting)))
        try:
            visit(door, vault, place)
        except Leave:
            break
    door.say(_("Enough for now. Everything you answered is saved; what is due again will be offered again."))


class _More(Enum):
    """What she can choose at a place besides an answer."""

    SAVED = N_("Check a page that I saved")
    PASTED = N_("Check text that I paste")
    LATER = N_("Later")
    OPEN = N_("Open it in my browser")


def visit(door: Door, vault: Vault, place: Place) -> None:
    """One place: show how to look, ask what she saw, and on a hit show the way out."""
    from unlisted.lookups import Stand

    url = show_place(door, place, reveal_link=True)
    if place.stand not in (Stand.SEEN, Stand.SEEN_AGAIN):
        answer, seen = _ask_what(door, vault, place, url)
        if answer is None:
            return
        if answer is Answer.SEEN and not seen:
            seen = _ask_which(door, vault)
        keep(vault, place, answer, seen)
        vault.save()
        door.note(_("Remembered."))
        if answer is not Answer.SEEN:
            return
        place = find(door, vault, place.broker.id)
    ask_to_leave(door, vault, place)


def _ask_what(door: Door, vault: Vault, place: Place, url: str | None) -> tuple[Answer | None, list[SeenFact]]:
    """Her answer, None for later; and which of her facts a page that she saved or pasted shows."""
    may_open = url is not None and Situation.SHARED_DEVICE not in vault.store.situation()
    choices: list[tuple[Answer | _More, str]] = [*CHOICES, *((more, more.value) for more in _More)]
    choices = choices if may_open else choices[:-1]
    while True:
        question = _("What did you see? Look by name, not only at an old link.")
        chosen = choices[door.choose(question, [_(label) for _choice, label in choices])][0]
        if isinstance(chosen, Answer):
            return chosen, []
        if chosen is _More.LATER:
            return None, []
        if chosen is _More.OPEN and url is not None:
            click.launch(url)  # only ever here, because she pressed the key for this one
        elif seen := check_page(door, vault, place.broker.domain, pasted=chosen is _More.PASTED).facts:
            return Answer.SEEN, list(seen)


def _ask_which(door: Door, vault: Vault) -> list[SeenFact]:
    from unlisted.cli.exposures import ticked

    facts = [fact for fact in vault.store.facts() if fact.of is None]
    return ticked(door, tuple(facts)) if facts else []


def keep(vault: Vault, place: Place, answer: Answer, seen: Sequence[SeenFact]) -> None:
    """Keep an answer, and the exposure that goes with it: a place where she is, or is no longer to be seen."""
    from unlisted.rounds import by_hand

    broker, store = place.broker, vault.store
    store.answer(broker.id, answer)
    exposure = by_hand(
        broker.domain, facts=seen, intent=Intent.PUBLISHES, date=None, reach=broker.reach, now=now(), keyed=vault.keyed
    )
    old = store.exposure(exposure.id)
    if answer is Answer.SEEN:
        if old is not None:
            exposure = replace(exposure, first_seen=old.first_seen)
            if not seen:  # what she saw the last time
                exposure = replace(exposure, facts=old.facts, strength=old.strength, what=old.what)
        store.put_exposures([exposure])
    elif old is not None and answer in (Answer.NOT_THERE, Answer.NOT_ME):
        state = Visibility.NOT_VISIBLE if answer is Answer.NOT_THERE else Visibility.NOT_ME
        store.put_exposures([replace(old, state=state, last_looked=now())])


def show_place(door: Door, place: Place, *, reveal_link: bool) -> str | None:
    """What a person must know to look herself, and the link that was shown.

    A link with a private fact is shown only after she has agreed.
    """
    from unlisted.report.places import look_lines, stand_text, tells_text, title

    door.say(title(place.broker))
    door.say(stand_text(place))
    for line in look_lines(place, now().date()):
        door.bullet(line)
    if place.link is None:
        return None
    url = place.link.url
    if place.link.private and place.broker.lookup and place.broker.lookup.url:
        door.say(tells_text(place.link.tells))
        if not (reveal_link and door.yes(_("It is not public. Show that link?"))):
            url = place.broker.lookup.url
    elif place.link.tells:
        door.say(tells_text(place.link.tells))
    click.echo(url)
    return url


def show_way_out(door: Door, place: Place) -> bool:
    """How to leave the place; false if there is nothing to show."""
    from unlisted.report.places import way_out_lines

    if place.way_out is None:
        return False
    for line in way_out_lines(place.way_out, place, door.knowledge().brokers):
        if line.startswith(("https://", "+")) or "@" in line.split(" ")[0]:
            click.echo(f"  {line}")
        else:
            door.bullet(line)
    return True


def ask_to_leave(door: Door, vault: Vault, place: Place) -> None:
    """The way out, and whether she has taken it."""
    if not show_way_out(door, place):
        door.say(_("No way out is known here. What remains: the search engines, and `unlisted plan`."))
        return
    if door.choose(_("And now?"), [_("Later"), _("I have asked")], default=0) == 1:
        keep(vault, place, Answer.ASKED, [])
        vault.save()
        door.note(_("Remembered. You will be asked to look again after 1, 4 and 16 weeks."))
