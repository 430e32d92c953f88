"""What a compiled fact is made of: seeds for the quick scan, finders that verify, weigh and name parts."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, partial
from itertools import combinations
from typing import NamedTuple

from ahocorasick_rs import BytesAhoCorasick

from unlisted.match.patterns import as_typed, compiled
from unlisted.model import Fact
from unlisted.text.endings import paradigms
from unlisted.text.fold import fold_text
from unlisted.text.forms import fleeting_a, softened, stem_and_endings
from unlisted.text.guises import by_look
from unlisted.text.rewriting import rewritten
from unlisted.text.skeleton import bare_skeleton, seed

SEED_MIN = 5  # classes; shorter seeds propose too much
APART_MIN = 7  # letters; shorter ones set apart letter by letter would be found in any list of initials
_COMPANY_MIN, _TOGETHER = 2, 8  # classes of a word beside a seed, and of both together
_PIECE = 4  # classes of the piece of a word that is enough of it; of a short word, one less
_ENOUGH = 7  # classes of a seed that is rarely met by chance
BETWEEN = 10  # classes of endings and of an initial between a seed and its company, and of letters written with several
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

    pattern: str
    parts: tuple[str, ...]
    strength: float
    companion: bool = False
    numeric: bool = False
    refine: Refine | None = None
    seeds: frozenset[bytes] = frozenset()
    one_word: bool = False

    @property
    def regex(self) -> re.Pattern[str]:
        """The pattern, compiled when it is first asked for: of most facts nothing is ever met."""
        return compiled(self.pattern)


@dataclass(frozen=True, slots=True)
class Company:
    """What stands beside a seed in any accepted spelling, so that most chance hits of the seed need not be verified.

    One of `words`, skeletons, within `reach` classes of it, and with short ones also what `if_near` finds in the text;
    or else what `or_else` finds there.
    """

    words: frozenset[bytes]
    reach: int
    or_else: Callable[[str], object] | None = None
    if_near: Callable[[str], object] | None = None

    def is_near(self, classes: bytes, start: int, end: int, edge: bytes) -> bool:
        """Whether one of the words stands by ``classes[start:end]`` this side of the next `edge`; of two letters that
        meet, one may be left.
        """
        before = classes[max(0, start - self.reach) : start + 1].rpartition(edge)[2]
        behind = classes[end - 1 : end + self.reach].partition(edge)[0]
        return bool(_automaton(self.words).find_matches_as_indexes(b"%b\0%b" % (before, behind)))

    def turned(self) -> Company:
        """That of the seed read from its end."""
        return replace(self, words=frozenset(word[::-1] for word in self.words))


@cache
def _automaton(words: frozenset[bytes]) -> BytesAhoCorasick:
    return BytesAhoCorasick(sorted(words))


@dataclass(frozen=True, slots=True)
class CompiledFact:
    """A fact ready to be looked for: any accepted spelling contains one of `seeds` in its skeleton, in its company.

    One with a slip contains one of `near` and fits one of `slips`; both are empty unless typos are looked for.
    """

    fact: Fact
    seeds: frozenset[bytes]
    finders: tuple[Finder, ...]
    slips: tuple[Finder, ...] = ()
    near: frozenset[bytes] = frozenset()
    company: Mapping[bytes, Company] = field(default_factory=dict)
    in_full: str = field(kw_only=True, repr=False)  # a pattern that finds something where one of `finders` may

    def may_be_in(self, plain: str) -> bool:
        """Whether one of the finders that need no company finds anything in a folded text."""
        return compiled(self.in_full).search(plain) is not None


class Built(NamedTuple):
    """What a builder makes of a fact, see `CompiledFact`. Seeds without company are enough by themselves."""

    seeds: frozenset[bytes]
    finders: list[Finder]
    company: Mapping[bytes, Company] = {}


def shortest(seeds: frozenset[bytes]) -> int:
    """The length of the shortest of `seeds`, 0 if there is none."""
    return min(map(len, seeds), default=0)


def seeds_of(piece: str, least: int = SEED_MIN) -> frozenset[bytes]:
    """The seeds of a piece of words, as she typed it, written as it is or in any way that is told by a seed.

    `least`: classes of a way that is told by a seed.
    """
    ways = {*map(fold_text, rewritten(piece)), *by_look(piece)}
    return seed(piece) | {one for one in map(bare_skeleton, ways) if len(one) >= least}


def beside(
    seeds: Iterable[bytes],
    text: str,
    languages: tuple[str, ...],
    reach: int,
    or_else: Callable[[str], object] | None = None,
) -> dict[bytes, Company]:
    """The company of those `seeds` that are short, where `text` stands beside them in any spelling; none if that is too
    short to tell. `reach`: classes from the end of a seed to the other end of its company, and of the seed.

    The shorter a seed is, the longer what is told of its company by a seed.
    """
    by_least: defaultdict[int, list[bytes]] = defaultdict(list)
    for one in seeds:
        if len(one) < _ENOUGH:
            by_least[max(_COMPANY_MIN, _TOGETHER - len(one))].append(one)
    company: dict[bytes, Company] = {}
    for least, some in by_least.items():
        words = stems(text, languages, partial(_in_any_way, least=least, whole=or_else is not None))
        if shortest(words) >= _COMPANY_MIN:
            company |= {one: Company(words, reach - len(one), or_else) for one in some}
    return company


def _in_any_way(piece: str, least: int, *, whole: bool) -> frozenset[bytes]:
    """As `seeds_of`, and without several of the letters for which signs are put; unless `whole`, also its pieces."""
    folded, own = fold_text(piece), bare_skeleton(piece)
    without = (folded.translate(dict.fromkeys(map(ord, some))) for n in (2, 3) for some in combinations("til", n))
    size = min(_PIECE, max(3, len(own) - 1))
    pieces = () if whole else (own[at : at + size] for at in range(len(own) - size + 1))
    return seeds_of(piece, least) | {one for one in (*map(bare_skeleton, without), *pieces) if len(one) >= least}


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
