"""The tier for slips of the keyboard: one letter swapped, dropped, doubled or wrong. Off unless asked for, always weak.

A slip may as well be another person's right name, so nothing of it merges with what is sure, nothing sure is changed by
it, and a fact that is seen otherwise is not looked for here. Names and streets need their other half intact, which is
also what the quick scan looks for (of two halves, one slip leaves one whole); the first letter of a word, and the host
of an address, are never a slip. Digits are not looked for at all: a telephone or identity number with one digit other,
or two exchanged, is somebody's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import count

from unlisted.match import patterns as p
from unlisted.match import strength as s
from unlisted.match.finder import Built, Finder
from unlisted.model import Fact, Kind
from unlisted.text.fold import fold_text
from unlisted.text.forms import stem_and_endings
from unlisted.text.letters import accepted
from unlisted.text.skeleton import bare_skeleton, seed

_LEAST = 6  # letters of a whole form
_WORD_LEAST = 4  # of the word with the slip, without its ending
_SEED_LEAST = 4  # classes; shorter seeds propose too much


def slips(fact: Fact) -> Built:
    """The seeds and finders of one fact; a relative's own facts, and kinds made of digits, have none."""
    builder = _BUILDERS.get(fact.kind)
    if builder is None or fact.of is not None:
        return Built(frozenset(), [])
    return builder(fact)


def _name(fact: Fact) -> Built:
    given, surname = fact.parts.get("given", ""), fact.parts.get("surname", "")
    if not given or not surname or len(fold_text(given + surname)) < _LEAST:
        return Built(frozenset(), [])
    groups, both = count(), []
    for whole, slipped in ((given, surname), (surname, given)):
        other = _slipped_word(slipped)
        if other:
            both += [f"{p.words(whole, groups)}{p.GAP}{other}", f"{other}{p.GAP}{p.words(whole, groups)}"]
    if not both:
        return Built(frozenset(), [])
    found = Finder(f"{p.START}(?:{'|'.join(both)}){p.END}", ("given", "surname"), s.TYPO)
    return Built(_either_intact([given, surname]), [found])


def _address(fact: Fact) -> Built:
    street, number = fact.parts.get("street", ""), fact.parts.get("number", "")
    words = re.findall(r"\w+", street)
    if not number or len(fold_text(street)) < _LEAST:
        return Built(frozenset(), [])
    roads = []
    for at, word in enumerate(words):
        other = _slipped_word(word)
        if other:
            groups = count(100 * at)
            whole = [p.words(one, groups) for one in words]
            roads.append(p.BETWEEN_WORDS.join([*whole[:at], other, *whole[at + 1 :]]))
    if not roads:
        return Built(frozenset(), [])
    house = "[ .]?".join(map(re.escape, fold_text(number)))
    pattern = f"{p.ALONE_START}(?:{'|'.join(roads)}){p.NO_WORD}{{1,4}}(?:b[rP][.]? ?)?{house}{p.ALONE_END}"
    seeds = _either_intact(words, number)
    return Built(seeds, [Finder(pattern, ("street", "number"), s.TYPO)])


def _email(fact: Fact) -> Built:
    local, domain = fact.parts["local"], fact.parts["domain"]
    if len(local) < _LEAST:
        return Built(frozenset(), [])
    pattern = rf"(?<![\w+-])(?<!\w\.){_one_slip(fold_text(local))}@{p.plain(domain)}(?![\w-]|\.\w)"
    return Built(_halves(local, domain), [Finder(pattern, ("local", "domain"), s.TYPO)])


def _username(fact: Fact) -> Built:
    handle = fact.parts["handle"]
    if len(handle) < _LEAST:
        return Built(frozenset(), [])
    pattern = rf"(?<![\w-])(?<!\w\.){_one_slip(fold_text(handle))}(?![\w-]|\.\w)"
    return Built(_halves(handle, ""), [Finder(pattern, ("handle",), s.TYPO)])


_BUILDERS: dict[Kind, Callable[[Fact], Built]] = {
    Kind.NAME: _name,
    Kind.RELATIVE: _name,
    Kind.ADDRESS: _address,
    Kind.EMAIL: _email,
    Kind.USERNAME: _username,
}


def _slipped_word(word: str) -> str | None:
    """A pattern for `word` in any of its forms with one slip before its ending; None if it is too short."""
    stem, own, endings = stem_and_endings(word)
    if len(stem) < _WORD_LEAST:
        return None
    ends = "|".join(p.letters(end, longer=False) for end in sorted({own, *endings}, key=len, reverse=True))
    return f"{_one_slip(stem)}(?:{ends})"


def _one_slip(text: str) -> str:
    """A pattern for the folded `text` with exactly one slip behind its first character; digits stay as they are."""
    right = [f"[{re.escape(accepted(char))}]" if char.isalnum() else re.escape(char) for char in text]
    pattern = "(?!)"
    for at in range(len(text) - 1, 0, -1):
        rest = "".join(right[at + 1 :])
        ways = [f"{right[at]}{pattern}", *_slips_at(text, right, at, rest)]
        pattern = f"(?:{'|'.join(ways)})"
    return right[0] + pattern


def _slips_at(text: str, right: list[str], at: int, rest: str) -> Iterator[str]:
    if not text[at].isalpha():
        return
    yield f"{p.LETTER}{rest}"  # another letter
    yield rest  # none
    yield f"{p.LETTER}{right[at]}{rest}"  # one more
    if at + 1 < len(text) and text[at + 1].isalpha():
        yield right[at + 1] + right[at] + "".join(right[at + 2 :])


def _either_intact(words: list[str], behind: str = "") -> frozenset[bytes]:
    """Seeds for `words` one of which has a slip: the others, and where one of those is too short, half of the whole."""
    of_each = [_stem_seeds(word) for word in words]
    seeds = frozenset[bytes]().union(*of_each) if len(words) > 1 else frozenset[bytes]()
    return seeds if len(words) > 1 and all(of_each) else seeds | _halves("".join(words), behind)


def _stem_seeds(word: str) -> frozenset[bytes]:
    stem = stem_and_endings(word)[0]
    return frozenset(one for one in seed(p.as_typed(word, stem)) if len(one) >= _SEED_LEAST)


def _halves(text: str, behind: str) -> frozenset[bytes]:
    """Seeds for a `text` of which one half has a slip: the other, with what stands `behind` it.

    The letter behind the cut is in neither, because two that are exchanged may stand on both sides of it.
    """
    cuts = ((bare_skeleton(text[:at]), bare_skeleton(text[at + 1 :] + behind)) for at in range(1, len(text)))
    return frozenset(one for one in max(cuts, key=lambda halves: min(map(len, halves))) if len(one) >= _SEED_LEAST)
