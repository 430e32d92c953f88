"""What the vault keeps, as rows: the model's frozen data to SQLite values and back. Pure.

Enumerations are kept by value and times as ISO 8601. Reading raises `ValueError`, `TypeError` or `KeyError` on a row
that this program did not write.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any

from unlisted.model import (
    Answer,
    Answered,
    Change,
    Counted,
    Coverage,
    Exposure,
    Fact,
    Hop,
    How,
    Intent,
    Kind,
    LedgerEntry,
    Link,
    Members,
    Outcome,
    Person,
    Platform,
    Proof,
    Reach,
    Reason,
    SeenFact,
    State,
    StepMark,
    StepState,
    Told,
    Visibility,
    What,
)

Row = tuple[Any, ...]
_ENCODER = json.JSONEncoder(separators=(",", ":"))
PERSON = "country, lived_in, languages, region, platforms"
FACT = "id, kind, value, parts, public, relation, told, minor, of_fact, added, important"
EXPOSURE = (
    "id, source, target, locator, container, reach, facts, strength, state, first_seen, last_seen, last_looked, date, "
    "intent, what, by_hand, mine, number, reply_to, sender, link, matcher"
)
LEDGER = "plan, line, hop, control, at, method, host, path, status, bytes, reason, milliseconds"
PROOF = "fact, username, url, phrases, offered, proved"
STEP = "id, state, at, asked, law, asked_at, learned, suspect"
MEMBERS = "container, count, day, counted"
OUTCOME = "source, target, state, reason, numbers, read, unread, repaired, covers, matcher, typos, sought"


class Edit(StrEnum):
    """What was done to a fact."""

    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class FactEdit:
    """One line of the journal of fact edits: which fact, of which kind, when; never its value."""

    at: datetime
    edit: Edit
    fact: str
    kind: Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One dated pass of looking. Its outcomes carry coverage and counts; their sightings live on as exposures."""

    id: int
    started: datetime
    finished: datetime
    outcomes: tuple[Outcome, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What a place showed: which facts, to whom, and what the writer was doing."""

    facts: tuple[SeenFact, ...]
    reach: Reach
    intent: Intent


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """What one round told about one exposure.

    `looked`: up to when (in the world) the place was known after it; None in rounds of versions that did not keep it.
    `before`: what it showed before, if the round saw something else there.
    """

    round: int
    exposure: str
    change: Change
    looked: datetime | None
    before: Shown | None


def packed(text: str) -> str | bytes:
    """Text as SQLite takes it. A file name that is not Unicode has lone surrogates in it and is kept as bytes."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")
    return text


def unpacked(value: str | bytes) -> str:
    """The text that was `packed`."""
    return value.decode("utf-8", "surrogatepass") if isinstance(value, bytes) else value


def dumps(value: object) -> str:
    """JSON in ASCII, so that lone surrogates pass."""
    return _ENCODER.encode(value)


def person_row(person: Person) -> Row:
    """For the columns `PERSON`."""
    return person.country, dumps(person.lived_in), dumps(person.languages), person.region, dumps(person.platforms)


def person_of(row: Row) -> Person:
    """From the columns `PERSON`."""
    return Person(
        country=row[0],
        lived_in=tuple(json.loads(row[1])),
        languages=tuple(json.loads(row[2])),
        region=row[3],
        platforms=tuple(map(Platform, json.loads(row[4]))),
    )


def ledger_row(entry: LedgerEntry) -> Row:
    """For the columns `LEDGER`."""
    return (
        entry.plan, entry.line, entry.hop, entry.control, entry.at.isoformat(), entry.method, entry.host, entry.path,
        entry.status, entry.bytes, entry.reason, entry.milliseconds,
    )  # fmt: skip


def ledger_of(row: Row) -> LedgerEntry:
    """From the columns `LEDGER`."""
    return LedgerEntry(
        plan=row[0],
        line=row[1],
        hop=Hop(row[2]),
        control=bool(row[3]),
        at=datetime.fromisoformat(row[4]),
        method=row[5],
        host=row[6],
        path=row[7],
        status=row[8],
        bytes=row[9],
        reason=None if row[10] is None else Reason(row[10]),
        milliseconds=row[11],
    )


