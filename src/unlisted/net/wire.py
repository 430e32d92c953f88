"""The only module that knows an HTTP library and opens connections: one request out, status, headers and bytes back.

To change to the maintained successor, import `httpx2 as httpx` and its core likewise; nothing else names them.
"""

from __future__ import annotations

import asyncio
import hashlib
import ipaddress
import ssl
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

import certifi
import httpcore
import httpx
import socksio

from unlisted.model import Reason
from unlisted.net.addresses import Url, is_literal, is_public
from unlisted.net.faults import Fault
from unlisted.net.resolver import Resolve
from unlisted.net.settings import Limits, Proxy, Settings

_READ = 64 << 10  # what the library reads at a time, so headers may come with so much of the body
_ADDRESSES_TRIED = 3
_CONNECT_SECONDS = 6.0  # for each address of a name but the last; the deadline of the request stands over all of them
_PIECES, _PIECE = 2000, 32  # from so many pieces on, their mean size has to be so many bytes
_DRIP_SECONDS, _DRIP = 4.0, 64  # from so many seconds on, a body has to have brought so many bytes in each


def tls_context() -> ssl.SSLContext:
    """One context for all connections. Not the library's: that one writes its keys where SSLKEYLOGFILE says."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.load_verify_locations(certifi.where())
    context.set_alpn_protocols(["http/1.1"])
    return context


class Meter:
    """How many bytes may still come, and whether the other side has said that there are no more."""

    def __init__(self) -> None:
        self.left = self.limit = self.total = 0
        self.ended = False

    def allow(self, count: int) -> None:
        """From now on `count` bytes."""
        self.left = self.limit = count

    def take(self, data: bytes) -> bytes:
        """Count what came. Raises `Fault` if it is too much."""
        self.ended = not data
        self.total += len(data)
        self.left -= len(data)
        if self.left < 0:
            raise Fault(Reason.TOO_LARGE, {"limit": self.limit})
        return data


@dataclass(frozen=True, slots=True)
class Answer:
    """Status and headers of an answer whose body is not read yet. Names are lower case, repeated ones joined."""

    status: int
    headers: dict[str, str]
    response: httpx.Response


@dataclass(slots=True, kw_only=True)
class Wire:
    """What all looks of one run share. `secret` makes the stream identities of this run; addresses are asked once."""

    settings: Settings
    resolve: Resolve
    context: ssl.SSLContext
    secret: str
    known: dict[str, Sequence[str]] = field(default_factory=dict)

    async def addresses(self, url: Url) -> Sequence[str]:
        """Where to connect to for a host. All of its addresses must be public, or it is an exception she set."""
        host = url.host.strip("[]")
        if is_literal(url.host):
            found: Sequence[str] = (host,)
        elif host in self.known:
            found = self.known[host]
        else:
            found = self.known[host] = await self.resolve(host, url.port)
        if url.authority not in self.settings.allowed and not all(map(is_public, found)):
            raise Fault(Reason.ADDRESS_REFUSED)
        return found[:_ADDRESSES_TRIED]


class Session:
    """The connections of one look, closed with it: nothing that one site is told can be tied to another."""

    def __init__(self, wire: Wire, identity: str) -> None:
        self._limits = wire.settings.limits
        self._backend = _Backend(wire)
        self.meter = self._backend.meter
        proxy = wire.settings.proxy
        self._transport = _Transport(
            _direct(wire, self._backend) if proxy is None else _through(proxy, wire, identity, self._backend)
        )

    async def ask(self, method: str, url: Url, headers: Iterable[tuple[str, str]], body: bytes) -> Answer:
        """Send one request and wait for status and headers. Raises `Fault`, or is cancelled by a deadline above it."""
        self.meter.allow(self._limits.head + _READ)
        self._backend.permitted = url
        with _faults(self.meter):
            request = httpx.Request(
                method,
                str(url),
                headers=list(headers),
                content=body or None,
                extensions={"target": url.path.encode("ascii")},  # exactly what was planned
            )
            response = await self._transport.handle_async_request(request)
        self.meter.allow(2 * self._limits.wire + self._limits.head + _READ)  # with what frames its chunks
        return Answer(response.status_code, _bounded(response.headers.raw, self._limits), response)

    async def body(self, answer: Answer) -> AsyncGenerator[bytes, None]:
        """The pieces of a body, nothing undone but its chunks. Raises `Fault`."""
        pieces = total = 0
        clock = asyncio.get_running_loop().time
        began = clock()
        with _faults(self.meter):
            async for piece in answer.response.aiter_raw():
                pieces, total = pieces + 1, total + len(piece)
                if pieces > _PIECES and total < pieces * _PIECE:
                    raise Fault(Reason.DAMAGED, {"at": total})  # chunks of a few bytes: our time is what it is after
                if (seconds := clock() - began) > _DRIP_SECONDS and total < seconds * _DRIP:
                    raise Fault(Reason.TOO_SLOW, {"seconds": int(seconds)})  # it would drip until the deadline
                if total > self._limits.wire:
                    raise Fault(Reason.TOO_LARGE, {"limit": self._limits.wire})
                yield piece

    async def leave(self, answer: Answer) -> None:
        """Hang up without reading the body."""
        with _faults(self.meter):
            await answer.response.aclose()

    async def close(self) -> None:
        """End all connections. Never raises."""
        for close in (self._transport.aclose, *self._backend.open_streams()):
            with suppress(OSError, Fault, RuntimeError), _faults(self.meter):
                await close()


def _direct(wire: Wire, backend: _Backend) -> httpcore.AsyncConnectionPool:
    return httpcore.AsyncConnectionPool(ssl_context=wire.context, max_connections=2, network_backend=backend)


def _through(proxy: Proxy, wire: Wire, identity: str, backend: _Backend) -> httpcore.AsyncConnectionPool:
    """Connections through the proxy. Its user and password are our name for what must not share a way (Tor does so)."""
    user, password = (
        hashlib.sha256(f"{wire.secret} {part} {identity}".encode()).hexdigest()[:24] for part in ("user", "password")
    )
    host = f"[{proxy.host}]" if ":" in proxy.host else proxy.host
    return httpcore.AsyncSOCKSProxy(
        proxy_url=f"socks5h://{host}:{proxy.port}",
        proxy_auth=(user, password) if proxy.isolate else None,
        ssl_context=wire.context,
        max_connections=2,
        network_backend=backend,
    )


class _Transport(httpx.AsyncBaseTransport):
    """httpx without its client: no cookies, no redirects, no environment, no decoding, no pool to wait for."""

    def __init__(self, pool: httpcore.AsyncConnectionPool) -> None:
        self._pool = pool

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        response = await self._pool.handle_async_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(
                    scheme=request.url.raw_scheme,
                    host=request.url.raw_host,
                    port=request.url.port,
                    target=request.url.raw_path,
                ),
                headers=request.headers.raw,
                content=request.stream,
                extensions=request.extensions,
            )
        )
        return httpx.Response(response.status, headers=response.headers, stream=_Stream(response))

    async def aclose(self) -> None:
        await self._pool.aclose()


class _Stream(httpx.AsyncByteStream):
    def __init__(self, response: httpcore.Response) -> None:
        self._response = response

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for piece in self._response.aiter_stream():
            yield piece

    async def aclose(self) -> None:
        await self._response.aclose()


class _Backend(httpcore.AsyncNetworkBackend):
    """Connects to the proxy if there is one, else to the checked addresses of the host that may be asked just now."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire
        self._inner = httpcore.AnyIOBackend()
        self.meter = Meter()
        self.permitted: Url | None = None
        self._streams: list[httpcore.AsyncNetworkStream] = []

    def open_streams(self) -> Iterator[Callable[[], Awaitable[None]]]:
        """How to close what was connected: the library forgets a connection whose proxy failed."""
        return (stream.aclose for stream in self._streams)

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002
        local_address: str | None = None,  # noqa: ARG002
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,  # noqa: ARG002
    ) -> httpcore.AsyncNetworkStream:
        """A stream to the proxy, or to one address of `host`. Raises `Fault`."""
        proxy, url = self._wire.settings.proxy, self.permitted
        if proxy is not None:
            if (host.strip("[]"), port) != (proxy.host, proxy.port):
                raise Fault(Reason.ADDRESS_REFUSED)  # a direct connection
            return await self._connect((proxy.host,), port, Reason.PROXY)
        if url is None or (host.strip("[]"), port) != (url.host.strip("[]"), url.port):
            raise Fault(Reason.ADDRESS_REFUSED)
        return await self._connect(await self._wire.addresses(url), port, Reason.NOT_CONNECTED)

    async def connect_unix_socket(
        self,
        path: str,  # noqa: ARG002
        timeout: float | None = None,  # noqa: ARG002
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,  # noqa: ARG002
    ) -> httpcore.AsyncNetworkStream:
        """Never."""
        raise Fault(Reason.ADDRESS_REFUSED)

    async def sleep(self, seconds: float) -> None:
        """Only the library's own retries would sleep, and there are none."""

    async def _connect(self, addresses: Sequence[str], port: int, failed: Reason) -> httpcore.AsyncNetworkStream:
        for tries_left, address in zip(range(len(addresses) - 1, -1, -1), addresses, strict=True):
            try:
                ipaddress.ip_address(address)  # never a name: the library below would resolve it once more
                stream = await self._inner.connect_tcp(address, port, timeout=_CONNECT_SECONDS if tries_left else None)
            except (httpcore.ConnectError, httpcore.ConnectTimeout, ValueError):
                continue
            self._streams.append(stream)
            return _Counted(stream, self.meter)
        raise Fault(failed)


