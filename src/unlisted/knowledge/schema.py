"""The kinds of entry the knowledge data has. To add a kind, write its class and add one line to `KINDS`."""

from __future__ import annotations

from dataclasses import dataclass

from unlisted.knowledge.advice import Channel, ChecklistItem, Flow, SafetyText
from unlisted.knowledge.brokers import Broker
from unlisted.knowledge.findability import Findability
from unlisted.knowledge.holidays import Holidays
from unlisted.knowledge.language import IntentRule, WordList
from unlisted.knowledge.laws import Law
from unlisted.knowledge.sites import AccountSite

Entry = (
    ChecklistItem | Channel | Broker | Law | Holidays | Findability | Flow | SafetyText | WordList | IntentRule
    | AccountSite
)  # fmt: skip


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
    EntryKind(name="broker", folder="brokers", schema=Broker, may_be_hers=True),
    EntryKind(name="law", folder="law", schema=Law, may_be_hers=True),
    EntryKind(name="holidays", folder="holidays", schema=Holidays, may_be_hers=True),
    EntryKind(name="site", folder="sites", schema=AccountSite, may_be_hers=True),
    EntryKind(name="findability", folder="findability", schema=Findability, may_be_hers=True),
    EntryKind(name="flow", folder="emergency", schema=Flow, may_be_hers=False),
    EntryKind(name="text", folder="texts", schema=SafetyText, may_be_hers=False),
    EntryKind(name="word-list", folder="words", schema=WordList, may_be_hers=False),
    # A rule from somebody else's file could make a threat look like mere talk, so hers are not read.
    EntryKind(name="intent", folder="intent", schema=IntentRule, may_be_hers=False),
)
