"""What holds for every web of places: the cut cuts, costs no more than it has to, and says what it cannot do."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from itertools import chain, combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from support.webs import FACTS, HOME, exposure, gathered, message
from unlisted.knowledge import Chance
from unlisted.model import Exposure, Intent, Reach
from unlisted.routes import WEIGHT, Closing, Cutter, Known, Net, Place, Way, routes, starts_of, without

TARGET = Known(HOME.id)
PUBLIC = {one.id for one in FACTS if one.public}
CHANCES = st.sampled_from(list(Chance))


def priced(place: Place) -> Closing | None:
    """An invented price a place, the same every time; every seventh cannot be closed."""
    number = int(place.id.partition("-")[2] or 0)
    return None if number % 7 == 6 else Closing(minutes=1 + number * 37 % 50, days=number * 11 % 30, works=Chance.SURE)


def walked(places: Iterable[Place], starts: Collection[Known], at_least: float) -> set[Known]:
    """An independent search, written to be obvious: go round until nothing new comes up. Several clues mean all."""
    known = set(starts) | {Known(one.fact, part=True) for one in starts}
    while True:
        new = {
            node
            for place in places
            if any(way.value >= at_least and way.clues <= known for way in place.ways)
            for node, value in place.shows.items()
            if value >= at_least
        }
        if new <= known:
            return known
        known |= new


@st.composite
def webs(draw: st.DrawFn, most: int = 9) -> list[Exposure]:
    found = []
    for number in range(draw(st.integers(0, most))):
        facts = draw(st.lists(st.sampled_from(FACTS), min_size=1, max_size=3, unique_by=lambda one: one.id))
        reach = draw(st.sampled_from([Reach.INDEXED, Reach.PUBLIC, Reach.MEMBERS, Reach.UNKNOWN]))
        if draw(st.integers(0, 4)) == 0:
            intent = draw(st.sampled_from([Intent.UNCLASSIFIED, Intent.SEEKS, Intent.MENTIONS]))
            group = f"group-{draw(st.integers(0, 1))}"
            found.append(message(f"m-{number}", facts, group, intent=intent))
        else:
            found.append(exposure(f"p-{number}", facts, reach=reach))
    return found


def cutter(places: Iterable[Place], at_least: Chance) -> Cutter:
    net = Net(places)
    return Cutter(net, starts_of(PUBLIC, net.places), TARGET, WEIGHT[at_least], priced)


@given(webs(), CHANCES)
@settings(max_examples=300, deadline=None)
def test_the_cut_disconnects_or_names_what_nobody_can_close(web: list[Exposure], chance: Chance) -> None:
    places = gathered(web)
    starts, limit = starts_of(PUBLIC, places), WEIGHT[chance]
    begun = {node for node, value in starts.items() if value >= limit}
    cut = cutter(places, chance).cut()
    reachable = TARGET in walked(places, begun, limit)
    if cut is None:
        assert not reachable or TARGET in begun
        return
    assert reachable
    doors = {place.id for place in cut.doors}
    left = walked([place for place in places if place.id not in doors], begun, limit)
    assert (TARGET in left) == cut.reachable
    if cut.reachable:
        assert cut.open
        assert all(priced(place) is None for place in cut.open)
        closed = doors | {place.id for place in cut.open}
        assert TARGET not in walked([place for place in places if place.id not in closed], begun, limit)


def subsets(places: list[Place]) -> Iterable[tuple[Place, ...]]:
    return chain.from_iterable(combinations(places, size) for size in range(len(places) + 1))


def single(place: Place) -> Place:
    """The place with only those ways that need one fact; there a minimum cut is exact."""
    return replace(place, ways=tuple(way for way in place.ways if len(way.clues) == 1))


@given(webs(), CHANCES)
@settings(max_examples=250, deadline=None)
def test_no_cheaper_cut_exists_and_it_costs_what_flows(web: list[Exposure], chance: Chance) -> None:
    places = tuple(single(place) for place in gathered(web))
    asked = cutter(places, chance)
    cut = asked.cut()
    if cut is None or cut.open:
        return
    starts, limit = starts_of(PUBLIC, places), WEIGHT[chance]
    begun = {node for node, value in starts.items() if value >= limit}
    can = [place for place in places if priced(place)]
    enough = [
        sum(closing.cost for place in chosen if (closing := priced(place)))
        for chosen in subsets(can)
        if TARGET not in walked([place for place in places if place not in chosen], begun, limit)
    ]
    assert cut.cost == min(enough) == asked.flow()
    assert not cut.overstated


@given(webs(), CHANCES)
@settings(max_examples=200, deadline=None)
def test_where_both_are_needed_the_cut_still_holds_and_says_that_it_may_be_too_much(
    web: list[Exposure], chance: Chance
) -> None:
    places = tuple(
        replace(place, ways=(*place.ways, Way(clues=frozenset({Known("mail", part=True), Known("mobile", part=True)}),
                                              value=0.95)))
        for place in gathered(web)
    )  # fmt: skip
    cut = cutter(places, chance).cut()
    if cut is None or cut.open:
        return
    starts, limit = starts_of(PUBLIC, places), WEIGHT[chance]
    begun = {node for node, value in starts.items() if value >= limit}
    doors = {place.id for place in cut.doors}
    assert TARGET not in walked([place for place in places if place.id not in doors], begun, limit)
    if cut.overstated:  # no door of it can be left open
        for place in cut.doors:
            assert TARGET in walked([one for one in places if one.id not in doors - {place.id}], begun, limit)


@given(webs(), CHANCES)
@settings(max_examples=150, deadline=None)
def test_one_more_exposure_never_makes_a_fact_less_exposed(web: list[Exposure], chance: Chance) -> None:
    before = {one.fact.id: one.exposed for one in routes(gathered(web[:-1]), FACTS, priced, at_least=chance)}
    after = {one.fact.id: one.exposed for one in routes(gathered(web), FACTS, priced, at_least=chance)}
    assert all(after[key] >= value for key, value in before.items())


@given(webs(), CHANCES)
@settings(max_examples=150, deadline=None)
def test_taking_the_exposures_of_a_cut_away_takes_every_route_away(web: list[Exposure], chance: Chance) -> None:
    for answer in routes(gathered(web), FACTS, priced, at_least=chance):
        if answer.cut is None or answer.published:
            continue
        closed = {one.id for place in (*answer.cut.doors, *answer.cut.open) for one in place.exposures}
        hostile = {one.id for place in gathered(web) if place.hostile for one in place.exposures}
        if closed & hostile:  # closing such a place does not make its people forget: see the test below
            continue
        left = gathered([one for one in web if one.id not in closed])
        again = next(one for one in routes(left, FACTS, priced, at_least=chance) if one.fact.id == answer.fact.id)
        assert again.easiest is None


@given(webs(), CHANCES)
@settings(max_examples=150, deadline=None)
def test_chains_lead_from_what_is_known_to_the_fact(web: list[Exposure], chance: Chance) -> None:
    places = gathered(web)
    for answer in routes(places, FACTS, priced, at_least=chance):
        starts = starts_of(PUBLIC, () if answer.published else places)
        assert len(answer.chains) <= answer.independent
        for found in answer.chains:
            known = {node for node, value in starts.items() if value >= found.likelihood}
            known |= {Known(node.fact, part=True) for node in known}
            for step in found.steps:
                assert set(step.by) <= known
                assert step.shows in step.place.shows
                assert step.value >= found.likelihood
                known |= {step.shows, Known(step.shows.fact, part=True)}
            assert found.steps[-1].shows.fact == answer.fact.id
            clues = {node for step in found.steps for node in step.by}
            weights = [step.value for step in found.steps] + [value for node, value in starts.items() if node in clues]
            assert found.likelihood in weights
        likelihoods = [found.likelihood for found in answer.chains]
        assert likelihoods == sorted(likelihoods, reverse=True)


@given(webs(), CHANCES)
@settings(max_examples=100, deadline=None)
def test_chains_that_share_nothing_are_as_many_as_places_are_needed_to_cut(web: list[Exposure], chance: Chance) -> None:
    places = tuple(single(place) for place in gathered(web))
    asked = cutter(places, chance)
    starts, limit = starts_of(PUBLIC, places), WEIGHT[chance]
    begun = {node for node, value in starts.items() if value >= limit}
    if TARGET in begun:
        assert asked.chains() == 0
        return
    fewest = min(
        len(chosen)
        for chosen in subsets(list(places))
        if TARGET not in walked([place for place in places if place not in chosen], begun, limit)
    )
    assert asked.chains() == fewest


@given(webs(), CHANCES)
@settings(max_examples=100, deadline=None)
def test_the_next_best_cut_holds_differs_and_costs_no_less(web: list[Exposure], chance: Chance) -> None:
    places = gathered(web)
    asked = cutter(places, chance)
    first = asked.cut()
    if first is None or first.open:
        return
    other = asked.next_best(first)
    if other is None:
        return
    assert {place.id for place in other.doors} != {place.id for place in first.doors}
    assert other.overstated or other.cost >= first.cost
    starts, limit = starts_of(PUBLIC, places), WEIGHT[chance]
    begun = {node for node, value in starts.items() if value >= limit}
    doors = {place.id for place in other.doors}
    assert TARGET not in walked(without(places, lambda place: place.id in doors), begun, limit)
