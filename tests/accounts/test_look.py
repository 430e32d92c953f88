"""The whole look, over a farm of traps on this machine: nothing false is said, whatever the list's own rules are."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from support.command import Commands
from support.farm import HER, TRAPS, YES_OR_NO, Site, served, sherlock, sites, whatsmyname
from unlisted.model import Visibility

FACTS = f"""
[person]
country = "RS"

[[fact]]
id = "handle"
kind = "username"
value = "{HER}"
public = true

[[fact]]
id = "mobile"
kind = "phone"
value = "064 000 0123"
"""
THEN = datetime(2026, 5, 3, tzinfo=UTC)


@pytest.fixture
def commands(tmp_path: Path) -> Commands:
    made = Commands(tmp_path)
    made.make(FACTS)
    return made


def prove(commands: Commands) -> None:
    commands.prove("handle")


def looked(commands: Commands, farm: list[Site], data: bytes, folder: Path) -> dict[str, tuple[str, str | None]]:
    """Verdict and reason by the site's name."""
    (folder / "list.json").write_bytes(data)
    allowed = [word for site in farm for word in ("--allow-host", site.authority)]
    ask = ["accounts", "--sites", str(folder / "list.json"), "--online", "--json", *allowed]
    plan = commands(*ask, "--plan-only")
    assert plan.code == 0, plan.err
    done = commands(*ask, "--agree", json.loads(plan.out)["hash"])
    assert done.out, done.err
    document = json.loads(done.out)
    assert document["schema"] == "unlisted/accounts/1"
    assert all(account["ms"] >= 0 for account in document["accounts"])
    return {account["site"]: (account["verdict"], account["reason"]) for account in document["accounts"]}


@pytest.mark.parametrize("written", [whatsmyname, sherlock])
def test_nothing_false_is_said_of_any_trap(
    commands: Commands, tmp_path: Path, written: Callable[[list[Site]], bytes]
) -> None:
    prove(commands)
    with served(sites()) as farm:
        verdicts = looked(commands, farm, written(farm), tmp_path)
    assert set(verdicts) == {site.name for site in farm}
    wrong = []
    for site in farm:
        verdict, reason = verdicts[site.name]
        kind = site.name.rpartition("-")[0]
        if kind in TRAPS:
            expected = {"unknown", "everyone"}
        elif kind == "to-login" and not site.there:
            expected = {"unknown"}  # a login wall answers the same
        else:
            expected = {"yes"} if site.there else {"no"}
        if verdict not in expected:
            wrong.append((site.name, verdict, reason))
        if verdict == "unknown":
            assert reason, site.name
    assert not wrong
    assert set(YES_OR_NO) <= {site.name.rpartition("-")[0] for site in farm}


def test_a_look_without_a_control_probe_would_be_wrong(
    commands: Commands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The known-bad control: if hits were believed at once, the farm would show it."""
    from unlisted.accounts import looking
    from unlisted.accounts.verdicts import Ruling, Seen, Sort, Verdict

    def believing(first: Seen, _control: Seen | None, *, named: bool = False) -> Ruling:
        return Ruling(verdict=Verdict.YES if first.sort in {Sort.PRESENT, Sort.LIKELY} else Verdict.UNKNOWN)

    monkeypatch.setattr(looking, "rule", believing)
    prove(commands)
    with served([site for site in sites() if site.name.startswith("wildcard")]) as farm:
        verdicts = looked(commands, farm, whatsmyname(farm), tmp_path)
    assert {verdict for verdict, _reason in verdicts.values()} == {"yes"}


def test_every_request_cites_its_line_and_hits_are_asked_twice(commands: Commands, tmp_path: Path) -> None:
    prove(commands)
    with served([site for site in sites() if site.name in {"honest-True", "honest-False"}]) as farm:
        (tmp_path / "list.json").write_bytes(whatsmyname(farm))
        allowed = [word for site in farm for word in ("--allow-host", site.authority)]
        ask = ["accounts", "--sites", str(tmp_path / "list.json"), "--online", *allowed]
        plan = json.loads(commands(*ask, "--plan-only", "--json").out)
        commands(*ask, "--agree", plan["hash"])
    lines = {request["id"] for request in plan["requests"]}
    with commands.vault() as vault:
        ledger = vault.store.ledger()
    assert {entry.line for entry in ledger} == lines
    assert sorted((entry.line.split(" ")[0], entry.control) for entry in ledger) == [
        ("whatsmyname:honest-false", False), ("whatsmyname:honest-true", False), ("whatsmyname:honest-true", True),
    ]  # fmt: skip
    assert all(HER not in entry.path for entry in ledger)
    assert farm[0].of_name.keys() != farm[1].of_name.keys()


def test_an_account_becomes_an_exposure_and_its_page_is_checked(commands: Commands, tmp_path: Path) -> None:
    prove(commands)
    from support import farm as makes

    def telling(visit: makes.Visit) -> makes.Answer:
        status, headers, text = makes.honest(visit)
        return status, headers, text.replace("</body>", "<p>Call 064 000 0123</p></body>")

    def run(there: bool) -> tuple[int, list[dict[str, object]]]:
        with served([Site("diary", telling, there)]) as farm:
            (tmp_path / "list.json").write_bytes(whatsmyname(farm))
            ask = ["accounts", "--sites", str(tmp_path / "list.json"), "--online", "--json"]
            ask += ["--allow-host", farm[0].authority]
            plan = json.loads(commands(*ask, "--plan-only").out)
            done = commands(*ask, "--agree", plan["hash"])
            return done.code, json.loads(done.out)["accounts"]

    code, accounts = run(True)
    assert code == 1
    assert accounts[0]["verdict"] == "yes"
    assert accounts[0]["facts"] == ["handle", "mobile"]
    with commands.vault() as vault:
        (exposure,) = vault.store.exposures()
    assert exposure.source == "accounts"
    assert exposure.state is Visibility.VISIBLE
    assert {seen.fact for seen in exposure.facts} == {"handle", "mobile"}
    assert run(False)[0] == 0


def test_without_proof_nothing_is_planned_and_nothing_sent(commands: Commands) -> None:
    done = commands("accounts", "--online")
    assert done.code == 2
    assert "shown to be yours" in " ".join(done.err.split())
    assert commands("accounts", "--plan-only").code == 2


def test_links_need_no_network_and_come_with_the_way_out(commands: Commands) -> None:
    done = commands("accounts", "--json")
    accounts = json.loads(done.out)["accounts"]
    assert {account["username"] for account in accounts} >= {HER}
    assert all(account["verdict"] == "unknown" and account["reason"] == "not-looked" for account in accounts)
    assert all(account["url"].startswith("https://") for account in accounts)
    said = commands("accounts", "--all").out
    assert "Krstarica" in said
    assert "500px.com/settings/deletion" in said
    assert said.index("KupujemProdajem") < said.index("500px")
