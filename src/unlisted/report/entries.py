"""One entry of the knowledge in full, as lines: words, links, how sure each thing is, where and when it was read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Literal

from unlisted.errors import N_
from unlisted.knowledge import (
    AccountSite,
    Broker,
    Channel,
    ChecklistItem,
    Entry,
    Findability,
    Flow,
    Force,
    Holidays,
    IntentRule,
    Law,
    Life,
    OptOut,
    SafetyText,
    Source,
    Status,
    WordList,
    is_stale,
)
from unlisted.knowledge.basics import UNDATED
from unlisted.knowledge.laws import Starts, Term, Unit
from unlisted.locale import plural, text, translate
from unlisted.report.accounts import site_parts
from unlisted.report.numbers import date_text, listed, minutes_text
from unlisted.report.places import category_text, chance_word, demands_text, title, way_text
from unlisted.report.words import alerts_text, discloses_text, kind_text

Part = tuple[Literal["words", "link", "item"], str]  # a paragraph, an address on a line of its own, a line of a list

_STATUS = {
    Status.SEEN: N_("read there"),
    Status.PARTLY: N_("confirmed in part"),
    Status.UNVERIFIED: N_("unverified"),
}
_STARTS = {
    Starts.RECEIPT: N_("from receiving the request"),
    Starts.LEARNING: N_("from learning of the act"),
    Starts.LEARNING_SUSPECT: N_("from learning of the act and of who did it"),
    Starts.EVENT: N_("from the act"),
    Starts.DECISION: N_("from receiving the decision"),
}


def entry_title(entry: Entry) -> str:  # noqa: C901 - one line a kind
    """The first words of an entry."""
    match entry:
        case Holidays():
            return translate("Days on which offices are closed: {country}", country=entry.country)
        case ChecklistItem():
            return text(entry.action)
        case Channel():
            return text(entry.name)
        case Broker():
            return title(entry)
        case Law():
            return _law_title(entry)
        case Findability():
            return text(entry.label)
        case Flow():
            return text(entry.title)
        case SafetyText():
            return text(entry.body).partition("\n")[0]
        case AccountSite():
            return entry.name
        case WordList() | IntentRule():
            return _rule_title(entry)


def _law_title(law: Law) -> str:
    article = translate("article {article}", article=law.article) if law.article[0].isdigit() else law.article
    return f"{text(law.name)}, {article}: {text(law.gives)}"


def _rule_title(entry: WordList | IntentRule) -> str:
    if isinstance(entry, WordList):
        return ", ".join(entry.words)
    return f"{entry.intent} {', '.join(entry.what)}: {entry.should_match[0]}"


def entry_parts(entry: Entry, today: date) -> Iterator[Part]:
    """Everything a person can use of an entry, then its sources."""
    if not isinstance(entry, SafetyText):  # its title is its first line
        yield "words", entry_title(entry)
    if entry.hers:
        yield "words", translate("This entry is from your own folder.")
    yield from _inside(entry)
    if is_stale(entry, today):
        yield "words", translate("Nobody has read this again for half a year: it may have changed.")
    yield from (("item", _source(source)) for source in entry.sources)


def _inside(entry: Entry) -> Iterator[Part]:
    match entry:
        case ChecklistItem():
            yield from _item(entry)
        case Channel():
            yield from _channel(entry)
        case Broker():
            yield from _broker(entry)
        case Law():
            yield from _law(entry)
        case Holidays():
            yield from _holidays(entry)
        case AccountSite():
            yield from site_parts(entry)
        case Findability():
            yield from _findability(entry)
        case SafetyText():
            yield "words", text(entry.body)
        case IntentRule():
            yield from (("item", sentence) for sentence in entry.should_match)


def _item(item: ChecklistItem) -> Iterator[Part]:
    yield "words", text(item.why)
    if item.link:
        yield "link", item.link
    told = (minutes_text(item.minutes), discloses_text(item.discloses), alerts_text(item.alerts))
    yield "item", "; ".join(told)


def _channel(channel: Channel) -> Iterator[Part]:
    yield "words", text(channel.note)
    yield from (("link", reach) for reach in (channel.phone, channel.email, channel.link) if reach)
    for words, label in (
        (channel.needs, N_("What they need: {words}")),
        (channel.does, N_("What they do: {words}")),
        (channel.not_send, N_("What not to send: {words}")),
        (channel.expect, N_("How it goes: {words}")),
    ):
        if words:
            yield "item", translate(label, words=text(words))
    if channel.languages:
        yield "item", translate("Languages: {codes}", codes=", ".join(channel.languages))


def _broker(broker: Broker) -> Iterator[Part]:
    countries = ", ".join(broker.countries) or translate("worldwide")
    on = translate("state of {date}", date=date_text(broker.status_on))
    yield "item", "; ".join((category_text(broker.category), countries, on))
    if broker.shows:
        yield "item", translate("It can show: {kinds}", kinds=listed([kind_text(kind) for kind in broker.shows]))
    if broker.lookup:
        if broker.lookup.steps:
            yield "item", translate("How to look: {steps}", steps=text(broker.lookup.steps))
        if broker.lookup.url:
            yield "link", broker.lookup.url
    for route in broker.opt_outs:
        yield from _route(route)
    if broker.reduces:
        yield "item", translate("What makes it show less: {steps}", steps=text(broker.reduces))
    if broker.note:
        yield "item", text(broker.note)
    if broker.parent:
        yield "item", translate("Run by: {id}", id=broker.parent)
    if broker.status is Life.GONE:
        yield "item", translate("Kept so that nobody looks for it twice.")
    yield from _conflict(broker)


def _route(route: OptOut) -> Iterator[Part]:
    asks = demands_text(route.asks) if route.asks else translate("nothing about you")
    told = asks if route.asks_known else translate("not known")
    read = translate("read on {date}", date=date_text(route.seen))
    way = translate("Way out, {how}; it asks for: {asks}", how=way_text(route.by), asks=told)
    yield "item", f"{way}; {read}; {translate(_STATUS[route.status])}"
    if route.steps:
        yield "words", text(route.steps)
    yield from (("link", reach) for reach in (route.url, route.email, route.phone, route.post) if reach)


def _conflict(broker: Broker) -> Iterator[Part]:
    if broker.chosen is None:
        return
    reasons: dict[Any, str] = {
        "own-page": N_("the place itself names the one above"),
        "newest-tested": N_("the one above is the newest that somebody has tried"),
        "newest": N_("the one above is the newest that is written down"),
        "parent": N_("the one above is the form of the firm that owns it"),
        "most-named": N_("nobody has tried any; most sources name the one above"),
    }
    yield "item", translate("Sources disagree; {reason}. The others:", reason=translate(reasons[broker.chosen.value]))
    for rival in broker.rivals:
        yield "link", f"{rival.url} ({', '.join(rival.seen_in)})"


def conflict_parts(broker: Broker) -> Iterator[Part]:
    """A broker whose sources disagree: the way out that was chosen, why, and its rivals."""
    yield "words", title(broker)
    for route in broker.opt_outs[:1]:
        yield from (("link", reach) for reach in (route.url, route.email) if reach)
    yield from _conflict(broker)


def _holidays(entry: Holidays) -> Iterator[Part]:
    yield "item", ", ".join(f"{int(day[3:])}. {int(day[:2])}." for day in entry.days)
    if entry.note:
        yield "words", text(entry.note)


def _findability(entry: Findability) -> Iterator[Part]:
    yield "words", text(entry.note)
    yield "words", translate("This is our own judgement; nobody has measured it.")
    for find in entry.finds:
        by = " + ".join(kind_text(kind) for kind in find.by)
        yield "item", translate("Found by {facts}: {chance}", facts=by, chance=chance_word(find.chance))
    told = minutes_text(entry.minutes), chance_word(entry.works)
    yield "item", translate("To close one: {effort}; that it comes off: {chance}", effort=told[0], chance=told[1])


def _law(law: Law) -> Iterator[Part]:
    yield "item", translate("Who may use it: {words}", words=text(law.who))
    yield "item", translate("Against whom: {words}", words=text(law.against))
    if law.force is Force.CHECK:
        yield "item", translate("Whether it applies today is not confirmed: ask before relying on it.")
    elif law.since:
        yield "item", translate("Applies from: {date}", date=law.since)
    if law.deadline:
        more = translate(", and up to {term} more", term=_amount(law.extension)) if law.extension else ""
        yield "item", translate("Time to answer: {term}", term=_term(law.deadline)) + more
    if law.limit:
        yield "item", translate("Time you have: {term}", term=_term(law.limit))
    if law.note:
        yield "item", text(law.note)
    if law.escalation:
        yield "item", translate("Next to turn to: {ids}", ids=", ".join(law.escalation))
    yield "words", translate("No lawyer has checked this. It is no legal advice.")


def _term(term: Term) -> str:
    return f"{_amount(term)}, {translate(_STARTS[term.starts])}"


def _amount(term: Term) -> str:
    n = term.number
    match term.unit:
        case Unit.HOURS:
            return plural("{n} hour", "{n} hours", n)
        case Unit.DAYS:
            return plural("{n} day", "{n} days", n)
        case Unit.WORKING_DAYS:
            return plural("{n} working day", "{n} working days", n)
        case Unit.MONTHS:
            return plural("{n} month", "{n} months", n)


def _source(source: Source) -> str:
    dated = translate("undated") if source.date == UNDATED else source.date
    read = translate("read on {date}", date=date_text(source.seen))
    return f"{source.title}, {dated}; {read}; {translate(_STATUS[source.status])}; {source.url}"
