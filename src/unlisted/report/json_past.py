"""The document of `rounds --json`, and the same part of the report's: closed words, ids, numbers, days. Pure.

It may be kept or handed on, so no child is in it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from unlisted.history import Between, Moment
from unlisted.model import Exposure, Fact
from unlisted.report.json import Document, Json
from unlisted.report.json_routes import children
from unlisted.report.past import Deed, Past, only
from unlisted.routes import Line, Point

ROUNDS = "unlisted/rounds/1"


def rounds_document(past: Past, facts: Collection[Fact]) -> Document:
    """The looks, how each private fact stood after them, and what came to pass between the two that are compared."""
    hidden = children(facts)
    kept = {fact.id for fact in facts} - hidden

    def shown(one: Exposure) -> Exposure | None:
        return None if one.facts and all(seen.fact in hidden for seen in one.facts) else one

    return {"schema": ROUNDS, **past_object(only(past, shown, kept, {deed.step for deed in past.deeds}))}


def past_object(past: Past) -> Document:
    """What a report holds of it; `past` must hold only what may stand in a file."""
    return {
        "looks": [_moment(moment) for moment in past.moments],
        "left_out": past.left_out,
        "facts": [_line(line, past.moments) for line in past.lines],
        "between": _between(past.between, past) if past.between else None,
    }


def _moment(moment: Moment) -> Json:
    first, last = moment.read_from or (None, None)
    return {
        "round": moment.round,
        "day": moment.day.isoformat(),
        "read_from": first.isoformat() if first else None,
        "read_to": last.isoformat() if last else None,
        "incomplete": moment.incomplete,
        "matcher": min((one.matcher for one in moment.outcomes if one.matcher), default=None),
    }


def _line(line: Line, moments: Iterable[Moment]) -> Json:
    points = zip(moments, line.points, strict=True)
    return {
        "fact": line.fact.id,
        "kind": line.fact.kind.value,
        "points": [{"round": moment.round, "day": moment.day.isoformat(), **_point(one)} for moment, one in points],
    }


def _point(point: Point) -> Document:
    steps = point.steps or None
    return {"stand": point.stand.value, "steps": steps, "looked": point.looked}


def _between(between: Between, past: Past) -> Json:
    return {
        "before": _moment(between.before),
        "after": _moment(between.after),
        "facts": [
            {"fact": line.fact.id, "before": _point(line.points[0]), "after": _point(line.points[1])}
            for line in past.change
        ],
        "not_visible": _places(between.closed),
        "visible_again": _places(between.back),
        "new": _places(between.new),
        "unchanged": _places(between.still),
        "not_looked": _places(between.unlooked),
        "other": [
            {"exposure": one.exposure.id, "no_longer": list[Json](one.lost), "now": list[Json](one.gained)}
            for one in between.other
        ],
        "steps": [_deed(deed) for deed in past.deeds],
    }


def _places(exposures: Iterable[Exposure]) -> Json:
    return [{"exposure": one.id, "looked": one.last_looked.date().isoformat()} for one in exposures]


def _deed(deed: Deed) -> Json:
    return {
        "step": deed.step,
        "known": deed.broker,
        "state": deed.state.value,
        "day": deed.day.isoformat(),
        "exposures": list[Json](sorted(deed.places)),
    }
