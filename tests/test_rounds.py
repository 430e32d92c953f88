"""What becomes of a place over time: new, unchanged, gone, back, and never "gone" where nobody looked."""

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from unlisted.model import (
    MOST_MEMBERS,
    Change,
    Counted,
    Coverage,
    Exposure,
    How,
    Intent,
    Kind,
    Members,
    Outcome,
    Reach,
    SeenFact,
    Sighting,
    State,
    Visibility,
)
from unlisted.rounds import by_hand, merge, rank

DAY = datetime(2026, 5, 3, 12, tzinfo=UTC)
NOW = datetime(2026, 6, 1, tzinfo=UTC)


def seen(*facts: str) -> tuple[SeenFact, ...]:
    return tuple(SeenFact(fact=f, kind=Kind.PHONE, parts=("number",), how=How.EXACT, strength=0.97) for f in facts)


def sighting(number: int, *facts: str, day: datetime = DAY) -> Sighting:
    return Sighting(
        id=f"id{number}", source="telegram", target="result.json", locator=f"message:{number}", within="chat",
        reach=Reach.MEMBERS, facts=seen(*(facts or ("mobile",))), strength=0.97, snapshot=day,
    )  # fmt: skip


def look(*sightings: Sighting, day: datetime = DAY, first: int = 1, last: int = 100) -> Outcome:
    cover = Coverage(within="chat", first=first, last=last, snapshot=day)
    return Outcome(source="telegram", target="result.json", state=State.SEEN, sightings=sightings, covers=(cover,))


def after(known: list[Exposure], outcome: Outcome, facts: tuple[str, ...] = ("mobile",)) -> tuple[list[Exposure], dict]:
    merged = merge(known, [outcome], facts=facts, now=NOW)
    return list(merged.exposures), dict(merged.changes)


def test_new_then_unchanged_then_gone_then_back() -> None:
    known, changes = after([], look(sighting(5)))
    assert changes == {"id5": Change.NEW}
    known, changes = after(known, look(sighting(5, day=DAY + timedelta(1)), day=DAY + timedelta(1)))
    assert changes == {"id5": Change.UNCHANGED}
    known, changes = after(known, look(day=DAY + timedelta(2)))
    assert changes == {"id5": Change.GONE}
    assert known[0].state is Visibility.NOT_VISIBLE
    assert known[0].last_looked == DAY + timedelta(2)
    assert known[0].last_seen == DAY + timedelta(1)
    known, changes = after(known, look(sighting(5, day=DAY + timedelta(3)), day=DAY + timedelta(3)))
    assert changes == {"id5": Change.BACK}
    assert known[0].state is Visibility.VISIBLE
    assert known[0].first_seen == DAY


def test_reading_the_same_snapshot_again_proves_nothing() -> None:
    known, _ = after([], look(sighting(5)))
    known, changes = after(known, look())
    assert changes == {}
    assert known[0].state is Visibility.VISIBLE


def test_a_look_that_does_not_reach_the_message_proves_nothing() -> None:
    known, _ = after([], look(sighting(50)))
    for outcome in (
        look(day=DAY + timedelta(5), last=49),
        look(day=DAY + timedelta(5), first=51),
        Outcome(source="telegram", target="x", state=State.CLEAR, covers=(Coverage(within="other", snapshot=NOW),)),
        Outcome(source="telegram", target="x", state=State.CLEAR),
    ):
        again, changes = after(known, outcome)
        assert changes == {}
        assert again[0].state is Visibility.VISIBLE


def test_a_fact_that_is_no_longer_looked_for_is_not_called_gone() -> None:
    known, _ = after([], look(sighting(5)))
    _, changes = after(known, look(day=DAY + timedelta(5)), facts=("home",))
    assert changes == {}


def test_an_older_export_only_tells_that_it_was_there_earlier() -> None:
    known, _ = after([], look(sighting(5)))
    known, _ = after(known, look(day=DAY + timedelta(2)))
    known, changes = after(known, look(sighting(5, day=DAY - timedelta(9)), day=DAY - timedelta(9)))
    assert changes == {"id5": Change.UNCHANGED}
    assert known[0].state is Visibility.NOT_VISIBLE
    assert known[0].first_seen == DAY - timedelta(9)


def test_a_namesake_stays_dismissed_until_more_facts_appear() -> None:
    from dataclasses import replace

    known, _ = after([], look(sighting(5)))
    known = [replace(known[0], state=Visibility.NOT_ME)]
    known, _ = after(known, look(sighting(5, day=DAY + timedelta(1)), day=DAY + timedelta(1)))
    assert known[0].state is Visibility.NOT_ME
    known, changes = after(
        known, look(sighting(5, "mobile", "home", day=DAY + timedelta(2)), day=DAY + timedelta(2)), ("mobile", "home")
    )
    assert known[0].state is Visibility.VISIBLE
    assert changes == {"id5": Change.BACK}


