"""Ways to write a fact so that a search does not see it, each with what must still hold between before and after.

Every disguise carries its own proof: `holds(before, after)` is true only if the after can be read back as the before.
A variant is drawn from the part of its table that belongs to the seed, so late seeds show signs that early ones do not.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bench.heldout import tables as t
from bench.heldout.pools import Draw, bare, no_marks, to_cyrillic

Write = Callable[[Draw, str], str]
Holds = Callable[[str, str], bool]
LETTERS = frozenset({"name", "relative", "address", "workplace"})
HANDLES = frozenset({"email", "username"})
DIGITS = frozenset({"phone", "national-id", "address", "plate"})
RESPELL, GLYPH, INSERT, ALONE = range(4)  # the order in which two can stand one upon the other


@dataclass(frozen=True, slots=True, kw_only=True)
class Disguise:
    """One way to write; `on` says for which kinds of fact, `stage` which can follow which."""

    name: str
    write: Write
    holds: Holds
    on: frozenset[str]
    stage: int
    only: str = ""  # early or late seeds only


def same(fold: Callable[[str], str]) -> Holds:
    """Both read the same after folding."""
    return lambda before, after: before != after and fold(before) == fold(after)


def undone(undo: Callable[[str], str], fold: Callable[[str], str] = bare) -> Holds:
    """The after, undone, reads the same as the before."""
    return lambda before, after: before != after and fold(before) == fold(undo(after))


def _swapped(text: str, table: Mapping[str, str]) -> str:
    return "".join(table.get(c, c) for c in text)


def _back(table: Mapping[str, str]) -> dict[str, str]:
    return {sign: c for c, sign in table.items()}


def _sure(draw: Draw, text: str, table: Mapping[str, str], share: float) -> str:
    """Some of the letters the table knows, at least two where there are two."""
    places = [i for i, c in enumerate(text) if c in table]
    count = max(min(2, len(places)), round(len(places) * share))
    chosen = set(draw.rng.sample(places, count))
    return "".join(table[c] if i in chosen else c for i, c in enumerate(text))


# --- letters for letters -----------------------------------------------------------------------------------------


def _looks(*tables: Mapping[str, str], share: float = 0.6) -> Write:
    return lambda draw, text: _sure(draw, text, tables[min(draw.late, len(tables) - 1)], share)


def _read(*tables: Mapping[str, str]) -> Callable[[str], str]:
    every: dict[str, str] = {}
    for table in tables:
        every |= _back(table)
    return lambda text: _swapped(text, every)


def _leet(tables: tuple[dict[str, str], ...]) -> Disguise:
    upper = [table | {c.upper(): sign for c, sign in table.items()} for table in tables]
    digits = {sign: c for table in tables for c, sign in table.items()} | {"9": "g"}

    def write(draw: Draw, text: str) -> str:
        return _swapped(no_marks(text), draw.one(upper))

    def fold(text: str) -> str:  # 4 and a are one, whoever wrote which
        return bare(_swapped(text, digits).replace("y", "i")).replace("i", "l")

    return Disguise(name="leet", write=write, holds=same(fold), on=LETTERS, stage=RESPELL)


def _style(draw: Draw, text: str) -> str:
    _name, table = draw.one(t.STYLES)
    return _swapped(no_marks(text), table | {c.upper(): s for c, s in table.items() if c.upper() not in table})


_STYLE_BACK = {sign: c for _name, table in t.STYLES for c, sign in table.items()}


def _unstyle(text: str) -> str:
    return _swapped(text, _STYLE_BACK)


def _letter_emoji(draw: Draw, text: str) -> str:
    table = (
        dict(zip("ABOPMiSXV", "🅰🅱🅾🅿Ⓜℹ💲❌✅", strict=True)) if draw.late else dict(zip("ABOPM", "🅰🅱🅾🅿Ⓜ", strict=True))
    )
    return _swapped(text, table | {c.lower(): s for c, s in table.items()})


_EMOJI_BACK = dict(zip("🅰🅱🅾🅿Ⓜℹ💲❌✅", "ABOPMiSXV", strict=True))


def _beside(draw: Draw, text: str) -> str:
    return _swapped(text, t.BESIDE[draw.late])


def _beside_fold(text: str) -> str:
    """One sign for whatever the tables take for each other, on both sides."""
    text = bare(text)
    for table in t.BESIDE:
        for letter, signs in table.items():
            text = text.replace(signs, letter)
    return text


def _drawn(draw: Draw, text: str) -> str:
    table = t.DRAWN[draw.late]
    return "".join(table.get(c.upper(), c) if i == 0 or draw.late else table.get(c, c) for i, c in enumerate(text))


def _undrawn(text: str) -> str:
    signs = [(sign, letter) for table in t.DRAWN for letter, sign in table.items()]
    for sign, letter in sorted(signs, key=lambda pair: -len(pair[0])):
        text = text.replace(sign, letter)
    return text


def _garbled(draw: Draw, text: str) -> str:
    _name, table = draw.one(t.GARBLED)
    return _swapped(text, table)


def _ungarbled(before: str, after: str) -> bool:
    return before != after and after in [_swapped(before, table) for _name, table in t.GARBLED]


def _by_look(draw: Draw, text: str) -> str:
    table = t.BY_LOOK_LATE if draw.late else t.BY_LOOK
    plain = no_marks(text).lower() if draw.late else text.lower()
    return _swapped(plain, table)


def _by_sound(draw: Draw, text: str) -> str:
    table = draw.one(t.SOUNDS)
    out = re.sub("|".join(table), lambda found: table[found[0]], text.lower())
    return " ".join(word.capitalize() for word in out.split(" "))


def _sound(text: str) -> str:
    """One spelling for everything that sounds alike."""
    text = no_marks(text.lower().replace("đ", "dž"))
    for sound, letter in (("tsch", "c"), ("dsch", "dz"), ("tch", "c"), ("sch", "s"), ("dzh", "dz"), ("dj", "dz"),
                          ("ch", "c"), ("sh", "s"), ("zh", "z"), ("ks", "x"), ("w", "v"), ("y", "j")):  # fmt: skip
        text = text.replace(sound, letter)
    return re.sub(r"[zsc]", "s", bare(text)).replace("ds", "s").replace("ts", "s")


# --- between and upon letters ------------------------------------------------------------------------------------


def _between(text: str, sign: Callable[[], str]) -> str:
    """A sign between the letters of each word."""
    return re.sub(r"(?<=\w)(?=\w)", lambda _: sign(), text)


def _separated(draw: Draw, text: str) -> str:
    sign = draw.one(t.SIGNS)
    gap = draw.one(("  ", " ", sign))
    return gap.join(sign.join(word) for word in text.split(" "))


def _spaced(draw: Draw, text: str) -> str:
    gap = draw.one(t.SPACES)
    return (gap * 3).join(gap.join(word) for word in text.split(" "))


def _emoji(draw: Draw, text: str) -> str:
    signs = [draw.one(t.EMOJI) for _ in range(draw.rng.choice((1, 3)))]
    return " ".join(_between(word, lambda: draw.rng.choice(signs)) for word in text.split(" "))


def _invisible(draw: Draw, text: str) -> str:
    signs = draw.one(t.INVISIBLE)
    return _between(text, lambda: draw.rng.choice(signs) if draw.chance(0.6) else "") + signs[0]


def _soft(draw: Draw, text: str) -> str:
    return _between(text, lambda: "\u00ad" if draw.chance(0.5) else "") + "\u00ad"


def _combining(draw: Draw, text: str) -> str:
    marks = draw.one(t.MARKS)
    how_many = 3 if draw.chance(0.3) else 1
    return "".join(c + "".join(draw.rng.choice(marks) for _ in range(how_many)) if c.isalnum() else c for c in text)


def _stretched(draw: Draw, text: str) -> str:
    places = [i for i, c in enumerate(text) if c.isalpha() and (draw.late or c in "aeiouAEIOUаеиоу")]
    chosen = set(draw.rng.sample(places, min(len(places), draw.rng.choice((1, 2, 4)))))
    return "".join(c + c.lower() * draw.rng.randint(2, 5) if i in chosen else c for i, c in enumerate(text))


def _runs(text: str) -> str:
    return re.sub(r"(.)\1+", r"\1", bare(text))


def _bracketed(draw: Draw, text: str) -> str:
    left, right = ("[]", "{}", "<>", "⟨⟩", "()", "‹›")[draw.rng.randrange(3) + 3 * draw.late]
    words = text.split(" ")
    return " ".join(f"{w[: len(w) // 2]}{left}{w[len(w) // 2 :]}{right}" if len(w) > 3 else w for w in words)


# --- hidden, turned round, broken ---------------------------------------------------------------------------------


def _starred(draw: Draw, text: str) -> str:
    star = draw.one(t.STARS)
    places = [i for i, c in enumerate(text) if c.lower() in "aeiou" and i and text[i - 1] not in " -"]
    chosen = set(places if draw.chance(0.4) else draw.rng.sample(places, min(len(places), 2)))
    return "".join(star if i in chosen else c for i, c in enumerate(text))


def _stars_hold(before: str, after: str) -> bool:
    stars = "".join(t.STARS)
    return len(before) == len(after) != 0 and all(
        b == a or (a in stars and b.lower() in "aeiou") for b, a in zip(before, after, strict=True)
    )


def _override(draw: Draw, text: str) -> str:
    if draw.late:
        return " ".join(f"\u202e{word[::-1]}\u202c" for word in reversed(text.split(" ")))
    return f"\u202e{text[::-1]}\u202c"


def _turned(text: str) -> str:
    plain = text.replace("\u202e", "").replace("\u202c", "")
    return plain[::-1]


def _reversed(draw: Draw, text: str) -> str:
    return " ".join(word[::-1] for word in text.split(" ")) if draw.late else text[::-1]


def _pieces(text: str) -> list[str]:
    return sorted(bare(w) for w in text.split(" "))


def _reversed_holds(before: str, after: str) -> bool:
    return before != after and _pieces(before) == _pieces(after[::-1])


def _shatrovacki(draw: Draw, text: str) -> str:
    """The slang of swapped syllables: Milica, licaMi."""
    return " ".join(_turn_syllables(word) for word in text.split(" "))


def _turn_syllables(word: str) -> str:
    vowel = re.match(r"[^aeiouAEIOU]*[aeiouAEIOU]", word)
    cut = vowel.end() if vowel and vowel.end() < len(word) else 0
    return (word[cut:] + word[:cut]).lower().capitalize() if cut else word


def _syllables_hold(before: str, after: str) -> bool:
    pairs = list(zip(before.split(" "), after.split(" "), strict=True))
    return before != after and all(bare(a) in bare(b) * 2 and len(a) == len(b) for b, a in pairs)


def _two_lines(draw: Draw, text: str) -> str:
    gaps = [i for i, c in enumerate(text) if c in " /"] or [len(text) // 2]
    at = draw.rng.choice(gaps)
    middle = ("\n", " -\n", "\n\n", "\n...", " \n", "...\n")[draw.rng.randrange(3) + 3 * draw.late]
    return text[:at] + middle + text[at + (text[at] == " ") :]


def _flipped(draw: Draw, text: str) -> str:
    return _swapped(no_marks(text).lower(), t.FLIPPED)[::-1]


# --- one slip ----------------------------------------------------------------------------------------------------


def _typo(draw: Draw, text: str) -> str:
    """One slip inside a word: neighbours swapped, one dropped, one doubled, the key beside it."""
    places = [i for i in range(1, len(text) - 2) if text[i - 1 : i + 2].isalpha() and text[i] != text[i + 1]]
    at, sort = draw.rng.choice(places), draw.rng.choice(("swap", "drop", "double", "key"))
    if sort == "swap":
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    if sort == "drop":
        return text[:at] + text[at + 1 :]
    if sort == "key":
        near = t.NEIGHBOURS.get(no_marks(text[at].lower())[0], "e")
        return text[:at] + draw.rng.choice(near) + text[at + 1 :]
    return text[:at] + text[at] + text[at:]


def one_edit(a: str, b: str) -> bool:
    """Whether one slip leads from one to the other."""
    if a == b:
        return False
    start = 0
    while start < min(len(a), len(b)) and a[start] == b[start]:
        start += 1
    x, y = a[start:], b[start:]
    return x[1:] == y[1:] or x[1:] == y or x == y[1:] or (x[1:2] + x[:1] + x[2:] == y)


# --- the list ----------------------------------------------------------------------------------------------------


_CYRILLIC_BACK = _back(t.LATIN_LOOK)


def _cyrillic_mixed(draw: Draw, text: str) -> str:
    return _sure(draw, to_cyrillic(text), t.LATIN_LOOK, 0.9 if draw.late else 0.5)


def _latin_of_mixed(text: str) -> str:
    return bare(_swapped(text, _CYRILLIC_BACK))


def _nothing_between(text: str) -> str:
    return re.sub(r"[\u180e\u3164\u115f]", "", text)


LETTER_DISGUISES: tuple[Disguise, ...] = (
    _leet(t.LEET),
    Disguise(name="look-cyrillic", write=_looks(t.CYRILLIC_LOOK, t.CYRILLIC_BOLD),
             holds=undone(_read(t.CYRILLIC_LOOK, t.CYRILLIC_BOLD)), on=LETTERS | HANDLES, stage=GLYPH),
    Disguise(name="look-greek", write=_looks(t.GREEK_LOOK, t.GREEK_BOLD),
             holds=undone(_read(t.GREEK_BOLD, t.GREEK_LOOK)),
             on=LETTERS | HANDLES, stage=GLYPH),
    Disguise(name="look-other", write=_looks(t.OTHER_LOOK, t.OTHER_BOLD),
             holds=undone(_read(t.OTHER_LOOK, t.OTHER_BOLD)),
             on=LETTERS | HANDLES, stage=GLYPH),
    Disguise(name="look-latin-in-cyrillic", write=_cyrillic_mixed, holds=undone(_latin_of_mixed), on=LETTERS,
             stage=GLYPH),
    Disguise(name="by-look-whole", write=_by_look, holds=undone(_read(t.BY_LOOK, t.BY_LOOK_LATE)), on=LETTERS,
             stage=ALONE),
    Disguise(name="styled", write=_style, holds=undone(_unstyle), on=LETTERS | HANDLES, stage=GLYPH),
    Disguise(name="emoji-letters", write=_letter_emoji, holds=undone(lambda x: _swapped(x, _EMOJI_BACK)), on=LETTERS,
             stage=GLYPH),
    Disguise(name="rn-for-m", write=_beside, holds=same(_beside_fold), on=LETTERS, stage=RESPELL),
    Disguise(name="drawn-letters", write=_drawn, holds=undone(_undrawn), on=LETTERS, stage=GLYPH),
    Disguise(name="garbled", write=_garbled, holds=_ungarbled, on=frozenset({"name", "relative"}), stage=ALONE),
    Disguise(name="by-sound", write=_by_sound, holds=same(_sound), on=frozenset({"name", "relative", "address"}),
             stage=RESPELL),
    Disguise(name="stretched", write=_stretched, holds=same(_runs), on=LETTERS, stage=RESPELL),
    Disguise(name="combining", write=_combining, holds=same(bare), on=LETTERS, stage=GLYPH),
    Disguise(name="spaced", write=_spaced, holds=same(bare), on=LETTERS | {"email", "phone", "national-id"},
             stage=INSERT),
    Disguise(name="separated", write=_separated, holds=same(lambda x: bare(x).replace("_", "")),
             on=LETTERS | {"phone", "national-id"}, stage=INSERT),
    Disguise(name="emoji-between", write=_emoji, holds=same(bare), on=LETTERS | {"phone", "plate"}, stage=INSERT),
    Disguise(name="invisible", write=_invisible, holds=undone(_nothing_between), stage=INSERT,
             on=LETTERS | HANDLES | DIGITS),
    Disguise(name="soft-hyphen", write=_soft, holds=same(bare), on=LETTERS | HANDLES | DIGITS, stage=INSERT),
    Disguise(name="bracketed", write=_bracketed, holds=same(bare), on=LETTERS, stage=INSERT),
    Disguise(name="starred", write=_starred, holds=_stars_hold, on=LETTERS, stage=ALONE),
    Disguise(name="override", write=_override, holds=undone(_turned), on=LETTERS | HANDLES | {"phone"}, stage=INSERT),
    Disguise(name="reversed", write=_reversed, holds=_reversed_holds, on=LETTERS | {"phone"}, stage=ALONE),
    Disguise(name="two-lines", write=_two_lines, holds=same(bare), on=LETTERS | {"phone", "national-id"}, stage=INSERT),
    Disguise(name="šatrovački", write=_shatrovacki, holds=_syllables_hold, on=frozenset({"name", "relative"}),
             stage=ALONE),
    Disguise(name="flipped", write=_flipped, holds=undone(lambda x: _swapped(x[::-1], _back(t.FLIPPED))),
             on=frozenset({"name", "relative"}), stage=ALONE, only="late"),
    Disguise(name="typo", write=_typo, holds=one_edit, on=frozenset({"name", "relative", "address"}), stage=ALONE),
)  # fmt: skip
