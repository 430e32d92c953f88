"""The documents of --json keep their shape, hold only closed words and hers, and are harmless when printed."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.stories import CHILD, FACTS, HOSTILE, exposure, story
from unlisted.knowledge import Chance, Demand
from unlisted.model import (
    MOST_MEMBERS,
    Alerts,
    Change,
    Counted,
    Coverage,
    Exposure,
    How,
    Intent,
    Kind,
    Link,
    Members,
    Outcome,
    Reach,
    Reason,
    SeenFact,
    Sighting,
    Situation,
    State,
    Step,
    StepKind,
    StepNote,
    StepState,
    Told,
    Visibility,
    What,
)
from unlisted.report.json import (
    Json,
    check_document,
    check_pieces,
    dump,
    exposures_document,
    facts_document,
    plan_document,
    report_document,
)
from unlisted.report.summary import summarise
from unlisted.report.timeline import Unit
from unlisted.routes import Stand

# --- a schema, written by hand: what each field may be ---

Check = Callable[[Json], bool]
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00")
HEX = re.compile(r"[0-9a-f]{8,}")
SLUG = re.compile(r"[a-z0-9][a-z0-9-]*")
LETTER = re.compile("[A-Z]{1,3}")
LINK = re.compile(r"https://t\.me/c/\d+/\d+")
LOCATOR = re.compile(
    r"(file:\d+/)?(page|line:\d+|meta:[a-z_-]+|image:\d+|entry:\d+|chat:-?\d+|(chat:-?\d+/)?message:-?\d+)"
)


def like(pattern: re.Pattern[str]) -> Check:
    return lambda value: isinstance(value, str) and bool(pattern.fullmatch(value))


def of(kind: type) -> Check:
    return lambda value: type(value) is kind


def one_of(members: type) -> Check:
    return lambda value: value in [member.value for member in members]


def many(check: Check) -> Check:
    return lambda value: isinstance(value, list) and all(map(check, value))


def maybe(check: Check) -> Check:
    return lambda value: value is None or check(value)


def share(value: Json) -> bool:
    return type(value) in (int, float) and 0 <= value <= 1


def counts(value: Json) -> bool:
    return isinstance(value, dict) and all(
        SLUG.fullmatch(k.replace("_", "-")) and type(n) is int for k, n in value.items()
    )


def intents(value: Json) -> bool:
    return isinstance(value, dict) and all(one_of(Intent)(k) and type(n) is int for k, n in value.items())


def a_day(value: Json) -> bool:
    return isinstance(value, str) and bool(date.fromisoformat(value))


def table(**fields: Check) -> Check:
    def check(value: Json) -> bool:
        assert isinstance(value, dict)
        assert list(value) == list(fields)
        for name, field in fields.items():
            assert field(value[name]), (name, value[name])
        return True

    return check


SEEN = table(fact=like(SLUG), kind=one_of(Kind), parts=many(like(SLUG)), how=one_of(How), strength=share)
OUTCOME = table(
    source=like(SLUG), target=of(str), state=one_of(State), reason=maybe(one_of(Reason)), numbers=counts, read=counts,
    unread=counts, repaired=of(int), snapshot=maybe(like(TIME)), matcher=maybe(of(int)), typos=of(bool),
)  # fmt: skip
IN_A_CHAT = {
    "number": maybe(of(int)), "reply_to": maybe(of(int)), "sender": maybe(like(HEX)), "link": maybe(like(LINK)),
}  # fmt: skip
MEMBERS = maybe(table(count=of(int), date=a_day, by=one_of(Counted)))
SIGHTING = table(
    id=like(HEX), source=like(SLUG), target=of(str), locator=like(LOCATOR), date=maybe(like(TIME)),
    intent=one_of(Intent), what=many(one_of(What)), strength=share, facts=many(SEEN), within=like(HEX),
    reach=one_of(Reach), snapshot=maybe(like(TIME)), mine=maybe(of(bool)), **IN_A_CHAT,
)  # fmt: skip
EXPOSURE = table(
    id=like(HEX), source=like(SLUG), place=of(str), within=like(HEX), facts=many(SEEN), reach=one_of(Reach),
    state=one_of(Visibility), first_seen=like(TIME), last_looked=like(TIME), last_seen=like(TIME),
    locator=like(LOCATOR), date=maybe(like(TIME)), intent=one_of(Intent), what=many(one_of(What)), strength=share,
    by_hand=of(bool), mine=of(bool), **IN_A_CHAT, members=MEMBERS,
)  # fmt: skip
STEP = table(
    id=like(SLUG), kind=one_of(StepKind), why=many(of(str)), minutes=of(int), discloses=many(one_of(Kind)),
    due=maybe(a_day), state=one_of(StepState), item=like(SLUG), impact=of(int), alerts=many(one_of(Alerts)),
    close=of(bool), open=of(bool), demands=maybe(many(one_of(Demand))), place=maybe(like(SLUG)), days=maybe(of(int)),
    law=maybe(like(SLUG)), asked=maybe(a_day), looked=maybe(a_day), due_at=maybe(like(TIME)), extended=maybe(a_day),
    limit=maybe(a_day), notes=many(one_of(StepNote)),
)  # fmt: skip
FACT = table(
    id=like(SLUG), kind=one_of(Kind), public=of(bool), of=maybe(like(SLUG)), relation=maybe(like(SLUG)),
    told=maybe(one_of(Told)), minor=of(bool), added=maybe(a_day), important=of(bool),
)  # fmt: skip
SUMMARY = table(
    facts=many(
        table(
            fact=like(SLUG), kind=one_of(Kind), messages=of(int), places=of(int), weak=of(int), first=maybe(a_day),
            last=maybe(a_day),
        )
    ),
    messages=of(int), intents=intents,
    threads=many(
        table(
            chat=like(HEX), exposures=many(like(HEX)), facts=many(like(SLUG)), first=maybe(a_day), last=maybe(a_day),
            intents=intents, members=MEMBERS,
        )
    ),
    people=many(
        table(
            person=like(LETTER), chat=like(HEX), sender=like(HEX), messages=of(int), intents=intents,
            first=maybe(a_day), last=maybe(a_day),
        )
    ),
    unknown_senders=of(int),
    timeline=table(
        unit=one_of(Unit), spans=many(table(**{"from": a_day, "intents": intents})), undated=of(int),
    ),
    unread=counts, incomplete=of(int), next_step=maybe(like(SLUG)), support=maybe(like(SLUG)),
)  # fmt: skip
CHECK = table(schema=lambda v: v == "unlisted/check/1", outcomes=many(OUTCOME), sightings=many(SIGHTING))
WHOLE_CHECK = table(
    schema=lambda v: v == "unlisted/check/1", outcomes=many(OUTCOME), sightings=many(SIGHTING), summary=SUMMARY
)
EXPOSURES = table(schema=lambda v: v == "unlisted/exposures/1", exposures=many(EXPOSURE))
PLAN = table(schema=lambda v: v == "unlisted/plan/1", steps=many(STEP), paused=maybe(a_day))
FACTS_SCHEMA = table(schema=lambda v: v == "unlisted/facts/1", facts=many(FACT))
KNOWN = table(fact=maybe(like(SLUG)), part=of(bool))
WHERE = {
    "exposure": like(HEX), "exposures": of(int), "within": maybe(like(HEX)), "place": of(str),
    "known": maybe(like(SLUG)),
    "kind": like(SLUG), "supposed": of(bool),
}  # fmt: skip
DOOR = table(
    **WHERE, cost=of(int), minutes=of(int), days=of(int), works=one_of(Chance), discloses=many(one_of(Demand)),
    step=maybe(like(SLUG)),
)  # fmt: skip
TARGET = table(
    fact=like(SLUG), kind=one_of(Kind), published=of(bool), published_in=many(like(HEX)),
    routes=many(table(steps=many(table(by=many(KNOWN), **WHERE, shows=KNOWN, likelihood=share)), likelihood=share)),
    independent=of(int), cut=many(DOOR), cut_cost=of(int), reachable_after_cut=of(bool),
    uncuttable=many(table(**WHERE)),
    overstated=of(bool), next_best=many(DOOR), next_best_cost=maybe(of(int)), changes=many(like(SLUG)),
    left=many(like(SLUG)),
)  # fmt: skip
LOOK = {"round": maybe(of(int)), "day": a_day}
LOOK_IN_FULL = table(**LOOK, read_from=maybe(a_day), read_to=maybe(a_day), incomplete=of(int), matcher=maybe(of(int)))
POINT = {"stand": one_of(Stand), "steps": maybe(of(int)), "looked": of(bool)}
LOOKED = many(table(exposure=like(HEX), looked=a_day))
ROUNDS = {
    "looks": many(LOOK_IN_FULL),
    "left_out": of(int),
    "facts": many(table(fact=like(SLUG), kind=one_of(Kind), points=many(table(**LOOK, **POINT)))),
    "between": maybe(
        table(
            before=LOOK_IN_FULL, after=LOOK_IN_FULL,
            facts=many(table(fact=like(SLUG), before=table(**POINT), after=table(**POINT))),
            not_visible=LOOKED, visible_again=LOOKED, new=LOOKED, unchanged=LOOKED, not_looked=LOOKED,
            other=many(table(exposure=like(HEX), no_longer=many(like(SLUG)), now=many(like(SLUG)))),
            steps=many(table(step=like(SLUG), known=maybe(like(SLUG)), state=one_of(StepState), day=a_day,
                             exposures=many(like(HEX)))),
        )
    ),
}  # fmt: skip
REPORT = table(
    schema=lambda v: v == "unlisted/report/1", made=a_day, facts=many(FACT), exposures=many(EXPOSURE),
    changes=lambda v: all(HEX.fullmatch(k) and one_of(Change)(c) for k, c in v.items()), steps=many(STEP),
    outcomes=many(OUTCOME), sightings=many(SIGHTING), withheld=of(int), summary=SUMMARY, routes=many(TARGET),
    rounds=table(**ROUNDS),
)  # fmt: skip

# --- anything that the model can hold ---

slugs = st.sampled_from(["home", "address-1", "mobile", "legal-name"])
ids = st.integers(0, 2**64 - 1).map(lambda n: f"{n:016x}")
targets = st.one_of(st.sampled_from(HOSTILE), st.text(st.characters(exclude_categories=()), max_size=30))
moments = st.datetimes(timezones=st.just(UTC)).map(lambda moment: moment.replace(microsecond=0))
shares = st.floats(0, 1)
tallies = st.dictionaries(st.sampled_from(["messages", "pages", "pictures", "bytes"]), st.integers(0, 10**12))
locators = st.one_of(st.just("page"), st.integers(0, 10**9).map(lambda n: f"chat:-{n}/message:{n}"))
seens = st.builds(
    SeenFact, fact=slugs, kind=st.sampled_from(Kind), parts=st.tuples(st.sampled_from(["street", "number"])),
    how=st.sampled_from(How), strength=shares,
)  # fmt: skip
some_seen = st.lists(seens, min_size=1, max_size=3).map(tuple)
whats = st.lists(st.sampled_from(What), max_size=2).map(tuple)
memberships = st.none() | st.builds(
    Members, count=st.integers(1, MOST_MEMBERS), on=st.dates(), by=st.sampled_from(Counted)
)
links = st.none() | st.builds(Link, chat=st.integers(1, 10**12), message=st.integers(1, 10**9))
in_a_chat = {
    "number": st.none() | st.integers(-9, 9), "reply_to": st.none() | st.integers(-9, 9), "sender": st.just("") | ids,
    "link": links,
}  # fmt: skip
sightings = st.builds(
    Sighting, id=ids, source=st.just("telegram"), target=targets, locator=locators, within=ids,
    reach=st.sampled_from(Reach), facts=some_seen, strength=shares, date=st.none() | moments,
    snapshot=st.none() | moments, intent=st.sampled_from(Intent), what=whats, mine=st.none() | st.booleans(),
    **in_a_chat,
)  # fmt: skip
covers = st.builds(Coverage, within=ids, snapshot=st.none() | moments)
outcomes = st.builds(
    Outcome, source=st.just("telegram"), target=targets, state=st.sampled_from(State),
    reason=st.none() | st.sampled_from(Reason), numbers=st.dictionaries(st.just("at"), st.integers(0, 10**12)),
    read=tallies, unread=tallies, repaired=st.integers(0, 99), sightings=st.lists(sightings, max_size=2).map(tuple),
    covers=st.lists(covers, max_size=2).map(tuple), matcher=st.integers(0, 9), typos=st.booleans(),
)  # fmt: skip
exposures = st.builds(
    Exposure, id=ids, source=st.just("telegram"), target=targets, locator=locators, within=ids,
    reach=st.sampled_from(Reach), facts=some_seen, strength=shares, state=st.sampled_from(Visibility),
    first_seen=moments, last_seen=moments, last_looked=moments, date=st.none() | moments,
    intent=st.sampled_from(Intent), what=whats, by_hand=st.booleans(), mine=st.booleans(), members=memberships,
    **in_a_chat,
)  # fmt: skip
planned = st.builds(
    Step, id=slugs, item=slugs, kind=st.sampled_from(StepKind),
    why=st.lists(st.one_of(ids, st.sampled_from(Situation), st.sampled_from(Kind)), max_size=3).map(tuple),
    minutes=st.integers(1, 600), impact=st.integers(1, 5), discloses=st.lists(st.sampled_from(Kind)).map(tuple),
    alerts=st.lists(st.sampled_from(Alerts)).map(tuple), state=st.sampled_from(StepState), due=st.none() | st.dates(),
    demands=st.lists(st.sampled_from(Demand)).map(tuple), demands_known=st.booleans(), place=st.none() | slugs,
    days=st.none() | st.integers(0, 400), law=st.none() | slugs, asked=st.none() | st.dates(),
    due_at=st.none() | moments, limit=st.none() | st.dates(), notes=st.lists(st.sampled_from(StepNote)).map(tuple),
)  # fmt: skip

WORDS = {member.value for closed in (
    State, Reason, How, Kind, Intent, What, Reach, Visibility, StepKind, StepState, Alerts, Situation, Change, Told,
    Unit, Demand, StepNote, Counted,
) for member in closed} | {"telegram", "text", "page", "by-hand", "street", "number"}  # fmt: skip


def strings(value: Json) -> list[str]:
    """Every string in a document that is not the name of a field."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [leaf for one in value.values() for leaf in strings(one)]
    return [leaf for one in value for leaf in strings(one)] if isinstance(value, list) else []


