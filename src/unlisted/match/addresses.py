"""How a street address is seen: every form of the street, house numbers in all notations, the town beside it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from itertools import count

from unlisted.match import patterns as p
from unlisted.match import strength as s
from unlisted.match.finder import (
    APART_MIN,
    BETWEEN,
    NEARBY,
    SEED_MIN,
    Built,
    Company,
    Finder,
    Refine,
    Weighed,
    beside,
    in_full,
    joined,
    shortest,
    stems,
)
from unlisted.match.priors import TOWNS
from unlisted.model import Fact
from unlisted.text.fold import fold_text, quick_fold
from unlisted.text.guises import DECODED
from unlisted.text.letters import accepted, readings
from unlisted.text.skeleton import bare_skeleton, seed

_LABELS = ("", "br", "broj", "kucnibroj", "ulica", "ulici", "no")
# "ulica br. 17", "kućni broj 17", "#17", "broj17"
_LABEL = (
    rf"{p.NO_WORD}{{0,4}}(?:[uY]lic[aieu][\s,]{{1,3}})?"
    r"(?:(?:k[uY][cC]?c?Hi\s|k[uY]cni\s|k\.?\s?)?(?:b[rP](?:[oO]j)?|[nH]o|[nH][rP])[\s.:]{0,3}|#\s?)?"
)
_PLAIN_DIGITS = frozenset("0123456789")
_MAYBE_DIGIT = re.compile("[0-9\u00b2\u00b3\u00b9\u0660-\U0010ffff]")


def address(fact: Fact, languages: tuple[str, ...] = ()) -> Built:
    """A street with its number and town. The street alone counts only beside other facts."""
    street, number, city = (fact.parts.get(key, "") for key in ("street", "number", "city"))
    road = p.START + p.words(street, count(), languages) + p.END
    finders = [Finder(road, ("street",), s.STREET, companion=True, seeds=stems(street, languages, seed))]
    if city:
        finders.append(Finder(road, ("street",), 0.0, refine=_street_and_town(city, languages)))
    if number:
        finders += _with_number(street, number, city, languages)
    seeds = stems(street, languages)
    if shortest(seeds) < SEED_MIN and number:
        numbered = joined(street, number, _LABELS, languages) | joined(number, street, languages=languages)
        numbered |= in_full(f"{street} {number}", numbered)
        seeds = frozenset[bytes]()
    else:
        numbered = in_full(f"{street} {number}", seeds)
    return Built(seeds | numbered, finders, _company(fact, seeds - numbered, numbered, languages))


def _company(
    fact: Fact, seeds: frozenset[bytes], numbered: frozenset[bytes], languages: tuple[str, ...]
) -> dict[bytes, Company]:
    """What stands beside `seeds` of the street, its town or the digits of its number, and about those that are
    `numbered`, the digits: none of it can be left out.
    """
    number, city = fact.parts.get("number", ""), fact.parts.get("city", "")
    digits = "".join(re.findall(r"^\d+", fold_text(number)))
    if (number and not digits) or not (number or city):
        return {}
    number_is_in = _has(digits, "", languages) if digits else None
    told = dict.fromkeys(numbered, Company(frozenset(), 0, number_is_in)) if digits else {}
    reach = NEARBY + len(bare_skeleton(fact.value)) + BETWEEN
    near = beside(seeds, city, languages, reach, number_is_in) if city else {}
    if len(bare_skeleton(city)) < SEED_MIN:  # "Niš" is in other words, too
        all_in = _has(digits, city, languages)
        near = {one: replace(company, if_near=all_in) for one, company in near.items()}
        near = dict.fromkeys(seeds, Company(frozenset(), 0, all_in)) | near
    return told | near


def _has(number: str, town: str, languages: tuple[str, ...]) -> Callable[[str], bool]:
    """Whether a text may hold the digits of a house number, or a town, from either end; letters in the place of digits
    are no number.
    """
    pattern = "|".join(p.BETWEEN_DIGITS.join(order) for order in {number, number[::-1]})

    def has(text: str) -> bool:
        digits = set(_MAYBE_DIGIT.findall(text))
        if number and not digits.isdisjoint(_digits()):
            plain = text if digits <= _PLAIN_DIGITS else quick_fold(text)
            if p.compiled(pattern).search(plain) or DECODED.may_be(text):
                return True
        if not town:
            return False
        plain, found = quick_fold(text), town_pattern(town, languages)
        return bool(found.search(plain) or found.search(plain[::-1]))

    return has


@cache
def _digits() -> frozenset[str]:
    """What folds to a digit or to several of them."""
    return _PLAIN_DIGITS.union(chr(point) for point, read in readings().items() if read.isdigit())


def _with_number(street: str, number: str, city: str, languages: tuple[str, ...]) -> list[Finder]:
    # Letters do not stand for digits in a short number: "ze" is not 23.
    house = "[ .]?".join(c if c.isdigit() else p.letters(c) for c in fold_text(number))
    groups = count()
    first, second = (p.words(street, groups, languages) for _ in range(2))
    either = f"{first}{_LABEL}{house}|{house}[\\s,]{{1,3}}{second}"
    parts = ("street", "number")
    found = [
        Finder(
            f"{p.ALONE_START}(?:{either}){p.ALONE_END}",
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
            spaced = f"{p.ALONE_START}{p.apart(street, gap=gap)}{end}{p.ALONE_END}"
            found.append(Finder(spaced, parts, 0.0, refine=_town_beside(city, languages, most)))
    return found


def _street_and_town(city: str, languages: tuple[str, ...]) -> Refine:
    def refine(text: str, start: int, end: int) -> Weighed:
        seen = town_pattern(city, languages).search(text, max(0, start - NEARBY), end + NEARBY)
        return (("street", "city"), s.STREET_AND_TOWN) if seen else (("street",), 0.0)

    return refine


def _town_beside(city: str, languages: tuple[str, ...], most: float = 1.0) -> Refine:
    def refine(text: str, start: int, end: int) -> Weighed:
        if city and town_pattern(city, languages).search(text, max(0, start - NEARBY), end + NEARBY):
            return ("street", "number", "city"), min(most, s.ADDRESS_FULL)
        if city and _in_another_town(text, end, fold_text(city)):
            return ("street", "number"), s.ADDRESS_OTHER_TOWN
        return ("street", "number"), min(most, s.ADDRESS)

    return refine


@cache
def town_pattern(town: str, languages: tuple[str, ...] = ()) -> re.Pattern[str]:
    """A town in any of its forms."""
    return p.compiled(p.START + p.words(town, count(), languages) + p.END)


# From a house number to the town behind it: a flat, "in", a postal code.
_TO_TOWN = re.compile(r"(?:/\w{1,4})?(?:[\s,]{1,3}stan\s\w{1,4})?[ ,]{1,3}(?:[uY]\s)?(?:\d{4,5}[\s,]{1,2})?")


def _in_another_town(text: str, end: int, own: str) -> bool:
    """Whether another town stands right behind a house number. Only there: Split and Rijeka are ordinary words too."""
    before = _TO_TOWN.match(text, end)
    if not before or before.end() == len(text):
        return False
    begin = before.end()
    one, other = text[begin : begin + 1], text[begin + 1 : begin + 2]
    likely = (town for town, (first, second) in _begun().items() if one in first and other in (one, *second))
    return any(town_pattern(town).match(text, begin) for town in likely if fold_text(town) != own)


@cache
def _begun() -> dict[str, tuple[str, str]]:
    """With what folded characters each town may begin; the first may also be drawn out."""
    return {town: (accepted(fold_text(town)[0]), accepted(fold_text(town)[1])) for town in TOWNS}
