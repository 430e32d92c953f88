"""Folding: one form for all spellings, and the way back to the original."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unlisted.text.fold import fold, fold_text
from unlisted.text.letters import MARKERS, accepted

ANYTHING = st.text(st.characters(codec=None, exclude_categories=[]), max_size=60)


@pytest.mark.parametrize(
    ("spelling", "folded"),
    [
        ("Đorđe", "djordje"),
        ("ĐORĐE", "djordje"),
        ("Djordje", "djordje"),
        ("Ljiljana Njegoš Džep", "ljiljana njegos dzep"),
        ("ǈiljana", "ljiljana"),
        ("Žaklina Šljivančanin", "zaklina sljivancanin"),
        ("M\u200bi\u2060l\u00ade\u034fn\ufeffa", "milena"),
        ("\u202emilena\u202c", "milena"),
        ("𝐌𝐢𝐥𝐞𝐧𝐚", "milena"),
        ("Ｍｉｌｅｎａ", "milena"),
        ("M̶i̶l̶e̶n̶a̶", "milena"),
        ("٠٦٤ ①②③ ７", "064 123 7"),
        ("ﬁle", "file"),
        ("a\tb\u00a0c\u2028d", "a b c\nd"),
        ("Straße", "strasse"),
    ],
)
def test_spellings_fold_to_one_form(spelling: str, folded: str) -> None:
    assert fold_text(spelling) == folded


@pytest.mark.parametrize(
    ("cyrillic", "latin"),
    [("Милена", "Milena"), ("Ђорђевић", "Đorđević"), ("Љиљана", "Ljiljana"), ("Њего", "Njego"), ("Хаџић", "Hadžić")],
)
def test_the_two_serbian_scripts_meet(cyrillic: str, latin: str) -> None:
    """Letter by letter, every Cyrillic reading is accepted by the pattern of the Latin letter in its place."""
    seen, wanted = fold_text(cyrillic), fold_text(latin)
    assert len(seen) == len(wanted)
    assert all(s in accepted(w) for s, w in zip(seen, wanted, strict=True))


def test_markers_are_accepted_by_both_of_their_letters() -> None:
    for marker, letters in MARKERS.items():
        assert all(marker in accepted(letter) for letter in letters)
        assert set(letters) <= set(accepted(marker))


@given(ANYTHING)
def test_offsets_lead_back(text: str) -> None:
    view = fold(text)
    assert len(view.text) == len(fold_text(text))
    assert all(a == b or b in accepted(a) for a, b in zip(fold_text(text), view.text, strict=True))
    assert len(view.offsets) == len(view.text) + 1
    assert list(view.offsets) == sorted(view.offsets)
    for i in range(len(view.text)):
        start, end = view.original(i, i + 1)
        assert fold_text(text)[i] in fold_text(text[start:end])


@pytest.mark.parametrize(("mixed", "name"), [("Mapиja", "Marija"), ("Cтанa", "Stana"), ("Bepа", "Vera")])
def test_a_latin_letter_in_a_cyrillic_word_may_be_the_letter_it_looks_like(mixed: str, name: str) -> None:
    assert all(s in accepted(w) for s, w in zip(fold(mixed).text, fold_text(name), strict=True))
    assert fold("Papac").text == "papac", "a word of one script is read as it is"


@given(ANYTHING, ANYTHING)
def test_folding_is_piecewise(one: str, other: str) -> None:
    """What a window folds to does not depend on where the window was cut."""
    assert fold_text(one + other) == fold_text(one) + fold_text(other)


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing_but_markers(text: str) -> None:
    once = fold_text(text)
    assert fold_text(once) == once.casefold() or any(c in MARKERS for c in once)


@given(st.text(st.characters(categories=["Lu", "Ll"], max_codepoint=0x17F), max_size=40))
def test_case_and_normal_form_do_not_matter(text: str) -> None:
    assert fold_text(unicodedata.normalize("NFD", text)) == fold_text(unicodedata.normalize("NFC", text))
    if text.upper().lower() == text.lower():
        assert fold_text(text.upper()) == fold_text(text.lower())
