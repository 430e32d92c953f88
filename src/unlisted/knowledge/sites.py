"""Sites where a person may have an account: where its page is, how to tell that it is there, how to be rid of it.

TOML table `[[site]]` in `data/sites`; one file may hold several. An entry is worth having if she can open the page
herself; an automatic look needs a rule for "there is one" *and* one for "there is none", because whatever is neither
is "could not tell", and never "no".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated

from unlisted.knowledge.basics import Country, Domain, Range, Slug, Source, Status, Template, Text, Url, best
from unlisted.knowledge.brokers import Licence
from unlisted.knowledge.errors import MissingSource


class SiteCategory(StrEnum):
    """What sort of site it is."""

    FORUM = "forum"
    CLASSIFIEDS = "classifieds"
    PORTAL = "portal"  # news and their comments, local portals
    SOCIAL = "social"
    CHAT = "chat"
    CODE = "code"
    PHOTO = "photo"
    VIDEO = "video"
    MUSIC = "music"
    GAMES = "games"
    BLOG = "blog"
    LINKS = "links"  # pages that gather somebody's other accounts
    SHOP = "shop"
    WISHLIST = "wishlist"  # what she wants, where to send it, who gave money
    LEARNING = "learning"
    BOOKS = "books"
    SPORT = "sport"  # often with routes that begin at a front door
    FOOD = "food"
    TRAVEL = "travel"
    WORK = "work"  # curricula, portfolios, freelancing
    ART = "art"
    QUESTIONS = "questions"
    OTHER = "other"
    DATING = "dating"
    HEALTH = "health"
    ADULT = "adult"
    POLITICAL = "political"
    RELIGION = "religion"


# Off unless she chooses them: asking there already says something about her.
SENSITIVE = frozenset(
    {SiteCategory.DATING, SiteCategory.HEALTH, SiteCategory.ADULT, SiteCategory.POLITICAL, SiteCategory.RELIGION}
)


class Difficulty(StrEnum):
    """How hard it is to have an account deleted."""

    EASY = "easy"  # a button
    MEDIUM = "medium"  # some steps more
    LIMITED = "limited"  # only for people of some countries, or not everything goes
    HARD = "hard"  # somebody has to be written to
    IMPOSSIBLE = "impossible"
    UNKNOWN = "unknown"  # nobody has read how


class ByHand(StrEnum):
    """Why the program does not look by itself."""

    LOGIN = "login"  # profiles are shown only to those who sign in
    BLOCKS = "blocks"  # answers programs with a captcha or a refusal
    SCRIPT = "script"  # the page says nothing before its scripts run
    NUMBERED = "numbered"  # pages have numbers, not names
    EVERYONE = "everyone"  # the same answer for every name
    UNREAD = "unread"  # nobody has written a rule that can be relied on


@dataclass(frozen=True, slots=True, kw_only=True)
class NameRule:
    """Which usernames the site can have; others are not asked. ASCII letters and digits are always allowed.

    `also`: further characters, each by itself. `any_letter`: letters of every script. `lowered`: the site knows small
    letters only, so it is asked for those. `drops`: characters that it leaves out of the address.
    """

    also: str = "._-"
    shortest: Annotated[int, Range(low=1, high=64)] = 1
    longest: Annotated[int, Range(low=1, high=64)] = 64
    any_letter: bool = False
    lowered: bool = False
    drops: str = ""

    def contradictions(self) -> Iterator[str]:
        if self.shortest > self.longest:
            yield "shortest"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRule:
    """What an answer must be like. Whatever is given must hold; `rules.holds` reads it.

    `status`: one of these. `has`: all of these stand in the page's source, letter for letter. `has_any`: at least one
    does. `lacks`: none does. `leads_to`: where the answer came from or leads to is one of these shapes: a path such as
    `/login*` or an address with its host such as `https://example.org/`, where `*` is anything. In each, `{username}`
    is the name that was asked for.
    """

    status: tuple[Annotated[int, Range(low=200, high=599)], ...] = ()
    has: tuple[str, ...] = ()
    has_any: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    leads_to: tuple[str, ...] = ()

    def contradictions(self) -> Iterator[str]:
        if not (self.status or self.has or self.has_any or self.leads_to):
            yield "status"  # a rule that only says what is not there holds for every error page
        for texts in (self.has, self.has_any, self.lacks, self.leads_to):
            if any(len(text.strip()) < 1 for text in texts):
                yield "has"


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A made-up answer to try the rules on: a status, a fragment of a page, where it leads if it leads on.

    `{username}` in it is the name that was asked for. It is written, never saved from a page of a real person.
    """

    status: Annotated[int, Range(low=200, high=599)]
    text: str = ""
    leads_to: str = ""  # a path, or an address with its host


@dataclass(frozen=True, slots=True, kw_only=True)
class Deletion:
    """How to be rid of an account. `url`: the page where it begins."""

    difficulty: Difficulty
    url: Url | None = None
    note: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountSite:
    """One site.

    `countries`: where it is mostly used; empty is everywhere. `profile`: the page of an account, to open by hand;
    without one, `start` and `look` say how to look. `probe`: where the question is asked if that is not the profile.
    `present` and `absent`: what an answer is like if there is an account and if there is none; never both at once.
    `follow`: whether an answer that leads elsewhere within the site is followed; if not, only to another spelling of
    the same address. `should_present`, `should_absent`, `should_neither`: examples on which a test tries the rules.
    `automatic`: whether the program may look by itself, else `by_hand` says why not. `order` within its group.
    `privacy`: the setting that makes the page show less, and `privacy_url` where it is.
    """

    id: Slug
    name: str
    domain: Domain
    category: SiteCategory
    countries: tuple[Country, ...] = field(metadata={"may_be_empty": True})
    licence: Licence
    sources: tuple[Source, ...] = field(metadata={"missing": MissingSource})
    automatic: bool
    deletion: Deletion
    by_hand: ByHand | None = None
    profile: Template | None = None
    start: Url | None = None
    look: Text | None = None
    probe: Template | None = None
    username: NameRule = NameRule()
    follow: bool = False
    present: AnswerRule | None = None
    absent: AnswerRule | None = None
    should_present: tuple[Example, ...] = ()
    should_absent: tuple[Example, ...] = ()
    should_neither: tuple[Example, ...] = ()
    privacy: Text | None = None
    privacy_url: Url | None = None
    note: Text | None = None
    order: Annotated[int, Range(low=1, high=9999)] = 5000
    hers: bool = field(default=False, metadata={"set_by_loader": True})

    @property
    def verified(self) -> Status:
        return best(self.sources)

    @property
    def sensitive(self) -> bool:
        """Whether it is looked at only if she chooses its category."""
        return self.category in SENSITIVE

    def contradictions(self) -> Iterator[str]:
        if not self.profile and not (self.start and self.look):
            yield "profile"
        for name in ("profile", "probe"):
            if (template := getattr(self, name)) and template.count("{") != template.count("{username}"):
                yield name
        if self.automatic == (self.by_hand is not None):
            yield "by_hand"
        if self.automatic and not (self.profile and self.present and self.absent):
            yield "automatic"
        if bool(self.present) != bool(self.should_present):
            yield "should_present"
        if bool(self.absent) != bool(self.should_absent):
            yield "should_absent"
