"""Places that answer to her own address or account: profile pictures, public keys, commits on GitHub. Pure.

GitHub is asked only with a token of hers, because that is what proves that the account is hers: it is asked who the
token belongs to first. What is told of an answer is which of her facts stand in it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from urllib.parse import quote

import msgspec

from unlisted.answers import NoAnswer, body_of, decoded
from unlisted.model import Fact, How, Kind, Reason, SeenFact, State
from unlisted.net import Carried, Form, Method, Planned, Purpose, Result, Url
from unlisted.openpgp import user_ids
from unlisted.sources.base import FIELD_BREAK

MOST_REPOSITORIES = 20  # whose commits are read, the newest first
_PAGE = 100  # commits of each, the newest first
_GITHUB = (("Accept", "application/vnd.github+json"), ("X-GitHub-Api-Version", "2022-11-28"))
WHOSE, WHICH = "github account", "github repositories"  # the two lines of the first plan

Seer = Callable[[str], tuple[SeenFact, ...]]


class Service(StrEnum):
    """Who is asked."""

    AVATAR = "gravatar-picture"
    PROFILE = "gravatar-profile"
    OPENPGP = "keys-openpgp"
    GITHUB = "github"


@dataclass(frozen=True, slots=True, kw_only=True)
class At:
    """Where the services are."""

    gravatar: str = "https://gravatar.com"
    gravatar_api: str = "https://api.gravatar.com"
    openpgp: str = "https://keys.openpgp.org"
    github: str = "https://api.github.com"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """What one service shows to whoever has the fact. `read` counts what was read there, by closed words."""

    fact: str
    service: Service
    state: State
    reason: Reason | None = None
    numbers: Mapping[str, int] = field(default_factory=dict)
    facts: tuple[SeenFact, ...] = ()
    read: Mapping[str, int] = field(default_factory=dict)


# --- by address ---


def gravatar_requests(emails: Iterable[Fact], at: At) -> dict[str, tuple[Planned, Fact, Service]]:
    """Two requests an address: whether there is a picture, and what the profile says. A hash of the address travels."""
    found: dict[str, tuple[Planned, Fact, Service]] = {}
    for fact in emails:
        digest = hashlib.sha256(_address(fact).encode()).hexdigest()
        for service, url, method in (
            (Service.AVATAR, f"{at.gravatar}/avatar/{digest}?d=404", Method.HEAD),
            (Service.PROFILE, f"{at.gravatar_api}/v3/profiles/{digest}", Method.GET),
        ):
            line = Planned(
                id=f"{service} {fact.id}",
                url=Url.parse(url),
                purpose=Purpose.ACCOUNTS,
                carries=(Carried.of(fact, Form.HASH),),
                method=method,
            )
            found[line.id] = line, fact, service
    return found


def openpgp_requests(emails: Iterable[Fact], at: At) -> dict[str, tuple[Planned, Fact, Service]]:
    """One request an address, with the address readable."""
    found: dict[str, tuple[Planned, Fact, Service]] = {}
    for fact in emails:
        line = Planned(
            id=f"{Service.OPENPGP} {fact.id}",
            url=Url.parse(f"{at.openpgp}/vks/v1/by-email/{quote(_address(fact), safe='')}"),
            purpose=Purpose.ACCOUNTS,
            carries=(Carried.of(fact),),
        )
        found[line.id] = line, fact, Service.OPENPGP
    return found


def _address(fact: Fact) -> str:
    return f"{fact.parts['local']}@{fact.parts['domain']}".strip().lower()


def judge(fact: Fact, service: Service, result: Result, *, seen: Seer) -> Trace:
    """What a result about an address says: 404 is none, everything that is not an answer is Unknown."""
    unknown = Trace(fact=fact.id, service=service, state=State.UNKNOWN)
    reply = body_of(result, answers=(200, 404))
    if isinstance(reply, NoAnswer):
        return replace(unknown, reason=reply.reason, numbers=reply.numbers)
    if reply.status == 404:
        return replace(unknown, state=State.CLEAR)
    texts: list[str] | None = []
    if service is Service.AVATAR:
        texts = [] if reply.headers.get("content-type", "").startswith("image/") else None
    elif service is Service.PROFILE:
        profile = decoded(dict[str, object], reply.body)
        texts = None if isinstance(profile, NoAnswer) else list(_strings(profile))
    else:
        texts = user_ids(reply.body)
    if texts is None:
        return replace(unknown, reason=Reason.ODD_REPLY)
    facts = {one.fact: one for one in seen(FIELD_BREAK.join(texts))} if texts else {}
    by_hash = service is not Service.OPENPGP
    own = SeenFact(
        fact=fact.id, kind=fact.kind, parts=tuple(fact.parts), how=How.HASH if by_hash else How.EXACT, strength=0.97
    )
    facts.setdefault(fact.id, own)
    return replace(unknown, state=State.SEEN, facts=tuple(facts.values()))


def _strings(value: object, depth: int = 4) -> Iterable[str]:
    """All texts of a JSON value, so deep."""
    if isinstance(value, str):
        yield value
    elif depth and isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _strings(inner, depth - 1)


# --- GitHub, with a token of hers ---


class _Account(msgspec.Struct):
    login: str


class _Repository(msgspec.Struct):
    name: str
    fork: bool = False
    private: bool = False


class _Who(msgspec.Struct):
    name: str | None = None
    email: str | None = None


class _Inner(msgspec.Struct):
    author: _Who | None = None
    committer: _Who | None = None


class _Commit(msgspec.Struct):
    commit: _Inner


@dataclass(frozen=True, slots=True, kw_only=True)
class Repositories:
    """Her public repositories that are no copies of others'. The names are document text and only ever asked for."""

    account: Fact
    names: tuple[str, ...] = field(repr=False)
    left: int = 0


