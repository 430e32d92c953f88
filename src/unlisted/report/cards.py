"""One step as the page says it: what to do, its price, whom it may alert, and where that was read. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from unlisted.knowledge import ChecklistItem, Demand, Source, Status, is_stale
from unlisted.knowledge.basics import UNDATED
from unlisted.locale import plural, text, translate
from unlisted.model import Alerts, Kind, Step
from unlisted.plan import may_alert_someone_close
from unlisted.report.numbers import date_text, listed, minutes_text, number
from unlisted.report.places import demands_text
from unlisted.report.story import Story
from unlisted.report.words import alerts_text, discloses_text, kind_text, limit_text

_MOST_NUMBERS = 8  # of places that a step names


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLine:
    """Where a claim was read; `href` is empty if it is no web address."""

    title: str
    href: str
    note: str
    mark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StepCard:
    """One thing to do, with its price, whom it may alert and where it was read."""

    action: str
    why: str
    facts: tuple[str, ...]
    careful: str
    link: str
    marks: tuple[str, ...]
    sources: tuple[SourceLine, ...]


def card(step: Step, story: Story, numbers: Mapping[str, int]) -> StepCard | None:
    """A step with the words of its entry, or None if there is no entry. `numbers` are those of places, by id."""
    item = story.checklist.get(step.item)
    if item is None:
        return None
    facts = [minutes_text(step.minutes)]
    careful = may_alert_someone_close(step.alerts)
    if not careful:
        facts.append(alerts_text(step.alerts))
    facts.append(gives_text(step))
    if step.due:
        facts.append(translate("due by {date}", date=date_text(step.due)))
    if step.limit:
        facts.append(limit_text(step.limit, story.made))
    return StepCard(
        action=text(item.action),
        why=" ".join(part for part in (text(item.why), _because(step, numbers)) if part),
        facts=tuple(facts),
        careful=alerts_text(one for one in step.alerts if one is not Alerts.NOBODY) if careful else "",
        link=web_link(item.link),
        marks=tuple(_marks(item, story.made)),
        sources=tuple(map(_source_line, item.sources)),
    )


def gives_text(step: Step) -> str:
    """What a step makes her give away: facts, and what else a place demands."""
    if not step.demands_known:
        return translate("what it demands is not known")
    if not step.demands:
        return discloses_text(step.discloses)
    demands = demands_text([*(Demand(kind.value) for kind in step.discloses), *map(Demand, step.demands)])
    return translate("you give away: {kinds}", kinds=demands)


def _because(step: Step, numbers: Mapping[str, int]) -> str:
    """The places or the kinds of fact that called for a step. What is going on in her life is never written down."""
    places = sorted(numbers[word] for word in step.why if word in numbers)
    if places:
        if len(places) > _MOST_NUMBERS:
            n = len(places)
            return plural("It concerns {count} place.", "It concerns {count} places.", n, count=number(n))
        shown = ", ".join(map(str, places))
        return plural("It concerns place {numbers}.", "It concerns places {numbers}.", len(places), numbers=shown)
    kinds = [kind_text(Kind(word)) for word in step.why if word in set(Kind)]
    return translate("It concerns: {kinds}.", kinds=listed(kinds)) if kinds else ""


def _marks(item: ChecklistItem, made: date) -> Iterable[str]:
    if mark := _status_mark(item.verified):
        yield mark
    if item.link and item.link_status is Status.UNVERIFIED:
        yield translate("link not verified")
    if is_stale(item, made):
        yield translate("not checked for a long time")


def _source_line(source: Source) -> SourceLine:
    dated = translate("undated") if source.date == UNDATED else _written(source.date)
    return SourceLine(
        title=source.title,
        href=web_link(source.url),
        note=translate("{date}; read on {seen}", date=dated, seen=date_text(source.seen)),
        mark=_status_mark(source.status),
    )


def _written(when: str) -> str:
    return date_text(date.fromisoformat(when)) if len(when) == len("2026-11-23") else when


def _status_mark(status: Status) -> str:
    if status is Status.SEEN:
        return ""
    return translate("unverified") if status is Status.UNVERIFIED else translate("verified only in part")


def web_link(url: str | None) -> str:
    """`url` if it may stand in a link: http or https with a host; else nothing."""
    parts = urlsplit(url or "")
    return url or "" if parts.scheme in {"http", "https"} and parts.hostname else ""
