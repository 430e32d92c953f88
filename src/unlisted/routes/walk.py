"""How a stranger walks: what he comes to know from what he knows, how surely, and the easiest chain to one fact. Pure.

A place opens once all clues of one of its ways are known, so "name and town" means both. A walk is as likely as its
weakest step. The surest walk is found as Dijkstra's shortest one is, with the smaller of two values instead of a sum
(Knuth's generalisation of 1977 covers steps that need several things at once).
"""

from __future__ import annotations

import heapq
import itertools
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from unlisted.routes.places import Known, Place

Starts = Mapping[Known, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of a chain: with what he finds which place, and what of hers he has then."""

    by: tuple[Known, ...]
    place: Place
    shows: Known
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """The steps from what a stranger has to a fact, in order. `likelihood` is that of the weakest step."""

    steps: tuple[Step, ...]
    likelihood: float

    @property
    def places(self) -> tuple[Place, ...]:
        """The places on the way, each once."""
        return tuple({step.place.id: step.place for step in self.steps}.values())


class Net:
    """The places of one person, prepared for walking.

    Thousands of places lead from the same few facts to the same few; of those only the surest one that is open matters.
    """

    def __init__(self, places: Iterable[Place]) -> None:
        self.places = tuple(places)
        leads: dict[tuple[frozenset[Known], Known], list[tuple[float, int]]] = defaultdict(list)
        for at, place in enumerate(self.places):
            for way in place.ways:
                for shown, strength in place.shows.items():
                    if shown not in way.clues:
                        leads[way.clues, shown].append((-min(way.value, strength), at))
        self._leads = [(clues, shown, sorted(by)) for (clues, shown), by in leads.items()]

    def _surest(self, closed: Collection[str]) -> Iterator[Step]:
        """For each set of clues and each fact they lead to, the surest step by a place that is not closed."""
        for clues, shown, by in self._leads:
            for value, at in by:
                if self.places[at].id not in closed:
                    yield Step(by=tuple(sorted(clues)), place=self.places[at], shows=shown, value=-value)
                    break

    def likelihoods(
        self, starts: Starts, closed: Collection[str] = (), exchanged: str | None = None
    ) -> dict[Known, float]:
        """How likely each fact is reached by the surest walk. `closed` are ids of places that are not there.

        `exchanged` is the id of a fact that is no longer hers: it leads nowhere.
        """

        def further(cost: tuple[float, int], value: float) -> tuple[float, int]:
            return max(cost[0], -value), 0

        costs, _back = self._walk(starts, lambda value: (-value, 0), further, closed, exchanged)
        return {node: -cost[0] for node, cost in costs.items()}

    def reached(
        self, starts: Starts, at_least: float, closed: Collection[str] = (), exchanged: str | None = None
    ) -> frozenset[Known]:
        """What is reached by steps that are each at least that likely; see `likelihoods`."""
        values = self.likelihoods(starts, closed, exchanged)
        return frozenset(node for node, value in values.items() if value >= at_least)

    def chain(
        self, starts: Starts, target: Known, at_least: float, closed: Collection[str] = (), *, shortest: bool = False
    ) -> Chain | None:
        """The easiest chain: of the surest ones that with the fewest steps; None if none is that likely.

        With `shortest` the one with the fewest steps of all that are that likely.
        """
        surest = self.likelihoods(starts, closed).get(target, 0.0)
        if surest < at_least or surest <= 0.0:
            return None
        if shortest:
            surest = at_least
        wide = {node: value for node, value in starts.items() if value >= surest}

        def further(cost: tuple[float, int], value: float) -> tuple[float, int] | None:
            return (0.0, cost[1] + 1) if value >= surest else None

        _costs, back = self._walk(wide, lambda _value: (0.0, 0), further, closed)
        steps = _unwound(target, back)
        weakest = min((step.value for step in steps), default=1.0) if shortest else surest
        return Chain(steps=steps, likelihood=weakest)

    def _walk(
        self,
        starts: Starts,
        first: Callable[[float], tuple[float, int]],
        further: Callable[[tuple[float, int], float], tuple[float, int] | None],
        closed: Collection[str],
        exchanged: str | None = None,
    ) -> tuple[dict[Known, tuple[float, int]], dict[Known, Step]]:
        """Costs of all nodes that can be known, cheapest walk first, and the step by which each was reached."""
        done: dict[Known, tuple[float, int]] = {}
        back: dict[Known, Step] = {}
        ready = _Ready(self._surest(closed))
        count = itertools.count()
        heap: list[tuple[tuple[float, int], int, Known, Step | None]] = []
        for node, value in sorted(starts.items()):
            heapq.heappush(heap, (first(value), next(count), node, None))
        while heap:
            cost, _order, node, reached = heapq.heappop(heap)
            if node in done or node.fact == exchanged:
                continue
            done[node] = cost
            if reached is not None:
                back[node] = reached
            if not node.part:  # who knows the whole knows the part
                part = Known(node.fact, part=True)
                heapq.heappush(heap, (cost, next(count), part, reached and _about(reached, part)))
            for step in ready.after(node):
                then = None if step.shows in done else further(cost, step.value)
                if then is not None:
                    heapq.heappush(heap, (then, next(count), step.shows, step))
        return done, back


class _Ready:
    """Steps that wait until everything that they need is known."""

    def __init__(self, steps: Iterable[Step]) -> None:
        self._steps = tuple(steps)
        self._missing = [len(step.by) for step in self._steps]
        self._needs: dict[Known, list[int]] = defaultdict(list)
        for number, step in enumerate(self._steps):
            for clue in step.by:
                self._needs[clue].append(number)

    def after(self, node: Known) -> Iterator[Step]:
        """The steps that can be gone now that `node` is known; to be asked once a node."""
        for number in self._needs.get(node, ()):
            self._missing[number] -= 1
            if not self._missing[number]:
                yield self._steps[number]


def _about(step: Step, node: Known) -> Step:
    return Step(by=step.by, place=step.place, shows=node, value=step.value)


def _unwound(target: Known, back: Mapping[Known, Step]) -> tuple[Step, ...]:
    """The steps that lead to `target`, each after those whose facts it needs."""
    ordered: dict[Known, Step] = {}

    def before(node: Known) -> None:
        step = back.get(node)
        if step is None or node in ordered:
            return
        for clue in step.by:
            before(clue)
        ordered[node] = step

    before(target)
    return tuple(ordered.values())


def starts_of(public: Collection[str], places: Sequence[Place] = ()) -> dict[Known, float]:
    """What a stranger begins with: her public facts, and what is shown to those in hostile `places`."""
    starts = {Known(fact): 1.0 for fact in public}
    for place in places:
        for node, value in place.known.items():
            starts[node] = max(starts.get(node, 0.0), value)
    return starts
