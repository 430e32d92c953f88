"""What closing a place takes: the way out that tells least where one is known, what is usual for its kind where not."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from unlisted.knowledge import Broker, Demand, Life
from unlisted.lookups import lineage, way_out, weight
from unlisted.model import Fact, StepState
from unlisted.plan.leaving import opt_out_id
from unlisted.routes import Closing, ClosingOf, Place


def closings(
    facts: Collection[Fact],
    brokers: Mapping[str, Broker],
    states: Mapping[str, StepState],
    calls: Mapping[str, Collection[str]] | None = None,
) -> ClosingOf:
    """How each place is closed. None for what nobody can leave or call back, or where she could do no step.

    `calls` are the steps of the plan with what each is about, so that a closing names none that is not there.
    """
    kinds = {fact.id: fact.kind.value for fact in facts if fact.of is None}
    could_not = {step for step, state in states.items() if state is StepState.COULD_NOT}
    told: dict[tuple[str, str | None, frozenset[str]], Closing | None] = {}  # hundreds of places are few kinds of place

    def closing_of(place: Place) -> Closing | None:
        shown = frozenset(kinds[node.fact] for node in place.shows if node.fact in kinds and not node.part)
        step = None if place.broker else step_of(place)
        key = (place.broker.id if place.broker else f"/{place.kind.id}", step, shown)
        if key not in told:
            told[key] = worked_out(place, step, shown)
        return told[key]

    def worked_out(place: Place, step: str | None, shown: Collection[str]) -> Closing | None:
        if place.broker is None and not place.kind.closable:
            return None
        if place.broker is not None:
            return _way_out(place, place.broker, brokers, shown, could_not)
        if place.kind.closed_by and could_not.issuperset(place.kind.closed_by):
            return None
        return _usual(place, shown, step)

    def step_of(place: Place) -> str | None:
        """The first step that closes such a place and that the plan has for this one."""
        ids = {exposure.id for exposure in place.exposures}
        possible = (step for step in place.kind.closed_by if step not in could_not)
        return next((step for step in possible if calls is None or not ids.isdisjoint(calls.get(step, ()))), None)

    return closing_of


def _way_out(
    place: Place, broker: Broker, brokers: Mapping[str, Broker], shown: Collection[str], could_not: Collection[str]
) -> Closing | None:
    if broker.status is Life.NO_OPT_OUT:
        return None
    failed = {one.id for one in lineage(broker, brokers) if opt_out_id(one.id) in could_not}
    way = way_out(broker, brokers, shown, failed)
    if way is None:
        return None if failed else _usual(place, shown, None)
    return Closing(
        minutes=way.route.minutes,
        days=place.kind.days if way.route.days is None else way.route.days,
        works=place.kind.works,
        new=way.new,
        tells=weight(way.new) if way.route.asks_known else weight(place.kind.discloses),
        step=opt_out_id(way.broker.id),
    )


def _usual(place: Place, shown: Collection[str], step: str | None) -> Closing:
    new: tuple[Demand, ...] = tuple(demand for demand in place.kind.discloses if demand.value not in shown)
    return Closing(
        minutes=place.kind.minutes,
        days=place.kind.days,
        works=place.kind.works,
        new=new,
        tells=weight(new),
        step=step,
    )
