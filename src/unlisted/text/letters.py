"""What every code point may stand for: the one table behind folding, patterns and the quick scan.

A *reading* is what folding puts in the place of a code point: nothing (it is invisible), one or more lower-case ASCII
letters, a digit, or an upper-case *marker* for a letter that the eye and the ear read differently. Cyrillic "р" sounds
like r and looks like p, so it folds to the marker ``P``, and a pattern that wants an r or a p accepts it.

Sources: Unicode NFKD and case folding (the `unicodedata` of this Python) for compatibility forms; the official
correspondence of the two Serbian alphabets; look-alikes between Cyrillic, Greek and Latin after UTS 39.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from unlisted.text.alphabets import of_other_scripts
from unlisted.text.confusables import confusables

# marker -> the ASCII letters it may stand for
MARKERS = {"B": "vb", "H": "nh", "P": "pr", "C": "sc", "Y": "uy", "X": "hx"}

INSTEAD = "\ue00f"  # put for the sign that stands for some letter (see `unlisted.text.guises`)
# Readings that are controls, which nothing else folds to: patterns that hold no other than ASCII are quicker.
HIDDEN, EURO = "\x7f", "\x01"

# what else a writer may put for a letter on purpose, beside its markers
LEET = {
    "a": "4@", "b": "8", "e": f"3{EURO}", "g": "69", "i": "1!|l", "l": "1|i!", "o": "0", "s": "5$", "t": "7+", "z": "2",
}  # fmt: skip
PUNCTUATION = {"@": "a", EURO: "e", "!": "i", "$": "s"}  # of LEET, what the quick scan reads as letters too
DIGIT_LEET = {"0": "o", "1": "il|", "2": "z", "3": "e", "4": "a", "5": "s", "6": "g", "7": "t", "8": "bB", "9": "g"}

_CYRILLIC = {
    "а": "a", "б": "b", "в": "B", "г": "g", "д": "d", "ђ": "dj", "е": "e", "ж": "z", "з": "z", "и": "i", "ј": "j",
    "к": "k", "л": "l", "љ": "lj", "м": "m", "н": "H", "њ": "nj", "о": "o", "п": "p", "р": "P", "с": "C", "т": "t",
    "ћ": "c", "у": "Y", "ф": "f", "х": "X", "ц": "c", "ч": "c", "џ": "dz", "ш": "s",
    "ё": "e", "й": "j", "щ": "s", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "ju", "я": "ja", "і": "i", "ї": "i",
    "є": "e", "ґ": "g", "ў": "u", "ѓ": "dj", "ќ": "c", "ѕ": "s", "ӏ": "l", "ԁ": "d", "ԛ": "q", "ԝ": "w", "һ": "h",
    "ү": "y", "ө": "o", "ԍ": "g",
}  # fmt: skip
_GREEK = {
    "α": "a", "β": "B", "γ": "y", "δ": "d", "ε": "e", "ζ": "z", "η": "n", "θ": "o", "ι": "i", "κ": "k", "λ": "l",
    "μ": "m", "ν": "v", "ξ": "x", "ο": "o", "π": "p", "ρ": "P", "σ": "o", "ς": "s", "τ": "t", "υ": "Y", "φ": "f",
    "χ": "X", "ψ": "p", "ω": "o", "ϲ": "c", "ϝ": "f", "ϳ": "j",
}  # fmt: skip
_GREEK_CAPITAL = {"Η": "h", "Ν": "n", "Υ": "Y", "Ω": "o"}  # capitals look like other letters than the small ones
_LATIN = {
    "đ": "dj", "ð": "dj", "ɖ": "dj", "ø": "o", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe", "ß": "ss", "þ": "th",
    "ħ": "h", "ŧ": "t", "ŋ": "n", "ə": "e", "ɑ": "a", "ɡ": "g", "ɩ": "i", "ɪ": "i", "ʏ": "y", "ʀ": "r", "ɴ": "n",
    "ʟ": "l", "ʙ": "b", "ɢ": "g", "ʜ": "h", "ᴀ": "a", "ᴄ": "c", "ᴅ": "d", "ᴇ": "e", "ᴊ": "j", "ᴋ": "k", "ᴍ": "m",
    "ᴏ": "o", "ᴘ": "p", "ᴛ": "t", "ᴜ": "u", "ᴠ": "v", "ᴡ": "w", "ᴢ": "z", "ꜰ": "f", "ꜱ": "s", "ȷ": "j", "ƶ": "z",
    "ɓ": "b", "ƈ": "c", "ɗ": "d", "ɛ": "e", "ɠ": "g", "ɨ": "i", "ƙ": "k", "ɱ": "m", "ɲ": "n", "ƥ": "p", "ʂ": "s",
    "ƭ": "t", "ʋ": "v", "ƴ": "y", "ʐ": "z",
    "ɐ": "a", "ɔ": "c", "ǝ": "e", "ɟ": "f", "ƃ": "g", "ɥ": "h", "ᴉ": "i", "ʞ": "k", "ɯ": "m", "ɹ": "r", "ʇ": "t",
    "ʌ": "v", "ʍ": "w", "ʎ": "y",
}  # fmt: skip
_INVISIBLE = {0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0}  # blank letters, beside the format characters
# Letters in brackets, and white ones on black circles and squares; the compatibility form of the first is three signs.
_ENCLOSED = (0x249C, 0x1F110, 0x1F150, 0x1F170)
_DIGITS = frozenset(range(10))
_DASHES = "‐‑‒–—―−﹘﹣－"
# Where anything but the character itself can be the reading; CJK, Hangul and private use are left out.
_RANGES = (
    (0x00, 0x2E80), (0x3000, 0x3040), (0xA640, 0xABC0), (0xF900, 0xFB50), (0xFE00, 0x10000), (0x10400, 0x10D00),
    (0x118A0, 0x118E0), (0x16E40, 0x16E80), (0x1D400, 0x1D800),
    (0x1E900, 0x1E944), (0x1F100, 0x1F200), (0x1FBF0, 0x1FBFA),
)  # fmt: skip


@cache
def readings() -> dict[int, str]:
    """Code point to reading, for every code point whose reading is not itself. About 20 ms, once a run."""
    table: dict[int, str] = {}
    for low, high in _RANGES:
        for point in range(low, high):
            char = chr(point)
            reading = _read(char)
            if reading != char:
                table[point] = reading
    table |= confusables() | of_other_scripts()
    for first in _ENCLOSED:
        table.update({first + i: chr(ord("a") + i) for i in range(26)})
    table |= {ord(INSTEAD): HIDDEN, ord("€"): EURO}
    table.update(dict.fromkeys((*range(917504, 921600), *_INVISIBLE), ""))
    for point, reading in table.items():  # a capital whose small letter looks like another
        if not reading.isascii():
            table[point] = "".join(table.get(ord(c), c) for c in reading)
    return table


def _read(char: str) -> str:
    category = unicodedata.category(char)
    if category in {"Cf", "Mn", "Me", "Cc", "Cn", "Cs"}:
        return char if char == "\n" else " " if char in "\t\r\x0b\x0c\x1c\x1d\x1e\x1f\x85" else ""
    if category == "Zs":
        return " "
    if category in {"Zl", "Zp"}:
        return "\n"
    if char in _DASHES:
        return "-"
    if category in {"Nd", "No"}:
        number = unicodedata.numeric(char)
        if number in _DIGITS:
            return str(int(number))
    return _letter(char)


_NAMED_AFTER = re.compile(
    r"LATIN (?:SMALL|CAPITAL|LETTER) (?:LETTER )?(?:SMALL CAPITAL )?"
    r"(?:TURNED |REVERSED |SIDEWAYS |OPEN |SCRIPT |CLOSED )*([A-Z])(?: WITH .*)?"
)


def _letter(char: str) -> str:
    capital = unicodedata.normalize("NFKC", char)
    if capital in _GREEK_CAPITAL:
        return _GREEK_CAPITAL[capital]
    whole = char.casefold()  # letters like ћ and й carry their mark in one code point; look before taking it apart
    if whole in _CYRILLIC:
        return _CYRILLIC[whole]
    if char.lower() in _LATIN:
        return _LATIN[char.lower()]
    if char in "ϲϹ":  # the lunate sigma looks like c, whatever it is compatible with
        return "c"
    plain = unicodedata.normalize("NFKD", char)
    plain = "".join(c for c in plain if unicodedata.category(c) not in {"Mn", "Me", "Cf"}).casefold()
    if not plain.isascii() and (named := _NAMED_AFTER.fullmatch(unicodedata.name(char, ""))):
        return named[1].lower()  # with a hook, a tail, a stroke; turned over
    return "".join(_LATIN.get(c) or _CYRILLIC.get(c) or _GREEK.get(c) or c for c in plain)


@cache
def accepted(letter: str) -> str:
    """All folded characters that a pattern's folded `letter` accepts (itself, its markers, digits put in its place)."""
    if letter in MARKERS:  # she typed a letter with two readings: accept all of both
        return "".join(dict.fromkeys(letter + "".join(accepted(c) for c in MARKERS[letter])))
    if letter.isdigit():
        return letter + DIGIT_LEET.get(letter, "")
    return letter + "".join(m for m, both in MARKERS.items() if letter in both) + LEET.get(letter, "")
