"""Proof of control: ordinary phrases, one page, one hour; no page of a stranger's own will do."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from support.command import Commands
from support.farm import HER, Answer, Site, Visit, served, whatsmyname
from unlisted.accounts.proof import shown
from unlisted.accounts.questions import filled
from unlisted.control import VALID, WITHIN, in_time, offers, proved
from unlisted.knowledge import load
from unlisted.model import Proof

from .test_look import FACTS

NOW = datetime(2026, 5, 3, 12, tzinfo=UTC)


def proof(*phrases: str, offered: datetime = NOW) -> Proof:
    return Proof(fact="handle", username=HER, url="https://example.org/x", phrases=phrases, offered=offered)


@pytest.fixture
def commands(tmp_path: Path) -> Commands:
    made = Commands(tmp_path)
    made.make(FACTS)
    return made


def test_there_are_thousands_of_ordinary_phrases_without_our_name() -> None:
    lists = load().word_lists
    for language in ("sr", "en"):
        first, second = (lists[f"phrase-{language}-{part}"].words for part in ("first", "second"))
        assert len(set(first)) * len(set(second)) >= 1500
        assert all(word.isascii() and word.isalpha() and word.islower() for word in (*first, *second))
        assert not {"unlisted", "check", "verify", "proof"} & {*first, *second}
    made = offers(lists, lambda below: 7 % below if made_of.append(below) else len(made_of) % below)
    assert len(made) == len(set(made)) == 6


made_of: list[int] = []


@pytest.mark.parametrize(
    ("words", "there"),
    [
        ("about me: Plavi   Orah!", True), ("plavi\norah", True), ("plavi-orah", True), ("plavi%20orah", True),
        ("plaviorah", False), ("plavi veliki orah", False), ("splavi orahovi", False), ("orah plavi", False),
        ("", False),
    ],
)  # fmt: skip
def test_the_phrase_is_found_as_sites_write_it(words: str, there: bool) -> None:
    assert shown(proof("plavi orah", "white kettle"), words) is there


def test_it_counts_for_an_hour() -> None:
    assert in_time(proof("a b"), NOW + WITHIN)
    assert not in_time(proof("a b"), NOW + WITHIN + timedelta(seconds=1))
    assert not in_time(proof("a b"), NOW - timedelta(seconds=1))


class Bio:
    """A site that shows a bio."""

    text = ""

    def __call__(self, visit: Visit) -> Answer:
        return 200, {}, f"<h1>{visit.name}</h1><p>{self.text}</p><script>var hidden = 'x'</script>"


def test_a_phrase_in_a_bio_on_this_machine_opens_only_sites_on_this_machine(commands: Commands, tmp_path: Path) -> None:
    """For trying it out. Anybody can write what he likes on his own machine, so it must open nothing else."""
    bio = Bio()
    with served([Site("bio", bio, True)]) as (site,):
        (tmp_path / "list.json").write_bytes(whatsmyname([site]))
        brought = ["--sites", str(tmp_path / "list.json")]
        allow = ["--allow-host", site.authority]
        offered = commands("accounts", "prove", "handle", "--url", f"http://{site.authority}/{HER}", "--json", *allow)
        phrases = json.loads(offered.out)["phrases"]
        check = ["accounts", "prove", HER, "--verify", "--online", "--json", *allow]
        plan = json.loads(commands(*check, "--plan-only").out)
        assert [request["path"] for request in plan["requests"]] == [f"/{HER}"]
        refused = commands(*check, "--agree", plan["hash"])
        assert refused.code == 3
        assert json.loads(refused.out)["proved"] is False
        bio.text = phrases[4]
        done = commands(*check, "--agree", plan["hash"])
        assert done.code == 0
        assert json.loads(done.out)["proved"] is True
    with commands.vault() as vault:
        assert vault.store.proofs()["handle"].phrases == ()
        assert vault.store.proofs()["handle"].proved
    assert commands("accounts", "--plan-only", "--json").code == 2
    here = json.loads(commands("accounts", *brought, "--plan-only", "--json", *allow).out)["requests"]
    assert {request["host"] for request in here} == {"127.0.0.1"}
    outside = (tmp_path / "list.json").read_text().replace(site.authority, "127.0.0.1.example.org")
    (tmp_path / "list.json").write_text(outside)
    assert commands("accounts", *brought, "--plan-only", "--json", *allow).code == 2
    assert "on this computer only" in commands("prove").out


def test_a_proof_of_a_known_site_opens_the_look_everywhere_until_it_lapses(commands: Commands) -> None:
    commands.prove("handle", days=VALID.days - 1)
    plan = json.loads(commands("accounts", "--plan-only", "--json").out)
    assert len({request["host"] for request in plan["requests"]}) > 100
    commands.prove("handle", days=VALID.days + 1)
    assert commands("accounts", "--plan-only", "--json").code == 2
    assert "no longer counts" in " ".join(commands("prove").out.split())
    commands.prove("handle")
    commands("prove", "handle", "--forget")
    assert commands("accounts", "--plan-only", "--json").code == 2


@pytest.mark.parametrize("host", ["10.0.0.5:8080", "example.org:8080", "192.168.1.2:80", "[fd00::1]:8080"])
def test_an_exception_is_no_place_for_a_proof(commands: Commands, host: str) -> None:
    offered = commands("accounts", "prove", "handle", "--url", f"http://{host}/{HER}", "--allow-host", host)
    assert offered.code == 2
    with commands.vault() as vault:
        assert not vault.store.proofs()


def test_her_own_entries_are_no_place_for_a_proof(
    commands: Commands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = next(site for site in load().sites.values() if site.automatic and site.username.also == "_-")
    known = filled(entry.profile or "", HER)
    own = f'[[site]]\npatch = true\nid = "{entry.id}"\nprofile = "https://primer.example.org/{{username}}"\n'
    (tmp_path / "own.toml").write_text(own)
    monkeypatch.setenv("UNLISTED_KNOWLEDGE", str(tmp_path))
    assert f"https://primer.example.org/{HER}" in commands("accounts", "--all").out  # the entry is taken
    assert commands("prove", "handle", "--url", f"https://primer.example.org/{HER}").code == 2
    monkeypatch.delenv("UNLISTED_KNOWLEDGE")
    assert commands("prove", "handle", "--url", known).code == 0


def test_a_phrase_that_only_scripts_hold_is_not_shown(commands: Commands) -> None:
    bio = Bio()
    with served([Site("bio", bio, True)]) as (site,):
        allow = ["--allow-host", site.authority]
        offered = commands("accounts", "prove", "handle", "--url", f"http://{site.authority}/{HER}", "--json", *allow)
        bio.text = f"<!-- {json.loads(offered.out)['phrases'][0]} -->"
        check = ["accounts", "prove", HER, "--verify", "--online", "--json", *allow]
        plan = json.loads(commands(*check, "--plan-only").out)
        assert json.loads(commands(*check, "--agree", plan["hash"]).out)["proved"] is False


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/Primer_Ana91",  # no site we know
        "https://github.com/somebody-else",
        "https://github.com/Primer_Ana91/own-project",
        "https://gist.github.com/Primer_Ana91",
        "https://github.com/?u=Primer_Ana91",
    ],
)
def test_only_the_page_of_that_name_at_a_known_site_counts(commands: Commands, url: str) -> None:
    assert commands("accounts", "prove", "handle", "--url", url).code == 2
    with commands.vault() as vault:
        assert not vault.store.proofs()


def test_a_name_of_somebody_else_is_refused(commands: Commands) -> None:
    assert commands("accounts", "prove", "somebody", "--url", "https://github.com/somebody").code == 2


def test_another_value_needs_another_proof() -> None:
    from unlisted.facts import read_facts

    _, facts = read_facts(FACTS.replace(HER, "Primer_Ana92"))
    done = Proof(fact="handle", username=HER, url="x", phrases=(), offered=NOW, proved=NOW)
    assert not proved(facts[:1], {"handle": done}, NOW)
    _, same = read_facts(FACTS)
    assert proved(same[:1], {"handle": done}, NOW)
