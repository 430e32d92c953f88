"""Thousands of broken replies: each ends in a result or a reason, none in an exception, all in little memory."""

import gzip
import random
import subprocess
import sys
from pathlib import Path

import pytest

from support.gates import ask
from support.loopback import reply, serving
from unlisted.model import Reason
from unlisted.net import Limits, Pace, Reply, Unknown

ROOT = Path(__file__).parent.parent
HEAD = b"HTTP/1.1 200 OK\r\n"
SEEDS = [
    reply(b"<html>hello</html>", "Content-Type: text/html; charset=utf-8"),
    reply(gzip.compress(b"hello" * 500), "Content-Encoding: gzip", "Content-Type: text/html; charset=bz2"),
    reply(gzip.compress(gzip.compress(b"\0" * 9_000_000)), "Content-Encoding: gzip, gzip"),
    reply(gzip.compress(b"\0" * 9_000_000), "Content-Encoding: gzip"),
    HEAD + b"Transfer-Encoding: chunked\r\n\r\n5;a=b\r\nhello\r\n6\r\n world\r\n0\r\nX-Trailer: 1\r\n\r\n",
    HEAD + b"Connection: close\r\n\r\n" + b"hello" * 100,
    reply(b"", "Location: http://2130706433/\xc5\xa1?q#x", status="302 Found"),
    reply(b"", "Location: //[::ffff:127.0.0.1]:80/", status="301 Moved"),
    reply(b"", "Location: https://xn--a.example@b\\c/", "Set-Cookie: a=b; Domain=x", status="307 On"),
    reply(b"later", "Retry-After: Sun, 99 Foo 2026 25:61:61 GMT", status="429 Slow"),
    reply(b"later", "Retry-After: 1", status="503 Slow"),
    b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early\r\nLink: <x>\r\n\r\n" + reply(b"hello"),
    reply(b"", "ETag: W/\"x\"", "WWW-Authenticate: Basic realm=\"\x1b]52;c;eA==\x07\"", status="304 Not Modified"),
    b"HTTP/1.0 200\r\nContent-Length: 3\r\nContent-Length: 3\r\n\r\nabc",
    b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\nPRI * HTTP/2.0",
]  # fmt: skip
PIECES = [b"\r\n", b"\n", b"\r", b"\0", b"\xff\xfe", b": ", b";", b",", b"\x1f\x8b\x08", b"99999999999999999999", b"-1",
          b" ", b"Content-Length: 3\r\n", b"Transfer-Encoding: chunked\r\n", b"Content-Encoding: gzip\r\n", b"A" * 5000,
          b"Location: http://[\r\n", b"charset=punycode", b"\xe2\x80\xae", b"X: 1\r\n" * 300]  # fmt: skip


def mutated(rng: random.Random) -> bytes:
    data = bytearray(rng.choice(SEEDS))
    for _ in range(rng.choice((0, 1, 1, 2, 4, 8))):
        at = rng.randrange(len(data) + 1)
        match rng.randrange(5):
            case 0:
                data[at:at] = rng.choice(PIECES)
            case 1:
                del data[at : at + rng.choice((1, 2, 10, 200))]
            case 2 if at < len(data):
                data[at] = rng.randrange(256)
            case 3:
                data[at:at] = data[rng.randrange(len(data) + 1) :][: rng.choice((3, 30, 300))]
            case _:
                del data[at:]
        if not data:
            break
    return bytes(data)


def run(count: int, seed: int) -> dict[str, int]:
    """How often each kind of result came, by `count` mutated replies. Raises whatever leaves the gate."""
    rng, kinds = random.Random(seed), dict[str, int]()

    async def say(_: object, writer: object) -> None:
        writer.write(mutated(rng))

    limits, pace = Limits(seconds=300, wire=200_000, body=400_000), Pace(spacing=0, at_host=40, longest_wait=5)
    with serving(say) as server:
        for begin in range(0, count, 200):
            batch = [server.url(f"/{n}") for n in range(begin, min(count, begin + 200))]
            asked = ask(*batch, limits=limits, pace=pace)
            assert len(asked.results) == len(batch)
            for result in asked.results:
                kind = str(result.reason) if isinstance(result, Unknown) else str(result.status)
                kinds[kind] = kinds.get(kind, 0) + 1
                if isinstance(result, Reply):
                    result.text()
                    assert len(result.body) <= 400_000
            assert len(asked.ledger) <= 5 * len(batch)
    return kinds


def test_a_few_hundred_broken_replies() -> None:
    kinds = run(400, 1)
    assert Reason.ERROR not in kinds
    assert {"200", Reason.DAMAGED, Reason.TRUNCATED, Reason.FORMAT_UNKNOWN, Reason.TOO_LARGE} <= set(kinds)


@pytest.mark.slow
def test_six_thousand_broken_replies() -> None:
    kinds = run(6000, 20261125)
    assert Reason.ERROR not in kinds
    assert sum(kinds.values()) == 6000


_ATTACKED = """
import sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from support.gates import ask, line
from unlisted.net import Limits, Pace
CONTROL
asked = ask(*(f"{sys.argv[2]}{n}" for n in range(60)), pace=Pace(spacing=0, at_host=60))
assert len(asked.results) == 60
assert all(one.reason == "too-large" for one in asked.results), asked.results[0]
status = Path("/proc/self/status").read_text()
print(int(status.split("VmHWM:")[1].split()[0]) // 1024)
"""
_BODY = gzip.compress(b"\0" * (200 << 20), 9)


def peak(control: str = "") -> int:
    async def say(_: object, writer: object) -> None:
        writer.write(reply(_BODY, "Content-Encoding: gzip"))

    with serving(say) as server:
        done = subprocess.run(
            [sys.executable, "-c", _ATTACKED.replace("CONTROL", control), str(ROOT), server.url("/")],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return int(done.stdout)


@pytest.mark.skipif(sys.platform != "linux", reason="the peak is read from /proc")
def test_sixty_bombs_at_once_stay_below_64_megabytes() -> None:
    assert peak() < 64


@pytest.mark.skipif(sys.platform != "linux", reason="the peak is read from /proc")
def test_the_measuring_can_fail() -> None:
    """One of the same bombs, read by the library's own client."""
    assert peak("import httpx; len(httpx.get(sys.argv[2], trust_env=False).content)") > 200
