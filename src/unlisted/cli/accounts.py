"""`unlisted accounts`: her own accounts. Links to open herself; a look by the program for names shown to be hers."""

from __future__ import annotations

import os
import time
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

import click

from unlisted.cli.app import Group
from unlisted.cli.door import FINISHED, INCOMPLETE, INTERRUPTED, VISIBLE, Door, now
from unlisted.cli.network import OnlyPlan, agreed, looking, plan_options
from unlisted.cli.proving import prove
from unlisted.errors import N_, UsageError
from unlisted.knowledge.sites import SENSITIVE, SiteCategory
from unlisted.locale import plural
from unlisted.locale import translate as _

if TYPE_CHECKING:
    from unlisted.accounts.imports import SiteList
    from unlisted.accounts.listed import Listed
    from unlisted.accounts.looking import Account
    from unlisted.accounts.questions import Question
    from unlisted.aside import Aside
    from unlisted.knowledge.sites import Deletion
    from unlisted.model import Fact
    from unlisted.net import Agreed, Limits, Pace, Planned
    from unlisted.report.accounts import Part
    from unlisted.vault import Vault

_SHOWN = 40  # links in one list; --all shows the rest


class NoUsername(UsageError):
    """The vault holds no username of hers."""

    what: ClassVar[str] = N_("There is no username among your facts, so there is no account to look for.")
    next_step: ClassVar[str] = N_("Add one that is yours: `unlisted facts add`")


class NotProved(UsageError):
    """A look by the program was asked for, and no username was shown to be hers."""

    what: ClassVar[str] = N_(
        "The program looks by itself only for usernames that were shown to be yours. Nothing was sent."
    )
    next_step: ClassVar[str] = N_(
        "Show it once: `unlisted prove ID --url ADDRESS`, or open the links yourself: `unlisted accounts`"
    )


class ListNotReadable(UsageError):
    """The file of `--sites` cannot be read."""

    what: ClassVar[str] = N_("The file {file} cannot be read.")
    next_step: ClassVar[str] = N_("Check its name and try again.")


@click.group("accounts", cls=Group, invoke_without_command=True, help=_("Find your own accounts, also forgotten ones."))
@click.option(
    "--sites", metavar=_("FILE"), multiple=True,
    help=_("Sites of a list you bring (`WhatsMyName`, `Sherlock`, `Maigret`, `JustDeleteMe`), not the program's own."),
)  # fmt: skip
@click.option(
    "--also", type=click.Choice(sorted(SENSITIVE)), multiple=True,
    help=_("Also sites of this kind. Off unless chosen: asking there already says something about you."),
)  # fmt: skip
@click.option("--all", "everything", is_flag=True, help=_("All links, not only the first."))
@plan_options
@click.pass_context
def accounts(
    context: click.Context,
    sites: tuple[str, ...],
    also: tuple[str, ...],
    everything: bool,
    plan_only: bool,
    agree: str | None,
) -> None:
    """Bare, links to open by hand; with --online, the look by the program."""
    if context.invoked_subcommand is not None:
        return
    door = context.ensure_object(Door)
    chosen = [SiteCategory(one) for one in also]
    with door.vault() as vault:
        if door.online or plan_only:
            _look(door, vault, sites_of(door, vault, sites, chosen), plan_only=plan_only, agree=agree)
        else:
            _links(door, vault, sites_of(door, vault, sites, chosen), everything=everything)


accounts.add_command(prove)


def sites_of(door: Door, vault: Vault, files: Sequence[str], chosen: Collection[SiteCategory]) -> tuple[Listed, ...]:
    """The sites of the lists in `files`, or else our own and hers; with the ways out that a list gives."""
    from unlisted.accounts.listed import in_order, listed

    brought: list[Listed] = []
    deletions: dict[str, Deletion] = {}
    for file in files:
        read = _read(door, file)
        brought += read.sites
        deletions.update(read.deletions)
    if not brought:
        person = vault.store.person()
        entries = in_order(door.knowledge().sites.values(), (person.country, *person.lived_in), chosen)
        brought = [listed(entry) for entry in entries]
    elif not chosen:
        brought = [site for site in brought if not site.sensitive]
    unique = {site.id: replace(site, deletion=deletions.get(site.domain, site.deletion)) for site in brought}
    return tuple(unique.values())


