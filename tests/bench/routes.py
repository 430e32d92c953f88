"""What protecting the home address takes, by our cut, by severity and by the list: `python tests/bench/routes.py`.

Invented people with 10 to 2,000 exposures, drawn by a fixed seed: a chat group, web pages, known places from the
shipped list. Each order closes places until no route at the chosen likelihood is left and says how many it closed and
what that cost (minutes, with waiting and telling weighed in; see `unlisted.routes.Closing`). The orders:

  cut        the cheapest cut
  severity   the exposures that show most and most surely first, as lists of findings are sorted
  list       the known places in the order of the list, as opt-out services work through it; then everything else by
             severity, since the list alone rarely reaches all

The time is for the answer to one fact, with the import of the graph library, and for all facts. Last comes how long it
takes to tell how far a stranger got after each of ten looks at the largest of these people.
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from unlisted.history import History
from unlisted.knowledge import Broker, Chance, Knowledge, load
from unlisted.model import Change, Exposure, Fact, How, Intent, Kind, Reach, SeenFact, Visibility
from unlisted.plan import closings
from unlisted.routes import WEIGHT, Known, Net, Place, over_time, places, routes, starts_of
from unlisted.vault import Round
from unlisted.vault.rows import Trace

SIZES = (10, 30, 100, 300, 1000, 2000)
PEOPLE = 12  # of each size
LOOKS = 10
NOW = datetime(2026, 11, 23, tzinfo=UTC)
AT_LEAST = Chance.MAYBE
TARGET = Known("home")


def fact(identity: str, kind: Kind, **more: object) -> Fact:
    return Fact(id=identity, kind=kind, value=identity, parts={}, **more)  # type: ignore[arg-type]


FACTS = (
    fact("name", Kind.NAME, public=True), fact("handle", Kind.USERNAME, public=True), fact("legal", Kind.NAME),
    fact("old-handle", Kind.USERNAME), fact("mail", Kind.EMAIL), fact("old-mail", Kind.EMAIL),
    fact("mobile", Kind.PHONE), fact("landline", Kind.PHONE), fact("home", Kind.ADDRESS),
    fact("old-home", Kind.ADDRESS), fact("father", Kind.RELATIVE), fact("sister", Kind.RELATIVE),
    fact("work", Kind.WORKPLACE),
    fact("school", Kind.SCHOOL), fact("born", Kind.BIRTHDATE), fact("plate", Kind.PLATE),
)  # fmt: skip
OFTEN = {"name": 10, "handle": 8, "legal": 3, "work": 3, "mail": 3, "mobile": 2, "father": 2, "sister": 2}  # else 1


def person(size: int, rng: random.Random, known: Sequence[Broker]) -> list[Exposure]:
    """Exposures of which a tenth are messages of one group, a quarter stand at known places, the rest on pages."""
    weights = [OFTEN.get(one.id, 1) for one in FACTS]
    found = []
    for number in range(size):
        shown = {rng.choices(range(len(FACTS)), weights)[0] for _ in range(rng.choice((1, 2, 2, 2, 3)))}
        seen = tuple(
            SeenFact(fact=FACTS[at].id, kind=FACTS[at].kind, parts=(), how=How.EXACT,
                     strength=rng.choice((0.95, 0.9, 0.85, 0.75, 0.6, 0.3)))
            for at in sorted(shown)
        )  # fmt: skip
        kind = rng.random()
        where = rng.choice(known).domain if 0.1 <= kind < 0.35 else f"page-{number}"
        found.append(
            Exposure(
                id=f"{number:016x}",
                source="telegram" if kind < 0.1 else "pages",
                target=where,
                locator="page",
                within="group" if kind < 0.1 else where,
                reach=Reach.MEMBERS if kind < 0.1 else rng.choice((Reach.INDEXED, Reach.PUBLIC, Reach.PUBLIC)),
                facts=seen,
                strength=max(one.strength for one in seen),
                state=Visibility.VISIBLE,
                first_seen=NOW,
                last_seen=NOW,
                last_looked=NOW,
                intent=Intent.MENTIONS,
            )
        )
    return found


def until_closed(order: Sequence[Place], net: Net, starts: dict[Known, float]) -> list[Place]:
    """The first places of `order` whose closing leaves no route; found by halving, since more never opens one."""

    def holds(count: int) -> bool:
        return TARGET not in net.reached(starts, WEIGHT[AT_LEAST], {place.id for place in order[:count]})

    low, high = 0, len(order)
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if holds(middle) else (middle + 1, high)
    return list(order[:low])


def severity(place: Place) -> tuple[float, str]:
    """The gravest first: address, then relatives and telephone, as strong as they were seen, and how many facts."""
    grave = {Kind.ADDRESS: 3.0, Kind.RELATIVE: 2.0, Kind.PHONE: 2.0, Kind.WORKPLACE: 1.5}
    seen = [one for exposure in place.exposures for one in exposure.facts]
    return -sum(grave.get(one.kind, 1.0) * one.strength for one in seen), place.id


def looks(knowledge: Knowledge, exposures: Sequence[Exposure]) -> float:
    """Seconds to tell how far a stranger got after each of `LOOKS` looks that saw everything again."""
    days = [NOW + timedelta(days=at) for at in range(1, LOOKS + 1)]
    rounds = [Round(id=at, started=day, finished=day, outcomes=()) for at, day in enumerate(days, 1)]
    traces = [
        Trace(round=one.id, exposure=seen.id, change=Change.UNCHANGED, looked=one.started, before=None)
        for one in rounds
        for seen in exposures
    ]
    began = time.perf_counter()
    history = History(exposures, rounds, traces)
    over_time(history, history.moments, FACTS, knowledge.findability, knowledge.brokers)
    return time.perf_counter() - began


def main() -> None:
    knowledge = load()
    listed = [one for one in knowledge.brokers.values() if one.opt_outs and one.person_facing and one.status == "live"]
    closing_of = closings(FACTS, knowledge.brokers, {})
    began = time.perf_counter()
    routes((), FACTS, closing_of)
    import networkx  # noqa: F401 - its import is part of the first answer

    print(f"importing the graph library: {time.perf_counter() - began:.2f} s")
    print(f"{'exposures':>9} {'people':>6} | {'cut':>13} | {'severity':>13} | {'list':>13} | s: one fact, all")
    for size in SIZES:
        rng = random.Random(size)
        takedowns: dict[str, list[tuple[int, int]]] = {"cut": [], "severity": [], "list": []}
        one_fact, all_facts = [], []
        for _ in range(PEOPLE):
            exposures = person(size, rng, listed)
            began = time.perf_counter()
            every = places(exposures, FACTS, knowledge.findability, knowledge.brokers)
            (answer,) = routes(every, FACTS, closing_of, at_least=AT_LEAST, only=["home"])
            one_fact.append(time.perf_counter() - began)
            began = time.perf_counter()
            every = places(exposures, FACTS, knowledge.findability, knowledge.brokers)
            routes(every, FACTS, closing_of, at_least=AT_LEAST)
            all_facts.append(time.perf_counter() - began)
            if answer.cut is None or answer.cut.open:
                continue
            net, starts = Net(every), starts_of({one.id for one in FACTS if one.public}, every)
            by_severity = sorted(every, key=severity)
            by_list = sorted(every, key=lambda place: (place.broker is None, place.broker.order if place.broker else 0,
                                                       severity(place)))  # fmt: skip
            orders = {
                "cut": list(answer.cut.doors),
                "severity": until_closed(by_severity, net, starts),
                "list": until_closed(by_list, net, starts),
            }
            for name, doors in orders.items():
                assert TARGET not in net.reached(starts, WEIGHT[AT_LEAST], {place.id for place in doors})
                cost = sum(closing.cost for place in doors if (closing := closing_of(place)))
                takedowns[name].append((len(doors), cost))
        shown = " | ".join(
            f"{statistics.mean(n for n, _ in found):5.1f} {statistics.mean(c for _, c in found):7,.0f}"
            if found
            else " " * 13
            for found in takedowns.values()
        )
        times = f"{statistics.median(one_fact):8.2f}  {statistics.median(all_facts):8.2f}"
        print(f"{size:>9} {len(takedowns['cut']):>6} | {shown} | {times}")
    print(
        f"{LOOKS} looks at {SIZES[-1]} exposures: {looks(knowledge, person(SIZES[-1], random.Random(1), listed)):.2f} s"
    )
    print("each order: mean number of places closed, mean cost; people whose home no route reaches are left out")


if __name__ == "__main__":
    main()
