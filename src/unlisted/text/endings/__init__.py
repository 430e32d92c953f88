"""Endings beyond Serbian, Croatian, Bosnian and Montenegrin: what a sentence in another language adds to a name.

One file a family holds its tables and how a name of it looks. A line of a table is ``left > form form …``:

- ``ka > ki ce``: of a word that ends in *ka* the other forms end in *ki* and *ce* (Agnieszka, Agnieszki, Agnieszce);
- ``C > owi em``: to a word that ends in a consonant these are added, ``V``: to one that ends in a vowel; both only
  where no line with letters on its left fits, of which the longest is taken;
- ``[eö] C > nek``: only where the word as typed has one of the letters in brackets;
- ``'in``: an apostrophe or a hyphen may stand before the ending (Yılmaz'ın, Smith-nek).

Forms are folded (no diacritics), so those that folding makes equal are one. To add a language: its table and what gives
its names away in the file of its family or a new one, listed in `_FAMILIES`; people in `tests/bench/languages.py`.
The tables are our own, from what school grammars of each language say of names.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from unlisted.text.endings import albanian, german, greek, hungarian, romanian, slavic, turkish
from unlisted.text.fold import fold_text

_FAMILIES = (slavic, german, albanian, hungarian, romanian, greek, turkish)
_VOWELS = frozenset("aeiouyY")
_SHORTEST = 2  # letters of a word that is bent, and of what is left of it

Paradigm = tuple[str, tuple[str, ...]]  # a folded stem, and the folded endings it takes

# Where she lives or lived, people write about her in these languages too; ISO 3166 to ISO 639.
_SPOKEN = {
    "AL": "sq", "AT": "de", "BG": "bg", "BY": "ru", "CH": "de", "CY": "el tr", "CZ": "cs", "DE": "de", "GR": "el",
    "HU": "hu", "LI": "de", "LU": "de", "MD": "ro", "MK": "mk sq", "PL": "pl", "RO": "ro", "RU": "ru", "SI": "sl",
    "SK": "sk", "TR": "tr", "UA": "uk ru", "XK": "sq",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Row:
    has: str
    left: str
    forms: tuple[str, ...]


def spoken_in(countries: Iterable[str]) -> tuple[str, ...]:
    """The languages with a table that are spoken in `countries` (ISO 3166)."""
    return tuple(dict.fromkeys(one for country in countries for one in _SPOKEN.get(country, "").split()))


def languages_of(name: str, known: Iterable[str] = ()) -> tuple[str, ...]:
    """The languages whose endings `name` may take: those `known` to matter, and those it looks as if it came from."""
    low = name.casefold()
    looks = (code for family in _FAMILIES for code, telling in family.TELLING.items() if re.search(telling, low))
    return tuple(dict.fromkeys(code for code in (*known, *looks) if code in _tables()))


@cache
def paradigms(word: str, languages: tuple[str, ...]) -> tuple[Paradigm, ...]:
    """The stems of `word` in these languages, each with the endings it may take there. Empty for what never bends."""
    folded = fold_text(word)
    if len(folded) < _SHORTEST or not folded.isalpha():
        return ()
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for language in languages:
        fitting = [row for row in _tables()[language] if _fits(row, folded, word)]
        longest = max((len(row.left) for row in fitting if row.left.islower()), default=0)
        for row in fitting:
            if (len(row.left) if row.left.islower() else 0) == longest:
                stem = folded.removesuffix(row.left) if longest else folded
                if len(stem) >= _SHORTEST:
                    found[stem].update(dict.fromkeys(row.forms))
    return tuple(_lengthened(folded, stem, list(forms)) for stem, forms in found.items())


def _lengthened(word: str, stem: str, forms: list[str]) -> Paradigm:
    """The same with as much of `word` in the stem as all forms begin with, for the quick scan looks for stems."""
    while len(stem) < len(word) and all(form[1:] and form[0] == word[len(stem)] for form in forms):
        stem, forms = stem + forms[0][0], [form[1:] for form in forms]
    return stem, tuple(forms)


def _fits(row: _Row, folded: str, word: str) -> bool:
    if row.has and not set(row.has).intersection(word.casefold()):
        return False
    if row.left == "V":
        return folded[-1] in _VOWELS
    return folded[-1] not in _VOWELS if row.left == "C" else folded.endswith(row.left)


@cache
def _tables() -> dict[str, tuple[_Row, ...]]:
    return {code: _rows(table) for family in _FAMILIES for code, table in family.TABLES.items()}


def _rows(table: str) -> tuple[_Row, ...]:
    rows = []
    for line in table.strip().splitlines():
        left, forms = line.split(">")
        has, left = re.fullmatch(r"(?:\[(.*)\])?\s*(\w+)\s*", left.strip() + " ").groups("")  # type: ignore[union-attr]
        rows.append(_Row(has, left, tuple(forms.split())))
    return tuple(rows)
