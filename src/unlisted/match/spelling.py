"""Naming how a fact was spelled, from the original passage and the value she typed."""

from __future__ import annotations

import re
import unicodedata

from unlisted.model import How
from unlisted.text.letters import readings
from unlisted.text.scripts import Script, script_of

_DRAWN_OUT = re.compile(r"([^\W\d_])\1\1", re.IGNORECASE)
_APART = re.compile(r"(?:(?<![^\W_])[^\W_][\W_]{1,7}){4}[^\W_](?![^\W_])")
_WORD = re.compile(r"\w+")
_SIGN_INSIDE = re.compile(r"[^\W\d_][@!$€|]+[^\W\d_]")  # "M!lena"
_DIGITS_INSIDE = re.compile(r"[^\W\d_]\d+[^\W\d_]")


def how_spelled(passage: str, value: str, *, inflected: bool, numeric: bool, code: bool = False) -> How:
    """How `passage`, already verified to be `value` or a part of it, is spelled.

    `inflected`: the pattern needed an ending that is not hers. `numeric`: the fact is made of digits, so letters in
    the passage stand for digits. `code`: letters and digits stand side by side in it by nature, as in a plate.
    """
    passage = unicodedata.normalize("NFC", passage)
    if passage and passage in unicodedata.normalize("NFC", value):
        return How.EXACT
    digits_foreign = not any(map(str.isdigit, value)) and any(map(str.isdigit, passage))
    if _disguised(passage, numeric, code) or (digits_foreign and not numeric and not code):
        return How.DISGUISED
    if inflected:
        return How.INFLECTED
    typed = _scripts(value)
    return How.SCRIPT if typed and _scripts(passage) - typed else How.FOLDED


def _disguised(passage: str, numeric: bool, code: bool) -> bool:
    if _DRAWN_OUT.search(passage) or (not numeric and _APART.search(passage)) or any(_hidden(char) for char in passage):
        return True
    if numeric:
        return any(char.isalpha() or (char.isdigit() and not char.isascii()) for char in passage)
    if not code and _SIGN_INSIDE.search(passage):
        return True
    words = _WORD.findall(passage)
    return any(len(_scripts(word)) > 1 or (not code and _DIGITS_INSIDE.search(word)) for word in words)


def _hidden(char: str) -> bool:
    """Invisible characters, stacked marks, look-alikes of whole alphabets (mathematical, circled, small capitals)."""
    if char.isascii():
        return False
    if char.isdigit():
        return True
    reading = readings().get(ord(char))
    if reading == "":
        return char.casefold() not in "ъь"  # silent, yet written for all to see
    if reading and reading.isalnum() and not char.isalnum():
        return True  # a letter in a circle or a square
    if "\u0250" <= char <= "\u02af" or "\u1d00" <= char <= "\u1dbf":  # phonetic letters and small capitals
        return True
    return char.isalnum() and unicodedata.normalize("NFKC", char) != char


def _scripts(text: str) -> set[Script]:
    return {script for char in text if (script := script_of(char))}
