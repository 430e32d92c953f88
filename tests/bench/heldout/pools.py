"""What the generator draws from, cut in two so that late seeds hold nothing early ones show; and plain spelling."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import TypeVar

LATE_FROM = 1000
T = TypeVar("T")

_DIGRAPHS = {"lj": "љ", "nj": "њ", "dž": "џ"}
_LETTERS = dict(zip("abvgdđežzijklmnoprstćufhcčš", "абвгдђежзијклмнопрстћуфхцчш", strict=True))
_BACK = {c: latin for latin, c in {**_LETTERS, **_DIGRAPHS}.items()} | {
    "ќ": "ć", "ѓ": "đ", "ѕ": "dz", "й": "j", "ъ": "a", "щ": "št", "ю": "ju", "я": "ja", "ь": "j",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Draw:
    """A seeded hand that takes from the early or from the late part of each pool."""

    rng: Random
    late: bool

    @classmethod
    def of(cls, seed: int, *words: object) -> "Draw":
        return cls(Random(f"heldout {seed} {words}"), seed >= LATE_FROM)

    def pool(self, items: Sequence[T]) -> list[T]:
        """Every third item belongs to the late seeds; a pool of one or two is shared, because there is no other way."""
        if len(items) < 3:
            return list(items)
        return [item for i, item in enumerate(items) if (i % 3 == 2) is self.late]

    def one(self, items: Sequence[T]) -> T:
        return self.rng.choice(self.pool(items))

    def digits(self, count: int) -> str:
        return "".join(self.rng.choice("0123456789") for _ in range(count))

    def chance(self, share: float) -> bool:
        return self.rng.random() < share


def to_cyrillic(text: str) -> str:
    """Serbian Latin in Cyrillic; what is no letter of it stays."""
    out, i = [], 0
    while i < len(text):
        pair, single = text[i : i + 2], text[i]
        if (two := _DIGRAPHS.get(pair.lower())) is not None:
            out.append(two.upper() if single.isupper() else two)
            i += 2
            continue
        one = _LETTERS.get(single.lower(), single)
        out.append(one.upper() if single.isupper() else one)
        i += 1
    return "".join(out)


def to_latin(text: str) -> str:
    """South Slavic Cyrillic in Serbian Latin."""
    out = []
    for letter in text:
        latin = _BACK.get(letter.lower(), letter)
        out.append(latin.capitalize() if letter.isupper() else latin)
    return "".join(out)


def no_marks(text: str, *, dj: str = "dj") -> str:
    """Without diacritics, as most people type: đ as dj, or as d."""
    text = text.replace("đ", dj).replace("Đ", dj.capitalize()).replace("ł", "l").replace("Ł", "L").replace("ß", "ss")
    return "".join(_plain(c) for c in unicodedata.normalize("NFC", text))


def _plain(letter: str) -> str:
    """A Cyrillic letter with a mark is a letter of its own: й is no и."""
    if "\u0400" <= letter <= "\u04ff":
        return letter
    return "".join(c for c in unicodedata.normalize("NFD", letter) if not unicodedata.combining(c))


def bare(text: str) -> str:
    """Only what is said: letters without marks and case in Latin, and digits; the test's own idea of the same text."""
    text = no_marks(to_latin(unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text)))).casefold()
    return "".join(c for c in text if c.isalnum())
