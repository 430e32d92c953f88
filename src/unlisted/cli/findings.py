"""Accounts that are there become exposures: the username itself, and what else of hers the page shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from unlisted.accounts.looking import Account
from unlisted.accounts.verdicts import Verdict
from unlisted.cli.door import now
from unlisted.model import Coverage, How, Kind, Mark, Outcome, Reach, SeenFact, State

if TYPE_CHECKING:
    from unlisted.match import Matcher
    from unlisted.vault import Vault

SOURCE = "accounts"
_SURE = 0.97  # the site itself said that there is an account of that name, and not of a random one


def keep(vault: Vault, found: Iterable[Account], words: Callable[[bytes], str]) -> dict[str, tuple[str, ...]]:
    """Fold what was found into the exposures; the ids of the facts that each page shows, by question.

    `words` gives the visible words of a page. An account that was there and is not any more is "not visible" from now
    on; a site that could not be told changes nothing.
    """
    from unlisted.match import compile_facts
    from unlisted.rounds import merge

    store, began = vault.store, now()
    facts, before = store.facts(), store.exposures()
    known = {exposure.id for exposure in before}
    outcomes: list[Outcome] = []
    shown: dict[str, tuple[str, ...]] = {}
    accounts = list(found)
    matcher = compile_facts(facts) if any(one.verdict is Verdict.YES for one in accounts) else None
    for account in accounts:
        if account.verdict is Verdict.YES and matcher is not None:
            outcome = _seen(account, matcher, words, vault.keyed, began)
            shown[account.question.id] = tuple(seen.fact for seen in outcome.sightings[0].facts)
            outcomes.append(outcome)
        elif account.verdict is Verdict.NO and vault.keyed(_place(account)) in known:
            outcomes.append(_not_seen(account, vault.keyed, began))
    if outcomes:
        merged = merge(before, outcomes, facts=[fact.id for fact in facts], now=began)
        store.put_exposures(merged.exposures)
        store.add_round(started=began, finished=now(), outcomes=outcomes, changes=merged.changes)
    return shown


def _place(account: Account) -> str:
    return f"{SOURCE}/{account.question.url}"


def _seen(
    account: Account, matcher: Matcher, words: Callable[[bytes], str], keyed: Callable[[str], str], at: datetime
) -> Outcome:
    from unlisted.audit import sighting_of
    from unlisted.sources.base import pack

    question = account.question
    mark = Mark(locator="page", place=question.url, within=question.site.domain, reach=Reach.PUBLIC, date=None)
    name = SeenFact(fact=question.fact, kind=Kind.USERNAME, parts=("handle",), how=How.EXACT, strength=_SURE)
    text = words(account.page()) if account.packed else ""
    page = matcher.find(pack([text], lambda _index: mark)) if text.strip() else ()
    others = [seen for hit in page for seen in hit.facts if seen.fact != question.fact]
    sighting = sighting_of(mark, (name, *others), target=question.url, source=SOURCE, keyed=keyed)
    return Outcome(
        source=SOURCE, target=question.url, state=State.SEEN, read={"pages": 1}, sightings=(sighting,),
        covers=(Coverage(within=sighting.id, snapshot=at),),
    )  # fmt: skip


def _not_seen(account: Account, keyed: Callable[[str], str], at: datetime) -> Outcome:
    covers = (Coverage(within=keyed(_place(account)), snapshot=at),)
    return Outcome(source=SOURCE, target=account.question.url, state=State.CLEAR, read={"pages": 1}, covers=covers)
