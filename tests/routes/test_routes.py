"""What a route is: by what places are found, what hunters have already, what nobody can close."""

from __future__ import annotations

from dataclasses import replace

import pytest

from support.webs import (
    CHILD,
    FACTS,
    FATHER,
    FATHERS_PHONE,
    HANDLE,
    HOME,
    HUNTING,
    KNOWLEDGE,
    LEGAL,
    MAIL,
    MOBILE,
    NAME,
    WORK,
    closing,
    exposure,
    gathered,
    message,
    shown,
)  # fmt: skip
from unlisted.knowledge import Broker, Chance
from unlisted.model import Exposure, Fact, How, Intent, Kind, Reach, StepState, Visibility
from unlisted.plan import closings, opt_out_id
from unlisted.report.routes import Names, answer_lines, notes
from unlisted.routes import WEIGHT, Answer, Known, Net, Place, Way, routes, starts_of, targets, without

STORY = (
    exposure("forum", [HANDLE, MAIL]),
    exposure("list", [MAIL, LEGAL]),
    exposure("directory", [LEGAL, HOME]),
)


def answer(fact: str, *exposures: Exposure, at_least: Chance = Chance.MAYBE, **more: object) -> Answer:
    found = routes(gathered(exposures), FACTS, closing, at_least=at_least, **more)  # type: ignore[arg-type]
    return next(one for one in found if one.fact.id == fact)


def test_the_story_of_three_places() -> None:
    told = answer("home", *STORY)
    assert told.easiest is not None
    steps = [(step.by[0].fact, step.place.id, step.shows.fact) for step in told.easiest.steps]
    assert steps == [
        ("instagram", "forum", "mail"),
        ("mail", "list", "legal-name"),
        ("legal-name", "directory", "home"),
    ]
    assert told.independent == 1
    assert told.cut is not None
    assert len(told.cut.doors) == 1
    assert not told.cut.reachable
    assert told.changes == ("instagram", "mail")
    assert told.next_best is not None
    assert {place.id for place in told.next_best.doors} != {place.id for place in told.cut.doors}


def test_the_widest_chain_wins_and_of_two_as_wide_the_shorter() -> None:
    short_but_faint = exposure("group", [HANDLE, HOME], reach=Reach.MEMBERS)
    told = answer("home", *STORY, short_but_faint)
    assert told.easiest is not None
    assert len(told.easiest.steps) == 3
    told = answer("home", *STORY, exposure("direct", [HANDLE, HOME]))
    assert told.easiest is not None
    assert [step.place.id for step in told.easiest.steps] == ["direct"]
    assert told.independent == 2


def test_without_a_place_the_route_is_gone_and_the_fact_is_not_reached_by_what_was_looked_at() -> None:
    left = without(gathered(STORY), lambda place: place.id == "list")
    told = {one.fact.id: one for one in routes(left, FACTS, closing)}
    assert told["home"].easiest is None
    assert told["home"].fainter is None
    assert told["mail"].easiest is not None


def test_below_the_chosen_likelihood_a_route_is_only_told_as_faint() -> None:
    told = answer("home", exposure("group", [HANDLE, HOME], reach=Reach.MEMBERS), at_least=Chance.LIKELY)
    assert told.easiest is None
    assert told.fainter is not None
    assert told.exposed == told.fainter.likelihood == WEIGHT[Chance.SELDOM]


@pytest.mark.parametrize("state", [Visibility.NOT_VISIBLE, Visibility.NOT_ME])
def test_what_is_not_visible_or_not_her_leads_nowhere(state: Visibility) -> None:
    assert answer("home", exposure("a", [HANDLE, HOME], state=state)).easiest is None


def test_what_nobody_looked_at_again_still_counts() -> None:
    assert answer("home", exposure("a", [HANDLE, HOME], state=Visibility.NOT_LOOKED)).easiest


def test_her_own_mail_and_private_places_are_found_by_nobody() -> None:
    assert answer("home", exposure("a", [HANDLE, HOME], source="mail", reach=Reach.PRIVATE)).exposed == 0
    assert answer("home", exposure("a", [HANDLE, HOME], reach=Reach.PRIVATE)).exposed == 0


def test_a_weak_sighting_makes_a_weak_step() -> None:
    told = answer("home", exposure("a", [HANDLE, shown(HOME, 0.3)]), at_least=Chance.SELDOM)
    assert told.exposed == 0.3


def test_a_part_of_an_address_is_no_address() -> None:
    part = shown(HOME, 0.6, parts=("street", "city"))
    told = answer("home", exposure("a", [HANDLE, part]))
    assert told.exposed == 0
    net = Net(gathered([exposure("a", [HANDLE, part])]))
    assert Known("home", part=True) in net.reached(starts_of({"instagram"}), 0.4)


def test_a_fact_she_removed_is_passed_over() -> None:
    gone = [one for one in FACTS if one.id != "mail"]
    places = gathered(STORY, gone)
    assert next(one for one in routes(places, gone, closing) if one.fact.id == "home").easiest is None


