"""The best use of so many minutes, and what the steps weigh: the doors of the cuts first, then effect. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from unlisted.knowledge import ChecklistItem, Stage
from unlisted.model import Step
from unlisted.plan.choosing import importance, may_alert_someone_close, told
from unlisted.routes import Answer, ClosingOf, Place

_FIRST = (Stage.SAFETY, Stage.EVIDENCE)
_CUT, _NEAR, _SAFE = 8, 1, 40  # what closing a door of a cut, concerning one, and safety add to an impact of 1 to 5
_TOLD = 0.2  # what one unit of what a step makes her tell takes from it

_Taken = tuple[int, "_Taken"] | None  # the steps taken, the last one first
_Fronts = dict[frozenset[int], list[tuple[int, float, _Taken]]]


def priorities(answers: Iterable[Answer], closing_of: ClosingOf) -> Mapping[str, float]:
    """The weight of closing: of each exposure by its id, and of each step that closes one by the step's.

    The doors to the fact that matters most weigh most.
    """
    weights: dict[str, float] = {}
    for place, answer in enumerate(answers):
        for door in _doors(answer):
            closing = closing_of(door)
            ids = [exposure.id for exposure in door.exposures]
            for one in (*ids, *((closing.step,) if closing and closing.step else ())):
                weights[one] = max(weights.get(one, 0.0), 1.0 / (1 + place))
    return weights


def doors(answers: Iterable[Answer], closing_of: ClosingOf) -> Mapping[str, str]:
    """For each exposure and each step of a cut, the id of the fact that matters most among those it protects."""
    found: dict[str, str] = {}
    for answer in answers:
        for door in _doors(answer):
            closing = closing_of(door)
            for exposure in door.exposures:
                found.setdefault(exposure.id, answer.fact.id)
            if closing and closing.step:
                found.setdefault(closing.step, answer.fact.id)
    return found


def _doors(answer: Answer) -> tuple[Place, ...]:
    return answer.cut.doors if answer.cut and not answer.published else ()


def within(
    steps: Sequence[Step], minutes: int, checklist: Mapping[str, ChecklistItem], weight: Mapping[str, float]
) -> tuple[Step, ...]:
    """The steps to do in `minutes`, in their order: those that together bring most.

    What comes before a step in the plan because it has to (`after`) is taken with it or it is not taken. What may
    alert someone close is never among them: it wants a decision, not a free quarter of an hour.
    """
    open_steps = [step for step in steps if step.is_open]
    at = {step.item: place for place, step in enumerate(open_steps)}
    needs = [
        {at[one] for one in checklist[step.item].after if at.get(one, place) < place}
        for place, step in enumerate(open_steps)
    ]
    last_need = {one: place for place, some in enumerate(needs) for one in some}
    fronts: _Fronts = {frozenset(): [(0, 0.0, None)]}
    for place, step in enumerate(open_steps):
        if may_alert_someone_close(step.alerts):
            continue
        fronts = _with(fronts, place, step, needs[place], minutes, worth(step, checklist[step.item], weight))
        fronts = _forgetting(fronts, {one for one, last in last_need.items() if last > place})
    best = max(
        (one for front in fronts.values() for one in front),
        key=lambda found: (found[1], -found[0]),
    )
    return tuple(open_steps[place] for place in reversed(list(_unwound(best[2]))))


def worth(step: Step, item: ChecklistItem, weight: Mapping[str, float]) -> float:
    """How much a step brings, so that choices can be compared."""
    safe = _SAFE if item.stage in _FIRST else 0
    closes, concerns = importance(step, weight)
    return step.impact + safe + _CUT * closes + _NEAR * concerns - _TOLD * told(step)


def _with(fronts: _Fronts, place: int, step: Step, needs: set[int], minutes: int, brings: float) -> _Fronts:
    """The choices so far, and each of them with one more step where it fits and what it needs was taken."""
    more: _Fronts = {taken: list(front) for taken, front in fronts.items()}
    for taken, front in fronts.items():
        if needs <= taken:
            fitting = [
                (used + step.minutes, value + brings, (place, before))
                for used, value, before in front
                if used + step.minutes <= minutes
            ]
            more.setdefault(taken | {place}, []).extend(fitting)
    return more


def _forgetting(fronts: _Fronts, needed: Collection[int]) -> _Fronts:
    """The choices by what later steps ask of them, and of equals only those that no other one beats."""
    merged: _Fronts = {}
    for taken, front in fronts.items():
        merged.setdefault(taken & frozenset(needed), []).extend(front)
    return {taken: list(_unbeaten(front)) for taken, front in merged.items()}


def _unbeaten(front: list[tuple[int, float, _Taken]]) -> Iterator[tuple[int, float, _Taken]]:
    best = float("-inf")
    for one in sorted(front, key=lambda found: (found[0], -found[1])):
        if one[1] > best:
            best = one[1]
            yield one


def _unwound(taken: _Taken) -> Iterator[int]:
    while taken is not None:
        place, taken = taken
        yield place
