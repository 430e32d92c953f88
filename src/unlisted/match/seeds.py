"""The quick scan: the seeds of all facts in one automaton, and of what it meets what stands in its company."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from ahocorasick_rs import BytesAhoCorasick, Implementation

from unlisted.match.finder import Company, CompiledFact

_QUICK = 200_000  # classes of all seeds up to which a state for each, 128 bytes, is worth a scan several times as quick
_NOWHERE = 0  # no class


class Met(NamedTuple):
    """A seed of a fact in a skeleton, from its first class to its last; `or_else`: only if this finds the rest.

    An `owner` below zero (``~index``) is of a seed from its end.
    """

    owner: int
    first: int
    last: int
    or_else: Callable[[str], object] | None


class Seeds:
    """Seeds, each with the facts it is of and the company it must be in there, if any."""

    def __init__(self, owned: Iterable[tuple[int, Mapping[bytes, Company | None]]]) -> None:
        owners: dict[bytes, list[tuple[int, Company | None]]] = {}
        for owner, seeds in owned:
            for seed in sorted(seeds):
                owners.setdefault(seed, []).append((owner, seeds[seed]))
        self._owners = tuple(map(tuple, owners.values()))
        quick = Implementation.DFA if sum(map(len, owners)) <= _QUICK else None
        self._automaton = BytesAhoCorasick(list(owners), implementation=quick) if owners else None

    def met(self, classes: bytes, edge: int = _NOWHERE) -> list[Met]:
        """The seeds in a skeleton that stand in their company, or may do so; `edge`, a class, parts them from it."""
        between = bytes((edge,))
        if self._automaton is None:
            return []
        found = []
        for seed, start, end in self._automaton.find_matches_as_indexes(classes, overlapping=True):
            for owner, company in self._owners[seed]:
                if company is None:
                    found.append(Met(owner, start, end - 1, None))
                elif company.is_near(classes, start, end, between):
                    found.append(Met(owner, start, end - 1, company.if_near))
                elif company.or_else:
                    found.append(Met(owner, start, end - 1, company.or_else))
        return found


def of_facts(facts: Iterable[CompiledFact]) -> Seeds:
    """The seeds of facts in full: from either end, and with a slip, whose owner is above all others (number of facts
    and index).
    """
    compiled = tuple(facts)
    owned: list[tuple[int, Mapping[bytes, Company | None]]] = []
    for index, one in enumerate(compiled):
        owned.append((index, {seed: one.company.get(seed) for seed in one.seeds}))
        turned = {beside: beside.turned() for beside in {*one.company.values()}}
        near = {seed: turned[beside] for seed, beside in one.company.items()}
        owned.append((~index, {seed[::-1]: near.get(seed) for seed in one.seeds}))
        owned.append((len(compiled) + index, dict.fromkeys(one.near)))
    return Seeds(owned)
