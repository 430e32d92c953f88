"""Whether the links of the knowledge data still lead anywhere: which there are, and what an answer says of one. Pure.

No fact of anybody travels: these are addresses that every copy of the program holds.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from enum import StrEnum
from functools import cache
from typing import get_args, get_type_hints

from unlisted.knowledge import Entry, EntryKind
from unlisted.knowledge.basics import Url as Link
from unlisted.model import Reason
from unlisted.net import Planned, Purpose, Reply, Result, Url

ENOUGH = 256 << 10  # bytes of a page that are compared; beyond them pages differ anyway

_BLOCKED = frozenset({401, 403, 406, 407, 418, 429, 451, 503})
_GONE = frozenset({404, 410})
_CHANGING = re.compile(r"[\W\d_]+")  # dates, counters and tokens say nothing about whether a page still means the same


class Standing(StrEnum):
    """What became of a link. `unknown` is none of the others: it could not be looked at."""

    LIVE = "live"
    MOVED = "moved"
    CHANGED = "changed"
    BLOCKED = "blocked"
    GONE = "gone"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """One link and where it stands: ids of entries with the field, such as `us-spokeo opt_outs`."""

    url: str
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What one look at a link came to. `moved_to` is a host and nothing more: addresses found on the way stay there.

    `content` is a fingerprint of the page's words, to compare with the next time.
    """

    cited: Cited
    standing: Standing
    status: int | None = None
    reason: Reason | None = None
    moved_to: str | None = None
    content: str | None = None


def cited(entries: Iterable[tuple[EntryKind, Entry]], *, sources: bool = False) -> tuple[Cited, ...]:
    """Every link that entries give a person to open, in their order; with `sources` also where they were read."""
    places: dict[str, list[str]] = {}
    for kind, entry in entries:
        for name, url in _links(entry):
            if sources or name != "sources":
                places.setdefault(url, []).append(f"{kind.name} {entry.id} {name}")
    return tuple(Cited(url=url, places=tuple(dict.fromkeys(where))) for url, where in places.items())


def _links(part: object, name: str = "") -> Iterator[tuple[str, str]]:
    """The fields of a dataclass that hold a link, however deep, each under the name of the field of the entry.

    Where a part of an entry was read is a source too.
    """
    if isinstance(part, tuple):
        for one in part:
            yield from _links(one, name)
    if not is_dataclass(part) or isinstance(part, type):
        return
    holding = _link_fields(type(part))
    for field in fields(part):
        value = getattr(part, field.name)
        if field.name in holding and value:
            yield ("sources" if field.name == "source" else name or field.name), value
        else:
            yield from _links(value, name or field.name)


@cache
def _link_fields(cls: type) -> frozenset[str]:
    hints = get_type_hints(cls)
    return frozenset(name for name, hint in hints.items() if hint is Link or Link in get_args(hint))


def requests(links: Iterable[Cited]) -> dict[str, tuple[Planned, Cited]]:
    """One request a link, by the id of its line: the link's first place in the data and a number."""
    found: dict[str, tuple[Planned, Cited]] = {}
    for number, link in enumerate(links, 1):
        key = f"{link.places[0]} {number}"
        found[key] = Planned(id=key, url=Url.parse(link.url), purpose=Purpose.LINKS, enough=ENOUGH), link
    return found


def judge(link: Cited, result: Result, before: Mapping[str, str], words: Callable[[bytes], str]) -> Checked:
    """What a result says about a link.

    `before` are fingerprints of an earlier report, by address. `words` takes the visible text out of a page; pages are
    hostile input, so it is passed in by whoever has a child process for that.
    """
    if not isinstance(result, Reply):
        elsewhere = result.location.host if result.location else None
        # A name without an address may be a site that is no more, or a computer without a connection: not known.
        standing = Standing.MOVED if elsewhere else Standing.UNKNOWN
        return Checked(cited=link, standing=standing, reason=result.reason, moved_to=elsewhere)
    if result.status in _GONE:
        return Checked(cited=link, standing=Standing.GONE, status=result.status)
    if result.status in _BLOCKED:
        return Checked(cited=link, standing=Standing.BLOCKED, status=result.status)
    if not 200 <= result.status < 300:
        return Checked(cited=link, standing=Standing.UNKNOWN, status=result.status)
    content = fingerprint(words(result.body))
    asked = Url.parse(link.url)
    if result.redirects and (result.url.host, result.url.path) != (asked.host, asked.path):
        moved = Standing.MOVED
        return Checked(cited=link, standing=moved, status=result.status, moved_to=result.url.host, content=content)
    changed = before.get(link.url, content) != content
    standing = Standing.CHANGED if changed else Standing.LIVE
    return Checked(cited=link, standing=standing, status=result.status, content=content)


def fingerprint(text: str) -> str:
    """A hash of the words of a page, whatever its numbers and dates: 16 hex characters."""
    words = _CHANGING.sub(" ", text).casefold().strip()
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:16]
