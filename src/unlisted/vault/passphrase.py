"""Passphrases: one form for what is typed, read from a file, or offered by us."""

from __future__ import annotations

import random
import unicodedata
from pathlib import Path

from unlisted.vault.errors import PassphraseEmpty, PassphraseFileNotText, PassphraseFileUnreadable, PassphraseUnusable

LONGEST = 1000
# No z, y, q, w, x: they move or are missing on Serbian keyboards. No letter with a mark: it can be typed anywhere.
CONSONANTS, VOWELS = "bdfgjklmnprstv", "aeiou"
WORDS = 7
# four-letter words nobody should have to type
_NOT = frozenset(
    {"jeba", "jebe", "jebi", "jebo", "jebu", "kara", "karo", "kuro", "puse", "pusi", "sisa", "sise", "sisu"}
)


def normalised(passphrase: str) -> str:
    """The one form under which a passphrase is used: NFC, no BOM, no final newline. Raises `PassphraseError`s."""
    text = unicodedata.normalize("NFC", passphrase.removeprefix("\ufeff"))
    text = text.removesuffix("\n").removesuffix("\r")
    if not text:
        raise PassphraseEmpty
    if len(text) > LONGEST or any(unicodedata.category(sign) in ("Cc", "Cs") for sign in text):
        raise PassphraseUnusable
    return text


def read_passphrase_file(path: Path) -> str:
    """The passphrase in a UTF-8 file of one line; a pipe will do. Raises `PassphraseError`s."""
    try:
        with path.open("rb") as file:
            data = file.read(1 << 16)
    except OSError:
        raise PassphraseFileUnreadable(file=str(path)) from None
    try:
        return normalised(data.decode("utf-8"))
    except UnicodeDecodeError:
        raise PassphraseFileNotText(file=str(path)) from None


def generate_passphrase(rng: random.Random) -> str:
    """Seven made-up words of two syllables ("tamo rebi …"), 85 bits if `rng` is `secrets.SystemRandom()`.

    Each word is one of 70 × 70 less the few in `_NOT`: log2(4887) = 12.25 bits, seven of them 85.8. At
    scrypt's one try a second, a million machines need longer than there have been stars.
    """
    words: list[str] = []
    while len(words) < WORDS:
        word = "".join(rng.choice(CONSONANTS) + rng.choice(VOWELS) for _ in range(2))
        if word not in _NOT:
            words.append(word)
    return " ".join(words)
