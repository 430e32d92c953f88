"""Threads of one hunt: the rule as it is written down, checked pair by pair, and what follows from it."""

import random
from datetime import UTC, datetime, timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import unlisted.hunts
from unlisted.hunts import ANSWERS, HOURS, NUMBERS, Thread, is_message, linked, threads
from unlisted.model import Counted, Exposure, How, Intent, Kind, Members, Reach, SeenFact, Visibility
from unlisted.rounds import rank

BEGIN = datetime(2026, 3, 1, tzinfo=UTC)
KINDS = {"home": Kind.ADDRESS, "mobile": Kind.PHONE, "name": Kind.NAME}


def message(identity: int, *facts: str, hours: float | None = 0.0, **more: object) -> Exposure:
    values: dict[str, object] = {
        "id": f"{identity:016x}",
        "source": "telegram",
        "target": "result.json",
        "locator": f"message:{identity}",
        "within": "chat",
        "reach": Reach.MEMBERS,
        "facts": tuple(
            SeenFact(fact=fact, kind=KINDS[fact], parts=("text",), how=How.EXACT, strength=0.9)
            for fact in facts or ("home",)
        ),
        "strength": 0.9,
        "state": Visibility.VISIBLE,
        "first_seen": BEGIN,
        "last_seen": BEGIN,
        "last_looked": BEGIN,
        "date": None if hours is None else BEGIN + timedelta(hours=hours),
        "number": identity,
    }
    return Exposure(**(values | more))


def grouped(found: tuple[Thread, ...]) -> set[frozenset[str]]:
    return {frozenset(one.id for one in thread.exposures) for thread in found}


# --- the rule, in examples ---

EXAMPLES = [
    ("the same fact within hours", message(1), message(2, hours=5.9), True),
    ("the same fact a day later", message(1), message(2, hours=24), False),
    ("another fact at the same time", message(1, "home"), message(2, "mobile"), False),
    ("one fact of several in common", message(1, "home", "name"), message(2, "name", "mobile"), True),
    ("an answer, months later, about another fact", message(1), message(2, "mobile", hours=2000, reply_to=1), True),
    ("two answers to a message that holds nothing", message(1, reply_to=9), message(2, "mobile", reply_to=9), True),
    ("the same, weeks apart", message(1, reply_to=9), message(2, "mobile", reply_to=9, hours=24 * 8), False),
    ("without dates, close by number", message(1, hours=None), message(20, hours=None), True),
    ("without dates, far by number", message(1, hours=None), message(50, hours=None), False),
    ("one of them without a date", message(1), message(2, hours=None), False),
    ("another chat", message(1), message(2, within="other"), False),
    ("an answer by a number of another chat", message(1), message(2, within="other", reply_to=1), False),
    ("another messenger", message(1), message(2, source="viber"), False),
]


@pytest.mark.parametrize(("one", "other", "together"), [e[1:] for e in EXAMPLES], ids=[e[0] for e in EXAMPLES])
def test_the_rule(one: Exposure, other: Exposure, together: bool) -> None:
    assert len(threads([one, other])) == (1 if together else 2)


def test_only_messages_that_a_look_found_have_threads() -> None:
    page, poster, line = (
        message(1, locator="page"),
        message(2, by_hand=True),
        message(3, locator="line:3"),
    )
    assert not [one for one in (page, poster, line) if is_message(one)]
    assert threads([page, poster, line]) == ()
    assert is_message(message(4, locator="chat:-7/message:4"))


def test_a_thread_is_told_in_the_order_of_time_and_the_gravest_comes_first() -> None:
    found = threads(
        [
            message(1, "name", hours=50, intent=Intent.MENTIONS),
            message(5, hours=2, intent=Intent.PUBLISHES),
            message(4, hours=1, intent=Intent.SEEKS),
            message(3, hours=None, reply_to=5, intent=Intent.MENTIONS),
        ]
    )
    assert [[one.number for one in thread.exposures] for thread in found] == [[4, 5, 3], [1]]
    assert found[0].first == BEGIN + timedelta(hours=1)
    assert found[0].last == BEGIN + timedelta(hours=2)


# --- what must hold for any chats ---

