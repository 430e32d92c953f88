"""Serbian Latin to Cyrillic for display."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unlisted.text.scripts import Script, script_of, to_cyrillic

LATIN_WORDS = st.text("abcčćdđefghijklmnoprsštuvzž ", max_size=40)


@pytest.mark.parametrize(
    ("latin", "cyrillic"),
    [
        ("Ljubav i Njegoš, džep", "Љубав и Његош, џеп"),
        ("NJEGOŠ", "ЊЕГОШ"),
        ("Đorđe je ovde.", "Ђорђе је овде."),
        ("injekcija, nadživeti, konjugacija", "инјекција, надживети, конјугација"),
        ("Pokrenite `unlisted check`.", "Покрените `unlisted check`."),
        ("Datoteka {file} je tu", "Датотека {file} је ту"),
        ("Vidi https://example.org/stranica i --facts", "Види https://example.org/stranica и --facts"),
        ("Pišite na pomoc@example.org", "Пишите на pomoc@example.org"),
        ("notes.html", "notes.html"),
    ],
)
def test_reading_text(latin: str, cyrillic: str) -> None:
    assert to_cyrillic(latin) == cyrillic


@given(LATIN_WORDS)
def test_no_latin_letter_stays(text: str) -> None:
    assert not any(script_of(char) is Script.LATIN for char in to_cyrillic(text))


@given(LATIN_WORDS)
def test_cyrillic_stays_as_it_is(text: str) -> None:
    once = to_cyrillic(text)
    assert to_cyrillic(once) == once
