"""How much is found of what people write to dodge a search, and how often somebody else is taken for her.

    python tests/bench/recall.py [SEED] [--passes N] [--ordinary M] [--person KEY] [--misses FILE]

For each invented person: an export with her facts in every plain and disguised form, near misses and ordinary messages;
one `check --json`; and what came of each message. Found: the planted fact, at a strength of .5 and up (a birth date
alone: .4). False: a strength of .8 and up at a near miss, or .5 and up at an ordinary message.
"""

import argparse
import json
import sys
import tempfile
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))

from support.chatter import Decoy, decoys, ordinary
from support.command import Commands
from support.hunted import PEOPLE, Hunted
from support.mentions import Plant, mentions

STRONG, LIKELY = 0.8, 0.5
Truth = dict[int, Plant | Decoy | None]
Seen = dict[int, dict[str, tuple[float, str]]]  # message -> fact -> strength, how


@dataclass
class Score:
    """Counts over all persons; `misses` and `false` hold the texts for reading."""

    planted: Counter[tuple[str, str]] = field(default_factory=Counter)  # category, fact
    found: Counter[tuple[str, str]] = field(default_factory=Counter)
    said: Counter[tuple[str, bool]] = field(default_factory=Counter)  # category, how said rightly
    decoys: Counter[tuple[str, bool]] = field(default_factory=Counter)  # category, hard
    strong: Counter[tuple[str, bool]] = field(default_factory=Counter)
    likely: Counter[tuple[str, bool]] = field(default_factory=Counter)
    ordinary: int = 0
    disturbed: int = 0
    required: set[str] = field(default_factory=set)
    plain: set[tuple[str, str]] = field(default_factory=set)
    misses: list[tuple[str, str, str, str]] = field(default_factory=list)  # person, fact, category, text
    false: list[tuple[str, str, str, str]] = field(default_factory=list)  # person, category, facts, text

    def recall(self, chosen: set[tuple[str, str]]) -> float:
        """Share found of the chosen (category, fact) pairs; 0 if nothing was planted there."""
        total = sum(n for key, n in self.planted.items() if key in chosen)
        return sum(n for key, n in self.found.items() if key in chosen) / total if total else 0.0

    def plain_recall(self) -> float:
        return self.recall(self.plain)

    def strong_false_rate(self) -> float:
        """Strong sightings a near miss, hard ones left out."""
        return sum(n for (_, hard), n in self.strong.items() if not hard) / max(
            1, sum(n for (_, hard), n in self.decoys.items() if not hard)
        )

    def disturbed_rate(self) -> float:
        return self.disturbed / max(1, self.ordinary)


def _message(number: int, parts: tuple[str, ...]) -> dict[str, object]:
    entities = [
        {"type": "plain" if i % 2 == 0 else ("bold", "italic", "spoiler")[number % 3], "text": part}
        for i, part in enumerate(parts)
    ]
    return {
        "id": number, "type": "message", "date": "2026-03-01T12:00:00", "date_unixtime": str(1772366400 + number * 7),
        "from": f"Neko {number % 300}", "from_id": f"user{9000 + number % 300}",
        "text": parts[0] if len(parts) == 1 else [e["text"] if e["type"] == "plain" else e for e in entities], "text_entities": entities,
    }  # fmt: skip


def write_export(path: Path, person: Hunted, rng: Random, passes: int, messages: int) -> Truth:
    """One chat in the layout of Telegram Desktop; returns what stands at each message id (nothing: ordinary)."""
    content: list[Plant | Decoy | str] = [ordinary(rng) for _ in range(messages)]
    for _ in range(passes):
        content += mentions(person, rng)
        content += decoys(person, rng)
    rng.shuffle(content)
    rows, truth = [], Truth()
    for number, item in enumerate(content, 1):
        parts = item.parts if isinstance(item, Plant) else (item.text,) if isinstance(item, Decoy) else (item,)
        rows.append(_message(number, parts))
        truth[number] = None if isinstance(item, str) else item
    chat = {"name": "Made up", "type": "private_supergroup", "id": 1000000099, "messages": rows}
    path.write_text(json.dumps(chat, ensure_ascii=False, indent=1), encoding="utf-8")
    return truth


def look(folder: Path, person: Hunted, export: Path) -> Seen:
    """What the program sees in the export, by message."""
    command = Commands(folder)
    command.make(person.facts_file())
    result = command("check", str(export), "--json")
    if result.code not in (0, 1):
        raise SystemExit(f"check ended with {result.code}: {result.err}")
    seen: Seen = {}
    for sighting in json.loads(result.out)["sightings"]:
        number = int(sighting["locator"].removeprefix("message:"))
        for fact in sighting["facts"]:
            best = max(seen.setdefault(number, {}).get(fact["fact"], (0.0, "")), (fact["strength"], fact["how"]))
            seen[number][fact["fact"]] = best
    return seen


def count(score: Score, person: Hunted, truth: Truth, seen: Seen, texts: dict[int, str]) -> None:
    """Add one export to the score."""
    for number, item in truth.items():
        facts = seen.get(number, {})
        strongest = max((strength for strength, _ in facts.values()), default=0.0)
        named = ", ".join(f"{fact} {strength:.2f} {how}" for fact, (strength, how) in sorted(facts.items()))
        match item:
            case Plant():
                key = (item.category, item.fact)
                score.planted[key] += 1
                if item.required:
                    score.required.add(item.category)
                if item.plain:
                    score.plain.add(key)
                strength, how = facts.get(item.fact, (0.0, ""))
                if strength >= item.least - 1e-9:
                    score.found[key] += 1
                    if item.how:
                        score.said[item.category, how in item.how] += 1
                else:
                    score.misses.append((person.key, item.fact, item.category, texts[number]))
            case Decoy():
                score.decoys[item.category, item.hard] += 1
                if strongest >= LIKELY:
                    score.likely[item.category, item.hard] += 1
                if strongest >= STRONG:
                    score.strong[item.category, item.hard] += 1
                    score.false.append((person.key, item.category, named, texts[number]))
            case None:
                score.ordinary += 1
                if strongest >= LIKELY:
                    score.disturbed += 1
                    score.false.append((person.key, "ordinary", named, texts[number]))


