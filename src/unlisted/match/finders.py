"""One builder a kind: the seeds for the quick scan and the finders that verify, weigh and name parts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import count

from unlisted.match import patterns as p
from unlisted.match import strength as s
from unlisted.match.priors import TOWNS, is_common
from unlisted.model import Fact, Kind
from unlisted.text.fold import fold_text
from unlisted.text.forms import fleeting_a, stem_and_endings
from unlisted.text.skeleton import seed

_SEED_MIN = 5  # classes; shorter seeds propose too much
_APART_MIN = 7  # letters; shorter names set apart letter by letter would be found in any list of initials
_NEARBY = 80  # folded characters around a street in which a town is read as its town


@dataclass(frozen=True, slots=True)
class Finder:
    """One way of seeing a fact. `companion` finders count only beside another fact in the same document.

    `refine`, where there is one, looks around a hit and returns the parts and strength it really deserves.
    """

    pattern: re.Pattern[str]
    parts: tuple[str, ...]
    strength: float
    companion: bool = False
    numeric: bool = False
    refine: Callable[[str, int, int], tuple[tuple[str, ...], float]] | None = None


@dataclass(frozen=True, slots=True)
class CompiledFact:
    """A fact ready to be looked for: any accepted spelling contains one of `seeds` in its skeleton."""

    fact: Fact
    seeds: frozenset[bytes]
    finders: tuple[Finder, ...]


def compile_fact(fact: Fact) -> CompiledFact:
    """The seeds and finders of one fact; a fact that cannot be looked for in text (a photo) has neither."""
    seeds, finders = _BUILDERS[fact.kind](fact)
    return CompiledFact(fact, seeds, tuple(finders))


_Built = tuple[frozenset[bytes], list[Finder]]


def _name(fact: Fact) -> _Built:
    given, surname = fact.parts.get("given", ""), fact.parts.get("surname", "")
    if not given or not surname:
        return _single_name(given or surname)
    weight = s.NAME_COMMON if is_common(given, surname) else s.NAME_RARE
    groups = count()
    initial = r"(?:[a-zA-Z]\.|(?![iauosk]\b)[a-zA-Z])[\s.]{1,3}"

    def both(first: str, second: str) -> str:
        own = fact.parts.get("middle", "")
        middle = f"{initial}|{p.words(own, groups)}{p.BETWEEN_WORDS}" if own else initial
        return p.words(first, groups) + p.BETWEEN_WORDS + f"(?:{middle})?" + p.words(second, groups)

    forward, backward = both(given, surname), both(surname, given)
    whole = p.compiled(f"{p.START}(?:{forward}|{backward}){p.END}")
    finders = [
        Finder(whole, ("given", "surname"), weight, refine=_name_alone(weight)),
        Finder(p.compiled(p.START + p.words(surname, count()) + p.END), ("surname",), s.SURNAME, companion=True),
        Finder(p.compiled(p.START + p.words(given, count()) + p.END), ("given",), s.GIVEN, companion=True),
    ]
    if len(given + surname) >= _APART_MIN:
        both_ways = f"{p.apart(given, surname)}|{p.apart(surname, given)}"
        finders.append(Finder(p.compiled(f"{p.START}(?:{both_ways}){p.END}"), ("given", "surname"), weight))
    longest = max(_stems(surname), _stems(given), key=lambda stems: min(map(len, stems)))
    if min(map(len, longest)) >= _SEED_MIN:
        return longest, finders
    pairs = [(given, surname), (surname, given)]
    return frozenset().union(*(_joined(one, other) for one, other in pairs)), finders


_ACCOUNT_AFTER, _ACCOUNT_BEFORE = re.compile(r"[\d_@]|\.\w"), re.compile(r"[\d_@]$")


def _name_alone(weight: float) -> Callable[[str, int, int], tuple[tuple[str, ...], float]]:
    """A name inside an email address or a username may be that of another person's account."""

    def refine(text: str, start: int, end: int) -> tuple[tuple[str, ...], float]:
        glued = _ACCOUNT_AFTER.match(text, end) or _ACCOUNT_BEFORE.search(text[max(0, start - 1) : start])
        return ("given", "surname"), min(weight, s.NAME_IN_ACCOUNT) if glued else weight

    return refine


