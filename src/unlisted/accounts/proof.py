"""Showing that a username is hers: a phrase of two ordinary words in the bio of one account with that name. Pure.

The phrase says nothing of this program. Whoever can put it there within the hour controls the account.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime, timedelta

from unlisted.accounts.listed import Listed
from unlisted.accounts.questions import filled, handle
from unlisted.knowledge import WordList
from unlisted.knowledge.rules import asked
from unlisted.model import Fact, Proof
from unlisted.net import Url
from unlisted.net.addresses import read_url, same_but_spelling

WITHIN = timedelta(hours=1)
OFFERED = 3  # phrases in each language
LANGUAGES = ("sr", "en")
_BETWEEN = r"[\W\d_]{1,4}"


def offers(lists: Mapping[str, WordList], pick: Callable[[int], int]) -> tuple[str, ...]:
    """Phrases to choose from. `pick(n)` draws a number below `n` that nobody can foresee."""
    made: list[str] = []
    for language in LANGUAGES:
        first, second = (lists[f"phrase-{language}-{part}"].words for part in ("first", "second"))
        wanted = len(made) + OFFERED
        while len(made) < wanted:
            phrase = f"{first[pick(len(first))]} {second[pick(len(second))]}"
            if phrase not in made:
                made.append(phrase)
    return tuple(made)


def site_of(url: Url, fact: Fact, sites: Iterable[Listed], allowed: Collection[str]) -> bool:
    """Whether `url` is the page of this username at a site we know, or at a host that she set as an exception.

    Any page would do for a stranger who wants to look somebody up: he would write the phrase on one of his own.
    """
    name = handle(fact)
    for site in sites:
        spelled = asked(site.username, name)
        page = read_url(filled(site.profile, spelled)) if site.profile and spelled else None
        if page is not None and same_but_spelling(page, url):
            return True
    pieces = url.path.partition("?")[0].casefold().strip("/").split("/")
    return url.authority in allowed and name.casefold() in (piece.removeprefix("@") for piece in pieces)


def shown(proof: Proof, words: str) -> bool:
    """Whether one of the phrases stands among the visible words of the page.

    Sites change what is between two words: some allow no blanks, some write them in their own way.
    """
    text = words.casefold()
    patterns = (_BETWEEN.join(map(re.escape, phrase.casefold().split())) for phrase in proof.phrases)
    return any(re.search(rf"(?<![^\W\d_]){pattern}(?![^\W\d_])", text) for pattern in patterns)


def in_time(proof: Proof, now: datetime) -> bool:
    """Whether the phrases still count."""
    return proof.offered <= now <= proof.offered + WITHIN


def proved(facts: Iterable[Fact], proofs: Mapping[str, Proof]) -> tuple[Fact, ...]:
    """Those of her usernames that she has shown to be hers."""
    hers = {proof.username.casefold() for proof in proofs.values() if proof.proved is not None}
    return tuple(fact for fact in facts if handle(fact).casefold() in hers)
