"""How many forms of a name in other languages are found, and whom an ending too many makes of her.

    python tests/bench/languages.py [--plain] [--misses]

`--plain`: with the Serbian table alone.
The forms are written out by hand in `tests/support/abroad.py`. Found: the name at a strength of .5 and up. False: the
same at a near miss; strong: .8 and up. Every person's facts are looked for in everybody's forms and near misses, too.
"""

import argparse
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))

from support.abroad import ABROAD, Abroad
from support.people import seen
from unlisted.facts import make
from unlisted.match import Matcher, compile_facts, finders, manner_of
from unlisted.model import Kind, Person

STRONG, LIKELY = 0.8, 0.5


@dataclass
class Score:
    """Counts by language."""

    planted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    inflected: Counter[str] = field(default_factory=Counter)
    near: Counter[str] = field(default_factory=Counter)
    likely: Counter[str] = field(default_factory=Counter)
    strong: Counter[str] = field(default_factory=Counter)
    crossed: int = 0  # strong sightings of one person in another's forms and near misses
    misses: list[tuple[str, str, str]] = field(default_factory=list)
    false: list[tuple[str, str, str]] = field(default_factory=list)

    def recall(self) -> float:
        """Share of all forms found."""
        return self.found.total() / self.planted.total()


def matcher_of(one: Abroad) -> Matcher:
    """A matcher for the facts of one person, in her own manner."""
    person = Person(country=one.country, languages=(one.language,))
    facts = [make(person, Kind.NAME, one.name, id="name")]
    if one.address:
        facts.append(make(person, Kind.ADDRESS, one.address, id="home"))
    return compile_facts(facts, manner_of(person))


def without_tables() -> None:
    """Leave only the Serbian table, for a comparison."""
    finders.languages_of = lambda *_: ()


def measure(people: tuple[Abroad, ...] = ABROAD) -> Score:
    """Look for each person in her own forms and near misses, and in everybody else's."""
    score = Score()
    matchers = {one.name: matcher_of(one) for one in people}
    for one in people:
        matcher = matchers[one.name]
        for form, fact in [*((f, "name") for f in one.forms), *((f, "home") for f in one.address_forms)]:
            score.planted[one.language] += 1
            hit = seen(matcher, f"pre toga {form}, posle").get(fact)
            if hit and hit.strength >= LIKELY:
                score.found[one.language] += 1
                score.inflected[one.language] += hit.how.value == "inflected"
            else:
                score.misses.append((one.language, one.name, form))
        for other in one.near:
            score.near[one.language] += 1
            hit = seen(matcher, f"pre toga {other}, posle").get("name")
            score.likely[one.language] += bool(hit and hit.strength >= LIKELY)
            score.strong[one.language] += bool(hit and hit.strength >= STRONG)
            if hit and hit.strength >= LIKELY:
                score.false.append((one.language, one.name, other))
        theirs = (text for other in people if other is not one for text in (*other.forms, *other.near))
        score.crossed += sum(any(h.strength >= STRONG for h in seen(matcher, text).values()) for text in theirs)
    return score


def table(score: Score) -> str:
    """One row a language."""
    rows = [
        f"{code:<8}{score.found[code]:4} of {n:3}  said inflected {score.inflected[code]:3}"
        f"   near misses {score.near[code]:3}: .5 and up {score.likely[code]}, strong {score.strong[code]}"
        for code, n in score.planted.items()
    ]
    total = f"all     {score.found.total():4} of {score.planted.total():3}  recall {score.recall():.3f}"
    near = f"near misses {score.near.total()}: .5 and up {score.likely.total()}, strong {score.strong.total()}"
    return "\n".join([*rows, f"{total}   {near}; strong at another's forms {score.crossed}"])


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--plain", action="store_true")
    words.add_argument("--misses", action="store_true")
    chosen = words.parse_args()
    if chosen.plain:
        without_tables()
    score = measure()
    print(table(score))
    if chosen.misses:
        for kind, rows in (("MISS", score.misses), ("FALSE", score.false)):
            print(*("\t".join((kind, *row)) for row in rows), sep="\n")


if __name__ == "__main__":
    main()
