"""Reminders for a calendar that others may see: neutral titles, no fact, no place, no name of ours. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from unlisted.errors import N_
from unlisted.locale import translate
from unlisted.model import Step

TITLE = N_("Call back office")
AHEAD = timedelta(days=7)  # so long before the last day on which she can act there is a reminder as well


def reminders(steps: Iterable[Step], looks: Iterable[date], paused: date | None, today: date) -> tuple[date, ...]:
    """The days for the calendar: when to look again, when an answer is due, when she herself has to act.

    While she rests, what others owe her and what she might look at stay silent until the rest is over. Her own last
    days stay, because a right that lapses does not come back; those that have passed are left out.
    """
    every = list(steps)
    gentle = [*looks, *(step.due for step in every if step.due)]
    days = {day for day in gentle if paused is None or day >= paused}
    for last in (step.limit for step in every if step.limit and step.limit >= today):
        days |= {last, max(today, last - AHEAD)}
    return tuple(sorted(days))


def calendar(days: Iterable[date], made: datetime) -> str:
    """One all-day entry a day, of one title; days in the past become the day it was made, since nothing is overdue."""
    from icalendar import Calendar, Event

    told = Calendar()
    told.add("prodid", "-//calendar//EN")
    told.add("version", "2.0")
    for day in sorted({max(day, made.date()) for day in days}):
        event = Event()
        event.add("uid", hashlib.sha256(f"{day} {made.isoformat()}".encode()).hexdigest()[:24])
        event.add("dtstamp", made)
        event.add("dtstart", day)
        event.add("dtend", day + timedelta(days=1))
        event.add("summary", translate(TITLE))
        event.add("transp", "TRANSPARENT")
        told.add_component(event)
    written: bytes = told.to_ical()
    return written.decode()
