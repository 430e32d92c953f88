"""Places that publish people, and how to look there, how to leave, and what each asks for. One TOML file an entry.

An entry is worth having only if a person can do something with it: a way to look, a way out, or, where there is no way
out, what makes it show less. Facts come from the place's own pages or from a source whose licence allows it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date as Day
from enum import StrEnum
from typing import Annotated

from unlisted.knowledge.basics import Country, Domain, Email, Range, Slug, Source, Status, Template, Text, Url, best
from unlisted.knowledge.errors import MissingDate, MissingSource
from unlisted.model import Kind, Reach


class Category(StrEnum):
    """What sort of place it is."""

    PEOPLE_SEARCH = "people-search"
    PHONE_DIRECTORY = "phone-directory"
    CALLER_ID = "caller-id"
    FACE_SEARCH = "face-search"
    GENEALOGY = "genealogy"
    PUBLIC_REGISTER = "public-register"
    NOTICES = "notices"  # court decisions, gazettes, death notices, school and sports results, lists
    CLASSIFIEDS = "classifieds"
    ARCHIVE = "archive"
    SEARCH_ENGINE = "search-engine"
    SOCIAL_NETWORK = "social-network"
    MARKETING = "marketing"
    RISK = "risk"  # background checks and credit files that are sold to businesses
    REGISTRY = "registry"  # one request that many places must follow, such as a deletion platform of a state


PERSON_FACING = frozenset(Category) - {
    Category.SOCIAL_NETWORK, Category.MARKETING, Category.RISK, Category.REGISTRY,
}  # fmt: skip


class Life(StrEnum):
    """What is known of the place itself. Entries of places that are gone stay, so that nobody looks twice."""

    LIVE = "live"
    GONE = "gone"
    NO_OPT_OUT = "no-opt-out"
    UNVERIFIED = "unverified"


class Demand(StrEnum):
    """What a place may ask of a person. Those that are kinds of fact have the same word."""

    NAME = "name"
    USERNAME = "username"
    EMAIL = "email"
    PHONE = "phone"
    ADDRESS = "address"
    BIRTHDATE = "birthdate"
    NATIONAL_ID = "national-id"
    RELATIVE = "relative"
    PHOTO = "photo"
    PLATE = "plate"
    PARCEL = "parcel"  # the number of a plot, a building or a flat in a land register
    LISTING = "listing"  # the address of the page about her
    ID_DOCUMENT = "id-document"
    SELFIE = "selfie"
    SIGNATURE = "signature"
    PAYMENT = "payment"
    ACCOUNT = "account"


class Login(StrEnum):
    """What must be there before one can look."""

    NONE = "none"
    ACCOUNT = "account"
    ID_NUMBER = "id-number"
    E_IDENTITY = "e-identity"  # the state's electronic identity
    PAYMENT = "payment"
    APP = "app"


class Logged(StrEnum):
    """Whether the place may keep a record of who looked for whom."""

    UNKNOWN = "unknown"
    MAY_BE = "may-be"
    YES = "yes"


class By(StrEnum):
    """The way a request to be left out takes."""

    FORM = "form"
    EMAIL = "email"
    PHONE = "phone"
    POST = "post"
    ACCOUNT = "account"
    OPERATOR = "operator"  # her telephone company, which feeds the directory
    IN_PERSON = "in-person"


class Proof(StrEnum):
    """How a place makes sure that the request is hers."""

    NONE = "none"
    CAPTCHA = "captcha"
    EMAIL_LINK = "email-link"
    EMAIL_CODE = "email-code"
    SMS_CODE = "sms-code"
    CALL = "call"
    LOGIN = "login"
    ID_DOCUMENT = "id-document"
    SELFIE = "selfie"
    SIGNATURE = "signature"
    UNKNOWN = "unknown"


class Licence(StrEnum):
    """Under which licence the facts of an entry may be used."""

    OWN_PAGE = "own-page"  # read on the place's own public pages
    PUBLIC_RECORD = "public-record"  # a law, an official page, a court
    APACHE = "Apache-2.0"
    BSD_2 = "BSD-2-Clause"
    CC0 = "CC0-1.0"
    MIT = "MIT"
    UNLICENSE = "Unlicense"


class Chosen(StrEnum):
    """Why one of several addresses that sources give was chosen."""

    OWN_PAGE = "own-page"  # the place itself names it
    NEWEST_TESTED = "newest-tested"  # the newest one that somebody has tried
    NEWEST = "newest"  # the newest one that is written down
    PARENT = "parent"  # the form of the firm that owns the place
    MOST_NAMED = "most-named"  # nobody has tried any; most sources name it


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookup:
    """How a person looks there herself, and what looking tells the place.

    `url` is the page to open; `template` the same with her facts filled in (see `PLACEHOLDERS`), used only if she has
    them. `asks` is what the look discloses to the place. `seen` and `source`: when and where this was read.
    """

    seen: Day = field(metadata={"missing": MissingDate})
    source: Url = field(metadata={"missing": MissingSource})
    status: Status
    asks: tuple[Demand, ...] = field(metadata={"may_be_empty": True})
    login: Login = Login.NONE
    logged: Logged = Logged.UNKNOWN
    url: Url | None = None
    template: Template | None = None
    steps: Text | None = None

    def contradictions(self) -> Iterator[str]:
        if not (self.url or self.steps):
            yield "url"
        if self.template and not self.url:
            yield "template"


# What a template may hold. Values are percent-encoded; in the path a space becomes a hyphen, after “?” a plus.
PLACEHOLDERS = ("name", "given", "surname", "city", "state", "phone", "username", "email", "domain")


@dataclass(frozen=True, slots=True, kw_only=True)
class OptOut:
    """One way to be left out, what it demands and how the place makes sure that it is her.

    `days`: how long it usually takes. `minutes`: her effort. `seen` and `source`: when and where this was read.
    """

    by: By
    seen: Day = field(metadata={"missing": MissingDate})
    source: Url = field(metadata={"missing": MissingSource})
    status: Status
    asks: tuple[Demand, ...] = ()
    asks_known: bool = True  # false: nobody wrote down what it demands; never shown as "demands nothing"
    proof: tuple[Proof, ...] = (Proof.UNKNOWN,)
    url: Url | None = None
    email: Email | None = None
    phone: str | None = None
    post: str | None = None
    steps: Text | None = None
    minutes: Annotated[int, Range(low=1, high=600)] = 10
    days: Annotated[int, Range(low=0, high=400)] | None = None

    def contradictions(self) -> Iterator[str]:
        if not (self.url or self.email or self.phone or self.post or self.steps):
            yield "url"
        if not self.asks_known and self.asks:
            yield "asks_known"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rival:
    """Another address for the opt-out that some source gives. Kept, because it may be the right one again."""

    url: Url
    seen_in: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Broker:
    """One place: whom it lists, what it shows, how to look, how to leave, how sure all that is.

    `label`: what to call it where its name alone says little. `countries`: whose people it lists; empty is worldwide.
    `shows`: kinds of fact that stand on a page about a person; `found_by`: kinds by which a stranger finds that page.
    `parent`: the entry whose opt-out also covers this one. `reduces`: what makes it show less where nobody can leave.
    `unseen`: may be suggested although she was not seen there, because it makes her disclose nothing new or a law
    provides it. `order` within a queue; `relists`: whether it is known to list people again. `law`: the entry of the
    law a request rests on.
    """

    id: Slug
    name: str
    domain: Domain
    category: Category
    status: Life
    status_on: Day = field(metadata={"missing": MissingDate})
    countries: tuple[Country, ...] = field(metadata={"may_be_empty": True})
    licence: Licence
    sources: tuple[Source, ...] = field(metadata={"missing": MissingSource})
    shows: tuple[Kind, ...] = ()
    found_by: tuple[Kind, ...] = ()
    reach: Reach = Reach.UNKNOWN
    label: Text | None = None
    region: str | None = None  # of a country: US-CA, BA-SRP (ISO 3166-2)
    lookup: Lookup | None = None
    opt_outs: tuple[OptOut, ...] = ()
    reduces: Text | None = None
    note: Text | None = None
    parent: Slug | None = None
    relists: bool | None = None
    unseen: bool = False
    order: Annotated[int, Range(low=1, high=9999)] = 5000
    law: Slug | None = None
    rivals: tuple[Rival, ...] = ()
    chosen: Chosen | None = None
    hers: bool = field(default=False, metadata={"set_by_loader": True})

    @property
    def verified(self) -> Status:
        return best(self.sources)

    @property
    def person_facing(self) -> bool:
        """Whether it shows persons to anyone who looks."""
        return self.category in PERSON_FACING

    def contradictions(self) -> Iterator[str]:
        if not (self.lookup or self.opt_outs or self.reduces or self.parent) and self.status is not Life.GONE:
            yield "lookup"
        if self.status is Life.NO_OPT_OUT and (self.opt_outs or not self.reduces):
            yield "opt_outs" if self.opt_outs else "reduces"
        if bool(self.rivals) != (self.chosen is not None):
            yield "chosen"
        if self.parent == self.id:
            yield "parent"
