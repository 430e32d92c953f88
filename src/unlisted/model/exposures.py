"""What is kept: places followed over time, what she answered about places, what she has proved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from unlisted.model.documents import Link, Members, Reach
from unlisted.model.sightings import Intent, SeenFact, What


class Visibility(StrEnum):
    """What is known of an exposure now. Only a later look that covers its place can say `not-visible`."""

    VISIBLE = "visible"
    NOT_VISIBLE = "not-visible"
    NOT_LOOKED = "not-looked"
    NOT_ME = "not-me"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exposure:
    """Sightings that are one place in the world, followed over time.

    `first_seen`, `last_seen` and `last_looked` are times (UTC) of the world, not of reading: an old export looked at
    today was "looked at" at the time of its newest message. `by_hand` ones she recorded herself; their `target` is
    the place or link she typed. `mine` are those she wrote herself, which is never lost by a look that did not ask.
    `number`, `reply_to`, `sender` and `link`: see `Sighting`. `members` is how many are in the container `within`; None
    where that is not known. The vault keeps it with the container, not with each exposure. `matcher` is the newest
    version that saw it.
    """

    id: str
    source: str
    target: str
    locator: str
    within: str
    reach: Reach
    facts: tuple[SeenFact, ...]
    strength: float
    state: Visibility
    first_seen: datetime
    last_seen: datetime
    last_looked: datetime
    date: datetime | None = None
    intent: Intent = Intent.UNCLASSIFIED
    what: tuple[What, ...] = ()
    by_hand: bool = False
    mine: bool = False
    number: int | None = None
    reply_to: int | None = None
    sender: str = ""
    link: Link | None = None
    members: Members | None = None
    matcher: int = 0


class Answer(StrEnum):
    """What she says of a place that publishes people: what she saw there herself, or how far her request is."""

    SEEN = "seen"
    NOT_ME = "not-me"  # somebody of the same name
    NOT_THERE = "not-there"
    COULD_NOT_LOOK = "could-not-look"
    ASKED = "asked"  # she asked to be left out
    WAITING = "waiting"  # the place has confirmed that it has the request


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """One answer, dated. `place` is the id of a broker entry."""

    place: str
    at: datetime
    answer: Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """Whether she controls a username or an email address: the phrases she was offered, and when one was seen.

    `fact`: the fact it is about; `username`: what it said then (the address, in small letters), so that another value
    needs another proof. `url`: the page where a username's phrase belongs; empty for an address.
    """

    fact: str
    username: str
    url: str
    phrases: tuple[str, ...]
    offered: datetime
    proved: datetime | None = None


class Change(StrEnum):
    """What a round tells about an exposure, against the rounds before."""

    NEW = "new"
    UNCHANGED = "unchanged"
    GONE = "gone"
    BACK = "back"
