"""The set-up: safety first, nothing stored before, stopping is the default, three facts, one useful step."""

import pytest

from support.command import Commands
from unlisted.locale import Language
from unlisted.model import Kind, Situation

GO_ON = ""  # Enter
PREPARING, NOBODY_ELSE, NO = "3", "3", "3"
CALM = [PREPARING, NOBODY_ELSE, NO, GO_ON, "1"]  # three safety questions, what it cannot do, Serbia


def test_from_nothing_to_the_first_useful_step(bare: Commands) -> None:
    result = bare(answers=[*CALM, "Milena Primerović", "064 000 0123", "Izmišljena 17, Novi Sad"])
    assert result.code == 0, result.err
    assert "112 in the EU" in result.out.split("\n\n")[0].replace("\n", " ")
    assert "Enough for today. It is saved." in result.out
    with bare.vault() as vault:
        assert [fact.kind for fact in vault.store.facts()] == [Kind.NAME, Kind.PHONE, Kind.ADDRESS]
        assert [fact.public for fact in vault.store.facts()] == [True, False, False]
        assert vault.store.situation() == (Situation.PREPARING,)


def test_each_fact_can_be_left_out(bare: Commands) -> None:
    assert bare(answers=[*CALM, "", "", ""]).code == 0
    with bare.vault() as vault:
        assert vault.store.facts() == ()


def test_a_fact_that_does_not_fit_is_asked_again(bare: Commands) -> None:
    result = bare(answers=[*CALM, "", "12", "064 000 0123", ""])
    assert result.code == 0
    with bare.vault() as vault:
        assert [fact.id for fact in vault.store.facts()] == ["phone-1"]


@pytest.mark.parametrize("device", ["1", "2"])
@pytest.mark.parametrize("close", ["1", "2", "3"])
def test_a_danger_nearby_stops_before_anything_is_stored(bare: Commands, device: str, close: str) -> None:
    result = bare(answers=[PREPARING, device, close, ""])
    assert result.code == 0
    assert not bare.folder.exists()
    assert "0800" in result.out, "whom to talk to"
    assert "Enough for today" not in result.out


@pytest.mark.parametrize("close", ["1", "2"])
def test_someone_close_stops_even_on_a_device_of_her_own(bare: Commands, close: str) -> None:
    bare(answers=[PREPARING, NOBODY_ELSE, close, ""])
    assert not bare.folder.exists()


def test_the_stop_can_fail(bare: Commands) -> None:
    """The control: without a danger the same answers do store."""
    bare(answers=[PREPARING, NOBODY_ELSE, NO, "", "1", "", "", ""])
    assert bare.folder.exists()


def test_if_she_goes_on_the_answers_are_kept(bare: Commands) -> None:
    assert bare(answers=[PREPARING, "1", "2", "2", GO_ON, "1", "", "", ""]).code == 0
    with bare.vault() as vault:
        assert set(vault.store.situation()) == {
            Situation.PREPARING,
            Situation.SHARED_DEVICE,
            Situation.SOMEONE_CLOSE,
        }


def test_if_it_is_happening_now_the_emergency_comes_first(bare: Commands) -> None:
    result = bare(answers=["1", "y", "q"])
    assert result.code == 0
    assert "192" in result.out
    assert not bare.folder.exists()


def test_leaving_at_any_question_stores_nothing(bare: Commands) -> None:
    for answers in (["q"], [PREPARING, "q"], [PREPARING, NOBODY_ELSE, "q"], [*CALM[:3], "q"]):
        assert bare(answers=answers).code == 0
        assert not bare.folder.exists()


def test_a_citizen_number_is_never_asked_for(bare: Commands) -> None:
    result = bare(answers=[*CALM, "", "", ""])
    said = (result.out + result.err).casefold()
    assert "jmbg" not in said
    assert "identity number" not in said


def test_it_speaks_serbian(bare: Commands) -> None:
    result = bare(answers=[*CALM, "Милена Примеровић", "", ""], language=Language.SERBIAN)
    assert "Dosta za danas" in result.out or "danas" in result.out.split("\n")[-2]
    with bare.vault() as vault:
        assert vault.store.facts()[0].value == "Милена Примеровић"


def test_init_from_a_file_makes_nothing_by_halves(bare: Commands) -> None:
    from support.command import FACTS

    file = bare.folder.parent / "facts.toml"
    file.write_text(FACTS + '\n[[fact]]\nkind = "phone"\nvalue = "12"\n', encoding="utf-8")
    result = bare("init", "--facts", str(file), "--no-input")
    assert result.code == 2
    assert str(FACTS.count("\n") + 4) in result.err or "line" in result.err
    assert not bare.folder.exists()
    file.write_text(FACTS, encoding="utf-8")
    assert bare("init", "--facts", str(file), "--no-input").code == 0
    with bare.vault() as vault:
        assert len(vault.store.facts()) == 3
