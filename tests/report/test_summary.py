"""The end of a look: right numbers, letters in place of names, one step, and a line to call that is no danger."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from support.stories import FACTS, exposure, seen
from unlisted.knowledge import ChannelKind, load
from unlisted.locale import Language, use
from unlisted.model import Alerts, Exposure, Intent, Link, Outcome, Person, Reason, Situation, State, Step, StepKind
from unlisted.report.summary import Summary, helpline, letter, letters, summarise
from unlisted.report.terminal import exposure_view, exposures_view, summary_view
from unlisted.report.told import people_lines, permalink

COUNTRIES = ["JP", *sorted({country for one in load().channels.values() for country in one.countries})]
TODAY = date(2026, 11, 25)
HOME, MOBILE, NAME = FACTS[1], FACTS[2], FACTS[0]


def message(at: int, *facts: object, sender: str = "", **more: object) -> Exposure:
    made = exposure(at, "exports/result.json", facts or (HOME,), sender=sender, **more)
    return replace(made, facts=tuple(replace(one, strength=0.9) for one in made.facts), strength=0.9)


def summed(exposures: list[Exposure], *looks: Outcome, **more: object) -> Summary:
    return summarise(exposures, looks, today=TODAY, **more)


def shown(summary: Summary, width: int = 60) -> str:
    console = Console(width=width, no_color=True, highlight=False, emoji=False, markup=False)
    with console.capture() as captured:
        console.print(*summary_view(summary, load()), sep="\n")
    return captured.get()


def plain(text: str) -> str:
    return " ".join(text.split())


# --- numbers ---


def test_which_facts_how_often_since_when() -> None:
    page = replace(message(3, MOBILE), locator="page", date=None)
    poster = replace(message(9, HOME), by_hand=True, locator="page")
    weak = replace(message(4, HOME), facts=(replace(seen(HOME), strength=0.3),), strength=0.3)
    found = summed([message(1, HOME, NAME), message(2, HOME), page, poster, weak])
    assert [(one.fact, one.messages, one.places, one.weak) for one in found.facts] == [
        ("home", 2, 1, 1),
        ("mobile", 0, 1, 0),
        ("public-name", 1, 0, 0),
    ]
    said = plain(shown(found))
    assert "home (address): in 2 messages and in 1 other place, since 2 March 2026, last on 4 March 2026" in said
    assert "mobile (telephone number): in 1 place" in said
    assert "1 more sighting is weak: it may be about somebody else" in said
    assert found.messages == 2


@given(st.lists(st.tuples(st.sampled_from(Intent), st.sampled_from(["", "a", "b", "c"])), max_size=30))
def test_every_message_is_counted_once(written: list[tuple[Intent, str]]) -> None:
    found = summed([message(at, intent=intent, sender=who) for at, (intent, who) in enumerate(written)])
    assert found.messages == len(written) == sum(found.intents.values())
    assert sum(len(thread.exposures) for thread in found.threads) == len(written)
    assert sum(sum(span.counts.values()) for span in found.timeline.spans) == len(written)
    quiet = {who for who in "abc" if all(intent is Intent.MENTIONS for intent, by in written if by == who)}
    told = sum(1 for _intent, who in written if who and who not in quiet)
    assert sum(person.messages for person in found.people) == told
    assert found.unknown_senders == sum(not who for _intent, who in written)


def test_dates_that_cannot_be_are_not_told() -> None:
    ancient, later = datetime(1970, 1, 1, tzinfo=UTC), datetime(4000, 1, 1, tzinfo=UTC)
    found = summed([message(1), message(2, date=ancient), message(3, date=later), message(4, date=None)])
    assert (found.facts[0].first, found.facts[0].last) == (date(2026, 3, 2), date(2026, 3, 2))
    assert found.timeline.undated == 3
    assert len(found.timeline.spans) == 1


# --- people ---


def test_letters_go_by_who_wrote_first_and_stay_when_more_is_read() -> None:
    early, late, other = message(1, sender="z"), message(5, sender="a"), message(3, sender="z", within="f" * 16)
    assert dict(letters([late, early, other])) == {
        (early.within, "z"): "A",
        (late.within, "a"): "B",
        (other.within, "z"): "A",
    }
    more = [late, early, other, message(9, sender="m")]
    assert letters(more).items() >= letters([late, early, other]).items()
    assert [letter(n) for n in (0, 25, 26, 27, 701, 702)] == ["A", "Z", "AA", "AB", "ZZ", "AAA"]


def test_who_asks_most_comes_first_and_who_only_mentions_is_not_accused() -> None:
    written = Counter({"asks": 4, "open": 3, "tells": 2})
    intents = {"asks": Intent.SEEKS, "open": Intent.UNCLASSIFIED, "tells": Intent.PUBLISHES}
    found = [
        message(at, sender=who, intent=intents[who]) for at, who in enumerate(sorted(written.elements(), reverse=True))
    ]
    found += [message(50 + at, sender="kind", intent=Intent.MENTIONS) for at in range(9)]
    told = summed(found)
    assert [person.sender for person in told.people] == ["asks", "open", "tells"]
    lines = list(people_lines(told))
    assert lines[0].startswith("person C: 4 messages, since")
    assert lines[0].endswith("asks for more: 4")
    assert not [line for line in lines if "exports" in line]  # one chat: no need to say which


def test_a_person_is_told_with_the_chat_where_there_are_several() -> None:
    here = message(1, sender="a", intent=Intent.SEEKS, locator="chat:7/message:1")
    there = replace(message(2, sender="a", intent=Intent.SEEKS), within="f" * 16, target="exports/other.json")
    assert [line.partition(":")[0] for line in people_lines(summed([here, there]))] == [
        "person A (exports/result.json, chat 7)",
        "person A (exports/other.json)",
    ]


def test_senders_that_are_not_known_are_said_to_be() -> None:
    found = summed([message(1, sender="a", intent=Intent.SEEKS), message(2), message(3)])
    assert "who wrote 2 messages is not known" in plain(shown(found))


# --- the end ---


def step(*alerts: Alerts) -> Step:
    return Step(
        id="evidence-link-and-date", item="evidence-link-and-date", kind=StepKind.CHECKLIST, why=("always",),
        minutes=5, impact=3, discloses=(), alerts=alerts or (Alerts.NOBODY,),
    )  # fmt: skip


def test_the_end_is_one_step_a_pause_and_a_line_to_call() -> None:
    support = load().channels["sos-vojvodina"]
    unread = Outcome(source="telegram", target="a", state=State.UNKNOWN, reason=Reason.TRUNCATED, unread={"voice": 12})
    said = plain(shown(summed([message(1)], unread, next_step=step(), support=support)))
    action = load().checklist["evidence-link-and-date"].action.en
    order = (
        "What was found, all in all", "home (address)", "1 message:", "Not read: 12 voice messages",
        "1 file could not be looked at", "One next step, about 5 minutes:", action, "Enough for now",
        "Somebody who listens:", "SOS Vojvodina, for women: 0800 10 10 10",
    )  # fmt: skip
    places = [said.index(words) for words in order]
    assert places == sorted(places)
    assert said.count("`unlisted next`") == 1


def test_nothing_found_ends_with_the_same_calm_and_no_verdict() -> None:
    said = plain(shown(summed([], next_step=step(), support=load().channels["sos-vojvodina"])))
    assert "all in all" not in said
    assert "Enough for now" in said
    assert "0800 10 10 10" in said


def test_a_step_that_someone_close_may_notice_is_not_spelled_out() -> None:
    said = plain(shown(summed([message(1)], next_step=step(Alerts.HOUSEHOLD))))
    assert load().checklist["evidence-link-and-date"].action.en not in said
    assert "Someone close may notice it" in said


@pytest.mark.parametrize("language", Language)
def test_it_fits_a_narrow_screen_and_holds_no_foreign_letter(language: Language) -> None:
    use(language)
    try:
        found = [message(at, HOME, MOBILE, NAME, sender="ab"[at % 2], intent=list(Intent)[at % 5]) for at in range(40)]
        look = Outcome(source="telegram", target="a", state=State.SEEN, unread={"pictures": 4011, "voice": 120})
        said = shown(summed(found, look, next_step=step(), support=load().channels["sos-vojvodina"]))
        assert all(len(line.rstrip()) <= 60 for line in said.splitlines())
        assert "{" not in said
        if language is Language.SERBIAN_CYRILLIC:
            assert "особа A" in said
    finally:
        use(Language.ENGLISH)


# --- somebody who listens ---


@pytest.mark.parametrize("country", COUNTRIES)
@pytest.mark.parametrize("situations", [(), (Situation.STATE,), (Situation.HUNTED, Situation.SOMEONE_CLOSE)])
def test_nobody_is_sent_to_the_police_or_to_the_danger(country: str, situations: tuple[Situation, ...]) -> None:
    channel = helpline(load().channels.values(), Person(country=country), situations)
    assert channel is not None  # somebody for everybody: the ones of no country
    assert channel.kind is ChannelKind.HELPLINE
    assert set(situations).isdisjoint(channel.unless)
    assert not channel.countries or country in channel.countries


def test_a_line_of_her_country_then_of_where_she_lived() -> None:
    channels = load().channels.values()
    assert helpline(channels, Person(country="RS"), ()).countries == ("RS",)
    assert helpline(channels, Person(country="RS"), ()).phone
    assert helpline(channels, Person(country="JP", lived_in=("ME",)), ()).countries == ("ME",)
    danger = [replace(load().channels["state-line-rs"]), replace(load().channels["police-rs"])]
    assert helpline(danger, Person(country="RS"), ()) is danger[0]
    assert helpline(danger, Person(country="RS"), [Situation.STATE]) is None


# --- links and threads on the screen ---


def text(views: object, width: int = 60) -> str:
    console = Console(width=width, no_color=True, highlight=False, emoji=False, markup=False)
    with console.capture() as captured:
        console.print(*views, sep="\n")
    return captured.get()


def test_the_link_of_a_message_is_shown_whole_to_be_copied() -> None:
    linked = message(1, link=Link(chat=1000000017, message=48212))
    assert "\nhttps://t.me/c/1000000017/48212\n" in text(exposure_view(linked, FACTS, reveal=False))
    assert "https" not in text(exposure_view(replace(linked, link=None), FACTS, reveal=False))
    assert permalink(None) == ""


def test_messages_of_a_thread_stand_together() -> None:
    base = message(0).date
    first, second = message(1, date=base), message(2, date=base + timedelta(hours=1), intent=Intent.MENTIONS)
    between = message(3, MOBILE, date=base + timedelta(days=30), intent=Intent.SEEKS)
    lines = [line.strip() for line in text(exposures_view([first, between, second], hidden=0)).splitlines()]
    starts = [line[:8] for line in lines if line[:8] in {one.id[:8] for one in (first, second, between)}]
    assert starts == [first.id[:8], second.id[:8], between.id[:8]]
    assert " ".join(lines[1:3]) == "A thread of 2 messages, 1 March 2026; not classified: 1, mentions it: 1"
