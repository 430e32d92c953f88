"""`unlisted knowledge`: what the shipped facts are, how old, and where each was read. Never asks for a vault."""

from __future__ import annotations

from typing import ClassVar

import click

from unlisted.cli.app import Command, Group
from unlisted.cli.door import Door, now
from unlisted.errors import N_, UsageError
from unlisted.knowledge import (
    Broker,
    Channel,
    ChecklistItem,
    Entry,
    Flow,
    IntentRule,
    Law,
    SafetyText,
    WordList,
    load,
)
from unlisted.locale import text
from unlisted.locale import translate as _


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
    """Words, link, sources, dates."""
    found = [entry for _kind, entry in load().entries() if entry.id == entry_id]
    if not found:
        raise NoSuchEntry(id=entry_id)
    for entry in found:
        _show(door, entry)


@knowledge.command("search", cls=Command, help=_("Entries in which a word occurs."))
@click.argument("word", metavar=_("WORD"))
@click.pass_obj
def search(door: Door, word: str) -> None:
    """Ids and first words."""
    for kind, entry in load().search(word):
        door.bullet(f"{entry.id} ({kind.name}): {_title(entry)}")


def _stats(door: Door) -> None:
    counts = load().stats(now().date())
    if door.json:
        from unlisted.report.json import dump

        click.echo(dump({"schema": "unlisted/knowledge/1", **counts}))
        return
    for name, count in counts.items():
        door.say(f"{name:<12} {count}")


def _title(entry: Entry) -> str:
    match entry:
        case ChecklistItem():
            return text(entry.action)
        case Channel():
            return text(entry.name)
        case Broker():
            return f"{entry.name}, {entry.domain}"
        case Law():
            return f"{text(entry.name)}, {entry.article}: {text(entry.gives)}"
        case Flow():
            return text(entry.title)
        case SafetyText():
            return text(entry.body).partition("\n")[0]
        case WordList():
            return ", ".join(entry.words)
        case IntentRule():
            return f"{entry.intent} {', '.join(entry.what)}: {entry.should_match[0]}"


def _show(door: Door, entry: Entry) -> None:
    door.say(_title(entry))
    if isinstance(entry, ChecklistItem):
        door.say(text(entry.why))
    if isinstance(entry, Channel):
        door.say(text(entry.note))
    if isinstance(entry, ChecklistItem | Channel) and entry.link:
        door.say(entry.link)
    for source in entry.sources:
        door.bullet(
            ", ".join((source.title, source.url, source.date, _("read {date}", date=source.seen), source.status))
        )
