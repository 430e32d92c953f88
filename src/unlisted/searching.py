"""Asking a search engine by program, where she chose one: her own SearXNG, or Brave with her key. Pure.

What comes back is document text: addresses, titles and snippets meet the matcher and go no further. Told are ranks,
counts, which of her facts stand in a result, and its host only where that is a place of the knowledge or her own.
An answer that says of itself that it is not whole is Unknown, whatever it holds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from urllib.parse import quote_plus, urlencode

import msgspec

from unlisted.answers import NoAnswer, body_of, decoded
from unlisted.model import Fact, Reason, SeenFact, State
from unlisted.net import Audience, Carried, Method, Planned, Purpose, Reply, Result, Url, site
from unlisted.net.addresses import read_url
from unlisted.queries import Query
from unlisted.rounds import is_at
from unlisted.sources.base import FIELD_BREAK
from unlisted.sources.online.addresses import place_of

MOST_PAGES = 12  # pages that results name, in one plan: as many hosts as a question shows
_ADDRESS = re.compile(r"https?://[^\s<>\"'()\[\]›]+[^\s<>\"'()\[\]›.,;:!?](?!\S*\s*›)")
_ENGINES = frozenset({"google.com", "bing.com", "duckduckgo.com", "brave.com", "yandex.com", "yandex.ru"})
MOST = 20  # results of one query that are read; Brave gives no more at a time


class Service(StrEnum):
    """Who is asked."""

    SEARXNG = "searxng"
    BRAVE = "brave"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One result in which facts of hers stand. `place` is the host that may be named: a known one; None for others.

    `page` is its address: document text, for a new plan through the source that reads pages, and for nothing else.
    """

    rank: int
    facts: tuple[SeenFact, ...]
    place: str | None = None
    page: Url | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Searched:
    """What one query came to. `more`: there are results beyond those that were read."""

    query: Query
    service: Service
    state: State
    reason: Reason | None = None
    numbers: Mapping[str, int] = field(default_factory=dict)
    results: int = 0
    more: bool = False
    hits: tuple[Hit, ...] = ()


class _Found(msgspec.Struct):
    """One result, of either service."""

    url: str | None = None
    title: str | None = None
    content: str | None = None  # SearXNG
    description: str | None = None  # Brave


class _Searxng(msgspec.Struct):
    results: list[_Found]
    unresponsive_engines: list[object] = []


class _BraveWeb(msgspec.Struct):
    results: list[_Found] = []


class _BraveQuery(msgspec.Struct):
    more_results_available: bool = False


class _Brave(msgspec.Struct):
    type: str
    query: _BraveQuery = msgspec.field(default_factory=_BraveQuery)
    web: _BraveWeb | None = None


def asked_once(queries: Iterable[Query]) -> tuple[Query, ...]:
    """The queries a service is asked, each once: links for several engines are the same question."""
    return tuple({(query.facts, query.shape, query.place): query for query in reversed(list(queries))}.values())[::-1]


def searxng_requests(queries: Sequence[Query], facts: Iterable[Fact], base: str) -> dict[str, tuple[Planned, Query]]:
    """One request a query to the instance at `base`. It is a POST, so that no log of addresses holds the query.

    Raises `AddressUnfit` for a base that is no address.
    """
    url = Url.parse(base.rstrip("/") + "/search")
    by_id = {fact.id: fact for fact in facts}
    lines = [
        Planned(
            id=f"searxng {_bare(query)}",
            url=url,
            purpose=Purpose.SEARCH,
            carries=tuple(Carried.of(by_id[fact]) for fact in query.facts),
            visible_to=(Audience.SITE, Audience.BEHIND),
            method=Method.POST,
            body=urlencode({"q": query.words, "format": "json"}).encode(),
            headers=(("Content-Type", "application/x-www-form-urlencoded"), ("Accept", "application/json")),
            follow=False,
        )
        for query in queries
    ]
    return {line.id: (line, query) for line, query in zip(lines, queries, strict=True)}


def brave_requests(
    queries: Sequence[Query], facts: Iterable[Fact], key: str, base: str
) -> dict[str, tuple[Planned, Query]]:
    """One request a query to the service at `base`, with her key."""
    by_id = {fact.id: fact for fact in facts}
    lines = [
        Planned(
            id=f"brave {_bare(query)}",
            url=Url.parse(f"{base}/res/v1/web/search?q={quote_plus(query.words)}&count={MOST}"),
            purpose=Purpose.SEARCH,
            carries=tuple(Carried.of(by_id[fact]) for fact in query.facts),
            headers=(("Accept", "application/json"), ("X-Subscription-Token", key)),
            follow=False,
        )
        for query in queries
    ]
    return {line.id: (line, query) for line, query in zip(lines, queries, strict=True)}


