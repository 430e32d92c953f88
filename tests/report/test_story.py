"""What may stand in a file: never a child, never a removed fact, never a suspicion."""

from dataclasses import replace

from support.stories import CHILD, CHILDS_SCHOOL, FACTS, PERSON, exposure, seen, sighting, story
from unlisted.knowledge import load
from unlisted.model import Kind, Outcome, Situation, State, StepState, What
from unlisted.plan import steps
from unlisted.report.story import exported, may_be_written


def test_a_story_without_anything_to_keep_back_stays_whole() -> None:
    told = story()
    told = replace(told, steps=tuple(step for step in told.steps if may_be_written(step, told.checklist[step.item])))
    shown = exported(told)
    assert shown.exposures == told.exposures
    assert shown.outcomes == told.outcomes
    assert shown.changes == told.changes
    assert shown.facts == told.facts
    assert [step.id for step in shown.steps] == [step.id for step in told.steps]
    assert shown.withheld == 0


def test_a_child_and_what_belongs_to_it_leaves_every_part() -> None:
    both = replace(
        exposure(3, "a.json", (FACTS[0], CHILD)),
        facts=(replace(seen(FACTS[0]), strength=0.5), replace(seen(CHILD), strength=0.9)),
        what=(What.ADDRESS, What.FAMILY),
        strength=0.9,
    )
    alone = exposure(4, "b.json", (CHILD, CHILDS_SCHOOL))
    look = Outcome(source="text", target="a.json", state=State.SEEN, sightings=(sighting(both), sighting(alone)))
    told = replace(story(0), facts=(*FACTS, CHILD, CHILDS_SCHOOL), exposures=(both, alone), outcomes=(look,), steps=())
    shown = exported(told)
    assert {fact.id for fact in shown.facts} == {fact.id for fact in FACTS}
    (left,) = shown.exposures
    assert [one.fact for one in left.facts] == [FACTS[0].id]
    assert left.strength == 0.5
    assert left.what == (What.ADDRESS,)
    (sighted,) = shown.outcomes[0].sightings
    assert (sighted.id, sighted.strength, sighted.what) == (both.id, 0.5, (What.ADDRESS,))
    assert shown.withheld == 1


def test_an_adult_relative_stays() -> None:
    father = replace(exposure(3, "a.json", (FACTS[4],)), what=(What.FAMILY,))
    assert exported(replace(story(0), exposures=(father,), steps=())).exposures == (father,)


def test_steps_for_children_leave_only_where_there_is_a_child() -> None:
    checklist = load().checklist
    school = replace(CHILDS_SCHOOL, of=None, id="my-school")
    found = [exposure(0, "a.json", (school,))]
    for facts, stays in (((*FACTS, school), True), ((*FACTS, school, CHILD), False)):
        planned = steps(found, facts, (), PERSON, {}, checklist=checklist)
        assert "child-and-school" in {step.id for step in planned}
        told = replace(story(0), facts=facts, exposures=tuple(found), steps=planned)
        assert ("child-and-school" in {step.id for step in exported(told).steps}) is stays


def test_a_suspicion_leaves_no_word() -> None:
    told = story()
    assert told.situations
    assert any(set(step.why) <= {Situation.SOMEONE_CLOSE} for step in told.steps)
    shown = exported(told)
    assert shown.situations == ()
    assert not {word for step in shown.steps for word in step.why} & set(Situation)
    assert shown.withheld == len(told.steps) - len(shown.steps) > 0


def test_the_next_step_is_the_first_that_is_still_to_do() -> None:
    told = story()
    assert told.next_step == told.steps[0]
    done = replace(told, steps=tuple(replace(step, state=StepState.DONE) for step in told.steps))
    assert done.next_step is None


def test_kinds_in_the_reasons_of_a_step_stay() -> None:
    told = story()
    shown = exported(told)
    assert any(word in set(Kind) for step in shown.steps for word in step.why)
