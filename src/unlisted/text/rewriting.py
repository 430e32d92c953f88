"""Letters written as something longer than a letter: drawn with strokes, as another ear hears them, through a wrong
encoding, starred out. Pure.

Patterns ask for one letter at a time (`instead`), the quick scan for a word that is written so throughout
(`rewritten`). Sources: multi-character look-alikes after Unicode's confusables (UTS 39); letters drawn with strokes as
"leet" has them; Serbian sounds in the spelling of English, German, Italian, French and Hungarian; code pages as
Python's codecs know them, and YUSCII (JUS I.B1.002).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from html.entities import html5
from itertools import combinations
from urllib.parse import quote

from unlisted.text.fold import fold_text
from unlisted.text.scripts import to_cyrillic, to_latin

STARS = "*•·#%☆★✱✶∗_?.xX"  # what hides a letter in a word; folded
_VOWELS = "aeiou"

# Two letters beside each other that look like one.
_BESIDE: Mapping[str, tuple[str, ...]] = {"m": ("rn", "nn"), "w": ("vv", "uu"), "d": ("cl", "ol")}
# Strokes; the first of each is what the quick scan takes a whole word for.
_DRAWN: Mapping[str, tuple[str, ...]] = {
    "a": ("/-\\", "/\\"), "b": ("|3",), "c": ("(", "<"), "d": ("|)", "|]"), "e": ("[-",), "f": ("|=",), "h": ("|-|",),
    "j": ("_|",), "k": ("|<", "|{"), "l": ("|_", "|"), "m": ("/\\/\\", "|\\/|"), "n": ("|\\|", "/\\/"),
    "o": ("()", "[]"), "p": ("|>",), "r": ("|2", "|?"), "t": ("-|-",), "u": ("|_|", "\\_/"), "v": ("\\/",),
    "w": ("\\/\\/", "|/\\|"), "x": ("><",), "y": ("`/",), "z": ("7_",),
}  # fmt: skip
_ONLY_STROKES = frozenset("mnvwkx")  # those whose strokes stand in for them alone, other letters being left
# How others hear a sound; one column a way: English, with all letters, with a w, with both; German, Italian, French,
# Hungarian, and nothing but a w.
_HEARD: Mapping[str, str] = {
    "č": "ch tch ch ch tsch ci tch cs c", "ć": "ch tch ch tch tsch ci tch ty c", "š": "sh sh sh sh sch sci ch s s",
    "ž": "zh zh zh zh sch g j zs z", "đ": "dj dzh dj dzh dsch gi dj gy dj", "dž": "j dzh j dzh dsch gi dj dzs dz",
    "j": "y y j y j i y j j", "v": "v w w w w v v v w", "c": "ts tz c c z z ts c c",
    "lj": "ly li lj li lj gli li ly lj", "nj": "ny ni nj ni nj gn gn ny nj",
    "h": "kh h h h h h kh h h", "ks": "x x x x x x x x x",
}  # fmt: skip
_WAYS = 9
_SOUND = re.compile("|".join(sorted(_HEARD, key=len, reverse=True)))
_NOT_READ_ALREADY = ("v", "j", "c", "h")  # sounds of one letter that stand for others besides
_YUSCII = dict(zip("ćčšžđĆČŠŽĐ", "}~{`|]^[@\\", strict=True))
_WRONG_WAYS = (
    ("utf-8", "cp1252"), ("utf-8", "latin-1"), ("utf-8", "cp1250"), ("cp1250", "cp1252"), ("iso8859-2", "cp1252"),
    ("cp852", "cp1252"), ("cp1252", "cp1250"),
)  # fmt: skip


@cache
def instead(letter: str) -> tuple[str, ...]:
    """What may be written for `letter`, as she typed it, and is no single letter of its own; folded, longest first."""
    small = to_latin(letter).casefold()
    plain = fold_text(small)
    ways = {*_BESIDE.get(plain, ()), *_DRAWN.get(plain, ())}
    if not small.isascii():
        ways |= {*_garbled(small), *_garbled(to_latin(letter)), *_HEARD.get(small, "").split()}
    elif small in _NOT_READ_ALREADY:
        ways |= set(_HEARD[small].split())
    if plain in _VOWELS:
        ways |= set(STARS)
    folded = {fold_text(way) for way in ways} - {"", plain}
    return tuple(sorted(folded, key=lambda way: (-len(way), way)))


def _garbled(text: str) -> Iterator[str]:
    """What becomes of the letters beyond ASCII in `text` by each wrong way; one way all through."""
    odd = [char for char in dict.fromkeys(text) if not char.isascii()]
    if not odd:
        return
    for said, read in _WRONG_WAYS:
        for lost in ("ignore", "replace"):
            yield _swapped(text, {char: char.encode(said, "ignore").decode(read, lost) for char in odd})
    yield _swapped(text, _YUSCII)
    yield _swapped(text, dict.fromkeys(odd, "?"))
    yield _swapped(text, {char: quote(char) for char in odd})
    yield _swapped(text, {char: f"&#{ord(char)};" for char in odd})
    yield _swapped(text, {char: f"&#x{ord(char):x};" for char in odd})
    yield _swapped(text, {char: f"&{_NAMED[char]};" for char in odd if char in _NAMED})


def _swapped(text: str, table: Mapping[str, str]) -> str:
    return "".join(table.get(char, char) for char in text)


_NAMED = {char: name.rstrip(";") for name, char in html5.items() if len(char) == 1 and name.endswith(";")}


def rewritten(word: str, *, most_stars: int = 2) -> frozenset[str]:
    """`word`, as she typed it, written in each of these ways from its first letter to its last.

    `most_stars`: vowels that are hidden, unless all are.
    """
    latin = to_latin(word)
    folded = fold_text(latin)
    ways = {latin[1:], *_garbled(latin), *_garbled(latin.casefold())}  # of capitals, the first may be drawn alone
    for table in (_firsts(_BESIDE, 0), _firsts(_BESIDE, 1), _firsts(_DRAWN, 0), _strokes()):
        ways.update((_swapped(folded, table), _swapped(folded[1:], table)))
    ways.update(_heard(latin.casefold(), language) for language in range(_WAYS))
    ways.update(folded.replace(letter, "") for letter in set(folded))  # a sign for it, which the quick scan drops
    ways.add(quote(to_cyrillic(latin)))
    ways.update(_starred(folded, most_stars))
    return frozenset(ways)


def _heard(word: str, language: int) -> str:
    """`word` as one language, a column of the table, spells what it hears."""
    return _SOUND.sub(lambda found: _HEARD[found[0]].split()[language], word)


def _firsts(table: Mapping[str, tuple[str, ...]], place: int) -> dict[str, str]:
    return {letter: forms[min(place, len(forms) - 1)] for letter, forms in table.items()}


def _strokes() -> dict[str, str]:
    return {letter: forms[0] for letter, forms in _DRAWN.items() if letter in _ONLY_STROKES}


def _starred(folded: str, most: int) -> Iterator[str]:
    places = [place for place, char in enumerate(folded) if char in _VOWELS]
    inside = [place for place in places if place]  # the first letter of a word is mostly left
    few = (some for count in range(1, most + 1) for some in combinations(places, count))
    for hidden in (places, inside, *few):
        for star in ("", "x"):  # signs are not read, but an x is
            yield "".join(star if place in hidden else char for place, char in enumerate(folded))
