"""The timeline: nothing is lost between the bars, it stays small, and it says in numbers what it draws."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from support.stories import FACTS, exposure, story
from unlisted.model import Exposure, Intent
from unlisted.report.html import render
from unlisted.report.timeline import LEFT, MOST_MONTHS, ORDER, WIDTH, Unit, drawing, timeline

TODAY = date(2026, 11, 25)
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def written(*when: tuple[int, Intent]) -> list[Exposure]:
    """Messages so many days before the last one."""
    return [
        exposure(at, "a.json", FACTS[:1], date=NOON - timedelta(days=days), intent=intent)
        for at, (days, intent) in enumerate(when)
    ]


messages = st.lists(st.tuples(st.integers(0, 13_000), st.sampled_from(Intent)), min_size=1, max_size=40).map(
    lambda when: written(*when)
)


@given(messages)
def test_every_dated_message_is_in_one_span_and_no_span_is_missing(found: list[Exposure]) -> None:
    line = timeline(found, TODAY)
    counted = sum((Counter(span.counts) for span in line.spans), Counter())
    assert counted == Counter(one.intent for one in found)
    starts = [span.start for span in line.spans]
    assert starts == sorted(set(starts))
    assert len(starts) <= max(MOST_MONTHS, 2026 - 1990 + 1)
    gaps = {after - before for before, after in pairwise(starts)}
    longest = {Unit.WEEK: 7, Unit.MONTH: 31, Unit.YEAR: 366}[line.unit]
    assert all(gap <= timedelta(days=longest) for gap in gaps)


@given(messages)
def test_the_drawing_stays_inside_and_its_numbers_stand_in_the_table(found: list[Exposure]) -> None:
    drawn = drawing(timeline(found, TODAY))
    for row in drawn.rows:
        assert len(row.bars) == sum(line.counts[drawn.rows.index(row)] != "–" for line in drawn.table)
        for bar in row.bars:
            assert LEFT <= bar.x < bar.x + bar.width <= WIDTH + 0.001
            assert 0 <= bar.y < bar.y + bar.height == pytest.approx(row.ground)
    numbers = [int(count) for line in drawn.table for count in line.counts if count != "–"]
    assert sum(numbers) == len(found)
    assert max(numbers) == drawn.tallest
    assert [row.kind for row in drawn.rows] == [i.value for i in ORDER if i in {one.intent for one in found}]


@pytest.mark.parametrize(
    ("days", "unit", "spans"),
    [(0, Unit.WEEK, 1), (150, Unit.WEEK, 22), (200, Unit.MONTH, 7), (1000, Unit.MONTH, 34), (1500, Unit.YEAR, 5)],
)
def test_weeks_then_months_then_years(days: int, unit: Unit, spans: int) -> None:
    line = timeline(written((0, Intent.SEEKS), (days, Intent.SEEKS)), TODAY)
    assert (line.unit, len(line.spans)) == (unit, spans)


@pytest.mark.parametrize("days", [7, 40, 150, 200, 1000, 1500, 6000])
def test_the_first_and_the_last_bar_stand_above_their_names(days: int) -> None:
    [row] = drawing(timeline(written((0, Intent.SEEKS), (days, Intent.SEEKS)), TODAY)).rows
    assert row.bars[0].x == LEFT
    assert row.bars[-1].x + row.bars[-1].width == pytest.approx(WIDTH)


def test_without_a_date_there_is_nothing_to_draw() -> None:
    line = timeline([replace(one, date=None) for one in written((0, Intent.SEEKS))], TODAY)
    assert line.undated == 1
    assert drawing(line) is None


def test_the_page_draws_it_with_a_name_and_the_same_numbers_in_a_table() -> None:
    tree = LexborHTMLParser(render(story(26), reveal=False))
    svg = tree.css_first("svg.timeline")
    assert svg.attributes["role"] == "img"
    assert svg.css_first("title").text()
    assert "the same in numbers" in svg.css_first("desc").text()
    cells = [cell.text() for cell in tree.css("table.numbers tbody td")]
    assert len(svg.css("rect.bar")) == sum(cell != "–" for cell in cells)
    totals = [int(node.text()) for node in svg.css("text.note") if node.text().isdigit()]
    assert sum(totals) == sum(int(cell) for cell in cells if cell != "–")


def test_the_page_names_threads_and_writers_by_number_and_letter() -> None:
    told = story(26)
    page = render(told, reveal=False)
    tree = LexborHTMLParser(page)
    rows = tree.css("table.threads tbody tr")
    assert rows
    assert [row.css_first("th").text() for row in rows] == [str(n) for n in range(1, len(rows) + 1)]
    said = tree.css_first("body").text()
    assert "person A" in said
    assert not [one.sender for one in told.exposures if one.sender and one.sender in page]
    assert next(node.text() for node in tree.css(".copy")).startswith("https://t.me/c/1000000017/")
    assert not [node for node in tree.css("a") if "t.me" in node.attributes["href"]]


def test_without_chats_the_page_says_nothing_of_them() -> None:
    page = render(story(0), reveal=False)
    assert "What was found in chats" not in page
    assert "timeline" not in LexborHTMLParser(page).css_first("main").html
