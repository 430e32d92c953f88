"""Making any text harmless to show: no controls, nothing invisible, nothing that turns its direction. Pure."""

from __future__ import annotations

import re
import unicodedata

_ENDINGS = re.compile("\r\n?|[\u2028\u2029]")
_REPLACED = frozenset({"Cc", "Cs", "Co"})  # controls, lone surrogates (which UTF-8 cannot write), private use


def clean(text: str) -> str:
    """`text` with line feeds as its only controls, without format characters (bidi, zero-width, tags).

    A tab becomes a space and every other control U+FFFD, so that an escape sequence is seen as the text it is.
    Cleaning twice changes nothing.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_harmless, _ENDINGS.sub("\n", text)))


def _harmless(char: str) -> str:
    if char == "\n" or char.isprintable():
        return char
    if char == "\t":
        return " "
    category = unicodedata.category(char)
    if category == "Cf":
        return ""
    return "\ufffd" if category in _REPLACED else char
