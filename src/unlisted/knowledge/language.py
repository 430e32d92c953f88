"""What writers are after: lists of words that mean the same, and rules that tell what a message does with a fact."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Annotated

from unlisted.knowledge.basics import Range, Slug, Source, Status, best
from unlisted.model import Intent, Kind, What


@dataclass(frozen=True, slots=True, kw_only=True)
class WordList:
    """Words that mean the same to the rules, in every form and common misspelling; a rule names them as ``@id``.

    Written with their diacritics; other scripts, bare letters and drawn-out ones are derived. ``slik*`` is every word
    that begins so.
    """

    id: Slug
    words: tuple[str, ...]
    note: str | None = None
    sources: tuple[Source, ...] = ()  # words of a language are nobody's claim
    hers: bool = field(default=False, metadata={"set_by_loader": True})

    @property
    def verified(self) -> Status:
        return best(self.sources) if self.sources else Status.SEEN


@dataclass(frozen=True, slots=True, kw_only=True)
class IntentRule:
    """One way of telling what a writer does with her facts; `unlisted.match.intent` says how it is read.

    `should_match` and `should_not` are sentences in which ``{name}``, ``{address}`` and so on stand for a fact; a test
    tries each in Latin, without diacritics and in Cyrillic. Sentences are calm: no more than the rule needs.
    """

    id: Slug
    intent: Intent
    should_match: tuple[str, ...]
    should_not: tuple[str, ...]
    what: tuple[What, ...] = ()
    words: tuple[tuple[str, ...], ...] = ()
    any_order: bool = False
    gap: Annotated[int, Range(low=0, high=8)] = 3
    longest: Annotated[int, Range(low=1, high=400)] = 400
    unless: tuple[str, ...] = ()
    asked: bool | None = None
    shows: tuple[Kind, ...] = ()
    beside: tuple[Kind, ...] = ()
    otherwise: bool = False
    note: str | None = None
    sources: tuple[Source, ...] = ()
    hers: bool = field(default=False, metadata={"set_by_loader": True})

    @property
    def verified(self) -> Status:
        return best(self.sources) if self.sources else Status.SEEN

    def contradictions(self) -> Iterator[str]:
        if not (self.words or self.shows):
            yield "words"
        if self.beside and not self.shows:
            yield "beside"
        if self.intent is Intent.UNCLASSIFIED:  # what no rule fits is unclassified; no rule can say so
            yield "intent"
