"""The plan: the right steps are chosen, for reasons that are said, and the order keeps its promises."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unlisted.knowledge import Applies, Area, ChecklistItem, Entrance, Source, Stage, Status, Text, load
from unlisted.knowledge.basics import Domain, Slug, Url, When
from unlisted.model import (
    Alerts,
    Exposure,
    Fact,
    How,
    Intent,
    Kind,
    Person,
    Platform,
    Reach,
    SeenFact,
    Situation,
    Step,
    StepKind,
    StepState,
    Told,
    Visibility,
    What,
)
from unlisted.plan import ALWAYS, CLOSE, may_alert_someone_close, steps
from unlisted.rounds import BY_HAND

CHECKLIST = load().checklist
SERBIA = Person(country="RS", languages=("sr",))
NOW = datetime(2026, 11, 23, tzinfo=UTC)

HOME = Fact(id="home", kind=Kind.ADDRESS, value="Cara Lazara 17", parts={})
PHONE = Fact(id="phone", kind=Kind.PHONE, value="060", parts={})
NAME = Fact(id="name", kind=Kind.NAME, value="Milena Jovanović", parts={}, public=True)
FATHER = Fact(id="father", kind=Kind.RELATIVE, value="Dragan", parts={}, relation="father", told=Told.NOT_SAFE)
SISTER = Fact(id="sister", kind=Kind.RELATIVE, value="Ana", parts={}, relation="sister", told=Told.YES)
FATHERS_HOME = Fact(id="fathers-home", kind=Kind.ADDRESS, value="Sutjeska 4", parts={}, of="father")
CHILD = Fact(id="child", kind=Kind.RELATIVE, value="Mia", parts={}, relation="child", told=Told.YES, minor=True)


def exposure(*facts: Fact, id: str = "e1", strength: float = 0.9, **more: object) -> Exposure:
    seen = tuple(SeenFact(fact=fact.id, kind=fact.kind, parts=(), how=How.EXACT, strength=strength) for fact in facts)
    base = {
        "source": "telegram",
        "target": "result.json",
        "locator": "message:1",
        "within": "w",
        "reach": Reach.MEMBERS,
        "state": Visibility.VISIBLE,
        "first_seen": NOW,
        "last_seen": NOW,
        "last_looked": NOW,
    }
    return Exposure(id=id, facts=seen, strength=strength, **{**base, **more})  # type: ignore[arg-type]


def plan(
    *exposures: Exposure,
    facts: tuple[Fact, ...] = (HOME, PHONE, NAME),
    situations: tuple[Situation, ...] = (),
    person: Person = SERBIA,
    states: dict[str, StepState] | None = None,
    priority: dict[str, float] | None = None,
) -> tuple[Step, ...]:
    return steps(exposures, facts, situations, person, states or {}, checklist=CHECKLIST, priority=priority)


def ids(plan: tuple[Step, ...]) -> list[str]:
    return [step.id for step in plan]


# --- what is chosen, and why --------------------------------------------------------------------------------------


def test_nothing_seen_still_has_the_steps_that_need_no_search() -> None:
    chosen = plan(facts=())
    assert "telegram-hide-number" in ids(chosen)
    assert all(CHECKLIST[step.item].no_search and step.why == (ALWAYS,) for step in chosen)


def test_a_fact_seen_calls_for_its_steps_and_says_why() -> None:
    chosen = {step.id: step for step in plan(exposure(HOME))}
    assert chosen["old-adverts-and-cv"].why == ("address", "e1")
    assert chosen["registers-rs"].why == ("address", "e1")
    assert chosen["evidence-telegram-message"].why == ("e1",)
    assert "caller-id-apps" not in chosen


def test_a_caller_id_step_only_where_the_number_was_seen() -> None:
    assert "caller-id-apps" not in ids(plan(facts=(PHONE,)))
    assert "caller-id-apps" in ids(plan(exposure(PHONE)))


def test_a_public_fact_calls_for_nothing_of_its_kind() -> None:
    public = Fact(id="home", kind=Kind.ADDRESS, value="Office 1", parts={}, public=True)
    assert "registers-rs" not in ids(plan(exposure(public), facts=(public,)))


def test_a_weak_sighting_calls_for_nothing_of_its_kind() -> None:
    assert "registers-rs" not in ids(plan(exposure(HOME, strength=0.3)))


@pytest.mark.parametrize("state", [Visibility.NOT_ME, Visibility.NOT_VISIBLE])
def test_what_is_gone_or_not_her_calls_for_nothing(state: Visibility) -> None:
    assert ids(plan(exposure(HOME, state=state))) == ids(plan())


def test_what_was_not_looked_at_again_still_counts() -> None:
    assert "registers-rs" in ids(plan(exposure(HOME, state=Visibility.NOT_LOOKED)))


def test_a_relatives_address_is_a_family_matter_not_her_address() -> None:
    chosen = ids(plan(exposure(FATHERS_HOME), facts=(FATHER, FATHERS_HOME)))
    assert "hide-relatives-list" in chosen
    assert "registers-rs" not in chosen


def test_relatives_are_involved_only_where_she_said_so() -> None:
    seen = exposure(FATHER)
    assert "agree-with-relatives" not in ids(plan(seen, facts=(FATHER,)))
    assert "agree-with-relatives" not in ids(plan(seen, facts=(FATHER, CHILD)))
    assert "agree-with-relatives" in ids(plan(seen, facts=(FATHER, SISTER)))


def test_a_child_calls_for_its_step() -> None:
    (step,) = [step for step in plan(facts=(CHILD,)) if step.id == "child-and-school"]
    assert step.why == ("relative",)


def test_serbian_steps_only_for_those_who_live_or_lived_there() -> None:
    seen = exposure(HOME)
    assert "registers-rs" not in ids(plan(seen, person=Person(country="AT")))
    assert "registers-rs" in ids(plan(seen, person=Person(country="AT", lived_in=("RS",))))


def test_what_she_recorded_by_hand_with_a_telegram_link_is_telegram() -> None:
    seen = exposure(HOME, source=BY_HAND, target="https://t.me/s/some_group/12", by_hand=True)
    assert "report-telegram-form" in ids(plan(seen))
    other = exposure(HOME, source=BY_HAND, target="https://example.org/format.me/", by_hand=True)
    assert "report-telegram-form" not in ids(plan(other))
    assert "ask-the-site" in ids(plan(other))


def test_someone_close_comes_with_a_helpline_and_without_warning_the_household() -> None:
    chosen = plan(exposure(HOME), situations=(Situation.SOMEONE_CLOSE,))
    assert chosen[0].id == "helpline-before-changes"
    assert chosen[0].why == ("someone-close",)
    assert not {"warn-household", "two-step-login", "report-police"} & set(ids(chosen))
    assert may_alert_someone_close(chosen[-1].alerts)


def test_a_threat_calls_for_safety_and_the_police() -> None:
    chosen = plan(exposure(HOME, intent=Intent.THREATENS))
    assert chosen[0].id == "safe-place-first"
    assert "report-police" in ids(chosen)


def test_thousands_of_exposures_are_one_step_each_with_every_id() -> None:
    many = [exposure(HOME, id=f"e{n:05}") for n in range(3_000)]
    (step,) = [step for step in plan(*many) if step.id == "registers-rs"]
    assert len(step.why) == 3_001


# --- the order ----------------------------------------------------------------------------------------------------


def test_done_steps_stand_at_the_end() -> None:
    first = plan(exposure(HOME))[0]
    again = plan(exposure(HOME), states={first.id: StepState.DONE})
    assert again[0].id != first.id
    assert again[-1].id == first.id
    assert again[-1].state is StepState.DONE


def test_closing_a_door_goes_before_effect_and_what_concerns_it_adds_to_effect() -> None:
    at_home = exposure(HOME, id="door")
    calls = exposure(PHONE, id="calls")
    plain = ids(plan(at_home, calls))
    assert plain.index("telegram-groups-and-forwards") < plain.index("old-adverts-and-cv")
    weighed = ids(plan(at_home, calls, priority={"old-adverts-and-cv": 1.0}))
    assert weighed.index("old-adverts-and-cv") < weighed.index("other-messengers-contacts-only")
    assert weighed.index("evidence-link-and-date") < weighed.index("old-adverts-and-cv")
    near = ids(plan(at_home, calls, priority={"door": 1.0}))
    assert near.index("old-adverts-and-cv") <= plain.index("old-adverts-and-cv")


def item(name: str, minutes: int, impact: int = 1, **more: object) -> ChecklistItem:
    text = Text(en="x", sr="y")
    source = Source(
        title="t", url=Url("https://example.org"), date=When("2026"), seen=date(2026, 1, 1), status=Status.SEEN
    )
    base: dict[str, object] = {
        "id": Slug(name),
        "area": Area.PHONE,
        "kind": StepKind.SETTING,
        "stage": Stage.LOOK,
        "entrances": (Entrance.PREPARE,),
        "order": 1,
        "action": text,
        "why": text,
        "minutes": minutes,
        "impact": impact,
        "applies": (Applies(always=True),),
        "alerts": (Alerts.NOBODY,),
        "sources": (source,),
    }
    return ChecklistItem(**{**base, **more})  # type: ignore[arg-type]


def test_effect_per_minute_decides_among_equals() -> None:
    checklist = {one.id: one for one in (item("a", 10, 2), item("b", 2, 1), item("c", 30, 5))}
    assert ids(steps([], [], [], SERBIA, {}, checklist=checklist)) == ["b", "a", "c"]


def test_what_must_come_before_does() -> None:
    checklist = {one.id: one for one in (item("a", 1, after=("b", "not-in-the-plan")), item("b", 9), item("c", 5))}
    assert ids(steps([], [], [], SERBIA, {}, checklist=checklist)) == ["b", "a", "c"]
    done = steps([], [], [], SERBIA, {"b": StepState.DONE}, checklist=checklist)
    assert ids(done) == ["a", "c", "b"]  # what is done already stands at the end all the same


def test_items_that_wait_for_each_other_are_all_there() -> None:
    checklist = {one.id: one for one in (item("a", 1, after=("b",)), item("b", 2, after=("a",)))}
    assert ids(steps([], [], [], SERBIA, {}, checklist=checklist)) == ["b", "a"]


def test_advice_about_a_site_is_for_those_who_were_seen_there() -> None:
    checklist = {"x": item("x", 1, applies=(Applies(at=(Domain("example.org"),)),))}
    for target, count in (("www.example.org", 1), ("https://people.example.org/milena", 1), ("notexample.org", 0)):
        seen = exposure(HOME, source=BY_HAND, target=target, by_hand=True)
        assert len(steps([seen], [HOME], [], SERBIA, {}, checklist=checklist)) == count, target


def test_advice_about_a_service_is_for_those_who_use_it() -> None:
    checklist = {"x": item("x", 1, applies=(Applies(platforms=(Platform.VIBER,)),))}
    assert not steps([], [], [], SERBIA, {}, checklist=checklist)
    uses = replace(SERBIA, platforms=(Platform.VIBER, Platform.X))
    (step,) = steps([], [], [], uses, {}, checklist=checklist)
    assert step.why == (Platform.VIBER,)


FACTS = (HOME, PHONE, NAME, FATHER, SISTER, FATHERS_HOME, CHILD)
KINDS = tuple(Fact(id=kind.value, kind=kind, value="x", parts={}) for kind in Kind)
exposures = st.builds(
    lambda n, seen, source, strength, state, intent, what: exposure(
        *seen, id=f"e{n}", source=source, strength=strength, state=state, intent=intent, what=tuple(what)
    ),
    st.integers(0, 30),
    st.lists(st.sampled_from(FACTS + KINDS), max_size=4, unique_by=lambda fact: fact.id),
    st.sampled_from(["telegram", "text", "pages", BY_HAND]),
    st.floats(0, 1),
    st.sampled_from(Visibility),
    st.sampled_from(Intent),
    st.lists(st.sampled_from(What), max_size=2, unique=True),
)
plans = {
    "exposures": st.lists(exposures, max_size=6, unique_by=lambda one: one.id),
    "facts": st.lists(st.sampled_from(FACTS + KINDS), max_size=6, unique_by=lambda fact: fact.id),
    "situations": st.sets(st.sampled_from(Situation)),
    "country": st.sampled_from(["RS", "AT", "BA"]),
    "states": st.dictionaries(st.sampled_from(sorted(CHECKLIST)), st.sampled_from(StepState), max_size=8),
    "priority": st.dictionaries(st.sampled_from([f"e{n}" for n in range(31)]), st.floats(0, 10), max_size=5),
}


@settings(max_examples=300, deadline=None)
@given(seed=st.randoms(use_true_random=False), **plans)
def test_the_order_keeps_its_promises(  # type: ignore[no-untyped-def]
    seed, exposures, facts, situations, country, states, priority
) -> None:
    def made(exposures: list[Exposure], facts: list[Fact], checklist: dict[str, ChecklistItem]) -> tuple[Step, ...]:
        return steps(
            exposures, facts, situations, Person(country=country), states, checklist=checklist, priority=priority
        )

    chosen = made(exposures, facts, dict(CHECKLIST))
    to_do = [step for step in chosen if step.state is StepState.TO_DO]
    alerting = [may_alert_someone_close(step.alerts) for step in to_do]
    assert alerting == sorted(alerting)  # what may alert someone close never goes before what alerts nobody close
    stages = [CHECKLIST[step.item].stage for step in to_do if not may_alert_someone_close(step.alerts)]
    first = [Stage.SAFETY, Stage.EVIDENCE]  # then the rest
    assert stages == sorted(stages, key=lambda stage: first.index(stage) if stage in first else len(first))
    reports = [n for n, step in enumerate(chosen) if step.kind in (StepKind.REPORT, StepKind.LETTER)]
    evidence = [n for n, step in enumerate(chosen) if CHECKLIST[step.item].stage is Stage.EVIDENCE]
    if reports and chosen[reports[0]].state is StepState.TO_DO and chosen[reports[0]].id != "report-police-close":
        assert evidence
        assert all(n < reports[0] or chosen[n].state is not StepState.TO_DO for n in evidence)

    assert any(CHECKLIST[step.item].no_search for step in chosen)  # there is always something to begin with
    assert len(ids(chosen)) == len(set(ids(chosen)))
    shuffled = dict(seed.sample(sorted(CHECKLIST.items()), len(CHECKLIST)))
    mixed = seed.sample(exposures, len(exposures)), seed.sample(facts, len(facts))
    assert made(*mixed, shuffled) == chosen  # the same whatever order things come in

    words = {*Situation, *Kind, ALWAYS, *(one.id for one in exposures)}
    for step in chosen:
        assert step.why
        assert set(step.why) <= words
        assert len(step.why) == len(set(step.why))
    open_ids = {one.id for one in exposures if one.state in (Visibility.VISIBLE, Visibility.NOT_LOOKED)}
    assert {word for step in chosen for word in step.why if word.startswith("e") and word[1:].isdigit()} <= open_ids


def test_the_promise_about_alerts_can_be_broken_by_a_worse_order() -> None:
    """A control: sorted by effect per minute alone, a step that alerts the household would come before others."""
    chosen = plan(exposure(HOME, PHONE))
    naive = sorted(chosen, key=lambda step: -step.impact / step.minutes)
    alerting = [not CLOSE.isdisjoint(step.alerts) for step in naive]
    assert alerting != sorted(alerting)
