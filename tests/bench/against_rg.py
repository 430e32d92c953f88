"""A look at a large Telegram export against ripgrep with every spelling that a diligent person would list.

    python tests/bench/against_rg.py [--large MB] [--small MB] [--rounds N] [--keep FOLDER]

Makes an export of each size, writes the patterns, and runs in turn, each time with a fresh vault: `unlisted check`
with the processes it takes by itself, the same with one, and `rg -ciF -f PATTERNS`. Prints the marginal seconds per GB
(large less small), fixed cost, ratios, memory of every process, and what was found. Compare ratios, not seconds.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from support.exports import FACTS_FILE, Plant, write_export
from unlisted.facts import read_facts
from unlisted.text.forms import stem_and_endings
from unlisted.text.scripts import to_cyrillic

PROGRAM = """
import json, sys, time
from pathlib import Path

def peak(process):
    status = Path(f"/proc/{process}/status")
    return int(status.read_text().split("VmHWM:")[1].split()[0]) / 1024 if status.exists() else 0.0

if __name__ == "__main__":
    import unlisted.cli.helpers as helpers
    from unlisted.cli.app import run
    from unlisted.cli.door import Door
    from concurrent.futures import ProcessPoolExecutor
    peaks = []
    if sys.argv[4] == "1":
        helpers.MOST = 0
    old = ProcessPoolExecutor.shutdown
    def shutdown(pool, *words, **more):
        peaks.extend(peak(one) for one in pool._processes)
        old(pool, *words, **more)
    ProcessPoolExecutor.shutdown = shutdown
    began = time.perf_counter()
    run(["check", sys.argv[3], "--json"], Door(folder=Path(sys.argv[1]), identity=sys.argv[2]))
    print(json.dumps({"wall": time.perf_counter() - began, "peaks": [peak("self"), *peaks]}), file=sys.stderr)
