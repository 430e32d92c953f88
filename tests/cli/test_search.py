"""`unlisted search`: links to open herself; by program only what was agreed to; nothing of a result is repeated."""

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from support.command import Commands
from support.service import Answer, Asked, Service, serving
from unlisted.net.settings import Pace

PRIVATE = ("0640000123", "381640000123", "Izmi", "17")


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """No pause between two requests: the server is ours."""
    monkeypatch.setitem(Pace.__init__.__kwdefaults__, "spacing", 0.0)


def answers(_asked: Asked) -> Answer:
    hit = {"url": "https://kan.example.net/kanarinac", "title": "Milena Primerović kanarinac", "content": "kan 0771"}
    return Answer({"results": [hit], "unresponsive_engines": []})


@pytest.fixture
def searxng() -> Iterator[Service]:
    with serving(answers) as service:
        yield service


def test_ten_links_and_no_private_fact(command: Commands) -> None:
    result = command("search")
    links = [line for line in result.out.splitlines() if line.strip().startswith("https://")]
    assert (result.code, len(links)) == (0, 10)
    assert not any(sign in result.out for sign in PRIVATE)
    assert "private window" in result.err
    assert "`unlisted search --private`" in " ".join(result.err.split())
    assert "yandex" not in result.out
    assert "yandex" in command("search", "--all", "--yandex").out


def test_json_has_words_and_links_and_what_each_tells(command: Commands) -> None:
    document = json.loads(command("search", "--json", "--all").out)
    assert document["schema"] == "unlisted/search/1"
    assert document["left"] == 0
    assert document["withheld"] == ["home", "mobile"]
    assert {query["private"] for query in document["queries"]} == {False}
    assert all(query["discloses"] == ["name"] and query["url"] for query in document["queries"])


def test_private_links_are_shown_engine_by_engine_after_a_yes(command: Commands) -> None:
    declined = command("search", "--private", "--all", "--engine", "google", "--engine", "bing", answers=["n", "y"])
    assert "Google would learn your telephone number and address" in " ".join(declined.err.split())
    assert "google.com/search?q=%22%2B381" not in declined.out
    assert "bing.com/search?q=%22%2B381" in declined.out
    town = command("search", "--town", "--engine", "bing", answers=["n"])
    assert "your name together with your town" in town.err
    assert "Novi+Sad" not in town.out


def test_results_she_pastes_are_checked_and_her_public_name_alone_is_no_find(command: Commands) -> None:
    page = ["Milena Primerović - rezultati", "Rastko Neznanović 064 000 0999"]
    assert command("search", "--check", answers=["2", *page, "."]).code == 0
    result = command("search", "--check", answers=["2", *page, "Izmišljena 17, Novi Sad", "."])
    assert result.code == 1
    assert "home (address)" in result.err
    assert "Neznanović" not in result.out  # what she types is echoed by the test's terminal


def test_results_she_saved_are_checked(command: Commands, tmp_path: Path) -> None:
    page = tmp_path / "results.html"
    page.write_text("<html><title>x</title><p>Izmišljena 17, Novi Sad</p></html>", encoding="utf-8")
    assert command("search", "--check", answers=["1", str(page)]).code == 1
    assert command("search", "--check", answers=["1", str(tmp_path / "nothing")]).code == 3


def test_nothing_is_asked_without_online_and_a_yes(command: Commands, searxng: Service) -> None:
    ask = ("search", "--searxng", searxng.url, *searxng.allowed)
    assert command(*ask).code == 2
    assert command(*ask, "--online", "--no-input").code == 2
    command(*ask, "--online", answers=["n"])
    assert not searxng.asked
    plan = json.loads(command(*ask, "--plan-only", "--json").out)
    assert {request["path"] for request in plan["requests"]} == {"/search"}
    assert {one["fact"] for request in plan["requests"] for one in request["carries"]} == {"public-name"}


def test_a_searxng_of_her_own_is_asked_what_was_agreed_to(command: Commands, searxng: Service) -> None:
    result = command("search", "--searxng", searxng.url, *searxng.allowed, "--online", "--json", answers=["y", ""])
    document = json.loads(result.out)
    assert result.code == 1
    words = [parse_qs(asked.body.decode())["q"][0] for asked in searxng.asked]
    assert len(words) == len(document["looks"]) > 1
    assert '"Milena Primerović"' in words
    assert not any(sign in word for word in words for sign in PRIVATE)
    assert {(look["state"], look["results"]) for look in document["looks"]} == {("seen", 1)}
    assert document["looks"][0]["hits"][0]["place"] is None
    assert "kan" not in result.out + result.err
    with command.vault() as vault:
        assert len(vault.store.ledger()) == len(words)


def test_an_incomplete_answer_is_told(command: Commands, searxng: Service) -> None:
    searxng.answer = lambda _asked: Answer({"results": [], "unresponsive_engines": [["bing", "kanarinac"]]})
    result = command("search", "--searxng", searxng.url, *searxng.allowed, "--online", answers=["y", ""])
    assert result.code == 3
    assert "could not ask everywhere" in " ".join(result.out.split())
    assert "kanarinac" not in result.out + result.err
    searxng.answer = answers
    shown = command("search", "--searxng", searxng.url, *searxng.allowed, "--online", answers=["y", "", "n"])
    assert "1 page on 1 host named there" in " ".join(shown.err.split())
    assert "result 1, another site: public-name (name)" in shown.out
    assert "kan" not in shown.out + shown.err


