"""Routes in words: how a stranger gets to a fact, which places to close, what that leaves. Pure.

Places are named as she typed them or as the knowledge calls them, facts by id and kind. What is not reached is "not by
anything we looked at"; nothing here says more than was looked at.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from unlisted.knowledge import Chance
from unlisted.locale import plural, text, translate
from unlisted.model import Fact, Kind
from unlisted.report.numbers import days_text, listed, minutes_text, number
from unlisted.report.places import chance_word, demands_text
from unlisted.report.words import kind_text
from unlisted.routes import WEIGHT, Answer, Chain, ClosingOf, Cut, Known, Place, Step

MOST_DOORS = 8  # named on a screen


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of an answer: a heading, a sentence, or an item of a list below the sentence before it."""

    form: str  # "head" | "words" | "item"
    words: str


class Names:
    """What facts and places are called. Children that may not be named stand without id and kind."""

    def __init__(self, facts: Iterable[Fact], *, hidden: Collection[str] = ()) -> None:
        self._facts = {fact.id: fact for fact in facts}
        self._hidden = frozenset(hidden)

    def fact(self, known: Known | str) -> str:
        """A fact by id and kind; where a stranger has only a part of it, that."""
        node = Known(known) if isinstance(known, str) else known
        if node.fact in self._hidden:
            return translate("a fact that is kept out of reports")
        fact = self._facts.get(node.fact)
        if fact is None:
            return translate("a fact that you took back")
        named = translate("{id} ({kind})", id=fact.id, kind=kind_text(fact.kind))
        part = node.part and fact.kind in (Kind.ADDRESS, Kind.NAME, Kind.RELATIVE)
        return translate("a part of {fact}", fact=named) if part else named

    def facts(self, nodes: Iterable[Known | str]) -> str:
        """Several, as a list."""
        return listed([self.fact(node) for node in nodes])

    def is_public(self, node: Known) -> bool:
        """Whether she uses the fact openly."""
        fact = self._facts.get(node.fact)
        return fact is not None and fact.public

    def place(self, place: Place) -> str:
        """A known place by its name, any other by its kind and what she typed."""
        if place.broker is not None:
            return text(place.broker.label) if place.broker.label else place.broker.name
        label = text(place.kind.label)
        return translate("{kind} {target}", kind=label, target=place.target)


def chance_text(value: float) -> str:
    """How likely something is, in the word of the knowledge data that comes nearest from below."""
    fitting = [chance for chance in Chance if value >= WEIGHT[chance]]
    return chance_word(fitting[0] if fitting else Chance.SELDOM)


def chain_text(chain: Chain, names: Names) -> str:
    """A chain in one sentence: from what, over which places, to what."""
    known = list(dict.fromkeys(clue for step in chain.steps for clue in step.by if not _found(clue, chain.steps)))
    parts = [translate("from {facts}", facts=names.facts(known))]
    for step in chain.steps:
        place, fact = names.place(step.place), names.fact(step.shows)
        if step.place.supposed:
            parts.append(translate("{place} perhaps shows {fact}", place=place, fact=fact))
        else:
            parts.append(translate("{place} shows {fact}", place=place, fact=fact))
    return translate(" → ").join(parts)


def _found(clue: Known, steps: Iterable[Step]) -> bool:
    """Whether a clue is found on the way, and not known from the beginning."""
    return any(step.shows.fact == clue.fact for step in steps)


def published_lines(answers: Iterable[Answer], names: Names) -> Iterator[Line]:
    """What those who look for her have already, where, and what that means; no line if they have nothing."""
    published = [answer for answer in answers if answer.published]
    if not published:
        return
    facts = names.facts([answer.fact.id for answer in published])
    yield Line(form="head", words=translate("Those who look for you have already: {facts}", facts=facts))
    hostile = {place.id: place for answer in published for place in answer.hostile}
    yield from (Line(form="item", words=names.place(place)) for place in hostile.values())
    yield Line(
        form="words",
        words=translate(
            "Closing pages keeps newcomers from it; it does not make it secret again. What keeps you and your "
            "household from harm comes first among the steps."
        ),
    )


def headline(answer: Answer, names: Names) -> str:
    """One sentence a fact: by whom and in how many steps it is reached."""
    fact = names.fact(answer.fact.id)
    if answer.easiest is not None:
        return _reached(answer.easiest, fact, names)
    if answer.published:
        return translate("{fact}: newcomers do not reach it by anything we looked at.", fact=fact)
    if answer.fainter is not None and answer.fainter.steps:
        return translate("{fact}: only by steps that seldom come off.", fact=fact)
    return translate("{fact}: not by anything we looked at.", fact=fact)


def start_of(chain: Chain, names: Names) -> tuple[str, bool]:
    """With which facts a chain begins, and whether anybody may know those or only those who look for her."""
    clues = [clue for clue in chain.steps[0].by if not _found(clue, chain.steps)]
    return names.facts(clues), all(names.is_public(clue) for clue in clues)


def _reached(chain: Chain, fact: str, names: Names) -> str:
    steps = len(chain.places)
    start, anybody = start_of(chain, names)
    if anybody:
        return plural(
            "{fact}: a stranger who knows {start} reaches it in {n} step.",
            "{fact}: a stranger who knows {start} reaches it in {n} steps.",
            steps, fact=fact, start=start,
        )  # fmt: skip
    return plural(
        "{fact}: those who look for you have {start} already, and reach it in {n} step.",
        "{fact}: those who look for you have {start} already, and reach it in {n} steps.",
        steps, fact=fact, start=start,
    )  # fmt: skip


