"""A summary as an object of `--json`: counts, days, ids and closed words. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from unlisted.hunts import Thread
from unlisted.model import Intent, Members
from unlisted.report.summary import FactSum, PersonSum, Summary

if TYPE_CHECKING:
    from unlisted.report.json import Document, Json


def summary_object(summary: Summary) -> Document:
    """What was found, all in all. `sender` and `chat` are keyed hashes, `next_step` and `support` ids of knowledge."""
    return {
        "facts": [_fact(one) for one in summary.facts],
        "messages": summary.messages,
        "intents": _intents(summary.intents),
        "threads": [_thread(one) for one in summary.threads],
        "people": [_person(one) for one in summary.people],
        "unknown_senders": summary.unknown_senders,
        "timeline": {
            "unit": summary.timeline.unit.value,
            "spans": [
                {"from": span.start.isoformat(), "intents": _intents(span.counts)}
                for span in summary.timeline.spans
                if span.counts
            ],
            "undated": summary.timeline.undated,
        },
        "unread": {word: summary.unread[word] for word in sorted(summary.unread)},
        "incomplete": summary.incomplete,
        "next_step": summary.next_step.id if summary.next_step else None,
        "support": summary.support.id if summary.support else None,
    }


def _fact(one: FactSum) -> Json:
    return {
        "fact": one.fact,
        "kind": one.kind.value,
        "messages": one.messages,
        "places": one.places,
        "weak": one.weak,
        "first": _day(one.first),
        "last": _day(one.last),
    }


def _thread(thread: Thread) -> Json:
    facts: list[Json] = [*sorted({seen.fact for one in thread.exposures for seen in one.facts})]
    return {
        "chat": thread.within,
        "exposures": [one.id for one in thread.exposures],
        "facts": facts,
        "first": _day(thread.first.date() if thread.first else None),
        "last": _day(thread.last.date() if thread.last else None),
        "intents": _intents(Counter(one.intent for one in thread.exposures)),
        "members": members_object(thread.members),
    }


def members_object(members: Members | None) -> Json:
    """How many are in a group or channel, on which day that was so, and how it is known."""
    return {"count": members.count, "date": _day(members.on), "by": members.by.value} if members else None


def _person(person: PersonSum) -> Json:
    return {
        "person": person.letter,
        "chat": person.chat,
        "sender": person.sender,
        "messages": person.messages,
        "intents": _intents(person.intents),
        "first": _day(person.first),
        "last": _day(person.last),
    }


def _intents(intents: Mapping[Intent, int]) -> Json:
    return {intent.value: intents[intent] for intent in Intent if intents.get(intent)}


def _day(day: date | None) -> Json:
    return day.isoformat() if day else None
