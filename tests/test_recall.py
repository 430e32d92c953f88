"""What is found of what people write, and who is taken for whom, on a sample made without a look at the matcher.

`bench/recall.py` measures the same at length, with every disguise; here is what must hold at every commit.
"""

import json
from pathlib import Path

import pytest

from bench.recall import PEOPLE, STRONG, Score, Seen, Size, measure
from support.hunted import Hunted

SEED, SIZE = 4, Size(mentions=1, decoys=3, ordinary=300)
FACTS = ("name", "kin", "home", "mobile", "mail", "handle", "jmbg", "plate", "born")


def complaints(score: Score) -> set[str]:
    """Which promises a score breaks."""
    broken = {
        "plain mentions are missed": score.recall(score.plain) < 0.98,
        "others are taken for her": score.strong_false_rate() > 1 / 2000,
        "ordinary messages are reported": score.disturbed_rate() > 1 / 1000,
    }
    return {what for what, is_so in broken.items() if is_so}


def _nothing(_folder: Path, _person: Hunted, _export: Path) -> Seen:
    return {}


def _everything(_folder: Path, _person: Hunted, export: Path) -> Seen:
    rows = json.loads(export.read_text(encoding="utf-8"))["messages"]
    return {row["id"]: dict.fromkeys(FACTS, (STRONG, "exact")) for row in rows}


@pytest.fixture(scope="module")
def score(tmp_path_factory: pytest.TempPathFactory) -> Score:
    return measure(tmp_path_factory.mktemp("recall"), SEED, SIZE)


def test_plain_mentions_are_found_and_ordinary_messages_left_alone(score: Score) -> None:
    broken = complaints(score) - {"others are taken for her"}
    assert not broken, (score.recall(score.plain), score.disturbed)


def test_others_are_not_taken_for_her(score: Score) -> None:
    strong = {category: n for (category, hard), n in score.strong.items() if n and not hard}
    assert "others are taken for her" not in complaints(score), strong


def test_the_sample_is_large_enough_to_say_so(score: Score) -> None:
    assert sum(score.decoys.values()) >= 2000
    assert sum(score.planted[key] for key in score.plain) >= 1000
    assert len({category for category, _ in score.planted}) >= 200


def test_a_matcher_that_finds_nothing_or_everything_is_noticed(tmp_path: Path) -> None:
    few, small = PEOPLE[:2], Size(mentions=1, decoys=1, ordinary=20)
    (tmp_path / "nothing").mkdir()
    (tmp_path / "everything").mkdir()
    nothing = measure(tmp_path / "nothing", SEED, small, few, see=_nothing)
    everything = measure(tmp_path / "everything", SEED, small, few, see=_everything)
    assert complaints(nothing) == {"plain mentions are missed"}
    assert complaints(everything) == {"others are taken for her", "ordinary messages are reported"}
