"""What the matcher hands on of one document while its text is at hand: the facts, and where in the text they stand."""

from __future__ import annotations

from dataclasses import dataclass

from unlisted.model import Kind, SeenFact


@dataclass(frozen=True, slots=True)
class Hit:
    """One place in a document where a fact stands: `start` to `end` in original code points, never kept or shown.

    `full`: the fact itself and likely hers; otherwise a part of it (a surname, a street) or one in another town.
    """

    start: int
    end: int
    kind: Kind
    full: bool


@dataclass(frozen=True, slots=True)
class Found:
    """Document `index` of a batch: one entry a fact, and every place where one of them stands."""

    index: int
    facts: tuple[SeenFact, ...]
    hits: tuple[Hit, ...]
