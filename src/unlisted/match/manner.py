"""How facts are looked for, beyond what each of them says itself: whose endings names take, and whether typos count."""

from __future__ import annotations

from dataclasses import dataclass

from unlisted.model import Person
from unlisted.text.endings import spoken_in


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """`languages`: ISO 639-1 codes of those in which people write about her, beside what her names look like."""

    languages: tuple[str, ...] = ()


PLAIN = Manner()


def manner_of(person: Person) -> Manner:
    """The manner for a person: the languages she knows, and those of where she lives or has lived."""
    languages = (*person.languages, *spoken_in((person.country, *person.lived_in)))
    return Manner(languages=tuple(dict.fromkeys(languages)))
