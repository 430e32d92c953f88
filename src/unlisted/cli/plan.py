"""`unlisted plan`: what to do, what is waited for, the best use of so many minutes, the dates; resting from looking."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

import click

from unlisted.cli.app import Command
from unlisted.cli.door import Door, now
from unlisted.errors import N_, UsageError
from unlisted.knowledge import Entrance, Stage
from unlisted.locale import plural
from unlisted.locale import translate as _

if TYPE_CHECKING:
    from unlisted.model import Exposure, Step
    from unlisted.plan import Kept, Plan
    from unlisted.vault import Vault

FIRST_HOUR = 60  # minutes
AT_ONCE = 10  # steps shown unless all are asked for
UNTIL_SHE_SAYS = "-"  # --pause-rechecks without a day


class DayHasPassed(UsageError):
    """A pause until a day that is over."""

    what: ClassVar[str] = N_("{day} is not a day to come.")
    next_step: ClassVar[str] = N_("For example: `unlisted plan --pause-rechecks 2027-02-01`, or without a date.")


@click.command("plan", cls=Command, help=_("What to do, the step that matters most first."))
@click.option("--all", "everything", is_flag=True, help=_("All of them, and those that are done."))
@click.option(
    "--for",
    "entrance",
    type=click.Choice([entrance.value for entrance in Entrance]),
    metavar=_("WHICH"),
    help=_("Only those for being prepared, for being doxxed now, or for intimate images."),
)
@click.option(
    "--part",
    type=click.Choice([stage.value for stage in Stage]),
    metavar=_("PART"),
    help=_("Only one part, all of it: {parts}.", parts=", ".join(Stage)),
)
@click.option("--minutes", type=click.IntRange(1, 600), metavar=_("NUMBER"), help=_("The best use of so many minutes."))
@click.option("--first-hour", is_flag=True, help=_("The best use of one hour."))
@click.option("--ics", "ics", metavar=_("FILE"), help=_("Write dates as a calendar file with neutral titles."))
@click.option(
    "--pause-rechecks",
    "pause",
    is_flag=False,
    flag_value=UNTIL_SHE_SAYS,
    metavar=_("[DATE]"),
    help=_("Rest from looking again, until that day or until you go on."),
)
@click.option("--resume-rechecks", "resume", is_flag=True, help=_("Go on with looking again."))
@click.pass_obj
def plan(
    door: Door,
    everything: bool,
    entrance: str | None,
    part: str | None,
    minutes: int | None,
    first_hour: bool,
    ics: str | None,
    pause: str | None,
    resume: bool,
) -> None:
    """The ordered steps."""
    with door.vault() as vault:
        if pause or resume:
            rest(door, vault, pause if not resume else None)
            return
        if ics:
            write_calendar(door, vault, ics)
            return
        made = planned(door, vault)
        fitting = [step for step in made.steps if _fits(made, step, entrance, part)]
        shown = [step for step in fitting if everything or step.is_open]
        budget = minutes or (FIRST_HOUR if first_hour else None)
        if budget:
            from unlisted.plan import within

            shown = list(within(fitting, budget, made.checklist, made.weights))
        if door.json:
            from unlisted.report.json import dump, plan_document

            click.echo(dump(plan_document(shown, paused=resting(vault))))
            return
        if budget and not shown:
            door.say(_("No step fits into that time. The next one: `unlisted next`"))
            return
        show_plan(door, vault, made, shown, at_most=len(shown) if everything or part or budget else AT_ONCE)
        if everything:
            _kept_aside(door, made)


def _fits(made: Plan, step: Step, entrance: str | None, part: str | None) -> bool:
    item = made.checklist[step.item]
    return (entrance is None or entrance in item.entrances) and (part is None or item.stage == part)


def _kept_aside(door: Door, made: Plan) -> None:
    if n := len(made.kept_aside):
        door.note(
            plural(
                "{n} step that you marked is not called for now; what you said of it is kept.",
                "{n} steps that you marked are not called for now; what you said of them is kept.",
                n,
            )
        )


# --- shared with the session ---


def show_plan(door: Door, vault: Vault, made: Plan, shown: Sequence[Step], at_most: int = AT_ONCE) -> None:
    """The first steps, and how many there are of each sort: a list that goes on for pages helps nobody."""
    from unlisted.report.steps import group_lines, plan_view, waiting_lines

    today = now().date()
    door.show(*plan_view(shown[:at_most], made.checklist, today))
    rest_of_it = shown[at_most:]
    if rest_of_it:
        n = len(rest_of_it)
        door.note()
        door.note(plural("Then {n} more step, when there is strength:", "Then {n} more, when there is strength:", n))
        for line in group_lines(rest_of_it, made.checklist):
            door.bullet(line, err=True)
        door.note(_("One part: `unlisted plan --part PART`. All: `unlisted plan --all`"))
    if at_most >= len(made.steps):
        return
    lines = waiting_lines(made.steps, made.checklist, today)
    if lines:
        door.note()
        door.note(_("Nothing to do here but wait:"))
        for line in lines:
            door.bullet(line, err=True)
    say_pause(door, vault)


def planned(door: Door, vault: Vault, exposures: Sequence[Exposure] | None = None) -> Plan:
    """The plan that the vault's exposures, facts and situation call for; `exposures`, if they are at hand."""
    from unlisted.plan import plan as whole

    return whole(kept(vault, exposures), door.knowledge(), today())


