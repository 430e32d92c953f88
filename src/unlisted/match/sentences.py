"""The sentences around the places where facts stand, word by word, with the facts in place of their words. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from unlisted.match.found import Hit
from unlisted.model import Kind
from unlisted.text.fold import fold, fold_text

NEAR = 120  # characters before and after a fact that are read
_LINE = 400  # … and on to both ends of its line, if they are no further than this
_HEAD = 1000  # characters of a document without facts
# Bounds on what is read of one document, because who writes it may wish to stop the reader.
_FACTS = 300
_CHARACTERS = 20_000
_WORDS = 120  # of one sentence; what is longer is read in pieces

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_END = re.compile(r"[?!;…\n]|\.{2}|\.(?=\s|$)")
_ASKS = re.compile(r"[?？؟]")

Reader = Callable[[Sequence[str]], list[frozenset[str]]]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: for each of its words what it may be (``<kind>`` for a fact), and whether it ends as a question."""

    readings: tuple[frozenset[str], ...]
    asked: bool

    def holds(self, kinds: Iterable[Kind]) -> bool:
        """Whether a fact of one of these kinds stands in it."""
        wanted = {f"<{kind}>" for kind in kinds}
        return any(not wanted.isdisjoint(reading) for reading in self.readings)


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    word: str  # folded; empty for a fact
    kinds: frozenset[str] = frozenset()


def sentences(text: str, hits: Sequence[Hit], read: Reader, abbreviations: Collection[str]) -> list[Sentence]:
    """The sentences of `text` near `hits`, or its first ones if there are none. `read` tells what a word may be."""
    facts = _merged(hits)[:_FACTS]
    short = {fold_text(one) for one in abbreviations}
    found: list[Sentence] = []
    for low, high in _passages(text, facts) if facts else [(0, _HEAD)]:
        folded = fold(text[low:high])
        here = [_Token(a - low, b - low, "", kinds) for a, b, kinds in facts if low <= a < high]
        tokens = list(_tokens(folded.text, folded.original, here))
        spoken = iter(read([token.word for token in tokens if token.word]))
        readings = [token.kinds or next(spoken) for token in tokens]
        found += _split(text[low:high], tokens, readings, short)
    return found


def _merged(hits: Iterable[Hit]) -> list[tuple[int, int, frozenset[str]]]:
    """Overlapping places as one, with all kinds of fact that stand there."""
    merged: list[tuple[int, int, frozenset[str]]] = []
    for hit in sorted(hits, key=lambda hit: (hit.start, hit.end)):
        kinds = frozenset({f"<{hit.kind}>"})
        if merged and hit.start < merged[-1][1]:
            start, end, known = merged[-1]
            merged[-1] = (start, max(end, hit.end), known | kinds)
        else:
            merged.append((hit.start, hit.end, kinds))
    return merged


def _passages(text: str, facts: Iterable[tuple[int, int, frozenset[str]]]) -> list[tuple[int, int]]:
    passages: list[tuple[int, int]] = []
    for start, end, _ in facts:
        low, high = max(0, start - NEAR), min(len(text), end + NEAR)
        line, rest = text.rfind("\n", max(0, start - _LINE), start), text.find("\n", end, end + _LINE)
        low = min(low, line + 1 if line >= 0 else max(0, start - _LINE))
        high = max(high, rest if rest >= 0 else min(len(text), end + _LINE))
        if passages and low <= passages[-1][1]:
            passages[-1] = (passages[-1][0], max(high, passages[-1][1]))
        else:
            passages.append((low, high))
        if sum(b - a for a, b in passages) > _CHARACTERS:
            break
    return passages


def _tokens(folded: str, original: Callable[[int, int], tuple[int, int]], facts: Sequence[_Token]) -> Iterator[_Token]:
    """Words and facts in order; the words inside a fact are the fact."""
    waiting = list(reversed(facts))
    for match in _WORD.finditer(folded):
        start, end = original(*match.span())
        while waiting and waiting[-1].end <= start:
            yield waiting.pop()
        if not (waiting and waiting[-1].start < end):
            yield _Token(start, end, match[0].replace("'", "").replace("’", ""))
    yield from reversed(waiting)


def _split(
    text: str, tokens: Sequence[_Token], readings: Sequence[frozenset[str]], short: Collection[str]
) -> Iterator[Sentence]:
    first = 0
    for at, token in enumerate(tokens):
        last = at + 1 == len(tokens)
        between = text[token.end : len(text) if last else tokens[at + 1].start]
        end = _END.search(between)
        if end and end[0] == "." and (token.word in short or token.word.isdigit()) and not last:
            end = None
        if end or last or at - first >= _WORDS:
            yield Sentence(tuple(readings[first : at + 1]), bool(_ASKS.search(between)))
            first = at + 1
