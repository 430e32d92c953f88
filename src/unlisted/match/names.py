"""How a person's name is seen: both orders, every form, initials, letters set apart; and when it is another's."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import count

from unlisted.match import patterns as p
from unlisted.match import strength as s
from unlisted.match.finder import (
    APART_MIN,
    BETWEEN,
    SEED_MIN,
    Built,
    Company,
    Finder,
    Refine,
    Weighed,
    beside,
    in_full,
    joined,
    shortest,
    stems,
)
from unlisted.match.priors import is_common
from unlisted.match.respelling import respelled
from unlisted.model import Fact, How
from unlisted.text.fold import fold_text
from unlisted.text.forms import stem_and_endings
from unlisted.text.skeleton import bare_skeleton, seed

_LOOSE_MIN = 12  # letters; a shorter name in pieces ("a na marić") is too often two other words
_LIKE_A_SURNAME = re.compile(r"(?:ic|ski|ska|cki|cka|ov|ova|ev|eva|in)$")
_OF_BOTH = ("ic", "ov", "ev", "in")  # surnames that women bear unbent
_OF_A_MAN = ("a", "u", "em", "om")
_FIRST_SYLLABLE = re.compile(r"[^\W\d_aeiou]*[aeiouY]")
_HALF_MIN = 4  # letters of one of two surnames
_INITIAL = r"(?:[a-zA-Z]\.|(?![iauosk]\b)[a-zA-Z]\b)"
_ACCOUNT_AFTER, _ACCOUNT_BEFORE = re.compile(r"[\d_@]|\.\w"), re.compile(r"[\d_@]$")
# A comma or a new line inside a name, a word before it and a word behind: "Mira Hadžić, Amra Savić" are two others.
_WORD_BEFORE, _WORD_AFTER = re.compile(rf"{p.LETTER}[ ]{{1,2}}$"), re.compile(rf"[ ]{{1,2}}{p.LETTER}")


def name(fact: Fact, languages: tuple[str, ...] = ()) -> Built:
    """A name, hers or a relative's. `languages`: whose endings it may take beside the Serbian ones."""
    given, surname = fact.parts.get("given", ""), fact.parts.get("surname", "")
    if not given or not surname:
        alone = given or surname
        return Built(stems(alone, languages), [_part(alone, "given", s.GIVEN, languages)])
    weight = s.NAME_COMMON if is_common(given, surname) else s.NAME_RARE
    written = [(a, b) for a in respelled(given) for b in respelled(surname)]
    middle = fact.parts.get("middle", "")
    finders = [
        Finder(_whole(written, middle, languages), ("given", "surname"), weight, refine=_whose(weight, given, surname)),
        _part(surname, "surname", s.SURNAME, languages),
        _part(given, "given", s.GIVEN, languages),
    ]
    if _LIKE_A_SURNAME.search(fold_text(middle)):
        written.append((given, f"{middle} {surname}"))
    halves = [half for half in re.findall(r"\w+", written[-1][1]) if half != surname and len(half) >= _HALF_MIN]
    if halves:  # of two surnames people often use one
        either = _whole([(given, half) for half in halves], "", languages)
        finders.append(Finder(either, ("given", "surname"), min(weight, s.NAME_ONE_OF_TWO)))
        written += [(given, half) for half in halves]
    finders += [finder for one in written for finder in _in_pieces(*one, weight)]
    seeds, company = _seeds(written, fact.value, languages)
    slang = _turned_about(given), _turned_about(surname)
    if slang[0] != given and slang[1] != surname:
        both = "|".join(p.BETWEEN_WORDS.join(map(p.letters, order)) for order in (slang, slang[::-1]))
        hidden = s.spelled(weight, How.DISGUISED)
        finders.append(Finder(f"{p.START}(?:{both}){p.END}", ("given", "surname"), hidden))
        longest = seed(max(slang, key=len))
        turned = longest if shortest(longest) >= SEED_MIN else seed("".join(slang)) | seed("".join(slang[::-1]))
        seeds |= turned
        company = {one: beside for one, beside in company.items() if one not in turned}
    return Built(seeds, finders, company)


def _part(text: str, part: str, weight: float, languages: tuple[str, ...]) -> Finder:
    either = "|".join(p.words(one, groups, languages) for groups in [count()] for one in respelled(text))
    seeds = frozenset().union(*(stems(one, languages, seed) for one in respelled(text)))
    one_word = all(re.fullmatch(r"\w+", one) for one in respelled(text))
    pattern = f"{p.START}(?:{either}){p.END}"
    return Finder(pattern, (part,), weight, companion=True, seeds=seeds, one_word=one_word)


