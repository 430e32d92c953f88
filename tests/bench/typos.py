"""The tier for slips (`check --typos`): what it finds, whom else it names, and what it costs, beside the look without.

    python tests/bench/typos.py [--seed N] [--persons N] [--ordinary N]

The second author's chats of `tests/bench/heldout`. Slips found: the fact, at any strength. Named besides: near misses
and ordinary messages that the tier alone reports, all of them weak. Cost: the scan of the ordinary messages of a chat,
best of five in turn.
"""

import argparse
import sys
import time
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.heldout.decoys import Decoy
from bench.heldout.export import Truth, content
from bench.heldout.people import Person, persons
from bench.heldout.planting import Plant, visible
from bench.heldout.pools import Draw
from support.people import batch
from unlisted.facts import read_facts
from unlisted.match import Manner, Matcher, compile_facts
from unlisted.match.manner import manner_of
from unlisted.model import How, SeenFact


def text_of(item: Plant | Decoy | str) -> str:
    """What a message says."""
    return visible(item.message) if isinstance(item, Plant) else item.text if isinstance(item, Decoy) else item


def matchers(person: Person) -> tuple[Matcher, Matcher]:
    """Without the tier, and with it."""
    her, facts = read_facts(person.facts_file())
    without = manner_of(her)
    return compile_facts(facts, without), compile_facts(facts, Manner(languages=without.languages, typos=True))


def seen(matcher: Matcher, truth: Truth) -> dict[int, tuple[SeenFact, ...]]:
    """What is seen, by message."""
    numbers = list(truth)
    return {numbers[i]: facts for i, facts in matcher.scan(batch(text_of(truth[n]) for n in numbers))}


def seconds(matcher: Matcher, texts: list[str]) -> float:
    """One scan of everything."""
    made = batch(texts)
    began = time.perf_counter()
    for _found in matcher.scan(made):
        pass
    return time.perf_counter() - began


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--seed", type=int, default=1)
    words.add_argument("--persons", type=int, default=16)
    words.add_argument("--ordinary", type=int, default=4000, help="ordinary messages a person")
    chosen = words.parse_args()
    counts = dict.fromkeys(("slips", "found", "sure", "near", "near named", "ordinary", "ordinary named", "changed"), 0)
    took = [0.0, 0.0]
    for i, person in enumerate(persons(chosen.seed, chosen.persons)):
        draw = Draw.of(chosen.seed, "typos", i)
        truth = content(person, draw, decoy_rounds=3, ordinary_count=chosen.ordinary, pairs=0)
        both = matchers(person)
        off, on = (seen(matcher, truth) for matcher in both)
        for number, item in truth.items():
            here, more = off.get(number, ()), on.get(number, ())
            counts["changed"] += [one for one in more if one.how is not How.TYPO] != list(here)
            named = any(one.how is How.TYPO for one in more)
            if isinstance(item, Plant) and item.group == "typo":
                counts["slips"] += 1
                counts["sure"] += any(one.fact in item.facts for one in here)
                counts["found"] += any(one.fact in item.facts for one in more)
            elif not isinstance(item, Plant):
                kind = "near" if isinstance(item, Decoy) else "ordinary"
                counts[kind] += 1
                counts[f"{kind} named"] += named
        texts = [item for item in truth.values() if isinstance(item, str)]
        for which, matcher in enumerate(both):
            took[which] += min(seconds(matcher, texts) for _ in range(5))
    print(f"slips            {counts['slips']}: without the tier {counts['sure']}, with it {counts['found']}")
    print(f"near misses      {counts['near']}: named by the tier {counts['near named']}")
    print(f"ordinary         {counts['ordinary']}: named by the tier {counts['ordinary named']}")
    print(f"changed          {counts['changed']} of what is seen without it")
    print(f"cost             {took[1] / took[0]:.2f} times the scan without it")


if __name__ == "__main__":
    main()
