"""`unlisted rounds`: what has changed from one look to another, and how far a stranger gets, look by look."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, ClassVar

import click

from unlisted.cli.app import Command
from unlisted.cli.door import FINISHED, VISIBLE, Door
from unlisted.errors import N_, UsageError
from unlisted.locale import translate as _
from unlisted.model import Answer, StepState, Visibility

if TYPE_CHECKING:
    from unlisted.history import Between, History, Moment
    from unlisted.model import Exposure
    from unlisted.report.past import Deed, Past
    from unlisted.vault import Vault


class NoSuchRound(UsageError):
    """`--since` names no round before the newest, and no day by which something had been looked at."""

    what: ClassVar[str] = N_("There is no earlier look with this number or by this day: {since}")
    next_step: ClassVar[str] = N_("See the looks: `unlisted rounds`. A day is written like this: 2026-05-03")


@click.command(
    "rounds", cls=Command, help=_("What has changed since an earlier look, and how far a stranger gets now.")
)
@click.option(
    "--since",
    metavar=_("ROUND|DATE"),
    help=_("Compare with this round, or with how it stood at the end of this day. Without it: the look before."),
)
@click.pass_obj
def rounds(door: Door, since: str | None) -> None:
    """The newest look against an earlier one; ids and kinds, never values."""
    with door.vault() as vault:
        past = past_of(door, vault, since)
        visible = any(one.state is Visibility.VISIBLE for one in vault.store.exposures())
        door.exit_code = VISIBLE if visible else FINISHED
        if door.json:
            from unlisted.report.json import dump
            from unlisted.report.json_past import rounds_document

            click.echo(dump(rounds_document(past, vault.store.facts())))
            return
        from unlisted.report.terminal_past import past_view

        door.show(*past_view(past, vault.store.facts(), door.knowledge()))


# --- shared with the report and the session ---


def past_of(door: Door, vault: Vault, since: str | None = None) -> Past:
    """The looks so far, and the newest against the one that `since` names, or the one before. Raises `NoSuchRound`."""
    from unlisted.history import History
    from unlisted.report.past import Past
    from unlisted.routes import Line, chosen, over_time

    knowledge, store = door.knowledge(), vault.store
    hosts: dict[str, str] = {broker.id: broker.domain for broker in knowledge.brokers.values()}
    history = History(
        store.exposures(),
        store.rounds(),
        store.traces(),
        answered=store.answered(),
        edits=store.fact_edits(),
        places=hosts,
    )
    before = _before(history, since)
    if not history.moments:
        return Past()
    few = chosen(history.moments)
    shown = tuple(moment for moment in history.moments if moment in few or moment == before)
    facts = store.facts()
    lines = over_time(history, shown, facts, knowledge.findability, knowledge.brokers)
    past = Past(moments=shown, lines=lines, left_out=len(history.moments) - len(shown))
    if before is None:
        return past
    at = shown.index(before)
    between = history.between(before, history.moments[-1], facts)
    return replace(
        past,
        between=between,
        change=tuple(Line(fact=line.fact, points=(line.points[at], line.points[-1])) for line in lines),
        deeds=tuple(sorted(_deeds(door, vault, between), key=lambda deed: deed.day)),
    )


def _before(history: History, since: str | None) -> Moment | None:
    """The earlier of the two looks to compare; None if there are not two and none was asked for."""
    if since is None:
        return history.moments[-2] if len(history.moments) > 1 else None
    try:
        found = history.round(int(since)) if since.isdecimal() else history.on(date.fromisoformat(since))
    except ValueError:
        found = None
    if found is None or found == history.moments[-1]:
        raise NoSuchRound(since=since)
    return found


def _deeds(door: Door, vault: Vault, between: Between) -> Iterator[Deed]:
    """What she did from the day of one look to the day of the other: steps she marked, known places that she asked."""
    from unlisted.plan import opt_out_id
    from unlisted.report.past import Deed
    from unlisted.routes import places

    knowledge, store = door.knowledge(), vault.store
    every = places(_once_open(between), store.facts(), knowledge.findability, knowledge.brokers)
    leaves = {opt_out_id(broker): broker for broker in knowledge.brokers}
    done = {step: (mark.state, mark.asked or mark.at.date()) for step, mark in store.steps().items()}
    asked = [one for one in store.answered() if one.answer is Answer.ASKED]
    done |= {opt_out_id(one.place): (StepState.ASKED, one.at.date()) for one in asked}
    for step, (state, day) in done.items():
        if state is not StepState.TO_DO and between.before.day <= day <= between.after.day:
            broker = leaves.get(step)
            of = [one for one in every if (one.broker.id == broker if one.broker else step in one.kind.closed_by)]
            ids = frozenset(exposure.id for place in of for exposure in place.exposures)
            yield Deed(step=step, broker=broker, state=state, day=day, places=ids)


def _once_open(between: Between) -> Iterator[Exposure]:
    """What a step may have closed since the earlier look, as it was then."""
    for one in (*between.closed, *between.still, *between.unlooked):
        yield replace(one, state=Visibility.VISIBLE)
