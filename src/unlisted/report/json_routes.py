"""The document of `routes --json`: closed words, ids, numbers and what she typed herself. Pure.

It may be kept or handed on, so no child is in it: neither as a target nor by its id in a chain.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from unlisted.knowledge import Chance
from unlisted.model import Fact
from unlisted.report.json import Document, Json
from unlisted.routes import Answer, Chain, ClosingOf, Cut, Known, Place, Step

ROUTES = "unlisted/routes/1"


def children(facts: Iterable[Fact]) -> frozenset[str]:
    """The ids of facts that are a child or of one."""
    every = list(facts)
    minors = {fact.id for fact in every if fact.minor}
    return frozenset(minors | {fact.id for fact in every if fact.of in minors})


def routes_document(
    answers: Iterable[Answer],
    closing_of: ClosingOf,
    *,
    at_least: Chance,
    hidden: Collection[str],
    closed: Iterable[str] = (),
) -> Document:
    """One entry a private fact. `hidden` are ids of facts that stay out, `closed` the exposures taken to be closed."""
    every = list(answers)
    shown = [answer for answer in every if answer.fact.id not in hidden]
    return {
        "schema": ROUTES,
        "likelihood": at_least.value,
        "without": list(closed),
        "targets": targets_of(shown, closing_of, hidden),
        "withheld": len(every) - len(shown),
    }


def targets_of(answers: Iterable[Answer], closing_of: ClosingOf, hidden: Collection[str]) -> Json:
    """One entry an answer; `hidden` facts are not named in them."""
    return [_answer(answer, closing_of, hidden) for answer in answers]


def _answer(answer: Answer, closing_of: ClosingOf, hidden: Collection[str]) -> Json:
    cut = answer.cut
    return {
        "fact": answer.fact.id,
        "kind": answer.fact.kind.value,
        "published": answer.published,
        "published_in": [place.exposures[0].id for place in answer.hostile],
        "routes": [_chain(chain, hidden) for chain in answer.chains],
        "independent": answer.independent,
        "cut": _doors(cut, closing_of),
        "cut_cost": cut.cost if cut else 0,
        "reachable_after_cut": answer.published or (cut.reachable if cut else False),
        "uncuttable": [_place(place) for place in cut.open] if cut else [],
        "overstated": cut.overstated if cut else False,
        "next_best": _doors(answer.next_best, closing_of),
        "next_best_cost": answer.next_best.cost if answer.next_best else None,
        "changes": [fact for fact in answer.changes if fact not in hidden],
        "left": [fact for fact in answer.left if fact not in hidden],
    }


def _chain(chain: Chain, hidden: Collection[str]) -> Json:
    return {"steps": [_step(step, hidden) for step in chain.steps], "likelihood": chain.likelihood}


def _step(step: Step, hidden: Collection[str]) -> Json:
    return {
        "by": [_known(node, hidden) for node in step.by],
        **_place(step.place),
        "shows": _known(step.shows, hidden),
        "likelihood": step.value,
    }


def _known(node: Known, hidden: Collection[str]) -> Json:
    return {"fact": None if node.fact in hidden else node.fact, "part": node.part}


def _place(place: Place) -> Document:
    return {
        "exposure": place.exposures[0].id,
        "exposures": len(place.exposures),
        "within": place.exposures[0].within if place.kind.whole else None,
        "place": place.target,
        "known": place.broker.id if place.broker else None,
        "kind": place.kind.id,
        "supposed": place.supposed,
    }


def _doors(cut: Cut | None, closing_of: ClosingOf) -> Json:
    return [_door(place, closing_of) for place in cut.doors] if cut else []


def _door(place: Place, closing_of: ClosingOf) -> Json:
    closing = closing_of(place)
    if closing is None:
        return {**_place(place), "cost": None}
    return {
        **_place(place),
        "cost": closing.cost,
        "minutes": closing.minutes,
        "days": closing.days,
        "works": closing.works.value,
        "discloses": [demand.value for demand in closing.new],
        "step": closing.step,
    }
