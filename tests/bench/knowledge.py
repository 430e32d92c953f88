"""How long reading all knowledge takes, as installed and from TOML: `python tests/bench/knowledge.py`.

Both in fresh processes, taken in turn, so that a busy machine is fair to both; the time is what `load` and asking for
every entry adds to an interpreter that has started. An editable install must be fresh (`pip install -e .`).
"""

from __future__ import annotations

import statistics
import subprocess
import sys

TIMES = 15
SCRIPT = """
import sys, time
began = time.perf_counter()
from unlisted.knowledge import compiled, load
if sys.argv[1] == "toml":
    from pathlib import Path
    compiled.shipped.__defaults__ = (Path("nowhere"), compiled.DATA)
count = sum(1 for _ in load().entries())
print((time.perf_counter() - began) * 1000, count)
"""


def milliseconds(how: str) -> tuple[float, int]:
    done = subprocess.run([sys.executable, "-c", SCRIPT, how], capture_output=True, text=True, check=True)
    took, count = done.stdout.split()
    return float(took), int(count)


def main() -> None:
    ways: dict[str, list[float]] = {"compiled": [], "toml": []}
    count = 0
    for _ in range(TIMES):
        for way, times in ways.items():
            took, count = milliseconds(way)
            times.append(took)
    for way, times in ways.items():
        print(f"{way:>8}: {statistics.median(times):6.0f} ms median, {min(times):6.0f} ms best, {count} entries")


if __name__ == "__main__":
    main()
