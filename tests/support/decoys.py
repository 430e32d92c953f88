"""Near misses: what looks like one of the facts and is somebody else's.

A wrong answer there sends a person to look after a stranger, or teaches her to look away.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random

from support.alphabets import bare, cyrillic
from support.chatter import GIVEN, NOUNS, SURNAMES, VERBS
from support.disguises import DIGITS, LETTERS
from support.hunted import Hunted

_LETTER = {disguise.name: disguise for disguise in LETTERS}


@dataclass(frozen=True, kw_only=True)
class Decoy:
    """A near miss of the facts it is `about` (none named: of all); other facts may truly stand in it.

    `hard` ones would fool a reader too; they are measured and counted apart.
    """

    category: str
    text: str
    hard: bool = False
    about: tuple[str, ...] = ()


_LETTER_DISGUISES = (
    "leet", "look-cyrillic-some", "look-any-some", "spaced", "dotted", "zero-width", "decorated", "math",
    "full-width",
    "elongated", "small-caps",
)  # fmt: skip


def _dressed(text: str, rng: Random, *, numbers: bool = False) -> str:
    """Half the near misses come disguised too, or disguise alone would tell them from the real thing."""
    turn = rng.random()
    if turn < 0.45:
        return text
    if turn < 0.6 and not numbers:
        return cyrillic(text)
    if turn < 0.7:
        return bare(text, dj="dj").lower()
    if numbers:
        return rng.choice(DIGITS).apply(text, rng)
    return _LETTER[rng.choice(_LETTER_DISGUISES)].apply(text, rng)


_FIRM = "bdgkmprtv"  # consonants that no spelling, ending or look-alike exchanges for one another, but for these:
_ALIKE = ({"b", "v"}, {"p", "r"}, {"g", "r"})  # a Cyrillic letter that looks like one and sounds like the other


def one_letter_off(name: str, rng: Random) -> str:
    """Another name that differs in one consonant: a search that forgives slips takes it for hers."""
    places = [i for i, c in enumerate(name) if c.lower() in _FIRM and name[i + 1 : i + 2] not in ("j", "h", "ž")]
    at = rng.choice(places)
    other = rng.choice([c for c in _FIRM if c != name[at].lower() and {c, name[at].lower()} not in _ALIKE])
    return name[:at] + (other.upper() if name[at].isupper() else other) + name[at + 1 :]


def _people(person: Hunted, rng: Random) -> Iterator[Decoy]:
    surnames = person.surname.split(" ")
    for near in person.near:
        yield Decoy(category="near-name", text=_dressed(near, rng))
    for words in person.words_with_it:
        yield Decoy(category="words-that-contain-it", text=rng.choice((words, words, cyrillic(words), bare(words))))
    for name in (person.name, person.relative) if re.search(f"[{_FIRM}]", person.name) else (person.relative,):
        yield Decoy(category="one-letter-off", text=_dressed(one_letter_off(name, rng), rng))
        yield Decoy(category="one-letter-off", text=one_letter_off(name, rng))
    for _ in range(4):
        given, surname = rng.choice(GIVEN), rng.choice(SURNAMES)
        yield Decoy(category="same-surname", text=_dressed(f"{given} {rng.choice(surnames)}", rng))
        yield Decoy(category="same-given", text=_dressed(f"{person.given} {surname}", rng))
        apart = f"{person.given} {surname} i {given} {surnames[-1]}"
        yield Decoy(category="both-apart", text=_dressed(apart, rng))
        noun = rng.choice([noun for noun in NOUNS if noun != person.given.lower()])
        word = f"{surnames[-1]} {noun} {rng.choice(VERBS)}"
        yield Decoy(category="surname-as-word", text=_dressed(word, rng))
        yield Decoy(category="bordering", text=f"{given} {surnames[-1]}, {person.given} {surname}", hard=True)
        lines = f"{surname} {person.given}\n{surnames[-1]} {given}"
        yield Decoy(category="bordering-lines", text=lines, hard=True)


def _houses(person: Hunted, rng: Random) -> Iterator[Decoy]:
    street, number, town = person.bare_street, person.number, person.city
    longer = (number * 10 + rng.randint(0, 9), int(f"{rng.randint(1, 9)}{number}"), number + 100)
    for other in (number + 1, number + 2, max(1, number - 1), *longer):
        way = rng.choice(("{} {}", "{} br. {}", "ul. {} {}", "{} broj {}", "u ulici {} {}"))
        text = way.format(rng.choice((street, *person.street_cases)), other)
        yield Decoy(category="neighbour", text=_dressed(text, rng, numbers=rng.random() < 0.3))
        yield Decoy(category="neighbour-with-town", text=_dressed(f"{text}, {town}", rng))
    for letter in "abcd":
        ways = (f"{street} {number}{letter}", f"{street} br. {number}{letter.upper()}", f"{street} {number}-{letter},")
        yield Decoy(category="neighbour-letter", text=rng.choice(ways))
    yield Decoy(category="flat-of-other-house", text=f"{street} {number + 4}/{number}")
    yield Decoy(category="flat-of-other-house", text=f"{street} {number + 2}, stan {number}")
    for near in person.near_streets:
        yield Decoy(category="other-street", text=_dressed(f"{near} {number}", rng))
        whole = f"{near} {number}, {person.postcode} {town}"
        yield Decoy(category="other-street-in-town", text=_dressed(whole, rng))
    yield Decoy(category="other-town", text=_dressed(f"{street} {number}, {person.other_city}", rng))
    yield Decoy(category="other-town", text=f"{person.other_city}, ul. {street} {number}")
    yield Decoy(category="street-alone", text=_dressed(f"gužva, {street}, {town}", rng))
    yield Decoy(category="number-far-off", text=f"{street} je zatvorena do {number} časova, {town}")
    yield Decoy(category="number-of-something", text=f"{street}, {number} ljudi čeka {number + 3} minuta", hard=True)


def _telephones(person: Hunted, rng: Random) -> Iterator[Decoy]:
    code, national = person.code, person.national
    local = f"0{national}"
    for _ in range(5):
        at = rng.randrange(1, len(local))
        wrong = local[:at] + str((int(local[at]) + rng.randint(1, 9)) % 10) + local[at + 1 :]
        a, b = wrong[:3], wrong[3:]
        text = rng.choice((wrong, f"+{code}{wrong[1:]}", f"{a}/{b}", f"{a} {b}", f"00{code} {wrong[1:]}", f"{a}-{b}"))
        yield Decoy(category="phone-one-digit-off", text=_dressed(text, rng, numbers=True))
    longer = (
        f"{local}{rng.randint(0, 9)}", f"{rng.randint(1, 9)}{local}", f"{local}{rng.randint(10000, 99999)}",
        f"RB{rng.randint(10, 99)}{local}RS", f"265{rng.randint(10**4, 10**5)}{local}55",
        f"{rng.randint(1, 9)}{code}{national}",
    )  # fmt: skip
    for text in longer:
        yield Decoy(category="phone-in-longer-number", text=_dressed(text, rng, numbers=True))
    yield Decoy(category="phone-in-account-number", text=f"račun {rng.randint(105, 390)}-{local}-55", hard=True)
    yield Decoy(category="phone-of-other-country", text=f"+{rng.choice((43, 49, 36))} {national[:2]} {national[2:]}")
    yield Decoy(category="phone-too-short", text=local[:-1])
    other = f"{local[:-3]}{local[-1]}{local[-2]}{local[-3]}"
    if other != local:
        yield Decoy(category="phone-swapped", text=other)


def _papers(person: Hunted, rng: Random) -> Iterator[Decoy]:
    number, plate = person.jmbg, person.plate
    last = str((int(number[-1]) + 3) % 10)
    for text in (number[:-1] + last, f"9{number}", f"{number}1", f"{number[:4]}8{number[5:]}", number[:-1]):
        yield Decoy(category="citizen-number-off", text=_dressed(text, rng, numbers=True))
    for text in (f"{plate[:-1]}V", plate.replace("0", "6", 1), f"V{plate}", f"{plate}3"):
        yield Decoy(category="plate-off", text=text)
    year, month, day = person.born
    yield Decoy(category="date-off", text=f"{day}.{month}.{year + 1}. i {day % 27 + 1}.{month}.{year}.")


def _online(person: Hunted, rng: Random) -> Iterator[Decoy]:
    user, mail = person.username, person.email
    local, domain = mail.split("@")
    letter = rng.choice("bdfgkmt")
    users = (
        f"{user}{rng.randint(0, 9)}", f"{user}_fan", f"{letter}{user}", f"{user}x", f"real_{user}", user[:-1],
        f"{user}.official", f"t.me/{user}bot", f"the.{user}", f"instagram.com/{user}_2",
    )  # fmt: skip
    for text in users:
        shown = _dressed(f"@{text}", rng, numbers=True) if rng.random() < 0.5 and "/" not in text else text
        yield Decoy(category="username-longer", about=("handle",), text=shown)
    mails = (
        f"{local}@example.edu", f"{letter}{mail}", f"{local}1@{domain}", mail[:-1], f"{local}@{letter}{domain}",
        f"{local}.{letter}@{domain}", f"{local}@mail.{domain}", f"{mail}x", f"{letter}.{mail}",
        f"{local} at {letter}{domain}",
        f"{local}@{domain}.test", f"{local}_{letter}@{domain}", f"{local} [at] gmail.test",
    )  # fmt: skip
    for text in mails:
        yield Decoy(category="email-off", about=("mail",), text=text)


_AROUND = (
    "{}", "ko zna {}?", "evo {}", "{} je druga osoba", "javlja se {} opet", "то је {} наравно", "{} hahaha",
    "danas {} i gotovo", "• {}\n• sutra",
)  # fmt: skip


def decoys(person: Hunted, rng: Random) -> list[Decoy]:
    """Near misses of every category, differing from call to call, each inside a message."""
    found = [
        *_people(person, rng), *_houses(person, rng), *_telephones(person, rng), *_papers(person, rng),
        *_online(person, rng),
    ]  # fmt: skip
    return [replace(decoy, text=rng.choice(_AROUND).format(decoy.text)) for decoy in found]