def _bare(query: Query) -> str:
    return query.id.rpartition(" ")[0]


def judge(
    query: Query,
    service: Service,
    result: Result,
    *,
    seen: Callable[[str], tuple[SeenFact, ...]],
    places: Iterable[str],
) -> Searched:
    """What a result says. `seen` gives her facts in a text; `places` are the domains that may be named."""
    searched = Searched(query=query, service=service, state=State.UNKNOWN)
    reply = body_of(result, keyed=service is Service.BRAVE)
    if isinstance(reply, NoAnswer):
        return replace(searched, reason=reply.reason, numbers=reply.numbers)
    read = _searxng(reply) if service is Service.SEARXNG else _brave(reply)
    if isinstance(read, NoAnswer):
        return replace(searched, reason=read.reason, numbers=read.numbers)
    found, missing, more = read
    domains = tuple(places)
    hits = []
    for rank, one in enumerate(found[:MOST], 1):
        url = read_url(one.url) if one.url else None
        facts = seen(FIELD_BREAK.join(part for part in (one.title, one.content, one.description, one.url) if part))
        if facts:
            hits.append(Hit(rank=rank, facts=facts, place=_known(url, domains), page=url))
    state = State.UNKNOWN if missing else State.SEEN if hits else State.CLEAR
    return replace(
        searched,
        state=state,
        reason=Reason.INCOMPLETE if missing else None,
        numbers={"count": missing} if missing else {},
        results=min(len(found), MOST),
        more=more or len(found) > MOST,
        hits=tuple(hits),
    )


def pages_of(hits: Iterable[Hit], public: Collection[str]) -> tuple[tuple[Url, ...], int]:
    """The pages of these results, each once, and how many more there are than may be asked at a time.

    First those that show more than her public facts (ids), then by rank.
    """
    ordered = sorted(hits, key=lambda hit: (all(seen.fact in public for seen in hit.facts), hit.rank))
    pages = {place_of(hit.page): hit.page for hit in reversed(ordered) if hit.page is not None}
    found = tuple(pages.values())[::-1]
    return found[:MOST_PAGES], len(found[MOST_PAGES:])


def pasted_hits(text: str, seen: Callable[[str], tuple[SeenFact, ...]]) -> tuple[Hit, ...]:
    """Results in text that was copied from an engine's page: an address, and her facts in the lines that are with it.

    A result ends at an empty line, and where the next address begins. Way-marks such as "https://example.org › news"
    are no addresses, and the engines' own pages no results.
    """
    hits: list[Hit] = []
    for rank, (address, lines) in enumerate(_results(text), 1):
        url = read_url(address)
        if url is not None and site(url.host) not in _ENGINES and (facts := seen("\n".join(lines))):
            hits.append(Hit(rank=rank, facts=facts, page=url))
    return tuple(hits)


def _results(text: str) -> Iterator[tuple[str, list[str]]]:
    address, lines = "", list[str]()
    for line in (*text.splitlines(), ""):
        found = _ADDRESS.search(line)
        if address and (found or not line.strip()):
            yield address, lines
            address, lines = "", []
        if not line.strip():
            lines = []
            continue
        lines.append(line)
        address = found[0] if found else address


def _searxng(reply: Reply) -> tuple[list[_Found], int, bool] | NoAnswer:
    answer = decoded(_Searxng, reply.body)
    if isinstance(answer, NoAnswer):
        return answer
    return answer.results, len(answer.unresponsive_engines), False


def _brave(reply: Reply) -> tuple[list[_Found], int, bool] | NoAnswer:
    answer = decoded(_Brave, reply.body)
    if isinstance(answer, NoAnswer):
        return answer
    if answer.type != "search":
        return NoAnswer(reason=Reason.ODD_REPLY)
    return (answer.web.results if answer.web else []), 0, answer.query.more_results_available


def _known(url: Url | None, domains: Sequence[str]) -> str | None:
    """The domain of ours or hers at which a result is; never the host as the result spells it."""
    if url is None:
        return None
    return max((domain for domain in domains if is_at(url.host, domain)), key=len, default=None)
