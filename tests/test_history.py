"""The past as it was known then: rebuilt from what is kept, and compared without claiming more than was looked at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from unlisted.history import History, Moment
from unlisted.model import (
    Answer,
    Answered,
    Change,
    Coverage,
    Exposure,
    Fact,
    How,
    Intent,
    Kind,
    Outcome,
    Reach,
    SeenFact,
    Sighting,
    State,
    Visibility,
)
from unlisted.rounds import by_hand, merge
from unlisted.vault import Edit, FactEdit, Round
from unlisted.vault.rows import Shown, Trace

FIRST = datetime(2026, 5, 3, 12, tzinfo=UTC)
FACTS = tuple(Fact(id=one, kind=Kind.PHONE, value=one, parts={}) for one in ("mobile", "home", "work"))


class Kept:
    """What a vault keeps of a series of rounds, and how everything really stood after each."""

    def __init__(self) -> None:
        self.exposures: tuple[Exposure, ...] = ()
        self.rounds: list[Round] = []
        self.traces: list[Trace] = []
        self.stood: list[dict[str, Exposure]] = []

    def look(self, *outcomes: Outcome, facts: Sequence[str] = ("mobile", "home", "work")) -> None:
        number = len(self.rounds) + 1
        at = FIRST + timedelta(days=10 * number)
        merged = merge(self.exposures, outcomes, facts=facts, now=at)
        self.exposures = merged.exposures
        self.rounds.append(Round(id=number, started=at, finished=at + timedelta(hours=1), outcomes=outcomes))
        stands = {one.id: one for one in merged.exposures}
        for identity, change in merged.changes.items():
            was = merged.before.get(identity)
            shown = Shown(facts=was.facts, reach=was.reach, intent=was.intent) if was else None
            looked = stands[identity].last_looked
            self.traces.append(Trace(round=number, exposure=identity, change=change, looked=looked, before=shown))
        self.stood.append(stands)

    def history(self, **more: object) -> History:
        return History(self.exposures, self.rounds, self.traces, **more)  # type: ignore[arg-type]


def seen(*facts: str) -> tuple[SeenFact, ...]:
    return tuple(SeenFact(fact=one, kind=Kind.PHONE, parts=(), how=How.EXACT, strength=0.97) for one in facts)


def look(shown: dict[int, tuple[str, ...]], day: int) -> Outcome:
    """A look at an export of the `day`th day that covers all its messages."""
    at = FIRST + timedelta(days=day)
    sightings = tuple(
        Sighting(
            id=f"id{number}", source="telegram", target="result.json", locator=f"message:{number}", within="chat",
            reach=Reach.MEMBERS, facts=seen(*facts), strength=0.97, snapshot=at,
        )
        for number, facts in shown.items()
    )  # fmt: skip
    cover = Coverage(within="chat", first=1, last=100, snapshot=at)
    return Outcome(source="telegram", target="result.json", state=State.SEEN, sightings=sightings, covers=(cover,))


SHOWN = st.dictionaries(
    st.integers(1, 4), st.lists(st.sampled_from(["mobile", "home", "work"]), min_size=1, unique=True).map(tuple)
)


@given(st.lists(st.tuples(SHOWN, st.integers(0, 6)), min_size=1, max_size=6))
@settings(max_examples=300, deadline=None)
def test_the_past_is_rebuilt_as_it_stood(rounds: list[tuple[dict[int, tuple[str, ...]], int]]) -> None:
    kept = Kept()
    for shown, day in rounds:
        kept.look(look(shown, day))
    history = kept.history()
    assert [moment.round for moment in history.moments] == [one.id for one in kept.rounds]
    for moment, stood in zip(history.moments, kept.stood, strict=True):
        told = {one.id: one for one in history.exposures(moment)}
        assert told.keys() == stood.keys()
        for identity, one in told.items():
            assert (one.state, one.facts, one.last_looked) == (
                stood[identity].state, stood[identity].facts, stood[identity].last_looked
            )  # fmt: skip


@given(st.lists(st.tuples(SHOWN, st.integers(0, 6)), min_size=2, max_size=6), st.data())
@settings(max_examples=300, deadline=None)
def test_every_place_stands_in_one_list_and_none_is_closed_without_a_later_look(
    rounds: list[tuple[dict[int, tuple[str, ...]], int]], data: st.DataObject
) -> None:
    kept = Kept()
    for shown, day in rounds:
        kept.look(look(shown, day))
    history = kept.history()
    first = data.draw(st.integers(0, len(rounds) - 2))
    last = data.draw(st.integers(first + 1, len(rounds) - 1))
    told = history.between(history.moments[first], history.moments[last], FACTS)
    lists = [told.closed, told.back, told.new, told.still, told.unlooked]
    ids = [one.id for listed in lists for one in listed]
    assert len(ids) == len(set(ids))
    before, after = kept.stood[first], kept.stood[last]
    left_out = after.keys() - set(ids)
    assert all(
        before[one].state is after[one].state is Visibility.NOT_VISIBLE for one in left_out
    )  # not visible before, not visible now
    for one in told.closed:
        assert one.state is Visibility.NOT_VISIBLE
        assert one.id not in before or one.last_looked > before[one.id].last_looked
    for one in (*told.still, *told.unlooked):
        assert (one.last_looked > before[one.id].last_looked) == (one in told.still)
    assert {one.id for one in told.new} == {
        key for key, one in after.items() if key not in before and one.state is Visibility.VISIBLE
    }


@given(st.lists(st.tuples(SHOWN, st.integers(0, 6)), min_size=1, max_size=4))
@settings(max_examples=100, deadline=None)
def test_nothing_came_to_pass_between_a_moment_and_itself(
    rounds: list[tuple[dict[int, tuple[str, ...]], int]],
) -> None:
    kept = Kept()
    for shown, day in rounds:
        kept.look(look(shown, day))
    history = kept.history()
    for moment in history.moments:
        told = history.between(moment, moment, FACTS)
        assert not (told.closed and any(one.id in {e.id for e in history.exposures(moment)} for one in told.new))
        assert not told.back
        assert not told.new
        assert not told.still
        assert not told.other


def test_the_same_export_read_again_is_no_look_and_says_so() -> None:
    kept = Kept()
    kept.look(look({1: ("home",)}, 0))
    kept.look(look({1: ("home",)}, 0))
    first, second = kept.history().moments
    told = kept.history().between(first, second, FACTS)
    assert [one.id for one in told.unlooked] == ["id1"]
    assert not told.still
    kept.look(look({1: ("home",)}, 3))  # the control: a newer one is a look
    assert [one.id for one in kept.history().between(first, kept.history().moments[2], FACTS).still] == ["id1"]


def test_a_place_that_shows_less_and_one_that_shows_more() -> None:
    kept = Kept()
    kept.look(look({1: ("home", "mobile"), 2: ("mobile",)}, 0))
    kept.look(look({1: ("mobile",), 2: ("mobile", "work")}, 3))
    first, second = kept.history().moments
    other = {one.exposure.id: one for one in kept.history().between(first, second, FACTS).other}
    assert (other["id1"].lost, other["id1"].gained) == (("home",), ())
    assert (other["id2"].lost, other["id2"].gained) == ((), ("work",))


def test_a_fact_entered_since_is_not_called_new_in_a_place() -> None:
    kept = Kept()
    kept.look(look({1: ("mobile",)}, 0), facts=("mobile",))
    kept.look(look({1: ("mobile", "work")}, 3))
    edits = [
        FactEdit(at=FIRST, edit=Edit.ADDED, fact="mobile", kind=Kind.PHONE),
        FactEdit(at=kept.rounds[0].finished + timedelta(hours=1), edit=Edit.ADDED, fact="work", kind=Kind.PHONE),
    ]
    history = kept.history(edits=edits)
    first, second = history.moments
    assert not history.between(first, second, FACTS).other
    assert "work" not in {one.id for one in history.facts(FACTS, first)}
    assert "work" in {one.id for one in history.facts(FACTS, second)}


def test_facts_of_a_vault_without_their_journal_go_by_their_day() -> None:
    kept = Kept()
    kept.look(look({1: ("mobile",)}, 0))
    history = kept.history()
    (moment,) = history.moments
    assert history.facts(FACTS, moment) == FACTS
    later = replace(FACTS[0], added=moment.day + timedelta(1))
    assert history.facts([later], moment) == ()


def test_what_an_earlier_version_kept_is_enough() -> None:
    """Without the two columns that came later: what a place showed then is taken to be what it shows now."""
    kept = Kept()
    kept.look(look({1: ("home",), 2: ("home",)}, 0))
    kept.look(look({1: ("home",)}, 3))
    kept.traces = [replace(trace, looked=None, before=None) for trace in kept.traces]
    first, second = kept.history().moments
    told = kept.history().between(first, second, FACTS)
    assert [one.id for one in told.closed] == ["id2"]
    assert [one.state for one in kept.history().exposures(first)] == [Visibility.VISIBLE] * 2


def test_a_namesake_was_not_her_before_either() -> None:
    kept = Kept()
    kept.look(look({1: ("home",), 2: ("home",)}, 0))
    kept.exposures = tuple(replace(one, state=Visibility.NOT_ME) if one.id == "id1" else one for one in kept.exposures)
    (moment,) = kept.history().moments
    assert [one.id for one in kept.history().exposures(moment)] == ["id2"]


# --- what she saw herself ----------------------------------------------------------------------------------------


def recorded(place: str, at: datetime) -> Exposure:
    return by_hand(
        place, facts=seen("home"), intent=Intent.PUBLISHES, date=None, reach=Reach.PUBLIC, now=at,
        keyed=lambda text: text,
    )  # fmt: skip


def test_her_answers_about_a_place_are_looks() -> None:
    days = [FIRST + timedelta(days=n) for n in (0, 2, 30)]
    answers = (Answer.SEEN, Answer.ASKED, Answer.NOT_THERE)
    said = [Answered(place="some", at=at, answer=answer) for at, answer in zip(days, answers, strict=True)]
    now = replace(recorded("some.example", days[0]), state=Visibility.NOT_VISIBLE, last_looked=days[2])
    history = History([now], [], [], answered=said, places={"some": "some.example"})
    assert [(moment.day, moment.round) for moment in history.moments] == [
        (days[0].date(), None),
        (days[2].date(), None),
    ]
    first, last = history.moments
    assert [one.state for one in history.exposures(first)] == [Visibility.VISIBLE]
    assert [one.last_looked for one in history.between(first, last, FACTS).closed] == [days[2]]


def test_what_she_records_on_the_day_of_a_round_belongs_to_it() -> None:
    kept = Kept()
    kept.look(look({}, 0))
    end = kept.rounds[0].finished
    kept.exposures = (
        recorded("https://example.org/a", end - timedelta(hours=2)),
        recorded("b", end + timedelta(days=3)),
    )
    moments = kept.history().moments
    assert [moment.round for moment in moments] == [1, None]
    assert [len(kept.history().exposures(moment)) for moment in moments] == [1, 2]
    assert kept.history().on(end.date() - timedelta(1)) is None
    assert kept.history().on(end.date() + timedelta(1)) == moments[0]
    assert kept.history().round(1) == moments[0]
    assert kept.history().round(7) is None


def test_a_clock_that_was_set_back_does_not_turn_the_rounds_around() -> None:
    kept = Kept()
    kept.look(look({1: ("home",)}, 0))
    kept.look(look({}, 3))
    late = FIRST + timedelta(days=900)
    kept.rounds[0] = replace(kept.rounds[0], started=late, finished=late)
    assert [moment.round for moment in kept.history().moments] == [1, 2]
    first, second = kept.history().moments
    assert [one.id for one in kept.history().between(first, second, FACTS).closed] == ["id1"]


def test_a_look_that_was_broken_off_left_no_round_and_counts_from_the_newest_moment() -> None:
    kept = Kept()
    kept.look(look({1: ("home",)}, 0))
    kept.look(look({1: ("home",)}, 3))
    stray = replace(kept.exposures[0], id="stray")
    kept.exposures = (*kept.exposures, stray)
    first, second = kept.history().moments
    assert "stray" not in {one.id for one in kept.history().exposures(first)}
    assert "stray" in {one.id for one in kept.history().exposures(second)}
    assert Change.NEW not in {trace.change for trace in kept.traces if trace.exposure == "stray"}
    assert isinstance(first, Moment)


def test_a_fact_whose_id_was_given_again_was_not_looked_for_before_that() -> None:
    kept = Kept()
    kept.look(look({1: ("home",)}, 0))
    kept.look(look({1: ("home",)}, 3))
    edits = [
        FactEdit(at=FIRST, edit=Edit.ADDED, fact="home", kind=Kind.PHONE),
        FactEdit(at=kept.rounds[0].finished + timedelta(hours=1), edit=Edit.REMOVED, fact="home", kind=Kind.PHONE),
        FactEdit(at=kept.rounds[0].finished + timedelta(hours=2), edit=Edit.ADDED, fact="home", kind=Kind.PHONE),
    ]
    history = kept.history(edits=edits)
    first, second = history.moments
    assert "home" not in {one.id for one in history.facts(FACTS, first)}
    assert "home" in {one.id for one in history.facts(FACTS, second)}