def kept(vault: Vault, exposures: Sequence[Exposure] | None = None) -> Kept:
    """What a plan is made of."""
    from unlisted.plan import Kept

    store = vault.store
    return Kept(
        person=store.person(),
        facts=store.facts(),
        exposures=store.exposures() if exposures is None else tuple(exposures),
        situations=store.situation(),
        marks=store.steps(),
        answered=store.answered(),
        returned=store.returned(),
        resting=resting(vault) is not None,
    )


def today() -> date:
    """The day where she is: just after midnight in Belgrade it is still yesterday in UTC."""
    return now().astimezone().date()


def day_of(typed: str | None) -> date | None:
    """A day as she typed it. Raises `NotADate`."""
    from unlisted.cli.exposures import NotADate

    if typed is None:
        return None
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise NotADate from None


# --- resting, and the calendar ---


def rest(door: Door, vault: Vault, until: str | None) -> None:
    """Rest from looking again, or go on (None)."""
    day = date.max if until == UNTIL_SHE_SAYS else day_of(until)
    if day is not None and day <= today():
        raise DayHasPassed(day=day.isoformat())
    vault.store.pause(day)
    vault.save()
    if day is None:
        door.say(_("Looking again goes on. What is due is in `unlisted brokers`."))
    say_pause(door, vault)


def resting(vault: Vault) -> date | None:
    """Until when she rests from looking again; None if she does not, or the day has come."""
    until = vault.store.paused()
    return until if until is not None and until > today() else None


def say_pause(door: Door, vault: Vault) -> None:
    """That she rests, and until when."""
    from unlisted.report.numbers import date_text

    until = resting(vault)
    if until is None:
        return
    if until == date.max:
        door.note(_("You are resting from looking again. When you are ready: `unlisted plan --resume-rechecks`"))
        return
    door.note(
        _(
            "You are resting from looking again (until {date}). Sooner: `unlisted plan --resume-rechecks`",
            date=date_text(until),
        )
    )


def write_calendar(door: Door, vault: Vault, file: str) -> None:
    """The days on which to look again or to act, as a calendar file that says nothing to who else sees the calendar."""
    from unlisted.cli.brokers import queue_of
    from unlisted.cli.facts import write_new
    from unlisted.report.ics import calendar, reminders

    looks = [place.due for place in queue_of(door, vault) if place.due and place.since]
    days = reminders(planned(door, vault).steps, looks, resting(vault), today())
    if not days:
        door.say(_("There is no date to write: nothing was asked for yet."))
        say_pause(door, vault)
        return
    write_new(Path(file), calendar(days, now()))
    door.note(_("Written: {file}", file=file))
    door.note(_("Its titles are neutral, because others may see your calendar. What is meant: `unlisted plan`"))
