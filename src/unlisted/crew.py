"""A long look shared among processes: stretches of a file out, what was seen in them in, in the order of the file.

A task carries a path, a range of bytes and the compiled facts, never text of a document, and what comes back is closed
words and numbers. Any `concurrent.futures` executor will do: one of this machine's processes, or of a cluster. Where a
stretch ends, who reads it and who is first never changes what is found.
"""

from __future__ import annotations

import pickle
from collections import Counter, deque
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, wait
from dataclasses import dataclass, field
from functools import lru_cache

from unlisted.model import Glance, Reason
from unlisted.sightings import Eye, Seen
from unlisted.sources import Reading
from unlisted.sources.base import Divisible, Leaf, Rest, Stretch, StretchEnd

STRETCH = 16 << 20  # bytes of one task
ALONE = 8 << 20  # bytes from which on a chat is shared, and of a chat among others what is read before
_AHEAD = 64  # stretches that may be done before the one that is waited for
_PATIENCE = 0.1  # seconds between two looks whether she wants to stop


@dataclass(frozen=True, slots=True)
class Crew:
    """Who helps: an executor that takes `lanes` tasks at once beside the process that asks, or nobody."""

    executor: Executor | None = None
    lanes: int = 1
    stretch: int = STRETCH
    alone: int = ALONE


@dataclass(frozen=True, slots=True)
class Task:
    """One stretch to be read. `kit` is the pickled `Eye`."""

    stretch: Stretch
    source: Divisible
    kit: bytes = field(repr=False)


@dataclass(slots=True)
class Took:
    """What became of a task: what was seen, what was counted, where it ended; `reason` if it could not be done."""

    end: StretchEnd = field(default_factory=StretchEnd)
    seen: list[Seen] = field(default_factory=list)
    documents: int = 0
    read: Counter[str] = field(default_factory=Counter)
    unread: Counter[str] = field(default_factory=Counter)
    repaired: int = 0
    leaves: list[Leaf] = field(default_factory=list)
    scattered: bool = False
    reason: Reason | None = None


@lru_cache(maxsize=1)
def _eye(kit: bytes) -> Eye:
    """The eye of this process; facts are compiled once, however many tasks follow."""
    eye: Eye = pickle.loads(kit)  # noqa: S301 - packed by this program
    return eye


def take(task: Task) -> Took:
    """Do one task, wherever this runs. Raises nothing, for an exception could quote the document."""
    try:
        eye = _eye(task.kit)
    except Exception:  # noqa: BLE001 - see above
        return Took(reason=Reason.ERROR)
    return _take(task, eye)


def _take(task: Task, eye: Eye) -> Took:
    took, reading = Took(), Reading(mine=eye.mine)
    try:
        for one in task.source.read_stretch(task.stretch, reading, took.end):
            took.seen += eye.seen(one)
            took.documents += one.documents if isinstance(one, Glance) else len(one.starts)
    except FileNotFoundError:
        took.reason = Reason.NOT_FOUND
    except OSError:
        took.reason = Reason.NOT_READABLE
    except Exception:  # noqa: BLE001 - see above; the look becomes Unknown
        took.reason = Reason.ERROR
    took.read, took.unread, took.repaired = reading.read, reading.unread, reading.repaired
    took.leaves, took.scattered = reading.leaves, reading.scattered
    return took


def share(rest: Rest, source: Divisible, eye: Eye, crew: Crew, stopping: Callable[[], bool]) -> Iterator[Took]:
    """What was seen in `rest`, stretch after stretch, until its end, or until `stopping`, with what is done by then."""
    helpers = _Helpers(crew)
    kit = pickle.dumps(eye) if crew.executor else b""
    waiting = deque(Task(stretch, source, kit) for stretch in rest.stretches(crew.stretch))
    asked: deque[tuple[Task, Future[Took] | Took]] = deque()
    try:
        while waiting or asked:
            if asked and (took := helpers.done(*asked[0], eye)):
                asked.popleft()
                yield took
                if took.end.closed or took.end.cut or took.reason:
                    return
                continue
            if stopping():
                return
            while waiting and helpers.idle and (future := helpers.ask(waiting[0])):
                asked.append((waiting.popleft(), future))
            if waiting and len(asked) < _AHEAD:
                asked.append((waiting[0], _take(waiting.popleft(), eye)))
            else:
                wait([one for _task, one in asked if isinstance(one, Future)][:1], _PATIENCE)
    finally:
        helpers.dismiss()


class _Helpers:
    """The executor of a crew: asked while it works, done without as soon as it fails."""

    def __init__(self, crew: Crew) -> None:
        self._executor, self._most = crew.executor, 2 * crew.lanes
        self._asked: list[Future[Took]] = []

    @property
    def idle(self) -> bool:
        """Whether another task should be given out: one that is done and one that waits, for each lane."""
        self._asked = [future for future in self._asked if not future.done()]
        return self._executor is not None and len(self._asked) < self._most

    def ask(self, task: Task) -> Future[Took] | None:
        """Give a task out; None if the executor takes none."""
        assert self._executor  # noqa: S101 - see `idle`
        try:
            future = self._executor.submit(take, task)
        except (RuntimeError, OSError):  # it is broken or shut down, or no process can be started
            self._executor = None
            return None
        self._asked.append(future)
        return future

    def done(self, task: Task, one: Future[Took] | Took, eye: Eye) -> Took | None:
        """What became of a task, None if it is not done. What the executor lost is done here."""
        if isinstance(one, Took):
            return one
        if not one.done():
            return None
        if one.cancelled() or one.exception() is not None:
            self._executor = None
            return _take(task, eye)
        return one.result()

    def dismiss(self) -> None:
        """Take back what has not been begun."""
        for future in self._asked:
            future.cancel()
