"""The forms in which a Serbian sentence writes a full name: of whom, to whom, whom, with whom; in real spelling.

`unlisted.text.forms` accepts more than people write, because it reads; this writes, because a search engine takes a
quoted name to the letter. After Stanojčić and Popović, *Gramatika srpskoga jezika*.
"""

from __future__ import annotations

from unlisted.text.scripts import Script, script_of, to_cyrillic, to_latin

_SOFT = ("č", "ć", "š", "ž", "đ", "j", "lj", "nj", "dž", "c")
_FLEETING = frozenset({"petar", "aleksandar"})
# Men's names that end in -a. All others in -a are taken for women's, whose surnames stay as they are.
_MEN_IN_A = frozenset(
    {"nikola", "luka", "ilija", "aleksa", "andrija", "matija", "jovica", "ivica", "perica", "mića", "pera", "mika",
     "laza", "steva", "đoka", "žika", "miša", "ljuba", "kosta", "toma", "jova", "gliša", "siniša", "nebojša",
     "dragiša", "stojša", "neša", "boža", "zaharija", "jeremija", "strahinja"}
)  # fmt: skip


def bent(given: str, surname: str) -> tuple[str, ...]:
    """`given surname` in the cases other than the first, in the script of `given`; empty where no rule of ours fits.

    >>> bent("Milena", "Primerović")[:2]
    ('Milene Primerović', 'Mileni Primerović')
    """
    cyrillic = any(script_of(char) is Script.CYRILLIC for char in given)
    first, last = (to_latin(given), to_latin(surname)) if cyrillic else (given, surname)
    firsts = _cases(first)
    if not firsts:
        return ()
    a_woman = first.casefold().endswith("a") and first.casefold() not in _MEN_IN_A
    lasts = () if a_woman and not last.casefold().endswith("a") else _surname_cases(last)
    names = [f"{one} {two}" for one, two in zip(firsts, lasts or (last,) * len(firsts), strict=True)]
    names = [to_cyrillic(name) if cyrillic else name for name in names]
    return tuple(dict.fromkeys(names))


def _cases(word: str) -> tuple[str, ...]:
    """Genitive, dative, accusative and instrumental of a noun; empty where its ending has no rule here."""
    low = word.casefold()
    if len(low) < 3 or not word.isalpha() or low[-1] in "iuyqwx":
        return ()
    if low.endswith("a"):
        return tuple(word[:-1] + ending for ending in ("e", "i", "u", "om"))
    stem = word[:-1] if low[-1] in "oe" else _without_fleeting_a(word)
    whole = low[:-1] if low[-1] in "oe" else low
    with_whom = "em" if whole.endswith(_SOFT) else "om"
    return tuple(stem + ending for ending in ("a", "u", "a", with_whom))


def _surname_cases(word: str) -> tuple[str, ...]:
    low = word.casefold()
    if low.endswith(("ski", "cki", "čki", "ški")):
        return tuple(word[:-1] + ending for ending in ("og", "om", "og", "im"))
    if low.endswith(("ska", "cka", "čka", "ška")):
        return tuple(word[:-1] + ending for ending in ("e", "oj", "u", "om"))
    return _cases(word)


def _without_fleeting_a(word: str) -> str:
    """Petar, Petra; Aleksandar, Aleksandra. Lazar, Dagmar and other names keep theirs, so these are named."""
    return word[:-2] + word[-1] if word.casefold() in _FLEETING else word
