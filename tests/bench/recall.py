"""How much is found of what people write to dodge a search, and how often somebody else is taken for her.

    python tests/bench/recall.py [SEED] [--passes N] [--ordinary M] [--person KEY] [--misses FILE]

For each invented person: an export with her facts in every plain and disguised form, near misses and ordinary messages;
one `check --json`; and what came of each message. Found: the planted fact, at a strength of .5 and up (a birth date
alone: .35). False: a strength of .8 and up at a near miss, or .5 and up at an ordinary message.
"""

import argparse
import json
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))

from support.chatter import ordinary
from support.command import Commands
from support.decoys import Decoy, decoys
from support.hunted import PEOPLE, Hunted
from support.mentions import mentions
from support.planting import Plant

STRONG, LIKELY = 0.8, 0.5
Key = tuple[str, str]  # category, fact
Truth = dict[int, Plant | Decoy | None]
Seen = dict[int, dict[str, tuple[float, str]]]  # message -> fact -> strength, how
Look = Callable[[Path, Hunted, Path], Seen]


@dataclass
class Score:
    """Counts over all persons; `misses` and `false` hold the texts, for reading."""

    planted: Counter[Key] = field(default_factory=Counter)
    found: Counter[Key] = field(default_factory=Counter)
    said: Counter[tuple[str, bool]] = field(default_factory=Counter)  # category, how said rightly
    wrongly: Counter[tuple[str, str]] = field(default_factory=Counter)  # category, how said instead
    decoys: Counter[tuple[str, bool]] = field(default_factory=Counter)  # category, hard
    strong: Counter[tuple[str, bool]] = field(default_factory=Counter)
    likely: Counter[tuple[str, bool]] = field(default_factory=Counter)
    ordinary: int = 0
    disturbed: int = 0
    required: set[Key] = field(default_factory=set)
    plain: set[Key] = field(default_factory=set)
    misses: list[tuple[str, ...]] = field(default_factory=list)  # category, person, fact, what was seen, text
    false: list[tuple[str, ...]] = field(default_factory=list)  # category, person, what was seen, text

    def recall(self, chosen: set[Key]) -> float:
        """Share found of the chosen (category, fact) pairs; 0 if nothing was planted there."""
        total = sum(self.planted[key] for key in chosen)
        return sum(self.found[key] for key in chosen) / total if total else 0.0

    def strong_false_rate(self) -> float:
        """Strong sightings a near miss, hard ones left out."""
        return _of(self.strong, hard=False) / max(1, _of(self.decoys, hard=False))

    def disturbed_rate(self) -> float:
        """Ordinary messages with a sighting of .5 and up."""
        return self.disturbed / max(1, self.ordinary)


def _of(counted: Counter[tuple[str, bool]], *, hard: bool) -> int:
    return sum(n for (_, is_hard), n in counted.items() if is_hard is hard)


# --- writing and looking -----------------------------------------------------------------------------------------


def _message(number: int, parts: tuple[str, ...]) -> dict[str, object]:
    marked = ("bold", "italic", "spoiler")[number % 3]
    entities = [{"type": marked if i % 2 else "plain", "text": part} for i, part in enumerate(parts)]
    text = [e["text"] if e["type"] == "plain" else e for e in entities]
    return {
        "id": number,
        "type": "message",
        "date": "2026-03-01T12:00:00",
        "date_unixtime": str(1772366400 + number * 7),
        "from": f"Neko {number % 300}",
        "from_id": f"user{9000 + number % 300}",
        "text": parts[0] if len(parts) == 1 else text,
        "text_entities": entities,
    }


@dataclass(frozen=True, kw_only=True)
class Size:
    """How often each category of mentions and of near misses is planted for each person, among how many messages."""

    mentions: int = 3
    decoys: int = 3
    ordinary: int = 4000


