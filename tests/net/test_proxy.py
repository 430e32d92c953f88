"""With a proxy everything goes through it: names, connections, one way a purpose; and nothing goes past it."""

import dataclasses
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from support.gates import ask, line
from support.loopback import reply, says, serving
from support.socks import proxying
from support.watched import strace
from unlisted.model import Kind, Reason
from unlisted.net import Carried, Proxy, Purpose, Reply, Unknown
from unlisted.net.errors import ProxyUnfit

ROOT = Path(__file__).parent.parent
PLACES = ["one.example:80", "two.example:80"]
LINES = [line("http://one.example/a", "one"), line("http://two.example/b", "two")]


def test_names_are_resolved_by_the_proxy() -> None:
    with serving(says(reply(b"ok"))) as server, proxying(server.port) as socks:
        asked = ask(*LINES, allowed=PLACES, proxy=Proxy(host="127.0.0.1", port=socks.port), names={})
    assert [one.status for one in asked.results if isinstance(one, Reply)] == [200, 200]
    assert sorted((way.kind, way.host, way.port) for way in socks.ways) == [
        (3, "one.example", 80),
        (3, "two.example", 80),
    ]


def test_each_purpose_and_each_fact_has_a_way_of_its_own() -> None:
    name = (Carried(fact="username-1", kind=Kind.USERNAME),)
    lines = [
        dataclasses.replace(one, id=f"{n}-{one.id}", purpose=purpose, carries=carries)
        for n, (purpose, carries) in enumerate([(Purpose.PAGES, ()), (Purpose.LINKS, ()), (Purpose.PAGES, name)])
        for one in LINES
    ]
    with serving(says(reply(b"ok"))) as server, proxying(server.port) as socks:
        ask(*lines, allowed=PLACES, proxy=Proxy(host="127.0.0.1", port=socks.port))
    users = [way.user for way in socks.ways]
    assert len(users) == 6
    assert len(set(users)) == 3
    assert all(re.fullmatch("[0-9a-f]{24}", user) for user in users)


def test_a_proxy_that_knows_no_users() -> None:
    with serving(says(reply(b"ok"))) as server, proxying(server.port) as socks:
        ask(*LINES, allowed=PLACES, proxy=Proxy(host="127.0.0.1", port=socks.port, isolate=False))
    assert [way.user for way in socks.ways] == ["", ""]


@pytest.mark.parametrize(
    "garbage", [b"HTTP/1.1 400 Bad Request\r\n\r\n", b"\x05", b"\x05\xff", b"\x04\x00", b"\x00" * 5000]
)
def test_what_is_no_proxy_fails_closed(garbage: bytes) -> None:
    with serving(says(reply(b"ok"))) as server, proxying(server.port, garbage=garbage) as socks:
        asked = ask(server.url(), proxy=Proxy(host="127.0.0.1", port=socks.port))
    assert isinstance(asked.only, Unknown)
    assert asked.only.reason is Reason.PROXY
    assert not server.connections


@pytest.mark.parametrize("code", [1, 2, 4, 5, 99])
def test_a_proxy_that_refuses_fails_closed(code: int) -> None:
    with serving(says(reply(b"ok"))) as server, proxying(server.port, refuse=code) as socks:
        asked = ask(server.url(), proxy=Proxy(host="127.0.0.1", port=socks.port))
    assert isinstance(asked.only, Unknown)
    assert asked.only.reason is Reason.PROXY
    assert not server.connections


def test_a_proxy_that_is_not_there_fails_closed() -> None:
    with proxying(1) as socks:
        pass
    with serving(says(reply(b"ok"))) as server:
        asked = ask(server.url(), proxy=Proxy(host="127.0.0.1", port=socks.port))
    assert isinstance(asked.only, Unknown)
    assert asked.only.reason is Reason.PROXY
    assert not server.connections


@pytest.mark.parametrize(
    ("text", "host", "port"),
    [
        ("socks5h://127.0.0.1:9050", "127.0.0.1", 9050),
        ("socks5://localhost:9150/", "127.0.0.1", 9150),
        ("SOCKS5H://10.152.152.10:9050", "10.152.152.10", 9050),
        ("socks5h://[::1]:9050", "::1", 9050),
    ],
)
def test_proxies_that_are_taken(text: str, host: str, port: int) -> None:
    assert Proxy.parse(text) == Proxy(host=host, port=port)


@pytest.mark.parametrize(
    "text",
    ["", "127.0.0.1:9050", "http://127.0.0.1:8080", "socks4://127.0.0.1:1", "socks5h://tor.example:9050",
     "socks5h://127.0.0.1", "socks5h://127.0.0.1:99999", "socks5h://user@127.0.0.1:1", "socks5h://127.1:9050",
     "socks5h://127.0.0.1:9050/path", "socks5h://999.0.0.1:80"],
)  # fmt: skip
def test_proxies_that_are_not_taken(text: str) -> None:
    with pytest.raises(ProxyUnfit):
        Proxy.parse(text)


# --- the whole process, watched -----------------------------------------------------------------------------------

