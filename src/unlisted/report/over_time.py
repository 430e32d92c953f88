"""Rounds in words: how far a stranger got and gets, what closed, what came back, what nobody looked at. Pure.

"Not visible on DATE" is only said of what a later look covered, and every number of what was not looked at stands
beside the good news.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from unlisted.errors import NN_
from unlisted.history import Between, Moment, Other, read_from
from unlisted.knowledge import Broker
from unlisted.locale import plural, text, translate
from unlisted.model import Exposure, Outcome, StepState
from unlisted.report.numbers import date_text, listed, number
from unlisted.report.past import Deed, Past
from unlisted.report.routes import Names, start_of
from unlisted.report.story import Checklist
from unlisted.report.words import locator_text, standing_text, step_state_text
from unlisted.routes import Line, Point, Stand

MOST_PLACES = 8  # of each list; the others are counted


CLOSED = NN_("No longer visible, by a later look: {count} place", "No longer visible, by a later look: {count} places")
BACK = NN_("Visible again: {count} place", "Visible again: {count} places")
NEW = NN_("Seen for the first time: {count} place", "Seen for the first time: {count} places")
OTHER = NN_("Shows something else than before: {count} place", "Show something else than before: {count} places")
UNLOOKED = NN_(
    "Not looked at since, so counted as last seen: {count} place",
    "Not looked at since, so counted as last seen: {count} places",
)
STILL = NN_("Seen again where it was: {count} place", "Seen again where they were: {count} places")
INCOMPLETE = NN_(
    "Could not be looked at, or only in part: {count} file or link",
    "Could not be looked at, or only in part: {count} files or links",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A heading, what is to be listed below it, and how many more there are."""

    head: str
    items: tuple[str, ...] = ()
    more: int = 0


def moment_text(moment: Moment, among: Iterable[Moment] = ()) -> str:
    """The day of a look; with its number where another look of the same day is shown beside it."""
    alone = sum(one.day == moment.day for one in among) < 2
    if alone or moment.round is None:
        return date_text(moment.day)
    return translate("{date} (round {number})", date=date_text(moment.day), number=moment.round)


def stand_text(point: Point) -> str:
    """How a fact stands after a look, in a few words."""
    if point.stand is Stand.REACHED:
        return plural("in {n} step", "in {n} steps", point.steps)
    return {
        Stand.PUBLISHED: translate("those who look for you have it"),
        Stand.SELDOM: translate("only by steps that seldom come off"),
        Stand.NOT_REACHED: translate("not by anything we looked at"),
        Stand.NOT_SOUGHT: translate("not looked for yet"),
    }[point.stand]


# --- over all looks ----------------------------------------------------------------------------------------------


def line_text(line: Line, moments: Sequence[Moment], names: Names) -> str:
    """How one fact stood, look by look; looks after which it stood the same are told together."""
    pairs = zip(moments, line.points, strict=True)
    told = []
    for words, group in groupby(pairs, key=lambda pair: stand_text(pair[1])):
        these = [moment for moment, _point in group]
        first, last = moment_text(these[0], moments), moment_text(these[-1], moments)
        when = first if len(these) == 1 else translate("{first} to {last}", first=first, last=last)
        told.append(f"{when}: {words}")
    return f"{names.fact(line.fact.id)}: {'; '.join(told)}"


def sign(point: Point) -> str:
    """A point as one or two characters, for a line that a screen of 60 columns holds."""
    signs = {Stand.PUBLISHED: "!", Stand.SELDOM: "~", Stand.NOT_REACHED: "–", Stand.NOT_SOUGHT: "·"}
    mark = str(point.steps) if point.stand is Stand.REACHED else signs[point.stand]
    return mark if point.looked else f"{mark}?"


def legend(lines: Iterable[Line]) -> Iterator[str]:
    """What the signs mean, as far as they are used."""
    points = [point for line in lines for point in line.points]
    stands = {point.stand for point in points}
    meanings = {
        Stand.REACHED: translate("1, 2, 3: the fewest steps in which a stranger reaches it"),
        Stand.PUBLISHED: translate("!: those who look for you have it"),
        Stand.SELDOM: translate("~: only by steps that seldom come off"),
        Stand.NOT_REACHED: translate("–: not by anything we looked at"),
        Stand.NOT_SOUGHT: translate("·: not looked for yet"),
    }
    yield from (words for stand, words in meanings.items() if stand in stands)
    if not all(point.looked for point in points):
        yield translate("?: as it was last seen; nobody looked there again")


def looks_text(past: Past) -> str:
    """The numbered columns of the picture, and on which day each look was."""
    days = [f"{at}: {moment_text(moment, past.moments)}" for at, moment in enumerate(past.moments, 1)]
    told = translate("Looks: {days}.", days="; ".join(days))
    if past.left_out:
        told += " " + plural(
            "{count} look in between is left out.", "{count} looks in between are left out.", past.left_out,
            count=number(past.left_out),
        )  # fmt: skip
    return told


# --- from one look to another ------------------------------------------------------------------------------------


def heading(between: Between) -> str:
    """Which two looks are compared."""
    both = (between.before, between.after)
    return translate(
        "From {before} to {after}", before=moment_text(between.before, both), after=moment_text(between.after, both)
    )


def age_text(outcomes: Iterable[Outcome]) -> str:
    """How old what was read is; "" where that is not known."""
    days = read_from(outcomes)
    if days is None:
        return ""
    first, last = map(date_text, days)
    if first == last:
        return translate("What was read is from {date}; anything later is not in it.", date=last)
    return translate("What was read is from {first} to {last}; anything later is not in it.", first=first, last=last)


