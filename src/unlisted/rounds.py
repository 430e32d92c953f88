"""Following places over time: what a round of looking found new, unchanged, gone or back. Pure.

Absence is only ever claimed where a later look covered the place and looked for the same facts; everything else keeps
its last known state. Reading the same snapshot again proves nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlsplit

from unlisted.model import (
    Change,
    Coverage,
    Exposure,
    How,
    Intent,
    Kind,
    Outcome,
    Reach,
    SeenFact,
    Sighting,
    Visibility,
    What,
)

BY_HAND = "by-hand"
_LAST_NUMBER = re.compile(r"message:(\d+)$")
_WHAT = {
    Kind.ADDRESS: What.ADDRESS,
    Kind.PHONE: What.PHONE,
    Kind.RELATIVE: What.FAMILY,
    Kind.WORKPLACE: What.WORKPLACE,
    Kind.USERNAME: What.ACCOUNTS,
    Kind.EMAIL: What.ACCOUNTS,
}


@dataclass(frozen=True, slots=True)
class Merged:
    """The exposures after a round, and what the round changed, by exposure id."""

    exposures: tuple[Exposure, ...]
    changes: Mapping[str, Change]


def what_is_shown(facts: Iterable[SeenFact]) -> tuple[What, ...]:
    """What the facts of a sighting give away, in the order of `What`."""
    shown = {_WHAT[seen.kind] for seen in facts if seen.kind in _WHAT and seen.how is not How.PARTIAL}
    return tuple(what for what in What if what in shown)


def merge(
    known: Iterable[Exposure],
    outcomes: Collection[Outcome],
    *,
    facts: Collection[str],
    now: datetime,
) -> Merged:
    """Fold a round's outcomes into the known exposures. `facts` are the ids that were looked for, `now` is UTC.

    An outcome that says itself what it was for (`Outcome.sought`) tells nothing about the other facts of a place.
    """
    exposures = {exposure.id: exposure for exposure in known}
    changes: dict[str, Change] = {}
    seen: set[str] = set()
    for sighting, sought in ((s, outcome.sought) for outcome in outcomes for s in outcome.sightings):
        old = exposures.get(sighting.id)
        again = sighting.id in seen
        seen.add(sighting.id)
        exposures[sighting.id], change = _seen(old, _with_unsought(sighting, old, sought), now)
        if not again or change is not Change.UNCHANGED:
            changes[sighting.id] = change
    all_facts = frozenset(facts)
    covers = [(c, all_facts if one.sought is None else all_facts & one.sought) for one in outcomes for c in one.covers]
    for exposure in list(exposures.values()):
        if exposure.id not in seen and exposure.state is Visibility.VISIBLE and not exposure.by_hand:
            looked = _covered_at(exposure, covers)
            if looked:
                exposures[exposure.id] = replace(exposure, state=Visibility.NOT_VISIBLE, last_looked=looked)
                changes[exposure.id] = Change.GONE
    return Merged(tuple(sorted(exposures.values(), key=rank)), changes)


def _seen(old: Exposure | None, sighting: Sighting, now: datetime) -> tuple[Exposure, Change]:
    at = sighting.snapshot or now
    if old is None:
        return _new(sighting, at), Change.NEW
    if sighting.mine is None and old.mine:  # nobody asked this time
        sighting = replace(sighting, mine=True, intent=Intent.MENTIONS)
    if at < old.last_looked:  # an older snapshot only tells that it was there even earlier
        return replace(old, first_seen=min(old.first_seen, at)), Change.UNCHANGED
    fresh = replace(_new(sighting, at), first_seen=min(old.first_seen, at))
    if old.state is Visibility.NOT_ME:
        more = {seen.fact for seen in sighting.facts} - {seen.fact for seen in old.facts}
        return (fresh, Change.BACK) if more else (replace(fresh, state=Visibility.NOT_ME), Change.UNCHANGED)
    if old.state is Visibility.NOT_VISIBLE and at > old.last_looked:
        return fresh, Change.BACK
    return (old if old.state is Visibility.NOT_VISIBLE else fresh), Change.UNCHANGED


def _with_unsought(sighting: Sighting, old: Exposure | None, sought: frozenset[str] | None) -> Sighting:
    """The sighting with the facts known to be at its place that this look was not for: it says nothing about them."""
    if old is None or sought is None or not (kept := tuple(seen for seen in old.facts if seen.fact not in sought)):
        return sighting
    what = {*sighting.what, *what_is_shown(kept)}
    return replace(sighting, facts=(*sighting.facts, *kept), what=tuple(one for one in What if one in what))


def _new(sighting: Sighting, at: datetime) -> Exposure:
    return Exposure(
        id=sighting.id,
        source=sighting.source,
        target=sighting.target,
        locator=sighting.locator,
        within=sighting.within,
        reach=sighting.reach,
        facts=sighting.facts,
        strength=sighting.strength,
        state=Visibility.VISIBLE,
        first_seen=at,
        last_seen=at,
        last_looked=at,
        date=sighting.date,
        intent=sighting.intent,
        what=sighting.what,
        mine=bool(sighting.mine),
    )


def _covered_at(exposure: Exposure, covers: Iterable[tuple[Coverage, frozenset[str]]]) -> datetime | None:
    """When a look later than the last one covered this place with all its facts, or None."""
    wanted = {seen.fact for seen in exposure.facts}
    number = _LAST_NUMBER.search(exposure.locator)
    later = [
        cover.snapshot
        for cover, sought in covers
        if cover.snapshot
        and cover.snapshot > exposure.last_looked
        and wanted <= sought
        and _spans(cover, exposure, number)
    ]
    return max(later, default=None)


def _spans(cover: Coverage, exposure: Exposure, number: re.Match[str] | None) -> bool:
    if cover.within == exposure.id:
        return True
    if cover.within != exposure.within or cover.first is None or cover.last is None or number is None:
        return False
    return cover.first <= int(number[1]) <= cover.last


def host_of(exposure: Exposure) -> str:
    """The host that an exposure's target names, as she typed it: a link, or a bare host name; empty if none."""
    target = exposure.target if "//" in exposure.target else f"//{exposure.target}"
    try:
        host = urlsplit(target).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.") if "." in host else ""


