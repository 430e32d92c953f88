"""`unlisted rounds`: the demonstration's two looks compared, in words, as JSON, on the page; with little to tell."""

import json
import os
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from report.test_json import ROUNDS, table
from support.command import Commands
from unlisted.cli import demo
from unlisted.cli.check import look_at
from unlisted.cli.door import Door
from unlisted.demo import FIRST_LOOK, SECOND_LOOK, facts_file, write_first_look, write_second_look
from unlisted.locale import Language
from unlisted.model import Answer, StepMark, StepState, Visibility
from unlisted.vault import Vault, disk, seal
from vault.versions import first_version

VALUES = ("Primerović", "Nestvarković", "Izmišljena", "Nepostojeća", "064 000 0123", "mnest", "milena_primer21")
PAGE = '<!doctype html><meta charset="utf-8"><link rel="canonical" href="https://example.org/p"><p>{}'


@pytest.fixture
def twice(bare: Commands, tmp_path: Path) -> Commands:
    """The demonstration's person after both looks; between them she asked a site."""
    bare.make(facts_file())
    folder = tmp_path / "look"
    folder.mkdir()
    look(bare, [str(one) for one in write_first_look(folder)], FIRST_LOOK)
    with bare.vault() as vault:
        asked = StepMark(state=StepState.ASKED, at=FIRST_LOOK, asked=date(2026, 3, 27))
        vault.store.set_step("ask-the-site", asked)
        vault.save()
    look(bare, [str(one) for one in write_second_look(folder)], SECOND_LOOK)
    return bare


def look(commands: Commands, targets: list[str], at: datetime) -> None:
    door = Door(folder=commands.folder, identity=commands.identity)
    with door.vault() as vault:
        entered_by(vault, at)
        look_at(door, vault, targets, clock=lambda: at)


def entered_by(vault: Vault, at: datetime) -> None:
    """As if the facts had been entered before."""
    day = (at - timedelta(days=1)).isoformat()
    vault._database.execute("UPDATE fact_edit SET at = min(at, ?)", (day,))


def words(result: str) -> str:
    return " ".join(result.split())


def test_before_and_after_in_words_without_a_value(twice: Commands) -> None:
    result = twice("rounds")
    told = words(result.out)
    assert result.code == 1
    assert "From 25 March 2026 to 9 June 2026" in told
    assert (
        "new-home (address): on 25 March 2026 a stranger who knows instagram (username) reached it in 3 steps; on 9 "
        "June 2026 not by anything we looked at; 5 places were not looked at"
    ) in told
    assert "No longer visible, by a later look: 3 places" in told
    assert "new-home (address) and maiden-name (name): not visible on 9 June 2026" in told
    assert "message 2263: home (address): not visible on 7 June 2026" in told  # the export's newest message, not today
    assert "Seen for the first time: 2 places" in told
    assert "Not looked at since, so counted as last seen: 5 places" in told
    assert "27 March 2026, asked: Write to the people who run the site" in told
    assert "not visible on 9 June 2026 and 4 places not looked at since" in told
    assert not [value for value in VALUES if value in result.out + result.err]


def test_the_picture_of_one_line_a_fact(twice: Commands) -> None:
    told = [line.split() for line in twice("rounds").out.splitlines()]
    assert ["new-home", "(address)", "3", "–"] in told
    assert ["old-mail", "(email", "address)", "1", "1?"] in told  # nobody looked there again
    assert ["home", "(address)", "!", "!"] in told


def test_the_document(twice: Commands) -> None:
    document = json.loads(twice("rounds", "--json").out)
    assert document.pop("schema") == "unlisted/rounds/1"
    assert table(**ROUNDS)(document)
    assert [one["round"] for one in document["looks"]] == [1, 2]
    between = document["between"]
    assert [len(between[name]) for name in ("not_visible", "new", "not_looked", "unchanged")] == [3, 2, 5, 10]
    moved = {one["fact"]: (one["before"]["stand"], one["after"]["stand"]) for one in between["facts"]}
    assert moved["new-home"] == ("reached", "not-reached")
    assert moved["home"] == ("published", "published")
    report = json.loads(twice("report", "--json").out)
    assert report["rounds"] == document
    assert not [value for value in VALUES if value in json.dumps(document, ensure_ascii=False)]


