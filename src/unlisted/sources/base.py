"""What a place to look must be able to do, the tally it keeps while reading, and how it packs documents."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import accumulate
from pathlib import Path
from typing import Protocol

from unlisted.model import SEPARATOR, Batch, Coverage, Mark, Reason

HEAD_BYTES = 4096
BATCH_CHARACTERS = 1 << 20  # sources that gather small documents yield a batch when they hold about this much

# Between the fields of one document that do not follow each other on a screen (a sender and his text, a title and a
# page). Matching accepts line breaks inside a fact, so a line break alone would join "Ana" and "Marić" of two fields.
FIELD_BREAK = "\n␞\n"


class Reading:
    """What one look has read, and what it has not; a source fills it in while it yields batches.

    `read` and `unread` count by closed words (`messages`, `lines`, `pages`, `pictures`, `voice`, …).
    A reading that was not stopped was complete. `advance(n)` tells the door that *n* more bytes are behind us.

    `covers` says what an absence may be concluded from. `Coverage.within` is either what the marks of this reading
    have as `within` (a chat, with the span of ids that was read) or, for a source that reads single places (a page,
    an e-mail), what they have as `place`.

    `mine` tells whether a name or an id of a sender is hers; without it nobody has asked.
    """

    def __init__(
        self, advance: Callable[[int], None] = lambda _: None, mine: Callable[[str], bool] | None = None
    ) -> None:
        self.read: Counter[str] = Counter()
        self.unread: Counter[str] = Counter()
        self.repaired = 0
        self.covers: list[Coverage] = []
        self.snapshot: datetime | None = None
        self.reason: Reason | None = None
        self.numbers: dict[str, int] = {}
        self.advance = advance
        self.mine = mine

    def wrote(self, *names: str | None) -> bool | None:
        """Whether she is the sender who is known by these names and ids: what `Mark.mine` is; None if nobody asked."""
        if self.mine is None:
            return None
        return any(self.mine(one) for name in names if name for one in name.split(FIELD_BREAK))

    def stop(self, reason: Reason, **numbers: int) -> None:
        """Say why the target was not read in full. The first reason stays; what was already read stays too."""
        if self.reason is None:
            self.reason, self.numbers = reason, numbers


class Source(Protocol):
    """One kind of place to look.

    `name` is what JSON calls it. `recognises` decides from the path and the first `HEAD_BYTES` of the file, without
    reading on. `read` yields batches, keeps memory constant however large the file, and calls `reading.stop` for
    whatever it cannot read; it lets `OSError` out and no other exception.
    """

    name: str

    def recognises(self, path: Path, head: bytes) -> bool: ...

    def read(self, path: Path, reading: Reading) -> Iterator[Batch]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One thing to look at: `target` as she typed it (or a file name below it), where it is, and how to read it.

    Without a `source` it is a look that cannot be taken, for `reason`; `unread` counts what is left out either way.
    """

    target: str
    path: Path | None = None
    source: Source | None = None
    reason: Reason | None = None
    numbers: dict[str, int] = field(default_factory=dict)
    unread: dict[str, int] = field(default_factory=dict)


def pack(documents: Sequence[str], mark: Callable[[int], Mark], ids: Sequence[int] = ()) -> Batch:
    """Documents in one buffer. A `SEPARATOR` inside a document becomes a space, so lengths and offsets stay."""
    text = SEPARATOR.join(documents) + SEPARATOR if documents else ""
    if text.count(SEPARATOR) != len(documents):
        text = SEPARATOR.join(document.replace(SEPARATOR, " ") for document in documents) + SEPARATOR
    starts = array("q", accumulate((len(document) + 1 for document in documents[:-1]), initial=0))
    return Batch(text=text, starts=starts if documents else array("q"), mark=mark, ids=ids)