def change_parts(past: Past, names: Names, checklist: Checklist, brokers: Mapping[str, Broker]) -> Iterator[Part]:
    """The whole comparison: how far a stranger gets, what became of the places, what she did meanwhile."""
    if past.between is None:
        return
    if reached := tuple(_change_lines(past.change, past.between, names)):
        yield Part(head=translate("How far a stranger gets"), items=reached)
    yield from _place_lists(past.between, names)
    if done := tuple(_deed_text(deed, past.between, checklist, brokers) for deed in past.deeds):
        yield Part(head=translate("What you did meanwhile"), items=done)


def _change_lines(lines: Iterable[Line], between: Between, names: Names) -> Iterator[str]:
    """Each private fact before and after; those that stand as before come last, all that stand alike in a sentence."""
    alike: dict[str, list[str]] = {}
    for line in lines:
        before, after = (stand_text(point) for point in line.points)
        if before == after:
            alike.setdefault(after, []).append(line.fact.id)
        else:
            yield _before_after(line, between, names)
    for stand, facts in alike.items():
        yield translate("As before, {stand}: {facts}", stand=stand, facts=names.facts(facts))


def _before_after(line: Line, between: Between, names: Names) -> str:
    both = (between.before, between.after)
    told = [_stood(point, moment_text(moment, both), names) for point, moment in zip(line.points, both, strict=True)]
    if line.points[-1].stand is Stand.NOT_REACHED and (left := len(between.unlooked)):
        told.append(plural("{count} place was not looked at", "{count} places were not looked at", left,
                           count=number(left)))  # fmt: skip
    return f"{names.fact(line.fact.id)}: {'; '.join(told)}"


def _stood(point: Point, date: str, names: Names) -> str:
    chain = point.answer.easiest if point.answer else None
    if point.stand is Stand.REACHED and chain is not None:
        start, anybody = start_of(chain, names)
        if anybody:
            return plural(
                "on {date} a stranger who knows {start} reached it in {n} step",
                "on {date} a stranger who knows {start} reached it in {n} steps",
                point.steps, date=date, start=start,
            )  # fmt: skip
        return plural(
            "on {date} those who look for you could reach it in {n} step",
            "on {date} those who look for you could reach it in {n} steps",
            point.steps, date=date,
        )  # fmt: skip
    return translate("on {date} {stand}", date=date, stand=stand_text(point))


def _place_lists(between: Between, names: Names) -> Iterator[Part]:
    """The places by what became of them: what closed and what came back first, what nobody looked at never left out."""
    for one, several, places in (
        (*CLOSED, [_place_text(one, names) for one in between.closed]),
        (*BACK, [_place_text(one, names) for one in between.back]),
        (*NEW, [_place_text(one, names) for one in between.new]),
        (*OTHER, [_other_text(one, names) for one in between.other]),
        (*UNLOOKED, [_place_text(one, names) for one in between.unlooked]),
    ):
        if n := len(places):
            head = plural(one, several, n, count=number(n))
            yield Part(head=head, items=tuple(places[:MOST_PLACES]), more=max(0, n - MOST_PLACES))
    for one, several, n in ((*STILL, len(between.still)), (*INCOMPLETE, between.after.incomplete)):
        if n:
            yield Part(head=plural(one, several, n, count=number(n)))


def where_text(exposure: Exposure) -> str:
    """A place as she typed it, and where in it."""
    if exposure.by_hand or exposure.locator == "page":
        return exposure.target
    return f"{exposure.target}, {locator_text(exposure.locator)}"


def _place_text(exposure: Exposure, names: Names) -> str:
    facts = names.facts([seen.fact for seen in exposure.facts])
    told = [where_text(exposure), *([facts] if facts else []), standing_text(exposure)]
    return ": ".join(told)


def _other_text(other: Other, names: Names) -> str:
    told = []
    if other.lost:
        told.append(translate("no longer {facts}", facts=names.facts(other.lost)))
    if other.gained:
        told.append(translate("now {facts}", facts=names.facts(other.gained)))
    when = date_text(other.exposure.last_looked.date())
    return translate("{place}: {what}, on {date}", place=where_text(other.exposure), what="; ".join(told), date=when)


# --- what she did ------------------------------------------------------------------------------------------------


def _deed_text(deed: Deed, between: Between, checklist: Checklist, brokers: Mapping[str, Broker]) -> str:
    """One thing she did, and how the places stand that it was for. It claims no cause."""
    date = date_text(deed.day)
    broker = brokers.get(deed.broker) if deed.broker else None
    if broker is not None and deed.state is not StepState.COULD_NOT:
        place = text(broker.label) if broker.label else broker.name
        done = translate("On {date} you asked {place} to leave you out", date=date, place=place)
    else:
        item = checklist.get(deed.step)
        action = broker.name if broker else text(item.action).partition(". ")[0].rstrip(".") if item else deed.step
        done = translate("{date}, {state}: {action}", date=date, state=step_state_text(deed.state), action=action)
    stands = listed(list(_stands(deed, between)))
    return translate("{done}; {stands}", done=done, stands=stands) if stands else done


def _stands(deed: Deed, between: Between) -> Iterator[str]:
    """How the places of a deed stand at the later look."""
    closed = [one for one in between.closed if one.id in deed.places]
    open_ = [one for one in (*between.still, *between.back) if one.id in deed.places]
    unlooked = [one for one in between.unlooked if one.id in deed.places]
    if len(closed) == 1:
        yield translate("not visible on {date}", date=date_text(closed[0].last_looked.date()))
    elif n := len(closed):
        yield plural("{count} place not visible since", "{count} places not visible since", n, count=number(n))
    if n := len(open_):
        yield plural("{count} place still visible", "{count} places still visible", n, count=number(n))
    if n := len(unlooked):
        yield plural("{count} place not looked at since", "{count} places not looked at since", n, count=number(n))
