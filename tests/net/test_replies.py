"""What servers may answer: every reply ends in a result or a reason, within its bounds. The servers are ours."""

import asyncio
import gzip
import ssl
from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest

from support.gates import ask, line
from support.loopback import Heard, Server, endless, listening, pages, reply, reset, says, serving
from unlisted.model import Hop, Reason
from unlisted.net import Limits, Method, Pace, Reply, Unknown

CERTS = Path(__file__).parent / "certs"
SHORT = Limits(seconds=1.0)
HEAD = b"HTTP/1.1 200 OK\r\n"
packed = partial(gzip.compress, mtime=0)  # the same in every process, for it names tests


def body_of(answer: bytes, **more: object) -> bytes:
    with serving(says(answer)) as server:
        result = ask(line(server.url(), **more)).only
    assert isinstance(result, Reply), result
    return result.body


def reason_of(say: object, *, limits: Limits | None = None, **more: object) -> Reason:
    with serving(say if callable(say) else says(say)) as server:
        asked = ask(line(server.url(), **more), limits=limits or Limits(seconds=300))
    result = asked.only
    assert isinstance(result, Unknown), result
    assert asked.ledger[-1].reason is result.reason
    return result.reason


# --- ordinary ones ------------------------------------------------------------------------------------------------


def test_a_reply() -> None:
    with serving(says(reply("Đorđe".encode(), "Content-Type: text/html; charset=utf-8", "X-Other: 1"))) as server:
        result = ask(server.url("/a?b=c")).only
    assert isinstance(result, Reply)
    assert (result.status, result.text(), result.charset, result.cut) == (200, "Đorđe", "utf-8", False)
    assert set(result.headers) == {"content-type", "content-length"}
    assert [one.path for one in server.heard] == ["/a?b=c"]


@pytest.mark.parametrize(
    "answer",
    [
        reply(packed(b"hello"), "Content-Encoding: gzip"),
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2;x=y\r\nlo\r\n0\r\n\r\n",
        HEAD + b"\r\nhello",  # ends with the connection
        b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" + reply(b"hello"),
        reply(b"hello", status="404 Not Found"),
        reply(b"hello", status="500 Oh"),
    ],
)
def test_ordinary_bodies(answer: bytes) -> None:
    assert body_of(answer) == b"hello"


def test_what_we_say_of_ourselves() -> None:
    with serving(says(reply(b"", "Set-Cookie: a=b", "Location: /next", status="302 Found"), reply(b"ok"))) as server:
        ask(server.url("/first"))
        ask(server.url("/again"))
    first, second, third = server.heard
    assert "Firefox" in first.headers["user-agent"]
    assert (first.headers["accept-language"], first.headers["accept-encoding"]) == ("en-US,en;q=0.5", "gzip")
    for heard in (first, second, third):
        assert not {"cookie", "referer", "origin", "authorization", "from"} & set(heard.headers)
        assert "python" not in str(heard.headers).lower()
    assert second.path == "/next"


def test_methods_bodies_and_keys() -> None:
    one = {"method": Method.POST, "body": b"q=1", "headers": (("X-Key", "sesame"), ("Accept", "application/json"))}
    with serving(says(reply(b"{}"))) as server:
        ask(line(server.url(), **one), line(server.url("/h"), "head", method=Method.HEAD))
    posted, asked = sorted(server.heard, key=lambda heard: heard.line, reverse=True)
    assert (posted.line.split()[0], posted.body, posted.headers["x-key"]) == ("POST", b"q=1", "sesame")
    assert posted.headers["accept"] == "application/json"
    assert asked.line == "HEAD /h HTTP/1.1"


def test_the_start_of_a_long_body_may_be_enough() -> None:
    with serving(says(reply(b"x" * 300_000))) as server:
        result = ask(line(server.url(), enough=1000)).only
    assert isinstance(result, Reply)
    assert (len(result.body), result.cut) == (1000, True)


# --- hostile ones -------------------------------------------------------------------------------------------------

