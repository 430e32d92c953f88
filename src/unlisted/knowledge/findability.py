"""How places are found, and what closing one costs, by kind of place. One table an entry in `data/findability`.

These are judgements, not measurements: nobody has counted how often a search lands on a page about one person. So they
are four words and not numbers, they stand in data that a helper can change, and each says why in `note`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated

from unlisted.knowledge.basics import Range, Slug, Source, Status, Text, best
from unlisted.knowledge.brokers import Category, Demand
from unlisted.model import Kind, Reach


class Chance(StrEnum):
    """How likely something comes off, the surest first."""

    SURE = "sure"
    LIKELY = "likely"
    MAYBE = "maybe"
    SELDOM = "seldom"


@dataclass(frozen=True, slots=True, kw_only=True)
class Find:
    """Whoever knows facts of all these kinds finds such a place, with this chance.

    Of a fact that is needed together with others a part is enough: the town of an address, the surname of a name.
    """

    by: tuple[Kind, ...]
    chance: Chance


@dataclass(frozen=True, slots=True, kw_only=True)
class Findability:
    """One kind of place: how a stranger finds one, and what it takes to close it.

    `seen_in` are names of sources and `categories` those of known places that are of this kind; an entry with neither
    is for everything else. `usual` is how far such a place reaches where nothing is known; `finds` holds for that
    reach, and in a place that reaches less far each chance is one word lower a step. `whole`: what contains the place
    is closed at once and searched at once, a group and not one of its messages; otherwise each page is a place.

    Closing one takes `minutes` of effort and `days` until it shows, makes her tell what `discloses` names, and comes
    off with the chance `works`; without `closable` nobody can. `closed_by` are the checklist items that do it; where
    she could do none of them, it is uncuttable.
    """

    id: Slug
    label: Text
    usual: Reach
    minutes: Annotated[int, Range(low=1, high=600)]
    days: Annotated[int, Range(low=0, high=400)]
    works: Chance
    note: Text
    seen_in: tuple[Slug, ...] = ()
    categories: tuple[Category, ...] = ()
    whole: bool = False
    closable: bool = True
    finds: tuple[Find, ...] = ()
    discloses: tuple[Demand, ...] = ()
    closed_by: tuple[Slug, ...] = ()
    sources: tuple[Source, ...] = ()
    hers: bool = field(default=False, metadata={"set_by_loader": True})

    @property
    def verified(self) -> Status:
        return best(self.sources)
