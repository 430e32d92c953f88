"""Other ways to read a whole text than as it stands: turned round, and Cyrillic letters by their look alone. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product

from unlisted.text.fold import Folded, fold
from unlisted.text.scripts import to_latin

_OVERRIDE = "\u202e"  # what follows is shown from right to left
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
# Cyrillic letters that look like a Latin one with another sound, small and slanted ones included.
_LOOKS = {"г": "r", "и": "u", "ц": "u", "п": "n", "ь": "b", "ъ": "b", "й": "j", "ғ": "f", "ш": "w", "щ": "w", "д": "g"}
_TABLE: dict[int, str] = {ord(char): letter for small, letter in _LOOKS.items() for char in (small, small.upper())}


@dataclass(frozen=True, slots=True)
class Guise:
    """One way to read a text. `read` keeps its length; `may_be` tells quickly where it is of no use.

    What is read in it counts only from so many characters on (`least`), for a short word turned round is another word.
    """

    read: Callable[[str], str]
    may_be: Callable[[str], bool]
    hides: bool = True
    turned: bool = False
    least: Callable[[str], int] = lambda _text: 1

    def fold(self, text: str, base: int = 0) -> Folded:
        """As `unlisted.text.fold.fold`, of the text as it is read here; offsets are those of `text`."""
        folded = fold(self.read(text), 0 if self.turned else base)
        if not self.turned:
            return folded
        last = base + len(text) - 1
        return Folded(folded.text, [last - offset for offset in folded.offsets])


AS_IT_STANDS = Guise(read=lambda text: text, may_be=lambda _text: True, hides=False)
TURNED = Guise(
    read=lambda text: text[::-1], may_be=lambda _text: True, turned=True,
    least=lambda text: 1 if _OVERRIDE in text else 8,
)  # fmt: skip
BY_LOOK = Guise(read=lambda text: text.translate(_TABLE), may_be=lambda text: _CYRILLIC.search(text) is not None)
GUISES = (AS_IT_STANDS, TURNED, BY_LOOK)
_TABLE = {ord(char): letter for small, letter in _LOOKS.items() for char in (small, small.upper())}


def by_look(word: str) -> Iterator[str]:
    """`word` in Cyrillic letters that look like its Latin ones, as folding then reads them."""
    signs: dict[str, list[str]] = {}
    for sign, letter in _LOOKS.items():
        signs.setdefault(letter, []).append(sign)
    latin = to_latin(word).casefold()
    for chosen in product(*(signs[letter] for letter in "ub")):
        table = {letter: forms[0] for letter, forms in signs.items()} | dict(zip("ub", chosen, strict=True))
        yield "".join(table.get(char, char) for char in latin)