def is_at(host: str, domain: str) -> bool:
    """Whether a host is this domain or stands below it."""
    return host == domain or host.endswith(f".{domain}")


def rank(exposure: Exposure) -> tuple[int, bool, int, float, str]:
    """Order of exposures: visible first, what she wrote herself last, intents by weight, then strength.

    Unclassified ones stand beside those of the greatest weight.
    """
    states = list(Visibility)
    weight = {Intent.PUBLISHES: 0, Intent.THREATENS: 0, Intent.SEEKS: 1, Intent.MENTIONS: 2, Intent.UNCLASSIFIED: 0}
    return states.index(exposure.state), exposure.mine, weight[exposure.intent], -exposure.strength, exposure.id


def by_hand(
    place: str,
    *,
    facts: Iterable[SeenFact],
    intent: Intent,
    date: datetime | None,
    reach: Reach,
    now: datetime,
    keyed: Callable[[str], str],
) -> Exposure:
    """An exposure she saw herself: a place or link, a date and which of her facts. Never text, never an image."""
    seen = tuple(facts)
    identity = keyed(f"{BY_HAND}/{place}/{date.isoformat() if date else ''}")
    return Exposure(
        id=identity,
        source=BY_HAND,
        target=place,
        locator="page",
        within=keyed(f"{BY_HAND}/{place}"),
        reach=reach,
        facts=seen,
        strength=max((one.strength for one in seen), default=0.0),
        state=Visibility.VISIBLE,
        first_seen=date or now,
        last_seen=date or now,
        last_looked=now,
        date=date,
        intent=intent,
        what=what_is_shown(seen),
        by_hand=True,
    )
