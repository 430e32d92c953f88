"""Sites on loopback ports with known truth, most of them traps: what each answers, and what may be said of it.

Every site has a port of its own, so that pace and pools behave as with as many hosts.
"""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

HER = "Primer_Ana91"
SIGN = 'class="member-card"'
NONE = "This member does not exist"

Answer = tuple[int, dict[str, str], str]
Says = Callable[["Visit"], Answer | None]


@dataclass(frozen=True, slots=True)
class Visit:
    """One request: the name, whether an account of it is there, the how manieth at this site and of this name."""

    name: str
    there: bool
    number: int
    of_name: int
    path: str


def page(name: str) -> Answer:
    """The page of an account."""
    return 200, {}, f"<html><title>{name}</title><body><div {SIGN}>@{name}</div>{'<p>words</p>' * 200}</body></html>"


def gone(visit: Visit) -> Answer:
    """The site's own way of saying no."""
    return 404, {}, f"<html><title>Sorry</title><body><h1>{NONE}</h1>{'<p>words</p>' * 50}</body></html>"


def honest(visit: Visit) -> Answer:
    return page(visit.name) if visit.there else gone(visit)


def soft(visit: Visit) -> Answer:
    return page(visit.name) if visit.there else (200, {}, f"<title>{visit.name}</title><h1>{NONE}</h1>")


def to_login(visit: Visit) -> Answer:
    return page(visit.name) if visit.there else (302, {"Location": f"/login?next=/{visit.name}"}, "")


def new_markup(visit: Visit) -> Answer:
    there = 200, {}, f"<html><body><section class=v9><h2>{visit.name}</h2></section></body></html>"
    return there if visit.there else gone(visit)


def small_letters(visit: Visit) -> Answer:
    if visit.name != visit.name.lower():
        return 301, {"Location": f"/{visit.name.lower()}/"}, ""
    return honest(visit)


def busy_once(visit: Visit) -> Answer:
    return (429, {"Retry-After": "1"}, "") if visit.of_name == 1 else honest(visit)


def down_once(visit: Visit) -> Answer:
    return (503, {}, "") if visit.of_name == 1 else honest(visit)


def words(status: int, text: str, **headers: str) -> Says:
    """The same for everybody."""
    return lambda visit: (status, dict(headers), text.replace("NAME", visit.name))


def busy_from_the_second(visit: Visit) -> Answer:
    return page(visit.name) if visit.number == 1 else (429, {"Retry-After": "900"}, "")


def busy_in_words_from_the_second(visit: Visit) -> Answer:
    return page(visit.name) if visit.number == 1 else (200, {}, f"<h1>Too many requests</h1>{NONE}")


def refused_from_the_second(visit: Visit) -> Answer:
    return page(visit.name) if visit.number == 1 else (403, {}, f"<h1>{NONE}</h1>")


def wall_at_the_first(visit: Visit) -> Answer:
    wall = 200, {}, f"<h1>We use cookies</h1><form action='/agree?back=/{visit.name}'><button>Agree</button></form>"
    return wall if visit.number == 1 else gone(visit)


def wrong_once(visit: Visit) -> Answer:
    return (
        (200, {}, f'{{"error": "busy", "username": "{visit.name}", "x": "{SIGN}"}}'.replace('"class', "'class"))
        if (visit.number == 1)
        else gone(visit)
    )


def reset(visit: Visit) -> None:
    return None


YES_OR_NO = {
    "honest": honest, "soft": soft, "to-login": to_login, "new-markup": new_markup, "small-letters": small_letters,
    "busy-once": busy_once, "down-once": down_once,
}  # fmt: skip
"""Sites that a careful look can tell; of `to-login` only the accounts that are there."""

