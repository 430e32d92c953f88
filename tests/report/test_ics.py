"""The calendar says nothing to those who see it, and nothing in it is overdue."""

from datetime import UTC, date, datetime

from icalendar import Calendar

from unlisted.report.ics import calendar

MADE = datetime(2026, 11, 25, 8, tzinfo=UTC)


def test_neutral_titles_and_no_day_in_the_past() -> None:
    text = calendar([date(2026, 12, 2), date(2026, 12, 2), date(2026, 1, 1)], MADE)
    told = Calendar.from_ical(text)
    events = told.walk("VEVENT")
    assert [event["dtstart"].dt for event in events] == [date(2026, 11, 25), date(2026, 12, 2)]
    assert {str(event["summary"]) for event in events} == {"Call back office"}
    assert "unlisted" not in text.casefold()
    assert "\r\n" in text
