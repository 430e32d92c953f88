"""The whole plan: everything that is kept meets everything that is known, and becomes steps in their order. Pure.

The order needs the cut, the cut needs to know which steps close a place, and those steps are chosen by what was seen:
so the steps are chosen first, then the routes are walked, then the steps are put in order.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from unlisted.knowledge import Chance, ChecklistItem, Knowledge
from unlisted.model import Answered, Step, StepState
from unlisted.plan.budget import doors, priorities
from unlisted.plan.choosing import chosen, ordered
from unlisted.plan.closing import closings
from unlisted.plan.kept import Kept
from unlisted.plan.leaving import EVIDENCE, Leaving, leavings
from unlisted.plan.standing import World, standing
from unlisted.routes import ClosingOf, places, routes


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The steps in their order. `checklist` has the words of every step, `leaving` the requests to be left out.

    `weights` and `doors` are what the cut says of steps and exposures, by their ids: how much closing them is worth,
    and which fact it protects. `kept_aside` are ids of steps that she marked and that nothing calls for any more.
    """

    steps: tuple[Step, ...]
    checklist: Mapping[str, ChecklistItem]
    leaving: Mapping[str, Leaving]
    weights: Mapping[str, float]
    doors: Mapping[str, str]
    kept_aside: tuple[str, ...] = ()

    @property
    def next_step(self) -> Step | None:
        """The first step that is open."""
        return next((step for step in self.steps if step.is_open), None)


@dataclass(frozen=True, slots=True)
class _Chosen:
    """The steps before they are put in order."""

    steps: tuple[Step, ...]
    leaving: Mapping[str, Leaving]


def plan(kept: Kept, knowledge: Knowledge, today: date) -> Plan:
    """Everything there is to do, and where she stands with it."""
    found = _chosen(kept, knowledge, today)
    checklist = {**knowledge.checklist, **{key: one.item for key, one in found.leaving.items()}}
    weights: Mapping[str, float] = {}
    protects: Mapping[str, str] = {}
    if kept.exposures:
        closing_of = _closing_of(found, kept, knowledge)
        there = places(kept.exposures, kept.facts, knowledge.findability, knowledge.brokers)
        answers = routes(there, kept.facts, closing_of, at_least=Chance.MAYBE, thorough=False)
        weights, protects = priorities(answers, closing_of), doors(answers, closing_of)
    ids = {step.id for step in found.steps}
    return Plan(
        steps=ordered(found.steps, checklist, weights),
        checklist=checklist,
        leaving=found.leaving,
        weights=weights,
        doors=protects,
        kept_aside=tuple(
            sorted(one for one, mark in kept.marks.items() if one not in ids and mark.state is not StepState.TO_DO)
        ),
    )


def closing_of(kept: Kept, knowledge: Knowledge, today: date) -> ClosingOf:
    """How each place is closed, by steps that the plan has."""
    return _closing_of(_chosen(kept, knowledge, today), kept, knowledge)


def _closing_of(found: _Chosen, kept: Kept, knowledge: Knowledge) -> ClosingOf:
    states = {step.id: step.state for step in found.steps}
    return closings(kept.facts, knowledge.brokers, states, {step.id: frozenset(step.why) for step in found.steps})


def _chosen(kept: Kept, knowledge: Knowledge, today: date) -> _Chosen:
    world = World(
        exposures={exposure.id: exposure for exposure in kept.exposures},
        known_facts=frozenset(fact.id for fact in kept.facts),
        laws=knowledge.laws,
        closed=knowledge.holidays,
        today=today,
        returned=kept.returned,
        resting=kept.resting,
    )

    def stands(step: Step, at: tuple[str, ...] = ()) -> Step:
        answers = [one for one in kept.answered if at and _domain(one, knowledge) in at]
        return standing(step, kept.marks.get(step.id), world, answers)

    leaving = leavings(kept, knowledge, lambda one: stands(one.step, one.domains).state)
    evidence = {EVIDENCE} if leaving else set()  # comes before any request, whatever else was seen
    from_list = chosen(
        kept.exposures,
        kept.facts,
        kept.situations,
        kept.person,
        checklist=knowledge.checklist,
        touched={*kept.marks, *evidence},
    )
    return _Chosen(
        steps=(*(stands(step) for step in from_list), *(stands(one.step, one.domains) for one in leaving.values())),
        leaving=leaving,
    )


def _domain(answer: Answered, knowledge: Knowledge) -> str | None:
    broker = knowledge.brokers.get(answer.place)
    return broker.domain if broker else None
