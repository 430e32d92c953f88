"""The end of a look, for somebody who is frightened: which facts, since when, how often, who asks most, what was not
read; then one step, and somebody who listens. Pure: the numbers here, their words in `unlisted.report.told`.

Senders are persons A, B, C of a chat: letters in the order in which they first wrote about her, so that a person keeps
the letter when more is read. There is no name behind a letter here, only a keyed hash.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from unlisted.hunts import Thread, is_message, threads
from unlisted.knowledge import Channel, ChannelKind, Issue, Status
from unlisted.model import LIKELY, Exposure, Intent, Kind, Outcome, Person, Situation, State, Step, Visibility
from unlisted.report.story import Story
from unlisted.report.timeline import Timeline, day_of, timeline
from unlisted.rounds import gravity


@dataclass(frozen=True, slots=True, kw_only=True)
class FactSum:
    """One fact: in how many messages and other places it was seen, and between which days it was written.

    `weak` ones are counted apart and are in none of the other numbers: they may be about somebody else.
    """

    fact: str
    kind: Kind
    messages: int
    places: int
    weak: int
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonSum:
    """One writer in one chat: `sender` is a keyed hash, `letter` what stands for it, `chat` the hash of the chat."""

    sender: str
    letter: str
    chat: str
    messages: int
    intents: Mapping[Intent, int]
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatSum:
    """A chat: its hash, the file it was read in, the locator of one of its messages."""

    chat: str
    target: str
    locator: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What was found, all in all. `messages` are those in chats that are likely about her, by intent in `intents`."""

    facts: tuple[FactSum, ...]
    messages: int
    intents: Mapping[Intent, int]
    threads: tuple[Thread, ...]
    timeline: Timeline
    people: tuple[PersonSum, ...]
    unknown_senders: int
    chats: tuple[ChatSum, ...]
    unread: Mapping[str, int]
    incomplete: int
    next_step: Step | None = None
    support: Channel | None = None


def summarise(
    exposures: Iterable[Exposure],
    outcomes: Iterable[Outcome],
    *,
    today: date,
    known: Iterable[Exposure] | None = None,
    next_step: Step | None = None,
    support: Channel | None = None,
) -> Summary:
    """Sum up `exposures` and the looks that found them. `known` are all there are, for the letters of persons."""
    told = list(exposures)
    likely = [one for one in told if not is_weak(one.strength)]
    messages = [one for one in likely if is_message(one) and not one.mine]
    looks = list(outcomes)
    unread: Counter[str] = Counter()
    for look in looks:
        unread.update(look.unread)
    return Summary(
        facts=tuple(_facts(told, today)),
        messages=len(messages),
        intents=Counter(one.intent for one in messages),
        threads=threads(messages),
        timeline=timeline(messages, today),
        people=tuple(_people(messages, letters(told if known is None else known), today)),
        unknown_senders=sum(not one.sender for one in messages),
        chats=tuple(_chats(messages)),
        unread={word: count for word, count in unread.items() if count},
        incomplete=sum(look.state is State.UNKNOWN for look in looks),
        next_step=next_step,
        support=support,
    )


def summed(story: Story) -> Summary:
    """The summary of all that is visible in a story."""
    seen = [one for one in story.exposures if one.state in (Visibility.VISIBLE, Visibility.NOT_LOOKED)]
    return summarise(seen, story.outcomes, today=story.made, known=story.exposures, next_step=story.next_step)


def is_weak(strength: float) -> bool:
    """Whether somebody else is as likely to be meant."""
    return strength < LIKELY


