"""Leaks, registrations, pictures and keys are followed like pages: exposures, routes, steps, "not visible"."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from support.command import FACTS, Commands
from support.service import Answer, Asked, Service, serving
from unlisted.cli.breaches import At
from unlisted.domains import Servers
from unlisted.keys import At as KeysAt
from unlisted.model import How, Kind, Reach, Visibility
from unlisted.net.settings import Pace

MORE = """
[[fact]]
id = "mail"
kind = "email"
value = "milena@primer.example.org"
public = true

[[fact]]
id = "other"
kind = "email"
value = "druga@primer.example.org"

[[fact]]
id = "site"
kind = "website"
value = "nepostojeci-primer.org"
public = true

[[fact]]
id = "father"
kind = "relative"
value = "Dragan Primerović"
relation = "father"

[[fact]]
id = "father-phone"
kind = "phone"
value = "064 000 0999"
of = "father"
"""


def detail(name: str, data: str) -> dict[str, str]:
    return {"name": name, "breach_date": "2019-05-24", "domain": "kan.example.net", "exposed_data": data}


FOUND = {
    "breaches": [["Kanarinac", "Slavuj"]],
    "breach_details": [detail("Kanarinac", "Email addresses;Physical addresses;Phone numbers;Passwords")],
}
AT_HOME = "Izmišljena 17, 21000 Novi Sad"
HOLDER = {
    "objectClassName": "domain",
    "ldhName": "nepostojeci-primer.org",
    "entities": [{"roles": ["registrant"], "vcardArray": ["vcard", [["adr", {"label": AT_HOME}, "text", ""]]]}],
}  # fmt: skip


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    monkeypatch.setitem(Pace.__init__.__kwdefaults__, "spacing", 0.0)
    with serving(lambda _asked: Answer(FOUND)) as running:
        url = running.url
        monkeypatch.setattr("unlisted.cli.breaches.AT", At(passwords=url, hibp=url, xposedornot=url))
        keys = KeysAt(gravatar=url, gravatar_api=url, openpgp=url, github=url)
        monkeypatch.setattr("unlisted.cli.keys._at", lambda: keys)
        monkeypatch.setattr("unlisted.cli.domains.shipped", lambda: Servers(by_ending={"org": f"{url}/"}))
        yield running


@pytest.fixture
def hers(bare: Commands) -> Commands:
    bare.make(FACTS + MORE)
    bare.prove("mail", "other")
    return bare


def ask(hers: Commands, service: Service, *words: str) -> None:
    plan = hers(*words, *service.allowed, "--plan-only", "--json")
    done = hers(*words, *service.allowed, "--online", "--json", "--agree", json.loads(plan.out)["hash"])
    assert done.code in {0, 1, 3}, done.err


def exposures(hers: Commands) -> list[object]:
    with hers.vault() as vault:
        return list(vault.store.exposures())


def test_a_leak_is_one_place_whichever_address_it_holds(hers: Commands, service: Service) -> None:
    ask(hers, service, "breaches", "--xposedornot", "--email", "mail")
    first = {one.id: one for one in exposures(hers)}
    ask(hers, service, "breaches", "--xposedornot", "--email", "other")
    again = exposures(hers)
    assert len(again) == 2
    assert first.keys() == {one.id for one in again}
    leak = next(one for one in again if any(seen.kind is Kind.ADDRESS for seen in one.facts))
    plain = next(one for one in again if one is not leak)
    assert {seen.fact for seen in plain.facts} == {"mail", "other"}
    assert {seen.fact: seen.how for seen in leak.facts} == {
        "mail": How.EXACT, "other": How.EXACT, "home": How.OF_KIND, "mobile": How.OF_KIND,
    }  # fmt: skip
    assert {one.reach for one in again} == {Reach.MEMBERS}
    assert leak.date.date().isoformat() == "2019-05-24"
    assert "kanarinac" not in repr(again).casefold()
    assert "slavuj" not in repr(again).casefold()


def test_a_leak_is_never_called_not_visible(hers: Commands, service: Service) -> None:
    ask(hers, service, "breaches", "--xposedornot")
    service.answer = lambda _asked: Answer({"Error": "No breaches found", "status": "failed"}, 404)
    ask(hers, service, "breaches", "--xposedornot")
    assert {one.state for one in exposures(hers)} == {Visibility.VISIBLE}
    with hers.vault() as vault:
        assert len(vault.store.rounds()) == 2


def test_a_leak_stands_in_routes_and_cannot_be_closed(hers: Commands, service: Service) -> None:
    ask(hers, service, "breaches", "--xposedornot", "--email", "mail")
    document = json.loads(hers("routes", "--json", "--to", "home").out)
    (target,) = document["targets"]
    assert target["routes"]
    assert target["cut"] == []
    assert target["reachable_after_cut"] is True
    assert "mail" in json.dumps(target)  # what helps is another address
    steps = [step["id"] for step in json.loads(hers("plan", "--json").out)["steps"]]
    assert {"leaked-password", "breach-check", "address-list-places"} <= set(steps)


def test_without_a_leak_no_password_is_to_be_changed(hers: Commands) -> None:
    steps = [step["id"] for step in json.loads(hers("plan", "--json").out)["steps"]]
    assert "leaked-password" not in steps


def test_a_registration_is_closed_at_the_registrar_and_then_not_visible(hers: Commands, service: Service) -> None:
    service.answer = lambda _asked: Answer(HOLDER)
    ask(hers, service, "domains")
    (one,) = exposures(hers)
    assert (one.source, one.target, one.locator, one.reach) == (
        "domains", "nepostojeci-primer.org", "registration", Reach.PUBLIC,
    )  # fmt: skip
    assert {seen.fact for seen in one.facts} == {"site", "home"}
    (target,) = json.loads(hers("routes", "--json", "--to", "home").out)["targets"]
    assert target["cut"]
    assert target["reachable_after_cut"] is False
    assert "domain-privacy" in [step["id"] for step in json.loads(hers("plan", "--json").out)["steps"]]
    service.answer = lambda _asked: Answer(b"", 503)
    ask(hers, service, "domains")
    assert exposures(hers)[0].state is Visibility.VISIBLE  # it could not be looked at
    service.answer = lambda _asked: Answer({**HOLDER, "entities": []})
    ask(hers, service, "domains")
    assert exposures(hers)[0].state is Visibility.NOT_VISIBLE


def pictures(asked: Asked) -> Answer:
    if asked.path.startswith("/avatar/"):
        return Answer(b"", headers={"Content-Type": "image/png"})
    return Answer({"display_name": "Milena Primerović"})


def test_picture_and_profile_are_one_place_that_is_closed_there(hers: Commands, service: Service) -> None:
    service.answer = pictures
    ask(hers, service, "keys", "--gravatar")
    found = exposures(hers)
    assert [(one.source, one.target) for one in found] == [("gravatar", "gravatar.com")] * 2  # one an address
    assert {seen.fact for one in found for seen in one.facts} == {"mail", "other", "public-name"}
    service.answer = lambda _asked: Answer(b"", 404)
    ask(hers, service, "keys", "--gravatar")
    assert {one.state for one in exposures(hers)} == {Visibility.NOT_VISIBLE}


def test_a_key_on_a_key_server(hers: Commands, service: Service) -> None:
    service.answer = lambda _asked: Answer(b"No key", 404)
    ask(hers, service, "keys", "--openpgp")
    assert not exposures(hers)
    with hers.vault() as vault:
        assert [outcome.target for outcome in vault.store.rounds()[0].outcomes] == ["keys.openpgp.org"] * 2


def test_they_are_shown_like_the_rest(hers: Commands, service: Service) -> None:
    ask(hers, service, "breaches", "--xposedornot", "--email", "mail")
    listed = hers("exposures")
    assert "XposedOrNot" in listed.out
    assert "a leak" in listed.out
    one = next(one for one in exposures(hers) if len(one.facts) > 1)
    shown = " ".join(hers("exposures", "show", one.id[:8]).out.split())
    assert "something of this kind stands there" in shown
    assert "whether it is yours, is not known" in shown
    assert "other facts of yours stand beside it" not in shown
    assert "kanarinac" not in (listed.out + shown).casefold()
    assert hers("report", "--json").code in {0, 1, 3}