def measure(
    folder: Path, seed: int, passes: int, messages: int, people: tuple[Hunted, ...] = PEOPLE, see=look
) -> Score:  # noqa: ANN001
    """Write, look and count for each person; `see` is what looks, so that a wrong one can be put in its place."""
    score = Score()
    for person in people:
        here = folder / person.key
        here.mkdir()
        export = here / "result.json"
        truth = write_export(export, person, Random(f"{seed} {person.key}"), passes, messages)
        rows = json.loads(export.read_text(encoding="utf-8"))["messages"]
        texts = {row["id"]: "".join(part["text"] for part in row["text_entities"]) for row in rows}
        count(score, person, truth, see(here, person, export), texts)
    return score


# --- showing it --------------------------------------------------------------------------------------------------

_FACTS = ("name", "kin", "home", "mobile", "mail", "handle", "jmbg", "plate", "born")


def _rate(score: Score, keys: list[tuple[str, str]]) -> str:
    total, found = sum(score.planted[k] for k in keys), sum(score.found[k] for k in keys)
    return f"{found / total:7.3f}" if total else "      ."


def table(score: Score) -> str:
    """Recall by category and fact; two disguises as one row a first and one a second."""
    lines = [
        f"{'recall':<28}" + "".join(f"{fact:>7}" for fact in _FACTS) + f"{'all':>8}{'planted':>8}  how said rightly"
    ]
    groups: dict[str, set[str]] = defaultdict(set)
    for category, _fact in score.planted:
        first, plus, second = category.partition(" + ")
        if plus:
            groups[f"{first} + …"].add(category)
            groups[f"… + {second}"].add(category)
        else:
            groups[category].add(category)
    plain = {category for category, _ in score.plain}
    order = sorted(groups, key=lambda g: ("…" in g, bool(groups[g] - score.required), g not in plain, g))
    for group in order:
        keys = {fact: [(c, fact) for c in groups[group] if (c, fact) in score.planted] for fact in _FACTS}
        every = [key for found in keys.values() for key in found]
        right, wrong = sum(score.said[c, True] for c in groups[group]), sum(score.said[c, False] for c in groups[group])
        said = f"{right / (right + wrong):8.2f}" if right + wrong else ""
        note = "" if groups[group] & score.required else "  (not required)"
        lines.append(
            f"{group:<28}"
            + "".join(_rate(score, keys[f]) for f in _FACTS)
            + f" {_rate(score, every)}{sum(score.planted[k] for k in every):8}{said}{note}"
        )
    return "\n".join(lines)


def summary(score: Score) -> str:
    """The figures that count."""
    every = set(score.planted)
    required = {key for key in every if key[0] in score.required}
    twice = {key for key in required if " + " in key[0]}
    groups = (("plain", score.plain), ("disguised once", required - score.plain - twice), ("disguised twice", twice), ("all required", required), ("not required", every - required), ("everything", every))  # fmt: skip
    lines = [f"{name:<16} {score.recall(keys):.4f} of {sum(score.planted[k] for k in keys)}" for name, keys in groups]
    right = sum(n for (_, ok), n in score.said.items() if ok)
    lines.append(f"how said rightly {right / max(1, sum(score.said.values())):.4f} of {sum(score.said.values())}")
    for name, hard in (("decoys", False), ("hard decoys", True)):
        total = sum(n for (_, h), n in score.decoys.items() if h is hard)
        strong, likely = (
            sum(n for (_, h), n in counted.items() if h is hard) for counted in (score.strong, score.likely)
        )
        lines.append(
            f"{name:<16} {total}: strong {strong} (one in {total / strong if strong else float('inf'):.0f}), likely and up {likely}"
        )
    lines.append(
        f"ordinary         {score.ordinary}: {score.disturbed} with a sighting of .5 and up ({score.disturbed_rate():.4%})"
    )
    for (category, hard), total in sorted(score.decoys.items()):
        if score.likely[category, hard]:
            lines.append(
                f"  {category:<26} {total:6} strong {score.strong[category, hard]:5} likely {score.likely[category, hard]:5}"
            )
    found, total = sum(n for k, n in score.found.items()), sum(score.strong.values()) + score.disturbed
    lines.append(f"precision        {found / max(1, found + total):.4f} (found plants against false sightings)")
    return "\n".join(lines)


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("seed", nargs="?", type=int, default=1)
    words.add_argument("--passes", type=int, default=3)
    words.add_argument("--ordinary", type=int, default=4000)
    words.add_argument("--person", choices=[person.key for person in PEOPLE])
    words.add_argument("--misses", type=Path, help="write every miss and false sighting here")
    chosen = words.parse_args()
    people = tuple(person for person in PEOPLE if chosen.person in (None, person.key))
    with tempfile.TemporaryDirectory() as folder:
        score = measure(Path(folder), chosen.seed, chosen.passes, chosen.ordinary, people)
    print(table(score), summary(score), sep="\n\n")
    if chosen.misses:
        rows = [("false", *row) for row in sorted(score.false)] + [
            ("miss", *row) for row in sorted(score.misses, key=lambda row: (row[2], row))
        ]
        chosen.misses.write_text(
            "\n".join("\t".join(json.dumps(cell, ensure_ascii=False) for cell in row) for row in rows), encoding="utf-8"
        )


if __name__ == "__main__":
    main()
