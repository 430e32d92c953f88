"""The catalogue of places that publish people: enough of them, each of use, each with where and when it was read."""

from __future__ import annotations

from datetime import date

import pytest

from unlisted.knowledge import Broker, Category, Life, Status, load
from unlisted.knowledge.brokers import Login, Proof

BROKERS = load().brokers
PLACES = [pytest.param(broker, id=broker.id) for broker in BROKERS.values()]
TODAY = date(2026, 11, 25)


def test_there_are_as_many_as_are_claimed() -> None:
    counts = load().stats(TODAY)
    assert counts["brokers_person_facing"] >= 300
    assert counts["brokers_outside_us"] >= 70
    assert counts["western_balkans"] >= 40
    serbian = [b for b in BROKERS.values() if "RS" in b.countries and b.person_facing and b.lookup and b.lookup.steps]
    assert len(serbian) >= 20


@pytest.mark.parametrize("broker", PLACES)
def test_every_place_is_of_use(broker: Broker) -> None:
    """A way to look, a way out (its own or a parent's), or what helps where there is none."""
    if broker.status is Life.GONE:
        return
    parent = BROKERS.get(broker.parent or "")
    assert broker.lookup or broker.opt_outs or broker.reduces or (parent and parent.opt_outs)


@pytest.mark.parametrize("broker", PLACES)
def test_dates_are_there_and_not_in_the_future(broker: Broker) -> None:
    assert broker.status_on <= TODAY
    for part in (broker.lookup, *broker.opt_outs):
        if part is not None:
            assert part.seen <= TODAY
            assert part.source.startswith("https://")


@pytest.mark.parametrize("broker", PLACES)
def test_live_means_that_somebody_saw_it(broker: Broker) -> None:
    if broker.status is Life.LIVE:
        assert any(source.status is not Status.UNVERIFIED for source in broker.sources)


@pytest.mark.parametrize("broker", PLACES)
def test_what_it_demands_is_said_twice_alike(broker: Broker) -> None:
    """A proof by a paper or a face is a demand for it."""
    for route in broker.opt_outs:
        if Proof.ID_DOCUMENT in route.proof and route.asks_known:
            assert "id-document" in {demand.value for demand in route.asks}
        if Proof.SELFIE in route.proof and route.asks_known:
            assert "selfie" in {demand.value for demand in route.asks}
    if broker.lookup and broker.lookup.login is Login.ID_NUMBER:
        assert "national-id" in {demand.value for demand in broker.lookup.asks}


@pytest.mark.parametrize("broker", PLACES)
def test_file_names_say_what_is_in_them(broker: Broker) -> None:
    assert broker.id.split("-")[0] in {code.lower() for code in broker.countries} | {"ww"} or broker.countries


def test_an_opt_out_without_a_hit_only_where_it_tells_nothing_new() -> None:
    """Her operator, a register of the state, her own account there: never a firm that did not know her before."""
    strangers = {Category.PEOPLE_SEARCH, Category.CALLER_ID, Category.FACE_SEARCH, Category.MARKETING}
    assert not [broker.id for broker in BROKERS.values() if broker.unseen and broker.category in strangers]


def test_one_parent_covers_its_children() -> None:
    families: dict[str, int] = {}
    for broker in BROKERS.values():
        if broker.parent:
            families[broker.parent] = families.get(broker.parent, 0) + 1
    assert sum(count >= 4 for count in families.values()) >= 5
