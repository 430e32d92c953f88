"""The fewest and cheapest places to close so that no likely enough walk leads to a fact: a minimum cut. Pure.

Facts and places are vertices split in two, the middle edge of a place costs what closing it costs (Menger, 1927; the
flow is `networkx`'s). Places that open in the same way to the same facts are drawn as one, so that two thousand of them
are a graph of some dozens. A way that needs several facts which all have to be found first is drawn as if either of
them were enough: that can only add walks, so a cut still holds, but it may close more than is needed (`overstated`).
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from unlisted.knowledge import Chance, Demand
from unlisted.routes.places import WEIGHT, Known, Place
from unlisted.routes.walk import Net, Starts

if TYPE_CHECKING:
    import networkx as nx

DAY = 1  # minutes of effort that a day of waiting counts as
TELLING = 5  # minutes that one unit of what a step makes her tell counts as (see `lookups.weight`)


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """What closing one place takes: minutes of effort, days until it shows, what it makes her tell (`new`, weighed in
    `tells`), and how likely it comes off. `step` is the id of the step that does it, if the plan has one."""

    minutes: int
    days: int
    works: Chance
    new: tuple[Demand, ...] = ()
    tells: int = 0
    step: str | None = None

    @property
    def cost(self) -> int:
        """In minutes: effort, waiting and telling, for as many attempts as it takes on average until one works."""
        price = self.minutes + DAY * self.days + TELLING * self.tells
        return max(1, math.ceil(price / WEIGHT[self.works]))


ClosingOf = Callable[[Place], Closing | None]  # None: it cannot be closed


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """Places to close, the dearest last, and what that leaves.

    `cost` is what they cost together. `open` are places that nobody can close and through which the fact stays
    reachable (`reachable`). `overstated`: it may close more than is needed.
    """

    doors: tuple[Place, ...]
    cost: int
    open: tuple[Place, ...] = ()
    reachable: bool = False
    overstated: bool = False


@dataclass(frozen=True, slots=True)
class _Group:
    """Places that open in the same ways to the same facts: `enters` by any one node (None: from the start), or exactly
    by all clues of one of `ways`."""

    places: tuple[Place, ...]
    ways: frozenset[frozenset[Known]]
    enters: frozenset[Known | None]
    shows: frozenset[Known]


class Cutter:
    """The graph of all walks to one target that are at least that likely; asked for cuts and for independent chains."""

    def __init__(self, net: Net, starts: Starts, target: Known, at_least: float, closing_of: ClosingOf) -> None:
        self._net, self._starts, self._target, self._at_least = net, starts, target, at_least
        self._costs = {place.id: closing.cost for place in net.places if (closing := closing_of(place))}
        self._dear = 1 + sum(self._costs.values())  # more than everything that can be closed
        self.reached = net.reached(starts, at_least)
        self._begun = frozenset(node for node in self.reached if self._is_begun(node))
        self.overstated = False
        self._showing = self._shown_by()
        self._groups = self._grouped()

    def _is_begun(self, node: Known) -> bool:
        value = self._starts.get(node, 0.0)
        if node.part:
            value = max(value, self._starts.get(Known(node.fact), 0.0))
        return value >= self._at_least

    def _grouped(self) -> tuple[_Group, ...]:
        together: dict[tuple[frozenset[frozenset[Known]], frozenset[Known]], list[Place]] = defaultdict(list)
        for place in self._net.places:
            ways = self._open(place)
            shows = frozenset(
                node for node, value in place.shows.items() if value >= self._at_least and node not in self._begun
            )
            if ways and shows:
                together[ways, shows].append(place)
        drawn = [_Group(tuple(found), ways, _either(ways), shows) for (ways, shows), found in together.items()]
        leads = self._leading(drawn)
        useful = [replace(group, shows=group.shows & leads) for group in drawn if group.shows & leads]
        self.overstated = any(len(way) > 1 for group in useful if None not in group.enters for way in group.ways)
        return tuple(useful)

    def _shown_by(self) -> Mapping[Known, frozenset[str]]:
        """Which places show a node; a part is also shown by what shows the whole."""
        shown: dict[Known, set[str]] = defaultdict(set)
        for place in self._net.places:
            for node, value in place.shows.items():
                if value >= self._at_least:
                    shown[node].add(place.id)
                    shown[Known(node.fact, part=True)].add(place.id)
        return {node: frozenset(places) for node, places in shown.items()}

    def _open(self, place: Place) -> frozenset[frozenset[Known]]:
        """The ways into a place that can be gone, by what has to be found for them, without those that need what only
        this place shows. If nothing has to be found, that alone."""
        ways, itself = set(), frozenset({place.id})
        for way in place.ways:
            if way.value >= self._at_least and way.clues <= self.reached:
                missing = way.clues - self._begun
                if all(self._showing.get(clue) != itself for clue in missing):
                    ways.add(missing)
        return frozenset({frozenset()}) if frozenset() in ways else frozenset(ways)

    def _leading(self, drawn: Iterable[_Group]) -> frozenset[Known]:
        """The nodes from which the target can still be reached: everything else is no part of any route."""
        into: dict[Known, set[Known]] = defaultdict(set)
        for group in drawn:
            for node in group.shows:
                into[node] |= {clue for clue in group.enters if clue is not None}
        leads, waiting = {self._target}, [self._target]
        while waiting:
            node = waiting.pop()
            before = {*into[node], *((Known(node.fact),) if node.part else ())} - leads
            leads |= before
            waiting += before
        return frozenset(leads)

    def _reaches(self, shut: Iterable[_Group]) -> bool:
        """Whether the target is reached although these are closed; several clues of one way are all needed."""
        closed = {id(group) for group in shut}
        known: set[Known] = set()
        waiting = [group for group in self._groups if id(group) not in closed]
        while self._target not in known:
            still = []
            for group in waiting:
                if any(way <= known for way in group.ways):
                    known |= group.shows | {Known(node.fact, part=True) for node in group.shows}
                else:
                    still.append(group)
            if len(still) == len(waiting):
                return False
            waiting = still
        return True

    # --- asking ---

    def cut(self, keep: Collection[str] = ()) -> Cut | None:
        """The cheapest places to close; None if nothing has to be. `keep` are ids of places to leave as they are."""
        if self._target not in self.reached or self._target in self._begun:
            return None
        crossed = self._flow(lambda place: self._cost(place, keep))[1]
        if self.overstated:
            crossed = self._needed(crossed)
        can = [place for group in crossed for place in group.places if place.id in self._costs and place.id not in keep]
        cannot = [place for group in crossed for place in group.places if self._cost(place, keep) >= self._dear]
        return Cut(
            doors=tuple(sorted(can, key=lambda place: (self._costs[place.id], place.id))),
            cost=sum(self._costs[place.id] for place in can),
            open=tuple(cannot),
            reachable=bool(cannot),
            overstated=self.overstated,
        )

    def next_best(self, first: Cut, most: int = 12) -> Cut | None:
        """The cheapest cut that leaves at least one of the doors of `first` as it is; None if there is no other.

        With more than `most` groups of doors it is not looked for: it would differ in one of many.
        """
        closed = {place.id for place in first.doors}
        groups = [group for group in self._groups if any(place.id in closed for place in group.places)]
        if len(groups) > most:
            return None
        found = [self.cut(keep={place.id for place in group.places}) for group in groups]
        left = {place.id for place in first.open}
        others = [cut for cut in found if cut and cut.doors and left.issuperset(place.id for place in cut.open)]
        return min(others, key=lambda cut: (cut.cost, [place.id for place in cut.doors]), default=None)

    def chains(self) -> int:
        """How many chains there are that share no place."""
        if self._target not in self.reached or self._target in self._begun:
            return 0
        return self._flow(lambda _place: 1)[0]

    def flow(self) -> int:
        """The value of the greatest flow, which is the cost of the cheapest cut; places that stay open cost more than
        everything else together."""
        return self._flow(lambda place: self._cost(place, ()))[0]

    # --- inside ---

    def _cost(self, place: Place, keep: Collection[str]) -> int:
        return self._dear if place.id in keep else self._costs.get(place.id, self._dear)

    def _flow(self, capacity: Callable[[Place], int]) -> tuple[int, list[_Group]]:
        import networkx

        graph = self._graph(capacity)
        value, (near, _far) = networkx.minimum_cut(graph, "start", "target")
        crossed = [group for at, group in enumerate(self._groups) if (at, "in") in near and (at, "out") not in near]
        return int(value), crossed

    def _graph(self, capacity: Callable[[Place], int]) -> nx.DiGraph:
        import networkx

        graph = networkx.DiGraph()  # edges without a capacity carry any flow
        graph.add_nodes_from(("start", "target"))
        nodes = {node for group in self._groups for node in (*group.enters, *group.shows) if node is not None}
        for node in sorted(nodes):
            graph.add_edge((node, "in"), (node, "out"))
            if node.part and Known(node.fact) in nodes:
                graph.add_edge((Known(node.fact), "out"), (node, "in"))
        graph.add_edge((self._target, "out"), "target")
        for at, group in enumerate(self._groups):
            graph.add_edge((at, "in"), (at, "out"), capacity=sum(map(capacity, group.places)))
            for clue in group.enters:
                graph.add_edge("start" if clue is None else (clue, "out"), (at, "in"))
            for node in group.shows:
                graph.add_edge((at, "out"), (node, "in"))
        return graph

    def _needed(self, crossed: list[_Group]) -> list[_Group]:
        """Where "either" stood for "both": the groups without those that can stay open after all, the dearest first."""
        kept = list(crossed)
        for group in sorted(crossed, key=lambda one: -sum(self._cost(place, ()) for place in one.places)):
            fewer = [one for one in kept if one is not group]
            if not self._reaches(fewer):
                kept = fewer
        return kept


def _either(ways: Iterable[frozenset[Known]]) -> frozenset[Known | None]:
    """The nodes of which any one is taken to be enough; None: nothing has to be found."""
    found: set[Known | None] = set()
    for way in ways:
        found |= way or {None}
    return frozenset(found)
