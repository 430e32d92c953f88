"""Word forms: the endings that a name or a street may carry when a sentence bends it.

For Serbian, Croatian, Bosnian and Montenegrin; other languages add a table here. Endings are folded (no diacritics).
They are our own short tables of the seven cases and the possessives, after Stanojčić and Popović, *Gramatika srpskoga
jezika*.
"""

from __future__ import annotations

from unlisted.text.fold import fold_text

_A = ("e", "i", "u", "om", "o", "oj", "in", "ina", "ine", "inu", "inoj", "inom", "inog", "ini")
_CONSONANT = (
    "a", "u", "om", "em", "e", "i", "ov", "ova", "ove", "ovu", "ovoj", "ovom", "ovog", "ovi", "ovim",
    "ev", "eva", "eve", "evu", "evoj", "evom", "evog", "evi", "evim", "ima",
)  # fmt: skip
# Of a surname in -ić; of other names they make another name (Todor, Todorka).
_WIFE = (
    "ka", "ke", "ki", "ku", "kom", "ko", "kin", "kina", "kine", "kinu", "kinoj", "kinom", "kinog", "kini", "evih",
    "evima", "evim",
)  # fmt: skip
_O = (
    "a", "u", "om", "em", "ov", "ova", "ove", "ovu", "ovoj", "ovog", "ev", "eva", "eve", "evu", "evoj", "evog",
    "i", "ima",
)  # fmt: skip
_SOFTENED = {"k": "c", "g": "z", "h": "s"}
_SKI = ("og", "om", "eg", "em", "ega", "emu", "im", "i", "ih", "ima", "u", "e", "oj", "a", "ova", "ovu", "oga", "ome")
_SKA = ("e", "oj", "u", "om", "ih", "im", "i", "in", "ina", "inu")


def stem_and_endings(word: str) -> tuple[str, str, tuple[str, ...]]:
    """The folded stem of `word`, its own ending, and the other endings it may take.

    >>> stem_and_endings("Milena")[:2]
    ('milen', 'a')
    """
    folded = fold_text(word)
    if len(folded) < 3 or not folded[-1].isalpha():
        return folded, "", ()
    last = folded[-1]
    if folded.endswith(("ski", "cki", "ški")):
        return folded[:-1], "i", _SKI
    if folded.endswith(("ska", "cka")):
        return folded[:-1], "a", tuple(dict.fromkeys((*_SKA, *_A)))  # Duška and Urška are no adjectives
    if last == "a":
        return folded[:-1], "a", _A
    if last in "oe":
        return folded[:-1], last, _O
    if last == "i":  # an adjective (Novi Sad, u Novom Sadu) or a name from elsewhere (Đani, Đanija)
        return folded[:-1], "i", (*_SKI, "ija", "iju", "ijem", "ijev", "ijeva", "ijevu")
    if last in "uy":
        return folded, "", ("ja", "ju", "jem", "a", "om")
    return folded, "", (*_CONSONANT, *_WIFE) if folded.endswith("ic") else _CONSONANT


def softened(stem: str, own: str) -> str | None:
    """The stem of a noun in -ka, -ga, -ha before the i of dative and locative ("apotek" -> "apotec"), or None."""
    return stem[:-1] + _SOFTENED[stem[-1]] if own == "a" and len(stem) > 3 and stem[-1] in _SOFTENED else None


def fleeting_a(stem: str) -> str | None:
    """The stem that loses its last a when an ending follows ("petar" -> "petr"), or None if it has none."""
    return stem[:-2] + stem[-1] if len(stem) > 3 and stem[-2] == "a" and stem[-1] in "rcl" else None
