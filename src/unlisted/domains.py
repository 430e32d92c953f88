"""Her own domains: what their registration shows of her, asked of the register and then of the registrar. Pure.

Who holds a name is asked at the register that IANA's list gives (RFC 9224). Endings without such a service, like .rs,
have a page that she opens herself; "could not look" is the answer for them, and never "nothing shown".
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import msgspec

from unlisted.answers import NoAnswer, body_of, decoded
from unlisted.knowledge import Broker
from unlisted.model import Fact, Kind, Reason, SeenFact, State
from unlisted.net import Carried, Planned, Purpose, Result, Url, site
from unlisted.net.addresses import read_url
from unlisted.rdap import record
from unlisted.sources.base import FIELD_BREAK

LIST = "rdap list"  # the line that asks for IANA's list; nothing about her travels
_ACCEPT = (("Accept", "application/rdap+json, application/json"),)
_COUNTRIES = {"xn--90a3ac": "RS", "xn--d1alf": "MK"}  # endings in Cyrillic


@dataclass(frozen=True, slots=True, kw_only=True)
class Domain:
    """A name that she holds, in ASCII, and the fact it is taken from."""

    name: str
    fact: Fact

    @property
    def ending(self) -> str:
        """The last label."""
        return self.name.rpartition(".")[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Registration:
    """What is known of one registration. `facts` are hers that it shows, `shown` kinds of data readable there.

    `page` is where she can look herself; `follow` the registrar's answer, for a plan of its own and nothing else.
    """

    domain: Domain
    state: State
    reason: Reason | None = None
    numbers: Mapping[str, int] = field(default_factory=dict)
    facts: tuple[SeenFact, ...] = ()
    shown: tuple[Kind, ...] = ()
    hidden: int = 0
    page: str | None = None
    follow: Url | None = field(default=None, repr=False)


class _Services(msgspec.Struct):
    services: list[tuple[list[str], list[str]]]
    publication: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Servers:
    """Which server answers for which ending, and the day of that list (ISO 8601; empty if it has none)."""

    by_ending: Mapping[str, str]
    day: str = ""

    def base(self, name: str) -> str | None:
        """The server for a name: that of its longest ending in the list."""
        labels = name.split(".")
        endings = (".".join(labels[at:]) for at in range(1, len(labels)))
        return next((self.by_ending[ending] for ending in endings if ending in self.by_ending), None)


def servers(data: bytes) -> Servers | NoAnswer:
    """Read IANA's list. Servers without TLS are left out."""
    found = decoded(_Services, data)
    if isinstance(found, NoAnswer):
        return found
    by_ending: dict[str, str] = {}
    for endings, bases in found.services:
        base = next((base for base in bases if base.startswith("https://") and read_url(base)), None)
        if base:
            by_ending |= {ending.casefold(): base.removesuffix("/") + "/" for ending in endings}
    return Servers(by_ending=by_ending, day=_day(found.publication))


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text[:10]).isoformat()
    except ValueError:
        return ""


# --- which names ---


def domains(facts: Iterable[Fact], named: Collection[str] = ()) -> tuple[Domain, ...]:
    """Her domains: those of her websites. A page on somebody's site, or the site of a mail provider, is not hers.

    `named`: only these, by domain or by the id of a fact; then such a page or an email address counts too.
    """
    found: dict[str, Domain] = {}
    wanted = {one.casefold() for one in named}
    for fact in facts:
        host = {Kind.WEBSITE: fact.parts.get("host"), Kind.EMAIL: fact.parts.get("domain")}.get(fact.kind)
        url = read_url(f"https://{host}/") if host and fact.of is None else None
        if url is None:
            continue
        name = site(url.host)
        own = fact.kind is Kind.WEBSITE and not fact.parts.get("path")
        if (wanted & {fact.id, name, url.host, str(host)}) if wanted else own:
            found.setdefault(name, Domain(name=name, fact=fact))
    return tuple(found.values())


def missing(facts: Iterable[Fact], named: Iterable[str]) -> tuple[str, ...]:
    """What of `named` is no domain of hers."""
    known = list(facts)
    return tuple(one for one in named if not domains(known, (one,)))


# --- what is asked ---