TRAPS: dict[str, Says] = {
    "wildcard": lambda visit: page(visit.name),
    "captcha": words(200, f"<title>Security check</title><div class=g-recaptcha></div>{NONE}"),
    "captcha-404": words(404, f"<title>Just a moment...</title>{NONE}"),
    "refused": words(403, f"<h1>{NONE}</h1>"),
    "refused-451": words(451, NONE),
    "robot-999": words(599, NONE),
    "fault": words(500, NONE),
    "reset": reset,
    "login-page": words(200, "<title>Log in</title>Please log in to see NAME<input type=password>"),
    "cookie-wall": words(200, "<h1>Before you continue</h1><a href='/agree?to=/NAME'>NAME</a>"),
    "country": words(200, "<p>NAME is not available in your country</p>"),
    "country-404": words(404, "<p>Not available in your country</p>"),
    "scripts-only": words(200, "<div id=root></div><script>var path='/NAME'</script>"),
    "parked": words(200, "<title>NAME</title>This domain is for sale"),
    "to-search": words(302, "", Location="/search?q=x"),
    "to-front": words(302, "", Location="/"),
    "to-consent": words(302, "", Location="/consent"),
    "to-blocked": words(302, "", Location="/blocked?why=country"),
    "to-other-site": words(302, "", Location="https://example.org/"),
    "error-data": words(200, '{"error": "NAME could not be loaded"}'),
    "error-data-404": words(404, '{"error": "try again later"}'),
    "bare-404": words(404, "<html><head><title>404 Not Found</title></head><center>nginx</center></html>"),
    "empty": words(200, ""),
    "empty-404": words(404, ""),
    "echo": words(200, "<h1>No results</h1><p>We could not find NAME</p>"),
    "both": words(200, f"<div {SIGN}>@NAME</div><script>t='{NONE}'</script>"),
    "busy-later": busy_from_the_second,
    "busy-in-words-later": busy_in_words_from_the_second,
    "refused-later": refused_from_the_second,
    "wall-first": wall_at_the_first,
    "data-first": wrong_once,
    "drip": words(200, "x" * 2000, **{"X-Drip": "1"}),
    "maintenance": words(200, "<h1>Maintenance</h1>NAME, we'll be back"),
}
"""Sites of which nothing may be said but "could not tell" or "everyone", whether an account is there or not."""


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
    def authority(self) -> str:
        return f"127.0.0.1:{self.port}"

    def answer(self, path: str) -> Answer | None:
        name = path.partition("?")[0].strip("/")
        if name == "login":
            return 200, {}, "<title>Log in</title>Please log in"
        self.visits += 1
        self.of_name[name.lower()] = tries = self.of_name.get(name.lower(), 0) + 1
        there = self.there and name.lower() == HER.lower()
        return self.says(Visit(name, there, self.visits, tries, path))


def sites() -> list[Site]:
    """Each kind twice: with her account and without."""
    made = [Site(f"{kind}-{there}", says, there) for kind, says in YES_OR_NO.items() for there in (True, False)]
    return made + [Site(f"{kind}-{there}", says, there) for kind, says in TRAPS.items() for there in (True, False)]


def whatsmyname(farm: list[Site]) -> bytes:
    """The list of these sites in the form of WhatsMyName."""
    entries = []
    for site in farm:
        kind = site.name.rpartition("-")[0]
        code, text = {"soft": (200, NONE), "to-login": (302, ""), "to-search": (302, ""), "captcha": (200, NONE)}.get(
            kind, (302, "") if kind.startswith("to-") else (404, NONE)
        )
        if kind in {"country-404", "bare-404", "empty-404", "error-data-404"}:
            text = ""  # a rule that knows the status only
        entries.append(
            {"name": site.name, "uri_check": f"http://{site.authority}/{{account}}", "e_code": 200, "e_string": SIGN,
             "m_code": code, "m_string": text, "known": [], "cat": "social"}
        )  # fmt: skip
    return json.dumps({"license": ["made up"], "authors": [], "categories": ["social"], "sites": entries}).encode()


def sherlock(farm: list[Site]) -> bytes:
    """The same in the form of Sherlock, whose rules mostly know a status only."""
    entries = {}
    for site in farm:
        kind = site.name.rpartition("-")[0]
        rule: dict[str, object] = {"url": f"http://{site.authority}/{{}}", "urlMain": "", "username_claimed": "x"}
        if kind in {"soft", "captcha", "echo", "both"}:
            rule |= {"errorType": "message", "errorMsg": NONE}
        elif kind.startswith("to-"):
            rule |= {"errorType": "response_url", "errorUrl": f"http://{site.authority}/login"}
        else:
            rule |= {"errorType": "status_code"}
        entries[site.name] = rule
    return json.dumps(entries).encode()


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
            path = head.split(b" ", 2)[1].decode("latin-1")
            asyncio.get_running_loop().call_later(self.site.latency, self.reply, path)

    def reply(self, path: str) -> None:
        answer = self.site.answer(path)
        if answer is None:
            self.transport.abort()
            return
        status, headers, text = answer
        body = text.encode()
        lines = [f"HTTP/1.1 {status} X", "Content-Type: text/html; charset=utf-8", f"Content-Length: {len(body)}"]
        lines += [f"{name}: {value}" for name, value in headers.items() if name != "X-Drip"]
        self.transport.write("\r\n".join([*lines, "", ""]).encode())
        if "X-Drip" in headers:
            self.drip(body)
        else:
            self.transport.write(body)

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
