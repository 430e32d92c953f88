"""What is kept about the person, in typed questions and answers; the only place that speaks SQL.

Everything happens in memory. Nothing is on the disk before `Vault.save`.
"""
# ruff: noqa: S608 - what is put together in a query is our own column names

from __future__ import annotations

import contextlib
import itertools
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date, datetime

from unlisted.model import (
    Answer,
    Answered,
    Change,
    Counted,
    Exposure,
    Fact,
    Kind,
    LedgerEntry,
    Members,
    Outcome,
    Person,
    Proof,
    Situation,
    StepMark,
)
from unlisted.vault.errors import FactIdTaken, RelativeUnknown, VaultDamaged
from unlisted.vault.rows import (
    EXPOSURE,
    FACT,
    LEDGER,
    MEMBERS,
    OUTCOME,
    PERSON,
    PROOF,
    STEP,
    Edit,
    FactEdit,
    Round,
    Row,
    Trace,
    answered_of,
    before_text,
    exposure_of,
    exposure_row,
    fact_of,
    fact_row,
    ledger_of,
    ledger_row,
    members_of,
    members_row,
    outcome_of,
    outcome_row,
    packed,
    person_of,
    person_row,
    proof_of,
    proof_row,
    seen_text,
    step_of,
    step_row,
    trace_of,
    unpacked,
)

_COLUMNS = EXPOSURE.split(", ")
_PUT_EXPOSURE = (
    f"INSERT INTO exposure ({EXPOSURE}) VALUES ({', '.join('?' * len(_COLUMNS))}) ON CONFLICT (id) DO UPDATE SET "
) + ", ".join(f"{column} = excluded.{column}" for column in _COLUMNS[1:])


