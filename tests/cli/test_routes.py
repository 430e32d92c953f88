"""`unlisted routes`: in words without values, as JSON with the agreed shape, with what-ifs, in both languages."""

import json
from pathlib import Path

import pytest

from support.command import Commands
from unlisted.demo import facts_file, write_first_look
from unlisted.locale import Language

VALUES = ("Primerović", "Nestvarković", "Izmišljena", "Nepostojeća", "064 000 0123", "mnest", "milena_primer21")


@pytest.fixture
def demo(bare: Commands, tmp_path: Path) -> Commands:
    """The demonstration's person after the first look."""
    bare.make(facts_file())
    folder = tmp_path / "look"
    folder.mkdir()
    result = bare("check", *map(str, write_first_look(folder)))
    assert result.code in {1, 3}, result.err
    return bare


def test_the_chain_in_words_without_a_value(demo: Commands) -> None:
    result = demo("routes", "--to", "new-home")
    assert result.code == 1
    told = " ".join(result.out.split())
    assert "a stranger who knows instagram (username) reaches it in 3 steps" in told
    for place in ("forum.html shows old-mail", "list-2019.html shows maiden-name", "directory-2.html shows new-home"):
        assert place in told
    assert "The fewest doors, 1 place to close" in told
    assert not [value for value in VALUES if value in result.out + result.err]


def test_what_the_group_has_already_is_said_before_anything_else(demo: Commands) -> None:
    told = " ".join(demo("routes").out.split())
    assert told.startswith("Those who look for you have already: home (address)")
    assert "it does not make it secret again" in told
    assert "new-home" not in told.partition("Closing pages")[0]


def test_what_if(demo: Commands) -> None:
    document = json.loads(demo("routes", "--to", "new-home", "--json").out)
    first = document["targets"][0]["cut"][0]["exposure"]
    result = demo("routes", "--to", "new-home", "--without", first[:8])
    assert result.code == 0
    assert "not by anything we looked at" in result.out
    assert "As if these places were closed" in result.out
    assert demo("routes", "--without", "zz").code == 2


def test_the_document(demo: Commands) -> None:
    document = json.loads(demo("routes", "--json").out)
    assert document["schema"] == "unlisted/routes/1"
    ids = {one["id"] for one in json.loads(demo("exposures", "--json").out)["exposures"]}
    for target in document["targets"]:
        for route in target["routes"]:
            assert 0 < route["likelihood"] <= 1
            assert all(step["exposure"] in ids for step in route["steps"])
            assert route["steps"][-1]["shows"]["fact"] == target["fact"]
        assert target["cut_cost"] == sum(door["cost"] for door in target["cut"])
    by_fact = {target["fact"]: target for target in document["targets"]}
    assert by_fact["home"]["published"]
    assert by_fact["home"]["reachable_after_cut"]
    assert not by_fact["new-home"]["published"]
    assert not by_fact["new-home"]["reachable_after_cut"]
    assert not [value for value in VALUES if value in json.dumps(document, ensure_ascii=False)]


def test_no_child_is_in_the_document(bare: Commands, tmp_path: Path) -> None:
    child = '\n[[fact]]\nid = "little-one"\nkind = "relative"\nvalue = "Jagoda Primerović"\n'
    child += 'relation = "daughter"\nminor = true\n'
    bare.make(facts_file() + child)
    page = tmp_path / "page.html"
    page.write_text("<p>Milena Primerović i Jagoda Primerović, Izmišljena 17, Novi Sad", encoding="utf-8")
    bare("check", str(page))
    assert "little-one" in bare("routes").out  # on her own screen it is
    document = json.loads(bare("routes", "--json").out)
    assert document["withheld"] == 1
    assert "little-one" not in json.dumps(document)


def test_only_private_facts_are_targets(demo: Commands) -> None:
    result = demo("routes", "--to", "instagram")
    assert result.code == 2
    assert "no private fact" in result.err


def test_in_serbian(demo: Commands) -> None:
    told = " ".join(demo("routes", "--to", "new-home", language=Language.SERBIAN).out.split())
    assert "nepoznati koji zna instagram (korisničko ime) dolazi do toga u 3 koraka" in told
    told = " ".join(demo("routes", "--to", "new-home", language=Language.SERBIAN_CYRILLIC).out.split())
    assert "непознати који зна instagram" in told


def test_a_bare_vault(command: Commands) -> None:
    result = command("routes")
    assert result.code == 0
    assert "home (address): not by anything we looked at." in result.out


def test_the_plan_for_twenty_minutes_and_for_an_hour(demo: Commands) -> None:
    for words, most in ((("--minutes", "20"), 20), (("--first-hour",), 60)):
        document = json.loads(demo("plan", *words, "--json").out)
        assert document["steps"]
        assert sum(step["minutes"] for step in document["steps"]) <= most
    assert demo("plan", "--minutes", "0").code == 2


def test_a_calendar_with_neutral_titles(demo: Commands, tmp_path: Path) -> None:
    file = tmp_path / "dates.ics"
    assert "no date" in demo("plan", "--ics", str(file)).out
    assert not file.exists()
    place = json.loads(demo("brokers", "list", "--json").out)["places"][0]["broker"]
    assert demo("brokers", "mark", place, "asked").code in {0, 1}
    assert demo("plan", "--ics", str(file)).code == 0
    written = file.read_text(encoding="utf-8")
    assert "SUMMARY:Call back office" in written
    assert place not in written
    assert "unlisted" not in written


def test_what_she_marked_comes_first(demo: Commands) -> None:
    assert demo("facts", "important", "old-mail").code == 0
    assert json.loads(demo("routes", "--json").out)["targets"][0]["fact"] == "old-mail"
    assert demo("facts", "important", "old-mail", "--no-longer").code == 0
    assert json.loads(demo("routes", "--json").out)["targets"][0]["fact"] == "home"
    assert demo("facts", "important", "nobody").code == 2


def test_asked_under_a_law_has_a_day_and_a_day_that_passed_blames_nobody(demo: Commands) -> None:
    step = json.loads(demo("plan", "--json").out)["steps"][0]["id"]
    assert demo("done", step, "--asked", "2026-01-15", "--law", "rs-zzpl-30").code == 0
    marked = next(one for one in json.loads(demo("plan", "--all", "--json").out)["steps"] if one["id"] == step)
    assert (marked["state"], marked["due"]) == ("asked", "2026-02-18")
    assert "go on when you are ready" in " ".join(demo("plan", "--all").out.split())
    assert demo("done", step, "--asked", "yesterday").code == 2
    assert demo("done", step, "--asked", "2026-01-15", "--law", "no-such-law").code == 2
    assert demo("done", step, "--undo").code == 0
    assert step in {one["id"] for one in json.loads(demo("plan", "--json").out)["steps"]}
