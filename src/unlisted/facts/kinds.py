"""One normal form a kind: what she typed becomes named parts, or a refusal that says why."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from unlisted.facts.dates import birthdate
from unlisted.facts.documents import national_id, plate
from unlisted.facts.names import name
from unlisted.facts.online import email, username, website
from unlisted.facts.phones import phone
from unlisted.facts.places import address
from unlisted.facts.words import organisation, photo, phrase
from unlisted.model import Kind, Person

_Parser = Callable[[str, Person, date | None], dict[str, str]]


def _plain(parser: Callable[[str], dict[str, str]]) -> _Parser:
    """A parser that needs the value only."""
    return lambda value, _person, _today: parser(value)


_PARSERS: Mapping[Kind, _Parser] = {
    Kind.NAME: _plain(name),
    Kind.USERNAME: _plain(username),
    Kind.EMAIL: _plain(email),
    Kind.PHONE: lambda value, person, _: phone(value, person),
    Kind.ADDRESS: lambda value, person, _: address(value, person.country),
    Kind.BIRTHDATE: lambda value, person, today: birthdate(value, person.country, today),
    Kind.NATIONAL_ID: national_id,
    Kind.RELATIVE: _plain(name),
    Kind.WORKPLACE: _plain(organisation),
    Kind.SCHOOL: _plain(organisation),
    Kind.PLATE: _plain(plate),
    Kind.WEBSITE: _plain(website),
    Kind.PHOTO: _plain(photo),
    Kind.PHRASE: _plain(phrase),
}


def normal_form(kind: Kind, value: str, person: Person, today: date | None) -> dict[str, str]:
    """The parts of a clean `value`, in the order the package's docstring gives. Raises a `Refusal`."""
    return _PARSERS[kind](value, person, today)
