"""`unlisted prove`: phrases for a bio or for the subject of a message, and the look that finds one there."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

import click

from unlisted.cli.app import Command
from unlisted.cli.door import FINISHED, INCOMPLETE, Door, now
from unlisted.cli.network import OnlyPlan, agreed, looked, plan_options
from unlisted.cli.progress import stoppable
from unlisted.errors import N_, UsageError
from unlisted.locale import translate as _
from unlisted.model import Fact, Kind, Proof

if TYPE_CHECKING:
    from unlisted.answers import NoAnswer
    from unlisted.mailproof import Trouble
    from unlisted.net import Planned, Result
    from unlisted.vault import Vault

_ENOUGH = 1 << 20  # bytes of the page that are read; the bio may stand far down
RESOLVERS = {"cloudflare": "https://cloudflare-dns.com/dns-query", "google": "https://dns.google/resolve"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """What the command line says. `file`: the saved message; empty if she has yet to name it."""

    url: str | None = None
    file: str | None = None
    resolver: str = "cloudflare"
    plan_only: bool = False
    agree: str | None = None


class NotHers(UsageError):
    """The name is none of her usernames or addresses."""

    what: ClassVar[str] = N_("This is none of your usernames or email addresses.")
    next_step: ClassVar[str] = N_("Give the id of one: `unlisted prove` lists them.")


class NothingToShow(UsageError):
    """She has entered neither a username nor an address."""

    what: ClassVar[str] = N_("There is no username or email address among your facts.")
    next_step: ClassVar[str] = N_("Add one that is yours: `unlisted facts add`")


class AddressNotProved(UsageError):
    """A look for an address was asked for, and none was shown to be hers."""

    what: ClassVar[str] = N_("The program asks only about addresses that were shown to be yours. Nothing was sent.")
    next_step: ClassVar[str] = N_(
        "Show it once: `unlisted prove`, or open the pages yourself, with the same command bare."
    )


class NotItsPage(UsageError):
    """The address is not the page of that username at a site that is known."""

    what: ClassVar[str] = N_("This is not the page of that username at a site that this program knows.")
    next_step: ClassVar[str] = N_(
        "Choose one of the links of `unlisted accounts`. Any other page proves nothing: anybody could write there."
    )


class NothingOffered(UsageError):
    """No phrase was offered within the last hour. Value: `id`."""

    what: ClassVar[str] = N_("There is no phrase for {id} from the last hour.")
    next_step: ClassVar[str] = N_("Get new ones: `unlisted prove {id}`")


class NoMessageFile(UsageError):
    """The saved message cannot be read. Value: `file` as she typed it."""

    what: ClassVar[str] = N_("The file {file} cannot be read.")
    next_step: ClassVar[str] = N_("Check its name and try again.")


@click.command(
    "prove", cls=Command, help=_("Show that a username or an email address is yours, so that it may be looked for.")
)
@click.argument("name", metavar=_("[ID]"), required=False)
@click.option("--url", metavar="URL", help=_("The page of an account with this name, the one that is watched least."))
@click.option(
    "--verify", is_flag=False, flag_value="", metavar=_("[FILE]"),
    help=_("Look for the phrase: on that page, or in the message that you saved as FILE."),
)  # fmt: skip
@click.option(
    "--resolver", type=click.Choice(list(RESOLVERS)), default="cloudflare",
    help=_("Who is asked for the key of your mail provider."),
)  # fmt: skip
@click.option("--forget", is_flag=True, help=_("Forget that it was shown."))
@plan_options
@click.pass_obj
def prove(
    door: Door,
    name: str | None,
    url: str | None,
    verify: str | None,
    resolver: str,
    forget: bool,
    plan_only: bool,
    agree: str | None,
) -> None:
    """Bare, what is shown already and until when. Else two steps: phrases to choose from, then a look at one."""
    asking = Asking(url=url, file=verify, resolver=resolver, plan_only=plan_only, agree=agree)
    with door.vault() as vault:
        if name is None:
            _list(door, vault)
            return
        fact = fact_of(vault, name)
        if forget:
            vault.store.remove_proof(fact.id)
            vault.save()
            door.note(_("Forgotten. The program no longer looks for {id}.", id=fact.id))
        elif verify is not None:
            _verify(door, vault, fact, asking)
        else:
            _offer(door, vault, fact, asking)


def guided(door: Door, vault: Vault) -> None:
    """The same by numbers, for the session: which one, then whatever is next for it."""
    from unlisted.control import in_time
    from unlisted.report.proofs import standing

    facts, proofs = _candidates(vault), vault.store.proofs()
    if not facts:
        raise NothingToShow
    options = [f"{fact.id}: {standing(proofs.get(fact.id), now())}" for fact in facts]
    fact = facts[door.choose(_("Which one?"), options)]
    waiting = proofs.get(fact.id)
    if not (waiting and waiting.phrases and in_time(waiting, now()) and door.yes(_("Is the phrase where it belongs?"))):
        _offer(door, vault, fact, Asking())
    elif door.online:
        _verify(door, vault, fact, Asking(file=""))
    else:
        door.note(_("This look needs the network, so it has a command of its own:"))
        door.note(f"`{door.program} prove {fact.id} --verify --online`")


def only_proved(door: Door, vault: Vault, emails: Sequence[Fact], *, scripted: bool) -> list[Fact]:
    """Those addresses that may be asked about; which ones may not is said.

    Raises `AddressNotProved` if none may and nobody is there to be given the pages instead.
    """
    from unlisted.control import proved

    hers = proved(emails, vault.store.proofs(), now())
    if not hers and scripted:
        raise AddressNotProved
    for fact in emails:
        if fact not in hers:
            door.note(_("{id} was not shown to be yours, so no service is asked: `unlisted prove {id}`", id=fact.id))
    return hers


# --- which ---


def _candidates(vault: Vault) -> list[Fact]:
    from unlisted.accounts.questions import usernames

    facts = vault.store.facts()
    return [*usernames(facts), *(fact for fact in facts if fact.kind is Kind.EMAIL and fact.of is None)]


def fact_of(vault: Vault, name: str) -> Fact:
    """Her username or address with this id, or of this name."""
    from unlisted.control import identity

    for fact in _candidates(vault):
        if name == fact.id or name.removeprefix("@").casefold() == identity(fact):
            return fact
    raise NotHers


def _list(door: Door, vault: Vault) -> None:
    from unlisted.report.proofs import standing

    facts, proofs = _candidates(vault), vault.store.proofs()
    if door.json:
        _print([_document(fact, proofs.get(fact.id)) for fact in facts])
        return
    for fact in facts:
        door.bullet(f"{fact.id}: {standing(proofs.get(fact.id), now())}")
    door.note(_("To show one: `unlisted prove ID`. To forget it: `unlisted prove ID --forget`"))


def _document(fact: Fact, proof: Proof | None) -> dict[str, object]:
    from unlisted.control import counts, until

    end = until(proof) if proof else None
    return {
        "fact": fact.id,
        "kind": fact.kind.value,
        "proved": proof is not None and counts(proof, now()),
        "until": end.date().isoformat() if end else None,
    }


def _print(proofs: list[dict[str, object]]) -> None:
    from unlisted.report.json import dump

    click.echo(dump({"schema": "unlisted/proofs/1", "proofs": proofs}))  # type: ignore[dict-item]


# --- phrases ---


def _offer(door: Door, vault: Vault, fact: Fact, asking: Asking) -> None:
    """Show phrases to choose from, and keep them for an hour."""
    from unlisted.control import identity, offers

    mail = fact.kind is Kind.EMAIL
    url = "" if mail else _page(door, vault, fact, asking)
    phrases = offers(door.knowledge().word_lists, secrets.randbelow)
    before = vault.store.proofs().get(fact.id)
    kept = before.proved if before and before.username == identity(fact) and before.url == url else None
    proof = Proof(fact=fact.id, username=identity(fact), url=url, phrases=phrases, offered=now(), proved=kept)
    vault.store.put_proof(proof)
    vault.save()
    if door.json:
        from unlisted.report.json import dump

        click.echo(dump({"schema": "unlisted/proof/1", "fact": fact.id, "phrases": list(phrases), "minutes": 60}))
        return
    if mail:
        door.note(_("1. Choose one of these phrases:"))
    else:
        door.note(_("Choose one of these phrases and put it into the bio of that account, nothing else:"))
    for phrase in phrases:
        door.say(f"  {phrase}")
    if mail:
        _say_how(door, fact)
    else:
        door.note(_("Your followers may see it, so take the account that is watched least. It counts for one hour."))
        door.note(_("Then: `unlisted prove {id} --verify --online`", id=fact.id))


def _page(door: Door, vault: Vault, fact: Fact, asking: Asking) -> str:
    from unlisted.accounts.proof import site_of
    from unlisted.cli.accounts import sites_of
    from unlisted.knowledge.sites import SENSITIVE
    from unlisted.net import Url

    url = Url.parse(asking.url or door.ask(_("The page of an account with this name")))
    if not site_of(url, fact, sites_of(door, vault, (), list(SENSITIVE)), door.allowed):
        raise NotItsPage
    return str(url)


def _say_how(door: Door, fact: Fact) -> None:
    from unlisted.report.proofs import saving_lines

    door.note(
        _(
            "2. From {id} write a new message to yourself. Its subject is the phrase and nothing else; its text is "
            "anything. Send it.",
            id=fact.id,
        )
    )
    door.note(_("3. Open it where it arrived, and save it as a file:"))
    for line in saving_lines(fact.parts["domain"]):
        door.bullet(line, err=True)
    door.note(_("4. Then, within the hour, and drag the file into the window when you are asked for it:"))
    door.note(f"`unlisted prove {fact.id} --verify --online`")
    door.note(_("The message stays on this computer, and nothing in it is kept. You can delete it afterwards."))


# --- the look ---


def _verify(door: Door, vault: Vault, fact: Fact, asking: Asking) -> None:
    """Look for one of the phrases, only where it belongs, and only within the hour."""
    from unlisted.control import counts, identity, in_time

    proof = vault.store.proofs().get(fact.id)
    if proof is None or proof.username.casefold() != identity(fact):
        raise NothingOffered(id=fact.id)
    if not proof.phrases and counts(proof, now()):
        door.note(_("This is shown to be yours already."))
        return
    if not proof.phrases or not in_time(proof, now()):
        raise NothingOffered(id=fact.id)
    try:
        if fact.kind is Kind.EMAIL:
            _verify_mail(door, vault, fact, proof, asking)
        else:
            _verify_page(door, vault, fact, proof, asking)
    except OnlyPlan:
        return


def _asked(door: Door, vault: Vault, lines: list[Planned], asking: Asking) -> list[Result]:
    from unlisted.net import plan_of

    plan = plan_of(lines)
    agreement = agreed(door, plan, plan_only=asking.plan_only, agree=asking.agree, keyed=vault.keyed)
    with stoppable(door) as stopping:
        return list(looked(door, agreement, vault.store.record, stopping))


def _shown(door: Door, vault: Vault, proof: Proof, *, there: bool, reason: str | None = None) -> None:
    """Keep what came of it, and print it where a script asks."""
    if there:
        vault.store.put_proof(replace(proof, phrases=(), proved=now()))
    vault.save()
    door.exit_code = FINISHED if there else INCOMPLETE
    if door.json:
        from unlisted.report.json import dump

        click.echo(dump({"schema": "unlisted/proof/1", "fact": proof.fact, "proved": there, "reason": reason}))


def _verify_page(door: Door, vault: Vault, fact: Fact, proof: Proof, asking: Asking) -> None:
    from unlisted.accounts.proof import shown
    from unlisted.net import Carried, Planned, Purpose, Reply, Url

    line = Planned(
        id=f"proof {fact.id}", url=Url.parse(proof.url), purpose=Purpose.ACCOUNTS, carries=(Carried.of(fact),),
        follow=False, respell=True, enough=_ENOUGH,
    )  # fmt: skip
    results = _asked(door, vault, [line], asking)
    page = results[0] if results else None
    there = isinstance(page, Reply) and page.status == 200 and shown(proof, _words(page.body))
    _shown(door, vault, proof, there=there)
    if door.json:
        return
    if there:
        door.say(_("It is there. For 90 days the program may look for this username at every site."))
        door.say(_("Take the phrase out of the bio again now."))
    elif isinstance(page, Reply) and page.status == 200:
        door.say(_("The phrase is not on the page as a stranger sees it. It may take a minute, or need another site."))
    else:
        door.say(_("The page could not be looked at. Try another account with the same name."))


def _verify_mail(door: Door, vault: Vault, fact: Fact, proof: Proof, asking: Asking) -> None:
    from unlisted.mailproof import Mail, examine, judge, requests

    mail = examine(_saved(door, asking), fact, proof)
    if not isinstance(mail, Mail):
        _say_trouble(door, vault, proof, mail)
        return
    planned = requests(mail, fact, RESOLVERS[asking.resolver])
    door.note(
        _(
            "To check the signature, the key of your mail provider is looked up at {service}, which learns the part "
            "of your address behind the @, and not whose address it is.",
            service={"cloudflare": "Cloudflare", "google": "Google"}[asking.resolver],
        )
    )
    results = _asked(door, vault, [line for line, _signature in planned.values()], asking)
    trouble = judge(mail, planned, results, now())
    if trouble is not None:
        _say_trouble(door, vault, proof, trouble)
        return
    _shown(door, vault, proof, there=True)
    if not door.json:
        door.say(_("It is shown that this address is yours. For 90 days the program may ask about it."))
        door.say(_("You can delete the message and the file."))


def _saved(door: Door, asking: Asking) -> bytes:
    from unlisted.dkim import LARGEST

    file = asking.file or door.ask(_("Drag the saved message into this window, or type its name")).strip("'\" ")
    try:
        with Path(file).open("rb") as opened:
            return opened.read(LARGEST + 1)
    except OSError:
        raise NoMessageFile(file=file) from None


def _say_trouble(door: Door, vault: Vault, proof: Proof, trouble: Trouble | NoAnswer) -> None:
    from unlisted.answers import NoAnswer
    from unlisted.report.outcomes import reason_text
    from unlisted.report.proofs import trouble_lines

    if isinstance(trouble, NoAnswer):
        _shown(door, vault, proof, there=False, reason=trouble.reason)
        lines = [
            _("The key of the provider could not be looked up: {reason}", reason=reason_text(trouble.reason)),
            _("Nothing is shown by that, one way or the other. Try again, or with --resolver google."),
        ]
    else:
        _shown(door, vault, proof, there=False, reason=trouble)
        lines = list(trouble_lines(trouble))
    for line in lines if not door.json else ():
        door.say(line)


def _words(page: bytes) -> str:
    from unlisted.sources.sandbox import Extract, Job, shared

    extract = shared.run(Job.PAGE, page)
    return extract.text if isinstance(extract, Extract) else ""