# --- people who look for her -------------------------------------------------------------------------------------


def test_what_a_hostile_group_publishes_is_known_there_and_no_cut_is_protection() -> None:
    told = answer("home", message("m1", [NAME], intent=HUNTING), message("m2", [HOME], intent=Intent.PUBLISHES))
    assert told.published
    assert told.exposed == 1
    assert [len(place.exposures) for place in told.hostile] == [2]
    assert told.cut is not None  # against newcomers only
    assert told.easiest is not None
    assert told.easiest.steps[0].by in {(Known("public-name"),)}


def test_hunters_start_from_what_their_group_shows() -> None:
    web = (message("m1", [MOBILE], intent=HUNTING), exposure("directory", [MOBILE, HOME]))
    told = answer("home", *web)
    assert not told.published
    assert told.easiest is not None
    assert [step.by for step in told.easiest.steps] == [(Known("mobile"),)]
    assert told.cut is not None
    assert [place.id for place in told.cut.doors] == ["directory"]  # closing the group would not make them forget
    assert answer("home", *(replace(one, intent=Intent.MENTIONS) for one in web)).easiest is None


def test_a_group_is_one_place_and_a_cut_closes_it_as_a_whole() -> None:
    told = answer("home", message("m1", [NAME]), message("m2", [HOME]), message("m3", [NAME, HOME]))
    assert told.cut is not None
    (group,) = told.cut.doors
    assert len(group.exposures) == 3
    assert group.id == "group"


# --- relatives and children --------------------------------------------------------------------------------------


def test_a_relatives_fact_counts_only_beside_one_of_hers() -> None:
    alone = exposure("a", [FATHERS_PHONE])
    assert not gathered([alone])
    web = (exposure("p", [NAME, FATHER]), exposure("q", [FATHER, FATHERS_PHONE, HOME]))
    assert answer("home", *web).easiest
    assert "fathers-phone" not in {one.id for one in targets(FACTS)}
    assert [one.id for one in targets(FACTS, ["fathers-phone"])] == ["fathers-phone"]


# --- what cannot be closed ---------------------------------------------------------------------------------------


def test_what_nobody_can_close_is_named_and_the_rest_still_closed() -> None:
    register = exposure("r", [NAME, HOME], target="register.example.org")
    other = exposure("p", [HANDLE, HOME])
    told = answer("home", register, other)
    assert told.cut is not None
    assert [place.id for place in told.cut.open] == ["r"]
    assert [place.id for place in told.cut.doors] == ["p"]
    assert told.cut.reachable


def test_a_register_without_a_way_out_and_a_step_she_could_not_do_are_uncuttable() -> None:
    register = next(one for one in KNOWLEDGE.brokers.values() if one.status.value == "no-opt-out")
    way_out = next(one for one in KNOWLEDGE.brokers.values() if one.opt_outs and one.status.value == "live")
    at_register, at_other = (
        gathered([exposure("e", [NAME, HOME], source="by-hand", by_hand=True, target=broker.domain)])[0]
        for broker in (register, way_out)
    )
    ask = closings(FACTS, KNOWLEDGE.brokers, {})
    assert at_register.broker == register
    assert ask(at_register) is None
    taken = ask(at_other)
    assert taken is not None
    assert taken.step == opt_out_id(way_out.id)
    assert closings(FACTS, KNOWLEDGE.brokers, {opt_out_id(way_out.id): StepState.COULD_NOT})(at_other) is None
    (page,) = gathered([exposure("p", [NAME, HOME])])
    assert ask(page)
    assert closings(FACTS, KNOWLEDGE.brokers, dict.fromkeys(page.kind.closed_by, StepState.COULD_NOT))(page) is None


def test_a_known_place_is_found_by_what_it_can_be_searched_by() -> None:
    brokers = KNOWLEDGE.brokers.values()
    by_address = next(one for one in brokers if one.found_by and Kind.NAME not in one.found_by)
    (place,) = gathered([exposure("e", [NAME, *FACTS], source="by-hand", by_hand=True, target=by_address.domain)])
    kinds = {one.id: one.kind for one in FACTS}
    assert {kinds[clue.fact] for way in place.ways for clue in way.clues} <= set(by_address.found_by)


def test_both_facts_are_needed_where_it_says_so() -> None:
    web = [exposure("p", [shown(NAME, 0.95), WORK, HOME])]
    (place,) = gathered(web)
    both = [way for way in place.ways if len(way.clues) == 2]
    assert frozenset({Known("public-name", part=True), Known("work", part=True)}) in {way.clues for way in both}
    only_both = replace(place, ways=tuple(way for way in both if Known("work", part=True) in way.clues))
    assert Known("home") not in Net([only_both]).reached(starts_of({"public-name"}), 0.1)
    assert Known("home") in Net([only_both]).reached(starts_of({"public-name", "work"}), 0.1)


def test_how_a_partly_seen_name_counts() -> None:
    told = answer("home", exposure("p", [shown(NAME, 0.2, How.PARTIAL), HOME]), at_least=Chance.SELDOM)
    assert told.exposed == 0.2


