"""What pages, channels and archived copies ask, as lines of a plan. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote

from unlisted.model import Fact
from unlisted.net import Planned, Purpose, Url
from unlisted.sources.online.addresses import Named, carried, preview_address

ARCHIVE = "https://archive.org"
COPIES = "https://web.archive.org"
# A page longer than this is read up to here and called cut. A body may have a megabyte on its way, and ours has to end
# before that bound, which would refuse the page as a whole.
ENOUGH = (1 << 20) - (64 << 10)


def page(number: int, place: Named, facts: Iterable[Fact]) -> Planned:
    """The request for a page, or for the newest messages of a channel. `number` is its place among the targets."""
    return _line(f"page-{number}", place.url, place, facts)


def further(number: int, place: Named, befores: Iterable[int], facts: tuple[Fact, ...]) -> list[Planned]:
    """The requests for older messages of a channel, each before a message's number."""
    return [
        _line(f"page-{number}-before-{before}", preview_address(place.channel, before), place, facts)
        for before in befores
    ]


def archived(number: int, place: Named, facts: tuple[Fact, ...]) -> tuple[Planned, Planned]:
    """Whether the archive has a copy, and its newest copy as the site gave it (without the archive's own frame).

    Which copy is the newest is not known before it is asked; the archive leads on to it, within its own site.
    """
    ask = Url.parse(f"{ARCHIVE}/wayback/available?url={quote(str(place.url), safe='')}")
    copy = Url.parse(f"{COPIES}/web/2id_/{place.url}")
    return _line(f"archive-{number}", ask, place, facts), _line(f"copy-{number}", copy, place, facts)


def _line(name: str, url: Url, place: Named, facts: Iterable[Fact]) -> Planned:
    return Planned(id=name, url=url, purpose=Purpose.PAGES, carries=carried(place.url, facts), enough=ENOUGH)
