"""The looks of one plan, side by side in one loop: the half of the gate that lives in a thread of its own."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from queue import SimpleQueue
from typing import TYPE_CHECKING

from unlisted.model import LedgerEntry, Reason
from unlisted.net.addresses import Url
from unlisted.net.look import Look, Shared
from unlisted.net.pace import Lane
from unlisted.net.plan import Agreed, Planned
from unlisted.net.resolver import SystemResolver
from unlisted.net.results import Key, Reply, Result, unknown
from unlisted.net.wire import Wire, tls_context

if TYPE_CHECKING:
    from unlisted.net.gate import Gate

Out = SimpleQueue[LedgerEntry | tuple[Key, Result] | str]  # a string: a line whose control probe has begun
_UNDELIVERED = 64  # results that may wait for whoever reads them
_PATIENCE = 5.0  # seconds for connections to end when we stop


def run(gate: Gate, agreed: Agreed, out: Out, begun: Callable[[Run], None]) -> None:
    """Carry out a plan, from a thread without a loop, until `Run.end`. Results and ledger entries go to `out`."""
    asyncio.run(_main(gate, agreed, out, begun))


async def _main(gate: Gate, agreed: Agreed, out: Out, begun: Callable[[Run], None]) -> None:
    # What a connection dies of goes to no log: such messages hold addresses, and what servers wrote.
    asyncio.get_running_loop().set_exception_handler(lambda _loop, _context: None)
    running = Run(gate, agreed, out)
    for line in agreed.plan.lines:
        running.begin(line, control=False)
    begun(running)
    await running.ended.wait()
    await running.finish()


class Run:
    """The looks of one plan, inside the loop."""

    def __init__(self, gate: Gate, agreed: Agreed, out: Out) -> None:
        self.loop, self.ended = asyncio.get_running_loop(), asyncio.Event()
        self._out = out
        self._shared = _shared(gate, agreed, out.put)
        self._room = asyncio.Semaphore(_UNDELIVERED)
        self._tasks: dict[asyncio.Task[Result], Key] = {}
        self._looks: dict[Key, Look] = {}
        self._controls: set[str] = set()

    def begin(self, line: Planned, *, control: bool) -> None:
        """Start one look."""
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
            result: Result = unknown(key, Reason.INTERRUPTED)
        elif task.exception() is not None:
            result = unknown(key, Reason.ERROR)  # a fault of ours: never "nothing found"
        else:
            result = task.result()
        self._out.put((key, result))
        if not isinstance(result, Reply):
            self._let_go(key)

    def delivered(self, key: Key) -> None:
        """A result has been taken."""
        if key in self._looks:
            self._room.release()
            self._let_go(key)

    def _let_go(self, key: Key) -> None:
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
