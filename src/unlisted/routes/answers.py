"""What is said of one fact: the easiest chain to it, how many there are, what to close, what that leaves. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from unlisted.knowledge import Chance
from unlisted.model import Fact, Kind
from unlisted.routes.cut import ClosingOf, Cut, Cutter
from unlisted.routes.places import WEIGHT, Known, Place
from unlisted.routes.walk import Chain, Net, Starts, starts_of

IN_FULL = 3  # facts told with everything; of the others only how they are reached
MOST_CHAINS = 5  # told in full; the others are counted

# What she can exchange for another one, so that a route that goes through it ends; a name or a birth date stays.
CHANGEABLE = (Kind.USERNAME, Kind.EMAIL, Kind.PHONE, Kind.PLATE, Kind.WEBSITE, Kind.WORKPLACE)

# Which facts matter most unless she has marked some: where she lives, who belongs to her, how to call, where she works.
WEIGHTIEST = (Kind.ADDRESS, Kind.RELATIVE, Kind.PHONE, Kind.WORKPLACE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What was found about one private fact, at one likelihood.

    `published`: it stands in a place whose people look for her (`hostile`), so they have it; everything below is then
    about those who do not belong to them, and closing does not make it secret again. `chains` tells the easiest
    chains that share no place, the easiest first; `independent` counts all. `fainter` is the easiest chain where none
    is likely enough. `changes` are ids of facts on the way: exchanged for other ones, they end every route. `left` are
    ids of other private facts that stay reachable after the cut.
    """

    fact: Fact
    published: bool
    hostile: tuple[Place, ...]
    chains: tuple[Chain, ...]
    independent: int
    fainter: Chain | None = None
    cut: Cut | None = None
    next_best: Cut | None = None
    changes: tuple[str, ...] = ()
    left: tuple[str, ...] = ()

    @property
    def easiest(self) -> Chain | None:
        """The chain that takes least."""
        return self.chains[0] if self.chains else None

    @property
    def exposed(self) -> float:
        """1 where they have it already, else the likelihood of the easiest chain; only for comparing."""
        if self.published:
            return 1.0
        chain = self.easiest or self.fainter
        return chain.likelihood if chain else 0.0


def targets(facts: Iterable[Fact], only: Collection[str] = ()) -> tuple[Fact, ...]:
    """The private facts that are hers, what matters most first; with `only`, those, a relative's among them."""
    every = list(facts)
    chosen = [
        fact for fact in every
        if not fact.public and fact.kind is not Kind.PHRASE and (fact.id in only if only else fact.of is None)
    ]  # fmt: skip
    return tuple(sorted(chosen, key=importance))


def importance(fact: Fact) -> tuple[bool, int]:
    """Place of a fact among those to protect, the smallest first: those she marked, then by kind."""
    return not fact.important, WEIGHTIEST.index(fact.kind) if fact.kind in WEIGHTIEST else len(WEIGHTIEST)


def routes(
    places: Sequence[Place],
    facts: Collection[Fact],
    closing_of: ClosingOf | None,
    *,
    at_least: Chance = Chance.MAYBE,
    only: Collection[str] = (),
    thorough: bool = True,
) -> tuple[Answer, ...]:
    """An answer for each private fact. Walks with a step less likely than `at_least` do not count.

    A stranger starts from the facts she uses openly, and from what is shown in hostile places. The next best cut is
    looked for only for the facts that matter most; without `thorough` neither it nor more chains than the easiest.
    With None in place of `closing_of` nothing is said about closing, and the chain is that with the fewest steps, which
    a place that closes never makes fewer.
    """
    asking = _Asking(Net(places), facts, closing_of, WEIGHT[at_least], thorough)
    return tuple(asking.answer(fact, place) for place, fact in enumerate(targets(facts, only)))


class _Asking:
    """The questions about each fact, which share a net."""

    def __init__(
        self, net: Net, facts: Collection[Fact], closing_of: ClosingOf | None, at_least: float, thorough: bool
    ) -> None:
        public = {fact.id for fact in facts if fact.public}
        self._net, self._closing_of, self._at_least, self._thorough = net, closing_of, at_least, thorough
        self._facts = {fact.id: fact for fact in facts}
        self._private = [fact.id for fact in targets(facts)]
        self._newcomer: Starts = starts_of(public)
        self._anyone: Starts = starts_of(public, net.places)

    def answer(self, fact: Fact, place: int) -> Answer:
        """About one fact, which is the `place`th by importance."""
        target = Known(fact.id)
        hostile = tuple(place for place in self._net.places if place.known.get(target, 0.0) >= self._at_least)
        starts = self._newcomer if hostile else self._anyone
        chains = tuple(self._chains(starts, target))
        if not chains or self._closing_of is None:
            return Answer(
                fact=fact, published=bool(hostile), hostile=hostile, chains=chains, independent=len(chains),
                fainter=None if chains else self._net.chain(starts, target, 0.0),
            )  # fmt: skip
        cutter = Cutter(self._net, starts, target, self._at_least, self._closing_of)
        cut = cutter.cut()
        closed = {place.id for place in cut.doors} if cut else set()
        left = self._net.reached(starts, self._at_least, closed)
        return Answer(
            fact=fact,
            published=bool(hostile),
            hostile=hostile,
            chains=chains,
            independent=cutter.chains() if self._thorough else len(chains),
            cut=cut,
            next_best=cutter.next_best(cut) if cut and self._thorough and place < IN_FULL else None,
            changes=tuple(self._changes(starts, target, chains[0])),
            left=tuple(one for one in self._private if one != fact.id and Known(one) in left - set(starts)),
        )

    def _chains(self, starts: Starts, target: Known) -> Iterable[Chain]:
        """The easiest chain, then the easiest that shares no place with those before."""
        closed: set[str] = set()
        for _turn in range(MOST_CHAINS if self._thorough else 1):
            chain = self._net.chain(starts, target, self._at_least, closed, shortest=self._closing_of is None)
            if chain is None or not chain.steps:
                return
            yield chain
            closed |= {place.id for place in chain.places}

    def _changes(self, starts: Starts, target: Known, chain: Chain) -> Iterable[str]:
        """Facts of hers on the easiest chain without which no chain is left, and which she can exchange."""
        for identity in {clue.fact: None for step in chain.steps for clue in step.by}:
            fact = self._facts.get(identity)
            if fact is None or fact.kind not in CHANGEABLE or fact.of is not None or identity == target.fact:
                continue
            if target not in self._net.reached(starts, self._at_least, exchanged=identity):
                yield identity
