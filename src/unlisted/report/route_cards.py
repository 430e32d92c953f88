"""The routes as the page lays them out: a heading a fact, drawings of its chains, sentences with their lists. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from unlisted.report.chains import Drawn, drawn
from unlisted.report.routes import Line, Names, answer_lines, chain_text, published_lines
from unlisted.report.story import Story
from unlisted.routes import IN_FULL, Answer

_DRAWINGS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A sentence and the list below it; either may be empty."""

    words: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A chain drawn, and the same in words for those who hear the page."""

    picture: Drawn
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteCard:
    """What is said of one fact, or (number 0) of all that those who look for her have already."""

    number: int
    head: str
    drawings: tuple[Drawing, ...]
    parts: tuple[Part, ...]


def route_cards(story: Story) -> Iterator[RouteCard]:
    """What hunters have first, then the facts, what matters most first. Nothing before anything was looked at."""
    if not story.exposures:
        return
    names = Names(story.facts, hidden=story.hidden)
    yield from _card(0, published_lines(story.routes, names), ())
    for number, answer in enumerate(story.routes, 1):
        brief = number > IN_FULL
        pictures = () if brief else tuple(_drawings(answer, names))
        yield from _card(number, answer_lines(answer, names, story.closing_of, brief=brief), pictures)


def _card(number: int, lines: Iterable[Line], drawings: tuple[Drawing, ...]) -> Iterator[RouteCard]:
    every = list(lines)
    if every:
        parts = tuple(_parts(every[1:], drawings))
        yield RouteCard(number=number, head=every[0].words, drawings=drawings, parts=parts)


def _parts(lines: Iterable[Line], drawings: Iterable[Drawing]) -> Iterator[Part]:
    """Sentences with the items behind them; chains that are drawn are not told again."""
    told = {drawing.words for drawing in drawings}
    words, items = "", []
    for line in lines:
        if line.form == "item":
            if not any(line.words.startswith(chain) for chain in told):
                items.append(line.words)
            continue
        if words or items:
            yield Part(words=words, items=tuple(items))
        words, items = line.words, []
    if words or items:
        yield Part(words=words, items=tuple(items))


def _drawings(answer: Answer, names: Names) -> Iterator[Drawing]:
    shut = {place.id for place in answer.cut.doors} if answer.cut else set()
    for chain in answer.chains[:_DRAWINGS]:
        yield Drawing(picture=drawn(chain, names, shut), words=chain_text(chain, names))
