"""The story as the page says it: sentences and rows in the language in use, ready to be laid out. Pure.

Everything here is made of our own wording, fact ids, her own values, targets as she typed them, numbers and dates.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from unlisted.locale import plural, text, translate
from unlisted.model import (
    Change,
    Exposure,
    Fact,
    How,
    Intent,
    Kind,
    Outcome,
    SeenFact,
    State,
    StepState,
    Visibility,
)
from unlisted.report.accounts import Part as WayPart
from unlisted.report.accounts import leaving_parts
from unlisted.report.cards import StepCard, card
from unlisted.report.chats import MOST_THREADS, Chats, chats
from unlisted.report.grid import Grid, grid
from unlisted.report.numbers import counts_text, date_text, listed, number
from unlisted.report.outcomes import not_found_text, outcome_text
from unlisted.report.over_time import Part, age_text, change_parts, heading
from unlisted.report.picture import Picture, picture
from unlisted.report.route_cards import RouteCard, route_cards
from unlisted.report.routes import Names, notes
from unlisted.report.story import Story, exported
from unlisted.report.summary import summed
from unlisted.report.told import permalink, several
from unlisted.report.words import (
    Band,
    band,
    change_text,
    companions,
    does_text,
    how_text,
    locator_text,
    mask,
    reach_text,
    standing_text,
    step_state_text,
    strength_text,
    what_text,
    why_strength_text,
)

MOST_ROWS = 500  # of a table; the rest is counted, and stays in the vault


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenLine:
    """One fact in one place."""

    fact: str
    strength: str
    band: Band
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExposureRow:
    """One place. `number` is how this page refers to it, `id` the beginning of what the program calls it.

    `thread` is the number of a thread on this page, `link` an address to copy, `ways` how to be rid of an account.
    """

    number: int
    id: str
    target: str
    where: str
    date: str
    reach: str
    seen: tuple[SeenLine, ...]
    intent: str
    standing: str
    change: str
    thread: int | None
    link: str
    ways: tuple[WayPart, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FactRow:
    """One of her facts and where it stands; `value` is empty unless she asked for values."""

    fact: str
    value: str
    use: str
    places: str
    strongest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LookRow:
    """One look: what came of it, and how old what was read is."""

    target: str
    result: str
    as_of: str
    incomplete: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """What has changed from one look to another: which two, how old what was read is, the lists; all looks drawn."""

    head: str
    age: str
    parts: tuple[Part, ...]
    grid: Grid | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The whole page, from top to bottom."""

    made: str
    revealed: bool
    opening: tuple[str, ...]
    next_step: StepCard | None
    chats: Chats | None
    picture: Picture | None
    facts: tuple[FactRow, ...]
    routes: tuple[RouteCard, ...]
    route_notes: tuple[str, ...]
    changed: Changed | None
    exposures: tuple[ExposureRow, ...]
    more_exposures: int
    notes: tuple[str, ...]
    steps: tuple[StepCard, ...]
    finished: tuple[str, ...]
    looks: tuple[LookRow, ...]
    more_looks: int


def page(story: Story, *, reveal: bool) -> Page:
    """The page of what may stand in a file (see `unlisted.report.story.exported`)."""
    story = exported(story)
    listed_ones = [exposure for exposure in story.exposures if exposure.state is not Visibility.NOT_ME]
    numbers = {exposure.id: at for at, exposure in enumerate(listed_ones, 1)}
    next_step = story.next_step
    later = [step for step in story.steps if step.is_open and step is not next_step]
    summary = summed(story)
    hunts = {one.id: at for at, thread in enumerate(several(summary)[:MOST_THREADS], 1) for one in thread.exposures}
    looks = sorted(story.outcomes, key=lambda outcome: outcome.state is not State.UNKNOWN)
    return Page(
        made=date_text(story.made),
        revealed=reveal,
        opening=tuple(_opening(story)),
        next_step=card(next_step, story, numbers) if next_step else None,
        chats=chats(summary, numbers),
        picture=picture(e for e in listed_ones if e.state in (Visibility.VISIBLE, Visibility.NOT_LOOKED)),
        facts=tuple(_fact_rows(story, reveal)),
        routes=tuple(route_cards(story)),
        route_notes=tuple(notes(story.routes, story.places, story.facts, Names(story.facts, hidden=story.hidden))),
        changed=_changed(story),
        exposures=tuple(_exposure_row(e, at, story, hunts) for at, e in enumerate(listed_ones[:MOST_ROWS], 1)),
        more_exposures=max(0, len(listed_ones) - MOST_ROWS),
        notes=tuple(_notes(story)),
        steps=tuple(one for step in later if (one := card(step, story, numbers))),
        finished=tuple(_finished(story)),
        looks=tuple(map(_look_row, looks[:MOST_ROWS])),
        more_looks=max(0, len(looks) - MOST_ROWS),
    )


