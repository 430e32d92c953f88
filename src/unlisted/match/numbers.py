"""How numbers are seen: telephones in every notation, identity numbers, plates, birth dates; in digits and in words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from unlisted.match import patterns as p
from unlisted.match import strength as s
from unlisted.match.finder import Built, Company, Finder, Weighed
from unlisted.match.online import identifier
from unlisted.model import Fact
from unlisted.text.counting import NUMBER_WORD, dictated
from unlisted.text.fold import fold_text
from unlisted.text.skeleton import bare_skeleton, seed

_TRUNK = {"36": "06", "7": "8", "375": "80"}  # what is dialled within a country, by its code; elsewhere 0
_SAID_MIN = 6  # classes of a seed with words in it
_FOREIGN = re.compile(r"(?:\+|\b00)[\W_]{0,2}\d{1,3}[\W_]{0,4}$")


def phone(fact: Fact) -> Built:
    """A telephone number: with its country code or 0 it is hers; without, it may be another country's."""
    national, code = fact.parts["national"], fact.parts["country_code"]
    gap, body = p.BETWEEN_DIGITS, p.digits(national)
    trunk = p.digits(_TRUNK.get(code, "0"))
    prefix = rf"(?:(?:\+|[0o]{{2}})?{gap}{p.digits(code)}{gap}(?:\([0o]\){gap})?|{trunk}{gap})"

    def bare(text: str, start: int, _end: int) -> Weighed:
        foreign = _FOREIGN.search(text[max(0, start - 10) : start])
        return ("number",), 0.0 if foreign else s.BARE_PHONE

    finders = [
        Finder(p.DIGITS_START + prefix + body + p.DIGITS_END, ("number",), s.UNIQUE, numeric=True),
        Finder(p.DIGITS_START + body + p.DIGITS_END, ("number",), 0.0, numeric=True, refine=bare),
    ]
    return _numeric(national, finders)


def national_id(fact: Fact) -> Built:
    """An identity number, between digits that are not its own."""
    number = fact.parts["number"]
    if not number.isdigit():
        return identifier(number, ("number",), s.UNIQUE)
    in_digits = p.DIGITS_START + p.digits(number) + p.DIGITS_END
    finder = Finder(in_digits, ("number",), s.UNIQUE, numeric=True)
    return _numeric(number, [finder])


def _numeric(number: str, finders: list[Finder]) -> Built:
    """With seeds for the number in digits, and for one that is spelled out, or in part, in a text with such words."""
    written = seed(number)
    spoken = frozenset(one for way in dictated(number) if len(one := bare_skeleton(way)) >= _SAID_MIN) - written
    return Built(written | spoken, finders, dict.fromkeys(spoken, Company(frozenset(), 0, NUMBER_WORD.search)))


def plate(fact: Fact) -> Built:
    """A number plate, in either script and with any separators."""
    folded = fold_text(fact.parts["plate"])
    body = p.BETWEEN_DIGITS.join(p.digits(c) if c.isdigit() else p.letters(c) for c in folded)
    return Built(seed(folded), [Finder(p.ALONE_START + body + p.ALONE_END, ("plate",), s.PLATE)])


# Every form of a month that stands in a date: Serbian, Croatian, English, short and Roman.
_MONTHS = (
    "januar januara jan january siječanj siječnja sečnja i", "februar februara feb february veljača veljače ii",
    "mart marta mar march ožujak ožujka iii", "april aprila apr travanj travnja iv", "maj maja may svibanj svibnja v",
    "jun juna juni june lipanj lipnja vi", "jul jula juli july srpanj srpnja vii",
    "avgust avgusta avg august augusta aug kolovoz kolovoza viii",
    "septembar septembra sept sep september rujan rujna ix",
    "oktobar oktobra okt october oct listopad listopada x",
    "novembar novembra nov november studeni studenoga studenog xi",
    "decembar decembra dec december prosinac prosinca xii",
)  # fmt: skip


def birthdate(fact: Fact) -> Built:
    """A date in digits in any order, or with its month in words."""
    day, month, year = (int(fact.parts[key]) for key in ("day", "month", "year"))
    gap = r"[\s.\-/]{1,3}"
    day_re, month_re, year_re = f"0?{day}", f"0?{month}", f"(?:{year}|{year % 100:02d})"
    spoken = "|".join(p.letters(form) for form in sorted(_MONTHS[month - 1].split(), key=len, reverse=True))
    shapes = (
        f"{day_re}{gap}{month_re}{gap}{year_re}",
        f"{month_re}{gap}{day_re}{gap}{year_re}",
        f"{year}{gap}{month_re}{gap}{day_re}",
        rf"{day_re}(?:st|nd|rd|th)?[\s.]{{1,3}}(?:{spoken})[\s.,]{{1,3}}{year}",
        rf"(?:{spoken})[\s.]{{1,3}}{day_re}(?:st|nd|rd|th)?[\s,.]{{1,3}}{year}",
    )
    pattern = rf"(?<!\d)(?:{'|'.join(shapes)})(?!\d)"
    seeds = frozenset().union(*map(seed, _date_seeds(day, month, year)))
    return Built(seeds, [Finder(pattern, ("day", "month", "year"), s.BIRTHDATE)])


def _date_seeds(day: int, month: int, year: int) -> Iterator[str]:
    short = f"{year % 100:02d}"
    for d in {str(day), f"{day:02d}"}:
        for m in {str(month), f"{month:02d}"}:
            yield from (d + m + str(year), m + d + str(year), str(year) + m + d, d + m + short, m + d + short)
        for form in _MONTHS[month - 1].split():
            for ordinal in ("", "st", "nd", "rd", "th"):
                yield from (f"{d}{ordinal}{form}{year}", f"{form}{d}{ordinal}{year}")
