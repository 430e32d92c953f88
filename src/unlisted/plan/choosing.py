"""What to do, in which order: exposures, facts and situations meet the checklist. Pure.

An entry is chosen when one of its cases holds (see `Applies`). The order is a promise: what may alert someone close
comes after everything that alerts nobody; before that safety, then evidence, then the doors of the cut, then the rest
by effect per minute and per thing told to strangers.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from unlisted.knowledge import Applies, ChecklistItem, Stage
from unlisted.lookups import UNKNOWN_COST
from unlisted.lookups import weight as telling_weight
from unlisted.model import (
    Alerts,
    Exposure,
    Fact,
    Intent,
    Kind,
    Person,
    Platform,
    SeenFact,
    Situation,
    Step,
    StepState,
    Told,
    Visibility,
    What,
)
from unlisted.plan.leaving import NOTICE
from unlisted.rounds import host_of, is_at

ALWAYS = "always"  # the word in `Step.why` for what is useful whatever was seen
MARKED = "marked"  # the word for what nothing that was seen calls for, but she said something of it, or a step needs it

CLOSE = frozenset({Alerts.GROUP, Alerts.HOUSEHOLD, Alerts.ACCOUNT_HOLDER})

TELLING = 5  # minutes that one unit of what a step makes her tell counts as (see `lookups.weight`)

_OPEN = frozenset({Visibility.VISIBLE, Visibility.NOT_LOOKED})
_SHELVES = {
    StepState.ASKED: 1, StepState.WAITING: 1, StepState.NOT_VISIBLE: 2, StepState.DONE: 3, StepState.COULD_NOT: 4,
}  # fmt: skip
_FIRST = (Stage.SAFETY, Stage.EVIDENCE)  # before everything else, however much that would bring
_TELEGRAM_LINK = re.compile(r"(?:^|[/.@\s])(?:t\.me|telegram\.(?:me|org|dog))(?:/|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Signature:
    """What choosing looks at in an exposure. Thousands of exposures share a handful of signatures."""

    kinds: frozenset[Kind]
    places: frozenset[str]
    host: str
    intent: Intent
    what: frozenset[What]


@dataclass(frozen=True, slots=True)
class _Her:
    """What choosing looks at in her: where she lives or lived, what is going on, what she entered."""

    countries: frozenset[str]
    situations: frozenset[Situation]
    kinds: frozenset[Kind]
    platforms: frozenset[Platform]
    has_child: bool
    may_tell: bool


def steps(
    exposures: Iterable[Exposure],
    facts: Collection[Fact],
    situations: Collection[Situation],
    person: Person,
    states: Mapping[str, StepState],
    *,
    checklist: Mapping[str, ChecklistItem],
    priority: Mapping[str, float] | None = None,
) -> tuple[Step, ...]:
    """The steps of the checklist that fit, in the order to do them; those already done or given up stand at the end.

    `states` is by step id; see `chosen` for what a step says, and `ordered` for the order.
    """
    found = chosen(exposures, facts, situations, person, checklist=checklist)
    return ordered([replace(step, state=states.get(step.id, step.state)) for step in found], checklist, priority)


def chosen(
    exposures: Iterable[Exposure],
    facts: Collection[Fact],
    situations: Collection[Situation],
    person: Person,
    *,
    checklist: Mapping[str, ChecklistItem],
    touched: Collection[str] = (),
) -> tuple[Step, ...]:
    """The steps of the checklist that fit, all of them to do.

    Each says `why` in closed words: situations, kinds of fact, then exposure ids, or `ALWAYS`. Those whose ids are
    `touched` are there when what called for them is no longer visible, or never was (`MARKED`): what she said of a
    step does not vanish.
    """
    every = list(exposures)
    by_signature = _signatures((one for one in every if one.state in _OPEN), facts)
    once = _signatures(every, facts) if touched else {}
    her = _her(facts, situations, person)
    found = []
    for item in checklist.values():
        why = _why(item, by_signature, her)
        if not why and item.id in touched and her.situations.isdisjoint(item.unless):
            why = _why(item, once, her) or (MARKED,)
        if why:
            found.append(_step(item, why))
    return tuple(found)


def ordered(
    found: Iterable[Step], checklist: Mapping[str, ChecklistItem], priority: Mapping[str, float] | None = None
) -> tuple[Step, ...]:
    """Steps in the order to do them; those that wait, then those that are done or given up, stand at the end.

    `checklist` holds the entry of every step. `priority` gives weight to a step by its id, for closing a door of the
    cut, and to an exposure by its id, for whatever else concerns it. Among steps of one stage that alert nobody close
    the first goes before effect, the second adds to it.
    """
    weight = priority or {}
    return _in_turn(sorted(found, key=lambda step: _rank(checklist[step.item], step, weight)), checklist)


def importance(step: Step, weight: Mapping[str, float]) -> tuple[float, float]:
    """How much a step does for the routes to what matters most: by closing a door of the cut, and by concerning one."""
    return weight.get(step.id, 0.0), max((weight.get(word, 0.0) for word in step.why), default=0.0)


def told(step: Step) -> int:
    """How much a step makes her tell strangers; only good for comparing."""
    return telling_weight((*step.discloses, *step.demands)) + (0 if step.demands_known else UNKNOWN_COST)


def _in_turn(ordered: Iterable[Step], checklist: Mapping[str, ChecklistItem]) -> tuple[Step, ...]:
    """The steps as ordered, except that what an item names in `after` is drawn before it."""
    waiting = {step.item: step for step in ordered}
    taken: list[Step] = []

    def take(step: Step) -> None:
        waiting.pop(step.item)
        for earlier in checklist[step.item].after:
            if earlier in waiting and waiting[earlier].is_open and step.is_open:
                take(waiting[earlier])
        taken.append(step)

    while waiting:
        take(next(iter(waiting.values())))
    return tuple(taken)


def may_alert_someone_close(alerts: Iterable[Alerts]) -> bool:
    """Whether a step needs a yes of its own before it is begun."""
    return not CLOSE.isdisjoint(alerts)


def _step(item: ChecklistItem, why: tuple[str, ...]) -> Step:
    return Step(
        id=item.id,
        item=item.id,
        kind=item.kind,
        why=why,
        minutes=item.minutes,
        impact=item.impact,
        discloses=item.discloses,
        alerts=item.alerts,
        law=item.law,
    )


def _rank(item: ChecklistItem, step: Step, weight: Mapping[str, float]) -> tuple[object, ...]:
    closes, concerns = importance(step, weight)
    return (
        0 if step.is_open else _SHELVES.get(step.state, 0),
        may_alert_someone_close(item.alerts),
        _FIRST.index(item.stage) if item.stage in _FIRST else len(_FIRST),
        item.order if item.stage is Stage.SAFETY else 0,  # safety is a fixed sequence, not a bargain
        -closes,
        step.state is StepState.TO_DO,  # what she has begun comes before what she has not
        -(item.impact + concerns) / (item.minutes + TELLING * told(step)),
        item.order,
        item.id,
    )


def _her(facts: Iterable[Fact], situations: Iterable[Situation], person: Person) -> _Her:
    relatives = [fact for fact in facts if fact.kind is Kind.RELATIVE]
    return _Her(
        countries=frozenset((person.country, *person.lived_in)),
        situations=frozenset(situations),
        kinds=frozenset(fact.kind for fact in facts if fact.of is None),
        platforms=frozenset(person.platforms),
        has_child=any(fact.minor for fact in relatives),
        may_tell=any(fact.told is Told.YES and not fact.minor for fact in relatives),
    )


def _signatures(exposures: Iterable[Exposure], facts: Iterable[Fact]) -> dict[_Signature, list[str]]:
    """The ids of exposures by signature, strongest first."""
    known = {fact.id: fact for fact in facts}
    found: dict[_Signature, list[str]] = {}
    for exposure in sorted(exposures, key=lambda one: (-one.strength, one.id)):
        signature = _Signature(
            kinds=frozenset(_leaked(exposure.facts, known)),
            places=frozenset(_places(exposure)),
            host=host_of(exposure),
            intent=exposure.intent,
            what=frozenset(exposure.what),
        )
        found.setdefault(signature, []).append(exposure.id)
    return found


def _leaked(seen_facts: Iterable[SeenFact], known: Mapping[str, Fact]) -> Iterator[Kind]:
    """The kinds that a stranger must not reach and that were seen clearly enough; a relative's fact is `relative`."""
    for seen in seen_facts:
        fact = known.get(seen.fact)
        if seen.strength >= NOTICE and not (fact and fact.public):
            yield Kind.RELATIVE if fact and fact.of else seen.kind


