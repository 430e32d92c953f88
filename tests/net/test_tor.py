"""`--tor` finds Tor's own service or the Tor Browser, on this machine only, and fails where neither answers."""

import asyncio
import json

import pytest

from support.command import Commands
from support.loopback import listening
from support.socks import proxying
from unlisted.net import tor
from unlisted.net.settings import TOR, Pace

CLOSED = 1  # nothing listens there


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(Pace.__init__.__kwdefaults__, "spacing", 0.0)


def test_both_ports_are_known() -> None:
    assert TOR == (9050, 9150)


def test_the_first_that_speaks_is_taken() -> None:
    with proxying(1) as one, proxying(1) as other, proxying(1, garbage=b"HTTP/1.1 200 OK\r\n\r\n") as no_proxy:
        assert tor.tor_port((one.port, other.port)) == one.port
        assert tor.tor_port((CLOSED, other.port)) == other.port
        assert tor.tor_port((no_proxy.port, other.port)) == other.port
        assert tor.tor_port((CLOSED, no_proxy.port)) is None
    assert tor.tor_port(()) is None


def looked(command: Commands, *words: str) -> tuple[int, str, str]:
    ask = ("check", "https://example.org/page", "--online", "--json", *words)
    plan = json.loads(command(*ask, "--plan-only").out)
    done = command(*ask, "--agree", plan["hash"])
    return done.code, json.loads(done.out)["outcomes"][0]["reason"], done.err


async def hangs_up(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.close()


def test_the_browser_is_enough(command: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    with listening(hangs_up) as port, proxying(port) as browser:  # the way there is what counts
        monkeypatch.setattr(tor.tor_port, "__defaults__", ((CLOSED, browser.port),))
        looked(command, "--tor")
        assert {(way.host, way.port) for way in browser.ways} == {("example.org", 443)}
        assert all(way.user for way in browser.ways)  # a way through Tor for each purpose


def test_without_either_nothing_goes_out(command: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tor.tor_port, "__defaults__", ((CLOSED,),))
    monkeypatch.setattr("unlisted.net.settings.Proxy.tor", lambda _port=0: _nowhere())
    code, reason, told = looked(command, "--tor")
    assert (code, reason) == (3, "proxy")
    assert "Tor does not answer on this computer" in " ".join(told.split())


def _nowhere() -> object:
    from unlisted.net import Proxy

    return Proxy(host="127.0.0.1", port=CLOSED)


def test_a_plan_asks_nobody(command: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("unlisted.net.tor._speaks", lambda _port: pytest.fail("a socket for a plan"))
    assert command("check", "https://example.org/page", "--tor", "--plan-only").code == 0
    assert command("check", "https://example.org/page", "--tor").code == 2