def _whole(written: list[tuple[str, str]], middle: str, languages: tuple[str, ...]) -> str:
    groups = count()
    both = []
    for one in written:
        for first, second in (one, one[::-1]):
            between = f"{_INITIAL}|{p.words(middle, groups, languages)}" if middle else _INITIAL
            own = f"(?:{p.GAP}(?:{between}))?"
            both.append(p.words(first, groups, languages) + own + p.BETWEEN_WORDS + p.words(second, groups, languages))
    return f"{p.START}(?:{'|'.join(both)}){p.END}"


def _in_pieces(given: str, surname: str, weight: float) -> list[Finder]:
    found = []
    for least, gap, strength in ((APART_MIN, p.APART, weight), (_LOOSE_MIN, p.LOOSE, min(weight, s.IN_PIECES))):
        if len(given + surname) >= least:
            both = f"{p.apart(given, surname, gap=gap)}|{p.apart(surname, given, gap=gap)}"
            found.append(Finder(f"{p.START}(?:{both}){p.APART_END}", ("given", "surname"), strength))
    return found


def _whose(weight: float, given: str, surname: str) -> Refine:
    man = _a_man(given, surname)

    def refine(text: str, start: int, end: int) -> Weighed:
        if _ACCOUNT_AFTER.match(text, end) or _ACCOUNT_BEFORE.search(text[max(0, start - 1) : start]):
            return ("given", "surname"), min(weight, s.NAME_IN_ACCOUNT)
        if man and p.compiled(man).fullmatch(text, start, end):
            return ("given", "surname"), min(weight, s.NAME_OF_A_MAN)
        in_a_list = any(sign in text[start:end] for sign in ",;\n")
        if in_a_list and _WORD_BEFORE.search(text[max(0, start - 3) : start]) and _WORD_AFTER.match(text, end):
            return ("given", "surname"), min(weight, s.NAME_IN_LIST)
        return ("given", "surname"), weight

    return refine


def _a_man(given: str, surname: str) -> str | None:
    """Her name as the accusative of a man's: "Nermina Omeragića" is Nermin's. None where it would be no other word.

    Her own given name is bent before her surname is.
    """
    stem, own, endings = stem_and_endings(surname)
    if own or not fold_text(given).endswith("a") or not stem.endswith(_OF_BOTH):
        return None
    bent = "|".join(p.letters(ending, longer=False) for ending in endings if ending in _OF_A_MAN)
    first, last = p.letters(given, longer=False), p.letters(p.as_typed(surname, stem), longer=False)
    return f"{first}{p.GAP}{last}(?:{bent})|{last}(?:{bent}){p.GAP}{first}"


def _turned_about(word: str) -> str:
    """The word as šatrovački has it, what follows its first vowel first: Milena, lenaMi."""
    start = _FIRST_SYLLABLE.match(fold_text(word))
    return word[start.end() :] + word[: start.end()] if start and len(fold_text(word)) == len(word) else word


def _seeds(
    written: list[tuple[str, str]], whole: str, languages: tuple[str, ...]
) -> tuple[frozenset[bytes], dict[bytes, Company]]:
    """Seeds for each way to write the name: those of its longer word, beside the other, and those of both in one."""
    enough: set[bytes] = set()
    company: defaultdict[bytes, list[Company]] = defaultdict(list)
    reach = len(bare_skeleton(whole)) + BETWEEN
    for given, surname in written:
        pairs = [(stems(one, languages), other) for one, other in ((surname, given), (given, surname))]
        seeds, other = max(pairs, key=lambda pair: shortest(pair[0]))
        if shortest(seeds) < SEED_MIN:
            seeds = joined(given, surname, languages=languages) | joined(surname, given, languages=languages)
            enough |= seeds
        else:
            near = beside(seeds, other, languages, reach)
            enough |= seeds - near.keys()
            for one, words in near.items():
                company[one].append(words)
        enough |= in_full(f"{given} {surname}", seeds) | in_full(f"{surname} {given}", seeds)
    any_of = {
        one: Company(frozenset().union(*(each.words for each in some)), some[0].reach) for one, some in company.items()
    }
    return frozenset(enough | any_of.keys()), {one: some for one, some in any_of.items() if one not in enough}
