"""`unlisted exposures`: what is visible, one in full, recording one by hand, what she says of one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

import click

from unlisted.cli.app import Command, Group
from unlisted.cli.door import FINISHED, VISIBLE, Door, now
from unlisted.cli.pages import is_online
from unlisted.errors import N_, UsageError
from unlisted.locale import translate as _
from unlisted.model import MOST_MEMBERS, Counted, Exposure, Fact, How, Intent, Members, Reach, SeenFact, Visibility
from unlisted.text.clean import clean

if TYPE_CHECKING:
    from unlisted.vault import Vault

_COUNT = re.compile(r"[0-9]{1,3}(?:[ .,\u00a0][0-9]{3})+|[0-9]{1,12}")
INTENTS = (
    (Intent.PUBLISHES, N_("It publishes the fact")),
    (Intent.SEEKS, N_("It asks for the fact")),
    (Intent.THREATENS, N_("It threatens")),
    (Intent.UNCLASSIFIED, N_("None of these, or I do not know")),
)


class NoSuchExposure(UsageError):
    """An exposure id that is not in the vault, or that begins several."""

    what: ClassVar[str] = N_("There is no exposure with the id {id}.")
    next_step: ClassVar[str] = N_("See the ids: `unlisted exposures`")


class NoOriginal(UsageError):
    """The original cannot be read again."""

    what: ClassVar[str] = N_("The original of this exposure cannot be read again: {target}")
    next_step: ClassVar[str] = N_(
        "It was recorded by hand, or the file was moved or changed. Check the file again: `unlisted check FILE`"
    )


class OriginalOnline(UsageError):
    """What was looked at online was not kept."""

    what: ClassVar[str] = N_("This was looked at on the internet, and no copy of it was kept: {target}")
    next_step: ClassVar[str] = N_(
        "Open the link yourself if you want to read it, best in Tor Browser: the site sees that somebody does."
    )


class OriginalHasNoJson(UsageError):
    """`--original` is for a person's eyes, once; it has no bulk and no JSON form."""

    what: ClassVar[str] = N_("An original is shown on a terminal only, one at a time.")
    next_step: ClassVar[str] = N_("Run it without --json and --no-input, in a window that others do not see.")


class NotByHand(UsageError):
    """An exposure that a look found was to be removed."""

    what: ClassVar[str] = N_("{id} was found by a look, not recorded by hand, so it is kept.")
    next_step: ClassVar[str] = N_("If it is not you: `unlisted exposures dismiss {id} --not-me`")


class NotACount(UsageError):
    """A number of members that is none, or that no group has."""

    what: ClassVar[str] = N_("This is not a number of members: a whole number from 1 to {most}.")
    next_step: ClassVar[str] = N_("Write it in digits, for example 70000. About right is good enough.")


class CountMissing(UsageError):
    """No number of members was given, and nobody may be asked."""

    what: ClassVar[str] = N_("How many members the group has was not said.")
    next_step: ClassVar[str] = N_("Say it: `unlisted exposures members ID --members N`")


class NotInAGroup(UsageError):
    """Members were told of what is no group or channel."""

    what: ClassVar[str] = N_("{id} is not a message in a group or channel, so it has no members.")
    next_step: ClassVar[str] = N_("Choose one that is: `unlisted exposures`")


class NotADate(UsageError):
    """A date typed by hand that is none."""

    what: ClassVar[str] = N_("This is not a date.")
    next_step: ClassVar[str] = N_("Write it as year-month-day, for example 2026-05-03.")


@click.group(cls=Group, invoke_without_command=True, help=_("What is visible now."))
@click.option("--all", "everything", is_flag=True, help=_("Also what is no longer visible, and what is not you."))
@click.pass_context
def exposures(context: click.Context, everything: bool) -> None:
    """Bare, it lists them."""
    if context.invoked_subcommand is None:
        door = context.ensure_object(Door)
        with door.vault() as vault:
            list_exposures(door, vault, everything=everything)


@exposures.command("show", cls=Command, help=_("One exposure in full."))
@click.argument("exposure_id", metavar=_("ID"))
@click.option("--reveal", is_flag=True, help=_("Show the values of your facts."))
@click.option("--original", is_flag=True, help=_("Read the original from your own file and show it once."))
@click.pass_obj
def show(door: Door, exposure_id: str, reveal: bool, original: bool) -> None:
    """Place, date, facts and strength; the original only on request, after a warning."""
    with door.vault() as vault:
        exposure = find(vault, exposure_id)
        show_one(door, vault, exposure, reveal=reveal)
        if original:
            show_original(door, exposure, vault.store.targets())