def _places(exposure: Exposure) -> Iterator[str]:
    """Where it was seen: the source, and Telegram for what she recorded by hand with a Telegram link."""
    yield exposure.source
    if exposure.by_hand and _TELEGRAM_LINK.search(exposure.target):
        yield "telegram"


def _why(item: ChecklistItem, seen: Mapping[_Signature, list[str]], her: _Her) -> tuple[str, ...]:
    """The words that call for `item`, or none if nothing does."""
    if item.countries and her.countries.isdisjoint(item.countries):
        return ()
    if not her.situations.isdisjoint(item.unless) or (item.asks_relatives and not her.may_tell):
        return ()
    words: dict[str, None] = {}  # an ordered set
    ids: dict[str, None] = {}
    for case in item.applies:
        for word, exposures in _case(case, seen, her):
            words[word] = None
            ids.update(dict.fromkeys(exposures))
    words.pop("", None)
    if len(words) + len(ids) > 1:
        words.pop(ALWAYS, None)
    order = [*Situation, *Kind, *Platform, ALWAYS]
    return (*sorted(words, key=order.index), *ids)


def _case(case: Applies, seen: Mapping[_Signature, list[str]], her: _Her) -> Iterator[tuple[str, Iterable[str]]]:
    """Pairs of a word and the exposures behind it, if the case holds. The empty word is an exposure without a kind."""
    situations = her.situations.intersection(case.situations)
    facts = her.kinds.intersection(case.facts)
    platforms = her.platforms.intersection(case.platforms)
    if (case.situations and not situations) or (case.facts and not facts) or (case.child and not her.has_child):
        return
    if case.platforms and not platforms:
        return
    matching = [(signature, ids) for signature, ids in seen.items() if _matches(case, signature)]
    if case.asks_exposure and not matching:
        return
    if case.always:
        yield ALWAYS, ()
    yield from ((word, ()) for word in (*situations, *facts, *platforms))
    if case.child:
        yield Kind.RELATIVE, ()
    if case.asks_exposure:
        for signature, ids in matching:
            yield "", ids
            yield from ((kind, ()) for kind in signature.kinds.intersection(case.kinds))


def _matches(case: Applies, signature: _Signature) -> bool:
    return (
        (not case.kinds or not signature.kinds.isdisjoint(case.kinds))
        and (not case.seen_in or not signature.places.isdisjoint(case.seen_in))
        and (not case.at or any(is_at(signature.host, domain) for domain in case.at))
        and (not case.intent or signature.intent in case.intent)
        and (not case.what or not signature.what.isdisjoint(case.what))
    )