def _single_name(name: str) -> _Built:
    pattern = p.compiled(p.START + p.words(name, count()) + p.END)
    return _stems(name), [Finder(pattern, ("given",), s.GIVEN, companion=True)]


def _stems(text: str) -> frozenset[bytes]:
    """Seeds that every form of `text` contains: its first words whole, its last word without what endings change."""
    stem, own, endings = stem_and_endings(text)
    short = fleeting_a(stem) if endings and not own else None
    longest_word = max(re.findall(r"\w+", stem) or [stem], key=len)
    whole = stem if len(re.findall(r"\w+", text)) == 1 else stem_and_endings(longest_word)[0]
    found = seed(whole) | (seed(short) if short else frozenset())
    return found or frozenset({b"\xfe"})


def _joined(first: str, second: str) -> frozenset[bytes]:
    """Seeds for two short words in a row: every form of the first, the stem of the second."""
    stem, own, endings = stem_and_endings(first)
    last = {stem_and_endings(second)[0], fleeting_a(stem_and_endings(second)[0]) or ""} - {""}
    stems = {stem, fleeting_a(stem) or stem}
    return frozenset().union(*(seed(a + e + b) for a in stems for e in {own, *endings} for b in last))


def _address(fact: Fact) -> _Built:
    street, number, city = (fact.parts.get(k, "") for k in ("street", "number", "city"))
    road = p.words(street, count())
    finders = [Finder(p.compiled(p.START + road + p.END), ("street",), s.STREET, companion=True)]
    if city:
        nearby = _town_pattern(city)

        def street_and_town(text: str, start: int, end: int) -> tuple[tuple[str, ...], float]:
            seen = nearby.search(text, max(0, start - _NEARBY), end + _NEARBY)
            return (("street", "city"), s.STREET_AND_TOWN) if seen else (("street",), 0.0)

        finders.append(
            Finder(p.compiled(p.START + road + p.END), ("street",), 0.0, refine=street_and_town),
        )
    if number:
        label = r"[\s,.:;/|()-]{0,4}(?:(?:k\.?\s?)?(?:b[rP](?:oj)?|no|nr)\b[\s.:]{0,3})?"
        house = "".join(c if c.isdigit() else p.letters(c) for c in fold_text(number))  # "ze" is not 23
        groups = count()
        either = f"{p.words(street, groups)}{label}{house}|{house}[\\s,]{{1,3}}{p.words(street, groups)}"
        if len(street) >= _APART_MIN:
            spaced = p.apart(street, number)
            finders.append(Finder(p.compiled(f"(?<![^\\W_]){spaced}(?![^\\W_])"), ("street", "number"), s.ADDRESS))
        finders.append(
            Finder(
                p.compiled(f"(?<![^\\W_])(?:{either})(?![^\\W_])"),
                ("street", "number"),
                s.ADDRESS,
                refine=_town_beside(city),
            )
        )
    seeds = frozenset(x for x in _stems(street))
    if min(map(len, seeds)) < _SEED_MIN and number:
        seeds = frozenset().union(*(seed(street + between + number) for between in ("", "br", "broj", "no")))
    return seeds, finders


def _town_beside(city: str) -> Callable[[str, int, int], tuple[tuple[str, ...], float]]:
    own = _town_pattern(city) if city else None

    def refine(text: str, start: int, end: int) -> tuple[tuple[str, ...], float]:
        low, high = max(0, start - _NEARBY), end + _NEARBY
        if own and own.search(text, low, high):
            return ("street", "number", "city"), s.ADDRESS_FULL
        if own and _other_town(fold_text(city)).match(text, end):
            return ("street", "number"), s.ADDRESS_OTHER_TOWN
        return ("street", "number"), s.ADDRESS

    return refine


@cache
def _town_pattern(town: str) -> re.Pattern[str]:
    return p.compiled(p.START + p.words(town, count()) + p.END)


@cache
def _other_town(own: str) -> re.Pattern[str]:
    """Another town right behind a house number. Only there: Split, Rijeka and Bor are ordinary words too."""
    groups = count()
    towns = "|".join(p.words(town, groups) for town in TOWNS if fold_text(town) != own)
    flat, code = r"(?:/\w{1,4})?(?:[\s,]{1,3}stan\s\w{1,4})?", r"(?:\d{4,5}[\s,]{1,2})?"
    return p.compiled(rf"{flat}[ ,]{{1,3}}(?:[uY]\s)?{code}(?:{towns}){p.END}")