# --- sentences ---------------------------------------------------------------------------------------------------


def _opening(story: Story) -> Iterable[str]:
    """The first paragraphs: what was found, since when, what was read and what was not. No verdict."""
    visible = story.standing(Visibility.VISIBLE)
    read, unread = _sum(o.read for o in story.outcomes), _sum(o.unread for o in story.outcomes)
    if visible:
        yield " ".join(_found(visible, story.changes))
        if story.outcomes:
            if any(read.values()):
                yield translate("Read in the last round: {what}.", what=counts_text(read))
            if any(unread.values()):
                yield translate("Not read: {what}. Nothing is known about what is in them.", what=counts_text(unread))
    elif story.outcomes:
        yield translate("The last round: {result}.", result=not_found_text(read, unread))
        yield translate("This says nothing about other places, nor about what was written later.")
    else:
        yield translate("Nothing has been looked at yet.")
    if incomplete := sum(outcome.state is State.UNKNOWN for outcome in story.outcomes):
        yield plural(
            "{count} file could not be looked at, or only in part; the reason stands below.",
            "{count} files could not be looked at, or only in part; the reasons stand below.",
            incomplete,
            count=number(incomplete),
        )
    if age := age_text(story.outcomes):
        yield age
    if story.next_step:
        yield translate("You need not do everything today. The next step is enough.")


def _found(visible: Sequence[Exposure], changes: Mapping[str, Change]) -> Iterable[str]:
    n = len(visible)
    yield plural(
        "Facts of yours are visible in {count} place.",
        "Facts of yours are visible in {count} places.",
        n,
        count=number(n),
    )
    oldest = min((exposure.date or exposure.first_seen).date() for exposure in visible)
    yield translate("The oldest is dated {date}.", date=date_text(oldest))
    if weak := sum(band(exposure.strength) == "weak" for exposure in visible):
        yield plural(
            "In {count} of them it is doubtful that you are meant.",
            "In {count} of them it is doubtful that you are meant.",
            weak,
            count=number(weak),
        )
    told = Counter(changes.values())
    if new := told[Change.NEW]:
        yield plural("{count} is new since the round before.", "{count} are new since the round before.", new,
                     count=number(new))  # fmt: skip
    if back := told[Change.BACK]:
        yield plural("{count} is visible again.", "{count} are visible again.", back, count=number(back))
    if gone := told[Change.GONE]:
        yield plural(
            "{count} place known from before was not visible at the last look.",
            "{count} places known from before were not visible at the last look.",
            gone,
            count=number(gone),
        )


def _notes(story: Story) -> Iterable[str]:
    """What the table of places leaves out."""
    if aside := len(story.standing(Visibility.NOT_ME)):
        yield plural("{count} place is set aside as not you.", "{count} places are set aside as not you.", aside,
                     count=number(aside))  # fmt: skip
    if hers := sum(exposure.mine for exposure in story.standing(Visibility.VISIBLE)):
        yield plural("{count} place is a message of yours.", "{count} places are messages of yours.", hers,
                     count=number(hers))  # fmt: skip
    if story.withheld:
        yield plural(
            "{count} entry is kept out of written reports; see it in the program itself.",
            "{count} entries are kept out of written reports; see them in the program itself.",
            story.withheld,
            count=number(story.withheld),
        )


def _finished(story: Story) -> Iterable[str]:
    for state in (StepState.ASKED, StepState.WAITING, StepState.NOT_VISIBLE, StepState.DONE, StepState.COULD_NOT):
        for step in story.steps:
            if step.state is state and not step.is_open and (item := story.checklist.get(step.item)):
                yield translate("{action} ({state})", action=text(item.action), state=step_state_text(state))


