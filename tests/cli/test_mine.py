"""`unlisted check --mine`: her own messages are counted apart, rank last, and stay hers when nobody asks again."""

import json
from pathlib import Path

import pytest

from sources.chats.made import discord, discord_message, facebook, facebook_message, google, google_message
from support.command import Commands
from unlisted.locale import Language

ADDRESS = "Izmišljena 17, Novi Sad"


@pytest.fixture
def channel(tmp_path: Path) -> Path:
    other = {"id": "7", "name": "drugi"}
    file = tmp_path / "a.json"
    messages = [
        discord_message(1, f"Milena Primerović živi u {ADDRESS}"),
        discord_message(2, f"evo adrese: Milena Primerović, {ADDRESS}", author=other),
        discord_message(3, f"Milena Primerović, {ADDRESS}, 064/000-0123"),
    ]
    file.write_bytes(discord(messages))
    return file


def sightings(command: Commands, *words: str) -> dict[str, object]:
    document = json.loads(command("check", *words, "--json").out)
    return {one["locator"][-1]: one for one in document["sightings"]}


@pytest.mark.parametrize("name", ["500", "neko 1", "Неко 1"])
def test_her_own_are_told_apart(command: Commands, channel: Path, name: str) -> None:
    found = sightings(command, str(channel), "--mine", name, "--mine", "neko3")
    assert {number: one["mine"] for number, one in found.items()} == {"1": True, "2": False, "3": True}
    assert found["1"]["intent"] == found["3"]["intent"] == "mentions"
    assert "of these 2 are yours" in command("check", str(channel), "--mine", "500").out
    assert "od toga su 2 vaša" in command("check", str(channel), "--mine", "500", language=Language.SERBIAN).out


def test_the_id_of_a_fact_stands_for_its_value(command: Commands, tmp_path: Path) -> None:
    file = tmp_path / "message_1.json"
    messages = [facebook_message(1, "moj broj je 064 000 0123", sender_name="Milena Primerović")]
    file.write_bytes(facebook(messages, participants=[{"name": "Ana"}, {"name": "Eva"}]))
    found = json.loads(command("check", str(file), "--mine", "public-name", "--json").out)["sightings"]
    assert {one["mine"] for one in found} == {True}


def test_they_rank_last_and_stay_hers_when_nobody_asks(command: Commands, channel: Path) -> None:
    assert {one["mine"] for one in sightings(command, str(channel)).values()} == {None}
    command("check", str(channel), "--mine", "500")
    for _ in range(2):
        exposures = json.loads(command("exposures", "--json").out)["exposures"]
        assert (exposures[0]["locator"][-1], exposures[0]["mine"]) == ("2", False)
        assert {one["mine"] for one in exposures[1:]} == {True}
        assert {one["intent"] for one in exposures[1:]} == {"mentions"}
        command("check", str(channel))
    shown = command("exposures").out
    assert shown.count("you wrote it yourself") == 2
    identity = exposures[1]["id"]
    assert "you wrote it yourself" in command("exposures", "show", identity).out
    report = channel.parent / "r.html"
    command("report", "--html", str(report))
    assert "2 places are messages of yours." in report.read_text(encoding="utf-8")
    command("check", str(channel), "--mine", "somebody else")
    assert not any(one["mine"] for one in json.loads(command("exposures", "--json").out)["exposures"])


def test_help_says_what_to_do_where_a_chat_cannot_be_exported(command: Commands) -> None:
    said = " ".join(command("check", "--help").out.split())
    assert "forbids exporting its chat" in said
    assert "`unlisted exposures add`" in said
    assert "--mine" in said


def test_new_formats_leak_nothing(command: Commands, tmp_path: Path) -> None:
    hers = f"Milena Primerović, {ADDRESS}"
    stranger = {"id": "7", "name": "kanarinac", "nickname": "Kanarinac"}
    (tmp_path / "a.json").write_bytes(
        discord([discord_message(1, f"kanarinac {hers} kanarinac", author=stranger)], name="kanarinac")
    )
    (tmp_path / "message_1.json").write_bytes(
        facebook([facebook_message(1, f"kanarinac {hers}", sender_name="kanarinac")], path="inbox/kanarinac_7")
    )
    (tmp_path / "messages.json").write_bytes(google([google_message(1, f"kanarinac {hers}", topic_id="kanarinac")]))
    said = []
    for words in (("check", str(tmp_path), "--mine", "kanarinac"), ("exposures",), ("exposures", "--json"), ("plan",)):
        result = command(*words)
        said += [result.out, result.err]
    assert " ".join(said[0].split()).count("seen in 1 place") == 3
    assert "kanarinac" not in "".join(said).lower()
