"""Which questions there are: a site and a username of hers each, its request, and its control probe. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote

from unlisted.accounts.listed import Listed
from unlisted.errors import UnlistedError
from unlisted.knowledge.rules import PLACE, asked
from unlisted.model import Fact, Kind
from unlisted.net import Carried, Planned, Purpose, Url
from unlisted.text.scripts import Script, script_of

MOST = 8  # usernames that are looked for; whoever has more wants somebody else's
ENOUGH = 384 << 10  # bytes of a page that are read
EARLY = 0.8  # seconds after which a slow site is asked the control question beside the first
_SHORTEST = 8  # characters of a control name: shorter random names may be somebody's
_LETTERS = {"cyrillic": "абвгдежзиклмнопрстуфхцчш", "latin": "abcdefghijklmnopqrstuvwxyz", "marked": "čćđšž"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Whether `username` (as this site would spell it) has an account at `site`. `url`: the page to open by hand."""

    id: str
    site: Listed
    fact: str
    username: str
    url: str


def usernames(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Her usernames, each once, at most `MOST`; a relative's never."""
    found: dict[str, Fact] = {}
    for fact in facts:
        if fact.kind is Kind.USERNAME and fact.of is None:
            found.setdefault(handle(fact).casefold(), fact)
    return tuple(found.values())[:MOST]


def handle(fact: Fact) -> str:
    """The username of a fact, without anything around it."""
    return fact.parts.get("handle", fact.value)


def questions(sites: Iterable[Listed], facts: Collection[Fact]) -> Iterator[Question]:
    """Every site with every username that it can have, site by site."""
    for site in sites:
        for fact in facts:
            name = asked(site.username, handle(fact))
            if site.profile is not None and name is not None:
                url = filled(site.profile, name)
                yield Question(id=f"{site.id} {fact.id}", site=site, fact=fact.id, username=name, url=url)


def requests(
    asking: Iterable[Question], facts: Collection[Fact], keyed: Callable[[str], str], *, early: float | None = EARLY
) -> dict[str, tuple[Planned, Question, str]]:
    """One request a question that the program may ask, by its id, with the name that its control probe asks about.

    `keyed` makes control names that nobody can foresee and that stay the same between showing a plan and agreeing to
    it. Sites whose address cannot hold the name are left out.
    """
    by_id = {fact.id: fact for fact in facts}
    planned: dict[str, tuple[Planned, Question, str]] = {}
    for question in asking:
        site = question.site
        if not site.asks:
            continue
        template = site.probe or site.profile or ""
        control = shaped_like(question.username, keyed(f"control/{question.id}"), site.username.longest)
        try:
            url, other = Url.parse(filled(template, question.username)), Url.parse(filled(template, control))
        except UnlistedError:
            continue
        planned[question.id] = (
            Planned(
                id=question.id,
                url=url,
                purpose=Purpose.ACCOUNTS,
                carries=(Carried.of(by_id[question.fact]),),
                control=other,
                control_after=early,
                follow=site.follow,
                respell=True,
                enough=ENOUGH,
            ),
            question,
            control,
        )
    return planned


def filled(template: str, username: str) -> str:
    """The address with the name in it."""
    return template.replace(PLACE, quote(username, safe=""))


def shaped_like(name: str, seed: str, longest: int = 64) -> str:
    """A random name of the same shape: capitals where it has capitals, digits where it has digits, the same marks.

    Longer where the name is short, because a short random name may be somebody's.
    """
    shape = name
    while len(shape) < _SHORTEST:
        shape += "7" if shape[-1].isdigit() else "a"
    shape = shape[: max(longest, 1)]
    made: list[str] = []
    for position, like in enumerate(shape):
        number = hashlib.sha256(f"{seed}/{position}".encode()).digest()[0]
        if like.isdigit():
            made.append("0123456789"[number % 10])
        elif like.isalpha():
            letters = _LETTERS[_alphabet(like)]
            letter = letters[number % len(letters)]
            made.append(letter.upper() if like.isupper() else letter)
        else:
            made.append(like)
    return "".join(made)


def _alphabet(letter: str) -> str:
    if letter.isascii():
        return "latin"
    return "cyrillic" if script_of(letter) is Script.CYRILLIC else "marked"
