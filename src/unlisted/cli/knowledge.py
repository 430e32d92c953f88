"""`unlisted knowledge`: what the shipped facts are, how old, and where each was read. Never asks for a vault."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

import click

from unlisted.cli.app import Command, Group
from unlisted.cli.door import Door, now
from unlisted.cli.network import plan_options
from unlisted.errors import N_, UsageError
from unlisted.knowledge import Entrance, Stage
from unlisted.locale import plural
from unlisted.locale import translate as _

if TYPE_CHECKING:
    from unlisted.report.entries import Part


class NoSuchEntry(UsageError):
    """An id that no entry has."""

    what: ClassVar[str] = N_("There is no entry with the id {id}.")
    next_step: ClassVar[str] = N_("Look for a word: `unlisted knowledge search WORD`")


@click.group(cls=Group, invoke_without_command=True, help=_("What this program knows, and from where."))
@click.pass_context
def knowledge(context: click.Context) -> None:
    """Bare, it counts."""
    if context.invoked_subcommand is None:
        _stats(context.ensure_object(Door))


@knowledge.command("stats", cls=Command, help=_("How much there is, and how much of it is doubtful or old."))
@click.pass_obj
def stats(door: Door) -> None:
    """Counts by kind."""
    _stats(door)


@knowledge.command("show", cls=Command, help=_("One entry with its sources."))
@click.argument("entry_id", metavar=_("ID"))
@click.pass_obj
def show(door: Door, entry_id: str) -> None:
    """Words, links, sources, dates."""
    from unlisted.report.entries import entry_parts

    found = [entry for _kind, entry in door.knowledge().entries() if entry.id == entry_id]
    if not found:
        raise NoSuchEntry(id=entry_id)
    for entry in found:
        _say(door, entry_parts(entry, now().date()))


@knowledge.command("search", cls=Command, help=_("Entries in which a word occurs."))
@click.argument("word", metavar=_("WORD"))
@click.pass_obj
def search(door: Door, word: str) -> None:
    """Ids and first words."""
    from unlisted.report.entries import entry_title

    for kind, entry in door.knowledge().search(word):
        door.bullet(f"{entry.id} ({kind.name}): {entry_title(entry)}")


@knowledge.command("conflicts", cls=Command, help=_("Places for which sources give different ways out."))
@click.pass_obj
def conflicts(door: Door) -> None:
    """Which address was chosen, why, and its rivals: for whoever can try them."""
    from unlisted.report.entries import conflict_parts

    disputed = [broker for broker in door.knowledge().brokers.values() if broker.rivals]
    if door.json:
        from unlisted.report.json import conflicts_document, dump

        click.echo(dump(conflicts_document(disputed)))
        return
    for broker in disputed:
        _say(door, conflict_parts(broker))
        door.say()


@knowledge.command("checklist", cls=Command, help=_("A whole checklist in its order, for reading with somebody."))
@click.argument("entrance", type=click.Choice([entrance.value for entrance in Entrance]), metavar=_("WHICH"))
@click.option("--country", metavar=_("CODE"), help=_("Only what holds in this country, for example RS."))
@click.pass_obj
def checklist(door: Door, entrance: str, country: str | None) -> None:
    """Everything on one of the three checklists; her own plan holds only what fits her."""
    from unlisted.report.entries import entry_title
    from unlisted.report.numbers import minutes_text
    from unlisted.report.words import alerts_text, stage_text

    items = [
        item
        for item in door.knowledge().checklist.values()
        if entrance in item.entrances
        and (not (country and item.countries) or (country or "").upper() in item.countries)
    ]
    if door.json:
        from unlisted.report.json import checklist_document, dump

        click.echo(dump(checklist_document(items)))
        return
    for stage in Stage:
        of_stage = sorted((item for item in items if item.stage is stage), key=lambda item: (item.order, item.id))
        if of_stage:
            door.say()
            door.say(stage_text(stage))
        for item in of_stage:
            door.bullet(f"{entry_title(item)} ({item.id}; {minutes_text(item.minutes)}; {alerts_text(item.alerts)})")
    door.note(plural("{n} item.", "{n} items.", len(items)))


@knowledge.command(
    "check-links", cls=Command, help=_("See whether links in the knowledge still work; for maintainers.")
)
@click.option("--sources", is_flag=True, help=_("Also where entries were read."))
@click.option("--only", "only", metavar=_("ID"), multiple=True, help=_("Only the links of this entry."))
@click.option("--against", metavar=_("FILE"), help=_("An earlier report as JSON, to tell which pages have changed."))
@plan_options
@click.pass_obj
def check_links(
    door: Door, sources: bool, only: tuple[str, ...], against: str | None, plan_only: bool, agree: str | None
) -> None:
    """The report is the same data as JSON; what is not live comes first."""
    from unlisted.cli.links import check

    entries = [(kind, entry) for kind, entry in door.knowledge().entries() if not only or entry.id in only]
    check(door, entries, sources=sources, against=against, plan_only=plan_only, agree=agree)


def _stats(door: Door) -> None:
    counts = door.knowledge().stats(now().date())
    if door.json:
        from unlisted.report.json import dump

        click.echo(dump({"schema": "unlisted/knowledge/1", **counts}))
        return
    width = max(map(len, counts))
    for name, count in counts.items():
        door.say(f"{name:<{width}} {count}")


def _say(door: Door, parts: Iterable[Part]) -> None:
    for form, words in parts:
        if form == "link":
            click.echo(f"  {words}")
        elif form == "item":
            door.bullet(words)
        else:
            door.say(words)
