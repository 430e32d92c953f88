"""What is found, how it is said to be spelled, and what is not found."""

from collections.abc import Sequence

import pytest

from support.people import MILENA, batch, fact, milena, seen
from unlisted.match import compile_facts
from unlisted.match.strength import LIKELY, STRONG
from unlisted.model import Batch, Glance, How, Kind

FOUND = [
    # document, fact, how, at least this strong
    ("Milena Šupljikac je tu", "legal-name", How.EXACT, STRONG),
    ("milena supljikac", "legal-name", How.FOLDED, STRONG),
    ("Šupljikac, Milena", "legal-name", How.FOLDED, STRONG),
    ("Milena M. Šupljikac", "legal-name", How.FOLDED, STRONG),
    ("#MilenaŠupljikac", "legal-name", How.FOLDED, STRONG),
    ("Milena\nŠupljikac", "legal-name", How.FOLDED, STRONG),
    ("Милена Шупљикац", "legal-name", How.SCRIPT, STRONG),
    ("МИЛЕНА ШУПЉИКАЦ!", "legal-name", How.SCRIPT, STRONG),
    ("videla sam Milenu Šupljikac", "legal-name", How.INFLECTED, STRONG),
    ("za Milenu Šupljikac i njenog oca", "legal-name", How.INFLECTED, STRONG),
    ("Dragana Šupljikca nema", "father", How.INFLECTED, STRONG),
    ("Драгану Шупљикцу", "father", How.INFLECTED, STRONG),
    ("Мilеnа Šuplјikac", "legal-name", How.DISGUISED, STRONG),
    ("M1l3na Šupljikac", "legal-name", How.DISGUISED, STRONG),
    ("Mi\u200blena Šup\u2060ljikac", "legal-name", How.DISGUISED, STRONG),
    ("Mileeeeena Šupljikac", "legal-name", How.DISGUISED, STRONG),
    ("𝐌𝐢𝐥𝐞𝐧𝐚 Supljikac", "legal-name", How.DISGUISED, STRONG),
    ("Cara Lazara 17, 21000 Novi Sad", "home", How.EXACT, STRONG),
    ("ul. Cara Lazara br. 17, Novi Sad", "home", How.FOLDED, STRONG),
    ("улица цара Лазара број 17 у Новом Саду", "home", How.SCRIPT, STRONG),
    ("cara lazara 17/4", "home", How.FOLDED, LIKELY),
    ("живи у Цара Лазара 17", "home", How.SCRIPT, LIKELY),
    ("064/000-1234", "mobile", How.FOLDED, STRONG),
    ("+381 64 000 12 34", "mobile", How.FOLDED, STRONG),
    ("00381640001234", "mobile", How.FOLDED, STRONG),
    ("+381 (0)64 0001234", "mobile", How.FOLDED, STRONG),
    ("٠٦٤ ٠٠٠ ١٢٣٤", "mobile", How.DISGUISED, STRONG),
    ("O64 OOO 1234", "mobile", How.DISGUISED, STRONG),
    ("pišite na Milena.Suplj@Example.org.", "mail", How.FOLDED, STRONG),
    ("https://t.me/milena_s84", "handle", How.EXACT, STRONG),
    ("@MILENA_S84", "handle", How.FOLDED, STRONG),
    ("vozi NS123ZC", "car", How.FOLDED, STRONG),
    ("НС 123 ЖЋ", "car", How.SCRIPT, STRONG),
    ("rođena 14.03.1990.", "born", How.FOLDED, 0.3),
    ("14. marta 1990", "born", How.FOLDED, 0.3),
    ("radi u Knjižari Primer u Novom Sadu", "work", How.INFLECTED, LIKELY),
    ("plava vrata, pored pekare", "door", How.FOLDED, LIKELY),
    ("vidi https://www.milena.example.org/o-meni", "site", How.EXACT, STRONG),
]
NOT_FOUND = [
    "banana i anakonda",
    "Milena",
    "Milena i Marko",
    "gospođa Šupljikac",
    "Milena Petrović",
    "Ljubica Šupljikac",
    "Milena i Marko Šupljikac",
    "Cara Lazara 18, Novi Sad",
    "Cara Lazara 170, Novi Sad",
    "Cara Lazara 17a, Novi Sad",
    "ла Cara Lazara 170",
    "it Cara Lazara 170",
    "064 000 1235",
    "9064 000 12345",
    "1064000123478",
    "064 000 12 asa",
    "xmilena.suplj@example.org",
    "milena.suplj@example.orgs",
    "milena.suplj@example.org.rs",
    "milena_s845",
    "Novi Sad",
    "14.03.1991",
    "NS 123-ŽĆA",
    "plava vrata",
    "",
]


@pytest.mark.parametrize(("document", "fact_id", "how", "strength"), FOUND)
def test_found(document: str, fact_id: str, how: How, strength: float) -> None:
    found = seen(milena(), f"nešto pre toga: {document} i nešto posle")
    assert fact_id in found
    assert found[fact_id].how is how
    assert found[fact_id].strength >= strength


@pytest.mark.parametrize("document", NOT_FOUND)
def test_not_found(document: str) -> None:
    strong = {k: v for k, v in seen(milena(), document).items() if v.strength >= LIKELY}
    assert not strong


def test_a_street_in_another_town_is_weak() -> None:
    assert seen(milena(), "Cara Lazara 17, Kragujevac")["home"].strength < LIKELY


