"""Searches: every form of a public name, and a private fact never beside another one."""

import string
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unlisted.facts import read_facts
from unlisted.knowledge import load
from unlisted.match import compile_facts
from unlisted.model import Fact, Kind, Mark, Person
from unlisted.queries import Engine, Query, Shape, queries, withheld, without_diacritics, written
from unlisted.sources.base import pack
from unlisted.text.cases import bent
from unlisted.text.fold import fold_text

VALUES = {
    Kind.NAME: "Đurđa Primerović", Kind.USERNAME: "djurdja.primer", Kind.EMAIL: "djurdja@primer.example.org",
    Kind.PHONE: "064 000 0123", Kind.ADDRESS: "Izmišljena 17, 21000 Novi Sad", Kind.BIRTHDATE: "1. 2. 1990.",
    Kind.WORKPLACE: "Udruženje Nepostojeće", Kind.SCHOOL: "Gimnazija Zmišljena", Kind.PLATE: "NS 000-ZZ",
    Kind.WEBSITE: "primer.example.org", Kind.PHRASE: "nepostojeća rečenica o ničemu",
}  # fmt: skip
RELATIVE = 'kind = "relative"\nrelation = "father"\nvalue = "Dragoslav Primerović"'
BROKERS = tuple(load().brokers.values())


def facts_of(public: set[Kind], kinds: set[Kind] = frozenset(VALUES)) -> tuple[Person, tuple[Fact, ...]]:
    entries = [
        f'[[fact]]\nid = "{kind.value}"\nkind = "{kind.value}"\nvalue = "{VALUES[kind]}"\n'
        f"public = {str(kind in public).lower()}\n"
        for kind in VALUES
        if kind in kinds
    ]
    entries += [f'[[fact]]\nid = "father"\n{RELATIVE}\n']
    entries += ['[[fact]]\nkind = "phone"\nvalue = "064 000 0456"\nof = "father"\n']
    return read_facts('[person]\ncountry = "RS"\nlanguages = ["sr"]\n' + "".join(entries))


def signs(fact: Fact) -> set[str]:
    """Folded pieces of a fact that tell it."""
    keep = {"street", "number", "city", "national", "handle", "local", "surname", "name", "host", "year", "plate"}
    pieces = {fold_text(value) for key, value in fact.parts.items() if key in keep and len(value) > 3}
    return pieces or {fold_text(fact.value)}


def holds(query: Query, fact: Fact) -> bool:
    words = query.words.partition(" site:")[0]
    text = fold_text(words)
    digits = "".join(filter(str.isdigit, words))
    return any(sign in text or (sign.isdigit() and sign in digits) for sign in signs(fact))


def check_never_joined(made: tuple[Query, ...], facts: tuple[Fact, ...]) -> None:
    """The promise: a private fact stands alone, a relative's nowhere."""
    private = [fact for fact in facts if not fact.public and fact.of is None and fact.kind is not Kind.RELATIVE]
    theirs = [fact for fact in facts if fact.of is not None]
    for query in made:
        inside = {
            fact.id for fact in facts if fact.of is None and fact.kind is not Kind.RELATIVE and holds(query, fact)
        }
        assert inside <= set(query.facts) | {"email", "website", "username"}  # these three share a word
        hidden = {fact.id for fact in private} & set(query.facts)
        assert not hidden or len(query.facts) == 1
        assert query.private == bool(hidden)
        assert not any(holds(query, fact) for fact in theirs)
        assert "Dragoslav" not in query.words
        assert "dragoslav" not in fold_text(query.words)


@given(public=st.sets(st.sampled_from(sorted(VALUES))), private=st.booleans())
def test_a_private_fact_is_never_joined_with_another(public: set[Kind], private: bool) -> None:
    person, facts = facts_of(public)
    made = queries(facts, person, BROKERS, private=private)
    check_never_joined(made, facts)
    assert private or not any(query.private for query in made)
    assert len({query.id for query in made}) == len(made)


def test_the_check_can_fail() -> None:
    person, facts = facts_of({Kind.NAME})
    with pytest.raises(AssertionError):
        check_never_joined(queries(facts, person, (), town=True), facts)


def test_only_the_town_is_joined_and_only_when_asked() -> None:
    person, facts = facts_of({Kind.NAME})
    joined = [query for query in queries(facts, person, (), town=True) if query.town]
    assert joined
    assert all("Novi Sad" in query.words and "zmišljena" not in query.words and query.private for query in joined)
    assert not any("Novi Sad" in query.words for query in queries(facts, person, (), private=True))


