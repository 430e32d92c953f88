"""Matching in a child process, so that it can get ready while the network is waited for, and its memory ends with it.

Facts and texts go through a pipe and never into a file, an argument or the environment.
"""

from __future__ import annotations

import struct
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from types import TracebackType

import msgspec

from unlisted.model import Batch, Fact, Mark, SeenFact

_SECONDS = 60.0
_FRAME = struct.Struct("<I")
_MARK = Mark(locator="page", place="", within="")


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

    def find(self, texts: Iterable[str]) -> list[tuple[SeenFact, ...] | None]:
        """What is seen in each text; None where that could not be found out. One text is in memory at a time."""
        timer = threading.Timer(_SECONDS, self._child.kill)
        timer.start()
        empty: list[bool] = []
        try:
            self._send(msgspec.msgpack.encode(self._facts))
            for text in texts:
                empty.append(not text.strip())
                self._send(text.encode("utf-8", "replace"))
            answer = self._answer()
            found = msgspec.msgpack.decode(answer, type=list[tuple[SeenFact, ...]])
        except (OSError, ValueError, msgspec.MsgspecError):
            found = []
        finally:
            timer.cancel()
        if len(found) != len(empty):
            return [None for _ in (*empty, *texts)]
        return [None if blank else seen for seen, blank in zip(found, empty, strict=True)]

    def _send(self, data: bytes) -> None:
        if self._child.stdin is not None:
            self._child.stdin.write(_FRAME.pack(len(data)) + data)

    def _answer(self) -> bytes:
        """The child answers when it has heard everything, so neither waits for the other."""
        if self._child.stdin is None or self._child.stdout is None:
            return b""
        self._child.stdin.close()
        return self._child.stdout.read()


def _frames() -> Iterator[bytes]:
    while len(head := sys.stdin.buffer.read(_FRAME.size)) == _FRAME.size:
        yield sys.stdin.buffer.read(_FRAME.unpack(head)[0])


def main() -> None:
    """The child: get ready, hear everything, answer, end."""
    from unlisted.match import compile_facts
    from unlisted.sources.base import pack

    frames = _frames()
    matcher = compile_facts(msgspec.msgpack.decode(next(frames), type=tuple[Fact, ...]))
    found: list[tuple[SeenFact, ...]] = []
    for frame in frames:
        batch: Batch = pack([frame.decode("utf-8", "replace")], lambda _index: _MARK)
        found.append(tuple(seen for hit in matcher.find(batch) for seen in hit.facts))
    sys.stdout.buffer.write(msgspec.msgpack.encode(found))


if __name__ == "__main__":
    main()
