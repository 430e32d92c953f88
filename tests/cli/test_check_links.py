"""`knowledge check-links`: nothing is sent without --online and a yes to the plan that was shown."""

import json
from pathlib import Path

import pytest

from support.command import Commands

# An address of this machine: refused before anything is sent, so that no test needs the internet.
ENTRY = """
[[channel]]
id = "mine-helper"
kind = "helpline"
issues = ["support"]
link = "https://127.0.0.1:9/help"
name.en = "A helper"
name.sr = "Pomagačica"
note.en = "Any time."
note.sr = "U svako doba."
sources = [
  { title = "A page", url = "https://127.0.0.1:9/page", date = "undated", seen = 2026-11-01, status = "seen" },
]
"""
CHECK = ("knowledge", "check-links", "--only", "mine-helper")


@pytest.fixture(autouse=True)
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "knowledge"
    folder.mkdir()
    (folder / "mine.toml").write_text(ENTRY, encoding="utf-8")
    monkeypatch.setenv("UNLISTED_KNOWLEDGE", str(folder))


def test_without_online_nothing_is_sent(bare: Commands) -> None:
    result = bare(*CHECK)
    assert result.code == 2
    assert "--plan-only" in result.err


def test_the_plan_can_be_read_without_the_network(bare: Commands) -> None:
    document = json.loads(bare(*CHECK, "--plan-only", "--json").out)
    assert [request["path"] for request in document["requests"]] == ["/help"]
    assert document["requests"][0]["carries"] == []
    more = json.loads(bare(*CHECK, "--sources", "--plan-only", "--json").out)
    assert len(more["requests"]) == 2
    assert document["hash"] in bare(*CHECK, "--plan-only").out


def test_only_the_plan_that_was_read_is_agreed_to(bare: Commands) -> None:
    assert bare(*CHECK, "--online", "--agree", "0" * 32).code == 2
    assert bare(*CHECK, "--online", "--no-input").code == 2


def test_what_cannot_be_looked_at_is_said_and_is_not_gone(bare: Commands) -> None:
    plan = json.loads(bare(*CHECK, "--plan-only", "--json").out)
    result = bare(*CHECK, "--online", "--json", "--agree", plan["hash"])
    (link,) = json.loads(result.out)["links"]
    assert (link["state"], link["reason"], link["content"]) == ("unknown", "address-refused", None)
    assert link["places"] == ["channel mine-helper link"]
    assert result.code == 3


def test_a_no_sends_nothing(bare: Commands) -> None:
    result = bare(*CHECK, "--online", "--json", answers=["n"])
    assert json.loads(result.out)["links"] == []
    struck = bare(*CHECK, "--online", "--json", answers=["y", "127.0.0.1"])
    assert json.loads(struck.out)["links"] == []


def test_a_report_that_is_none_is_an_error(bare: Commands, tmp_path: Path) -> None:
    file = tmp_path / "x.json"
    file.write_text("[1]", encoding="utf-8")
    assert bare(*CHECK, "--against", str(file)).code == 2
