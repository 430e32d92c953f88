"""What the matcher costs with 10, 30, 100 and more facts on the same text, side by side.

    python tests/bench/match_facts.py [MOST]        # 1,000 by default; 10,000 take an hour

Compiling is not counted; only the scan of about 8 MB of made-up chat, best of five in turn. Compare the ratios.
"""

import random
import sys
import time
from array import array
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from support.exports import FACTS_FILE, _messages, _words
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
    words = [word.capitalize() for word in _words(rng, 20_000) if 4 <= len(word) <= 9]
    while len(made) < count:
        one, other = rng.choice(words), rng.choice(words)
        kind, value = rng.choice(
            [
                (Kind.NAME, f"{one} {other}"),
                (Kind.PHONE, f"+38164{rng.randrange(10**7):07d}"),
                (Kind.ADDRESS, f"{one} {rng.randrange(1, 200)}, Novi Sad"),
                (Kind.EMAIL, f"{one}.{other}@example.org".casefold()),
            ]
        )
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
    most = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    counts = [count for count in (10, 30, 100, 1_000, 10_000) if count <= most]
    matchers = {count: compile_facts(many_facts(count)) for count in counts}
    best = {count: float("inf") for count in matchers}
    for _ in range(5):
        for count, matcher in matchers.items():
            best[count] = min(best[count], seconds(matcher, made))
    for count, took in best.items():
        print(f"{count:6} facts  {took:.3f} s  ratio to 10 facts {took / best[10]:.2f}")


if __name__ == "__main__":
    main()
