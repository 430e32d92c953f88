"""`unlisted search`: searches to open herself, in every form of her names; by program only where she chose so."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

import click

from unlisted.cli.app import Command
from unlisted.cli.door import FINISHED, INCOMPLETE, INTERRUPTED, VISIBLE, Door
from unlisted.cli.network import OnlyPlan, agreed, looked, plan_options
from unlisted.cli.progress import stoppable
from unlisted.errors import N_, UsageError
from unlisted.locale import plural
from unlisted.locale import translate as _
from unlisted.model import Fact, Kind, SeenFact, State

if TYPE_CHECKING:
    from unlisted.match import Matcher
    from unlisted.net import Planned
    from unlisted.queries import Query
    from unlisted.searching import Searched, Service
    from unlisted.vault import Vault

BRAVE_AT = "https://api.search.brave.com"  # a test puts its own server here; there is no setting for it
FIRST = 10  # searches shown, or asked of a service, unless all are wanted
_ENGINES = ("google", "bing", "duckduckgo", "brave", "yandex")


class NothingToSearchFor(UsageError):
    """No fact that a search could be made of."""

    what: ClassVar[str] = N_("There is no fact in the vault that a search could start from.")
    next_step: ClassVar[str] = N_("Add the name you use openly: `unlisted facts add`")


@click.command("search", cls=Command, help=_("Searches to open yourself, in every form of your names."))
@click.option("--all", "everything", is_flag=True, help=_("All of them, not only the first ten."))
@click.option(
    "--private", is_flag=True, help=_("First those with one private fact alone; says what the engine learns.")
)
@click.option("--town", is_flag=True, help=_("Join your public name with the town of a private address."))
@click.option("--engine", "engines", multiple=True, type=click.Choice(_ENGINES), help=_("Only for this engine."))
@click.option("--yandex", is_flag=True, help=_("Also for Yandex, a Russian company."))
@click.option("--check", "check_results", is_flag=True, help=_("Check results that you saved or paste."))
@click.option("--searxng", metavar="URL", help=_("Ask a SearXNG of your own, after a yes to the plan."))
@click.option(
    "--brave-key-file", "brave", type=click.Path(path_type=Path), metavar=_("FILE"),
    help=_("Ask Brave Search with the key in this file, after a yes to the plan."),
)  # fmt: skip
@plan_options
@click.pass_obj
def search(
    door: Door,
    everything: bool,
    private: bool,
    town: bool,
    engines: tuple[str, ...],
    yandex: bool,
    check_results: bool,
    searxng: str | None,
    brave: Path | None,
    plan_only: bool,
    agree: str | None,
) -> None:
    """Nothing is opened or sent by itself."""
    with door.vault() as vault:
        if check_results:
            _check(door, vault)
            return
        made = _queries(door, vault, private=private, town=town, engines=_engines(engines, yandex))
        if not made:
            raise NothingToSearchFor
        if searxng is None and brave is None:
            _show(door, vault, made, everything=everything, private=private)
            return
        from unlisted.searching import asked_once

        once = asked_once(made)
        planned = _planned(vault, once if everything else once[:FIRST], searxng, brave)
        _ask(door, vault, planned, plan_only=plan_only, agree=agree)


def _engines(named: Sequence[str], yandex: bool) -> tuple[str, ...]:
    chosen = named or tuple(name for name in _ENGINES if name != "yandex")
    return tuple(dict.fromkeys((*chosen, *(("yandex",) if yandex else ()))))


def _queries(door: Door, vault: Vault, *, private: bool, town: bool, engines: Sequence[str]) -> list[Query]:
    from unlisted.queries import Engine, queries

    store = vault.store
    made = queries(
        store.facts(),
        store.person(),
        door.knowledge().brokers.values(),
        engines=tuple(map(Engine, engines)),
        private=private,
        town=town,
    )
    return sorted(made, key=lambda query: not query.private) if private else list(made)


# --- links to open herself ---


def _show(door: Door, vault: Vault, made: list[Query], *, everything: bool, private: bool) -> None:
    from unlisted.queries import withheld
    from unlisted.report.searches import query_text

    kept = _agreed_to(door, made)
    shown = kept if everything else kept[:FIRST]
    back = () if private else withheld(vault.store.facts())
    if door.json:
        from unlisted.report.json import dump
        from unlisted.report.services import search_document

        click.echo(dump(search_document(shown, left=len(kept) - len(shown), withheld=[fact.id for fact in back])))
        return
    door.note(_("You open each search yourself. Nothing is sent from here."))
    door.note(_("Use a private window, signed out of everything, and not a shared computer."))
    places = {key: broker.name for key, broker in door.knowledge().brokers.items()}
    for query in shown:
        door.bullet(query_text(query, places))
        click.echo(f"  {query.url}")
    if left := len(kept) - len(shown):
        door.note(plural("{n} more search: add --all", "{n} more searches: add --all", left))
    _say_withheld(door, back, vault.store.facts())
    door.note(_("Save a page of results, or copy its text, and have it checked: `unlisted search --check`"))


def _say_withheld(door: Door, back: Sequence[Fact], facts: Sequence[Fact]) -> None:
    if back:
        from unlisted.report.numbers import listed
        from unlisted.report.searches import learns

        kinds = learns([kind for kind in Kind if kind in {fact.kind for fact in back}])
        door.note(
            _(
                "Not among them: {kinds}, because they are private. Each can be searched for alone; the engine then "
                "learns it: `unlisted search --private`",
                kinds=kinds,
            )
        )
        towns = listed([fact.id for fact in back if fact.parts.get("city")])
        if towns and any(fact.kind is Kind.NAME and fact.public for fact in facts):
            door.note(_("Your name together with the town of {id}: `unlisted search --town`", id=towns))


def _agreed_to(door: Door, made: list[Query]) -> list[Query]:
    """Searches without those private ones whose engine she does not want to learn them.

    Asked once an engine. In a script, `--private` itself is the yes; what is learned is said there too.
    """
    from unlisted.report.searches import ENGINES, learns

    refused = set()
    for engine in dict.fromkeys(query.engine for query in made if query.private):
        of_this = [query for query in made if query.private and query.engine is engine]
        alone = {kind for query in of_this if not query.town for kind in query.tells}
        if alone:
            told = learns([kind for kind in Kind if kind in alone])
            door.note(
                _("{engine} would learn your {kinds}, each in a search of its own.", engine=ENGINES[engine], kinds=told)
            )
        if any(query.town for query in of_this):
            door.note(_("{engine} would learn your name together with your town.", engine=ENGINES[engine]))
        door.note(_("It also sees from where you ask, and what it keeps, and for how long, is up to it."))
        if not (door.json or door.no_input) and not door.yes(_("Show these links?")):
            refused.add(engine)
    return [query for query in made if not (query.private and query.engine in refused)]


# --- results she brings ---


def _check(door: Door, vault: Vault) -> None:
    """A page of results always holds what was searched for, so only facts that are not public count as visible."""
    from unlisted.cli.saved import check_page

    choices = [_("Check a page that I saved"), _("Check text that I paste")]
    pasted = door.choose(_("Which results?"), choices) == 1
    checked = check_page(door, vault, "search", pasted=pasted)
    public = {fact.id for fact in vault.store.facts() if fact.public}
    found = [seen for seen in checked.facts if seen.fact not in public]
    if found:
        door.say(_("Open the results that show these, and record each: `unlisted exposures add`"))
    else:
        door.say(_("No private fact of yours was found in this text. Results change from day to day."))
    unread = any(outcome.state is State.UNKNOWN for outcome in checked.outcomes) or not checked.outcomes
    door.exit_code = INCOMPLETE if unread else VISIBLE if found else FINISHED
    if not checked.text:
        return
    from unlisted.cli.following import offer_pages
    from unlisted.searching import pasted_hits

    hits = pasted_hits(checked.text, _seer(vault))
    if door.online:
        offer_pages(door, vault, hits)
    elif hits:
        door.note(_("With --online, the pages named there can be looked at too, after a yes."))


# --- a service she chose ---

_Planned = dict[str, "tuple[Planned, Query]"]


def _planned(
    vault: Vault, queries: Sequence[Query], searxng: str | None, brave: Path | None
) -> list[tuple[Service, _Planned]]:
    from unlisted.cli.keyfile import key_from
    from unlisted.searching import Service, brave_requests, searxng_requests

    facts = vault.store.facts()
    found: list[tuple[Service, _Planned]] = []
    if searxng is not None:
        found.append((Service.SEARXNG, searxng_requests(queries, facts, searxng)))
    if brave is not None:
        found.append((Service.BRAVE, brave_requests(queries, facts, key_from(brave), BRAVE_AT)))
    return found


def _ask(
    door: Door, vault: Vault, planned: list[tuple[Service, _Planned]], *, plan_only: bool, agree: str | None
) -> None:
    from unlisted.net import plan_of
    from unlisted.searching import judge

    lines = {line: (service, query) for service, some in planned for line, (_one, query) in some.items()}
    plan = plan_of(one for _service, some in planned for one, _query in some.values())
    try:
        agreement = agreed(door, plan, plan_only=plan_only, agree=agree, keyed=vault.keyed)
    except OnlyPlan:
        return
    seen, places = _seer(vault), _places(door, vault)
    found: list[Searched] = []
    with stoppable(door) as stopping:
        for result in looked(door, agreement, vault.store.record, stopping):
            service, query = lines[result.line]
            found.append(judge(query, service, result, seen=seen, places=places))
        interrupted = stopping()
    vault.save()
    door.exit_code = INTERRUPTED if interrupted else _status(found, of=len(lines))
    _show_found(door, found)
    if not interrupted:
        from unlisted.cli.following import offer_pages

        offer_pages(door, vault, [hit for one in found for hit in one.hits])


def _status(found: Sequence[Searched], *, of: int) -> int:
    if len(found) < of or any(one.state is State.UNKNOWN for one in found):
        return INCOMPLETE
    return VISIBLE if any(one.hits for one in found) else FINISHED


def _show_found(door: Door, found: Sequence[Searched]) -> None:
    from unlisted.report.searches import hit_text, searched_text

    if door.json:
        from unlisted.report.json import dump
        from unlisted.report.services import search_document

        queries = [one.query for one in found]
        click.echo(dump(search_document(queries, left=0, withheld=(), looks=found)))
        return
    for one in found:
        door.bullet(searched_text(one))
        for hit in one.hits:
            door.bullet(hit_text(hit), mark="  -")
    if any(one.hits for one in found):
        door.note(_("To see a result, open the search yourself, and record what is there: `unlisted exposures add`"))


def _seer(vault: Vault) -> Callable[[str], tuple[SeenFact, ...]]:
    from unlisted.match import compile_facts, manner_of

    return seer(compile_facts(vault.store.facts(), manner_of(vault.store.person())))


def seer(matcher: Matcher) -> Callable[[str], tuple[SeenFact, ...]]:
    """Her facts in one text, for judges that must not know how matching is done."""
    from unlisted.model import Mark
    from unlisted.sources.base import pack

    nowhere = Mark(locator="page", place="", within="")

    def seen(text: str) -> tuple[SeenFact, ...]:
        batch = pack([text], lambda _index: nowhere)
        return next((facts for _index, facts in matcher.scan(batch)), ())

    return seen


def _places(door: Door, vault: Vault) -> list[str]:
    """Domains that may be named: places of the knowledge, and sites that she typed herself."""
    hers = [fact.parts["host"] for fact in vault.store.facts() if fact.kind is Kind.WEBSITE and fact.of is None]
    return [*(broker.domain for broker in door.knowledge().brokers.values()), *hers]
