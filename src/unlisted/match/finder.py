"""What a compiled fact is made of: seeds for the quick scan, finders that verify, weigh and name parts."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from unlisted.match.patterns import as_typed
from unlisted.model import Fact
from unlisted.text.endings import paradigms
from unlisted.text.fold import fold_text
from unlisted.text.forms import fleeting_a, softened, stem_and_endings
from unlisted.text.guises import by_look
from unlisted.text.rewriting import rewritten
from unlisted.text.skeleton import bare_skeleton, seed

SEED_MIN = 5  # classes; shorter seeds propose too much
APART_MIN = 7  # letters; shorter ones set apart letter by letter would be found in any list of initials
NEARBY = 80  # folded characters around a hit in which a town is read as its town

Weighed = tuple[tuple[str, ...], float]  # the parts that were seen, and the strength they deserve
Refine = Callable[[str, int, int], Weighed]


@dataclass(frozen=True, slots=True)
class Finder:
    """One way of seeing a fact. `companion` finders count only beside another fact in the same document.

    `refine`, where there is one, looks around a hit (folded text, start, end) and says what it really deserves;
    strength 0 is no sighting. `numeric`: the fact is made of digits, so letters in it are a disguise. `seeds` of a
    companion tell in which documents it can stand at all; those of all other finders are the fact's. `one_word`: the
    pattern begins with what a seed begins with, where a word begins.
    """

    pattern: re.Pattern[str]
    parts: tuple[str, ...]
    strength: float
    companion: bool = False
    numeric: bool = False
    refine: Refine | None = None
    seeds: frozenset[bytes] = frozenset()
    one_word: bool = False


@dataclass(frozen=True, slots=True)
class CompiledFact:
    """A fact ready to be looked for: any accepted spelling contains one of `seeds` in its skeleton.

    One with a slip contains one of `near` and fits one of `slips`; both are empty unless typos are looked for.
    """

    fact: Fact
    seeds: frozenset[bytes]
    finders: tuple[Finder, ...]
    slips: tuple[Finder, ...] = ()
    near: frozenset[bytes] = frozenset()


Built = tuple[frozenset[bytes], list[Finder]]


def shortest(seeds: frozenset[bytes]) -> int:
    """The length of the shortest of `seeds`, 0 if there is none."""
    return min(map(len, seeds), default=0)


def seeds_of(piece: str) -> frozenset[bytes]:
    """The seeds of a piece of words, as she typed it, written as it is or in any way that is told by a seed."""
    ways = {*map(fold_text, rewritten(piece)), *by_look(piece)}
    return seed(piece) | {one for one in map(bare_skeleton, ways) if len(one) >= SEED_MIN}


def in_looks(text: str) -> frozenset[bytes]:
    """Seeds of `text` in letters that look like its own and are read otherwise."""
    return frozenset(one for one in map(bare_skeleton, by_look(text)) if len(one) >= SEED_MIN)


def in_full(text: str, known: frozenset[bytes]) -> frozenset[bytes]:
    """Seeds of a whole `text` of several words, for the ways to write it in which none of the seeds `known` is left."""
    *before, last = re.findall(r"\w+", text) or [text]
    stem = as_typed(last, stem_and_endings(last)[0])
    whole = "".join([*before, stem])
    ways = {*map(fold_text, rewritten(whole, most_stars=1)), *by_look(whole)}
    ways |= {fold_text(first + stem[1:]) for first in ("".join(before), "".join(word[1:] for word in before))}
    return frozenset(
        one for one in map(bare_skeleton, ways) if len(one) > SEED_MIN and not any(less in one for less in known)
    )


def stems(
    text: str, languages: tuple[str, ...] = (), seeded: Callable[[str], frozenset[bytes]] = seeds_of
) -> frozenset[bytes]:
    """Seeds that every form of `text` contains: its longest word without what endings change.

    `seeded` makes the seeds of a piece; `seed` those of the piece as it is, which begin where the piece does.
    """
    word = max(re.findall(r"\w+", text) or [text], key=len)
    stem, own, endings = stem_and_endings(word)
    short = fleeting_a(stem) if endings and not own else None
    seeds = seeded(as_typed(word, stem)) | (seeded(short) if short else frozenset())
    soft = softened(stem, own)
    seeds |= seed(f"{soft}i") if soft else frozenset()
    for other, _forms in paradigms(word, languages):
        seeds |= seeded(as_typed(word, other))
    return frozenset(one for one in seeds if not any(less in one for less in seeds - {one})) or frozenset({b"\xfe"})


def joined(
    first: str, second: str, between: tuple[str, ...] = ("",), languages: tuple[str, ...] = ()
) -> frozenset[bytes]:
    """Seeds for two short pieces in a row: every form of the first, what stands between, the stem of the second."""
    stem, own, endings = stem_and_endings(first)
    last = stem_and_endings(second)[0]
    starts = {as_typed(first, stem), fleeting_a(stem) or stem}
    ends = {as_typed(second, last), fleeting_a(last) or last, *(stem for stem, _forms in paradigms(second, languages))}
    wholes = {a + e for a in starts for e in {own, *endings}}
    wholes |= {stem + form.replace("'", "") for stem, forms in paradigms(first, languages) for form in forms}
    return frozenset().union(*(seed(whole + gap + b) for whole in wholes for gap in between for b in ends))
