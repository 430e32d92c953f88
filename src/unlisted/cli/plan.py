"""`unlisted plan`, `next` and `done`: what to do, the next thing in full, and marking it."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

import click

from unlisted.cli.app import Command
from unlisted.cli.door import Door, now
from unlisted.errors import N_, UsageError
from unlisted.knowledge import Entrance
from unlisted.locale import plural
from unlisted.locale import translate as _
from unlisted.model import Step, StepState

if TYPE_CHECKING:
    from unlisted.knowledge import Knowledge
    from unlisted.vault import Vault
    from unlisted.vault.rows import StepMark


CLOSE_ACCOUNTS = "close-found-accounts"  # the entry about accounts that a look found
FIRST_HOUR = 60  # minutes
AT_ONCE = 10  # steps shown unless all are asked for


class NoSuchStep(UsageError):
    """A step id that is not in the plan."""

    what: ClassVar[str] = N_("There is no step with the id {id}.")
    next_step: ClassVar[str] = N_("See the ids: `unlisted plan`")


class NoSuchLaw(UsageError):
    """A law that is not in the knowledge, or without the day from which its term runs."""

    what: ClassVar[str] = N_("There is no law with the id {id}, or the day on which you asked is missing.")
    next_step: ClassVar[str] = N_("For example: `unlisted done ID --asked 2026-05-03 --law rs-zzpl-30`")


@click.command("plan", cls=Command, help=_("What to do, the step that matters most first."))
@click.option("--all", "everything", is_flag=True, help=_("All of them, and those that are done."))
@click.option(
    "--for",
    "entrance",
    type=click.Choice([entrance.value for entrance in Entrance]),
    metavar=_("WHICH"),
    help=_("Only those for being prepared, for being doxxed now, or for intimate images."),
)
@click.option("--minutes", type=click.IntRange(1, 600), metavar=_("NUMBER"), help=_("The best use of so many minutes."))
@click.option("--first-hour", is_flag=True, help=_("The best use of one hour."))
@click.option("--ics", "ics", metavar=_("FILE"), help=_("Write dates as a calendar file with neutral titles."))
@click.pass_obj
def plan(
    door: Door, everything: bool, entrance: str | None, minutes: int | None, first_hour: bool, ics: str | None
) -> None:
    """The ordered steps."""
    with door.vault() as vault:
        if ics:
            write_calendar(door, vault, ics)
            return
        knowledge, steps = steps_of(door, vault)
        shown = [
            step
            for step in steps
            if (everything or step.state is StepState.TO_DO)
            and (entrance is None or entrance in knowledge.checklist[step.item].entrances)
        ]
        if budget := minutes or (FIRST_HOUR if first_hour else None):
            from unlisted.plan import within

            shown = list(within(shown, budget, knowledge.checklist, weights_of(door, vault)))
            everything = True
        if door.json:
            from unlisted.report.json import dump, plan_document

            click.echo(dump(plan_document(shown)))
            return
        if budget and not shown:
            door.say(_("No step fits into that time. The next one: `unlisted next`"))
            return
        show_plan(door, knowledge, shown, at_most=len(shown) if everything else AT_ONCE)


@click.command("next", cls=Command, help=_("The next step in full."))
@click.pass_obj
def next_(door: Door) -> None:
    """One step, with its link, its source and whom it may alert."""
    with door.vault() as vault:
        show_next(door, vault)


@click.command("done", cls=Command, help=_("Mark a step as done, or as not possible."))
@click.argument("step_id", metavar=_("ID"))
@click.option("--could-not", is_flag=True, help=_("It could not be done."))
@click.option("--undo", is_flag=True, help=_("It is to be done after all."))
@click.option("--asked", "asked", metavar=_("DATE"), help=_("You asked on this day and wait for an answer."))
@click.option("--law", "law", metavar=_("LAW"), help=_("The law whose term runs from then: see `unlisted knowledge`."))
@click.pass_obj
def done(door: Door, step_id: str, could_not: bool, undo: bool, asked: str | None, law: str | None) -> None:
    """Keep where she stands with a step."""
    state = StepState.TO_DO if undo else StepState.COULD_NOT if could_not else StepState.DONE
    if law is not None and (law not in door.knowledge().laws or asked is None):
        raise NoSuchLaw(id=law)
    with door.vault() as vault:
        mark(door, vault, step_id, StepState.ASKED if asked else state, asked=_day(asked), law=law)
        show_next(door, vault)


def _day(typed: str | None) -> date | None:
    from unlisted.cli.exposures import NotADate

    if typed is None:
        return None
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise NotADate from None


# --- shared with the session ---


def show_plan(door: Door, knowledge: Knowledge, steps: Sequence[Step], at_most: int) -> None:
    """The first steps: a list that goes on for pages helps nobody who is frightened."""
    from unlisted.report.terminal import plan_view

    door.show(*plan_view(steps[:at_most], knowledge.checklist, now().date()))
    more = len(steps) - at_most
    if more > 0:
        door.note(plural("{n} more step: `unlisted plan --all`", "{n} more steps: `unlisted plan --all`", more))


def steps_of(door: Door, vault: Vault) -> tuple[Knowledge, tuple[Step, ...]]:
    """The steps that the vault's exposures, facts and situation call for."""
    from unlisted.plan import steps

    knowledge = door.knowledge()
    kept = vault.store.steps()
    states = {step: mark.state for step, mark in kept.items()}
    store = vault.store
    found = steps(
        store.exposures(),
        store.facts(),
        store.situation(),
        store.person(),
        states,
        checklist=knowledge.checklist,
        priority=weights_of(door, vault),
    )
    return knowledge, tuple(_due(step, kept.get(step.id), knowledge) for step in found)


