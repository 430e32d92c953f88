"""Processes of this machine that help with long looks: begun before they are needed, gone with the one that asked."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing.process import BaseProcess

    from unlisted.crew import Crew

LONG = 64 << 20  # bytes from which on a second process is worth its start
MOST = 8  # processes beside this one
# Of mallopt(3): how much that was freed is kept, how much is fetched beyond what is asked for, and from what size on
# memory is not kept at all.
_KEPT = {-1: 32 << 20, -2: 8 << 20, -3: 8 << 20}


class Helpers(NamedTuple):
    """Processes that prepare to help with a long look, and how many."""

    pool: ProcessPoolExecutor
    lanes: int

    def crew(self) -> Crew:
        from unlisted.crew import Crew

        return Crew(self.pool, self.lanes)


@contextmanager
def helpers_for(size: int) -> Iterator[Helpers | None]:
    """Who helps with a look at `size` bytes: nobody, or a process for each further core."""
    lanes = min(MOST, _cores() - 1, size // LONG)
    if size >= LONG:
        _keep_memory()
    pool = _pool(lanes) if lanes > 0 else None
    if pool is None:
        yield None
        return
    try:
        yield Helpers(pool, lanes)
    finally:
        pool.shutdown(cancel_futures=True)  # what is being read ends within a tenth of a second


def _pool(lanes: int) -> ProcessPoolExecutor | None:
    """Processes that have begun to prepare; None where there can be none, and one process does it all."""
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    try:
        # A new process on every system: nothing of this one, which holds the open vault, is copied into it.
        pool = ProcessPoolExecutor(lanes, mp_context=get_context("spawn"), initializer=_begin)
        _start(pool, lanes)
    except (OSError, ImportError, RuntimeError):  # no semaphores or no processes here
        return None
    return pool


def _cores() -> int:
    """How many processors this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on macOS and Windows
        return os.cpu_count() or 1


def _start(pool: ProcessPoolExecutor, lanes: int) -> None:
    """Begin all processes now. They inherit that Ctrl-C is not for them."""
    main = threading.current_thread() is threading.main_thread()
    before = signal.signal(signal.SIGINT, signal.SIG_IGN) if main else None
    try:
        for _ in range(lanes):
            pool.submit(_ready)
    finally:
        if main:
            signal.signal(signal.SIGINT, before)


def _begin() -> None:
    """What a helping process does first: leave Ctrl-C to the one that asked, and end when that one ends."""
    from multiprocessing import parent_process

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _keep_memory()
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _keep_memory() -> None:
    """Keep what is freed after one piece of a file for the next: to give it back and fetch it anew each time takes a
    twentieth of a long look. Where the C library is another than glibc, nothing.
    """
    import ctypes

    try:
        mallopt = ctypes.CDLL(None).mallopt
    except (OSError, TypeError, AttributeError):
        return
    for parameter, value in _KEPT.items():
        mallopt(parameter, value)


def _end_with(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)  # whatever is being read: nobody waits for it


def _ready() -> None:
    """Import what every task needs, while the other process still prepares."""
    import unlisted.crew
    import unlisted.sources.chats.telegram  # noqa: F401
