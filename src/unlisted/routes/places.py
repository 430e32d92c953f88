"""Exposures as places a stranger can find: by which facts, how surely, and which facts he then has. Pure.

A fact of hers is a node. A fact of which a stranger knows a part (the street without the number, the surname) is a node
of its own, which the whole fact implies. A place is what can be closed at once: a page, or a whole group.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import product

from unlisted.knowledge import Broker, Chance, Find, Findability, Life
from unlisted.model import Exposure, Fact, How, Intent, Kind, Reach, SeenFact, Visibility
from unlisted.rounds import host_of, is_at

OPEN = frozenset({Visibility.VISIBLE, Visibility.NOT_LOOKED})

# The four words as numbers, so that they can be compared with the strength of a sighting. Only their order and where
# they stand among strengths (.8 strong, .5 likely) matter; see `knowledge.findability`.
WEIGHT: Mapping[Chance, float] = {Chance.SURE: 0.95, Chance.LIKELY: 0.7, Chance.MAYBE: 0.4, Chance.SELDOM: 0.15}
_CHANCES = tuple(Chance)
_LEVELS = (Reach.INDEXED, Reach.PUBLIC, Reach.MEMBERS, Reach.PRIVATE)
_HUNTS = frozenset({Intent.SEEKS, Intent.THREATENS})

# A group of messages is told by where it was seen; what she records by hand by its link.
_CHAT_HOSTS = ("t.me", "telegram.me", "telegram.org", "telegram.dog", "chat.whatsapp.com", "invite.viber.com")


@dataclass(frozen=True, slots=True, order=True)
class Known:
    """What a stranger may know: a fact of hers by its id, or only a part of it."""

    fact: str
    part: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """Whoever knows all of `clues` finds the place, as surely as `value` (0 to 1) says."""

    clues: frozenset[Known]
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One place in the world that can be closed at once, with all exposures in it.

    `shows` are the facts that whoever is there sees, as surely as the sighting is strong. `hostile`: those who are
    there look for her, so they have what it shows already. `supposed`: she said that she is there and not which facts,
    so what such a place shows by the knowledge is taken to be there, perhaps. `remembered` is what a hostile place
    showed once: its people do not forget because a message is not visible any more, but it leads nobody else on.
    """

    id: str
    exposures: tuple[Exposure, ...]
    kind: Findability
    broker: Broker | None
    reach: Reach
    hostile: bool
    ways: tuple[Way, ...]
    shows: Mapping[Known, float]
    supposed: bool = False
    remembered: Mapping[Known, float] = field(default_factory=dict)

    @property
    def known(self) -> Mapping[Known, float]:
        """What those who look for her have from here, whether it is still visible or not."""
        if not self.hostile:
            return {}
        nodes = {**self.shows, **self.remembered}
        return {node: max(self.shows.get(node, 0.0), self.remembered.get(node, 0.0)) for node in nodes}

    @property
    def target(self) -> str:
        """As she typed it."""
        return self.exposures[0].target


def places(
    exposures: Iterable[Exposure],
    facts: Collection[Fact],
    findability: Mapping[str, Findability],
    brokers: Mapping[str, Broker],
) -> tuple[Place, ...]:
    """The places behind the exposures that are visible, in the order of the exposures; and hostile ones that were.

    Facts that she has removed are left out. Facts of a relative count only beside one of hers.
    """
    known = {fact.id: fact for fact in facts}
    hosts = by_host(brokers.values())
    kinds = _Kinds(findability)
    together: dict[str, list[tuple[Exposure, tuple[SeenFact, ...]]]] = {}
    of_kind: dict[str, tuple[Findability, Broker | None]] = {}
    for exposure in exposures:
        broker = broker_at(host_of(exposure), hosts)
        seen = tuple(one for one in exposure.facts if one.fact in known) if exposure.facts else _supposed(broker, facts)
        if exposure.state is Visibility.NOT_ME or all(known[one.fact].of is not None for one in seen):
            continue
        kind = kinds.of(exposure, broker)
        identity = exposure.within if kind.whole else exposure.id
        together.setdefault(identity, []).append((exposure, seen))
        of_kind.setdefault(identity, (kind, broker))
    every = (_place(key, members, *of_kind[key], facts) for key, members in together.items())
    return tuple(place for place in every if place.shows or place.remembered)


