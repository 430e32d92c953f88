"""Where she stands with a step: states from what she says and what looks see, last days, and what does not fit."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support.kept import KNOWN, SEEN_ON, again, at_place, gone
from unlisted.model import Alerts, Exposure, Step, StepKind, StepMark, StepNote, StepState, Visibility
from unlisted.plan.standing import World, standing

AT = datetime(2026, 5, 10, 9, tzinfo=UTC)
SEEN = at_place("us-spokeo")
STEP = Step(
    id="leave-x", item="leave-x", kind=StepKind.OPT_OUT, why=("address", SEEN.id), minutes=10, impact=5, discloses=(),
    alerts=(Alerts.SITE,), days=7,
)  # fmt: skip


def world(*exposures: Exposure, today: date = date(2026, 5, 12), **more: object) -> World:
    return World(
        exposures={one.id: one for one in exposures},
        known_facts={seen.fact for one in exposures for seen in one.facts},
        laws=KNOWN.laws,
        closed=KNOWN.holidays,
        today=today,
        **more,  # type: ignore[arg-type]
    )


def mark(state: StepState, at: datetime = AT, **more: object) -> StepMark:
    return StepMark(state=state, at=at, **more)  # type: ignore[arg-type]


def stands(said: StepMark | None, *exposures: Exposure, step: Step = STEP, **more: object) -> Step:
    return standing(step, said, world(*(exposures or (SEEN,)), **more))  # type: ignore[arg-type]


def test_nothing_said_is_to_do() -> None:
    assert stands(None).state is StepState.TO_DO
    assert stands(None).is_open


def test_done_but_still_visible_within_the_time_it_takes_is_done_and_said() -> None:
    step = stands(mark(StepState.DONE), again(SEEN, AT + timedelta(days=3)))
    assert (step.state, step.looked, step.notes) == (StepState.DONE, date(2026, 5, 13), (StepNote.STILL_VISIBLE,))
    assert not step.is_open


def test_done_and_seen_after_that_time_comes_back_to_the_queue_with_its_why() -> None:
    step = stands(mark(StepState.DONE), again(SEEN, AT + timedelta(days=8)))
    assert (step.state, step.looked, step.why) == (StepState.VISIBLE_AGAIN, date(2026, 5, 18), STEP.why)
    assert step.is_open


def test_done_and_seen_only_before_is_done() -> None:
    assert stands(mark(StepState.DONE)).state is StepState.DONE
    assert stands(mark(StepState.DONE)).notes == ()


def test_gone_and_back_is_visible_again_however_short_it_was() -> None:
    back = again(SEEN, AT + timedelta(days=2))
    assert stands(mark(StepState.ASKED, asked=AT.date()), back).state is StepState.ASKED
    told = stands(mark(StepState.ASKED, asked=AT.date()), back, returned={back.id: AT + timedelta(days=2)})
    assert told.state is StepState.VISIBLE_AGAIN
    before = stands(mark(StepState.ASKED, asked=AT.date()), back, returned={back.id: AT - timedelta(days=2)})
    assert before.state is StepState.ASKED


@pytest.mark.parametrize("state", [StepState.DONE, StepState.ASKED, StepState.WAITING, StepState.COULD_NOT])
def test_a_look_that_did_not_see_it_says_so_with_its_day_and_nothing_is_due(state: StepState) -> None:
    step = stands(mark(state, asked=AT.date(), law="rs-zzpl-30"), gone(SEEN, AT + timedelta(days=3)))
    assert (step.state, step.looked) == (StepState.NOT_VISIBLE, date(2026, 5, 13))
    assert (step.due, step.extended, step.is_open) == (None, None, False)


def test_one_of_two_places_still_visible_is_not_called_not_visible() -> None:
    other = replace(at_place("us-nuwber"), id="0123456789abcdef")
    step = replace(STEP, why=(SEEN.id, other.id))
    told = stands(mark(StepState.DONE), gone(SEEN, AT + timedelta(days=3)), other, step=step)
    assert told.state is StepState.DONE


def test_a_place_that_was_not_looked_at_again_says_nothing() -> None:
    unlooked = replace(SEEN, state=Visibility.NOT_LOOKED)
    assert stands(mark(StepState.DONE), unlooked).state is StepState.DONE


def test_settings_are_not_undone_by_what_is_seen() -> None:
    setting = replace(STEP, kind=StepKind.SETTING)
    assert stands(mark(StepState.DONE), again(SEEN, AT + timedelta(days=90)), step=setting).state is StepState.DONE


# --- last days ----------------------------------------------------------------------------------------------------


def test_by_the_law_where_one_is_named_else_by_what_the_place_says() -> None:
    by_law = stands(mark(StepState.ASKED, asked=date(2026, 1, 15), law="rs-zzpl-30"), today=date(2026, 1, 20))
    assert (by_law.due, by_law.extended) == (date(2026, 2, 18), date(2026, 4, 15))
    assert StepNote.ASSUMED in by_law.notes
    by_place = stands(mark(StepState.ASKED, asked=date(2026, 5, 10)))
    assert (by_place.due, by_place.extended, by_place.notes) == (date(2026, 5, 17), None, ())
    nobody = stands(mark(StepState.ASKED, asked=date(2026, 5, 10)), step=replace(STEP, days=None))
    assert nobody.due is None
    unmoved = stands(mark(StepState.ASKED, asked=date(2026, 5, 11), law="rs-zzpl-30"))
    assert unmoved.due == date(2026, 6, 10)
    assert StepNote.ASSUMED not in unmoved.notes  # nothing was assumed: the day is the same either way


def test_a_last_day_that_has_passed_brings_the_step_back_unless_she_rests() -> None:
    said = mark(StepState.ASKED, asked=date(2026, 1, 15), law="rs-zzpl-30")
    late = stands(said, today=date(2026, 2, 19))
    assert StepNote.OVERDUE in late.notes
    assert late.is_open
    assert StepNote.OVERDUE not in stands(said, today=date(2026, 2, 18)).notes
    assert not stands(said, today=date(2026, 2, 19), resting=True).is_open


def test_hours_run_from_an_hour() -> None:
    said = mark(StepState.ASKED, asked=AT.date(), asked_at=AT, law="us-take-it-down")
    assert stands(said).due_at == AT + timedelta(hours=48)
    unknown = stands(replace(said, asked_at=None))
    assert (unknown.due_at, unknown.due, unknown.notes) == (None, date(2026, 5, 12), (StepNote.NO_HOUR,))


def test_a_law_that_is_not_known_is_said_and_nothing_is_lost() -> None:
    step = stands(mark(StepState.ASKED, asked=AT.date(), law="no-such-law"), step=replace(STEP, law="rs-zzpl-30"))
    assert (step.state, step.asked, step.law) == (StepState.ASKED, AT.date(), "no-such-law")
    assert StepNote.NO_LAW in step.notes


def test_her_own_last_day_needs_both_days() -> None:
    said = mark(StepState.TO_DO, law="rs-zkp-65", learned=date(2026, 3, 1))
    waits = stands(said)
    assert (waits.limit, waits.notes, waits.state) == (None, (StepNote.NO_SUSPECT,), StepState.TO_DO)
    runs = stands(replace(said, suspect=date(2026, 4, 2)))
    assert (runs.limit, runs.notes) == (date(2026, 7, 2), ())


days = st.dates(date(2020, 1, 1), date(2030, 12, 31))
moments = days.map(lambda day: datetime(day.year, day.month, day.day, 12, tzinfo=UTC))
hers = [state for state in StepState if state not in (StepState.NOT_VISIBLE, StepState.VISIBLE_AGAIN)]
marks = st.builds(
    StepMark, state=st.sampled_from(hers),
    at=moments, asked=st.none() | days, law=st.none() | st.sampled_from([*sorted(KNOWN.laws), "no-such-law"]),
    asked_at=st.none() | moments, learned=st.none() | days, suspect=st.none() | days,
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(marks, st.sampled_from(Visibility), moments, days, st.booleans())
def test_whatever_is_kept_has_a_standing(
    said: StepMark, state: Visibility, looked: datetime, today: date, resting: bool
) -> None:
    """Contradictory or not: an answer, never one that claims more than was looked at, and nothing of hers changed."""
    exposure = replace(SEEN, state=state, last_looked=looked, last_seen=min(looked, SEEN_ON))
    step = stands(said, exposure, today=today, resting=resting)
    assert (step.id, step.why, step.asked) == (STEP.id, STEP.why, said.asked)
    assert step.state in {said.state, StepState.NOT_VISIBLE, StepState.VISIBLE_AGAIN}
    assert (step.state is StepState.NOT_VISIBLE) <= (state is Visibility.NOT_VISIBLE)
    assert (step.state in (StepState.NOT_VISIBLE, StepState.VISIBLE_AGAIN)) <= (step.looked is not None)
    if step.due:
        assert said.asked
        assert step.due > said.asked
        assert step.extended is None or step.extended >= step.due
    assert (StepNote.OVERDUE in step.notes) == bool(step.due and step.due < today and not resting)
    assert len(step.notes) == len(set(step.notes))
