"""The documents of `--json`: closed words, ids, numbers, dates and what she typed herself. Pure.

Fields are only ever added. Nothing here is translated, so that a script reads the same in every language.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from itertools import islice

from unlisted.accounts.looking import Account
from unlisted.knowledge import Broker, ChecklistItem
from unlisted.links import Checked
from unlisted.lookups import Place
from unlisted.model import Exposure, Fact, Outcome, SeenFact, Sighting, Step
from unlisted.plan import may_alert_someone_close
from unlisted.report.story import Story, exported
from unlisted.report.summary import Summary, summed
from unlisted.report.sums import members_object, summary_object
from unlisted.report.told import permalink

Json = str | int | float | bool | None | list["Json"] | dict[str, "Json"]
Document = dict[str, Json]

CHECK = "unlisted/check/1"
EXPOSURES = "unlisted/exposures/1"
FACTS = "unlisted/facts/1"
PLAN = "unlisted/plan/1"
BROKERS = "unlisted/brokers/1"
CONFLICTS = "unlisted/conflicts/1"
CHECKLIST = "unlisted/checklist/1"
LINKS = "unlisted/links/1"
ACCOUNTS = "unlisted/accounts/1"
REPORT = "unlisted/report/1"

# What `json` writes as it is and a terminal or a reader might obey: DEL and C1 controls, invisible and bidi
# characters, line and paragraph separators, tags. Escaped, they are the same string to every parser.
_UNSEEN = re.compile(
    "[\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_AT_ONCE = 10_000  # words of JSON that are joined and cleaned at once
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")  # a file name that is not text; strict parsers refuse its escape


def dump(document: Document) -> str:
    """`document` as UTF-8 text of JSON, keys in the order of the document.

    Raises ValueError for a number that JSON does not have (NaN, infinity): a document with one would be ours to mend.
    """
    return "".join(pieces(document))


def pieces(document: Document) -> Iterator[str]:
    """As `dump`, piece by piece: the whole of a long one takes several times what it writes."""
    words = json.JSONEncoder(ensure_ascii=False, allow_nan=False, indent=1).iterencode(document)
    while some := "".join(islice(words, _AT_ONCE)):
        yield _UNSEEN.sub(_escape, _LONE_SURROGATE.sub("\ufffd", some))


class _AsWritten(list[Json]):
    """A list of which all but the first entry are made while it is written; the encoder only goes through it once."""

    def __init__(self, made: Iterator[Json]) -> None:
        super().__init__(islice(made, 1))
        self._others = made

    def __iter__(self) -> Iterator[Json]:
        yield from super().__iter__()
        yield from self._others


def check_pieces(outcomes: Iterable[Outcome], summary: Summary | None = None) -> Iterator[str]:
    """`check_document` piece by piece: there may be tens of thousands of sightings."""
    return pieces(check_document(outcomes, summary, _AsWritten))


def check_document(
    outcomes: Iterable[Outcome],
    summary: Summary | None = None,
    listed: Callable[[Iterator[Json]], list[Json]] = list,
) -> Document:
    """What one round of looking brought: one entry a look, then all sightings in the order they were found.

    With a `summary` also what they come to, all in all.
    """
    looks = list(outcomes)
    document: Document = {
        "schema": CHECK,
        "outcomes": [_outcome(look) for look in looks],
        "sightings": listed(_sighting(sighting) for look in looks for sighting in look.sightings),
    }
    return document if summary is None else document | {"summary": summary_object(summary)}


def exposures_document(exposures: Iterable[Exposure]) -> Document:
    """Places and what is known of them now, in the order given."""
    return {"schema": EXPOSURES, "exposures": [_exposure(exposure) for exposure in exposures]}


def plan_document(steps: Iterable[Step], *, paused: date | None = None) -> Document:
    """Steps in the order to do them. `why` are exposure ids, kinds of fact, situations, "always", "seen" or "marked".

    `close` says that someone close may notice the step. `paused` is until when she rests from looking again; the last
    day that there is means until she says so.
    """
    return {"schema": PLAN, "steps": [_step(step) for step in steps], "paused": _day(paused)}


def brokers_document(places: Iterable[Place]) -> Document:
    """Her queue of places in the order in which to look. A link holds her own facts, filled in by us."""
    return {"schema": BROKERS, "places": [_place(place) for place in places]}


def conflicts_document(brokers: Iterable[Broker]) -> Document:
    """Places whose sources give rival addresses: the chosen one, why, the others and who gives them."""
    return {
        "schema": CONFLICTS,
        "conflicts": [
            {
                "broker": broker.id,
                "chosen": next((route.url for route in broker.opt_outs if route.url), None),
                "why": broker.chosen.value if broker.chosen else None,
                "rivals": [{"url": rival.url, "seen_in": list(rival.seen_in)} for rival in broker.rivals],
            }
            for broker in brokers
        ],
    }


def links_document(checked: Iterable[Checked]) -> Document:
    """What became of the links of the knowledge data. `content` is a fingerprint to compare the next report with."""
    return {
        "schema": LINKS,
        "links": [
            {
                "url": one.cited.url,
                "places": list(one.cited.places),
                "state": one.standing.value,
                "status": one.status,
                "reason": one.reason.value if one.reason else None,
                "moved_to": one.moved_to,
                "content": one.content,
            }
            for one in checked
        ],
    }


def accounts_document(accounts: Iterable[Account], facts: Mapping[str, Collection[str]]) -> Document:
    """The document of `unlisted accounts --json`. `facts`: by question, the ids of what its page shows of her."""
    return {
        "schema": ACCOUNTS,
        "accounts": [
            {
                "site": account.question.site.name,
                "username": account.question.username,
                "url": account.question.url,
                "verdict": account.verdict,
                "reason": account.why,
                "ms": account.ms,
                "facts": list[Json](sorted(facts.get(account.question.id, ()))),
                "deletion": {
                    "difficulty": account.question.site.deletion.difficulty,
                    "url": account.question.site.deletion.url,
                },
            }
            for account in accounts
        ],
    }


def checklist_document(items: Iterable[ChecklistItem]) -> Document:
    """Items of a checklist by id, without their words: `unlisted knowledge show ID` has those."""
    return {
        "schema": CHECKLIST,
        "items": [
            {
                "id": item.id,
                "area": item.area.value,
                "stage": item.stage.value,
                "order": item.order,
                "minutes": item.minutes,
                "impact": item.impact,
                "alerts": [alert.value for alert in item.alerts],
                "countries": list(item.countries),
                "status": item.verified.value,
            }
            for item in items
        ],
    }


def facts_document(facts: Collection[Fact], *, reveal: bool) -> Document:
    """Her facts: ids and kinds; the values and their parts only with `reveal`."""
    return {"schema": FACTS, "facts": [_fact(fact, reveal) for fact in facts]}


def report_document(story: Story, *, reveal: bool) -> Document:
    """Everything a written report shows, in one document; what `exported` leaves out is not in it."""
    from unlisted.report.json_past import past_object
    from unlisted.report.json_routes import targets_of

    shown = exported(story)
    check, found = check_document(shown.outcomes), exposures_document(shown.exposures)
    return {
        "schema": REPORT,
        "made": shown.made.isoformat(),
        "facts": facts_document(shown.facts, reveal=reveal)["facts"],
        "exposures": found["exposures"],
        "changes": {identity: shown.changes[identity].value for identity in sorted(shown.changes)},
        "steps": plan_document(shown.steps)["steps"],
        "outcomes": check["outcomes"],
        "sightings": check["sightings"],
        "withheld": shown.withheld,
        "summary": summary_object(summed(shown)),
        "routes": targets_of(shown.routes, shown.closing_of, shown.hidden),
        "rounds": past_object(shown.past),
    }


def _place(place: Place) -> Json:
    broker, way = place.broker, place.way_out
    return {
        "broker": broker.id,
        "name": broker.name,
        "domain": broker.domain,
        "category": broker.category.value,
        "status": broker.status.value,
        "state": place.stand.value,
        "since": place.since.isoformat() if place.since else None,
        "due": place.due.isoformat() if place.due else None,
        "optional": place.optional,
        "link": place.link.url if place.link else None,
        "discloses": [kind.value for kind in place.link.tells] if place.link else [],
        "opt_out": None
        if way is None
        else {
            "broker": way.broker.id,
            "by": way.route.by.value,
            "url": way.route.url,
            "email": way.route.email,
            "phone": way.route.phone,
            "demands": [demand.value for demand in way.route.asks] if way.route.asks_known else None,
            "new": [demand.value for demand in way.new],
            "covers": list(way.covers),
        },
    }


def _outcome(outcome: Outcome) -> Json:
    return {
        "source": outcome.source,
        "target": outcome.target,
        "state": outcome.state.value,
        "reason": outcome.reason.value if outcome.reason else None,
        "numbers": _counts(outcome.numbers),
        "read": _counts(outcome.read),
        "unread": _counts(outcome.unread),
        "repaired": outcome.repaired,
        "snapshot": _time(max((cover.snapshot for cover in outcome.covers if cover.snapshot), default=None)),
        "matcher": outcome.matcher or None,
        "typos": outcome.typos,
    }


def _sighting(sighting: Sighting) -> Json:
    return {
        "id": sighting.id,
        "source": sighting.source,
        "target": sighting.target,
        "locator": sighting.locator,
        "date": _time(sighting.date),
        "intent": sighting.intent.value,
        "what": [what.value for what in sighting.what],
        "strength": sighting.strength,
        "facts": [seen_json(seen) for seen in sighting.facts],
        "within": sighting.within,
        "reach": sighting.reach.value,
        "snapshot": _time(sighting.snapshot),
        "mine": sighting.mine,
        **_in_its_chat(sighting),
    }


def seen_json(seen: SeenFact) -> Json:
    """One fact as it was seen."""
    return {
        "fact": seen.fact,
        "kind": seen.kind.value,
        "parts": list(seen.parts),
        "how": seen.how.value,
        "strength": seen.strength,
    }


def _exposure(exposure: Exposure) -> Json:
    return {
        "id": exposure.id,
        "source": exposure.source,
        "place": exposure.target,
        "within": exposure.within,
        "facts": [seen_json(seen) for seen in exposure.facts],
        "reach": exposure.reach.value,
        "state": exposure.state.value,
        "first_seen": _time(exposure.first_seen),
        "last_looked": _time(exposure.last_looked),
        "last_seen": _time(exposure.last_seen),
        "locator": exposure.locator,
        "date": _time(exposure.date),
        "intent": exposure.intent.value,
        "what": [what.value for what in exposure.what],
        "strength": exposure.strength,
        "by_hand": exposure.by_hand,
        "mine": exposure.mine,
        **_in_its_chat(exposure),
        "members": members_object(exposure.members),
    }


def _in_its_chat(one: Sighting | Exposure) -> Document:
    """The numbers of a message, a keyed hash in place of who wrote it, and its link."""
    return {
        "number": one.number,
        "reply_to": one.reply_to,
        "sender": one.sender or None,
        "link": permalink(one.link) or None,
    }


def _step(step: Step) -> Json:
    return {
        "id": step.id,
        "kind": step.kind.value,
        "why": [str(word) for word in step.why],
        "minutes": step.minutes,
        "discloses": [kind.value for kind in step.discloses],
        "due": _day(step.due),
        "state": step.state.value,
        "item": step.item,
        "impact": step.impact,
        "alerts": [alerts.value for alerts in step.alerts],
        "close": may_alert_someone_close(step.alerts),
        "open": step.is_open,
        "demands": [*step.demands] if step.demands_known else None,
        "place": step.place,
        "days": step.days,
        "law": step.law,
        "asked": _day(step.asked),
        "looked": _day(step.looked),
        "due_at": step.due_at.isoformat() if step.due_at else None,
        "extended": _day(step.extended),
        "limit": _day(step.limit),
        "notes": [note.value for note in step.notes],
    }


def _fact(fact: Fact, reveal: bool) -> Json:
    shown: dict[str, Json] = {
        "id": fact.id,
        "kind": fact.kind.value,
        "public": fact.public,
        "of": fact.of,
        "relation": fact.relation,
        "told": fact.told.value if fact.told else None,
        "minor": fact.minor,
        "added": _day(fact.added),
        "important": fact.important,
    }
    values: dict[str, Json] = {"value": fact.value, "parts": dict(fact.parts)}
    return shown | values if reveal else shown


def _counts(counts: Mapping[str, int]) -> Json:
    return {word: counts[word] for word in sorted(counts)}


def _time(when: datetime | None) -> Json:
    return when.astimezone(UTC).isoformat(timespec="seconds") if when else None


def _day(day: date | None) -> Json:
    return day.isoformat() if day else None


def _escape(found: re.Match[str]) -> str:
    units = found[0].encode("utf-16-be")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))
