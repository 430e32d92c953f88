"""Where she stands with a step: what she said of it, what later looks saw, and until when somebody has to answer. Pure.

What she marks and what a look sees may contradict each other. Nothing of either is dropped: the state says what holds
now, the notes say why in closed words, and whoever shows them makes a sentence of each.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from unlisted.knowledge import Law
from unlisted.knowledge.laws import Starts, Unit
from unlisted.lookups import Stand, stand_of
from unlisted.model import (
    Answer,
    Answered,
    Exposure,
    Step,
    StepMark,
    StepNote,
    StepState,
    Visibility,
)
from unlisted.plan.clocks import Closed, Deadline, deadline, hour, limit

_ASKING = (StepState.ASKED, StepState.WAITING)
_OPEN = frozenset({Visibility.VISIBLE, Visibility.NOT_LOOKED})
_MARKS = {Answer.ASKED: StepState.ASKED, Answer.WAITING: StepState.WAITING}


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """What a step's standing depends on, besides itself and what she said of it.

    `exposures` by id; `returned`: when a round saw again what one before had not, by exposure id. `closed` are the days
    on which offices are. `today` is today; while she rests from looking again (`resting`) nothing is overdue.
    """

    exposures: Mapping[str, Exposure]
    known_facts: Collection[str]
    laws: Mapping[str, Law]
    closed: Closed
    today: date
    returned: Mapping[str, datetime] = field(default_factory=dict)
    resting: bool = False


def newest(mark: StepMark | None, answers: Sequence[Answered]) -> StepMark | None:
    """What she said last of asking a place, be it of the step or of the place; the days of a law stay with it."""
    said = next((one for one in reversed(answers) if one.answer in _MARKS), None)
    if said is None or (mark is not None and mark.at >= said.at):
        return mark
    if mark is not None and mark.state is StepState.ASKED and said.answer is Answer.WAITING:
        return replace(mark, state=StepState.WAITING, at=said.at)
    asked = next((one for one in reversed(answers) if one.answer is Answer.ASKED), said)
    before = mark or StepMark(state=StepState.TO_DO, at=said.at)
    return replace(before, state=_MARKS[said.answer], at=said.at, asked=asked.at.date(), asked_at=None)


def standing(step: Step, mark: StepMark | None, world: World, answers: Sequence[Answered] = ()) -> Step:
    """The step as it stands today. `answers` are hers about the places it is about, oldest first."""
    mark = newest(mark, answers)
    about = [world.exposures[word] for word in step.why if word in world.exposures]
    notes = [StepNote.FACT_REMOVED] if _names_removed(about, world) else []
    if mark is None:
        return replace(step, notes=tuple(notes))
    named = mark.law or step.law
    law = world.laws.get(named or "")
    step = replace(step, state=mark.state, asked=mark.asked, law=named)
    if named is not None and law is None:
        notes.append(StepNote.NO_LAW)
    if law is not None:
        step = replace(step, limit=limit(law, world.closed, learned=mark.learned, suspect=mark.suspect))
        notes += _not_begun(law, mark)
    told = _looked(step, mark, about, answers, world)
    if told.state in _ASKING and mark.asked is not None and StepNote.NOT_ME not in told.notes:
        told = _waiting(told, mark.asked, mark.asked_at, law, world)
    return replace(told, notes=(*notes, *told.notes))


def _names_removed(about: Sequence[Exposure], world: World) -> bool:
    return any(seen.fact not in world.known_facts for one in about if one.state in _OPEN for seen in one.facts)


def _not_begun(law: Law, mark: StepMark) -> Iterator[StepNote]:
    """Where she has entered one day of two."""
    if law.limit and law.limit.starts is Starts.LEARNING_SUSPECT and bool(mark.learned) != bool(mark.suspect):
        yield StepNote.NO_SUSPECT


def _waiting(step: Step, asked: date, asked_at: datetime | None, law: Law | None, world: World) -> Step:
    """Until when they have to answer: by the law, else as long as the place says that it usually takes."""
    notes = list(step.notes)
    found = deadline(law, asked, world.closed) if law else None
    if found is None and step.days is not None:
        day = asked + timedelta(days=step.days)
        found = Deadline(counted=day, until=day)
    if found is None:
        return step
    ends = hour(law, asked_at) if law and asked_at else None
    if law and law.deadline and law.deadline.unit is Unit.HOURS and ends is None:
        notes.append(StepNote.NO_HOUR)
    if found.assumed:
        notes.append(StepNote.ASSUMED)
    if found.until < world.today and not world.resting:
        notes.append(StepNote.OVERDUE)
    return replace(step, due=found.until, extended=found.extended, due_at=ends, notes=tuple(notes))


def _looked(step: Step, mark: StepMark, about: Sequence[Exposure], answers: Sequence[Answered], world: World) -> Step:
    """What the looks since then say of a step that is to close the places it is about."""
    if mark.state is StepState.TO_DO or not (about or answers):
        return step
    if about and all(one.state is Visibility.NOT_ME for one in about):
        return replace(step, notes=(StepNote.NOT_ME,))
    if not step.asks:
        return step
    said = [one for one in answers if one.answer not in _MARKS]
    if not any(one.state in _OPEN for one in about) and not _says(said, Answer.SEEN):
        gone = _last((one.last_looked for one in about if one.state is Visibility.NOT_VISIBLE), said, Answer.NOT_THERE)
        return replace(step, state=StepState.NOT_VISIBLE, looked=gone) if gone else step
    seen = _last((one.last_seen for one in about if one.state in _OPEN), said, Answer.SEEN)
    if mark.state is StepState.COULD_NOT or seen is None:
        return step
    if _came_back(about, mark, answers, world):
        return replace(step, state=StepState.VISIBLE_AGAIN, looked=seen)
    since = mark.asked or mark.at.date()
    if seen <= since:
        return step
    if mark.state is StepState.DONE and seen > since + timedelta(days=step.days or 0):
        return replace(step, state=StepState.VISIBLE_AGAIN, looked=seen)
    return replace(step, looked=seen, notes=(StepNote.STILL_VISIBLE,))


def _last(times: Iterable[datetime], said: Iterable[Answered], answer: Answer) -> date | None:
    also = (one.at for one in said if one.answer is answer)
    return max((at.date() for at in (*times, *also)), default=None)


def _says(said: Iterable[Answered], answer: Answer) -> bool:
    """Whether this is what she said last of one of the places."""
    return answer in {one.place: one.answer for one in said}.values()


def _came_back(about: Iterable[Exposure], mark: StepMark, answers: Sequence[Answered], world: World) -> bool:
    """Whether a look since then saw again what one before had not; a round's look, or her own."""
    if any(at > mark.at for one in about if (at := world.returned.get(one.id))):
        return True
    told: dict[str, list[Answered]] = {}
    for one in answers:
        told.setdefault(one.place, []).append(one)
    return any(stand_of(said) is Stand.SEEN_AGAIN and said[-1].at >= mark.at for said in told.values())
