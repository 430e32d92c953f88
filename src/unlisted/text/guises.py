"""Other ways to read a whole text than as it stands: closed up, turned round, Cyrillic letters by their look. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from itertools import product
from urllib.parse import unquote

from unlisted.text.fold import Folded, fold
from unlisted.text.scripts import to_latin

_OVERRIDE = "\u202e"  # what follows is shown from right to left
_WORD = re.compile(r"[^\W_]+")
# Letters that are others upside down; most have signs of their own for it, which folding reads as the letter they are.
OVER = {"u": "n", "n": "u", "b": "q", "q": "b", "d": "p", "p": "d", "m": "ɯ", "c": "ɔ", "f": "ɟ", "g": "ƃ"}
_OVER = {ord(sign): letter for letter, sign in OVER.items()}
_FLIPPED = re.compile("[\u01dd\u0250-\u02ae\u1d09\u1d25]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
# Cyrillic letters that look like a Latin one with another sound, small and slanted ones included.
_LOOKS = {"г": "r", "и": "u", "ц": "u", "п": "n", "ь": "b", "ъ": "b", "й": "j", "ғ": "f"}
_LATIN = {ord(char): letter for small, letter in _LOOKS.items() for char in (small, small.upper())}
# A sign inside of a word, but not one that numbers have ("1/7" is not 17); letters one by one.
_LETTER = r"[^\W_]"
_SIGN_INSIDE = re.compile(
    rf"(?<={_LETTER})(?:(?<=\D)[^\w\s␞]{{1,4}}|[^\w\s␞.,:;/+-]{{1,4}}|[^\w\s␞]{{1,4}}(?=\D))(?={_LETTER})"
)
# UTF-8 read as Windows-1252: a first byte and as many later ones as it announces, as the letters they become.
_LATER = "".join(bytes([byte]).decode("cp1252", "ignore") for byte in range(0x80, 0xC0)) + "\x81\x8d\x8f\x90\x9d"
_ENCODED = re.compile(
    r"(?P<percent>(?:%[0-9A-Fa-f]{2})+)|(?P<entity>&(?:#\d{2,6}|#x[0-9A-Fa-f]{2,5}|[A-Za-z]{2,8});)"
    rf"|(?:[\u00c3-\u00df][{re.escape(_LATER)}])+"
)
_GAP = re.compile(r"(?![,;.!?:][ ])(?:[^\w␞\n]|_){1,12}")  # a comma with its blank ends the word
_ONE_BY_ONE = re.compile(rf"(?<!{_LETTER}){_LETTER}(?:{_GAP.pattern}{_LETTER}(?!{_LETTER})){{3,}}")


@dataclass(frozen=True, slots=True)
class Guise:
    """One way to read a text: `fold` is as `unlisted.text.fold.fold`, offsets are those of the text as it stands.

    `may_be` tells quickly where it is of no use. `hides`: whoever writes so hides what he writes. What is read so
    counts only from so many characters on (`least`), for a short word turned round is another word.
    """

    fold: Callable[[str, int], Folded]
    may_be: Callable[[str], bool] = lambda _text: True
    hides: bool = True
    least: Callable[[str], int] = lambda _text: 1


def _turned(text: str, base: int) -> Folded:
    folded, last = fold(text[::-1]), base + len(text) - 1
    return Folded(folded.text, [last - offset for offset in folded.offsets])


def _words_turned(text: str, base: int) -> Folded:
    """Each word turned round where it stands."""
    places = list(range(len(text)))
    for word in _WORD.finditer(text):
        places[word.start() : word.end()] = range(word.end() - 1, word.start() - 1, -1)
    folded = fold("".join(map(text.__getitem__, places)))
    places.append(len(text))
    return Folded(folded.text, [base + places[offset] for offset in folded.offsets])


def _upside_down(text: str, base: int) -> Folded:
    return _turned(text.translate(_OVER), base)


def _by_look(text: str, base: int) -> Folded:
    return fold(text.translate(_LATIN), base)


def _closed(text: str, base: int) -> Folded:
    """Without the signs that stand inside of words, and between letters that stand one by one.

    Before folding, so that letters borrowed from another alphabet have their word; and after it, for what only
    folding makes a letter.
    """
    raw, at = _together(text)
    folded = fold(raw)
    closed, places = _together(folded.text)
    offsets = folded.offsets
    return Folded(closed, [base + at[offsets[place]] for place in places])


def _together(text: str) -> tuple[str, Sequence[int]]:
    """`text` closed up, and for each of its characters, and its end, where it stood."""
    gone = bytearray(len(text))
    for sign in _SIGN_INSIDE.finditer(text):
        gone[sign.start() : sign.end()] = b"\1" * len(sign[0])
    for run in _ONE_BY_ONE.finditer(text):
        for gap in _GAP.finditer(text, *run.span()):
            gone[gap.start() : gap.end()] = b"\1" * len(gap[0])
    if not any(gone):
        return text, range(len(text) + 1)
    kept = [place for place, is_gone in enumerate(gone) if not is_gone]
    return "".join(map(text.__getitem__, kept)), [*kept, len(text)]


def _decoded(text: str, base: int) -> Folded:
    """With what was encoded for a link or a page, or read in the wrong encoding, put right."""
    out: list[str] = []
    offsets: list[int] = []
    at = 0
    for found in _ENCODED.finditer(text):
        meant = _meaning(found)
        out += [text[at : found.start()], meant]
        offsets += [*range(at, found.start()), *([found.start()] * len(meant))]
        at = found.end()
    out.append(text[at:])
    offsets += range(at, len(text) + 1)
    folded = fold("".join(out))
    return Folded(folded.text, [base + offsets[offset] for offset in folded.offsets])


def _meaning(found: re.Match[str]) -> str:
    if found["percent"]:
        return unquote(found[0], errors="ignore")
    if found["entity"]:
        return unescape(found[0])
    return found[0].encode("cp1252", "ignore").decode("utf-8", "ignore") or found[0]


AS_IT_STANDS = Guise(fold, hides=False)
CLOSED = Guise(_closed)
TURNED = Guise(_turned, least=lambda text: 1 if _OVERRIDE in text else 8)
BY_LOOK = Guise(_by_look, lambda text: _CYRILLIC.search(text) is not None)
DECODED = Guise(_decoded, lambda text: _ENCODED.search(text) is not None, hides=False)
WORDS_TURNED = Guise(_words_turned, least=lambda _text: 8)
UPSIDE_DOWN = Guise(_upside_down, lambda text: _FLIPPED.search(text) is not None)
GUISES = (AS_IT_STANDS, CLOSED, DECODED, TURNED, WORDS_TURNED, UPSIDE_DOWN, BY_LOOK)


def by_look(word: str) -> Iterator[str]:
    """`word` in Cyrillic letters that look like its Latin ones, as folding then reads them."""
    signs: dict[str, list[str]] = {}
    for sign, letter in _LOOKS.items():
        signs.setdefault(letter, []).append(sign)
    latin = to_latin(word).casefold()
    for chosen in product(signs["u"], "ьв"):
        table = {letter: forms[0] for letter, forms in signs.items()} | dict(zip("ub", chosen, strict=True))
        yield "".join(table.get(char, char) for char in latin)