def test_a_place_recorded_by_hand_is_never_called_gone_by_a_look() -> None:
    hand = by_hand(
        "https://example.org/p", facts=seen("mobile"), intent=Intent.SEEKS, date=DAY, reach=Reach.UNKNOWN, now=NOW,
        keyed=lambda text: text,
    )  # fmt: skip
    known, changes = after([hand], look(day=NOW + timedelta(9)))
    assert changes == {}
    assert known[0].state is Visibility.VISIBLE


@given(st.lists(st.tuples(st.sets(st.integers(1, 6)), st.integers(0, 5)), max_size=6))
def test_nothing_is_ever_lost(rounds: list[tuple[set[int], int]]) -> None:
    """Every place ever seen stays known, and is visible if the newest look that covers it saw it."""
    known: list[Exposure] = []
    ever: set[str] = set()
    newest: dict[str, tuple[int, bool]] = {}
    for numbers, day in rounds:
        at = DAY + timedelta(day)
        known, _ = after(known, look(*(sighting(n, day=at) for n in numbers), day=at))
        ever |= {f"id{n}" for n in numbers}
        for identity in ever:
            was_seen = identity in {f"id{n}" for n in numbers}
            last = newest.get(identity, (-1, False))
            if day > last[0]:
                newest[identity] = (day, was_seen)
    assert {e.id for e in known} == ever
    for exposure in known:
        if newest[exposure.id][1]:
            assert exposure.state is Visibility.VISIBLE


def test_a_look_says_nothing_of_facts_that_it_was_not_for() -> None:
    """A look on the network is not for the facts of relatives, so they stay at their place, and the place stays."""
    known, _ = after([], look(sighting(5, "mobile", "father")), facts=("mobile", "father"))
    narrow = frozenset(("mobile",))
    later = replace(look(day=DAY + timedelta(1)), sought=narrow)
    again, changes = after(known, later, facts=("mobile", "father"))
    assert changes == {}
    assert again[0].state is Visibility.VISIBLE
    once_more = replace(look(sighting(5, day=DAY + timedelta(2)), day=DAY + timedelta(2)), sought=narrow)
    again, _ = after(known, once_more, facts=("mobile", "father"))
    assert {one.fact for one in again[0].facts} == {"mobile", "father"}
    # The control: a look that was for both and saw one has something to say.
    again, _ = after(known, replace(once_more, sought=None), facts=("mobile", "father"))
    assert {one.fact for one in again[0].facts} == {"mobile"}


def test_what_was_seen_with_a_letter_wrong_is_gone_only_for_a_look_that_had_that_tier() -> None:
    misspelt = replace(sighting(5), facts=tuple(replace(one, how=How.TYPO, strength=0.35) for one in seen("mobile")))
    known, _ = after([], look(misspelt))
    later = look(day=DAY + timedelta(5))
    assert dict(merge(known, [later], facts=("mobile",), now=NOW).changes) == {}
    gone = merge(known, [replace(later, typos=True)], facts=("mobile",), now=NOW)
    assert [one.state for one in gone.exposures] == [Visibility.NOT_VISIBLE]


def test_a_look_without_the_tier_keeps_what_it_was_not_for() -> None:
    slip = tuple(replace(one, how=How.TYPO, strength=0.35) for one in seen("name"))
    known, _ = after([], look(replace(sighting(5), facts=(*seen("mobile"), *slip))), facts=("mobile", "name"))
    again = look(sighting(5, day=DAY + timedelta(5)), day=DAY + timedelta(5))
    for typos, facts in ((False, {"mobile", "name"}), (True, {"mobile"})):
        merged = merge(known, [replace(again, typos=typos)], facts=("mobile", "name"), now=NOW)
        assert {one.fact for exposure in merged.exposures for one in exposure.facts} == facts


def test_what_a_newer_matcher_saw_an_older_one_does_not_call_gone() -> None:
    known, _ = after([], replace(look(sighting(5)), matcher=3))
    for matcher, states in ((2, Visibility.VISIBLE), (3, Visibility.NOT_VISIBLE), (4, Visibility.NOT_VISIBLE)):
        later, changes = after(known, replace(look(day=DAY + timedelta(5)), matcher=matcher))
        assert [one.state for one in later] == [states]
        assert changes == ({} if states is Visibility.VISIBLE else {"id5": Change.GONE})
        looked = DAY if states is Visibility.VISIBLE else DAY + timedelta(5)  # by an older one it was not looked at
        assert [one.last_looked for one in later] == [looked]


def test_an_older_matcher_tells_what_it_sees_and_takes_nothing_back() -> None:
    weak = tuple(replace(one, how=How.PARTIAL, strength=0.3) for one in seen("mobile"))
    known, _ = after([], replace(look(sighting(5, "mobile", "name")), matcher=3), ("mobile", "name", "home"))
    day = DAY + timedelta(5)
    again = replace(sighting(5, day=day), facts=(*weak, *seen("home")), strength=0.97)
    for matcher, facts in ((2, {"mobile": 0.97, "name": 0.97, "home": 0.97}), (3, {"mobile": 0.3, "home": 0.97})):
        (place,), changes = after(known, replace(look(again, day=day), matcher=matcher), ("mobile", "name", "home"))
        assert {one.fact: one.strength for one in place.facts} == facts
        assert changes == {"id5": Change.UNCHANGED}
        assert (place.last_seen, place.matcher) == (day, 3)
    # What it saw again, it still does not call gone: what it did not see there may be there yet.
    known, _ = after(known, replace(look(again, day=day), matcher=2), ("mobile", "name", "home"))
    later, _ = after(known, replace(look(day=day + timedelta(1)), matcher=2), ("mobile", "name", "home"))
    assert [one.state for one in later] == [Visibility.VISIBLE]


