"""`check` on links: a plan first, then pages, channels and copies read from real servers of this machine."""

import gzip
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sources.samples import chat, message, tdesktop
from support.command import FACTS, Commands, Result
from support.loopback import Say, Server, pages, reply, reset, says, serving
from support.previews import CHANNEL, PROFILE, page, post
from test_closed_world import Canaries
from unlisted.model import Sighting, Visibility
from unlisted.sightings import Eye
from unlisted.sources.online import addresses, requests

LONG = "<p>" + "Obična rečenica o gradu i vremenu. " * 80
HERS = f"<!doctype html><title>Vesti</title>{LONG}<p>Milena Primerović, Izmišljena 17, Novi Sad"
OTHERS = f"<!doctype html><title>Vesti</title>{LONG}<p>Nikoga nema."
HTML = "Content-Type: text/html; charset=utf-8"

Serve = Callable[..., Server]


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Servers that say what they are told to, or answer by path; all end with the test."""
    running = []

    def started(say: Say | dict[str, bytes]) -> Server:
        context = serving(pages(say) if isinstance(say, dict) else say)
        server = context.__enter__()
        running.append(context)
        return server

    yield started
    for context in running:
        context.__exit__(None, None, None)


def answer(html: str | bytes, *headers: str, status: str = "200 OK") -> bytes:
    return reply(html if isinstance(html, bytes) else html.encode(), HTML, *headers, status=status)


def looked(command: Commands, server: Server, *words: str, more: tuple[str, ...] = ()) -> Result:
    """A whole look: the plan is read, and agreed to by its hash."""
    allow = ("--allow-host", server.authority)
    plan = json.loads(command("check", *words, "--plan-only", "--json", *allow).out)
    return command("check", *words, *allow, "--online", "--json", "--agree", ",".join((plan["hash"], *more)))


def outcome(result: Result) -> dict[str, object]:
    (one,) = json.loads(result.out)["outcomes"]
    return one


def states(command: Commands) -> dict[str, Visibility]:
    with command.vault() as vault:
        return {exposure.locator: exposure.state for exposure in vault.store.exposures()}


def test_without_online_nothing_is_sent(command: Commands, serve: Serve) -> None:
    server = serve({"/a": answer(HERS)})
    result = command("check", server.url("/a"), "--allow-host", server.authority)
    assert result.code == 2
    assert "--plan-only" in result.err
    plan = json.loads(command("check", server.url("/a"), "--plan-only", "--json").out)
    assert [(one["host"], one["carries"]) for one in plan["requests"]] == [("127.0.0.1", [])]
    assert server.connections == 0
    with command.vault() as vault:
        assert vault.store.targets() == ()


def test_a_page_is_looked_at_and_looked_at_again(command: Commands, serve: Serve) -> None:
    known = {"/a": answer(HERS)}
    server = serve(known)
    result = looked(command, server, server.url("/a"))
    assert result.code == 1
    assert (outcome(result)["state"], outcome(result)["target"]) == ("seen", server.url("/a"))
    (seen,) = json.loads(result.out)["sightings"]
    assert {fact["fact"] for fact in seen["facts"]} == {"public-name", "home"}
    assert (seen["locator"], seen["source"]) == ("page", "pages")
    with command.vault() as vault:
        assert vault.store.targets() == (server.url("/a"),)
        (entry,) = vault.store.ledger()
        assert (entry.line, entry.status) == ("page-1", 200)
    known["/a"] = answer(OTHERS)
    again = looked(command, server)  # without a target: what is remembered
    assert outcome(again)["state"] == "clear"
    assert states(command) == {"page": Visibility.NOT_VISIBLE}
    known["/a"] = answer(HERS)
    looked(command, server)
    assert states(command) == {"page": Visibility.VISIBLE}


@pytest.mark.parametrize(
    ("say", "reason"),
    [
        (answer("nema", status="403 Forbidden"), "refused"),
        (answer("kasnije", "Retry-After: 9999", status="429 Too Many Requests"), "asked-to-wait"),
        (answer("<div id=root></div><script src=a.js></script>"), "needs-scripts"),
        (answer("<h1>Are you a robot?</h1>"), "challenge"),
        (answer("<form><input type=password></form>"), "login-wall"),
        (answer("", "Location: https://elsewhere.example/", status="302 Found"), "leads-elsewhere"),
        (answer("", "Location: /login?next=/a", status="302 Found"), "login-wall"),
        (reply(HERS.encode()[:500], HTML, "Content-Length: 999999", length=False), "truncated"),
        (answer(gzip.compress(gzip.compress(HERS.encode())), "Content-Encoding: gzip"), "format-unknown"),
        (answer(gzip.compress(bytes(50 << 20)), "Content-Encoding: gzip"), "truncated"),
        (answer("<a " * 70_000), "empty"),
        (reset, "not-connected"),
    ],
    ids=range(12),
)  # fmt: skip
def test_no_failure_is_an_absence(command: Commands, serve: Serve, say: Say | bytes, reason: str) -> None:
    """She was seen on the page; whatever stands in its way afterwards, she is still shown as seen there."""
    known = {"/a": answer(HERS), "/login?next=/a": answer(OTHERS)}
    server = serve(known)
    looked(command, server, server.url("/a"))
    if isinstance(say, bytes):
        known["/a"] = say
        result = looked(command, server, server.url("/a"))
    else:
        other = serve(say)
        result = looked(command, other, other.url("/a"))
    told = outcome(result)
    assert (result.code, told["state"], told["reason"]) == (3, "unknown", reason)
    assert states(command)["page"] is Visibility.VISIBLE


def test_a_page_that_is_gone_is_not_visible(command: Commands, serve: Serve) -> None:
    known = {"/a": answer(HERS)}
    server = serve(known)
    looked(command, server, server.url("/a"))
    del known["/a"]
    assert outcome(looked(command, server, server.url("/a")))["reason"] == "not-found"
    assert states(command) == {"page": Visibility.NOT_VISIBLE}


def test_files_and_links_are_one_round(command: Commands, serve: Serve, tmp_path: Path) -> None:
    notes = tmp_path / "beleske.txt"
    notes.write_text("evo je Milena Primerović", encoding="utf-8")
    server = serve({"/a": answer(HERS)})
    result = looked(command, server, str(notes), server.url("/a"))
    assert [one["source"] for one in json.loads(result.out)["outcomes"]] == ["text", "pages"]
    with command.vault() as vault:
        assert len(vault.store.rounds()) == 1
        assert vault.store.targets() == (str(notes), server.url("/a"))
    offline = command("check", "--json")  # the files are looked at, the link could not be
    told = {one["source"]: (one["state"], one["reason"]) for one in json.loads(offline.out)["outcomes"]}
    assert told == {"text": ("seen", None), "pages": ("unknown", "offline")}
    assert offline.code == 3
    assert command("check", "--forget", server.url("/a")).code == 0
    assert command("check").code == 1


def test_a_no_and_a_struck_host_are_not_looked_at(command: Commands, serve: Serve) -> None:
    server = serve({"/a": answer(HERS)})
    words = ("check", server.url("/a"), "--online", "--json", "--allow-host", server.authority)
    for answers in (["n"], ["y", "127.0.0.1"]):
        result = command(*words, answers=answers)
        assert (outcome(result)["state"], outcome(result)["reason"]) == ("unknown", "not-agreed")
    assert server.connections == 0
    assert outcome(command(*words, answers=["y", ""]))["state"] == "seen"
    assert command(*words, "--no-input").code == 2
    assert command(*words, "--agree", "0" * 32).code == 2


def test_what_of_hers_a_link_carries_is_said(command: Commands) -> None:
    words = ("check", "https://example.org/milena-primerovic", "--plan-only")
    (one,) = json.loads(command(*words, "--json").out)["requests"]
    assert one["carries"] == [{"fact": "public-name", "kind": "name", "form": "clear"}]
    assert "name, readable" in command(*words).out


RELATIVE = (
    FACTS
    + """
