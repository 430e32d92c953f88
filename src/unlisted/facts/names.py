"""Names of people: first name, middle names, surname, in the script they were typed in."""

from __future__ import annotations

import re
import unicodedata

from unlisted.facts.cleaning import in_order, letters, plain_dashes, refuse_wildcards, word_set
from unlisted.facts.refusals import NameCharacters, NameInitial, NameSingle

# Words that begin a surname when they stand before its last word; the first word of a name is never one.
_PARTICLES = word_set(
    "van von der den de del della di da do dos das du la le el al ul bin ibn bint binti ben bar ter ten zu zur "
    "af av st фон ван де дер ди да ла ле ал бин ибн бен"
)
_TITLES = word_set("dr prof mr mrs ms gđa gđica gospođa frau mag dipl doc др проф мр гђа гђица госпођа маг доц")
_FAMILY_ENDINGS = ("ić", "ић", "vic", "vich")  # no first name ends so; a word that does is half of a double surname
_MARKS = frozenset("'’ʼ-.")


def name(value: str) -> dict[str, str]:
    """`given`, `middle` if there is one, `surname`.

    The surname is the last word, with the particles before it ("van", "de la", …), or what stands before a comma;
    double surnames keep their hyphen or space. One word alone is refused: it is no sighting by itself.
    Raises `NameSingle`, `NameInitial`, `NameCharacters`, `Wildcard`.
    """
    refuse_wildcards(value)
    text = re.sub(r"\s*-\s*", "-", plain_dashes(value))
    if text.count(",") > 1 or not all(c in _MARKS or c in " ," or _in_name(c) for c in text):
        raise NameCharacters
    before, comma, after = text.partition(",")
    words = _words(after if comma else text)
    if comma:
        family, rest = _words(before), words
    else:
        cut = _surname_start(words)
        family, rest = words[cut:], words[:cut]
    if not family or not rest:
        raise NameSingle
    given, surname = rest[0], " ".join(family)
    if letters(given) < 2 or letters(surname) < 2:
        raise NameInitial
    return in_order(("given", given), ("middle", " ".join(rest[1:])), ("surname", surname))


def _in_name(char: str) -> bool:
    return unicodedata.category(char) in {"Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc"}


def _words(text: str) -> list[str]:
    """The words, without titles before them and dots after them."""
    words = [stripped for word in text.split() if letters(stripped := word.strip(".-"))]
    while len(words) > 1 and words[0].casefold() in _TITLES:
        words = words[1:]
    return words


def _surname_start(words: list[str]) -> int:
    start = len(words) - 1
    if start > 1 and all(w.casefold().endswith(_FAMILY_ENDINGS) for w in words[start - 1 :]):
        return start - 1
    while start > 1 and words[start - 1].casefold() in _PARTICLES:
        start -= 1
    return start
