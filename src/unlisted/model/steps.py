"""What to do: one step, whom it may alert, where she stands with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
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
    """Where she stands with a step. The last two are never marked by her: only a later look can tell them."""

    TO_DO = "to-do"
    DONE = "done"
    COULD_NOT = "could-not"
    ASKED = "asked"  # she asked somebody who has to answer
    WAITING = "waiting"  # they have said that they have it
    NOT_VISIBLE = "not-visible"  # the last look covered the places and did not see her
    VISIBLE_AGAIN = "visible-again"  # seen after she was done, and after the time it usually takes


class StepNote(StrEnum):
    """What must be said of a step beside its state, each in one sentence."""

    STILL_VISIBLE = "still-visible"  # seen after she was done or had asked, while it may still take its time
    OVERDUE = "overdue"  # the time to answer has ended
    ASSUMED = "assumed"  # that the last day moves on over a weekend or a holiday was not read for this law
    NO_HOUR = "no-hour"  # the term is counted in hours, and the hour is not known
    NO_LAW = "no-law"  # the law she named is not in the knowledge
    NO_SUSPECT = "no-suspect"  # the term runs from learning of act and suspect, and one of the days is missing
    NOT_ME = "not-me"  # she set the places aside as somebody else
    FACT_REMOVED = "fact-removed"  # a fact that was seen there is no longer among hers


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing to do. `item` is the id of the entry that carries its words, link, source and date.

    `why` are exposure ids, facts or situations that called for it (closed words, shown by the doors);
    `minutes` of effort; `impact` 1 to 5; `discloses` the kinds of fact it makes her give away, `demands` what else it
    asks for (words of `knowledge.Demand`), `demands_known` whether anybody wrote that down. `place` is the broker
    entry whose way out it is; `days` how long that usually takes. `looked` is the day of the look that told a state.
    `due` is the last day for an answer, `due_at` the hour where the term is one of hours, `extended` the last day if
    they add what they may, `limit` the last day on which she herself can act.
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
    demands: tuple[str, ...] = ()
    demands_known: bool = True
    place: str | None = None
    days: int | None = None
    asked: date | None = None
    law: str | None = None
    looked: date | None = None
    due_at: datetime | None = None
    extended: date | None = None
    limit: date | None = None
    notes: tuple[StepNote, ...] = ()

    @property
    def asks(self) -> bool:
        """Whether somebody is asked, and has to answer: it is to close the places that it is about."""
        return self.kind in (StepKind.OPT_OUT, StepKind.LETTER, StepKind.REPORT)

    @property
    def is_open(self) -> bool:
        """Whether there is something for her to do: now, again, or because nobody answered in time."""
        return self.state in (StepState.TO_DO, StepState.VISIBLE_AGAIN) or StepNote.OVERDUE in self.notes


@dataclass(frozen=True, slots=True, kw_only=True)
class StepMark:
    """What she said of a step, and when (`at`); when she asked somebody, and under which law.

    `asked_at` is the hour, with its zone, where a term of hours runs. `learned` and `suspect` are the days on which she
    learned of an act, and of who did it.
    """

    state: StepState
    at: datetime
    asked: date | None = None
    law: str | None = None
    asked_at: datetime | None = None
    learned: date | None = None
    suspect: date | None = None
