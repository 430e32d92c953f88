"""The whole look, over a farm of traps on this machine: nothing false is said, whatever the list's own rules are."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from support.command import Commands
from support.farm import CAREFUL, HER, TRAPS, YES_OR_NO, Site, is_false, maigret, served, sherlock, sites, whatsmyname
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

[[fact]]
id = "father"
kind = "relative"
value = "Dragan Primerović"
relation = "father"

[[fact]]
kind = "phone"
value = "064 000 0456"
of = "father"
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


@pytest.mark.parametrize("written", [whatsmyname, sherlock, maigret])
def test_nothing_false_is_said_of_any_trap(
    commands: Commands, tmp_path: Path, written: Callable[[list[Site]], bytes]
) -> None:
    prove(commands)
    with served(sites()) as farm:
        verdicts = looked(commands, farm, written(farm), tmp_path)
    assert set(verdicts) == {site.name for site in farm}
    assert {site.kind for site in farm} == {*YES_OR_NO, *CAREFUL, *TRAPS}
    assert not [(site.name, *verdicts[site.name]) for site in farm if is_false(site, verdicts[site.name][0])]
    assert all(reason for verdict, reason in verdicts.values() if verdict == "unknown")


def test_what_a_careful_look_can_tell_is_told(commands: Commands, tmp_path: Path) -> None:
    prove(commands)
    with served([site for site in sites() if site.kind in YES_OR_NO]) as farm:
        verdicts = looked(commands, farm, whatsmyname(farm), tmp_path)
    expected = {site.name: "yes" if site.there else "no" for site in farm}
    expected["to-login-False"] = "unknown"  # a login wall answers the same
    assert {name: verdict for name, (verdict, _reason) in verdicts.items()} == expected


def test_a_look_without_a_control_probe_would_be_wrong(
    commands: Commands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The known-bad control: if hits were believed at once, the farm would show it."""
    from unlisted.accounts import looking
    from unlisted.accounts.verdicts import Ruling, Seen, Sort, Verdict

    def believing(first: Seen, _control: Seen | None, **_more: object) -> Ruling:
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
        return (
            status,
            headers,
            text.replace("</body>", "<p>Call 064 000 0123</p><p>Dragan Primerović, 064 000 0456</p></body>"),
        )

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


def test_the_way_out_of_an_account_stands_in_the_plan_and_in_the_report(commands: Commands, tmp_path: Path) -> None:
    """From the verdict to the page she prints: what the account shows, how to be rid of it, what makes it show less."""
    from unlisted.accounts.listed import Listed
    from unlisted.accounts.looking import Account
    from unlisted.accounts.questions import Question
    from unlisted.accounts.verdicts import Verdict
    from unlisted.aside import Aside
    from unlisted.cli.findings import keep

    site = Listed(id="500px", name="500px", domain="500px.com", profile="https://500px.com/p/{username}")
    question = Question(id="one", site=site, fact="handle", username=HER, url=f"https://500px.com/p/{HER}")
    account = Account(question=question, verdict=Verdict.YES, why=None, ms=1)
    with commands.vault() as vault:
        with Aside(vault.store.facts(), vault.store.person()) as aside:
            aside.feed("064 000 0123")
            assert keep(vault, [account], aside) == {"one": ("handle", "mobile")}
        vault.save()
        (exposure,) = vault.store.exposures()
    way = "https://500px.com/settings/deletion"
    shown = commands("exposures", "show", exposure.id[:8])
    assert way in shown.out
    assert question.url in shown.out
    steps = json.loads(commands("plan", "--all", "--json").out)["steps"]
    (step,) = [step for step in steps if step["id"] == "close-found-accounts"]
    assert step["why"] == [exposure.id]
    for other in steps:
        if other["id"] != step["id"]:
            commands("done", other["id"])
    assert way in commands("next").out
    commands("report", "--html", str(tmp_path / "notes.html"))
    written = (tmp_path / "notes.html").read_text(encoding="utf-8")
    assert f'<a href="{way}"' in written
    assert question.url in written
