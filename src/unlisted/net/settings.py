"""What a person or a test may set about the network: bounds, pace, exceptions, the proxy. Pure."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass, field

from unlisted.net.addresses import Url, read_url
from unlisted.net.errors import HostSettingUnfit, ProxyUnfit

TOR = (9050, 9150)  # where the Tor service listens, and where the Tor Browser does
_PROXY = re.compile(r"socks5h?://(\[[0-9a-f:.]+\]|[0-9.]+|localhost):([1-9][0-9]{0,4})/?", re.IGNORECASE | re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much one request may cost. `seconds` from the first packet to the last byte, however they drip.

    `line`: seconds for all requests of one line together, from the first packet, with the waiting between them.
    """

    seconds: float = 20.0
    line: float = 120.0
    wire: int = 1 << 20  # bytes of a body as they arrive
    body: int = 2 << 20  # bytes of a body once decoded
    head: int = 64 << 10  # bytes of status line and headers, of all interim answers together
    headers: int = 128
    redirects: int = 3
    large: int = 128 << 10  # a body beyond this waits until it is one of `larges` in memory
    larges: int = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How fast we go. `spacing` seconds between two beginnings at one host, `at_host` connections to it at a time."""

    spacing: float = 1.0
    at_host: int = 2
    at_once: int = 100
    longest_wait: float = 30.0  # seconds that a host may ask us to wait; if it asks for more, it is left alone


@dataclass(frozen=True, slots=True, kw_only=True)
class Proxy:
    """A SOCKS5 proxy, which resolves all names. Its own address is a number, so that no name has to be asked for it.

    `isolate`: it is given a user and password of its own for each purpose, which Tor takes as "another way each".
    A proxy that knows no users (`ssh -D`) refuses that.
    """

    host: str
    port: int
    isolate: bool = True

    @classmethod
    def parse(cls, text: str) -> Proxy:
        """Read `socks5h://127.0.0.1:9050` (`socks5://` means the same here). Raises `ProxyUnfit`."""
        found = _PROXY.fullmatch(text.strip())
        if found is None or int(found[2]) > 65535:
            raise ProxyUnfit
        host = "127.0.0.1" if found[1].lower() == "localhost" else found[1].strip("[]")
        try:
            return cls(host=str(ipaddress.ip_address(host)), port=int(found[2]))
        except ValueError:
            raise ProxyUnfit from None

    @classmethod
    def tor(cls, port: int = TOR[0]) -> Proxy:
        """The Tor service of this machine."""
        return cls(host="127.0.0.1", port=port)


def allow(*hosts: str) -> frozenset[str]:
    """Exceptions, each `HOST:PORT` exactly as it will be asked; they may be private and without TLS.

    Raises `HostSettingUnfit`.
    """
    return frozenset(_authority(host) for host in hosts)


def _authority(host: str) -> str:
    url: Url | None = read_url(f"http://{host}/") if ":" in host.rpartition("]")[2] else None
    if url is None or url.path != "/":
        raise HostSettingUnfit(host=host)
    return url.authority


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything that is set. `allowed`: see `allow`. `plain_http`: pages without TLS may be asked, on port 80."""

    limits: Limits = field(default_factory=Limits)
    pace: Pace = field(default_factory=Pace)
    allowed: frozenset[str] = frozenset()
    proxy: Proxy | None = None
    plain_http: bool = False
