"""`unlisted accounts prove`: phrases for the bio of one account, and the look that finds one there."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

import click

from unlisted.cli.door import FINISHED, INCOMPLETE, Door, now
from unlisted.cli.network import OnlyPlan, agreed, looked
from unlisted.cli.progress import stoppable
from unlisted.errors import N_, UsageError
from unlisted.locale import translate as _
from unlisted.model import Proof

if TYPE_CHECKING:
    from unlisted.accounts.listed import Listed
    from unlisted.model import Fact
    from unlisted.vault import Vault

_ENOUGH = 1 << 20  # bytes of the page that are read; the bio may stand far down


class NoSuchUsername(UsageError):
    """The name is none of her usernames."""

    what: ClassVar[str] = N_("This is not one of your usernames.")
    next_step: ClassVar[str] = N_("Give the id or the name of one: `unlisted facts list`")


class NotItsPage(UsageError):
    """The address is not the page of that username at a site that is known."""

    what: ClassVar[str] = N_("This is not the page of that username at a site that this program knows.")
    next_step: ClassVar[str] = N_(
        "Choose one of the links of `unlisted accounts`. Any other page proves nothing: anybody could write there."
    )


class NothingOffered(UsageError):
    """No phrase was offered within the last hour."""

    what: ClassVar[str] = N_("There is no phrase for this username from the last hour.")
    next_step: ClassVar[str] = N_("Get new ones: `unlisted accounts prove NAME --url ADDRESS`")


def fact_of(vault: Vault, name: str) -> Fact:
    """Her username with this id or of this name."""
    from unlisted.accounts.questions import handle, usernames

    for fact in usernames(vault.store.facts()):
        if fact.id == name or handle(fact).casefold() == name.removeprefix("@").casefold():
            return fact
    raise NoSuchUsername


def offer(door: Door, vault: Vault, fact: Fact, address: str | None, sites: Sequence[Listed]) -> None:
    """Show phrases to choose from, and keep them for an hour."""
    from unlisted.accounts.proof import offers, site_of
    from unlisted.accounts.questions import handle
    from unlisted.net import Url

    url = Url.parse(address or door.ask(_("The page of an account with this name")))
    if not site_of(url, fact, sites, door.allowed):
        raise NotItsPage
    phrases = offers(door.knowledge().word_lists, secrets.randbelow)
    vault.store.put_proof(Proof(fact=fact.id, username=handle(fact), url=str(url), phrases=phrases, offered=now()))
    vault.save()
    if door.json:
        from unlisted.report.json import dump

        click.echo(dump({"schema": "unlisted/proof/1", "fact": fact.id, "phrases": list(phrases), "minutes": 60}))
        return
    door.note(_("Choose one of these phrases and put it into the bio of that account, nothing else:"))
    for phrase in phrases:
        door.say(f"  {phrase}")
    door.note(_("Your followers may see it, so take the account that is watched least. It counts for one hour."))
    door.note(_("Then: `unlisted accounts prove {id} --verify --online`", id=fact.id))


def verify(door: Door, vault: Vault, fact: Fact, *, plan_only: bool, agree: str | None) -> None:
    """Look for one of the phrases on the page; only on that page, and only within the hour."""
    from unlisted.accounts.proof import in_time, shown
    from unlisted.accounts.questions import handle
    from unlisted.net import Carried, Planned, Purpose, Reply, Url, plan_of

    proof = vault.store.proofs().get(fact.id)
    if proof is not None and proof.proved and not proof.phrases and proof.username == handle(fact):
        door.note(_("This username is shown to be yours already."))
        return
    if proof is None or proof.username != handle(fact) or not in_time(proof, now()):
        raise NothingOffered
    line = Planned(
        id=f"proof {fact.id}", url=Url.parse(proof.url), purpose=Purpose.ACCOUNTS, carries=(Carried.of(fact),),
        follow=False, respell=True, enough=_ENOUGH,
    )  # fmt: skip
    try:
        agreement = agreed(door, plan_of([line]), plan_only=plan_only, agree=agree, keyed=vault.keyed)
    except OnlyPlan:
        return
    with stoppable(door) as stopping:
        results = list(looked(door, agreement, vault.store.record, stopping))
    page = results[0] if results else None
    there = isinstance(page, Reply) and page.status == 200 and shown(proof, _words(page.body))
    if there:
        vault.store.put_proof(
            Proof(fact=fact.id, username=proof.username, url=proof.url, phrases=(), offered=proof.offered, proved=now())
        )
    vault.save()
    door.exit_code = FINISHED if there else INCOMPLETE
    if door.json:
        from unlisted.report.json import dump

        click.echo(dump({"schema": "unlisted/proof/1", "fact": fact.id, "proved": there}))
    elif there:
        door.say(_("It is there. The program may now look for this username at every site."))
        door.say(_("Take the phrase out of the bio again now."))
    elif isinstance(page, Reply) and page.status == 200:
        door.say(_("The phrase is not on the page as a stranger sees it. It may take a minute, or need another site."))
    else:
        door.say(_("The page could not be looked at. Try another account with the same name."))


def _words(page: bytes) -> str:
    from unlisted.sources.sandbox import Extract, Job, shared

    extract = shared.run(Job.PAGE, page)
    return extract.text if isinstance(extract, Extract) else ""