@exposures.command("add", cls=Command, help=_("Record one that you saw yourself: a link, a date, which facts."))
@click.pass_obj
def add(door: Door) -> None:
    """For those who have a tip, a link or a friend's phone and no export."""
    with door.vault() as vault:
        add_by_hand(door, vault)


@exposures.command("dismiss", cls=Command, help=_("Say that an exposure is not you; it is remembered."))
@click.argument("exposure_id", metavar=_("ID"))
@click.option("--not-me", is_flag=True, required=True, expose_value=False, help=_("It is a namesake."))
@click.pass_obj
def dismiss(door: Door, exposure_id: str) -> None:
    """A namesake. It comes back only if more of her facts appear in the same place."""
    with door.vault() as vault:
        exposure = find(vault, exposure_id)
        vault.store.put_exposures([replace(exposure, state=Visibility.NOT_ME)])
        vault.save()
        door.note(_("Remembered as not you. It comes back only if more of your facts appear in the same place."))


@exposures.command("members", cls=Command, help=_("Say how many members the group or channel of an exposure has."))
@click.argument("exposure_id", metavar=_("ID"))
@click.option("--members", "typed", metavar="N", help=_("How many members; you are asked if it is not given."))
@click.option("--forget", is_flag=True, help=_("Keep no number for this group any more."))
@click.pass_obj
def members(door: Door, exposure_id: str, typed: str | None, forget: bool) -> None:
    """A number, kept with the group: it counts for all that is seen there, now and later."""
    from unlisted.hunts import is_message

    if typed is None and door.no_input and not forget:
        raise CountMissing
    told = None if typed is None else said(typed)
    with door.vault() as vault:
        exposure = find(vault, exposure_id)
        if exposure.source == "mail" or not (is_message(exposure) or exposure.by_hand):
            raise NotInAGroup(id=exposure.id[:8])
        containers = _containers(vault, exposure)
        if forget:
            vault.store.remove_members(containers)
        else:
            told = told or said(door.ask(_("How many members does this group or channel have, about?")))
            vault.store.put_members(dict.fromkeys(containers, told))
        vault.save()
        _show_members(door, find(vault, exposure.id))


@exposures.command("remove", cls=Command, help=_("Remove one that you recorded by hand."))
@click.argument("exposure_id", metavar=_("ID"))
@click.pass_obj
def remove(door: Door, exposure_id: str) -> None:
    """What a look found stays, because a later look is compared with it; a namesake is dismissed instead."""
    with door.vault() as vault:
        exposure = find(vault, exposure_id)
        if not exposure.by_hand:
            raise NotByHand(id=exposure.id[:8])
        vault.store.remove_exposure(exposure.id)
        vault.save()
        door.note(_("{id} is removed.", id=exposure.id[:8]))


# --- shared with the session ---


def find(vault: Vault, exposure_id: str) -> Exposure:
    """The exposure whose id is, or alone begins with, `exposure_id`."""
    found = [exposure for exposure in vault.store.exposures() if exposure.id.startswith(exposure_id.casefold())]
    if len(found) != 1 or not exposure_id:
        raise NoSuchExposure(id=exposure_id)
    return found[0]


def said(typed: str) -> Members:
    """The number of members that she typed, with or without signs between the thousands. Raises `NotACount`."""
    from unlisted.report.numbers import number

    count = int(re.sub("[^0-9]", "", typed)) if _COUNT.fullmatch(typed.strip()) else 0
    if not 0 < count <= MOST_MEMBERS:
        raise NotACount(most=number(MOST_MEMBERS))
    return Members(count=count, on=now().date(), by=Counted.SAID)


def _containers(vault: Vault, exposure: Exposure) -> set[str]:
    """The group as the vault has it: what she recorded by its link stands apart from an export of the same chat."""
    chat = exposure.link.chat if exposure.link else None
    linked = {one.within for one in vault.store.exposures() if one.link and one.link.chat == chat}
    return linked | {exposure.within}


def _show_members(door: Door, exposure: Exposure) -> None:
    if door.json:
        from unlisted.report.json import dump, exposures_document

        click.echo(dump(exposures_document([exposure])))
        return
    from unlisted.report.words import counted_text

    if exposure.members:
        door.note(_("Remembered for all of this group: {members}", members=counted_text(exposure.members)))
    else:
        door.note(_("No number of members is kept for this group."))


def list_exposures(door: Door, vault: Vault, *, everything: bool) -> None:
    """The exposures, as JSON or as lines; exit status 1 if anything is visible."""
    from unlisted.rounds import rank

    found = sorted(vault.store.exposures(), key=rank)
    door.exit_code = VISIBLE if any(e.state is Visibility.VISIBLE for e in found) else FINISHED
    shown = [e for e in found if everything or e.state is Visibility.VISIBLE]
    if door.json:
        from unlisted.report.json import dump, exposures_document

        click.echo(dump(exposures_document(found)))
        return
    from unlisted.report.terminal import exposures_view

    door.show(*exposures_view(shown, hidden=len(found) - len(shown)))


