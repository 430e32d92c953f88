"""The picture says what the tables say, and stays legible however much there is."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from support.stories import FACTS, exposure, fact
from unlisted.model import Kind
from unlisted.report.picture import HUES, LEFT, MOST_FACTS, MOST_PLACES, RIGHT, ROW, WIDTH, picture, shortened

MANY = tuple(fact(f"phone-{n}", Kind.PHONE, f"06400{n:05}") for n in range(40))


@given(count=st.integers(1, 200), targets=st.integers(1, 40), facts=st.integers(1, 40), step=st.integers(1, 17))
def test_it_is_legible_and_leaves_no_one_out(count: int, targets: int, facts: int, step: int) -> None:
    shown = [
        exposure(
            at,
            f"dir/file-{at * step % targets}.json",
            tuple(MANY[n] for n in {(at * step + k * k) % facts for k in range(1 + at % 3)}),
        )
        for at in range(count)
    ]
    drawn = picture(shown)
    assert 1 <= len(drawn.facts) <= MOST_FACTS
    assert 1 <= len(drawn.places) <= MOST_PLACES
    assert drawn.height == max(len(drawn.facts), len(drawn.places)) * ROW
    for column in (drawn.facts, drawn.places):
        middles = [node.y for node in column]
        assert all(low - high >= ROW - 0.2 for high, low in pairwise(middles))
        assert middles[0] > 0
        assert middles[-1] < drawn.height
    counted = sum(int(node.note.split()[0]) for node in drawn.places)
    assert counted == len(shown)
    ends = {float(line.path.split()[-1]) for line in drawn.lines}
    begins = {float(line.path.removeprefix(f"M{LEFT} ").partition("C")[0]) for line in drawn.lines}
    assert ends == {node.y for node in drawn.places}
    assert begins == {node.y for node in drawn.facts}
    assert all(0 <= line.hue < HUES for line in drawn.lines)


def test_a_line_carries_the_strongest_of_its_sightings() -> None:
    weak, strong = (exposure(at, "a.json", FACTS[:1]) for at in (4, 0))
    (line,) = picture([weak, strong]).lines
    assert line.band == "strong"


def test_without_a_fact_there_is_nothing_to_draw() -> None:
    assert picture([]) is None


@given(st.text(max_size=300))
def test_a_label_fits_its_column(name: str) -> None:
    assert len(shortened(name)) <= 19
    assert RIGHT + 9 + 19 * 7 <= WIDTH + 1  # the widest ordinary letters at this size are 7 units


def test_a_label_keeps_what_tells_files_apart() -> None:
    assert shortened("/home/m/Documents/exports/result.json") == "…/result.json"
    assert shortened("notes.csv") == "notes.csv"
    assert shortened("https://example.org/board/thread/991") == "example.org…ad/991"
    assert shortened("C:\\Users\\m\\Desktop\\result.json") == "…/result.json"
