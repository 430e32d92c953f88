"""Deadlines: months end where months end, weekends and holidays move an end on, a limit waits for a suspect."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unlisted.knowledge import load
from unlisted.knowledge.laws import Starts, Term, Unit
from unlisted.plan.clocks import after, deadline, easter, hour, is_working, limit, working

LAWS, CLOSED = load().laws, load().holidays
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
    assert after(term(number, unit), began, "RS", CLOSED) == ends


def test_the_request_under_serbian_law_moves_over_statehood_day_and_says_that_this_is_assumed() -> None:
    found = deadline(LAWS["rs-zzpl-30"], date(2026, 1, 15), CLOSED)  # 14 to 16 February, and the Sunday moves
    assert found is not None
    assert (found.counted, found.until) == (date(2026, 2, 14), date(2026, 2, 18))
    assert found.extended is not None
    assert found.extended > found.until
    assert found.assumed


def test_a_limit_from_act_and_suspect_waits_for_a_suspect() -> None:
    law = LAWS["rs-zkp-65"]
    learned, suspect = date(2026, 3, 1), date(2026, 5, 30)
    assert limit(law, CLOSED, learned=learned) is None
    assert limit(law, CLOSED, learned=None, suspect=suspect) is None
    assert limit(law, CLOSED, learned=learned, suspect=suspect) == date(2026, 8, 30)  # a Sunday: not moved
    assert limit(law, CLOSED, learned=suspect, suspect=learned) == date(2026, 8, 30)


def test_a_limit_from_a_decision_runs_from_the_day_she_was_told() -> None:
    assert limit(LAWS["rs-zzpl-83"], CLOSED, learned=date(2026, 3, 1)) == date(2026, 3, 31)


def test_an_extension_runs_from_the_request_and_not_from_the_first_end() -> None:
    found = deadline(LAWS["eu-gdpr-17"], date(2026, 1, 31), CLOSED)
    assert found is not None
    assert (found.until, found.extended) == (date(2026, 3, 2), date(2026, 4, 30))  # three months, not 28 April
    assert not found.assumed


def test_hours_end_at_an_hour_or_on_their_last_day() -> None:
    law = LAWS["us-take-it-down"]
    asked = datetime(2026, 5, 3, 14, 30, tzinfo=timezone(timedelta(hours=2)))
    assert hour(law, asked) == asked + timedelta(hours=48)
    assert hour(LAWS["eu-gdpr-17"], asked) is None
    found = deadline(law, asked.date(), CLOSED)
    assert found is not None
    assert found.until == date(2026, 5, 5)  # no weekend moves an hour


@pytest.mark.parametrize(
    ("country", "day", "works"),
    [
        ("RS", date(2021, 5, 4), False),  # 2 May was a Sunday, 3 May Easter Monday: the ministry's own example
        ("RS", date(2021, 5, 5), True),
        ("RS", date(2022, 1, 3), False),  # 2 January was a Sunday
        ("RS", date(2024, 1, 8), True),  # Christmas on a Sunday does not move
        ("RS", date(2026, 4, 13), False),
        ("HR", date(2026, 6, 4), False),  # Corpus Christi
        ("HR", date(2026, 11, 2), True),  # All Saints on a Sunday does not move
        ("SI", date(2026, 4, 6), False),
        ("US", date(2026, 7, 3), True),  # of the others only weekends are known
        ("US", date(2026, 7, 4), False),
    ],
)
def test_days_on_which_offices_are_closed(country: str, day: date, works: bool) -> None:
    assert is_working(day, country, CLOSED) is works


def test_every_table_of_holidays_has_a_source_and_a_day() -> None:
    assert {"RS", "HR", "SI"} <= set(CLOSED)
    assert all(source.url and source.seen for entry in CLOSED.values() for source in entry.sources)


@pytest.mark.parametrize(
    ("year", "western", "orthodox"),
    [(2024, (3, 31), (5, 5)), (2025, (4, 20), (4, 20)), (2026, (4, 5), (4, 12)), (2027, (3, 28), (5, 2))],
)
def test_easter(year: int, western: tuple[int, int], orthodox: tuple[int, int]) -> None:
    assert easter(year, orthodox=False) == date(year, *western)
    assert easter(year, orthodox=True) == date(year, *orthodox)


@given(DAYS, COUNTRIES)
def test_a_moved_end_is_a_working_day_never_earlier_and_never_a_fortnight_later(day: date, country: str) -> None:
    moved = working(day, country, CLOSED)
    assert is_working(moved, country, CLOSED)
    assert day <= moved < day + timedelta(days=14)
    assert (moved == day) == is_working(day, country, CLOSED)


@given(DAYS, st.integers(1, 40))
def test_more_months_are_never_earlier(day: date, months: int) -> None:
    assert after(term(months, Unit.MONTHS), day, "RS", CLOSED) < after(term(months + 1, Unit.MONTHS), day, "RS", CLOSED)


@given(DAYS, st.integers(0, 40))
def test_every_deadline_keeps_its_promises(day: date, later: int) -> None:
    """After the request; never earlier for a later request; on a working day; an extension only adds."""
    for law in LAWS.values():
        found, then = deadline(law, day, CLOSED), deadline(law, day + timedelta(days=later), CLOSED)
        assert (found is None) == (law.deadline is None) == (then is None)
        if found is None or then is None or law.deadline is None:
            continue
        assert day < found.counted <= found.until <= then.until
        assert law.deadline.unit is Unit.HOURS or is_working(found.until, law.country, CLOSED)
        assert (found.extended is None) == (law.extension is None)
        if found.extended:
            assert found.extended >= found.until
            assert is_working(found.extended, law.country, CLOSED)
        assert not found.assumed or law.country != "EU"


@given(DAYS, st.integers(0, 400), st.integers(0, 40))
def test_every_limit_begins_on_the_later_day_and_never_moves_back(day: date, suspected: int, later: int) -> None:
    for law in (law for law in LAWS.values() if law.limit):
        suspect = day + timedelta(days=suspected)
        found = limit(law, CLOSED, learned=day, suspect=suspect)
        then = limit(law, CLOSED, learned=day + timedelta(days=later), suspect=suspect + timedelta(days=later))
        assert found is not None
        assert then is not None
        began = suspect if law.limit and law.limit.starts is Starts.LEARNING_SUSPECT else day
        assert began < found <= then
