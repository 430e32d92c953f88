"""The reminder sheet gives nothing away: no fact, no place, no name, not even that this program exists."""

from dataclasses import replace

import pytest
from selectolax.lexbor import LexborHTMLParser

import unlisted.locale
from support.closed import Marking, leaks, marked_checklist, texts
from support.stories import CHILD, FACTS, TARGETS, story
from unlisted.knowledge import load
from unlisted.locale import Language, use
from unlisted.model import Alerts, Situation, Step, StepKind, StepState
from unlisted.report.html import steps_sheet
from unlisted.report.sheet import steps_sheet_text


def every_step() -> tuple[Step, ...]:
    """One step for each entry of the shipped checklist, as if all of them applied."""
    return tuple(
        Step(
            id=item.id, item=item.id, kind=item.kind, why=("deadbeefdeadbeef", "home"), minutes=item.minutes,
            impact=item.impact, discloses=item.discloses, alerts=item.alerts,
        )
        for item in load().checklist.values()
    )  # fmt: skip


@pytest.mark.parametrize("language", Language)
def test_nothing_of_hers_and_not_our_name(language: Language) -> None:
    use(language)
    try:
        checklist = load().checklist
        for sheet in (steps_sheet(every_step(), checklist), steps_sheet_text(every_step(), checklist)):
            low = sheet.casefold()
            for fact in (*FACTS, CHILD):
                assert fact.value.casefold() not in low
                assert fact.id not in ("public-name", "address-2", "little-one") or fact.id not in low
            for word in ("unlisted", "deadbeef", "<!--", "generator", *TARGETS):
                assert word not in low
            assert len(sheet) > 2000
    finally:
        use(Language.ENGLISH)


def test_it_asks_for_nothing_and_holds_no_link() -> None:
    tree = LexborHTMLParser(steps_sheet(every_step(), load().checklist))
    assert not tree.css("script, img, link, iframe, a, [src], [style]")
    assert "http" not in tree.body.text()
    policy = tree.css_first("meta[http-equiv=Content-Security-Policy]").attributes["content"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")


def test_it_is_called_a_reminder_and_lists_what_is_still_to_do() -> None:
    told = story()
    tree = LexborHTMLParser(steps_sheet(told.steps, told.checklist))
    assert tree.css_first("title").text() == tree.css_first("h1").text() == "Reminder"
    done = [step for step in told.steps if step.state is StepState.DONE]
    assert done
    shown = tree.body.text()
    assert told.checklist[done[0].item].action.en not in shown
    assert told.checklist[told.next_step.item].action.en in shown
    assert "about 5 minutes" in shown


def test_every_word_is_translated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unlisted.locale, "_catalogue", Marking)
    checklist = marked_checklist(load().checklist)
    assert leaks(texts(steps_sheet(every_step(), checklist)), []) == []
    assert leaks(texts(steps_sheet((), checklist)), []) == []
    told = steps_sheet_text(every_step(), checklist).replace("[ ]", "").replace("\n", " ")
    assert leaks([told], []) == []


def test_a_suspicion_of_someone_close_is_not_written_down() -> None:
    item = load().checklist["evidence-link-and-date"]
    step = Step(
        id=item.id, item=item.id, kind=StepKind.CHECKLIST, why=(Situation.SOMEONE_CLOSE,), minutes=5, impact=5,
        discloses=(), alerts=(Alerts.NOBODY,),
    )  # fmt: skip
    assert item.action.en not in steps_sheet([step], load().checklist)
    assert item.action.en in steps_sheet([replace(step, why=(*step.why, Situation.HUNTED))], load().checklist)


def test_words_that_she_added_herself_stay_out() -> None:
    told = story()
    step = told.next_step
    hers = replace(told.checklist[step.item], hers=True)
    sheet = steps_sheet([step], {step.item: hers})
    assert hers.action.en not in sheet
    assert "A note of your own" in sheet


def test_plain_text_fits_a_phone() -> None:
    told = steps_sheet_text(every_step(), load().checklist)
    assert max(map(len, told.splitlines())) <= 40
    assert told.startswith("Reminder\n\n[ ] ")
