"""Every closed word of the model has words for people, and counts read as they should."""

import re
from collections.abc import Callable, Iterable
from enum import StrEnum
from pathlib import Path

import pytest

import unlisted
from support.messages import extracted
from support.stories import BEGIN, FACTS, MADE, seen
from unlisted.facts import Relation
from unlisted.locale import Language, use
from unlisted.match.strength import LIKELY, STRONG
from unlisted.model import (
    Alerts,
    Change,
    How,
    Intent,
    Kind,
    Outcome,
    Reach,
    Reason,
    State,
    StepState,
    Visibility,
    What,
)
from unlisted.report import outcomes, words
from unlisted.report.numbers import COUNTED, counts_text, date_text, listed, number, of_counts_text, size_text
from unlisted.sources import mime
from unlisted.sources.chats import group
from unlisted.sources.media import kind_by_name

EVERY: list[tuple[Iterable[StrEnum], Callable[..., str]]] = [
    (Kind, words.kind_text),
    (Relation, words.relation_text),
    (How, words.how_text),
    (Intent, words.intent_text),
    (What, words.what_text),
    (Reach, words.reach_text),
    (Reason, outcomes.reason_text),
    (Visibility, words.visibility_text),
    (Change, words.change_text),
    (Alerts, words.alerts_text),
    (StepState, words.step_state_text),
]


@pytest.mark.parametrize(("members", "say"), EVERY, ids=lambda one: getattr(one, "__name__", ""))
def test_every_word_of_the_model_has_words_of_its_own(members: Iterable[StrEnum], say: Callable[..., str]) -> None:
    said = [say(member) for member in members]
    assert all(said)
    assert len(set(said)) == len(said)


@pytest.mark.parametrize("reason", Reason)
@pytest.mark.parametrize(
    "numbers", [{"at": 2048}, {"limit": 10**9}, {"seconds": 1}, {"count": 3}, {"status": 403}, {}, {"other": 1}]
)
def test_every_reason_takes_every_number(reason: Reason, numbers: dict[str, int]) -> None:
    said = outcomes.reason_text(reason, numbers)
    assert said.startswith(outcomes.reason_text(reason))
    assert "{" not in said
    assert (said != outcomes.reason_text(reason)) == (bool(numbers) and "other" not in numbers)


def test_what_any_source_counts_has_a_word() -> None:
    counted = re.compile(r"""(?:read|left)\["(\w+)"\]|Counter\(\{"(\w+)"|\bor "(\w+)"\]|, "(\w+)"\)\] \+=""")
    root = Path(unlisted.__file__).parent / "sources"
    found = {word for path in root.rglob("*.py") for groups in counted.findall(path.read_text()) for word in groups}
    found |= {kind_by_name(f"a.{suffix}") for suffix in ("jpg", "mp4", "mp3", "ogg", "tgs")}
    found |= {*group._MEDIA.values(), *mime._MEDIA.values()}
    assert {"bytes", "messages", "emails", "lines", "attachments", "media_files", "stickers"} <= found
    assert found - COUNTED == {""}


def test_an_unknown_count_is_not_repeated() -> None:
    assert counts_text({"her secret": 2}) == "2 other items"
    assert of_counts_text({"her secret": 1}) == "of 1 other item"


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ({"messages": 3204, "bytes": 10**8}, "3,204 messages"),
        ({"messages": 1, "pages": 2}, "1 message, 2 pages"),
        ({"bytes": 10**8}, "100 MB"),
        ({"pictures": 0}, ""),
        ({}, ""),
    ],
)
def test_counts_leave_out_bytes_where_something_telling_was_counted(counts: dict[str, int], said: str) -> None:
    assert counts_text(counts) == said


def test_numbers_and_dates_follow_the_language() -> None:
    assert number(1234567) == "1,234,567"
    assert date_text(MADE) == "23 November 2026"
    assert len({date_text(MADE.replace(month=month, day=1)) for month in range(1, 13)}) == 12
    use(Language.SERBIAN)
    try:
        assert number(1234567) == "1.234.567"
    finally:
        use(Language.ENGLISH)


