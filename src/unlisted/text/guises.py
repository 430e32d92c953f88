"""Other ways to read a whole text than as it stands: turned round, by its look, decoded, counted, without signs. Pure.

A guise reads a text into another of the same length, so that what is found in it stands at the same place in both; what
a reading leaves over is filled with an invisible character, which folding drops.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import unescape
from itertools import product
from string import ascii_lowercase
from urllib.parse import unquote

from unlisted.model import Kind
from unlisted.text.counting import NUMBER_WORD, counted
from unlisted.text.fold import Folded, fold
from unlisted.text.letters import INSTEAD, readings
from unlisted.text.scripts import to_latin

_OVERRIDE = "\u202e"  # what follows is shown from right to left
_FILL = "\u2060"
# Letters that look like a Latin one with another sound, small and slanted ones included.
_LOOKS = {
    "г": "r", "и": "u", "ц": "u", "п": "n", "ь": "b", "ъ": "b", "й": "j", "ғ": "f", "ш": "w", "щ": "w", "ω": "w",
    "д": "g",
}  # fmt: skip
_BY_LOOK = {ord(char): letter for small, letter in _LOOKS.items() for char in (small, small.upper())} | {
    0x1F1E6 + place: letter for place, letter in enumerate(ascii_lowercase)
}
# Letters stood on their heads. Some look like others that do not, so a text is read either so or as it stands.
_STANDING = dict(zip("ɐɔǝɟƃɥᴉıɾʞɯɹʇʌʍʎ", "acefghiijkmrtvwy", strict=True))
_UPSIDE_DOWN = str.maketrans(_STANDING | dict(zip("undpbq", "nupdqb", strict=True)))
_HER_WORDS = frozenset({Kind.NAME, Kind.RELATIVE, Kind.ADDRESS, Kind.WORKPLACE, Kind.SCHOOL, Kind.PHRASE})
_HER_NUMBERS = frozenset({Kind.PHONE, Kind.NATIONAL_ID})


@dataclass(frozen=True, slots=True)
class Guise:
    """One way to read a text. `read` keeps its length; `may_be` tells quickly where it is of no use.

    What is read in it counts only from so many characters on (`least`), for a short word turned round is another word.
    `of`: the kinds of fact that are looked for in it. `turned`: the whole text is, and `backwards`: its words are, so
    that only facts whose seeds were met from their end can stand in it.
    """

    read: Callable[[str], str]
    may_be: Callable[[str], object]
    of: frozenset[Kind] = frozenset(Kind)
    hides: bool = True
    turned: bool = False
    backwards: bool = False
    least: Callable[[str], int] = lambda _text: 1

    def fold(self, text: str, base: int = 0) -> Folded:
        """As `unlisted.text.fold.fold`, of the text as it is read here; offsets are those of `text`."""
        folded = fold(self.read(text), 0 if self.turned else base)
        if not self.turned:
            return folded
        last = base + len(text) - 1
        return Folded(folded.text, [last - offset for offset in folded.offsets])


def _filled(read: str, length: int) -> str:
    """`read` with the length of what it was read from; as that stands if it is longer."""
    return read + _FILL * (length - len(read))


_CODED = re.compile(r"(?:%[0-9A-Fa-f]{2})+|&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z]{2,8}\d?);")


def _decoded(text: str) -> str:
    """Links and pages as their reader sees them: ``%C5%A1`` and ``&scaron;`` are š."""

    def letter(found: re.Match[str]) -> str:
        code = found[0]
        read = unquote(code, errors="ignore") if code[0] == "%" else unescape(code)
        return _filled(read, len(code)) if len(read) <= len(code) else code

    return _CODED.sub(letter, text)


_SIGNS = re.compile(r"(?<=[^\W\d_])(?:(?![\s\u241e])[\W_]){1,8}(?=[^\W\d_])")
_BRACKETS = str.maketrans(dict.fromkeys("[]{}<>()⟨⟩‹›«»", _FILL))
# Letters in circles and squares, which are signs to a regular expression.
_ENCLOSED = {point: read for point, read in readings().items() if len(read) == 1 and read.isalpha()
             and not chr(point).isalnum()}  # fmt: skip


def _without_signs(text: str) -> str:
    """Without brackets and what else is neither letter, digit nor space between two letters: ``Mi[le]na`` is Milena."""
    return _SIGNS.sub(lambda found: _FILL * len(found[0]), text.translate(_ENCLOSED).translate(_BRACKETS))


# Single letters or digits with something between all of them, and what that is.
_APART = re.compile(r"(?<![^\W_])[^\W_](?:(?:[^\w\s]{1,8}|_|\n|[^\S\n]{1,4})[^\W_](?![^\W_])){3,}")
_SIGNS_MOST = 12  # different ones that are taken out of one text
_BETWEEN = re.compile(r"(?:[^\w\s]|_)+")
_SPACED = re.compile(r"(?<!\S)(\S(?:\n|[^\S\n]{1,4}))(?=\S(?!\S))")
_WIDE = re.compile(r"[^\S\n]{2,}")


def _together(text: str) -> str:
    """Letters that were set apart, all by the same signs or by spaces, in one word again; wider gaps part words."""
    text = text.translate(_ENCLOSED)
    gaps = Counter(gap for run in _APART.finditer(text) for gap in _BETWEEN.findall(run[0]))
    signs = [gap for gap, _count in gaps.most_common(_SIGNS_MOST)]
    if signs:
        either = "|".join(map(re.escape, sorted(signs, key=lambda sign: (-len(sign), sign))))
        text = re.sub(rf"(?<=\S)(?:{either})(?=\S)", lambda found: _FILL * len(found[0]), text)
    least = min((len(gap[1]) for gap in _SPACED.finditer(text)), default=0)
    if least:
        text = _SPACED.sub(lambda gap: _filled(gap[1][0], least) if len(gap[1]) == least else gap[1], text)
        text = _WIDE.sub(lambda gap: _filled(gap[0][0], len(gap[0])), text)
    return text


AS_IT_STANDS = Guise(read=lambda text: text, may_be=lambda _text: True, hides=False)
TURNED = Guise(
    read=lambda text: text[::-1], may_be=lambda _text: True, turned=True,
    least=lambda text: 1 if _OVERRIDE in text else 8,
)  # fmt: skip
BY_LOOK = Guise(read=lambda text: text.translate(_BY_LOOK), may_be=re.compile("[\u0400-\u04ffω🇦-🇿]").search)
DECODED = Guise(read=_decoded, may_be=_CODED.search)
WITHOUT_SIGNS = Guise(read=_without_signs, may_be=_SIGNS.search, of=_HER_WORDS)
_BROKEN = re.compile(r"(?<=[^\W\d_])(?:[ ]?[-\u2010][ ]|[-\u2010]?[ ]?\n[ ]?)(?=[^\W\d_])")


def _unbroken(text: str) -> str:
    """Words that go on behind a hyphen or on the next line, in one."""
    return _BROKEN.sub(lambda found: _FILL * len(found[0]), text)


_WORD = re.compile(r"[^\W_]+")


def _words_turned(text: str) -> str:
    """Each word turned round where it stands."""
    return _WORD.sub(lambda word: word[0][::-1], text)


# Signs where a letter should be: in a word, or at its end where they are no punctuation.
_INSTEAD = re.compile(
    r"(?<=[^\W\d_])[^\w\s\u241e./@:&'’-]{1,4}(?=[^\W\d_])"
    r"|(?<![^\s])[^\w\s\u241e\u0021-\u002f\u003a-\u003f«»„“”‘’…–—]{1,4}(?=[^\W\d_])"
    r"|(?<=[^\W\d_])[^\w\s\u241e\u0021-\u002f\u003a-\u003f«»„“”‘’…–—]{1,4}(?!\S)"
)


def _with_hidden(text: str) -> str:
    """Each run of signs in a word as one letter that is not known; what cannot be seen stands for none."""
    return _INSTEAD.sub(lambda run: _filled(INSTEAD, len(run[0])) if run[0].translate(readings()) else run[0], text)


WORDS_TURNED = Guise(read=_words_turned, may_be=lambda _text: True, backwards=True, least=lambda _text: 8)
TOGETHER = Guise(read=_together, may_be=_APART.search)
UNBROKEN = Guise(read=_unbroken, may_be=_BROKEN.search)
UPSIDE_DOWN = Guise(
    read=lambda text: text[::-1].translate(_UPSIDE_DOWN),
    may_be=re.compile(f"[{''.join(_STANDING)}]").search,
    turned=True,
)
COUNTED = Guise(read=lambda text: counted(text, _FILL), may_be=NUMBER_WORD.search, of=_HER_NUMBERS)
WITH_HIDDEN = Guise(read=_with_hidden, may_be=_INSTEAD.search, of=_HER_WORDS)
GUISES = (
    AS_IT_STANDS, TURNED, WORDS_TURNED, BY_LOOK, DECODED, WITHOUT_SIGNS, TOGETHER, UNBROKEN, UPSIDE_DOWN, COUNTED,
    WITH_HIDDEN,
)  # fmt: skip


def by_look(word: str) -> Iterator[str]:
    """`word` in letters that look like its Latin ones, as folding reads them: each such letter in all its forms."""
    signs: dict[str, list[str]] = {}
    for sign, letter in _LOOKS.items():
        signs.setdefault(letter, []).append(sign)
    for letter in "gbwfj":  # other letters that look like these are read as they look
        signs[letter].append(letter)
    latin = to_latin(word).casefold()
    for one, sign in (("w", "ω"), ("r", "г"), ("b", "ь")):  # by themselves, among letters that are read as they look
        yield latin.replace(one, sign)
    yield latin.replace("r", "г").replace("b", "ь")
    yield latin.translate(_UPSIDE_DOWN).replace("j", "ɾ")
    several = [letter for letter, forms in signs.items() if len(forms) > 1 and letter in latin]
    for chosen in product(*(signs[letter] for letter in several)):
        table = {letter: forms[0] for letter, forms in signs.items()} | dict(zip(several, chosen, strict=True))
        yield "".join(table.get(char, char) for char in latin)