_PROGRAM = """
import json, sys
from urllib.parse import urlsplit
seen = {"connect": [], "names": []}
def hook(event, arguments):
    if event == "socket.connect":
        seen["connect"].append(arguments[1][1])
    elif event in {"socket.getaddrinfo", "socket.gethostbyname"}:
        seen["names"].append(str(arguments[0]))
sys.addaudithook(hook)
from support.gates import ask, line
from unlisted.net import Proxy
proxy, urls = sys.argv[1], sys.argv[2:]
allowed = [url.split("/")[2] for url in urls]
asked = ask(*urls, allowed=allowed, proxy=Proxy.parse(proxy) if proxy else None)
LEAK
print(json.dumps({**seen, "results": [type(one).__name__ for one in asked.results],
                  "ledger": [[one.host, one.line, one.plan] for one in asked.ledger]}))
"""
LEAK = """
import socket
from contextlib import suppress
with suppress(OSError):
    socket.getaddrinfo("leak.invalid", 80)
socket.create_connection(("127.0.0.1", int(urls[0].rpartition(":")[2].strip("/"))))
"""


def watched(
    proxy: str, *urls: str, leak: str = "", under: tuple[str, ...] = (), **environment: str
) -> dict[str, list[object]]:
    program = _PROGRAM.replace("LEAK", leak)
    done = subprocess.run(
        [*under, sys.executable, "-c", program, proxy, *urls], capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


ENVIRONMENT = {
    f"{name}{suffix}": value
    for name, value in (
        ("http", "http://127.0.0.1:1"),
        ("https", "http://127.0.0.1:1"),
        ("all", "socks5://127.0.0.1:1"),
    )
    for suffix in ("_proxy",)
} | {"NO_PROXY": "*", "no_proxy": "*", "HTTP_PROXY": "http://127.0.0.1:1", "ALL_PROXY": "socks5://127.0.0.1:1"}


def test_no_name_is_asked_and_only_the_proxy_is_connected_to() -> None:
    with serving(says(reply(b"ok"))) as server, proxying(server.port) as socks:
        url = f"http://secret.example:{server.port}/"
        seen = watched(f"socks5h://127.0.0.1:{socks.port}", url, url + "2", **ENVIRONMENT)
    assert (seen["names"], seen["results"]) == ([], ["Reply", "Reply"])
    assert set(seen["connect"]) == {socks.port}
    assert server.connections == len(socks.ways) == 2


def test_proxies_of_the_environment_are_ignored() -> None:
    with serving(says(reply(b"ok"))) as server:
        seen = watched(
            "", server.url(), **{name: value for name, value in ENVIRONMENT.items() if name.lower() != "no_proxy"}
        )
    assert seen["results"] == ["Reply"]
    assert set(seen["connect"]) == {server.port}


def test_the_watching_can_fail() -> None:
    with serving(says(reply(b"ok"))) as server, proxying(server.port) as socks:
        seen = watched(f"socks5h://127.0.0.1:{socks.port}", server.url(), leak=LEAK)
    assert seen["names"]
    assert server.port in seen["connect"]


_PORT = re.compile(r"sin6?_port=htons\((\d+)\)")


def traced(tmp_path: Path, leak: str) -> tuple[set[int], int, int, dict[str, list[object]]]:
    """Ports that the system was asked to connect or send to; the ports of the proxy and the server; what ran."""
    log = tmp_path / "trace"
    under = (strace() or "", "-f", "-o", str(log), "-e", "trace=connect,sendto,sendmsg,sendmmsg")
    with serving(says(reply(b"ok"))) as server, proxying(server.port) as socks:
        seen = watched(f"socks5h://127.0.0.1:{socks.port}", server.url(), server.url("/2"), leak=leak, under=under)
        ports = {int(port) for port in _PORT.findall(log.read_text())}
        return ports, socks.port, server.port, seen


@pytest.mark.skipif(strace() is None, reason="no strace here")
def test_the_system_saw_nothing_but_the_proxy(tmp_path: Path) -> None:
    ports, proxy, _, seen = traced(tmp_path, "")
    assert ports == {proxy}
    assert sorted(str(entry[1]) for entry in seen["ledger"] if isinstance(entry, list)) == ["0", "1"]


@pytest.mark.skipif(strace() is None, reason="no strace here")
def test_the_trace_can_fail(tmp_path: Path) -> None:
    ports, _, server, _ = traced(tmp_path, LEAK)
    assert server in ports


@pytest.mark.skipif(strace() is None, reason="no strace here")
def test_without_a_proxy_the_system_saw_what_the_ledger_says(tmp_path: Path) -> None:
    log = tmp_path / "trace"
    under = (strace() or "", "-f", "-o", str(log), "-e", "trace=connect,sendto,sendmsg,sendmmsg")
    with (
        serving(says(reply(b"ok"))) as one,
        serving(says(reply(b"", "Location: /x", status="302 Found"), reply(b"ok"))) as two,
    ):
        seen = watched("", one.url(), two.url(), under=under)
    connects = sorted(
        int(port) for row in log.read_text().splitlines() if " connect(" in row for port in _PORT.findall(row)
    )
    said = sorted(int(str(entry[0]).rpartition(":")[2]) for entry in seen["ledger"] if isinstance(entry, list))
    assert connects == said == sorted([one.port, two.port, two.port])
