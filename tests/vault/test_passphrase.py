"""Passphrases: one form however they are typed, and an offered one that nobody guesses."""

from __future__ import annotations

import math
import random
import secrets
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unlisted.vault import generate_passphrase, normalised, read_passphrase_file
from unlisted.vault.errors import PassphraseEmpty, PassphraseFileNotText, PassphraseFileUnreadable, PassphraseUnusable
from unlisted.vault.passphrase import _NOT, CONSONANTS, VOWELS, WORDS

typed = st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=60)


@given(typed)
def test_composed_and_decomposed_letters_are_one(text: str) -> None:
    try:
        wanted = normalised(text)
    except PassphraseEmpty:
        return
    assert wanted == unicodedata.normalize("NFC", wanted)
    assert normalised(unicodedata.normalize("NFD", text.removeprefix("\ufeff"))) == wanted


@pytest.mark.parametrize("end", ["", "\n", "\r\n"])
@pytest.mark.parametrize("start", ["", "\ufeff"])
def test_a_file_says_what_she_would_type(tmp_path: Path, start: str, end: str) -> None:
    file = tmp_path / "passphrase"
    file.write_bytes((start + unicodedata.normalize("NFD", "tiha ćuprija ") + end).encode())
    assert read_passphrase_file(file) == "tiha ćuprija "


@pytest.mark.parametrize("text", ["", "\n", "\ufeff", "\ufeff\r\n"])
def test_nothing_is_no_passphrase(text: str) -> None:
    with pytest.raises(PassphraseEmpty):
        normalised(text)


@pytest.mark.parametrize(
    "text", ["two\nlines", "tab\t", "escape\x1b[2J", "zero\0", "end\n\n", "a" * 1001, "half \ud83d"]
)
def test_what_cannot_be_typed_is_refused(text: str) -> None:
    with pytest.raises(PassphraseUnusable):
        normalised(text)


def test_files_that_cannot_be_read_say_so(tmp_path: Path) -> None:
    with pytest.raises(PassphraseFileUnreadable) as raised:
        read_passphrase_file(tmp_path / "missing")
    assert raised.value.values == {"file": str(tmp_path / "missing")}
    with pytest.raises(PassphraseFileUnreadable):
        read_passphrase_file(tmp_path)
    (tmp_path / "notepad").write_bytes("tajna".encode("utf-16"))
    with pytest.raises(PassphraseFileNotText):
        read_passphrase_file(tmp_path / "notepad")


def test_an_offered_passphrase_has_the_bits_it_says() -> None:
    words = (len(CONSONANTS) * len(VOWELS)) ** 2 - len(_NOT)
    assert all(word[0] in CONSONANTS and word[1] in VOWELS and len(word) == 4 for word in _NOT)
    assert math.log2(words) * WORDS > 85
    offered = generate_passphrase(secrets.SystemRandom())
    assert len(offered.split(" ")) == WORDS
    assert normalised(offered) == offered
    assert offered.replace(" ", "").isascii()
    assert not set("zyqwxc") & set(offered)  # they move or are missing on Serbian keyboards


def test_every_word_is_as_likely() -> None:
    """Counted over the two syllables: a generator that prefers some would show."""
    rng = random.Random(7)
    counts: dict[str, int] = {}
    for _ in range(2000):
        for word in generate_passphrase(rng).split():
            counts[word[:2]] = counts.get(word[:2], 0) + 1
    assert len(counts) == 70
    assert max(counts.values()) < 1.5 * min(counts.values())


def test_the_randomness_is_the_one_passed_in() -> None:
    assert generate_passphrase(random.Random(1)) == generate_passphrase(random.Random(1))
    assert generate_passphrase(random.Random(1)) != generate_passphrase(random.Random(2))