def test_the_page_draws_it_and_says_it_in_words(twice: Commands, tmp_path: Path) -> None:
    file = tmp_path / "notes.html"
    twice("report", "--html", str(file))
    page = file.read_text(encoding="utf-8")
    assert "What has changed" in page
    assert 'class="stand reached hollow"' in page
    assert 'class="stand not-reached"' in page
    assert "new-home (address): 25 March 2026: in 3 steps; 9 June 2026: not by anything we looked at" in page
    assert "maiden-name (name): 25 March 2026 to 9 June 2026: in 2 steps" in page


def test_since_a_round_a_day_or_what_is_not_there(twice: Commands) -> None:
    assert twice("rounds", "--since", "1").out == twice("rounds").out
    assert twice("rounds", "--since", "2026-04-30").out == twice("rounds").out
    for wrong in ("2", "9", "2026-03-01", "2026-12-31", "in May", "²"):
        result = twice("rounds", "--since", wrong)
        assert result.code == 2
        assert "no earlier look" in result.err


def test_the_same_files_again_are_no_look(twice: Commands, tmp_path: Path) -> None:
    look(
        twice, [str(tmp_path / "look" / "chat-later"), str(tmp_path / "look" / "chat")], SECOND_LOOK + timedelta(days=9)
    )
    told = words(twice("rounds").out)
    assert "From 9 June 2026 to 18 June 2026" in told
    assert "No longer visible" not in told
    assert "Seen again" not in told
    assert "Not looked at since, so counted as last seen: 17 places" in told


def test_what_came_back_and_what_shows_less(bare: Commands, tmp_path: Path) -> None:
    bare.make(facts_file())
    days = [FIRST_LOOK + timedelta(days=10 * n) for n in range(3)]
    page = tmp_path / "page.html"
    shown = ("Milena Primerović, Izmišljena 17, Novi Sad, 064 000 0123", "Milena Primerović, 064 000 0123", "nothing")
    for day, text in zip(days, shown, strict=True):
        page.write_text(PAGE.format(text), encoding="utf-8")
        os.utime(page, (day.timestamp(),) * 2)
        look(bare, [str(page)], day)
    told = words(bare("rounds", "--since", "1").out)
    assert "No longer visible, by a later look: 1 place" in told
    assert "home (address) on 25 March 2026" not in told
    document = json.loads(bare("rounds", "--since", "1", "--json").out)
    points = {one["fact"]: [point["stand"] for point in one["points"]] for one in document["facts"]}
    assert points["home"] == ["reached", "not-reached", "not-reached"]  # the page was still there, without it
    assert points["mobile"] == ["reached", "reached", "not-reached"]
    again = days[2] + timedelta(days=10)
    page.write_text(PAGE.format(shown[1]), encoding="utf-8")
    os.utime(page, (again.timestamp(),) * 2)
    look(bare, [str(page)], again)
    assert "Visible again: 1 place" in words(bare("rounds").out)
    assert "no longer home (address)" in words(bare("rounds", "--since", "1").out)


def test_an_answer_about_a_known_place_is_a_look(bare: Commands) -> None:
    """She was there, asked, and is not there any more; and a fact entered since was not looked for before."""
    bare.make(facts_file())
    times = iter([FIRST_LOOK + timedelta(days=n) for n in (0, 0, 1, 40)])
    door = Door(folder=bare.folder, identity=bare.identity)
    with door.vault() as vault:
        from unlisted.cli import brokers

        entered_by(vault, FIRST_LOOK)
        place = next(one for one in brokers.queue_of(door, vault) if one.broker.shows and one.broker.opt_outs)
        for answer in (Answer.SEEN, Answer.ASKED, Answer.NOT_THERE):
            at = next(times)
            vault.store._clock = lambda at=at: at
            brokers.keep(vault, place, answer, [])
        vault.save()
    told = words(bare("rounds").out)
    assert "No longer visible, by a later look: 1 place" in told
    assert "you did not say which facts" in words(bare("exposures", "--all").out)
    assert "to leave you out; not visible on" in told


def test_with_nothing_and_with_one_look(bare: Commands, tmp_path: Path) -> None:
    bare.make(facts_file())
    assert "Nothing has been looked at yet." in bare("rounds").out
    document = json.loads(bare("rounds", "--json").out)
    assert document["between"] is None
    assert bare("rounds", "--since", "1").code == 2
    (tmp_path / "a.txt").write_text("Izmišljena 17, Novi Sad", encoding="utf-8")
    bare("check", str(tmp_path / "a.txt"))
    result = bare("rounds")
    assert "There is one look so far" in result.out


