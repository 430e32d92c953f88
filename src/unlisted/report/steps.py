"""What a terminal shows of steps: the plan as a list, one step in full, and where she stands with each.

Everything foreign (names from her own folder) goes through `clean` and into `Text`; rich never sees markup.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date

from rich.console import RenderableType
from rich.text import Text

from unlisted.errors import N_
from unlisted.knowledge import Channel, ChecklistItem, Knowledge, Stage, Status, is_stale
from unlisted.locale import text
from unlisted.locale import translate as _
from unlisted.lookups import Place, Stand
from unlisted.model import Situation, Step, StepMark, StepNote, StepState
from unlisted.plan import Leaving, Plan
from unlisted.report.entries import entry_title
from unlisted.report.numbers import date_text, listed, minutes_text, number
from unlisted.report.places import source_text, title, way_out_lines
from unlisted.report.terminal import View, hanging
from unlisted.report.words import alerts_text, discloses_text, due_text, limit_text, stage_text, step_state_text
from unlisted.text.clean import clean

_ASKING = (StepState.ASKED, StepState.WAITING)
_MOST_WAITING = 5

_NOTES = {
    StepNote.STILL_VISIBLE: N_("On {looked} it was still visible."),
    StepNote.OVERDUE: N_(
        "The time to answer has ended. When you are ready, look whether you are still there. If so, ask again, or turn "
        "to those who come next."
    ),
    StepNote.ASSUMED: N_(
        "Counted as if a last day on a weekend or a holiday moves on; the office may count otherwise, so that it was "
        "due sooner."
    ),
    StepNote.NO_HOUR: N_(
        "This term is counted in hours; without the hour only its last day is known: "
        "`unlisted done {id} --asked {asked} --at 14:30`"
    ),
    StepNote.NO_LAW: N_("The law {law} is not in the knowledge, so no last day can be counted by it."),
    StepNote.NO_SUSPECT: N_(
        "Your time to act has not been counted: it runs from knowing of the act and of who did it, and one of the two "
        "days is missing."
    ),
    StepNote.NOT_ME: N_("You said that this is somebody else. What you did is kept; nothing more has to be done."),
    StepNote.FACT_REMOVED: N_(
        "A fact that was seen there is no longer among yours. The place may show it all the same."
    ),
}


def plan_view(steps: Sequence[Step], checklist: Mapping[str, ChecklistItem], today: date) -> View:
    """The steps in order: what to do, how long it takes, whom it may alert, where she stands."""
    if not steps:
        yield Text(_("No step is open."))
    for place, step in enumerate(steps, 1):
        yield hanging(f"{place}.", clean(text(checklist[step.item].action)))
        details = [step.id, minutes_text(step.minutes), alerts_text(step.alerts), *_standing(step, today)]
        yield hanging(" " * len(f"{place}."), " · ".join(details), style="dim")


def group_lines(steps: Sequence[Step], checklist: Mapping[str, ChecklistItem]) -> list[str]:
    """How many steps there are of each part, in the order of the parts."""
    counts = Counter(checklist[step.item].stage for step in steps)
    return [
        _("{part}: {count} ({id})", part=stage_text(stage), count=number(counts[stage]), id=stage.value)
        for stage in Stage
        if counts[stage]
    ]


def waiting_lines(steps: Sequence[Step], checklist: Mapping[str, ChecklistItem], today: date) -> list[str]:
    """The steps with which she only has to wait, those whose day comes first before the others."""
    waiting = [step for step in steps if step.state in _ASKING and not step.is_open]
    waiting.sort(key=lambda step: step.due or date.max)
    lines = [
        "; ".join((clean(text(checklist[step.item].action)).rstrip("."), *_standing(step, today)))
        for step in waiting[:_MOST_WAITING]
    ]
    if len(waiting) > _MOST_WAITING:
        lines.append(_("and more: `unlisted plan --all`"))
    return lines


def _standing(step: Step, today: date) -> Iterator[str]:
    """The state with its day, until when an answer is due, and until when she can act."""
    if step.looked and step.state in (StepState.NOT_VISIBLE, StepState.VISIBLE_AGAIN):
        seen = N_("not visible on {date}") if step.state is StepState.NOT_VISIBLE else N_("visible again on {date}")
        yield _(seen, date=date_text(step.looked))
    elif step.state in _ASKING and step.asked:
        yield _("asked on {date}", date=date_text(step.asked))
    elif step.state is not StepState.TO_DO:
        yield step_state_text(step.state)
    if step.due_at:
        local = step.due_at.astimezone()
        yield _("an answer is due by {date} at {time}", date=date_text(local.date()), time=f"{local:%H:%M}")
    elif step.due:
        yield due_text(step.due, today)
    if step.limit:
        yield limit_text(step.limit, today)


def marked_lines(step: Step, old: StepMark | None, today: date) -> Iterator[str]:
    """What was kept of a step: a sentence for each thing that counts, or that does not fit what was said before."""
    if old and old.state in _ASKING and old.asked and step.state in _ASKING and step.asked != old.asked:
        yield _(
            "You had asked already, on {date}: both days are kept, the newer one counts.", date=date_text(old.asked)
        )
    if old and old.state in (StepState.DONE, StepState.COULD_NOT) and step.state in _ASKING:
        yield _("Before, this step stood as: {state}.", state=step_state_text(old.state))
    if step.state is StepState.COULD_NOT:
        yield _("That happens, and it is no fault of yours. The plan goes on without it.")
        return
    if step.state is not StepState.DONE or step.limit:
        yield from _day_lines(step, today)
    yield from note_lines(step)


def _day_lines(step: Step, today: date) -> Iterator[str]:
    """The days that count for a step, a sentence each."""
    told = list(_standing(step, today))
    if told:
        yield _("Where you stand: {told}", told="; ".join(told))
    if step.extended and step.due and step.due >= today:
        yield _("They may take until {date} if they tell you why before.", date=date_text(step.extended))


def note_lines(step: Step) -> Iterator[str]:
    """The notes of a step as sentences."""
    for note in step.notes:
        yield _(
            _NOTES[note],
            id=step.id,
            law=step.law or "",
            asked=step.asked.isoformat() if step.asked else "",
            looked=date_text(step.looked) if step.looked else "",
        )
    if StepNote.STILL_VISIBLE in step.notes and not step.is_open:
        yield _("Such places take their time; look again later.")


def step_view(step: Step, plan: Plan, knowledge: Knowledge, situations: Collection[Situation], today: date) -> View:
    """One step in full: action, reason, link or way out, effort, what it discloses, whom it may alert, days, source.

    Whom to turn to as well, but not where that would be the danger itself.
    """
    item = plan.checklist[step.item]
    yield Text(clean(text(item.action)), style="bold")
    yield Text()
    yield Text(text(item.why))
    leaving = plan.leaving.get(step.id)
    if leaving:
        yield from _way_out(leaving, knowledge)
    elif item.link:
        yield Text()
        doubt = "" if item.link_status is Status.SEEN else " (" + _("link not verified") + ")"
        yield Text(f"{item.link}{doubt}", overflow="fold")
    for channel in (knowledge.channels[key] for key in item.channels):
        if set(situations).isdisjoint(channel.unless):
            yield _channel(channel)
    if item.printable:
        yield Text()
        yield Text(_("To print or to send, without any reason given:"))
        yield Text(text(knowledge.texts[item.printable].body))
    yield Text()
    gives = [] if leaving else [discloses_text(step.discloses)]
    yield hanging("-", "; ".join((minutes_text(step.minutes), *gives, alerts_text(step.alerts))))
    yield from _days(step, knowledge, situations, today)
    if leaving:
        yield hanging("-", source_text(item.sources, stale=is_stale(leaving.way.broker, today)), style="dim")
    else:
        for source in item.sources:
            read = _("read on {date}", date=date_text(source.seen))
            doubt = "" if source.status is Status.SEEN else "; " + _("unverified")
            yield hanging("-", _("Source") + f": {source.title}, {read}{doubt}", style="dim")
    yield Text()


def _way_out(leaving: Leaving, knowledge: Knowledge) -> View:
    """Where she was seen, and how to leave with the least said: the words of the look-ups."""
    yield Text()
    yield Text(_("Where: {places}", places=listed([clean(title(place)) for place in leaving.places])))
    yield Text()
    at = Place(broker=leaving.places[0], stand=Stand.SEEN, link=None, way_out=leaving.way)
    route = leaving.way.route
    addresses = {one for one in (route.url, route.email, route.phone, route.post) if one}
    for line in way_out_lines(leaving.way, at, knowledge.brokers):
        yield Text(line, overflow="fold") if line in addresses else hanging("-", clean(line))
    if leaving.step.days is None:
        yield hanging("-", _("How long it takes is not known."))


def _days(step: Step, knowledge: Knowledge, situations: Collection[Situation], today: date) -> View:
    """The law, the days that count, what must be said beside, and who comes next where nobody answered."""
    law = knowledge.laws.get(step.law or "")
    if law:
        told = _("The law behind it (not checked by a lawyer): {law}", law=entry_title(law))
        yield hanging("-", f"{told} · {law.id}")
        if not step.asked and law.deadline:
            yield hanging(
                "-", _("From the day on which you ask, a term runs: `unlisted done {id} --asked DATE`", id=step.id)
            )
        if law.limit and not step.limit:
            yield hanging(
                "-",
                _(
                    "To have your own last day counted: `unlisted done {id} --law {law} --learned DATE --suspect DATE`",
                    id=step.id,
                    law=law.id,
                ),
            )
    for line in (*_day_lines(step, today), *note_lines(step)):
        yield hanging("-", line)
    if law and StepNote.OVERDUE in step.notes:
        for channel in (knowledge.channels[key] for key in law.escalation):
            if set(situations).isdisjoint(channel.unless):
                yield _channel(channel)


def _channel(channel: Channel) -> RenderableType:
    reach = " · ".join(one for one in (channel.phone, channel.email, channel.link) if one)
    doubt = "" if channel.verified is Status.SEEN else " (" + _("unverified") + ")"
    return hanging("*", f"{text(channel.name)}: {reach}{doubt}")