def _phone(fact: Fact) -> _Built:
    national, code = fact.parts["national"], fact.parts["country_code"]
    gap, body = p.BETWEEN_DIGITS, p.digits(national)
    prefix = rf"(?:(?:\+|[0o]{{2}})?{gap}{p.digits(code)}{gap}(?:\([0o]\){gap})?|[0o]{gap})"
    in_words = rf"(?:{p.spelled_digits('0')}{gap})?{p.spelled_digits(national)}"
    return seed(national) | _spoken(national), [
        Finder(p.compiled(p.ALONE_START + in_words + p.ALONE_END), ("number",), s.UNIQUE, numeric=True),
        Finder(p.compiled(p.DIGITS_START + prefix + body + p.DIGITS_END), ("number",), s.UNIQUE, numeric=True),
        Finder(p.compiled(p.DIGITS_START + body + p.DIGITS_END), ("number",), s.BARE_PHONE, numeric=True),
    ]


def _national_id(fact: Fact) -> _Built:
    number = fact.parts["number"]
    if not number.isdigit():
        return _identifier(number, ("number",), s.UNIQUE)
    pattern = p.DIGITS_START + p.digits(number) + p.DIGITS_END
    in_words = p.compiled(p.ALONE_START + p.spelled_digits(number) + p.ALONE_END)
    return seed(number) | _spoken(number), [
        Finder(p.compiled(pattern), ("number",), s.UNIQUE, numeric=True),
        Finder(in_words, ("number",), s.UNIQUE, numeric=True),
    ]


def _spoken(number: str) -> frozenset[bytes]:
    """Seeds for a number that is spelled out: its first digits in the words of each language."""
    return frozenset().union(*(seed(p.spoken(number, language)) for language in range(3)))


def _plate(fact: Fact) -> _Built:
    plate = fold_text(fact.parts["plate"])
    body = p.BETWEEN_DIGITS.join(p.digits(c) if c.isdigit() else p.letters(c) for c in plate)
    return seed(plate), [Finder(p.compiled(f"(?<![^\\W_]){body}(?![^\\W_])"), ("plate",), s.PLATE)]


def _email(fact: Fact) -> _Built:
    local, domain = fact.parts["local"], fact.parts["domain"]
    patterns = (p.email(local, domain), p.apart(local, domain))
    finders = [
        Finder(p.compiled(rf"(?<![\w.+-]){pattern}(?![\w-]|\.\w)"), ("local", "domain"), s.UNIQUE)
        for pattern in patterns
    ]
    piece = max(re.findall(r"[^\W_]+", local), key=len, default=local)  # between its signs, which may be words
    if min(map(len, seed(piece)), default=0) >= _SEED_MIN:
        return seed(piece), finders
    return frozenset().union(*(seed(local + sign + domain) for sign in ("", "at", "et"))), finders


def _username(fact: Fact) -> _Built:
    handle = fact.parts["handle"]
    telling = len(handle) >= 6 and (not handle.isalpha() or len(handle) >= 9)
    return _identifier(handle, ("handle",), s.USERNAME if telling else s.USERNAME_PLAIN)


def _identifier(text: str, parts: tuple[str, ...], weight: float) -> _Built:
    finders = [Finder(p.compiled(rf"(?<![\w-]){p.plain(text)}(?![\w-])"), parts, weight)]
    if len(text) >= _APART_MIN:
        finders.append(Finder(p.compiled(rf"(?<![^\W_]){p.apart(text)}(?![^\W_])"), parts, weight))
    return seed(text), finders


def _website(fact: Fact) -> _Built:
    host, path = fact.parts["host"], fact.parts.get("path", "").rstrip("/")
    pattern = rf"(?<![\w-]){p.plain(host)}{p.plain(path)}(?![\w-]|\.\w)"
    return seed(host + path), [Finder(p.compiled(pattern), ("host",), s.WEBSITE)]


