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
_DIGITS_INSIDE = re.compile(r"[^\W\d_]\d+[^\W\d_]")


def how_spelled(passage: str, value: str, *, inflected: bool, numeric: bool, code: bool = False) -> How:
    """How `passage`, already verified to be `value` or a part of it, is spelled.

    `inflected`: the pattern needed an ending that is not hers. `numeric`: the fact is made of digits, so letters in
    the passage stand for digits. `code`: letters and digits stand side by side in it by nature, as in a plate.
    """
    passage = unicodedata.normalize("NFC", passage)
    if passage and passage in unicodedata.normalize("NFC", value):
        return How.EXACT
    if _disguised(passage, numeric, code):
        return How.DISGUISED
    if inflected:
        return How.INFLECTED
    typed, seen = _scripts(value), _scripts(passage)
    return How.SCRIPT if seen and typed and not seen & typed else How.FOLDED


def _disguised(passage: str, numeric: bool, code: bool) -> bool:
    if _DRAWN_OUT.search(passage) or (not numeric and _APART.search(passage)) or any(_hidden(char) for char in passage):
        return True
    if numeric:
        return any(char.isalpha() or (char.isdigit() and not char.isascii()) for char in passage)
    words = _WORD.findall(passage)
    return any(len(_scripts(word)) > 1 or (not code and _DIGITS_INSIDE.search(word)) for word in words)


def _hidden(char: str) -> bool:
    """Invisible characters, stacked marks and look-alikes of whole alphabets (mathematical, full-width, circled)."""
    if char.isascii():
        return False
    if readings().get(ord(char)) == "":
        return True
    return char.isalnum() and unicodedata.normalize("NFKC", char) != char


def _scripts(text: str) -> set[Script]:
    return {script for char in text if (script := script_of(char))}
