"""What `unlisted --help` costs in CPU time, beside what an empty Python costs: medians of 15 runs in turn.

python tests/bench/help.py
"""

import resource
import statistics
import subprocess
import sys


def cpu(*command: str) -> float:
    """CPU milliseconds of one run."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, capture_output=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return 1000 * (after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)


def main() -> None:
    runs = [
        (
            cpu(sys.executable, "-m", "unlisted", "--help"),
            cpu(sys.executable, "-c", "import click"),
            cpu(sys.executable, "-c", ""),
        )
        for _ in range(15)
    ]
    ours, click, empty = (statistics.median(column) for column in zip(*runs, strict=True))
    print(f"unlisted --help {ours:.0f} ms CPU; import click {click:.0f} ms; empty Python {empty:.0f} ms")


if __name__ == "__main__":
    main()