class Store:
    """One person's facts, exposures, rounds and steps. `clock` tells the time, with a zone.

    Every method either does all it says or nothing. Reading raises `VaultDamaged` if what is kept is not what this
    program writes.
    """

    def __init__(self, database: sqlite3.Connection, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    # --- the person ---

    def person(self) -> Person:
        """Whom the vault is about."""
        with self._reading():
            return person_of(self._one(f"SELECT {PERSON} FROM person"))

    def set_person(self, person: Person) -> None:
        """Say whom the vault is about."""
        with self._database as database:
            values = (1, *person_row(person))
            database.execute(f"INSERT OR REPLACE INTO person (one, {PERSON}) VALUES (?, ?, ?, ?, ?, ?)", values)

    def situation(self) -> tuple[Situation, ...]:
        """What is going on, what weighs most first; empty if she was not asked."""
        with self._reading():
            return tuple(Situation(row[0]) for row in self._all("SELECT situation FROM situation ORDER BY position"))

    def answers(self) -> dict[str, str]:
        """Her answers to the first questions: question id to answer id, both closed words of the doors."""
        with self._reading():
            return dict(self._all("SELECT question, answer FROM answer"))

    def set_situation(self, situation: Iterable[Situation], answers: Mapping[str, str] | None = None) -> None:
        """Keep what is going on in place of what was kept; `answers` too, if given."""
        with self._database as database:
            database.execute("DELETE FROM situation")
            rows = list(enumerate(dict.fromkeys(situation)))
            database.executemany("INSERT INTO situation VALUES (?, ?)", rows)
            if answers is not None:
                database.execute("DELETE FROM answer")
                database.executemany("INSERT INTO answer VALUES (?, ?)", list(answers.items()))

    # --- facts ---

    def facts(self) -> tuple[Fact, ...]:
        """All facts, in the order in which they were added."""
        with self._reading():
            return tuple(fact_of(row) for row in self._all(f"SELECT {FACT} FROM fact ORDER BY position"))

    def add_facts(self, facts: Iterable[Fact]) -> None:
        """Add all of them, or none. Raises `FactIdTaken`, `RelativeUnknown`.

        What was seen of an earlier fact with the same id is let go: it may have had another value.
        """
        adding = tuple(facts)
        kinds = {fact.id: fact.kind for fact in self.facts()}
        for fact in adding:
            if fact.id in kinds:
                raise FactIdTaken(id=fact.id)
            kinds[fact.id] = fact.kind
        for fact in adding:
            if fact.of is not None and kinds.get(fact.of) is not Kind.RELATIVE:
                raise RelativeUnknown(id=fact.of)
        at, used = self._now(), {edit.fact for edit in self.fact_edits() if edit.edit is Edit.REMOVED}
        stale = used.intersection(fact.id for fact in adding)
        with self._database as database:
            if stale:
                self._let_go(stale)
            database.executemany(f"INSERT INTO fact ({FACT}) VALUES ({', '.join('?' * 11)})", map(fact_row, adding))
            self._journal((at, Edit.ADDED, fact.id, fact.kind) for fact in adding)

    def _let_go(self, fact_ids: Collection[str]) -> None:
        """Exposures without these facts; those that showed nothing else go."""
        for exposure in self.exposures():
            left = tuple(seen for seen in exposure.facts if seen.fact not in fact_ids)
            if not left and exposure.facts:
                self._database.execute("DELETE FROM exposure WHERE id = ?", (exposure.id,))
            elif left != exposure.facts:
                row = (seen_text(left), max(seen.strength for seen in left), exposure.id)
                self._database.execute("UPDATE exposure SET facts = ?, strength = ? WHERE id = ?", row)

    def remove_fact(self, fact_id: str) -> tuple[str, ...]:
        """Remove a fact, and those that are of it; returns the ids that went, none if there was no such fact.

        Exposures keep naming it by its id. Backups still hold it: see `Vault.backups_with_fact`.
        """
        facts = self.facts()
        ids = {fact.id for fact in facts} & {fact_id}
        while more := {fact.id for fact in facts if fact.of in ids} - ids:  # a relative's relative
            ids |= more
        going = [fact for fact in facts if fact.id in ids]
        at = self._now()
        with self._database as database:
            database.execute("DELETE FROM fact WHERE id = ?", (fact_id,))
            self._journal((at, Edit.REMOVED, fact.id, fact.kind) for fact in going)
        return tuple(fact.id for fact in going)

    def set_important(self, fact_ids: Iterable[str], *, important: bool) -> None:
        """Say that these facts matter most, or no longer."""
        with self._database as database:
            rows = [(important, fact_id) for fact_id in fact_ids]
            database.executemany("UPDATE fact SET important = ? WHERE id = ?", rows)

    def fact_edits(self) -> tuple[FactEdit, ...]:
        """Which facts were added and removed when, oldest first."""
        with self._reading():
            return tuple(
                FactEdit(at=datetime.fromisoformat(at), edit=Edit(edit), fact=fact, kind=Kind(kind))
                for at, edit, fact, kind in self._all("SELECT at, edit, fact, kind FROM fact_edit ORDER BY position")
            )

    # --- where to look ---

    def targets(self) -> tuple[str, ...]:
        """The files, folders and addresses she set up to be looked at again, in the order in which she added them."""
        with self._reading():
            return tuple(unpacked(row[0]) for row in self._all("SELECT target FROM target ORDER BY position"))

    def add_target(self, target: str) -> bool:
        """Whether it was new."""
        with self._database as database:
            done = database.execute(
                "INSERT INTO target (target, added) VALUES (?, ?) ON CONFLICT DO NOTHING", (packed(target), self._now())
            )
        return done.rowcount > 0

    def remove_target(self, target: str) -> bool:
        """Whether it was there."""
        with self._database as database:
            return database.execute("DELETE FROM target WHERE target = ?", (packed(target),)).rowcount > 0

    # --- what was seen ---

    def exposures(self) -> tuple[Exposure, ...]:
        """All exposures, in the order in which they were first put."""
        with self._reading():
            members, rows = self.members(), self._all(f"SELECT {EXPOSURE} FROM exposure ORDER BY ref")
            return tuple(exposure_of(row, members) for row in rows)

    def exposure(self, exposure_id: str) -> Exposure | None:
        """One exposure."""
        with self._reading():
            rows = self._all(f"SELECT {EXPOSURE} FROM exposure WHERE id = ?", exposure_id)
            return exposure_of(rows[0], self.members()) if rows else None

    def put_exposures(self, exposures: Iterable[Exposure]) -> None:
        """Add exposures, or put them in the place of those with the same id. Their members: see `put_members`."""
        with self._database as database:
            database.executemany(_PUT_EXPOSURE, map(exposure_row, exposures))

    def remove_exposure(self, exposure_id: str) -> bool:
        """Whether it was there. For what she recorded by hand and wants gone; a namesake is state `not-me` instead."""
        with self._database as database:
            return database.execute("DELETE FROM exposure WHERE id = ?", (exposure_id,)).rowcount > 0

    def members(self) -> dict[str, Members]:
        """How many members groups and channels have, by the keyed hash that exposures have as `within`."""
        with self._reading():
            return {row[0]: members_of(row) for row in self._all(f"SELECT {MEMBERS} FROM members ORDER BY container")}

    def put_members(self, members: Mapping[str, Members]) -> None:
        """Keep these numbers. What she says always counts; what a preview showed only where nothing newer is kept."""
        kept = self.members()
        rows = [
            members_row(container, one)
            for container, one in members.items()
            if one.by is Counted.SAID or container not in kept or kept[container].on < one.on
        ]
        with self._database as database:
            database.executemany(f"INSERT OR REPLACE INTO members ({MEMBERS}) VALUES (?, ?, ?, ?)", rows)

    def remove_members(self, containers: Iterable[str]) -> None:
        """Keep no number for these."""
        with self._database as database:
            database.executemany("DELETE FROM members WHERE container = ?", ((one,) for one in containers))

    def add_round(
        self,
        started: datetime,
        finished: datetime,
        outcomes: Iterable[Outcome],
        changes: Mapping[str, Change],
        before: Mapping[str, Exposure] | None = None,
    ) -> int:
        """Keep a round and return its number. `changes` are by exposure id; those exposures must be put already.

        `before` are those of them that showed something else before the round, as they were then.
        """
        earlier = before or {}
        with self._database as database:
            times = (started.isoformat(), finished.isoformat())
            number = database.execute("INSERT INTO round (started, finished) VALUES (?, ?)", times).lastrowid or 0
            rows = ((number, position, *outcome_row(outcome)) for position, outcome in enumerate(outcomes))
            database.executemany(
                f"INSERT INTO outcome (round, position, {OUTCOME}) VALUES ({', '.join('?' * 14)})", rows
            )
            database.executemany(
                "INSERT INTO change SELECT ?, ref, ?, last_looked, ? FROM exposure WHERE id = ?",
                ((number, change, before_text(earlier.get(one)), one) for one, change in changes.items()),
            )
        return number

    def rounds(self) -> tuple[Round, ...]:
        """All rounds with their outcomes, oldest first."""
        with self._reading():
            outcomes: dict[int, list[Outcome]] = {}
            for number, *row in self._all(f"SELECT round, {OUTCOME} FROM outcome ORDER BY round, position"):
                outcomes.setdefault(number, []).append(outcome_of(tuple(row)))
            return tuple(
                Round(
                    id=number,
                    started=datetime.fromisoformat(started),
                    finished=datetime.fromisoformat(finished),
                    outcomes=tuple(outcomes.get(number, ())),
                )
                for number, started, finished in self._all("SELECT id, started, finished FROM round ORDER BY id")
            )

    def changes(self, round_id: int) -> dict[str, Change]:
        """What a round told about each exposure, by exposure id."""
        with self._reading():
            rows = self._all(
                "SELECT id, change FROM change JOIN exposure ON ref = exposure WHERE round = ? ORDER BY ref", round_id
            )
            return {exposure: Change(change) for exposure, change in rows}

    def traces(self) -> tuple[Trace, ...]:
        """What every round told about every exposure, the oldest round first."""
        with self._reading():
            return tuple(
                trace_of(row)
                for row in self._all(
                    "SELECT round, id, change, looked, before FROM change JOIN exposure ON ref = exposure "
                    "ORDER BY round, ref"
                )
            )

    # --- what to do ---

    def steps(self) -> dict[str, StepMark]:
        """Where she stands with each step she has touched, by step id."""
        with self._reading():
            return {row[0]: step_of(row) for row in self._all(f"SELECT {STEP} FROM step")}

    def set_step(self, step_id: str, mark: StepMark) -> None:
        """Mark a step. What she had said of it before is kept beside."""
        with self._database as database:
            database.execute(f"INSERT INTO step_before ({STEP}) SELECT {STEP} FROM step WHERE id = ?", (step_id,))
            query = f"INSERT OR REPLACE INTO step ({STEP}) VALUES ({', '.join('?' * 8)})"
            database.execute(query, step_row(step_id, mark))

    def steps_before(self, step_id: str) -> tuple[StepMark, ...]:
        """What she had said of a step before what she says now, oldest first."""
        with self._reading():
            rows = self._all(f"SELECT {STEP} FROM step_before WHERE id = ? ORDER BY position", step_id)
            return tuple(map(step_of, rows))

    def returned(self) -> dict[str, datetime]:
        """When a round last saw again what an earlier one had not, by exposure id."""
        with self._reading():
            rows = self._all(
                "SELECT exposure.id, max(finished) FROM change JOIN exposure ON ref = exposure "
                "JOIN round ON round.id = round WHERE change = ? GROUP BY exposure.id",
                Change.BACK,
            )
            return {exposure: datetime.fromisoformat(finished) for exposure, finished in rows}

    def paused(self) -> date | None:
        """Until when she wants to hear nothing of looking again: a day, `date.max` for until she says so, or None."""
        with self._reading():
            rows = self._all("SELECT value FROM meta WHERE name = 'rechecks-paused'")
            return date.fromisoformat(rows[0][0]) if rows else None

    def pause(self, until: date | None) -> None:
        """Rest from looking again until that day; None: go on."""
        with self._database as database:
            database.execute("DELETE FROM meta WHERE name = 'rechecks-paused'")
            if until is not None:
                database.execute("INSERT INTO meta VALUES ('rechecks-paused', ?)", (until.isoformat(),))

    # --- places that publish people ---

    def answered(self) -> tuple[Answered, ...]:
        """Everything she said of such places, oldest first."""
        with self._reading():
            return tuple(map(answered_of, self._all("SELECT place, at, answer FROM answered ORDER BY position")))

    def answer(self, place: str, answer: Answer, at: datetime | None = None) -> None:
        """Keep what she says of a place, now or as of `at`."""
        with self._database as database:
            row = (place, (at or self._clock()).isoformat(), answer)
            database.execute("INSERT INTO answered (place, at, answer) VALUES (?, ?, ?)", row)

    def take_back(self, place: str) -> None:
        """Forget that she asked a place, if that is the last she said of it."""
        said = [one.answer for one in self.answered() if one.place == place]
        asking = (Answer.ASKED, Answer.WAITING)
        more = len(list(itertools.takewhile(lambda answer: answer in asking, reversed(said))))
        with self._database as database:
            database.execute(
                "DELETE FROM answered WHERE position IN "
                "(SELECT position FROM answered WHERE place = ? ORDER BY position DESC LIMIT ?)",
                (place, more),
            )

    # --- usernames and addresses that are hers ---

    def proofs(self) -> dict[str, Proof]:
        """What is known of her control of each username and address, by the id of its fact."""
        with self._reading():
            return {row[0]: proof_of(row) for row in self._all(f"SELECT {PROOF} FROM proof ORDER BY fact")}

    def put_proof(self, proof: Proof) -> None:
        """Keep it in the place of an earlier one for the same fact."""
        with self._database as database:
            database.execute(f"INSERT OR REPLACE INTO proof ({PROOF}) VALUES (?, ?, ?, ?, ?, ?)", proof_row(proof))

    def remove_proof(self, fact_id: str) -> bool:
        """Whether there was one."""
        with self._database as database:
            return database.execute("DELETE FROM proof WHERE fact = ?", (fact_id,)).rowcount > 0

    # --- the network ---

    def record(self, entry: LedgerEntry) -> None:
        """Write one request down in the ledger."""
        with self._database as database:
            query = f"INSERT INTO request ({LEDGER}) VALUES ({', '.join('?' * 12)})"
            database.execute(query, ledger_row(entry))

    def ledger(self) -> tuple[LedgerEntry, ...]:
        """Every request that went on the network, oldest first."""
        with self._reading():
            return tuple(map(ledger_of, self._all(f"SELECT {LEDGER} FROM request ORDER BY position")))

    # --- inside ---

    def _now(self) -> str:
        return self._clock().isoformat(timespec="seconds")

    def _journal(self, edits: Iterable[tuple[str, Edit, str, Kind]]) -> None:
        self._database.executemany("INSERT INTO fact_edit (at, edit, fact, kind) VALUES (?, ?, ?, ?)", edits)

    def _all(self, query: str, *values: object) -> list[Row]:
        return self._database.execute(query, values).fetchall()

    def _one(self, query: str) -> Row:
        rows = self._all(query)
        if len(rows) != 1:
            raise ValueError
        return rows[0]

    @contextlib.contextmanager
    def _reading(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.DatabaseError, ValueError, TypeError, KeyError, IndexError):
            raise VaultDamaged(file="vault.age", backups=0) from None
