"""Legal bases: which article gives what, to whom, against whom, how long an answer may take, who is next to ask.

No statement without its article. None of this has been checked by a lawyer, and every door that shows it says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated

from unlisted.knowledge.basics import Country, Range, Slug, Source, Status, Text, When, best
from unlisted.knowledge.errors import MissingSource


class LawArea(StrEnum):
    """What a law is about."""

    DATA = "data-protection"
    CRIMINAL = "criminal"
    CIVIL = "civil"
    PLATFORM = "platform"
    COPYRIGHT = "copyright"
    INTIMATE_IMAGES = "intimate-images"
    REGISTER = "register"
    MEDIA = "media"


class Unit(StrEnum):
    """Of a term."""

    HOURS = "hours"
    DAYS = "days"
    WORKING_DAYS = "working-days"
    MONTHS = "months"


class Starts(StrEnum):
    """From when a term runs."""

    RECEIPT = "receipt"  # the other side has the request
    LEARNING = "learning"  # she knows of the act
    LEARNING_SUSPECT = "learning-suspect"  # she knows of the act and of who did it
    EVENT = "event"  # it happened
    DECISION = "decision"  # she was told the decision


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """So many hours, days or months from something."""

    number: Annotated[int, Range(low=1, high=999)]
    unit: Unit
    starts: Starts


class Force(StrEnum):
    """Whether it applies."""

    IN_FORCE = "in-force"
    FROM = "from"  # from the day in `since`
    CHECK = "check-status"  # announced, or not confirmed: ask before relying on it


@dataclass(frozen=True, slots=True, kw_only=True)
class Law:
    """One article and what a person can do with it.

    `deadline` is how long the other side has to answer, `extension` how much it may add; `limit` is how long she has to
    act. `escalation` are channels to turn to next. `since` is the day from which it applies.
    """

    id: Slug
    country: Country
    area: LawArea
    name: Text
    article: str
    gives: Text
    who: Text
    against: Text
    force: Force
    sources: tuple[Source, ...] = field(metadata={"missing": MissingSource})
    region: str | None = None  # of a country: US-CA, BA-SRP (ISO 3166-2)
    since: When | None = None
    deadline: Term | None = None
    extension: Term | None = None
    limit: Term | None = None
    escalation: tuple[Slug, ...] = ()
    note: Text | None = None
    hers: bool = field(default=False, metadata={"set_by_loader": True})

    @property
    def verified(self) -> Status:
        return best(self.sources)

    def contradictions(self) -> Iterator[str]:
        if self.force is Force.FROM and self.since is None:
            yield "since"
        if self.extension and not self.deadline:
            yield "extension"