def answered_of(row: Row) -> Answered:
    """From the columns `place, at, answer`."""
    return Answered(place=row[0], at=datetime.fromisoformat(row[1]), answer=Answer(row[2]))


def fact_row(fact: Fact) -> Row:
    """For the columns `FACT`."""
    added = fact.added.isoformat() if fact.added else None
    parts = dumps(dict(fact.parts))
    return (
        fact.id, fact.kind, fact.value, parts, fact.public, fact.relation, fact.told, fact.minor, fact.of, added,
        fact.important,
    )  # fmt: skip


def fact_of(row: Row) -> Fact:
    """From the columns `FACT`."""
    identifier, kind, value, parts, public, relation, told, minor, of, added, important = row
    return Fact(
        id=identifier,
        kind=Kind(kind),
        value=value,
        parts=json.loads(parts),
        public=bool(public),
        relation=relation,
        told=Told(told) if told is not None else None,
        minor=bool(minor),
        of=of,
        added=date.fromisoformat(added) if added is not None else None,
        important=bool(important),
    )


def exposure_row(exposure: Exposure) -> Row:
    """For the columns `EXPOSURE`."""
    return (
        exposure.id,
        exposure.source,
        packed(exposure.target),
        exposure.locator,
        exposure.within,
        exposure.reach,
        seen_text(exposure.facts),
        exposure.strength,
        exposure.state,
        exposure.first_seen.isoformat(),
        exposure.last_seen.isoformat(),
        exposure.last_looked.isoformat(),
        exposure.date.isoformat() if exposure.date else None,
        exposure.intent,
        dumps(exposure.what),
        exposure.by_hand,
        exposure.mine,
        exposure.number,
        exposure.reply_to,
        exposure.sender,
        dumps([exposure.link.chat, exposure.link.message]) if exposure.link else None,
        exposure.matcher,
    )


def exposure_of(row: Row, members: Mapping[str, Members]) -> Exposure:
    """From the columns `EXPOSURE`, and how many members containers have."""
    return Exposure(
        id=row[0],
        source=row[1],
        target=unpacked(row[2]),
        locator=row[3],
        within=row[4],
        reach=Reach(row[5]),
        facts=_seen_of(row[6]),
        strength=row[7],
        state=Visibility(row[8]),
        first_seen=datetime.fromisoformat(row[9]),
        last_seen=datetime.fromisoformat(row[10]),
        last_looked=datetime.fromisoformat(row[11]),
        date=datetime.fromisoformat(row[12]) if row[12] is not None else None,
        intent=Intent(row[13]),
        what=_what_of(row[14]),
        by_hand=bool(row[15]),
        mine=bool(row[16]),
        number=row[17],
        reply_to=row[18],
        sender=row[19],
        link=_link_of(row[20]),
        members=members.get(row[4]),
        matcher=row[21],
    )


def members_row(container: str, members: Members) -> Row:
    """For the columns `MEMBERS`."""
    return container, members.count, members.on.isoformat(), members.by


def members_of(row: Row) -> Members:
    """From the columns `MEMBERS`, the container left out."""
    return Members(count=int(row[1]), on=date.fromisoformat(row[2]), by=Counted(row[3]))


def outcome_row(outcome: Outcome) -> Row:
    """For the columns `OUTCOME`."""
    return (
        outcome.source,
        packed(outcome.target),
        outcome.state,
        outcome.reason,
        dumps(dict(outcome.numbers)),
        dumps(dict(outcome.read)),
        dumps(dict(outcome.unread)),
        outcome.repaired,
        dumps([_cover(cover) for cover in outcome.covers]),
        outcome.matcher,
        outcome.typos,
        dumps(sorted(outcome.sought)) if outcome.sought is not None else None,
    )