[[fact]]
id = "father"
kind = "relative"
value = "Dragan Primerović"
relation = "father"
"""
)


def test_relatives_neither_travel_nor_are_looked_for(bare: Commands, serve: Serve, tmp_path: Path) -> None:
    bare.make(RELATIVE)
    server = serve({"/dragan-primerovic": answer(HERS), "/a": answer(HERS + ", otac Dragan Primerović")})
    assert json.loads(bare("check", server.url("/dragan-primerovic"), "--plan-only", "--json").out)["requests"] == []
    result = bare("check", server.url("/dragan-primerovic"), "--online", "--json", "--allow-host", server.authority)
    assert outcome(result)["reason"] == "relative"
    assert server.connections == 0
    with bare.vault() as vault:
        assert vault.store.targets() == ()
    # What a saved copy told of him stays as it was told: the look on the network says nothing about him.
    saved = tmp_path / "s.html"
    saved.write_text(f"<link rel=canonical href='{server.url('/a')}'>{HERS}, otac Dragan Primerović", encoding="utf-8")
    bare("check", str(saved))
    seen = json.loads(looked(bare, server, server.url("/a")).out)["sightings"]
    assert "father" not in {fact["fact"] for one in seen for fact in one["facts"]}
    with bare.vault() as vault:
        (exposure,) = vault.store.exposures()
        assert {one.fact for one in exposure.facts} == {"public-name", "home", "father"}


def test_an_address_with_a_password_in_it_is_refused(command: Commands) -> None:
    assert command("check", "https://her:secret@example.org/", "--plan-only").code == 2


def test_a_picture_is_not_fetched(command: Commands, serve: Serve) -> None:
    server = serve({"/a.jpg": answer("x")})
    result = command("check", server.url("/a.jpg"), "--online", "--json", "--allow-host", server.authority)
    assert outcome(result)["reason"] == "media"
    assert server.connections == 0


# --- channels ---


@pytest.fixture
def telegram(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> tuple[Server, dict[str, bytes]]:
    """A server that stands where t.me stands, and what it answers."""
    known: dict[str, bytes] = {}
    server = serve(known)
    monkeypatch.setattr(addresses, "TELEGRAM", f"http://{server.authority}")
    return server, known


def channel_page(first: int, last: int, planted: dict[int, str], **more: str) -> bytes:
    return answer(page([post(n, planted.get(n, f"poruka {n}"), **more) for n in range(first, last + 1)]))


def test_a_channel_is_read_some_pages_back(command: Commands, telegram: tuple[Server, dict[str, bytes]]) -> None:
    server, known = telegram
    planted = {95: "evo je: Milena Primerović, Izmišljena 17, Novi Sad"}
    known |= {
        "/s/primer_kanal": channel_page(101, 110, {}),
        "/s/primer_kanal?before=101": channel_page(91, 100, planted),
    }
    words = ("check", "@Primer_Kanal", "--telegram", "--pages", "2", "--json", "--allow-host", server.authority)
    result = command(*words, "--online", answers=["y", "", "y", ""])
    (seen,) = json.loads(result.out)["sightings"]
    assert (seen["source"], seen["locator"], seen["target"]) == ("telegram", "message:95", "@Primer_Kanal")
    assert seen["date"] == "2026-03-01T20:35:04+00:00"
    assert seen["intent"] == "publishes"
    assert outcome(result)["read"]["messages"] == 20
    assert outcome(result)["unread"]["older_messages"] == 90
    with command.vault() as vault:
        assert [entry.line for entry in vault.store.ledger()] == ["page-1", "page-1-before-101"]
        assert len({entry.plan for entry in vault.store.ledger()}) == 2
        assert vault.store.targets() == (f"http://{server.authority}/Primer_Kanal",)
    del planted[95]
    known["/s/primer_kanal?before=101"] = channel_page(91, 100, planted).replace(b"/95", b"/96")
    command(*words, "--online", answers=["y", "", "y", ""])
    assert states(command) == {"message:95": Visibility.NOT_VISIBLE}


def test_how_many_read_a_channel_is_kept_with_it(
    command: Commands, telegram: tuple[Server, dict[str, bytes]], tmp_path: Path
) -> None:
    server, known = telegram
    hers = "evo je: Milena Primerović, Izmišljena 17, Novi Sad"
    words = ("check", "@Primer_Kanal", "--telegram", "--pages", "1", "--allow-host", server.authority)
    known["/s/primer_kanal"] = answer(page([post(7, hers)], members="12.3K"))
    command(*words, "--online", answers=["y", ""])
    (exposure,) = json.loads(command("exposures", "--json").out)["exposures"]
    today = datetime.now(UTC).date().isoformat()
    assert exposure["members"] == {"count": 12_300, "date": today, "by": "preview"}
    shown = " ".join(command("exposures", "show", exposure["id"]).out.split())
    assert "search engines list it; about 12,300 members, as its public preview showed on" in shown
    known["/s/primer_kanal"] = answer(page([post(7, hers)], members="1e99K"))
    command(*words, "--online", answers=["y", ""])
    with command.vault() as vault:  # what cannot be read leaves what is known
        assert [one.count for one in vault.store.members().values()] == [12_300]
    export = tmp_path / "result.json"  # an export of the channel is the same place
    export.write_bytes(tdesktop(chat([message(8, hers)], CHANNEL, type="public_channel")))
    command("check", str(export))
    with command.vault() as vault:
        assert [one.members and one.members.count for one in vault.store.exposures()] == [12_300, 12_300]


def test_a_script_is_told_how_to_agree_to_older_messages(
    command: Commands, telegram: tuple[Server, dict[str, bytes]]
) -> None:
    server, known = telegram
    known |= {"/s/primer_kanal": channel_page(101, 110, {}), "/s/primer_kanal?before=101": channel_page(91, 100, {})}
    words = (f"http://{server.authority}/primer_kanal", "--pages", "2")
    first = looked(command, server, *words)
    assert outcome(first)["read"]["messages"] == 10
    more = first.err.partition("--agree ")[2].split()[0].partition(",")[2]
    second = looked(command, server, *words, more=(more,))
    assert outcome(second)["read"]["messages"] == 20


def test_what_is_no_public_channel_could_not_be_looked_at(
    command: Commands, telegram: tuple[Server, dict[str, bytes]]
) -> None:
    server, known = telegram
    led = reply(b"", "Location: /primer_kanal", status="302 Found")
    known |= {"/s/primer_kanal": led, "/primer_kanal": answer(PROFILE)}
    result = looked(command, server, f"http://{server.authority}/primer_kanal")
    assert (outcome(result)["state"], outcome(result)["reason"]) == ("unknown", "no-preview")
    assert [one["locator"] for one in json.loads(result.out)["sightings"]] == ["page"]  # what a stranger is shown


# --- the archive ---


@pytest.fixture
def archive(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> tuple[Server, dict[str, bytes]]:
    """A server that stands where archive.org stands, and what it answers."""
    known: dict[str, bytes] = {}
    server = serve(known)
    monkeypatch.setattr(requests, "ARCHIVE", f"http://{server.authority}")
    monkeypatch.setattr(requests, "COPIES", f"http://{server.authority}")
    return server, known


ASKED = "/wayback/available?url=https%3A%2F%2Fexample.org%2Fa"
NEWEST, COPY = "/web/2id_/https://example.org/a", "/web/20240229101112id_/https://example.org/a"


def test_a_copy_is_dated_by_the_archive(command: Commands, archive: tuple[Server, dict[str, bytes]]) -> None:
    server, known = archive
    known[ASKED] = reply(b'{"archived_snapshots":{"closest":{"available":true}}}')
    known |= {NEWEST: reply(b"", f"Location: {COPY}", status="302 Found"), COPY: answer(HERS)}
    result = looked(command, server, "https://example.org/a", "--archived")
    assert outcome(result)["state"] == "seen"
    assert "archive.org learns" in result.err
    with command.vault() as vault:
        (exposure,) = vault.store.exposures()
        assert exposure.last_looked.isoformat() == "2024-02-29T10:11:12+00:00"
        assert exposure.target == "https://example.org/a"
    assert [heard.path for heard in server.heard] == [ASKED, NEWEST, COPY]


def test_without_a_copy_nothing_is_asked_for(command: Commands, archive: tuple[Server, dict[str, bytes]]) -> None:
    server, known = archive
    known[ASKED] = reply(b'{"archived_snapshots":{}}')
    assert outcome(looked(command, server, "https://example.org/a", "--archived"))["reason"] == "not-archived"
    assert [heard.path for heard in server.heard] == [ASKED]


def test_the_archive_is_not_asked_faster_than_it_allows(
    command: Commands, archive: tuple[Server, dict[str, bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("unlisted.cli.pages.ARCHIVE_SPACING", 1.0)
    server, _known = archive
    looked(command, server, "https://example.org/a", "https://example.org/b", "--archived")
    with command.vault() as vault:
        first, second = (entry.at for entry in vault.store.ledger())
    assert (second - first).total_seconds() > 0.5  # each is dated when its turn has come, and a little later


# --- the closed world ---


def leaks(command: Commands, serve: Serve) -> list[str]:
    """The words of pages that reached an output, out of pages full of words that occur nowhere else."""
    canary = Canaries(7)
    titled = canary()
    parts = "".join(f"<p>{canary.around('Milena Primerović')}</p>" for _ in range(5))
    html = (
        f"<title>{titled}</title><meta name=description content='{canary()}'><a href='https://{canary()}.example'>x</a>"
        f"<h1>\u202e{canary()}\x1b[31m</h1>{parts}{LONG}"
    )
    known = {
        "/a": answer(html, f"Server: {canary()}", f"Set-Cookie: {canary()}=1"),
        "/b": answer("", f"Location: https://{canary()}.example/", status="302 Found"),
        "/c": answer(canary(), status=f"403 {canary()}"),
        "/d": answer(f"<h1>captcha {canary()}"),
    }
    server = serve(known)
    said = []
    for path in known:
        result = looked(command, server, server.url(path))
        said += [result.out, result.err]
    for words in (("exposures", "--all"), ("exposures", "--json"), ("plan",), ("check",)):
        result = command(*words)
        said += [result.out, result.err]
    whole = "\n".join(said)
    assert "public-name" in whole
    return [word for word in canary.words if word in whole]


def test_nothing_of_a_page_reaches_an_output(command: Commands, serve: Serve) -> None:
    assert not leaks(command, serve)


def test_a_snippet_would_be_caught(command: Commands, serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: were the title of a page told as its target, the test above would be red."""
    plain = Eye._sighting

    def leaking(eye: Eye, *rest: object) -> Sighting:
        return plain(replace(eye, target=f"{eye.target} {titles[0]}"), *rest)  # type: ignore[arg-type]

    titles = [Canaries(7)()]
    monkeypatch.setattr(Eye, "_sighting", leaking)
    assert leaks(command, serve)


def test_the_answers_of_a_server_are_read_as_they_were_planned(command: Commands, serve: Serve) -> None:
    """No cookie comes back, no page says where she came from, and two links of one site are two requests."""
    server = serve(says(answer(HERS, "Set-Cookie: a=1")))
    looked(command, server, server.url("/a"), server.url("/b"))
    assert sorted(heard.path for heard in server.heard) == ["/a", "/b"]
    assert not any({"cookie", "referer"} & heard.headers.keys() for heard in server.heard)
