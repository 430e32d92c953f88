"""The two Serbian scripts: Latin to Cyrillic for display, and telling which script a text is in."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum

_DIGRAPHS = {"lj": "љ", "nj": "њ", "dž": "џ"}
_LETTERS = {
    **dict(zip("abvgd", "абвгд", strict=True)),
    **dict(zip("đežzijk", "ђежзијк", strict=True)),
    **dict(zip("lmnoprst", "лмнопрст", strict=True)),
    **dict(zip("ćufhcčš", "ћуфхцчш", strict=True)),
}
_TO_LATIN = {cyrillic: latin for latin, cyrillic in {**_LETTERS, **_DIGRAPHS}.items()}
# Prefix and foreign words in which n-j, d-ž are two sounds (Pravopis srpskoga jezika, 2010, on the digraphs).
_TWO_SOUNDS = re.compile(
    r"(?i)(?<=\bi)nj(?=ek)|(?<=\bko)nj(?=u[gn])|(?<=\bva)nj(?=ez)"
    r"|(?<=\bna)dž(?=[ien])|(?<=\bpo)dž(?=anr)|(?<=\bo)dž(?=al)"
)
# Left as they are: command lines, placeholders, links, addresses, names of files, options, the program's own name.
_KEEP = re.compile(
    r"`[^`]*`|\{[^{}]*\}|https?://\S*|\S+@\S+|(?<!\w)--?[a-z][\w-]*|\b[\w-]+(?:\.[\w-]+)*\.[a-z]{2,4}\b|\bunlisted\b"
    r"|\b\w*[qwxyQWXY]\w*\b|[A-Z]{2,}[0-9]\w*|\b(?:JSON|TOML|UTF-8|UTF-16|HTML|SSD|PDF|URL)\b"
)


class Script(StrEnum):
    """The writing systems that a fact and a document are compared in."""

    LATIN = "latin"
    CYRILLIC = "cyrillic"
    OTHER = "other"


def script_of(char: str) -> Script | None:
    """The script of one letter; None for anything that is not a letter."""
    if not char.isalpha():
        return None
    name = unicodedata.name(char, "")
    if name.startswith("LATIN "):
        return Script.LATIN
    return Script.CYRILLIC if name.startswith("CYRILLIC ") else Script.OTHER


def to_cyrillic(text: str) -> str:
    """Serbian Latin as Serbian Cyrillic, for reading; commands, links, placeholders and file names stay Latin."""
    out: list[str] = []
    at = 0
    for kept in _KEEP.finditer(text):
        out += [_convert(text[at : kept.start()]), kept.group()]
        at = kept.end()
    return "".join([*out, _convert(text[at:])])


def to_latin(text: str) -> str:
    """Serbian Cyrillic as Serbian Latin; other letters stay."""
    return "".join(map(_latin, unicodedata.normalize("NFC", text)))


def _latin(char: str) -> str:
    letter = _TO_LATIN.get(char.lower())
    if letter is None:
        return char
    return letter[0].upper() + letter[1:] if char.isupper() else letter


def _convert(text: str) -> str:
    text = unicodedata.normalize("NFC", text)
    text = _TWO_SOUNDS.sub(lambda m: f"{m.group()[0]}\u200d{m.group()[1]}", text)  # joined letters are kept apart
    out: list[str] = []
    i = 0
    while i < len(text):
        pair, char = text[i : i + 2], text[i]
        width = 2 if pair.lower() in _DIGRAPHS else 1
        letter = _DIGRAPHS[pair.lower()] if width == 2 else _LETTERS.get(char.lower(), char)
        out.append(letter.upper() if char.isupper() and letter != char else letter)
        i += width
    return "".join(out).replace("\u200d", "")
