"""Deadlines: months end where months end, weekends and holidays move an end on, a limit waits for a suspect."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unlisted.knowledge import load
from unlisted.knowledge.laws import Starts, Term, Unit
from unlisted.plan.clocks import after, deadline, easter, is_working, limit, working

LAWS = load().laws
DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))
COUNTRIES = st.sampled_from(["RS", "HR", "SI", "EU", "US"])


def term(number: int, unit: Unit) -> Term:
    return Term(number=number, unit=unit, starts=Starts.RECEIPT)


@pytest.mark.parametrize(
    ("number", "unit", "began", "ends"),
    [
        (30, Unit.DAYS, date(2026, 1, 15), date(2026, 2, 14)),
        (1, Unit.MONTHS, date(2026, 1, 31), date(2026, 2, 28)),
        (1, Unit.MONTHS, date(2028, 1, 31), date(2028, 2, 29)),
        (3, Unit.MONTHS, date(2026, 11, 30), date(2027, 2, 28)),
        (12, Unit.MONTHS, date(2026, 6, 5), date(2027, 6, 5)),
        (45, Unit.DAYS, date(2026, 12, 1), date(2027, 1, 15)),
        (48, Unit.HOURS, date(2026, 6, 5), date(2026, 6, 7)),
        (10, Unit.WORKING_DAYS, date(2026, 6, 5), date(2026, 6, 19)),
        (1, Unit.WORKING_DAYS, date(2026, 12, 31), date(2027, 1, 4)),
    ],
)
def test_terms(number: int, unit: Unit, began: date, ends: date) -> None:
    assert after(term(number, unit), began, "RS") == ends


def test_the_request_under_serbian_law_moves_over_statehood_day_and_says_that_this_is_assumed() -> None:
    found = deadline(LAWS["rs-zzpl-30"], date(2026, 1, 15))  # Saturday 14, Sunday 15 and Monday 16 February
    assert found is not None
    assert (found.counted, found.until) == (date(2026, 2, 14), date(2026, 2, 17))
    assert found.extended is not None
    assert found.extended > found.until
    assert found.assumed


def test_a_limit_from_act_and_suspect_waits_for_a_suspect() -> None:
    law = next(one for one in LAWS.values() if one.limit and one.limit.starts is Starts.LEARNING_SUSPECT)
    learned, suspect = date(2026, 3, 1), date(2026, 5, 30)
    assert limit(law, act=learned, learned=learned) is None
    assert limit(law, act=learned, learned=learned, suspect=suspect) == after(law.limit, suspect, law.country)  # type: ignore[arg-type]
    assert limit(law, act=learned, learned=suspect, suspect=learned) == after(law.limit, suspect, law.country)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("year", "western", "orthodox"),
    [(2024, (3, 31), (5, 5)), (2025, (4, 20), (4, 20)), (2026, (4, 5), (4, 12)), (2027, (3, 28), (5, 2))],
)
def test_easter(year: int, western: tuple[int, int], orthodox: tuple[int, int]) -> None:
    assert easter(year, orthodox=False) == date(year, *western)
    assert easter(year, orthodox=True) == date(year, *orthodox)


@given(DAYS, COUNTRIES)
def test_a_moved_end_is_a_working_day_never_earlier_and_never_a_fortnight_later(day: date, country: str) -> None:
    moved = working(day, country)
    assert is_working(moved, country)
    assert day <= moved < day + timedelta(days=14)
    assert (moved == day) == is_working(day, country)


@given(DAYS, st.integers(1, 40))
def test_more_months_are_never_earlier(day: date, months: int) -> None:
    assert after(term(months, Unit.MONTHS), day, "RS") < after(term(months + 1, Unit.MONTHS), day, "RS")


@given(DAYS)
def test_every_law_with_days_has_a_deadline_after_the_request(day: date) -> None:
    for law in LAWS.values():
        found = deadline(law, day)
        assert (found is None) == (law.deadline is None or law.deadline.unit is Unit.HOURS)
        if found:
            assert day < found.counted <= found.until
            assert found.extended is None or found.extended >= found.until