class _Kinds:
    """Which kind of place an exposure is in."""

    def __init__(self, findability: Mapping[str, Findability]) -> None:
        self._of_source: dict[str, Findability] = {
            source: entry for entry in findability.values() for source in entry.seen_in
        }
        self._of_category = {category: entry for entry in findability.values() for category in entry.categories}
        others = [entry for entry in findability.values() if not (entry.seen_in or entry.categories)]
        self._other = others[0] if others else _NOTHING_KNOWN

    def of(self, exposure: Exposure, broker: Broker | None) -> Findability:
        if broker is not None and broker.category in self._of_category:
            return self._of_category[broker.category]
        if exposure.by_hand:
            host = host_of(exposure)
            by_link = "telegram" if any(is_at(host, chat) for chat in _CHAT_HOSTS) else "pages" if host else ""
            return self._of_source.get(by_link, self._other)
        return self._of_source.get(exposure.source, self._other)


def _nothing_known() -> Findability:
    from unlisted.knowledge.basics import Slug, Text

    return Findability(
        id=Slug("other-place"),
        label=Text(en="place", sr="mesto"),
        usual=Reach.PUBLIC,
        minutes=20,
        days=30,
        works=Chance.MAYBE,
        note=Text(en="", sr=""),
        finds=tuple(Find(by=(kind,), chance=Chance.MAYBE) for kind in Kind),
    )


_NOTHING_KNOWN = _nothing_known()


def by_host(brokers: Iterable[Broker]) -> dict[str, Broker]:
    """The known places that are still there, by their domains."""
    return {broker.domain: broker for broker in brokers if broker.status is not Life.GONE}


def broker_at(host: str, hosts: Mapping[str, Broker]) -> Broker | None:
    """The known place at `host`, the most particular one."""
    labels = host.split(".")
    return next((hosts[name] for at in range(len(labels)) if (name := ".".join(labels[at:])) in hosts), None)


def _place(
    identity: str,
    every: list[tuple[Exposure, tuple[SeenFact, ...]]],
    kind: Findability,
    broker: Broker | None,
    facts: Collection[Fact],
) -> Place:
    members = [(exposure, seen) for exposure, seen in every if exposure.state in OPEN]
    reach = _widest((exposure.reach for exposure, _seen in members), kind, broker)
    found: dict[frozenset[Known], float] = {}
    shows: dict[Known, float] = {}
    for exposure, seen in members:
        for way in _ways(_clues(exposure, seen, broker, facts), kind, broker, reach):
            found[way.clues] = max(found.get(way.clues, 0.0), way.value)
        for one in seen:
            for node in _nodes(one):
                shows[node] = max(shows.get(node, 0.0), one.strength)
    hunted = {e.intent for e, _seen in every} & (_HUNTS | ({Intent.PUBLISHES} if kind.whole else set()))
    remembered: dict[Known, float] = {}
    for one in (one for exposure, seen in every if hunted and exposure.state not in OPEN for one in seen):
        for node in _nodes(one):
            remembered[node] = max(remembered.get(node, 0.0), one.strength)
    return Place(
        id=identity,
        exposures=tuple(exposure for exposure, _seen in members or every),
        kind=kind,
        broker=broker,
        reach=reach,
        hostile=bool(hunted),
        ways=tuple(Way(clues=clues, value=value) for clues, value in found.items()),
        shows=shows,
        supposed=not any(exposure.facts for exposure, _seen in every),
        remembered=remembered,
    )


def _supposed(broker: Broker | None, facts: Iterable[Fact]) -> tuple[SeenFact, ...]:
    """What a known place shows of her, perhaps, where she said only that she is there."""
    return tuple(
        SeenFact(fact=fact.id, kind=fact.kind, parts=(), how=How.EXACT, strength=WEIGHT[Chance.MAYBE])
        for fact in facts
        if broker is not None and fact.of is None and not fact.minor and fact.kind in broker.shows
    )


