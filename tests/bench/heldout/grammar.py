"""Names as people decline them, in Serbian and its sisters and, shortly, in the other languages."""

from collections.abc import Iterable

from bench.heldout.people import Person

CASES = "NGDAVIL"
_SOFT = "šđčćžjcž"


def _woman(given: str) -> dict[str, list[str]]:
    """A woman's first name: names in -a decline, others stay."""
    if not given.endswith("a"):
        return {case: [given] for case in CASES} | {"P": [given + "in"]}
    stem = given[:-1]
    vocative = [stem + "e"] if stem.endswith("ic") else [stem + "o", given]
    possessive = stem[:-1] + "č" if stem.endswith("ic") else stem
    return {
        "N": [given], "G": [stem + "e"], "D": [stem + "i"], "A": [stem + "u"],
        "V": vocative, "I": [stem + "om"], "L": [stem + "i"],
        "P": [possessive + end for end in ("in", "ina", "inu", "inoj", "inog", "ine")],
    }  # fmt: skip


def _man(given: str) -> dict[str, list[str]]:
    """A man's first name; a fleeting a and the vocative's softening are left to the few names that have them."""
    if given.endswith("a"):
        return _woman(given) | {"V": [given]}
    if given.endswith("o"):
        stem, soft = given[:-1], False
    else:
        stem, soft = given, given[-1] in _SOFT
    with_ = [stem + ("em" if soft else "om")]
    vocative = [stem[:-1] + "če"] if stem.endswith("k") else [stem + ("u" if soft else "e")]
    own = stem + ("ev" if soft else "ov")
    return {
        "N": [given], "G": [stem + "a"], "D": [stem + "u"], "A": [stem + "a"], "V": vocative, "I": with_,
        "L": [stem + "u"], "P": [own + end for end in ("", "a", "u", "og", "e")],
    }  # fmt: skip


def _man_surname(surname: str) -> dict[str, list[str]]:
    if surname.endswith("ski") or surname.endswith("čki"):
        stem = surname[:-1]
        ends = {"G": "og", "D": "om", "A": "og", "I": "im", "L": "om"}
        return {"N": [surname], "V": [surname]} | {c: [stem + e] for c, e in ends.items()}
    if surname[-1] in "aeiou":
        return {case: [surname] for case in CASES}
    soft = surname[-1] in _SOFT
    ends = {"G": "a", "D": "u", "A": "a", "I": "em" if soft else "om", "L": "u"}
    return {"N": [surname], "V": [surname]} | {c: [surname + e] for c, e in ends.items()}


def _feminine(surname: str) -> dict[str, list[str]]:
    """What talk makes of a woman's -ić: Jovanovićka, Jovanovićeva, declined."""
    stem = surname.replace(" ", "-").split("-")[-1]
    if not stem.endswith("ić") or stem != surname:
        return {}
    ka, eva = stem + "k", stem + "ev"
    return {
        "N": [ka + "a", eva + "a"], "G": [ka + "e", eva + "e"], "D": [ka + "i", eva + "oj"],
        "A": [ka + "u", eva + "u"], "I": [ka + "om", eva + "om"], "L": [ka + "i", eva + "oj"],
    }  # fmt: skip


def _bulgarian_ova(surname: str) -> dict[str, list[str]]:
    """-ova and -ska in a Serbian sentence: as an adjective."""
    stem = surname[:-1]
    return {c: [stem + e] for c, e in {"N": "a", "G": "e", "D": "oj", "A": "u", "V": "a", "I": "om", "L": "oj"}.items()}


def her(person: Person, case: str, *, talk: bool = False) -> list[str]:
    """Her full name in a case of a Serbian sentence, given name first."""
    given = _woman(person.given)[case]
    surname = [person.surname]
    if person.surname.endswith(("ova", "ska", "eva")):
        surname = _bulgarian_ova(person.surname).get(case, surname)
    elif talk:
        surname = _feminine(person.surname).get(case, [])
    return [f"{g} {s}" for g in given for s in surname]


def possessives(person: Person) -> list[str]:
    """Milicin, Miličina: what is hers; her surname stands as it is beside it."""
    return _woman(person.given)["P"]


def hers_reversed(names: Iterable[str], person: Person) -> list[str]:
    """Surname first, as in a school register."""
    words = person.given.count(" ") + 1
    cut = (name.split(" ") for name in names)
    return [" ".join([*parts[words:], *parts[:words]]) for parts in cut]


def his(person: Person, case: str) -> list[str]:
    """Her father's full name in a case."""
    surname = _man_surname(person.father_surname)[case] if case != "P" else [person.father_surname]
    return [f"{g} {s}" for g in _man(person.father)[case] for s in surname]


# --- other languages ---------------------------------------------------------------------------------------------

_BACK = "aáoóuú"


def _hungarian(person: Person) -> list[str]:
    name = person.name
    back = next((c in _BACK for c in reversed(name.lower()) if c in "aáeéiíoóöőuúüű" and c not in "ií"), False)
    long = {"a": "á", "e": "é"}
    stem = name[:-1] + long.get(name[-1], name[-1])
    if name[-1] in "aáeéiíoóuú":
        return [stem + end for end in (("nak", "t", "val", "ról") if back else ("nek", "t", "vel", "ről"))]
    join = ("nak", "ot", "tól", "ról") if back else ("nek", "t", "től", "ről")
    return [*(stem + end for end in join), stem + name[-1] + ("al" if back else "el")]


def _polish(person: Person) -> list[str]:
    stem = person.given[:-1]
    soft = stem[-1] in "kg" or stem.endswith(("fi", "i"))
    genitive = stem + ("i" if soft and not stem.endswith("i") else "y") if not stem.endswith("i") else stem + "i"
    given = {"G": genitive, "A": stem + "ę", "I": stem + "ą"}
    s = person.surname
    tail = {"G": s[:-1] + "iej", "A": s[:-1] + "ą", "I": s[:-1] + "ą"} if s.endswith("ska") else dict.fromkeys("GAI", s)
    return [f"{given[c]} {tail[c]}" for c in "GAI"]


def _albanian(person: Person) -> list[str]:
    given, s = person.given, person.surname
    of, whom = (s[:-1] + "ës", s[:-1] + "ën") if s.endswith("a") else (s + "t", s + "n")
    own = (given[:-1] + "ës", given[:-1] + "ën") if given.endswith("a") else (given + "s", given + "n")
    return [f"{given} {of}", f"{given} {whom}", f"{own[0]} {s}", f"{own[1]} {s}"]


def native(person: Person) -> list[str]:
    """Her name with the endings of her own language, where that is not Serbian."""
    given, surname = person.given, person.surname
    match person.tongue.key:
        case "hu":
            return _hungarian(person)
        case "pl":
            return _polish(person)
        case "sq":
            return _albanian(person)
        case "ro":
            return [f"{given[:-1]}ei {surname}"]
        case "sl":
            stem = given[:-1]
            return [f"{stem}{end} {surname}" for end in ("e", "i", "o")]
        case "de":
            return [f"{given} {surname}s", f"Frau {given} {surname}"]
        case _:
            return [person.name]
