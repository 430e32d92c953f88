"""The one way to the network: give an agreed plan, get one result a line, as they come. Callers see no asyncio."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

from unlisted.model import LedgerEntry, Reason
from unlisted.net.plan import Agreed
from unlisted.net.results import Key, Recorder, Result, unknown
from unlisted.net.settings import Settings

if TYPE_CHECKING:
    import ssl

    from unlisted.net.pace import Pause
    from unlisted.net.resolver import Resolve
    from unlisted.net.run import Run

_GLANCE = 0.1  # seconds between two looks at `stopping`
_PATIENCE = 5.0  # seconds for connections to end when we stop

Stopping = Callable[[], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """How to ask the network. Making one opens nothing.

    `record` receives every ledger entry, in the thread that reads the results. `jitter` gives numbers from 0 to 1,
    `secret` is drawn anew for each run of the program and makes the stream identities with a proxy. The last three
    are seams for tests: certificates to trust, how names are resolved, how time passes between two requests.
    """

    settings: Settings
    record: Recorder
    now: Callable[[], datetime]
    jitter: Callable[[], float]
    secret: str
    trust: ssl.SSLContext | None = field(default=None, repr=False)
    resolve: Resolve | None = None
    pause: Pause | None = None

    def look(self, agreed: Agreed, *, stopping: Stopping = lambda: False) -> Looks:
        """Ask what was agreed to. Use it in a `with`, or read it to its end."""
        return Looks(self, agreed, stopping)


class Looks(Iterator[Result]):
    """Results as they come: one for every line, and one for every control probe asked for."""

    def __init__(self, gate: Gate, agreed: Agreed, stopping: Stopping) -> None:
        self._gate, self._agreed, self._stopping = gate, agreed, stopping
        self._lines = {line.id: line for line in agreed.plan.lines}
        self._open: set[Key] = {(name, False) for name in self._lines}
        self._probed: set[str] = set()
        self._out: SimpleQueue[LedgerEntry | tuple[Key, Result] | str] = SimpleQueue()
        self._ready, self._stopped = threading.Event(), False
        self._run: Run | None = None
        self._thread = threading.Thread(target=self._in_thread, daemon=True, name="net")
        if self._lines:
            self._thread.start()

    def __enter__(self) -> Looks:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __iter__(self) -> Looks:
        return self

    def __next__(self) -> Result:
        while self._open:
            if not self._stopped and self._stopping():
                self.stop()
            try:
                item = self._out.get(timeout=_GLANCE)
            except Empty:
                if not self._thread.is_alive() and self._out.empty():
                    return self._lost()
                continue
            if isinstance(item, LedgerEntry):
                self._gate.record(item)
                continue
            if isinstance(item, str):
                if item not in self._probed:
                    self._probed.add(item)
                    self._open.add((item, True))
                continue
            key, result = item
            if key in self._open:
                self._open.discard(key)
                self._delivered(key)
                return result
        self.close()
        raise StopIteration

    def probe(self, line: str) -> None:
        """Ask the control probe of a line, once; its result has `control` set. Raises `ValueError` if it has none.

        Does nothing if it was begun already because the line is slow.
        """
        planned = self._lines[line]
        if planned.control is not None and planned.control_after is not None and line in self._probed:
            return
        if planned.control is None or line in self._probed:
            raise ValueError("a line has one control probe, if it was planned")
        self._probed.add(line)
        self._open.add((line, True))
        if self._stopped:
            self._out.put(((line, True), unknown((line, True), Reason.INTERRUPTED)))
        else:
            self._call(lambda run: run.begin(planned, control=True))

    def stop(self) -> None:
        """End all requests; the lines that have no result yet get `Unknown` as theirs."""
        self._stopped = True
        self._call(lambda run: run.stop())

    def close(self) -> None:
        """End everything and write down what ran."""
        if self._thread.is_alive():
            self._call(lambda run: run.end())
            self._thread.join(_PATIENCE)
        self._open.clear()
        while not self._out.empty():
            item = self._out.get()
            if isinstance(item, LedgerEntry):
                self._gate.record(item)

    def _lost(self) -> Result:
        """The thread died, which is a fault of ours; no line may end as if nothing had been found."""
        key = next(iter(sorted(self._open)))
        self._open.discard(key)
        return unknown(key, Reason.ERROR)

    def _delivered(self, key: Key) -> None:
        self._call(lambda run: run.delivered(key))

    def _call(self, do: Callable[[Run], object]) -> None:
        self._ready.wait()
        run = self._run
        if run is not None:
            with suppress(RuntimeError):  # the loop has ended by itself
                run.loop.call_soon_threadsafe(do, run)

    def _in_thread(self) -> None:
        from unlisted.net.lean import lean

        lean()
        from unlisted.net.run import run  # asyncio and the HTTP library, 100 ms

        try:
            run(self._gate, self._agreed, self._out, self._begun)
        finally:
            self._ready.set()

    def _begun(self, run: Run) -> None:
        self._run = run
        self._ready.set()
