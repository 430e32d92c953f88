"""What holds for every value, whatever its kind: clean text, bounded, no patterns, not so short that it fits anyone."""

from __future__ import annotations

import re
import unicodedata

from unlisted.facts.errors import ControlCharacter, Empty, TooGeneral, TooLong, Wildcard

LONGEST = 200  # characters of a value
_LONGEST_RAW = 2000  # looked at before cleaning, so that invisible characters cannot keep us busy

WILDCARDS = frozenset("*?[]{}\\^$|<>%")
_INVISIBLE = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0") | {chr(c) for c in range(0xFE00, 0xFE10)}
_REFUSED = frozenset({"Cc", "Cs", "Co", "Zl", "Zp"})


def clean(value: str) -> str:
    """`value` in NFC, on one line, single spaces, no bidi or zero-width characters; cleaning twice changes nothing.

    Raises `Empty`, `TooLong` (over `LONGEST` characters) and `ControlCharacter`.
    """
    if len(value) > _LONGEST_RAW:
        raise TooLong(limit=LONGEST)
    kept = [
        c for c in value.strip(" \t\r\n").replace("\t", " ") if unicodedata.category(c) != "Cf" and c not in _INVISIBLE
    ]
    if any(unicodedata.category(c) in _REFUSED for c in kept):
        raise ControlCharacter
    text = " ".join(unicodedata.normalize("NFC", "".join(kept)).split())
    if not text:
        raise Empty
    if len(text) > LONGEST:
        raise TooLong(limit=LONGEST)
    return text


def refuse_wildcards(text: str, *, but: str = "") -> None:
    """Raise `Wildcard` if `text` has a sign of `WILDCARDS` that is not in `but`."""
    for char in text:
        if char in WILDCARDS and char not in but:
            raise Wildcard(sign=char)


def refuse_general(text: str) -> None:
    """Raise `TooGeneral` for under three letters and digits, or for under five digits without a letter."""
    telling = [c for c in text if c.isalnum()]
    if len(telling) < 3 or (len(telling) < 5 and all(c.isnumeric() for c in telling)):
        raise TooGeneral


def letters(text: str) -> int:
    """How many letters `text` has, in any script."""
    return sum(c.isalpha() for c in text)


def in_order(*parts: tuple[str, str]) -> dict[str, str]:
    """The parts that are not empty, in the order given."""
    return {name: value for name, value in parts if value}


def word_set(text: str, separator: str | None = None) -> frozenset[str]:
    """The words of a list in the code, written as one text because that is how a person reads and extends it."""
    return frozenset(text.split(separator))


_DASHES = re.compile("[\u2010-\u2015\u2212]")


def plain_dashes(text: str) -> str:
    """Every dash as a hyphen."""
    return _DASHES.sub("-", text)
