"""A summary in words: the sentences that the terminal and the page share. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date

from unlisted.hunts import Thread
from unlisted.locale import plural, translate
from unlisted.model import Intent, Link
from unlisted.report.numbers import counts_text, date_text, listed, number
from unlisted.report.summary import ChatSum, FactSum, PersonSum, Summary
from unlisted.report.timeline import ORDER
from unlisted.report.words import intent_text, kind_text, locator_text, members_text

MOST_PEOPLE = 3
MOST_FACTS = 8


def permalink(link: Link | None) -> str:
    """The address of a message as Telegram's members and its reports know it; "" if there is none."""
    return f"https://t.me/c/{link.chat}/{link.message}" if link else ""


def messages_text(n: int) -> str:
    """`14 messages`."""
    return plural("{count} message", "{count} messages", n, count=number(n))


def fact_lines(summary: Summary) -> Iterator[str]:
    """Which of her facts, how often and since when, the gravest first; then what is likely about somebody else."""
    sure = [one for one in summary.facts if one.messages or one.places]
    yield from map(_fact_line, sure[:MOST_FACTS])
    more = len(sure) - MOST_FACTS
    if more > 0:
        yield plural("and {count} more fact", "and {count} more facts", more, count=number(more))
    if weak := sum(one.weak for one in summary.facts):
        yield plural(
            "{count} more sighting is weak: it may be about somebody else",
            "{count} more sightings are weak: they may be about somebody else",
            weak,
            count=number(weak),
        )


def _fact_line(told: FactSum) -> str:
    found = []
    if told.messages:
        found.append(plural("in {count} message", "in {count} messages", told.messages, count=number(told.messages)))
    if told.places and told.messages:
        found.append(
            plural("in {count} other place", "in {count} other places", told.places, count=number(told.places))
        )
    elif told.places:
        found.append(plural("in {count} place", "in {count} places", told.places, count=number(told.places)))
    often = listed(found)
    name = translate("{id} ({kind})", id=told.fact, kind=kind_text(told.kind))
    return f"{name}: {often}{_since(told.first, told.last)}"


def _since(first: date | None, last: date | None) -> str:
    if first is None or last is None:
        return ""
    if first == last:
        return ", " + translate("on {date}", date=date_text(first))
    return ", " + translate("since {first}, last on {last}", first=date_text(first), last=date_text(last))


def intents_text(intents: Mapping[Intent, int]) -> str:
    """`threatens: 1, asks for more: 8`, the gravest first."""
    return ", ".join(f"{intent_text(intent)}: {number(intents[intent])}" for intent in ORDER if intents.get(intent))


def often_lines(summary: Summary) -> Iterator[str]:
    """How many messages in how many threads, and what their writers do."""
    if summary.messages:
        yield f"{messages_text(summary.messages)}: {intents_text(summary.intents)}"
    if hunts := several(summary):
        yield plural(
            "{messages} of these belong together, in {count} thread",
            "{messages} of these belong together, in {count} threads",
            len(hunts),
            messages=number(sum(len(thread.exposures) for thread in hunts)),
            count=number(len(hunts)),
        )


def several(summary: Summary) -> list[Thread]:
    """The threads of more than one message, in their order."""
    return [thread for thread in summary.threads if len(thread.exposures) > 1]


def people_lines(summary: Summary, most: int = MOST_PEOPLE) -> Iterator[str]:
    """Those who ask or tell most, by letters; what else is known of senders."""
    places = {chat.chat: chat for chat in summary.chats}
    for person in summary.people[:most]:
        yield _person_line(person, places[person.chat] if len(places) > 1 else None)
    more = len(summary.people) - most
    if more > 0:
        yield plural("and {count} more person", "and {count} more people", more, count=number(more))
    if summary.people and summary.unknown_senders:
        n = summary.unknown_senders
        yield plural(
            "who wrote {count} message is not known", "who wrote {count} messages is not known", n, count=number(n)
        )


def _person_line(person: PersonSum, chat: ChatSum | None) -> str:
    name = translate("person {letter}", letter=person.letter)
    where = f" ({chat_text(chat)})" if chat else ""
    often = f"{messages_text(person.messages)}{_since(person.first, person.last)}"
    return f"{name}{where}: {often}; {intents_text(person.intents)}"


def chat_text(chat: ChatSum) -> str:
    """A chat by the file it was read in, and by its number where a file holds several."""
    inner, _, _ = chat.locator.rpartition("message:")
    return chat.target + (f", {locator_text(inner.rstrip('/'))}" if inner else "")


def thread_text(thread: Thread) -> str:
    """A thread of several messages in one line: how many, when, what they do, before how many."""
    told = translate(
        "A thread of {messages}, {when}; {intents}",
        messages=messages_text(len(thread.exposures)),
        when=when_text(thread),
        intents=intents_text(Counter(one.intent for one in thread.exposures)),
    )
    return f"{told}; {members_text(thread.members)}" if thread.members else told


def when_text(thread: Thread) -> str:
    """The day or days on which a thread was written."""
    if thread.first is None or thread.last is None:
        return translate("no date")
    first, last = date_text(thread.first.date()), date_text(thread.last.date())
    return first if first == last else translate("{first} to {last}", first=first, last=last)


def unread_lines(summary: Summary) -> Iterator[str]:
    """What was not read, and that nothing is known about it."""
    if summary.unread:
        yield translate("Not read: {what}. Nothing is known about what is in them.", what=counts_text(summary.unread))
    if n := summary.incomplete:
        yield plural(
            "{count} file could not be looked at, or only in part; the reason stands above.",
            "{count} files could not be looked at, or only in part; the reasons stand above.",
            n,
            count=number(n),
        )
