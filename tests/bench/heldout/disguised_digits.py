"""Ways to write numbers and addresses of mail so that a search does not see them."""

import re

from bench.heldout import tables as t
from bench.heldout.disguises import (
    ALONE,
    DIGITS,
    GLYPH,
    LETTER_DISGUISES,
    RESPELL,
    Disguise,
    same,
    undone,
)
from bench.heldout.pools import Draw, bare, no_marks

NUMBERS = frozenset({"phone", "national-id"})
_WORD_DIGITS = {no_marks(bare(w)): str(i) for _name, words in t.WORDS for i, w in enumerate(words)} | {"oh": "0"}


def _glyphs(draw: Draw, text: str) -> str:
    _name, signs = draw.one(t.DIGITS)
    return "".join(signs[int(c)] if c in "0123456789" else c for c in text)


def _odd_glyphs(draw: Draw, text: str) -> str:
    _name, signs = draw.one(t.ODD_DIGITS)
    return "".join(signs[int(c)] if c in "0123456789" else c for c in text)


def _unglyph(text: str) -> str:
    back = {sign: str(i) for _name, signs in (*t.DIGITS, *t.ODD_DIGITS) for i, sign in enumerate(signs)}
    return "".join(back.get(c, c) for c in text)


def _keycaps(draw: Draw, text: str) -> str:
    after = "\u20e3" if draw.late else "\ufe0f\u20e3"
    return "".join(c + after if c in "0123456789" else c for c in text)


def _as_letters(draw: Draw, text: str) -> str:
    table = draw.one(t.DIGIT_LETTERS)
    return "".join(table.get(c, c) for c in text)


def _of_letters(text: str) -> str:
    back = {sign: c for table in t.DIGIT_LETTERS for c, sign in table.items()}
    return bare("".join(back.get(c, c) for c in text))


def _words(draw: Draw, text: str) -> str:
    """Each digit a word."""
    if text.startswith("+"):
        return text  # nobody dictates a country code so
    _name, words = draw.one(t.WORDS)
    gap = draw.rng.choice((" ", ", ", "-") if draw.late else (" ", "  ", ","))
    return gap.join(words[int(c)] for c in text if c in "0123456789")


def _mixed(draw: Draw, text: str) -> str:
    """Some digits as words, joined or apart: 06cetiri 12 tri."""
    _name, words = draw.one(t.WORDS[:3] if not draw.late else t.WORDS)
    gap = draw.rng.choice(("", " "))
    places = [i for i, c in enumerate(text) if c in "0123456789"]
    chosen = set(draw.rng.sample(places, max(1, len(places) // 3)))
    return "".join(f"{gap}{words[int(c)]}{gap}" if i in chosen else c for i, c in enumerate(text))


def _read_words(text: str) -> str:
    """Words back into digits, longest first; letters that are no number word stay."""
    text = no_marks(bare(text))
    for word in sorted(_WORD_DIGITS, key=len, reverse=True):
        text = text.replace(word, _WORD_DIGITS[word])
    return text


def _read_apart(text: str) -> str:
    return "".join(_WORD_DIGITS.get(no_marks(bare(word)), "?") for word in re.split(r"[\s,-]+", text))


def _pairs(draw: Draw, text: str) -> str:
    """As one dictates: nula šezdeset četiri, dvadeset tri…; a nought is always said alone."""
    if text.startswith("+"):
        return text
    digits, out = re.sub(r"\D", "", text), []
    while digits:
        pair = digits[:2]
        if len(pair) == 2 and pair[0] != "0" and pair[1] != "0":
            out.append(
                t.TEENS[int(pair[1])] if pair[0] == "1" else f"{t.TENS[int(pair[0])]} {t.WORDS[0][1][int(pair[1])]}"
            )
            digits = digits[2:]
        else:
            out.append(t.WORDS[0][1][int(digits[0])])
            digits = digits[1:]
    spoken = (", " if draw.late else " ").join(out)
    return no_marks(spoken) if draw.chance(0.5) else spoken


def _read_pairs(text: str) -> str:
    tens = {no_marks(w): str(i) for i, w in enumerate(t.TENS) if i > 1}
    teens = {no_marks(w): str(10 + i) for i, w in enumerate(t.TEENS)}
    ones = {no_marks(w): str(i) for i, w in enumerate(t.WORDS[0][1])}
    return "".join((tens | teens | ones).get(word, "?") for word in no_marks(text).replace(",", " ").split())


def _digits_only(text: str) -> str:
    return re.sub(r"\D", "", text)


def _mail_words(draw: Draw, text: str) -> str:
    at, dot = draw.one(t.AT), draw.one(t.DOT)
    every = draw.chance(0.5)
    name, _, host = text.partition("@")
    return (name.replace(".", dot) if every else name) + at + host.replace(".", dot)


def _read_mail(text: str) -> str:
    for words, sign in ((t.AT, "@"), (t.DOT, ".")):
        for word in sorted(words, key=len, reverse=True):
            text = text.replace(word, sign)
    return _no_gaps(text)


def _mail_gaps(draw: Draw, text: str) -> str:
    gap = draw.rng.choice(("  ", " \n")) if draw.late else " "
    return text.replace("@", f"{gap}@{gap}").replace(".", f"{gap}.{gap}")


def _no_gaps(text: str) -> str:
    return "".join(text.split())


def _handle_gaps(draw: Draw, text: str) -> str:
    sign = draw.one((" _ ", " underscore ", " donja crta ", " crtica dole "))
    return text.replace("_", sign).replace(".", draw.one(t.DOT))


def _read_handle(text: str) -> str:
    for word in (" donja crta ", " crtica dole ", " underscore ", " _ "):
        text = text.replace(word, "_")
    return _read_mail(text)


DIGIT_DISGUISES: tuple[Disguise, ...] = (
    Disguise(name="digits-other", write=_glyphs, holds=undone(_unglyph), on=DIGITS, stage=GLYPH),
    Disguise(name="digits-odd", write=_odd_glyphs, holds=undone(_unglyph), on=NUMBERS, stage=GLYPH),
    Disguise(name="keycaps", write=_keycaps, holds=same(bare), on=DIGITS - {"plate"}, stage=GLYPH),
    Disguise(name="letters-for-digits", write=_as_letters, holds=same(_of_letters), on=NUMBERS, stage=RESPELL),
    Disguise(name="number-words", write=_words, holds=undone(_read_apart, _digits_only), on=NUMBERS, stage=ALONE),
    Disguise(name="number-words-mixed", write=_mixed, holds=same(_read_words), on=NUMBERS, stage=ALONE),
    Disguise(name="number-words-pairs", write=_pairs, holds=undone(_read_pairs, _digits_only), on=NUMBERS, stage=ALONE),
    Disguise(name="at-word", write=_mail_words, holds=undone(_read_mail), on=frozenset({"email"}), stage=RESPELL),
    Disguise(name="mail-gaps", write=_mail_gaps, holds=undone(_no_gaps), on=frozenset({"email"}), stage=RESPELL),
    Disguise(name="handle-words", write=_handle_gaps, holds=undone(_read_handle), on=frozenset({"username"}),
             stage=RESPELL),
)  # fmt: skip

DISGUISES = (*LETTER_DISGUISES, *DIGIT_DISGUISES)
