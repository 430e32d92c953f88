"""The reminder sheet: the steps as anybody's errands, without a fact, a name or a place of hers, nor our name. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from unlisted.errors import N_
from unlisted.locale import plural, text, translate
from unlisted.model import Alerts, Step
from unlisted.report.numbers import date_text, minutes_text
from unlisted.report.story import Checklist, may_be_written
from unlisted.report.words import alerts_text
from unlisted.text.clean import clean

TITLE = N_("Reminder")
_WIDTH = 40  # columns of the plain text: a phone held upright


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetLine:
    """One errand: what to do, and what to know before."""

    action: str
    notes: tuple[str, ...]


def sheet_lines(steps: Iterable[Step], checklist: Checklist) -> Iterator[SheetLine]:
    """The steps still to do, in order.

    Requests to be left out are one line, because a place that shows her is hers to name. Left out is what
    `may_be_written` keeps out of files. Entries that she or her helper added stand without their words, because nobody
    but them knows what those give away.
    """
    every = list(steps)
    requests = [step for step in every if step.is_open and step.place]
    for step in every:
        item = checklist.get(step.item)
        if not step.is_open or item is None or not may_be_written(step, item):
            continue
        if step.place:
            if requests:
                yield _requests(requests)
                requests = []
            continue
        notes = [minutes_text(step.minutes)]
        if set(step.alerts) - {Alerts.NOBODY}:
            notes.append(alerts_text(step.alerts))
        if step.due:
            notes.append(translate("due by {date}", date=date_text(step.due)))
        yield SheetLine(action=translate("A note of your own") if item.hers else text(item.action), notes=tuple(notes))


def _requests(steps: list[Step]) -> SheetLine:
    n = len(steps)
    action = plural("Ask {n} place to leave you out", "Ask {n} places to leave you out", n)
    return SheetLine(action=action, notes=(minutes_text(sum(step.minutes for step in steps)),))


def steps_sheet_text(steps: Iterable[Step], checklist: Checklist) -> str:
    """The sheet as plain text, for a note on a phone."""
    import textwrap

    out = [translate(TITLE), ""]
    for line in sheet_lines(steps, checklist):
        out += textwrap.wrap(clean(line.action), _WIDTH, initial_indent="[ ] ", subsequent_indent="    ")
        out += textwrap.wrap("; ".join(line.notes), _WIDTH, initial_indent="    ", subsequent_indent="    ")
        out.append("")
    return "\n".join(out)