def _read(door: Door, file: str) -> SiteList:
    from unlisted.accounts.imports import LARGEST, read_list
    from unlisted.report.accounts import list_parts

    try:
        with Path(file).open("rb") as opened:
            data = opened.read(LARGEST + 1)
            changed = datetime.fromtimestamp(os.fstat(opened.fileno()).st_mtime, UTC).date()
    except OSError:
        raise ListNotReadable(file=file) from None
    brought = read_list(data, file)
    if not door.json:
        for form, words in list_parts(brought, Path(file).name, changed):
            if form == "words":
                door.note(words)
            else:
                door.bullet(words, err=True)
    return brought


def _usernames(vault: Vault) -> tuple[Fact, ...]:
    from unlisted.accounts.questions import usernames

    facts = usernames(vault.store.facts())
    if not facts:
        raise NoUsername
    return facts


# --- links to open herself ---


def _links(door: Door, vault: Vault, sites: Sequence[Listed], *, everything: bool) -> None:
    """The normal path. Nothing is sent, and nobody learns that she looks before she opens a link herself."""
    from unlisted.accounts.looking import Account
    from unlisted.accounts.questions import questions
    from unlisted.accounts.verdicts import Verdict, Why
    from unlisted.locale import text
    from unlisted.report.accounts import difficulty_text

    facts = _usernames(vault)
    asking = list(questions(sites, facts))
    if door.json:
        _print([Account(question=one, verdict=Verdict.UNKNOWN, why=Why.NOT_LOOKED, ms=0) for one in asking], {})
        return
    door.note(_("You open each link yourself. Nothing is sent from here."))
    door.note(_("Use a private window, signed out of everything, and not a shared computer."))
    by_hand = [site for site in sites if site.profile is None and site.entry is not None]
    for site in by_hand:
        entry = site.entry
        if entry is not None and entry.look is not None:
            door.bullet(f"{entry.name}: {text(entry.look)}")
            click.echo(f"  {entry.start}")
            door.say(f"  {difficulty_text(site.deletion.difficulty)}")
    shown = asking if everything else asking[:_SHOWN]
    for question in shown:
        name = question.site.entry.name if question.site.entry else question.site.name
        door.bullet(f"{name}: {difficulty_text(question.site.deletion.difficulty)}")
        click.echo(f"  {question.url}")
        if question.site.deletion.url:
            door.say(_("  Way out: {link}", link=question.site.deletion.url))
    if left := len(asking) - len(shown):
        door.note(plural("{n} more link: `unlisted accounts --all`", "{n} more links: `unlisted accounts --all`", left))
    door.note(_("The program can look by itself once a username is shown to be yours: `unlisted prove ID`"))


# --- the look by the program ---


def _look(door: Door, vault: Vault, sites: Sequence[Listed], *, plan_only: bool, agree: str | None) -> None:
    from unlisted.aside import Aside
    from unlisted.cli.findings import keep
    from unlisted.net import plan_of
    from unlisted.sources.online.addresses import is_hers

    planned = _planned(door, vault, sites)
    plan = plan_of(line for line, _question, _control in planned.values())
    try:
        agreement = agreed(door, plan, plan_only=plan_only, agree=agree, keyed=vault.keyed)
    except OnlyPlan:
        return
    kept = {line.id for line in agreement.plan.lines}
    known = [fact for fact in vault.store.facts() if is_hers(fact)]
    with Aside(known, vault.store.person()) as aside:
        chosen = {key: one for key, one in planned.items() if key in kept}
        found = _asked(door, vault, agreement, chosen, aside)
        shown = keep(vault, found, aside)
    vault.save()
    _show(door, found, shown)


