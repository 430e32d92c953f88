"""Letters that a file format has wrapped up, unwrapped: ``\\u0107``, ``&#x107;``, ``%C4%87``."""

from __future__ import annotations

import html
import re
from urllib.parse import unquote, unquote_plus

from unlisted.sources.base import FIELD_BREAK

_PAIR = re.compile(r"\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")
_ONE = re.compile(r"\\u([0-9a-fA-F]{4})")
_PERCENT = re.compile(r"%[0-9a-fA-F]{2}")
_LONG = re.compile(r"&#[xX]?[0-9a-fA-F]{9,}")  # no letter has such a number, and `int` refuses the longest
_MANY = 1000  # links of one document that are unquoted; more is no text for people


def unquoted(link: str) -> str:
    """A link as it stands, and once more in plain letters if it has percent signs or a query with plus signs."""
    if "?" in link and ("+" in link or "%" in link):
        return f"{link}\n{unquote_plus(link)}"
    return f"{link}\n{unquote(link)}" if "%" in link else link


def unescaped(text: str) -> str:
    """Plain text with escapes of JSON and HTML as the letters they mean, and its percent-quoted links once more."""
    if "\\u" in text:
        text = _PAIR.sub(lambda p: chr(0x10000 + ((int(p[1], 16) & 0x3FF) << 10) + (int(p[2], 16) & 0x3FF)), text)
        text = _ONE.sub(_letter, text)
    if "&" in text:
        text = html.unescape(_LONG.sub("\ufffd", text))
    if "%" in text:
        links = [word for word in text.split() if _PERCENT.search(word)]
        text = FIELD_BREAK.join([text, *map(unquote_plus, links[:_MANY])])
    return text


def _letter(escape: re.Match[str]) -> str:
    point = int(escape[1], 16)
    return "\ufffd" if 0xD800 <= point < 0xE000 else chr(point)
