"""Guided look-ups: the right places in the right order, links that tell little, and the way out that tells least."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unlisted.facts import make
from unlisted.knowledge import Broker, Category, Demand, Life, OptOut, Source, Status
from unlisted.knowledge.basics import Country, Domain, Email, Slug, Template, Url, When
from unlisted.knowledge.brokers import By, Licence, Lookup
from unlisted.lookups import (
    AGAIN,
    ESSENTIAL,
    EVERY,
    Stand,
    due,
    due_on,
    link,
    queue,
    stand_of,
    way_out,
)
from unlisted.model import Answer, Answered, Exposure, Fact, How, Intent, Kind, Person, Reach, SeenFact
from unlisted.rounds import by_hand

TODAY = date(2026, 11, 25)
NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
SERBIA, GERMANY, CALIFORNIA = (
    Person(country="RS"),
    Person(country="DE"),
    Person(country="US", region="US-CA"),
)


def fact(kind: Kind, value: str, *, public: bool = False, of: str | None = None, country: str = "RS") -> Fact:
    return replace(make(Person(country=country), kind, value), public=public, of=of)


NAME = fact(Kind.NAME, "Milena Primerović", public=True)
PHONE = fact(Kind.PHONE, "064 000 0123")
HOME = fact(Kind.ADDRESS, "Izmišljena 17, 21000 Novi Sad")
FACTS = (NAME, PHONE, HOME)

SOURCE = Source(
    title="A page", url=Url("https://example.org/c"), date=When("2026"), seen=date(2026, 11, 1), status=Status.SEEN
)


def look(template: str | None = None) -> Lookup:
    return Lookup(
        seen=date(2026, 11, 1),
        source=Url("https://example.org/c"),
        status=Status.SEEN,
        asks=(),
        url=Url("https://example.org/"),
        template=Template(template) if template else None,
    )


def route(*asks: Demand, by: By = By.FORM, known: bool = True, minutes: int = 10) -> OptOut:
    return OptOut(
        by=by,
        seen=date(2026, 11, 1),
        source=Url("https://example.org/c"),
        status=Status.SEEN,
        asks=asks,
        asks_known=known,
        url=Url("https://example.org/out"),
        email=Email("privacy@example.org") if by is By.EMAIL else None,
        minutes=minutes,
    )


def broker(name: str, **more: object) -> Broker:
    base: dict[str, object] = {
        "id": Slug(name),
        "name": name,
        "domain": Domain(f"{name}.example.org"),
        "category": Category.PEOPLE_SEARCH,
        "status": Life.LIVE,
        "status_on": date(2026, 11, 1),
        "countries": (Country("RS"),),
        "licence": Licence.OWN_PAGE,
        "sources": (SOURCE,),
        "lookup": look(),
        "found_by": (Kind.NAME,),
    }
    return Broker(**{**base, **more})  # type: ignore[arg-type]


def catalogue(*brokers: Broker) -> dict[str, Broker]:
    return {one.id: one for one in brokers}


def answered(place: str, *answers: tuple[int, Answer]) -> list[Answered]:
    """Answers given so many days before today."""
    return [Answered(place=place, at=NOW - timedelta(days=days), answer=answer) for days, answer in answers]


def places(
    brokers: dict[str, Broker], person: Person = SERBIA, facts: tuple[Fact, ...] = FACTS, **more: object
) -> list[str]:
    exposures, answers = more.get("exposures", ()), more.get("answers", ())
    return [p.broker.id for p in queue(brokers, person, facts, exposures, answers, TODAY)]  # type: ignore[arg-type]


# --- which places, in which order ---


def test_only_places_of_her_countries_and_of_every_country() -> None:
    known = catalogue(
        broker("here", order=30),
        broker("everywhere", countries=(), order=10),
        broker("us", countries=("US",), order=1),
        broker("austria", countries=("AT",), order=1),
    )
    assert places(known) == ["everywhere", "here"]
    assert places(known, Person(country="RS", lived_in=("AT",))) == [
        "everywhere",
        "here",
        "austria",
    ]  # home comes first


def test_a_place_abroad_comes_in_when_she_was_seen_there() -> None:
    known = catalogue(broker("us", countries=("US",)), broker("here"))
    seen = (SeenFact(fact=NAME.id, kind=Kind.NAME, parts=(), how=How.EXACT, strength=1.0),)
    exposure = exposure_at("https://www.us.example.org/milena", seen)
    found = queue(known, SERBIA, FACTS, [exposure], (), TODAY)
    assert [(p.broker.id, p.stand) for p in found] == [("us", Stand.SEEN), ("here", Stand.TO_LOOK)]


def exposure_at(target: str, seen: tuple[SeenFact, ...]) -> Exposure:
    return by_hand(
        target, facts=seen, intent=Intent.PUBLISHES, date=None, reach=Reach.INDEXED, now=NOW, keyed=lambda text: text
    )


def test_what_cannot_be_looked_up_with_her_facts_stays_away() -> None:
    known = catalogue(broker("by-phone", found_by=(Kind.PHONE,)), broker("by-face", found_by=(Kind.PHOTO,)))
    assert places(known) == ["by-phone"]
    assert places(known, facts=(NAME,)) == []
    relatives = (NAME, fact(Kind.PHONE, "064 000 0456", of="father"))
    assert places(known, facts=relatives) == []  # a relative's number opens nothing


def test_the_dead_and_the_invisible_stay_away_unless_she_named_them() -> None:
    known = catalogue(
        broker("dead", status=Life.GONE),
        broker("ads", category=Category.MARKETING),
        broker("scores", category=Category.RISK),
    )
    assert places(known) == []
    assert places(known, answers=answered("ads", (1, Answer.SEEN))) == ["ads"]


def test_a_region_keeps_to_its_people() -> None:
    known = catalogue(broker("drop", countries=("US",), region="US-CA", found_by=(), category=Category.REGISTRY))
    assert places(known, CALIFORNIA) == ["drop"]
    assert places(known, Person(country="US", region="US-TX")) == []
    assert places(known, Person(country="US")) == ["drop"]  # she did not say where: the entry says whom it is for


def test_the_optional_ones_stand_last_and_are_called_so() -> None:
    known = catalogue(broker("rest", order=ESSENTIAL), broker("one", order=ESSENTIAL - 1))
    found = queue(known, SERBIA, FACTS, (), (), TODAY)
    assert [(p.broker.id, p.optional) for p in found] == [("one", False), ("rest", True)]


# --- links ---


@pytest.mark.parametrize(
    ("template", "url", "private"),
    [
        ("https://example.org/{given}-{surname}", "https://example.org/Milena-Primerovi%C4%87", False),
        ("https://example.org/s?q={name}", "https://example.org/s?q=Milena+Primerovi%C4%87", False),
        ("https://example.org/s?q={phone}", "https://example.org/s?q=%2B381640000123", True),
        ("https://example.org/s?q={name}&t={phone}", "https://example.org/", False),  # never together
        ("https://example.org/s?q={surname}&c={city}", "https://example.org/", False),
        ("https://example.org/s?q={email}", "https://example.org/", False),  # she entered none
    ],
)
def test_links_carry_public_facts_or_one_private_alone(template: str, url: str, private: bool) -> None:
    made = link(broker("x", lookup=look(template)), FACTS)
    assert made is not None
    assert (made.url, made.private) == (url, private)


def test_a_public_fact_goes_before_a_private_one_of_its_kind() -> None:
    other = fact(Kind.NAME, "Mila Tajnić")
    made = link(broker("x", lookup=look("https://example.org/{surname}")), (other, NAME))
    assert made is not None
    assert (made.url, made.private) == ("https://example.org/Primerovi%C4%87", False)


@given(
    st.lists(
        st.sampled_from(["name", "given", "surname", "city", "phone", "email", "username"]), min_size=1, max_size=4
    )
)
def test_no_link_ever_joins_a_private_fact_with_another_kind(names: list[str]) -> None:
    template = "https://example.org/s?" + "&".join(f"x={{{name}}}" for name in names)
    made = link(broker("x", lookup=look(template)), FACTS)
    assert made is not None
    assert not made.private or len(made.tells) == 1
    assert ("Novi" in made.url) <= (made.tells == (Kind.ADDRESS,))


# --- states and days ---


@pytest.mark.parametrize(
    ("answers", "stand"),
    [
        ([], Stand.TO_LOOK),
        ([Answer.SEEN], Stand.SEEN),
        ([Answer.SEEN, Answer.ASKED], Stand.ASKED),
        ([Answer.SEEN, Answer.ASKED, Answer.WAITING], Stand.WAITING),
        ([Answer.SEEN, Answer.ASKED, Answer.NOT_THERE], Stand.NOT_VISIBLE),
        ([Answer.SEEN, Answer.ASKED, Answer.NOT_THERE, Answer.SEEN], Stand.SEEN_AGAIN),
        ([Answer.NOT_THERE, Answer.SEEN], Stand.SEEN),  # she was never asked to go from there
        ([Answer.NOT_ME], Stand.NOT_ME),
        ([Answer.COULD_NOT_LOOK], Stand.COULD_NOT_LOOK),
    ],
)
def test_where_she_stands(answers: list[Answer], stand: Stand) -> None:
    assert stand_of([Answered(place="x", at=NOW, answer=answer) for answer in answers]) is stand


def test_looking_again_after_one_four_and_sixteen_weeks_then_every_hundred_days() -> None:
    asked = TODAY - timedelta(days=400)

    def next_look(days: int) -> int:
        at = datetime.combine(asked, datetime.min.time(), UTC)
        answers = [
            Answered(place="x", at=at, answer=Answer.ASKED),
            *([Answered(place="x", at=at + timedelta(days=days), answer=Answer.NOT_THERE)] if days else []),
        ]
        return (due_on(answers, TODAY) - asked).days

    assert [next_look(days) for days in (0, 7, 8, 28, 112, 212, 300)] == [7, 28, 28, 112, 212, 312, 312]
    assert AGAIN == (7, 28, 112)
    assert EVERY == 100


@given(st.lists(st.tuples(st.integers(0, 900), st.sampled_from(list(Answer))), max_size=6))
def test_the_next_look_is_never_before_the_last_answer(given_answers: list[tuple[int, Answer]]) -> None:
    answers = answered("x", *sorted(given_answers, key=lambda pair: -pair[0]))
    day = due_on(answers, TODAY)
    assert not answers or day > answers[-1].at.date() or answers[-1].answer is Answer.SEEN


def test_what_was_put_off_is_not_due() -> None:
    known = catalogue(broker("a"), broker("b"))
    found = queue(known, SERBIA, FACTS, (), answered("a", (2, Answer.ASKED)), TODAY)
    assert [place.broker.id for place in due(found, TODAY)] == ["b"]
    assert [place.broker.id for place in due(found, TODAY + timedelta(days=5))] == ["a", "b"]


# --- the way out ---


def test_no_way_out_is_shown_where_she_was_not_seen() -> None:
    known = catalogue(broker("a", opt_outs=(route(Demand.EMAIL),)), broker("b", opt_outs=(route(),), unseen=True))
    found = {place.broker.id: place for place in queue(known, SERBIA, FACTS, (), (), TODAY)}
    assert found["a"].way_out is None
    assert found["b"].way_out is not None
    seen = queue(known, SERBIA, FACTS, (), answered("a", (0, Answer.SEEN)), TODAY)
    assert next(place for place in seen if place.broker.id == "a").way_out is not None


def test_the_way_that_tells_least_is_chosen() -> None:
    place = broker(
        "a",
        shows=(Kind.NAME, Kind.ADDRESS),
        opt_outs=(route(Demand.ID_DOCUMENT), route(Demand.ADDRESS, Demand.EMAIL, minutes=90), route(Demand.PHONE)),
    )
    way = way_out(place, catalogue(place), ())
    assert way is not None
    assert way.route.asks == (Demand.ADDRESS, Demand.EMAIL)  # it shows the address already
    assert way.new == (Demand.EMAIL,)


def test_what_is_not_known_is_not_taken_for_nothing() -> None:
    place = broker("a", opt_outs=(route(known=False), route(Demand.EMAIL)))
    way = way_out(place, catalogue(place), ())
    assert way is not None
    assert way.route.asks == (Demand.EMAIL,)


def test_the_parent_first_and_then_each_child() -> None:
    parent = broker("firm", countries=("US",), opt_outs=(route(Demand.EMAIL),), category=Category.MARKETING)
    one = broker("one", parent="firm", opt_outs=(route(),))
    two, gone = broker("two", parent="one"), broker("three", parent="firm", status=Life.GONE)
    way = way_out(one, catalogue(parent, one, two, gone), ())
    assert way is not None
    assert way.broker.id == "firm"
    assert way.covers == ("two",)


@given(
    st.lists(st.lists(st.sampled_from(list(Demand)), max_size=4), min_size=1, max_size=5),
    st.sets(st.sampled_from(list(Kind))),
)
def test_no_other_route_tells_a_subset(asks: list[list[Demand]], shows: set[Kind]) -> None:
    place = broker("a", shows=tuple(shows), opt_outs=tuple(route(*one) for one in asks))
    way = way_out(place, catalogue(place), ())
    assert way is not None
    news = [{demand for demand in one if demand.value not in {kind.value for kind in shows}} for one in asks]
    free = {Demand.NAME, Demand.LISTING}
    assert not any(one - free < set(way.new) - free for one in news)
