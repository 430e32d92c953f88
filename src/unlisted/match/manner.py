"""How facts are looked for, beyond what each of them says itself: whose endings names take, and whether typos count."""

from __future__ import annotations

from dataclasses import dataclass

from unlisted.model import Person
from unlisted.text.endings import spoken_in


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """`languages`: ISO 639-1 codes of those in which people write about her, beside what her names look like.
    `typos`: whether facts with one slip of the keyboard are looked for too (see `unlisted.match.typos`).
    """

    languages: tuple[str, ...] = ()
    typos: bool = False


PLAIN = Manner()


def manner_of(person: Person, *, typos: bool = False) -> Manner:
    """The manner for a person: the languages she knows, and those of where she lives or has lived."""
    languages = (*person.languages, *spoken_in((person.country, *person.lived_in)))
    return Manner(languages=tuple(dict.fromkeys(languages)), typos=typos)
