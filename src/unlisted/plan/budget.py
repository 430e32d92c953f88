"""The best use of so many minutes, and what the steps weigh: the doors of the cuts first, then effect. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from unlisted.knowledge import ChecklistItem, Stage
from unlisted.model import Step, StepState
from unlisted.plan.choosing import may_alert_someone_close
from unlisted.routes import Answer, Place

_FIRST = (Stage.SAFETY, Stage.EVIDENCE)
_CUT, _SAFE = 8, 40  # what a door of a cut, and a step for safety, adds to an impact of 1 to 5


def priorities(answers: Iterable[Answer]) -> Mapping[str, float]:
    """The weight of closing each exposure: the doors to the fact that matters most weigh most."""
    weights: dict[str, float] = {}
    for place, answer in enumerate(answers):
        doors: tuple[Place, ...] = answer.cut.doors if answer.cut and not answer.published else ()
        for exposure in (exposure for door in doors for exposure in door.exposures):
            weights[exposure.id] = max(weights.get(exposure.id, 0.0), 1.0 / (1 + place))
    return weights


def doors(answers: Iterable[Answer]) -> Mapping[str, str]:
    """For each exposure that a cut closes, the id of the fact that matters most among those it protects."""
    found: dict[str, str] = {}
    for answer in answers:
        for place in answer.cut.doors if answer.cut and not answer.published else ():
            for exposure in place.exposures:
                found.setdefault(exposure.id, answer.fact.id)
    return found


def within(
    steps: Sequence[Step], minutes: int, checklist: Mapping[str, ChecklistItem], weight: Mapping[str, float]
) -> tuple[Step, ...]:
    """The steps to do in `minutes`, in their order: those that together bring most.

    What comes before a step in the plan because it has to (`after`) is taken with it or it is not taken. What may
    alert someone close is never among them: it wants a decision, not a free quarter of an hour.
    """
    open_steps = [s for s in steps if s.state is StepState.TO_DO and not may_alert_someone_close(s.alerts)]
    there = {step.item for step in steps if step.state is StepState.TO_DO}
    best: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
    for at, step in enumerate(open_steps):
        item = checklist.get(step.item)
        needs = {one for one in (item.after if item else ()) if one in there}
        for used, (value, taken) in sorted(best.items(), reverse=True):
            then = used + step.minutes
            if then > minutes or not needs <= {open_steps[one].item for one in taken}:
                continue
            brought = value + _worth(step, item, weight)
            if then not in best or brought > best[then][0]:
                best[then] = (brought, (*taken, at))
    _value, chosen = max(best.values(), key=lambda found: (found[0], -len(found[1])))
    return tuple(open_steps[at] for at in chosen)


def _worth(step: Step, item: ChecklistItem | None, weight: Mapping[str, float]) -> float:
    heaviest = max((weight.get(word, 0.0) for word in step.why), default=0.0)
    safe = _SAFE if item is not None and item.stage in _FIRST else 0
    return step.impact + safe + _CUT * heaviest - 0.25 * len(step.discloses)
