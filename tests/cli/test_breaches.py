"""`unlisted breaches`: what leaves is said first, passwords are kept nowhere, and a failure is never "none found"."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.command import FACTS, Commands
from support.service import Answer, Asked, Service, serving
from unlisted.cli.breaches import At
from unlisted.net.settings import Pace

MAIL = '\n[[fact]]\nid = "mail"\nkind = "email"\nvalue = "milena@primer.example.org"\n'
SHA1 = hashlib.sha1(b"milena@primer.example.org", usedforsecurity=False).hexdigest().upper()
PASSWORD = "zmaj-bicikl-peron"
HASHED = hashlib.sha1(PASSWORD.encode(), usedforsecurity=False).hexdigest().upper()
LEAK = {"Name": "Kan", "Domain": "kan.example.net", "BreachDate": "2019-05-24",
        "DataClasses": ["Passwords", "Physical addresses"], "Description": "kanarinac"}  # fmt: skip


def answers(asked: Asked) -> Answer:
    """All three services in one."""
    path = asked.path
    if path.startswith("/range/"):
        lines = [f"{'0' * 34}{n:X}:{n}" for n in range(1, 9)]
        lines += [f"{HASHED[5:]}:42"] if path.endswith(HASHED[:5]) else []
        return Answer("\r\n".join(lines).encode())
    if path.startswith("/api/v3/breachedaccount/range/"):
        return Answer([{"hashSuffix": SHA1[6:], "websites": ["Kan"]}])
    if path.startswith("/api/v3/breachedaccount/"):
        return Answer([LEAK])
    if path == "/api/v3/breaches":
        return Answer([LEAK])
    return Answer({"Error": "Not found"})


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    monkeypatch.setitem(Pace.__init__.__kwdefaults__, "spacing", 0.0)
    with serving(answers) as running:
        at = At(passwords=running.url, hibp=running.url, xposedornot=running.url)
        monkeypatch.setattr("unlisted.cli.breaches.AT", at)
        yield running


@pytest.fixture
def hers(bare: Commands) -> Commands:
    bare.make(FACTS + MAIL)
    bare.prove("mail")
    return bare


@pytest.fixture
def key(tmp_path: Path) -> str:
    file = tmp_path / "key"
    file.write_text("0" * 32 + "\n", encoding="utf-8")
    return str(file)


def flat(text: str) -> str:
    return " ".join(text.split())


# --- passwords ---


def test_a_leaked_password_is_told_and_kept_nowhere(command: Commands, service: Service) -> None:
    answers = [PASSWORD, "y", "another-one-entirely", "n", "y", ""]
    result = command("breaches", "--password", *service.allowed, "--online", answers=answers)
    assert "first 5 of 40 characters" in flat(result.err)
    assert "password 1: it stands in leaks 42 times" in flat(result.out)
    assert "password 2: not found in the leaks this service knows" in flat(result.out)
    assert "`unlisted knowledge show two-step-login`" in result.out
    assert result.code == 1
    assert [asked.headers.get("add-padding") for asked in service.asked] == ["true", "true"]
    assert all(len(asked.path) == len("/range/") + 5 for asked in service.asked)
    with command.vault() as vault:
        ledger = vault.store.ledger()
    assert {entry.path for entry in ledger} == {""}
    assert len(ledger) == 2
    assert PASSWORD not in result.out + result.err + repr(ledger)


def test_passwords_as_json(command: Commands, service: Service) -> None:
    result = command("breaches", "--password", *service.allowed, "--online", "--json", answers=[PASSWORD, "n", "y", ""])
    (one,) = json.loads(result.out)["passwords"]
    assert (one["number"], one["state"], one["count"]) == (1, "seen", 42)


def test_a_password_that_could_not_be_looked_at(command: Commands, service: Service) -> None:
    service.answer = lambda _asked: Answer(b"<html>kan</html>")
    result = command("breaches", "--password", *service.allowed, "--online", answers=[PASSWORD, "n", "y", ""])
    assert result.code == 3
    assert "could not be looked at" in flat(result.out)
    assert "kan" not in result.out + result.err


def test_without_a_yes_no_password_is_asked_about(command: Commands, service: Service) -> None:
    assert command("breaches", "--password", *service.allowed, answers=[PASSWORD, "n"]).code == 2
    command("breaches", "--password", *service.allowed, "--online", answers=[PASSWORD, "n", "n"])
    plan = command("breaches", "--password", "--plan-only", "--json", answers=[PASSWORD, "n"])
    (request,) = json.loads(plan.out)["requests"]
    assert request["carries"][0]["form"] == "hash-prefix"
    assert HASHED[5:12] not in plan.out
    assert not service.asked
    assert command("breaches", "--password", "--no-input").code == 2


# --- addresses ---


def test_without_a_service_there_are_pages_to_open(hers: Commands, service: Service) -> None:
    result = hers("breaches")
    assert "https://haveibeenpwned.com/\n" in result.out
    assert "milena" not in result.out + result.err
    assert not service.asked
    assert json.loads(hers("breaches", "--json").out)["pages"]


def test_without_an_address_there_is_nothing_to_ask(command: Commands) -> None:
    assert command("breaches").code == 2


def test_only_an_address_of_hers_is_asked_about(hers: Commands) -> None:
    assert hers("breaches", "--email", "no-such").code == 2
    assert hers("breaches", "--email", "mail").code == 0


def test_a_range_is_asked_first_and_explained(hers: Commands, service: Service, key: str) -> None:
    ask = ("breaches", "--hibp-key-file", key, *service.allowed, "--online")
    result = hers(*ask, answers=["y", "y", ""])
    assert result.code == 1
    assert "first 6 of 40 characters" in flat(result.err)
    assert "24 May 2019: password and address" in flat(result.out)
    assert "kan" not in (result.out + result.err).casefold()
    assert {asked.path for asked in service.asked} == {
        f"/api/v3/breachedaccount/range/{SHA1[:6]}", "/api/v3/breaches",
    }  # fmt: skip
    keys = {asked.path: asked.headers.get("hibp-api-key") for asked in service.asked}
    assert keys["/api/v3/breaches"] is None
    assert keys[f"/api/v3/breachedaccount/range/{SHA1[:6]}"] == "0" * 32


def test_in_clear_only_where_she_says_so(hers: Commands, service: Service, key: str) -> None:
    service.answer = lambda asked: Answer(b"", 403) if "/range/" in asked.path else answers(asked)
    refused = hers("breaches", "--hibp-key-file", key, *service.allowed, "--online", answers=["y", "y", ""])
    assert refused.code == 3
    assert "add --in-clear" in flat(refused.err)
    assert not any("milena" in asked.path for asked in service.asked)
    ask = ("breaches", "--hibp-key-file", key, "--in-clear", *service.allowed, "--online", "--json")
    plan = hers(*ask, "--plan-only")
    assert [one["form"] for request in json.loads(plan.out)["requests"] for one in request["carries"]] == ["clear"]
    agreed = hers(*ask, "--agree", json.loads(plan.out)["hash"])
    (look,) = json.loads(agreed.out)["looks"]
    assert (look["state"], look["breaches"][0]["kinds"]) == ("seen", ["password", "address"])
    assert json.loads(agreed.out)["steps"][:2] == ["leaked-password", "two-step-login"]
    assert "kan" not in agreed.out.casefold()


def test_not_found_is_not_clean_at_xposedornot(hers: Commands, service: Service) -> None:
    ask = ("breaches", "--xposedornot", *service.allowed, "--online")
    result = hers(*ask, answers=["y", ""])
    assert result.code == 3
    assert "both for nothing and for a fault" in flat(result.out)
    assert "readable" in flat(result.err)
    service.answer = lambda _asked: Answer({"Error": "No breaches found", "status": "failed"}, 404)
    clean = hers(*ask, answers=["y", ""])
    assert clean.code == 0
    assert "the owner may see more" in flat(clean.out)


# --- control ---

WAYS = (("--xposedornot",), ("--hibp-key-file", "KEY"), ("--hibp-key-file", "KEY", "--in-clear"))


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("days", [None, 91, -2])
def test_only_an_address_shown_to_be_hers_is_asked_about(
    hers: Commands, service: Service, key: str, way: tuple[str, ...], days: float | None
) -> None:
    """Never shown, shown too long ago, or shown on a day to come: pages for her, a refusal for scripts."""
    with hers.vault() as vault:
        vault.store.remove_proof("mail")
        vault.save()
    if days is not None:
        hers.prove("mail", days=days)
    ask = ("breaches", *(key if word == "KEY" else word for word in way), *service.allowed)
    result = hers(*ask, "--online")
    assert result.code == 3
    assert "https://haveibeenpwned.com/\n  learns the address" in result.out
    assert "`unlisted prove mail`" in flat(result.err)
    for script in (
        ["--plan-only"],
        ["--online", "--agree", "0" * 32],
        ["--online", "--no-input"],
        ["--plan-only", "--json"],
    ):
        refused = hers(*ask, *script)
        assert (refused.code, refused.out) == (2, "")
        assert "were shown to be yours. Nothing was sent." in flat(refused.err)
    assert not service.asked


def test_the_refusal_can_end(hers: Commands, service: Service) -> None:
    hers.prove("mail", days=89)
    assert hers("breaches", "--xposedornot", *service.allowed, "--plan-only").code == 0


def test_of_two_addresses_the_proved_one_is_asked_about(bare: Commands, service: Service) -> None:
    bare.make(FACTS + MAIL + MAIL.replace('"mail"', '"other"').replace("milena@", "druga@"))
    bare.prove("mail")
    service.answer = lambda _asked: Answer({"Error": "No breaches found", "status": "failed"}, 404)
    result = bare("breaches", "--xposedornot", *service.allowed, "--online", answers=["y", ""])
    assert [asked.path.partition("?")[0] for asked in service.asked] == ["/v1/check-email/milena%40primer.example.org"]
    assert result.code == 3
    assert "other was not shown to be yours" in flat(result.err)
