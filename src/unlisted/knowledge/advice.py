"""What to do and whom to turn to: checklist items, channels, the screens for an emergency, the texts that keep safe."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated

from unlisted.knowledge.basics import Country, Domain, Email, Language, Range, Slug, Source, Status, Text, Url, best
from unlisted.knowledge.errors import MissingSource
from unlisted.model import Alerts, Intent, Kind, Platform, Situation, StepKind, What

# --- checklist ----------------------------------------------------------------------------------------------------


class Stage(StrEnum):
    """The order in which the good guides do things. Safety and evidence come first, however much else would bring."""

    SAFETY = "safety"
    EVIDENCE = "evidence"
    SPREAD = "spread"  # stop the spread: reports, take-downs
    ACCOUNTS = "accounts"  # secure accounts and devices
    LOOK = "look"  # look oneself up
    FAMILY = "family"  # own and relatives' profiles, family links
    PLATFORMS = "platforms"  # lock what one keeps
    REGISTERS = "registers"
    BROKERS = "brokers"
    REPEAT = "repeat"


class Entrance(StrEnum):
    """The three ways into the checklists."""

    PREPARE = "prepare"
    DOXXED_NOW = "doxxed-now"
    INTIMATE_IMAGES = "intimate-images"


class Area(StrEnum):
    """What part of her life an item is about; only for grouping on a page."""

    SAFETY = "safety"
    SUPPORT = "support"
    EVIDENCE = "evidence"
    REPORTING = "reporting"
    SEARCH_ENGINES = "search-engines"
    PEOPLE_SEARCH = "people-search"
    REGISTERS = "registers"
    CALLER_ID = "caller-id"
    FACE_SEARCH = "face-search"
    SOCIAL = "social"
    MESSAGING = "messaging"
    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"
    FAMILY = "family"
    PHOTOS = "photos"
    DOMAINS = "domains"
    ACCOUNTS = "accounts"
    DOCUMENTS = "documents"
    DEVICE = "device"
    WORK = "work"


@dataclass(frozen=True, slots=True, kw_only=True)
class Applies:
    """One case in which an entry is for her. All that is named must hold; within a list, any one is enough.

    `kinds`, `seen_in`, `at` (the site on which it was seen), `intent` and `what` are asked of one and the same
    exposure. A kind counts only where a private fact was seen; facts of a relative count as `relative`. `facts` asks
    what she entered, seen or not. `child` asks whether she entered one, `platforms` which services and devices she said
    she uses. `always` asks nothing.
    """

    kinds: tuple[Kind, ...] = ()
    seen_in: tuple[Slug, ...] = ()
    at: tuple[Domain, ...] = ()
    intent: tuple[Intent, ...] = ()
    what: tuple[What, ...] = ()
    facts: tuple[Kind, ...] = ()
    child: bool = False
    platforms: tuple[Platform, ...] = ()
    situations: tuple[Situation, ...] = ()
    always: bool = False

    @property
    def asks_exposure(self) -> bool:
        """Whether an exposure must be there for this case."""
        return bool(self.kinds or self.seen_in or self.at or self.intent or self.what)

    def contradictions(self) -> Iterator[str]:
        asks = self.asks_exposure or self.facts or self.child or self.platforms or self.situations
        if bool(asks) == self.always:  # a case that asks nothing must say so, one that asks must not
            yield "always"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistItem:
    """One thing to do, for whom, at what price, and where it was read.

    `minutes` of effort, `impact` 1 to 5. `discloses` what it makes her give away; `alerts` whom it may alert
    (`nobody` stands alone). `countries` limits it to people who live or lived there; empty is everywhere. `unless` are
    situations in which it must not be offered. `asks_relatives`: only where she said that a relative may be told.
    `no_search`: useful before anything was looked at. `order` within its stage. `channels` are shown with it.
    `entrances`: in which of the checklists it stands. `after`: items that come before it if they are in the plan.
    `printable`: a text to print or to send that goes with it. `law`: the entry of the law whose term runs.
    """

    id: Slug
    area: Area
    kind: StepKind
    stage: Stage
    order: Annotated[int, Range(low=1, high=9999)]
    action: Text
    why: Text
    minutes: Annotated[int, Range(low=1, high=600)]
    impact: Annotated[int, Range(low=1, high=5)]
    applies: tuple[Applies, ...]
    alerts: tuple[Alerts, ...]
    entrances: tuple[Entrance, ...]
    sources: tuple[Source, ...] = field(metadata={"missing": MissingSource})
    discloses: tuple[Kind, ...] = ()
    countries: tuple[Country, ...] = ()
    unless: tuple[Situation, ...] = ()
    asks_relatives: bool = False
    no_search: bool = False
    channels: tuple[Slug, ...] = ()
    after: tuple[Slug, ...] = ()
    printable: Slug | None = None
    law: Slug | None = None
    link: Url | None = None
    link_status: Status | None = None
    hers: bool = field(default=False, metadata={"set_by_loader": True})

    @property
    def verified(self) -> Status:
        return best(self.sources)

    def contradictions(self) -> Iterator[str]:
        if Alerts.NOBODY in self.alerts and len(self.alerts) > 1:
            yield "alerts"
        if (self.link is None) != (self.link_status is None):
            yield "link_status" if self.link is None else "link"
        if self.no_search and not any(case.always for case in self.applies):
            yield "no_search"


# --- channels, emergency, texts -------------------------------------------------------------------------------------


class ChannelKind(StrEnum):
    """Who answers there."""

    EMERGENCY = "emergency"
    HELPLINE = "helpline"  # people who listen and help
    HOTLINE = "hotline"  # takes reports of images, of children too
    LEGAL_AID = "legal-aid"
    POLICE = "police"
    PROSECUTOR = "prosecutor"
    AUTHORITY = "authority"  # data protection and the like
    PLATFORM = "platform"
    SEARCH = "search"
    HOSTING = "hosting"
    HASH = "hash"  # keeps fingerprints of images, not images


class Issue(StrEnum):
    """What one can turn to a channel for."""

    DOXXING = "doxxing"
    IMPERSONATION = "impersonation"
    INTIMATE_IMAGES = "intimate-images"
    THREATS = "threats"
    STALKING = "stalking"
    UNDER_18 = "under-18"
    ACCOUNT = "account"
    PERSONAL_DATA = "personal-data"
    COPYRIGHT = "copyright"
    SUPPORT = "support"


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """Whom to call or write to. At least one of phone, email and link; `note` says for what and when.

    `needs`: what they will ask for. `does`: what they can and cannot do. `not_send`: what must not be sent there.
    `expect`: how it goes, who may come along. `unless`: situations in which it must not be offered. `languages` in
    which they answer, as far as it is known.
    """

    id: Slug
    kind: ChannelKind
    issues: tuple[Issue, ...]
    name: Text
    note: Text
    sources: tuple[Source, ...] = field(metadata={"missing": MissingSource})
    countries: tuple[Country, ...] = ()
    languages: tuple[Language, ...] = ()
    phone: str | None = None
    email: Email | None = None
    link: Url | None = None
    platform: Platform | None = None
    needs: Text | None = None
    does: Text | None = None
    not_send: Text | None = None
    expect: Text | None = None
    unless: tuple[Situation, ...] = ()
    hers: bool = field(default=False, metadata={"set_by_loader": True})

    @property
    def verified(self) -> Status:
        return best(self.sources)

    def contradictions(self) -> Iterator[str]:
        if not (self.phone or self.email or self.link):
            yield "phone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """An answer on a screen and where it leads: the id of a flow, or `next` for the next screen."""

    label: Text
    to: Slug


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """One short screen: a title, a body of paragraphs and numbered or dashed lines, whom to call, what to choose.

    The body holds no addresses and no numbers to call, except the first sentence of all; they are channels, which
    carry source and date.
    """

    title: Text
    body: Text
    channels: tuple[Slug, ...] = ()
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """Screens for one emergency, in order. The flow `opening` comes before every other one."""

    id: Slug
    title: Text
    screens: tuple[Screen, ...]
    sources: tuple[Source, ...] = field(metadata={"missing": MissingSource})
    hers: bool = field(default=False, metadata={"set_by_loader": True})

    @property
    def verified(self) -> Status:
        return best(self.sources)


@dataclass(frozen=True, slots=True, kw_only=True)
class SafetyText:
    """A text the doors must show at a certain place, such as the warning before media. Says more than one line."""

    id: Slug
    body: Text
    channels: tuple[Slug, ...] = ()
    sources: tuple[Source, ...] = ()  # a text about this program itself has none
    hers: bool = field(default=False, metadata={"set_by_loader": True})

    @property
    def verified(self) -> Status:
        return best(self.sources) if self.sources else Status.SEEN
