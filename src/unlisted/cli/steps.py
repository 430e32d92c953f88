"""`unlisted next` and `done`: one step in full, and marking it with the days from which terms run."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from typing import TYPE_CHECKING, ClassVar

import click

from unlisted.cli.app import Command
from unlisted.cli.door import Door, now
from unlisted.cli.plan import day_of, kept, planned, today
from unlisted.errors import N_, UsageError
from unlisted.locale import translate as _
from unlisted.model import Answer, StepMark, StepState

if TYPE_CHECKING:
    from unlisted.model import Step
    from unlisted.plan import Plan
    from unlisted.vault import Vault

CLOSE_ACCOUNTS = "close-found-accounts"  # the entry about accounts that a look found
_ASKING = (StepState.ASKED, StepState.WAITING)


class NoSuchStep(UsageError):
    """A step id that is not in the plan."""

    what: ClassVar[str] = N_("There is no step with the id {id}.")
    next_step: ClassVar[str] = N_("See the ids: `unlisted plan`")


class NoSuchLaw(UsageError):
    """A law that is not in the knowledge, or without the day from which its term runs."""

    what: ClassVar[str] = N_("There is no law with the id {id}, or the day on which you asked is missing.")
    next_step: ClassVar[str] = N_("For example: `unlisted done ID --asked 2026-05-03 --law rs-zzpl-30`")


class NotYet(UsageError):
    """A day that is still to come, where only one that has been makes sense."""

    what: ClassVar[str] = N_("{day} has not come yet, so nothing was kept.")
    next_step: ClassVar[str] = N_("Write the day on which it was, as year-month-day.")


class NotATime(UsageError):
    """An hour typed by hand that is none, or that belongs to no day."""

    what: ClassVar[str] = N_("This is not a time of a day on which you asked.")
    next_step: ClassVar[str] = N_("For example: `unlisted done ID --asked 2026-05-03 --at 14:30`")


class NotBoth(UsageError):
    """Two answers that exclude each other."""

    what: ClassVar[str] = N_(
        "These do not go together: a step was asked for, or done, or not possible, or is still to do."
    )
    next_step: ClassVar[str] = N_("Give one of --asked, --waiting, --could-not and --undo, or none for done.")


@click.command("next", cls=Command, help=_("The next step in full."))
@click.argument("step_id", metavar=_("[ID]"), required=False)
@click.pass_obj
def next_(door: Door, step_id: str | None) -> None:
    """One step, with its link, its source and whom it may alert."""
    with door.vault() as vault:
        made = planned(door, vault)
        show_step(door, vault, made, find(made, step_id) if step_id else made.next_step)


@click.command(
    "done", cls=Command, help=_("Mark a step as done, asked for, or not possible; with the days that count.")
)
@click.argument("step_id", metavar=_("ID"))
@click.option("--could-not", is_flag=True, help=_("It could not be done."))
@click.option("--undo", is_flag=True, help=_("It is to be done after all."))
@click.option("--asked", "asked", metavar=_("DATE"), help=_("You asked on this day and wait for an answer."))
@click.option("--at", "at", metavar=_("TIME"), help=_("The hour at which you asked, where a law counts in hours."))
@click.option("--waiting", is_flag=True, help=_("They have said that they have your request."))
@click.option("--law", "law", metavar=_("LAW"), help=_("The law whose term runs from then: see `unlisted knowledge`."))
@click.option("--learned", "learned", metavar=_("DATE"), help=_("The day on which you learned of the act."))
@click.option("--suspect", "suspect", metavar=_("DATE"), help=_("The day on which you learned who did it."))
@click.pass_obj
def done(
    door: Door,
    step_id: str,
    could_not: bool,
    undo: bool,
    asked: str | None,
    at: str | None,
    waiting: bool,
    law: str | None,
    learned: str | None,
    suspect: str | None,
) -> None:
    """Keep where she stands with a step. With only --learned or --suspect, the step stays as it is."""
    if sum((could_not, undo, bool(asked) or waiting)) > 1:
        raise NotBoth
    if law is not None and (law not in door.knowledge().laws or not (asked or learned or suspect)):
        raise NoSuchLaw(id=law)
    days = {"asked": _past(asked), "learned": _past(learned), "suspect": _past(suspect)}
    hour = _hour(at, days["asked"])
    with door.vault() as vault:
        step = _known(door, vault, step_id)
        old = vault.store.steps().get(step.id)
        state = _state(
            old, could_not=could_not, undo=undo, asked=bool(asked), waiting=waiting, days=any((learned, suspect))
        )
        mark(door, vault, step, _merged(old, state, law, hour, **days))
        made = planned(door, vault)
        show_marked(door, find(made, step.id), old)
        door.note()
        show_step(door, vault, made, made.next_step)


def _state(old: StepMark | None, *, could_not: bool, undo: bool, asked: bool, waiting: bool, days: bool) -> StepState:
    if could_not:
        return StepState.COULD_NOT
    if undo:
        return StepState.TO_DO
    if waiting:
        return StepState.WAITING
    if asked:
        return StepState.ASKED
    if days:  # only the days from which a term runs
        return old.state if old else StepState.TO_DO
    return StepState.DONE


def _merged(
    old: StepMark | None,
    state: StepState,
    law: str | None,
    hour: datetime | None,
    *,
    asked: date | None,
    learned: date | None,
    suspect: date | None,
) -> StepMark:
    """What she says now, with what she said before and does not say otherwise now."""
    if state is StepState.WAITING and asked is None and not (old and old.asked):
        asked = today()  # they have it today at the latest
    new = StepMark(state=state, at=now(), asked=asked, law=law, asked_at=hour, learned=learned, suspect=suspect)
    if old is None or (state is StepState.TO_DO and not (learned or suspect)):
        return new
    keeps = state in _ASKING and old.state in _ASKING and asked is None
    return replace(
        new,
        asked=old.asked if keeps else asked,
        asked_at=old.asked_at if keeps and hour is None else hour,
        law=law or old.law,
        learned=learned or old.learned,
        suspect=suspect or old.suspect,
    )


def _past(typed: str | None) -> date | None:
    """A day that has been. Raises `NotADate`, `NotYet`."""
    day = day_of(typed)
    if day is not None and day > today():
        raise NotYet(day=day.isoformat())
    return day


def _hour(typed: str | None, asked: date | None) -> datetime | None:
    """An hour of the day on which she asked, in the zone of her computer. Raises `NotATime`, `NotYet`."""
    if typed is None:
        return None
    try:
        at = time.fromisoformat(typed)
    except ValueError:
        raise NotATime from None
    if asked is None or at.tzinfo is not None:
        raise NotATime
    hour = datetime.combine(asked, at).astimezone()
    if hour > now():
        raise NotYet(day=f"{asked.isoformat()} {at.isoformat(timespec='minutes')}")
    return hour


def _known(door: Door, vault: Vault, step_id: str) -> Step:
    """A step of the plan, or one that nothing calls for but that she wants to keep something of."""
    from unlisted.plan import plan

    content = kept(vault)
    touched = {step_id: StepMark(state=StepState.TO_DO, at=now()), **content.marks}
    return find(plan(replace(content, marks=touched), door.knowledge(), today()), step_id)


def find(made: Plan, step_id: str) -> Step:
    found = next((step for step in made.steps if step.id == step_id), None)
    if found is None:
        raise NoSuchStep(id=step_id)
    return found


# --- shared with the session ---


def show_step(door: Door, vault: Vault, made: Plan, step: Step | None) -> bool:
    """A step in full, or that there is none; false if it was not shown, because someone close may notice it."""
    if step is None:
        door.say(_("No step is open now. Look again in a few weeks: pages come back."))
        return False
    if door.json:
        from unlisted.report.json import dump, plan_document

        click.echo(dump(plan_document([step])))
        return True
    from unlisted.cli.exposures import show_ways_out
    from unlisted.plan import may_alert_someone_close
    from unlisted.report.steps import step_view
    from unlisted.report.why import why_here

    if may_alert_someone_close(step.alerts):
        door.note(_("Someone close may notice the next step. Decide with someone you trust whether it is safe now."))
        if door.no_input or not door.yes(_("Show it?")):
            door.note(_("Not shown. When it is safe: `unlisted next {id}`", id=step.id))
            return False
    door.show(*step_view(step, made, door.knowledge(), vault.store.situation(), today()))
    if step.item == CLOSE_ACCOUNTS:
        show_ways_out(door, [exposure for exposure in vault.store.exposures() if exposure.id in step.why])
    if step.is_open:
        door.note(why_here(step, made.checklist[step.item], made.doors))
    door.note(_what_next(step))
    return True


def _what_next(step: Step) -> str:
    """How to say what came of a step."""
    if step.place and step.state in _ASKING:
        return _(
            "To look whether you are still there: `unlisted brokers show {place}`. If they say that they have your "
            "request: `unlisted done {id} --waiting`",
            id=step.id,
            place=step.place,
        )
    if step.place:
        return _(
            "When you have asked: `unlisted done {id} --asked {day}`. If it cannot be done: "
            "`unlisted done {id} --could-not`",
            id=step.id,
            day=today().isoformat(),
        )
    return _(
        "When it is done: `unlisted done {id}`. If it cannot be done: `unlisted done {id} --could-not`", id=step.id
    )


def show_marked(door: Door, step: Step, old: StepMark | None) -> None:
    """What was kept of a step, where that needs a sentence: days that count, and what does not fit together."""
    from unlisted.report.steps import marked_lines

    for line in marked_lines(step, old, today()):
        door.note(line)


def mark(door: Door, vault: Vault, step: Step, said: StepMark) -> None:
    """Store what she says of a step; of a request to be left out also at the places it is about."""
    vault.store.set_step(step.id, said)
    if step.place:
        _at_places(door, vault, step, said)
    vault.save()


def _at_places(door: Door, vault: Vault, step: Step, said: StepMark) -> None:
    """So that looking again is due where she asked, and no longer where she takes it back."""
    leaving = planned(door, vault).leaving.get(step.id)
    places = {place.id for place in leaving.places} if leaving else set()
    for place in sorted({*places, *((step.place,) if step.place else ())}):
        if said.state is StepState.ASKED and said.asked:
            noon = datetime.combine(said.asked, time(12)).astimezone()
            vault.store.answer(place, Answer.ASKED, min(noon, said.at))
        elif said.state is StepState.WAITING:
            vault.store.answer(place, Answer.WAITING, said.at)
        elif said.state is StepState.TO_DO:
            vault.store.take_back(place)
