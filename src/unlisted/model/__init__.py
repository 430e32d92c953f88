"""The words of the story, as frozen data: facts, documents, sightings, outcomes, exposures, steps.

Imports nothing of ours, does nothing. Every enumeration here is closed: what the program can say about a document
is spelled out in this room, so nothing that a stranger wrote can reach a screen, a report or a log by another way.
"""

from unlisted.model.documents import (
    MOST_MEMBERS,
    SEPARATOR,
    Batch,
    Counted,
    Coverage,
    Glance,
    Link,
    Mark,
    Members,
    Reach,
)
from unlisted.model.exposures import Answer, Answered, Change, Exposure, Proof, Visibility
from unlisted.model.outcomes import Hop, LedgerEntry, Outcome, Reason, State
from unlisted.model.person import Fact, Kind, Person, Platform, Situation, Told
from unlisted.model.sightings import LIKELY, STRONG, How, Intent, SeenFact, Sighting, What
from unlisted.model.steps import Alerts, Step, StepKind, StepMark, StepNote, StepState

__all__ = [
    "LIKELY",
    "MOST_MEMBERS",
    "SEPARATOR",
    "STRONG",
    "Alerts",
    "Answer",
    "Answered",
    "Batch",
    "Change",
    "Counted",
    "Coverage",
    "Exposure",
    "Fact",
    "Glance",
    "Hop",
    "How",
    "Intent",
    "Kind",
    "LedgerEntry",
    "Link",
    "Mark",
    "Members",
    "Outcome",
    "Person",
    "Platform",
    "Proof",
    "Reach",
    "Reason",
    "SeenFact",
    "Sighting",
    "Situation",
    "State",
    "Step",
    "StepKind",
    "StepMark",
    "StepNote",
    "StepState",
    "Told",
    "Visibility",
    "What",
]
