"""The facts file: reading it whole or not at all, and writing it so that reading gives the same facts back."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, NoReturn, TypeVar

from unlisted.facts.countries import COUNTRIES
from unlisted.facts.errors import (
    CountryCode,
    FactFileError,
    FileTooLarge,
    LanguageCode,
    MissingCountry,
    MissingField,
    NotToml,
    Refusal,
    RegionCode,
    UnknownField,
    UnknownWord,
    WrongType,
)
from unlisted.facts.lines import Lines, lines_of
from unlisted.facts.making import make
from unlisted.facts.rules import Relation, problems
from unlisted.model import Fact, Kind, Person, Platform, Told

_Word = TypeVar("_Word", bound=StrEnum)

_LARGEST_KB = 256
_PERSON = ("country", "region", "lived_in", "languages", "platforms")
_FACT = ("id", "kind", "value", "public", "relation", "told", "minor", "of", "added", "important")
_EXAMPLES = {
    "public": "public = true",
    "minor": "minor = true",
    "important": "important = true",
    "added": "added = 2026-05-03",
    "lived_in": 'lived_in = ["AT"]',
    "languages": 'languages = ["sr", "en"]',
    "platforms": 'platforms = ["facebook", "viber"]',
    "person": "[person]",
    "fact": "[[fact]]",
}


def read_facts(
    text: str,
    taken: Collection[str] = (),
    *,
    known: Collection[Fact] = (),
    person: Person | None = None,
    added: date | None = None,
) -> tuple[Person, tuple[Fact, ...]]:
    """The person and her facts from the `text` of a facts file; all of it or nothing.

    `known` are the facts that are kept already: those in the file must hold together with them (see `check_set`).
    `taken` are further ids in use; `of` may name one. `person` stands in where the file has no [person] table.
    `added` is today (see `make`); a date in the file wins.

    Raises `FactFileError`, which names the line and carries the refusal.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    data = _parsed(text)
    lines = lines_of(text)
    whole = _Table(data, lines, -1)
    whole.refuse_others(("person", "fact"))
    whom = _person(whole, person)
    facts = _facts(whole, whom, {*taken, *(fact.id for fact in known)}, added)
    for index, refusal in problems((*known, *facts), elsewhere=taken):
        if index >= len(known):
            raise FactFileError(lines.of(index - len(known), refusal.field), refusal)
    return whom, facts


def _parsed(text: str) -> dict[str, Any]:
    import tomllib

    if len(text) > _LARGEST_KB * 1024:
        raise FactFileError(1, FileTooLarge(limit=_LARGEST_KB))
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"at line (\d+)", str(error))  # the number only: the rest may quote the file
        line = int(place[1]) if place else text.rstrip("\n").count("\n") + 1
    except (ValueError, RecursionError):  # a number of thousands of digits, brackets without end
        line = 1
    raise FactFileError(line, NotToml())


@dataclass(frozen=True, slots=True)
class _Table:
    """One table of the file, read field by field; every fault becomes a `FactFileError` with the field's line."""

    data: Mapping[str, Any]
    lines: Lines
    index: int

    def refuse(self, name: str, refusal: Refusal) -> NoReturn:
        raise FactFileError(self.lines.of(self.index, name), refusal) from None

    def refuse_others(self, allowed: Collection[str]) -> None:
        for name in self.data:
            if name not in allowed:
                self.refuse(name, UnknownField(name, allowed))

    def _wrong(self, name: str) -> NoReturn:
        self.refuse(name, WrongType(name=name, example=_EXAMPLES.get(name, f'{name} = "…"')))

    def text(self, name: str) -> str | None:
        value = self.data.get(name)
        if value is not None and not isinstance(value, str):
            self._wrong(name)
        return value

    def texts(self, name: str) -> list[str]:
        value = self.data.get(name, [])
        if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
            self._wrong(name)
        return value

    def flag(self, name: str) -> bool:
        value = self.data.get(name, False)
        if not isinstance(value, bool):
            self._wrong(name)
        return value

    def day(self, name: str) -> date | None:
        value = self.data.get(name)
        if value is not None and (not isinstance(value, date) or isinstance(value, datetime)):
            self._wrong(name)
        return value

    def word(self, name: str, words: type[_Word]) -> _Word | None:
        value = self.text(name)
        if value is not None and value not in set(words):
            self.refuse(name, UnknownWord(name, value, [word.value for word in words]))
        return None if value is None else words(value)

    def table(self, name: str) -> _Table | None:
        value = self.data.get(name)
        if value is not None and not isinstance(value, dict):
            self._wrong(name)
        return None if value is None else _Table(value, self.lines, -1)

    def tables(self, name: str) -> list[_Table]:
        values = self.data.get(name, [])
        if not isinstance(values, list) or not all(isinstance(v, dict) for v in values):
            self._wrong(name)
        return [_Table(value, self.lines, index) for index, value in enumerate(values)]


