"""Servers on the loopback address that say whatever a test wants, byte for byte, and count what they were asked."""

from __future__ import annotations

import asyncio
import ssl
import threading
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field


@dataclass(slots=True)
class Heard:
    """One request as it came: its first line, its headers (lower case), its body."""

    line: str
    headers: dict[str, str]
    body: bytes = b""

    @property
    def path(self) -> str:
        return self.line.split(" ")[1]


Say = Callable[[Heard, asyncio.StreamWriter], Awaitable[None]]


@dataclass(slots=True)
class Server:
    """Where it listens and what it heard."""

    port: int = 0
    heard: list[Heard] = field(default_factory=list)
    connections: int = 0

    @property
    def authority(self) -> str:
        return f"127.0.0.1:{self.port}"

    def url(self, path: str = "/") -> str:
        return f"http://{self.authority}{path}"


def reply(body: bytes = b"", *headers: str, status: str = "200 OK", length: bool = True) -> bytes:
    """The bytes of an ordinary answer."""
    lines = [f"HTTP/1.1 {status}", *headers, *([f"Content-Length: {len(body)}"] if length else []), "", ""]
    return "\r\n".join(lines).encode("latin-1") + body


def says(*answers: bytes) -> Say:
    """One answer after another, the last one for ever; the connection ends after each."""
    left = list(answers)

    async def say(_: Heard, writer: asyncio.StreamWriter) -> None:
        writer.write(left.pop(0) if len(left) > 1 else left[0])

    return say


def pages(known: dict[str, bytes]) -> Say:
    """An answer a path, 404 for all others."""

    async def say(heard: Heard, writer: asyncio.StreamWriter) -> None:
        writer.write(known.get(heard.path, reply(b"no", status="404 Not Found")))

    return say


def endless(*pieces: bytes, every: float = 0.0) -> Say:
    """First piece once, then the others round and round until the other side hangs up."""

    async def say(_: Heard, writer: asyncio.StreamWriter) -> None:
        writer.write(pieces[0])
        while True:
            for piece in pieces[1:]:
                writer.write(piece)
                await writer.drain()
                await asyncio.sleep(every)

    return say


async def reset(_: Heard, writer: asyncio.StreamWriter) -> None:
    """End the connection with a reset."""
    writer.transport.abort()


@contextmanager
def serving(say: Say, *, tls: ssl.SSLContext | None = None, host: str = "127.0.0.1") -> Iterator[Server]:
    """A server in a thread of its own."""
    server = Server()

    async def client(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        server.connections += 1
        with suppress(OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, ssl.SSLError):
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
            headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in head[1:] if line)}
            heard = Heard(head[0], headers, await reader.readexactly(int(headers.get("content-length", 0))))
            server.heard.append(heard)
            await say(heard, writer)
            await writer.drain()

    with listening(client, tls, host) as port:
        server.port = port
        yield server


Client = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@contextmanager
def listening(client: Client, tls: ssl.SSLContext | None = None, host: str = "127.0.0.1") -> Iterator[int]:
    """A loop in a thread that gives every connection to `client`, and ends it afterwards. Yields the port."""
    loop, ready, ports = asyncio.new_event_loop(), threading.Event(), list[int]()
    ended = asyncio.Event()

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await client(reader, writer)
            writer.close()
        finally:
            if ended.is_set():
                writer.transport.abort()

    async def main() -> None:
        listener = await asyncio.start_server(handle, host, 0, ssl=tls, limit=1 << 20, backlog=1024)
        ports.append(listener.sockets[0].getsockname()[1])
        ready.set()
        await ended.wait()
        listener.close()
        others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
        await asyncio.sleep(0.01)  # in which the transports close

    def run() -> None:
        asyncio.set_event_loop(loop)
        loop.set_exception_handler(lambda *_: None)  # clients that hang up are what we test
        loop.run_until_complete(main())
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.close()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    ready.wait(10)
    try:
        yield ports[0]
    finally:
        loop.call_soon_threadsafe(ended.set)
        thread.join(10)
