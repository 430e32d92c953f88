"""Ready-made searches for her own browser: her public names in every script and form, private facts each alone. Pure.

What is asked for together, an engine keeps together. So only facts she uses openly are ever joined; a private fact
stands in a query by itself, and only where she asked for those; a relative's fact stands in none. Nothing is sent.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import product
from urllib.parse import quote_plus

from unlisted.knowledge import Broker, Category, Life
from unlisted.model import Fact, Kind, Person
from unlisted.text.cases import bent
from unlisted.text.scripts import Script, script_of, to_cyrillic, to_latin


class Engine(StrEnum):
    """Search engines a link can be made for. Yandex, a Russian company, only where she chose it."""

    GOOGLE = "google"
    BING = "bing"
    DUCKDUCKGO = "duckduckgo"
    BRAVE = "brave"
    YANDEX = "yandex"


UNASKED = tuple(engine for engine in Engine if engine is not Engine.YANDEX)  # used unless she says otherwise


class Shape(StrEnum):
    """How a fact is written in a query."""

    TYPED = "as-typed"
    SCRIPT = "other-script"
    PLAIN = "without-diacritics"
    TURNED = "surname-first"
    CASES = "in-cases"
    NOTATIONS = "in-notations"


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """One search. `words` is what is typed, `url` opens it; `engine` learns `facts` (ids) together, of kinds `tells`.

    `private`: what it tells is not public; then it is one fact alone, but for `town`, a town beside her public name.
    `place` is the id of the broker entry whose site the search is restricted to.
    """

    id: str
    engine: Engine
    words: str
    url: str
    facts: tuple[str, ...]
    tells: tuple[Kind, ...]
    shape: Shape
    private: bool = False
    town: bool = False
    place: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Term:
    """What to search for, whatever the engine: alternatives, and what stands beside them. Lower `rank` comes first."""

    rank: int
    facts: tuple[Fact, ...]
    shape: Shape
    either: tuple[str, ...]
    beside: str = ""
    place: Broker | None = None


_URLS: Mapping[Engine, str] = {
    Engine.GOOGLE: "https://www.google.com/search?q=",
    Engine.BING: "https://www.bing.com/search?q=",
    Engine.DUCKDUCKGO: "https://duckduckgo.com/?q=",
    Engine.BRAVE: "https://search.brave.com/search?q=",
    Engine.YANDEX: "https://yandex.com/search/?text=",
}
_LOCAL = frozenset({Category.CLASSIFIEDS, Category.NOTICES, Category.SOCIAL_NETWORK})
_TWO_SCRIPTS = frozenset({"RS", "ME", "BA", "XK"})
_ONE_GRAMMAR = _TWO_SCRIPTS | {"HR"}
_LANGUAGES = frozenset({"sr", "hr", "bs", "sh", "cnr"})
# Never in a query: a number of the state or a date opens doors by itself, a photo is no text, a phrase may be anything.
_ALONE = {Kind.PHONE: 50, Kind.EMAIL: 51, Kind.ADDRESS: 52, Kind.USERNAME: 53}
_DOWN = {"đ": ("dj", "d"), "Đ": ("Dj", "D")}


def queries(
    facts: Collection[Fact],
    person: Person,
    brokers: Iterable[Broker],
    *,
    engines: Sequence[Engine] = UNASKED,
    private: bool = False,
    town: bool = False,
) -> tuple[Query, ...]:
    """Her searches in the order in which to do them.

    `private`: also one private fact at a time. `town`: the town (never the street) of a private address may stand
    beside her public name; the engine then learns both together.
    """
    hers = [fact for fact in facts if fact.of is None and fact.kind is not Kind.RELATIVE]
    terms = [
        *_names(hers, person, town=town),
        *_alone(hers, private=private),
        *_local(hers, person, list(brokers), private=private),
    ]
    ranked = sorted(enumerate(terms), key=lambda pair: (pair[1].rank, pair[0]))
    made = [
        (term.rank, _query(term, engine))
        for _number, term in ranked
        for engine in (engines[:1] if term.place else engines)
    ]
    return tuple(query for _rank, query in sorted(made, key=lambda pair: pair[0]))


def withheld(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """The private facts that could each be searched for alone."""
    return tuple(fact for fact in facts if fact.of is None and not fact.public and fact.kind in _ALONE)


def _query(term: _Term, engine: Engine) -> Query:
    alternatives = [_quoted(one) for one in term.either]
    joint = " | " if engine is Engine.YANDEX else " OR "
    words = joint.join(alternatives)
    if term.place or term.beside:
        words = f"({words})" if len(alternatives) > 1 else words
        words += f" {_quoted(term.beside)}" if term.beside else ""
        words += f" site:{term.place.domain}" if term.place else ""
    kinds = {fact.kind for fact in term.facts}
    where = f" at {term.place.id}" if term.place else ""
    return Query(
        id=f"{'+'.join(fact.id for fact in term.facts)} {term.shape}{where} {engine}",
        engine=engine,
        words=words,
        url=_URLS[engine] + quote_plus(words),
        facts=tuple(fact.id for fact in term.facts),
        tells=tuple(kind for kind in Kind if kind in kinds),
        shape=term.shape,
        private=any(not fact.public for fact in term.facts),
        town=len(term.facts) > 1 and term.facts[1].kind is Kind.ADDRESS,
        place=term.place.id if term.place else None,
    )


def _quoted(text: str) -> str:
    return '"' + " ".join(text.replace('"', " ").split()) + '"'


# --- names ---


def _names(facts: Sequence[Fact], person: Person, *, town: bool) -> Iterator[_Term]:
    for fact in facts:
        if fact.kind is not Kind.NAME or not fact.public:
            continue
        spellings = written(fact, person)
        for shape, either in spellings.items():
            yield _Term(rank=_RANKS[shape], facts=(fact,), shape=shape, either=either)
        alone = (*spellings[Shape.TYPED], *spellings.get(Shape.SCRIPT, ()))
        for other, beside in _companions(facts, town=town):
            yield _Term(rank=12, facts=(fact, other), shape=Shape.TYPED, either=alone, beside=beside)


_RANKS = {Shape.TYPED: 10, Shape.SCRIPT: 11, Shape.PLAIN: 20, Shape.CASES: 30, Shape.TURNED: 31}


def written(fact: Fact, person: Person) -> Mapping[Shape, tuple[str, ...]]:
    """A name in the spellings in which it may stand somewhere; those of one shape belong in one query."""
    given, surname = fact.parts.get("given", ""), fact.parts.get("surname", "")
    name = f"{given} {surname}".strip()
    found: dict[Shape, tuple[str, ...]] = {Shape.TYPED: (name,)}
    cyrillic = any(script_of(char) is Script.CYRILLIC for char in name)
    balkan = bool(_ONE_GRAMMAR & {person.country, *person.lived_in} or _LANGUAGES & set(person.languages))
    both = bool(_TWO_SCRIPTS & {person.country, *person.lived_in}) or "sr" in person.languages
    if cyrillic:
        found[Shape.SCRIPT] = (to_latin(name),)
    elif both and _serbian(name):
        found[Shape.SCRIPT] = (to_cyrillic(name),)
    plain = tuple(one for one in without_diacritics(to_latin(name)) if one not in found[Shape.TYPED])
    if plain:
        found[Shape.PLAIN] = plain
    if surname and given:
        turned = f"{surname} {given}"
        other = to_latin(turned) if cyrillic else to_cyrillic(turned)
        found[Shape.TURNED] = (turned, other) if Shape.SCRIPT in found else (turned,)
        cases = bent(given, surname) if balkan else ()
        if cases:
            turn = to_latin if cyrillic else to_cyrillic
            found[Shape.CASES] = (*cases, *map(turn, cases)) if Shape.SCRIPT in found else cases
    return found


def without_diacritics(text: str) -> tuple[str, ...]:
    """The text as a keyboard without our letters writes it: đ as dj and as d."""
    found = []
    for chosen in product(*(_DOWN.get(char, (char,)) for char in text)):
        whole = unicodedata.normalize("NFKD", "".join(chosen))
        found.append("".join(char for char in whole if not unicodedata.combining(char)))
    return tuple(dict.fromkeys(found))[:4]


def _serbian(name: str) -> bool:
    """Whether a name is written with letters that have a counterpart in the other script."""
    return (
        not re.search(r"[qwxyQWXY]", name)
        and all(script_of(char) is not Script.CYRILLIC for char in to_latin(to_cyrillic(name)))
        and to_latin(to_cyrillic(name)) == unicodedata.normalize("NFC", name)
    )


def _companions(facts: Sequence[Fact], *, town: bool) -> Iterator[tuple[Fact, str]]:
    """What may stand beside a public name: public workplaces and schools, and a town."""
    towns: set[str] = set()
    for fact in facts:
        if fact.kind in (Kind.WORKPLACE, Kind.SCHOOL) and fact.public:
            yield fact, fact.parts.get("name", fact.value)
        elif fact.kind is Kind.ADDRESS and (fact.public or town):
            city = fact.parts.get("city", "")
            if city and city not in towns:
                towns.add(city)
                yield fact, city


# --- one fact alone ---


def _alone(facts: Sequence[Fact], *, private: bool) -> Iterator[_Term]:
    for fact in facts:
        if fact.kind in _ALONE and (fact.public or private):
            rank = _ALONE[fact.kind] if not fact.public else 13
            yield _Term(rank=rank, facts=(fact,), shape=Shape.NOTATIONS, either=notations(fact))


def notations(fact: Fact) -> tuple[str, ...]:
    """A fact in the ways in which it is written down: one for most, several for telephones and streets."""
    if fact.kind is Kind.PHONE:
        return _phones(fact)
    if fact.kind is Kind.ADDRESS:
        street = " ".join(part for part in (fact.parts.get("street", ""), fact.parts.get("number", "")) if part)
        other = to_cyrillic(street) if _serbian(re.sub(r"[\W\d]", "", street)) else to_latin(street)
        return tuple(dict.fromkeys((street, other, *without_diacritics(to_latin(street))[:1])))
    if fact.kind is Kind.USERNAME:
        return (fact.parts.get("handle", fact.value),)
    if fact.kind is Kind.EMAIL:
        return (f"{fact.parts['local']}@{fact.parts['domain']}",)
    return (fact.value,)


def _phones(fact: Fact) -> tuple[str, ...]:
    import phonenumbers

    number = phonenumbers.parse(fact.parts["number"], None)
    national = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)
    abroad = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    digits = "".join(filter(str.isdigit, national))
    groups = re.findall(r"\d+", national)
    ways = [fact.parts["number"], digits, national, abroad]
    if len(groups) > 1:
        rest = "".join(groups[1:])
        ways += [f"{groups[0]}{sign}{rest[:3]}{dash}{rest[3:]}" for sign, dash in (("/", "-"), (" ", " "), ("-", "-"))]
        ways.append(f"{groups[0]}/{rest}")
    return tuple(dict.fromkeys(ways))


# --- local portals ---


def _local(facts: Sequence[Fact], person: Person, brokers: Sequence[Broker], *, private: bool) -> Iterator[_Term]:
    """Searches inside one site: adverts, notices and networks of the countries she lives or lived in."""
    lived, seen = {person.country, *person.lived_in}, set[str]()
    known = (broker for broker in brokers if broker.category in _LOCAL and broker.status is not Life.GONE)
    for broker in sorted(known, key=lambda one: (not one.countries, one.order, one.id)):
        if (broker.countries and lived.isdisjoint(broker.countries)) or broker.domain in seen:
            continue
        seen.add(broker.domain)
        for fact in facts:
            if fact.kind is Kind.NAME and fact.public:
                spellings = written(fact, person)
                either = (*spellings[Shape.TYPED], *spellings.get(Shape.SCRIPT, ()))
                yield _Term(rank=25, facts=(fact,), shape=Shape.TYPED, either=either, place=broker)
            elif fact.kind is Kind.PHONE and Kind.PHONE in broker.found_by and (fact.public or private):
                rank = 26 if fact.public else 60
                yield _Term(rank=rank, facts=(fact,), shape=Shape.NOTATIONS, either=notations(fact), place=broker)
