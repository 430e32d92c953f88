"""Telling from an answer whether an account is there: present, absent or neither. Pure; no regular expressions.

A rule is data from anybody's file, so what it may say is bounded: it compares texts and can neither loop nor backtrack.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import quote

from unlisted.knowledge.sites import AnswerRule, Example, NameRule

PLACE = "{username}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back. `host` and `target` (path and query) of where it came from, or leads to if that was not followed.

    `cut`: the page goes on beyond what was read, so a text may still stand in it.
    """

    status: int
    text: str
    host: str
    target: str
    cut: bool = False


class Says(StrEnum):
    """What the two rules of a site make of an answer. `both` is a fault of the rules."""

    PRESENT = "present"
    ABSENT = "absent"
    NEITHER = "neither"
    BOTH = "both"


def says(present: AnswerRule, absent: AnswerRule, answer: Answer, username: str) -> Says:
    """Which rule holds."""
    here, gone = holds(present, answer, username), holds(absent, answer, username)
    if here and gone:
        return Says.BOTH
    return Says.PRESENT if here else Says.ABSENT if gone else Says.NEITHER


def holds(rule: AnswerRule, answer: Answer, username: str) -> bool:
    """Whether everything that `rule` asks is so."""
    if rule.status and answer.status not in rule.status:
        return False
    if rule.lacks and (answer.cut or _any(rule.lacks, answer.text, username)):
        return False
    if not all(_stands(text, answer.text, username) for text in rule.has):
        return False
    if rule.has_any and not _any(rule.has_any, answer.text, username):
        return False
    return not rule.leads_to or any(leads(shape, answer, username) for shape in rule.leads_to)


def leads(shape: str, answer: Answer, username: str) -> bool:
    """Whether an answer came from, or leads to, an address of this shape."""
    where = f"https://{answer.host}{answer.target}" if shape.startswith("https://") else answer.target
    wanted = shape.replace(PLACE, quote(username, safe=""))
    return _like(wanted.casefold().split("*"), where.casefold())


def example(of: Example, username: str, host: str) -> Answer:
    """An example as the answer that it stands for."""
    address = of.leads_to.replace(PLACE, quote(username, safe=""))
    if address.startswith("https://"):
        host, _, path = address.removeprefix("https://").partition("/")
        address = "/" + path
    text = of.text.replace(PLACE, username)
    return Answer(status=of.status, text=text, host=host, target=address or "/" + quote(username, safe=""))


def asked(rule: NameRule, username: str) -> str | None:
    """The spelling in which the site is asked for `username`; None if it cannot have such a name."""
    name = "".join(letter for letter in username if letter not in rule.drops)
    if rule.lowered:
        name = name.lower()
    fits = all(
        (letter.isascii() and letter.isalnum()) or letter in rule.also or (rule.any_letter and letter.isalnum())
        for letter in name
    )
    return name if fits and rule.shortest <= len(name) <= rule.longest else None


def _any(texts: Iterable[str], page: str, username: str) -> bool:
    return any(_stands(text, page, username) for text in texts)


def _stands(text: str, page: str, username: str) -> bool:
    """A name may be spelled in the page in another case than in the address."""
    if PLACE in text:
        return text.replace(PLACE, username).casefold() in page.casefold()
    return text in page


def _like(parts: list[str], where: str) -> bool:
    """Whether `where` is these parts in their order with anything between them."""
    if len(parts) == 1:
        return where == parts[0]
    if not where.startswith(parts[0]):
        return False
    at = len(parts[0])
    for part in parts[1:-1]:
        found = where.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return len(where) - len(parts[-1]) >= at and where.endswith(parts[-1])
