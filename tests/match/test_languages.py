"""Names in other languages: every form is found and said to be one, and no ending makes somebody else of a name."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.languages import measure, without_tables
from support.abroad import ABROAD, Abroad
from support.chatter import ordinary
from support.hunted import PEOPLE
from support.people import fact, seen
from unlisted.match import Manner, compile_facts, finders, manner_of
from unlisted.match.strength import LIKELY, STRONG
from unlisted.model import How, Person
from unlisted.text.endings import _tables, languages_of, paradigms
from unlisted.text.fold import fold_text

EVERY = Manner(languages=tuple(_tables()))
# Bent by the Serbian table into what is, of another person, a name of her own; and l that stands for i.
KNOWN_FALSE = {"Jana Hudecová", "Nikolina Trajanoska Petrova", "Галина Шевчукова", "Marlies Kranz"}


def forms(word: str, language: str) -> list[str]:
    """Every form of a word that a table makes, folded, with its apostrophes; her own where there is none."""
    made = [stem + form for stem, endings in paradigms(word, (language,)) for form in endings]
    return made or [fold_text(word)]


@st.composite
def bent(draw: st.DrawFn) -> tuple[Abroad, str]:
    one = draw(st.sampled_from([one for one in ABROAD if one.language in _tables()]))
    first, second = one.name.split(" ", 1)
    both = [draw(st.sampled_from([*forms(word, one.language), fold_text(word)])) for word in (first, second)]
    return one, " ".join(draw(st.permutations(both)))


@given(bent())
@settings(deadline=None, max_examples=400)
def test_every_form_of_a_name_is_found_and_said_to_be_one(case: tuple[Abroad, str]) -> None:
    one, written = case
    matcher = compile_facts([fact("name", one.name, "n")], Manner(languages=(one.language,)))
    hit = seen(matcher, f"pre {written} posle")["n"]
    assert hit.strength >= LIKELY
    if one.name.isascii() and not set(map(fold_text, one.name.split())) & set(written.split()):
        assert hit.how is How.INFLECTED


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.key)
def test_no_form_of_another_name_becomes_hers_with_every_language_at_once(person: object) -> None:
    serbian = compile_facts([fact("name", person.name, "n"), fact("relative", person.relative, "r")])
    every = compile_facts([fact("name", person.name, "n"), fact("relative", person.relative, "r")], EVERY)
    for text in (*person.near, *person.words_with_it):
        strong = {one for one, hit in seen(every, text).items() if hit.strength >= STRONG}
        assert strong <= set(seen(serbian, text)), text
    for other, language in itertools.product(person.near, _tables()):
        given_name, surname = other.rsplit(" ", 1)
        for form in forms(surname, language):
            text = f"{given_name} {form}"
            strong = {one for one, hit in seen(every, text).items() if hit.strength >= STRONG}
            assert strong <= set(seen(serbian, text)) | set(seen(serbian, other)), text


def test_forms_written_by_hand_are_found_and_near_misses_are_not() -> None:
    score = measure()
    assert score.recall() >= 0.98, score.misses
    assert {name for _, _, name in score.false} <= KNOWN_FALSE
    assert score.crossed == 0


def test_without_the_tables_fewer_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finders, "languages_of", finders.languages_of)
    without_tables()
    assert measure().recall() < 0.6


def test_a_first_name_alone_is_no_sighting_in_any_language() -> None:
    matcher = compile_facts([fact("name", one.name, f"n{i}") for i, one in enumerate(ABROAD)], EVERY)
    for one in ABROAD:
        for word in one.name.split():
            for form in {form for language in _tables() for form in forms(word, language)}:
                assert seen(matcher, f"to je {form} danas") == {}


def test_ordinary_messages_are_left_alone() -> None:
    from random import Random

    matcher = compile_facts([fact("name", one.name, f"n{i}") for i, one in enumerate(ABROAD)], EVERY)
    rng = Random(5)
    assert not any(seen(matcher, ordinary(rng)) for _ in range(500))


def test_languages_are_those_she_knows_those_of_her_countries_and_those_her_name_looks_like() -> None:
    person = Person(country="AT", lived_in=("HU",), languages=("sr", "en"))
    assert set(manner_of(person).languages) == {"sr", "en", "de", "hu"}
    assert languages_of("Milena Grujičić", manner_of(person).languages) == ("de", "hu")
    assert languages_of("Nagyváradi Ildikó") == ("hu",)
    assert languages_of("Shpresa Gjonbalaj") == ("sq",)
    assert languages_of("Milena Jovanović") == ()


@pytest.mark.parametrize("table", _tables())
def test_tables_hold_folded_endings_only(table: str) -> None:
    for row in _tables()[table]:
        assert row.left in "CV" or row.left == fold_text(row.left)
        assert row.forms
        assert all(form == fold_text(form) and form.strip("'") for form in row.forms)
        assert len(set(row.forms)) == len(row.forms), row.left