def _organisation(fact: Fact) -> _Built:
    name, city = fact.parts["name"], fact.parts.get("city", "")
    town = _town_pattern(city) if city else None

    def refine(text: str, start: int, end: int) -> tuple[tuple[str, ...], float]:
        if town and town.search(text, max(0, start - _NEARBY), end + _NEARBY):
            return ("name", "city"), s.ORGANISATION_AND_TOWN
        return ("name",), s.ORGANISATION

    pattern = p.compiled(p.START + p.words(name, count()) + p.END)
    return _stems(name), [Finder(pattern, ("name",), s.ORGANISATION, refine=refine)]


def _phrase(fact: Fact) -> _Built:
    text = fact.parts["text"]
    pattern = p.BETWEEN_WORDS.join(p.letters(fold_text(w)) for w in re.findall(r"\w+", text))
    return seed(text), [Finder(p.compiled(p.START + pattern + p.END), ("text",), s.PHRASE)]


_MONTHS = (
    "januar|jan|january|jануар", "februar|feb|february", "mart|mar|march", "april|apr", "maj|may", "jun|june|juni",
    "jul|july|juli", "avgust|avg|august|aug|kolovoz", "septembar|sept|sep|september|rujan",
    "oktobar|okt|oct|october|listopad", "novembar|nov|november|studeni", "decembar|dec|december|prosinac",
)  # fmt: skip


def _birthdate(fact: Fact) -> _Built:
    year, month, day = (fact.parts[k] for k in ("year", "month", "day"))
    d, m, y = int(day), int(month), int(year)
    gap = r"[\s.\-/]{1,3}"
    day_re, month_re, year_re = f"0?{d}", f"0?{m}", f"(?:{y}|{y % 100:02d})"
    spoken = "|".join(_month_forms(m))
    shapes = (
        f"{day_re}{gap}{month_re}{gap}{year_re}",
        f"{month_re}{gap}{day_re}{gap}{year_re}",
        f"{y}{gap}{month_re}{gap}{day_re}",
        rf"{day_re}(?:st|nd|rd|th)?[\s.]{{1,3}}(?:{spoken})[\s.,]{{1,3}}{y}",
        rf"(?:{spoken})[\s.]{{1,3}}{day_re}(?:st|nd|rd|th)?[\s,.]{{1,3}}{y}",
    )
    pattern = p.compiled(rf"(?<!\d)(?:{'|'.join(shapes)})(?!\d)")
    return frozenset().union(*map(seed, _date_seeds(d, m, y))), [Finder(pattern, ("day", "month", "year"), s.BIRTHDATE)]


def _month_forms(month: int) -> Iterator[str]:
    for name in _MONTHS[month - 1].split("|"):
        stem = name[:-2] + name[-1] if name.endswith("bar") else name
        yield from (p.letters(fold_text(form)) for form in dict.fromkeys((name, stem + "a", name + "a")))


def _date_seeds(day: int, month: int, year: int) -> Iterator[str]:
    days, months = {str(day), f"{day:02d}"}, {str(month), f"{month:02d}"}
    for d in days:
        for m in months:
            yield from (
                f"{d}{m}{year}",
                f"{m}{d}{year}",
                f"{year}{m}{d}",
                f"{d}{m}{year % 100:02d}",
                f"{m}{d}{year % 100:02d}",
            )
        for name in _MONTHS[month - 1].split("|"):
            stem = name[:-2] + name[-1] if name.endswith("bar") else name
            for form in (name, stem + "a", name + "a"):
                yield from (f"{d}{o}{form}{year}" for o in ("", "st", "nd", "rd", "th"))
                yield from (f"{form}{d}{o}{year}" for o in ("", "st", "nd", "rd", "th"))


def _photo(_fact: Fact) -> _Built:  # found by fingerprint, never in text
    return frozenset(), []


_BUILDERS: dict[Kind, Callable[[Fact], _Built]] = {
    Kind.NAME: _name,
    Kind.RELATIVE: _name,
    Kind.USERNAME: _username,
    Kind.EMAIL: _email,
    Kind.PHONE: _phone,
    Kind.ADDRESS: _address,
    Kind.BIRTHDATE: _birthdate,
    Kind.NATIONAL_ID: _national_id,
    Kind.WORKPLACE: _organisation,
    Kind.SCHOOL: _organisation,
    Kind.PLATE: _plate,
    Kind.WEBSITE: _website,
    Kind.PHOTO: _photo,
    Kind.PHRASE: _phrase,
}
