"""What the system sees of each command that can go on the network: nothing without --online, else only the proxy."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from support.command import FACTS, Commands
from support.farm import Site, whatsmyname
from support.signed import Letter
from support.socks import Socks, proxying
from support.watched import strace, watch

pytestmark = pytest.mark.skipif(strace() is None, reason="no strace here")

MORE = """
[[fact]]
id = "mail"
kind = "email"
value = "milena@primer.example.org"

[[fact]]
id = "handle"
kind = "username"
value = "Primer_Ana91"
public = true

[[fact]]
id = "site"
kind = "website"
value = "nepostojeci-primer.org"
public = true
"""
# Each with everything that would make it ask somebody. KEY, LIST and MESSAGE are files; see `hers`.
COMMANDS = {
    "page": ("check", "https://example.org/page"),
    "channel": ("check", "https://t.me/primer"),
    "archived": ("check", "https://example.org/page", "--archived"),
    "breaches": ("breaches", "--xposedornot", "--hibp-key-file", "KEY"),
    "breaches in clear": ("breaches", "--hibp-key-file", "KEY", "--in-clear"),
    "domains": ("domains",),
    "newest register": ("domains", "--refresh"),
    "keys": ("keys", "--gravatar", "--openpgp"),
    "github": ("keys", "--github-token-file", "KEY"),
    "accounts": ("accounts", "--sites", "LIST"),
    "proof of a name": ("prove", "handle", "--verify"),
    "proof of an address": ("prove", "mail", "--verify", "MESSAGE"),
    "search": ("search", "--searxng", "https://search.example.org"),
    "brave": ("search", "--brave-key-file", "KEY"),
    "links": ("knowledge", "check-links", "--only", "breach-check"),
}
BARE = (
    ("breaches",),
    ("keys",),
    ("accounts",),
    ("search",),
    ("search", "--private", "--json"),
    ("prove",),
    ("prove", "mail"),
)
SOCKET = "import socket; socket.socket()"
_PORT = re.compile(r"sin6?_port=htons\((\d+)\)")


class Made:
    """Her vault, with proofs, phrases that wait, and the files that the commands name."""

    def __init__(self, folder: Path) -> None:
        self.commands, self.folder = Commands(folder), folder
        self.commands.make(FACTS + MORE)
        self.commands("prove", "handle", "--url", "https://www.chess.com/member/Primer_Ana91")
        phrase = json.loads(self.commands("prove", "mail", "--json").out)["phrases"][0]
        self.files = {name: str(folder / name) for name in ("KEY", "LIST", "MESSAGE")}
        Path(self.files["KEY"]).write_text("0" * 32)
        listed = whatsmyname([Site("one", lambda _visit: (200, {}, ""), True)]).replace(b"http://", b"https://")
        Path(self.files["LIST"]).write_bytes(listed)
        letter = Letter(subject=phrase, at=int(datetime.now(UTC).timestamp()))
        Path(self.files["MESSAGE"]).write_bytes(letter.signed())

    def words(self, name: str) -> list[str]:
        """The command, its proof in place where it needs one."""
        with self.commands.vault() as vault:
            waiting = vault.store.proofs()
        for fact in ("handle", "mail"):
            if not name.startswith("proof") and waiting[fact].phrases:
                self.commands.prove(fact)
        return [self.files.get(word, word) for word in COMMANDS[name]]


@pytest.fixture
def hers(tmp_path: Path) -> Made:
    return Made(tmp_path)


def trace(hers: Made, calls: str, *words: str, control: str = "") -> tuple[int, str, str]:
    """Exit status, what was printed, and what the system was asked for."""
    log = hers.folder / "trace"
    under = [strace() or "", "-f", "-qq", "-e", f"trace={calls}", "-o", str(log)]
    done = watch(hers.commands, *words, under=under, control=control).done
    return done.returncode, done.stdout, log.read_text()


@pytest.mark.parametrize("name", COMMANDS)
def test_without_online_no_socket_is_opened(hers: Made, name: str) -> None:
    words = hers.words(name)
    for more in (["--plan-only", "--json"], ["--tor", "--no-input"]):
        code, _out, log = trace(hers, "network", *words, *more)
        assert code == (0 if "--plan-only" in more or name == "accounts" else 2)  # bare, that one shows links
        assert "AF_INET" not in log


@pytest.mark.parametrize("words", BARE, ids=" ".join)
def test_what_she_opens_herself_opens_no_socket(hers: Made, words: tuple[str, ...]) -> None:
    code, _out, log = trace(hers, "network", *words)
    assert code == 0
    assert "AF_INET" not in log


def test_the_trace_for_sockets_can_fail(hers: Made) -> None:
    assert "AF_INET" in trace(hers, "network", "breaches", control=SOCKET)[2]


def asked(hers: Made, socks: Socks, name: str, control: str = "") -> set[int]:
    """The ports that a command connected or sent to, with the network allowed and a proxy set."""
    words = [*hers.words(name), "--json", "--proxy", f"socks5h://127.0.0.1:{socks.port}"]
    plan = hers.commands(*words, "--plan-only")
    agree = ["--agree", json.loads(plan.out)["hash"]]
    code, _out, log = trace(
        hers, "connect,sendto,sendmsg,sendmmsg", *words, "--online", *agree, control=control
    )  # fmt: skip
    assert code in {1, 2, 3}
    return {int(port) for port in _PORT.findall(log)}


@pytest.mark.parametrize("name", [name for name in COMMANDS if name != "brave"])  # asked as the other search is
def test_with_a_proxy_only_the_proxy_is_connected_to(hers: Made, name: str) -> None:
    """It refuses everything, which is when a program might try its luck without it."""
    with proxying(1, refuse=1) as socks:
        assert asked(hers, socks, name) == {socks.port}
        assert socks.ways


def test_the_trace_for_the_proxy_can_fail(hers: Made) -> None:
    leak = "import socket\ntry: socket.create_connection(('127.0.0.1', 9), 0.1)\nexcept OSError: pass"
    with proxying(1, refuse=1) as socks:
        assert asked(hers, socks, "domains", leak) == {socks.port, 9}
