"""So many minutes: the best that fits, in order, nothing before what it needs, nothing that alerts someone close."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support.kept import OWNER, at_place, kept, made
from support.stories import FACTS as STORY_FACTS
from support.stories import PERSON, story
from support.webs import FACTS, HOME, LEGAL, NAME, closing, exposure, gathered
from unlisted.knowledge import Stage, load
from unlisted.model import Alerts, Situation, Step
from unlisted.plan import may_alert_someone_close, priorities, steps, within, worth
from unlisted.routes import routes

KNOWN = load()
# A plan with everything in it: the checklist's steps, and requests to be left out of a family of sites.
PLAN = made(kept(*story(12).exposures, at_place("us-intelius"), at_place("us-spokeo"), at_place("rs-imenik-telekom")))
EVERY = tuple(step for step in PLAN.steps if step.is_open)
REQUESTS = tuple(step for step in EVERY if step.place)
NEEDED = {one for step in EVERY for one in PLAN.checklist[step.item].after}
KNOTTY = tuple(step for step in EVERY if step.place or step.id in NEEDED or PLAN.checklist[step.item].after)

some_steps = st.lists(
    st.sampled_from(EVERY) | st.sampled_from(KNOTTY), min_size=1, max_size=9, unique_by=lambda step: step.id
)


def in_order(some: list[Step]) -> tuple[Step, ...]:
    ids = {step.id for step in some}
    return tuple(step for step in EVERY if step.id in ids)


def total(chosen: tuple[Step, ...]) -> float:
    return sum(worth(step, PLAN.checklist[step.item], PLAN.weights) for step in chosen)


def allowed(chosen: tuple[Step, ...], plan: tuple[Step, ...], minutes: int) -> bool:
    """Whether a choice keeps the rules, said a second time and without the tables of the answer."""
    if any(may_alert_someone_close(step.alerts) for step in chosen) or sum(s.minutes for s in chosen) > minutes:
        return False
    there, before = {step.item for step in plan}, set()
    for step in chosen:
        if not there & set(PLAN.checklist[step.item].after) <= before:
            return False
        before.add(step.item)
    return True


def test_there_is_enough_to_choose_from() -> None:
    assert {step.place for step in REQUESTS} >= {OWNER, "us-spokeo", "rs-imenik-telekom"}
    assert len(KNOTTY) > 10


@given(st.integers(1, 90), some_steps)
@settings(max_examples=150, deadline=None)
def test_what_fits_keeps_the_rules_and_is_the_best_there_is(minutes: int, some: list[Step]) -> None:
    plan = in_order(some)
    taken = within(plan, minutes, PLAN.checklist, PLAN.weights)
    assert [step for step in plan if step in taken] == list(taken)
    assert allowed(taken, plan, minutes)
    possible = (chosen for size in range(len(plan) + 1) for chosen in combinations(plan, size))
    best = max(total(chosen) for chosen in possible if allowed(chosen, plan, minutes))
    assert total(taken) == pytest.approx(best)


@given(st.integers(1, 120))
@settings(max_examples=30, deadline=None)
def test_the_whole_plan_is_used_no_worse_than_by_taking_what_comes_next(minutes: int) -> None:
    greedy: tuple[Step, ...] = ()
    for step in EVERY:
        if allowed((*greedy, step), EVERY, minutes):
            greedy = (*greedy, step)
    taken = within(EVERY, minutes, PLAN.checklist, PLAN.weights)
    assert allowed(taken, EVERY, minutes)
    assert total(taken) >= total(greedy) - 1e-9


def test_a_choice_that_breaks_a_rule_is_noticed() -> None:
    """A control of the rules above."""
    request = next(step for step in REQUESTS if step.place == OWNER)
    evidence = next(step for step in EVERY if step.id == "evidence-link-and-date")
    assert not allowed((request,), EVERY, 600)
    assert not allowed((evidence,), EVERY, evidence.minutes - 1)
    alerting = next(step for step in EVERY if may_alert_someone_close(step.alerts))
    assert not allowed((alerting,), (alerting,), 600)


def test_a_step_that_would_alert_someone_close_is_no_reason_to_skip_what_it_precedes() -> None:
    """What needs a step that must not be offered here is not offered either."""
    first, then = EVERY[0], next(step for step in EVERY if "evidence-link-and-date" in PLAN.checklist[step.item].after)
    from dataclasses import replace

    evidence = next(step for step in EVERY if step.id == "evidence-link-and-date")
    close = replace(evidence, alerts=(Alerts.HOUSEHOLD,))
    assert first
    assert within((close, then), 600, PLAN.checklist, {}) == ()


def test_the_door_to_the_home_comes_before_other_pages() -> None:
    web = (exposure("legal", [NAME, LEGAL]), exposure("home", [LEGAL, HOME]), exposure("far", [LEGAL]))
    weights = priorities(routes(gathered(web), FACTS, closing), closing)
    assert max(weights, key=lambda one: weights[one]) in {"legal", "home"}
    assert "far" not in weights


def test_safety_comes_first_whatever_the_cut_says() -> None:
    found = [one for one in story(12).exposures if not one.by_hand]
    weights = {one.id: 1.0 for one in found}
    order = steps(found, STORY_FACTS, [Situation.HUNTED], PERSON, {}, checklist=KNOWN.checklist, priority=weights)
    stages = [KNOWN.checklist[step.item].stage for step in order if not may_alert_someone_close(step.alerts)]
    assert stages[0] is Stage.SAFETY
    first = next(at for at, stage in enumerate(stages) if stage not in (Stage.SAFETY, Stage.EVIDENCE))
    assert not {Stage.SAFETY, Stage.EVIDENCE} & set(stages[first:])
