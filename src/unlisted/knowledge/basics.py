"""What every kind of entry is made of: texts in two languages, sources with dates, and the types of single fields.

A field without default must be in the file; its annotation says what may stand there, and `metadata["missing"]` which
error names its absence. `loading` builds any class made of these from TOML by reading the annotations.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date as Day
from enum import StrEnum
from typing import NewType

from unlisted.knowledge.errors import MissingDate, MissingText

Slug = NewType("Slug", str)  # small letters, digits, hyphens
Url = NewType("Url", str)  # https only
Template = NewType("Template", str)  # https, with placeholders in braces from `brokers.PLACEHOLDERS`
Domain = NewType("Domain", str)  # a host name in small letters
Email = NewType("Email", str)  # one address
When = NewType("When", str)  # 2026, 2026-11, 2026-11-23 or "undated"
Country = NewType("Country", str)  # ISO 3166-1 alpha-2, and EU
Language = NewType("Language", str)  # ISO 639-1

UNDATED = When("undated")


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """What a number may be, both ends included; stands in `Annotated[int, Range(...)]`."""

    low: int
    high: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """Words for people, in English and in Serbian Latin; Cyrillic is derived from the latter.

    In Serbian, backticks mark words that stay in Latin letters; they are not shown.
    """

    en: str = field(metadata={"missing": MissingText})
    sr: str = field(metadata={"missing": MissingText})


class Status(StrEnum):
    """How far a claim was found in its source."""

    SEEN = "seen"  # read there
    PARTLY = "partly"  # the topic is there, this detail was not read or is second-hand
    UNVERIFIED = "unverified"  # believed, not read


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a claim was read. `date` is that of the page, `seen` the day on which it was last read."""

    title: str
    url: Url
    date: When = field(metadata={"missing": MissingDate})
    seen: Day = field(metadata={"missing": MissingDate})
    status: Status


def best(sources: tuple[Source, ...]) -> Status:
    """The status of a claim: that of the source in which most of it was read."""
    order = tuple(Status)
    return min((source.status for source in sources), key=order.index, default=Status.UNVERIFIED)
