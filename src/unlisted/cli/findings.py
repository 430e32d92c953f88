"""What looks find becomes exposures: accounts with what their pages show, leaks, registrations, keys."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from unlisted.accounts.looking import Account
from unlisted.accounts.verdicts import Verdict
from unlisted.cli.door import now
from unlisted.model import Coverage, How, Kind, Outcome, Reach, SeenFact, Sighting, State
from unlisted.report.accounts import ACCOUNTS as SOURCE

if TYPE_CHECKING:
    from unlisted.aside import Aside
    from unlisted.vault import Vault

_SURE = 0.97  # the site itself said that there is an account of that name, and not of a random one


def keep(vault: Vault, found: Iterable[Account], aside: Aside) -> dict[str, tuple[str, ...]]:
    """Fold what was found into the exposures; the ids of the facts that each page shows, by question.

    `aside` was fed the words of the page of each account that is there, in their order. An account that was there and
    is not any more is "not visible" from now on; a site that could not be told changes nothing.
    """
    from unlisted.sources.online.addresses import is_hers

    began = now()
    known = {exposure.id for exposure in vault.store.exposures()}
    hers = frozenset(fact.id for fact in vault.store.facts() if is_hers(fact))
    outcomes: list[Outcome] = []
    shown: dict[str, tuple[str, ...]] = {}
    accounts = list(found)
    there = [account for account in accounts if account.verdict is Verdict.YES]
    seen = {account.question.id: facts_of for account, facts_of in zip(there, aside.found(), strict=True)}
    for account in accounts:
        if account.verdict is Verdict.YES:
            outcome = _seen(account, seen[account.question.id], vault.keyed, began)
            shown[account.question.id] = tuple(seen.fact for seen in outcome.sightings[0].facts)
            outcomes.append(replace(outcome, sought=hers))
        elif account.verdict is Verdict.NO and vault.keyed(_place(account)) in known:
            outcomes.append(_not_seen(account, vault.keyed, began))
    fold(vault, outcomes, began)
    return shown


def fold(vault: Vault, outcomes: Sequence[Outcome], began: datetime) -> None:
    """Keep what a look found as exposures, and the look as a round.

    Services tell of themselves, but the pages among what they answer were read by the matcher of now.
    """
    from unlisted.match import MATCHER_VERSION
    from unlisted.rounds import merge

    store = vault.store
    if outcomes:
        outcomes = [replace(one, matcher=MATCHER_VERSION) for one in outcomes]
        merged = merge(store.exposures(), outcomes, facts=[fact.id for fact in store.facts()], now=began)
        store.put_exposures(merged.exposures)
        store.add_round(began, now(), outcomes, merged.changes, merged.before)


def _place(account: Account) -> str:
    return f"{SOURCE}/{account.question.url}"


def _seen(account: Account, page: Sequence[SeenFact] | None, keyed: Callable[[str], str], at: datetime) -> Outcome:
    """The account is there, whatever its page shows; where that could not be checked (`None`), the outcome says so."""
    from unlisted.rounds import what_is_shown

    question = account.question
    name = SeenFact(fact=question.fact, kind=Kind.USERNAME, parts=("handle",), how=How.EXACT, strength=_SURE)
    others = [seen for seen in page or () if seen.fact != question.fact]
    sighting = Sighting(
        id=keyed(_place(account)), source=SOURCE, target=question.url, locator="page",
        within=keyed(f"{SOURCE}/{question.site.domain}"), reach=Reach.PUBLIC, facts=(name, *others),
        strength=max(seen.strength for seen in (name, *others)), snapshot=at, what=what_is_shown((name, *others)),
    )  # fmt: skip
    covers = () if page is None else (Coverage(within=sighting.id, snapshot=at),)
    return Outcome(
        source=SOURCE, target=question.url, state=State.SEEN, read={"pages": 0 if page is None else 1},
        sightings=(sighting,), covers=covers,
    )  # fmt: skip


def _not_seen(account: Account, keyed: Callable[[str], str], at: datetime) -> Outcome:
    covers = (Coverage(within=keyed(_place(account)), snapshot=at),)
    return Outcome(source=SOURCE, target=account.question.url, state=State.CLEAR, read={"pages": 1}, covers=covers)
