"""What the commands do and how they end: statuses, JSON, recording by hand, originals, the session, the emergency."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from support.command import Commands
from unlisted.cli.app import called_as
from unlisted.cli.door import Door
from unlisted.model import Situation, Visibility


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    file = tmp_path / "notes.txt"
    file.write_text("Prvi red.\n\nMilena Primerović, 064/000-0123\n", encoding="utf-8")
    return file


def exposure_ids(command: Commands) -> list[str]:
    with command.vault() as vault:
        return [exposure.id for exposure in vault.store.exposures()]


def test_exit_statuses(command: Commands, notes: Path, tmp_path: Path) -> None:
    empty = tmp_path / "other.txt"
    empty.write_text("Ništa posebno.\n", encoding="utf-8")
    assert command("check", str(empty)).code == 0
    assert command("check", str(notes)).code == 1
    assert command("check", str(notes), str(tmp_path / "missing.txt")).code == 3
    assert command("check", "--nonsense").code == 2
    assert command("check", "https://example.org/page").code == 2


def test_options_stand_before_or_after(command: Commands, notes: Path) -> None:
    before, after = command("--json", "check", str(notes)), command("check", str(notes), "--json")
    assert json.loads(before.out)["outcomes"] == json.loads(after.out)["outcomes"]


def test_json_is_one_document_on_standard_output(command: Commands, notes: Path) -> None:
    result = command("check", str(notes), "--json")
    document = json.loads(result.out)
    assert document["schema"] == "unlisted/check/1"
    assert document["outcomes"][0]["state"] == "seen"
    assert document["sightings"][0]["locator"] == "line:3"
    assert {fact["fact"] for fact in document["sightings"][0]["facts"]} == {"public-name", "mobile"}


def test_without_targets_everything_is_looked_at_again(command: Commands, notes: Path) -> None:
    assert command("check").code == 2
    command("check", str(notes))
    assert command("check").code == 1
    assert "as before: 1" in command("check").out


def test_values_are_shown_only_on_request(command: Commands, notes: Path) -> None:
    command("check", str(notes))
    [identity] = exposure_ids(command)
    assert "064 000 0123" not in command("exposures", "show", identity).out
    assert "064 000 0123" in command("exposures", "show", identity, "--reveal").out
    assert "064 000 0123" not in command("facts", "list").out
    assert "064 000 0123" in command("facts", "list", "--reveal").out


def test_an_original_is_shown_once_after_a_warning_and_a_choice(command: Commands, notes: Path) -> None:
    notes.write_text("Prvi red.\nMilena Primerović \x1b]52;c;aGFj\x07[red]x[/red]\u202e\n", encoding="utf-8")
    command("check", str(notes))
    [identity] = exposure_ids(command)
    declined = command("exposures", "show", identity, "--original", answers=[""])
    assert "[red]" not in declined.out
    shown = command("exposures", "show", identity, "--original", answers=["2", ""])
    assert "violent" in shown.err
    assert "Milena Primerović" in shown.out
    assert "\x1b]" not in shown.out
    assert "\u202e" not in shown.out
    assert command("exposures", "show", identity, "--original", "--no-input").code == 2
    assert command("exposures", "show", identity, "--original", "--json").code == 2


def test_a_namesake_stays_away(command: Commands, notes: Path) -> None:
    command("check", str(notes))
    [identity] = exposure_ids(command)
    assert command("exposures", "dismiss", identity).code == 2
    assert command("exposures", "dismiss", identity, "--not-me").code == 0
    command("check", str(notes))
    with command.vault() as vault:
        assert vault.store.exposures()[0].state is Visibility.NOT_ME
    assert command("exposures").code == 0


def test_recording_by_hand(command: Commands) -> None:
    place = "https://t.me/c/1000000017/44"
    result = command("exposures", "add", answers=[place, "2026-05-03", "2, 3", "1"])
    assert result.code == 0, result.err
    document = json.loads(command("exposures", "--json").out)
    [exposure] = document["exposures"]
    assert exposure["source"] == "by-hand"
    assert {fact["fact"] for fact in exposure["facts"]} == {"home", "mobile"}
    assert exposure["intent"] == "publishes"
    assert command("exposures").code == 1
    assert command("exposures", "add", answers=[place, "3. maja", "1", "1"]).code == 2


def test_steps_are_shown_marked_and_kept(command: Commands, notes: Path) -> None:
    command("check", str(notes))
    steps = json.loads(command("plan", "--json").out)["steps"]
    assert steps
    first = steps[0]["id"]
    assert command("done", first).code == 0
    assert first not in {step["id"] for step in json.loads(command("plan", "--json").out)["steps"]}
    assert command("done", first, "--undo").code == 0
    assert json.loads(command("plan", "--json").out)["steps"][0]["id"] == first
    assert command("done", "no-such-step").code == 2


def test_reports_are_new_files_that_say_what_they_are(command: Commands, notes: Path, tmp_path: Path) -> None:
    command("check", str(notes))
    assert command("report").code == 2
    page, sheet = tmp_path / "a.html", tmp_path / "b.html"
    written = command("report", "--html", str(page), "--steps-only", str(sheet))
    assert written.code == 0
    assert "plain text" in written.err
    assert "064 000 0123" not in page.read_text(encoding="utf-8")
    assert "unlisted" not in sheet.read_text(encoding="utf-8").casefold()
    assert page.stat().st_mode & 0o077 == 0
    assert command("report", "--html", str(page)).code == 2, "never overwrites"


def test_facts_go_out_and_come_back(command: Commands, tmp_path: Path) -> None:
    file = tmp_path / "out.toml"
    assert command("facts", "export", str(file)).code == 0
    text = file.read_text(encoding="utf-8")
    for fact in ("public-name", "home", "mobile"):
        command("facts", "remove", fact, "--drop-backups")
    assert command("facts", "import", str(file)).code == 0
    again = command("facts", "export", "-").out
    assert [line for line in again.splitlines() if not line.startswith("added = ")] == text.splitlines()


def test_the_session_leads_through_everything(command: Commands, notes: Path) -> None:
    result = command(answers=["2", str(notes), "5", "6", "7", "8", "1", "", "10", "15"])
    assert result.code == 0, result.err
    assert "line 3" in result.out
    assert "What now?" in result.err


def test_an_error_in_the_session_returns_to_the_choices(command: Commands) -> None:
    result = command(answers=["2", "/no/such/file", "4", "1", "4", "2", "15"])
    assert result.code == 0, result.err


def test_the_emergency_needs_nothing(bare: Commands) -> None:
    result = bare("emergency", "--list")
    assert result.code == 0
    assert "192" in result.out
    assert not bare.folder.exists()
    assert bare("emergency", answers=["q"]).code == 0
    assert bare("emergency", answers=["1", "", "q"]).code == 0


def test_under_eighteen_stops(bare: Commands) -> None:
    """Intimate images: the first question is age, and under 18 the only route is the child-protection one."""
    result = bare("emergency", answers=["2", "1", "q"])
    assert "18" in result.out
    under = bare("emergency", "--list").out
    assert "19833" in under
    assert "takeitdown.ncmec.org" in under


def test_knowledge_and_help_need_no_vault(bare: Commands) -> None:
    for words in (("knowledge",), ("knowledge", "stats", "--json"), ("knowledge", "search", "telegram"), ("--help",)):
        assert bare(*words).code == 0
    assert bare("knowledge", "show", "no-such-entry").code == 2


def test_no_input_never_asks(command: Commands) -> None:
    for words in (("facts", "add"), ("exposures", "add"), ("init",)):
        result = command(*words, "--no-input")
        assert result.code in {2, 4}


def test_what_was_recorded_by_hand_can_be_removed_and_what_was_found_cannot(command: Commands, notes: Path) -> None:
    command("exposures", "add", answers=["a friend's phone", "", "1", "4"])
    [by_hand] = exposure_ids(command)
    command("check", str(notes))
    found = next(one for one in exposure_ids(command) if one != by_hand)
    assert command("exposures", "remove", found).code == 2
    assert command("exposures", "remove", by_hand).code == 0
    assert exposure_ids(command) == [found]


def test_a_target_can_be_forgotten_and_a_missing_one_is_not_remembered(command: Commands, notes: Path) -> None:
    command("check", str(notes), str(notes.with_name("missing.txt")))
    with command.vault() as vault:
        assert vault.store.targets() == (str(notes),)
    assert command("check", str(notes), "--forget").code == 0
    with command.vault() as vault:
        assert vault.store.targets() == ()


def test_the_reminder_can_be_plain_text(command: Commands, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.txt"
    assert command("report", "--steps-only", str(sheet)).code == 0
    text = sheet.read_text(encoding="utf-8")
    assert "<" not in text
    assert "unlisted" not in text.casefold()


_IDLE = """
import sys
from pathlib import Path
from unlisted.cli.door import Door
from unlisted.cli.session import session
session(Door(folder=Path(sys.argv[1]), identity=sys.argv[2]), idle_seconds=float(sys.argv[3]))
"""


def test_the_session_locks_when_nobody_answers(command: Commands) -> None:
    """A process that waits at a question ends by itself, and the vault can be opened again at once."""
    arguments = [sys.executable, "-c", _IDLE, str(command.folder), command.identity, "0.5"]
    with subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as idle:
        assert idle.wait(timeout=60) == 0
        assert idle.stderr is not None
        assert b"Locked" in idle.stderr.read()
    with command.vault() as vault:
        assert vault.store.facts()


def test_commands_are_named_as_she_has_to_type_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert called_as(".venv/bin/unlisted") == ".venv/bin/unlisted"
    assert called_as("/usr/bin/pytest") == "unlisted"
    door = Door(program=".venv/bin/unlisted")
    with CliRunner().isolation() as (out, _err, _both):
        door.say("To go on: `unlisted next`.")
        assert out.getvalue().decode() == "To go on: `.venv/bin/unlisted next`.\n"
    on_path = tmp_path / "unlisted"
    on_path.touch(mode=0o700)
    assert called_as(".venv/bin/unlisted") == ("unlisted" if sys.platform != "win32" else ".venv/bin/unlisted")


def test_a_check_ends_with_a_summary_and_says_it_once(command: Commands, tmp_path: Path) -> None:
    file = tmp_path / "_chat.txt"
    said = ("Ana: Milena Primerović, Izmišljena 17, Novi Sad", "Vuk: zna li neko gde živi Milena Primerović?")
    file.write_text("".join(f"[01.02.26, 21:05:0{at}] {line}\n" for at, line in enumerate(said)), encoding="utf-8")
    first = command("check", str(file))
    assert first.out.index("home (address): in 1 message") < first.out.index("person A: 1 message")
    assert first.out.index("person A") < first.out.index("Enough for now") < first.out.index("0800")
    assert first.out.count("all in all") == 1
    assert "Ana" not in first.out
    assert "Vuk" not in first.out
    summary = json.loads(command("check", str(file), "--json").out)["summary"]
    assert summary["messages"] == 2
    assert [person["person"] for person in summary["people"]] == ["B", "A"]
    assert [len(thread["exposures"]) for thread in summary["threads"]] == [2]
    assert summary["next_step"] == json.loads(command("next", "--json").out)["steps"][0]["id"]


def test_who_the_state_endangers_is_not_sent_to_its_line(command: Commands, notes: Path) -> None:
    from unlisted.knowledge import load

    with command.vault() as vault:
        vault.store.set_situation([Situation.STATE])
        vault.save()
    support = json.loads(command("check", str(notes), "--json").out)["summary"]["support"]
    assert Situation.STATE not in load().channels[support].unless
    assert load().channels[support].kind == "helpline"