def test_children_can_be_asked_for_but_come_last() -> None:
    order = [one.id for one in targets((CHILD, *FACTS))]
    assert order[0] == "home"
    assert "little-one" in order


# --- known places of which she said little -----------------------------------------------------------------------


def at_broker(facts: list[Fact], broker: Broker, **more: object) -> Exposure:
    return exposure("b", facts, source="by-hand", by_hand=True, target=broker.domain, strength=1.0, **more)


def listing() -> Broker:
    """A known place on whose pages an address stands beside a name."""
    return next(
        one for one in KNOWLEDGE.brokers.values()
        if Kind.ADDRESS in one.shows and Kind.NAME in one.found_by and one.opt_outs and one.status.value == "live"
        and one.category in {entry for kind in KNOWLEDGE.findability.values() for entry in kind.categories}
    )  # fmt: skip


def said(*exposures: Exposure) -> str:
    places = gathered(exposures)
    answers = routes(places, FACTS, closing)
    names = Names(FACTS)
    lines = [line.words for one in answers for line in answer_lines(one, names, closing)]
    return "\n".join([*lines, *notes(answers, places, FACTS, names)])


def test_where_she_said_only_that_she_is_there_what_such_a_place_shows_counts_as_perhaps() -> None:
    broker = listing()
    told = answer("home", at_broker([], broker))
    assert told.easiest is not None
    assert told.easiest.likelihood <= WEIGHT[Chance.MAYBE]
    assert told.easiest.places[0].supposed
    words = said(at_broker([], broker))
    assert "perhaps shows home (address)" in words
    assert "you did not say which facts you saw" in words
    assert answer("home", at_broker([], broker), at_least=Chance.LIKELY).easiest is None
    assert answer("home", at_broker([], broker, state=Visibility.NOT_VISIBLE)).easiest is None


def test_where_she_said_what_she_saw_that_counts_and_it_says_that_more_may_be_there() -> None:
    broker = listing()
    assert answer("home", at_broker([NAME], broker)).exposed == 0
    words = said(at_broker([NAME], broker))
    assert "may show more than you said you saw, and that is not counted" in words
    everything = said(at_broker(list(FACTS), broker))  # the control: she saw all that such a place shows
    assert "may show more" not in everything


def test_a_place_nobody_knows_without_facts_leads_nowhere() -> None:
    assert not gathered([exposure("b", [], source="by-hand", by_hand=True, target="a poster")])


def test_a_cut_that_may_be_more_than_is_needed_says_so() -> None:
    """Two registers that nobody can close, and both of two facts are needed to find each."""

    def needing(identity: str, *clues: Fact) -> Place:
        (place,) = gathered([exposure(identity, [*clues, HOME], target="register.example.org")])
        return replace(place, ways=(Way(clues=frozenset(Known(one.id, part=True) for one in clues), value=0.95),))

    finds = [exposure(f"to-{one.id}", [NAME, one]) for one in (LEGAL, WORK, MAIL, MOBILE)]
    web = (*gathered(finds), needing("r", LEGAL, WORK), needing("s", MAIL, MOBILE))
    told = next(one for one in routes(web, FACTS, closing) if one.fact.id == "home")
    assert told.cut is not None
    assert told.cut.overstated
    assert len(told.cut.doors) == 2
    words = "\n".join(line.words for line in answer_lines(told, Names(FACTS), closing))
    assert "one was taken to be enough" in words
    one_door = next(one for one in routes(web[:-1], FACTS, closing) if one.fact.id == "home")
    assert "taken to be enough" not in "\n".join(
        line.words for line in answer_lines(one_door, Names(FACTS), closing)
    )  # one door cannot be too many
    plain = answer("home", *STORY)  # the control
    assert plain.cut is not None
    assert not plain.cut.overstated


# --- odd vaults --------------------------------------------------------------------------------------------------


def test_a_circle_ends() -> None:
    web = (exposure("a", [MAIL, LEGAL]), exposure("b", [LEGAL, MOBILE]), exposure("c", [MOBILE, MAIL]))
    assert answer("home", *web).exposed == 0
    told = answer("home", *web, exposure("d", [HANDLE, MAIL]), exposure("e", [MOBILE, HOME]))
    assert told.easiest is not None
    assert len(told.easiest.steps) == 3


def test_a_source_that_this_version_does_not_know_is_a_place_like_any_other() -> None:
    told = answer("home", exposure("x", [HANDLE, HOME], source="a-source-of-tomorrow"))
    assert told.easiest is not None
    assert told.easiest.places[0].kind.id == "other-place"
    assert told.cut is not None
    assert "x" in {place.id for place in told.cut.doors}


def test_two_thousand_messages_of_one_group_are_one_place_and_one_door() -> None:
    group = [message(f"m{number}", [NAME, HOME] if number % 2 else [MAIL]) for number in range(2000)]
    told = answer("home", *group)
    assert told.cut is not None
    (door,) = told.cut.doors
    assert len(door.exposures) == 2000
    assert told.independent == 1