def _due(step: Step, kept: StepMark | None, knowledge: Knowledge) -> Step:
    """The step with the last day for an answer, if she asked somebody under a law that names one."""
    from unlisted.plan.clocks import deadline

    law = knowledge.laws.get(kept.law) if kept and kept.law else None
    until = deadline(law, kept.asked) if kept and kept.asked and law else None
    return replace(step, due=until.until) if until else step


def weights_of(door: Door, vault: Vault) -> Mapping[str, float]:
    """How much closing each exposure is worth: the doors on the routes to what matters most weigh most."""
    from unlisted.cli.routes import routes_of
    from unlisted.plan import priorities

    return priorities(routes_of(door, vault, thorough=False).answers) if vault.store.exposures() else {}


def _doors(door: Door, vault: Vault) -> Mapping[str, str]:
    from unlisted.cli.routes import routes_of
    from unlisted.plan import doors

    return doors(routes_of(door, vault, thorough=False).answers) if vault.store.exposures() else {}


def write_calendar(door: Door, vault: Vault, file: str) -> None:
    """The days on which to look again, as a calendar file that says nothing to who else sees the calendar."""
    from unlisted.cli.brokers import queue_of
    from unlisted.cli.facts import write_new
    from unlisted.report.ics import calendar

    days = [place.due for place in queue_of(door, vault) if place.due and place.since]
    days += [step.due for step in steps_of(door, vault)[1] if step.due]
    if not days:
        door.say(_("There is no date to write: nothing was asked for yet."))
        return
    write_new(Path(file), calendar(days, now()))
    door.note(_("Written: {file}", file=file))
    door.note(_("Its titles are neutral, because others may see your calendar. What is meant: `unlisted brokers`"))


def next_step(door: Door, vault: Vault) -> tuple[Knowledge, Step | None]:
    """The first step that is still to do, or None."""
    knowledge, steps = steps_of(door, vault)
    return knowledge, next((step for step in steps if step.state is StepState.TO_DO), None)


def show_next(door: Door, vault: Vault) -> None:
    """The next step in full, or that there is none."""
    knowledge, step = next_step(door, vault)
    if step is None:
        door.say(_("No step is open now. Look again in a few weeks: pages come back."))
        return
    if door.json:
        from unlisted.report.json import dump, plan_document

        click.echo(dump(plan_document([step])))
        return
    from unlisted.cli.exposures import show_ways_out
    from unlisted.plan import may_alert_someone_close
    from unlisted.report.terminal import step_view
    from unlisted.report.why import why_here

    if may_alert_someone_close(step.alerts):
        door.note(_("Someone close may notice the next step. Decide with someone you trust whether it is safe now."))
        if not door.no_input and sys.stdin.isatty() and not door.yes(_("Show it?")):
            return
    door.show(*step_view(step, knowledge, vault.store.situation()))
    if step.item == CLOSE_ACCOUNTS:
        show_ways_out(door, [exposure for exposure in vault.store.exposures() if exposure.id in step.why])
    door.note(why_here(step, knowledge.checklist[step.item], _doors(door, vault)))
    door.note(
        _("When it is done: `unlisted done {id}`. If it cannot be done: `unlisted done {id} --could-not`", id=step.id)
    )


def mark(
    door: Door, vault: Vault, step_id: str, state: StepState, *, asked: date | None = None, law: str | None = None
) -> None:
    """Store a step's state."""
    _knowledge, steps = steps_of(door, vault)
    step = next((step for step in steps if step.id == step_id), None)
    if step is None:
        raise NoSuchStep(id=step_id)
    vault.store.set_step(step.id, state, asked=asked, law=law)
    vault.save()
