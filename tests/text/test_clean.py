"""Text made harmless to show, whatever it was."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unlisted.text.clean import clean


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("\x1b]52;c;cm0=\x07", "\ufffd]52;c;cm0=\ufffd"),
        ("\x9b31m", "\ufffd31m"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("a\u200bb\u2066c\u2069\ufeff", "abc"),
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("a\tb", "a b"),
        ("\udcff.json", "\ufffd.json"),
        ("Милена Đorđević, 第三", "Милена Đorđević, 第三"),
    ],
)
def test_what_a_terminal_or_a_reader_would_obey_is_taken_out(hostile: str, shown: str) -> None:
    assert clean(hostile) == shown


@given(st.text(st.characters(exclude_categories=())))
def test_nothing_invisible_is_left_and_cleaning_twice_changes_nothing(text: str) -> None:
    cleaned = clean(text)
    assert not {unicodedata.category(char) for char in cleaned if char != "\n"} & {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
    assert clean(cleaned) == cleaned
    cleaned.encode()
