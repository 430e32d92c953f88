"""Patterns over folded text: how each piece of a fact may be written. Every quantifier is bounded, nothing nests."""

from __future__ import annotations

import re
from itertools import count

from unlisted.text.fold import fold_text
from unlisted.text.forms import fleeting_a, stem_and_endings
from unlisted.text.letters import accepted

LETTER = r"[^\W\d_]"
START, END = rf"(?<!{LETTER})", rf"(?!{LETTER})"
# A number ends where no digit follows, and a letter that stands for a digit is not the beginning or end of a word.
_INSIDE_A_WORD = rf"(?!(?<={LETTER}){LETTER})"
DIGITS_START, DIGITS_END = rf"(?<!\d){_INSIDE_A_WORD}", rf"(?!\d){_INSIDE_A_WORD}"
BETWEEN_WORDS = r"[\s,.;:_/|•·*~\"'()-]{0,4}"
BETWEEN_DIGITS = r"[\s\-./()_·•,]{0,3}"


def letters(text: str) -> str:
    """A pattern for already folded `text`: every accepted letter in each place, drawn out up to nine times."""
    out = []
    previous = ""
    for char in text:
        if char == previous:
            continue
        if char == "j":
            out.append("j?" if previous == "d" else "[jyY]")
        elif char.isalnum():
            out.append(f"[{re.escape(accepted(char))}]{{1,9}}" + ("j?" if char == "d" else ""))
        else:
            out.append(r"\s" if char.isspace() else re.escape(char))
        previous = char
    return "".join(out)


def bent(word: str, names: count[int]) -> str:
    """A pattern for one `word` in all its forms; a group `eN` is set only where the form is not her own."""
    stem, own, endings = stem_and_endings(word)
    others = "|".join(letters(e) for e in sorted(endings, key=len, reverse=True))
    if not others:
        return letters(stem + own)
    pattern = f"{letters(stem)}(?:{letters(own)}|(?P<e{next(names)}>{others}))"
    short = fleeting_a(stem) if not own else None
    if short:
        pattern = f"(?:{pattern}|{letters(short)}(?P<e{next(names)}>{others}))"
    return pattern


def words(text: str, names: count[int]) -> str:
    """A pattern for several words in order, each in any of its forms."""
    return BETWEEN_WORDS.join(bent(word, names) for word in re.findall(r"\w+", text))


def digits(number: str, between: str = BETWEEN_DIGITS) -> str:
    """A pattern for `number` with separators between its digits and letters that stand for digits."""
    return between.join(f"[{re.escape(accepted(d))}]" for d in fold_text(number))


def plain(text: str) -> str:
    """A pattern for a handle, an email or a host: no forms, no drawn-out letters, every accepted letter."""
    out = [f"[{re.escape(accepted(c))}]" if c.isalnum() else re.escape(c) for c in fold_text(text)]
    return "".join(out).replace("[d][j]", "[d][j]?")


def compiled(pattern: str) -> re.Pattern[str]:
    """Compile; patterns are built from her facts only, never from a document."""
    return re.compile(pattern)
