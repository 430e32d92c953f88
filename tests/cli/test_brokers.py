"""The guide through places that publish people: what is asked, what is kept, what is never shown or opened alone."""

import json
from pathlib import Path

import click
import pytest

from support.command import Commands
from unlisted.model import Answer, Situation, Visibility

FIRST = """
[[broker]]
id = "mine-first"
name = "First Place"
domain = "first.example.org"
category = "people-search"
status = "live"
status_on = 2026-11-01
countries = ["RS"]
licence = "own-page"
order = 1
shows = ["name", "address"]
found_by = ["name", "phone"]

[broker.lookup]
seen = 2026-11-01
source = "https://first.example.org/help"
status = "seen"
asks = ["name"]
url = "https://first.example.org/"
template = "https://first.example.org/s?q={given}+{surname}"

[[broker.opt_outs]]
by = "form"
seen = 2026-11-01
source = "https://first.example.org/help"
status = "seen"
asks = ["address", "email"]
proof = ["email-link"]
url = "https://first.example.org/leave"

[[broker.sources]]
title = "First Place: help"
url = "https://first.example.org/help"
date = "undated"
seen = 2026-11-01
status = "seen"
"""
LEAVE = "https://first.example.org/leave"
I_AM_THERE, NOT_ME, NOT_THERE, COULD_NOT, SAVED, PASTED, LATER, OPEN = map(str, range(1, 9))


@pytest.fixture
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "knowledge"
    folder.mkdir()
    (folder / "first.toml").write_text(FIRST, encoding="utf-8")
    monkeypatch.setenv("UNLISTED_KNOWLEDGE", str(folder))
    return folder


def answers_of(command: Commands) -> list[tuple[str, Answer]]:
    with command.vault() as vault:
        return [(one.place, one.answer) for one in vault.store.answered()]


@pytest.mark.usefixtures("mine")
def test_the_guide_shows_the_way_out_only_after_a_hit(command: Commands) -> None:
    result = command("brokers", answers=[NOT_THERE, "q"])
    assert "https://first.example.org/s?q=Milena+Primerovi%C4%87" in result.out
    assert LEAVE not in result.out
    assert answers_of(command) == [("mine-first", Answer.NOT_THERE)]


@pytest.mark.usefixtures("mine")
def test_a_hit_becomes_an_exposure_and_a_request_with_a_date(command: Commands) -> None:
    result = command("brokers", answers=[I_AM_THERE, "1, 2", "2", "q"])
    assert LEAVE in result.out
    assert "New to it would be: email address" in " ".join(result.out.split())
    assert answers_of(command) == [("mine-first", Answer.SEEN), ("mine-first", Answer.ASKED)]
    with command.vault() as vault:
        (exposure,) = vault.store.exposures()
    assert (exposure.target, exposure.by_hand) == ("first.example.org", True)
    assert {seen.fact for seen in exposure.facts} == {"public-name", "home"}

    command("brokers", "mark", "mine-first", "not-there")
    with command.vault() as vault:
        assert [one.state for one in vault.store.exposures()] == [Visibility.NOT_VISIBLE]
    places = json.loads(command("brokers", "list", "--all", "--json").out)["places"]
    mine = next(place for place in places if place["broker"] == "mine-first")
    assert mine["state"] == "not-visible"
    assert mine["due"] > mine["since"]

    command("brokers", "mark", "mine-first", "seen")
    place = json.loads(command("brokers", "show", "mine-first", "--json").out)["places"][0]
    assert place["state"] == "visible-again"


@pytest.mark.usefixtures("mine")
def test_a_saved_page_is_checked_like_any_document(command: Commands, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<title>x</title><p>Milena Primerović, Izmišljena 17, Novi Sad</p>", encoding="utf-8")
    command("brokers", answers=[SAVED, str(page), "1", "q"])
    with command.vault() as vault:
        (exposure,) = vault.store.exposures()
        assert not vault.store.targets()  # a page of a directory is not looked at again by itself
    assert {seen.fact for seen in exposure.facts} == {"public-name", "home"}
    assert answers_of(command) == [("mine-first", Answer.SEEN)]


@pytest.mark.usefixtures("mine")
def test_pasted_text_is_checked_and_kept_nowhere(command: Commands) -> None:
    secret = "Rastko Neznanović, 064 000 0999"
    result = command("brokers", answers=[PASTED, "Milena Primerović", secret, ".", "1", "q"])
    assert answers_of(command) == [("mine-first", Answer.SEEN)]
    with command.vault() as vault:
        assert "Neznanović" not in repr(vault.store.exposures())
    assert "Neznanović" not in result.out


@pytest.mark.usefixtures("mine")
def test_nothing_is_opened_but_the_one_she_pressed_for(command: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(click, "launch", opened.append)
    command("brokers", answers=[LATER, "q"])
    assert not opened
    command("brokers", answers=[OPEN, LATER, "q"])
    assert opened == ["https://first.example.org/s?q=Milena+Primerovi%C4%87"]


@pytest.mark.usefixtures("mine")
def test_on_a_shared_device_opening_is_not_offered(command: Commands) -> None:
    with command.vault() as vault:
        vault.store.set_situation([Situation.SHARED_DEVICE])
        vault.save()
    assert "Open it in my browser" not in command("brokers", answers=["q"]).err


def test_a_private_fact_is_shown_in_a_link_only_after_a_yes(command: Commands, mine: Path) -> None:
    by_phone = FIRST.replace("?q={given}+{surname}", "?q={phone}")
    (mine / "first.toml").write_text(by_phone, encoding="utf-8")
    declined = command("brokers", answers=["n", LATER, "q"])
    assert "%2B381640000123" not in declined.out
    assert "This link tells the place: telephone number" in declined.out
    assert "https://first.example.org/\n" in declined.out
    assert "%2B381640000123" in command("brokers", answers=["y", LATER, "q"]).out
    assert "%2B381640000123" not in command("brokers", "show", "mine-first").out


def test_a_bad_entry_of_hers_is_reported_and_the_rest_counts(command: Commands, mine: Path) -> None:
    (mine / "second.toml").write_text(FIRST.replace("mine-first", "mine-second").replace("order = 1", "order = 0"))
    (mine / "third.toml").write_bytes(b"\xff\xfe")
    result = command("brokers", "list", "--json")
    assert "second.toml, line 11" in result.err
    assert "third.toml" in result.err
    places = [place["broker"] for place in json.loads(result.out)["places"]]
    assert places[0] == "mine-first"
    assert "mine-second" not in places


@pytest.mark.usefixtures("mine")
def test_a_place_that_is_not_known_is_an_error(command: Commands) -> None:
    assert command("brokers", "show", "nowhere").code == 2
    assert command("brokers", "mark", "mine-first", "vanished").code == 2


@pytest.mark.usefixtures("mine")
def test_visible_places_set_the_exit_status(command: Commands) -> None:
    assert command("brokers", "list").code == 0
    command("brokers", "mark", "mine-first", "seen")
    assert command("brokers", "list").code == 1
