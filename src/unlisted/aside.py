"""Matching in a child process, so that it can get ready while the network is waited for, and its memory ends with it.

Facts and texts go through a pipe and never into a file, an argument or the environment.
"""

from __future__ import annotations

import struct
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from types import TracebackType

import msgspec

from unlisted.model import Batch, Fact, Mark, Person, SeenFact

_SECONDS = 60.0
_FRAME = struct.Struct("<I")
_MARK = Mark(locator="page", place="", within="")


class Aside:
    """A child that finds `facts` of a person in texts, as they come. Use it in a `with`: it ends with it.

    Texts are fed by one thread, and what was found is asked for once, at the end.
    """

    def __init__(self, facts: Sequence[Fact], person: Person) -> None:
        self._empty: list[bool] = []
        # -P: a folder she stands in must not be able to bring its own modules.
        self._child = subprocess.Popen(
            [sys.executable, "-P", "-m", "unlisted.aside"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        self._send(msgspec.msgpack.encode((tuple(facts), person)))

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

    def feed(self, text: str) -> None:
        """One more text. Never raises, and does not keep it."""
        self._empty.append(not text.strip())
        self._send(text.encode("utf-8", "replace"))

    def found(self) -> list[tuple[SeenFact, ...] | None]:
        """What is seen in each text, in their order; None where that could not be found out."""
        found: list[tuple[SeenFact, ...]] = []
        with self._in_time(), suppress(OSError, ValueError, msgspec.MsgspecError):
            found = msgspec.msgpack.decode(self._answer(), type=list[tuple[SeenFact, ...]])
        if len(found) != len(self._empty):
            return [None for _ in self._empty]
        return [None if blank else seen for seen, blank in zip(found, self._empty, strict=True)]

    def _send(self, data: bytes) -> None:
        with self._in_time(), suppress(OSError, ValueError):
            if self._child.stdin is not None:
                self._child.stdin.write(_FRAME.pack(len(data)) + data)
                self._child.stdin.flush()

    def _answer(self) -> bytes:
        """The child answers when it has heard everything, so neither waits for the other."""
        if self._child.stdin is None or self._child.stdout is None:
            return b""
        self._child.stdin.close()
        return self._child.stdout.read()

    @contextmanager
    def _in_time(self) -> Iterator[None]:
        timer = threading.Timer(_SECONDS, self._child.kill)
        timer.start()
        try:
            yield
        finally:
            timer.cancel()


def _frames() -> Iterator[bytes]:
    while len(head := sys.stdin.buffer.read(_FRAME.size)) == _FRAME.size:
        yield sys.stdin.buffer.read(_FRAME.unpack(head)[0])


def main() -> None:
    """The child: get ready, hear everything, answer, end."""
    from unlisted.match import compile_facts, manner_of
    from unlisted.sources.base import pack

    frames = _frames()
    facts, person = msgspec.msgpack.decode(next(frames), type=tuple[tuple[Fact, ...], Person])
    matcher = compile_facts(facts, manner_of(person))
    found: list[tuple[SeenFact, ...]] = []
    for frame in frames:
        batch: Batch = pack([frame.decode("utf-8", "replace")], lambda _index: _MARK)
        found.append(tuple(seen for hit in matcher.find(batch) for seen in hit.facts))
    sys.stdout.buffer.write(msgspec.msgpack.encode(found))


if __name__ == "__main__":
    main()
