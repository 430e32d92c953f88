"""The alphabets and spellings that people borrow letters from: scripts, look-alikes, leet, and the blocks of Unicode.

Tables from one person's knowledge of Unicode and of how it is used in chats, not from the program's own.
"""

import re
import unicodedata
from random import Random

_DIGRAPHS = {"lj": "љ", "nj": "њ", "dž": "џ"}
_CYRILLIC = dict(zip("abvgdđežzijklmnoprstćufhcčš", "абвгдђежзијклмнопрстћуфхцчш", strict=True))


def cyrillic(text: str, _rng: Random | None = None) -> str:
    """Serbian Latin in Serbian Cyrillic; what Serbian does not have (q, w, x, y) stays."""

    def swap(match: re.Match[str]) -> str:
        found = match[0]
        letter = (_DIGRAPHS | _CYRILLIC)[found.lower()]
        return letter.upper() if found[0].isupper() else letter

    return re.sub(r"lj|nj|dž|[a-pr-vzđžćčš]", swap, unicodedata.normalize("NFC", text), flags=re.IGNORECASE)


def bare(text: str, rng: Random | None = None, dj: str | None = None) -> str:
    """Without diacritics; đ becomes dj or d."""
    dj = dj or (rng.choice(("dj", "dj", "d")) if rng else "dj")
    text = text.replace("Đ", dj.capitalize()).replace("đ", dj)
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def swapped(text: str, rng: Random, share: float, table: dict[str, str], least: int = 1) -> str:
    """Swap about `share` of the letters that `table` knows, at least `least` of them."""
    places = [i for i, c in enumerate(text) if c in table]
    chosen = {i for i in places if rng.random() < share}
    while places and len(chosen) < min(least, len(places)):
        chosen.add(rng.choice(places))
    return "".join(rng.choice(table[c]) if i in chosen else c for i, c in enumerate(text))


def alternating(text: str) -> str:
    """aNa iLiĆ."""
    return "".join(c.upper() if i % 2 else c.lower() for i, c in enumerate(text))


# --- letters that look like other things -------------------------------------------------------------------------

LEET = {"a": "4@", "e": "3", "i": "1!", "o": "0", "A": "4@", "E": "3", "I": "1!", "O": "0"}
LEET_HEAVY = LEET | {
    "s": "5$", "š": "5$", "S": "5$", "Š": "5$", "t": "7", "T": "7", "b": "8", "B": "8", "g": "9", "z": "2", "ž": "2",
    "Z": "2", "Ž": "2", "l": "1|", "L": "1", "c": "(", "č": "(", "ć": "(",
}  # fmt: skip
LOOKS = {
    "a": "аɑα", "b": "ЬᏏ", "c": "сϲᴄ", "d": "ԁ", "e": "еҽ", "f": "ք", "g": "ɡց", "h": "һհ", "i": "іιı", "j": "јϳ",
    "k": "кκ", "l": "ӏⅼI", "m": "мⅿ", "n": "ոη", "o": "оοօ", "p": "рρ", "r": "гᴦ", "s": "ѕꜱ", "t": "тτ", "u": "υսᴜ",
    "v": "νѵᴠ", "w": "ԝ", "x": "хχ", "y": "уγ", "z": "ᴢ",
    "A": "АΑᎪ", "B": "ВΒᏴ", "C": "СϹᏟ", "D": "Ꭰ", "E": "ЕΕᎬ", "F": "Ϝ", "G": "ԌᏀ", "H": "НΗᎻ", "I": "ІΙӀ", "J": "ЈᎫ",
    "K": "КΚᏦ", "L": "Ꮮ", "M": "МΜᎷ", "N": "Ν", "O": "ОΟՕ", "P": "РΡᏢ", "R": "Ꭱ", "S": "ЅՏᏚ", "T": "ТΤᎢ", "U": "Ս",
    "V": "ѴᏙ", "X": "ХΧ", "Y": "УΥҮ", "Z": "ΖᏃ",
}  # fmt: skip
CYRILLIC_LOOKS = dict(zip("aceijopsxyABCEHIJKMOPSTXY", "асеіјорѕхуАВСЕНІЈКМОРЅТХУ", strict=True))
GREEK = dict(zip("ABEZHIKMNOPTYXao", "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαο", strict=True))
LATIN_IN_CYRILLIC = dict(zip("асеіјорхуАВСЕНЈКМОРТХ", "aceijopxyABCEHJKMOPTX", strict=True))
DECORATED = {
    "a": "àáâäãåāăąạ", "c": "çĉċ", "e": "èéêëēėęẹ", "i": "ìíîïīįı", "o": "òóôöõøōọ", "u": "ùúûüūų", "n": "ñńņň",
    "l": "łĺļľ", "s": "śşŝș", "z": "źż", "d": "ďḍ", "t": "ťţț", "r": "ŕřŗ", "g": "ğĝģ", "k": "ķ", "j": "ĵ", "h": "ĥħ",
    "m": "ṃ", "v": "ṿ", "A": "ÀÁÂÄÃÅ", "E": "ÈÉÊË", "I": "ÌÍÎÏ", "O": "ÒÓÔÖÕØ", "U": "ÙÚÛÜ", "N": "ÑŃ", "S": "ŚŞ",
}  # fmt: skip
_WIDE_LOOKS = (("m", "rn"), ("w", "vv"), ("d", "cl"), ("M", "|\\/|"), ("V", "\\/"), ("v", "\\/"))
TURNED = dict(zip("abcdefghijklmnoprstuvyz", "ɐqɔpǝɟƃɥᴉɾʞlɯuodɹsʇnʌʎz", strict=True))


