"""What was found in chats, as the page says it: how often, who writes, the threads, and when it was written. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from unlisted.hunts import Thread
from unlisted.locale import plural, translate
from unlisted.model import Exposure
from unlisted.report.numbers import listed, number
from unlisted.report.summary import Summary
from unlisted.report.timeline import Drawing, Unit, drawing
from unlisted.report.told import fact_lines, intents_text, often_lines, people_lines, several, when_text
from unlisted.report.words import counted_text, kind_text

MOST_THREADS = 20
_MOST_NUMBERS = 6  # of places that a thread names


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadRow:
    """Messages that belong together. `number` is how this page refers to them, `places` are numbers of its table."""

    number: int
    target: str
    members: str
    when: str
    messages: str
    intents: str
    facts: tuple[str, ...]
    places: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chats:
    """The part of the page that is about chats."""

    facts: tuple[str, ...]
    often: tuple[str, ...]
    people: tuple[str, ...]
    threads: tuple[ThreadRow, ...]
    more_threads: int
    drawing: Drawing | None
    drawn: str
    undated: str


def chats(summary: Summary, numbers: Mapping[str, int]) -> Chats | None:
    """The part about chats, or None if nothing was seen in any. `numbers` are those of places, by exposure id."""
    if not summary.messages:
        return None
    hunts = several(summary)
    line = drawing(summary.timeline)
    n = summary.timeline.undated
    return Chats(
        facts=tuple(fact_lines(summary)),
        often=tuple(often_lines(summary)),
        people=tuple(people_lines(summary)),
        threads=tuple(_row(thread, at, numbers) for at, thread in enumerate(hunts[:MOST_THREADS], 1)),
        more_threads=max(0, len(hunts) - MOST_THREADS),
        drawing=line,
        drawn=_drawn(line) if line else "",
        undated=plural(
            "{count} message has no date that can be, and is not drawn.",
            "{count} messages have no date that can be, and are not drawn.",
            n,
            count=number(n),
        )
        if n
        else "",
    )


def _row(thread: Thread, at: int, numbers: Mapping[str, int]) -> ThreadRow:
    facts = {seen.fact: seen.kind for one in thread.exposures for seen in one.facts}
    return ThreadRow(
        number=at,
        target=thread.exposures[-1].target,
        members=counted_text(thread.members) if thread.members else "",
        when=when_text(thread),
        messages=number(len(thread.exposures)),
        intents=intents_text(Counter(one.intent for one in thread.exposures)),
        facts=tuple(translate("{id} ({kind})", id=fact, kind=kind_text(kind)) for fact, kind in sorted(facts.items())),
        places=_places(thread.exposures, numbers),
    )


def _places(exposures: Iterable[Exposure], numbers: Mapping[str, int]) -> str:
    known = sorted(numbers[one.id] for one in exposures if one.id in numbers)
    more = len(known) - _MOST_NUMBERS
    shown = [number(one) for one in known[:_MOST_NUMBERS]]
    if more > 0:
        shown.append(translate("{count} more", count=number(more)))
    return listed(shown)


def _drawn(line: Drawing) -> str:
    """What the drawing shows, in words, for ears and as its caption."""
    match line.unit:
        case Unit.WEEK:
            told = translate("A bar is a week, named by its Monday.")
        case Unit.MONTH:
            told = translate("A bar is a month.")
        case Unit.YEAR:
            told = translate("A bar is a year.")
    n = line.tallest
    most = plural("The tallest is {count} message.", "The tallest is {count} messages.", n, count=number(n))
    return f"{told} {most}"
