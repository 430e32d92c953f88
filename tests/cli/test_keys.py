"""`unlisted keys`: pages to open; by program only after a yes, and at GitHub only with a token of hers."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.command import FACTS, Commands
from support.service import Answer, Asked, Service, serving
from unlisted.keys import At
from unlisted.net.settings import Pace

MORE = """
[[fact]]
id = "mail"
kind = "email"
value = "milena@primer.example.org"

[[fact]]
id = "handle"
kind = "username"
value = "milena-primer"
"""
DIGEST = hashlib.sha256(b"milena@primer.example.org").hexdigest()


def answers(asked: Asked) -> Answer:
    """All services in one."""
    path = asked.path
    if path.startswith("/avatar/"):
        return Answer(b"", headers={"Content-Type": "image/png"})
    if path.startswith("/v3/profiles/"):
        return Answer({"display_name": "Milena Primerović", "location": "Kanarinac"})
    if path.startswith("/vks/"):
        return Answer(b"No key found", 404)
    if path == "/user":
        return Answer({"login": "milena-primer"})
    if path.startswith("/user/repos"):
        return Answer([{"name": "kanarinac"}])
    who = {"name": "Milena Primerović", "email": "milena@primer.example.org"}
    return Answer([{"commit": {"author": who, "committer": {"name": "Kanarinac", "email": "kan@example.net"}}}])


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    monkeypatch.setitem(Pace.__init__.__kwdefaults__, "spacing", 0.0)
    with serving(answers) as running:
        at = At(gravatar=running.url, gravatar_api=running.url, openpgp=running.url, github=running.url)
        monkeypatch.setattr("unlisted.cli.keys._at", lambda: at)
        yield running


@pytest.fixture
def hers(bare: Commands) -> Commands:
    bare.make(FACTS + MORE)
    bare.prove("mail")
    return bare


@pytest.fixture
def token(tmp_path: Path) -> str:
    file = tmp_path / "token"
    file.write_text("token-1\n", encoding="utf-8")
    return str(file)


def flat(text: str) -> str:
    return " ".join(text.split())


def test_without_a_service_there_are_pages_to_open(hers: Commands, service: Service) -> None:
    assert "https://github.com/settings/emails" in hers("keys").out
    assert json.loads(hers("keys", "--json").out)["pages"]
    assert not service.asked


def test_pictures_and_keys(hers: Commands, service: Service) -> None:
    ask = ("keys", "--gravatar", "--openpgp", *service.allowed, "--online")
    result = hers(*ask, answers=["y", "y", ""])
    assert "Whoever guesses the address" in flat(result.err)
    assert "mail, Gravatar: a picture is shown" in flat(result.out)
    assert "mail, keys.openpgp.org: no key was found" in flat(result.out)
    assert result.code == 1
    assert "kan" not in (result.out + result.err).casefold()
    assert {asked.path for asked in service.asked} == {
        f"/avatar/{DIGEST}?d=404", f"/v3/profiles/{DIGEST}", "/vks/v1/by-email/milena%40primer.example.org",
    }  # fmt: skip
    some = hers(*ask, "--json", answers=["y", "n", ""])
    assert {look["service"] for look in json.loads(some.out)["looks"]} == {"gravatar-picture", "gravatar-profile"}
    assert some.code == 3  # one of them was not asked


def test_a_no_sends_nothing(hers: Commands, service: Service) -> None:
    assert hers("keys", "--gravatar", *service.allowed, "--online", answers=["n"]).code == 3
    assert hers("keys", "--gravatar", *service.allowed).code == 2
    assert not service.asked
    plan = json.loads(hers("keys", "--gravatar", "--plan-only", "--json").out)
    assert {one["form"] for request in plan["requests"] for one in request["carries"]} == {"hash"}


def test_commits_of_the_account_that_the_token_proves(hers: Commands, service: Service, token: str) -> None:
    ask = ("keys", "--github-token-file", token, *service.allowed, "--online")
    result = hers(*ask, answers=["y", "", "y", ""])
    assert result.code == 1
    assert "handle, GitHub: facts of yours stand in commits" in flat(result.out)
    assert "read: 1 commit" in flat(result.out)
    assert "kan" not in (result.out + result.err).casefold()
    assert "token-1" not in result.out + result.err
    assert {asked.headers["authorization"] for asked in service.asked} == {"Bearer token-1"}
    assert len(service.asked) == 3


def test_a_token_of_somebody_else_opens_nothing(hers: Commands, service: Service, token: str) -> None:
    service.answer = lambda asked: Answer({"login": "somebody"}) if asked.path == "/user" else answers(asked)
    ask = ("keys", "--github-token-file", token, *service.allowed, "--online", "--json")
    result = hers(*ask, answers=["y", ""])
    assert json.loads(result.out)["looks"][0]["reason"] == "key-refused"
    assert result.code == 3
    assert {asked.path.partition("?")[0] for asked in service.asked} == {"/user", "/user/repos"}


def test_without_facts_of_that_kind_nothing_is_asked(command: Commands, service: Service, token: str) -> None:
    assert command("keys", "--gravatar", "--plan-only").code == 2
    assert command("keys", "--github-token-file", token, "--plan-only").code == 2
    assert not service.asked