def test_brave_gets_the_key_and_shows_it_to_nobody(
    command: Commands, searxng: Service, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("unlisted.cli.search.BRAVE_AT", searxng.url)
    searxng.answer = lambda _asked: Answer({"type": "search", "web": {"results": []}})
    key = tmp_path / "key"
    key.write_text("sekret-1\n", encoding="utf-8")
    ask = ("search", "--brave-key-file", str(key), *searxng.allowed)
    assert "sekret" not in command(*ask, "--plan-only", "--json").out
    result = command(*ask, "--online", "--json", answers=["y", ""])
    assert result.code == 0
    assert {asked.headers["x-subscription-token"] for asked in searxng.asked} == {"sekret-1"}
    assert all("sekret" not in asked.path for asked in searxng.asked)
    searxng.answer = lambda _asked: Answer({}, status=401)
    refused = command(*ask, "--online", "--json", answers=["y", ""])
    assert refused.code == 3
    assert {look["reason"] for look in json.loads(refused.out)["looks"]} == {"key-refused"}
    key.write_text(" \n", encoding="utf-8")
    assert command(*ask, "--plan-only").code == 2


def test_a_vault_without_a_public_name_has_nothing_to_start_from(bare: Commands) -> None:
    bare.make('[person]\ncountry = "RS"\n[[fact]]\nkind = "phone"\nvalue = "064 000 0123"\n')
    assert bare("search").code == 2
    assert bare("search", "--private", "--no-input").code == 0


PAGE = "<title>Vesti</title>" + "<p>Obična rečenica. " * 90 + "<p>Milena Primerović, 064 000 0123"


@pytest.fixture
def named(searxng: Service) -> Service:
    """A service whose results name pages of its own, one of which shows her telephone number."""

    def answer(asked: Asked) -> Answer:
        if asked.path == "/search":
            hits = [{"url": f"{searxng.url}/kanarinac-{n}?utm_source=kan", "title": "Milena Primerović"} for n in "ab"]
            return Answer({"results": hits, "unresponsive_engines": []})
        text = PAGE if asked.path.startswith("/kanarinac-a") else PAGE.replace("064 000 0123", "")
        return Answer(text.encode(), headers={"Content-Type": "text/html; charset=utf-8"})

    searxng.answer = answer
    return searxng


def test_pages_that_results_name_are_a_plan_of_their_own(command: Commands, named: Service) -> None:
    ask = ("search", "--searxng", named.url, *named.allowed, "--online")
    done = command(*ask, answers=["y", "", "y", "y", ""])
    assert done.code == 1
    assert "2 pages on 1 host named there" in " ".join(done.err.split())
    looked = [asked for asked in named.asked if asked.path != "/search"]
    assert [asked.method for asked in looked] == ["GET", "GET"]
    assert "kan" not in done.out + done.err
    with command.vault() as vault:
        shown = {frozenset(seen.fact for seen in one.facts): one.target for one in vault.store.exposures()}
        assert vault.store.targets() == ()
    assert shown == dict.fromkeys([frozenset({"public-name", "mobile"}), frozenset({"public-name"})], "127.0.0.1")


@pytest.mark.parametrize("answers", [["n"], ["y", "n"], ["y", "y", "127.0.0.1"]])
def test_without_her_yes_no_page_is_asked(command: Commands, named: Service, answers: list[str]) -> None:
    command("search", "--searxng", named.url, *named.allowed, "--online", answers=["y", "", *answers])
    assert {asked.path for asked in named.asked} == {"/search"}


def test_a_script_is_not_led_on(command: Commands, named: Service) -> None:
    ask = ("search", "--searxng", named.url, *named.allowed, "--json")
    plan = json.loads(command(*ask, "--plan-only").out)
    assert command(*ask, "--online", "--no-input", "--agree", plan["hash"]).code == 1
    assert {asked.path for asked in named.asked} == {"/search"}


def test_pages_in_results_she_pastes(command: Commands, named: Service) -> None:
    pasted = [
        "Milena Primerović",
        f"{named.url}/kanarinac-a",
        "kratak opis",
        "",
        "Nešto drugo",
        "https://example.org/x",
    ]
    offline = command("search", "--check", answers=["2", *pasted, "."])
    assert "With --online" in offline.err
    done = command("search", "--check", "--online", *named.allowed, answers=["2", *pasted, ".", "y", "y", ""])
    assert done.code == 1
    assert [asked.path for asked in named.asked] == ["/kanarinac-a"]


def test_a_page_she_named_keeps_the_address_she_typed(command: Commands, named: Service) -> None:
    link = f"{named.url}/kanarinac-a"
    plan = json.loads(command("check", link, *named.allowed, "--plan-only", "--json").out)
    command("check", link, *named.allowed, "--online", "--json", "--agree", plan["hash"])
    ask = ("search", "--searxng", named.url, *named.allowed, "--online")
    command(*ask, answers=["y", "", "y", "y", ""])
    with command.vault() as vault:
        assert sorted(one.target for one in vault.store.exposures()) == ["127.0.0.1", link]
