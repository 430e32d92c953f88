"""The JSON documents of looks at services: closed words, ids, numbers, dates, her own values in links of ours. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from unlisted.breaches import Leaks, steps_for
from unlisted.domains import Registration
from unlisted.keys import Trace
from unlisted.passwords import Counted
from unlisted.queries import Query
from unlisted.report.json import Document, Json, seen_json
from unlisted.searching import Searched

SEARCH = "unlisted/search/1"
BREACHES = "unlisted/breaches/1"
DOMAINS = "unlisted/domains/1"
KEYS = "unlisted/keys/1"


def search_document(
    queries: Sequence[Query], *, left: int, withheld: Sequence[str], looks: Iterable[Searched] = ()
) -> Document:
    """Searches in their order, how many more there are, which private facts no query was made of, and looks taken."""
    return {
        "schema": SEARCH,
        "queries": [_query(query) for query in queries],
        "left": left,
        "withheld": list(withheld),
        "looks": [_searched(one) for one in looks],
    }


def _query(query: Query) -> Json:
    return {
        "id": query.id,
        "engine": query.engine.value,
        "words": query.words,
        "url": query.url,
        "facts": list(query.facts),
        "discloses": [kind.value for kind in query.tells],
        "shape": query.shape.value,
        "private": query.private,
        "town": query.town,
        "place": query.place,
    }


def _searched(one: Searched) -> Json:
    return {
        "query": one.query.id.rpartition(" ")[0],
        "service": one.service.value,
        "state": one.state.value,
        "reason": one.reason.value if one.reason else None,
        "numbers": dict(sorted(one.numbers.items())),
        "results": one.results,
        "more": one.more,
        "hits": [
            {"rank": hit.rank, "place": hit.place, "facts": [seen_json(seen) for seen in hit.facts]} for hit in one.hits
        ],
    }


def breaches_document(passwords: Iterable[Counted], leaks: Iterable[Leaks], *, pages: Sequence[str]) -> Document:
    """Passwords by their number in the order of asking, then addresses by service. `pages`: where the owner looks."""
    looks = list(leaks)
    return {
        "schema": BREACHES,
        "passwords": [
            {
                "number": one.number,
                "state": one.state.value,
                "count": one.count,
                "reason": one.reason.value if one.reason else None,
                "numbers": dict(sorted(one.numbers.items())),
            }
            for one in passwords
        ],
        "looks": [_leaks(one) for one in looks],
        "steps": list(steps_for(dict.fromkeys(kind for one in looks for kind in one.kinds))),
        "pages": list(pages),
    }


def _leaks(one: Leaks) -> Json:
    return {
        "fact": one.fact,
        "service": one.service.value,
        "state": one.state.value,
        "reason": one.reason.value if one.reason else None,
        "numbers": dict(sorted(one.numbers.items())),
        "breaches": [
            {
                "date": breach.on.isoformat() if breach.on else None,
                "place": breach.place,
                "kinds": [kind.value for kind in breach.kinds],
                "stealer": breach.stealer,
            }
            for breach in one.breaches
        ],
        "unexplained": one.unexplained,
    }


def domains_document(registrations: Iterable[Registration]) -> Document:
    """Her domains: which of her facts a registration shows, kinds of data readable there, fields withheld."""
    return {
        "schema": DOMAINS,
        "domains": [
            {
                "domain": one.domain.name,
                "fact": one.domain.fact.id,
                "state": one.state.value,
                "reason": one.reason.value if one.reason else None,
                "numbers": dict(sorted(one.numbers.items())),
                "facts": [seen_json(seen) for seen in one.facts],
                "shown": [kind.value for kind in one.shown],
                "hidden": one.hidden,
                "page": one.page,
            }
            for one in registrations
        ],
    }


def keys_document(traces: Iterable[Trace], *, pages: Sequence[str]) -> Document:
    """What answers to her addresses and accounts, by service. `pages`: where she looks herself."""
    return {
        "schema": KEYS,
        "looks": [
            {
                "fact": one.fact,
                "service": one.service.value,
                "state": one.state.value,
                "reason": one.reason.value if one.reason else None,
                "numbers": dict(sorted(one.numbers.items())),
                "read": dict(sorted(one.read.items())),
                "facts": [seen_json(seen) for seen in one.facts],
            }
            for one in traces
        ],
        "pages": list(pages),
    }
