"""Home addresses split into street, number, flat, town and postcode, as they are written in Serbia and around it.

The line between a street and its number is found from the writing alone, without a list of streets: an ordinal has a
dot or a month after it ("27. marta", "Trg 14. oktobra"), a house number has neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from unlisted.facts.cleaning import in_order, letters, plain_dashes, refuse_wildcards, word_set
from unlisted.facts.dates import MONTHS
from unlisted.facts.refusals import AddressNoStreet, AddressTooLittle

# Where the number stands before the street.
_NUMBER_FIRST = frozenset({"US", "CA", "GB", "IE", "AU", "NZ", "FR", "IN", "ZA"})
_ROADS = word_set(
    "street st road rd avenue ave lane ln drive dr court ct way place pl square sq boulevard blvd close crescent "
    "terrace row"
)
_COUNTRIES = word_set(
    "srbija,serbia,србија,crna gora,црна гора,montenegro,bosna i hercegovina,босна и херцеговина,bih,hrvatska,croatia,"
    "хрватска,slovenija,slovenia,severna makedonija,north macedonia,kosovo,косово,österreich,austria,austrija,"
    "аустрија,deutschland,germany,nemačka,немачка,schweiz,switzerland,švajcarska,usa,united states,uk,"
    "united kingdom,rs,srb",
    ",",
)

_STREET_WORD = re.compile(r"^(?:(?:ulica|улица)\s+|(?:ul|ул)(?:\.\s*|\s+))(?=\S)", re.IGNORECASE)
_BOULEVARD = re.compile(r"^(?:(bul|bulev|blvd)|(бул|булев))(?:\.\s*|\s+)(?=\S)", re.IGNORECASE)
_NUMBER_WORD = re.compile(
    r"(?:(?<=\s)|^)(?:kućni\s|кућни\s)?(?:br|broj|бр|број|no|nr)[.:]?\s*(?=\d|[bб]\.?\s?[bб]\b)", re.IGNORECASE
)
_FLAT = re.compile(
    r"(?:(?<=\s)|^)(?:stan|st\.|apartman|apartment|apt|ap|flat|unit|suite|wohnung|whg|top|tür|lok|lokal"
    r"|стан|ст\.|апартман|ап|локал)\.?\s*(?:br|broj|бр|број|no|nr)?[.:]?\s*#?\s*(\d{1,4}[^\W\d_]?|[^\W\d_])(?=\s|$)",
    re.IGNORECASE,
)
_HASH_FLAT = re.compile(r"(?:(?<=\s)|^)#\s?(\w{1,5})(?=\s|$)")
_FLOOR = re.compile(
    r"(?:(?<=\s)|^)(?:(?:\d{1,2}\.?|[IVX]{1,4}\.?)\s*(?:sprat|kat|floor|stock|og|спрат|кат)"
    r"|(?:sprat|kat|ulaz|lamela|спрат|кат|улаз|ламела)\s*\w{1,4}"
    r"|prizemlje|potkrovlje|suteren|приземље|поткровље|сутерен)(?=\s|$)",
    re.IGNORECASE,
)
_HOUSE = re.compile(
    r"(?P<number>\d{1,4}(?:-\d{1,4})?)-?(?P<letter>[^\W\d_])?(?:/(?P<flat>[\w-]{1,6}(?:/[\w-]{1,6}){0,2}))?"
)
_NO_NUMBER = re.compile(r"[bб]\.?[bб]\.?", re.IGNORECASE)
_POSTCODE = re.compile(
    r"(?<![\w/-])(?:[A-Z]{1,3}-)?"
    r"(\d{3} \d{2}(?![\d ]*\d)|\d{2}-\d{3}|\d{5}-\d{4}|\d{4}-\d{3}|\d{4} ?[A-Z]{2}(?=$)|\d{4,6}"
    r"|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|[A-Z]\d[A-Z] ?\d[A-Z]\d)(?![\w-])"
)
_ZONE = re.compile(r"\s\d{1,2}$")  # "Novi Sad 2": a delivery zone, not part of the town's name
_STATE = re.compile(r"[A-Z]{2,3}")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Street:
    """What one passage says about the street; `rest` is what stands after the house number."""

    street: str = ""
    number: str = ""
    flat: str = ""
    rest: str = ""


def address(value: str, country: str) -> dict[str, str]:
    """`street`, `number` (small letters; "bb" where there is none), `flat`, `city`, `postcode`: each only if present.

    "ulica" and "ul." are no part of `street`, "Bulevar" and "Trg" are; floors, entrances, districts and countries are
    left out. Raises `AddressNoStreet`, `AddressTooLittle`, `Wildcard`.
    """
    refuse_wildcards(value)
    passages, flat = _without_flat(_passages(plain_dashes(value)))
    at = _street_at(passages, country)
    road = _street(passages[at], country) if passages else _Street()
    others = [p for p in (*passages[:at], road.rest, *passages[at + 1 :]) if p]
    number, city, postcode = road.number, "", ""
    for passage in others:
        house = _HOUSE.fullmatch(passage)
        if house and not number and len(house["number"]) < 5:
            number, flat = _numbered(house, flat)
        elif house and len(house["number"]) < 4:
            flat = flat or passage
        else:
            city, postcode = _town(passage, city, postcode)
    if letters(road.street) < 2 or _NO_NUMBER.fullmatch(road.street):
        raise AddressNoStreet
    if not number and not city:
        raise AddressTooLittle
    return in_order(
        ("street", road.street), ("number", number), ("flat", road.flat or flat), ("city", city), ("postcode", postcode)
    )


def _passages(text: str) -> list[str]:
    """What stands between commas, without the country at the end."""
    text = re.sub(r"\s*/\s*", "/", text)
    passages = [stripped for p in re.split(r"[,;]", text) if (stripped := p.strip(" .\"'„“”"))]
    while len(passages) > 1 and passages[-1].casefold() in _COUNTRIES:
        passages.pop()
    return passages


def _without_flat(passages: Iterable[str]) -> tuple[list[str], str]:
    """The passages without flats and floors, and the first flat."""
    kept, flats = [], []
    for passage in passages:
        for pattern in (_FLAT, _HASH_FLAT):
            if found := pattern.search(passage):
                flats.append(found[1].lower())
                passage = f"{passage[: found.start()]} {passage[found.end() :]}"
        bare = " ".join(_FLOOR.sub(" ", passage).split())
        kept += [bare] if bare else []
    return kept, flats[0] if flats else ""


def _street_at(passages: list[str], country: str) -> int:
    """Which passage holds the street: the first, unless a town stands before it."""
    if len(passages) < 2:
        return 0
    first, second = (_street(passage, country) for passage in passages[:2])
    if not first.street and not first.number:  # it begins with a postcode
        return 1
    turned = second.street and second.number and not re.match(r"\d{4}", second.number)
    return 1 if turned and not first.number else 0


def _street(passage: str, country: str) -> _Street:
    """Street, number and flat of one passage; an empty street where it begins with a postcode."""
    text = _STREET_WORD.sub("", passage)
    text = _BOULEVARD.sub(lambda m: "Bulevar " if m[1] else "Булевар ", text)
    words = _NUMBER_WORD.sub("", text).split()
    if not words:
        return _Street()
    first = _HOUSE.fullmatch(words[0])
    led = first is not None and len(words) > 1 and not _ordinal(words, 0)
    at = None if led and country in _NUMBER_FIRST else _house_at(words)
    if at is not None:
        return _split(words, at)
    if led and first is not None and (len(first["number"]) < 4 or country in _NUMBER_FIRST):
        return _after_road(words[1:], *_numbered(first, ""))
    if re.fullmatch(r"(?:[A-Z]{1,3}-)?\d{4,6}", words[0]):
        american = country in _NUMBER_FIRST and len(words[0]) == 5
        return _after_road(words[1:], words[0], "") if american else _Street()
    return _Street(street=" ".join(words))


def _house_at(words: list[str]) -> int | None:
    """Where the house number is that follows the street; None if none does."""
    for i, word in enumerate(words[1:], 1):
        if _NO_NUMBER.fullmatch(word):
            return i
    houses = [i for i, w in enumerate(words) if i and _HOUSE.fullmatch(w) and not _ordinal(words, i)]
    if not houses:
        return None
    first, last = houses[0], houses[-1]
    followed = words[first + 1] if first + 1 < len(words) else ""
    # "1300 kaplara 5" goes on in small letters; a capital after a number begins the town.
    if last != len(words) - 1 or first == last or followed[:1].isupper() or first + 1 in houses:
        return first
    return last


def _ordinal(words: list[str], i: int) -> bool:
    return i + 1 < len(words) and words[i + 1].casefold() in MONTHS


def _split(words: list[str], at: int) -> _Street:
    street, rest = " ".join(words[:at]), words[at + 1 :]
    house = _HOUSE.fullmatch(words[at])
    if house is None:
        return _Street(street=street, number="bb", rest=" ".join(rest))
    number, flat = _numbered(house, "")
    if rest and len(rest[0]) == 1 and rest[0].isalpha() and not flat and number.isdigit():
        number, rest = number + rest[0].lower(), rest[1:]  # "46 A"
    if rest and not flat and re.fullmatch(r"\d{1,3}", rest[0]):
        flat, rest = rest[0], rest[1:]
    return _Street(street=street, number=number, flat=flat, rest=" ".join(rest))


def _numbered(house: re.Match[str], flat: str) -> tuple[str, str]:
    """Number and flat of "17", "17a", "17/a", "17/4", "17-19"."""
    number, tail = house["number"] + (house["letter"] or "").lower(), house["flat"] or ""
    if len(tail) == 1 and tail.isalpha():
        return number + tail.lower(), flat
    return number, tail or flat


def _after_road(words: list[str], number: str, flat: str) -> _Street:
    """What follows "Street", "Road", … is the town."""
    ends = [i for i, word in enumerate(words) if i and word.casefold().strip(".") in _ROADS]
    cut = ends[-1] + 1 if ends else len(words)
    return _Street(street=" ".join(words[:cut]), number=number, flat=flat, rest=" ".join(words[cut:]))


def _town(passage: str, city: str, postcode: str) -> tuple[str, str]:
    """Town and postcode after one more passage: the one with the postcode names the town, else the last one does."""
    found = _POSTCODE.search(passage)
    if found:
        left = f"{passage[: found.start()]} {passage[found.end() :]}"
    elif postcode and city:
        return city, postcode
    else:
        left = passage
    name = _ZONE.sub("", " ".join(left.split()).strip(" -"))
    if found and city:  # "Springfield, IL 62704"
        name = re.sub(rf"^{_STATE.pattern}$", "", name)
    usable = letters(name) > 1 and not any(c.isdigit() for c in name)
    return name if usable else city, found[1] if found else postcode
