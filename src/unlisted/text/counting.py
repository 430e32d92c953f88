"""Numbers in words, as somebody dictates them: digit by digit, in tens, some in words and some in digits. Pure.

Serbian, Croatian and Bosnian in both scripts and as spoken ("četri"), English and German.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, product
from operator import itemgetter

from unlisted.text.scripts import to_cyrillic

# One line a way to say all ten digits.
_DIGITS = tuple(
    line.split()
    for line in (
        "nula jedan dva tri četiri pet šest sedam osam devet",
        "nula jedinica dvojka trojka četvorka petica šestica sedmica osmica devetka",
        "nula jedan dva tri četri pet šes sedam osam devet",
        "zero one two three four five six seven eight nine",
        "null eins zwei drei vier fünf sechs sieben acht neun",
    )
)
_TEENS = tuple(
    line.split()
    for line in (
        "deset jedanaest dvanaest trinaest četrnaest petnaest šesnaest sedamnaest osamnaest devetnaest",
        "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen",
    )
)
_TENS = tuple(
    line.split()
    for line in (
        "dvadeset trideset četrdeset pedeset šezdeset sedamdeset osamdeset devedeset",
        "twenty thirty forty fifty sixty seventy eighty ninety",
    )
)
_MIXED_MOST = 2  # words in a row of four digits that are partly in words
_BARE = str.maketrans("čšžü", "cszu")
_OPEN = "\ue000"  # behind a ten until it is known whether a digit follows


def _words() -> dict[str, str]:
    """Every word, in lower case, to its digits."""
    plain = {word: str(digit) for words in _DIGITS for digit, word in enumerate(words)}
    plain |= {word: str(10 + unit) for words in _TEENS for unit, word in enumerate(words)}
    plain |= {word: f"{ten}{_OPEN}" for words in _TENS for ten, word in enumerate(words, 2)}
    plain |= {"nul": "0"} | {word.translate(_BARE): digits for word, digits in plain.items()}
    return plain | {to_cyrillic(word): digits for word, digits in plain.items()}


_MEANS = _words()
_LONGEST_FIRST = sorted(_MEANS, key=lambda word: (word[0], -len(word)))
# By their first letter, so that most words of a text are no number after one look.
_ONE = "|".join(
    f"{first}(?:{'|'.join(word[1:] for word in words)})" for first, words in groupby(_LONGEST_FIRST, itemgetter(0))
)
# By itself, or in a row with others; never split again, for "sedamdeset" is two of them too.
NUMBER_WORD = re.compile(rf"(?<![^\W\d_])(?:{_ONE})++(?![^\W\d_])", re.IGNORECASE)
_SINGLE = re.compile(_ONE, re.IGNORECASE)
_UNIT_BEHIND = re.compile(rf"{_OPEN}(?P<unit>[^\w.:;!?\n]*(?:[iи][^\w.:;!?\n]+)?(?=[1-9](?!\d)))?")


def counted(text: str, fill: str) -> str:
    """`text` with digits in the place of number words, of the same length; `fill` is put where nothing is left."""

    def digits(found: re.Match[str]) -> str:
        read = _MEANS.get(found[0].lower(), "")
        return read + fill * (len(found[0]) - len(read)) if read else found[0]

    def closed(found: re.Match[str]) -> str:
        return "0" if found["unit"] is None else fill * len(found[0])

    text = text.replace(_OPEN, " ")
    read = NUMBER_WORD.sub(lambda row: _SINGLE.sub(digits, row[0]), text)
    return _UNIT_BEHIND.sub(closed, read)


def dictated(number: str) -> Iterator[str]:
    """Beginnings of `number` in words, each as it is written without spaces: what a number in words begins with."""
    for words in _DIGITS:
        yield "".join(words[int(digit)] for digit in number[:4])
    for start in (0, 1):
        yield "".join(_in_tens(number[start:]))
    for start in (0, 4):
        piece = number[start : start + 4]
        for some in product((False, True), repeat=len(piece)):
            if 0 < sum(some) <= _MIXED_MOST:
                yield "".join(_DIGITS[0][int(d)] if word else d for d, word in zip(piece, some, strict=True))


def _in_tens(number: str) -> Sequence[str]:
    """The first words of `number` said in pairs; a nought is said alone."""
    said: list[str] = []
    while number and len(said) < 4:
        first, second = number[0], number[1:2]
        if first == "0" or second in ("", "0"):
            said.append(_DIGITS[0][int(first)])
            number = number[1:]
            continue
        said += [_TEENS[0][int(second)]] if first == "1" else [_TENS[0][int(first) - 2], _DIGITS[0][int(second)]]
        number = number[2:]
    return said
