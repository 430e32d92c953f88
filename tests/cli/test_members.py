"""How many members a group has: she says it at a door, it is kept with the group, ranks and is shown."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sources.samples import account, chat, message, tdesktop
from support.command import Commands
from unlisted.cli.exposures import NotACount, said
from unlisted.locale import Language

ASKS = "zna li neko gde živi Milena Primerović, Izmišljena 17, Novi Sad?"
LARGE, SMALL = 1000000077, 1000000088


@pytest.fixture
def groups(command: Commands, tmp_path: Path) -> dict[int, str]:
    """Two groups in which the same is asked, and the id of what was seen in each. The small one is read first."""
    for number in (SMALL, LARGE):
        (tmp_path / str(number)).mkdir()
        export(tmp_path, number).write_bytes(tdesktop(chat([message(5, ASKS)], number, name="Tajni naslov")))
        command("check", str(export(tmp_path, number)))
    return {int(Path(one["place"]).parent.name): one["id"] for one in listed(command)}


def export(folder: Path, number: int) -> Path:
    return folder / str(number) / "result.json"


def listed(command: Commands, *words: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(command("exposures", *words, "--json").out)["exposures"]
    return found


def test_what_she_says_is_kept_with_the_group_and_ranks(command: Commands, groups: dict[int, str]) -> None:
    assert {one["members"] for one in listed(command)} == {None}
    assert command("exposures", "members", groups[SMALL][:8], "--members", "12").code == 0
    told = command("exposures", "members", groups[LARGE], answers=["70.000"])
    assert told.code == 0
    assert "all of this group: about 70,000 members, by your own count on" in " ".join(told.err.split())
    first, second = listed(command)
    assert [one["id"] for one in (first, second)] == [groups[LARGE], groups[SMALL]]
    assert first["members"] == {"count": 70_000, "date": datetime.now(UTC).date().isoformat(), "by": "said"}
    assert second["members"]["count"] == 12
    assert command("exposures").out.index(groups[LARGE][:8]) < command("exposures").out.index(groups[SMALL][:8])
    command("exposures", "members", groups[SMALL], "--members", "80.000")
    assert listed(command)[0]["id"] == groups[SMALL]
    assert command("exposures").out.index(groups[SMALL][:8]) < command("exposures").out.index(groups[LARGE][:8])


def test_it_counts_for_what_is_seen_there_later(command: Commands, groups: dict[int, str], tmp_path: Path) -> None:
    command("exposures", "members", groups[LARGE], "--members", "70000")
    later = [message(n, ASKS, date_unixtime=str(1780000000 + n)) for n in (5, 6)]
    export(tmp_path, LARGE).write_bytes(tdesktop(chat(later, LARGE)))
    summary = json.loads(command("check", str(export(tmp_path, LARGE)), "--json").out)["summary"]
    assert [thread["members"]["count"] for thread in summary["threads"]] == [70_000]
    counts = [one["members"] and one["members"]["count"] for one in listed(command)]
    assert sorted(counts, key=str) == [70_000, 70_000, None]
    shown = " ".join(command("exposures").out.split())
    assert shown.count("about 70,000 members") == 1  # of the thread, not of each message in it again
    assert "asks for more: 2; about 70,000 members" in shown


def test_it_is_shown_where_the_reach_is_told(command: Commands, groups: dict[int, str], tmp_path: Path) -> None:
    command("exposures", "members", groups[LARGE], "--members", "70000")
    words = "about 70,000 members, by your own count on"
    assert "asks for more, about 70,000 members: home" in " ".join(command("exposures").out.split())
    assert words in " ".join(command("exposures", "show", groups[LARGE]).out.split())
    assert words not in " ".join(command("exposures", "show", groups[SMALL]).out.split())
    assert json.loads(command("exposures", "show", groups[LARGE], "--json").out)["exposures"][0]["members"]
    page = tmp_path / "notes.html"
    command("report", "--html", str(page))
    assert words in page.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (Language.SERBIAN, "vidljivo članovima; oko 70.000 članova, prema vašoj proceni od"),
        (Language.SERBIAN_CYRILLIC, "видљиво члановима; око 70.000 чланова, према вашој процени од"),
    ],
)
def test_in_serbian(command: Commands, groups: dict[int, str], language: Language, words: str) -> None:
    told = command("exposures", "members", groups[LARGE], "--members", "70000", language=language)
    assert words.partition("; ")[2] in " ".join(told.err.split())
    assert words in " ".join(command("exposures", "show", groups[LARGE], language=language).out.split())


def test_json_and_forgetting(command: Commands, groups: dict[int, str]) -> None:
    words = ("exposures", "members", groups[LARGE], "--json", "--no-input")
    (one,) = json.loads(command(*words, "--members", "345").out)["exposures"]
    assert (one["id"], one["members"]["count"]) == (groups[LARGE], 345)
    (one,) = json.loads(command(*words, "--forget").out)["exposures"]
    assert one["members"] is None
    refused = command(*words)  # nobody may be asked
    assert refused.code == 2
    assert "--members N" in refused.err
    assert "No number of members is kept" in command(*words[:3], "--forget").err
    assert {one["members"] for one in listed(command)} == {None}


GOOD = {"1": 1, " 70000 ": 70_000, "70.000": 70_000, "70,000": 70_000, "1\u00a0234\u00a0567": 1_234_567}
GOOD |= {"10000000": 10_000_000, "10.000.000": 10_000_000}
BAD = ["", "0", "-5", "10000001", "9" * 400, "1e6", "12.3", "12.3K", "70.00", "٧٠٠", "много", "1 2", "0x10", "1\u202e2"]


@pytest.mark.parametrize(("typed", "count"), GOOD.items())
def test_a_number_as_people_write_it(typed: str, count: int) -> None:
    assert said(typed).count == count


@pytest.mark.parametrize("typed", BAD)
def test_what_is_no_number_is_not_kept(command: Commands, groups: dict[int, str], typed: str) -> None:
    with pytest.raises(NotACount):
        said(typed)
    for told in (
        command("exposures", "members", groups[LARGE], answers=[typed]),
        command("exposures", "members", groups[LARGE], f"--members={typed}"),
    ):
        assert told.code == 2
        assert "a whole number from 1 to 10,000,000" in " ".join(told.err.split())
        assert "70000" in told.err
    assert {one["members"] for one in listed(command)} == {None}


MAIL = "From: Ana <ana@example.org>\nMessage-ID: <a@example.org>\nContent-Type: text/plain; charset=utf-8\n\n"


@pytest.mark.parametrize(("name", "head"), [("notes.txt", ""), ("a.html", "<!doctype html>"), ("a.eml", MAIL)])
def test_what_is_no_chat_has_no_members(command: Commands, tmp_path: Path, name: str, head: str) -> None:
    file = tmp_path / name
    file.write_text(f"{head}Milena Primerović, 064/000-0123\n", encoding="utf-8")
    assert "is not one chat" in " ".join(command("check", str(file), "--members", "12").err.split())
    (one,) = listed(command)
    assert one["members"] is None
    refused = command("exposures", "members", one["id"], "--members", "12")
    assert refused.code == 2
    assert "is not a message in a group or channel" in refused.err
    assert command("exposures", "members", "ffff", "--members", "12").code == 2


def test_what_she_recorded_by_its_link_is_in_the_same_group(command: Commands, groups: dict[int, str]) -> None:
    command("exposures", "add", answers=[f"https://t.me/c/{LARGE}/9", "", "2", "2"])
    command("exposures", "add", answers=["a friend's phone", "", "2", "2"])
    command("exposures", "members", groups[LARGE], "--members", "70000")
    counts = {one["place"]: one["members"] and one["members"]["count"] for one in listed(command) if one["by_hand"]}
    assert counts == {f"https://t.me/c/{LARGE}/9": 70_000, "a friend's phone": None}
    by_hand = next(one["id"] for one in listed(command) if one["place"] == "a friend's phone")
    assert command("exposures", "members", by_hand, "--members", "4").code == 0


# --- check --members ---


def test_a_check_of_one_chat_may_say_it(command: Commands, tmp_path: Path) -> None:
    file = tmp_path / "result.json"
    file.write_bytes(tdesktop(chat([message(5, "dobro jutro")], LARGE)))
    assert command("check", str(file), "--members", "70.000").code == 0  # nothing is seen there yet
    file.write_bytes(tdesktop(chat([message(5, ASKS), message(6, ASKS)], LARGE)))
    (thread,) = json.loads(command("check", str(file), "--json").out)["summary"]["threads"]
    assert thread["members"]["count"] == 70_000  # known from before, and told at once
    assert [one["members"]["count"] for one in listed(command)] == [70_000, 70_000]


def test_a_check_of_several_chats_keeps_no_number(command: Commands, tmp_path: Path) -> None:
    file = tmp_path / "result.json"
    chats = [chat([message(5, ASKS)], number) for number in (LARGE, SMALL)]
    file.write_bytes(tdesktop(account(chats)))
    told = command("check", str(file), "--members", "70000")
    assert told.code == 1
    assert "is not one chat" in " ".join(told.err.split())
    assert {one["members"] for one in listed(command)} == {None}
    for words in ((str(file), str(tmp_path)), ()):
        refused = command("check", *words, "--members", "70000")
        assert refused.code == 2
        assert "goes with one target" in refused.err
    assert command("check", str(file), "--members", "many").code == 2


def test_nothing_but_a_number_is_kept(command: Commands, groups: dict[int, str]) -> None:
    command("exposures", "members", groups[LARGE], "--members", "70000")
    with command.vault() as vault:
        rows = vault._database.execute("SELECT * FROM members").fetchall()
        (within,) = {one.within for one in vault.store.exposures() if one.id == groups[LARGE]}
    assert rows == [(within, 70_000, datetime.now(UTC).date().isoformat(), "said")]
