"""Mentions of a hunted person, each with its category: name and street, plain, declined, disguised once or twice.

The facts that consist of digits and signs are in `mentions_numbers`.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random

from support.alphabets import alternating, bare, cyrillic
from support.disguises import DIGITS, LETTERS, Disguise, serbian_number
from support.hunted import Hunted
from support.mentions_numbers import birthdates, documents, emails, handles, phones
from support.planting import DISGUISED, EXACT, FOLDED, INFLECTED, SCRIPT, Plant, carried, cut, extra, plain

LETTER = {disguise.name: disguise for disguise in LETTERS}
# Disguises of letters first, what is put between them second.
FIRST = (
    "leet", "look-cyrillic-some", "look-any-some", "decorated", "elongated", "english", "math", "small-caps",
    "full-width",
)  # fmt: skip
SECOND = (
    "spaced", "dotted", "zero-width", "emoji-letters", "line-inside", "syllables", "marks", "lines", "bidi-marks",
)  # fmt: skip
# A number stands beside the letters of an address: these would change it into another number.
_LETTERS_ONLY = {"leet", "leet-full", "leet-heavy", "masked", "misspelt", "no-vowels", "turned", "elongated", "yuscii"}
_BY_SOUND = {"look-latin-in-cyrillic", "mixed-by-sound", "mixed-by-word"}
_HOW = {
    "lines": frozenset(), "hats-exchanged": frozenset(), "dz": frozenset(), "english": frozenset(),
    "ligatures": frozenset(),
    "decorated": DISGUISED | FOLDED, "mixed-by-word": DISGUISED | SCRIPT,
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Spelled:
    """A text to be disguised: `text` and its declined `forms`; both as they sound, which is made Cyrillic.

    `tail` is a house number, with a space before it. `foreign` texts sound otherwise than they are written.
    """

    fact: str
    text: str
    forms: tuple[str, ...]
    sound: str
    sound_forms: tuple[str, ...]
    tail: str = ""

    @property
    def foreign(self) -> bool:
        return self.sound != self.text

    @property
    def mark(self) -> str:
        """Categories that need to know how a foreign name sounds are kept apart."""
        return "sound-" if self.foreign else ""

    def put_on(self, disguise: Disguise, text: str, rng: Random) -> str:
        """`text` disguised, its tail too where that leaves it the same number."""
        if disguise.name in _LETTERS_ONLY:
            return disguise.apply(text, rng) + self.tail
        return disguise.apply(text + self.tail, rng)


def _once(spelled: Spelled, rng: Random) -> Iterator[Plant]:
    for disguise in LETTERS:
        by_sound = disguise.name in _BY_SOUND
        text = spelled.sound if by_sound else spelled.text
        same = {style(text + spelled.tail) for style in (str, bare, lambda t: bare(t, dj="d"))}
        if (changed := spelled.put_on(disguise, text, rng)) not in same:
            category = (spelled.mark if by_sound else "") + disguise.name
            how = _HOW.get(disguise.name, DISGUISED)
            yield Plant(fact=spelled.fact, category=category, parts=(changed,), how=how, required=disguise.required)


def _twice(spelled: Spelled, rng: Random) -> Iterator[Plant]:
    """Two disguises, or a declined or Cyrillic form in one."""
    made: list[tuple[str, str, str]] = []
    for first in FIRST:
        for second in SECOND:
            one = spelled.put_on(LETTER[first], spelled.text, rng)
            made.append((first, second, LETTER[second].apply(one, rng)))
    for name in (*SECOND, "elongated"):
        made.append((f"{spelled.mark}cyrillic", name, spelled.put_on(LETTER[name], cyrillic(spelled.sound), rng)))
    for name in (*FIRST, *SECOND):
        if spelled.forms:
            made.append(("inflected", name, spelled.put_on(LETTER[name], rng.choice(spelled.forms), rng)))
    for first, second, changed in made:
        if changed != spelled.text + spelled.tail:
            yield Plant(fact=spelled.fact, category=f"{first} + {second}", parts=(changed,))


def _plain_name(spelled: Spelled, rng: Random) -> Iterator[Plant]:
    """A full name as people write it who hide nothing."""
    fact, name = spelled.fact, spelled.text
    given, surname = name.split(" ", 1)
    naked = bare(name, rng)
    yield from (
        plain(fact, "as-typed", name, EXACT), plain(fact, "upper", name.upper(), FOLDED),
        plain(fact, "lower", name.lower(), FOLDED), plain(fact, "capitals-odd", alternating(name), FOLDED),
        plain(fact, "bare", rng.choice((naked, naked.lower(), naked.upper())), FOLDED),
        plain(fact, "decomposed", unicodedata.normalize("NFD", name), FOLDED),
        plain(fact, "reversed", f"{surname} {given}"), plain(fact, "reversed-comma", f"{surname}, {given}"),
        plain(fact, "spaces", name.replace(" ", rng.choice(("  ", "\u00a0", "\t", "   "))), FOLDED),
        plain(fact, "inflected", rng.choice(spelled.forms), INFLECTED),
        plain(fact, "inflected-bare", bare(rng.choice(spelled.forms), rng).lower(), INFLECTED),
        plain(fact, "english-genitive", f"{rng.choice((name, naked))}{rng.choice(chr(39) + chr(8217))}s house"),
        plain(fact, "hashtag-lower", "#" + name.replace(" ", "").lower()),
        plain(fact, "hashtag-camel", "#" + rng.choice((name, naked)).replace(" ", "")),
        plain(fact, "hashtag-underscore", "#" + rng.choice((name, naked.lower())).replace(" ", "_")),
        plain(fact, "run-together", rng.choice((name, naked, name.lower())).replace(" ", "")),
    )  # fmt: skip


def _cyrillic_name(spelled: Spelled, rng: Random) -> Iterator[Plant]:
    """The same in Cyrillic; of a foreign name, as it sounds, which is asked for but not counted as plain."""
    given, surname = cyrillic(spelled.sound).split(" ", 1)
    name = f"{given} {surname}"
    declined = cyrillic(rng.choice(spelled.sound_forms))
    forms = [
        ("cyrillic", name, SCRIPT), ("cyrillic-case", rng.choice((name.upper(), name.lower())), SCRIPT),
        ("reversed-cyrillic", f"{surname} {given}", frozenset[str]()), ("inflected-cyrillic",
        declined, INFLECTED | SCRIPT),
        ("hashtag-cyrillic", f"#{given}{surname}", frozenset[str]()),
    ]  # fmt: skip
    if spelled.foreign:
        forms += [
            ("latin", spelled.sound, frozenset()),
            ("latin-inflected", rng.choice(spelled.sound_forms), frozenset()),
        ]
    for category, text, how in forms:
        yield replace(plain(spelled.fact, spelled.mark + category, text, how), plain=not spelled.foreign)
    yield Plant(fact=spelled.fact, category=f"{spelled.mark}entities-cyrillic", parts=cut(name, rng), how=SCRIPT)


def names(spelled: Spelled, rng: Random) -> Iterator[Plant]:
    """A full name in every plain form and every disguise."""
    fact, name = spelled.fact, spelled.text
    yield from _plain_name(spelled, rng)
    yield from _cyrillic_name(spelled, rng)
    yield Plant(fact=fact, category="entities", parts=cut(name, rng), how=FOLDED)
    yield Plant(fact=fact, category="entities-inflected", parts=cut(rng.choice(spelled.forms), rng), how=INFLECTED)
    yield Plant(fact=fact, category="leet + entities", parts=cut(LETTER["leet"].apply(name, rng), rng), how=DISGUISED)
    yield from _once(spelled, rng)
    yield from _twice(spelled, rng)


def _short_names(person: Hunted, rng: Random) -> Iterator[Plant]:
    """Possessives, half of a double surname; and what only those who know her understand."""
    for label, forms in (("possessive", person.possessives), ("one-of-two-surnames", person.parts_of_name)):
        for form in rng.sample(forms, min(2, len(forms))):
            yield plain("name", label, form, INFLECTED if label == "possessive" else frozenset())
            yield plain("name", f"{label}-cyrillic", cyrillic(form))
    for label, forms in (("diminutive", person.extra), ("initials", person.initials)):
        for form in rng.sample(forms, min(2, len(forms))):
            yield extra("name", label, rng.choice((form, bare(form, rng), cyrillic(form))))


def _notations(person: Hunted, rng: Random) -> tuple[str, ...]:
    """Ways to write a street and a house."""
    core, number, city = person.bare_street, person.number, person.city
    flat = person.flat or rng.randint(1, 30)
    return (
        f"ul. {core} br. {number}", f"ulica {core} broj {number}", f"ul.{core} br.{number}",
        f"{core} {number}/{flat}",
        f"{core} br {number}", f"{core} {number}, stan {flat}", f"{core} {number} st. {flat}", f"{core}, {number}",
        f"{core} - {number}", f"{core} ({number})", f"{core} br. {number}/{flat}", f"{core}, kućni broj {number}",
        f"{core} No. {number}", f"{core} #{number}", f"{core} {number} sprat 3", f"{city}, {core} {number}",
        f"{core} {number}, {person.postcode} {city}", f"{core} {number} {city}", f"{city} {core} br{number}",
        f"{person.postcode} {city}, ul. {core} {number}", f"{core} {number}; {city}", f"adresa:{core} {number}",
        f"{core}\n{number}", f"{core} {number} -{flat}", f"{core} {number}, ulaz 2, stan {flat}",
        f"{core} broj: {number}",
        f"{core} broj{number}", f"{core}{number}", f"{core} {number}.", f"{core} kbr. {number}",
        f"{core} {number}|{flat}",
        f"Ulica: {core}\nBroj: {number}\nGrad: {city}", f"{core} {number} / {flat}", f"UL {core} BR {number}",
    )  # fmt: skip


def _plain_address(person: Hunted, rng: Random) -> Iterator[Plant]:
    street, number, core, town = person.street, person.number, person.bare_street, person.city_locative
    text = f"{street} {number}"
    notations = _notations(person, rng)
    declined = (
        *(f"u {form} {number}" for form in person.street_cases), f"u ulici {core} {number}",
        f"u ulici {core} broj {number}",
        f"u {town}, {core} {number}", f"ulicu {core} {number}", f"iz ulice {core} {number}",
        f"u {town} u ulici {core} br. {number}",
        *(f"u {town}, {form} br. {number}" for form in person.street_cases),
    )  # fmt: skip
    yield from (
        plain("home", "as-typed", text, EXACT), plain("home", "as-typed-whole", person.address, EXACT),
        plain("home", "upper", text.upper(), FOLDED), plain("home", "bare", bare(text, rng).lower(), FOLDED),
        plain("home", "cyrillic", cyrillic(text), SCRIPT), plain("home", "cyrillic-case", cyrillic(text).upper(),
        SCRIPT),
        *(plain("home", "notation", text) for text in rng.sample(notations, 6)),
        *(plain("home", "notation-cyrillic", cyrillic(text)) for text in rng.sample(notations, 3)),
        *(plain("home", "notation-bare", bare(text, rng).lower()) for text in rng.sample(notations, 3)),
        plain("home", "inflected", rng.choice(declined)), plain("home", "inflected-cyrillic",
        cyrillic(rng.choice(declined))),
        plain("home", "inflected-bare", bare(rng.choice(declined), rng).lower()),
    )  # fmt: skip
    if not core[0].isdigit():
        yield plain("home", "number-first", f"{number} {core}")
    for form in person.street_notations:
        yield plain("home", "street-written-otherwise", f"{form} {number}")
        yield plain("home", "street-written-otherwise", cyrillic(f"{form} {number}"))
    for form in person.street_extra:
        yield extra("home", "street-short", f"{form} {number}")


def addresses(person: Hunted, rng: Random) -> Iterator[Plant]:
    """The house in every notation, its street in every disguise, its number in every kind of digit."""
    number, core = str(person.number), person.bare_street
    yield from _plain_address(person, rng)
    for style in (str, cyrillic):
        if person.number < 100:
            yield extra(
                "home", "words-serbian", style(f"{core} {rng.choice(('', 'broj '))}{serbian_number(person.number)}")
            )
    yield Plant(fact="home", category="entities", parts=cut(f"{person.street} {number}", rng), how=FOLDED)
    if len(number) > 1:
        yield Plant(fact="home", category="digits-spaced", parts=(f"{core} {' '.join(number)}",))
    for disguise in DIGITS:
        whole = disguise.name == "digits-zero-width"
        text = disguise.apply(f"{core} {number}", rng) if whole else f"{core} {disguise.apply(number, rng)}"
        yield Plant(fact="home", category=disguise.name, parts=(text,), how=DISGUISED)
    forms = person.street_cases
    spelled = Spelled(fact="home", text=core, forms=forms, sound=core, sound_forms=forms, tail=f" {number}")
    yield from _once(spelled, rng)
    yield from _twice(spelled, rng)


def mentions(person: Hunted, rng: Random) -> list[Plant]:
    """One mention of each category and a third of those of the relative, other ones at every call, inside messages."""
    her = Spelled(
        fact="name", text=person.name, forms=person.cases,
        sound=person.sound or person.name, sound_forms=person.sound_cases or person.cases,
    )  # fmt: skip
    kin = Spelled(
        fact="kin", text=person.relative, forms=person.relative_cases,
        sound=person.relative_sound or person.relative,
        sound_forms=person.relative_sound_cases or person.relative_cases,
    )  # fmt: skip
    of_kin = list(names(kin, rng))
    found = [
        *names(her, rng), *_short_names(person, rng), *addresses(person, rng), *phones(person, rng),
        *emails(person, rng),
        *handles(person, rng), *documents(person, rng), *birthdates(person, rng),
        *rng.sample(of_kin, len(of_kin) // 3),
    ]  # fmt: skip
    return [carried(plant, rng) for plant in found if re.search(r"\w|[^\x00-\x7f]", "".join(plant.parts))]
