"""How long a vault takes: `python tests/bench/vault_speed.py [EXPOSURES]`, 100,000 unless said. Prints milliseconds.

Figures are medians of five, of this machine, on the disk of the temporary folder; making and unlocking, which are all
scrypt, are single runs.
"""

from __future__ import annotations

import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from unlisted.model import Change, Exposure, How, Intent, Kind, Link, Person, Reach, SeenFact, Visibility, What
from unlisted.vault import Vault

START = datetime(2026, 3, 1, tzinfo=UTC)


def exposures(count: int) -> list[Exposure]:
    """Messages in one invented group, each with one or two of her facts."""
    home = SeenFact(fact="home", kind=Kind.ADDRESS, parts=("street", "number"), how=How.INFLECTED, strength=0.75)
    name = SeenFact(fact="name-1", kind=Kind.NAME, parts=("given", "surname"), how=How.SCRIPT, strength=0.9)
    return [
        Exposure(
            id=f"{number:016x}",
            source="telegram",
            target="exports/ChatExport_2026-03-01/result.json",
            locator=f"message:{number}",
            within="c0ffee0000000000",
            reach=Reach.MEMBERS,
            facts=(home, name) if number % 3 else (home,),
            strength=0.75,
            state=Visibility.VISIBLE,
            first_seen=START,
            last_seen=START,
            last_looked=START,
            date=START + timedelta(seconds=number),
            intent=Intent.SEEKS,
            what=(What.ADDRESS,),
            number=number,
            sender=f"{number % 300:016x}",
            link=Link(chat=1000000017, message=number),
        )
        for number in range(count)
    ]


def timed(what: str, work: Callable[[], object], runs: int = 5) -> None:
    """Print the median of some runs."""
    took = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        took.append(1000 * (time.perf_counter() - start))
    print(f"{what:42} {statistics.median(took):9.1f} ms")


def main(count: int) -> None:
    """Measure each thing a person waits for."""
    some = exposures(count)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "vault"
        timed("make a vault", lambda: Vault.create(folder, "tiha kapija", Person(country="RS")).close(), 1)
        timed("unlock it by its passphrase", lambda: Vault.open(folder, "tiha kapija").close(), 1)
        with Vault.open(folder, "tiha kapija") as vault:
            identity = vault._identities[0]
            timed(f"put {count:,} exposures", lambda: vault.store.put_exposures(some))
            changes = dict.fromkeys((one.id for one in some), Change.NEW)
            timed("add a round of them", lambda: vault.store.add_round(START, START, [], changes), 1)
            timed("save", vault._save)
            timed("read them", vault.store.exposures)
            timed(f"hash {count:,} places", lambda: [vault.keyed(one.locator) for one in some])
        print(f"{'size of vault.age':42} {(folder / 'vault.age').stat().st_size / 1e6:9.1f} MB")
        timed("open with its identity", lambda: Vault.open(folder, identity=identity).close())
    for who, usage in (("this process", resource.RUSAGE_SELF), ("the unlocking child", resource.RUSAGE_CHILDREN)):
        print(f"{'peak memory, ' + who:42} {resource.getrusage(usage).ru_maxrss / 1024:9.0f} MB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
