"""Asking places that publish people to leave her out, as steps: only where she was seen and a way out is known. Pure.

One request may do for a whole family of sites, so a step is one request: the owner's before the sites' own. A site's
own way out becomes a step where the owner's could not be taken, or was taken and she was seen there again.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from unlisted.knowledge import Applies, Area, Broker, ChecklistItem, Entrance, Knowledge, Life, SafetyText, Stage, Text
from unlisted.knowledge.basics import Slug
from unlisted.knowledge.brokers import By, Category, Demand
from unlisted.lookups import Stand, WayOut, lineage, stand_of, way_out
from unlisted.model import (
    Alerts,
    Answer,
    Answered,
    Exposure,
    Kind,
    Situation,
    Step,
    StepKind,
    StepState,
    Visibility,
)
from unlisted.plan.kept import Kept
from unlisted.rounds import host_of
from unlisted.routes import broker_at, by_host

SEEN = "seen"  # the word in `Step.why` where she said that she is there, and no look has seen which facts

# Below this a sighting is more likely a namesake, or the same street in another town, than her.
NOTICE = 0.4

_OPEN = frozenset({Visibility.VISIBLE, Visibility.NOT_LOOKED})
_FAILED = frozenset({StepState.COULD_NOT, StepState.VISIBLE_AGAIN})
EVIDENCE = "evidence-link-and-date"  # the item that comes before any request
_ADVOCATE = "helpline-before-changes"
_MAILBOX = "mailbox-for-removals"
_AREAS = {
    Category.CALLER_ID: Area.CALLER_ID,
    Category.FACE_SEARCH: Area.FACE_SEARCH,
    Category.SEARCH_ENGINE: Area.SEARCH_ENGINES,
    Category.PUBLIC_REGISTER: Area.REGISTERS,
    Category.NOTICES: Area.REGISTERS,
    Category.PHONE_DIRECTORY: Area.PHONE,
    Category.SOCIAL_NETWORK: Area.SOCIAL,
    Category.GENEALOGY: Area.FAMILY,
}
# What leads straight to her door weighs most; what she uses openly weighs least. Where nobody noted what was seen, what
# such a place shows of the kinds of fact she has counts.
_IMPACT = {Kind.ADDRESS: 5, Kind.NATIONAL_ID: 5, Kind.PHONE: 4, Kind.WORKPLACE: 4, Kind.SCHOOL: 4, Kind.RELATIVE: 4}
_SOME, _LITTLE = 3, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """One request: the step, its words, the way out it takes, and the places at which it is to close her pages."""

    step: Step
    item: ChecklistItem
    way: WayOut
    places: tuple[Broker, ...]

    @property
    def domains(self) -> tuple[str, ...]:
        """Where she is to be closed off, the owner's own domain among them: what she asked there, she asked for all."""
        return tuple(dict.fromkeys((self.way.broker.domain, *(place.domain for place in self.places))))


@dataclass(frozen=True, slots=True)
class _There:
    """A place where she is or was seen, with what was seen there."""

    broker: Broker
    exposures: tuple[Exposure, ...]


def opt_out_id(broker: str) -> str:
    """The id of the step that asks this place to leave her out."""
    return f"leave-{broker}"


def action(place: Broker, texts: Mapping[str, SafetyText]) -> Text:
    """What to do, in a sentence that names the place."""
    return _named(texts["leave-place"].body, place)


def action_of(step: Step, knowledge: Knowledge) -> Text:
    """What to do in a step, in a sentence."""
    if step.place:
        return action(knowledge.brokers[step.place], knowledge.texts)
    return knowledge.checklist[step.item].action


def leavings(kept: Kept, knowledge: Knowledge, state_of: Callable[[Leaving], StepState]) -> dict[str, Leaving]:
    """The requests by step id. `state_of` tells where she stands with one."""
    places = _places(kept, knowledge.brokers)
    her = _Her(kept)
    found: dict[str, Leaving] = {}
    failed: set[str] = set()
    while True:
        groups: dict[str, list[_There]] = {}
        for one in places:
            way = way_out(one.broker, knowledge.brokers, her.shown(one.exposures), failed)
            if way is not None and opt_out_id(way.broker.id) not in found:
                groups.setdefault(way.broker.id, []).append(one)
        fresh = {
            opt_out_id(owner): _leaving(knowledge.brokers[owner], there, her, knowledge, failed)
            for owner, there in groups.items()
        }
        found |= fresh
        more = {one.way.broker.id for one in fresh.values() if state_of(one) in _FAILED}
        if not more:
            return found
        failed |= more


def _places(kept: Kept, brokers: Mapping[str, Broker]) -> list[_There]:
    """Where she is seen, or was seen and has asked. Entries of one domain are one place."""
    hosts = by_host(brokers.values())
    relatives = {fact.id for fact in kept.facts if fact.of is not None}
    at: dict[str, list[Exposure]] = {}
    for exposure in kept.exposures:
        hers = any(one.fact not in relatives and one.strength >= NOTICE for one in exposure.facts)
        if hers and (broker := broker_at(host_of(exposure), hosts)):
            at.setdefault(broker.domain, []).append(exposure)
    said: dict[str, list[Answered]] = {}
    for answer in kept.answered:
        if answer.place in brokers:
            said.setdefault(brokers[answer.place].domain, []).append(answer)
    places = []
    for domain in {**at, **said}:
        broker = hosts.get(domain)
        if broker is None or broker.status is Life.NO_OPT_OUT:
            continue
        there = sorted(at.get(domain, ()), key=lambda one: (-one.strength, one.id))
        answers = said.get(domain, [])
        if (
            any(one.state in _OPEN for one in there)
            or stand_of(answers) in (Stand.SEEN, Stand.SEEN_AGAIN)
            or any(one.answer in (Answer.ASKED, Answer.WAITING) for one in answers)
            or any(opt_out_id(one.id) in kept.marks for one in lineage(broker, brokers))
        ):
            hers_there = [one for one in there if one.state is not Visibility.NOT_ME]
            places.append(_There(broker, tuple(hers_there or there)))
    return places


