"""What a terminal shows: rounds and exposures as rich renderables that hold up at 60 columns and without colour.

Everything foreign (targets, her own values) goes through `clean` and into `Text`; rich never sees markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from unlisted.hunts import Thread, is_message, threads
from unlisted.knowledge import Channel, Knowledge, Status
from unlisted.locale import plural, text
from unlisted.locale import translate as _
from unlisted.model import Change, Exposure, Fact, How, Intent, Members, Outcome, State, Step, Visibility
from unlisted.plan import action_of, may_alert_someone_close
from unlisted.report.numbers import date_text, minutes_text, number
from unlisted.report.outcomes import outcome_text
from unlisted.report.summary import Summary
from unlisted.report.told import (
    fact_lines,
    often_lines,
    people_lines,
    permalink,
    thread_text,
    unread_lines,
)
from unlisted.report.words import (
    change_text,
    companions,
    does_text,
    how_text,
    kind_text,
    locator_text,
    mask,
    members_text,
    reach_text,
    standing_text,
    strength_text,
    why_strength_text,
)
from unlisted.rounds import Merged
from unlisted.text.clean import clean

MOST = 40  # exposures in one list on a screen; the report has them all
SHORT = 8  # characters of an exposure id that are shown and suffice to name it
AT_ONCE = 8  # outcomes or new exposures told one by one after a look

View = Iterator[RenderableType]


def round_view(outcomes: Sequence[Outcome], merged: Merged) -> View:
    """A round: what each look gave, what changed, and the exposures that are new or back."""
    quiet = [outcome for outcome in outcomes if outcome.state is State.CLEAR]
    telling = [outcome for outcome in outcomes if outcome.state is not State.CLEAR]
    for outcome in [*telling, *quiet[: max(0, AT_ONCE - len(telling))]]:
        yield hanging("-", f"{clean(outcome.target)}: {outcome_text(outcome)}")
    rest = quiet[max(0, AT_ONCE - len(telling)) :]
    if rest:
        yield hanging(
            "-",
            plural(
                "{count} more file: not found in what was read",
                "{count} more files: not found in what was read",
                len(rest),
                count=number(len(rest)),
            ),
        )
    counts = {change: sum(one is change for one in merged.changes.values()) for change in Change}
    told = [f"{change_text(change)}: {number(count)}" for change, count in counts.items() if count]
    if told:
        yield Text()
        yield Text(_("Places: {told}", told=", ".join(told)))
    fresh = [e for e in merged.exposures if merged.changes.get(e.id) in {Change.NEW, Change.BACK}]
    if fresh:
        yield Text()
        yield _exposure_lines(fresh[:AT_ONCE])
    if len(fresh) > AT_ONCE:
        more = len(fresh) - AT_ONCE
        yield Text(plural("… and {count} more place", "… and {count} more places", more, count=number(more)))
    yield Text()


def summary_view(summary: Summary, knowledge: Knowledge) -> View:
    """The end of a look: what was found, all in all; one step; that this is enough; somebody who listens."""
    yield Text()
    if summary.facts:
        yield Text(_("What was found, all in all"), style="bold")
        for line in fact_lines(summary):
            yield hanging("-", line)
        for line in often_lines(summary):
            yield Text(line)
        people = list(people_lines(summary))
        if people:
            yield Text(_("Who asks or tells most (the program keeps no names):"))
            for line in people:
                yield hanging("-", clean(line))
        for line in unread_lines(summary):
            yield Text(line)
        yield Text(_("All of it: `unlisted exposures`"))
        yield Text()
    if summary.next_step:
        yield from _one_step(summary.next_step, knowledge)
    yield Text(_("Enough for now: you may stop here. What was found is kept for when you want to go on."))
    if summary.support:
        yield Text()
        yield from _support(summary.support)
    yield Text()


def _one_step(step: Step, knowledge: Knowledge) -> View:
    yield Text(_("One next step, {minutes}:", minutes=minutes_text(step.minutes)), style="bold")
    if may_alert_someone_close(step.alerts):  # told in full only where she asks for it, and after a warning
        yield Text(_("Someone close may notice it. Look at it when you are alone: `unlisted next`"))
    else:
        yield Text(clean(text(action_of(step, knowledge))))
        yield Text(_("In full: `unlisted next`"))
    yield Text()


def _support(channel: Channel) -> View:
    yield Text(_("Somebody who listens:"))
    doubts = {Status.SEEN: "", Status.PARTLY: _("confirmed in part"), Status.UNVERIFIED: _("unverified")}
    doubt = f" ({told})" if (told := doubts[channel.verified]) else ""
    reach = channel.phone or channel.email or channel.link or ""
    yield hanging("*", f"{text(channel.name)}: {reach}{doubt}")
    yield hanging(" ", text(channel.note))


def exposures_view(exposures: Sequence[Exposure], hidden: int) -> View:
    """Exposures by target, the target with the gravest first; `hidden` is how many are not visible or not her."""
    if not exposures:
        yield Text(_("Nothing is visible in what was looked at."))
    hunts = [thread for thread in threads(exposures) if len(thread.exposures) > 1]
    by_target: dict[str, list[Exposure]] = {}
    for one in exposures[:MOST]:
        by_target.setdefault(one.target, []).append(one)
    for target, group in by_target.items():
        yield Text(clean(target), style="bold")
        yield from _by_thread(group, hunts)
        yield Text()
    if len(exposures) > MOST:
        more = len(exposures) - MOST
        yield Text(plural("… and {count} more place", "… and {count} more places", more, count=number(more)))
        yield Text(_("The report has them all: `unlisted report --html notes.html`"))
    if hidden:
        told = plural(
            "{count} place is not visible now or not you",
            "{count} places are not visible now or not you",
            hidden,
            count=number(hidden),
        )
        yield Text(_("{told}: `unlisted exposures --all`", told=told))


def _by_thread(exposures: Sequence[Exposure], hunts: Iterable[Thread]) -> View:
    """What belongs together stands together, under a line that says so; all else as it is ranked."""
    of = {one.id: thread for thread in hunts for one in thread.exposures}
    groups: dict[str, list[Exposure]] = {}  # by the first message of a thread, in the order of the gravest
    for one in exposures:
        first = of[one.id].exposures[0] if one.id in of else one
        groups.setdefault(first.id, []).append(one)
    for alone, several in groupby(groups.values(), key=lambda group: group[0].id not in of):
        if alone:
            yield _exposure_lines(one for group in several for one in group)
            continue
        for group in several:
            yield Text(thread_text(of[group[0].id]))
            yield Padding(_exposure_lines(group, in_thread=True), (0, 0, 0, 2))


def exposure_view(exposure: Exposure, facts: Sequence[Fact], *, reveal: bool) -> View:
    """One exposure in full."""
    yield Text(f"{clean(exposure.target)}, {locator_text(exposure.locator)}", style="bold")
    if exposure.date:
        yield Text(_("Written on {date}", date=date_text(exposure.date.date())))
    first = date_text(exposure.first_seen.date())
    yield Text(_("{standing}; first seen on {first}", standing=standing_text(exposure), first=first))
    intent, reach = does_text(exposure), reach_text(exposure.reach, exposure.members)
    yield Text(_("What it does: {intent}; {reach}", intent=intent, reach=reach))
    if exposure.link:
        yield Text(_("Its link, to be copied into a report; it shows the message to members only:"))
        yield Text(permalink(exposure.link), overflow="fold")
    elif is_message(exposure):
        yield Text(
            _("The pages of this export tell no links. Export the chat as JSON and check that, and the link is here.")
            if exposure.source == "telegram-html"
            else _("This message has no link that is known. For a report note the chat, who wrote it, day and hour.")
        )
    values = {fact.id: fact.value for fact in facts}
    for seen in exposure.facts:
        told = f"{mask(seen)}: {strength_text(seen.strength)}; {how_text(seen.how)}"
        if seen.fact not in values:
            told += "; " + _("you have removed this fact")
        elif reveal:
            told += f" = {clean(values[seen.fact])}"
        yield hanging("-", told)
        yield hanging(" ", why_strength_text(seen, companions(seen, exposure)))


def standing_text_line(visible: int, looked: date | None, facts: int) -> str:
    """Where she stands, in one sentence."""
    if looked is None:
        return plural(
            "{n} fact is kept; nothing has been looked at yet.",
            "{n} facts are kept; nothing has been looked at yet.",
            facts,
        )
    return plural(
        "{count} place is visible. Last look: {date}.",
        "{count} places are visible. Last look: {date}.",
        visible,
        count=number(visible),
        date=date_text(looked),
    )


def _exposure_lines(exposures: Iterable[Exposure], *, in_thread: bool = False) -> Table:
    table = Table.grid(padding=(0, 1))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for exposure in exposures:
        table.add_row(
            Text(exposure.id[:SHORT], style="dim"), _summary(exposure, None if in_thread else exposure.members)
        )
    return table


def _summary(exposure: Exposure, members: Members | None) -> Text:
    when = f", {date_text(exposure.date.date())}" if exposure.date else ""
    quiet = exposure.intent is Intent.UNCLASSIFIED and not exposure.mine
    does = "" if quiet else f", {does_text(exposure)}"
    among = f", {members_text(members)}" if members else ""
    line = Text(f"{locator_text(exposure.locator)}{when}{does}{among}: ")
    if not exposure.facts:
        line.append(_("you did not say which facts"))
    for place, seen in enumerate(exposure.facts):
        part = {How.PARTIAL: ", " + _("in part"), How.TYPO: ", " + _("with one letter wrong")}.get(seen.how, "")
        line.append("; " if place else "")
        line.append(seen.fact, style="bold")
        line.append(f" ({kind_text(seen.kind)}, {strength_text(seen.strength)}{part})")
    if exposure.state is not Visibility.VISIBLE:
        line.append(f" · {standing_text(exposure)}")
    return line


def hanging(mark: str, words: str, style: str = "") -> Table:
    """A line with a mark in front and every further line set in under its words."""
    table = Table.grid(padding=(0, 1))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    table.add_row(Text(mark), Text(words, style=style))
    return table
