"""The whole plan keeps its order whatever was seen, said and marked, and can say of every step why it stands there."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from support.kept import KNOWN, at_place, kept, made
from support.stories import FACTS, exposure
from unlisted.knowledge import Life, Stage
from unlisted.model import Answer, Answered, Exposure, Situation, StepMark, StepState, Visibility
from unlisted.plan import MARKED, Plan, may_alert_someone_close, opt_out_id, within
from unlisted.report.why import why_here

PLACES = sorted(one.id for one in KNOWN.brokers.values() if one.opt_outs and one.status is not Life.GONE)
DAYS = st.datetimes(datetime(2026, 1, 1), datetime(2026, 11, 25), timezones=st.just(UTC))  # noqa: DTZ001
FIRST = (Stage.SAFETY, Stage.EVIDENCE)

at_places = st.builds(
    lambda place, state, on: at_place(place, state=state, on=on),
    st.sampled_from(PLACES),
    st.sampled_from(Visibility),
    DAYS,
)
in_chats = st.builds(
    lambda at, first, state: exposure(at, "result.json", FACTS[first : first + 2], state=state),
    st.integers(0, 50), st.integers(0, 6), st.sampled_from(Visibility),
)  # fmt: skip
step_ids = st.sampled_from([*map(opt_out_id, PLACES), *sorted(KNOWN.checklist), "no-longer-known"])
hers = [state for state in StepState if state not in (StepState.NOT_VISIBLE, StepState.VISIBLE_AGAIN)]
marks = st.builds(StepMark, state=st.sampled_from(hers), at=DAYS, asked=st.none() | DAYS.map(lambda at: at.date()))
answers = st.builds(Answered, place=st.sampled_from(PLACES), at=DAYS, answer=st.sampled_from(Answer))
contents = {
    "exposures": st.lists(at_places | in_chats, max_size=6, unique_by=lambda one: one.id),
    "marked": st.dictionaries(step_ids, marks, max_size=5),
    "said": st.lists(answers, max_size=5),
    "situations": st.sets(st.sampled_from(Situation)).map(tuple),
}


def plan_of(
    exposures: list[Exposure], marked: dict[str, StepMark], said: list[Answered], situations: tuple[Situation, ...]
) -> Plan:
    return made(kept(*exposures, marks=marked, answered=tuple(said), situations=situations))


@settings(max_examples=150, deadline=None)
@given(seed=st.randoms(use_true_random=False), **contents)
def test_the_order_keeps_its_promises(  # type: ignore[no-untyped-def]
    seed, exposures, marked, said, situations
) -> None:
    plan = plan_of(exposures, marked, said, situations)
    open_steps = [step for step in plan.steps if step.is_open]
    assert list(plan.steps[: len(open_steps)]) == open_steps  # what waits or is done stands behind
    assert plan.next_step == (open_steps[0] if open_steps else None)
    alerting = [may_alert_someone_close(step.alerts) for step in open_steps]
    assert alerting == sorted(alerting)
    assert not alerting[0]
    quiet = [plan.checklist[step.item].stage for step in open_steps if not may_alert_someone_close(step.alerts)]
    assert quiet == sorted(quiet, key=lambda stage: FIRST.index(stage) if stage in FIRST else len(FIRST))
    order = [step.item for step in open_steps]
    for place, item in enumerate(order):
        assert not set(plan.checklist[item].after) & set(order[place + 1 :])
    if Situation.SOMEONE_CLOSE in situations and "helpline-before-changes" in order:
        requests = [place for place, step in enumerate(open_steps) if step.asks]
        assert not requests or order.index("helpline-before-changes") < requests[0]
    for step in plan.steps:
        assert why_here(step, plan.checklist[step.item], plan.doors).startswith("Why here: ")
        assert step.why
    mixed = seed.sample(exposures, len(exposures))
    assert [step.id for step in plan_of(mixed, marked, said, situations).steps] == [step.id for step in plan.steps]


@settings(max_examples=80, deadline=None)
@given(**contents)
def test_nothing_she_said_of_a_step_is_lost(  # type: ignore[no-untyped-def]
    exposures, marked, said, situations
) -> None:
    plan = plan_of(exposures, marked, said, situations)
    there = {step.id: step for step in plan.steps}
    for one, mark in marked.items():
        assert one in there or one in plan.kept_aside or mark.state is StepState.TO_DO
    assert len(there) == len(plan.steps)
    for step in plan.steps:
        assert MARKED not in step.why or step.id in marked or step.id == "evidence-link-and-date"


@settings(max_examples=40, deadline=None)
@given(minutes=st.integers(1, 120), **contents)
def test_so_many_minutes_never_hold_what_must_not_be_offered(  # type: ignore[no-untyped-def]
    minutes, exposures, marked, said, situations
) -> None:
    plan = plan_of(exposures, marked, said, situations)
    taken = within(plan.steps, minutes, plan.checklist, plan.weights)
    assert sum(step.minutes for step in taken) <= minutes
    assert all(step.is_open and not may_alert_someone_close(step.alerts) for step in taken)
    open_items = {step.item for step in plan.steps if step.is_open}
    for place, step in enumerate(taken):
        assert set(plan.checklist[step.item].after) & open_items <= {one.item for one in taken[:place]}