def test_parts_say_how_completely_it_was_seen() -> None:
    assert seen(milena(), "Cara Lazara 17, Novi Sad")["home"].parts == ("street", "number", "city")
    assert seen(milena(), "Cara Lazara 17")["home"].parts == ("street", "number")


def test_a_surname_counts_only_beside_another_fact() -> None:
    assert "legal-name" not in seen(milena(), "Šupljikac")
    beside = seen(milena(), "Šupljikac, 064 000 1234")["legal-name"]
    assert (beside.how, beside.parts) == (How.PARTIAL, ("surname",))


def test_a_common_name_is_only_likely() -> None:
    common = compile_facts([fact("name", "Milena Jovanović", "n")])
    assert LIKELY <= seen(common, "Milena Jovanović")["n"].strength < STRONG


def test_a_fact_of_a_relative_counts_only_beside_hers() -> None:
    matcher = compile_facts([*MILENA, fact("phone", "064 000 9999", "fathers-phone", of="father")])
    assert seen(matcher, "064 000 9999") == {}
    assert set(seen(matcher, "064 000 9999, Cara Lazara 17")) >= {"fathers-phone", "home"}


def test_short_names_are_found_and_do_not_stick_to_words() -> None:
    matcher = compile_facts([fact("name", "Ana Ilić", "n")])
    assert "n" in seen(matcher, "to je Ana Ilić iz Primera")
    assert "n" in seen(matcher, "Ани Илић")
    assert "n" not in seen(matcher, "banana ilićeva")
    assert "n" not in seen(matcher, "Adana Ilićki")


def test_one_entry_a_fact_the_strongest() -> None:
    found = list(milena().scan(batch(["064 000 1234, još jednom 064/0001234, 64 000 1234"])))
    assert [one.fact for one in found[0][1]] == ["mobile"]
    assert found[0][1][0].strength > 0.9


def test_a_photo_is_not_looked_for_in_text() -> None:
    assert list(compile_facts([fact("photo", "portret")]).scan(batch(["portret"]))) == []


def test_nothing_to_look_for() -> None:
    assert list(compile_facts([]).scan(batch(["Milena Šupljikac"]))) == []
    assert list(milena().scan(batch([]))) == []


def test_every_kind_can_be_compiled() -> None:
    kinds = {one.kind for one in MILENA}
    assert kinds | {Kind.NATIONAL_ID, Kind.SCHOOL, Kind.PHOTO} == set(Kind)


def test_a_middle_name_may_stand_or_not() -> None:
    matcher = compile_facts([fact("name", "Milena Ruža Šupljikac", "n")])
    for spelling in ("Milena Ruža Šupljikac", "Milena Šupljikac", "Милену Ружу Шупљикац", "Milena R. Šupljikac"):
        assert seen(matcher, spelling)["n"].strength >= STRONG


def test_her_own_name_says_nothing_of_her_father() -> None:
    """They share a surname; only a surname that stands apart from her name counts as a part of his."""
    assert set(seen(milena(), "Milena Šupljikac")) == {"legal-name"}
    assert set(seen(milena(), "Milena Šupljikac i stari Šupljikac")) == {"legal-name", "father"}


def test_a_name_inside_an_account_is_only_likely() -> None:
    for document in ("milena.supljikac12x@example.org", "milena_supljikac_99", "milena.supljikac@example.com"):
        assert LIKELY <= seen(milena(), document)["legal-name"].strength < STRONG
    assert seen(milena(), "Milena Šupljikac. Zatim dalje")["legal-name"].strength >= STRONG


@pytest.mark.parametrize("broken", [b"", b"\xe2\x82a \xd0\x80\x80 ", b"\xff ", b"\xed\xa0\x80 "])
def test_bytes_that_are_no_letters_hide_nothing_at_a_glance(broken: bytes) -> None:
    """The first of them are as many first and later bytes as would fit each other."""
    chosen: list[int] = []

    def opened(entries: Sequence[int]) -> Batch:
        chosen.extend(entries)
        return batch(["Cara Lazara 17"])

    letters = b"\x1enothing" + b"\x1e" + broken + b"Cara Lazara 17" + b"\x1eCara Lazara"
    glance = Glance(
        letters=letters,
        begins=[at for at, byte in enumerate(letters) if byte == 0x1E],
        opened=opened,
        always=False,
        documents=3,
    )
    assert milena().narrowed(glance)
    assert chosen == [1]


@pytest.mark.parametrize(
    ("letters", "worth"),
    [
        ("Lazara", False),
        ("Lazara, nešto bez broja", False),
        ("Lazara 17", True),
        ("Novi Sad, Lazara", True),
        ("L4z4ra ⓵⓻", True),
        ("u 71 arazaL", True),
        ("Marić", False),
        ("Marić do škole", False),
        ("Milena Marić", True),
        ("ćiraM aneliM", True),
        ("Mil*na Marić", True),
    ],
)
def test_a_short_seed_is_looked_into_only_in_its_company(letters: str, worth: bool) -> None:
    home, name = fact("address", "Cara Lazara 17, 21000 Novi Sad", "home"), fact("name", "Milena Marić", "name")
    glance = Glance(
        letters=f"\x1e{letters}".encode(),
        begins=[0],
        opened=lambda _chosen: batch([letters]),
        always=False,
        documents=1,
    )
    assert (compile_facts([home, name]).narrowed(glance) is not None) is worth
