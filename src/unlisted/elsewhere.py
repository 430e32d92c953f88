"""What leaks, registrations, pictures, keys and commits show of her, as outcomes: so that they are followed like pages.

A leak is one place, whoever told of it and whichever of her addresses it holds. That an address stands in it is sure;
that other things of hers do is only as sure as that it holds things of their kind. It never counts as "not visible":
nobody can call it back, and a service that lists it no longer says nothing about those who have it. Pure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, time

from unlisted import breaches, keys
from unlisted.breaches import Breach, Leaked, Leaks
from unlisted.control import identity
from unlisted.domains import Registration
from unlisted.keys import Trace
from unlisted.model import Coverage, Fact, How, Kind, Outcome, Reach, SeenFact, Sighting, State
from unlisted.rounds import what_is_shown

Keyed = Callable[[str], str]
LEAKS, REGISTRATIONS = "breaches", "domains"  # names of sources
_SURE = 0.97  # the service itself says that it has the address
MOST = 2000  # leaks of one answer; the services know of about a thousand
OF_KIND = 0.4  # it holds things of this kind; "maybe", as routes call it

_KINDS: Mapping[Leaked, Kind] = {
    Leaked.ADDRESS: Kind.ADDRESS, Leaked.PHONE: Kind.PHONE, Leaked.NATIONAL_ID: Kind.NATIONAL_ID,
    Leaked.BIRTHDATE: Kind.BIRTHDATE, Leaked.WORKPLACE: Kind.WORKPLACE, Leaked.SCHOOL: Kind.SCHOOL,
    Leaked.NAME: Kind.NAME, Leaked.USERNAME: Kind.USERNAME,
}  # fmt: skip
# service -> the source of its exposures, and where they are
_PLACES: Mapping[keys.Service, tuple[str, str]] = {
    keys.Service.AVATAR: ("gravatar", "gravatar.com"),
    keys.Service.PROFILE: ("gravatar", "gravatar.com"),
    keys.Service.OPENPGP: ("openpgp", "keys.openpgp.org"),
    keys.Service.GITHUB: ("github", "github.com"),
}
SOURCES = frozenset({LEAKS, REGISTRATIONS, *(source for source, _where in _PLACES.values())})


def of_leaks(found: Iterable[Leaks], facts: Sequence[Fact], keyed: Keyed, at: datetime) -> list[Outcome]:
    """One outcome an address and service, with a sighting for each leak."""
    return [_leaks(one, facts, keyed, at) for one in found]


def _leaks(leaks: Leaks, facts: Sequence[Fact], keyed: Keyed, at: datetime) -> Outcome:
    service = leaks.service.called
    hers = [fact for fact in facts if fact.of is None]
    address = next(fact for fact in hers if fact.id == leaks.fact)
    how = How.HASH if leaks.service is breaches.Service.HIBP_RANGE else How.EXACT
    own = SeenFact(fact=address.id, kind=Kind.EMAIL, parts=tuple(address.parts), how=how, strength=_SURE)
    every = [*leaks.breaches, *(Breach(kinds=(), name=name) for name in leaks.unexplained_names)]
    sightings = [_leak(one, own, hers, service, keyed, at) for one in every[:MOST]]
    return Outcome(
        source=LEAKS, target=service, state=leaks.state, reason=leaks.reason, numbers=leaks.numbers,
        sightings=tuple(sightings), sought=frozenset(seen.fact for one in sightings for seen in one.facts) | {own.fact},
    )  # fmt: skip


def _leak(leak: Breach, own: SeenFact, hers: Sequence[Fact], service: str, keyed: Keyed, at: datetime) -> Sighting:
    kinds = {_KINDS[kind] for kind in leak.kinds if kind in _KINDS}
    others = [
        SeenFact(fact=fact.id, kind=fact.kind, parts=(), how=How.OF_KIND, strength=OF_KIND)
        for fact in hers
        if fact.kind in kinds
    ]
    return Sighting(
        id=keyed(f"{LEAKS}/{leak.name.casefold()}"), source=LEAKS,
        target=f"{leak.place} ({service})" if leak.place else service, locator="leak", within=keyed(LEAKS),
        reach=Reach.MEMBERS, facts=(own, *others), strength=_SURE,
        date=datetime.combine(leak.on, time(), UTC) if leak.on else None, snapshot=at, what=what_is_shown((own,)),
    )  # fmt: skip


def of_registrations(found: Iterable[Registration], keyed: Keyed, at: datetime) -> list[Outcome]:
    """One outcome a domain. What it shows stands beside the domain, by which it is found."""
    outcomes = []
    for one in found:
        name, fact = one.domain.name, one.domain.fact
        own = SeenFact(fact=fact.id, kind=fact.kind, parts=tuple(fact.parts), how=How.EXACT, strength=_SURE)
        facts = {own.fact: own} | {seen.fact: seen for seen in one.facts} if one.facts else {}
        template = Outcome(source=REGISTRATIONS, target=name, state=one.state, reason=one.reason, numbers=one.numbers)
        outcomes.append(_place(template, name, tuple(facts.values()), keyed, at, locator="registration"))
    return outcomes


def of_traces(found: Sequence[Trace], facts: Iterable[Fact], keyed: Keyed, at: datetime) -> list[Outcome]:
    """One outcome an address or account and place; picture and profile at Gravatar are one place."""
    natives = {fact.id: identity(fact) for fact in facts}
    together: dict[tuple[str, str, str], list[Trace]] = {}
    for trace in found:
        source, where = _PLACES[trace.service]
        together.setdefault((source, where, trace.fact), []).append(trace)
    outcomes = []
    for (source, where, fact), traces in together.items():
        shown = {seen.fact: seen for trace in traces for seen in trace.facts}
        doubt = next((trace for trace in traces if trace.state is State.UNKNOWN), None)
        state = doubt.state if doubt else State.SEEN if shown else State.CLEAR
        template = Outcome(
            source=source, target=where, state=state, reason=doubt.reason if doubt else None,
            numbers=doubt.numbers if doubt else {},
        )  # fmt: skip
        outcomes.append(_place(template, natives[fact], tuple(shown.values()), keyed, at, locator="page"))
    return outcomes


def _place(
    template: Outcome, native: str, facts: tuple[SeenFact, ...], keyed: Keyed, at: datetime, *, locator: str
) -> Outcome:
    """An outcome about one place: what is seen there, and, where it was looked at in full, that it was."""
    place = keyed(f"{template.source}/{native}")
    sighting = Sighting(
        id=place, source=template.source, target=template.target, locator=locator, within=keyed(template.source),
        reach=Reach.PUBLIC, facts=facts, strength=max((seen.strength for seen in facts), default=0.0), snapshot=at,
        what=what_is_shown(facts),
    )  # fmt: skip
    whole = template.state is not State.UNKNOWN
    return replace(
        template,
        read={"pages": int(whole)},
        sightings=(sighting,) if facts else (),
        covers=(Coverage(within=place, snapshot=at),) if whole else (),
    )
