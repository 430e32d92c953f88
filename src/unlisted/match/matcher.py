"""The matcher: one automaton for all facts, verification of its candidates, one entry a fact."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np

from unlisted.match.finder import Company
from unlisted.match.finders import CompiledFact, Finder, compile_fact
from unlisted.match.found import Found, Hit
from unlisted.match.manner import PLAIN, Manner
from unlisted.match.seeds import Met, Seeds, of_facts
from unlisted.match.spelling import how_spelled
from unlisted.match.strength import LIKELY, spelled, together
from unlisted.model import SEPARATOR, Batch, Fact, Glance, How, Kind, SeenFact
from unlisted.text.fold import Folded, quick_fold
from unlisted.text.guises import AS_IT_STANDS, GUISES
from unlisted.text.letters import HIDDEN
from unlisted.text.skeleton import BOUNDARY, skeleton, skeleton_of_utf8

MATCHER_VERSION = 5  # part of what an outcome covered; raise it when the same text may give other sightings

_WHOLE = 20_000  # documents up to this many code points are verified whole, longer ones in windows around candidates
_WINDOW = 600  # code points before and after a candidate; longer than any pattern plus the way to a town
_HIDDEN_MOST = 3  # one in so many letters may be one that is not known
_PLACES = 1_000  # of one document that are handed on; whoever repeats a fact a million times says no more with it
_NO_LETTERS = frozenset("\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")  # blank, whatever Unicode calls them
_CODES = {Kind.PLATE, Kind.USERNAME, Kind.EMAIL, Kind.WEBSITE, Kind.NATIONAL_ID}
_ORDER = {how: rank for rank, how in enumerate(How)}


@dataclass(frozen=True)
class Matcher:
    """Facts, compiled. `scan` may be called from any number of processes; it keeps no state."""

    facts: tuple[CompiledFact, ...]
    hers: frozenset[str]  # ids of the facts that are not a relative's
    whole: Seeds  # for facts in full
    parts: Seeds  # for parts that count only beside another fact
    words: Seeds  # for such parts that are one word, so that they can only be where a word begins
    manner: Manner = PLAIN

    def __reduce__(self) -> tuple[Callable[[tuple[Fact, ...], Manner], Matcher], tuple[tuple[Fact, ...], Manner]]:
        """Sent to another process as its facts, and compiled there."""
        return compile_facts, (tuple(one.fact for one in self.facts), self.manner)

    def narrowed(self, glance: Batch | Glance) -> Batch | None:
        """The documents in which a fact may be seen, made; None if there is none."""
        if isinstance(glance, Batch):
            return glance
        entries = self._entries(glance.letters, glance.begins)
        return glance.opened(entries) if entries or glance.always else None

    def _entries(self, letters: bytes, begins: Sequence[int]) -> list[int]:
        """The entries of `letters`, where they begin, in which a seed stands in its company; rising."""
        classes = skeleton_of_utf8(letters)
        if classes is None:  # some bytes are no letters; those that are stay where they are
            letters = letters.decode("utf-8", "replace").encode()
            begins = np.flatnonzero(np.frombuffer(letters, dtype=np.uint8) == ord(SEPARATOR)).tolist()
            classes = skeleton_of_utf8(letters) or b""
        met = self.whole.met(classes)
        if not met:
            return []
        marks = np.flatnonzero(np.frombuffer(classes, dtype=np.uint8) == BOUNDARY)
        entries = (np.searchsorted(marks, [one.last for one in met], side="right") - 1).tolist()
        found: set[int] = set()
        asked: set[tuple[int, Callable[[str], object]]] = set()
        for entry, one in zip(entries, met, strict=True):
            if one.or_else is None:
                found.add(entry)
            else:
                asked.add((entry, one.or_else))
        for entry, is_in in asked:
            end = begins[entry + 1] if entry + 1 < len(begins) else len(letters)
            if entry not in found and is_in(letters[begins[entry] + 1 : end].decode("utf-8", "replace")):
                found.add(entry)
        return sorted(found)

    def scan(self, batch: Batch) -> Iterator[tuple[int, tuple[SeenFact, ...]]]:
        """The documents of `batch` in which facts are seen: index, and one entry a fact. Rising index."""
        for found in self.find(batch):
            yield found.index, found.facts

    def find(self, batch: Batch) -> Iterator[Found]:
        """As `scan`, with the places in the text where the facts stand, for whoever reads what is said about them."""
        if not batch.text:
            return
        classes, offsets = skeleton(batch.text)
        met = self.whole.met(classes.tobytes(), BOUNDARY)  # where a batch ends never changes a result
        if not met:
            return
        # The last class of a hit; its first may be a repeat that began long before ("x x NS…": x and N are one class).
        points = offsets[[one.last for one in met]]
        documents = np.searchsorted(np.asarray(batch.starts), points, side="right") - 1
        proposed: defaultdict[int, list[tuple[Met, int]]] = defaultdict(list)  # by document: what at which code point
        for index, one, point in zip(documents.tolist(), met, points.tolist(), strict=True):
            proposed[index].append((one, point))
        for index in sorted(proposed):
            if index < 0:
                continue
            text, start = batch.document(index), batch.starts[index]
            likely = [
                (one.owner, point - start)
                for one, point in proposed[index]
                if one.or_else is None or len(text) > _WHOLE or one.or_else(text)
            ]
            if not likely:
                continue
            seen, places = self._verify(text, {owner for owner, _ in likely}, [point for _, point in likely])
            if seen:
                yield Found(index, seen, places)

    def _verify(
        self, text: str, wanted: set[int], points: Sequence[int]
    ) -> tuple[tuple[SeenFact, ...], tuple[Hit, ...]]:
        if not self.manner.typos:
            return self._surely(text, wanted, points)
        count = len(self.facts)
        seen, places = self._surely(text, {owner for owner in wanted if owner < count}, points)
        sure = {one.fact for one in seen}
        near = {owner - count for owner in wanted if owner >= count}
        slips, more = self._with_slips(text, {i for i in near if self.facts[i].fact.id not in sure}, points)
        return (*seen, *slips), (*places, *more)

    def _with_slips(
        self, text: str, wanted: set[int], points: Iterable[int]
    ) -> tuple[tuple[SeenFact, ...], tuple[Hit, ...]]:
        """The facts of which one letter is wrong; they neither gain by company nor lend to it."""
        finders = [(self.facts[i].fact, finder) for i in sorted(wanted) for finder in self.facts[i].slips]
        plain = quick_fold(text) if len(text) <= _WHOLE else ""
        if not finders or (plain and not any(finder.regex.search(plain) for _fact, finder in finders)):
            return (), ()
        windows = [(0, len(text))] if len(text) <= _WHOLE else _windows(points, len(text))
        views = [AS_IT_STANDS.fold(text[a:b], a) for a, b in windows]
        seen: dict[str, SeenFact] = {}
        places: list[Hit] = []
        for fact, finder in finders:
            for view in views:
                for hit in finder.regex.finditer(view.text):
                    one = SeenFact(
                        fact=fact.id, kind=fact.kind, parts=finder.parts, how=How.TYPO, strength=finder.strength
                    )
                    seen.setdefault(fact.id, one)
                    places.append(_place(view.original(*hit.span()), one))
        return tuple(seen.values()), tuple(places[:_PLACES])

    def _surely(
        self, text: str, wanted: set[int], points: Iterable[int]
    ) -> tuple[tuple[SeenFact, ...], tuple[Hit, ...]]:
        best: dict[str, SeenFact] = {}
        spans: list[tuple[int, int]] = []
        places: list[Hit] = []
        windows = [(0, len(text))] if len(text) <= _WHOLE else _windows(points, len(text))
        for span, seen in self._in_full(text, wanted, windows):
            spans.append(span)
            if len(places) < _PLACES:
                places.append(_place(span, seen))
            _keep_best(best, seen)
        if not best:
            return (), ()
        covered = _Covered(spans)
        beside = self._parts_in(text)
        views = [AS_IT_STANDS.fold(text[a:b], a) for a, b in windows]
        for span, seen in (hit for index in beside for hit in _hits(self.facts[index], views, text, companion=True)):
            if span not in covered:  # her surname in her own name says nothing of her father
                if len(places) < _PLACES:
                    places.append(_place(span, seen))
                _keep_best(best, seen)
        if self.hers.isdisjoint(best):
            return (), ()
        return together(sorted(best.values(), key=lambda seen: (-seen.strength, seen.fact))), tuple(places)

    def _in_full(self, text: str, wanted: set[int], windows: Sequence[tuple[int, int]]) -> Iterator[_Hit]:
        """Where facts stand in full, in each guise of the text those that were not seen in the ones before.

        `wanted`: the facts of which a seed was hit, and below zero (``~index``) those of which one was that is turned.
        """
        left = set(wanted)
        for guise in GUISES:
            if not left:
                return
            back = guise.turned or guise.backwards
            some = {~index if back else index for index in left if (index < 0) is back}
            some = {index for index in some if self.facts[index].fact.kind in guise.of}
            if not some or not guise.may_be(text):
                continue
            if len(text) <= _WHOLE:
                some = self._promising(guise.read(text), some)
            if not some:
                continue
            views, least = [guise.fold(text[a:b], a) for a, b in windows], guise.least(text)
            for index in sorted(some):
                for span, seen in _hits(self.facts[index], views, text, companion=False, hidden=guise.hides):
                    if span[1] - span[0] >= least:
                        if seen.how is not How.PARTIAL:
                            left -= {index, ~index}
                        yield span, seen

    def _parts_in(self, text: str) -> list[int]:
        """The facts of which a part may stand in `text`, in order."""
        classes, offsets = skeleton(text)
        raw = classes.tobytes()
        begun = _Begun(text, offsets.tolist())
        at_words = {one.owner for one in self.words.met(raw) if one.first in begun}
        return sorted(at_words.union(one.owner for one in self.parts.met(raw)))

    def _promising(self, text: str, wanted: set[int]) -> set[int]:
        """The facts of which a pattern is found at all: a look without offsets, for most candidates are none."""
        plain = quick_fold(text)
        return {index for index in wanted if self.facts[index].may_be_in(plain)}


def compile_facts(facts: Iterable[Fact], manner: Manner = PLAIN) -> Matcher:
    """Compile all facts into one matcher. Raises nothing: facts were validated when they were made."""
    compiled = tuple(compile_fact(fact, manner) for fact in facts)
    return Matcher(
        facts=compiled,
        hers=frozenset(one.fact.id for one in compiled if one.fact.of is None),
        whole=of_facts(compiled),
        parts=Seeds((index, _beside(one, one_word=False)) for index, one in enumerate(compiled)),
        words=Seeds((index, _beside(one, one_word=True)) for index, one in enumerate(compiled)),
        manner=manner,
    )


def _beside(compiled: CompiledFact, *, one_word: bool) -> dict[bytes, Company | None]:
    finders = (finder for finder in compiled.finders if finder.companion and finder.one_word is one_word)
    return dict.fromkeys(seed for finder in finders for seed in finder.seeds)


class _Begun:
    """Where in a skeleton a word may begin; `place in begun` asks whether the class at `place` may be its first.

    It may where no letter stands right before it, or before what the skeleton leaves out or has drawn together there.
    """

    def __init__(self, text: str, offsets: Sequence[int]) -> None:
        self._other = list(accumulate((not char.isalpha() or char in _NO_LETTERS for char in text), initial=0))
        self._offsets = [*offsets, len(text)]

    def __contains__(self, place: int) -> bool:
        first = self._offsets[place - 1] if place else 0
        return not place or self._other[self._offsets[place + 1]] > self._other[first]


def _windows(points: Iterable[int], length: int) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for point in sorted(int(p) for p in points):
        low, high = max(0, point - _WINDOW), min(length, point + _WINDOW)
        if merged and low <= merged[-1][1]:
            merged[-1] = (merged[-1][0], high)
        else:
            merged.append((low, high))
    return merged


class _Covered:
    """Passages in which facts were already seen in full; `span in covered` asks whether a part stands inside one."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        merged: list[list[int]] = []
        for start, end in sorted(spans):
            if merged and start <= merged[-1][1]:
                merged[-1][1] = max(merged[-1][1], end)
            else:
                merged.append([start, end])
        self._starts = [start for start, _ in merged]
        self._ends = [end for _, end in merged]

    def __contains__(self, span: tuple[int, int]) -> bool:
        place = bisect_right(self._starts, span[0]) - 1
        return place >= 0 and span[1] <= self._ends[place]