def _person(whole: _Table, fallback: Person | None) -> Person:
    table = whole.table("person")
    if table is None:
        if fallback is None:
            raise FactFileError(1, MissingCountry())
        return fallback
    table.refuse_others(_PERSON)
    country = table.text("country")
    if country is None:
        raise FactFileError(table.lines.person, MissingCountry())
    return Person(
        country=_country(table, "country", country),
        lived_in=tuple(_country(table, "lived_in", code) for code in table.texts("lived_in")),
        languages=tuple(_language(table, code) for code in table.texts("languages")),
        region=_region(table, country.upper(), table.text("region")),
        platforms=tuple(_platform(table, name) for name in table.texts("platforms")),
    )


def _country(table: _Table, name: str, code: str) -> str:
    if code.upper() not in COUNTRIES:
        table.refuse(name, CountryCode())
    return code.upper()


def _region(table: _Table, country: str, code: str | None) -> str | None:
    if code is not None and not re.fullmatch(rf"{country}-[A-Z0-9]{{1,3}}", code):
        table.refuse("region", RegionCode())
    return code


def _platform(table: _Table, name: str) -> Platform:
    if name not in set(Platform):
        table.refuse("platforms", UnknownWord("platforms", name, [platform.value for platform in Platform]))
    return Platform(name)


def _language(table: _Table, code: str) -> str:
    if not re.fullmatch(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?", code):
        table.refuse("languages", LanguageCode())
    return code


def _facts(whole: _Table, person: Person, taken: Collection[str], added: date | None) -> tuple[Fact, ...]:
    tables = whole.tables("fact")
    used = set(taken)
    wanted = {t.data["id"] for t in tables if isinstance(t.data.get("id"), str)}  # made ids keep out of their way
    facts: list[Fact] = []
    for table in tables:
        fact = _fact(table, person, used, wanted, added)
        used.add(fact.id)
        facts.append(fact)
    return tuple(facts)


def _fact(table: _Table, person: Person, used: set[str], wanted: set[str], added: date | None) -> Fact:
    table.refuse_others(_FACT)
    kind, own = table.word("kind", Kind), table.text("id")
    if kind is None:
        table.refuse("kind", MissingField(name="kind"))
    value = table.data.get("value")
    if kind is Kind.BIRTHDATE and isinstance(value, date) and not isinstance(value, datetime):
        value = value.isoformat()  # TOML has dates of its own
    if value is None:
        table.refuse("value", MissingField(name="value"))
    if not isinstance(value, str):
        table.refuse("value", WrongType(name="value", example='value = "…"'))
    try:
        return make(
            person,
            kind,
            value,
            id=own,
            public=table.flag("public"),
            relation=table.word("relation", Relation),
            told=table.word("told", Told),
            minor=table.flag("minor"),
            of=table.text("of"),
            taken=used if own is not None else used | wanted,
            added=table.day("added") or added,
            important=table.flag("important"),
        )
    except Refusal as refusal:
        table.refuse(refusal.field, refusal)


def write_facts(person: Person, facts: Iterable[Fact]) -> str:
    """The facts file of `person`, in the order of `facts`. It is readable by anyone: the door says so."""
    blocks = [
        [
            "[person]",
            f"country = {_quoted(person.country)}",
            *([f"region = {_quoted(person.region)}"] if person.region else []),
            *([f"lived_in = {_list(person.lived_in)}"] if person.lived_in else []),
            *([f"languages = {_list(person.languages)}"] if person.languages else []),
            *([f"platforms = {_list(person.platforms)}"] if person.platforms else []),
        ]
    ]
    blocks += [_block(fact) for fact in facts]
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _block(fact: Fact) -> list[str]:
    texts = (
        ("id", fact.id),
        ("kind", fact.kind.value),
        ("value", fact.value),
        ("relation", fact.relation),
        ("told", fact.told.value if fact.told else None),
        ("of", fact.of),
    )
    block = ["[[fact]]", *(f"{name} = {_quoted(text)}" for name, text in texts if text is not None)]
    block += [
        f"{name} = true"
        for name, set_ in (("public", fact.public), ("minor", fact.minor), ("important", fact.important))
        if set_
    ]
    return [*block, f"added = {fact.added.isoformat()}"] if fact.added else block


def _list(texts: Iterable[str]) -> str:
    return f"[{', '.join(map(_quoted, texts))}]"


def _quoted(text: str) -> str:
    """A TOML basic string: quotation marks, backslashes and control characters escaped, all else as it is."""
    escaped = "".join(
        f"\\{char}" if char in '"\\' else f"\\u{ord(char):04x}" if ord(char) < 0x20 or ord(char) == 0x7F else char
        for char in text
    )
    return f'"{escaped}"'
