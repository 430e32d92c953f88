"""`unlisted domains`: only hers, register first, the registrar as a plan of its own, and .rs by hand."""

import json
from collections.abc import Iterator

import pytest

from support.command import FACTS, Commands
from support.service import Answer, Asked, Service, serving
from unlisted.domains import Servers
from unlisted.net.settings import Pace

NAME = "nepostojeci-primer.org"
SITES = f'\n[[fact]]\nid = "site"\nkind = "website"\nvalue = "{NAME}"\n'
SERBIAN = '\n[[fact]]\nid = "srpski"\nkind = "website"\nvalue = "nepostojeci-primer.rs"\n'


def registration(*fields: list[object], **more: object) -> dict[str, object]:
    holder = {"roles": ["registrant"], "vcardArray": ["vcard", list(fields)]}
    return {"objectClassName": "domain", "ldhName": NAME, "entities": [holder], **more}


HERS = registration(["fn", {}, "text", "Milena Primerović"], ["adr", {}, "text", ["", "", "Izmišljena 17", "Novi Sad"]])
WITHHELD = registration(["fn", {}, "text", "REDACTED FOR PRIVACY"])


@pytest.fixture
def registrar() -> Iterator[Service]:
    with serving(lambda _asked: Answer(HERS)) as running:
        yield running


@pytest.fixture
def register(monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    monkeypatch.setitem(Pace.__init__.__kwdefaults__, "spacing", 0.0)
    with serving(lambda _asked: Answer(HERS)) as running:
        known = Servers(by_ending={"org": f"{running.url}/"}, day="2026-11-25")
        monkeypatch.setattr("unlisted.cli.domains.shipped", lambda: known)
        yield running


@pytest.fixture
def hers(bare: Commands) -> Commands:
    bare.make(FACTS + SITES)
    return bare


def flat(text: str) -> str:
    return " ".join(text.split())


def test_what_a_registration_shows_of_her(hers: Commands, register: Service) -> None:
    result = hers("domains", *register.allowed, "--online", answers=["y", ""])
    assert result.code == 1
    assert "it shows facts of yours" in flat(result.out)
    assert "home (address)" in result.out
    assert "`unlisted knowledge show domain-privacy`" in result.out
    assert [asked.path for asked in register.asked] == [f"/domain/{NAME}"]
    assert "rdap+json" in register.asked[0].headers["accept"]
    assert "25 November 2026" in result.err
    with hers.vault() as vault:
        assert [entry.line for entry in vault.store.ledger()] == ["register site"]


def test_nothing_is_asked_without_a_yes_and_that_is_told(hers: Commands, register: Service) -> None:
    assert hers("domains", *register.allowed).code == 2
    (request,) = json.loads(hers("domains", "--plan-only", "--json").out)["requests"]
    assert request["carries"] == [{"fact": "site", "kind": "website", "form": "clear"}]
    declined = hers("domains", *register.allowed, "--online", "--json", answers=["n"])
    assert not register.asked
    assert declined.code == 3
    assert json.loads(declined.out)["domains"][0]["state"] == "unknown"


def test_only_her_own_domains(hers: Commands, register: Service) -> None:
    result = hers("domains", "another.example.com", *register.allowed, "--online")
    assert result.code == 2
    assert "only yours are looked up" in flat(result.err)
    assert not register.asked


def test_a_vault_without_a_website(command: Commands) -> None:
    assert command("domains").code == 2


def test_the_registrar_is_a_plan_of_its_own(hers: Commands, register: Service, registrar: Service) -> None:
    links = [{"rel": "related", "href": f"{registrar.url}/domain/{NAME}", "type": "application/rdap+json"}]
    same = f"{register.url}/registrar/domain/{NAME}"
    register.answer = lambda asked: Answer(
        HERS if "registrar" in asked.path else {**WITHHELD, "links": [{"rel": "related", "href": same}]}
    )
    result = hers("domains", *register.allowed, "--online", "--json", answers=["y", "", "n"])
    (one,) = json.loads(result.out)["domains"]
    assert (one["state"], one["reason"], one["hidden"]) == ("unknown", "leads-elsewhere", 1)
    assert result.code == 3
    result = hers("domains", *register.allowed, "--online", "--json", answers=["y", "", "y", ""])
    (one,) = json.loads(result.out)["domains"]
    assert (one["state"], [seen["fact"] for seen in one["facts"]]) == ("seen", ["home", "public-name"])
    assert result.code == 1
    # Plain http is followed only to the very host that was agreed to; another one is left alone.
    register.answer = lambda _asked: Answer({**WITHHELD, "links": links})
    hers("domains", *register.allowed, *registrar.allowed, "--online", answers=["y", "", "y", ""])
    assert not registrar.asked


def test_scripts_agree_to_both_plans(hers: Commands, register: Service) -> None:
    same = f"{register.url}/registrar/domain/{NAME}"
    register.answer = lambda asked: Answer(
        HERS if "registrar" in asked.path else {**WITHHELD, "links": [{"rel": "related", "href": same}]}
    )
    first = json.loads(hers("domains", "--plan-only", "--json").out)["hash"]
    ask = ("domains", *register.allowed, "--online", "--json", "--no-input", "--agree")
    half = hers(*ask, first)
    assert half.code == 3
    second = flat(half.err).rpartition(": ")[2]
    assert hers(*ask, f"{first},{second}").code == 1


def test_serbian_names_have_a_page_to_open(bare: Commands, register: Service) -> None:
    bare.make(FACTS + SERBIAN)
    result = bare("domains")
    assert "https://www.rnids.rs/en/whois" in result.out
    assert "only you can" in flat(result.out)
    assert result.code == 3
    assert not register.asked


def test_the_list_is_refreshed_only_when_asked(
    hers: Commands, register: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("unlisted.cli.domains.LIST_AT", f"{register.url}/dns.json")

    def answers(_asked: Asked) -> Answer:
        return Answer({"services": [[["org"], ["https://127.0.0.1:1/"]]], "publication": "2026-11-20T00:00:00Z"})

    register.answer = answers
    result = hers("domains", "--refresh", *register.allowed, "--online", "--json", answers=["y", "", "y", ""])
    assert [asked.path for asked in register.asked] == ["/dns.json"]
    assert "20 November 2026" in result.err
    assert json.loads(result.out)["domains"][0]["reason"] == "address-refused"
    register.answer = lambda _asked: Answer(b"<html>kan</html>")
    broken = hers("domains", "--refresh", *register.allowed, "--online", answers=["y", ""])
    assert broken.code == 2
    assert "kan" not in broken.out + broken.err


def test_a_hostile_registration_says_nothing_in_its_own_words(hers: Commands, register: Service) -> None:
    register.answer = lambda _asked: Answer(
        registration(
            ["fn", {}, "text", "Kanarinac \u202e\x1b[31m"], ["email", {}, "text", "kan@kan.example.net"],
            remarks=[{"description": ["kanarinac"]}],
        )
    )  # fmt: skip
    for more in ((), ("--json",)):
        result = hers("domains", *register.allowed, "--online", *more, answers=["y", ""])
        assert "kan" not in (result.out + result.err).casefold()
        assert "email" in result.out
