"""Guided look-ups: which places are likely to list her, in which order, how to look, and the way out that tells least.

A person with a good guide gets more taken down than any machine: in the largest comparison so far 70 % of listings
went by hand and 35 % by paid services (Consumer Reports, 2024; four people did it by hand). So nothing here opens or
sends anything. Pure.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from urllib.parse import quote, quote_plus

from unlisted.knowledge import Broker, Category, Demand, Life, OptOut
from unlisted.model import Answer, Answered, Exposure, Fact, Kind, Person, Visibility
from unlisted.rounds import host_of, is_at

ESSENTIAL = 2000  # entries from this `order` on are for those who still have strength
AGAIN = (7, 28, 112)  # days after asking at which to look again; then every `EVERY` days
EVERY = 100


class Stand(StrEnum):
    """Where she stands with one place."""

    TO_LOOK = "to-look"
    SEEN = "seen"
    SEEN_AGAIN = "visible-again"
    ASKED = "asked"
    WAITING = "waiting"
    NOT_VISIBLE = "not-visible"
    NOT_ME = "not-me"
    COULD_NOT_LOOK = "could-not-look"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An address to open herself. `tells`: the kinds of fact it carries to the place; `private`: one is not public."""

    url: str
    tells: tuple[Kind, ...] = ()
    private: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WayOut:
    """The opt-out that makes her tell least. `broker` is the entry whose route it is: the place or a parent of it.

    `new` is what it demands beyond what the place shows already, the gravest first. `covers`: other places of the
    catalogue that it is said to cover, each to be looked at afterwards.
    """

    broker: Broker
    route: OptOut
    new: tuple[Demand, ...]
    covers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One place in her queue. `since` is the day of her last answer, `due` the day on which to look (again)."""

    broker: Broker
    stand: Stand
    link: Link | None
    since: date | None = None
    due: date | None = None
    way_out: WayOut | None = None
    optional: bool = False


def queue(
    brokers: Mapping[str, Broker],
    person: Person,
    facts: Collection[Fact],
    exposures: Iterable[Exposure],
    answered: Iterable[Answered],
    today: date,
    also: Collection[str] = (),
) -> tuple[Place, ...]:
    """The places likely to list her, in the order in which to look, those she has answered for included.

    A place belongs here if it lists people of a country she lives or lived in, or of every country, and if it can be
    searched by something she entered; or if an exposure, an answer or `also` names it. Marketing and risk brokers show
    nothing to look at, so they are here only if one of those does. The facts of relatives open nothing.
    """
    hers = [fact for fact in facts if fact.of is None]
    by_place: dict[str, list[Answered]] = {}
    for one in answered:
        by_place.setdefault(one.place, []).append(one)
    hosts = _hosts(exposures)
    places = [
        _place(broker, brokers, hers, by_place, _shown(broker, hosts, hers), today)
        for broker in brokers.values()
        if broker.id in by_place or broker.id in also or _hosted(broker, hosts) or _likely(broker, person, hers)
    ]
    home = {person.country}
    return tuple(sorted(places, key=lambda place: _position(place, home)))


def due(places: Iterable[Place], today: date) -> tuple[Place, ...]:
    """The places to look at or to ask now, those that were put off until later left out."""
    return tuple(place for place in places if place.due is not None and place.due <= today)


# What a pause of looking again puts off: places of which she has said how it stands, and where nothing is to be asked.
_RESTING = frozenset({Stand.ASKED, Stand.WAITING, Stand.NOT_VISIBLE, Stand.NOT_ME, Stand.COULD_NOT_LOOK})


def rested(places: Iterable[Place], until: date | None) -> tuple[Place, ...]:
    """The places with their days of looking again put off until then; `date.max`: until she goes on; None: as it is."""
    if until is None:
        return tuple(places)
    return tuple(
        replace(place, due=None if until == date.max else max(place.due, until))
        if place.due is not None and place.stand in _RESTING
        else place
        for place in places
    )


def _position(place: Place, home: Collection[str]) -> tuple[object, ...]:
    broker = place.broker
    urgent = place.stand in (Stand.SEEN, Stand.SEEN_AGAIN)
    abroad = bool(broker.countries) and set(home).isdisjoint(broker.countries)
    return not urgent, place.optional, abroad, broker.order, broker.id


def _likely(broker: Broker, person: Person, facts: Sequence[Fact]) -> bool:
    lived = {person.country, *person.lived_in}
    if broker.status is Life.GONE or broker.category in (Category.MARKETING, Category.RISK):
        return False
    if broker.countries and lived.isdisjoint(broker.countries):
        return False
    if broker.region and person.region and person.country in broker.countries and broker.region != person.region:
        return False
    return not broker.found_by or not {fact.kind for fact in facts}.isdisjoint(broker.found_by)


def _place(
    broker: Broker,
    brokers: Mapping[str, Broker],
    facts: Sequence[Fact],
    by_place: Mapping[str, Sequence[Answered]],
    shown: frozenset[str],
    today: date,
) -> Place:
    answers = by_place.get(broker.id, ())
    stand = stand_of(answers)
    if stand is Stand.TO_LOOK and shown:  # a look of another kind has seen her there
        stand = Stand.SEEN
    asks = stand in (Stand.SEEN, Stand.SEEN_AGAIN, Stand.ASKED, Stand.WAITING) or broker.unseen
    return Place(
        broker=broker,
        stand=stand,
        link=link(broker, facts),
        since=answers[-1].at.date() if answers else None,
        due=due_on(answers, today),
        way_out=way_out(broker, brokers, shown) if asks else None,
        optional=broker.order >= ESSENTIAL and not answers and not shown,
    )


def stand_of(answers: Sequence[Answered]) -> Stand:
    """What her answers for one place, oldest first, come to."""
    if not answers:
        return Stand.TO_LOOK
    before = {one.answer for one in answers[:-1]}
    match answers[-1].answer:
        case Answer.SEEN:
            went = Answer.NOT_THERE in before and not before.isdisjoint({Answer.SEEN, Answer.ASKED, Answer.WAITING})
            return Stand.SEEN_AGAIN if went else Stand.SEEN
        case Answer.NOT_THERE:
            return Stand.NOT_VISIBLE
        case Answer.NOT_ME:
            return Stand.NOT_ME
        case Answer.COULD_NOT_LOOK:
            return Stand.COULD_NOT_LOOK
        case Answer.ASKED:
            return Stand.ASKED
        case Answer.WAITING:
            return Stand.WAITING


def due_on(answers: Sequence[Answered], today: date) -> date:
    """The day on which to look: after asking 1, 4 and 16 weeks later, then every 100 days; by name, not by the link.

    What she has not answered for, or has seen without asking, is due at once; what she could not look at, in a week.
    """
    if not answers or answers[-1].answer is Answer.SEEN:
        return today
    last = answers[-1].at.date()
    if answers[-1].answer is Answer.COULD_NOT_LOOK:
        return last + timedelta(days=AGAIN[0])
    asked = max((one.at.date() for one in answers if one.answer is Answer.ASKED), default=None)
    if asked is None:
        return last + timedelta(days=EVERY)
    days = (last - asked).days
    later = next((step for step in AGAIN if step > days), None)
    if later is None:
        later = AGAIN[-1] + EVERY * ((days - AGAIN[-1]) // EVERY + 1)
    return asked + timedelta(days=later)


# --- looking ---


def link(broker: Broker, facts: Iterable[Fact]) -> Link | None:
    """The address to open, filled with facts she uses openly, or with one private fact that then stands alone."""
    if broker.lookup is None or broker.lookup.url is None:
        return None
    template = broker.lookup.template
    filled = template and _filled(template, list(facts))
    return filled or Link(url=broker.lookup.url)


def _filled(template: str, facts: Sequence[Fact]) -> Link | None:
    path, mark, search = template.partition("?")
    wanted = {name for name in _VALUES if f"{{{name}}}" in template}
    kinds = {_VALUES[name][0] for name in wanted}
    chosen = {
        kind: next(iter(sorted((f for f in facts if f.kind is kind), key=lambda f: not f.public)), None)
        for kind in kinds
    }
    if any(fact is None for fact in chosen.values()):
        return None
    private = any(fact is not None and not fact.public for fact in chosen.values())
    if private and len(kinds) > 1:
        return None  # name and address, or name and number, never travel together
    in_path: dict[str, str] = {}
    in_search: dict[str, str] = {}
    for name in wanted:
        kind, part = _VALUES[name]
        fact = chosen[kind]
        value = (fact.parts.get(part) or (fact.value if part == "" else "")) if fact else ""
        if not value:
            return None
        in_path[name] = quote(value.replace(" ", "-"), safe="")
        in_search[name] = quote_plus(value)
    url = path.format_map(in_path) + mark + search.format_map(in_search)
    return Link(url=url, tells=tuple(kind for kind in Kind if kind in kinds), private=private)


# placeholder -> the kind of fact it is filled from, and which part of it; "" is the fact as she typed it
_VALUES: Mapping[str, tuple[Kind, str]] = {
    "name": (Kind.NAME, ""),
    "given": (Kind.NAME, "given"),
    "surname": (Kind.NAME, "surname"),
    "city": (Kind.ADDRESS, "city"),
    "state": (Kind.ADDRESS, "state"),
    "phone": (Kind.PHONE, "number"),
    "username": (Kind.USERNAME, "handle"),
    "email": (Kind.EMAIL, ""),
    "domain": (Kind.WEBSITE, "host"),
}


# --- the way out ---

# How much it costs a person at risk to give a thing to a stranger: papers and faces cannot be changed, a second
# e-mail address is free. Only the order between them matters.
_COST: Mapping[str, int] = {
    Demand.NATIONAL_ID: 12,
    Demand.ID_DOCUMENT: 10,
    Demand.SELFIE: 10,
    Demand.PAYMENT: 8,
    Demand.PHOTO: 6,
    Demand.SIGNATURE: 4,
    Demand.BIRTHDATE: 4,
    Demand.PHONE: 4,
    Demand.ADDRESS: 4,
    Demand.ACCOUNT: 3,
    Demand.RELATIVE: 3,
    Demand.PLATE: 3,
    Demand.EMAIL: 1,
    Demand.USERNAME: 1,
    Demand.PARCEL: 1,
    Demand.NAME: 0,
    Demand.LISTING: 0,
}


def weight(demands: Iterable[str]) -> int:
    """How much it costs her to give all of these to a stranger, demands or kinds of fact. Only good for comparing."""
    return sum(_COST.get(demand, _OTHER_COST) for demand in demands)


_OTHER_COST = 2  # a kind of fact that no place is known to demand
UNKNOWN_COST = 5  # nobody has written down what it asks
GRAVE = frozenset(demand for demand in Demand if _COST[demand] >= _COST[Demand.PHONE])  # worth a warning each


def way_out(
    broker: Broker, brokers: Mapping[str, Broker], shown: Collection[str], without: Collection[str] = ()
) -> WayOut | None:
    """The opt-out to take: a parent's before the place's own, because one request may do for all; then least told.

    `without` are ids of places whose opt-out could not be done or did not do it.
    """
    shows = {*broker.shows, *shown}
    for owner in reversed(lineage(broker, brokers)):
        if owner.id in without:
            continue
        routes = sorted(owner.opt_outs, key=lambda route: (_price(route, shows), route.minutes))
        if routes:
            return WayOut(
                broker=owner, route=routes[0], new=_new(routes[0], shows), covers=_family(owner, broker, brokers)
            )
    return None


def lineage(broker: Broker, brokers: Mapping[str, Broker]) -> tuple[Broker, ...]:
    """The place, its parent, that one's parent and so on."""
    line = [broker]
    while (parent := line[-1].parent) is not None and parent in brokers:
        line.append(brokers[parent])
    return tuple(line)