def foreign(document: Json, allowed: set[str]) -> list[str]:
    """The strings that are no closed word, id, date or locator, and were not given."""
    known = re.compile(
        f"{HEX.pattern}|{TIME.pattern}|{LOCATOR.pattern}|{LINK.pattern}|[A-Z]+|\\d{{4}}-\\d\\d-\\d\\d|unlisted/[a-z]+/1"
    )
    return [leaf for leaf in strings(document) if leaf not in WORDS | allowed and not known.fullmatch(leaf)]


FACT_IDS = {"home", "address-1", "mobile", "legal-name"}


@given(st.lists(outcomes, max_size=3))
def test_a_check_has_its_shape_and_only_closed_words(looks: list[Outcome]) -> None:
    document = check_document(looks)
    assert CHECK(document)
    given_targets = {look.target for look in looks} | {one.target for look in looks for one in look.sightings}
    assert foreign(document, given_targets | FACT_IDS) == []
    assert [one["id"] for one in document["sightings"]] == [one.id for look in looks for one in look.sightings]


@given(st.lists(exposures, max_size=9, unique_by=lambda one: one.id), st.lists(outcomes, max_size=2))
def test_a_summary_has_its_shape_and_only_closed_words(found: list[Exposure], looks: list[Outcome]) -> None:
    document = check_document(looks, summarise(found, looks, today=date(2026, 11, 25)))
    assert WHOLE_CHECK(document)
    assert foreign(document["summary"], FACT_IDS) == []


