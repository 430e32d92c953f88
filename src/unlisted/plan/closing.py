"""What closing a place takes: the way out that tells least where one is known, what is usual for its kind where not."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from unlisted.knowledge import Broker, Demand, Life
from unlisted.lookups import way_out, weight
from unlisted.model import Fact, StepState
from unlisted.routes import Closing, ClosingOf, Place


def opt_out_id(broker: str) -> str:
    """The id of the step that asks this place to leave her out."""
    return f"leave-{broker}"


def closings(facts: Collection[Fact], brokers: Mapping[str, Broker], states: Mapping[str, StepState]) -> ClosingOf:
    """How each place is closed. None for what nobody can leave or call back, or where she could do no step."""
    kinds = {fact.id: fact.kind.value for fact in facts if fact.of is None}
    told: dict[tuple[str, frozenset[str]], Closing | None] = {}  # hundreds of places are few kinds of place

    def closing_of(place: Place) -> Closing | None:
        shown = frozenset(kinds[node.fact] for node in place.shows if node.fact in kinds and not node.part)
        key = (place.broker.id if place.broker else f"/{place.kind.id}", shown)
        if key not in told:
            told[key] = worked_out(place, shown)
        return told[key]

    def worked_out(place: Place, shown: Collection[str]) -> Closing | None:
        if place.broker is None and not place.kind.closable:
            return None
        if place.broker is not None:
            return _way_out(place, place.broker, brokers, shown, states)
        steps = [step for step in place.kind.closed_by if states.get(step) is not StepState.COULD_NOT]
        if place.kind.closed_by and not steps:
            return None
        return _usual(place, shown, steps[0] if steps else None)

    return closing_of


def _way_out(
    place: Place, broker: Broker, brokers: Mapping[str, Broker], shown: Collection[str], states: Mapping[str, StepState]
) -> Closing | None:
    step = opt_out_id(broker.id)
    if broker.status is Life.NO_OPT_OUT or states.get(step) is StepState.COULD_NOT:
        return None
    way = way_out(broker, brokers, shown)
    if way is None:
        return _usual(place, shown, step)
    return Closing(
        minutes=way.route.minutes,
        days=place.kind.days if way.route.days is None else way.route.days,
        works=place.kind.works,
        new=way.new,
        tells=weight(way.new) if way.route.asks_known else weight(place.kind.discloses),
        step=step,
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
