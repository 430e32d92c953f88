"""Birth dates in the forms people write, in Serbian (both scripts), Croatian, English and German."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from unlisted.facts.refusals import DateImpossible, DateOutOfRange, DateShape, DateYear

EARLIEST = date(1900, 1, 1)

# Where 03/04/1990 is the fourth of March (CLDR, short date patterns that begin with the month).
_MONTH_FIRST = frozenset({"US", "PH", "FM", "MH", "PW", "GU", "PR", "VI", "AS", "MP", "UM"})

_MONTH_WORDS = """
januar januara jan january januari jänner jänuar siječanj siječnja sječanj јануар јануара јан
februar februara feb february februari veljača veljače фебруар фебруара феб
mart marta mar march märz ožujak ožujka март марта мар
april aprila apr travanj travnja април априла апр
maj maja may mai svibanj svibnja мај маја
jun juna june juni lipanj lipnja јун јуна јуни
jul jula july juli srpanj srpnja јул јула јули
avgust avgusta avg august augusta aug kolovoz kolovoza август августа авг
septembar septembra septembru sep sept september rujan rujna септембар септембра сеп септ
oktobar oktobra okt october oktober oct listopad listopada октобар октобра окт
novembar novembra nov november studeni studenog studenoga новембар новембра нов
decembar decembra dec december dezember dez prosinac prosinca децембар децембра дец
"""
MONTHS = {word: number for number, line in enumerate(_MONTH_WORDS.strip().splitlines(), 1) for word in line.split()}
_ROMAN_WORDS = "i ii iii iv v vi vii viii ix x xi xii"
_ROMAN = {roman: number for number, roman in enumerate(_ROMAN_WORDS.split(), 1)}

_YEAR_WORD = re.compile(r"[\s,.]*(?:godine?|god|g|године?|год|г)?[\s.]*$", re.IGNORECASE)
_SEP = r"\s?[./\- ]\s?"
_YEAR_FIRST = re.compile(rf"(\d{{4}}){_SEP}(\d{{1,2}}){_SEP}(\d{{1,2}})")
_YEAR_LAST = re.compile(rf"(\d{{1,2}})(?:{_SEP}|\.\s)(\d{{1,2}})(?:{_SEP}|\.\s)(\d{{4}})")
_DAY_WORD = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th)?[\s.\-/]{1,2}(?:of\s)?([^\W\d_]{1,12})[\s.,\-/]{1,3}(\d{4})", re.IGNORECASE
)
_WORD_DAY = re.compile(r"([^\W\d_]{1,12})\.?\s(\d{1,2})(?:st|nd|rd|th)?[\s.,]{1,3}(\d{4})", re.IGNORECASE)
_SHORT_YEAR = re.compile(r"\d{1,2}[\s./-]{1,3}\w{1,12}[\s./,-]{1,3}'?\d{2}")


def birthdate(value: str, country: str, today: date | None) -> dict[str, str]:
    """`date` in ISO 8601, and `year`, `month`, `day` without leading zeros.

    A date that can be read in two ways is day first, except where `country` writes the month first.
    `today` is the last day accepted; without it any date after 1900 is.
    Raises `DateShape`, `DateYear`, `DateImpossible`, `DateOutOfRange`.
    """
    text = _YEAR_WORD.sub("", value)
    readings = list(_readings(text, country))
    if not readings:
        raise DateYear if _SHORT_YEAR.fullmatch(text) else DateShape
    for year, month, day in readings:
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found < EARLIEST or (today is not None and found > today):
            raise DateOutOfRange
        return {"date": found.isoformat(), "year": str(year), "month": str(month), "day": str(day)}
    raise DateImpossible


def _readings(text: str, country: str) -> Iterator[tuple[int, int, int]]:
    """Year, month, day in every way `text` can be read, the likeliest first."""
    if m := _YEAR_FIRST.fullmatch(text):
        yield int(m[1]), int(m[2]), int(m[3])
    elif m := _YEAR_LAST.fullmatch(text):
        first, second, year = int(m[1]), int(m[2]), int(m[3])
        orders = [(year, second, first), (year, first, second)]  # day first, month first
        month_first = country in _MONTH_FIRST and "." not in text
        # Only where the usual order gives no month at all is the other one taken: 03/14/1990 is plain everywhere.
        yield from reversed(orders) if month_first else orders
    elif m := _DAY_WORD.fullmatch(text):
        word = m[2].casefold()
        if month := MONTHS.get(word) or _ROMAN.get(word):
            yield int(m[3]), month, int(m[1])
    elif (m := _WORD_DAY.fullmatch(text)) and (month := MONTHS.get(m[1].casefold())):
        yield int(m[3]), month, int(m[2])