@given(st.lists(exposures, max_size=3), st.lists(planned, max_size=3))
def test_exposures_and_plan_have_their_shape(found: list[Exposure], steps: list[Step]) -> None:
    assert EXPOSURES(exposures_document(found))
    assert PLAN(plan_document(steps))
    assert foreign(exposures_document(found), {one.target for one in found} | FACT_IDS) == []
    assert foreign(plan_document(steps), FACT_IDS) == []


def test_the_check_notices_a_document_that_leaks() -> None:
    document = check_document(story().outcomes)
    document["sightings"][0]["snippet"] = "she lives behind the bakery"
    assert foreign(document, {look.target for look in story().outcomes} | {fact.id for fact in FACTS} | {"text"}) == [
        "she lives behind the bakery"
    ]
    with pytest.raises(AssertionError):
        CHECK(document)


@given(st.lists(outcomes, min_size=1, max_size=2))
def test_any_parser_reads_back_what_was_meant(looks: list[Outcome]) -> None:
    document = check_document(looks)
    text = dump(document)
    text.encode()  # no lone surrogate
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]", text)
    meant = json.loads(re.sub("[\ud800-\udfff]", "\ufffd", json.dumps(document, ensure_ascii=False)))
    assert json.loads(text) == meant


def test_cyrillic_stays_readable_and_keys_stay_in_order() -> None:
    text = dump({"schema": "unlisted/check/1", "b": "Милена Đorđević", "a": [1, None, True]})
    assert "Милена Đorđević" in text
    assert text.index('"schema"') < text.index('"b"') < text.index('"a"')
    assert dump({"a": "\U000e0041\x9b"}) == '{\n "a": "\\udb40\\udc41\\u009b"\n}'