class _Counted(httpcore.AsyncNetworkStream):
    """A stream that is measured; that its TLS failed is told apart from other failures here."""

    def __init__(self, inner: httpcore.AsyncNetworkStream, meter: Meter) -> None:
        self._inner, self._meter = inner, meter

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._meter.take(await self._inner.read(min(max_bytes, _READ), timeout))

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        await self._inner.write(buffer, timeout)

    async def aclose(self) -> None:
        await self._inner.aclose()

    async def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.AsyncNetworkStream:
        try:
            return _Counted(await self._inner.start_tls(ssl_context, server_hostname, timeout), self._meter)
        except (httpcore.ConnectError, ssl.SSLError, ValueError):
            raise Fault(Reason.TLS) from None

    def get_extra_info(self, info: str) -> object:
        return self._inner.get_extra_info(info)


@contextmanager
def _faults(meter: Meter) -> Iterator[None]:
    """What the libraries raise, as reasons. Their messages may hold what a server wrote, so they end here."""
    try:
        yield
    except (httpcore.ConnectError, httpcore.ConnectTimeout):
        raise Fault(Reason.NOT_CONNECTED) from None
    except (httpcore.ReadError, httpcore.WriteError, OSError) as error:
        raise Fault(Reason.TLS if isinstance(error, ssl.SSLError) else Reason.NOT_CONNECTED, again=True) from None
    except httpcore.RemoteProtocolError:
        if meter.ended and meter.total:
            raise Fault(Reason.TRUNCATED, {"at": meter.total}) from None
        if meter.ended:
            raise Fault(Reason.NOT_CONNECTED, again=True) from None
        raise Fault(Reason.DAMAGED, {"at": meter.total}) from None
    except (httpcore.ProxyError, socksio.SOCKSError, AssertionError):  # it asserts what a proxy has to answer
        raise Fault(Reason.PROXY) from None
    except (httpcore.ProtocolError, httpcore.UnsupportedProtocol, httpx.HTTPError, httpx.StreamError, ValueError):
        raise Fault(Reason.DAMAGED, {"at": meter.total}) from None


def _bounded(raw: Iterable[tuple[bytes, bytes]], limits: Limits) -> dict[str, str]:
    """Headers as text. Raises `Fault` if there are too many or they are too long."""
    headers: dict[str, str] = {}
    size = 0
    for number, (name, value) in enumerate(raw):
        size += len(name) + len(value)
        if number >= limits.headers or size > limits.head:
            raise Fault(Reason.TOO_LARGE, {"limit": limits.head})
        key, text = name.decode("latin-1").lower(), value.decode("latin-1")
        headers[key] = f"{headers[key]}, {text}" if key in headers else text
    return headers
