"""Folding: one form for all spellings of a text, with the offset of every folded character in the original."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from unlisted.text.letters import readings

_CYRILLIC, _LATIN = re.compile(r"[\u0400-\u04ff]"), re.compile(r"[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text. `offsets[i]` is the original code point of folded character *i*; one more entry ends the last.

    The map is many to many: "đ" folds to two characters with one offset, a zero-width space to none.
    """

    text: str
    offsets: Sequence[int]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The span of original code points behind folded characters `start` to `end`."""
        if start == end:
            return self.offsets[start], self.offsets[start]
        first, last = self.offsets[start], self.offsets[end - 1]
        return min(first, last), max(first, last) + 1  # a text may be read from its end


def fold(text: str, base: int = 0) -> Folded:
    """Fold `text`; `base` is added to every offset (for a window of a longer text).

    Case, diacritics, compatibility forms, the two Serbian scripts and invisible characters fall away; letters with two
    readings become markers (see `unlisted.text.letters`). Never fails, whatever the code points.
    """
    table = readings()
    odd = {found.start(): table[ord(found[0])] for found in _unequal().finditer(text)} | _borrowed(text)
    if not odd:
        return Folded(text.translate(table), range(base, base + len(text) + 1))
    out: list[str] = []
    offsets: list[int] = []
    at = 0
    for place in sorted(odd):  # between two of these every character folds to one
        out += (text[at:place].translate(table), odd[place])
        offsets += range(base + at, base + place)
        offsets += [base + place] * len(odd[place])
        at = place + 1
    out.append(text[at:].translate(table))
    offsets += range(base + at, base + len(text) + 1)
    return Folded("".join(out), offsets)


@cache
def _unequal() -> re.Pattern[str]:
    """The characters that do not fold to exactly one."""
    points = sorted(point for point, reading in readings().items() if len(reading) != 1)
    begins = [point for point, before in zip(points, [-2, *points], strict=False) if point - before != 1]
    ends = [point for point, behind in pairwise([*points, points[-1] + 2]) if behind - point != 1]
    ranges = (f"\\U{begin:08x}-\\U{end:08x}" for begin, end in zip(begins, ends, strict=True))
    return re.compile(f"[{''.join(ranges)}]")


# Latin letters that stand for Cyrillic ones they look like, where a word has both scripts ("Mapиja" is Marija).
_BORROWED = {"p": "P", "P": "P", "c": "C", "C": "C", "x": "X", "X": "X", "y": "Y", "Y": "Y", "B": "B", "H": "H"}
# A word with what cannot be seen in it, which does not part it.
_UNSEEN = r"\u00ad\u034f\u180e\u200b-\u200f\u2060-\u2064\ufe0f\ufeff"
_WORD = re.compile(rf"[\w\u0400-\u04ff][\w\u0400-\u04ff{_UNSEEN}]*")
# A letter of one script and, in the same word, the next of the other.
_MIXED = re.compile(
    rf"[A-Za-z](?:[^\WA-Za-z\u0400-\u04ff]|[{_UNSEEN}])*+[\u0400-\u04ff]"
    rf"|[\u0400-\u04ff](?:[^\WA-Za-z\u0400-\u04ff]|[{_UNSEEN}])*+[A-Za-z]"
)


def _borrowed(text: str) -> dict[int, str]:
    """Places of borrowed Latin letters, and the markers that read them both ways."""
    if text.isascii() or not (_CYRILLIC.search(text) and _LATIN.search(text) and _MIXED.search(text)):
        return {}
    return {
        word.start() + i: _BORROWED[char]
        for word in _WORD.finditer(text)
        if _CYRILLIC.search(word[0]) and _LATIN.search(word[0])
        for i, char in enumerate(word[0])
        if char in _BORROWED
    }


def quick_fold(text: str) -> str:
    """The text of `fold(text)` without its offsets."""
    borrowed = _borrowed(text)
    if not borrowed:
        return text.translate(readings())
    out: list[str] = []
    at = 0
    for place in sorted(borrowed):
        out += (text[at:place].translate(readings()), borrowed[place])
        at = place + 1
    return "".join([*out, text[at:].translate(readings())])


def fold_text(text: str) -> str:
    """The folded form alone, for facts and patterns: piece by piece, every character by its own reading."""
    return text.translate(readings())