_Hit = tuple[tuple[int, int], SeenFact]


def _hits(
    compiled: CompiledFact, views: list[Folded], text: str, *, companion: bool, hidden: bool = False
) -> Iterator[_Hit]:
    for finder in compiled.finders:
        if finder.companion is companion:
            yield from _look(compiled.fact, finder, views, text, hidden=hidden)


def _look(fact: Fact, finder: Finder, views: list[Folded], text: str, *, hidden: bool) -> Iterator[_Hit]:
    """Every hit of `finder`: the span of the original that it stands on, and what it says.

    `hidden`: the views do not read the text as it stands.
    """
    for view in views:
        for hit in finder.regex.finditer(view.text):
            if view.text.count(HIDDEN, *hit.span()) * _HIDDEN_MOST > len(hit[0]):
                continue
            parts, strength = finder.parts, finder.strength
            if finder.refine:
                parts, strength = finder.refine(view.text, *hit.span())
            if strength <= 0:
                continue
            start, end = view.original(*hit.span())
            how = How.DISGUISED
            if not hidden:
                how = how_spelled(
                    text[start:end],
                    fact.value,
                    inflected=any(hit.groupdict().values()),
                    numeric=finder.numeric,
                    code=fact.kind in _CODES,
                )
            strength = spelled(strength, how)
            if finder.companion or (fact.kind is Kind.ADDRESS and "number" not in parts):
                how = How.PARTIAL
            seen = SeenFact(fact=fact.id, kind=fact.kind, parts=parts, how=how, strength=round(strength, 3))
            yield (start, end), seen


def _place(span: tuple[int, int], seen: SeenFact) -> Hit:
    return Hit(*span, seen.kind, full=seen.how is not How.PARTIAL and seen.strength >= LIKELY)


def _keep_best(best: dict[str, SeenFact], one: SeenFact) -> None:
    known = best.get(one.fact)
    if known is None or (one.strength, -_ORDER[one.how]) > (known.strength, -_ORDER[known.how]):
        best[one.fact] = one