def test_a_vault_of_the_first_version_has_a_past_too(bare: Commands) -> None:
    bare.folder.mkdir()
    disk.write_new(bare.folder / "vault.age", seal.seal(first_version(), [bare.identity]))
    result = bare("rounds")
    assert "There is one look so far, of 1 March 2026" in words(result.out)
    document = json.loads(bare("rounds", "--json").out)
    assert [one["stand"] for one in document["facts"][0]["points"]] == ["published"]


def test_no_child_is_in_the_document(bare: Commands, tmp_path: Path) -> None:
    child = '\n[[fact]]\nid = "little-one"\nkind = "relative"\nvalue = "Jagoda Primerović"\n'
    child += 'relation = "daughter"\nminor = true\n'
    bare.make(facts_file() + child)
    page = tmp_path / "page.html"
    for day, text in ((0, "Milena Primerović i Jagoda Primerović, Izmišljena 17, Novi Sad"), (5, "Milena Primerović")):
        at = FIRST_LOOK + timedelta(days=day)
        page.write_text(PAGE.format(text), encoding="utf-8")
        os.utime(page, (at.timestamp(),) * 2)
        look(bare, [str(page)], at)
    assert "little-one" in bare("rounds").out  # on her own screen it is
    assert "little-one" not in bare("rounds", "--json").out
    file = tmp_path / "notes.html"
    bare("report", "--html", str(file))
    assert "little-one" not in file.read_text(encoding="utf-8")
    assert "What has changed" in file.read_text(encoding="utf-8")


def test_in_serbian(twice: Commands) -> None:
    told = words(twice("rounds", language=Language.SERBIAN).out)
    assert "25. marta 2026. nepoznati koji zna instagram (korisničko ime) dolazio je do toga u 3 koraka" in told
    assert "9. juna 2026. ne preko ičega što smo pogledali; 5 mesta nije gledano" in told
    told = words(twice("rounds", language=Language.SERBIAN_CYRILLIC).out)
    assert "непознати који зна instagram" in told


def test_a_look_that_closed_something_points_here_and_the_session_says_how_far_a_stranger_gets(
    twice: Commands,
) -> None:
    result = twice(answers=["7", "15"])
    assert "home (address): those who look for you have it already." in words(result.out)
    assert "From 25 March 2026 to 9 June 2026" in words(result.out)


def test_the_demonstration_tells_both_looks(bare: Commands, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(demo.tempfile, "mkdtemp", lambda **_: str(tmp_path))
    told = words(bare("demo").out)
    for said in ("What was found, all in all", "reaches it in 3 steps", "reached it in 3 steps; on 9 June 2026 not by"):
        assert said in told
    assert "What has changed" in (tmp_path / "report.html").read_text(encoding="utf-8")
    assert len(bare("demo", "--lang", "sr").out.splitlines()) < 190


def test_an_id_that_is_given_again_does_not_bring_back_what_was_seen_of_the_old_fact(
    bare: Commands, tmp_path: Path
) -> None:
    bare.make(facts_file())
    page = tmp_path / "page.html"
    page.write_text(PAGE.format("Milena Primerović, Izmišljena 17, Novi Sad"), encoding="utf-8")
    bare("check", str(page))
    assert bare("routes", "--to", "home").code == 1
    bare("facts", "remove", "home", "--drop-backups")
    assert bare("rounds").code in {0, 1}  # what refers to it is handled
    with bare.vault() as vault:
        assert any(seen.fact == "home" for one in vault.store.exposures() for seen in one.facts)
    moved = tmp_path / "moved.toml"
    moved.write_text(
        '[[fact]]\nid = "home"\nkind = "address"\nvalue = "Nepoznata 9, 24000 Subotica"\n', encoding="utf-8"
    )
    assert bare("facts", "import", str(moved)).code == 0
    assert "home (address): not by anything we looked at" in bare("routes", "--to", "home").out
    with bare.vault() as vault:
        left = vault.store.exposures()
        assert left
        assert not any(seen.fact == "home" for one in left for seen in one.facts)
        assert all(one.state is Visibility.VISIBLE for one in left)
