"""One builder a kind, and the two kinds that are plain words: an organisation, a phrase."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import count

from unlisted.match import patterns as p
from unlisted.match import strength as s
from unlisted.match.addresses import address, town_pattern
from unlisted.match.finder import (
    APART_MIN,
    NEARBY,
    Built,
    CompiledFact,
    Finder,
    Weighed,
    in_full,
    stems,
)
from unlisted.match.manner import PLAIN, Manner
from unlisted.match.names import name
from unlisted.match.numbers import birthdate, national_id, phone, plate
from unlisted.match.online import email, username, website
from unlisted.match.typos import slips
from unlisted.model import Fact, Kind
from unlisted.text.endings import languages_of
from unlisted.text.skeleton import seed

__all__ = ["CompiledFact", "Finder", "compile_fact"]


def compile_fact(fact: Fact, manner: Manner = PLAIN) -> CompiledFact:
    """The seeds and finders of one fact; a fact that cannot be looked for in text (a photo) has neither."""
    builder = _BENT.get(fact.kind)
    languages = languages_of(fact.value, manner.languages)
    made = builder(fact, languages) if builder else _BUILDERS[fact.kind](fact)
    slipped = slips(fact) if manner.typos else Built(frozenset(), [])
    in_full = p.either(finder.pattern for finder in made.finders if not finder.companion)
    return CompiledFact(
        fact, made.seeds, tuple(made.finders), tuple(slipped.finders), slipped.seeds, made.company, in_full=in_full
    )


def _organisation(fact: Fact, languages: tuple[str, ...]) -> Built:
    title, city = fact.parts["name"], fact.parts.get("city", "")

    def refine(text: str, start: int, end: int) -> Weighed:
        if city and town_pattern(city, languages).search(text, max(0, start - NEARBY), end + NEARBY):
            return ("name", "city"), s.ORGANISATION_AND_TOWN
        return ("name",), s.ORGANISATION

    pattern = p.START + p.words(title, count(), languages) + p.END
    finders = [Finder(pattern, ("name",), s.ORGANISATION, refine=refine)]
    if len(title) >= APART_MIN:
        spaced = f"{p.START}{p.apart(title)}{p.APART_END}"
        finders.append(Finder(spaced, ("name",), s.ORGANISATION, refine=refine))
    seeds = stems(title, languages)
    return Built(seeds | in_full(title, seeds), finders)


def _phrase(fact: Fact) -> Built:
    text = fact.parts["text"]
    pattern = p.BETWEEN_WORDS.join(p.letters(word) for word in re.findall(r"\w+", text))
    return Built(seed(text), [Finder(p.START + pattern + p.END, ("text",), s.PHRASE)])


def _photo(_fact: Fact) -> Built:  # found by fingerprint, never in text
    return Built(frozenset(), [])


# Kinds that are words, which a sentence bends.
_BENT: dict[Kind, Callable[[Fact, tuple[str, ...]], Built]] = {
    Kind.NAME: name,
    Kind.RELATIVE: name,
    Kind.ADDRESS: address,
    Kind.WORKPLACE: _organisation,
    Kind.SCHOOL: _organisation,
}
_BUILDERS: dict[Kind, Callable[[Fact], Built]] = {
    Kind.USERNAME: username,
    Kind.EMAIL: email,
    Kind.PHONE: phone,
    Kind.BIRTHDATE: birthdate,
    Kind.NATIONAL_ID: national_id,
    Kind.PLATE: plate,
    Kind.WEBSITE: website,
    Kind.PHOTO: _photo,
    Kind.PHRASE: _phrase,
}
