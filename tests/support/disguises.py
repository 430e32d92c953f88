"""How people write letters and digits so that a search does not find them: one function a trick, from chat groups.

Written without a look at how `unlisted` matches, so that what it finds of these is measured and not assumed. Every
disguise takes a text and a source of chance and gives a text that a person still reads the same way.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from random import Random

from support.alphabets import (
    CYRILLIC_LOOKS,
    DECORATED,
    GREEK,
    LEET,
    LEET_HEAVY,
    LOOKS,
    MATH_DIGITS,
    RAISED,
    SMALL_CAPS,
    bare,
    cyrillic,
    flags,
    latin_in_cyrillic,
    leet,
    lookalike,
    mapped,
    math_letters,
    mixed_sound,
    mixed_words,
    shifted,
    swapped,
    turned,
    wide_looks,
)

Apply = Callable[[str, Random], str]


@dataclass(frozen=True)
class Disguise:
    """One trick. `required` is false where a reader needs more than the letters themselves to see through it."""

    name: str
    apply: Apply
    required: bool = True


# --- things put between ------------------------------------------------------------------------------------------

_INVISIBLE = (
    "\u200b",
    "\u200c",
    "\u200d",
    "\u2060",
    "\ufeff",
    "\u00ad",
    "\u034f",
    "\u180e",
    "\u2063",
    "\u2064",
    "\ufe0f",
)
_BIDI = ("\u200e", "\u200f", "\u2066", "\u2068", "\u2069", "\u202a", "\u202c", "\u061c")
_EMOJI = ("🔥", "💀", "😂", "❤️", "👉", "🤡", "🐒", "🇷🇸", "👩‍🦰", "☠️", "🖕🏻", "✨")
_SPACES = (" ", " ", "\u00a0", "\u2009", "\u202f")


def _between(text: str, rng: Random, marks: tuple[str, ...], share: float = 0.4) -> str:
    out, places = [], [i for i in range(1, len(text)) if text[i].isalnum() and text[i - 1].isalnum()]
    sure = rng.choice(places) if places else -1
    for i, c in enumerate(text):
        if i in places and (i == sure or rng.random() < share):
            out.append(rng.choice(marks))
        out.append(c)
    return "".join(out)


def _letters(text: str) -> list[list[str]]:
    """Words as lists of letters, a mark staying with its letter."""
    return [re.findall(r".[\u0300-\u036f\ufe0f\u20e3]*", word) for word in text.split(" ")]


def _separated(text: str, rng: Random, inner: tuple[str, ...], outer: tuple[str, ...]) -> str:
    mark = rng.choice(inner)
    return rng.choice(outer).join(mark.join(letters) for letters in _letters(text))


def _spaced(text: str, rng: Random) -> str:
    return _separated(text, rng, _SPACES, ("  ", "   ", "     ", " \n "))


def _spaced_evenly(text: str, rng: Random) -> str:
    return _separated(text, rng, (" ",), (" ",))


def _dotted(text: str, rng: Random) -> str:
    mark = rng.choice((".", "-", "_", "*", "/", "|", "·", "•", "~", ",", "–", "+", "'", "°", "^"))
    return _separated(text, rng, (mark,), (" ", "  ", mark + mark, mark))


def _emoji(text: str, rng: Random) -> str:
    return _separated(text, rng, _EMOJI, (" ", "  "))


def _emoji_words(text: str, rng: Random) -> str:
    return rng.choice((*_EMOJI, "_", ".", "-", " / ", "+", "🔥🔥")).join(text.split(" "))


def _syllables(text: str, rng: Random) -> str:
    """Broken once inside each longer word, as if by a hyphen or a slip of the space bar."""
    mark = rng.choice((" ", "-", ".", "- ", " - ", "_", "/"))

    def broken(word: str) -> str:
        if len(word) < 4 or not word.isalpha():
            return word
        cut = rng.randint(2, len(word) - 2)
        return word[:cut] + mark + word[cut:]

    return " ".join(broken(word) for word in text.split(" "))


def _lines(text: str, _rng: Random) -> str:
    return text.replace(" ", "\n")


def _line_inside(text: str, rng: Random) -> str:
    longest = max(text.split(" "), key=len)
    cut = rng.randint(1, max(1, len(longest) - 1))
    return text.replace(longest, f"{longest[:cut]}{rng.choice(('', '-'))}\n{longest[cut:]}", 1)


def _column(text: str, _rng: Random) -> str:
    return "\n".join(letter for letters in _letters(text) for letter in letters)


def _elongated(text: str, rng: Random) -> str:
    def longer(word: str) -> str:
        places = [i for i, c in enumerate(word) if c.isalpha() and (c.lower() in "aeiouаеиоу" or i == len(word) - 1)]
        if not places:
            return word
        at = rng.choice(places)
        return word[:at] + word[at] * rng.randint(3, 6) + word[at + 1 :]

    return " ".join(longer(word) for word in text.split(" "))


def _marks(text: str, rng: Random) -> str:
    """Struck through, underlined, circled or thrown about with marks."""
    style = rng.choice((("\u0336",), ("\u0332",), ("\u20dd",), ("\u0338",), tuple(map(chr, range(0x0316, 0x0330)))))
    return "".join(c + (rng.choice(style) * rng.choice((1, 1, 2)) if c.isalnum() else "") for c in text)


def _reversed_by_control(text: str, _rng: Random) -> str:
    """Stored backwards, shown forwards."""
    return f"\u202e{unicodedata.normalize('NFC', text)[::-1]}\u202c"


# --- spelling ----------------------------------------------------------------------------------------------------

_ENGLISH = {"dž": "dzh", "lj": "lj", "č": "ch", "ć": "ch", "š": "sh", "ž": "zh", "đ": "dj"}


def _english(text: str, rng: Random, j: str = "j") -> str:
    """As an English newspaper writes it: Jovanovich, Zhivkovic, Shljivanchanin; with j="y" Yovanovich."""
    table = _ENGLISH | {"j": j, "lj": f"l{j}"} | ({"ž": "z"} if rng.random() < 0.3 else {})

    def swap(match: re.Match[str]) -> str:
        found = table[match[0].lower()]
        return found.capitalize() if match[0][0].isupper() else found

    return re.sub("|".join(table), swap, text, flags=re.IGNORECASE)


def _dz(text: str, rng: Random) -> str:
    """The letters đ and dž, which people mix up."""
    swaps = {
        "Đ": ("Dj", "Dž", "Dz", "DJ"),
        "đ": ("dj", "dž", "dz"),
        "Dž": ("Dz", "Đ", "Dj", "ǅ"),
        "dž": ("dz", "đ", "ǆ"),
    }
    return re.sub(r"[Dd]ž|[Đđ]", lambda m: rng.choice(swaps[m[0]]), text)


def _ligatures(text: str, _rng: Random) -> str:
    for plain, one in (("Lj", "ǈ"), ("lj", "ǉ"), ("Nj", "ǋ"), ("nj", "ǌ"), ("Dž", "ǅ"), ("dž", "ǆ")):
        text = text.replace(plain, one)
    return text


def _hats(text: str, _rng: Random) -> str:
    """Each of č ć š ž exchanged for its neighbour: Jovanovič, Zivkovič."""
    return text.translate(str.maketrans("čćČĆ", "ćčĆČ"))


def _teen(text: str, rng: Random) -> str:
    return swapped(text, rng, 0.9, {"v": "w", "V": "W", "k": "q", "i": "y", "š": "x", "ž": "z"}, 1)


def _masked(text: str, rng: Random) -> str:
    def hide(word: str) -> str:
        inner = [i for i in range(1, len(word)) if word[i].lower() in "aeiou"]
        return word if not inner else word[: (at := rng.choice(inner))] + rng.choice("*#_x.") + word[at + 1 :]

    return " ".join(hide(word) for word in text.split(" "))


def _no_vowels(text: str, _rng: Random) -> str:
    return re.sub(r"(?<=\w)[aeiou]", "", text, flags=re.IGNORECASE)


def _typo(text: str, rng: Random) -> str:
    """One slip of the fingers in one word."""
    words = text.split(" ")
    at = max(range(len(words)), key=lambda i: (len(words[i]), i))
    word, cut = words[at], rng.randint(1, max(1, len(words[at]) - 2))
    words[at] = rng.choice((
        word[:cut] + word[cut + 1 :],
        word[:cut] + word[cut + 1 : cut + 2] + word[cut] + word[cut + 2 :],
        word[:cut] + rng.choice("aeionrtsm") + word[cut:],
        word[:cut] + rng.choice("aeionrtsm") + word[cut + 1 :],
    ))  # fmt: skip
    return " ".join(words)


def _yuscii(text: str, _rng: Random) -> str:
    return text.translate(str.maketrans("ŽŠĐĆČžšđćč", "@[\\]^`{|}~"))


def _mojibake(text: str, _rng: Random) -> str:
    return text.encode("utf-8").decode("latin-1")


def _html(text: str, _rng: Random) -> str:
    return "".join(c if c.isascii() else f"&#{ord(c)};" for c in text)


# --- digits ------------------------------------------------------------------------------------------------------


def _digits(text: str, _rng: Random, table: str) -> str:
    return "".join(table[int(c)] if c.isascii() and c.isdigit() else c for c in text)


def _keycaps(text: str, rng: Random) -> str:
    return "".join(c + rng.choice(("\ufe0f\u20e3", "\u20e3")) if c.isascii() and c.isdigit() else c for c in text)


def _digit_letters(text: str, rng: Random) -> str:
    return swapped(text, rng, 0.7, {"0": "OoОО", "1": "lI", "5": "S", "3": "З"}, 1)


SERBIAN_DIGITS = ("nula", "jedan", "dva", "tri", "četiri", "pet", "šest", "sedam", "osam", "devet")
ENGLISH_DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = tuple(f"{start}naest" for start in ["jeda", "dva", "tri", "četr", "pet", "šes", "sedam", "osam", "devet"])
_TENS = ("", "", "dvadeset", "trideset", "četrdeset", "pedeset", "šezdeset", "sedamdeset", "osamdeset", "devedeset")


def serbian_number(number: int) -> str:
    """0 to 99 in words."""
    if number < 10:
        return SERBIAN_DIGITS[number]
    if number < 20:
        return _TEENS[number - 11] if number > 10 else "deset"
    return _TENS[number // 10] + (f" {SERBIAN_DIGITS[number % 10]}" if number % 10 else "")


def _digit_words(text: str, rng: Random, words: tuple[str, ...], share: float = 1.0) -> str:
    """Each digit as its word, in one of the ways people separate them."""
    between, style = rng.choice((" ", " ", ", ", "-", ". ")), rng.choice((str, bare, cyrillic))
    said = [style(words[int(c)]) if rng.random() < share else c for c in text if c.isascii() and c.isdigit()]
    plus = "plus " if text.startswith("+") else ""
    return plus + between.join(said)


def _digits_swapped_in(text: str, rng: Random, separators: tuple[str, ...]) -> str:
    return rng.choice(separators).join(c for c in text if c.isdigit() or c == "+")


_t = partial
LETTERS: tuple[Disguise, ...] = (
    Disguise("leet", _t(leet, share=0.5, table=LEET)),
    Disguise("leet-full", _t(leet, share=1.0, table=LEET)),
    Disguise("leet-heavy", _t(leet, share=0.8, table=LEET_HEAVY)),
    Disguise("look-cyrillic-some", _t(lookalike, share=0.4, table=CYRILLIC_LOOKS)),
    Disguise("look-cyrillic-all", _t(lookalike, share=1.0, table=CYRILLIC_LOOKS)),
    Disguise("look-greek", lambda text, rng: lookalike(text.upper(), rng, 0.8, GREEK, 1)),
    Disguise("look-any-some", _t(lookalike, share=0.4, table=LOOKS)),
    Disguise("look-any-all", _t(lookalike, share=1.0, table=LOOKS)),
    Disguise("look-latin-in-cyrillic", latin_in_cyrillic),
    Disguise("look-two-for-one", wide_looks),
    Disguise("mixed-by-sound", mixed_sound),
    Disguise("mixed-by-word", mixed_words),
    Disguise("decorated", _t(leet, share=0.7, table=DECORATED)),
    Disguise("math", math_letters),
    Disguise("full-width", lambda text, rng: shifted(text, rng, 0xFF21, 0xFF41, 0xFF10)),
    Disguise("small-caps", _t(mapped, table=SMALL_CAPS)),
    Disguise("raised", _t(mapped, table=RAISED)),
    Disguise("circled", lambda text, rng: shifted(text, rng, 0x24B6, 0x24D0)),
    Disguise("circled-dark", lambda text, rng: shifted(text, rng, 0x1F150, None)),
    Disguise("squared", lambda text, rng: shifted(text, rng, rng.choice((0x1F130, 0x1F170)), None)),
    Disguise("parenthesised", lambda text, rng: shifted(text, rng, 0x1F110, 0x249C)),
    Disguise("flags", flags),
    Disguise("zero-width", _t(_between, marks=_INVISIBLE)),
    Disguise("bidi-marks", _t(_between, marks=_BIDI)),
    Disguise("bidi-reversed", _reversed_by_control),
    Disguise("spaced", _spaced),
    Disguise("spaced-evenly", _spaced_evenly),
    Disguise("dotted", _dotted),
    Disguise("emoji-letters", _emoji),
    Disguise("emoji-words", _emoji_words),
    Disguise("syllables", _syllables),
    Disguise("lines", _lines),
    Disguise("line-inside", _line_inside),
    Disguise("column", _column),
    Disguise("elongated", _elongated),
    Disguise("marks", _marks),
    Disguise("hats-exchanged", _hats),
    Disguise("dz", _dz),
    Disguise("ligatures", _ligatures),
    Disguise("english", _english),
    Disguise("english-y", _t(_english, j="y"), required=False),
    Disguise("turned", turned, required=False),
    Disguise("teen-w", _teen, required=False),
    Disguise("masked", _masked, required=False),
    Disguise("no-vowels", _no_vowels, required=False),
    Disguise("misspelt", _typo, required=False),
    Disguise("yuscii", _yuscii, required=False),
    Disguise("mojibake", _mojibake, required=False),
    Disguise("html-numbers", _html, required=False),
)

DIGITS: tuple[Disguise, ...] = (
    Disguise("digits-circled", _t(_digits, table="⓪①②③④⑤⑥⑦⑧⑨")),
    Disguise("digits-dark", _t(_digits, table="⓿❶❷❸❹❺❻❼❽❾")),
    Disguise("digits-keycaps", _keycaps),
    Disguise(
        "digits-arabic", lambda text, rng: _digits(text, rng, rng.choice(("٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "०१२३४५६७८९")))
    ),
    Disguise("digits-raised", lambda text, rng: _digits(text, rng, rng.choice(("⁰¹²³⁴⁵⁶⁷⁸⁹", "₀₁₂₃₄₅₆₇₈₉")))),
    Disguise("digits-full-width", _t(_digits, table="０１２３４５６７８９")),
    Disguise("digits-math", lambda text, rng: shifted(text, rng, 0x41, 0x61, rng.choice((*MATH_DIGITS, 0x1FBF0)))),
    Disguise("digits-zero-width", _t(_between, marks=_INVISIBLE)),
)
APART: tuple[Disguise, ...] = (
    Disguise("digits-spaced", _t(_digits_swapped_in, separators=(" ", "  ", "\u00a0", "\u2009"))),
    Disguise(
        "digits-dotted", _t(_digits_swapped_in, separators=(".", "-", "_", "*", "/", "|", "·", "•", ",", ":", "–"))
    ),
    Disguise("digits-emoji", _t(_digits_swapped_in, separators=_EMOJI)),
    Disguise("digits-lines", _t(_digits_swapped_in, separators=("\n",))),
    Disguise("digits-as-letters", _digit_letters),
    Disguise("words-serbian", _t(_digit_words, words=SERBIAN_DIGITS), required=False),
    Disguise("words-english", _t(_digit_words, words=ENGLISH_DIGITS), required=False),
    Disguise("words-some", _t(_digit_words, words=SERBIAN_DIGITS, share=0.5), required=False),
)
