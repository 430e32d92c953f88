"""Pages and channels of a round: what they would ask is shown, what was agreed to is asked, the answers are read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from unlisted.cli.door import Door, now
from unlisted.cli.network import agreed, looking
from unlisted.errors import N_
from unlisted.locale import translate as _
from unlisted.model import Fact, Members, Outcome, Reason, State

if TYPE_CHECKING:
    from unlisted.match import Matcher
    from unlisted.match.intent import Classifier
    from unlisted.net import Agreed, Plan, Planned, Result
    from unlisted.sources.base import Source
    from unlisted.sources.online.addresses import Named
    from unlisted.sources.online.channel import Channel
    from unlisted.vault import Vault

ARCHIVE_SPACING = 2.5  # seconds between two questions: it allows 24 a minute, and then none for a while
PAGES, MOST_PAGES = 3, 50  # of a channel, unless she says so, and at most

PROTECTED = N_(
    'No program can read a group that forbids exporting its chat ("protected content"): record the link and the '
    "date of each message about you with `unlisted exposures add`, keep screenshots of those without pictures in "
    "one folder, and report the messages inside the app."
)

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """How she wants links to be looked at. `named`: she named them just now; else they are those of earlier rounds.

    `typos`: whether facts with one letter wrong count too, in files as well. `members`: how many she says are in the
    one chat that is looked at.
    """

    plan_only: bool = False
    agree: str | None = None
    archived: bool = False
    telegram: bool = False
    pages: int = PAGES
    named: bool = False
    typos: bool = False
    members: Members | None = None


def link_options(command: F) -> F:
    """The options of a command that looks at links."""
    for option in (
        click.option(
            "--pages", type=click.IntRange(1, MOST_PAGES), default=PAGES, metavar="N",
            help=_("How many pages of a Telegram channel to read, the newest first; 3 unless given."),
        ),
        click.option("--telegram", is_flag=True, help=_("TARGET is the @name of a public Telegram channel.")),
        click.option("--archived", is_flag=True, help=_("Of links, read the copy that archive.org has.")),
    ):  # fmt: skip
        command = option(command)
    return command


def is_online(target: str, *, telegram: bool = False) -> bool:
    """Whether a target is on the network; with `telegram` also a name, if no file is called so."""
    from unlisted.sources.online.addresses import is_link

    return is_link(target) or (telegram and (target.startswith("@") or not Path(target).exists()))


def remembered_as(target: str, *, telegram: bool = False) -> str:
    """How a target is kept for later rounds: a link as it was typed, a file in full. Raises `NotAChannel`."""
    from unlisted.sources.online.addresses import is_link, named

    if not is_online(target, telegram=telegram):
        return str(Path(target).absolute())
    return target.strip() if is_link(target) else named(target, channel=True).kept


@dataclass(slots=True)
class _Link:
    """One of her links in this round: what is asked for it first, and what came of it."""

    place: Named
    lines: tuple[Planned, ...] = ()
    refused: Reason | None = None  # why nothing is asked
    channel: Channel | None = None  # its pages, until it is read
    outcome: Outcome | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """How answers are read. `facts` are those that may be looked for on the network, and the matcher is for them."""

    matcher: Matcher
    classifier: Classifier
    facts: frozenset[str]
    keyed: Callable[[str], str]
    advance: Callable[[int], None]
    mine: Callable[[str], bool] | None

    def read(self, target: str, source: Source) -> Outcome:
        """The outcome of one answer."""
        from unlisted.audit import Watch, audit
        from unlisted.sources.base import Look

        look = Look(target=target, path=Path(), source=source)
        watch = Watch(advance=self.advance)  # what has come is read, even if she stops what has not
        (outcome,) = audit(
            [look], self.matcher, keyed=self.keyed, watch=watch, classifier=self.classifier, mine=self.mine
        )
        return replace(outcome, sought=self.facts)


@dataclass(slots=True)
class Links:
    """The links of a round. `prepared` shows the plan and has it agreed to; nothing is sent before `outcomes`."""

    door: Door
    vault: Vault
    wish: Wish
    facts: tuple[Fact, ...]
    links: list[_Link] = field(default_factory=list)
    agreement: Agreed | None = None
    remember: bool = True  # not where a link is not one that she named

    @property
    def kept(self) -> list[str]:
        """What to remember for the next round: all but what names a relative."""
        return [link.place.kept for link in self.links if self.remember and link.refused is not Reason.RELATIVE]

    def outcomes(
        self,
        classifier: Classifier,
        stopping: Callable[[], bool],
        advance: Callable[[int], None],
        mine: Callable[[str], bool] | None,
    ) -> Iterator[Outcome]:
        """One outcome a link, in the order she named them.

        Relatives and what is theirs are neither asked about nor looked for on the network.
        """
        from unlisted.match import compile_facts, manner_of
        from unlisted.sources.online.addresses import is_hers

        hers = [fact for fact in self.facts if is_hers(fact)]
        known = frozenset(fact.id for fact in hers)
        reader = Reader(
            matcher=compile_facts(hers, manner_of(self.vault.store.person(), typos=self.wish.typos)),
            classifier=classifier,
            facts=known,
            keyed=self.vault.keyed,
            advance=advance,
            mine=mine,
        )
        if self.agreement is not None:
            ask = self._ask_archive if self.wish.archived else self._ask
            try:
                ask(self.agreement, reader, stopping)
            finally:
                self.vault.save()  # what was sent stands in the ledger, however this round ends
        for link in self.links:
            yield link.outcome or _unknown(link, link.refused or Reason.NOT_AGREED)

    def _ask(self, agreement: Agreed, reader: Reader, stopping: Callable[[], bool]) -> None:
        lines = [line for link in self.links for line in link.lines]
        for link, result in self._results(agreement, lines, stopping):
            _take(link, result, reader)
        self._go_back(stopping)
        for link in self.links:
            if link.channel is not None:
                link.outcome = reader.read(link.place.target, link.channel)

    def _ask_archive(self, agreement: Agreed, reader: Reader, stopping: Callable[[], bool]) -> None:
        """Copies are asked for only where the archive has one; both requests were agreed to at once."""
        from unlisted.net import Reply
        from unlisted.sources.online.archive import missing

        having: list[Planned] = []
        for link, result in self._results(agreement, [link.lines[0] for link in self.links if link.lines], stopping):
            if not isinstance(result, Reply):
                link.outcome = _unknown(link, result.reason, dict(result.numbers))
            elif reason := missing(result):
                link.outcome = _unknown(link, reason)
            else:
                having.append(link.lines[1])
        for link, result in self._results(agreement, having, stopping):
            _take_copy(link, result, reader)

    def _results(
        self, agreement: Agreed, lines: Sequence[Planned], stopping: Callable[[], bool]
    ) -> Iterator[tuple[_Link, Result]]:
        """The results of those of `lines` that were agreed to, each with the link it is for."""
        from unlisted.net import Pace

        part = replace(agreement, plan=agreement.plan.only({line.id for line in lines}))
        pace = Pace(spacing=ARCHIVE_SPACING) if self.wish.archived else None
        with looking(self.door, part, self.vault.store.record, stopping, pace=pace) as results:
            for result in results:
                yield self.links[int(result.line.split("-")[1]) - 1], result

    def _go_back(self, stopping: Callable[[], bool]) -> None:
        """Older messages: which numbers to ask before is known only now, so this is a plan of its own."""
        from unlisted.net import plan_of
        from unlisted.sources.online.requests import further

        lines: list[Planned] = []
        for number, link in enumerate(self.links, 1):
            if link.channel is not None and not link.place.single and not stopping():
                lines += further(number, link.place, link.channel.older(self.wish.pages - 1), self.facts)
        agreement = self._agreed_further(plan_of(lines)) if lines else None
        if agreement is None:
            return
        for link, result in self._results(agreement, lines, stopping):
            _take(link, result, None)

    def _agreed_further(self, plan: Plan) -> Agreed | None:
        keyed, given = self.vault.keyed, hashes(self.wish.agree)
        if not given and not self.door.no_input:
            self.door.note(_("Older messages of the channels are further requests."))
            return agreed(self.door, plan, plan_only=False, agree=None, keyed=keyed)
        digest = plan.digest(keyed)
        if digest in given[1:]:
            return plan.agree(digest, keyed)
        more = _("Older messages were not read: they are a plan of their own. To agree to it too: --agree {hashes}",
                 hashes=",".join([*given[:1], digest]))  # fmt: skip
        self.door.note(more)
        return None


def prepared(door: Door, vault: Vault, targets: Sequence[str], wish: Wish, facts: tuple[Fact, ...]) -> Links:
    """The links of a round, after she has seen and agreed to what they ask.

    Raises `OnlyPlan`, `NotOnline` if she named links now, `NotAgreed`, `PlanDiffers`, `AddressUnfit`, `NotAChannel`.
    """
    links = Links(door, vault, wish, facts)
    links.links = [link_to(number, target, door, wish, facts) for number, target in enumerate(targets, 1)]
    return agreed_to(links)


def agreed_to(links: Links) -> Links:
    """These links with what she agrees to of what they ask. Raises what `prepared` does, but for bad targets."""
    from unlisted.net import plan_of

    door, vault, wish = links.door, links.vault, links.wish
    lines = [line for link in links.links for line in link.lines]
    if any(link.refused is Reason.NO_PREVIEW for link in links.links):
        _explain_groups(door)
    if not lines and not wish.plan_only:
        return links
    if not door.online and not wish.named and not wish.plan_only:
        for link in links.links:
            link.refused = link.refused or Reason.OFFLINE
        return links
    if lines:
        door.note(_("What is read is what a stranger without an account is shown."))
        door.note(
            _("archive.org learns which links you ask about; the sites themselves are not asked.")
            if wish.archived
            else _("The sites see that somebody opens these pages; from where, they see unless you give --tor.")
        )
    first = next(iter(hashes(wish.agree)), None)
    links.agreement = agreed(door, plan_of(lines), plan_only=wish.plan_only, agree=first, keyed=vault.keyed)
    return links


def _explain_groups(door: Door) -> None:
    door.note(
        _(
            "A link into a private group or chat shows nothing to those who are not in it, so nothing is asked there. "
            "Somebody who is in it can export the chat as text, and you check the file."
        )
    )
    door.note(_(PROTECTED))


def hashes(agree: str | None) -> list[str]:
    """The hashes of `--agree`: of the plan, and of the plan for older messages that follows from it."""
    return [one for one in (agree or "").replace(" ", "").split(",") if one]


def link_to(
    number: int, target: str, door: Door, wish: Wish, facts: tuple[Fact, ...], *, shown: str | None = None
) -> _Link:
    """What one link asks. `shown` stands for it wherever it is named. Raises `AddressUnfit`, `NotAChannel`."""
    from unlisted.sources.media import kind_by_name
    from unlisted.sources.online.addresses import is_of_group, named, names_relative
    from unlisted.sources.online.requests import archived, page

    place = named(target, channel=wish.telegram, allowed=door.allowed)
    if shown is not None:
        place = replace(place, target=shown)
    if names_relative(place.url, facts):
        return _Link(place, refused=Reason.RELATIVE)
    if is_of_group(place.url):
        return _Link(place, refused=Reason.NO_PREVIEW)
    if kind_by_name(place.url.path.partition("?")[0]):
        return _Link(place, refused=Reason.MEDIA)
    lines = archived(number, place, facts) if wish.archived else (page(number, place, facts),)
    return _Link(place, lines)


def _take(link: _Link, result: Result, reader: Reader | None) -> None:
    """An answer for a link: a page is read, the page of a channel is kept until all have come.

    Without a `reader` it is one of the further pages of a channel.
    """
    from unlisted.net import Reply
    from unlisted.sources.online.channel import Channel, is_preview
    from unlisted.sources.online.pages import LivePage

    before = int(result.line.rpartition("-")[2]) if reader is None else link.place.before
    if not isinstance(result, Reply):
        if link.channel is not None:
            link.channel.fail(result.reason, dict(result.numbers))
        else:
            link.outcome = _unknown(link, result.reason, dict(result.numbers))
    elif link.place.channel and is_preview(result):
        link.channel = link.channel or Channel(link.place.channel)
        link.channel.take(result, before, now())
    elif reader is not None:
        source = LivePage(
            result, asked=link.place.url, final=result.url, at=now(), no_channel=bool(link.place.channel)
        )  # fmt: skip
        link.outcome = reader.read(link.place.target, source)
    elif link.channel is not None:
        link.channel.fail(Reason.SITE_FAULT, {"status": result.status})


def _take_copy(link: _Link, result: Result, reader: Reader) -> None:
    """The archive's copy of a page, or of the newest messages of a channel."""
    from unlisted.net import Reply, site
    from unlisted.sources.online.archive import original
    from unlisted.sources.online.channel import Channel, is_preview
    from unlisted.sources.online.pages import LivePage

    if not isinstance(result, Reply):
        link.outcome = _unknown(link, result.reason, dict(result.numbers))
        return
    copied = original(result)
    final, at = copied or (link.place.url, now())
    if copied is None and result.status == 200:
        link.outcome = _unknown(link, Reason.WRONG_SHAPE)
    elif site(final.host) != site(link.place.url.host):
        link.outcome = _unknown(link, Reason.LEADS_ELSEWHERE)
    elif link.place.channel and is_preview(replace(result, url=final)):
        channel = Channel(link.place.channel)
        channel.take(result, link.place.before, at)
        link.outcome = reader.read(link.place.target, channel)
    else:
        page = LivePage(
            result, asked=link.place.url, final=final, at=at, copy=True, no_channel=bool(link.place.channel)
        )  # fmt: skip
        link.outcome = reader.read(link.place.target, page)


def _unknown(link: _Link, reason: Reason, numbers: dict[str, int] | None = None) -> Outcome:
    name = "telegram" if link.place.channel else "pages"
    return Outcome(source=name, target=link.place.target, state=State.UNKNOWN, reason=reason, numbers=numbers or {})