def test_what_she_uses_openly_is_joined() -> None:
    person, facts = facts_of({Kind.NAME, Kind.WORKPLACE, Kind.ADDRESS})
    words = [query.words for query in queries(facts, person, ())]
    assert '("Đurđa Primerović" OR "Ђурђа Примеровић") "Udruženje Nepostojeće"' in words
    assert '("Đurđa Primerović" OR "Ђурђа Примеровић") "Novi Sad"' in words


def test_numbers_of_the_state_and_dates_are_in_no_query() -> None:
    person, facts = facts_of(set(VALUES))
    told = {kind for query in queries(facts, person, BROKERS, private=True) for kind in query.tells}
    assert told.isdisjoint({Kind.BIRTHDATE, Kind.PLATE, Kind.NATIONAL_ID, Kind.RELATIVE, Kind.PHOTO, Kind.PHRASE})


def test_yandex_only_where_it_was_chosen() -> None:
    person, facts = facts_of({Kind.NAME})
    assert Engine.YANDEX not in {query.engine for query in queries(facts, person, BROKERS)}
    made = queries(facts, person, BROKERS, engines=[Engine.YANDEX])
    assert {query.engine for query in made} == {Engine.YANDEX}
    assert any(" | " in query.words for query in made)


def test_the_links_ask_what_they_say() -> None:
    person, facts = facts_of({Kind.NAME})
    for query in queries(facts, person, BROKERS, engines=list(Engine), private=True):
        asked = parse_qs(urlsplit(query.url).query)
        assert list(asked.values()) == [[query.words]]
        assert query.url.startswith("https://")
        assert query.url.isascii()


def test_the_plainest_come_first_and_local_portals_are_there() -> None:
    person, facts = facts_of({Kind.NAME})
    made = queries(facts, person, BROKERS)
    assert [query.shape for query in made[:4]] == [Shape.TYPED] * 4
    assert {query.engine for query in made[:4]} == set(Engine) - {Engine.YANDEX}
    inside = {query.place for query in made if query.place}
    assert {"rs-kupujemprodajem", "rs-halo-oglasi"} <= inside
    assert not any(place.startswith(("hr-", "us-")) for place in inside)


def test_numbers_are_searched_for_in_every_notation() -> None:
    person, facts = facts_of(set())
    words = next(query.words for query in queries(facts, person, (), private=True) if query.tells == (Kind.PHONE,))
    for way in ("+381640000123", "0640000123", "064/000-0123", "064 000 0123"):
        assert f'"{way}"' in words


def test_what_is_kept_back_is_named() -> None:
    _person, facts = facts_of({Kind.NAME, Kind.EMAIL})
    assert {fact.id for fact in withheld(facts)} == {"username", "phone", "address"}


# --- forms of names ---

NAMES = ("Milena Primerović", "Đurđa Džambas", "Dragan Kovač", "Petar Ilić", "Nikola Petrovski", "Маријана Ђокић",
         "Ljubica Njegić", "Marko Perić", "Ana Grabovska", "Jasmina Čolaković-Primer")  # fmt: skip


def named(value: str) -> tuple[Person, Fact]:
    person, facts = read_facts(
        f'[person]\ncountry = "RS"\n[[fact]]\nid = "n"\nkind = "name"\nvalue = "{value}"\npublic = true\n'
    )
    return person, facts[0]


@pytest.mark.parametrize("value", NAMES)
def test_the_matcher_finds_every_form_that_is_searched_for(value: str) -> None:
    person, fact = named(value)
    matcher = compile_facts([fact])
    mark = Mark(locator="page", place="", within="")
    for either in written(fact, person).values():
        for one in either:
            assert list(matcher.scan(pack([f"i to je {one} bila"], lambda _: mark))), one


def test_the_cases_are_those_of_the_grammar() -> None:
    assert bent("Milena", "Primerović") == (
        "Milene Primerović", "Mileni Primerović", "Milenu Primerović", "Milenom Primerović",
    )  # fmt: skip
    assert bent("Dragan", "Kovač") == ("Dragana Kovača", "Draganu Kovaču", "Draganom Kovačem")
    assert bent("Nikola", "Ilić")[0] == "Nikole Ilića"
    assert bent("Петар", "Илић")[0] == "Петра Илића"
    assert bent("Ana", "Grabovska")[0] == "Ane Grabovske"
    assert bent("Li", "Wu") == ()


def test_without_diacritics_dj_and_d() -> None:
    assert without_diacritics("Đokić Žana") == ("Djokic Zana", "Dokic Zana")


@given(st.text(alphabet=string.ascii_letters + "čćšžđČĆŠŽĐљњЉаб'-", min_size=1, max_size=12))
def test_no_spelling_of_a_name_breaks_it(word: str) -> None:
    bent(word, word)
    assert all(without_diacritics(word))
