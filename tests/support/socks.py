"""A SOCKS5 proxy that takes every name to one server on the loopback address, and notes who asked it for what."""

from __future__ import annotations

import asyncio
import struct
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from support.loopback import listening


@dataclass(slots=True)
class Way:
    """One connection that was asked for: with which user, to what kind of address (3 is a name), whereto."""

    user: str
    kind: int
    host: str
    port: int


@dataclass(slots=True)
class Socks:
    """Where it listens and what it was asked for."""

    port: int = 0
    ways: list[Way] = field(default_factory=list)


@contextmanager
def proxying(to: int, *, refuse: int = 0, garbage: bytes = b"") -> Iterator[Socks]:
    """A proxy to 127.0.0.1:`to`. `refuse`: the code it answers all requests with; `garbage`: what it says instead."""
    socks = Socks()

    async def client(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError, asyncio.IncompleteReadError):
            if garbage:
                writer.write(garbage)
                await writer.drain()
            else:
                await _talk(reader, writer, socks, to, refuse)

    with listening(client) as port:
        socks.port = port
        yield socks


async def _talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, socks: Socks, to: int, refuse: int) -> None:
    _, count = await reader.readexactly(2)
    methods = await reader.readexactly(count)
    user = ""
    writer.write(b"\x05\x02" if 2 in methods else b"\x05\x00")
    if 2 in methods:
        await reader.readexactly(1)
        user = (await reader.readexactly((await reader.readexactly(1))[0])).decode()
        await reader.readexactly((await reader.readexactly(1))[0])
        writer.write(b"\x01\x00")
    *_, kind = await reader.readexactly(4)
    length = (await reader.readexactly(1))[0] if kind == 3 else {1: 4, 4: 16}[kind]
    host = await reader.readexactly(length)
    (port,) = struct.unpack(">H", await reader.readexactly(2))
    socks.ways.append(Way(user, kind, host.decode("latin-1"), port))
    writer.write(bytes((5, refuse, 0, 1)) + b"\0" * 6)
    if refuse:
        return
    inner, outer = await asyncio.open_connection("127.0.0.1", to)
    await asyncio.gather(_pump(reader, outer), _pump(inner, writer))


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    writer.close()
