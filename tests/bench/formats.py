"""How fast exports of other messengers are read, and in how much memory: `python tests/bench/formats.py [MB]`.

Generated files, each read by a fresh process: seconds, megabytes of the file a second, peak resident megabytes.
"""

import json
import random
import re
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from sources.chats import made

READ = """
import re, sys, time
from pathlib import Path
from unlisted.sources.base import Reading
from unlisted.sources.folders import walk
began, messages, size = time.perf_counter(), 0, Path(sys.argv[1]).stat().st_size
for look in walk([sys.argv[1]]):
    reading = Reading()
    for batch in look.source.read(look.path, reading):
        pass
    assert reading.reason is None, reading.reason
    messages += reading.read["messages"]
took = time.perf_counter() - began
peak = int(re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())[1]) // 1024
rates = f"{size / 1e6 / took:.0f} MB/s, {messages / took:,.0f} messages/s"
print(f"{messages:,} messages, {took:.2f} s, {rates}, {peak} MB")
"""
LIST = re.compile(rb'("messages": \[\n).*(\n  \])', re.DOTALL)


def words(random_: random.Random) -> Callable[[], str]:
    letters = ("aeioukstrnmvlpčšžđ", "аеиоукстрнмвлпђшж")
    known = ["".join(random_.choices(letters[i % 2], k=random_.randint(2, 9))) for i in range(6000)]
    return lambda: " ".join(random_.choices(known, k=random_.randint(2, 25)))


def write(path: Path, whole: bytes, message: Callable[[int], bytes], size: int) -> None:
    """The export `whole` with its one message replaced by so many others."""
    list_ = LIST.search(whole)
    assert list_
    with path.open("wb") as out:
        written, number = out.write(whole[: list_.end(1)]), 0
        while written < size:
            one = b"    " + message(number).replace(b"\n", b"\n    ")
            written += out.write(b",\n" * (number > 0) + one)
            number += 1
        out.write(whole[list_.start(2) :])


def main(megabytes: int) -> None:
    text, dumps = words(random.Random(5)), lambda value: json.dumps(value, ensure_ascii=False, indent=2).encode()

    def author(i: int) -> dict[str, str]:
        return {"id": str(i % 300), "name": f"Đorđe {i % 300}", "nickname": f"Nadimak {i % 300}"}

    kinds: dict[str, tuple[bytes, Callable[[int], bytes]]] = {
        "Discord": (
            made.discord([made.discord_message(1)]),
            lambda i: dumps(made.discord_message(i, text(), author=author(i))),
        ),
        "Facebook": (
            made.facebook([made.facebook_message(1)]),
            lambda i: made.as_facebook(made.facebook_message(i, text(), sender_name=f"Đorđe {i % 300}")),
        ),
        "Google Chat": (
            made.google([made.google_message(1)]),
            lambda i: dumps(made.google_message(i, text(), creator=author(i))),
        ),
    }
    with tempfile.TemporaryDirectory() as folder:
        for name, (whole, message) in kinds.items():
            path = Path(folder, "message_1.json")
            write(path, whole, message, megabytes * 1_000_000)
            packed = path.with_suffix(".zip")
            with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
                archive.write(path, path.name)
            for label, file in ((name, path), (f"{name}, zipped", packed)):
                done = subprocess.run([sys.executable, "-c", READ, file], capture_output=True, text=True, check=True)
                print(f"{label}: {done.stdout.strip()}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
