"""Requests to be left out: only where she was seen, one a family, after evidence, named by the cut as by the plan."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support.kept import HOME, KNOWN, MOBILE, NAME, OWNER, again, at_place, gone, kept, made
from support.stories import FACTS, exposure
from unlisted.knowledge import Life
from unlisted.model import (
    Alerts,
    Answer,
    Answered,
    Exposure,
    Kind,
    Situation,
    StepMark,
    StepNote,
    StepState,
    Visibility,
)
from unlisted.plan import SEEN, closing_of, may_alert_someone_close, opt_out_id
from unlisted.routes import places, routes

TODAY = datetime(2026, 11, 25, tzinfo=UTC).date()
MAY = datetime(2026, 5, 10, 9, tzinfo=UTC)
JUNE = datetime(2026, 6, 10, 9, tzinfo=UTC)
JULY = datetime(2026, 7, 10, 9, tzinfo=UTC)
WITH_WAY_OUT = sorted(one.id for one in KNOWN.brokers.values() if one.opt_outs and one.status is not Life.GONE)
NOBODY_LEAVES = sorted(one.id for one in KNOWN.brokers.values() if one.status is Life.NO_OPT_OUT)


def requests(*exposures: Exposure, **more: object) -> dict[str, StepState]:
    return {step.id: step.state for step in made(kept(*exposures, **more)).steps if step.place}


def said(place: str, answer: Answer, at: datetime = MAY) -> Answered:
    return Answered(place=place, at=at, answer=answer)


def test_where_she_was_not_seen_nothing_is_asked() -> None:
    assert not requests()
    assert not requests(at_place("us-spokeo", state=Visibility.NOT_ME))
    assert not requests(at_place("us-spokeo", state=Visibility.NOT_VISIBLE))
    assert not requests(answered=(said("us-spokeo", Answer.NOT_ME), said("us-intelius", Answer.NOT_THERE)))
    assert not requests(at_place(NOBODY_LEAVES[0]))


def test_a_request_says_what_it_takes() -> None:
    plan = made(kept(at_place("us-spokeo", NAME, HOME)))
    (step,) = [one for one in plan.steps if one.place]
    assert step.id == opt_out_id("us-spokeo") == "leave-us-spokeo"
    assert step.why[0] is Kind.ADDRESS
    assert len(step.why) == 2
    assert (step.minutes, step.days, step.demands, step.alerts) == (10, 2, ("listing",), (Alerts.SITE,))
    assert {"helpline-before-changes", "evidence-link-and-date"} <= set(plan.checklist[step.item].after)
    assert plan.checklist[step.item].action.en == "Ask Spokeo to leave you out."
    assert plan.checklist[step.item].action.sr == "Zatražite od mesta `Spokeo` da vas izostavi."
    assert plan.checklist[step.item].link == "https://www.spokeo.com/optout"


def test_what_she_said_at_the_guide_is_enough_to_ask() -> None:
    (step,) = [one for one in made(kept(answered=(said("us-spokeo", Answer.SEEN),))).steps if one.place]
    assert step.why == (SEEN,)
    assert step.impact == 5  # such a place shows addresses, and she has one


def test_a_family_is_one_request_at_its_owner() -> None:
    plan = made(kept(at_place("us-intelius"), at_place("us-truthfinder", MOBILE)))
    (step,) = [one for one in plan.steps if one.place]
    assert step.id == opt_out_id(OWNER)
    assert {place.id for place in plan.leaving[step.id].places} == {"us-intelius", "us-truthfinder"}
    assert {Kind.ADDRESS, Kind.PHONE} <= set(step.why)
    assert closed_by(at_place("us-intelius")) == step.id


def closed_by(exposure: Exposure) -> str | None:
    """The step that the cut would name for a place."""
    content = kept(exposure)
    (place,) = places(content.exposures, FACTS, KNOWN.findability, KNOWN.brokers)
    closing = closing_of(content, KNOWN, TODAY)(place)
    return closing.step if closing else None


def test_a_place_without_a_way_out_of_its_own_names_a_step_that_is_about_it() -> None:
    """The first of the steps that close a chat is for Telegram, which is no use in another one."""
    for source in ("telegram", "whatsapp", "viber", "discord"):
        seen = exposure(1, "chat.txt", (HOME,), source=source)
        step = closed_by(seen)
        about = {one.id for one in made(kept(seen)).steps if seen.id in one.why}
        assert step is None or step in about, source
        assert (step == "report-telegram-app") == (source == "telegram")


@pytest.mark.parametrize("failed", ["could not", "visible again"])
def test_a_sites_own_way_out_comes_after_its_owners(failed: str) -> None:
    seen = at_place("us-intelius")
    owner = opt_out_id(OWNER)
    if failed == "could not":
        marks = {owner: StepMark(state=StepState.COULD_NOT, at=MAY)}
    else:
        seen, marks = again(seen, JULY), {owner: StepMark(state=StepState.DONE, at=MAY)}
    content = kept(seen, marks=marks)
    assert requests(seen, marks=marks)["leave-us-intelius"] is StepState.TO_DO
    order = [step.id for step in made(content).steps]
    assert owner in made(content).checklist["leave-us-intelius"].after
    if failed == "visible again":
        assert order.index(owner) < order.index("leave-us-intelius")
        assert requests(seen, marks=marks)[owner] is StepState.VISIBLE_AGAIN
    plan_cut = closing_of(content, KNOWN, TODAY)
    (place,) = places(content.exposures, FACTS, KNOWN.findability, KNOWN.brokers)
    closing = plan_cut(place)
    assert closing is not None
    assert closing.step in order


def test_evidence_comes_before_and_an_advocate_before_that_if_someone_close_is_the_danger() -> None:
    order = [step.id for step in made(kept(at_place("us-spokeo"), situations=(Situation.SOMEONE_CLOSE,))).steps]
    assert order.index("helpline-before-changes") < order.index("evidence-link-and-date")
    assert order.index("evidence-link-and-date") < order.index("leave-us-spokeo")


def test_evidence_is_in_the_plan_wherever_a_request_is() -> None:
    order = [step.id for step in made(kept(answered=(said("us-spokeo", Answer.SEEN),))).steps]
    assert order.index("evidence-link-and-date") < order.index("leave-us-spokeo")
    assert "evidence-link-and-date" not in {step.id for step in made(kept()).steps}


def test_an_operator_may_tell_the_holder_of_the_contract_only_where_he_is_the_danger() -> None:
    def alerts(*situations: Situation) -> bool:
        plan = made(kept(at_place("rs-imenik-telekom"), situations=situations))
        (step,) = [one for one in plan.steps if one.place]
        if may_alert_someone_close(step.alerts):
            open_steps = [one for one in plan.steps if one.is_open]
            assert open_steps[0].id != step.id
            after = open_steps[open_steps.index(step) :]
            assert all(may_alert_someone_close(one.alerts) for one in after)
        return may_alert_someone_close(step.alerts)

    assert not alerts()
    assert alerts(Situation.SOMEONE_CLOSE)
    assert alerts(Situation.SHARED_DEVICE)


def test_a_removed_fact_leaves_the_request_and_is_said() -> None:
    (step,) = [one for one in made(kept(at_place("us-spokeo"), facts=(NAME,))).steps if one.place]
    assert step.notes == (StepNote.FACT_REMOVED,)


def test_what_she_did_stays_when_she_sets_the_place_aside() -> None:
    marks = {"leave-us-spokeo": StepMark(state=StepState.ASKED, at=MAY, asked=MAY.date())}
    (step,) = [
        one for one in made(kept(at_place("us-spokeo", state=Visibility.NOT_ME), marks=marks)).steps if one.place
    ]
    assert (step.state, step.notes, step.due, step.is_open) == (StepState.ASKED, (StepNote.NOT_ME,), None, False)


def test_a_request_waits_then_is_not_visible_then_visible_again() -> None:
    seen = at_place("us-spokeo")
    marks = {"leave-us-spokeo": StepMark(state=StepState.ASKED, at=MAY, asked=MAY.date())}
    assert requests(seen, marks=marks)["leave-us-spokeo"] is StepState.ASKED
    away = gone(seen, JUNE)
    assert requests(away, marks=marks)["leave-us-spokeo"] is StepState.NOT_VISIBLE
    (step,) = [one for one in made(kept(away, marks=marks)).steps if one.place]
    assert (step.looked, step.due, step.is_open) == (JUNE.date(), None, False)
    back = again(away, JULY)
    (step,) = [one for one in made(kept(back, marks=marks, returned={back.id: JULY})).steps if one.place]
    assert (step.state, step.looked, step.is_open) == (StepState.VISIBLE_AGAIN, JULY.date(), True)


def test_her_own_looks_at_a_place_count_as_looks() -> None:
    told = [said("us-spokeo", Answer.SEEN), said("us-spokeo", Answer.ASKED)]
    assert requests(answered=told)["leave-us-spokeo"] is StepState.ASKED
    told.append(said("us-spokeo", Answer.WAITING))
    assert requests(answered=told)["leave-us-spokeo"] is StepState.WAITING
    told.append(said("us-spokeo", Answer.NOT_THERE, JUNE))
    assert requests(answered=told)["leave-us-spokeo"] is StepState.NOT_VISIBLE
    told.append(said("us-spokeo", Answer.SEEN, JULY))
    assert requests(answered=told)["leave-us-spokeo"] is StepState.VISIBLE_AGAIN
    told.append(said("us-spokeo", Answer.ASKED, JULY))
    assert requests(answered=told)["leave-us-spokeo"] is StepState.ASKED
    (step,) = [one for one in made(kept(answered=tuple(told))).steps if one.place]
    assert step.asked == JULY.date()  # the newer request counts


seen_at = st.lists(st.sampled_from(WITH_WAY_OUT + NOBODY_LEAVES), min_size=1, max_size=6, unique=True)
marked = st.dictionaries(
    st.sampled_from([opt_out_id(one) for one in WITH_WAY_OUT]),
    st.builds(StepMark, state=st.sampled_from([StepState.TO_DO, StepState.COULD_NOT, StepState.DONE]), at=st.just(MAY)),
    max_size=4,
)


@settings(max_examples=60, deadline=None)
@given(seen_at, marked, st.booleans())
def test_every_step_that_a_cut_names_is_in_the_plan(where: list[str], marks: dict[str, StepMark], late: bool) -> None:
    exposures = [at_place(one, NAME, HOME, on=JULY if late else MAY) for one in where]
    content = kept(*exposures, marks=marks)
    closing = closing_of(content, KNOWN, TODAY)
    there = places(content.exposures, FACTS, KNOWN.findability, KNOWN.brokers)
    plan = made(content)
    open_ids = {step.id for step in plan.steps if step.state is not StepState.COULD_NOT}
    for answer in routes(there, FACTS, closing, thorough=False):
        for door in answer.cut.doors if answer.cut else ():
            found = closing(door)
            assert found is not None
            assert found.step in open_ids
    for step in plan.steps:
        if step.place:
            assert plan.leaving[step.id].places
            assert set(step.why) & {one.id for one in exposures}
    order = [step.id for step in plan.steps if step.is_open]
    for one in order:
        assert not [earlier for earlier in plan.checklist[one].after if earlier in order[order.index(one) :]]
