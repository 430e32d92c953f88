"""The drawing of a route says what its sentence says, fits its column, and names no fact that may not be named."""

from __future__ import annotations

from dataclasses import replace

import pytest

from report.test_json import TARGET
from support import closed
from support.stories import FACTS as STORY_FACTS
from support.stories import story
from support.webs import CHILD, FACTS, HOME, KNOWLEDGE, LEGAL, MAIL, NAME, closing, exposure, gathered, message, shown
from unlisted import locale
from unlisted.model import Exposure, Fact, Intent
from unlisted.report.chains import ROW, WIDTH, drawn
from unlisted.report.html import render
from unlisted.report.json import report_document
from unlisted.report.routes import Names, chain_text
from unlisted.report.story import Story
from unlisted.routes import routes

WEB = (exposure("forum", [NAME, MAIL]), exposure("list", [MAIL, LEGAL]), exposure("directory", [LEGAL, HOME]))

WEB_IN_HEX = tuple(replace(one, id=f"{at:08x}", within="00ff00ff") for at, one in enumerate(WEB))


def told(exposures: tuple[Exposure, ...], facts: tuple[Fact, ...] = FACTS) -> Story:
    answers = routes(gathered(exposures, facts), facts, closing)
    return replace(story(0), facts=facts, exposures=exposures, routes=answers, closing_of=closing)


def test_the_drawing_has_a_stop_for_every_fact_and_place_of_the_chain() -> None:
    (home, *_rest) = told(WEB).routes
    assert home.easiest is not None
    assert home.cut is not None
    picture = drawn(home.easiest, Names(FACTS), {place.id for place in home.cut.doors})
    assert len(picture.stops) == 1 + 2 * len(home.easiest.steps)
    assert sum(stop.shut for stop in picture.stops) == 1
    assert [stop.is_fact for stop in picture.stops] == [True, False] * 3 + [True]
    assert picture.height == ROW * len(picture.stops)
    assert all(0 < stop.y < picture.height for stop in picture.stops)
    assert all(len(stop.label) <= 46 for stop in picture.stops)
    assert picture.axis + 16 + 46 * 7 <= WIDTH + 1
    assert [link.y2 - link.y1 for link in picture.links] == [ROW] * (len(picture.stops) - 1)


@pytest.mark.parametrize("target", ["a" * 300, "https://example.org/" + "b" * 200, "C:\\m\\" + "c" * 90, "a place"])
def test_a_long_target_keeps_to_its_line(target: str) -> None:
    (home, *_rest) = told((exposure("p", [NAME, HOME], target=target),)).routes
    assert home.easiest is not None
    assert all(len(stop.label) <= 46 for stop in drawn(home.easiest, Names(FACTS), ()).stops)


def test_the_page_tells_the_route_in_words_and_as_a_drawing() -> None:
    page = render(told((*WEB, message("m", [MAIL, NAME], intent=Intent.SEEKS))), reveal=False)
    assert "Those who look for you have already: mail (email address)" in page
    assert "close this" in page
    assert page.count('role="img"') >= 2
    assert "<script" not in page
    assert "unlisted" not in page.casefold()  # a page that is found does not name the program
    assert "This counts only what was looked at" in page


def test_nothing_but_our_words_and_hers_is_in_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locale, "_catalogue", closed.Marking)
    shown_story = told((*WEB, message("m", [MAIL, NAME], intent=Intent.SEEKS), exposure("q", [shown(HOME, 0.5), NAME])))
    shown_story = replace(shown_story, checklist=closed.marked_checklist(shown_story.checklist))
    page = render(shown_story, reveal=False)
    labels = {entry.label.en for entry in KNOWLEDGE.findability.values()}
    allowed = (
        closed.hers(shown_story) | labels | {"forum.html", "list.html", "directory.html", "q.html", "result.json", "/"}
    )
    assert not closed.leaks(closed.texts(page), allowed)


def test_a_child_is_neither_a_target_nor_named_on_the_way() -> None:
    facts = (*FACTS, CHILD)
    web = (exposure("p", [NAME, CHILD]), exposure("q", [CHILD, HOME]))
    full = told(web, facts)
    home = next(answer for answer in full.routes if answer.fact.id == "home")
    assert home.easiest is not None
    assert "little-one" in chain_text(home.easiest, Names(facts))
    page = render(full, reveal=True)
    assert "little-one" not in page
    assert "a fact that is kept out of reports" in page


def test_a_story_without_a_look_says_nothing_of_routes() -> None:
    assert "How a stranger gets to you" not in render(replace(story(0), facts=STORY_FACTS), reveal=False)


def test_the_document_of_a_report_has_the_routes() -> None:
    document = report_document(told(WEB_IN_HEX), reveal=False)
    assert TARGET(document["routes"][0])
    assert document["routes"][0]["cut"]
