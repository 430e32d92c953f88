"""`unlisted check`: look at files, folders and exports, and say what was seen and what was not read."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

import click

from unlisted.cli.app import Command
from unlisted.cli.door import FINISHED, INCOMPLETE, INTERRUPTED, VISIBLE, Door, now
from unlisted.cli.exposures import said
from unlisted.cli.helpers import Helpers, helpers_for
from unlisted.cli.network import OnlyPlan, plan_options
from unlisted.cli.pages import PROTECTED, Links, Wish, is_online, link_options, prepared, remembered_as
from unlisted.cli.progress import measured, stoppable
from unlisted.errors import N_, UsageError
from unlisted.locale import plural
from unlisted.locale import translate as _
from unlisted.model import Change, Members, Outcome, Reason, Sighting, State, Visibility

if TYPE_CHECKING:
    from unlisted.report.summary import Summary
    from unlisted.rounds import Merged
    from unlisted.vault import Vault

_AS_USUAL = Wish()
SAVE_EVERY = 30.0  # seconds between saves of a long round


class NothingToLookFor(UsageError):
    """The vault holds no facts."""

    what: ClassVar[str] = N_("There are no facts in the vault yet, so there is nothing to look for.")
    next_step: ClassVar[str] = N_("Add one: `unlisted facts add`")


class MembersOfOne(UsageError):
    """A number of members was given for several targets, or for none."""

    what: ClassVar[str] = N_("--members is how many are in one chat, so it goes with one target.")
    next_step: ClassVar[str] = N_("Name the file of that chat only: `unlisted check FILE --members N`")


class NothingToLookAt(UsageError):
    """No target was given and none is set up."""

    what: ClassVar[str] = N_("There is nothing to look at yet.")
    next_step: ClassVar[str] = N_("Name a file or a folder: `unlisted check FILE`. It is remembered for the next time.")


@click.command(
    cls=Command,
    help=_("Look for your facts in files and folders, and with --online behind links."),
    epilog=_(PROTECTED),
)
@click.argument("targets", nargs=-1, metavar=_("[TARGET]..."))
@click.option(
    "--mine",
    multiple=True,
    metavar=_("NAME_OR_ID"),
    help=_(
        "Messages sent under this name or number are yours and are told apart; the id of a fact stands for its value. "
        "May be given more than once. A number is surer: anybody can take your name."
    ),
)
@click.option(
    "--typos",
    is_flag=True,
    help=_(
        "Also names, streets, mail addresses and usernames with one letter wrong. Shown as weak, because it may be "
        "another person's right name; numbers never."
    ),
)
@click.option("--members", metavar="N", help=_("How many members the group has whose chat TARGET is, about."))
@click.option("--forget", is_flag=True, help=_("Do not look at TARGET any more."))
@link_options
@plan_options
@click.pass_obj
def check(
    door: Door,
    targets: tuple[str, ...],
    mine: tuple[str, ...],
    typos: bool,
    members: str | None,
    forget: bool,
    plan_only: bool,
    agree: str | None,
    archived: bool,
    telegram: bool,
    pages: int,
) -> None:
    """The main job, once."""
    if members is not None and len(targets) != 1:
        raise MembersOfOne
    count = None if members is None else said(members)
    size = 0 if forget or plan_only else _at_first_sight(targets)
    with helpers_for(size) as helpers, door.vault() as vault:  # they prepare while it is opened
        if forget:
            for target in targets:
                vault.store.remove_target(remembered_as(target, telegram=telegram))
            vault.save()
            return
        wish = Wish(
            plan_only=plan_only,
            agree=agree,
            archived=archived,
            telegram=telegram and bool(targets),
            pages=pages,
            named=bool(targets),
            typos=typos,
            members=count,
        )
        with suppress(OnlyPlan):
            show(door, look_at(door, vault, targets or vault.store.targets(), mine, wish, helpers=helpers))


@dataclass(frozen=True, slots=True)
class Round:
    """What one round of looking brought: the outcomes, and the exposures it changed."""

    outcomes: tuple[Outcome, ...]
    merged: Merged


def look_at(
    door: Door,
    vault: Vault,
    targets: Sequence[str],
    mine: Sequence[str] = (),
    wish: Wish = _AS_USUAL,
    links: Links | None = None,
    clock: Callable[[], datetime] = now,
    helpers: Helpers | None = None,
) -> Round:
    """Look at `targets`, keep what was found, and remember the targets for the next round.

    `mine` are names and ids under which she writes, or ids of facts that are such names. Links among the targets are
    asked for as `wish` says, after their plan was agreed to; see `unlisted.cli.pages.prepared` for what that raises.
    `links` are others that were agreed to already, `helpers` who helps if they have begun already.
    """
    from unlisted.sources.folders import size_of, walk

    facts = vault.store.facts()
    if not facts:
        raise NothingToLookFor
    if not targets and links is None:
        raise NothingToLookAt
    online = [one for one in targets if is_online(one, telegram=wish.telegram)]
    if links is None:
        links = prepared(door, vault, online, wish, facts)
    targets = [one for one in targets if one not in online]
    warn_of_media(door, targets)
    keeper = _Keeper(vault, [fact.id for fact in facts], clock)
    size = sum(size_of(Path(target)) for target in targets)
    beginning = nullcontext(helpers) if helpers else helpers_for(size)
    with beginning as help_with, stoppable(door) as stopping, measured(door, size) as meter:
        from unlisted.audit import Watch, audit, intent_classifier  # while the crew prepares
        from unlisted.match import compile_facts, manner_of
        from unlisted.sightings import Hashed
        from unlisted.sources.mine import Mine

        keyed = Hashed(vault.key("place"))
        watch = Watch(advance=meter.advance, read=meter.read, found=keeper.found, stopping=stopping)
        matcher = compile_facts(facts, manner_of(vault.store.person(), typos=wish.typos))
        classifier = intent_classifier(door.knowledge())
        values = {fact.id: fact.value for fact in facts}
        hers = Mine(values.get(name, name) for name in mine) if mine else None
        for outcome in audit(
            walk(targets),
            matcher,
            keyed=keyed,
            watch=watch,
            classifier=classifier,
            mine=hers,
            crew=help_with.crew() if help_with else None,
        ):
            keeper.finished(outcome)
        for outcome in links.outcomes(classifier, stopping, meter.advance, hers):
            keeper.finished(outcome)
    merged = keeper.close(_counted(door, keeper.outcomes, wish.members))
    for target in targets:  # in full, so that they are found again from another folder
        if Path(target).exists():
            vault.store.add_target(str(Path(target).absolute()))
    for link in links.kept:
        vault.store.add_target(link)
    vault.save()
    return Round(tuple(keeper.outcomes), merged)


def _at_first_sight(targets: Sequence[str]) -> int:
    """Bytes of the files among `targets` and of JSON right in the folders; what reads them is not imported for that."""
    size = 0
    for path in map(Path, targets):
        with suppress(OSError, ValueError):
            files = path.glob("*.json") if path.is_dir() else [path]
            size += sum(file.stat().st_size for file in files if file.is_file())
    return size


def show(door: Door, found: Round) -> None:
    """Show a round, and set the exit status."""
    door.exit_code = status(found.outcomes)
    summary = summed_up(door, found)
    if door.json:
        from unlisted.report.json import check_pieces

        for piece in check_pieces(found.outcomes, summary):
            click.echo(piece, nl=False)
        click.echo()
        return
    from unlisted.report.terminal import round_view, summary_view

    door.show(*round_view(found.outcomes, found.merged))
    if {Change.GONE, Change.BACK} & set(found.merged.changes.values()):
        door.say(_("What has changed since the look before: `unlisted rounds`"))
    door.show(*summary_view(summary, door.knowledge()))
    if stopped := sum(outcome.reason is Reason.INTERRUPTED for outcome in found.outcomes):
        door.note(
            plural(
                "You stopped before {count} target was read to its end. What was seen until then is kept, and so is "
                "what to look at.",
                "You stopped before {count} targets were read to their end. What was seen until then is kept, and so "
                "is what to look at.",
                stopped,
                count=stopped,
            )
        )
        door.note(
            _("To go on: `unlisted check`. It reads from the beginning, because a file may have changed in between.")
        )


def summed_up(door: Door, found: Round) -> Summary:
    """What a round found, all in all, with the next step and somebody who listens."""
    from unlisted.cli.plan import planned
    from unlisted.report.summary import helpline, summarise

    seen = {sighting.id for outcome in found.outcomes for sighting in outcome.sightings}
    with door.vault() as vault:
        step = planned(door, vault, found.merged.exposures).next_step  # many: they are not loaded again
        support = helpline(door.knowledge().channels.values(), vault.store.person(), vault.store.situation())
    return summarise(
        (one for one in found.merged.exposures if one.id in seen and one.state is not Visibility.NOT_ME),
        found.outcomes,
        today=now().date(),
        known=found.merged.exposures,
        next_step=step,
        support=support,
    )


def status(outcomes: Sequence[Outcome]) -> int:
    """The exit status of a round: interrupted, else incomplete, else visible, else nothing visible."""
    if any(outcome.reason is Reason.INTERRUPTED for outcome in outcomes):
        return INTERRUPTED
    if any(outcome.state is State.UNKNOWN for outcome in outcomes):
        return INCOMPLETE
    return VISIBLE if any(outcome.sightings for outcome in outcomes) else FINISHED


def warn_of_media(door: Door, targets: Sequence[str]) -> None:
    """Before an export with media is read: what may be in those media, and what not to do with them."""
    from unlisted.sources.folders import media_beside

    if any(media_beside(Path(target)) for target in targets):
        from unlisted.cli.setup import show_text

        show_text(door, door.knowledge(), "media-warning", err=True)
        door.note()


def _counted(door: Door, outcomes: Sequence[Outcome], said: Members | None) -> Mapping[str, Members]:
    """The chat that was read with how many she says are in it; nothing, and a word about it, if it was not one chat."""
    if said is None:
        return {}
    chats = {cover.within for outcome in outcomes for cover in outcome.covers if cover.first is not None}
    chats |= {seen.within for outcome in outcomes for seen in outcome.sightings if seen.number is not None}
    if len(chats) == 1:
        return dict.fromkeys(chats, said)
    door.note(
        _(
            "What was read is not one chat, so no number of members is kept. For one group: "
            "`unlisted exposures members ID`"
        )
    )
    return {}


@dataclass
class _Keeper:
    """Keeps what a long round finds: merged and saved every half minute, so that a power cut loses little."""

    vault: Vault
    facts: list[str]
    clock: Callable[[], datetime]
    outcomes: list[Outcome] = field(default_factory=list)
    started: float = field(default_factory=time.monotonic)

    def __post_init__(self) -> None:
        self.began = self.clock()
        self.before = self.vault.store.exposures()
        self.saved = self.started
        self.partial: list[Sighting] = []

    def found(self, sighting: Sighting) -> None:
        self.partial.append(sighting)
        if time.monotonic() - self.saved > SAVE_EVERY:
            self._save([*self.outcomes, self._so_far()])

    def finished(self, outcome: Outcome) -> None:
        self.outcomes.append(outcome)
        self.partial.clear()

    def _so_far(self) -> Outcome:
        """The look that is not finished: without coverage, so that nothing is called gone by it.

        How new its file is will only be known at its end; until then each sighting is as old as what it was seen in.
        """
        from unlisted.match import MATCHER_VERSION

        seen = tuple(replace(sighting, snapshot=sighting.date) for sighting in self.partial)
        return Outcome(source="files", target="", state=State.UNKNOWN, sightings=seen, matcher=MATCHER_VERSION)

    def _save(self, outcomes: list[Outcome]) -> Merged:
        from unlisted.rounds import merge

        merged = merge(self.before, outcomes, facts=self.facts, now=self.began)
        self.vault.store.put_exposures(merged.exposures)
        self.vault.save()
        self.saved = time.monotonic()
        return merged

    def close(self, counted: Mapping[str, Members]) -> Merged:
        """`counted` is how many she says are in which chat."""
        from unlisted.rounds import merge

        store = self.vault.store
        for members in (*(outcome.members for outcome in self.outcomes), counted):
            store.put_members(members)
        merged = merge(self.before, self.outcomes, facts=self.facts, now=self.began, members=store.members())
        store.put_exposures(merged.exposures)
        store.add_round(self.began, self.clock(), self.outcomes, merged.changes, merged.before)
        return merged
