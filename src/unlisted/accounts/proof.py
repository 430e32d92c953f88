"""Showing that a username is hers: a phrase of two ordinary words in the bio of one account with that name. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from unlisted.accounts.listed import Listed
from unlisted.accounts.questions import filled, handle
from unlisted.control import at_home, patterns
from unlisted.knowledge.rules import asked
from unlisted.model import Fact, Proof
from unlisted.net import Url
from unlisted.net.addresses import read_url, same_but_spelling


def site_of(url: Url, fact: Fact, sites: Iterable[Listed], allowed: Collection[str]) -> bool:
    """Whether `url` is the page of this username at a site that this program itself knows.

    Any page would do for a stranger who wants to look somebody up: he would write the phrase on one of his own. So
    neither a list that was brought nor an own entry nor an exception counts. Only for trying it all out, `url` may be
    on this machine, at an address among the exceptions; what that shows opens only sites on this machine.
    """
    name = handle(fact)
    for site in sites:
        if site.entry is None or site.entry.hers:
            continue
        spelled = asked(site.username, name)
        page = read_url(filled(site.profile, spelled)) if site.profile and spelled else None
        if page is not None and same_but_spelling(page, url):
            return True
    pieces = url.path.partition("?")[0].casefold().strip("/").split("/")
    rehearsal = at_home(url) and url.authority in allowed
    return rehearsal and name.casefold() in (piece.removeprefix("@") for piece in pieces)


def shown(proof: Proof, words: str) -> bool:
    """Whether one of the phrases stands among the visible words of the page."""
    text = words.casefold()
    return any(re.search(rf"(?<![^\W\d_]){pattern}(?![^\W\d_])", text) for pattern in patterns(proof))
