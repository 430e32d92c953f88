"""What a writer does with her facts: publishes, seeks, threatens or mentions, and after what he is. Pure.

Rules are data (see `Rule`) and short sequences of words, looked for in the sentences around the places where a fact
stands, in any spelling and either script. A document that no rule fits is unclassified, which is never less than a
classified one. Words are read in the folded text as facts are: a coarse look first, then the exact pattern.

A sequence is a list of elements that follow each other in one sentence, with at most `gap` other words between two. An
element is one or more alternatives between bars: ``živi`` a word; ``slik*`` a word that begins so; ``@send`` any word
of the list `send`; ``<address>`` a place where a fact of that kind stands; ``^`` the beginning of the sentence, behind
words like “hey”.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from unlisted.match.found import Hit
from unlisted.match.patterns import letters
from unlisted.match.sentences import Sentence, sentences
from unlisted.model import SEPARATOR, Intent, Kind, What
from unlisted.text.skeleton import seed, skeleton

# the word lists that the classifier itself reads
DENIALS, ABBREVIATIONS, OPENERS = "denials", "abbreviations", "openers"

_DENIED_WITHIN = 3  # words before a sequence in which a denial undoes it
_BESIDE = 300  # characters between two facts that are given together, as in a list of lines
_START = "^"
_ORDER = (Intent.THREATENS, Intent.PUBLISHES, Intent.SEEKS, Intent.MENTIONS)  # a writer who does several does the first
_PUBLIC = frozenset({Kind.NAME, Kind.USERNAME, Kind.WEBSITE, Kind.PHRASE})
# To "who is she?" her name is an answer; to everything else only what a stranger did not have.
_NAMING = frozenset({What.OTHER, What.FAMILY, What.ACCOUNTS})


class Rule(Protocol):
    """One rule, as the knowledge data has it.

    It holds if one of the sequences in `words` is found (in any order of its elements with `any_order`), unless a
    denial stands just before or inside, or a word of `unless` in the same sentence, or the sentence has more than
    `longest` words. `asked`: only in a question, or
    only outside of one; for a rule that publishes, a sentence in which another rule seeks is a question too. `shows`:
    one fact of these kinds must stand there in full, and `beside` it one of those. `otherwise`: only where no other
    rule holds. An empty `what` leaves it to the facts that are shown.
    """

    @property
    def id(self) -> str: ...
    @property
    def intent(self) -> Intent: ...
    @property
    def what(self) -> tuple[What, ...]: ...
    @property
    def words(self) -> tuple[tuple[str, ...], ...]: ...
    @property
    def any_order(self) -> bool: ...
    @property
    def gap(self) -> int: ...
    @property
    def longest(self) -> int: ...
    @property
    def unless(self) -> tuple[str, ...]: ...
    @property
    def asked(self) -> bool | None: ...
    @property
    def shows(self) -> tuple[Kind, ...]: ...
    @property
    def beside(self) -> tuple[Kind, ...]: ...
    @property
    def otherwise(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was made of one document: closed words and nothing of its text.

    `answers` are the kinds of fact that would answer somebody, had he asked for them in the message this one replies
    to; none where the message is a question itself, denies, or was already seen to publish.
    """

    intent: Intent = Intent.UNCLASSIFIED
    what: tuple[What, ...] = ()
    answers: tuple[Kind, ...] = ()

    def as_reply_to(self, asked: Verdict) -> Verdict:
        """This verdict once the replied-to message is known: a fact given to one who seeks is published."""
        if asked.intent not in (Intent.SEEKS, Intent.THREATENS):
            return self
        naming = not _NAMING.isdisjoint(asked.what)
        if any(kind not in _PUBLIC or naming for kind in self.answers):
            return Verdict(Intent.PUBLISHES)
        return self


@dataclass(frozen=True, slots=True)
class _Sequence:
    elements: tuple[frozenset[str], ...]
    needed: frozenset[int]  # numbers of its elements, for a quick look at what is there at all


@dataclass(frozen=True, slots=True)
class _Compiled:
    rule: Rule
    sequences: tuple[_Sequence, ...]
    unless: frozenset[str]


