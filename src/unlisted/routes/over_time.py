"""How far a stranger got after each look: one point a private fact and a look. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from unlisted.history import History, Moment
from unlisted.knowledge import Broker, Findability
from unlisted.model import Exposure, Fact
from unlisted.routes.answers import Answer, routes, targets
from unlisted.routes.places import places

MOST = 10  # looks in one picture


class Stand(StrEnum):
    """How a private fact stood after a look."""

    PUBLISHED = "published"  # those who look for her have it
    REACHED = "reached"
    SELDOM = "seldom"  # only by steps that seldom come off
    NOT_REACHED = "not-reached"  # not by anything that was looked at
    NOT_SOUGHT = "not-sought"  # she had not entered it, or nothing had been looked at


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One fact after one look. `steps` are the fewest in which it is reached, 0 where no newcomer reaches it.

    `looked`: whether anything on the way was looked at since the look before; without it the way stands as it was last
    seen.
    """

    stand: Stand
    steps: int = 0
    looked: bool = True
    answer: Answer | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """The points of one fact, one for each of the moments that were asked for."""

    fact: Fact
    points: tuple[Point, ...]


def over_time(
    history: History,
    moments: Sequence[Moment],
    facts: Collection[Fact],
    findability: Mapping[str, Findability],
    brokers: Mapping[str, Broker],
) -> tuple[Line, ...]:
    """A line for each private fact that is hers, what matters most first."""
    stood: list[Mapping[str, Answer]] = []
    looked: list[Mapping[str, Exposure]] = []
    sought: list[set[str]] = []
    for moment in moments:
        exposures, known = history.exposures(moment), history.facts(facts, moment)
        answers = routes(places(exposures, known, findability, brokers), known, None, thorough=False)
        stood.append({answer.fact.id: answer for answer in answers})
        looked.append({one.id: one for one in exposures})
        sought.append({fact.id for fact in known})
    return tuple(
        Line(
            fact=fact,
            points=tuple(
                _point(stood[at][fact.id], looked[at - 1] if at else {}, looked[at]) if fact.id in sought[at]
                else Point(stand=Stand.NOT_SOUGHT)
                for at in range(len(moments))
            ),
        )
        for fact in targets(facts)
    )  # fmt: skip


def _point(answer: Answer, before: Mapping[str, Exposure], now: Mapping[str, Exposure]) -> Point:
    chain = answer.easiest or answer.fainter
    way = [*answer.hostile, *(chain.places if chain else ())]
    stand = Stand.NOT_REACHED
    if answer.published:
        stand = Stand.PUBLISHED
    elif answer.easiest:
        stand = Stand.REACHED
    elif chain and chain.steps:
        stand = Stand.SELDOM
    return Point(
        stand=stand,
        steps=len(answer.easiest.places) if answer.easiest else 0,
        looked=not way or _looked((one.id for place in way for one in place.exposures), before, now),
        answer=answer,
    )


def _looked(way: Iterable[str], before: Mapping[str, Exposure], now: Mapping[str, Exposure]) -> bool:
    return any(one not in before or now[one].last_looked > before[one].last_looked for one in way)


def chosen(moments: Sequence[Moment], most: int = MOST) -> tuple[Moment, ...]:
    """Not more than `most` of the moments: all, or the last of each day, or the first and the newest of those."""
    if len(moments) <= most:
        return tuple(moments)
    daily = list({moment.day: moment for moment in moments}.values())
    return tuple(daily if len(daily) <= most else [daily[0], *daily[1 - most :]])
