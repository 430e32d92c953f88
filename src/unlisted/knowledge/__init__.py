"""What the program knows about the world: what to do, whom to call, what to say, each with its source and date.

The data is TOML, shipped in `data/` and read here and nowhere else; a person's own folder is read by whoever calls
`load` and handed in as names and texts.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, timedelta
from functools import cache, cached_property
from types import MappingProxyType
from typing import TypeVar

from unlisted.errors import KnowledgeError
from unlisted.knowledge.advice import (
    Applies,
    Area,
    Channel,
    ChannelKind,
    ChecklistItem,
    Choice,
    Entrance,
    Flow,
    Issue,
    SafetyText,
    Screen,
    Stage,
)
from unlisted.knowledge.basics import UNDATED, Source, Status, Text
from unlisted.knowledge.brokers import Broker, Category, Demand, Life, OptOut
from unlisted.knowledge.compiled import shipped
from unlisted.knowledge.findability import Chance, Find, Findability
from unlisted.knowledge.holidays import Holidays
from unlisted.knowledge.language import IntentRule, WordList
from unlisted.knowledge.laws import Force, Law
from unlisted.knowledge.schema import KINDS, Entry, EntryKind
from unlisted.knowledge.sites import AccountSite

__all__ = [
    "OPENING",
    "AccountSite",
    "Applies",
    "Area",
    "Broker",
    "Category",
    "Chance",
    "Channel",
    "ChannelKind",
    "ChecklistItem",
    "Choice",
    "Demand",
    "Entrance",
    "Entry",
    "EntryKind",
    "Find",
    "Findability",
    "Flow",
    "Force",
    "Holidays",
    "IntentRule",
    "Issue",
    "Knowledge",
    "Law",
    "Life",
    "OptOut",
    "SafetyText",
    "Screen",
    "Source",
    "Stage",
    "Status",
    "Text",
    "WordList",
    "load",
]

E = TypeVar("E", bound=Entry)

OPENING = "opening"  # the flow that comes before every other one
STALE_AFTER = timedelta(days=180)  # since the newest day on which one of an entry's sources was read

WESTERN_BALKANS = frozenset({"AL", "BA", "HR", "ME", "MK", "RS", "SI", "XK"})

_UNCLAIMED = (SafetyText, WordList, IntentRule, Findability)  # say nothing that could have been read anywhere

_PLAIN_LETTERS = str.maketrans("đĐ", "dD")


def load(own: Iterable[tuple[str, str]] = ()) -> Knowledge:
    """The knowledge of the package, and what she added: pairs of file name and TOML text.

    Nothing is read before it is asked for. An entry of hers with the id of one of ours takes its place.
    """
    return Knowledge(tuple(own))


class Knowledge:
    """All entries, by kind and id. Each kind is read when it is first asked for."""

    def __init__(self, own: tuple[tuple[str, str], ...]) -> None:
        self._own_files = own

    @cached_property
    def checklist(self) -> Mapping[str, ChecklistItem]:
        return self._of(ChecklistItem)

    @cached_property
    def brokers(self) -> Mapping[str, Broker]:
        return self._of(Broker)

    @cached_property
    def laws(self) -> Mapping[str, Law]:
        return self._of(Law)

    @cached_property
    def holidays(self) -> Mapping[str, Holidays]:
        """By country, not by id: a country has one entry, and hers takes the place of ours."""
        return {entry.country: entry for entry in self._of(Holidays).values()}

    @cached_property
    def channels(self) -> Mapping[str, Channel]:
        return self._of(Channel)

    @cached_property
    def sites(self) -> Mapping[str, AccountSite]:
        return self._of(AccountSite)

    @cached_property
    def findability(self) -> Mapping[str, Findability]:
        return self._of(Findability)

    @cached_property
    def emergency(self) -> Mapping[str, Flow]:
        return self._of(Flow)

    @cached_property
    def texts(self) -> Mapping[str, SafetyText]:
        return self._of(SafetyText)

    @cached_property
    def intent_rules(self) -> Mapping[str, IntentRule]:
        return self._of(IntentRule)

    @cached_property
    def word_lists(self) -> Mapping[str, WordList]:
        return self._of(WordList)

    @property
    def complaints(self) -> tuple[KnowledgeError, ...]:
        """What is wrong in her own folder. Those entries were left out; all others count."""
        return self._own[1]

    def entries(self) -> Iterator[tuple[EntryKind, Entry]]:
        """Every entry with its kind, in the order of `KINDS` and of their ids."""
        for kind in KINDS:
            by_id = self._of(kind.schema)
            for identity in sorted(by_id):
                yield kind, by_id[identity]

    def search(self, word: str) -> tuple[tuple[EntryKind, Entry], ...]:
        """Entries in whose id, words or sources `word` occurs, whatever the case and the diacritics."""
        wanted = _folded(word)
        return tuple((kind, entry) for kind, entry in self.entries() if wanted in _folded(_words(entry)))

    def stats(self, today: date) -> Mapping[str, int]:
        """How many there are, and how many of all carry doubt on `today`.

        The counts of brokers leave out those that are gone, except in `brokers_gone`: `brokers_person_facing` show
        persons to anyone, `brokers_outside_us` of these name a country other than the United States,
        `western_balkans` one of that region. `unsourced` say nowhere where they were read, `unverified` were not read
        in any of their sources, `undated` have no source with a date, `stale` were last read more than `STALE_AFTER`
        ago, `conflicts` are brokers whose sources give rival addresses.
        """
        every = [entry for _, entry in self.entries()]
        sourced = [entry for entry in every if entry.sources]
        there = [broker for broker in self.brokers.values() if broker.status is not Life.GONE]
        facing = [broker for broker in there if broker.person_facing]
        return {
            "brokers": len(there),
            "brokers_person_facing": len(facing),
            "brokers_outside_us": sum(bool(set(broker.countries) - {"US"}) for broker in facing),
            "western_balkans": sum(not WESTERN_BALKANS.isdisjoint(broker.countries) for broker in facing),
            "brokers_gone": len(self.brokers) - len(there),
            "checklist": len(self.checklist),
            "laws": len(self.laws),
            "channels": len(self.channels),
            "account_sites": len(self.sites),
            "account_sites_automatic": sum(site.automatic for site in self.sites.values()),
            **{
                kind.name: len(self._of(kind.schema))
                for kind in KINDS
                if kind.schema in _UNCLAIMED or kind.schema is Flow
            },
            "hers": sum(entry.hers for entry in every),
            "complaints": len(self.complaints),
            "unsourced": sum(not entry.sources and not isinstance(entry, _UNCLAIMED) for entry in every),
            "unverified": sum(entry.verified is Status.UNVERIFIED for entry in sourced),
            "undated": sum(all(source.date == UNDATED for source in entry.sources) for entry in sourced),
            "stale": sum(is_stale(entry, today) for entry in sourced),
            "conflicts": sum(bool(broker.rivals) for broker in self.brokers.values()),
        }

    @cached_property
    def _own(self) -> tuple[dict[str, dict[str, Entry]], tuple[KnowledgeError, ...]]:
        complaints: list[KnowledgeError] = []
        if not self._own_files:
            return {kind.name: {} for kind in KINDS}, ()
        from unlisted.knowledge.loading import read  # 40 ms, for those who have a folder of their own

        hers = read(self._own_files, KINDS, complaints.append, known=_shipped_entry)
        return hers, tuple(complaints)

    def _of(self, schema: type[E]) -> Mapping[str, E]:
        kind = next(kind for kind in KINDS if kind.schema is schema)
        ours = _shipped(kind)
        hers = self._own[0][kind.name]
        return MappingProxyType({key: entry for key, entry in {**ours, **hers}.items() if isinstance(entry, schema)})


def _shipped_entry(kind_name: str, key: str) -> Entry | None:
    return _shipped(next(kind for kind in KINDS if kind.name == kind_name)).get(key)


def is_stale(entry: Entry, today: date) -> bool:
    """Whether nobody has read any source of `entry` for so long that what it says may have changed."""
    return bool(entry.sources) and max(source.seen for source in entry.sources) + STALE_AFTER < today


@cache
def _shipped(kind: EntryKind) -> dict[str, Entry]:
    return shipped(kind)


def _words(entry: Entry) -> str:
    """Everything of `entry` that a person could look for."""
    return "\n".join(_strings(entry))


def _strings(part: object) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    elif isinstance(part, tuple):
        for one in part:
            yield from _strings(one)
    elif is_dataclass(part):
        for one in fields(part):
            yield from _strings(getattr(part, one.name))


def _folded(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_PLAIN_LETTERS))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
