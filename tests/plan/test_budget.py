"""So many minutes: the best that fits, in order, nothing before what it needs, nothing that alerts someone close."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from support.stories import FACTS as STORY_FACTS
from support.stories import PERSON, story
from support.webs import FACTS, HOME, LEGAL, NAME, closing, exposure, gathered
from unlisted.knowledge import Stage, load
from unlisted.model import Situation, Step, StepState
from unlisted.plan import may_alert_someone_close, priorities, steps, within
from unlisted.routes import routes

CHECKLIST = load().checklist
EVERY = tuple(step for step in story(12).steps if step.state is StepState.TO_DO)


@given(st.integers(1, 90), st.lists(st.sampled_from(EVERY), min_size=1, max_size=12, unique_by=lambda step: step.id))
@settings(max_examples=80, deadline=None)
def test_what_fits_is_in_order_and_keeps_the_rules(minutes: int, some: list[Step]) -> None:
    plan = [step for step in EVERY if step in some]
    taken = within(plan, minutes, CHECKLIST, {})
    assert sum(step.minutes for step in taken) <= minutes
    assert list(taken) == [step for step in plan if step in taken]
    assert not any(may_alert_someone_close(step.alerts) for step in taken)
    there = {step.item for step in plan}
    for at, step in enumerate(taken):
        before = {one.item for one in taken[:at]}
        assert there & set(CHECKLIST[step.item].after) <= before


@given(st.integers(5, 60), st.lists(st.sampled_from(EVERY), min_size=1, max_size=8, unique_by=lambda step: step.id))
@settings(max_examples=60, deadline=None)
def test_no_other_choice_brings_more(minutes: int, some: list[Step]) -> None:
    plan = [s for s in EVERY if s in some and not may_alert_someone_close(s.alerts) and not CHECKLIST[s.item].after]

    def worth(chosen: tuple[Step, ...]) -> float:
        safe = (Stage.SAFETY, Stage.EVIDENCE)
        return sum(s.impact + (40 if CHECKLIST[s.item].stage in safe else 0) - 0.25 * len(s.discloses) for s in chosen)

    fitting = [
        chosen
        for size in range(len(plan) + 1)
        for chosen in combinations(plan, size)
        if sum(step.minutes for step in chosen) <= minutes
    ]
    assert abs(worth(within(plan, minutes, CHECKLIST, {})) - max(map(worth, fitting))) < 1e-9


def test_the_door_to_the_home_comes_before_other_pages() -> None:
    web = (exposure("legal", [NAME, LEGAL]), exposure("home", [LEGAL, HOME]), exposure("far", [LEGAL]))
    weights = priorities(routes(gathered(web), FACTS, closing))
    assert max(weights, key=lambda one: weights[one]) in {"legal", "home"}
    assert "far" not in weights


def test_safety_comes_first_whatever_the_cut_says() -> None:
    found = [one for one in story(12).exposures if not one.by_hand]
    weights = {one.id: 1.0 for one in found}
    order = steps(found, STORY_FACTS, [Situation.HUNTED], PERSON, {}, checklist=CHECKLIST, priority=weights)
    stages = [CHECKLIST[step.item].stage for step in order if not may_alert_someone_close(step.alerts)]
    assert stages[0] is Stage.SAFETY
    first = next(at for at, stage in enumerate(stages) if stage not in (Stage.SAFETY, Stage.EVIDENCE))
    assert not {Stage.SAFETY, Stage.EVIDENCE} & set(stages[first:])
