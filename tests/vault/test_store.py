"""What is put into a vault comes out of it as it was."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from unlisted.model import (
    Answer,
    Change,
    Counted,
    Coverage,
    Exposure,
    Fact,
    How,
    Intent,
    Kind,
    Link,
    Members,
    Outcome,
    Person,
    Reach,
    Reason,
    SeenFact,
    Situation,
    State,
    StepMark,
    StepState,
    Told,
    Visibility,
    What,
)
from unlisted.vault import Edit, Store, Vault
from unlisted.vault.errors import FactIdTaken, RelativeUnknown
from unlisted.vault.rows import Shown, Trace
from unlisted.vault.schema import connect

from .people import HOME, NAME, PERSON, THEN, exposure

text = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
anything = st.text(max_size=40)  # a file name may hold lone surrogates
times = st.datetimes(
    datetime(1990, 1, 1),  # noqa: DTZ001
    datetime(2100, 1, 1),  # noqa: DTZ001
    timezones=st.sampled_from([UTC, timezone(timedelta(hours=2))]),
)
counts = st.dictionaries(st.sampled_from(["messages", "bytes", "pictures"]), st.integers(0, 2**60))
coverages = st.builds(
    Coverage,
    within=text,
    first=st.none() | st.integers(0, 2**60),
    last=st.none() | st.integers(0, 2**60),
    snapshot=st.none() | times,
)
strengths = st.floats(0, 1)
seen = st.builds(
    SeenFact,
    fact=text,
    kind=st.sampled_from(Kind),
    parts=st.lists(text, max_size=3).map(tuple),
    how=st.sampled_from(How),
    strength=strengths,
)
exposures = st.builds(
    Exposure,
    id=text,
    source=text,
    target=anything,
    locator=text,
    within=text,
    reach=st.sampled_from(Reach),
    facts=st.lists(seen, max_size=3).map(tuple),
    strength=strengths,
    state=st.sampled_from(Visibility),
    first_seen=times,
    last_seen=times,
    last_looked=times,
    date=st.none() | times,
    intent=st.sampled_from(Intent),
    what=st.lists(st.sampled_from(What), max_size=3).map(tuple),
    by_hand=st.booleans(),
    number=st.none() | st.integers(-(1 << 63), (1 << 63) - 1),
    reply_to=st.none() | st.integers(0, 1 << 40),
    sender=st.just("") | text,
    link=st.none() | st.builds(Link, chat=st.integers(0, 1 << 50), message=st.integers(0, 1 << 50)),
    matcher=st.integers(0, 99),
)
outcomes = st.builds(
    Outcome,
    source=text,
    target=anything,
    state=st.sampled_from(State),
    reason=st.none() | st.sampled_from(Reason),
    numbers=counts,
    read=counts,
    unread=counts,
    repaired=st.integers(0, 1000),
    sightings=st.just(()),
    covers=st.lists(coverages, max_size=3).map(tuple),
    matcher=st.integers(0, 99),
    typos=st.booleans(),
    sought=st.none() | st.frozensets(text, max_size=3),
)
facts = st.builds(
    Fact,
    id=text,
    kind=st.sampled_from(Kind),
    value=text,
    parts=st.dictionaries(text, text, max_size=4),
    public=st.booleans(),
    relation=st.none() | text,
    told=st.none() | st.sampled_from(Told),
    minor=st.booleans(),
    of=st.none(),
    added=st.none() | st.dates(date(1990, 1, 1)),
)
one_vault = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)


def kept(vault: Vault, read: Callable[[Store], Any]) -> Any:
    """What the store of the same vault answers after its bytes went through a save."""
    with contextlib.closing(connect(vault._database.serialize())) as database:
        return read(Store(database, lambda: THEN))


def emptied(vault: Vault, table: str) -> None:
    with vault._database as database:
        database.execute(f"DELETE FROM {table}")  # noqa: S608


@one_vault
@given(st.lists(facts, unique_by=lambda fact: fact.id, max_size=4))
def test_facts_come_back(vault: Vault, some: list[Fact]) -> None:
    emptied(vault, "fact")
    vault.store.add_facts(some)
    back = kept(vault, Store.facts)
    assert back == tuple(some)
    assert [list(fact.parts) for fact in back] == [list(fact.parts) for fact in some]  # their order too


@one_vault
@given(st.lists(exposures, unique_by=lambda one: one.id, max_size=4))
def test_exposures_come_back(vault: Vault, some: list[Exposure]) -> None:
    emptied(vault, "exposure")
    vault.store.put_exposures(some)
    assert kept(vault, Store.exposures) == tuple(some)
    for one in some:
        assert vault.store.exposure(one.id) == one


@one_vault
@given(times, times, st.lists(outcomes, max_size=3))
def test_rounds_come_back(vault: Vault, started: datetime, finished: datetime, some: list[Outcome]) -> None:
    emptied(vault, "round")
    number = vault.store.add_round(started, finished, some, {})
    (back,) = kept(vault, Store.rounds)
    assert (back.id, back.started, back.finished, back.outcomes) == (number, started, finished, tuple(some))


@one_vault
@given(st.lists(anything, max_size=5))
def test_targets_come_back_once(vault: Vault, some: list[str]) -> None:
    emptied(vault, "target")
    new = [vault.store.add_target(target) for target in some]
    assert kept(vault, Store.targets) == tuple(dict.fromkeys(some))
    assert sum(new) == len(set(some))
    for target in set(some):
        assert vault.store.remove_target(target)
        assert not vault.store.remove_target(target)
    assert vault.store.targets() == ()


# --- facts ---


FATHER = Fact(
    id="father", kind=Kind.RELATIVE, value="Dragan Jovanović", parts={}, relation="father", told=Told.NOT_SAFE
)
HIS_HOME = Fact(id="address-1", kind=Kind.ADDRESS, value="Sutjeska 4, 21000 Novi Sad", parts={}, of="father")


def test_a_relatives_fact_may_come_before_him(vault: Vault) -> None:
    vault.store.add_facts([HIS_HOME, FATHER])
    assert vault.store.facts() == (HIS_HOME, FATHER)


def test_a_relative_goes_with_what_is_his(vault: Vault) -> None:
    uncle = Fact(id="uncle", kind=Kind.RELATIVE, value="Mirko Jovanović", parts={}, of="father")
    his = Fact(id="phone-1", kind=Kind.PHONE, value="+381 60 0000000", parts={}, of="uncle")
    vault.store.add_facts([FATHER, HIS_HOME, HOME, uncle, his])
    assert vault.store.remove_fact("father") == ("father", "address-1", "uncle", "phone-1")
    assert vault.store.facts() == (HOME,)
    assert vault.store.remove_fact("father") == ()


@pytest.mark.parametrize(
    ("adding", "error"),
    [
        ([NAME, HOME], FactIdTaken),
        ([NAME, NAME], FactIdTaken),
        ([NAME, HIS_HOME], RelativeUnknown),
        ([NAME, replace(HIS_HOME, of="home")], RelativeUnknown),
        ([replace(FATHER, id="name-2", kind=Kind.NAME), replace(HIS_HOME, of="name-2")], RelativeUnknown),
    ],
)
def test_all_facts_are_added_or_none(vault: Vault, adding: list[Fact], error: type[Exception]) -> None:
    vault.store.add_facts([HOME])
    edits = vault.store.fact_edits()
    with pytest.raises(error):
        vault.store.add_facts(adding)
    assert vault.store.facts() == (HOME,)
    assert vault.store.fact_edits() == edits


def test_the_journal_says_which_and_when_and_never_what(vault: Vault) -> None:
    vault.store.add_facts([HOME])
    vault.store.remove_fact("home")
    added, removed = vault.store.fact_edits()
    assert (added.edit, added.fact, added.kind) == (Edit.ADDED, "home", Kind.ADDRESS)
    assert (removed.edit, removed.fact, removed.kind) == (Edit.REMOVED, "home", Kind.ADDRESS)
    assert added.at <= removed.at
    assert added.at.tzinfo is not None
    assert b"Lazara" not in vault._database.serialize()


def test_an_exposure_outlives_its_fact(vault: Vault) -> None:
    vault.store.add_facts([HOME])
    vault.store.put_exposures([exposure(1)])
    vault.store.remove_fact("home")
    assert vault.store.exposures() == (exposure(1),)


# --- exposures and rounds ---


def test_putting_again_replaces_in_place(vault: Vault) -> None:
    vault.store.put_exposures([exposure(1), exposure(2)])
    not_me = exposure(1, state=Visibility.NOT_ME, facts=(), what=())
    vault.store.put_exposures([not_me, exposure(3)])
    assert vault.store.exposures() == (not_me, exposure(2), exposure(3))


def test_a_round_tells_what_changed(vault: Vault) -> None:
    vault.store.put_exposures([exposure(1), exposure(2)])
    first = vault.store.add_round(THEN, THEN, [], {exposure(1).id: Change.NEW, exposure(2).id: Change.NEW})
    vault.store.put_exposures([exposure(1, state=Visibility.NOT_VISIBLE)])
    second = vault.store.add_round(THEN, THEN, [], {exposure(2).id: Change.UNCHANGED, exposure(1).id: Change.GONE})
    assert [one.id for one in vault.store.rounds()] == [first, second]
    assert vault.store.changes(first) == {exposure(1).id: Change.NEW, exposure(2).id: Change.NEW}
    assert vault.store.changes(second) == {exposure(1).id: Change.GONE, exposure(2).id: Change.UNCHANGED}
    assert vault.store.changes(99) == {}


def test_a_round_keeps_what_a_place_showed_before_it(vault: Vault) -> None:
    was, now = exposure(1), exposure(1, facts=(), what=(), reach=Reach.INDEXED)
    vault.store.put_exposures([was])
    first = vault.store.add_round(THEN, THEN, [], {was.id: Change.NEW})
    vault.store.put_exposures([now])
    second = vault.store.add_round(THEN, THEN, [], {was.id: Change.UNCHANGED}, {was.id: was})
    shown = Shown(facts=was.facts, reach=was.reach, intent=was.intent)
    assert vault.store.traces() == (
        Trace(round=first, exposure=was.id, change=Change.NEW, looked=was.last_looked, before=None),
        Trace(round=second, exposure=was.id, change=Change.UNCHANGED, looked=now.last_looked, before=shown),
    )


def test_what_she_recorded_by_hand_can_go(vault: Vault) -> None:
    vault.store.put_exposures([exposure(1, by_hand=True), exposure(2)])
    number = vault.store.add_round(THEN, THEN, [], {exposure(1).id: Change.NEW})
    assert vault.store.remove_exposure(exposure(1).id)
    assert not vault.store.remove_exposure(exposure(1).id)
    assert vault.store.exposures() == (exposure(2),)
    assert vault.store.exposure(exposure(1).id) is None
    assert vault.store.changes(number) == {}


# --- members ---

memberships = st.builds(
    Members, count=st.integers(1, 10_000_000), on=st.dates(date(1990, 1, 1)), by=st.sampled_from(Counted)
)


@one_vault
@given(st.dictionaries(text, memberships, max_size=4))
def test_members_come_back(vault: Vault, some: dict[str, Members]) -> None:
    emptied(vault, "members")
    vault.store.put_members(some)
    assert kept(vault, Store.members) == some


def test_members_are_those_of_the_container(vault: Vault) -> None:
    here, there = exposure(1), exposure(2, within="another")
    many = Members(count=70_000, on=THEN.date(), by=Counted.SAID)
    vault.store.put_members({here.within: many})
    vault.store.put_exposures([here, there])
    assert vault.store.exposures() == (replace(here, members=many), there)
    assert vault.store.exposure(here.id) == replace(here, members=many)
    vault.store.put_exposures([here])  # what an exposure says of it is not what counts
    assert vault.store.members() == {here.within: many}
    vault.store.remove_members([here.within, "unknown"])
    assert vault.store.exposures() == (here, there)


def test_a_preview_replaces_only_what_is_older(vault: Vault) -> None:
    day = THEN.date()

    def now(count: int, on: date, by: Counted) -> int:
        vault.store.put_members({"chat": Members(count=count, on=on, by=by)})
        return vault.store.members()["chat"].count

    assert now(1, day, Counted.PREVIEW) == 1
    assert now(2, day - timedelta(1), Counted.PREVIEW) == 1  # an old copy of the page
    assert now(3, day, Counted.SAID) == 3
    assert now(4, day, Counted.PREVIEW) == 3
    assert now(5, day + timedelta(1), Counted.PREVIEW) == 5
    assert now(6, day, Counted.SAID) == 6  # her word, whatever the clock was


def test_a_failed_put_puts_nothing(vault: Vault) -> None:
    def broken() -> Any:
        yield exposure(1)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        vault.store.put_exposures(broken())
    assert vault.store.exposures() == ()


# --- the rest ---


def test_the_person_can_change(vault: Vault) -> None:
    assert vault.store.person() == PERSON
    vault.store.set_person(Person(country="AT"))
    assert vault.store.person() == Person(country="AT")


def test_the_situation_is_kept_in_its_order(vault: Vault) -> None:
    assert (vault.store.situation(), vault.store.answers()) == ((), {})
    vault.store.set_situation([Situation.STATE, Situation.HUNTED, Situation.STATE], {"shared-device": "not-sure"})
    vault.store.set_situation([Situation.PUBLISHED_NOW, Situation.HUNTED])
    assert vault.store.situation() == (Situation.PUBLISHED_NOW, Situation.HUNTED)
    assert vault.store.answers() == {"shared-device": "not-sure"}
    vault.store.set_situation([], {})
    assert (vault.store.situation(), vault.store.answers()) == ((), {})


def test_steps_remember_when(vault: Vault) -> None:
    assert vault.store.steps() == {}
    asked = StepMark(
        state=StepState.ASKED,
        at=datetime(2026, 5, 3, 12, 30, 1, 7, tzinfo=UTC),
        asked=date(2026, 5, 3),
        law="rs-zzpl-30",
        asked_at=datetime(2026, 5, 3, 14, 30, tzinfo=timezone(timedelta(hours=2))),
        learned=date(2026, 5, 1),
        suspect=date(2026, 5, 2),
    )
    done = StepMark(state=StepState.DONE, at=datetime(2026, 6, 1, tzinfo=UTC))
    vault.store.set_step("step-1", asked)
    assert kept(vault, Store.steps)["step-1"] == asked
    vault.store.set_step("step-1", done)
    assert kept(vault, Store.steps) == {"step-1": done}
    assert kept(vault, lambda store: store.steps_before("step-1")) == (asked,)  # nothing she said is lost


def test_a_pause_of_looking_again_is_kept_and_ends(vault: Vault) -> None:
    assert vault.store.paused() is None
    for until in (date(2027, 1, 1), date.max):
        vault.store.pause(until)
        assert kept(vault, Store.paused) == until
    vault.store.pause(None)
    assert kept(vault, Store.paused) is None


def test_taking_back_a_request_leaves_what_was_seen(vault: Vault) -> None:
    asked = datetime(2026, 5, 3, tzinfo=UTC)
    for place, answer in (("a", Answer.SEEN), ("b", Answer.ASKED), ("a", Answer.ASKED), ("a", Answer.WAITING)):
        vault.store.answer(place, answer, asked)
    vault.store.take_back("a")
    assert [(one.place, one.answer) for one in kept(vault, Store.answered)] == [("a", Answer.SEEN), ("b", Answer.ASKED)]
    vault.store.take_back("a")  # there is nothing to take back
    assert len(vault.store.answered()) == 2
    assert vault.store.answered()[0].at == asked