def answer_lines(answer: Answer, names: Names, closing_of: ClosingOf, *, brief: bool = False) -> Iterator[Line]:
    """About one fact: who reaches it, how, what to close, what that leaves; if `brief` only who and how."""
    yield Line(form="head", words=headline(answer, names))
    if answer.easiest is None:
        if answer.fainter is not None and answer.fainter.steps:
            yield Line(form="item", words=chain_text(answer.fainter, names))
        return
    yield from _chains(answer, names, 1 if brief else 2)
    if brief:
        return
    if answer.cut is not None:
        yield from _cut(answer, answer.cut, names, closing_of)
    if answer.left and not answer.published:
        told = translate("Reached all the same after that: {facts}", facts=names.facts(answer.left))
        yield Line(form="words", words=told)


def _weighed(chain: Chain, names: Names) -> str:
    chance = chance_text(chain.likelihood)
    return translate("{chain}; how likely: {chance}", chain=chain_text(chain, names), chance=chance)


def _chains(answer: Answer, names: Names, most: int) -> Iterator[Line]:
    yield from (Line(form="item", words=_weighed(chain, names)) for chain in answer.chains[:most])
    if several := independent_text(answer):
        yield Line(form="words", words=several)


def independent_text(answer: Answer) -> str:
    """How many chains there are, if more than one."""
    if answer.independent < 2:
        return ""
    return plural(
        "There is {count} chain that shares no place with another.",
        "There are {count} chains that share no place with each other.",
        answer.independent,
        count=number(answer.independent),
    )


def _cut(answer: Answer, cut: Cut, names: Names, closing_of: ClosingOf) -> Iterator[Line]:
    if cut.doors:
        yield Line(form="words", words=_intent(answer, cut, closing_of))
        for place in cut.doors[:MOST_DOORS]:
            yield Line(form="item", words=door_text(place, names, closing_of))
        if len(cut.doors) > MOST_DOORS:
            more = len(cut.doors) - MOST_DOORS
            yield Line(form="item", words=plural("{count} more place", "{count} more places", more, count=number(more)))
    if cut.overstated and len(cut.doors) > 1:  # one door cannot be too many
        yield Line(
            form="words",
            words=translate(
                "This may be more than is needed: where two facts are needed together, one was taken to be enough."
            ),
        )
    for place in cut.open:
        yield Line(form="words", words=translate("No way to close is known: {place}.", place=names.place(place)))
        if place.broker is not None and place.broker.reduces:
            yield Line(form="item", words=text(place.broker.reduces))
    if answer.changes:
        either = translate(" or ").join(names.fact(fact) for fact in answer.changes)
        told = translate("No chain is left if you exchange for a new one: {facts}", facts=either)
        yield Line(form="words", words=told)
    if answer.next_best is not None:
        others = listed([names.place(place) for place in answer.next_best.doors[:MOST_DOORS]])
        told = translate("If one of these cannot be done, close instead: {places}", places=others)
        yield Line(form="words", words=told)


def _intent(answer: Answer, cut: Cut, closing_of: ClosingOf) -> str:
    takes = [closing for place in cut.doors if (closing := closing_of(place))]
    effort = minutes_text(sum(closing.minutes for closing in takes))
    wait = days_text(max((closing.days for closing in takes), default=0))
    n = len(cut.doors)
    if answer.published:
        return plural(
            "To keep newcomers out, close {n} place: {effort}, {wait} until it shows.",
            "To keep newcomers out, close {n} places: {effort}, {wait} until it shows.",
            n, effort=effort, wait=wait,
        )  # fmt: skip
    if cut.reachable:
        return plural(
            "One place closes the other chains: {effort}, {wait} until it shows.",
            "{n} places close the other chains: {effort}, {wait} until it shows.",
            n, effort=effort, wait=wait,
        )  # fmt: skip
    return plural(
        "The fewest doors, {n} place to close: {effort}, {wait} until it shows.",
        "The fewest doors, {n} places to close: {effort}, {wait} until it shows.",
        n, effort=effort, wait=wait,
    )  # fmt: skip


def door_text(place: Place, names: Names, closing_of: ClosingOf) -> str:
    """One place to close: what it takes, what it makes her tell, whether it comes off, with which step."""
    closing = closing_of(place)
    parts = [names.place(place)]
    if len(place.exposures) > 1:
        n = len(place.exposures)
        parts.append(plural("{count} exposure in it", "{count} exposures in it", n, count=number(n)))
    if closing is not None:
        parts.append(minutes_text(closing.minutes))
        parts.append(translate("that it comes off: {chance}", chance=chance_word(closing.works)))
        if closing.new:
            parts.append(translate("you would tell: {demands}", demands=demands_text(closing.new)))
    return "; ".join(parts)


def notes(answers: Iterable[Answer], all_places: Iterable[Place], facts: Iterable[Fact], names: Names) -> Iterator[str]:
    """What to know about all of it, and where it may count too much or too little."""
    yield translate("This counts only what was looked at. How a place is found is our judgement.")
    places = {place.id: place for answer in answers for chain in answer.chains for place in chain.places}
    if any(place.kind.whole for place in places.values()):
        yield translate("A group counts as one place, because whoever is in it can search all of it.")
    hers = {fact.kind: fact.id for fact in facts if fact.of is None and not fact.minor and not fact.public}
    for place in all_places:
        if place.broker is None or not all(exposure.by_hand for exposure in place.exposures):
            continue
        if place.supposed:
            yield translate(
                "At {place} you did not say which facts you saw. What such a place shows is counted as perhaps there.",
                place=names.place(place),
            )
            continue
        shown = {seen.kind for exposure in place.exposures for seen in exposure.facts}
        if more := [kind for kind in place.broker.shows if kind in hers and kind not in shown]:
            yield translate(
                "{place} may show more than you said you saw, and that is not counted: {kinds}",
                place=names.place(place),
                kinds=listed([kind_text(kind) for kind in more]),
            )