"""
_BARE = str.maketrans("čćšžđČĆŠŽĐ", "ccszdCCSZD")
_BARE_DJ = {**str.maketrans("čćšžČĆŠŽ", "ccszCCSZ"), ord("đ"): "dj", ord("Đ"): "Dj"}


@dataclass
class Run:
    """One run of one side: wall seconds, peak memory of each of its processes in MB, what it wrote."""

    wall: float
    peaks: list[float]
    out: str


def spellings(text: str) -> set[str]:
    """As typed, without its diacritics in both ways, in the other script."""
    return {text, text.translate(_BARE), text.translate(_BARE_DJ), to_cyrillic(text)}


def forms(word: str) -> list[str]:
    """The word and its five commonest forms."""
    stem, _own, endings = stem_and_endings(word)
    return [word, *(word[: len(stem)] + ending for ending in endings[:5])]


def patterns() -> list[str]:
    """Every spelling of the facts that one can list in an hour."""
    listed: set[str] = set()
    for given, surname in (("Žarka", "Džepić"), ("Žarka", "Ljutica"), ("Žarka", "Džepić-Ljutica"), ("Đurđa", "Džepić")):
        pairs = [(a, surname) for a in forms(given)] + [(given, b) for b in forms(surname)]
        for a, b in pairs:
            for whole in (f"{a} {b}", f"{b} {a}", f"{b}, {a}"):
                listed |= spellings(whole)
        listed |= spellings(given + surname)
    for street in forms("Čekićeva"):
        for number in (" 23", " br. 23", " broj 23", " br 23", "23"):
            listed |= spellings(street + number)
    listed |= {
        "0650000456", "065/000-0456", "065/0000456", "065 0000456", "065 000 0456", "065-000-0456", "065/000-04-56",
        "065 000 04 56", "065.000.0456", "+381650000456", "+381 65 0000456", "+381 65 000 0456", "+381 65 000 04 56",
        "00381650000456", "00381 65 0000456", "+381 (0)65 0000456", "(065) 000-0456", "0 6 5 0 0 0 0 4 5 6",
        "zarka.dz@example.org", "zarka.dz[at]example.org", "zarka.dz(at)example.org", "zarka.dz at example.org",
        "zarka_lj_77", "@zarka_lj_77",
    }  # fmt: skip
    return sorted(listed)


def look(folder: Path, export: Path, processes: str) -> Run:
    """One `unlisted check` with a fresh vault; unlocking is left out, it costs the same whatever is looked at."""
    from unlisted.vault import Vault
    from unlisted.vault.seal import new_identity

    person, facts = read_facts(FACTS_FILE)
    identity = new_identity()
    with tempfile.TemporaryDirectory(dir=folder) as fresh:
        with Vault.create(Path(fresh, "v"), None, person, identity=identity) as vault:
            vault.store.add_facts(facts)
            vault.save()
        words = [sys.executable, "-c", PROGRAM, str(Path(fresh, "v")), identity, str(export), processes]
        # Compiled once, as an installed program is.
        kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        done = subprocess.run(words, capture_output=True, text=True, check=True, encoding="utf-8", env=kept)
    told = json.loads(done.stderr.strip().split("\n")[-1])
    return Run(told["wall"], told["peaks"], done.stdout)


def search(listed: Path, export: Path) -> Run:
    """One run of ripgrep."""
    began = time.perf_counter()
    done = subprocess.run(["rg", "-ciF", "-f", str(listed), str(export)], capture_output=True, text=True, check=False)
    return Run(time.perf_counter() - began, [], done.stdout)


def found(out: str, truth: dict[int, Plant]) -> str:
    """How many of the planted mentions were seen, and messages that were reported without one."""
    seen: dict[int, set[str]] = {}
    for sighting in json.loads(out)["sightings"]:
        if sighting["locator"].startswith("message:"):
            facts = {fact["fact"] for fact in sighting["facts"] if fact["strength"] >= 0.5}
            seen.setdefault(int(sighting["locator"].removeprefix("message:")), set()).update(facts)
    right = sum(plant.fact in seen.get(number, ()) for number, plant in truth.items())
    wrong = sum(bool(facts) and number not in truth for number, facts in seen.items())
    return f"{right} of {len(truth)} planted found, {wrong} other messages reported"


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--large", type=float, default=1050)
    words.add_argument("--small", type=float, default=50)
    words.add_argument("--rounds", type=int, default=5)
    words.add_argument("--every", type=int, default=20_000, help="messages between two mentions")
    chosen = words.parse_args()
    if not shutil.which("rg"):
        raise SystemExit("ripgrep (rg) is not installed")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        listed = folder / "patterns"
        listed.write_text("\n".join(patterns()) + "\n", encoding="utf-8")
        sizes = {size: folder / f"{size:.0f}.json" for size in (chosen.small, chosen.large)}
        truth = {size: write_export(path, size, every=chosen.every) for size, path in sizes.items()}
        sides = {
            "unlisted": lambda path: look(folder, path, "all"),
            "unlisted, one process": lambda path: look(folder, path, "1"),
            f"rg, {len(patterns())} patterns": lambda path: search(listed, path),
        }
        runs: dict[tuple[str, float], list[Run]] = {}
        for _ in range(chosen.rounds):
            for size, path in sizes.items():
                for side, run in sides.items():
                    runs.setdefault((side, size), []).append(run(path))
        report(sizes, list(sides), runs, found(runs["unlisted", chosen.large][0].out, truth[chosen.large]))


def report(sizes: dict[float, Path], sides: list[str], runs: dict[tuple[str, float], list[Run]], seen: str) -> None:
    """Medians, the marginal cost, and ratios of it."""
    small, large = sizes
    gigabytes = (sizes[large].stat().st_size - sizes[small].stat().st_size) / 1e9
    marginal: dict[str, float] = {}
    for side in sides:
        one, other = (statistics.median(run.wall for run in runs[side, size]) for size in (small, large))
        each = [(b.wall - a.wall) / gigabytes for a, b in zip(runs[side, small], runs[side, large], strict=True)]
        marginal[side] = statistics.median(each)
        peaks = [max(column) for column in zip(*(run.peaks for run in runs[side, large]), strict=False)]
        memory = f", {' and '.join(f'{peak:.0f}' for peak in peaks)} MB" if peaks else ""
        print(
            f"{side:24} {one:6.2f} s and {other:6.2f} s; a further GB {marginal[side]:.2f} s "
            f"({min(each):.2f} to {max(each):.2f}){memory}"
        )
    ours, alone, rg = (marginal[side] for side in sides)
    whole = [statistics.median(run.wall for run in runs[side, large]) for side in sides]
    print(f"a further GB, rg's time over ours: {rg / ours:.2f} ({rg / alone:.2f} with one process)")
    print(f"all of {large:.0f} MB, one process over all: {whole[1] / whole[0]:.2f}")
    print(seen)


if __name__ == "__main__":
    main()
