"""Sites on loopback ports with known truth, most of them traps: what each answers, and what may be said of it.

Every site has a port of its own, so that pace and pools behave as with as many hosts.
"""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from support.traps import CAREFUL, HER, NONE, RULES, SIGN, TRAPS, YES_OR_NO, Answer, Says, Visit, honest, page

__all__ = [
    "CAREFUL", "HER", "TRAPS", "YES_OR_NO", "Answer", "Site", "Visit", "honest", "is_false", "maigret", "page",
    "served", "sherlock", "sites", "whatsmyname",
]  # fmt: skip


@dataclass(slots=True)
class Site:
    """One site. `there`: whether she has an account."""

    name: str
    says: Says
    there: bool
    latency: float = 0.0
    port: int = 0
    visits: int = 0
    of_name: dict[str, int] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        return self.name.rpartition("-")[0]

    @property
    def authority(self) -> str:
        return f"127.0.0.1:{self.port}"

    def answer(self, path: str, method: str = "GET") -> Answer | None:
        name = path.partition("?")[0].strip("/")
        if name == "login":
            return 200, {}, "<title>Log in</title>Please log in"
        self.visits += 1
        self.of_name[name.lower()] = tries = self.of_name.get(name.lower(), 0) + 1
        there = self.there and name.lower() == HER.lower()
        return self.says(Visit(name, there, self.visits, tries, path, method))


def sites() -> list[Site]:
    """Each kind twice: with her account and without."""
    kinds = {**YES_OR_NO, **CAREFUL, **TRAPS}
    return [Site(f"{kind}-{there}", says, there) for kind, says in kinds.items() for there in (True, False)]


def is_false(site: Site, verdict: str) -> bool:
    """Whether a verdict is wrong; of a trap, whatever is no "could not tell" or "everyone"."""
    if site.kind in TRAPS:
        return verdict not in {"unknown", "everyone"}
    if site.kind in YES_OR_NO and verdict == "everyone":
        return True
    return verdict == ("no" if site.there else "yes")


def _rule(site: Site) -> tuple[int, str, int, str]:
    return RULES.get(site.kind, (200, SIGN, 404, NONE))


def whatsmyname(farm: list[Site]) -> bytes:
    """The list of these sites in the form of WhatsMyName."""
    entries = []
    for site in farm:
        found, sign, gone, text = _rule(site)
        entries.append(
            {"name": site.name, "uri_check": f"http://{site.authority}/{{account}}", "e_code": found, "e_string": sign,
             "m_code": gone, "m_string": text, "known": [], "cat": "social"}
        )  # fmt: skip
    return json.dumps({"license": ["made up"], "authors": [], "categories": ["social"], "sites": entries}).encode()


def sherlock(farm: list[Site]) -> bytes:
    """The same in the form of Sherlock, whose rules mostly know a status only."""
    entries = {}
    for site in farm:
        rule: dict[str, object] = {"url": f"http://{site.authority}/{{}}", "urlMain": "", "username_claimed": "x"}
        _found, _sign, gone, text = _rule(site)
        if (text and gone == 200) or site.kind in {"echo", "both"}:
            rule |= {"errorType": "message", "errorMsg": text}
        elif gone == 302:
            rule |= {"errorType": "response_url", "errorUrl": f"http://{site.authority}/login"}
        else:
            rule |= {"errorType": "status_code"}
        entries[site.name] = rule
    return json.dumps(entries).encode()


def maigret(farm: list[Site]) -> bytes:
    """The same in the form of Maigret."""
    entries = {}
    for site in farm:
        rule: dict[str, object] = {"url": f"http://{site.authority}/{{username}}", "urlMain": "", "tags": ["social"]}
        _found, sign, gone, text = _rule(site)
        if gone == 302:
            rule |= {"checkType": "response_url", "presenseStrs": [sign]}
        elif text:
            rule |= {"checkType": "message", "presenseStrs": [sign], "absenceStrs": [text]}
        else:
            rule |= {"checkType": "status_code"}
        entries[site.name] = rule
    return json.dumps({"sites": entries, "engines": {}, "tags": ["social"]}).encode()


class _Client(asyncio.Protocol):
    def __init__(self, site: Site, open_ones: set[asyncio.Transport]) -> None:
        self.site, self.buffer, self.open_ones = site, b"", open_ones

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        self.open_ones.add(transport)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002
        self.open_ones.discard(self.transport)

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        while b"\r\n\r\n" in self.buffer:
            head, _, self.buffer = self.buffer.partition(b"\r\n\r\n")
            method, path = head.decode("latin-1").split(" ", 2)[:2]
            asyncio.get_running_loop().call_later(self.site.latency, self.reply, path, method)

    def reply(self, path: str, method: str) -> None:
        answer = self.site.answer(path, method)
        if answer is None:
            self.transport.abort()
            return
        status, given, text = answer
        body = text.encode() if isinstance(text, str) else text
        headers = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(body)), **given}
        if "X-Short" in given:
            headers["Content-Length"] = str(len(body) + 100)
        lines = [f"{name}: {value}" for name, value in headers.items() if not name.startswith("X-")]
        self.transport.write("\r\n".join([f"HTTP/1.1 {status} X", *lines, "", ""]).encode())
        if "X-Drip" in given:
            self.drip(body)
            return
        self.transport.write(body)
        if "X-Short" in given:
            self.transport.close()

    def drip(self, body: bytes) -> None:
        if body and not self.transport.is_closing():
            self.transport.write(body[:1])
            asyncio.get_running_loop().call_later(0.3, self.drip, body[1:])


@contextmanager
def served(farm: list[Site]) -> Iterator[list[Site]]:
    """These sites, each on its port, in a thread of their own."""
    loop, ready, ended = asyncio.new_event_loop(), threading.Event(), asyncio.Event()
    open_ones: set[asyncio.Transport] = set()

    async def main() -> None:
        servers = []
        for site in farm:
            server = await loop.create_server(lambda site=site: _Client(site, open_ones), "127.0.0.1", 0)  # type: ignore[misc]
            site.port = server.sockets[0].getsockname()[1]
            servers.append(server)
        ready.set()
        await ended.wait()
        for server in servers:
            server.close()
        for transport in list(open_ones):
            transport.abort()
        await asyncio.sleep(0.02)  # in which the transports close

    def run() -> None:
        asyncio.set_event_loop(loop)
        loop.set_exception_handler(lambda *_: None)
        loop.run_until_complete(main())
        loop.close()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    ready.wait(20)
    try:
        yield farm
    finally:
        loop.call_soon_threadsafe(ended.set)
        thread.join(10)
