"""How long and how much memory a look at a large export takes, against ripgrep reading the same file.

    python tests/bench/export.py [MEGABYTES]        # 100 by default

Prints wall seconds, CPU seconds and peak memory of the looking process, what was found of what was planted, and the
same for `rg -ciF` with the facts as typed where ripgrep is installed. One run a side, in turn, three times; compare
ratios. Unlocking is left out: the vault is opened with its identity.
"""

import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from support.exports import FACTS_FILE, write_export
from support.watched import PEAK


def timed(command: list[str]) -> tuple[float, float, subprocess.CompletedProcess[str]]:
    """Wall and CPU seconds of one run of a command."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=False, encoding="utf-8")
    wall, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime, done


def main() -> None:
    megabytes = float(sys.argv[1]) if len(sys.argv) > 1 else 100.0
    from unlisted.facts import read_facts
    from unlisted.vault import Vault
    from unlisted.vault.seal import new_identity

    with tempfile.TemporaryDirectory() as folder:
        export = Path(folder, "result.json")
        truth = write_export(export, megabytes)
        person, facts = read_facts(FACTS_FILE)
        patterns = Path(folder, "patterns")
        patterns.write_text("\n".join(fact.value for fact in facts), encoding="utf-8")
        for turn in range(3):
            identity = new_identity()
            with Vault.create(Path(folder, f"v{turn}"), None, person, identity=identity) as vault:
                vault.store.add_facts(facts)
                vault.save()
            look = [sys.executable, "-c", PEAK, str(Path(folder, f"v{turn}")), identity, str(export)]
            wall, cpu, done = timed(look)
            peak = int(done.stderr.strip().split("\n")[-1])
            seen = {
                int(s["locator"].removeprefix("message:")): {f["fact"] for f in s["facts"] if f["strength"] >= 0.5}
                for s in json.loads(done.stdout)["sightings"]
            }
            found = sum(plant.fact in seen.get(number, ()) for number, plant in truth.items())
            false = sum(bool(facts) and number not in truth for number, facts in seen.items())
            print(f"unlisted  wall {wall:6.2f} s  cpu {cpu:6.2f} s  peak {peak:5.0f} MB  found {found}/{len(truth)}  other messages {false}")  # fmt: skip  # noqa: E501
            if rg := shutil.which("rg"):
                wall_rg, cpu_rg, _done = timed([rg, "-ciF", "-f", str(patterns), str(export)])
                print(f"rg -ciF   wall {wall_rg:6.2f} s  cpu {cpu_rg:6.2f} s  ratio {wall / wall_rg:.1f}")


if __name__ == "__main__":
    main()