def _sum(counts: Iterable[Mapping[str, int]]) -> Mapping[str, int]:
    total: Counter[str] = Counter()
    for one in counts:
        total.update(one)
    return total


def _changed(story: Story) -> Changed | None:
    between = story.past.between
    if between is None:
        return None
    names = Names(story.facts, hidden=story.hidden)
    return Changed(
        head=heading(between),
        age=age_text(between.after.outcomes),
        parts=tuple(change_parts(story.past, names, story.checklist, story.brokers)),
        grid=grid(story.past, names),
    )


# --- rows --------------------------------------------------------------------------------------------------------


def _exposure_row(exposure: Exposure, at: int, story: Story, hunts: Mapping[str, int]) -> ExposureRow:
    change = story.changes.get(exposure.id)
    site = None if exposure.state is Visibility.NOT_VISIBLE else story.sites.get(exposure.id)
    return ExposureRow(
        number=at,
        id=exposure.id[:8],
        target=exposure.target,
        where=translate("recorded by you") if exposure.by_hand else locator_text(exposure.locator),
        date=date_text(exposure.date.date()) if exposure.date else translate("no date"),
        reach=reach_text(exposure.reach, exposure.members),
        seen=tuple(_seen_line(seen, exposure) for seen in exposure.facts) or (_unsaid(),),
        intent=_intent(exposure),
        standing=standing_text(exposure),
        change=change_text(change) if change in (Change.NEW, Change.BACK) else "",
        thread=hunts.get(exposure.id),
        link=permalink(exposure.link),
        ways=tuple(leaving_parts(site)) if site else (),
    )


def _seen_line(seen: SeenFact, exposure: Exposure) -> SeenLine:
    reasons = [how_text(seen.how), why_strength_text(seen, companions(seen, exposure))]
    if exposure.by_hand:
        reasons = [translate("you saw it yourself")]
    elif seen.how in (How.PARTIAL, How.DISGUISED, How.TYPO):  # the reason for its strength says so already
        reasons = reasons[1:]
    return SeenLine(
        fact=mask(seen), strength=strength_text(seen.strength), band=band(seen.strength), why="; ".join(reasons)
    )


def _unsaid() -> SeenLine:
    return SeenLine(
        fact=translate("you did not say which facts"), strength="", band="likely", why=translate("you saw it yourself")
    )


def _intent(exposure: Exposure) -> str:
    told = does_text(exposure)
    if exposure.mine or exposure.intent is Intent.UNCLASSIFIED or not exposure.what:
        return told
    return translate("{intent}: {what}", intent=told, what=listed([what_text(what) for what in exposure.what]))


def _fact_rows(story: Story, reveal: bool) -> Iterable[FactRow]:
    places: Counter[str] = Counter()
    strongest: dict[str, float] = {}
    for seen in (seen for exposure in story.standing(Visibility.VISIBLE) for seen in exposure.facts):
        places[seen.fact] += 1
        strongest[seen.fact] = max(strongest.get(seen.fact, 0.0), seen.strength)
    unseen = translate("not found in what was read") if story.outcomes else translate("not looked at yet")
    for fact in story.facts:
        n = places[fact.id]
        yield FactRow(
            fact=mask(fact),
            value=fact.value if reveal else "",
            use=_use(fact),
            places=plural("visible in {count} place", "visible in {count} places", n, count=number(n)) if n else unseen,
            strongest=strength_text(strongest[fact.id]) if n else "",
        )


def _use(fact: Fact) -> str:
    if fact.public:
        return translate("used openly")
    return translate("a relative's") if fact.of or fact.kind is Kind.RELATIVE else translate("must not be found")


def _look_row(outcome: Outcome) -> LookRow:
    snapshot = _snapshot(outcome)
    return LookRow(
        target=outcome.target,
        result=outcome_text(outcome),
        as_of=date_text(snapshot) if snapshot else translate("not known"),
        incomplete=outcome.state is State.UNKNOWN,
    )


def _snapshot(outcome: Outcome) -> date | None:
    return max((cover.snapshot.date() for cover in outcome.covers if cover.snapshot), default=None)
