"""When messages about her were written, as a drawing: a row of bars for each thing that writers do, a bar a week or a
month. Pure.

Rows and not colours tell the intents apart, so that paper and eyes that see no colours lose nothing; every number of
the drawing stands in a table beside it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from unlisted.errors import N_
from unlisted.locale import translate
from unlisted.model import Exposure, Intent
from unlisted.report.numbers import date_text, number
from unlisted.report.words import intent_text

WIDTH, LEFT = 380, 144  # user units: of all, and where the bars begin
ROW, BAR, WIDEST = 34, 24, 12.0  # the height of a row, and of the tallest bar; the width of the widest
MOST_WEEKS, MOST_MONTHS = 26, 36
_FIRST_YEAR = 1990  # nobody chatted in any of these programs before
_SOON = timedelta(days=2)  # clocks and zones differ by as much; what is dated later has a wrong date
ORDER = (Intent.THREATENS, Intent.PUBLISHES, Intent.SEEKS, Intent.UNCLASSIFIED, Intent.MENTIONS)
_MONTHS = (
    N_("January {year}"),
    N_("February {year}"),
    N_("March {year}"),
    N_("April {year}"),
    N_("May {year}"),
    N_("June {year}"),
    N_("July {year}"),
    N_("August {year}"),
    N_("September {year}"),
    N_("October {year}"),
    N_("November {year}"),
    N_("December {year}"),
)


class Unit(StrEnum):
    """How long the time is that one bar stands for."""

    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """What was written in one week, month or year, by intent; `start` is its first day."""

    start: date
    counts: Mapping[Intent, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Spans of one unit, without a gap from the first message to the last; `undated` have no date that can be."""

    unit: Unit
    spans: tuple[Span, ...]
    undated: int


def day_of(exposure: Exposure, today: date) -> date | None:
    """The day on which a message was written; None where it has no date or one that cannot be."""
    day = exposure.date.date() if isinstance(exposure.date, datetime) else None
    return day if day and day.year >= _FIRST_YEAR and day <= today + _SOON else None


def timeline(messages: Iterable[Exposure], today: date) -> Timeline:
    """When these messages were written: by weeks for half a year, by months for three years, by years beyond."""
    days: list[tuple[date, Intent]] = []
    undated = 0
    for one in messages:
        if day := day_of(one, today):
            days.append((day, one.intent))
        else:
            undated += 1
    if not days:
        return Timeline(unit=Unit.MONTH, spans=(), undated=undated)
    first, last = min(day for day, _ in days), max(day for day, _ in days)
    unit = _unit(first, last)
    counts: dict[date, Counter[Intent]] = {start: Counter() for start in _starts(first, last, unit)}
    for day, intent in days:
        counts[_start(day, unit)][intent] += 1
    spans = tuple(Span(start=start, counts=dict(count)) for start, count in counts.items())
    return Timeline(unit=unit, spans=spans, undated=undated)


def span_text(span: Span, unit: Unit) -> str:
    """A week by its first day, a month or a year by its name."""
    if unit is Unit.WEEK:
        return date_text(span.start)
    if unit is Unit.YEAR:
        return str(span.start.year)
    return translate(_MONTHS[span.start.month - 1], year=span.start.year)


def _unit(first: date, last: date) -> Unit:
    if (last - first).days < (MOST_WEEKS - 1) * 7:
        return Unit.WEEK
    months = (last.year - first.year) * 12 + last.month - first.month
    return Unit.MONTH if months < MOST_MONTHS else Unit.YEAR


def _start(day: date, unit: Unit) -> date:
    if unit is Unit.WEEK:
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if unit is Unit.MONTH else day.replace(month=1, day=1)


def _starts(first: date, last: date, unit: Unit) -> Iterable[date]:
    start = _start(first, unit)
    while start <= last:
        yield start
        start = _start(start + timedelta(days={Unit.WEEK: 7, Unit.MONTH: 31, Unit.YEAR: 366}[unit]), unit)


# --- the drawing -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar, in user units from the top left corner."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The bars of one intent, above their common ground line; `kind` is its closed word, for the style sheet."""

    kind: str
    label: str
    total: str
    ground: float
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One span in words and numbers: the row of the table that says what the drawing shows."""

    when: str
    counts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """All that the template draws and writes. `heads` are the columns of `table` after the first."""

    width: int
    height: int
    left: int
    unit: Unit
    rows: tuple[Row, ...]
    first: str
    last: str
    tallest: int
    heads: tuple[str, ...]
    table: tuple[Line, ...]


def drawing(line: Timeline) -> Drawing | None:
    """The drawing of a timeline, or None if nothing in it has a date."""
    if not line.spans:
        return None
    total = sum((Counter(span.counts) for span in line.spans), Counter[Intent]())
    shown = [intent for intent in ORDER if total[intent]]
    tallest = max(count for span in line.spans for count in span.counts.values())
    return Drawing(
        width=WIDTH,
        height=ROW * len(shown) + 20,
        left=LEFT,
        unit=line.unit,
        rows=tuple(_row(intent, place, line.spans, total[intent], tallest) for place, intent in enumerate(shown)),
        first=span_text(line.spans[0], line.unit),
        last=span_text(line.spans[-1], line.unit) if len(line.spans) > 1 else "",
        tallest=tallest,
        heads=tuple(intent_text(intent) for intent in shown),
        table=tuple(
            Line(
                when=span_text(span, line.unit),
                counts=tuple(
                    number(span.counts.get(intent, 0)) if span.counts.get(intent) else "–" for intent in shown
                ),
            )
            for span in line.spans
            if span.counts
        ),
    )


def _row(intent: Intent, place: int, spans: Sequence[Span], total: int, tallest: int) -> Row:
    ground = ROW * (place + 1) - 4
    wide = round(min(WIDEST, 0.76 * (WIDTH - LEFT) / len(spans)), 1)
    step = (WIDTH - LEFT - wide) / max(1, len(spans) - 1)  # from the one end to the other, where their names are
    bars = []
    for at, span in enumerate(spans):
        if count := span.counts.get(intent, 0):
            height = round(max(2.0, BAR * count / tallest), 1)
            x = round(LEFT + at * step, 1)
            bars.append(Bar(x=x, y=round(ground - height, 1), width=wide, height=height))
    return Row(kind=intent.value, label=intent_text(intent), total=number(total), ground=ground, bars=tuple(bars))
