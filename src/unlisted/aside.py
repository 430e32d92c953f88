"""Matching in a child process, so that it can get ready while the network is waited for, and its memory ends with it.

Facts and texts go through a pipe and never into a file, an argument or the environment.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from types import TracebackType

import msgspec

from unlisted.model import Batch, Fact, Mark, SeenFact

_SECONDS = 60.0
_MARK = Mark(locator="page", place="", within="")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Work:
    facts: tuple[Fact, ...]
    texts: tuple[str, ...]


class Aside:
    """A child that finds `facts`, one time. Use it in a `with`: it ends with it, whatever happened."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        self._facts = tuple(facts)
        # -P: a folder she stands in must not be able to bring its own modules.
        self._child = subprocess.Popen(
            [sys.executable, "-P", "-m", "unlisted.aside"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )  # fmt: skip

    def __enter__(self) -> Aside:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._child.kill()
        for pipe in (self._child.stdin, self._child.stdout):
            if pipe:
                with suppress(OSError):
                    pipe.close()
        self._child.wait()

    def find(self, texts: Sequence[str]) -> list[tuple[SeenFact, ...] | None]:
        """What is seen in each text; None where that could not be found out."""
        if not any(text.strip() for text in texts):
            return [() if text else None for text in texts]
        work = msgspec.msgpack.encode(_Work(facts=self._facts, texts=tuple(texts)))
        try:
            answer, _ = self._child.communicate(work, timeout=_SECONDS)
            found = msgspec.msgpack.decode(answer, type=list[tuple[SeenFact, ...]])
        except (OSError, ValueError, subprocess.TimeoutExpired):
            return [None] * len(texts)
        if len(found) != len(texts):
            return [None] * len(texts)
        return [seen if text.strip() else None for seen, text in zip(found, texts, strict=True)]


def main() -> None:
    """The child: get ready, read everything, answer, end."""
    from unlisted.match import compile_facts
    from unlisted.sources.base import pack

    work = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=_Work)
    matcher = compile_facts(work.facts)
    found: list[tuple[SeenFact, ...]] = []
    for text in work.texts:
        batch: Batch = pack([text], lambda _index: _MARK)
        found.append(tuple(seen for hit in matcher.find(batch) for seen in hit.facts))
    sys.stdout.buffer.write(msgspec.msgpack.encode(found))


if __name__ == "__main__":
    main()