def _family(owner: Broker, broker: Broker, brokers: Mapping[str, Broker]) -> tuple[str, ...]:
    """The living places whose parents lead to `owner`, and `owner`, without `broker` itself."""
    return tuple(
        one.id
        for one in brokers.values()
        if one.status is not Life.GONE and one.id != broker.id and owner in lineage(one, brokers) and one.person_facing
    )


def _price(route: OptOut, shows: Collection[str]) -> int:
    return sum(_COST[demand] for demand in _new(route, shows)) + (0 if route.asks_known else UNKNOWN_COST)


def _new(route: OptOut, shows: Collection[str]) -> tuple[Demand, ...]:
    known = {str(kind) for kind in shows}
    return tuple(sorted((d for d in dict.fromkeys(route.asks) if d.value not in known), key=lambda d: -_COST[d]))


# --- what other looks have seen ---


def _hosts(exposures: Iterable[Exposure]) -> dict[str, set[str]]:
    """Host names of exposures that are visible, with the ids of the facts that were seen there."""
    hosts: dict[str, set[str]] = {}
    for exposure in exposures:
        host = host_of(exposure)
        if host and exposure.state in (Visibility.VISIBLE, Visibility.NOT_LOOKED):
            hosts.setdefault(host, set()).update(seen.fact for seen in exposure.facts)
    return hosts


def _hosted(broker: Broker, hosts: Mapping[str, set[str]]) -> bool:
    return any(is_at(host, broker.domain) for host in hosts)


def _shown(broker: Broker, hosts: Mapping[str, set[str]], facts: Iterable[Fact]) -> frozenset[str]:
    """The kinds of her facts that were seen at this place."""
    ids = {fact for host, seen in hosts.items() if is_at(host, broker.domain) for fact in seen}
    return frozenset(fact.kind.value for fact in facts if fact.id in ids)
