"""Following places over time: what a round of looking found new, unchanged, gone or back. Pure.

Absence is only ever claimed where a later look, as able as those that saw the place, covered it and looked for the same
facts; everything else keeps its last known state. Reading the same snapshot again proves nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from urllib.parse import urlsplit

from unlisted.model import (
    LIKELY,
    Change,
    Coverage,
    Exposure,
    How,
    Intent,
    Kind,
    Link,
    Members,
    Outcome,
    Reach,
    SeenFact,
    Sighting,
    Visibility,
    What,
)

BY_HAND = "by-hand"
_LAST_NUMBER = re.compile(r"message:(\d+)$")
# Messages in a topic have its number in between.
_TELEGRAM_MESSAGE = re.compile(
    r"(?:https?://)?(?:t|telegram)\.me/c/([0-9]{1,16})/(?:[0-9]{1,16}/)?([0-9]{1,16})/?(?:\?[^\s#]*)?", re.IGNORECASE
)
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
    """The exposures after a round, and what the round changed, by exposure id.

    `before` holds those that showed something else before the round, as they were then.
    """

    exposures: tuple[Exposure, ...]
    changes: Mapping[str, Change]
    before: Mapping[str, Exposure] = field(default_factory=dict)


# A part of a fact, something of its kind, a word that may be somebody else's.
NOT_HERS = frozenset({How.PARTIAL, How.OF_KIND, How.TYPO})


def what_is_shown(facts: Iterable[SeenFact]) -> tuple[What, ...]:
    """What the facts of a sighting give away, in the order of `What`."""
    shown = {_WHAT[seen.kind] for seen in facts if seen.kind in _WHAT and seen.how not in NOT_HERS}
    return tuple(what for what in What if what in shown)


def merge(
    known: Iterable[Exposure],
    outcomes: Collection[Outcome],
    *,
    facts: Collection[str],
    now: datetime,
    members: Mapping[str, Members] | None = None,
) -> Merged:
    """Fold a round's outcomes into the known exposures. `facts` are the ids that were looked for, `now` is UTC.

    An outcome that says itself what it was for (`Outcome.sought`) tells nothing about the other facts of a place; only
    one that looked for facts with one letter wrong (`typos`) tells anything about such; and one of an older matcher
    than saw a place (`matcher`) tells only what it sees there, never that something is not. A newer one tells as much
    as the same. `members` are those of containers, as they are known after the round.
    """
    before = {exposure.id: exposure for exposure in known}
    exposures = dict(before)
    changes: dict[str, Change] = {}
    seen: set[str] = set()
    for sighting, look in ((sighting, outcome) for outcome in outcomes for sighting in outcome.sightings):
        old = exposures.get(sighting.id)
        again = sighting.id in seen
        seen.add(sighting.id)
        exposures[sighting.id], change = _seen(old, _with_unsought(sighting, old, look), look, now)
        if not again or change is not Change.UNCHANGED:
            changes[sighting.id] = change
    all_facts = frozenset(facts)
    covers = [
        (cover, look, all_facts if look.sought is None else all_facts & look.sought)
        for look in outcomes
        for cover in look.covers
    ]
    for exposure in list(exposures.values()):
        if exposure.id in seen or exposure.state is not Visibility.VISIBLE or exposure.by_hand:
            continue
        if looked := _covered_at(exposure, covers):
            exposures[exposure.id] = replace(exposure, state=Visibility.NOT_VISIBLE, last_looked=looked)
            changes[exposure.id] = Change.GONE
    for exposure in list(exposures.values()):
        count = (members or {}).get(exposure.within, exposure.members)
        if count != exposure.members:
            exposures[exposure.id] = replace(exposure, members=count)
    other = {one: before[one] for one in changes if one in before and _shows(before[one]) != _shows(exposures[one])}
    return Merged(tuple(sorted(exposures.values(), key=rank)), changes, other)


def _shows(exposure: Exposure) -> tuple[tuple[SeenFact, ...], Reach, Intent]:
    return exposure.facts, exposure.reach, exposure.intent


def _seen(old: Exposure | None, sighting: Sighting, look: Outcome, now: datetime) -> tuple[Exposure, Change]:
    at = sighting.snapshot or now
    if old is None:
        return _new(sighting, at, look.matcher), Change.NEW
    if look.matcher > old.matcher:
        old = replace(old, matcher=look.matcher)
    if sighting.mine is None and old.mine:  # nobody asked this time
        sighting = replace(sighting, mine=True, intent=Intent.MENTIONS)
    if at < old.last_looked:  # an older snapshot only tells that it was there even earlier
        there = _new(sighting, at, old.matcher)
        return _knowing(replace(old, first_seen=min(old.first_seen, at)), there), Change.UNCHANGED
    fresh = _knowing(replace(_new(sighting, at, old.matcher), first_seen=min(old.first_seen, at)), old)
    if old.state is Visibility.NOT_ME:
        more = {seen.fact for seen in sighting.facts} - {seen.fact for seen in old.facts}
        return (fresh, Change.BACK) if more else (replace(fresh, state=Visibility.NOT_ME), Change.UNCHANGED)
    if old.state is Visibility.NOT_VISIBLE and at > old.last_looked:
        return fresh, Change.BACK
    return (old if old.state is Visibility.NOT_VISIBLE else fresh), Change.UNCHANGED


def _knowing(fresh: Exposure, old: Exposure) -> Exposure:
    """With what was known of the same message and this look does not tell: the end of a long one names no sender."""
    return replace(
        fresh,
        number=old.number if fresh.number is None else fresh.number,
        reply_to=old.reply_to if fresh.reply_to is None else fresh.reply_to,
        sender=fresh.sender or old.sender,
        link=fresh.link or old.link,
        members=fresh.members or old.members,
    )


def _with_unsought(sighting: Sighting, old: Exposure | None, look: Outcome) -> Sighting:
    """The sighting with the facts known to be at its place that this look was not for: it says nothing about them.

    An older matcher than saw the place takes no fact back, and none of a fact's certainty.
    """
    if old is None:
        return sighting
    older = look.matcher < old.matcher
    here = {seen.fact: seen for seen in sighting.facts}
    kept = {
        seen.fact: seen
        for seen in old.facts
        if (look.sought is not None and seen.fact not in look.sought)
        or (seen.how is How.TYPO and not look.typos and seen.fact not in here)
        or (older and (seen.fact not in here or here[seen.fact].strength < seen.strength))
    }
    if not kept:
        return sighting
    facts = tuple((here | kept).values())
    what = {*sighting.what, *what_is_shown(kept.values())}
    return replace(
        sighting,
        facts=facts,
        strength=max(seen.strength for seen in facts),
        what=tuple(one for one in What if one in what),
    )


def _new(sighting: Sighting, at: datetime, matcher: int) -> Exposure:
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
        number=sighting.number,
        reply_to=sighting.reply_to,
        sender=sighting.sender,
        link=sighting.link,
        matcher=matcher,
    )


def _covered_at(exposure: Exposure, covers: Iterable[tuple[Coverage, Outcome, frozenset[str]]]) -> datetime | None:
    """When a look later than the last one, and as able, covered this place with all its facts, or None."""
    wanted = {seen.fact for seen in exposure.facts}
    misspelt = any(seen.how is How.TYPO for seen in exposure.facts)
    number = _LAST_NUMBER.search(exposure.locator)
    later = [
        cover.snapshot
        for cover, look, sought in covers
        if cover.snapshot
        and cover.snapshot > exposure.last_looked
        and wanted <= sought
        and look.matcher >= exposure.matcher
        and (look.typos or not misspelt)
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


_STATES = {state: place for place, state in enumerate(Visibility)}
_WEIGHTS = {Intent.PUBLISHES: 0, Intent.THREATENS: 0, Intent.UNCLASSIFIED: 0, Intent.SEEKS: 1, Intent.MENTIONS: 2}
_REACHES = {
    reach: place
    for place, reach in enumerate((Reach.INDEXED, Reach.PUBLIC, Reach.MEMBERS, Reach.UNKNOWN, Reach.PRIVATE))
}
# From what leads straight to her to what many share.
_KINDS = {
    kind: place
    for place, kind in enumerate((
        Kind.ADDRESS, Kind.NATIONAL_ID, Kind.PHONE, Kind.WORKPLACE, Kind.SCHOOL, Kind.RELATIVE, Kind.PLATE, Kind.EMAIL,
        Kind.PHOTO, Kind.BIRTHDATE, Kind.USERNAME, Kind.WEBSITE, Kind.PHRASE, Kind.NAME,
    ))
}  # fmt: skip

_UNCOUNTED = 1_000  # how many members a place counts as having of which nobody has told

Rank = tuple[int, bool, int, bool, int, bool, bool, int, int, float, str]


def rank(exposure: Exposure) -> Rank:
    """Order: state, hers last, intent, the gravest kind of fact, reach, members, strength; weak ones last of their
    intent.

    Unclassified ones stand beside the gravest intent, and before classified ones of the same facts, however far those
    reach: nobody has said yet that they are harmless.

    Of places of the same reach, the one with more members comes first. What nobody has counted is not small: it
    comes before every circle of fewer than `_UNCOUNTED`. Neither is it the largest: else a group would fall behind
    all uncounted ones as soon as she says that it has tens of thousands.
    """
    weak = exposure.strength < LIKELY
    return (
        _STATES[exposure.state],
        exposure.mine,
        _WEIGHTS[exposure.intent],
        weak,
        min((_KINDS[seen.kind] for seen in exposure.facts if weak or seen.strength >= LIKELY), default=len(_KINDS)),
        exposure.intent is not Intent.UNCLASSIFIED,
        What.INTIMATE_IMAGES not in exposure.what,
        _REACHES[exposure.reach],
        -(exposure.members.count if exposure.members else _UNCOUNTED),
        -exposure.strength,
        exposure.id,
    )


def gravity(kind: Kind) -> int:
    """Where a kind of fact stands between what leads straight to her (0) and what many share."""
    return _KINDS[kind]


def link_in(place: str) -> Link | None:
    """The numbers in a link to a message of a Telegram chat, if that is what `place` is."""
    found = _TELEGRAM_MESSAGE.fullmatch(place.strip())
    return Link(chat=int(found[1]), message=int(found[2])) if found else None


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
    """An exposure she saw herself: a place or link, a date and which of her facts. Never text, never an image.

    Without `facts` she said only that she is there.
    """
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
        strength=max((one.strength for one in seen), default=1.0),
        state=Visibility.VISIBLE,
        first_seen=date or now,
        last_seen=date or now,
        last_looked=now,
        date=date,
        intent=intent,
        what=what_is_shown(seen),
        by_hand=True,
        link=link_in(place),
    )
