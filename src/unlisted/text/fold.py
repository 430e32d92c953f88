"""Folding: one form for all spellings of a text, with the offset of every folded character in the original."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from unlisted.text.letters import readings


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
        return self.offsets[start], self.offsets[end - 1] + 1


def fold(text: str, base: int = 0) -> Folded:
    """Fold `text`; `base` is added to every offset (for a window of a longer text).

    Case, diacritics, compatibility forms, the two Serbian scripts and invisible characters fall away; letters with two
    readings become markers (see `unlisted.text.letters`). Never fails, whatever the code points.
    """
    table = readings()
    if text.isascii():
        folded = text.translate(table)
        if len(folded) == len(text):
            return Folded(folded, range(base, base + len(text) + 1))
    out: list[str] = []
    offsets: list[int] = []
    for at, char in enumerate(text, base):
        reading = table.get(ord(char), char)
        out.append(reading)
        offsets += [at] * len(reading)
    offsets.append(base + len(text))
    return Folded("".join(out), offsets)


def fold_text(text: str) -> str:
    """The folded form alone, for facts and patterns."""
    return text.translate(readings())
