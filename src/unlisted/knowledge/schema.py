"""The kinds of entry the knowledge data has, as dataclasses: this file is the schema.

A field without default must be in the file; its annotation says what may stand there, and `metadata["missing"]` which
error names its absence. `loading` builds any of these classes from TOML by reading the annotations. To add a kind,
write its class here and add one line to `KINDS`; nothing else changes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date as Day
from enum import StrEnum
from typing import Annotated, NewType

from unlisted.knowledge.errors import MissingDate, MissingSource, MissingText
from unlisted.model import Alerts, Intent, Kind, Situation, StepKind, What

Slug = NewType("Slug", str)  # small letters, digits, hyphens
Url = NewType("Url", str)  # https only
When = NewType("When", str)  # 2026, 2026-11, 2026-11-23 or "undated"
Country = NewType("Country", str)  # ISO 3166-1 alpha-2

UNDATED = When("undated")


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """What a number may be, both ends included; stands in `Annotated[int, Range(...)]`."""

    low: int
    high: int


# --- what every kind uses -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """Words for people, in English and in Serbian Latin; Cyrillic is derived from the latter."""

    en: str = field(metadata={"missing": MissingText})
    sr: str = field(metadata={"missing": MissingText})


class Status(StrEnum):
    """How far a claim was found in its source."""

    SEEN = "seen"  # read there
    PARTLY = "partly"  # the topic is there, this detail was not read or is second-hand
    UNVERIFIED = "unverified"  # believed, not read


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a claim was read. `date` is that of the page, `seen` the day on which it was last read."""

    title: str
    url: Url
    date: When = field(metadata={"missing": MissingDate})
    seen: Day = field(metadata={"missing": MissingDate})
    status: Status


def best(sources: tuple[Source, ...]) -> Status:
    """The status of a claim: that of the source in which most of it was read."""
    order = tuple(Status)
    return min((source.status for source in sources), key=order.index, default=Status.UNVERIFIED)


# --- checklist ----------------------------------------------------------------------------------------------------


class Stage(StrEnum):
    """What comes before what, however much it would bring: safety, then evidence, then everything else."""

    SAFETY = "safety"
    EVIDENCE = "evidence"
    CLOSE = "close"


class Area(StrEnum):
    """What part of her life an entry is about; only for grouping on a page."""

    SAFETY = "safety"
    EVIDENCE = "evidence"
    REPORTING = "reporting"
    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"
    FAMILY = "family"
    ACCOUNTS = "accounts"
    PHOTOS = "photos"
    DOCUMENTS = "documents"
    WORK = "work"
    WEBSITE = "website"


