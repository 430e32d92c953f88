"""Properties: batches do not matter, company never lowers, a disguise never raises, the scan misses nothing."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from support.people import MILENA, batch, milena, seen
from unlisted.match.finders import compile_fact
from unlisted.match.matcher import Matcher
from unlisted.model import SEPARATOR, SeenFact
from unlisted.text.fold import fold
from unlisted.text.skeleton import skeleton

VALUES = [one.value for one in MILENA]
PLAIN = st.text(st.characters(exclude_characters=SEPARATOR, exclude_categories=["Cs"]), max_size=30)
PIECES = st.one_of(PLAIN, st.sampled_from([*VALUES, "Милену Шупљикац", "0640001234", "Šupljikac", "cara lazara 17"]))
DOCUMENTS = st.lists(PIECES, max_size=5).map(" ".join)

INVISIBLE = ["\u200b", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u034f", "\u0336"]
LOOK_ALIKES = str.maketrans({"a": "а", "e": "е", "o": "о", "c": "с", "p": "р", "x": "х", "j": "ј", "i": "і", "M": "М"})
SCRIPTS = str.maketrans({"š": "ш", "č": "ч", "ž": "ж", "a": "а", "m": "м", "l": "л", "k": "к", "r": "р", "n": "н"})


def disguised(value: str, rng: random.Random) -> str:
    """The value as someone might write it to hide it from a search; every step keeps the fact readable."""
    text = rng.choice([value, value.upper(), value.lower(), value.translate(LOOK_ALIKES), value.translate(SCRIPTS)])
    return "".join(char + (rng.choice(INVISIBLE) if rng.random() < 0.3 else "") for char in text)


@given(st.lists(DOCUMENTS, max_size=6), st.integers(0, 6))
@settings(deadline=None)
def test_where_a_batch_ends_never_changes_a_result(documents: list[str], cut: int) -> None:
    whole = list(milena().scan(batch(documents)))
    first, second = documents[:cut], documents[cut:]
    parts = list(milena().scan(batch(first)))
    parts += [(index + len(first), facts) for index, facts in milena().scan(batch(second))]
    assert whole == parts


@given(DOCUMENTS, DOCUMENTS)
@settings(deadline=None)
def test_standing_together_never_lowers(one: str, other: str) -> None:
    alone = seen(milena(), one)
    # far enough apart that a town in the one text is not read as the town of a street in the other
    together = seen(milena(), one + "\n" + "." * 200 + "\n" + other)
    for fact, was in alone.items():
        assert together[fact].strength >= was.strength


@given(st.sampled_from(VALUES), st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=300)
def test_a_disguise_is_found_and_never_raises(value: str, rng: random.Random) -> None:
    plain, hidden = seen(milena(), value), seen(milena(), disguised(value, rng))
    for fact, was in plain.items():
        if was.strength >= 0.5:
            assert fact in hidden
            assert hidden[fact].strength <= was.strength


@given(DOCUMENTS)
@settings(deadline=None)
def test_the_quick_scan_misses_nothing_that_verification_accepts(document: str) -> None:
    quick: set[str] = {one.fact for _i, facts in milena().scan(batch([document])) for one in facts}
    slow: set[str] = {one.fact for one in verified_everywhere(milena(), document)}
    assert quick == slow


def verified_everywhere(matcher: Matcher, document: str) -> tuple[SeenFact, ...]:
    """Verification of every fact, without asking the quick scan which are candidates."""
    count = len(matcher.facts)
    return matcher._verify(document, set(range(-count, count)), [])[0]


@given(st.sampled_from(MILENA), st.integers(0, 3000), st.integers(0, 60_000))
@settings(deadline=None, max_examples=30)
def test_long_documents_are_read_in_windows(one: object, before: int, after: int) -> None:
    document = "x " * before + one.value + " y" * after
    assert one.id in seen(milena(), document) or not compile_fact(one).finders


@given(st.text(max_size=200))
def test_the_skeleton_points_into_the_text(text: str) -> None:
    classes, offsets = skeleton(text)
    assert len(classes) == len(offsets)
    assert all(0 <= at < len(text) for at in offsets)
    assert list(offsets) == sorted(set(offsets))
    assert fold(text).text or not len(classes) or not text.strip()
