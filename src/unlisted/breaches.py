"""Leaks that hold her email address, by services she chose: which kinds of data leaked, when, and what to do. Pure.

What a leak is called, and what a service says about it in its own words, is document text and is not told; its kinds
of data are a closed list, its place only one that the knowledge has. A service that hands out what leaked is not asked.
`Clear` never means more than "this service lists none": leaks of a sensitive kind are shown to the owner alone.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from urllib.parse import quote

import msgspec

from unlisted.answers import NoAnswer, body_of, decoded
from unlisted.model import Fact, Reason, State
from unlisted.net import Carried, Form, Planned, Purpose, Reply, Result, Url
from unlisted.rounds import is_at

_PREFIX = 6  # characters of 40 that leave where a range is asked for
_USER_AGENT = "personal exposure check"  # the service wants programs to say what they are; it has her key anyway


class Service(StrEnum):
    """Who is asked, and how."""

    HIBP_RANGE = "hibp-range"  # the beginning of a hash
    HIBP = "hibp"  # the address, readable
    XPOSEDORNOT = "xposedornot"  # the address, readable

    @property
    def called(self) -> str:
        """Its name, which is the same in every language."""
        return "XposedOrNot" if self is Service.XPOSEDORNOT else "Have I Been Pwned"


class Leaked(StrEnum):
    """What a leak holds about people."""

    PASSWORD = "password"  # noqa: S105 - a word of ours
    SECURITY = "security-answers"
    ADDRESS = "address"
    PHONE = "phone"
    NATIONAL_ID = "national-id"
    LOCATION = "location"
    MESSAGES = "messages"
    SENSITIVE = "sensitive"
    FAMILY = "family"
    MONEY = "money"
    BIRTHDATE = "birthdate"
    WORKPLACE = "workplace"
    SCHOOL = "school"
    PHOTO = "photo"
    NAME = "name"
    USERNAME = "username"
    EMAIL = "email"
    DEVICE = "device"
    OTHER = "other"


# Words of services -> what they mean; the first that fits decides ("Email messages" before "Email addresses").
_WORDS: tuple[tuple[str, Leaked], ...] = (
    (r"messages?\b|\bchat|\bsms\b|correspondence|support tickets|\bcalls?\b", Leaked.MESSAGES),
    (r"password hint|security question|\bpins?\b|auth tokens", Leaked.SECURITY),
    (r"password|credential", Leaked.PASSWORD),
    (r"e-?mail", Leaked.EMAIL),
    (r"phone|mobile number", Leaked.PHONE),
    (r"\bip\b|\bmac\b|\bimei\b|device|browser|user agent|operating system", Leaked.DEVICE),
    (r"geo|location|\bgps\b|latitude|place of|countr|\bcity|\bcities", Leaked.LOCATION),
    (r"address", Leaked.ADDRESS),
    (r"government|passport|social security|national id|identity (number|card)|licen[cs]e|\btax|\bssn\b|citizenship",
     Leaked.NATIONAL_ID),
    (r"birth|\bages?\b", Leaked.BIRTHDATE),
    (r"sexual|relig|politic|ethnic|\brace|health|medical|hiv|disab|drug|alcohol|smoking|fetish|criminal|charitable",
     Leaked.SENSITIVE),
    (r"famil|spouse|child|marital|relationship|parent|mother|next of kin|partner", Leaked.FAMILY),
    (r"credit|bank|payment|purchase|financ|income|balance|salar|net worth|transaction|invoice", Leaked.MONEY),
    (r"employ|\bjob|occupation|professional|compan", Leaked.WORKPLACE),
    (r"educat|school|academic|universit", Leaked.SCHOOL),
    (r"photo|avatar|picture|image|biometric|selfie|video", Leaked.PHOTO),
    (r"user ?name|nickname|social media profile|instant messenger|\bhandle", Leaked.USERNAME),
    (r"\bnames?\b", Leaked.NAME),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """One leak. `place`: its site, if the knowledge or she knows that; `stealer`: taken from an infected device."""

    kinds: tuple[Leaked, ...]
    on: date | None = None
    place: str | None = None
    stealer: bool = False
    name: str = field(default="", repr=False)  # as the service calls it: for telling leaks apart, and told to nobody


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaks:
    """What one service said of one address. `unexplained_names`: leaks of which it is not known what they hold."""

    fact: str
    service: Service
    state: State
    reason: Reason | None = None
    numbers: Mapping[str, int] = field(default_factory=dict)
    breaches: tuple[Breach, ...] = ()
    unexplained_names: tuple[str, ...] = field(default=(), repr=False)

    @property
    def unexplained(self) -> int:
        """How many leaks there are of which it is not known what they hold."""
        return len(self.unexplained_names)

    @property
    def kinds(self) -> tuple[Leaked, ...]:
        """All kinds of data of all leaks, the gravest first."""
        return tuple(kind for kind in Leaked if any(kind in breach.kinds for breach in self.breaches))


class _Breach(msgspec.Struct, rename={"name": "Name", "domain": "Domain", "on": "BreachDate", "data": "DataClasses",
                                      "stealer": "IsStealerLog"}):  # fmt: skip
    """A leak as Have I Been Pwned describes it."""

    name: str
    domain: str | None = None
    on: str | None = None
    data: list[str] | None = None
    stealer: bool = False


class _Ranged(msgspec.Struct, rename={"rest": "hashSuffix"}):
    rest: str
    websites: list[str]


class _Detail(msgspec.Struct):
    """A leak as XposedOrNot describes it."""

    name: object = None
    breach_date: object = None
    domain: object = None
    exposed_data: object = None


class _Exposed(msgspec.Struct):
    error: str | None = msgspec.field(default=None, name="Error")
    breaches: list[list[str]] | None = None
    breach_details: list[_Detail] | None = None


Catalogue = Mapping[str, Breach]
CATALOGUE = "breach catalogue"  # the line that asks for it; nothing about her travels


# --- what is asked ---


def hibp_requests(emails: Iterable[Fact], key: str, base: str, *, clear: bool) -> dict[str, tuple[Planned, Fact]]:
    """One request an address to Have I Been Pwned, with her key: the beginning of a hash, or `clear` the address."""
    found: dict[str, tuple[Planned, Fact]] = {}
    for fact in emails:
        path = f"range/{_hash(fact)[:_PREFIX]}" if not clear else f"{_quoted(fact)}?truncateResponse=false"
        line = Planned(
            id=f"{Service.HIBP if clear else Service.HIBP_RANGE} {fact.id}",
            url=Url.parse(f"{base}/api/v3/breachedaccount/{path}"),
            purpose=Purpose.BREACHES,
            carries=(Carried.of(fact, Form.CLEAR if clear else Form.HASH_PREFIX),),
            headers=(("hibp-api-key", key), ("User-Agent", _USER_AGENT), ("Accept", "application/json")),
            follow=False,
        )
        found[line.id] = line, fact
    return found


def catalogue_request(base: str) -> Planned:
    """All leaks that Have I Been Pwned knows, to explain the names in an answer about a range."""
    return Planned(
        id=CATALOGUE,
        url=Url.parse(f"{base}/api/v3/breaches"),
        purpose=Purpose.BREACHES,
        headers=(("User-Agent", _USER_AGENT), ("Accept", "application/json")),
        follow=False,
    )


def xposedornot_requests(emails: Iterable[Fact], base: str) -> dict[str, tuple[Planned, Fact]]:
    """One request an address to XposedOrNot, with the address in its path."""
    found: dict[str, tuple[Planned, Fact]] = {}
    for fact in emails:
        line = Planned(
            id=f"{Service.XPOSEDORNOT} {fact.id}",
            url=Url.parse(f"{base}/v1/check-email/{_quoted(fact)}?details=true"),
            purpose=Purpose.BREACHES,
            carries=(Carried.of(fact),),
            headers=(("Accept", "application/json"),),
            follow=False,
        )
        found[line.id] = line, fact
    return found


def _address(fact: Fact) -> str:
    return f"{fact.parts['local']}@{fact.parts['domain']}".strip().lower()


def _quoted(fact: Fact) -> str:
    return quote(_address(fact), safe="")


def _hash(fact: Fact) -> str:
    return hashlib.sha1(_address(fact).encode(), usedforsecurity=False).hexdigest().upper()


# --- what is answered ---


def judge(
    fact: Fact, service: Service, result: Result, *, places: Iterable[str], catalogue: Catalogue | None = None
) -> Leaks:
    """What a result says. `places` are the domains that may be named; `catalogue` explains answers about a range."""
    judges = {Service.HIBP: _hibp, Service.HIBP_RANGE: _hibp_range, Service.XPOSEDORNOT: _xposedornot}
    nothing = Leaks(fact=fact.id, service=service, state=State.UNKNOWN)
    answers = (200,) if service is Service.HIBP_RANGE else (200, 404)
    reply = body_of(result, keyed=service is not Service.XPOSEDORNOT, answers=answers)
    if isinstance(reply, NoAnswer):
        return replace(nothing, reason=reply.reason, numbers=reply.numbers)
    found = judges[service](reply, fact, tuple(places), catalogue)
    if isinstance(found, NoAnswer):
        return replace(nothing, reason=found.reason, numbers=found.numbers)
    known, unexplained = found
    state = State.SEEN if known or unexplained else State.CLEAR
    order = sorted(known, key=lambda breach: breach.on or date.min, reverse=True)
    return replace(nothing, state=state, breaches=tuple(order), unexplained_names=tuple(unexplained))


_Judged = tuple[list[Breach], list[str]] | NoAnswer


def read_catalogue(result: Result, places: Iterable[str]) -> Catalogue | NoAnswer:
    """The leaks by name. The names serve to look up, and are told to nobody."""
    reply = body_of(result)
    if isinstance(reply, NoAnswer):
        return reply
    breaches = decoded(list[_Breach], reply.body)
    if isinstance(breaches, NoAnswer):
        return breaches
    domains = tuple(places)
    return {one.name: _breach(one, domains) for one in breaches}


def _hibp(reply: Reply, _fact: Fact, places: Sequence[str], _catalogue: Catalogue | None) -> _Judged:
    if reply.status == 404:
        return [], []
    breaches = decoded(list[_Breach], reply.body)
    if isinstance(breaches, NoAnswer):
        return breaches
    if not breaches:  # it says 404 for none
        return NoAnswer(reason=Reason.ODD_REPLY)
    return [_breach(one, places) for one in breaches if one.data], [one.name for one in breaches if not one.data]


def _hibp_range(reply: Reply, fact: Fact, _places: Sequence[str], catalogue: Catalogue | None) -> _Judged:
    ranged = decoded(list[_Ranged], reply.body)
    if isinstance(ranged, NoAnswer):
        return ranged
    rest = _hash(fact)[_PREFIX:]
    if any(not re.fullmatch(r"[0-9A-Fa-f]{34}", one.rest) for one in ranged):
        return NoAnswer(reason=Reason.ODD_REPLY)
    names = {name for one in ranged if one.rest.upper() == rest for name in one.websites}
    known = catalogue or {}
    return [known[name] for name in sorted(names & known.keys())], sorted(names - known.keys())


def _xposedornot(reply: Reply, _fact: Fact, places: Sequence[str], _catalogue: Catalogue | None) -> _Judged:
    answer = decoded(_Exposed, reply.body)
    if isinstance(answer, NoAnswer):
        return answer
    if reply.status == 404 and answer.error == "No breaches found":
        return [], []
    if answer.error is not None:  # it says "Not found" for none, for an address it cannot read, and for its own faults
        clear = Reason.UNCLEAR if answer.error == "Not found" else Reason.ODD_REPLY
        return NoAnswer(reason=clear)
    names = [name for some in answer.breaches or () for name in some]
    if reply.status != 200 or not names:
        return NoAnswer(reason=Reason.ODD_REPLY)
    known = [breach for breach in (_detailed(one, places) for one in answer.breach_details or ()) if breach.kinds]
    explained = {breach.name for breach in known}
    return [one for one in known if one.name in names], [name for name in names if name not in explained]


def _breach(one: _Breach, places: Sequence[str]) -> Breach:
    return Breach(
        kinds=kinds_of(one.data or ()), on=_day(one.on), place=_known(one.domain, places), stealer=one.stealer,
        name=one.name,
    )  # fmt: skip


def _detailed(one: _Detail, places: Sequence[str]) -> Breach:
    data = one.exposed_data if isinstance(one.exposed_data, list) else str(one.exposed_data or "").split(";")
    return Breach(
        kinds=kinds_of(map(str, data)), on=_day(one.breach_date), place=_known(one.domain, places), name=str(one.name)
    )


def kinds_of(words: Iterable[str]) -> tuple[Leaked, ...]:
    """What the words of a service for kinds of data mean, the gravest first; what we do not know is `other`."""
    found = {_kind(word.casefold()) for word in words if word.strip()}
    return tuple(kind for kind in Leaked if kind in found)


def _kind(word: str) -> Leaked:
    return next((kind for pattern, kind in _WORDS if re.search(pattern, word)), Leaked.OTHER)


def _day(text: object) -> date | None:
    found = re.match(r"(\d{4})-(\d\d)-(\d\d)", text) if isinstance(text, str) else None
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def _known(domain: object, places: Sequence[str]) -> str | None:
    if not isinstance(domain, str):
        return None
    return max((place for place in places if is_at(domain.casefold(), place)), key=len, default=None)


# --- what to do ---

# kind -> ids of checklist items, the most useful first
STEPS: Mapping[Leaked, tuple[str, ...]] = {
    Leaked.PASSWORD: ("leaked-password", "two-step-login", "password-manager"),
    Leaked.SECURITY: ("security-questions",),
    Leaked.ADDRESS: ("address-list-places", "deliveries-elsewhere"),
    Leaked.PHONE: ("second-step-without-sms", "number-off-profiles", "sim-pin"),
    Leaked.NATIONAL_ID: ("national-id-exposed",),
    Leaked.BIRTHDATE: ("birth-date-no-secret",),
    Leaked.EMAIL: ("mail-aliases",),
    Leaked.USERNAME: ("split-usernames",),
    Leaked.PHOTO: ("avatar-split",),
    Leaked.LOCATION: ("saved-addresses",),
    Leaked.MONEY: ("saved-addresses",),
}
OWNER = "breach-check"  # the item that says how the owner of an address sees the leaks that are shown to nobody else


def steps_for(kinds: Iterable[Leaked]) -> tuple[str, ...]:
    """The checklist items that leaked data of these kinds call for, each once; the owner's own look comes last."""
    ids = [step for kind in kinds for step in STEPS.get(kind, ())]
    return tuple(dict.fromkeys((*ids, OWNER)))