def show_one(door: Door, vault: Vault, exposure: Exposure, *, reveal: bool) -> None:
    """One exposure in full."""
    if door.json:
        from unlisted.report.json import dump, exposures_document

        click.echo(dump(exposures_document([exposure])))
        return
    from unlisted.report.terminal import exposure_view

    door.show(*exposure_view(exposure, vault.store.facts(), reveal=reveal))
    show_ways_out(door, [exposure])


def show_ways_out(door: Door, exposures: Sequence[Exposure]) -> None:
    """How to be rid of those that are accounts, and what makes them show less."""
    from unlisted.cli.accounts import say_parts
    from unlisted.report.accounts import ACCOUNTS, sites_of, ways_out_parts

    accounts = [exposure for exposure in exposures if exposure.source == ACCOUNTS]
    if accounts:
        say_parts(door, ways_out_parts(accounts, sites_of(accounts, door.knowledge().sites.values())))


def show_original(door: Door, exposure: Exposure, targets: Iterable[str]) -> None:
    """Warn, then read the one document again from her own file and show it once; it is stored nowhere."""
    from unlisted.sources.folders import original

    if door.json or door.no_input:
        raise OriginalHasNoJson
    door.note(
        _(
            "What was written may be violent or sexual. You do not have to read it: the date and the place are enough "
            "for a report, and someone you trust can read it for you. It is shown once and stored nowhere."
        )
    )
    options = [_("Only the date and the place (shown above)"), _("Show me the text now")]
    if door.choose(_("What do you want to see?"), options, default=0) == 0:
        return
    if not exposure.by_hand and is_online(exposure.target, telegram=exposure.target.startswith("@")):
        raise OriginalOnline(target=exposure.target)
    file = None if exposure.by_hand else locate(exposure.target, targets)
    words = original(file, exposure.source, exposure.locator) if file else None
    if words is None:
        raise NoOriginal(target=exposure.target)
    door.say(clean(words))
    door.ask(_("Press Enter and the screen is cleared"))
    door.clear()


def locate(target: str, remembered: Iterable[str]) -> Path | None:
    """The file that was shown as `target`: as typed, or below one of the folders that are remembered in full."""
    parts = Path(target).parts
    candidates = [Path(target)]
    for root in map(Path, remembered):
        candidates += [root, *(root.joinpath(*parts[start:]) for start in range(len(parts)))]
    return next((path for path in candidates if path.name == Path(target).name and path.is_file()), None)


def add_by_hand(door: Door, vault: Vault) -> None:
    """A place or link, a date, her facts that were there, and what it does. Never text, never an image."""
    from unlisted.rounds import by_hand

    facts = vault.store.facts()
    if not facts:
        from unlisted.cli.check import NothingToLookFor

        raise NothingToLookFor
    place = door.ask(_("Where did you see it? A link, or a place in your own words"))
    if not place:
        return
    date = _date(door.ask(_("When was it written? Year-month-day; Enter if you do not know")))
    seen = ticked(door, facts)
    intent = INTENTS[door.choose(_("What does it do?"), [_(label) for _intent, label in INTENTS])][0]
    exposure = by_hand(place, facts=seen, intent=intent, date=date, reach=Reach.UNKNOWN, now=now(), keyed=vault.keyed)
    vault.store.put_exposures([exposure])
    vault.save()
    door.note(_("Recorded as {id}. Do not copy or forward what you saw.", id=exposure.id[:8]))


def _date(typed: str) -> datetime | None:
    if not typed:
        return None
    try:
        return datetime.fromisoformat(typed).replace(tzinfo=UTC)
    except ValueError:
        raise NotADate from None


def ticked(door: Door, facts: tuple[Fact, ...]) -> list[SeenFact]:
    """The facts she ticks, by numbers with commas; at least one."""
    from unlisted.report.words import kind_text

    door.note(_("Which of your facts were there?"))
    for number, fact in enumerate(facts, 1):
        door.note(f"  {number}  {fact.id} ({kind_text(fact.kind)})")
    while True:
        typed = door.ask(_("Numbers with commas between them")).replace(",", " ").split()
        if typed and all(word.isdigit() and 1 <= int(word) <= len(facts) for word in typed):
            ticked = [facts[int(word) - 1] for word in dict.fromkeys(typed)]
            return [
                SeenFact(fact=fact.id, kind=fact.kind, parts=tuple(fact.parts), how=How.EXACT, strength=1.0)
                for fact in ticked
            ]
        door.note(_("Please type numbers from 1 to {last}.", last=len(facts)))
