"""Workplaces, schools, phrases, and the labels of photos."""

from __future__ import annotations

import re

from unlisted.facts.cleaning import in_order, letters, refuse_general, refuse_wildcards, word_set
from unlisted.facts.errors import TooGeneral
from unlisted.facts.refusals import PhotoLabel, PhraseShort

# Words that name no particular workplace or school.
_GENERAL = word_set(
    "škola skola osnovna srednja gimnazija fakultet univerzitet vrtić vrtic firma posao kancelarija bolnica dom rad "
    "zdravlja prodavnica kafić kafana banka opština opstina grad sud policija pošta posta apoteka ministarstvo "
    "школа основна средња гимназија факултет универзитет вртић фирма посао канцеларија болница дом рад здравља "
    "продавница кафић кафана банка општина град суд полиција пошта апотека министарство "
    "school primary secondary high university college faculty office work job company firm hospital shop bank "
    "the a of my moja moj schule universität firma büro arbeit krankenhaus"
)
_QUOTES = frozenset("\"'„“”‚‘’«»")
_TOWN = re.compile(r"(?:\d{4,6}\s)?([^\W\d_][\w'’-]*(?:\s[^\W\d_][\w'’-]*){0,3})(?:\s\d{1,2})?")
_LEGAL_FORM = re.compile(r"(?i)(?:d\.?o\.?o|a\.?d|д\.?о\.?о|а\.?д|inc|ltd|llc|gmbh|ag|co|pr|пр)\.?")


def organisation(value: str) -> dict[str, str]:
    """`name`, and `city` where one stands after the last comma. Raises `TooGeneral`, `Wildcard`."""
    refuse_wildcards(value)
    before, comma, after = value.rpartition(",")
    town = _TOWN.fullmatch(after.strip()) if comma else None
    if town is None or not town[1][0].isupper() or _LEGAL_FORM.fullmatch(after.strip()):
        before, town = value, None
    name = _unquoted(before.strip(" ,;"))
    refuse_general(name)
    if all(word in _GENERAL for word in re.findall(r"\w+", name.casefold())):
        raise TooGeneral
    return in_order(("name", name), ("city", town[1] if town else ""))


def _unquoted(text: str) -> str:
    """`text` without quotation marks around all of it."""
    return text[1:-1].strip() if text[:1] in _QUOTES and text[-1:] in _QUOTES and len(text) > 1 else text


def phrase(value: str) -> dict[str, str]:
    """`text`: two words or more of five letters or digits together, or one of six. Raises `PhraseShort`, `Wildcard`."""
    refuse_wildcards(value, but="?")
    text = _unquoted(value)
    if re.search(r"\?(?=\w)", text):  # after a word it ends a sentence; inside one it would stand for a letter
        refuse_wildcards("?")
    words = re.findall(r"\w+", text)
    told = sum(map(len, words))
    if told < (5 if len(words) > 1 else 6) or (letters(text) == 0 and told < 6):
        raise PhraseShort
    refuse_general(text)
    return {"text": text}


def photo(value: str) -> dict[str, str]:
    """`label`: what she calls the photo; of a path only the file name. The photo itself is not read here.

    Raises `PhotoLabel`.
    """
    label = re.split(r"[/\\]", value)[-1].strip()
    if not any(c.isalnum() for c in label):
        raise PhotoLabel
    return {"label": label}