@dataclass(frozen=True)
class Classifier:
    """Rules, compiled. Keeps no state, so that it may be sent to any number of processes."""

    rules: tuple[_Compiled, ...]
    elements: Mapping[str, frozenset[int]]  # word -> numbers of the elements it fits
    exact: Mapping[bytes, tuple[str, ...]]  # skeleton -> words that look like it
    stems: Mapping[bytes, tuple[str, ...]]  # the same for beginnings of words, which carry their star
    denials: frozenset[str]
    abbreviations: frozenset[str]
    openers: frozenset[str]

    def classify(self, text: str, hits: Sequence[Hit], reply: str | None = None) -> Verdict:
        """What the writer of `text` does with the facts that stand at `hits`; `reply` is what he replies to."""
        around = self._sentences(text, hits)
        own = self._verdict(around, hits)
        return own.as_reply_to(self.asked(reply)) if reply else own

    def asked(self, text: str) -> Verdict:
        """What the writer of a replied-to message is after, whatever facts stand in it."""
        return self._verdict(self._sentences(text, ()), ())

    def fitting(self, text: str, hits: Sequence[Hit]) -> frozenset[str]:
        """The ids of all rules that hold, for tests and for whoever writes rules."""
        return frozenset(one.rule.id for one in self._fitting(self._sentences(text, hits), hits))

    def _verdict(self, around: Sequence[Sentence], hits: Sequence[Hit]) -> Verdict:
        held = self._fitting(around, hits)
        intent = next((i for i in _ORDER if any(one.rule.intent is i for one in held)), Intent.UNCLASSIFIED)
        named = {what for one in held if one.rule.intent is intent for what in one.rule.what}
        answers: tuple[Kind, ...] = ()
        if intent in (Intent.UNCLASSIFIED, Intent.MENTIONS) and not any(self._evades(one) for one in around):
            answers = tuple(kind for kind in Kind if any(hit.full and hit.kind is kind for hit in hits))
        return Verdict(intent, tuple(what for what in What if what in named), answers)

    def _evades(self, sentence: Sentence) -> bool:
        return sentence.asked or any(not self.denials.isdisjoint(reading) for reading in sentence.readings[:3])

    def _fitting(self, around: Sequence[Sentence], hits: Sequence[Hit]) -> list[_Compiled]:
        words = {_START}.union(*(reading for one in around for reading in one.readings))
        present = frozenset[int]().union(*(self.elements.get(word, ()) for word in words))
        full = {hit.kind for hit in hits if hit.full}
        seeking = [False] * len(around)
        held: list[_Compiled] = []
        for one in self.rules:  # those that seek come first
            rule = one.rule
            if rule.otherwise and held:
                continue
            if rule.intent is Intent.MENTIONS and full - _PUBLIC:
                continue  # whoever gives away a private fact does more than talk
            if rule.shows and not (full.intersection(rule.shows) and _shown(rule, hits)):
                continue
            places = self._places(one, around, present, seeking)
            if places:
                held.append(one)
                if rule.intent is Intent.SEEKS:
                    for place in places:
                        seeking[place] = True
        return held

    def _places(
        self, one: _Compiled, around: Sequence[Sentence], present: frozenset[int], seeking: Sequence[bool]
    ) -> list[int]:
        """The sentences in which a rule holds; for one that only asks what is shown, all sentences if it does."""
        sequences = [s.elements for s in one.sequences if s.needed <= present]
        if one.sequences and not sequences:
            return []
        found = []
        for place, sentence in enumerate(around):
            question = sentence.asked or (one.rule.intent is Intent.PUBLISHES and seeking[place])
            if one.rule.asked is not None and one.rule.asked is not question:
                if not one.sequences and sentence.holds(one.rule.shows):
                    return []  # the fact itself stands in a question
                continue
            if len(sentence.readings) > one.rule.longest or any(
                not one.unless.isdisjoint(reading) for reading in sentence.readings
            ):
                continue
            if not one.sequences or any(self._stands(s, sentence, one.rule) for s in sequences):
                found.append(place)
        return found

    def _stands(self, sequence: tuple[frozenset[str], ...], sentence: Sentence, rule: Rule) -> bool:
        ways = _unordered if rule.any_order else _ordered
        if _START not in sequence[0]:
            return any(not self._denied(sentence, places) for places in ways(sequence, sentence.readings, rule.gap))
        opening = next((at for at, r in enumerate(sentence.readings) if self.openers.isdisjoint(r)), 0)
        rest = sentence.readings[opening:]
        return any(places[0] == 0 for places in ways(sequence[1:], rest, rule.gap))

    def _denied(self, sentence: Sentence, places: tuple[int, ...]) -> bool:
        first, last = min(places), max(places)
        around = (at for at in range(max(0, first - _DENIED_WITHIN), last) if at not in places)
        return any(not self.denials.isdisjoint(sentence.readings[at]) for at in around)

    def _sentences(self, text: str, hits: Sequence[Hit]) -> list[Sentence]:
        return sentences(text, hits, self._reading, self.abbreviations)

    def _reading(self, words: Sequence[str]) -> list[frozenset[str]]:
        """For each folded word the words of the rules that it may be."""
        return [frozenset(self._candidates(word, coarse)) for word, coarse in zip(words, _coarse(words), strict=True)]

    def _candidates(self, word: str, coarse: bytes) -> Iterator[str]:
        if word.isdigit():  # "11" is no "li", however it looks
            yield word
            return
        yield from (one for one in self.exact.get(coarse, ()) if _pattern(one).fullmatch(word))
        for end in range(1, len(coarse) + 1):
            yield from (one for one in self.stems.get(coarse[:end], ()) if _pattern(one[:-1]).match(word))


