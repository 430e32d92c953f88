"""`unlisted plan`, `next` and `done`: requests to be left out, days that count, resting, and what does not fit."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from support.command import Commands
from unlisted.cli.plan import today
from unlisted.locale import Language
from unlisted.model import Situation, StepMark, StepState, Visibility
from unlisted.vault import disk, seal
from vault.versions import first_version

VALUES = ("Primerović", "Izmišljena", "064 000 0123")
TODAY = today()
SPOKEO, TELEKOM, OWNER = "leave-us-spokeo", "leave-rs-imenik-telekom", "leave-us-peopleconnect"


@pytest.fixture
def seen(command: Commands, tmp_path: Path) -> Commands:
    """She is at three places that are known."""
    for host in ("www.spokeo.com", "intelius.com", "11811.rs"):
        assert command("exposures", "add", answers=[f"https://{host}/a", "", "1,2", "1", "1"]).code in {0, 1}
    return command


def steps(command: Commands, *words: str) -> dict[str, Any]:
    return {one["id"]: one for one in json.loads(command("plan", "--all", "--json", *words).out)["steps"]}


def flat(text: str) -> str:
    return " ".join(text.split())


def situation(command: Commands, *what: Situation) -> None:
    with command.vault() as vault:
        vault.store.set_situation(what)
        vault.save()


# --- requests to be left out --------------------------------------------------------------------------------------


def test_routes_plan_and_next_name_the_same_steps(seen: Commands) -> None:
    named = {
        door["step"]
        for target in json.loads(seen("routes", "--json").out)["targets"]
        for door in target["cut"]
        if door["step"]
    }
    assert {SPOKEO, OWNER} & named
    assert named <= set(steps(seen))
    for one in sorted(named):
        assert "Ask " in seen("next", one).out


def test_next_shows_the_way_out_with_the_advice_of_the_guide(seen: Commands) -> None:
    told = flat(seen("next", SPOKEO).out)
    assert "https://www.spokeo.com/optout" in told
    assert "New to it would be: link to the page about you" in told
    assert "Use an email address made for this alone" in told
    assert "It usually takes about 2 days." in told
    owner = flat(seen("next", OWNER).out)
    assert "Where: Intelius (intelius.com)" in owner
    assert "PeopleConnect runs this place, and one request there may do for all of them." in owner
    assert "How long it takes is not known." in owner
    assert not [value for value in VALUES if value in told + owner]
    telekom = flat(seen("next", TELEKOM).out)
    assert "What it demands is not known" in telekom
    assert "The law behind it (not checked by a lawyer)" in telekom
    assert "rs-zzpl-30" in telekom


def test_asking_is_kept_at_the_place_too_and_can_be_taken_back(seen: Commands) -> None:
    day = (TODAY - timedelta(days=1)).isoformat()
    told = flat(seen("done", SPOKEO, "--asked", day).err)
    assert "Where you stand: asked on" in told
    assert steps(seen)[SPOKEO]["state"] == "asked"
    assert steps(seen)[SPOKEO]["due"] == (TODAY + timedelta(days=1)).isoformat()
    place = json.loads(seen("brokers", "show", "us-spokeo", "--json").out)["places"][0]
    assert (place["state"], place["due"]) == ("asked", (TODAY + timedelta(days=6)).isoformat())
    assert SPOKEO not in {one["id"] for one in json.loads(seen("plan", "--json").out)["steps"]}
    assert "Nothing to do here but wait:" in seen("plan").err
    assert seen("done", SPOKEO, "--undo").code == 0
    assert steps(seen)[SPOKEO]["state"] == "to-do"
    place = json.loads(seen("brokers", "show", "us-spokeo", "--json").out)["places"][0]
    assert place["state"] == "seen"


def test_asking_at_the_guide_is_asking_in_the_plan(seen: Commands) -> None:
    assert seen("brokers", "mark", "us-spokeo", "asked").code == 0
    assert steps(seen)[SPOKEO]["state"] == "asked"
    assert seen("brokers", "mark", "us-spokeo", "not-there").code == 0
    with seen.vault() as vault:  # what she recorded with a link is looked at by a look at that link
        (one,) = [one for one in vault.store.exposures() if "spokeo" in one.target]
        vault.store.put_exposures([replace(one, state=Visibility.NOT_VISIBLE, last_looked=datetime.now(UTC))])
        vault.save()
    step = steps(seen)[SPOKEO]
    assert (step["state"], step["looked"], step["open"]) == ("not-visible", datetime.now(UTC).date().isoformat(), False)
    assert "not visible on" in flat(seen("plan", "--all").out)


def test_minutes_take_requests_with_the_evidence_before(seen: Commands) -> None:
    chosen = [one["id"] for one in json.loads(seen("plan", "--minutes", "120", "--json").out)["steps"]]
    assert chosen.index("evidence-link-and-date") < chosen.index(SPOKEO)


def test_the_rest_is_counted_in_groups_and_one_can_be_opened(seen: Commands) -> None:
    told = flat(seen("plan").err)
    assert re.search(r"Then \d+ more, when there is strength:", told)
    assert re.search(r"Places that publish people: \d+ \(brokers\)", told)
    one_part = json.loads(seen("plan", "--part", "brokers", "--json").out)["steps"]
    assert OWNER in {one["id"] for one in one_part}
    assert len(one_part) < len(json.loads(seen("plan", "--json").out)["steps"])
    assert seen("plan", "--part", "nothing").code == 2


def test_in_serbian_and_in_cyrillic(seen: Commands) -> None:
    assert "Zatražite od mesta Spokeo da vas izostavi." in flat(seen("next", SPOKEO, language=Language.SERBIAN).out)
    told = flat(seen("next", SPOKEO, language=Language.SERBIAN_CYRILLIC).out)
    assert "Затражите од места Spokeo да вас изостави." in told


# --- someone close ------------------------------------------------------------------------------------------------


def test_a_step_that_someone_close_may_notice_needs_a_yes(seen: Commands) -> None:
    situation(seen, Situation.SOMEONE_CLOSE)
    assert steps(seen)[TELEKOM]["close"] is True
    assert steps(seen)[SPOKEO]["close"] is False
    for answers, words in ((["n"], ()), ([], ("--no-input",))):
        result = seen(*words, "next", TELEKOM, answers=answers)
        assert "Someone close may notice" in flat(result.err)
        assert "Telekom" not in result.out
        assert f"unlisted next {TELEKOM}" in flat(result.err)
    assert "Telekom" in seen("next", TELEKOM, answers=["y"]).out


def test_an_advocate_comes_first(seen: Commands) -> None:
    situation(seen, Situation.SOMEONE_CLOSE)
    order = [one["id"] for one in json.loads(seen("plan", "--json").out)["steps"]]
    assert order[0] == "helpline-before-changes"
    closes = [one["close"] for one in json.loads(seen("plan", "--json").out)["steps"]]
    assert closes == sorted(closes)


# --- days ---------------------------------------------------------------------------------------------------------


def test_what_was_assumed_of_a_last_day_is_said(seen: Commands) -> None:
    result = seen("done", TELEKOM, "--asked", "2026-01-15")
    assert "the office may count otherwise" in flat(result.err)
    step = steps(seen)[TELEKOM]
    assert (step["due"], step["extended"], step["law"]) == ("2026-02-18", "2026-04-15", "rs-zzpl-30")
    assert set(step["notes"]) == {"assumed", "overdue", "still-visible"}
    assert step["open"]
    told = flat(seen("next", TELEKOM).out)
    assert "When you are ready, look whether you are still there." in told
    assert "office@poverenik.rs" in told  # who comes next


def test_her_own_last_day_waits_for_both_days(seen: Commands) -> None:
    first = seen("done", "three-months-rs", "--learned", "2026-09-01")
    assert "one of the two days is missing" in flat(first.err)
    second = seen("done", "three-months-rs", "--suspect", "2026-10-15")
    assert "you can act until 15 January 2027" in flat(second.err)
    step = steps(seen)["three-months-rs"]
    assert (step["limit"], step["state"], step["law"]) == ("2027-01-15", "to-do", "rs-zkp-65")
    assert seen("done", "three-months-rs").code == 0
    assert steps(seen)["three-months-rs"]["limit"] == "2027-01-15"  # marking it done forgets no day


def test_an_hour_where_the_law_counts_in_hours(seen: Commands) -> None:
    day = (TODAY - timedelta(days=1)).isoformat()
    without = seen("done", "images-48-hours", "--asked", day)
    assert "counted in hours" in flat(without.err)
    assert seen("done", "images-48-hours", "--asked", day, "--at", "14:30").code == 0
    due = datetime.fromisoformat(steps(seen)["images-48-hours"]["due_at"])
    assert due == datetime.fromisoformat(f"{day}T14:30").astimezone() + timedelta(hours=48)
    assert "14:30" in flat(seen("plan", "--all").out)


@pytest.mark.parametrize(
    "words",
    [
        ("--asked", (TODAY + timedelta(days=2)).isoformat()),
        ("--learned", (TODAY + timedelta(days=2)).isoformat()),
        ("--asked", "2026-02-30"),
        ("--asked", "2026-01-15", "--law", "no-such-law"),
        ("--law", "rs-zzpl-30"),
        ("--at", "14:30"),
        ("--asked", "2026-01-15", "--at", "25:00"),
        ("--asked", "2026-01-15", "--could-not"),
        ("--undo", "--waiting"),
    ],
)
def test_what_makes_no_sense_is_explained_and_changes_nothing(seen: Commands, words: tuple[str, ...]) -> None:
    assert seen("done", SPOKEO, "--asked", "2026-01-10").code == 0
    before = steps(seen)
    result = seen("done", SPOKEO, *words)
    assert result.code == 2
    assert len(result.err.strip().splitlines()) >= 2
    assert steps(seen) == before


def test_asked_twice_keeps_both_days(seen: Commands) -> None:
    seen("done", SPOKEO, "--asked", "2026-01-10")
    result = seen("done", SPOKEO, "--asked", "2026-03-10")
    assert "You had asked already, on 10 January 2026" in flat(result.err)
    with seen.vault() as vault:
        assert [mark.asked for mark in vault.store.steps_before(SPOKEO)] == [date(2026, 1, 10)]
    assert steps(seen)[SPOKEO]["asked"] == "2026-03-10"


def test_they_have_it_without_a_day_on_which_she_asked_counts_from_today(seen: Commands) -> None:
    seen("done", SPOKEO, "--waiting")
    step = steps(seen)[SPOKEO]
    assert (step["state"], step["asked"]) == ("waiting", TODAY.isoformat())
    seen("done", OWNER, "--asked", "2026-01-10")
    seen("done", OWNER, "--waiting")
    assert (steps(seen)[OWNER]["state"], steps(seen)[OWNER]["asked"]) == ("waiting", "2026-01-10")


def test_done_and_then_asked_is_explained(seen: Commands) -> None:
    seen("done", SPOKEO)
    assert "Before, this step stood as: done." in flat(seen("done", SPOKEO, "--asked", "2026-01-10").err)


def test_could_not_carries_no_blame_and_the_cut_goes_elsewhere(seen: Commands) -> None:
    assert "no fault of yours" in flat(seen("done", SPOKEO, "--could-not").err)
    assert steps(seen)[SPOKEO]["state"] == "could-not"
    document = json.loads(seen("routes", "--json").out)
    assert SPOKEO not in {door["step"] for target in document["targets"] for door in target["cut"]}


def test_a_law_that_left_the_knowledge_is_said(seen: Commands) -> None:
    with seen.vault() as vault:
        asked = StepMark(state=StepState.ASKED, at=datetime.now(UTC), asked=TODAY, law="hers-once")
        vault.store.set_step(SPOKEO, asked)
        vault.save()
    assert steps(seen)[SPOKEO]["notes"] == ["no-law"]
    assert "The law hers-once is not in the knowledge" in flat(seen("next", SPOKEO).out)


def test_a_removed_fact_and_a_dismissed_place_lose_nothing(seen: Commands) -> None:
    seen("done", SPOKEO, "--asked", TODAY.isoformat())
    assert seen("facts", "remove", "home", answers=["y", "y"]).code == 0
    assert "fact-removed" in steps(seen)[SPOKEO]["notes"]
    (place,) = [
        one["id"] for one in json.loads(seen("exposures", "--json").out)["exposures"] if "spokeo" in one["place"]
    ]
    assert seen("exposures", "dismiss", place[:8], "--not-me").code in {0, 1}
    step = steps(seen)[SPOKEO]
    assert (step["state"], step["notes"], step["due"]) == ("asked", ["not-me"], None)
    assert "You said that this is somebody else." in flat(seen("next", SPOKEO).out)


def test_a_vault_of_the_first_version_keeps_its_marks(bare: Commands) -> None:
    bare.folder.mkdir()
    disk.write_new(bare.folder / "vault.age", seal.seal(first_version(), [bare.identity]))
    assert "step-1" not in steps(bare)
    assert "1 step that you marked is not called for now" in flat(bare("plan", "--all").err)
    with bare.vault() as vault:
        assert vault.store.steps()["step-1"].state is StepState.DONE


# --- resting, and the calendar ------------------------------------------------------------------------------------


def days_in(file: Path) -> list[date]:
    told = Calendar.from_ical(file.read_text(encoding="utf-8"))
    return [event["dtstart"].dt for event in told.walk("VEVENT")]


def test_resting_from_looking_again_silences_everything_but_her_own_last_days(seen: Commands, tmp_path: Path) -> None:
    seen("done", SPOKEO, "--asked", (TODAY - timedelta(days=30)).isoformat())
    seen("done", "three-months-rs", "--learned", TODAY.isoformat(), "--suspect", TODAY.isoformat())
    assert "overdue" in steps(seen)[SPOKEO]["notes"]
    assert "us-spokeo" in seen("brokers", "list").out
    seen("plan", "--ics", str(tmp_path / "a.ics"))
    everything = days_in(tmp_path / "a.ics")

    assert "When you are ready" in flat(seen("plan", "--pause-rechecks").err)
    assert "overdue" not in steps(seen)[SPOKEO]["notes"]
    assert "us-spokeo" not in seen("brokers", "list").out
    assert json.loads(seen("plan", "--json").out)["paused"] == date.max.isoformat()
    seen("plan", "--ics", str(tmp_path / "b.ics"))
    limit = date.fromisoformat(steps(seen)["three-months-rs"]["limit"])
    assert days_in(tmp_path / "b.ics") == [limit - timedelta(days=7), limit]
    assert set(days_in(tmp_path / "b.ics")) < set(everything)

    until = TODAY + timedelta(days=60)
    assert seen("plan", "--pause-rechecks", until.isoformat()).code == 0
    place = json.loads(seen("brokers", "show", "us-spokeo", "--json").out)["places"][0]
    assert place["due"] == until.isoformat()
    assert seen("plan", "--pause-rechecks", TODAY.isoformat()).code == 2
    assert seen("plan", "--resume-rechecks").code == 0
    assert "overdue" in steps(seen)[SPOKEO]["notes"]


def test_the_calendar_says_nothing_of_hers(seen: Commands, tmp_path: Path) -> None:
    seen("done", SPOKEO, "--asked", TODAY.isoformat())
    seen("done", TELEKOM, "--asked", TODAY.isoformat())
    seen("plan", "--ics", str(tmp_path / "dates.ics"))
    text = (tmp_path / "dates.ics").read_text(encoding="utf-8")
    assert set(re.findall(r"SUMMARY:(.*)", text)) == {"Call back office"}
    words = (*VALUES, "unlisted", "spokeo", "telekom", "leave", "DESCRIPTION", "LOCATION", "rs-zzpl")
    assert not [word for word in words if word.casefold() in text.casefold()]


def test_the_sheet_names_no_place(seen: Commands, tmp_path: Path) -> None:
    sheet = tmp_path / "list.txt"
    seen("report", "--steps-only", str(sheet))
    text = flat(sheet.read_text(encoding="utf-8"))
    assert "Ask 3 places to leave you out" in text
    assert not [word for word in ("spokeo", "intelius", "peopleconnect", "11811") if word in text.casefold()]