@dataclass(frozen=True, slots=True, kw_only=True)
class Applies:
    """One case in which an entry is for her. All that is named must hold; within a list, any one is enough.

    `kinds`, `seen_in`, `intent` and `what` are asked of one and the same exposure. A kind counts only where a
    private fact was seen; facts of a relative count as `relative`. `facts` asks what she entered, seen or not.
    `child` asks whether she entered one. `always` asks nothing.
    """

    kinds: tuple[Kind, ...] = ()
    seen_in: tuple[Slug, ...] = ()
    intent: tuple[Intent, ...] = ()
    what: tuple[What, ...] = ()
    facts: tuple[Kind, ...] = ()
    child: bool = False
    situations: tuple[Situation, ...] = ()
    always: bool = False

    @property
    def asks_exposure(self) -> bool:
        """Whether an exposure must be there for this case."""
        return bool(self.kinds or self.seen_in or self.intent or self.what)

    def contradictions(self) -> Iterator[str]:
        asks = self.asks_exposure or self.facts or self.child or self.situations
        if bool(asks) == self.always:  # a case that asks nothing must say so, one that asks must not
            yield "always"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistItem:
    """One thing to do, for whom, at what price, and where it was read.

    `minutes` of effort, `impact` 1 to 5. `discloses` what it makes her give away; `alerts` whom it may alert
    (`nobody` stands alone). `countries` limits it to people who live or lived there; empty is everywhere. `unless` are
    situations in which it must not be offered. `asks_relatives`: only where she said that a relative may be told.
    `no_search`: useful before anything was looked at. `order` breaks ties. `channels` are shown with it.
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
    sources: tuple[Source, ...] = field(metadata={"missing": MissingSource})
    discloses: tuple[Kind, ...] = ()
    countries: tuple[Country, ...] = ()
    unless: tuple[Situation, ...] = ()
    asks_relatives: bool = False
    no_search: bool = False
    channels: tuple[Slug, ...] = ()
    link: Url | None = None
    link_status: Status | None = None
    hers: bool = field(default=False, metadata={"set_by_loader": True})

    @property
    def status(self) -> Status:
        return best(self.sources)

    def contradictions(self) -> Iterator[str]:
        if Alerts.NOBODY in self.alerts and len(self.alerts) > 1:
            yield "alerts"
        if (self.link is None) != (self.link_status is None):
            yield "link_status" if self.link is None else "link"
        if self.no_search and not any(case.always for case in self.applies):
            yield "no_search"


# --- channels, emergency, texts -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """Whom to call or write to. At least one of phone, email and link; `note` says for what and when."""

    id: Slug
    name: Text
    note: Text
    sources: tuple[Source, ...] = field(metadata={"missing": MissingSource})
    countries: tuple[Country, ...] = ()
    phone: str | None = None
    email: str | None = None
    link: Url | None = None
    hers: bool = field(default=False, metadata={"set_by_loader": True})

    @property
    def status(self) -> Status:
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
    carry source and date. In Serbian, backticks mark words that stay in Latin letters; they are not shown.
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
    def status(self) -> Status:
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
    def status(self) -> Status:
        return best(self.sources) if self.sources else Status.SEEN


# --- what writers are after ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class WordList:
    """Words that mean the same to the rules, in every form and common misspelling; a rule names them as ``@id``.

    Written with their diacritics; other scripts, bare letters and drawn-out ones are derived. ``slik*`` is every word
    that begins so.
    """

    id: Slug
    words: tuple[str, ...]
    note: str | None = None
    sources: tuple[Source, ...] = ()  # words of a language are nobody's claim
    hers: bool = field(default=False, metadata={"set_by_loader": True})

    @property
    def status(self) -> Status:
        return best(self.sources) if self.sources else Status.SEEN


@dataclass(frozen=True, slots=True, kw_only=True)
class IntentRule:
    """One way of telling what a writer does with her facts; `unlisted.match.intent` says how it is read.

    `should_match` and `should_not` are sentences in which ``{name}``, ``{address}`` and so on stand for a fact; a test
    tries each in Latin, without diacritics and in Cyrillic. Sentences are calm: no more than the rule needs.
    """

    id: Slug
    intent: Intent
    should_match: tuple[str, ...]
    should_not: tuple[str, ...]
    what: tuple[What, ...] = ()
    words: tuple[tuple[str, ...], ...] = ()
    any_order: bool = False
    gap: Annotated[int, Range(low=0, high=8)] = 3
    longest: Annotated[int, Range(low=1, high=400)] = 400
    unless: tuple[str, ...] = ()
    asked: bool | None = None
    shows: tuple[Kind, ...] = ()
    beside: tuple[Kind, ...] = ()
    otherwise: bool = False
    note: str | None = None
    sources: tuple[Source, ...] = ()
    hers: bool = field(default=False, metadata={"set_by_loader": True})

    @property
    def status(self) -> Status:
        return best(self.sources) if self.sources else Status.SEEN

    def contradictions(self) -> Iterator[str]:
        if not (self.words or self.shows):
            yield "words"
        if self.beside and not self.shows:
            yield "beside"
        if self.intent is Intent.UNCLASSIFIED:  # what no rule fits is unclassified; no rule can say so
            yield "intent"


Entry = ChecklistItem | Channel | Flow | SafetyText | WordList | IntentRule


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryKind:
    """A kind of entry: the name of its TOML table, the folder of its files, its class, whether she may add her own."""

    name: str
    folder: str
    schema: type[Entry]
    may_be_hers: bool


KINDS: tuple[EntryKind, ...] = (
    EntryKind(name="checklist", folder="checklists", schema=ChecklistItem, may_be_hers=True),
    EntryKind(name="channel", folder="channels", schema=Channel, may_be_hers=True),
    EntryKind(name="flow", folder="emergency", schema=Flow, may_be_hers=False),
    EntryKind(name="text", folder="texts", schema=SafetyText, may_be_hers=False),
    EntryKind(name="word-list", folder="words", schema=WordList, may_be_hers=False),
    # A rule from somebody else's file could make a threat look like mere talk, so hers are not read.
    EntryKind(name="intent", folder="intent", schema=IntentRule, may_be_hers=False),
)
