"""What sources yield: documents in batches, where each stands, and what a look covered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Reach(StrEnum):
    """How far a place reaches."""

    INDEXED = "indexed"  # public, and search engines list it
    PUBLIC = "public"  # anyone who has the link
    MEMBERS = "members"  # those who joined or logged in
    PRIVATE = "private"  # one person or a few
    UNKNOWN = "unknown"


class Counted(StrEnum):
    """How a number of members is known."""

    SAID = "said"  # by her
    PREVIEW = "preview"  # the public preview of a channel showed it


MOST_MEMBERS = 10_000_000  # what claims more is not believed


@dataclass(frozen=True, slots=True, kw_only=True)
class Members:
    """How many are in a group or channel: 1 to `MOST_MEMBERS`, on which day, and how that is known."""

    count: int
    on: date
    by: Counted


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A message by the two numbers under which Telegram shows it to members: of the chat, and of the message in it.

    Numbers only, so that nothing a stranger wrote can be in it. It is shown to be copied into a report, never opened.
    """

    chat: int
    message: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Where one document stands, without a word of its text.

    `locator` is one of ``message:ID``, ``chat:ID/message:ID``, ``page``, ``line:N``, ``meta:…``, ``image:ID``,
    ``entry:N``, ``leak``, ``registration``, and in an archive of several files ``file:N/`` before any of these.
    `place` and `within` are native identities (chat id and message id, canonical URL, Message-ID, content digest) of
    the document and of what contains it. They are document text: they are only ever shown to a keyed hash.
    `reply_to` is the number (see `Batch.ids`) of the document in the same container that this one answers.
    `mine` is whether she wrote it herself; None where that is not known or nobody asked.
    `sender` is who wrote it, by the surest native identity that the container gives (a number before a name), empty
    where that is not told; like `place` it is only ever shown to a keyed hash. `link`: see `Link`.
    """

    locator: str
    place: str
    within: str
    date: datetime | None = None
    reach: Reach = Reach.UNKNOWN
    reply_to: int | None = None
    mine: bool | None = None
    sender: str = ""
    link: Link | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Many documents in one buffer, because one object a message would cost more than the search.

    `text` is all documents, each followed by `SEPARATOR`; `starts[i]` is the offset of document *i* in code points,
    in rising order. `mark(i)` tells where document *i* stands; it is called only for documents with a sighting.
    `ids`, where the container numbers its documents, are their numbers, 0 for what cannot be replied to.
    """

    text: str
    starts: Sequence[int]
    mark: Callable[[int], Mark]
    ids: Sequence[int] = ()

    def document(self, index: int) -> str:
        """The text of document `index`, without its separator."""
        end = self.starts[index + 1] if index + 1 < len(self.starts) else len(self.text)
        return self.text[self.starts[index] : end].removesuffix(SEPARATOR)


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """Many documents that are not made yet, for formats in which making them costs more than the search.

    `letters` is UTF-8 and holds, as *entries* each begun by `SEPARATOR`, every letter that can be part of a fact, in
    an order in which no fact is divided; a document may be several entries. `begins`: where in `letters` each begins.
    `opened(entries)` makes the documents of the entries that were chosen, in their order, and those that must be looked
    at in any case, which there are with `always`. `documents`: about how many there are, for a meter.
    """

    letters: bytes
    begins: Sequence[int]
    opened: Callable[[Sequence[int]], Batch]
    always: bool
    documents: int


SEPARATOR = "\x1e"  # RECORD SEPARATOR; sources replace it by a space inside documents


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What one look covered, so that a later absence can be told from a place that was not looked at.

    `within` is the native identity of a container (a chat, a site) and `first`…`last` the span of numeric ids that
    was read in it; without a span the whole place was read. `snapshot` is the date of what was read (the newest
    message of an export, the time a page was saved), not the time of reading.
    """

    within: str
    first: int | None = None
    last: int | None = None
    snapshot: datetime | None = None