def lookalike(text: str, rng: Random, share: float, table: dict[str, str], least: int = 1) -> str:
    decomposed = unicodedata.normalize("NFD", text) if rng.random() < 0.5 else bare(text, rng)
    return swapped(decomposed, rng, share, table, least)


def leet(text: str, rng: Random, share: float, table: dict[str, str]) -> str:
    return swapped(text if rng.random() < 0.5 else bare(text, rng), rng, share, table, 2)


def wide_looks(text: str, rng: Random) -> str:
    """Two letters that look like one; always at least one where the text offers it."""
    offered = [(plain, look) for plain, look in _WIDE_LOOKS if plain in text]
    if not offered:
        return lookalike(text, rng, 0.6, LOOKS)
    plain, look = offered[0] if offered[0][0] in "mwd" else rng.choice(offered)
    return text.replace(plain, look, 1)


def latin_in_cyrillic(text: str, rng: Random) -> str:
    return swapped(cyrillic(text), rng, 0.5, LATIN_IN_CYRILLIC)


def mixed_sound(text: str, rng: Random) -> str:
    """Some letters in the other script by sound, not by shape: Миlenа."""
    return "".join(cyrillic(c) if rng.random() < 0.5 else c for c in text)


def mixed_words(text: str, rng: Random) -> str:
    words = text.split(" ")
    turn = rng.randint(0, 1)
    return " ".join(cyrillic(word) if i % 2 == turn else word for i, word in enumerate(words))


def turned(text: str, rng: Random) -> str:
    return "".join(TURNED.get(c, c) for c in reversed(bare(text, rng).lower()))


# --- letters of other alphabets of Unicode -----------------------------------------------------------------------

_MATH = {
    "bold": (0x1D400, 0x1D41A), "italic": (0x1D434, 0x1D44E), "bold-script": (0x1D4D0, 0x1D4EA),
    "bold-fraktur": (0x1D56C, 0x1D586), "double": (0x1D538, 0x1D552), "sans": (0x1D5A0, 0x1D5BA),
    "sans-bold": (0x1D5D4, 0x1D5EE), "mono": (0x1D670, 0x1D68A), "script": (0x1D49C, 0x1D4B6),
    "fraktur": (0x1D504, 0x1D51E),
}  # fmt: skip
_HOLES = {
    0x1D455: "ℎ", 0x1D53A: "ℂ", 0x1D53F: "ℍ", 0x1D545: "ℕ", 0x1D547: "ℙ", 0x1D548: "ℚ", 0x1D549: "ℝ", 0x1D551: "ℤ",
    0x1D49D: "ℬ", 0x1D4A0: "ℰ", 0x1D4A1: "ℱ", 0x1D4A3: "ℋ", 0x1D4A4: "ℐ", 0x1D4A7: "ℒ", 0x1D4A8: "ℳ", 0x1D4AD: "ℛ",
    0x1D4BA: "ℯ", 0x1D4BC: "ℊ", 0x1D4C4: "ℴ", 0x1D506: "ℭ", 0x1D50B: "ℌ", 0x1D50C: "ℑ", 0x1D515: "ℜ", 0x1D51D: "ℨ",
}  # fmt: skip
MATH_DIGITS = (0x1D7CE, 0x1D7D8, 0x1D7E2, 0x1D7EC, 0x1D7F6)
SMALL_CAPS = dict(zip("abcdefghijklmnoprstuvwyz", "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ", strict=True))
RAISED = dict(zip("abcdefghijklmnoprstuvwxyz", "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ", strict=True))


def _decomposed(text: str, rng: Random) -> str:
    """Base letters with their marks behind them, or without; đ has no mark to lose."""
    text = text.replace("Đ", "Dj").replace("đ", "dj")
    return unicodedata.normalize("NFD", text) if rng.random() < 0.4 else bare(text)


def shifted(text: str, rng: Random, upper: int, lower: int | None, digits: int | None = None) -> str:
    """Each ASCII letter moved into another block; without `lower` small letters become capitals there."""

    def move(c: str) -> str:
        if "A" <= c <= "Z" or (lower is None and "a" <= c <= "z"):
            code = upper + ord(c.upper()) - 65
        elif "a" <= c <= "z" and lower is not None:
            code = lower + ord(c) - 97
        elif c.isascii() and c.isdigit() and digits is not None:
            code = digits + int(c)
        else:
            return c
        return _HOLES.get(code, chr(code))

    return "".join(map(move, _decomposed(text, rng)))


def math_letters(text: str, rng: Random) -> str:
    upper, lower = _MATH[rng.choice(sorted(_MATH))]
    return shifted(text, rng, upper, lower, rng.choice(MATH_DIGITS))


def mapped(text: str, rng: Random, table: dict[str, str]) -> str:
    return "".join(table.get(c.lower(), c) for c in _decomposed(text, rng))


def flags(text: str, rng: Random) -> str:
    """Regional indicators, often held apart so that they do not become flags."""
    between = rng.choice(("", " ", "\u200b"))
    words = bare(text, rng).split(" ")
    return "  ".join(between.join(shifted(c, rng, 0x1F1E6, None) for c in word) for word in words)
