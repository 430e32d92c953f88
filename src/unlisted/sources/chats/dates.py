"""Dates whose order of day, month and year nobody states: decided from all dates of a chat, never for one alone.

Three things decide, in this order: a number that can be no month; the form (every language that writes dots puts the
day before the month); and time, which does not run backwards in a chat. What then is still open stays open, and is
counted by whoever asks.
"""

from __future__ import annotations

import re
from datetime import date
from enum import Enum

_FIRST_YEAR, _LAST_YEAR = 2009, 2100  # none of the messengers read here is older
_EPOCH = date(1970, 1, 1).toordinal()
_CLEARLY = 8  # so many times more dates must speak for one order than against it: people paste other chats into chats
_CACHED = 20_000

MARKS = "\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff"
_SPACE = "[ \u00a0\u202f]"
_AM = (
    rf"[aA]\.?{_SPACE}?[mM]\.?|de\.|ÖÖ|öö|пре подне|pre podne|prije podne|prijepodne|dop\.|dopoldne|fm|ap\.|f\.h\."
    r"|π\.μ\.|пр\.об\.|претпл\.|e paradites|paradite|v\.m\.|上午|午前|오전|ص|ДП"
)
_PM = (
    rf"[pP]\.?{_SPACE}?[mM]\.?|du\.|ÖS|ös|по подне|po podne|poslije podne|poslijepodne|popodne|odp\.|pop\.|em|ip\."
    r"|e\.h\.|μ\.μ\.|сл\.об\.|попл\.|e pasdites|pasdite|n\.m\.|下午|午後|오후|م|ПП"
)
_PM_WORD = re.compile(rf"(?:{_PM})\Z")
_BETWEEN = rf"[{MARKS}]?{_SPACE}?"
DATE = rf"(?P<date>\d{{1,4}}[{MARKS}]?(?P<sep>[-./]){_BETWEEN}\d{{1,2}}[{MARKS}]?(?P=sep){_BETWEEN}\d{{1,4}})\.?"
TIME = (
    rf"(?:(?P<before>{_AM}|{_PM}){_SPACE}?)?(?P<h>\d{{1,2}})[:.](?P<m>\d{{2}})(?:[:.](?P<s>\d{{2}}))?"
    rf"(?:{_SPACE}?(?P<after>{_AM}|{_PM}))?"
)
_PARTS = re.compile(rf"(\d+)[{MARKS}]?([-./])[^\d]*(\d+)[^\d]+(\d+)")


class Order(Enum):
    """Which of three numbers is the day (by place), which the month, which the year."""

    DMY = (0, 1, 2)
    MDY = (1, 0, 2)
    YMD = (2, 1, 0)

    @property
    def word(self) -> str:
        """How an outcome says it: a word of `Reading.read`, which counts chats."""
        return {Order.DMY: "dates_day_first", Order.MDY: "dates_month_first", Order.YMD: "dates_year_first"}[self]


class Calendar:
    """The dates of one chat: seen all once, then read in the order that they told."""

    def __init__(self) -> None:
        self._raw = ""
        self._dates = 0
        self._dotted = self._year_first = True
        # For each of `Order` in turn: dates it makes no sense of, steps back in time, and the day before.
        self._wrong, self._back, self._last = [0, 0, 0], [0, 0, 0], [0, 0, 0]
        self._seen: dict[str, tuple[int | None, ...]] = {}
        self._known: dict[str, int] = {}
        self.order: Order | None = None

    def see(self, raw: str) -> None:
        """A date as it is written. The same as the one before says nothing new."""
        if raw == self._raw:
            return
        self._raw = raw
        read = self._seen.get(raw)
        if read is None:
            if not (found := _PARTS.match(raw)):
                return
            if len(self._seen) >= _CACHED:
                self._seen.clear()
            numbers = (found[1], found[3], found[4])
            read = self._seen[raw] = tuple(_day(numbers, order) for order in Order)
            self._dotted &= found[2] == "."
            self._year_first &= len(found[1]) == 4
        self._dates += 1
        for at, day in enumerate(read):
            if day is None:
                self._wrong[at] += 1
                continue
            self._back[at] += day < self._last[at]
            self._last[at] = day

    def decide(self) -> None:
        """Settle on an order after all dates have been seen, or on none."""
        self.order = self._decided()
        self._seen.clear()

    def seconds(self, raw: str) -> int:
        """Midnight of a date in seconds after 1970, as if it were UTC; 0 if it cannot be told."""
        known = self._known.get(raw)
        if known is None:
            if len(self._known) >= _CACHED:
                self._known.clear()
            known = self._known[raw] = self._seconds(raw)
        return known

    def _decided(self) -> Order | None:
        wrong, back = (dict(zip(Order, counts, strict=True)) for counts in (self._wrong, self._back))
        if self._year_first:
            return Order.YMD
        if self._dotted and wrong[Order.DMY] * _CLEARLY < max(1, self._dates):
            return Order.DMY
        for one, other in ((Order.DMY, Order.MDY), (Order.MDY, Order.DMY)):
            if wrong[one] * _CLEARLY < wrong[other]:
                return one
            if wrong[one] == wrong[other] == 0 and back[one] == 0 < back[other]:
                return one
        return Order.YMD if wrong[Order.YMD] * _CLEARLY < wrong[Order.DMY] else None

    def _seconds(self, raw: str) -> int:
        found = _PARTS.match(raw)
        if not found:
            return 0
        numbers = (found[1], found[3], found[4])
        orders = (self.order,) if self.order else (Order.DMY, Order.MDY)
        days = {day for order in orders if (day := _day(numbers, order)) is not None}
        return days.pop() * 86400 if len(days) == 1 else 0


def _day(numbers: tuple[str, str, str], order: Order) -> int | None:
    """Days since 1970, or None if there is no such day."""
    day, month, year = (numbers[place] for place in order.value)
    if len(year) == 3 or len(day) > 2 or len(month) > 2:
        return None
    full = int(year) + (2000 if len(year) <= 2 else 0)
    if not _FIRST_YEAR <= full <= _LAST_YEAR:
        return None
    try:
        return date(full, int(month), int(day)).toordinal() - _EPOCH
    except ValueError:
        return None


def time_of(head: re.Match[str]) -> int:
    """Seconds since midnight that the groups of `TIME` tell, -1 if there is no such time."""
    hour, minute, second = int(head["h"]), int(head["m"]), int(head["s"] or 0)
    half = head["before"] or head["after"]
    if half and hour <= 12:
        hour = hour % 12 + (12 if _PM_WORD.match(half) else 0)
    return hour * 3600 + minute * 60 + second if hour < 25 and minute < 60 and second < 62 else -1
