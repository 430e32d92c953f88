"""What became of everything over time, gathered for the reports: the looks, how each fact stood after them, what came
to pass between two of them, and what she did meanwhile. Pure.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date

from unlisted.history import Between, Moment, Other
from unlisted.model import Exposure, StepState
from unlisted.routes import Line


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """Something she did: a step of the checklist, or asking a known place (`broker`) to leave her out.

    `places` are the exposures that it was for, by id.
    """

    step: str
    broker: str | None
    state: StepState
    day: date
    places: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """The looks that are shown (`moments`), a line with as many points for each private fact, and the comparison.

    `change` has a line of two points a fact, before and after; `left_out` counts looks that are not shown.
    """

    moments: tuple[Moment, ...] = ()
    lines: tuple[Line, ...] = ()
    left_out: int = 0
    between: Between | None = None
    change: tuple[Line, ...] = ()
    deeds: tuple[Deed, ...] = ()


def only(
    past: Past, shown: Callable[[Exposure], Exposure | None], facts: Collection[str], steps: Collection[str]
) -> Past:
    """What of it may stand in a file: exposures as `shown` makes them, lines of these facts, deeds of these steps."""
    return replace(
        past,
        lines=tuple(line for line in past.lines if line.fact.id in facts),
        change=tuple(line for line in past.change if line.fact.id in facts),
        between=_between(past.between, shown, facts) if past.between else None,
        deeds=tuple(deed for deed in past.deeds if deed.broker is not None or deed.step in steps),
    )


def _between(told: Between, shown: Callable[[Exposure], Exposure | None], facts: Collection[str]) -> Between:
    def kept(exposures: Iterable[Exposure]) -> tuple[Exposure, ...]:
        return tuple(one for exposure in exposures if (one := shown(exposure)))

    other = [
        Other(
            exposure=one.exposure,
            lost=tuple(fact for fact in one.lost if fact in facts),
            gained=tuple(fact for fact in one.gained if fact in facts),
        )
        for one in told.other
    ]
    return replace(
        told,
        closed=kept(told.closed),
        back=kept(told.back),
        new=kept(told.new),
        still=kept(told.still),
        unlooked=kept(told.unlooked),
        other=tuple(one for one in other if (one.lost or one.gained) and shown(one.exposure)),
    )