def write_export(path: Path, person: Hunted, rng: Random, size: Size) -> tuple[Truth, dict[int, str]]:
    """Write one chat in the layout of Telegram Desktop; what stands at each message, and its text."""
    content: list[Plant | Decoy | str] = [ordinary(rng) for _ in range(size.ordinary)]
    content += [plant for _ in range(size.mentions) for plant in mentions(person, rng)]
    content += [decoy for _ in range(size.decoys) for decoy in decoys(person, rng)]
    rng.shuffle(content)
    rows, truth, texts = [], Truth(), dict[int, str]()
    for number, item in enumerate(content, 1):
        parts = item.parts if isinstance(item, Plant) else (item if isinstance(item, str) else item.text,)
        rows.append(_message(number, parts))
        truth[number] = None if isinstance(item, str) else item
        texts[number] = "⟨|⟩".join(parts)
    chat = {"name": "Made up", "type": "private_supergroup", "id": 1000000099, "messages": rows}
    path.write_text(json.dumps(chat, ensure_ascii=False, indent=1), encoding="utf-8")
    return truth, texts


def look(folder: Path, person: Hunted, export: Path) -> Seen:
    """What the program sees in the export, by message."""
    command = Commands(folder)
    command.make(person.facts_file())
    result = command("check", str(export), "--json")
    if result.code not in (0, 1):
        raise SystemExit(f"check ended with {result.code}: {result.err}")
    seen: Seen = {}
    for sighting in json.loads(result.out)["sightings"]:
        here = seen.setdefault(int(sighting["locator"].removeprefix("message:")), {})
        for fact in sighting["facts"]:
            here[fact["fact"]] = max(here.get(fact["fact"], (0.0, "")), (fact["strength"], fact["how"]))
    return seen


# --- counting ----------------------------------------------------------------------------------------------------


def _shown(facts: dict[str, tuple[float, str]]) -> str:
    return ", ".join(f"{fact} {strength:.2f} {how}" for fact, (strength, how) in sorted(facts.items()))


def _count_plant(score: Score, person: Hunted, plant: Plant, facts: dict[str, tuple[float, str]], text: str) -> None:
    key = (plant.category, plant.fact)
    score.planted[key] += 1
    score.required |= {key} if plant.required else set()
    score.plain |= {key} if plant.plain else set()
    strength, how = facts.get(plant.fact, (0.0, ""))
    if strength < plant.least - 1e-9:
        score.misses.append((plant.category, person.key, plant.fact, _shown(facts), text))
        return
    score.found[key] += 1
    if plant.how:
        score.said[plant.category, how in plant.how] += 1
        if how not in plant.how:
            score.wrongly[plant.category, how] += 1


def _count_decoy(score: Score, person: Hunted, decoy: Decoy, facts: dict[str, tuple[float, str]], text: str) -> None:
    facts = {fact: seen for fact, seen in facts.items() if not decoy.about or fact in decoy.about}
    strongest = max((strength for strength, _ in facts.values()), default=0.0)
    score.decoys[decoy.category, decoy.hard] += 1
    score.likely[decoy.category, decoy.hard] += strongest >= LIKELY
    score.strong[decoy.category, decoy.hard] += strongest >= STRONG
    if strongest >= LIKELY:
        score.false.append((decoy.category, person.key, _shown(facts), text))


def count(score: Score, person: Hunted, truth: Truth, seen: Seen, texts: dict[int, str]) -> None:
    """Add one export to the score."""
    for number, item in truth.items():
        facts = seen.get(number, {})
        match item:
            case Plant():
                _count_plant(score, person, item, facts, texts[number])
            case Decoy():
                _count_decoy(score, person, item, facts, texts[number])
            case None:
                score.ordinary += 1
                if any(strength >= LIKELY for strength, _ in facts.values()):
                    score.disturbed += 1
                    score.false.append(("ordinary", person.key, _shown(facts), texts[number]))


def measure(folder: Path, seed: int, size: Size, people: tuple[Hunted, ...] = PEOPLE, see: Look = look) -> Score:
    """Write, look and count for each person; `see` is what looks, so that a wrong one can be put in its place."""
    score = Score()
    for person in people:
        here = folder / person.key
        here.mkdir()
        export = here / "result.json"
        truth, texts = write_export(export, person, Random(f"{seed} {person.key}"), size)
        count(score, person, truth, see(here, person, export), texts)
    return score


# --- showing it --------------------------------------------------------------------------------------------------

_FACTS = ("name", "kin", "home", "mobile", "mail", "handle", "jmbg", "plate", "born")


def _rate(score: Score, keys: list[Key]) -> str:
    return f"{score.recall(set(keys)):7.3f}" if keys else "      ."


