"""Reminders for a calendar that others may see: neutral titles, no fact, no place, no name of ours. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from unlisted.errors import N_
from unlisted.locale import translate

TITLE = N_("Call back office")


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
