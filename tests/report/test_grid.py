"""The picture over time fits, says in words what it draws, and tells its answers apart without a colour."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from itertools import pairwise

import pytest
from rich.console import Console
from selectolax.lexbor import LexborHTMLParser

from support.stories import FACTS, story
from unlisted.knowledge import load
from unlisted.locale import Language, use
from unlisted.report.grid import LEFT, MOST_ROWS, WIDTH, grid
from unlisted.report.html import render
from unlisted.report.over_time import sign
from unlisted.report.past import Past
from unlisted.report.routes import Names
from unlisted.report.terminal_past import past_view
from unlisted.routes import Line, Point, Stand

NAMES = Names(FACTS)
PAST = story(9).past


def test_everything_is_inside_and_nothing_overlaps() -> None:
    drawn = grid(PAST, NAMES)
    assert drawn is not None
    assert drawn.right <= WIDTH
    assert all(0 < row.y < drawn.height for row in drawn.rows)
    for row in drawn.rows:
        xs = [cell.x for cell in row.cells]
        assert xs[0] - 9 >= LEFT
        assert xs[-1] + 9 <= WIDTH
        assert all(right - left >= 18 for left, right in pairwise(xs))


def test_as_many_looks_as_there_may_be_still_fit() -> None:
    wide = replace(
        PAST, moments=PAST.moments[:1] * 11, lines=tuple(replace(one, points=one.points[:1] * 11) for one in PAST.lines)
    )
    drawn = grid(wide, NAMES)
    assert drawn is not None
    xs = [cell.x for cell in drawn.rows[0].cells]
    assert xs[-1] + 9 <= WIDTH
    assert all(right - left >= 18 for left, right in pairwise(xs))


def test_one_look_is_no_picture_and_many_facts_are_all_told_in_words() -> None:
    assert grid(replace(PAST, moments=PAST.moments[:1]), NAMES) is None
    assert grid(Past(), NAMES) is None
    many = grid(replace(PAST, lines=PAST.lines[:1] * 30), NAMES)
    assert many is not None
    assert len(many.rows) == MOST_ROWS
    assert len(many.words) == 30


@pytest.mark.parametrize("lang", [Language.ENGLISH, Language.SERBIAN, Language.SERBIAN_CYRILLIC])
def test_the_page_draws_every_answer_with_a_shape_of_its_own(lang: Language) -> None:
    use(lang)
    tree = LexborHTMLParser(render(story(9), reveal=False))
    figure = tree.css_first("#over-time + figure > svg")
    assert figure is not None
    assert figure.css_first("title").text()
    assert figure.css_first("desc").text()
    shapes = {
        (node.tag, node.attributes.get("r"), re.sub(r"[\d.]+", "", node.attributes.get("d", "")), "hollow" in words)
        for node in figure.css(".stand")
        for words in [node.attributes["class"].split()]
    }
    assert len(shapes) >= 5
    words = tree.css("#over-time ~ ul li")
    assert len(words) == len(PAST.lines)
    assert len(tree.css("figcaption .key .stand")) >= 6


def test_signs_tell_the_answers_apart() -> None:
    points = [
        Point(stand=stand, steps=2 if stand is Stand.REACHED else 0, looked=seen) for stand in Stand for seen in (1, 0)
    ]
    assert len({sign(point) for point in points}) == len(points)


@pytest.mark.parametrize("lang", [Language.ENGLISH, Language.SERBIAN])
def test_the_terminal_holds_it_in_sixty_columns_without_colour(lang: Language) -> None:
    use(lang)
    console = Console(width=60, no_color=True, color_system=None, record=True, file=io.StringIO())
    wide = tuple(Line(fact=line.fact, points=(*line.points,) * 3) for line in PAST.lines)
    past = replace(PAST, moments=PAST.moments * 3, lines=wide)
    for part in past_view(past, FACTS, load()):
        console.print(part)
    lines = console.export_text().splitlines()
    assert max(map(len, lines)) <= 60
    home = next(line for line in lines if line.startswith("home (") and line.count("?") >= 2)
    assert len(home.split()) == 2 + 9
