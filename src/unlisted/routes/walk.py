"""How a stranger walks: what he comes to know from what he knows, how surely, and the easiest chain to one fact. Pure.

A place opens once all clues of one of its ways are known, so "name and town" means both. A walk is as likely as its
weakest step. The surest walk is found as Dijkstra's shortest one is, with the smaller of two values instead of a sum
(Knuth's generalisation of 1977 covers steps that need several things at once).
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from unlisted.routes.places import Known, Place, Way

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
    """The places of one person, prepared for walking."""

    def __init__(self, places: Iterable[Place]) -> None:
        self.places = tuple(places)
        self._ways: list[tuple[int, Way]] = [(at, way) for at, place in enumerate(self.places) for way in place.ways]
        self._needs: dict[Known, list[int]] = defaultdict(list)
        for number, (_at, way) in enumerate(self._ways):
            for clue in way.clues:
                self._needs[clue].append(number)

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

    def chain(self, starts: Starts, target: Known, at_least: float, closed: Collection[str] = ()) -> Chain | None:
        """The easiest chain: of the surest ones that with the fewest steps; None if none is that likely."""
        surest = self.likelihoods(starts, closed).get(target, 0.0)
        if surest < at_least or surest <= 0.0:
            return None
        wide = {node: value for node, value in starts.items() if value >= surest}

        def further(cost: tuple[float, int], value: float) -> tuple[float, int] | None:
            return (0.0, cost[1] + 1) if value >= surest else None

        _costs, back = self._walk(wide, lambda _value: (0.0, 0), further, closed)
        steps = _unwound(target, back)
        return Chain(steps=steps, likelihood=surest)

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
        missing = [len(way.clues) for _at, way in self._ways]
        count = 0
        heap: list[tuple[tuple[float, int], int, Known, Step | None]] = []
        for node, value in sorted(starts.items()):
            heapq.heappush(heap, (first(value), count, node, None))
            count += 1
        while heap:
            cost, _order, node, step = heapq.heappop(heap)
            if node in done or node.fact == exchanged:
                continue
            done[node] = cost
            if step is not None:
                back[node] = step
            if not node.part:  # who knows the whole knows the part
                heapq.heappush(heap, (cost, count, Known(node.fact, part=True), step and _about(step, part=True)))
                count += 1
            for number in self._needs.get(node, ()):
                missing[number] -= 1
                at, way = self._ways[number]
                place = self.places[at]
                if missing[number] or place.id in closed:
                    continue
                for shown, strength in place.shows.items():
                    value = min(way.value, strength)
                    then = further(cost, value)
                    if shown not in done and then is not None:
                        found = Step(by=tuple(sorted(way.clues)), place=place, shows=shown, value=value)
                        heapq.heappush(heap, (then, count, shown, found))
                        count += 1
        return done, back


def _about(step: Step, *, part: bool) -> Step:
    return Step(by=step.by, place=step.place, shows=Known(step.shows.fact, part=part), value=step.value)


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
        if place.hostile:
            for node, value in place.shows.items():
                starts[node] = max(starts.get(node, 0.0), value)
    return starts
