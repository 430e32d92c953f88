"""`unlisted check --typos`: off unless said, labelled, weak, in JSON and on the screen, in both languages."""

import json
from pathlib import Path

import pytest

from support.command import Commands
from unlisted.locale import Language


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    file = tmp_path / "beleske.txt"
    file.write_text("Milnea Primerović je tu\nnjen broj je 064 000 0132\n", encoding="utf-8")
    return file


def commands(tmp_path: Path) -> Commands:
    command = Commands(tmp_path)
    command.make()
    return command


def test_without_it_nothing_and_with_it_a_weak_sighting(tmp_path: Path, notes: Path) -> None:
    command = commands(tmp_path)
    assert json.loads(command("check", str(notes), "--json").out)["sightings"] == []
    found = json.loads(command("check", str(notes), "--typos", "--json").out)["sightings"]
    facts = [fact for sighting in found for fact in sighting["facts"]]
    assert [(fact["fact"], fact["how"]) for fact in facts] == [("public-name", "typo")]  # and no number
    assert all(fact["strength"] < 0.5 for fact in facts)
    assert all(sighting["strength"] < 0.5 for sighting in found)


WORDS = [(Language.ENGLISH, "with one letter wrong"), (Language.SERBIAN, "sa jednim pogrešnim slovom")]


@pytest.mark.parametrize(("language", "words"), WORDS)
def test_the_screen_says_so(tmp_path: Path, notes: Path, language: Language, words: str) -> None:
    command = commands(tmp_path)
    shown = " ".join(command("check", str(notes), "--typos", language=language).out.split())
    assert words in shown
    assert "Milnea" not in shown


def test_a_later_look_without_it_does_not_call_the_place_gone(tmp_path: Path, notes: Path) -> None:
    command = commands(tmp_path)
    command("check", str(notes), "--typos")
    command("check", str(notes))
    states = [one["state"] for one in json.loads(command("exposures", "--json").out)["exposures"]]
    assert states == ["visible"]
