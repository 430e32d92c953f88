"""What a place to look must be able to do, and the tally it keeps while reading."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Protocol

from unlisted.model import Batch, Coverage, Reason

HEAD_BYTES = 4096


class Reading:
    """What one look has read, and what it has not; a source fills it in while it yields batches.

    `read` and `unread` count by closed words (`messages`, `lines`, `pages`, `pictures`, `voice`, …).
    A reading that was not stopped was complete. `advance` tells the door how many bytes are behind us.
    """

    def __init__(self, advance: Callable[[int], None] = lambda _: None) -> None:
        self.read: Counter[str] = Counter()
        self.unread: Counter[str] = Counter()
        self.repaired = 0
        self.covers: list[Coverage] = []
        self.snapshot: datetime | None = None
        self.reason: Reason | None = None
        self.numbers: dict[str, int] = {}
        self.advance = advance

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
