"""What a plan is made of: everything that is kept about her, as it stands in the vault. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from unlisted.model import Answered, Exposure, Fact, Person, Situation, StepMark


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """`marks` are what she said of steps, `answered` of places. `returned`: when a round saw again what one before had
    not, by exposure id. `resting`: she does not want to look again now.
    """

    person: Person
    facts: tuple[Fact, ...] = ()
    exposures: tuple[Exposure, ...] = ()
    situations: tuple[Situation, ...] = ()
    marks: Mapping[str, StepMark] = field(default_factory=dict)
    answered: tuple[Answered, ...] = ()
    returned: Mapping[str, datetime] = field(default_factory=dict)
    resting: bool = False
