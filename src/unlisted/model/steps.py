"""What to do: one step, whom it may alert, where she stands with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from unlisted.model.person import Kind


class Alerts(StrEnum):
    """Whom a step may alert."""

    NOBODY = "nobody"
    SITE = "site"
    GROUP = "group"
    HOUSEHOLD = "household"
    ACCOUNT_HOLDER = "account-holder"


class StepKind(StrEnum):
    """What sort of thing a step is."""

    CHECKLIST = "checklist"
    OPT_OUT = "opt-out"
    SETTING = "setting"
    LETTER = "letter"
    REPORT = "report"


class StepState(StrEnum):
    """Where she stands with a step."""

    TO_DO = "to-do"
    DONE = "done"
    COULD_NOT = "could-not"
    ASKED = "asked"  # she asked somebody who has to answer
    WAITING = "waiting"  # they have said that they have it


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing to do. `item` is the id of the knowledge entry that carries its words, link, source and date.

    `why` are exposure ids, facts or situations that called for it (closed words, shown by the doors);
    `minutes` of effort; `impact` 1 to 5; `discloses` the kinds of fact it makes her give away.
    """

    id: str
    item: str
    kind: StepKind
    why: tuple[str, ...]
    minutes: int
    impact: int
    discloses: tuple[Kind, ...]
    alerts: tuple[Alerts, ...]
    state: StepState = StepState.TO_DO
    due: date | None = None