LARGE = Limits(seconds=300, wire=50_000, body=100_000)
BOMB = packed(b"\0" * (100 << 20))


@pytest.mark.parametrize(
    ("say", "reason"),
    [
        (endless(HEAD + b"Content-Length: 100\r\n\r\n", b"x", every=0.2), Reason.TOO_SLOW),
        (endless(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n", every=0.2), Reason.TOO_SLOW),
        (endless(HEAD, b"X", every=0.2), Reason.TOO_SLOW),
        (endless(b"", b"", every=0.2), Reason.TOO_SLOW),
        (endless(b"HTTP/1.1 100 Continue\r\n\r\n", b"HTTP/1.1 100 Continue\r\n\r\n", every=0.2), Reason.TOO_SLOW),
    ],
    ids=["body", "chunks", "header", "silence", "continue"],
)
def test_drips_end_with_the_deadline(say: object, reason: Reason) -> None:
    assert reason_of(say, limits=SHORT) is reason


@pytest.mark.parametrize("piece", [b"x", b"x" * 500], ids=["drips", "comes slowly"])
def test_a_body_that_drips_is_not_waited_for(piece: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """Long before the deadline, which is five minutes here; one that comes slowly but does come is read."""
    monkeypatch.setattr("unlisted.net.wire._DRIP_SECONDS", 0.2)

    async def say(_: Heard, writer: asyncio.StreamWriter) -> None:
        writer.write(HEAD + b"Content-Length: %d\r\n\r\n" % (8 * len(piece)))
        for _number in range(8):
            writer.write(piece)
            await asyncio.sleep(0.1)

    with serving(say) as server:
        result = ask(line(server.url())).only
    if len(piece) == 1:
        assert isinstance(result, Unknown)
        assert result.reason is Reason.TOO_SLOW
    else:
        assert isinstance(result, Reply)
        assert len(result.body) == 8 * len(piece)


@pytest.mark.parametrize(
    ("say", "reason"),
    [
        (endless(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 100), Reason.TOO_LARGE),
        (endless(HEAD, b"X-A: b\r\n" * 100), Reason.DAMAGED),
        (endless(HEAD + b"X-A: ", b"b" * 1000), Reason.DAMAGED),
        (endless(HEAD + b"\r\n", b"x" * 10_000), Reason.TOO_LARGE),
        (endless(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n" * 1000), Reason.DAMAGED),
        (endless(HEAD + b"Transfer-Encoding: chunked\r\n\r\n1;", b"x" * 1000), Reason.DAMAGED),
        (endless(HEAD + b"Transfer-Encoding: chunked\r\n\r\n0\r\n", b"X-A: b\r\n" * 100), Reason.DAMAGED),
        (
            endless(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"2710\r\n" + b"x" * 10_000 + b"\r\n"),
            Reason.TOO_LARGE,
        ),
    ],
    ids=["continue", "headers", "header", "body", "tiny-chunks", "chunk-size", "trailers", "chunks"],
)
def test_what_never_ends_is_ended_by_its_size(say: object, reason: Reason) -> None:
    assert reason_of(say, limits=LARGE) in {reason, Reason.TOO_LARGE}  # two bounds, and which is hit first is chance


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (reply(BOMB, "Content-Encoding: gzip"), Reason.TOO_LARGE),
        (reply(packed(BOMB), "Content-Encoding: gzip, gzip"), Reason.FORMAT_UNKNOWN),
        (reply(packed(BOMB), "Content-Encoding: gzip", "Content-Encoding: gzip"), Reason.FORMAT_UNKNOWN),
        (reply(packed(packed(b"x")), "Content-Encoding: gzip"), Reason.FORMAT_UNKNOWN),
        (reply(b"x", "Content-Encoding: br"), Reason.FORMAT_UNKNOWN),
        (reply(b"<html>", "Content-Encoding: gzip"), Reason.DAMAGED),
        (reply(packed(b"x" * 999)[:-9], "Content-Encoding: gzip"), Reason.TRUNCATED),
        (reply(b"", *(f"X-{n}: 1" for n in range(500))), Reason.TOO_LARGE),
        (reply(b"", *(f"X-{n}: {'x' * 700}" for n in range(120))), Reason.TOO_LARGE),
        (HEAD + b"Content-Length: 50\r\n\r\nhello", Reason.TRUNCATED),
        (HEAD + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello!", Reason.DAMAGED),
        (HEAD + b"Content-Length: -5\r\n\r\nhello", Reason.DAMAGED),
        (HEAD + b"Content-Length: 999999999999999999999999999\r\n\r\nhello", Reason.DAMAGED),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n", Reason.DAMAGED),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\nhello", Reason.TRUNCATED),
        (HEAD + b"Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", Reason.DAMAGED),
        (HEAD + b"X-A", Reason.TRUNCATED),
        (b"SSH-2.0-OpenSSH_9.2\r\n\r\n", Reason.DAMAGED),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" * 9, Reason.DAMAGED),
        (b"HTTP/1.1 9999 Oh\r\n\r\n", Reason.DAMAGED),
        (b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\nabc", None),
        (b"", Reason.NOT_CONNECTED),
    ],
)  # fmt: skip
def test_bad_replies(answer: bytes, reason: Reason | None) -> None:
    with serving(says(answer)) as server:
        result = ask(server.url(), limits=Limits(seconds=300, wire=1 << 20, body=100_000)).only
    if reason is not None:
        assert isinstance(result, Unknown), result
        assert result.reason is reason


def test_more_than_was_said_is_left_where_it_is() -> None:
    assert body_of(HEAD + b"Content-Length: 5\r\n\r\nhello, and something to smuggle in") == b"hello"


def test_large_bodies_wait_for_room_and_all_come_through() -> None:
    limits = Limits(seconds=300, large=10_000, larges=2)
    with serving(says(reply(b"x" * 200_000))) as server:
        asked = ask(*(server.url(f"/{n}") for n in range(20)), limits=limits, pace=Pace(spacing=0, at_host=20))
    assert [len(one.body) for one in asked.results if isinstance(one, Reply)] == [200_000] * 20


# --- redirects ----------------------------------------------------------------------------------------------------


def to(where: str, body: bytes = b"", status: str = "302 Found") -> bytes:
    return reply(body, f"Location: {where}", status=status)


def test_redirects_are_followed_and_their_bodies_are_not_read() -> None:
    known = {
        "/": to("/a", BOMB[:20_000] + b"x" * 5_000_000),
        "/a": to("b?c#d", status="301 Moved"),
        "/b?c": to("//127.0.0.1:{port}/d"),
    }
    with serving(pages(known)) as server:
        known["/b?c"] = to(f"//127.0.0.1:{server.port}/d")
        known["/d"] = reply(b"there")
        asked = ask(server.url())
    assert isinstance(asked.only, Reply)
    assert (asked.only.body, asked.only.redirects, asked.only.url.path) == (b"there", 3, "/d")
    assert [one.hop for one in asked.ledger] == [Hop.FIRST, Hop.REDIRECT, Hop.REDIRECT, Hop.REDIRECT]
    assert asked.ledger[0].bytes < 300_000


@pytest.mark.parametrize("way", ["//", "/a/", "/abcde"], ids=["itself", "back", "on and on"])
def test_circles_and_long_ways_end(way: str) -> None:
    steps = [f"/{name}" for name in way.strip("/")]
    ways = ["/", *steps, "/"] if way.endswith("/") else ["/", *steps]
    known = {at: to(goes) for at, goes in pairwise(ways)}
    with serving(pages(known)) as server:
        result = ask(server.url()).only
    assert isinstance(result, Unknown)
    assert result.reason is Reason.REDIRECTS
    assert len(server.heard) <= 4


LOOPBACKS = ["localhost", "2130706433", "127.1", "[::ffff:127.0.0.1]", "0.0.0.0", "0x7f.1", "[::1]", "127.0.0.2"]  # noqa: S104


@pytest.mark.parametrize("host", LOOPBACKS)
def test_redirects_to_this_machine_are_refused(host: str) -> None:
    with serving(says(reply(b"secret"))) as inside, serving(says(to(f"http://{host}:{inside.port}/"))) as server:
        result = ask(server.url()).only
    assert isinstance(result, Unknown)
    assert result.reason in {Reason.NOT_ENCRYPTED, Reason.ADDRESS_REFUSED}
    assert not inside.heard


@pytest.mark.parametrize(
    ("where", "reason"),
    [
        ("https://elsewhere.example/", Reason.LEADS_ELSEWHERE),
        ("http://elsewhere.example/", Reason.NOT_ENCRYPTED),
        ("file:///etc/passwd", Reason.ADDRESS_REFUSED),
        ("javascript:alert(1)", Reason.ADDRESS_REFUSED),
        ("https://a@b/", Reason.ADDRESS_REFUSED),
        ("http://[", Reason.ADDRESS_REFUSED),
        ("https://" + "a" * 9000, Reason.ADDRESS_REFUSED),
        ("\xff\xfe://\x80", None),
    ],
)
def test_redirects_to_other_places(where: str, reason: Reason | None) -> None:
    with serving(says(to(where), reply(b"x", status="404 No"))) as server:
        result = ask(server.url()).only
    if reason is None:
        assert isinstance(result, Reply)  # read as a path, percent-encoded
    else:
        assert isinstance(result, Unknown)
        assert result.reason is reason
        assert (result.location is not None) is (reason is Reason.LEADS_ELSEWHERE)


def test_redirects_may_be_left_alone() -> None:
    with serving(says(to("https://elsewhere.example/login"))) as server:
        result = ask(line(server.url(), follow=False)).only
    assert isinstance(result, Reply)
    assert (result.status, str(result.location)) == (302, "https://elsewhere.example/login")


def test_a_body_is_not_sent_on_by_a_redirect_that_asks_for_a_page() -> None:
    with serving(says(to("/next", status="303 See Other"), reply(b"ok"))) as server:
        ask(line(server.url(), method=Method.POST, body=b"q=secret"))
    assert [(one.line.split()[0], one.body) for one in server.heard] == [("POST", b"q=secret"), ("GET", b"")]


# --- pace ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", ["429 Slow Down", "503 Later"])
def test_one_retry_after_the_pause_that_was_asked_for(status: str) -> None:
    busy = reply(b"no", "Retry-After: 7", status=status)
    with serving(says(busy, reply(b"yes"))) as server:
        asked = ask(server.url())
    assert isinstance(asked.only, Reply)
    assert asked.only.body == b"yes"
    assert [one.hop for one in asked.ledger] == [Hop.FIRST, Hop.RETRY]
    assert [round(pause) for pause in asked.pauses] == [7]


def test_the_second_refusal_stands() -> None:
    with serving(says(reply(b"no", status="429 Slow Down"))) as server:
        asked = ask(server.url())
    assert isinstance(asked.only, Reply)
    assert asked.only.status == 429
    assert len(server.heard) == 2
    assert 0.4 < asked.pauses[0] <= 2.1  # a little, with jitter


@pytest.mark.parametrize("asked_for", ["86400", "Sun, 03 May 2026 13:00:00 GMT"])
def test_a_host_that_asks_for_a_long_pause_is_left_alone(asked_for: str) -> None:
    with serving(says(reply(b"no", f"Retry-After: {asked_for}", status="429 Slow Down"))) as server:
        asked = ask(server.url("/1"), server.url("/2"), pace=Pace(spacing=0, at_host=1))
    assert len(server.heard) == 1
    refused = [one for one in asked.results if isinstance(one, Unknown)]
    assert [one.reason for one in refused] == [Reason.ASKED_TO_WAIT]
    assert refused[0].numbers["seconds"] > 3000
    assert len(asked.ledger) == 1


def test_a_reset_is_tried_once_more() -> None:
    answers = [reset, says(reply(b"ok"))]

    async def say(heard: Heard, writer: asyncio.StreamWriter) -> None:
        await (answers.pop(0) if len(answers) > 1 else answers[0])(heard, writer)

    with serving(say) as server:
        asked = ask(server.url())
    assert isinstance(asked.only, Reply)
    assert [(one.hop, one.reason) for one in asked.ledger] == [
        (Hop.FIRST, Reason.NOT_CONNECTED),
        (Hop.RETRY, None),
    ]
    with serving(reset) as server:
        assert isinstance(ask(server.url()).only, Unknown)
    assert len(server.heard) == 2


def test_requests_to_one_host_are_spaced_and_few_at_a_time() -> None:
    beside: list[int] = []
    now = 0

    async def say(_: Heard, writer: asyncio.StreamWriter) -> None:
        nonlocal now
        now += 1
        beside.append(now)
        await asyncio.sleep(0.02)
        writer.write(reply(b"ok"))
        now -= 1

    with serving(say) as server:
        asked = ask(*(server.url(f"/{n}") for n in range(12)), pace=Pace(spacing=500, at_host=2))
        assert len(asked.pauses) == 11
        assert all(490 < pause <= 500 for pause in asked.pauses)
        assert max(beside) <= 2
        beside.clear()
        ask(*(server.url(f"/{n}") for n in range(12)), pace=Pace(spacing=0, at_host=12))  # the control
        assert max(beside) > 2


def test_hundreds_of_hosts_at_once_and_nobody_runs_out_of_time() -> None:
    async def say(_: Heard, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(0.05)
        writer.write(reply(b"ok"))

    with serving(say, host="0.0.0.0") as server:  # noqa: S104
        hosts = [f"127.2.{n // 250}.{n % 250 + 1}:{server.port}" for n in range(400)]
        asked = ask(*(f"http://{host}/" for host in hosts), allowed=hosts)
    assert len([one for one in asked.results if isinstance(one, Reply)]) == 400
    assert len(asked.ledger) == 400


# --- the plan and the ledger --------------------------------------------------------------------------------------


def ask_with_probe(server: Server) -> object:
    from support.gates import NOW
    from unlisted.net import Gate, Settings, Url, allow, plan_of

    ledger: list[object] = []
    control = Url.parse(server.url("/random"))
    plan = plan_of([line(server.url("/milena"), control=control), line(server.url("/other"), "two")])
    gate = Gate(
        settings=Settings(allowed=allow(server.authority), pace=Pace(spacing=0)), record=ledger.append,
        now=lambda: NOW, jitter=lambda: 0.5, secret="drawn",
    )  # fmt: skip
    results = []
    with gate.look(plan.agree(plan.digest())) as looks:
        for result in looks:
            results.append(result)
            if result.line == "one" and not result.control:
                looks.probe("one")
                with pytest.raises(ValueError, match="one control probe"):
                    looks.probe("one")
        with pytest.raises(ValueError, match="one control probe"):
            looks.probe("two")
    return plan, results, ledger


def test_every_ledger_line_cites_its_plan_line() -> None:
    with serving(says(reply(b"ok"))) as server:
        plan, results, ledger = ask_with_probe(server)
    assert sorted((one.line, one.control) for one in results) == [("one", False), ("one", True), ("two", False)]
    assert sorted((one.line, one.control) for one in ledger) == [("one", False), ("one", True), ("two", False)]
    assert {one.plan for one in ledger} == {plan.digest()}
    assert len(server.heard) == len(ledger) == server.connections
    assert sorted(heard.path for heard in server.heard) == ["/milena", "/other", "/random"]


def test_stopping_ends_everything_and_every_line_has_its_answer() -> None:
    with serving(endless(HEAD + b"\r\n", b"x", every=0.2)) as server:
        asked = ask(
            *(server.url(f"/{n}") for n in range(30)),
            stopping=lambda: len(server.heard) == 9,
            pace=Pace(spacing=0, at_host=9),
            limits=Limits(seconds=600),
        )
    assert len(asked.results) == 30
    assert {one.reason for one in asked.results if isinstance(one, Unknown)} == {Reason.INTERRUPTED}
    assert len(asked.ledger) == len(server.heard) == 9
    assert {one.reason for one in asked.ledger} == {Reason.INTERRUPTED}


def test_an_empty_plan_opens_nothing() -> None:
    assert ask().results == []


def test_nobody_listens() -> None:
    with serving(says(reply())) as server:
        pass
    result = ask(server.url()).only
    assert isinstance(result, Unknown)
    assert result.reason is Reason.NOT_CONNECTED


# --- names and certificates ---------------------------------------------------------------------------------------


def trusting() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_verify_locations(CERTS / "ca.pem")
    return context


def showing(name: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTS / f"{name}.pem")
    return context


@pytest.mark.parametrize(
    ("name", "reason"), [("good", None), ("other", Reason.TLS), ("expired", Reason.TLS), ("self", Reason.TLS)]
)
def test_certificates(name: str, reason: Reason | None) -> None:
    """The name is checked, not the address we connect to, which was resolved before."""
    seen: list[str | None] = []
    context = showing(name)
    context.sni_callback = lambda _socket, server_name, _context: seen.append(server_name)
    with serving(says(reply(b"ok")), tls=context) as server:
        place = f"good.example:{server.port}"
        names = {"good.example": ("127.0.0.1",)}
        asked = ask(f"https://{place}/", allowed=[place], names=names, trust=trusting())
    if reason is None:
        assert isinstance(asked.only, Reply)
        assert server.heard[0].headers["host"] == place
    else:
        assert isinstance(asked.only, Unknown)
        assert asked.only.reason is reason
        assert not server.heard
    assert seen == ["good.example"]


def test_no_encryption_where_there_should_be_some() -> None:
    async def plain(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(reply(b"ok"))

    with listening(plain) as port:
        result = ask(f"https://127.0.0.1:{port}/").only
    assert isinstance(result, Unknown)
    assert result.reason is Reason.TLS


def test_keys_are_not_written_where_the_environment_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSLKEYLOGFILE", str(tmp_path / "keys"))
    from unlisted.net.wire import tls_context

    assert tls_context().keylog_filename is None
    assert ssl.create_default_context().keylog_filename  # what the library would do


@pytest.mark.parametrize(
    "answers",
    [("127.0.0.1",), ("93.184.216.34", "127.0.0.1"), ("::1",), ("93.184.216.34", "fe80::1%lo"), ("::ffff:1.1.1.1",)],
)
def test_names_that_lead_to_this_machine_are_refused(answers: tuple[str, ...]) -> None:
    asked = ask("https://rebind.example/", names={"rebind.example": answers})
    assert isinstance(asked.only, Unknown)
    assert asked.only.reason is Reason.ADDRESS_REFUSED


def test_a_name_is_resolved_once_and_that_very_address_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rebinding: the first answer is public, every later one is loopback."""
    import httpcore

    tried: list[str] = []

    async def connect(_self: object, host: str, port: int, **_: object) -> None:
        tried.append(host)
        raise httpcore.ConnectError

    class Rebinding(dict[str, tuple[str, ...]]):
        def __init__(self) -> None:
            self.answers = [("93.184.216.34", "93.184.216.35"), ("127.0.0.1",)]

        def __bool__(self) -> bool:
            return True

        def __getitem__(self, name: str) -> tuple[str, ...]:
            return self.answers.pop(0)

    names = Rebinding()
    monkeypatch.setattr(httpcore.AnyIOBackend, "connect_tcp", connect)
    ask(line("https://rebind.example/1"), line("https://rebind.example/2", "two"), names=names)
    assert tried == ["93.184.216.34", "93.184.216.35"] * 2
    assert len(names.answers) == 1


def test_a_name_that_does_not_exist() -> None:
    result = ask("https://no-such-host.invalid.example/", names=None, limits=Limits(seconds=300)).only
    assert isinstance(result, Unknown)
    assert result.reason in {Reason.NO_SUCH_HOST, Reason.TOO_SLOW}
