"""What every report shows, gathered once: whom it is about, what was looked at, what was found, what to do. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from unlisted.knowledge import AccountSite, Broker, ChecklistItem
from unlisted.model import (
    Change,
    Exposure,
    Fact,
    Kind,
    Outcome,
    Person,
    SeenFact,
    Sighting,
    Situation,
    Step,
    Visibility,
    What,
)
from unlisted.report.past import Past, only
from unlisted.routes import Answer, ClosingOf, Place

Checklist = Mapping[str, ChecklistItem]

_SUSPICIONS = frozenset({Situation.SOMEONE_CLOSE, Situation.SHARED_DEVICE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One person's standing on one day.

    `exposures` stand in the order of `unlisted.rounds.rank`, `steps` in that of the plan. `changes` (by exposure id)
    and `outcomes` are those of the last round. `checklist` holds the entry of every step, by `Step.item`.
    `withheld` counts what `exported` left out, `hidden` are ids of facts that may not be named. `routes` are the
    answers about her private facts, made of `places`; `closing_of` is what closing a place takes. `past` is how all
    that came about, `brokers` the known places that it may name. `sites` are those of accounts, by exposure id.
    """

    made: date
    person: Person
    facts: tuple[Fact, ...] = ()
    exposures: tuple[Exposure, ...] = ()
    changes: Mapping[str, Change] = field(default_factory=dict)
    steps: tuple[Step, ...] = ()
    checklist: Checklist = field(default_factory=dict)
    outcomes: tuple[Outcome, ...] = ()
    situations: tuple[Situation, ...] = ()
    withheld: int = 0
    routes: tuple[Answer, ...] = ()
    closing_of: ClosingOf = field(default=lambda _place: None)
    places: tuple[Place, ...] = ()
    hidden: frozenset[str] = frozenset()
    sites: Mapping[str, AccountSite] = field(default_factory=dict)
    past: Past = field(default_factory=Past)
    brokers: Mapping[str, Broker] = field(default_factory=dict)

    @property
    def next_step(self) -> Step | None:
        """The first step that is open."""
        return next((step for step in self.steps if step.is_open), None)

    def standing(self, state: Visibility) -> tuple[Exposure, ...]:
        """The exposures of which this is known now."""
        return tuple(exposure for exposure in self.exposures if exposure.state is state)


def exported(story: Story) -> Story:
    """The story as it may stand in a file, which somebody may find.

    Without a child, without facts that she has removed since, without her situation; what then shows nothing is left
    out and counted in `withheld`. So are steps that children may call for, and those that would tell someone close
    that he is suspected.
    """
    children = {fact.id for fact in story.facts if fact.minor}
    children |= {fact.id for fact in story.facts if fact.of in children}
    facts = tuple(fact for fact in story.facts if fact.id not in children)
    kept = {fact.id for fact in facts}
    exposures = tuple(e for one in story.exposures if (e := _exposure(one, kept)))
    hidden = children | ({one.id for one in story.exposures} - {one.id for one in exposures})
    steps = tuple(s for one in story.steps if (s := _step(one, hidden, story.checklist, bool(children))))
    outcomes = tuple(
        replace(outcome, sightings=tuple(seen for one in outcome.sightings if (seen := _sighting(one, kept))))
        for outcome in story.outcomes
    )
    return replace(
        story,
        facts=facts,
        exposures=exposures,
        changes={identity: change for identity, change in story.changes.items() if identity not in hidden},
        steps=steps,
        outcomes=outcomes,
        situations=(),
        routes=tuple(answer for answer in story.routes if answer.fact.id not in children),
        hidden=frozenset(children),
        past=only(story.past, lambda one: _exposure(one, kept), kept, {step.id for step in steps}),
        withheld=len(story.exposures) - len(exposures) + len(story.steps) - len(steps),
    )


def _exposure(exposure: Exposure, kept: set[str]) -> Exposure | None:
    facts = tuple(seen for seen in exposure.facts if seen.fact in kept)
    if len(facts) == len(exposure.facts):
        return exposure
    return (
        replace(exposure, facts=facts, strength=_strongest(facts), what=_what(exposure.what, facts)) if facts else None
    )


def _sighting(sighting: Sighting, kept: set[str]) -> Sighting | None:
    facts = tuple(seen for seen in sighting.facts if seen.fact in kept)
    if len(facts) == len(sighting.facts):
        return sighting
    return (
        replace(sighting, facts=facts, strength=_strongest(facts), what=_what(sighting.what, facts)) if facts else None
    )


def _strongest(facts: tuple[SeenFact, ...]) -> float:
    return max(seen.strength for seen in facts)


def _what(what: tuple[What, ...], facts: tuple[SeenFact, ...]) -> tuple[What, ...]:
    family = any(seen.kind is Kind.RELATIVE for seen in facts)
    return what if family else tuple(one for one in what if one is not What.FAMILY)


def may_be_written(step: Step, item: ChecklistItem, *, children: bool = True) -> bool:
    """Whether a step may stand in a file: not if only a suspicion of someone close calls for it, or maybe a child."""
    suspicion = bool(step.why) and set(step.why) <= _SUSPICIONS
    return not suspicion and not (children and any(case.child for case in item.applies))


def _step(step: Step, hidden: set[str], checklist: Checklist, children: bool) -> Step | None:
    item = checklist.get(step.item)
    why = tuple(reason for reason in step.why if reason not in hidden)
    if (step.why and not why) or (item is not None and not may_be_written(step, item, children=children)):
        return None
    return replace(step, why=tuple(reason for reason in why if reason not in set(Situation)))
