"""Every guise keeps the length of a text, and what is found in it stands where the spelling of the fact stands."""

import re
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support.people import MILENA, batch, milena, seen
from unlisted.model import How, Kind
from unlisted.text.counting import counted
from unlisted.text.fold import fold_text
from unlisted.text.guises import GUISES, by_look
from unlisted.text.skeleton import skeleton, skeleton_of_utf8

_TURNED_LETTERS = dict(zip("abcdefghijklmnopqrstuvwxyz", "ɐqɔpǝɟƃɥᴉɾʞlɯuodbɹsʇnʌʍxʎz", strict=True))
_BARE = str.maketrans("šŠ", "sS")


def _each(sign: str, value: str) -> str:
    return " ".join(re.sub(r"(?<=\w)(?=\w)", sign, word) for word in value.split())


def _flags(value: str) -> str:
    return "".join(chr(0x1F1E6 + ord(c) - ord("a")) if "a" <= c <= "z" else c for c in fold_text(value))


DISGUISES = {
    "override": lambda value: f"\u202e{value[::-1]}\u202c",
    "backwards": lambda value: value[::-1],
    "brackets": lambda value: " ".join(f"{w[:2]}[{w[2:]}]" if w.isalpha() and len(w) > 3 else w for w in value.split()),
    "signs": lambda value: _each("·", value),
    "emoji": lambda value: _each("🌸", value),
    "flags between": lambda value: _each("🇷🇸", value),
    "spaced": lambda value: "   ".join(" ".join(word) for word in value.split()),
    "widely spaced": lambda value: (9 * " ").join((3 * " ").join(word) for word in value.split()),
    "percent": lambda value: quote(value),
    "two letters for one": lambda value: value.replace("m", "rn"),
    "starred": lambda value: "".join("*" if c in "aeiou" and i % 2 else c for i, c in enumerate(value)),
    "a sign for a letter": lambda value: value.replace("n", "🍀"),
    "signs for a letter": lambda value: value.replace("l", "|_/"),
}
_ON = {
    "brackets": {Kind.NAME, Kind.ADDRESS, Kind.WORKPLACE},
    "percent": {Kind.NAME},
    "starred": {Kind.NAME},
    "a sign for a letter": {Kind.NAME, Kind.WORKPLACE},
    "signs for a letter": {Kind.NAME},
    "two letters for one": {Kind.NAME, Kind.WORKPLACE},
    "override": {Kind.NAME, Kind.PHONE, Kind.EMAIL, Kind.USERNAME, Kind.WORKPLACE},
    "backwards": {Kind.NAME, Kind.EMAIL, Kind.USERNAME, Kind.WORKPLACE},
    "emoji": {Kind.NAME, Kind.WORKPLACE, Kind.PHONE},
    "flags between": {Kind.NAME, Kind.WORKPLACE, Kind.PHONE},
}
CASES = [
    pytest.param(name, one, id=f"{name}-{one.id}")
    for name in DISGUISES
    for one in MILENA
    if one.kind in _ON.get(name, {Kind.NAME, Kind.WORKPLACE, Kind.PHONE})
]


@pytest.mark.parametrize(("name", "one"), CASES)
def test_a_disguised_fact_is_found_where_it_stands_and_weighs_no_more(name: str, one: object) -> None:
    before, hidden = "nešto pre toga: ", DISGUISES[name](one.value)
    plain = seen(milena(), before + one.value)[one.id]
    found = next(iter(milena().find(batch([f"{before}{hidden} i posle"]))))
    here = {seen.fact: seen for seen in found.facts}
    assert here[one.id].strength <= plain.strength
    full = [hit for hit in found.hits if hit.kind is one.kind and hit.full]
    assert full
    # the place is the spelling itself: nothing of the words about it, and no less than its first and last letter
    for hit in full:
        assert len(before) <= hit.start < hit.end <= len(before) + len(hidden)
    assert max(hit.end - hit.start for hit in full) >= len(hidden) // 2


