"""`unlisted keys`: what answers to her address or account: profile pictures, public keys, commits on GitHub."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

import click

from unlisted.cli.app import Command
from unlisted.cli.door import FINISHED, INCOMPLETE, VISIBLE, Door, now
from unlisted.cli.network import OnlyPlan, plan_options
from unlisted.cli.plans import Plans
from unlisted.cli.proving import only_proved
from unlisted.errors import N_, UsageError
from unlisted.locale import translate as _
from unlisted.model import Fact, Kind, SeenFact, State

if TYPE_CHECKING:
    from unlisted.keys import At, Trace
    from unlisted.vault import Vault

OWN_PAGES = {
    "https://gravatar.com/": N_("sign in, and it shows what everybody sees of you; it learns that you did"),
    "https://keys.openpgp.org/": N_("learns the address that you type, and from where you ask"),
    "https://github.com/settings/emails": N_("your own account; it learns nothing new"),
}
STEPS = ("avatar-split", "code-history-mail", "mail-aliases")  # items of the checklist


class NothingToAsk(UsageError):
    """Neither an address nor an account of hers that could be asked about."""

    what: ClassVar[str] = N_("There is no fact of yours in the vault that could be asked about there.")
    next_step: ClassVar[str] = N_("Add your email address, or your username at GitHub: `unlisted facts add`")


@click.command("keys", cls=Command, help=_("What answers to your address or account: pictures, keys, commits."))
@click.option("--gravatar", is_flag=True, help=_("Ask Gravatar; a hash of your address leaves."))
@click.option("--openpgp", is_flag=True, help=_("Ask keys.openpgp.org; your readable address leaves."))
@click.option(
    "--github-token-file", "github", type=click.Path(path_type=Path), metavar=_("FILE"),
    help=_("Read the commits of your own repositories at GitHub, with the token in this file."),
)  # fmt: skip
@plan_options
@click.pass_obj
def keys(door: Door, gravatar: bool, openpgp: bool, github: Path | None, plan_only: bool, agree: str | None) -> None:
    """Without a service, the pages where she can look herself. Clones on this computer: `unlisted check FOLDER`."""
    from unlisted.cli.findings import fold
    from unlisted.elsewhere import of_traces

    with door.vault() as vault:
        if not (gravatar or openpgp or github):
            _pages(door)
            return
        plans = Plans.of(door, vault, plan_only=plan_only, agree=agree)
        began = now()
        try:
            found = _by_address(plans, gravatar=gravatar, openpgp=openpgp) if gravatar or openpgp else []
            if github:
                found += _github(plans, github)
        except OnlyPlan:
            return
        fold(vault, of_traces(found, vault.store.facts(), vault.keyed, began), began)
        vault.save()
        _finish(door, plans, found)


def _facts(vault: Vault, kind: Kind) -> list[Fact]:
    hers = [fact for fact in vault.store.facts() if fact.kind is kind and fact.of is None]
    if not hers:
        raise NothingToAsk
    return hers


def _seer(vault: Vault) -> Callable[[str], tuple[SeenFact, ...]]:
    from unlisted.cli.search import seer
    from unlisted.match import compile_facts, manner_of

    return seer(compile_facts(vault.store.facts(), manner_of(vault.store.person())))


def _at() -> At:
    """Where the services are. There is no setting for it; a test puts its own server here."""
    from unlisted.keys import At

    return At()


def _by_address(plans: Plans, *, gravatar: bool, openpgp: bool) -> list[Trace]:
    from unlisted.keys import gravatar_requests, judge, openpgp_requests

    door, every = plans.door, _facts(plans.vault, Kind.EMAIL)
    emails = only_proved(door, plans.vault, every, scripted=plans.scripted)
    plans.left_out = len(emails) < len(every)
    if not emails:
        if not door.json:
            _pages(door)
        return []
    if gravatar:
        door.note(
            _("Gravatar would learn a hash of your address. Whoever guesses the address can tell that it is meant.")
        )
    if openpgp:
        door.note(_("keys.openpgp.org would learn your address, readable."))
    planned = {
        **(gravatar_requests(emails, _at()) if gravatar else {}),
        **(openpgp_requests(emails, _at()) if openpgp else {}),
    }
    seen = _seer(plans.vault)
    results = plans.results([line for line, _fact, _service in planned.values()])
    found = [
        judge(fact, service, result, seen=seen)
        for result in results
        for _line, fact, service in (planned[result.line],)
    ]
    return sorted(found, key=lambda one: (one.fact, one.service))


def _github(plans: Plans, file: Path) -> list[Trace]:
    """First whose token it is: only the account that it proves is read."""
    from unlisted.answers import NoAnswer
    from unlisted.cli.keyfile import key_from
    from unlisted.keys import Service, Trace, account_requests, commit_requests, judge_commits, repositories

    accounts, token = _facts(plans.vault, Kind.USERNAME), key_from(file)
    plans.door.note(_("GitHub knows by the token who asks. A token without any permission is enough."))
    known = repositories(accounts, plans.results(account_requests(accounts, token, _at())))
    if isinstance(known, NoAnswer):
        nothing = Trace(fact=accounts[0].id, service=Service.GITHUB, state=State.UNKNOWN, reason=known.reason)
        return [nothing]
    lines = commit_requests(known, token, _at())
    results = plans.further(list(lines.values())) if lines else []
    return [judge_commits(known, results, asked=len(lines), seen=_seer(plans.vault))]


def _pages(door: Door) -> None:
    door.note(_("Open these yourself and look what they show of you. Clones on this computer: `unlisted check FOLDER`"))
    if door.json:
        _print_json([])
        return
    for page, learns in OWN_PAGES.items():
        click.echo(page)
        door.say(f"  {_(learns)}")


def _finish(door: Door, plans: Plans, found: Sequence[Trace]) -> None:
    unknown = any(one.state is State.UNKNOWN for one in found) or plans.left_out
    visible = any(one.facts for one in found)
    door.exit_code = plans.exit_code(INCOMPLETE if unknown else VISIBLE if visible else FINISHED)
    if door.json:
        _print_json(found)
        return
    from unlisted.report.traces import fact_lines, trace_text

    for one in found:
        door.bullet(trace_text(one))
        for line in fact_lines(one):
            door.bullet(line, mark="  -")
    if visible:
        door.say(_("What to do, each with its reason and its link:"))
        for step in STEPS:
            door.bullet(f"`unlisted knowledge show {step}`")


def _print_json(found: Sequence[Trace]) -> None:
    from unlisted.report.json import dump
    from unlisted.report.services import keys_document

    click.echo(dump(keys_document(found, pages=list(OWN_PAGES))))
