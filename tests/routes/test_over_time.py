"""What holds for every two looks: equal ones tell the same, closing never makes it worse, nothing more is claimed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support.webs import CHILD, FACTS, HANDLE, HOME, HUNTING, KNOWLEDGE, MAIL, NAME, NOW, exposure, gathered, message
from unlisted.history import History
from unlisted.model import Change, Exposure, Intent, Kind, Visibility
from unlisted.report.past import Past, only
from unlisted.routes import Line, Point, Stand, chosen, over_time, routes, starts_of, without
from unlisted.routes.places import Place
from unlisted.vault import Edit, FactEdit, Round
from unlisted.vault.rows import Trace

from .test_properties import webs

BADNESS = {Stand.NOT_REACHED: 0, Stand.SELDOM: 1, Stand.REACHED: 2, Stand.PUBLISHED: 3}
LATER = NOW + timedelta(days=9)


def looked(before: list[Exposure], after: list[Exposure], **more: object) -> History:
    """Two looks at every place, of which those not in `after` were not visible the second time."""
    there = {one.id for one in after}
    rounds = [Round(id=at, started=day, finished=day, outcomes=()) for at, day in ((1, NOW), (2, LATER))]
    first, now = {one.id for one in before}, {one.id: one for one in (*before, *after)}
    kept = [
        replace(one, state=Visibility.VISIBLE if key in there else Visibility.NOT_VISIBLE, last_looked=LATER)
        for key, one in now.items()
    ]
    traces = [Trace(round=1, exposure=key, change=Change.NEW, looked=NOW, before=None) for key in first]
    traces += [
        Trace(
            round=2, exposure=key, looked=LATER, before=None,
            change=Change.GONE if key not in there else Change.UNCHANGED if key in first else Change.NEW,
        )
        for key in now
    ]  # fmt: skip
    return History(kept, rounds, traces, **more)  # type: ignore[arg-type]


def told(history: History) -> dict[str, tuple[Point, ...]]:
    lines = over_time(history, history.moments, FACTS, KNOWLEDGE.findability, KNOWLEDGE.brokers)
    return {line.fact.id: line.points for line in lines}


def plain(point: Point) -> tuple[Stand, int]:
    return point.stand, point.steps


@given(webs())
@settings(max_examples=100, deadline=None)
def test_equal_looks_tell_the_same(web: list[Exposure]) -> None:
    for before, after in told(looked(web, web)).values():
        assert plain(before) == plain(after)
        assert before.looked
        assert after.looked


@given(webs(), st.data())
@settings(max_examples=200, deadline=None)
def test_one_place_less_never_makes_it_worse(web: list[Exposure], data: st.DataObject) -> None:
    left = [one for one in web if one is not data.draw(st.sampled_from(web))] if web else []
    for fact, (before, after) in told(looked(web, left)).items():
        assert BADNESS[after.stand] <= BADNESS[before.stand], fact
        if after.stand is before.stand is Stand.PUBLISHED:
            continue
        single = all(len(way.clues) == 1 for place in gathered(web) for way in place.ways)
        if single and before.stand is after.stand is Stand.REACHED:
            assert after.steps >= before.steps


@given(webs(), st.data())
@settings(max_examples=100, deadline=None)
def test_what_the_looks_say_is_what_the_routes_of_that_day_say(web: list[Exposure], data: st.DataObject) -> None:
    left = [one for one in web if data.draw(st.booleans())]
    points = told(looked(web, left))
    gone = [replace(one, state=Visibility.NOT_VISIBLE) for one in web if one not in left]
    for at, stood in enumerate((web, [*left, *gone])):
        for answer in routes(gathered(stood), FACTS, None):
            point = points[answer.fact.id][at]
            assert (point.stand is Stand.PUBLISHED) == answer.published
            assert (point.steps > 0) == (answer.easiest is not None)
            if answer.easiest:
                assert point.steps == len(answer.easiest.places)


@given(webs(), st.data())
@settings(max_examples=150, deadline=None)
def test_people_who_look_for_her_forget_nothing(web: list[Exposure], data: st.DataObject) -> None:
    """Neither because a message is not visible any more, nor in a what-if that closes their group."""
    places = gathered(web)
    had = starts_of((), places)
    gone = [replace(one, state=Visibility.NOT_VISIBLE) if data.draw(st.booleans()) else one for one in web]
    assert starts_of((), gathered(gone)) == had
    ids = {place.id for place in places if data.draw(st.booleans())}

    def closed(place: Place) -> bool:
        return place.id in ids

    assert starts_of((), without(places, closed)) == had


def test_published_stays_published_after_the_message_is_not_visible() -> None:
    web = [message("m1", [NAME], intent=HUNTING), message("m2", [HOME], intent=Intent.PUBLISHES)]
    before, after = told(looked(web, web[:1]))["home"]
    assert before.stand is after.stand is Stand.PUBLISHED
    assert before.steps == 1
    assert after.steps == 0  # newcomers do not find it there any more
    quiet = [replace(one, intent=Intent.MENTIONS) for one in web]  # the control: nobody hunts there
    _before, after = told(looked(quiet, quiet[:1]))["home"]
    assert after.stand is Stand.NOT_REACHED


def test_a_way_on_which_nobody_looked_again_is_told_as_such() -> None:
    web = [exposure("p", [HANDLE, HOME])]
    history = looked(web, web)
    (kept,) = history.exposures(history.moments[1])
    traces = [Trace(round=1, exposure="p", change=Change.NEW, looked=NOW, before=None)]
    rounds = [Round(id=at, started=day, finished=day, outcomes=()) for at, day in ((1, NOW), (2, LATER))]
    again = History([replace(kept, last_looked=NOW)], rounds, traces)
    before, after = told(again)["home"]
    assert plain(before) == plain(after) == (Stand.REACHED, 1)
    assert (before.looked, after.looked) == (True, False)


def test_the_fewest_steps_are_told_though_a_longer_way_is_surer() -> None:
    web = [
        exposure("forum", [HANDLE, MAIL]), exposure("list", [MAIL, HOME]),
        exposure("faint", [HANDLE, replace(exposure("x", [HOME]).facts[0], strength=0.45)]),
    ]  # fmt: skip
    before, after = told(looked(web, web[:2]))["home"]
    assert (before.steps, after.steps) == (1, 2)
    assert before.answer is not None
    assert before.answer.easiest is not None
    assert before.answer.easiest.likelihood == 0.45


def test_a_fact_entered_later_was_not_looked_for_before() -> None:
    web = [exposure("p", [HANDLE, HOME])]
    edits = [FactEdit(at=NOW + timedelta(days=1), edit=Edit.ADDED, fact="home", kind=Kind.ADDRESS)]
    before, after = told(looked(web, web, edits=edits))["home"]
    assert before.stand is Stand.NOT_SOUGHT
    assert after.stand is Stand.REACHED


@pytest.mark.parametrize(("days", "columns"), [(1, 1), (10, 10), (11, 10), (40, 10)])
def test_a_picture_has_a_bounded_number_of_looks_with_the_first_and_the_newest(days: int, columns: int) -> None:
    rounds = [
        Round(id=at, started=NOW + timedelta(days=at), finished=NOW + timedelta(days=at), outcomes=())
        for at in range(1, days + 1)
    ]
    moments = History([], rounds, []).moments
    shown = chosen(moments)
    assert len(shown) == columns
    assert (shown[0], shown[-1]) == (moments[0], moments[-1])


def test_of_many_looks_on_one_day_the_last_is_shown() -> None:
    rounds = [Round(id=at, started=NOW, finished=NOW + timedelta(minutes=at), outcomes=()) for at in range(1, 30)]
    assert [moment.round for moment in chosen(History([], rounds, []).moments)] == [29]


def test_what_may_not_stand_in_a_file_is_in_no_part_of_it() -> None:
    both = exposure("p", [HANDLE, CHILD])
    history = looked([both, exposure("q", [CHILD])], [exposure("p", [HANDLE])])
    first, last = history.moments
    line = Line(fact=CHILD, points=(Point(stand=Stand.REACHED, steps=1),) * 2)
    past = Past(
        moments=(first, last), lines=(line,), change=(line,), between=history.between(first, last, (*FACTS, CHILD))
    )

    def shown(one: Exposure) -> Exposure | None:
        facts = tuple(seen for seen in one.facts if seen.fact != CHILD.id)
        return replace(one, facts=facts) if facts else None

    kept = only(past, shown, {one.id for one in FACTS}, ())
    assert CHILD.id not in repr(kept)
    assert CHILD.id in repr(past)