@pytest.mark.parametrize("bad", [float("nan"), float("inf")])
def test_a_number_that_json_does_not_have_is_never_written(bad: float) -> None:
    with pytest.raises(ValueError):
        dump({"strength": bad})


def test_facts_are_listed_without_values_unless_revealed() -> None:
    masked = facts_document((*FACTS, CHILD), reveal=False)
    assert FACTS_SCHEMA(masked)
    assert not any(fact.value in dump(masked) for fact in FACTS)
    revealed = facts_document(FACTS, reveal=True)
    assert [one["value"] for one in revealed["facts"]] == [fact.value for fact in FACTS]


def test_a_report_holds_what_may_stand_in_a_file() -> None:
    told = story(facts=(*FACTS, CHILD))
    told = replace(told, exposures=(*told.exposures, exposure(50, "child.html", (CHILD,))))
    document = report_document(told, reveal=False)
    assert REPORT(document)
    text = dump(document)
    assert CHILD.id not in text
    assert "someone-close" not in text
    assert not any(fact.value in text for fact in (*FACTS, CHILD))
    assert document["withheld"] > 0


def test_times_are_given_in_utc() -> None:
    late = datetime.fromisoformat("2026-03-01T23:30:00+02:00")
    found = replace(exposure(1, "a", FACTS[:1]), date=late)
    assert exposures_document([found])["exposures"][0]["date"] == "2026-03-01T21:30:00+00:00"


@given(st.lists(outcomes, max_size=3))
def test_a_check_written_piece_by_piece_is_the_same(looks: list[Outcome]) -> None:
    assert "".join(check_pieces(looks)) == dump(check_document(looks))
