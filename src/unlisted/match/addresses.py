"""How a street address is seen: every form of the street, house numbers in all notations, the town beside it."""

from __future__ import annotations

import re
from functools import cache
from itertools import count

from unlisted.match import patterns as p
from unlisted.match import strength as s
from unlisted.match.finder import (
    APART_MIN,
    NEARBY,
    SEED_MIN,
    Built,
    Finder,
    Refine,
    Weighed,
    in_full,
    joined,
    shortest,
    stems,
)
from unlisted.match.priors import TOWNS
from unlisted.model import Fact
from unlisted.text.fold import fold_text
from unlisted.text.skeleton import seed

_LABELS = ("", "br", "broj", "kucnibroj", "ulica", "ulici", "no")
# "ulica br. 17", "kućni broj 17", "#17", "broj17"
_LABEL = (
    rf"{p.NO_WORD}{{0,4}}(?:[uY]lic[aieu][\s,]{{1,3}})?"
    r"(?:(?:k[uY][cC]?c?Hi\s|k[uY]cni\s|k\.?\s?)?(?:b[rP](?:[oO]j)?|[nH]o|[nH][rP])[\s.:]{0,3}|#\s?)?"
)


def address(fact: Fact, languages: tuple[str, ...] = ()) -> Built:
    """A street with its number and town. The street alone counts only beside other facts."""
    street, number, city = (fact.parts.get(key, "") for key in ("street", "number", "city"))
    road = p.compiled(p.START + p.words(street, count(), languages) + p.END)
    finders = [Finder(road, ("street",), s.STREET, companion=True, seeds=stems(street, languages, seed))]
    if city:
        finders.append(Finder(road, ("street",), 0.0, refine=_street_and_town(city, languages)))
    if number:
        finders += _with_number(street, number, city, languages)
    seeds = stems(street, languages)
    if shortest(seeds) < SEED_MIN and number:
        seeds = joined(street, number, _LABELS, languages) | joined(number, street, languages=languages)
    return seeds | in_full(f"{street} {number}", seeds), finders


def _with_number(street: str, number: str, city: str, languages: tuple[str, ...]) -> list[Finder]:
    # Letters do not stand for digits in a short number: "ze" is not 23.
    house = "[ .]?".join(c if c.isdigit() else p.letters(c) for c in fold_text(number))
    groups = count()
    first, second = (p.words(street, groups, languages) for _ in range(2))
    either = f"{first}{_LABEL}{house}|{house}[\\s,]{{1,3}}{second}"
    parts = ("street", "number")
    found = [
        Finder(
            p.compiled(f"{p.ALONE_START}(?:{either}){p.ALONE_END}"),
            parts,
            s.ADDRESS,
            refine=_town_beside(city, languages),
        ),
    ]
    if len(street) >= APART_MIN:
        for gap, end, most in (
            (p.APART, p.APART + p.apart(number), 1.0),
            (p.LOOSE, p.LOOSE + house, s.IN_PIECES),  # "1/7" is no 17
        ):
            spaced = p.compiled(f"{p.ALONE_START}{p.apart(street, gap=gap)}{end}{p.ALONE_END}")
            found.append(Finder(spaced, parts, 0.0, refine=_town_beside(city, languages, most)))
    return found


def _street_and_town(city: str, languages: tuple[str, ...]) -> Refine:
    nearby = town_pattern(city, languages)

    def refine(text: str, start: int, end: int) -> Weighed:
        seen = nearby.search(text, max(0, start - NEARBY), end + NEARBY)
        return (("street", "city"), s.STREET_AND_TOWN) if seen else (("street",), 0.0)

    return refine


def _town_beside(city: str, languages: tuple[str, ...], most: float = 1.0) -> Refine:
    own = town_pattern(city, languages) if city else None

    def refine(text: str, start: int, end: int) -> Weighed:
        if own and own.search(text, max(0, start - NEARBY), end + NEARBY):
            return ("street", "number", "city"), min(most, s.ADDRESS_FULL)
        if own and _other_town(fold_text(city)).match(text, end):
            return ("street", "number"), s.ADDRESS_OTHER_TOWN
        return ("street", "number"), min(most, s.ADDRESS)

    return refine


@cache
def town_pattern(town: str, languages: tuple[str, ...] = ()) -> re.Pattern[str]:
    """A town in any of its forms."""
    return p.compiled(p.START + p.words(town, count(), languages) + p.END)


@cache
def _other_town(own: str) -> re.Pattern[str]:
    """Another town right behind a house number. Only there: Split and Rijeka are ordinary words too."""
    groups = count()
    towns = "|".join(p.words(town, groups) for town in TOWNS if fold_text(town) != own)
    flat, code = r"(?:/\w{1,4})?(?:[\s,]{1,3}stan\s\w{1,4})?", r"(?:\d{4,5}[\s,]{1,2})?"
    return p.compiled(rf"{flat}[ ,]{{1,3}}(?:[uY]\s)?{code}(?:{towns}){p.END}")
