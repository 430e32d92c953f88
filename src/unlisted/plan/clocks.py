"""Until when: the terms of the laws as days in a calendar. Pure.

How a term is counted is itself law. The day of the event is not counted, and a term in months ends on the day of the
same number, or on the last day of a month that is shorter: this is the usual rule and was not read in a law. An end on
a holiday, a Sunday or a Saturday moves to the next working day: Regulation (EEC, Euratom) No 1182/71, article 3(4), for
European Union law, read in the recitals of Regulation (EEC) No 343/85. Elsewhere that is assumed
(`Deadline.assumed`), so the day before moving is there as well. Which days are holidays is knowledge, with its source.
"""

from __future__ import annotations

import calendar
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from unlisted.knowledge import Holidays, Law
from unlisted.knowledge.laws import Starts, Term, Unit

_SATURDAY, _SUNDAY = 5, 6
_CONFIRMED = frozenset({"EU"})  # where it was read that an end moves

Closed = Mapping[str, Holidays]  # by country


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """The last day of a term. `counted` is the end before weekends and holidays, `until` after them.

    `extended` is the last day if the other side adds what it may. `assumed`: the day rests on a rule about weekends and
    holidays that was not read for that law.
    """

    counted: date
    until: date
    extended: date | None = None
    assumed: bool = False


def deadline(law: Law, asked: date, closed: Closed) -> Deadline | None:
    """Until when the other side has to answer a request that it had on `asked`; None if the law names no days.

    Where the law counts in hours and the hour is not known, the day on which the last of them ends at the latest.
    """
    if law.deadline is None:
        return None
    counted = after(law.deadline, asked, law.country, closed)
    if law.deadline.unit is Unit.HOURS:
        return Deadline(counted=counted, until=counted)
    more = _together(law.deadline, law.extension) if law.extension else None
    extended = after(more, asked, law.country, closed) if more else None
    moved = working(counted, law.country, closed)
    return Deadline(
        counted=counted,
        until=moved,
        extended=working(extended, law.country, closed) if extended else None,
        assumed=law.country not in _CONFIRMED and (moved != counted or law.deadline.unit is Unit.WORKING_DAYS),
    )


def hour(law: Law, asked: datetime) -> datetime | None:
    """The hour at which a term of hours ends, in the zone of `asked`; None if the law does not count in hours."""
    if law.deadline is None or law.deadline.unit is not Unit.HOURS:
        return None
    return asked + timedelta(hours=law.deadline.number)


def _together(term: Term, more: Term) -> Term | None:
    """A term and its extension as one that runs from the same day: three months, and not two after one."""
    if term.unit is not more.unit:
        return None
    return Term(number=term.number + more.number, unit=term.unit, starts=term.starts)


def limit(law: Law, closed: Closed, *, learned: date | None, suspect: date | None = None) -> date | None:
    """The last day on which she can act; None if the law names none, or if its term has not begun.

    A term from learning of act and suspect begins on the later of the two days, and not before a suspect is known.
    Every other one begins on the day of which she says that it happened, or that she was told. It is not moved to a
    working day: who relies on that may be late.
    """
    if law.limit is None or learned is None:
        return None
    if law.limit.starts is Starts.LEARNING_SUSPECT:
        return after(law.limit, max(learned, suspect), law.country, closed) if suspect else None
    return after(law.limit, learned, law.country, closed)


def after(term: Term, day: date, country: str, closed: Closed) -> date:
    """The last day of a term that begins on `day`, which itself is not counted. Hours end on the day they end on."""
    match term.unit:
        case Unit.HOURS:
            return day + timedelta(days=-(-term.number // 24))
        case Unit.DAYS:
            return day + timedelta(days=term.number)
        case Unit.WORKING_DAYS:
            left = term.number
            while left:
                day += timedelta(days=1)
                left -= is_working(day, country, closed)
            return day
        case Unit.MONTHS:
            months = day.month - 1 + term.number
            year, month = day.year + months // 12, months % 12 + 1
            return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def working(day: date, country: str, closed: Closed) -> date:
    """The day itself, or the next that is no Saturday, Sunday or holiday."""
    while not is_working(day, country, closed):
        day += timedelta(days=1)
    return day


def is_working(day: date, country: str, closed: Closed) -> bool:
    """Whether offices work. Of countries without an entry only weekends are known."""
    return day.weekday() < _SATURDAY and not (country in closed and day in holidays(day.year, closed[country]))


@lru_cache(maxsize=256)
def holidays(year: int, entry: Holidays) -> Collection[date]:
    """The days of a year on which nobody works in a country, weekends apart."""
    days = {day for written in entry.days if (day := _written(year, written))}
    sunday = easter(year, orthodox=entry.orthodox)
    days |= {sunday + timedelta(days=offset) for offset in entry.easter}
    for written in entry.moves:
        day = _written(year, written)
        if day and day.weekday() == _SUNDAY:
            while day in days or day.weekday() >= _SATURDAY:
                day += timedelta(days=1)
            days.add(day)
    return frozenset(days)


def _written(year: int, month_and_day: str) -> date | None:
    """None for 29 February of a year that has none."""
    try:
        return date.fromisoformat(f"{year:04}-{month_and_day}")
    except ValueError:
        return None


def easter(year: int, *, orthodox: bool) -> date:
    """Easter Sunday in the calendar of today (Meeus, Astronomical Algorithms, chapter 8)."""
    if orthodox:
        d = (19 * (year % 19) + 15) % 30
        e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
        month, day = divmod(d + e + 114, 31)
        return date(year, month, day + 1) + timedelta(days=year // 100 - year // 400 - 2)
    a, (b, c) = year % 19, divmod(year, 100)
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return date(year, month, day + 1)