@given(st.text(max_size=80))
@settings(deadline=None)
def test_a_guise_keeps_the_length_and_points_into_the_text(text: str) -> None:
    for guise in GUISES:
        assert len(guise.read(text)) == len(text)
        folded = guise.fold(text, 7)
        assert len(folded.offsets) == len(folded.text) + 1
        assert all(7 <= at < 7 + len(text) for at in folded.offsets[:-1])


@pytest.mark.parametrize(
    "said",
    [
        "nula šest četiri nula nula nula jedan dva tri četiri",
        "NULA, SEST, CETIRI, nula nula nula jedan dva tri četiri",
        "nula šezdeset četiri nula nula nula dvanaest trideset četiri",
        "нула шест четири нула нула нула један два три четири",
        "zero six four zero zero zero one two three four",
        "06 četiri nula 001234",
        "06cetiri000 jedan2 tri 4",
    ],
)
def test_a_number_in_words_is_found(said: str) -> None:
    found = seen(milena(), f"zovi {said} odmah")["mobile"]
    assert found.how is How.DISGUISED
    assert found.strength <= seen(milena(), "064 000 1234")["mobile"].strength


@pytest.mark.parametrize(
    ("said", "digits"),
    [
        ("nula šezdeset četiri", "0 64"),
        ("dvadeset i tri", "23"),
        ("trinaest, pedeset", "13, 50"),
        ("06cetiri 1 dva", "064 1 2"),
        ("ШЕЗДЕСЕТ један", "61"),
        ("pedeset. Pet", "50. 5"),
        ("jedanput", "jedanput"),
    ],
)
def test_number_words_are_counted(said: str, digits: str) -> None:
    read = counted(said, "\u2060")
    assert len(read) == len(said)
    assert fold_text(read) == digits.casefold()


def test_flags_spell_a_word_only_in_a_row() -> None:
    assert seen(milena(), _flags("Milena Supljikac"))["legal-name"].how is How.DISGUISED
    assert seen(milena(), "Milena 🇷🇸 Šupljikac 🇷🇸")["legal-name"]
    for text in (_flags("Milena Supljikac"), "M🇷🇸i🇷🇸l🇷🇸e🇷🇸n🇷🇸a", "🇷🇸🇷🇸🇷🇸 a"):
        assert skeleton(text)[0].tobytes() == skeleton_of_utf8(text.encode())


def test_letters_on_their_heads() -> None:
    flipped = "".join(_TURNED_LETTERS.get(c, c) for c in "Milena Šupljikac".translate(_BARE).lower())[::-1]
    assert seen(milena(), f"evo {flipped}")["legal-name"].how is How.DISGUISED


def test_a_word_by_its_look_has_few_spellings() -> None:
    assert len(set(by_look("Jovanović"))) < 12
    assert len(set(by_look("bubrughw"))) < 120


ORDINARY = [
    "Idem na posao, vratiću se u pet i trideset minuta",
    "Cara Lazara 1/7",  # flat 7 at number 1, not 17
    "mil.ena@example.org",
    "m.i.l.e.n.a",
    "jedan dva tri četiri",
    "Milen, Šupljikac",  # no letter that is left out
    "M🍀🍀🍀🍀🍀 Š🍀🍀🍀🍀🍀🍀🍀🍀",  # anybody
    "🇷🇸🇷🇸🇷🇸🇷🇸",
]


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_words_stay_what_they_are(text: str) -> None:
    assert not [one for one in seen(milena(), text).values() if one.strength >= 0.5]


@pytest.mark.parametrize(
    "text",
    [
        "sedamdeset" * 5_000 + "x",
        "a.b" * 20_000,
        "a" + "".join(f"{chr(0x2190 + i % 4000)}{chr(0x2191 + i % 3000)}b" for i in range(20_000)),
        "%C5%" * 20_000,
        "&" * 50_000 + "#" * 50_000,
        "a b" * 30_000,
        "a\n" * 30_000,
        "a - " * 30_000,
    ],
)
def test_a_text_made_to_stop_the_reader_does_not(text: str) -> None:
    """Every guise is linear: a pattern that is not would run for years here."""
    for guise in GUISES:
        guise.may_be(text)
        assert len(guise.read(text)) == len(text)