def _shown(rule: Rule, hits: Sequence[Hit]) -> bool:
    """Whether a fact that the rule asks for stands there in full, and the fact beside it that it asks for."""
    last: dict[bool, int] = {}  # where the last fact that is shown, or only beside, ends
    for hit in sorted(hits, key=lambda hit: hit.start):
        shown = hit.kind in rule.shows
        if not hit.full or not (shown or hit.kind in rule.beside):
            continue
        if shown and not rule.beside:
            return True
        if hit.start - last.get(not shown, -_BESIDE - 1) <= _BESIDE:
            return True
        last[shown] = hit.end
    return False


def _coarse(words: Sequence[str]) -> list[bytes]:
    """The skeleton of each word; in one go where every word has one."""
    together = skeleton(SEPARATOR.join(words))[0].tobytes().split(_boundary()) if words else []
    return together if len(together) == len(words) else [skeleton(word)[0].tobytes() for word in words]


@cache
def _boundary() -> bytes:
    return skeleton(SEPARATOR)[0].tobytes()


@cache
def _pattern(word: str) -> re.Pattern[str]:
    return re.compile(letters(word))


def _ordered(
    sequence: Sequence[frozenset[str]], readings: Sequence[frozenset[str]], gap: int
) -> Iterator[tuple[int, ...]]:
    """Every way in which the elements follow each other with at most `gap` words between two of them."""
    waiting: list[tuple[int, ...]] = [(at,) for at, one in enumerate(readings) if not sequence[0].isdisjoint(one)]
    while waiting:
        places = waiting.pop()
        if len(places) == len(sequence):
            yield places
            continue
        element = sequence[len(places)]
        behind = range(places[-1] + 1, min(places[-1] + gap + 2, len(readings)))
        waiting += [(*places, at) for at in behind if not element.isdisjoint(readings[at])]


def _unordered(
    sequence: Sequence[frozenset[str]], readings: Sequence[frozenset[str]], gap: int
) -> Iterator[tuple[int, ...]]:
    """Ways in which all elements stand near each other, one a beginning."""
    reach = (gap + 1) * (len(sequence) - 1)
    for first in range(len(readings)):
        near = range(first, min(first + reach + 1, len(readings)))
        places: list[int] = []
        for element in sequence:
            place = next((at for at in near if at not in places and not element.isdisjoint(readings[at])), None)
            if place is None:
                break
            places.append(place)
        else:
            yield tuple(places)


def compile_rules(rules: Iterable[Rule], lists: Mapping[str, Sequence[str]]) -> Classifier:
    """Compile `rules` with the word lists they name. Raises KeyError for a list that is not there."""

    def alternatives(element: str) -> frozenset[str]:
        found: set[str] = set()
        for one in element.split("|"):
            found |= set(lists[one[1:]]) if one.startswith("@") else {one}
        return frozenset(found)

    numbers: dict[frozenset[str], int] = {}

    def compiled_sequence(sequence: Sequence[str]) -> _Sequence:
        elements = tuple(map(alternatives, sequence))
        return _Sequence(elements, frozenset(numbers.setdefault(element, len(numbers)) for element in elements))

    compiled = [
        _Compiled(rule, tuple(map(compiled_sequence, rule.words)), frozenset().union(*map(alternatives, rule.unless)))
        for rule in rules
    ]
    compiled.sort(key=lambda one: (one.rule.otherwise, one.rule.intent is not Intent.SEEKS, one.rule.id))
    fits: dict[str, frozenset[int]] = {}
    for element, number in numbers.items():
        for word in element:
            fits[word] = fits.get(word, frozenset()) | {number}
    vocabulary = (
        set(fits) | {word for one in compiled for word in one.unless} | set(lists[DENIALS]) | set(lists[OPENERS])
    )
    spoken = {word for word in vocabulary if word != _START and not word.startswith("<")}
    return Classifier(
        tuple(compiled),
        fits,
        _by_skeleton(word for word in spoken if not word.endswith("*")),
        _by_skeleton(word for word in spoken if word.endswith("*")),
        frozenset(lists[DENIALS]),
        frozenset(lists[ABBREVIATIONS]),
        frozenset(lists[OPENERS]),
    )


def _by_skeleton(words: Iterable[str]) -> dict[bytes, tuple[str, ...]]:
    found: dict[bytes, tuple[str, ...]] = {}
    for word in sorted(words):
        for coarse in seed(word.removesuffix("*")):
            found[coarse] = (*found.get(coarse, ()), word)
    return found