def _planted(score: Score, keys: Collection[Key]) -> int:
    return sum(score.planted[key] for key in keys)


def _row(score: Score, group: str, categories: set[str]) -> str:
    by_fact = {fact: [(c, fact) for c in categories if (c, fact) in score.planted] for fact in _FACTS}
    every = [key for keys in by_fact.values() for key in keys]
    right, wrong = (sum(score.said[c, answer] for c in categories) for answer in (True, False))
    said = f"{right / (right + wrong):10.2f}" if right + wrong else " " * 10
    instead = Counter(how for (c, how), n in score.wrongly.items() if c in categories for _ in range(n))
    note = "" if score.required.intersection(every) else "  not required"
    cells = "".join(_rate(score, by_fact[fact]) for fact in _FACTS)
    return f"{group:<29}{cells} {_rate(score, every)}{_planted(score, every):8}{said} {' '.join(instead)}{note}"


def table(score: Score) -> str:
    """Recall by category and fact; two disguises as one row a first and one row a second."""
    groups: dict[str, set[str]] = defaultdict(set)
    for category, _fact in score.planted:
        first, plus, second = category.partition(" + ")
        for group in (f"{first} + …", f"… + {second}") if plus else (category,):
            groups[group].add(category)
    plain, required = ({category for category, _ in keys} for keys in (score.plain, score.required))
    order = sorted(groups, key=lambda g: ("…" in g, not groups[g] & required, not groups[g] & plain, g))
    head = f"{'recall':<29}" + "".join(f"{fact:>7}" for fact in _FACTS)
    head += f"{'all':>8} planted  how right, else said"
    return "\n".join([head, *(_row(score, group, groups[group]) for group in order)])


def summary(score: Score) -> str:
    """The figures that count."""
    every = set(score.planted)
    twice = {key for key in score.required if " + " in key[0]}
    sound = {key for key in score.required if "sound-" in key[0]}
    groups = {
        "plain": score.plain,
        "disguised once": score.required - score.plain - twice - sound,
        "disguised twice": twice - sound,
        "foreign by sound": sound,
        "all required": score.required,
        "without by sound": score.required - sound,
        "not required": every - score.required,
        "everything": every,
    }
    lines = [
        f"{name:<17}{score.recall(keys):.4f} of {sum(score.planted[k] for k in keys)}" for name, keys in groups.items()
    ]
    right = sum(n for (_, answer), n in score.said.items() if answer)
    lines.append(
        f"{'how said rightly':<17}{right / max(1, sum(score.said.values())):.4f} of {sum(score.said.values())}"
    )
    for name, hard in (("decoys", False), ("hard decoys", True)):
        total, strong, likely = (_of(counted, hard=hard) for counted in (score.decoys, score.strong, score.likely))
        rate = f"one in {total / strong:.0f}" if strong else "none"
        lines.append(f"{name:<17}{total}: strong {strong} ({rate}), .5 and up {likely}")
    lines.append(f"{'ordinary':<17}{score.ordinary}: .5 and up {score.disturbed} ({score.disturbed_rate():.4%})")
    wrong = sum(score.strong.values()) + score.disturbed
    found = sum(score.found.values())
    lines.append(f"{'precision':<17}{found / max(1, found + wrong):.4f} (found mentions against false sightings)")
    lines += [
        f"  {category:<26}{total:6}{score.strong[category, hard]:5} strong{score.likely[category, hard]:5} of .5 and up"
        + ("  hard" if hard else "")
        for (category, hard), total in sorted(score.decoys.items())
        if score.likely[category, hard]
    ]
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
    size = Size(mentions=chosen.passes, decoys=chosen.passes, ordinary=chosen.ordinary)
    with tempfile.TemporaryDirectory() as folder:
        score = measure(Path(folder), chosen.seed, size, people)
    print(table(score), summary(score), sep="\n\n")
    if chosen.misses:
        rows = [("FALSE", *row) for row in sorted(score.false)] + [("MISS", *row) for row in sorted(score.misses)]
        text = "\n".join("\t".join(cell.replace("\n", "⏎").replace("\t", "⇥") for cell in row) for row in rows)
        chosen.misses.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