@given(st.lists(st.tuples(st.integers(1, 4), st.booleans(), st.integers(0, 5)), max_size=8))
def test_not_visible_is_only_said_by_a_look_as_able_as_every_one_that_saw_it(
    looks: list[tuple[int, bool, int]],
) -> None:
    known: list[Exposure] = []
    ablest = 0
    for matcher, sees, day in looks:
        at = DAY + timedelta(day)
        one = look(*([sighting(5, day=at)] if sees else []), day=at)
        known, changes = after(known, replace(one, matcher=matcher))
        if sees:
            ablest = max(ablest, matcher)
        if Change.GONE in changes.values():
            assert matcher >= ablest


# --- members ---


def members(count: int) -> Members:
    return Members(count=count, on=DAY.date(), by=Counted.SAID)


def test_a_round_tells_members_of_everything_in_the_chat() -> None:
    known, _ = after([], look(sighting(5)))
    assert known[0].members is None
    merged = merge(known, [look(sighting(5), sighting(6))], facts=("mobile",), now=NOW, members={"chat": members(12)})
    assert {one.members for one in merged.exposures} == {members(12)}
    assert dict(merged.changes)["id5"] is Change.UNCHANGED
    again, _ = after(list(merged.exposures), look(sighting(5, day=DAY + timedelta(1)), day=DAY + timedelta(1)))
    assert {one.members for one in again} == {members(12)}  # a look that tells nothing of it keeps what is known
    known_before = [replace(again[0], members=members(12))]
    merged = merge(known_before, [], facts=(), now=NOW, members={"other": members(3)})
    assert merged.exposures[0].members == members(12)


places = st.builds(
    Exposure, id=st.sampled_from(["a", "b", "c"]), source=st.just("telegram"), target=st.just("result.json"),
    locator=st.just("message:1"), within=st.just("chat"), reach=st.sampled_from(Reach),
    facts=st.lists(
        st.builds(
            SeenFact, fact=st.just("f"), kind=st.sampled_from([Kind.ADDRESS, Kind.PHONE, Kind.NAME]),
            parts=st.just(()), how=st.just(How.EXACT), strength=st.sampled_from([0.3, 0.75, 0.97]),
        ), max_size=2,
    ).map(tuple),
    strength=st.sampled_from([0.3, 0.75, 0.97]), state=st.sampled_from(Visibility), first_seen=st.just(DAY),
    last_seen=st.just(DAY), last_looked=st.just(DAY), intent=st.sampled_from(Intent), mine=st.booleans(),
    members=st.none() | st.builds(members, st.sampled_from([1, 12, 999, 1_000, 1_001, 70_000, MOST_MEMBERS])),
)  # fmt: skip
some_members = st.integers(1, MOST_MEMBERS)


@given(st.lists(places, max_size=3, unique_by=lambda one: one.id), st.randoms(use_true_random=False))
def test_the_rank_is_one_order(some: list[Exposure], chance: random.Random) -> None:
    """Whatever stood where before, the same comes first, and no two stand in one place."""
    shuffled = chance.sample(some, len(some))
    assert sorted(shuffled, key=rank) == sorted(some, key=rank)
    assert len({rank(one) for one in some}) == len(some)


@given(places, some_members, some_members, st.sampled_from("abc"), st.sampled_from("abc"))
def test_more_members_never_rank_lower(place: Exposure, count: int, other: int, here: str, there: str) -> None:
    fewer, more = sorted((count, other))
    small, large = (replace(place, members=members(n), id=i) for n, i in ((fewer, here), (more, there)))
    assert rank(large) < rank(small) if fewer < more else rank(large)[:-1] == rank(small)[:-1]


@given(places, some_members)
def test_what_nobody_has_counted_is_not_small(place: Exposure, count: int) -> None:
    """It stands before fewer than a thousand, and telling of more than a thousand never buries a place beneath it."""
    unknown, known = rank(replace(place, members=None)), rank(replace(place, members=members(count)))
    assert unknown <= known if count <= 1_000 else known < unknown


def test_members_count_after_intent_kind_of_fact_and_reach() -> None:
    def place(count: int, **more: object) -> Exposure:
        (made,), _ = after([], look(sighting(5)))
        return replace(made, members=members(count), intent=Intent.SEEKS, **more)

    home = tuple(replace(one, kind=Kind.ADDRESS) for one in seen("home"))
    large = place(70_000)
    assert rank(replace(place(12), intent=Intent.THREATENS)) < rank(large)
    assert rank(place(12, facts=home)) < rank(large)
    assert rank(place(12, reach=Reach.INDEXED)) < rank(large)
    assert rank(large) < rank(place(12, strength=0.99))