hunted = st.lists(
    st.builds(
        lambda number, facts, hours, reply, within: message(
            number, *sorted(facts), hours=hours, reply_to=reply, within=within
        ),
        st.integers(1, 60),
        st.frozensets(st.sampled_from(sorted(KINDS)), min_size=1),
        st.none() | st.integers(0, 400).map(float),
        st.none() | st.integers(1, 60),
        st.sampled_from(["chat", "other"]),
    ),
    max_size=25,
    unique_by=lambda one: one.id,
)


def together(one: Exposure, other: Exposure) -> bool:
    """The rule, word for word, on two messages."""
    if (one.source, one.within) != (other.source, other.within):
        return False
    if (other.reply_to is not None and other.reply_to == one.number) or (
        one.reply_to is not None and one.reply_to == other.number
    ):
        return True
    apart = abs(one.date - other.date) if one.date and other.date else None
    close = one.date is None and other.date is None and abs(one.number - other.number) <= NUMBERS
    if (
        one.reply_to is not None
        and one.reply_to == other.reply_to
        and (close or (apart is not None and apart <= ANSWERS))
    ):
        return True
    same = {seen.fact for seen in one.facts} & {seen.fact for seen in other.facts}
    return bool(same) and (close or (apart is not None and apart <= HOURS))


def by_the_rule(messages: list[Exposure]) -> set[frozenset[str]]:
    groups = [{one.id} for one in messages]
    for one, other in combinations(messages, 2):
        if together(one, other):
            mine, theirs = (next(g for g in groups if each.id in g) for each in (one, other))
            if mine is not theirs:
                groups.remove(theirs)
                mine |= theirs
    return {frozenset(group) for group in groups}


@given(hunted)
def test_it_is_the_rule_and_nothing_else(messages: list[Exposure]) -> None:
    assert grouped(threads(messages)) == by_the_rule(messages)


@given(hunted)
def test_every_message_is_in_one_thread(messages: list[Exposure]) -> None:
    told = [one.id for thread in threads(messages) for one in thread.exposures]
    assert sorted(told) == sorted(one.id for one in messages)
    assert all({one.within for one in thread.exposures} == {thread.within} for thread in threads(messages))


@given(hunted, st.randoms())
def test_the_order_changes_nothing(messages: list[Exposure], rng: random.Random) -> None:
    mixed = rng.sample(messages, len(messages))
    assert threads(mixed) == threads(messages)


@given(hunted.filter(bool))
def test_a_further_message_never_splits_a_thread(messages: list[Exposure]) -> None:
    before, after = grouped(threads(messages[:-1])), grouped(threads(messages))
    assert all(any(old <= new for new in after) for old in before)


@given(hunted)
def test_threads_stand_in_the_order_of_their_gravest_message(messages: list[Exposure]) -> None:
    told = [min(rank(one) for one in thread.exposures) for thread in threads(messages)]
    assert told == sorted(told)


def test_the_comparison_with_the_rule_can_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    messages = [message(1), message(2, hours=24)]
    assert grouped(threads(messages)) == by_the_rule(messages)
    monkeypatch.setattr(unlisted.hunts, "HOURS", timedelta(hours=24))
    assert grouped(threads(messages)) != by_the_rule(messages)


@pytest.mark.parametrize("hostile", ["ordinary", "one number", "one moment"])
def test_it_stays_cheap(hostile: str) -> None:
    """A hundred thousand messages are compared a few times each, also if somebody wrote an export to prevent that."""
    rng = random.Random(4)
    many = []
    for number in range(100_000):
        facts = rng.sample(sorted(KINDS), rng.choice((1, 1, 2)))
        changed: dict[str, object] = {"reply_to": rng.choice((None, max(0, number - 7)))}
        if hostile == "one number":
            changed = {"number": 5, "reply_to": 5}
        many.append(message(number, *facts, hours=0 if hostile == "one moment" else number / 50, **changed))
    assert sum(1 for _ in linked(many)) <= 5 * len(many)
    assert sum(len(thread.exposures) for thread in threads(many)) == len(many)


def test_the_hunt_before_more_people_comes_first() -> None:
    few, many = (Members(count=n, on=BEGIN.date(), by=Counted.SAID) for n in (12, 70_000))
    small = [message(n, within="small", members=few) for n in (1, 2)]
    large = [message(n, within="large", members=many) for n in (3, 4)]
    first, second = threads([*small, *large])
    assert (first.within, first.members) == ("large", many)
    assert (second.within, second.members) == ("small", few)
    assert threads([message(1)])[0].members is None
