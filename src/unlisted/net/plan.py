"""What would be asked on the network, said before anything is: every request, what it carries, and who gets to see it.

Pure. A plan is made by sources, shown by a door, agreed to by her, and only then worth something to the gate.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from unlisted.model import Fact, Kind
from unlisted.net.addresses import Url
from unlisted.net.errors import PlanDiffers, RelativeNotSent

Keyed = Callable[[str], str]


class Method(StrEnum):
    """What a request may do: only ask."""

    GET = "GET"
    HEAD = "HEAD"
    POST = "POST"


class Purpose(StrEnum):
    """What a request is for. With a proxy, requests of different purposes never share a way through it."""

    PAGES = "pages"
    ACCOUNTS = "accounts"
    DOMAINS = "domains"
    BREACHES = "breaches"
    SEARCH = "search"
    LINKS = "links"  # whether the links of the knowledge data still work
    CONTROL = "control"  # whether an address is hers


class Form(StrEnum):
    """How a fact travels."""

    CLEAR = "clear"
    HASH = "hash"  # anyone who guesses the fact can tell that it is meant
    HASH_PREFIX = "hash-prefix"  # many facts share it
    PART = "part"  # of an address only its domain


class Audience(StrEnum):
    """Who gets to see a request."""

    SITE = "site"  # those who run the host
    BEHIND = "behind"  # services that the host passes it on to
    WAY = "way"  # everyone on the way, because there is no TLS


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """One fact that travels with a request, by its id."""

    fact: str
    kind: Kind
    form: Form = Form.CLEAR

    @classmethod
    def of(cls, fact: Fact, form: Form = Form.CLEAR) -> Carried:
        """A fact of hers. Raises `RelativeNotSent` for what belongs to a relative."""
        if fact.of is not None or fact.kind is Kind.RELATIVE:
            raise RelativeNotSent(fact=fact.id)
        return cls(fact=fact.id, kind=fact.kind, form=form)


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """One line of a plan: one request. It allows one retry, three redirects within its site, and its control probe.

    `id` is made of ids of facts and of knowledge, and is what results and the ledger cite. `control` is the same
    question about a random name, asked only if the first answer gives cause; or, with `control_after`, once it has not
    come so many seconds after it was asked for, so that a slow site is not waited for twice. `headers` may hold an
    access key: they are sent to this host only, and never shown. `follow`: whether redirects are followed at all;
    without it, `respell` still follows one to another spelling of the same address (see `same_but_spelling`).
    `enough`: so many bytes of the body suffice, and a longer one is cut rather than refused.
    """

    id: str
    url: Url
    purpose: Purpose
    carries: tuple[Carried, ...] = ()
    visible_to: tuple[Audience, ...] = (Audience.SITE,)
    method: Method = Method.GET
    body: bytes = field(default=b"", repr=False)
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    control: Url | None = None
    control_body: bytes = field(default=b"", repr=False)
    control_after: float | None = None
    follow: bool = True
    respell: bool = False
    enough: int | None = None

    @property
    def audience(self) -> tuple[Audience, ...]:
        """Who gets to see it, with everyone on the way where there is no TLS."""
        return (*self.visible_to, *((Audience.WAY,) if self.url.scheme == "http" else ()))

    @property
    def hosts(self) -> frozenset[str]:
        """The hosts that this line names."""
        return frozenset({self.url.host, *((self.control.host,) if self.control else ())})


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosure:
    """Lines that disclose the same to the same kind of audience: what she agrees to at a time."""

    purpose: Purpose
    carries: tuple[tuple[Kind, Form], ...]
    audience: tuple[Audience, ...]
    lines: tuple[Planned, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Requests to agree to. Line ids are unique, or it raises `ValueError`."""

    lines: tuple[Planned, ...]

    def __post_init__(self) -> None:
        if len({line.id for line in self.lines}) != len(self.lines):
            raise ValueError("two lines of a plan have the same id")

    def strike(self, hosts: Collection[str]) -> Plan:
        """This plan without the lines that name one of these hosts."""
        return Plan(lines=tuple(line for line in self.lines if not line.hosts & set(hosts)))

    def only(self, ids: Collection[str]) -> Plan:
        """This plan with these lines only."""
        return Plan(lines=tuple(line for line in self.lines if line.id in ids))

    def disclosures(self) -> tuple[Disclosure, ...]:
        """The lines grouped by what they disclose, in the order in which each group first appears."""
        groups: dict[tuple[Purpose, tuple[tuple[Kind, Form], ...], tuple[Audience, ...]], list[Planned]] = {}
        for line in self.lines:
            carried = tuple(sorted({(one.kind, one.form) for one in line.carries}))
            groups.setdefault((line.purpose, carried, line.audience), []).append(line)
        return tuple(
            Disclosure(purpose=purpose, carries=carries, audience=audience, lines=tuple(lines))
            for (purpose, carries, audience), lines in groups.items()
        )

    def digest(self, keyed: Keyed | None = None) -> str:
        """The hash of everything that would be sent, whatever the order of the lines; for `--agree`.

        `keyed` is an HMAC under the vault's key. It may be left out only where no fact travels: a plain hash of a
        request about a citizen number, in the history of a shell, would give the number away (`ValueError`).
        """
        if keyed is None and any(line.carries for line in self.lines):
            raise ValueError("a plan that carries facts needs a keyed hash")
        text = json.dumps(sorted(map(_canonical, self.lines)), ensure_ascii=True)
        return (keyed or _plain)(text)[:32]

    def agree(self, digest: str, keyed: Keyed | None = None) -> Agreed:
        """What she agreed to, if `digest` is that of this very plan. Raises `PlanDiffers`."""
        own = self.digest(keyed)
        if digest != own:
            raise PlanDiffers
        return Agreed(plan=self, digest=own)

    def document(self, keyed: Keyed | None = None) -> dict[str, object]:
        """The plan for `--plan-only --json`: paths hold her own facts, nobody else's."""
        return {
            "schema": "unlisted/requests/1",
            "hash": self.digest(keyed),
            "requests": [_shown(line) for line in self.lines],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """A plan she agreed to, with the hash the ledger cites. Made by `Plan.agree`."""

    plan: Plan
    digest: str


def plan_of(lines: Iterable[Planned]) -> Plan:
    """The plan of these requests."""
    return Plan(lines=tuple(lines))


def _plain(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _canonical(line: Planned) -> list[object]:
    # Of the control probe only the host: its name is drawn anew each time, and the hash has to stay.
    return [
        line.id, line.method, str(line.url), line.purpose,
        sorted([one.fact, one.kind, one.form] for one in line.carries), sorted(line.audience), line.body.hex(),
        sorted(line.headers), line.control.authority if line.control else "", line.follow, line.respell,
        line.control_after or 0, line.enough or 0,
    ]  # fmt: skip


def _shown(line: Planned) -> dict[str, object]:
    return {
        "id": line.id,
        "purpose": line.purpose,
        "method": line.method,
        "encrypted": line.url.scheme == "https",
        "host": line.url.host,
        "port": line.url.port,
        "path": line.url.path,
        "body": line.body.decode("utf-8", "replace"),
        "headers": sorted(name.lower() for name, _ in line.headers),
        "carries": [{"fact": one.fact, "kind": one.kind, "form": one.form} for one in line.carries],
        "visible_to": list(line.audience),
        "control": {"host": line.control.host, "path": line.control.path} if line.control else None,
    }
