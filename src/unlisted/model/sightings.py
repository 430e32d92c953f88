"""What matching finds: which facts, where, how spelled, how sure. Never a word of the text around them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from unlisted.model.documents import Link, Reach
from unlisted.model.person import Kind


class How(StrEnum):
    """How a fact was spelled where it was seen, from plainest to least."""

    EXACT = "exact"
    FOLDED = "folded"
    SCRIPT = "script"
    INFLECTED = "inflected"
    DISGUISED = "disguised"
    PARTIAL = "partial"
    HASH = "hash"
    OF_KIND = "of-kind"  # a thing of its kind stands there; whether this one, is not known
    TYPO = "typo"


class Intent(StrEnum):
    """What the writer was doing with the fact; `unclassified` is never ranked below a classified one."""

    PUBLISHES = "publishes"
    SEEKS = "seeks"
    THREATENS = "threatens"
    MENTIONS = "mentions"
    UNCLASSIFIED = "unclassified"


class What(StrEnum):
    """What the writer was after, or gave away."""

    ADDRESS = "address"
    PHONE = "phone"
    FAMILY = "family"
    WORKPLACE = "workplace"
    ACCOUNTS = "accounts"
    INTIMATE_IMAGES = "intimate-images"
    OTHER = "other"


STRONG, LIKELY = 0.8, 0.5  # from where on a sighting is called so; below the second it is weak


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenFact:
    """One fact in one document: which named parts of it, how spelled, how sure (0 to 1)."""

    fact: str
    kind: Kind
    parts: tuple[str, ...]
    how: How
    strength: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """Facts seen together in one document. There is no field for the document's text, and there must never be one.

    `id` and `within` are keyed hashes of the native place (see `Mark`); `target` is what she typed, or a file name
    below it. `what` and `strength` sum up `facts`. `number` and `reply_to` are those of the document and of the one
    it answers, in the same container. `sender` is a keyed hash of who wrote it, another one in every container, so
    that nobody can be followed from chat to chat by it; empty where that is not known. `mine`: see `Mark`.
    """

    id: str
    source: str
    target: str
    locator: str
    within: str
    reach: Reach
    facts: tuple[SeenFact, ...]
    strength: float
    date: datetime | None = None
    snapshot: datetime | None = None
    intent: Intent = Intent.UNCLASSIFIED
    what: tuple[What, ...] = ()
    mine: bool | None = None
    number: int | None = None
    reply_to: int | None = None
    sender: str = ""
    link: Link | None = None
