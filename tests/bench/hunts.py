"""What threads and the whole summary cost with ten times the messages: `python tests/bench/hunts.py`.

Both sizes are taken in turn in one process, so that a busy machine is fair to both. Ten would be proportional.
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from unlisted.hunts import threads
from unlisted.model import Exposure, How, Intent, Kind, Reach, SeenFact, Visibility
from unlisted.report.summary import summarise

START = datetime(2026, 3, 1, tzinfo=UTC)
FACTS = [
    SeenFact(fact=f"fact-{number}", kind=kind, parts=("text",), how=How.EXACT, strength=0.9)
    for number, kind in enumerate((Kind.NAME, Kind.ADDRESS, Kind.PHONE, Kind.RELATIVE, Kind.WORKPLACE))
]
SIZES = (10_000, 100_000)


def messages(count: int) -> list[Exposure]:
    """Messages of five chats in the order in which they were written, a third of them answers."""
    rng = random.Random(7)
    return [
        Exposure(
            id=f"{rng.getrandbits(64):016x}", source="telegram", target="result.json", locator=f"message:{number}",
            within=f"{number % 5:016x}", reach=Reach.MEMBERS, facts=tuple(rng.sample(FACTS, rng.choice((1, 1, 2)))),
            strength=0.9, state=Visibility.VISIBLE, first_seen=START, last_seen=START, last_looked=START,
            date=START + timedelta(minutes=20 * number * SIZES[-1] // count), number=number,
            intent=rng.choice(list(Intent)), sender=f"{rng.randrange(300):016x}",
            reply_to=number - 5 * rng.randrange(1, 9) if rng.random() < 0.3 else None,
        )
        for number in range(count)
    ]  # fmt: skip


def main() -> None:
    samples = {size: messages(size) for size in SIZES}
    work: dict[str, Callable[[list[Exposure]], object]] = {
        "threads": threads,
        "summary": lambda found: summarise(found, (), today=date(2030, 1, 1)),
    }
    for name, run in work.items():
        taken: dict[int, list[float]] = {size: [] for size in SIZES}
        for _ in range(5):
            for size, found in samples.items():
                began = time.process_time()
                run(found)
                taken[size].append(time.process_time() - began)
        small, large = (statistics.median(taken[size]) * 1000 for size in SIZES)
        print(f"{name}: {small:.0f} ms for {SIZES[0]:,}, {large:.0f} ms for {SIZES[1]:,}: {large / small:.1f} times")


if __name__ == "__main__":
    main()
