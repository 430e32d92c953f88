"""Showing that a username or an address is hers: ordinary phrases, and how long each thing counts. Pure.

A phrase says nothing of this program. What it showed counts for a quarter of a year: accounts are given up and taken
over, addresses lapse and are given to others, and looking again is due about as often.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from ipaddress import ip_address

from unlisted.knowledge import WordList
from unlisted.model import Fact, Kind, Proof
from unlisted.net import Url
from unlisted.net.addresses import read_url

WITHIN = timedelta(hours=1)  # in which a phrase has to be put where it is looked for
VALID = timedelta(days=90)
SKEW = timedelta(minutes=10)  # between her clock and another
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


def patterns(proof: Proof) -> tuple[str, ...]:
    """The phrases as regular expressions for small letters.

    Sites change what is between two words: some allow no blanks, some write them in their own way.
    """
    return tuple(_BETWEEN.join(map(re.escape, phrase.casefold().split())) for phrase in proof.phrases)


def in_time(proof: Proof, now: datetime) -> bool:
    """Whether the phrases still count."""
    return proof.offered <= now <= proof.offered + WITHIN


def identity(fact: Fact) -> str:
    """What is shown to be hers, in one spelling: a username without anything around it, an address in small letters."""
    if fact.kind is Kind.EMAIL:
        return f"{fact.parts['local']}@{fact.parts['domain']}".casefold()
    return fact.parts.get("handle", fact.value).casefold()


def until(proof: Proof) -> datetime | None:
    """When a proof stops counting; None if nothing was shown yet."""
    return proof.proved + VALID if proof.proved else None


def at_home(url: Url | None) -> bool:
    """Whether an address is on this machine, where anybody can write what he likes."""
    host = url.host.strip("[]") if url else ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def counts(proof: Proof, now: datetime) -> bool:
    """Whether something was shown, and lately enough."""
    end = until(proof)
    return proof.proved is not None and end is not None and proof.proved - SKEW <= now < end


def proved(facts: Iterable[Fact], proofs: Mapping[str, Proof], now: datetime, *, rehearsed: bool = False) -> list[Fact]:
    """Those of her usernames and addresses that were shown to be hers.

    A proof from this machine opens nothing but sites on this machine (`rehearsed`): see `at_home`.
    """
    shown = {
        proof.username.casefold()
        for proof in proofs.values()
        if counts(proof, now) and at_home(read_url(proof.url)) is rehearsed
    }
    return [fact for fact in facts if fact.of is None and identity(fact) in shown]
