"""Threads of one hunt: which messages in chats belong together, because one answers the other or they press the same
facts in the same hours. Pure.

The rule, which needs no text and no order:

- Only messages in chats have threads, and a thread never leaves its chat.
- A message belongs with the one that it answers, however late and whatever the facts in it.
- Messages that answer the same message belong together if they stand within `ANSWERS` of each other; the message that
  they answer need not hold a fact of hers ("who knows more?").
- Messages with the same fact belong together if they stand within `HOURS` of each other. Where neither has a date,
  they do if their numbers are at most `NUMBERS` apart.

What belongs together with one belongs to its whole thread. Every part of the rule looks at two messages alone, so the
order of reading changes nothing and a further message only ever joins threads.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from unlisted.model import Exposure, Members
from unlisted.rounds import rank

HOURS = timedelta(hours=6)
ANSWERS = timedelta(days=7)
NUMBERS = 20

_MESSAGE = re.compile(r"(?:^|/)message:-?\d+$", re.ASCII)
_NEVER = datetime.max.replace(tzinfo=UTC)
Pair = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """Messages of one hunt in one chat, in the order in which they were written; undated ones at the end."""

    within: str
    exposures: tuple[Exposure, ...]

    @property
    def first(self) -> datetime | None:
        """When it began, as far as that is known."""
        return self.exposures[0].date

    @property
    def members(self) -> Members | None:
        """How many are in its chat, as far as that is known."""
        return self.exposures[0].members

    @property
    def last(self) -> datetime | None:
        """When the last dated message of it was written."""
        return max((one.date for one in self.exposures if one.date), default=None)


def is_message(exposure: Exposure) -> bool:
    """Whether it is a message in a chat that a look found. What she recorded by hand has no chat that is known."""
    return not exposure.by_hand and _MESSAGE.search(exposure.locator) is not None


def threads(exposures: Iterable[Exposure]) -> tuple[Thread, ...]:
    """The messages among `exposures` by thread, the thread with the gravest message first (see `rounds.rank`)."""
    messages = sorted((one for one in exposures if is_message(one)), key=lambda one: one.id)
    parents = list(range(len(messages)))
    for one, other in linked(messages):
        parents[_root(parents, one)] = _root(parents, other)
    groups: defaultdict[int, list[Exposure]] = defaultdict(list)
    for place, message in enumerate(messages):
        groups[_root(parents, place)].append(message)
    made = (Thread(within=group[0].within, exposures=tuple(sorted(group, key=_written))) for group in groups.values())
    return tuple(sorted(made, key=lambda thread: min(map(rank, thread.exposures))))


def linked(messages: Sequence[Exposure]) -> Iterator[Pair]:
    """Pairs of places in `messages` that belong together; a few a message, and enough to tell every thread.

    Among messages in the order of their time, neighbours are enough: if two are near, so are all between them.
    """
    yield from _answers(messages)
    same_fact: defaultdict[Hashable, list[int]] = defaultdict(list)
    same_answer: defaultdict[Hashable, list[int]] = defaultdict(list)
    for place, one in enumerate(messages):
        for fact in {seen.fact for seen in one.facts}:
            same_fact[_chat(one), fact].append(place)
        if one.reply_to is not None:
            same_answer[_chat(one), one.reply_to].append(place)
    for places in same_fact.values():
        yield from _near(messages, places, HOURS)
    for places in same_answer.values():
        yield from _near(messages, places, ANSWERS)


def _answers(messages: Sequence[Exposure]) -> Iterator[Pair]:
    """An answer belongs with every message of the number it answers; in a merged export a number may come twice."""
    answers: defaultdict[Hashable, list[int]] = defaultdict(list)
    for place, one in enumerate(messages):
        if one.reply_to is not None:
            answers[_chat(one), one.reply_to].append(place)
    for place, one in enumerate(messages):
        key = _chat(one), one.number
        for answer in answers.get(key, ()):
            yield place, answer
            answers[key] = answers[key][:1]  # the others are with it already


def _near(messages: Sequence[Exposure], places: Iterable[int], window: timedelta) -> Iterator[Pair]:
    dated, numbered = [], []
    for place in places:
        one = messages[place]
        if one.date is not None:
            dated.append((one.date, place))
        elif one.number is not None:
            numbered.append((one.number, place))
    yield from ((place, after) for (at, place), (then, after) in pairwise(sorted(dated)) if then - at <= window)
    yield from ((place, after) for (at, place), (then, after) in pairwise(sorted(numbered)) if then - at <= NUMBERS)


def _chat(exposure: Exposure) -> Hashable:
    return exposure.source, exposure.within


def _written(exposure: Exposure) -> tuple[datetime, int, str]:
    return exposure.date or _NEVER, exposure.number or 0, exposure.id


def _root(parents: list[int], place: int) -> int:
    while parents[place] != place:
        parents[place] = place = parents[parents[place]]
    return place
