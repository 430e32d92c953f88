"""The one way to the network: give an agreed plan, get one result a line, as they come. Callers see no asyncio."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

from unlisted.model import LedgerEntry, Reason
from unlisted.net.addresses import Url
from unlisted.net.plan import Agreed, Planned
from unlisted.net.results import Recorder, Reply, Result, Unknown
from unlisted.net.settings import Settings

if TYPE_CHECKING:
    import ssl

    from unlisted.net.look import Look, Shared
    from unlisted.net.pace import Lane, Pause
    from unlisted.net.resolver import Resolve

_GLANCE = 0.1  # seconds between two looks at `stopping`
_UNDELIVERED = 64  # results that may wait for whoever reads them
_PATIENCE = 5.0  # seconds for connections to end when we stop

Stopping = Callable[[], bool]
_Key = tuple[str, bool]
_Out = LedgerEntry | tuple[_Key, Result] | str  # a string is a line whose control probe was begun because it is slow


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
        self._open: set[_Key] = {(name, False) for name in self._lines}
        self._probed: set[str] = set()
        self._out: SimpleQueue[_Out] = SimpleQueue()
        self._ready, self._stopped = threading.Event(), False
        self._run: _Run | None = None
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
                self._call(partial(_Run.delivered, key=key))
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
            self._out.put(((line, True), _unknown((line, True), Reason.INTERRUPTED)))
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
        return _unknown(key, Reason.ERROR)

    def _call(self, do: Callable[[_Run], object]) -> None:
        self._ready.wait()
        run = self._run
        if run is not None:
            with suppress(RuntimeError):  # the loop has ended by itself
                run.loop.call_soon_threadsafe(do, run)

    def _in_thread(self) -> None:
        with suppress(asyncio.CancelledError):
            asyncio.run(self._main())

    async def _main(self) -> None:
        try:
            self._run = _Run(self._gate, self._agreed, self._out)
        finally:
            self._ready.set()
        for line in self._lines.values():
            self._run.begin(line, control=False)
        await self._run.ended.wait()
        await self._run.finish()


class _Run:
    """The looks of one plan, inside the loop."""

    def __init__(self, gate: Gate, agreed: Agreed, out: SimpleQueue[_Out]) -> None:
        self.loop, self.ended = asyncio.get_running_loop(), asyncio.Event()
        self._out = out
        self._shared = _shared(gate, agreed, out.put)
        self._room = asyncio.Semaphore(_UNDELIVERED)
        self._tasks: dict[asyncio.Task[Result], _Key] = {}
        self._looks: dict[_Key, Look] = {}
        self._controls: set[str] = set()

    def begin(self, line: Planned, *, control: bool) -> None:
        """Start one look."""
        from unlisted.net.look import Look

        key = (line.id, control)
        if control:
            if line.id in self._controls:
                return
            self._controls.add(line.id)
        look = self._looks[key] = Look(line, self._shared, control=control)
        task = self.loop.create_task(self._looked(look))
        self._tasks[task] = key
        task.add_done_callback(self._landed)
        if not control and line.control is not None and line.control_after is not None:
            self.loop.call_later(line.control_after, self._waited, line, look, task)

    def _waited(self, line: Planned, look: Look, task: asyncio.Task[Result]) -> None:
        """Begin the control probe of a line that was asked long ago and has no answer yet."""
        if task.done() or self.ended.is_set() or line.control_after is None or line.id in self._controls:
            return
        began = self.loop.time() if look.began is None else look.began
        if (left := began + line.control_after - self.loop.time()) > 0:
            self.loop.call_later(left, self._waited, line, look, task)
            return
        self._out.put(line.id)
        self.begin(line, control=True)

    async def _looked(self, look: Look) -> Result:
        result = await look.run()
        if isinstance(result, Reply):
            await self._room.acquire()  # until then it is in memory once, and its slot is free already
        return result

    def _landed(self, task: asyncio.Task[Result]) -> None:
        key = self._tasks.pop(task)
        if task.cancelled():
            result: Result = _unknown(key, Reason.INTERRUPTED)
        elif task.exception() is not None:
            result = _unknown(key, Reason.ERROR)  # a fault of ours: never "nothing found"
        else:
            result = task.result()
        self._out.put((key, result))
        if not isinstance(result, Reply):
            self._let_go(key)

    def delivered(self, key: _Key) -> None:
        """A result has been taken."""
        if key in self._looks:
            self._room.release()
            self._let_go(key)

    def _let_go(self, key: _Key) -> None:
        look = self._looks.pop(key, None)
        if look is not None and look.large:
            self._shared.larges.release()

    def stop(self) -> None:
        """Cancel what runs."""
        for task in list(self._tasks):
            task.cancel()

    def end(self) -> None:
        """Cancel what runs, and let the loop end."""
        self.stop()
        self.ended.set()

    async def finish(self) -> None:
        """Wait until the connections are closed."""
        if self._tasks:
            await asyncio.wait(list(self._tasks), timeout=_PATIENCE)


def _shared(gate: Gate, agreed: Agreed, put: Callable[[LedgerEntry], None]) -> Shared:
    from unlisted.net.lean import lean

    lean()
    from unlisted.net.look import Shared
    from unlisted.net.pace import Lane
    from unlisted.net.resolver import SystemResolver
    from unlisted.net.wire import Wire, tls_context

    settings, loop = gate.settings, asyncio.get_running_loop()
    slots = asyncio.Semaphore(settings.pace.at_once)
    lanes: dict[str, Lane] = {}

    def lane(url: Url) -> Lane:
        if url.authority not in lanes:
            lanes[url.authority] = Lane(settings.pace, slots, gate.pause or asyncio.sleep, loop.time)
        return lanes[url.authority]

    return Shared(
        settings=settings,
        wire=Wire(
            settings=settings,
            resolve=gate.resolve or SystemResolver(),
            context=gate.trust or tls_context(),
            secret=gate.secret,
        ),
        lanes=lane,
        larges=asyncio.Semaphore(settings.limits.larges),
        record=put,
        now=gate.now,
        jitter=gate.jitter,
        monotonic=loop.time,
        plan=agreed.digest,
    )


def _unknown(key: _Key, reason: Reason) -> Unknown:
    return Unknown(line=key[0], control=key[1], reason=reason, milliseconds=0)
