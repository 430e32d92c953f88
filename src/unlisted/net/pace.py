"""How fast one host is asked: so many at a time, so long between two beginnings, not while it asks us to wait."""

from __future__ import annotations

import asyncio
import email.utils
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from unlisted.model import Reason
from unlisted.net.faults import Fault
from unlisted.net.settings import Pace

Pause = Callable[[float], Awaitable[None]]
Monotonic = Callable[[], float]
BUSY = frozenset({429, 503})
_SECONDS = re.compile(r"\s*(\d{1,9})\s*", re.ASCII)


class Lane:
    """The way to one host."""

    def __init__(self, pace: Pace, slots: asyncio.Semaphore, pause: Pause, monotonic: Monotonic) -> None:
        self._pace, self._slots, self._pause, self._monotonic = pace, slots, pause, monotonic
        self._beside = asyncio.Semaphore(pace.at_host)
        self._turn = asyncio.Lock()
        self._next = float("-inf")
        self._closed_until = float("-inf")

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Wait until it is our turn at this host, and for a free connection of all. Raises `Fault` if it is closed."""
        async with self._beside:
            async with self._turn:
                if (wait := self._next - self._monotonic()) > 0:
                    await self._pause(wait)
                if (closed := self._closed_until - self._monotonic()) > 0:
                    raise Fault(Reason.ASKED_TO_WAIT, {"seconds": int(closed) + 1})
                await self._slots.acquire()
                self._next = max(self._next, self._monotonic() + self._pace.spacing)
            try:
                yield
            finally:
                self._slots.release()

    def busy(self, seconds: float) -> bool:
        """The host asks for a pause of `seconds`. Whether it is short enough for us to come back now."""
        until = self._monotonic() + seconds
        if seconds > self._pace.longest_wait:
            self._closed_until = max(self._closed_until, until)
            return False
        self._next = max(self._next, until)
        return True


def asked_wait(header: str | None, now: datetime) -> float | None:
    """The seconds that a Retry-After asks for, from a number or a date; None if it says nothing we understand."""
    if header is None or len(header) > 100:
        return None
    if found := _SECONDS.fullmatch(header):
        return float(found[1])
    try:
        date = email.utils.parsedate_to_datetime(header)
        return max(0.0, (date.replace(tzinfo=date.tzinfo or UTC) - now).total_seconds())
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