def test_lists_and_sizes() -> None:
    assert [listed(["a", "b", "c"][:n]) for n in range(4)] == ["", "a", "a and b", "a, b and c"]
    assert [size_text(n) for n in (1, 999, 2048, 5_400_000)] == ["1 byte", "999 bytes", "2 kB", "5 MB"]


@pytest.mark.parametrize(
    ("locator", "said"),
    [
        ("message:48211", "message 48211"),
        ("chat:-100123/message:7", "chat -100123, message 7"),
        ("chat:5", "chat 5"),
        ("page", "the page"),
        ("line:3", "line 3"),
        ("image:9", "picture 9"),
        ("meta:gps", "its metadata"),
        ("meta:she lives there", "a place in it"),
        ("message:one two", "a place in it"),
        ("message:٣", "a place in it"),
        ("page\n", "a place in it"),
        ("", "a place in it"),
    ],
)
def test_only_locators_of_a_known_form_are_repeated(locator: str, said: str) -> None:
    assert words.locator_text(locator) == said


def test_the_three_words_for_strength_meet_the_limits() -> None:
    assert [words.strength_text(s) for s in (1.0, STRONG, 0.79, LIKELY, 0.49, 0.0)] == [
        "strong",
        "strong",
        "likely",
        "likely",
        "weak",
        "weak",
    ]


def test_a_mask_holds_the_id_and_the_kind_and_no_value() -> None:
    assert words.mask(FACTS[1]) == "home (address)"
    assert words.mask(seen(FACTS[1])) == "home (address)"


def test_strength_is_explained() -> None:
    assert words.why_strength_text(seen(FACTS[2]), 1) == (
        "a telephone number belongs to one person or household; other facts of yours stand beside it"
    )


def look(state: State, **more: object) -> Outcome:
    return Outcome(source="telegram", target="a", state=state, **more)


def test_a_look_is_told_in_one_line() -> None:
    read, unread = {"messages": 12, "bytes": 99}, {"pictures": 1}
    assert outcomes.outcome_text(look(State.CLEAR, read=read)) == "not found in the text of 12 messages"
    assert outcomes.outcome_text(look(State.CLEAR)) == "nothing was read"
    assert outcomes.outcome_text(look(State.SEEN, read=read, unread=unread)) == "read: 12 messages; not read: 1 picture"
    partly = look(State.UNKNOWN, reason=Reason.RECORDS_SKIPPED, numbers={"count": 2}, read=read)
    assert outcomes.outcome_text(partly) == (
        "looked at only in part: it holds messages that could not be read; 2 of them; read: 12 messages"
    )
    assert outcomes.outcome_text(look(State.UNKNOWN, reason=Reason.EMPTY)) == "could not be looked at: it is empty"
    assert outcomes.outcome_text(look(State.UNKNOWN)) == "could not be looked at"


def test_what_is_known_of_a_place_is_dated() -> None:
    day = BEGIN.date()
    assert words.visibility_text(Visibility.NOT_VISIBLE, day) == "not visible on 1 March 2026"
    assert words.visibility_text(Visibility.NOT_LOOKED, day) == "not looked at since 1 March 2026"
    assert words.visibility_text(Visibility.VISIBLE, day) == "visible on 1 March 2026"


def test_no_message_of_the_reports_gives_a_verdict() -> None:
    verdict = re.compile(r"\b(safe|clear|clean|removed|deleted|gone|secure|protected)\b", re.IGNORECASE)
    messages = [message for message, file in extracted().items() if file.startswith("report/")]
    assert len(messages) > 150
    for message in messages:
        said = " ".join(message) if isinstance(message, tuple) else message
        assert not verdict.search(said) or said == "you have removed this fact"
