"""Sentences with `{name}`, `{address}` … in the place of facts: filled in, in every script, with the places known."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from unlisted.audit import intent_classifier
from unlisted.knowledge import load
from unlisted.match.found import Hit
from unlisted.match.intent import Classifier
from unlisted.model import Kind
from unlisted.text.scripts import to_cyrillic

VALUES = {
    Kind.NAME: "Milena Primerović",
    Kind.ADDRESS: "Izmišljenoj 17",
    Kind.PHONE: "064 000 0123",
    Kind.EMAIL: "milena@example.org",
    Kind.USERNAME: "milena_primer21",
    Kind.RELATIVE: "Dragan Primerović",
    Kind.WORKPLACE: "Knjižari Sanjalica",
    Kind.SCHOOL: "Gimnaziji Nigde",
    Kind.NATIONAL_ID: "0101990000000",
    Kind.PLATE: "NS 000-ZZ",
    Kind.WEBSITE: "primer.example.org",
    Kind.BIRTHDATE: "1. 1. 1990.",
}
_PLACE = re.compile(r"\{([a-z-]+)\}")
_ENGLISH = re.compile(
    r"(?i)\b(the|who|her|she|you|any(one|body)|some(one|body)|need|find|send|rate|here|watch|we|looking|trading|anything"
    r"|thanks|was|does|do|call|message|whats|what)\b"
)
_BARE = str.maketrans("čćšžđČĆŠŽĐ", "ccszdCCSZD")


@cache
def classifier() -> Classifier:
    return intent_classifier(load())


def filled(sentence: str) -> tuple[str, list[Hit]]:
    """The sentence with invented facts in it, and where they stand."""
    text, hits, at = "", [], 0
    for place in _PLACE.finditer(sentence):
        kind = Kind(place[1])
        text += sentence[at : place.start()]
        hits.append(Hit(len(text), len(text) + len(VALUES[kind]), kind, full=True))
        text += VALUES[kind]
        at = place.end()
    return text + sentence[at:], hits


def spellings(sentence: str) -> Iterator[tuple[str, str]]:
    """The sentence as written and as people type it; English stays Latin."""
    yield "latin", sentence
    yield "bare", sentence.translate(_BARE)
    yield "decomposed", unicodedata.normalize("NFD", sentence)
    yield "loud", re.sub(r"\{[A-Z-]+\}", lambda place: place[0].lower(), sentence.upper())
    if not _ENGLISH.search(sentence):
        yield "cyrillic", to_cyrillic(sentence)
