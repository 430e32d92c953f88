"""Reading an address strictly, and telling which addresses of the network may be connected to. Pure.

What a browser would forgive is refused here: every forgiven spelling (`http://2130706433`, `http://ⓛocalhost`,
`https://good.example@evil`) is a way to make one thing be agreed to and another be connected to.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal
from urllib.parse import quote, urljoin

from unlisted.model import Reason
from unlisted.net.errors import AddressUnfit

LONGEST = 8000  # characters of an address; longer ones are refused
PORTS = {"https": 443, "http": 80}
_PARTS = re.compile(r"(https?)://([^/?#]*)([^?#]*)(\?[^#]*)?(?:#.*)?", re.IGNORECASE | re.DOTALL)
_AUTHORITY = re.compile(r"(\[[0-9a-f:.]+\]|[^\[\]:]+)(?::([1-9][0-9]{0,4}))?", re.IGNORECASE | re.ASCII)
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?", re.ASCII)
_NUMBER = re.compile(r"\d+|0x[0-9a-f]*", re.ASCII)  # a last label like this makes a host an address of version 4
_CONTROLS = re.compile("[\x00-\x20\x7f-\xa0\\\\]")
_SAFE = "!$&'()*+,-./:;=@_~%"  # left as they are in a path; "?" is added for what comes after it
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")

# Names that mean "this machine" or "this building" (RFC 6761, 6762, 8375 and what routers use), or that only some
# resolver of one's own knows.
_LOCAL_ENDINGS = frozenset(
    {"localhost", "localdomain", "local", "internal", "intranet", "private", "lan", "home", "corp", "arpa", "test",
     "invalid", "alt", "i2p", "bit", "onion"}
)  # fmt: skip

_NOT_PUBLIC_4 = tuple(
    map(
        ipaddress.IPv4Network,
        (
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
            "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16",
            "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3",
            "168.63.129.16/32",  # the metadata of Azure, the only such service at a public address
        ),
    )
)  # fmt: skip
# Of version 6 only what is given out to the public is taken, so mapped (::ffff:0:0/96), translated (64:ff9b::/96) and
# local addresses fall away by themselves; inside it, what hides one of version 4 or is for documentation does not.
_PUBLIC_6 = ipaddress.IPv6Network("2000::/3")
_NOT_PUBLIC_6 = tuple(
    map(ipaddress.IPv6Network, ("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20"))
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Url:
    """An address on the web, taken apart. `host` is lower case and ASCII, `path` begins with `/` and has the query."""

    scheme: Literal["https", "http"]
    host: str
    port: int
    path: str

    @classmethod
    def parse(cls, text: str) -> Url:
        """Read an address as typed or as a list of sites gives it. Raises `AddressUnfit`."""
        url = read_url(text)
        if url is None:
            raise AddressUnfit
        return url

    @property
    def authority(self) -> str:
        """Host and port, as `allow-hosts` and the pace know it."""
        return f"{self.host}:{self.port}"

    def __str__(self) -> str:
        port = "" if self.port == PORTS[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{self.host}{port}{self.path}"


def read_url(text: str, base: Url | None = None) -> Url | None:
    """Read an address, relative to `base` if there is one; None for whatever is not plainly one of the web."""
    if len(text) > LONGEST:
        return None
    if base is not None:
        try:
            text = urljoin(str(base), text)
        except ValueError:
            return None
    parts = _PARTS.fullmatch(text)
    if parts is None or _CONTROLS.search(parts[2]):
        return None
    authority = _AUTHORITY.fullmatch(parts[2])
    if authority is None:
        return None
    scheme: Literal["https", "http"] = "https" if parts[1].lower() == "https" else "http"
    host, port = _host(authority[1].lower()), int(authority[2] or PORTS[scheme])
    if host is None or port > 65535:
        return None
    path = _quoted(parts[3] or "/", _SAFE) + _quoted(parts[4] or "", _SAFE + "?")
    return Url(scheme=scheme, host=host, port=port, path=path) if len(path) <= LONGEST else None


def same_but_spelling(one: Url, other: Url) -> bool:
    """Whether two addresses differ in nothing but capitals, a last slash, `www.`, or that one is not encrypted."""
    return _plainly(one) == _plainly(other)


def _plainly(url: Url) -> tuple[str, int, str]:
    path, mark, query = url.path.partition("?")
    port = 0 if url.port == PORTS[url.scheme] else url.port
    return url.host.removeprefix("www."), port, f"{path.rstrip('/')}{mark}{query}".casefold()


def refusal(
    url: Url, *, allowed: Collection[str] = (), proxied: bool = False, plain_http: bool = False
) -> Reason | None:
    """Why this address may not be asked, by its spelling alone; None if it may, as far as can be told without DNS.

    `allowed` holds authorities (`host:port`) that she set as exceptions; they may be anything, also without TLS.
    """
    if url.authority in allowed:
        return None
    if url.scheme == "http" and not plain_http:
        return Reason.NOT_ENCRYPTED
    labels = url.host.split(".")
    local = labels[-1] in _LOCAL_ENDINGS and not (labels[-1] == "onion" and proxied)
    # No site is known by its number: whoever links to one is testing what we connect to.
    if url.port != PORTS[url.scheme] or is_literal(url.host) or local or len(labels) < 2:
        return Reason.ADDRESS_REFUSED
    return None


def is_literal(host: str) -> bool:
    """Whether a host is an address itself in any spelling a resolver would take for one, and not a name."""
    return host.startswith("[") or _NUMBER.fullmatch(host.rpartition(".")[2]) is not None


def is_public(address: str) -> bool:
    """Whether an answer of the DNS is an address that belongs to the public network."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv4Address):
        return not any(found in network for network in _NOT_PUBLIC_4)
    return found.scope_id is None and found in _PUBLIC_6 and not any(found in network for network in _NOT_PUBLIC_6)


def _host(host: str) -> str | None:
    if host.startswith("["):
        try:
            return f"[{ipaddress.IPv6Address(host[1:-1])}]"
        except ValueError:
            return None
    labels = host.split(".")
    if not host.isascii() or any(label.startswith("xn--") for label in labels):
        named = [_ascii_label(label) for label in labels]
        if None in named:
            return None
        labels = [label for label in named if label is not None]
    whole = ".".join(labels)
    return whole if len(whole) <= 253 and all(map(_LABEL.fullmatch, labels)) else None


def _ascii_label(label: str) -> str | None:
    """The ASCII form of a label with foreign letters. Strictly: no letter is replaced by a similar one beforehand."""
    import idna

    try:
        if label.startswith("xn--"):
            return label if idna.alabel(idna.ulabel(label)).decode() == label else None
        return label if label.isascii() else idna.alabel(label).decode()
    except (idna.IDNAError, UnicodeError):
        return None


def _quoted(text: str, safe: str) -> str:
    return quote(_STRAY_PERCENT.sub("%25", text), safe=safe, errors="replace")
