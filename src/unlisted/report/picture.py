"""Which facts were seen where, as a drawing: facts on the left, places on the right, a line for each "seen". Pure.

The drawing is narrow enough for a phone, and places are grouped by target, so that two hundred exposures stay as
legible as one. It only holds what the tables beside it say in words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from unlisted.locale import plural, translate
from unlisted.model import Exposure
from unlisted.report.numbers import number
from unlisted.report.words import Band, band, kind_text
from unlisted.text.clean import clean

WIDTH = 380  # user units; the columns below add up to it
LEFT, RIGHT = 138, 236  # where the lines begin and end
ROW = 38
MOST_FACTS, MOST_PLACES = 12, 12  # more are drawn as one "other"
HUES = 6  # colours that tell the facts apart; the style sheet has as many
_DENSE = 30  # lines from which on they are drawn thinner
_LABEL = 19  # columns of text that fit beside the lines


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A fact or a group of places: a short label, a note below it, the middle of its row; a fact has a colour."""

    label: str
    note: str
    y: float
    hue: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A fact seen in a group of places, as an SVG path in the colour of the fact; `band` is that of the strongest."""

    path: str
    band: Band
    hue: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """All that the template draws, in user units."""

    width: int
    height: int
    left: int
    right: int
    dense: bool
    facts: tuple[Node, ...]
    places: tuple[Node, ...]
    lines: tuple[Line, ...]


_Key = str | None  # None is "other"


def picture(exposures: Iterable[Exposure]) -> Picture | None:
    """The drawing of these exposures, or None if no fact was seen in them."""
    shown = [exposure for exposure in exposures if exposure.facts]
    if not shown:
        return None
    facts = _most(((seen.fact for exposure in shown for seen in exposure.facts)), MOST_FACTS)
    places = _most((exposure.target for exposure in shown), MOST_PLACES)
    edges = _edges(shown, facts, places)
    places = _beside(facts, places, edges)
    height = max(len(facts), len(places)) * ROW
    at_fact = dict(zip(facts, _rows(len(facts), height), strict=True))
    at_place = dict(zip(places, _rows(len(places), height), strict=True))
    weakest_first = sorted(edges.items(), key=lambda edge: edge[1])  # so that strong lines lie on top
    return Picture(
        width=WIDTH,
        height=height,
        left=LEFT,
        right=RIGHT,
        dense=len(edges) > _DENSE,
        facts=tuple(_fact_node(fact, y, shown, facts) for fact, y in at_fact.items()),
        places=tuple(_place_node(place, y, shown, places) for place, y in at_place.items()),
        lines=tuple(
            Line(path=_curve(at_fact[fact], at_place[place]), band=band(strength), hue=facts.index(fact) % HUES)
            for (fact, place), strength in weakest_first
        ),
    )


def _most(keys: Iterable[str], limit: int) -> list[_Key]:
    """The first `limit` different keys; if there are more, one fewer and None for the rest."""
    every = list(dict.fromkeys(keys))
    return [*every] if len(every) <= limit else [*every[: limit - 1], None]


def _edges(
    exposures: Iterable[Exposure], facts: Sequence[_Key], places: Sequence[_Key]
) -> dict[tuple[_Key, _Key], float]:
    """The strength of each line: that of the strongest sighting behind it."""
    known_facts, known_places = set(facts), set(places)
    edges: dict[tuple[_Key, _Key], float] = {}
    for exposure in exposures:
        place = exposure.target if exposure.target in known_places else None
        for seen in exposure.facts:
            edge = (seen.fact if seen.fact in known_facts else None, place)
            edges[edge] = max(edges.get(edge, 0.0), seen.strength)
    return edges


def _beside(facts: Sequence[_Key], places: Sequence[_Key], edges: Iterable[tuple[_Key, _Key]]) -> list[_Key]:
    """The places in the order of the facts they show, which keeps lines from crossing; "other" stays last."""
    rows: dict[_Key, list[int]] = {place: [] for place in places}
    for fact, place in edges:
        rows[place].append(facts.index(fact))
    return sorted(places, key=lambda place: (place is None, sum(rows[place]) / len(rows[place])))


def _rows(count: int, height: int) -> list[float]:
    """The middles of `count` rows, spread over `height`."""
    return [round(height * (row + 0.5) / count, 1) for row in range(count)]


def _curve(start: float, end: float) -> str:
    middle = (LEFT + RIGHT) // 2
    return f"M{LEFT} {start}C{middle} {start} {middle} {end} {RIGHT} {end}"


def _fact_node(fact: _Key, y: float, exposures: Iterable[Exposure], facts: Sequence[_Key]) -> Node:
    if fact is None:
        rest = len({seen.fact for exposure in exposures for seen in exposure.facts} - set(facts))
        return Node(label=translate("other facts"), note=number(rest), y=y, hue=facts.index(fact) % HUES)
    kind = next(seen.kind for exposure in exposures for seen in exposure.facts if seen.fact == fact)
    return Node(label=shortened(fact), note=kind_text(kind), y=y, hue=facts.index(fact) % HUES)


def _place_node(place: _Key, y: float, exposures: Iterable[Exposure], places: Sequence[_Key]) -> Node:
    known = set(places)
    count = sum(
        exposure.target == place if place is not None else exposure.target not in known for exposure in exposures
    )
    label = translate("other files and links") if place is None else shortened(place)
    return Node(label=label, note=plural("{count} place", "{count} places", count, count=number(count)), y=y)


def shortened(name: str, columns: int = _LABEL) -> str:
    """`name` in at most `columns` columns: the end of a path, both ends of anything else."""
    name = clean(name)
    if _columns(name) <= columns:
        return name
    tail = name.replace("\\", "/").rstrip("/").rpartition("/")[2]
    if "://" not in name:
        name = tail
        if _columns(tail) + 2 <= columns:
            return f"…/{tail}"
    name = re.sub(r"^https?://", "", name)
    head, end = columns * 3 // 5, columns * 2 // 5 - 1
    return name if _columns(name) <= columns else f"{_fitting(name, head)}…{_fitting(name[::-1], end)[::-1]}"


def _columns(text: str) -> int:
    return sum(1 + (unicodedata.east_asian_width(char) in "WF") for char in text)


def _fitting(text: str, columns: int) -> str:
    """As much of the beginning of `text` as fits."""
    end = 0
    while end < len(text) and _columns(text[: end + 1]) <= columns:
        end += 1
    return text[:end]
