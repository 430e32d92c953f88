"""Patterns over folded text: how each piece of a fact may be written. Every quantifier is bounded, nothing nests."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from itertools import count

from unlisted.text.endings import paradigms
from unlisted.text.fold import fold_text
from unlisted.text.forms import fleeting_a, softened, stem_and_endings
from unlisted.text.letters import HIDDEN, accepted
from unlisted.text.rewriting import instead

LETTER = r"[^\W\d_]"
START, END = rf"(?<!{LETTER})", rf"(?!{LETTER})"
ALONE_START, ALONE_END = r"(?<![^\W_])", r"(?![^\W_])"  # neither letter nor digit beside it
# A number ends where no digit follows, and a letter that stands for a digit is not the beginning or end of a word.
_INSIDE_A_WORD = rf"(?!(?<={LETTER}){LETTER})"
# Nor does it stand apart from the digits: "…117001 i gotovo" does not end in a 1.
DIGITS_START = rf"(?<!\d){_INSIDE_A_WORD}(?!{LETTER}[\W_])"
DIGITS_END = rf"(?!\d){_INSIDE_A_WORD}(?<![\W_]{LETTER})"
NO_WORD = r"(?:[^\w␞]|_)"  # anything but letters, digits and the break between two fields of a document
BETWEEN_WORDS = NO_WORD + "{0,6}"
GAP = NO_WORD + "{1,6}"  # as between words, but there must be something
BETWEEN_DIGITS = NO_WORD + "{0,12}"
APART = NO_WORD + "{1,12}"  # between letters that someone set apart one by one
# Where letters are set apart, one more goes on with the word ("R a d u l o v s k i"), unless it is a small word.
APART_END = rf"{END}(?!{NO_WORD}{{1,3}}(?![aeioYuskBv]\b){LETTER}\b)"
LOOSE = NO_WORD + "{0,3}"  # between letters of which only some are set apart
_APOSTROPHE = r"['’ʼ`´‘-]?"  # before an ending, in languages that set it apart
_HISSING = "čćšžчћшж"  # an English-style spelling writes an h behind their plain letter
_ORDINAL = r"(?:[-.]?[oa]?[gG]\b)?"  # "27-og marta"
_BOULEVARD = {fold_text(word) for word in ("bulevar", "булевар")}
# No other letters in their place: "@t" is not "at".
_AT_WORDS = r"(?:at|et)(?:\W{1,2}z[nH]ak)?|majm[uY][nH](?:[cC]e)?|ma[nH]ki|na|🐒|🐵|l[uY]d[oO]\W{1,2}a"
# Signs in words; more of them than one meets in the names of accounts.
SAID = {
    ".": ("dot", "tacka", "tocka", "tacku", "tackica", "point", "punkt"),
    "_": ("underscore", "donja crta", "donja crtica", "crtica dole"),
}


def letters(text: str, *, longer: bool = True) -> str:
    """A pattern for `text`: every accepted letter in each place, drawn out up to nine times.

    `longer`: also what is longer than a letter and stands for one (see `unlisted.text.rewriting`).
    """
    out = []
    previous = ""
    for original in text:
        for char in fold_text(original):
            if char == previous:
                continue
            pattern = _letter(char, previous)
            out.append(_or_more(pattern, original) if longer else pattern)
            previous = char
        if original.casefold() in _HISSING:
            out.append("[hHX]?")
    return "".join(out)


def _or_more(pattern: str, original: str) -> str:
    """A pattern for a letter, or for what is written instead of it and is longer than a letter."""
    ways = instead(original)
    if not (pattern and ways):
        return pattern
    soft = "j?" if original in "dD" else ""  # the j of đ and dj is part of the pattern
    return f"(?:(?:{'|'.join(''.join(map(_plainly, way)) for way in ways)}){soft}|{pattern})"


def _letter(char: str, previous: str) -> str:
    if char == "j":
        return "" if previous == "d" else f"[jyY{HIDDEN}]"
    if char.isalpha():
        return f"[{re.escape(accepted(char))}{HIDDEN}]{{1,9}}" + ("[jz]?" if char == "d" else "")
    if char.isalnum():
        return f"[{re.escape(accepted(char))}]{{1,9}}"
    return r"\s" if char.isspace() else re.escape(char)


def bent(word: str, names: count[int], languages: tuple[str, ...] = ()) -> str:
    """A pattern for one `word` in all its forms; a group `eN` is set only where the form is not her own.

    `languages`: those beyond the Serbian table whose endings it may take.
    """
    more = [
        f"{letters(as_typed(word, stem), longer=False)}"
        f"(?:{'|'.join(map(_added, sorted(endings, key=len, reverse=True)))})"
        for stem, endings in paradigms(word, languages)
    ]
    # First, so that an apostrophe with its ending is read with the name.
    return f"(?:(?P<e{next(names)}>{'|'.join(more)})|{_bent(word, names)})" if more else _bent(word, names)


def _added(ending: str) -> str:
    """A pattern for one ending of a table; one inside the form ("e's") is set apart as one before it is."""
    return _APOSTROPHE.join(letters(piece, longer=False) for piece in ending.split("'"))


def _bent(word: str, names: count[int]) -> str:
    """A pattern for one `word` in its Serbian forms."""
    stem, own, endings = stem_and_endings(word)
    others = "|".join(letters(e, longer=False) for e in sorted(endings, key=len, reverse=True))
    if not others:
        return letters(word)
    pattern = f"{letters(as_typed(word, stem))}(?:{letters(own)}|(?P<e{next(names)}>{others}))"
    short = fleeting_a(stem) if not own else None
    if short:
        pattern = f"(?:{pattern}|{letters(short)}(?P<e{next(names)}>{others}))"
    soft = softened(stem, own)
    if soft:
        pattern = f"(?:{pattern}|{letters(soft)}(?P<e{next(names)}>{letters('i')}))"
    return pattern


def as_typed(word: str, stem: str) -> str:
    """The beginning of `word` that folds to `stem`, with the diacritics that folding takes away."""
    begun = next(word[:end] for end in range(len(word), -1, -1) if stem.startswith(fold_text(word[:end])))
    return begun + stem[len(fold_text(begun)) :]  # half of a letter like я may be left


def words(text: str, names: count[int], languages: tuple[str, ...] = ()) -> str:
    """A pattern for several words in order, each in any of its forms."""
    pieces = re.findall(r"\w+", text)
    return BETWEEN_WORDS.join(
        _abbreviated(word) or (word + _ORDINAL if word.isdecimal() else bent(word, names, languages)) for word in pieces
    )


def _abbreviated(word: str) -> str | None:
    """A pattern for a word that is mostly written short, or None."""
    if fold_text(word) not in _BOULEVARD:
        return None
    short = "|".join(letters(form) for form in ("bulev", "bulv", "bul", "blvd", "blvr", "blv"))
    return rf"(?:{letters('bulevar')}\w{{0,3}}|{short})\.?"


def apart(*texts: str, gap: str = APART) -> str:
    """A pattern for `texts` with `gap` between all letters and digits: "M i l e n a", "m.i.l.e.n.a", "Mi-le-na"."""
    tokens = []
    for text in texts:
        folded = [char for char in fold_text(text) if char.isalnum()]
        for place, char in enumerate(folded):
            if char == "j" and place and folded[place - 1] == "d":
                continue  # đ is one letter
            drawn_out = "" if char.isdigit() else "{1,9}"  # 117 is no 17
            last_vowel = place == len(folded) - 1 and char in "aeiou"
            tokens.append(f"[aeiouY43015](?:{gap}[mj])?" if last_vowel else _plainly(char) + drawn_out)
    return gap.join(tokens).replace("[d]{1,9}", rf"[d]{{1,9}}(?:{LOOSE}j)?")


def digits(number: str, between: str = BETWEEN_DIGITS) -> str:
    """A pattern for `number` with separators between its digits and letters that stand for digits."""
    return between.join(f"[{re.escape(accepted(d))}]" for d in fold_text(number))


def plain(text: str) -> str:
    """A pattern for a handle, an email or a host: no forms, no drawn-out letters, every accepted letter."""
    return "".join(map(_plainly, fold_text(text))).replace("[d][j]", "[d][j]?")


def _plainly(char: str) -> str:
    return f"[{re.escape(accepted(char))}]" if char.isalnum() else re.escape(char)


def aloud(text: str) -> str:
    """As `plain`, where signs may be words, or have spaces about them: "milena donja crta s84"."""
    return "".join(_said(char) if char in SAID else _plainly(char) for char in fold_text(text)).replace(
        "[d][j]", "[d][j]?"
    )


def _said(sign: str) -> str:
    words = "|".join(letters(word, longer=False) for word in SAID[sign])
    return f"{LOOSE}(?:{'[.。]' if sign == '.' else re.escape(sign)}|{words}){LOOSE}"


def email(local: str, domain: str) -> str:
    """A pattern for an address whose signs may be words: "ime at primer tačka rs", "ime[at]primer(dot)rs"."""
    edge = LOOSE
    at = f"{edge}(?:@|(?<=[(\\[<{{])a|{_AT_WORDS}){edge}"
    return at.join(map(aloud, (local, domain)))


def either(patterns: Iterable[str]) -> str:
    """A pattern, without named groups, that is found where one of these is; a common beginning is looked for once."""
    plain = [re.sub(r"\(\?P<\w+>", "(?:", pattern) for pattern in patterns]
    start = START if plain and all(pattern.startswith(START) for pattern in plain) else ""
    return f"{start}(?:{'|'.join(f'(?:{pattern[len(start) :]})' for pattern in plain)})"


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """Compile; patterns are built from her facts only, never from a document."""
    return re.compile(pattern)