def _facts(exposures: Iterable[Exposure], today: date) -> Iterable[FactSum]:
    kinds: dict[str, Kind] = {}
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    days: defaultdict[str, list[date]] = defaultdict(list)
    for one in exposures:
        day = day_of(one, today)
        for seen in one.facts:
            kinds[seen.fact] = seen.kind
            if is_weak(seen.strength):
                counts[seen.fact]["weak"] += 1
                continue
            counts[seen.fact]["messages" if is_message(one) else "places"] += 1
            if day:
                days[seen.fact].append(day)
    sums = [
        FactSum(
            fact=fact,
            kind=kind,
            messages=counts[fact]["messages"],
            places=counts[fact]["places"],
            weak=counts[fact]["weak"],
            first=min(days[fact], default=None),
            last=max(days[fact], default=None),
        )
        for fact, kind in kinds.items()
    ]
    return sorted(sums, key=lambda s: (not s.messages + s.places, gravity(s.kind), -s.messages - s.places, s.fact))


# --- people ------------------------------------------------------------------------------------------------------


def letters(exposures: Iterable[Exposure]) -> Mapping[tuple[str, str], str]:
    """The letter of each writer, by chat and sender, in the order in which they first wrote about her."""
    first: dict[tuple[str, str], tuple[bool, str, int]] = {}
    for one in exposures:
        if one.sender and is_message(one):
            key = one.within, one.sender
            wrote = one.date is None, one.date.isoformat() if one.date else "", one.number or 0
            first[key] = min(first.get(key, wrote), wrote)
    named: dict[tuple[str, str], str] = {}
    count: Counter[str] = Counter()
    for within, sender in sorted(first, key=lambda key: (first[key], key)):
        named[within, sender] = letter(count[within])
        count[within] += 1
    return named


def letter(place: int) -> str:
    """A to Z, then AA, AB and so on."""
    return (letter(place // 26 - 1) if place >= 26 else "") + chr(ord("A") + place % 26)


def _people(messages: Iterable[Exposure], named: Mapping[tuple[str, str], str], today: date) -> Iterable[PersonSum]:
    """Those who do more than mention her, most messages first; what is not classified counts as more."""
    wrote: defaultdict[tuple[str, str], list[Exposure]] = defaultdict(list)
    for one in messages:
        if one.sender:
            wrote[one.within, one.sender].append(one)
    people = []
    for (within, sender), theirs in wrote.items():
        days = [day for one in theirs if (day := day_of(one, today))]
        intents = Counter(one.intent for one in theirs)
        person = PersonSum(
            sender=sender,
            letter=named.get((within, sender), "?"),
            chat=within,
            messages=len(theirs),
            intents=intents,
            first=min(days, default=None),
            last=max(days, default=None),
        )
        if weight := len(theirs) - intents[Intent.MENTIONS]:
            people.append((-weight, -intents[Intent.SEEKS], len(person.letter), person.letter, within, person))
    return [person for *_, person in sorted(people, key=lambda ranked: ranked[:-1])]


def _chats(messages: Iterable[Exposure]) -> Iterable[ChatSum]:
    """The chats of these messages, the one with most of them first."""
    count = Counter(one.within for one in messages)
    newest: dict[str, Exposure] = {}
    for one in messages:
        if one.within not in newest or newest[one.within].last_looked < one.last_looked:
            newest[one.within] = one
    for within in sorted(count, key=lambda chat: (-count[chat], chat)):
        yield ChatSum(chat=within, target=newest[within].target, locator=newest[within].locator)


# --- somebody who listens ----------------------------------------------------------------------------------------

_SURE = {Status.SEEN: 0, Status.PARTLY: 1, Status.UNVERIFIED: 2}


def helpline(channels: Iterable[Channel], person: Person, situations: Collection[Situation]) -> Channel | None:
    """A helpline that she may call: of her country, then of where she lived, then of any; one with a number, and sure.

    Never the police or another authority, and never one that must not be offered in her situation.
    """
    offered = [
        channel
        for channel in channels
        if channel.kind is ChannelKind.HELPLINE
        and Issue.SUPPORT in channel.issues
        and set(situations).isdisjoint(channel.unless)
    ]
    for countries in ({person.country}, set(person.lived_in), None):
        here = [
            one
            for one in offered
            if (countries is None and not one.countries)
            or (countries is not None and not countries.isdisjoint(one.countries))
        ]
        if here:
            return min(here, key=lambda one: (one.phone is None, _SURE[one.verified]))
    return None