def account_requests(accounts: Iterable[Fact], token: str, at: At) -> tuple[Planned, ...]:
    """Whose token it is, and which repositories that account has. Travels: her usernames, as GitHub knows the token."""
    carries = tuple(Carried.of(fact) for fact in accounts)
    headers = (*_GITHUB, ("Authorization", f"Bearer {token}"))
    paths = {WHOSE: "/user", WHICH: f"/user/repos?affiliation=owner&visibility=public&sort=pushed&per_page={_PAGE}"}
    return tuple(
        Planned(
            id=key, url=Url.parse(at.github + path), purpose=Purpose.ACCOUNTS, carries=carries, headers=headers,
            follow=False,
        )
        for key, path in paths.items()
    )  # fmt: skip


def repositories(accounts: Iterable[Fact], results: Iterable[Result]) -> Repositories | NoAnswer:
    """Her repositories, if the token belongs to an account that is among her facts."""
    by_line = {result.line: result for result in results}
    found: list[object] = []
    for line, kind in ((WHOSE, _Account), (WHICH, list[_Repository])):
        result = by_line.get(line)
        reply = body_of(result, keyed=True) if result else NoAnswer(reason=Reason.INTERRUPTED)
        read = reply if isinstance(reply, NoAnswer) else decoded(kind, reply.body)
        if isinstance(read, NoAnswer):
            return read
        found.append(read)
    account, listed = found
    if not isinstance(account, _Account) or not isinstance(listed, list):
        return NoAnswer(reason=Reason.ODD_REPLY)
    hers = next((one for one in accounts if one.parts["handle"].casefold() == account.login.casefold()), None)
    if hers is None:
        return NoAnswer(reason=Reason.KEY_REFUSED)
    names = [one.name for one in listed if not one.fork and not one.private]
    return Repositories(account=hers, names=tuple(names[:MOST_REPOSITORIES]), left=len(names[MOST_REPOSITORIES:]))


def commit_requests(known: Repositories, token: str, at: At) -> dict[str, Planned]:
    """The newest commits of each repository. Lines are numbered: the names stay out of ids."""
    headers = (*_GITHUB, ("Authorization", f"Bearer {token}"))
    handle = quote(known.account.parts["handle"], safe="")
    lines = [
        Planned(
            id=f"github commits {number}",
            url=Url.parse(f"{at.github}/repos/{handle}/{quote(name, safe='')}/commits?per_page={_PAGE}"),
            purpose=Purpose.ACCOUNTS,
            carries=(Carried.of(known.account),),
            headers=headers,
            follow=False,
        )
        for number, name in enumerate(known.names, 1)
    ]
    return {line.id: line for line in lines}


def judge_commits(known: Repositories, results: Sequence[Result], *, asked: int, seen: Seer) -> Trace:
    """Which of her facts stand in the commits that were read. If one repository could not be read it is Unknown."""
    facts: dict[str, SeenFact] = {}
    fault = None if len(results) == asked else NoAnswer(reason=Reason.INTERRUPTED)
    commits = 0
    for result in results:
        reply = body_of(result, keyed=True, answers=(200, 409))  # 409: it is empty
        read = (
            reply if isinstance(reply, NoAnswer) else [] if reply.status == 409 else decoded(list[_Commit], reply.body)
        )
        if isinstance(read, NoAnswer):
            fault = fault or read
            continue
        commits += len(read)
        people = {
            (who.name or "", who.email or "")
            for one in read
            for who in (one.commit.author, one.commit.committer)
            if who
        }
        for person in sorted(people):
            facts |= {one.fact: one for one in seen(FIELD_BREAK.join(person))}
    if fault is None and known.left:
        fault = NoAnswer(reason=Reason.INCOMPLETE, numbers={"count": known.left})
    state = State.UNKNOWN if fault else State.SEEN if facts else State.CLEAR
    return Trace(
        fact=known.account.id,
        service=Service.GITHUB,
        state=state,
        reason=fault.reason if fault else None,
        numbers=fault.numbers if fault else {},
        facts=tuple(one for one in facts.values() if one.kind is not Kind.USERNAME),
        read={"commits": commits},
    )
