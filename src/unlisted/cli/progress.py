"""How far a long look has come: shown on a terminal's standard error after the first second, and Ctrl-C to stop it."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TYPE_CHECKING

from unlisted.cli.door import Door
from unlisted.locale import plural
from unlisted.locale import translate as _

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

QUIET_FOR = 1.0  # seconds before anything is shown


class Meter:
    """Counts bytes and documents; draws a bar once a look takes longer than `QUIET_FOR`."""

    def __init__(self, door: Door, total: int) -> None:
        self._door, self._total, self._done, self._documents = door, total, 0, 0
        self._began = time.monotonic()
        self._bar: tuple[Progress, TaskID] | None = None

    def advance(self, count: int) -> None:
        """`count` more bytes are behind us."""
        self._done += count
        if self._bar is None and sys.stderr.isatty() and time.monotonic() - self._began > QUIET_FOR:
            self._bar = _draw(self._door)
        if self._bar is not None:
            bar, task = self._bar
            told = plural(
                "{count} message or line", "{count} messages or lines", self._documents, count=self._documents
            )
            bar.update(task, completed=self._done, total=max(self._total, self._done), description=told)

    def read(self, count: int) -> None:
        """`count` more documents are behind us."""
        self._documents += count

    def close(self) -> None:
        """Take the bar off the screen."""
        if self._bar is not None:
            self._bar[0].stop()


def _draw(door: Door) -> tuple[Progress, TaskID]:
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn, TransferSpeedColumn

    size, rate, left = DownloadColumn(), TransferSpeedColumn(), TimeRemainingColumn()
    columns = (TextColumn("{task.description}"), BarColumn(bar_width=8), size, rate, left)
    bar = Progress(*columns, console=door.console(err=True), transient=True)
    bar.start()
    return bar, bar.add_task("")


@contextmanager
def measured(door: Door, total: int) -> Iterator[Meter]:
    """A meter for `total` bytes that is taken off the screen however the look ends."""
    meter = Meter(door, total)
    try:
        yield meter
    finally:
        meter.close()


@contextmanager
def stoppable(door: Door) -> Iterator[Callable[[], bool]]:
    """Ctrl-C asks to stop after the passage being read; a second one stops at once. Yields "was it asked?"."""
    asked = False

    def ask(_signal: int, _frame: FrameType | None) -> None:
        nonlocal asked
        if asked:
            raise KeyboardInterrupt
        asked = True
        door.note(_("Stopping; what was found is kept. Press again to stop at once."))

    before = signal.signal(signal.SIGINT, ask)
    try:
        yield lambda: asked
    finally:
        signal.signal(signal.SIGINT, before)
