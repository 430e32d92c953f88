"""A route as a drawing: facts as dots on a line downwards, the places between them, and the doors to close. Pure.

It runs downwards, so that it is as legible on a telephone and on paper as on a screen, and says nothing that the
sentence above it does not say.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from unlisted.locale import translate
from unlisted.report.picture import shortened
from unlisted.report.routes import Names
from unlisted.report.words import Band
from unlisted.routes import Chain, Known
from unlisted.text.clean import clean

WIDTH = 380  # user units, those of the other drawing
AXIS = 24  # where the line runs
ROW = 30
_LABEL = 46  # columns of text that fit beside the line


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """A fact or a place on the line. `shut`: a door to close."""

    label: str
    note: str
    y: int
    is_fact: bool
    shut: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A piece of the line from one stop to the next; `band` says how surely the step comes off."""

    y1: int
    y2: int
    band: Band


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """One chain, in user units."""

    width: int
    height: int
    axis: int
    stops: tuple[Stop, ...]
    links: tuple[Link, ...]


def drawn(chain: Chain, names: Names, shut: Collection[str]) -> Drawn:
    """The drawing of a chain. `shut` are ids of places to close."""
    stops: list[Stop] = []
    links: list[Link] = []
    last: tuple[Known, ...] = ()

    def stop(label: str, note: str = "", *, is_fact: bool, shut: bool = False) -> None:
        y = ROW // 2 + ROW * len(stops)
        stops.append(Stop(label=_fitting(label), note=note, y=y, is_fact=is_fact, shut=shut))

    for step in chain.steps:
        if step.by != last:
            stop(names.facts(step.by), is_fact=True)
        last = (step.shows,)
        closes = step.place.id in shut
        stop(names.place(step.place), translate("close this") if closes else "", is_fact=False, shut=closes)
        stop(names.fact(step.shows), is_fact=True)
        band = _band(step.value)
        links += [Link(y1=stops[at].y, y2=stops[at + 1].y, band=band) for at in (len(stops) - 3, len(stops) - 2)]
    return Drawn(width=WIDTH, height=ROW * len(stops), axis=AXIS, stops=tuple(stops), links=tuple(links))


def _fitting(label: str) -> str:
    """`label` on one line: what is too long keeps its beginning and its end."""
    label = clean(label)
    if len(label) <= _LABEL:
        return label
    kind, _space, target = label.rpartition(" ")
    room = _LABEL - len(kind) - 1
    if room >= 12:
        return f"{kind} {shortened(target, room)}"
    return f"{label[: _LABEL * 3 // 5]}…{label[-(_LABEL * 2 // 5 - 1) :]}"


def _band(value: float) -> Band:
    """The line of a step: as the other drawing's, thick where it is sure, dashed where it seldom comes off."""
    if value >= 0.7:
        return "strong"
    return "likely" if value >= 0.4 else "weak"