def _planned(door: Door, vault: Vault, sites: Sequence[Listed]) -> dict[str, tuple[Planned, Question, str]]:
    """What may be asked: everywhere for names shown to be hers, on this machine for those shown on this machine."""
    from unlisted.accounts.questions import EARLY, questions, requests
    from unlisted.control import at_home, proved

    names, proofs = _usernames(vault), vault.store.proofs()
    hers = proved(names, proofs, now())
    both = [*hers, *(fact for fact in proved(names, proofs, now(), rehearsed=True) if fact not in hers)]
    early = None if door.proxy else EARLY
    planned = requests(questions(sites, both), both, vault.keyed, early=early)
    everywhere = {fact.id for fact in hers}
    allowed = {
        key: one for key, one in planned.items() if one[1].fact in everywhere or at_home(one[0].url)
    }  # fmt: skip
    if not allowed and not hers:
        raise NotProved
    return allowed


def _asked(
    door: Door, vault: Vault, agreement: Agreed, planned: dict[str, tuple[Planned, Question, str]], aside: Aside
) -> list[Account]:
    """Every verdict, each told as soon as it is there; meanwhile `aside` hears the pages of those that are there."""
    from concurrent.futures import ThreadPoolExecutor

    from unlisted.accounts.looking import Looking
    from unlisted.accounts.verdicts import Verdict
    from unlisted.cli.progress import stoppable
    from unlisted.report.accounts import account_text

    found: list[Account] = []
    limits, pace = _bounds(proxied=door.proxy is not None)
    with stoppable(door) as stopping, ThreadPoolExecutor(1) as behind:
        with looking(door, agreement, vault.store.record, stopping, limits=limits, pace=pace) as results:
            look = Looking(planned, probe=results.probe, words=_words, clock=time.monotonic)
            for result in results:
                for account in look.take(result):
                    found.append(account)
                    if account.verdict is not Verdict.YES:
                        continue
                    behind.submit(_hear, aside, account)
                    if not door.json:
                        door.bullet(account_text(account))
                if look.done:
                    break
        interrupted = stopping()
    verdicts = {account.verdict for account in found}
    unclear = Verdict.UNKNOWN in verdicts or Verdict.EVERYONE in verdicts
    door.exit_code = INCOMPLETE if unclear else VISIBLE if Verdict.YES in verdicts else FINISHED
    if interrupted:
        door.exit_code = INTERRUPTED
    return found


def _hear(aside: Aside, account: Account) -> None:
    aside.feed(_words(account.page()) if account.packed else "")


def _bounds(*, proxied: bool) -> tuple[Limits, Pace]:
    """A site that takes longer is "could not tell"; through Tor everything takes longer."""
    from unlisted.net import Limits, Pace

    if proxied:
        return Limits(seconds=30.0, line=60.0), Pace(at_once=24, longest_wait=10.0)
    return Limits(seconds=9.0, line=9.0, large=64 << 10), Pace(at_once=160, longest_wait=4.0, spacing=0.5)


def _words(page: bytes) -> str:
    """The visible words of a page, taken out in a child process; none if that fails."""
    from unlisted.sources.sandbox import Extract, Job, shared

    extract = shared.run(Job.PAGE, page)
    return extract.text if isinstance(extract, Extract) else ""


def _show(door: Door, found: Sequence[Account], shown: Mapping[str, Sequence[str]]) -> None:
    """The accounts that are there with what each shows and the way out, then the numbers."""
    from unlisted.accounts.verdicts import Verdict
    from unlisted.report.accounts import account_text, counted_parts, shows_text, way_out_parts

    if door.json:
        _print(found, shown)
        return
    door.say()
    for account in found:
        if account.verdict is Verdict.YES:
            door.say(account_text(account))
            door.bullet(shows_text(shown.get(account.question.id, ()), account.question.fact))
            say_parts(door, way_out_parts(account.question.site))
    say_parts(door, counted_parts(found))
    door.note(_("All of it: `unlisted exposures`"))


def _print(found: Sequence[Account], shown: Mapping[str, Sequence[str]]) -> None:
    from unlisted.report.json import accounts_document, dump

    click.echo(dump(accounts_document(found, shown)))


def say_parts(door: Door, parts: Iterable[Part]) -> None:
    """Say words, links and items."""
    for form, words in parts:
        if form == "link":
            click.echo(f"  {words}")
        elif form == "item":
            door.bullet(words)
        else:
            door.say(words)
