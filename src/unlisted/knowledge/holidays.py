"""On which days offices are closed, a country an entry: a term that ends on such a day may end later."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from unlisted.knowledge.basics import Country, Slug, Source, Status, Text, best
from unlisted.knowledge.errors import MissingSource

_MONTH_DAY = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Holidays:
    """The days of one country on which nobody works.

    `days` are the same every year, written as month and day; `easter` counts days from Easter Sunday, of the Orthodox
    calendar if `orthodox`. A day of `moves` that is a Sunday makes the next working day free as well.
    """

    id: Slug
    country: Country
    days: tuple[str, ...]
    sources: tuple[Source, ...] = field(metadata={"missing": MissingSource})
    easter: tuple[int, ...] = ()
    orthodox: bool = False
    moves: tuple[str, ...] = ()
    note: Text | None = None
    hers: bool = field(default=False, metadata={"set_by_loader": True})

    @property
    def verified(self) -> Status:
        return best(self.sources)

    def contradictions(self) -> Iterator[str]:
        if not all(_MONTH_DAY.fullmatch(day) for day in self.days):
            yield "days"
        if not set(self.moves) <= set(self.days):
            yield "moves"
