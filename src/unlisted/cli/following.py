"""Pages that search results name: a plan of its own, with their hosts, to which she says yes or no.

An address in a result is document text. So it is kept in memory only, neither remembered nor shown; what she sees,
before she agrees and afterwards, is the host, because without it she could not agree.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from unlisted.cli.check import look_at, show
from unlisted.cli.door import FINISHED, INCOMPLETE, INTERRUPTED, VISIBLE, Door
from unlisted.cli.pages import Links, Wish, agreed_to, link_to
from unlisted.locale import plural
from unlisted.locale import translate as _

if TYPE_CHECKING:
    from unlisted.searching import Hit
    from unlisted.vault import Vault

_GRAVEST = (INTERRUPTED, INCOMPLETE, VISIBLE, FINISHED)
_ONE_PAGE = Wish(pages=1, named=True)


def offer_pages(door: Door, vault: Vault, hits: Sequence[Hit]) -> None:
    """Look at the pages of these results, if she wants to. A script is not asked: it could not see the hosts first."""
    from unlisted.searching import pages_of
    from unlisted.sources.online.addresses import is_link, named, place_of

    public = {fact.id for fact in vault.store.facts() if fact.public}
    pages, left = pages_of(hits, public)
    if not pages or door.json or door.no_input:
        return
    door.note(
        _(
            "{pages} on {hosts} named there may show your facts.",
            pages=plural("{n} page", "{n} pages", len(pages)),
            hosts=plural("{n} host", "{n} hosts", len({page.host for page in pages})),
        )
    )
    if left:
        door.note(plural("{n} further page is left out.", "{n} further pages are left out.", left))
    if not door.yes(_("Look at them too? You see the hosts first.")):
        return
    facts = vault.store.facts()
    typed = {place_of(named(one, allowed=door.allowed).url): one for one in vault.store.targets() if is_link(one)}
    links = Links(door, vault, _ONE_PAGE, facts, remember=False)
    links.links = [
        link_to(number, str(page), door, _ONE_PAGE, facts, shown=typed.get(place_of(page), page.host))
        for number, page in enumerate(pages, 1)
    ]
    agreed_to(links)
    before = door.exit_code
    show(door, look_at(door, vault, (), wish=_ONE_PAGE, links=links))
    door.exit_code = next(code for code in _GRAVEST if code in {before, door.exit_code})
