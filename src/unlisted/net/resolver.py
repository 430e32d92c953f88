"""Asking the system for the addresses of a name, without being held up by a name that never answers."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress

from unlisted.model import Reason
from unlisted.net.faults import Fault

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]
_AT_ONCE = 24


class SystemResolver:
    """`getaddrinfo` cannot be interrupted, so each name gets a thread that may be left behind when time is up."""

    def __init__(self) -> None:
        self._slots = asyncio.Semaphore(_AT_ONCE)

    async def __call__(self, host: str, port: int) -> Sequence[str]:
        """All addresses of a host, in the system's order. Raises `Fault` if there are none."""
        async with self._slots:
            loop = asyncio.get_running_loop()
            answer: asyncio.Future[Sequence[str]] = loop.create_future()

            def ask() -> None:
                found = _addresses(host, port)
                with suppress(RuntimeError):  # the loop may be closed by now
                    loop.call_soon_threadsafe(_give, answer, found)

            threading.Thread(target=ask, daemon=True, name="resolver").start()
            found = await answer
        if not found:
            raise Fault(Reason.NO_SUCH_HOST)
        return found


def _give(answer: asyncio.Future[Sequence[str]], found: Sequence[str]) -> None:
    if not answer.done():  # time may be up
        answer.set_result(found)


def _addresses(host: str, port: int) -> Sequence[str]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
    except (OSError, UnicodeError):
        return ()
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))