class _Her:
    """What a request depends on in her: her situation, and whose and of which kind the facts are that were seen."""

    def __init__(self, kept: Kept) -> None:
        self.endangered = not {Situation.SOMEONE_CLOSE, Situation.SHARED_DEVICE}.isdisjoint(kept.situations)
        self._public = {fact.id for fact in kept.facts if fact.public}
        self._relatives = {fact.id for fact in kept.facts if fact.of is not None}
        self._private = {fact.kind for fact in kept.facts if not fact.public and fact.of is None}

    def shown(self, exposures: Iterable[Exposure]) -> frozenset[str]:
        """The kinds of her facts that a place shows, so that telling it them tells nothing new."""
        return frozenset(
            seen.kind.value
            for one in exposures
            if one.state in _OPEN
            for seen in one.facts
            if seen.strength >= NOTICE and seen.fact not in self._relatives
        )

    def leaked(self, exposures: Iterable[Exposure]) -> set[Kind]:
        """The kinds that a stranger must not reach and that were seen; a relative's fact is `relative`."""
        return {
            Kind.RELATIVE if seen.fact in self._relatives else seen.kind
            for one in exposures
            for seen in one.facts
            if seen.fact not in self._public
        }

    def could_leak(self, places: Iterable[Broker]) -> set[Kind]:
        """The kinds that such places show and that she must keep."""
        return self._private.intersection(kind for place in places for kind in place.shows)


def _leaving(
    owner: Broker, members: Collection[_There], her: _Her, knowledge: Knowledge, failed: Collection[str]
) -> Leaving:
    exposures = [one for member in members for one in member.exposures]
    places = tuple(member.broker for member in members)
    way = way_out(
        owner,
        knowledge.brokers,
        {kind.value for place in places for kind in place.shows} | her.shown(exposures),
        failed,
    )
    assert way is not None  # noqa: S101 - it has one: that is why its members stand here
    kinds = her.leaked(exposures)
    impact = max((_IMPACT.get(kind, _SOME) for kind in kinds or her.could_leak(places)), default=_LITTLE)
    item = _item(way, impact, tuple(_alerts(way.route.by, her)), knowledge)
    step = Step(
        id=item.id,
        item=item.id,
        kind=item.kind,
        why=(*((SEEN,) if not exposures else ()), *(k for k in Kind if k in kinds), *(one.id for one in exposures)),
        minutes=item.minutes,
        impact=item.impact,
        discloses=tuple(Kind(one.value) for one in way.new if one.value in set(Kind)),
        alerts=item.alerts,
        demands=tuple(one.value for one in way.new if one.value not in set(Kind)),
        demands_known=way.route.asks_known,
        place=owner.id,
        days=way.route.days,
        law=owner.law,
    )
    return Leaving(step=step, item=item, way=way, places=places)


def _item(way: WayOut, impact: int, alerts: tuple[Alerts, ...], knowledge: Knowledge) -> ChecklistItem:
    """The request as an entry like those of the checklist, so that everything that shows those can show it."""
    owner, route, texts = way.broker, way.route, knowledge.texts
    register = owner.category in (Category.PUBLIC_REGISTER, Category.NOTICES)
    return ChecklistItem(
        id=Slug(opt_out_id(owner.id)),
        area=_AREAS.get(owner.category, Area.PEOPLE_SEARCH),
        kind=StepKind.OPT_OUT,
        stage=Stage.REGISTERS if register else Stage.BROKERS,
        order=owner.order,
        action=action(owner, texts),
        why=texts["leave-place-why"].body,
        minutes=route.minutes,
        impact=impact,
        applies=(Applies(always=True),),
        alerts=alerts,
        entrances=(Entrance.PREPARE, Entrance.DOXXED_NOW),
        sources=owner.sources,
        after=tuple(_after(way, knowledge.brokers)),
        link=route.url,
        link_status=route.status if route.url else None,
        law=owner.law,
        hers=owner.hers,
    )


def _alerts(by: By, her: _Her) -> Iterator[Alerts]:
    """Where someone close is the danger or shares the device, post or a telephone contract may tell him."""
    yield Alerts.SITE
    if her.endangered:
        if by is By.POST:
            yield Alerts.HOUSEHOLD
        if by in (By.OPERATOR, By.PHONE):
            yield Alerts.ACCOUNT_HOLDER


def _after(way: WayOut, brokers: Mapping[str, Broker]) -> Iterator[Slug]:
    yield from map(Slug, (_ADVOCATE, EVIDENCE))
    if Demand.EMAIL in way.route.asks:
        yield Slug(_MAILBOX)
    yield from (Slug(opt_out_id(one.id)) for one in lineage(way.broker, brokers)[1:])


def _named(words: Text, place: Broker) -> Text:
    name = place.name.replace("`", "")  # the text has it between backticks, so that it keeps its letters in Cyrillic
    return Text(en=words.en.replace("{place}", name), sr=words.sr.replace("{place}", name))