def list_request(url: str) -> Planned:
    """IANA's list of servers."""
    return Planned(id=LIST, url=Url.parse(url), purpose=Purpose.DOMAINS, headers=(("Accept", "application/json"),))


def requests(names: Iterable[Domain], known: Servers) -> dict[str, tuple[Planned, Domain]]:
    """One request for each name whose ending has a server."""
    found: dict[str, tuple[Planned, Domain]] = {}
    for domain in names:
        base = known.base(domain.name)
        url = read_url(f"{base}domain/{domain.name}") if base else None
        if url is not None:
            found |= _request("register", url, domain)
    return found


def follow_ups(registrations: Iterable[Registration]) -> dict[str, tuple[Planned, Domain]]:
    """The registrars' answers that registers point to: other sites, so a plan of their own."""
    found: dict[str, tuple[Planned, Domain]] = {}
    for one in registrations:
        if one.follow is not None:
            found |= _request("registrar", one.follow, one.domain)
    return found


def _request(who: str, url: Url, domain: Domain) -> dict[str, tuple[Planned, Domain]]:
    line = Planned(
        id=f"{who} {domain.fact.id}",
        url=url,
        purpose=Purpose.DOMAINS,
        carries=(Carried.of(domain.fact),),
        headers=_ACCEPT,
    )
    return {line.id: (line, domain)}


# --- what is answered ---


def by_hand(domain: Domain, brokers: Iterable[Broker]) -> Registration:
    """A name that no program can ask about: the page of its register, or IANA's page that names the register."""
    return Registration(domain=domain, state=State.UNKNOWN, reason=Reason.BY_HAND, page=page_of(domain, brokers))


def not_asked(domain: Domain) -> Registration:
    """A name that she did not agree to ask about."""
    return Registration(domain=domain, state=State.UNKNOWN, reason=Reason.INTERRUPTED)


def page_of(domain: Domain, brokers: Iterable[Broker]) -> str:
    """Where she can look a name up herself."""
    country = _COUNTRIES.get(domain.ending, domain.ending.upper())
    for broker in brokers:
        if broker.found_by == (Kind.WEBSITE,) and country in broker.countries and broker.lookup and broker.lookup.url:
            return broker.lookup.url
    return f"https://www.iana.org/domains/root/db/{domain.ending}.html"


def judge(
    domain: Domain, planned: Planned, result: Result, *, seen: Callable[[str], tuple[SeenFact, ...]]
) -> Registration:
    """What one answer shows. One that points to the registrar's is Unknown until that is read too."""
    unknown = Registration(domain=domain, state=State.UNKNOWN)
    reply = body_of(result)
    if isinstance(reply, NoAnswer):
        missing_there = reply.numbers.get("status") == 404
        if missing_there:
            return replace(unknown, reason=Reason.NOT_FOUND)
        return replace(unknown, reason=reply.reason, numbers=reply.numbers)
    answer = decoded(object, reply.body)
    held = None if isinstance(answer, NoAnswer) else record(answer, domain.name, planned.url)
    if held is None:
        return replace(unknown, reason=Reason.ODD_REPLY)
    facts = tuple(one for one in seen(FIELD_BREAK.join(held.text)) if one.kind is not Kind.WEBSITE)
    state = State.UNKNOWN if held.follow else State.SEEN if facts else State.CLEAR
    return replace(
        unknown,
        state=state,
        reason=Reason.LEADS_ELSEWHERE if held.follow else None,
        facts=facts,
        shown=held.shown,
        hidden=held.hidden,
        follow=held.follow,
    )


def together(register: Registration, registrar: Registration) -> Registration:
    """The two answers about one name as one: seen where either shows a fact, not looked at where the second was not."""
    facts = {one.fact: one for one in (*registrar.facts, *register.facts)}
    state = registrar.state
    if state is not State.UNKNOWN:
        state = State.SEEN if facts else State.CLEAR
    shown: Sequence[Kind] = [kind for kind in Kind if kind in {*register.shown, *registrar.shown}]
    return replace(
        registrar,
        state=state,
        facts=tuple(facts.values()),
        shown=tuple(shown),
        hidden=register.hidden + registrar.hidden,
        follow=None,
    )
