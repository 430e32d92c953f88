"""Until when: the terms of the laws as days in a calendar. Pure.

How a term is counted is itself law. The day of the event is not counted, and a term in months ends on the day of the
same number, or on the last day of a month that is shorter: this is the usual rule and was not read in a law. An end on
a holiday, a Sunday or a Saturday moves to the next working day: Regulation (EEC, Euratom) No 1182/71, article 3(4), for
European Union law, read in the recitals of Regulation (EEC) No 343/85. Elsewhere that is assumed
(`Deadline.assumed`), so the day before moving is there as well.
"""

from __future__ import annotations

import calendar
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from unlisted.knowledge.laws import Law, Starts, Term, Unit

# Days that are the same every year, in the countries whose laws move an end; Easter's days are computed.
_FIXED = {
    "RS": ((1, 1), (1, 2), (1, 7), (2, 15), (2, 16), (5, 1), (5, 2), (11, 11)),
    "HR": ((1, 1), (1, 6), (5, 1), (5, 30), (6, 22), (8, 5), (8, 15), (11, 1), (11, 18), (12, 25), (12, 26)),
    "SI": ((1, 1), (1, 2), (2, 8), (4, 27), (5, 1), (5, 2), (6, 25), (8, 15), (10, 31), (11, 1), (12, 25), (12, 26)),
}
_ORTHODOX = frozenset({"RS", "ME", "MK"})
_CONFIRMED = frozenset({"EU"})  # where it was read that an end moves


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """The last day of a term. `counted` is the end before weekends and holidays, `until` after them.

    `extended` is the last day if the other side adds what it may. `assumed`: that it moves is not confirmed there.
    """

    counted: date
    until: date
    extended: date | None = None
    assumed: bool = False


def deadline(law: Law, asked: date) -> Deadline | None:
    """Until when the other side has to answer a request that it had on `asked`; None if the law names no days."""
    if law.deadline is None or law.deadline.unit is Unit.HOURS:
        return None
    counted = after(law.deadline, asked, law.country)
    more = after(law.extension, counted, law.country) if law.extension else None
    return Deadline(
        counted=counted,
        until=working(counted, law.country),
        extended=working(more, law.country) if more else None,
        assumed=law.country not in _CONFIRMED,
    )


def limit(law: Law, *, act: date, learned: date | None = None, suspect: date | None = None) -> date | None:
    """The last day on which she can act; None if the law names none, or if its term has not begun.

    A term from learning of act and suspect begins on the later of the two days, and not before a suspect is known. It
    is not moved to a working day: who relies on that may be late.
    """
    if law.limit is None:
        return None
    match law.limit.starts:
        case Starts.LEARNING_SUSPECT:
            began = max(learned, suspect) if learned and suspect else None
        case Starts.LEARNING:
            began = learned
        case _:
            began = act
    return after(law.limit, began, law.country) if began else None


def hours_after(term: Term, asked: datetime) -> datetime:
    """The end of a term in hours."""
    return asked + timedelta(hours=term.number)


def after(term: Term, day: date, country: str) -> date:
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
                left -= is_working(day, country)
            return day
        case Unit.MONTHS:
            months = day.month - 1 + term.number
            year, month = day.year + months // 12, months % 12 + 1
            return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def working(day: date, country: str) -> date:
    """The day itself, or the next that is no Saturday, Sunday or holiday."""
    while not is_working(day, country):
        day += timedelta(days=1)
    return day


def is_working(day: date, country: str) -> bool:
    """Whether offices work. Of countries that are not listed only weekends are known."""
    return day.weekday() < 5 and day not in holidays(day.year, country)


def holidays(year: int, country: str) -> Collection[date]:
    """The holidays that are known of a country, Easter's among them."""
    if country not in _FIXED:
        return ()
    days = {date(year, month, day) for month, day in _FIXED[country]}
    sunday = easter(year, orthodox=country in _ORTHODOX)
    around = (-2, -1, 0, 1) if country in _ORTHODOX else (0, 1, 60) if country == "HR" else (0, 1)
    return days | {sunday + timedelta(days=offset) for offset in around}


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