def outcome_of(row: Row) -> Outcome:
    """From the columns `OUTCOME`; without sightings."""
    return Outcome(
        source=row[0],
        target=unpacked(row[1]),
        state=State(row[2]),
        reason=Reason(row[3]) if row[3] is not None else None,
        numbers=json.loads(row[4]),
        read=json.loads(row[5]),
        unread=json.loads(row[6]),
        repaired=row[7],
        covers=tuple(_coverage(cover) for cover in json.loads(row[8])),
        matcher=row[9],
        typos=bool(row[10]),
        sought=frozenset(json.loads(row[11])) if row[11] is not None else None,
    )


def before_text(exposure: Exposure | None) -> str | None:
    """What a place showed, for the column `before`."""
    return dumps([seen_text(exposure.facts), exposure.reach, exposure.intent]) if exposure else None


def trace_of(row: Row) -> Trace:
    """From a round, an exposure's id, and the columns `change, looked, before`."""
    number, exposure, change, looked, before = row
    shown = json.loads(before) if before is not None else None
    return Trace(
        round=number,
        exposure=exposure,
        change=Change(change),
        looked=datetime.fromisoformat(looked) if looked is not None else None,
        before=Shown(facts=_seen_of(shown[0]), reach=Reach(shown[1]), intent=Intent(shown[2])) if shown else None,
    )


# A hundred thousand exposures say the same few things about the same few facts.


@lru_cache(maxsize=4096)
def seen_text(facts: tuple[SeenFact, ...]) -> str:
    """What was seen in one place, for the column `facts`."""
    return dumps([(seen.fact, seen.kind, seen.parts, seen.how, seen.strength) for seen in facts])


@lru_cache(maxsize=4096)
def _seen_of(text: str) -> tuple[SeenFact, ...]:
    return tuple(
        SeenFact(fact=fact, kind=Kind(kind), parts=tuple(parts), how=How(how), strength=strength)
        for fact, kind, parts, how, strength in json.loads(text)
    )


@lru_cache(maxsize=4096)
def _what_of(text: str) -> tuple[What, ...]:
    return tuple(What(what) for what in json.loads(text))


def _link_of(text: str | None) -> Link | None:
    if text is None:
        return None
    chat, message = json.loads(text)
    return Link(chat=int(chat), message=int(message))


def _cover(cover: Coverage) -> tuple[str, int | None, int | None, str | None]:
    return cover.within, cover.first, cover.last, cover.snapshot.isoformat() if cover.snapshot else None


def _coverage(stored: Iterable[Any]) -> Coverage:
    within, first, last, snapshot = stored
    at = datetime.fromisoformat(snapshot) if snapshot is not None else None
    return Coverage(within=within, first=first, last=last, snapshot=at)


def proof_row(proof: Proof) -> Row:
    """A proof of control as a row of `proof`."""
    return (
        proof.fact, proof.username, proof.url, _ENCODER.encode(proof.phrases), proof.offered.isoformat(),
        proof.proved.isoformat() if proof.proved else None,
    )  # fmt: skip


def proof_of(row: Row) -> Proof:
    """A row of `proof` as a proof of control."""
    fact, username, url, phrases, offered, proved = row
    return Proof(
        fact=fact,
        username=username,
        url=url,
        phrases=tuple(json.loads(phrases)),
        offered=datetime.fromisoformat(offered),
        proved=datetime.fromisoformat(proved) if proved else None,
    )


def step_row(step_id: str, mark: StepMark) -> Row:
    """For the columns `STEP`."""
    days = (day.isoformat() if day else None for day in (mark.asked_at, mark.learned, mark.suspect))
    asked = mark.asked.isoformat() if mark.asked else None
    return (step_id, mark.state, mark.at.isoformat(), asked, mark.law, *days)


def step_of(row: Row) -> StepMark:
    """From the columns `STEP`, the id left out."""
    return StepMark(
        state=StepState(row[1]),
        at=datetime.fromisoformat(row[2]),
        asked=date.fromisoformat(row[3]) if row[3] else None,
        law=row[4],
        asked_at=datetime.fromisoformat(row[5]) if row[5] else None,
        learned=date.fromisoformat(row[6]) if row[6] else None,
        suspect=date.fromisoformat(row[7]) if row[7] else None,
    )
