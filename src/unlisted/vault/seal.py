"""The age format: sealing bytes to an identity, opening them, and reading what a header says of itself."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

import pyrage  # type: ignore[import-untyped]
from pyrage import x25519

MAGIC = b"age-encryption.org/v1\n"
_HEADER = re.compile(rb"((?:-> [!-~ ]+\n(?:[A-Za-z0-9+/]{64}\n)*[A-Za-z0-9+/]{0,63}\n)+)--- [A-Za-z0-9+/]{43}\n")
_STANZA = re.compile(rb"^-> ([!-~ ]+)$", re.MULTILINE)
_HEADER_END = re.compile(rb"\n--- [^\n]*\n")
HEADER_LIMIT = 1 << 16
NO_KEY = "No matching keys found"  # how the age library says that the file is for someone else


class NotForThis(Exception):
    """The bytes are sealed, but not to this identity."""


class Broken(Exception):
    """The bytes are not what was sealed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """For whom a file is sealed. `readers` counts identities; `work` is scrypt's, as a power of two, if any."""

    readers: int
    work: int | None


def new_identity() -> str:
    """A fresh age identity, `AGE-SECRET-KEY-1…`."""
    return str(x25519.Identity.generate())


def is_identity(text: str) -> bool:
    """Whether this is an age identity."""
    try:
        x25519.Identity.from_str(text)
    except pyrage.IdentityError:
        return False
    return True


def seal(data: bytes, identities: Iterable[str]) -> bytes:
    """`data` as an age file that each of `identities` opens."""
    sealed: bytes = pyrage.encrypt(data, [x25519.Identity.from_str(identity).to_public() for identity in identities])
    return sealed


def unseal(data: bytes, identity: str) -> bytes:
    """What was sealed. Raises `NotForThis` or `Broken`."""
    try:
        inside: bytes = pyrage.decrypt(data, [x25519.Identity.from_str(identity)])
    except pyrage.DecryptError as error:
        raise (NotForThis if str(error) == NO_KEY else Broken) from None
    return inside


def header(data: bytes) -> Header | None:
    """The header of an age file, or None if it is none or ends inside its header."""
    if not data.startswith(MAGIC):
        return None
    found = _HEADER.match(data, len(MAGIC), HEADER_LIMIT)
    if not found:
        return None
    stanzas = [line.split(b" ") for line in _STANZA.findall(found[1])]
    scrypt = [words for words in stanzas if words[0] == b"scrypt"]
    work = None
    if scrypt:
        if len(stanzas) != 1 or len(scrypt[0]) != 3 or not re.fullmatch(rb"[1-9]\d{0,2}", scrypt[0][2]):
            return None
        work = int(scrypt[0][2])
    return Header(readers=sum(words[0] == b"X25519" for words in stanzas), work=work)


def breaks_off(data: bytes) -> bool:
    """Whether this is the beginning of an age file that ends before its header does."""
    return MAGIC.startswith(data[: len(MAGIC)]) and not _HEADER_END.search(data, 0, HEADER_LIMIT)
