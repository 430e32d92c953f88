"""Telling her own messages from those of others: by the names and ids that she says are hers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from unlisted.text.scripts import to_cyrillic

_KEPT = 100_000  # senders that are remembered
_LATIN = "abvgdđežzijklmnoprstćufhcčš"
_NUMBER = re.compile(r"\+?[\d ()/.-]*\d[\d ()/.-]*")
_A_TO_Z = re.compile("[a-z]")
_NOT_SHOWN = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def _plain(letter: str) -> str:
    marks = unicodedata.normalize("NFKD", letter.replace("đ", "dj"))
    return "".join(one for one in marks if not unicodedata.combining(one))


_TO_LATIN = str.maketrans({to_cyrillic(one): _plain(one) for one in (*_LATIN, "lj", "nj", "dž")})


def folded(name: str) -> str:
    """One form for a name with or without its diacritics, in either Serbian script, and for a number.

    "~ " before a name is WhatsApp's. Nothing that only looks alike is taken for the same: somebody else must not be
    able to pass for her.
    """
    text = unicodedata.normalize("NFC", _NOT_SHOWN.sub("", name)).casefold()
    if _NUMBER.fullmatch(text):
        return "".join(one for one in text if one.isdecimal())
    if not _A_TO_Z.search(text):  # a name in both scripts is a disguise
        text = text.translate(_TO_LATIN)
    return " ".join(_plain(text).removeprefix("~").split())


class Mine:
    """Whether a name or an id of a sender is one of hers."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = frozenset(filter(None, map(folded, names)))
        self._known: dict[str, bool] = {}

    def __call__(self, name: str) -> bool:
        known = self._known.get(name)
        if known is None:
            if len(self._known) >= _KEPT:
                self._known.clear()
            known = self._known[name] = folded(name) in self._names
        return known
