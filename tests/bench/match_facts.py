"""What the matcher costs with 10, 100, 1,000 and 10,000 facts on the same text, side by side.

    python tests/bench/match_facts.py

Compiling is not counted; only the scan of about 8 MB of made-up chat, best of five in turn. Compare the ratios.
"""

import random
import sys
import time
from array import array
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from support.exports import FACTS_FILE, _messages
from unlisted.facts import make, read_facts
from unlisted.match import Matcher, compile_facts
from unlisted.model import SEPARATOR, Batch, Fact, Kind, Mark, Person


def batches(characters: int) -> list[Batch]:
    """Made-up chat in batches of about a million characters."""
    rng = random.Random(5)
    made, texts, size = [], [], 0
    for text, _plant in _messages(rng, 200):
        texts.append(text)
        size += len(text)
        if size > 1_000_000:
            made.append(_batch(texts))
            characters -= size
            texts, size = [], 0
            if characters <= 0:
                return made
    return made


def _batch(texts: list[str]) -> Batch:
    starts, at = array("q"), 0
    for text in texts:
        starts.append(at)
        at += len(text) + 1
    mark = Mark(locator="line:1", place="p", within="w")
    return Batch(text=SEPARATOR.join(texts) + SEPARATOR, starts=starts, mark=lambda _: mark)


def many_facts(count: int) -> list[Fact]:
    """One person's facts, and others of invented syllables up to `count`."""
    _person, facts = read_facts(FACTS_FILE)
    rng = random.Random(9)
    made = list(facts)
    while len(made) < count:
        word = ["".join(rng.choice(c + v) for c in ("bcdfghjklm", "npqrstvwxz") for v in ("aeiou", "y")) for _ in "ab"]
        number = f"+38164{rng.randrange(10**7):07d}"
        kind, value = rng.choice([(Kind.NAME, " ".join(w.capitalize() for w in word)), (Kind.PHONE, number)])
        made.append(make(Person(country="RS"), kind, value, id=f"fact-{len(made)}"))
    return made[:count]


def seconds(matcher: Matcher, made: list[Batch]) -> float:
    """One scan of everything."""
    began = time.perf_counter()
    for batch in made:
        for _found in matcher.scan(batch):
            pass
    return time.perf_counter() - began


def main() -> None:
    made = batches(8_000_000)
    matchers = {count: compile_facts(many_facts(count)) for count in (10, 100, 1_000, 10_000)}
    best = {count: float("inf") for count in matchers}
    for _ in range(5):
        for count, matcher in matchers.items():
            best[count] = min(best[count], seconds(matcher, made))
    for count, took in best.items():
        print(f"{count:6} facts  {took:.3f} s  ratio to 10 facts {took / best[10]:.2f}")


if __name__ == "__main__":
    main()
