"""A second author's held-out chats: what is found of what people write to dodge a search, and what is taken for her.

    python tests/bench/heldout/run.py [--seed N] [--persons N] [--ordinary N] [--json] [--misses N]

Fourteen to twenty invented persons a seed in twelve languages, each with a Telegram export of ordinary forms,
disguises, pairs of disguises, decoys and ordinary messages, and one `check --json` each. Found: the fact meant, with a
strength of .5 and up. Wrong: a strength of .8 and up at a decoy, .5 and up at an ordinary message.

Seeds below 1000 may be read by whoever improves the matcher. Seeds from 1000 on take every third name, street,
sentence, alphabet, separator and variant of a disguise (and one disguise of their own), none of which the seeds below
use; whoever measures with them should not have shown their misses to anybody who improves the matcher.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))

from bench.heldout.export import content, write
from bench.heldout.people import Person, persons
from bench.heldout.pools import Draw
from bench.heldout.score import Score, Seen, summary, table
from support.command import Commands

Look = Callable[[Path, Person, Path], Seen]
PERSONS, DECOYS, ORDINARY = 16, 2200, 50_000


def look(folder: Path, person: Person, export: Path) -> Seen:
    """What the program sees, by message."""
    command = Commands(folder)
    command.make(person.facts_file())
    result = command("check", str(export), "--json")
    if result.code not in (0, 1):
        raise SystemExit(f"check ended with {result.code}: {result.err}")
    seen: Seen = {}
    for sighting in json.loads(result.out)["sightings"]:
        here = seen.setdefault(int(sighting["locator"].removeprefix("message:")), {})
        for fact in sighting["facts"]:
            here[fact["fact"]] = max(here.get(fact["fact"], 0.0), fact["strength"])
    return seen


def measure(seed: int, *, count: int = PERSONS, every: int = ORDINARY, near: int = DECOYS, pairs: int = 60,
            see: Look = look) -> Score:  # fmt: skip
    """Write, look and count for each person of a seed; `see` is what looks, so that a wrong one can take its place."""
    score = Score()
    with tempfile.TemporaryDirectory() as folder:
        for i, person in enumerate(persons(seed, count)):
            here = Path(folder, str(i))
            here.mkdir()
            rounds = -(-near // (count * 48))
            truth = content(person, Draw.of(seed, "chat", i), decoy_rounds=rounds, ordinary_count=every // count,
                            pairs=pairs)  # fmt: skip
            write(here / "result.json", truth)
            score.add(person, truth, see(here, person, here / "result.json"))
    return score


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--seed", type=int, default=1)
    words.add_argument("--persons", type=int, default=PERSONS)
    words.add_argument("--ordinary", type=int, default=ORDINARY, help="ordinary messages in all")
    words.add_argument("--decoys", type=int, default=DECOYS, help="decoys in all, about")
    words.add_argument("--json", action="store_true")
    words.add_argument("--misses", type=int, default=0, help="how many of the worst misses to show, and what was false")
    chosen = words.parse_args()
    score = measure(chosen.seed, count=chosen.persons, every=chosen.ordinary, near=chosen.decoys)
    if chosen.json:
        print(json.dumps(score.as_json(), ensure_ascii=False))
        return
    print(table(score), summary(score), sep="\n\n")
    for category, kind, here, text in score.worst_first()[: chosen.misses]:
        print(f"MISS  {category}  {kind}  saw {here}\n      {text!r}")
    for category, here, text in sorted(score.false, key=lambda row: "(hard)" in row[0])[: chosen.misses]:
        print(f"FALSE {category}  saw {here}\n      {text!r}")


if __name__ == "__main__":
    main()
