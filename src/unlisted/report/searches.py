"""Searches to open and what searches by program came to, in words. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from unlisted.errors import N_
from unlisted.locale import plural, translate
from unlisted.model import Kind, State
from unlisted.queries import Engine, Query, Shape
from unlisted.report.numbers import listed, number
from unlisted.report.outcomes import reason_text
from unlisted.report.words import kind_text, mask
from unlisted.searching import Hit, Searched, Service

ENGINES: Mapping[Engine, str] = {
    Engine.GOOGLE: "Google",
    Engine.BING: "Bing",
    Engine.DUCKDUCKGO: "DuckDuckGo",
    Engine.BRAVE: "Brave Search",
    Engine.YANDEX: "Yandex",
}
SERVICES: Mapping[Service, str] = {Service.SEARXNG: "SearXNG", Service.BRAVE: "Brave Search"}
_SHAPES = {
    Shape.TYPED: N_("as you wrote it"),
    Shape.SCRIPT: N_("in the other script"),
    Shape.PLAIN: N_("without accents"),
    Shape.TURNED: N_("surname first"),
    Shape.CASES: N_("in the forms of a sentence"),
    Shape.NOTATIONS: N_("in the ways it is written"),
}


def query_text(query: Query, places: Mapping[str, str]) -> str:
    """One search: its words, the engine, what it learns, how that is written, the site it stays within.

    `places`: names of places by their id.
    """
    kinds = translate("name with the town alone") if query.town else learns(query.tells)
    told = translate(
        "{words} · {engine}: {kinds}, {shape}",
        words=query.words, engine=ENGINES[query.engine], kinds=kinds, shape=translate(_SHAPES[query.shape]),
    )  # fmt: skip
    if query.place:
        told = translate("{what}; only on {place}", what=told, place=places.get(query.place, query.place))
    return told


def learns(kinds: Sequence[Kind]) -> str:
    """The kinds of fact an engine learns."""
    return listed([kind_text(kind) for kind in kinds])


def searched_text(searched: Searched) -> str:
    """What one query by program came to, in one line."""
    parts = [translate("{service}, {id}", service=SERVICES[searched.service], id=searched.query.id.rpartition(" ")[0])]
    if searched.state is State.UNKNOWN and searched.reason:
        reason = reason_text(searched.reason, searched.numbers)
        parts.append(translate("could not be looked at in full: {reason}", reason=reason))
    count = plural("{count} result read", "{count} results read", searched.results, count=number(searched.results))
    parts.append(count)
    if searched.hits:
        seen = len(searched.hits)
        parts.append(plural("facts of yours in {count} of them", "facts of yours in {count} of them", seen, count=seen))
    elif searched.results or searched.state is State.CLEAR:
        parts.append(translate("none of your facts in their titles and summaries"))
    if searched.more:
        parts.append(translate("there are more results, which were not read"))
    return "; ".join(parts)


def hit_text(hit: Hit) -> str:
    """One result: its rank, where it is if that is a known place, and which facts stand in it."""
    facts = listed([mask(seen) for seen in hit.facts])
    where = hit.place or translate("another site")
    return translate("result {rank}, {where}: {facts}", rank=hit.rank, where=where, facts=facts)
