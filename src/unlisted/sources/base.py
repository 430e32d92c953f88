"""What a place to look must be able to do, the tally it keeps while reading, and how it packs documents."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Protocol, runtime_checkable

from unlisted.model import SEPARATOR, Batch, Coverage, Glance, Mark, Members, Reason

HEAD_BYTES = 4096
PIECE, OVERLAP = 1 << 18, 400  # characters of one document that are searched at once, and that two pieces share
BATCH_CHARACTERS = 1 << 20  # sources that gather small documents yield a batch when they hold about this much

# Between the fields of one document that do not follow each other on a screen (a sender and his text, a title and a
# page). Matching accepts line breaks inside a fact, so a line break alone would join "Ana" and "Marić" of two fields.
FIELD_BREAK = "\n␞\n"


class Reading:
    """What one look has read, and what it has not; a source fills it in while it yields batches.

    `read` and `unread` count by closed words (`messages`, `lines`, `pages`, `pictures`, `voice`, …).
    A reading that was not stopped was complete. `advance(n)` tells the door that *n* more bytes are behind us.

    `leaves` tell where numbered documents can be found again without reading everything.

    `covers` says what an absence may be concluded from. `Coverage.within` is either what the marks of this reading
    have as `within` (a chat, with the span of ids that was read) or, for a source that reads single places (a page,
    an e-mail), what they have as `place`.

    `members` is how many are in a container, by what the marks of this reading have as `within`.

    `mine` tells whether a name or an id of a sender is hers; without it nobody has asked.
    """

    def __init__(
        self, advance: Callable[[int], None] = lambda _: None, mine: Callable[[str], bool] | None = None
    ) -> None:
        self.read: Counter[str] = Counter()
        self.unread: Counter[str] = Counter()
        self.repaired = 0
        self.covers: list[Coverage] = []
        self.members: dict[str, Members] = {}
        self.snapshot: datetime | None = None
        self.leaves: list[Leaf] = []
        self.scattered = False  # whether some numbered documents are in no leaf
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
class Stretch:
    """A part of a file that can be read apart from the others, in another process or on another machine.

    It holds what begins between the offsets `begin` and `end`; `first`: something begins exactly at `begin`. `about`
    is what the source must know to read it: numbers and digests, and never text of a document.
    """

    path: Path
    begin: int
    end: int
    first: bool
    about: tuple[object, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """A stretch with the span of the numbers of its documents, in the container `within`."""

    within: str
    first: int
    last: int
    stretch: Stretch


@dataclass(slots=True)
class StretchEnd:
    """Where and how a stretch ended: `at` the file offset, `closed` where nothing more follows, `cut` where the file
    ends too early; and of the chat in it the span of ids, the latest time, how many messages were lost.
    """

    at: int = 0
    closed: bool = False
    cut: bool = False
    first: int | None = None
    last: int | None = None
    newest: int = 0
    lost: int = 0


@dataclass(slots=True)
class Rest:
    """The rest of something long in a file of `size` bytes, to be read in stretches by whoever asked for it.

    The reader puts the ends of all stretches into `ends` before asking for more, in order, up to the first that is
    `closed` or `cut`.
    """

    path: Path
    begin: int
    size: int
    about: tuple[object, ...]
    ends: list[StretchEnd] = field(default_factory=list)

    @property
    def ended(self) -> StretchEnd | None:
        return self.ends[-1] if self.ends else None

    def stretches(self, size: int) -> list[Stretch]:
        """The rest in stretches of `size` bytes."""
        seams = [*range(self.begin, self.size, size), self.size]
        return [
            Stretch(path=self.path, begin=a, end=b, first=a == self.begin, about=self.about) for a, b in pairwise(seams)
        ]


@runtime_checkable
class Divisible(Protocol):
    """A source of large files that can be read in stretches, and need not make every document.

    `divided` is `Source.read` with glances, and with the rest of what is longer than `alone` bytes as a `Rest`.
    `read_stretch` yields what is in a stretch and fills in its end. Where stretches meet never changes what is read.
    `numbered` yields the documents of a leaf with one of these numbers.
    """

    def divided(self, path: Path, reading: Reading, alone: int | None) -> Iterator[Batch | Glance | Rest]: ...

    def read_stretch(self, stretch: Stretch, reading: Reading, end: StretchEnd) -> Iterator[Batch | Glance]: ...

    def numbered(self, leaf: Leaf, numbers: Collection[int]) -> Iterator[Batch]: ...


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


def pieces(text: str) -> Iterator[str]:
    """A text as pieces that can be searched one by one: what is in it is in one of them."""
    for start in range(0, max(1, len(text) - OVERLAP), PIECE):
        yield text[start : start + PIECE + OVERLAP]


def pack(documents: Sequence[str], mark: Callable[[int], Mark], ids: Sequence[int] = ()) -> Batch:
    """Documents in one buffer. A `SEPARATOR` inside a document becomes a space, so lengths and offsets stay."""
    text = SEPARATOR.join(documents) + SEPARATOR if documents else ""
    if text.count(SEPARATOR) != len(documents):
        text = SEPARATOR.join(document.replace(SEPARATOR, " ") for document in documents) + SEPARATOR
    starts = array("q", accumulate((len(document) + 1 for document in documents[:-1]), initial=0))
    return Batch(text=text, starts=starts if documents else array("q"), mark=mark, ids=ids)
