"""Finding Tor on this machine: its service, or the Tor Browser while it is open. Asks nothing but this machine."""

from __future__ import annotations

import socket
from collections.abc import Iterable

from unlisted.net.settings import TOR

_SECONDS = 1.0
_HELLO, _ANSWERS = b"\x05\x02\x00\x02", {b"\x05\x00", b"\x05\x02"}  # SOCKS5; with or without a user


def tor_port(ports: Iterable[int] = TOR) -> int | None:
    """The first port at which something speaks SOCKS5; None if none does."""
    return next((port for port in ports if _speaks(port)), None)


def _speaks(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), _SECONDS) as connection:
            connection.sendall(_HELLO)
            return connection.recv(2) in _ANSWERS
    except OSError:
        return False