def _widest(reaches: Iterable[Reach], kind: Findability, broker: Broker | None) -> Reach:
    """How far the place reaches: what was seen, what is known of it, what is usual; of several the widest."""
    told = [reach for reach in reaches if reach is not Reach.UNKNOWN]
    if not told and broker is not None and broker.reach is not Reach.UNKNOWN:
        told = [broker.reach]
    return min(told, key=_LEVELS.index, default=kind.usual)


def _nodes(seen: SeenFact) -> Iterator[Known]:
    """What a sighting gives away: the fact, or only a part of it; nothing where a letter is wrong."""
    if seen.how is How.TYPO:
        return
    if not _in_part(seen):
        yield Known(seen.fact)
    yield Known(seen.fact, part=True)


def _in_part(seen: SeenFact) -> bool:
    if seen.kind is Kind.ADDRESS and seen.parts:
        return "number" not in seen.parts and "street" in seen.parts
    return seen.how is How.PARTIAL


@dataclass(frozen=True, slots=True)
class _Clue:
    """A fact by which a place may be found, of which kind it counts, and how sure it is that it stands there."""

    fact: str
    kind: Kind
    strength: float


def _clues(
    exposure: Exposure, seen: Iterable[SeenFact], broker: Broker | None, facts: Iterable[Fact]
) -> tuple[_Clue, ...]:
    """What stands there; at a known place that she recorded by hand also what its pages are found by."""
    sure = exposure.facts or broker is None or not broker.found_by
    clues = [_Clue(one.fact, one.kind, one.strength) for one in seen] if sure else []
    if exposure.by_hand and broker is not None:
        there = {clue.fact for clue in clues}
        clues += [
            _Clue(fact.id, fact.kind, exposure.strength)
            for fact in facts
            if fact.of is None and fact.id not in there and fact.kind is not Kind.RELATIVE
            and fact.kind in broker.found_by
        ]  # fmt: skip
    return tuple(clues)


def _ways(clues: tuple[_Clue, ...], kind: Findability, broker: Broker | None, reach: Reach) -> Iterator[Way]:
    for find in _finds(kind, broker):
        chance = _lowered(find.chance, kind.usual, reach)
        if chance is None:
            continue
        fitting = [[clue for clue in clues if _fits(clue, by, find, kind)] for by in find.by]
        for chosen in product(*fitting):
            if len({clue.fact for clue in chosen}) == len(chosen):
                nodes = frozenset(Known(clue.fact, part=len(chosen) > 1) for clue in chosen)
                yield Way(clues=nodes, value=min(WEIGHT[chance], *(clue.strength for clue in chosen)))


def _finds(kind: Findability, broker: Broker | None) -> Iterator[Find]:
    """How a kind of place is found; a known place only by the facts that it can be searched by."""
    if broker is None or not broker.found_by:
        yield from kind.finds
        return
    by = {*broker.found_by}
    fitting = [find for find in kind.finds if by.issuperset(find.by)]
    yield from fitting
    told = {find.by for find in fitting}
    yield from (Find(by=(one,), chance=Chance.LIKELY) for one in broker.found_by if (one,) not in told)


def _fits(clue: _Clue, by: Kind, find: Find, kind: Findability) -> bool:
    """A relative is found by name; unless the kind of place says how surely, as surely as she is."""
    if clue.kind is by:
        return True
    named = any(other.by == (Kind.RELATIVE,) for other in kind.finds)
    return clue.kind is Kind.RELATIVE and by is Kind.NAME and (len(find.by) > 1 or not named)


def _lowered(chance: Chance, usual: Reach, reach: Reach) -> Chance | None:
    """The chance in a place that reaches less far than is usual; None where nobody but a few can look."""
    if reach is Reach.PRIVATE and usual is not Reach.PRIVATE:
        return None
    lower = max(0, _LEVELS.index(reach) - _LEVELS.index(usual))
    return _CHANCES[min(_CHANCES.index(chance) + lower, len(_CHANCES) - 1)]


def without(places: Iterable[Place], closed: Callable[[Place], bool]) -> tuple[Place, ...]:
    """The places that are left if some were closed. Of hostile ones what their people know stays."""
    return tuple(
        replace(place, ways=(), shows={}, remembered=place.known) if closed(place) else place
        for place in places
        if place.hostile or not closed(place)
    )
