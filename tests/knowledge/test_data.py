"""The shipped entries: valid, sourced, dated, in both languages, and honest about what is doubtful."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, timedelta
from importlib.resources import files

import pytest

from unlisted.knowledge import (
    STALE_AFTER,
    ChannelKind,
    ChecklistItem,
    Entrance,
    Entry,
    Issue,
    Law,
    SafetyText,
    Source,
    Stage,
    Status,
    Text,
    is_stale,
    load,
)
from unlisted.knowledge.loading import REFERENCES
from unlisted.model import Alerts, Kind, Platform, Situation, StepKind

READ_ON = date(2026, 11, 25)
KNOWLEDGE = load()
ENTRIES = [entry for _kind, entry in KNOWLEDGE.entries()]
ITEMS = [pytest.param(item, id=item.id) for item in KNOWLEDGE.checklist.values()]

Check = Callable[[Entry], None]


def of_every_entry(check: Check) -> Callable[[], None]:
    """One test for thousands of entries that names all it fails for; thousands of tests would take a minute."""

    def test() -> None:
        failed = []
        for entry in ENTRIES:
            try:
                check(entry)
            except AssertionError as error:
                failed.append(f"{type(entry).__name__} {entry.id}: {error}")
        assert not failed, "\n".join(failed)

    return test


def test_a_check_of_every_entry_can_fail() -> None:
    def none_is_right(_entry: Entry) -> None:
        raise AssertionError

    with pytest.raises(AssertionError):
        of_every_entry(none_is_right)()


SERBIAN_LATIN = set("abcčćdđefghijklmnoprsštuvzž")
# Frequent English words that are no Serbian ones.
ENGLISH = frozenset(
    {"the", "and", "of", "for", "with", "your", "this", "that", "not", "are", "can", "may", "first", "what", "when"}
    | {"who", "only", "before", "it", "is", "by", "at"}
)


def texts_of(part: object) -> Iterator[Text]:
    """Every text of an entry, however deep it stands."""
    if isinstance(part, Text):
        yield part
    elif isinstance(part, tuple):
        for one in part:
            yield from texts_of(one)
    elif is_dataclass(part):
        for one in fields(part):
            yield from texts_of(getattr(part, one.name))


def in_script(serbian: str) -> str:
    """The Serbian text without what is marked to stay in Latin letters."""
    return re.sub(r"`[^`]*`", "", serbian)


def test_there_are_steps_for_every_kind_of_fact() -> None:
    called = {kind for item in KNOWLEDGE.checklist.values() for case in item.applies for kind in case.kinds}
    assert called >= set(Kind) - {Kind.NAME, Kind.PHRASE}


@of_every_entry
def test_entries_say_where_and_when_they_were_read(entry: Entry) -> None:
    if isinstance(entry, SafetyText) and not entry.sources:
        ours = {"cannot-do", "not-legal-advice", "leave-place", "leave-place-why"}  # about this program itself
        assert entry.id in ours
        return
    for source in entry.sources:
        assert source.url.startswith("https://")
        assert source.title
        assert re.fullmatch(r"\d{4}(-\d\d){0,2}|undated", source.date)
        assert source.date == "undated" or source.date <= source.seen.isoformat()
        assert source.seen <= READ_ON


@of_every_entry
def test_what_an_entry_names_exists(entry: Entry) -> None:
    known: dict[str, Mapping[str, object]] = {
        "channel": KNOWLEDGE.channels,
        "broker": KNOWLEDGE.brokers,
        "law": KNOWLEDGE.laws,
        "checklist": KNOWLEDGE.checklist,
        "text": KNOWLEDGE.texts,
    }
    for name, kind in REFERENCES.items():
        value = getattr(entry, name, None) or ()
        assert set((value,) if isinstance(value, str) else value) <= set(known[kind])


@of_every_entry
def test_both_languages_are_there_and_differ(entry: Entry) -> None:
    for text in texts_of(entry):
        assert text.en.strip()
        assert text.sr.strip()
        assert text.en != text.sr


@of_every_entry
def test_serbian_is_in_serbian_latin_letters(entry: Entry) -> None:
    for text in texts_of(entry):
        letters = {letter.lower() for letter in in_script(text.sr) if letter.isalpha()}
        assert letters <= SERBIAN_LATIN, letters - SERBIAN_LATIN
        words = set(re.findall(r"\w+", in_script(text.sr).lower()))
        assert not words & ENGLISH, words & ENGLISH
        assert text.sr.count("`") % 2 == 0


@of_every_entry
def test_serbian_is_ekavian_and_speaks_to_everyone(entry: Entry) -> None:
    for text in texts_of(entry):
        words = re.sub(r"„[^“]*“", "", text.sr).lower()  # without the names of buttons
        assert not re.search(r"\b(gdje|lijep|vrijem|uvijek|prije\b|poslije|dijete|djec|mjest|svijet|obavijest)", words)
        assert not re.search(r"\b(dužna ste|dužni ste|siguran ste|sigurna ste|sigurni ste|niste sigurn|žrtv)", words)
        assert not re.search(r"\b(budi|sačuvaj|pozovi|zapiši|nemoj)\b", words)  # she is not addressed as “ti”


@of_every_entry
def test_no_blame_and_no_word_that_hurts(entry: Entry) -> None:
    for text in texts_of(entry):
        for wording in (text.en, text.sr):
            assert not re.search(r"revenge|osvetni|porn|victim|žrtv|should have known|your fault that", wording.lower())


@of_every_entry
def test_a_legal_claim_names_its_article(entry: Entry) -> None:
    if isinstance(entry, Law):  # its article is a field, and it must be there
        assert entry.article
        return
    for text in texts_of(entry):
        if re.search(r"Criminal Code|ZZPL|offence \(|is an offence", text.en):
            assert re.search(r"article", text.en)
            assert re.search(r"član", text.sr)


@of_every_entry
def test_words_hold_no_addresses(entry: Entry) -> None:
    """Addresses and numbers to call stand in fields that carry a source; the opening sentence is the one exception."""
    if entry.id == "opening":
        return
    for text in texts_of(entry):
        for wording in (text.en, text.sr):
            if isinstance(entry, Law):  # numbers of articles and gazettes look like numbers to call
                assert not re.search(r"https?:|www\.|@\w", wording)
                continue
            assert not re.search(r"https?:|www\.|@\w|\b\d{3,4} \d{3}|\b(192|112|19833)\b", wording)


@pytest.mark.parametrize("item", ITEMS)
def test_steps_that_alert_someone_close_say_so(item: ChecklistItem) -> None:
    if Alerts.HOUSEHOLD in item.alerts or Alerts.ACCOUNT_HOLDER in item.alerts or Alerts.GROUP in item.alerts:
        said = f"{item.action.en} {item.why.en}"
        assert re.search(r"notice|knows|hear of it|live with|colleagues|safe to tell|learn", said)


@pytest.mark.parametrize("item", ITEMS)
def test_reports_and_letters_disclose_and_alert_the_site(item: ChecklistItem) -> None:
    if item.kind in (StepKind.REPORT, StepKind.LETTER):
        assert item.stage is not Stage.EVIDENCE
        assert Alerts.NOBODY not in item.alerts
    if "form asks" in item.action.en:
        assert item.discloses


@pytest.mark.parametrize("item", ITEMS)
def test_contacts_and_links_of_a_step_exist(item: ChecklistItem) -> None:
    assert set(item.channels) <= set(KNOWLEDGE.channels)
    assert item.link is None or item.link_status is not None


def test_a_serbian_step_that_asks_for_an_authority_is_kept_to_serbia() -> None:
    for item in KNOWLEDGE.checklist.values():
        if {"police-hightech-rs", "prosecution-hightech-rs"} & set(item.channels) or "In Serbia" in item.why.en:
            assert item.countries == ("RS",)


def test_contacts_have_a_way_to_reach_them_and_doubt_is_marked() -> None:
    for channel in KNOWLEDGE.channels.values():
        assert channel.phone or channel.email or channel.link
        assert channel.sources
    for doubtful in ("azc-rs", "police-hightech-rs", "prosecution-hightech-rs"):
        assert KNOWLEDGE.channels[doubtful].verified is Status.UNVERIFIED
    for certain in ("police-rs", "emergency-112", "child-safety-rs", "take-it-down"):
        assert KNOWLEDGE.channels[certain].verified is Status.SEEN


def test_some_useful_steps_need_no_search() -> None:
    without = [item for item in KNOWLEDGE.checklist.values() if item.no_search]
    assert "telegram-hide-number" in {item.id for item in without}
    for item in without:
        assert item.alerts == (Alerts.NOBODY,)
        assert not item.discloses
    assert any(not item.unless for item in without)


def test_only_sources_that_exist_are_named() -> None:
    from unlisted.elsewhere import SOURCES as ELSEWHERE
    from unlisted.rounds import BY_HAND
    from unlisted.sources import SOURCES

    named = {name for item in KNOWLEDGE.checklist.values() for case in item.applies for name in case.seen_in}
    assert named <= {source.name for source in SOURCES} | {BY_HAND, "accounts"} | ELSEWHERE


def test_evidence_comes_with_every_report() -> None:
    """Whatever calls for a report of what was seen also calls for an evidence step."""
    evidence = [case for item in KNOWLEDGE.checklist.values() if item.stage is Stage.EVIDENCE for case in item.applies]
    kinds = {kind for case in evidence if not case.seen_in for kind in case.kinds}
    situations = {situation for case in evidence for situation in case.situations}
    intents = {intent for case in evidence if not case.seen_in for intent in case.intent}
    for item in KNOWLEDGE.checklist.values():
        if item.kind is StepKind.REPORT and item.id != "report-police-close":
            for case in item.applies:
                assert (
                    (case.kinds and set(case.kinds) <= kinds)
                    or (case.situations and set(case.situations) <= situations)
                    or (case.intent and set(case.intent) <= intents)
                    or case.what
                ), item.id


def test_what_comes_before_may_come_before() -> None:
    """An item never waits for one that may alert someone close, nor for one of a later beginning."""
    close = {Alerts.GROUP, Alerts.HOUSEHOLD, Alerts.ACCOUNT_HOLDER}
    first = {Stage.SAFETY: 0, Stage.EVIDENCE: 1}
    for item in KNOWLEDGE.checklist.values():
        for earlier in (KNOWLEDGE.checklist[name] for name in item.after):
            assert close.isdisjoint(earlier.alerts) or not close.isdisjoint(item.alerts), item.id
            assert first.get(earlier.stage, 2) <= first.get(item.stage, 2), item.id


def test_no_firm_is_asked_to_leave_her_out_where_she_was_not_seen() -> None:
    """Her operator, a map, a registry and a leak's own index know her already; a firm that does not, must not."""
    known = {"breach-opt-out", "street-view-blur", "look-around-blur", "us-california-drop", "phone-directory-rs"}
    for item in KNOWLEDGE.checklist.values():
        if item.kind is StepKind.OPT_OUT and item.id not in known and "Install no" not in item.action.en:
            assert all(case.at for case in item.applies), item.id


def test_the_checklists_are_as_long_as_is_claimed() -> None:
    assert len(KNOWLEDGE.checklist) >= 250
    assert set(Stage) == {item.stage for item in KNOWLEDGE.checklist.values()}
    for entrance in Entrance:
        stages = {item.stage for item in KNOWLEDGE.checklist.values() if entrance in item.entrances}
        assert {Stage.SAFETY, Stage.EVIDENCE} <= stages, entrance
    platforms = {platform for i in KNOWLEDGE.checklist.values() for case in i.applies for platform in case.platforms}
    assert platforms == set(Platform)


def test_what_is_always_said_is_short() -> None:
    """A person who has told nothing yet is not met by a hundred steps."""
    always = [item for item in KNOWLEDGE.checklist.values() if any(case.always for case in item.applies)]
    assert len(always) <= 12


def test_under_eighteen_has_channels_of_its_own() -> None:
    for channel in KNOWLEDGE.channels.values():
        if channel.kind is ChannelKind.HOTLINE:
            assert channel.issues == (Issue.UNDER_18,), channel.id


def test_police_are_not_offered_where_the_state_is_the_danger() -> None:
    for channel in KNOWLEDGE.channels.values():
        if channel.kind in (ChannelKind.POLICE, ChannelKind.PROSECUTOR) and channel.id != "police-rs":
            assert Situation.STATE in channel.unless, channel.id


def test_texts_the_doors_need() -> None:
    assert set(KNOWLEDGE.texts) >= {
        "cannot-do",
        "stop-shared-device",
        "stop-someone-close",
        "media-warning",
        "not-legal-advice",
    }
    warning = KNOWLEDGE.texts["media-warning"].body
    for wording, words in (
        (warning.en, ("children", "crime", "text only")),
        (warning.sr, ("deca", "delo", "samo tekst")),
    ):
        for word in words:
            assert word in wording
    for stop in ("stop-shared-device", "stop-someone-close"):
        assert KNOWLEDGE.texts[stop].channels
        assert "helpline" in KNOWLEDGE.texts[stop].body.en
        assert "SOS telefon" in KNOWLEDGE.texts[stop].body.sr


def test_cyrillic_can_be_derived() -> None:
    from unlisted.text.scripts import to_cyrillic

    for _, entry in KNOWLEDGE.entries():
        for text in texts_of(entry):
            cyrillic = in_script(to_cyrillic(text.sr))
            kept = set(re.findall(r"[A-Za-zčćžšđ]+", cyrillic))
            assert not kept, kept


def test_statistics_count_and_age() -> None:
    stats = KNOWLEDGE.stats(READ_ON)
    assert stats["checklist"] == len(KNOWLEDGE.checklist)
    assert stats["unsourced"] == stats["hers"] == stats["complaints"] == stats["stale"] == 0
    assert stats["unverified"] >= 3
    later = KNOWLEDGE.stats(READ_ON + STALE_AFTER * 2)
    sourced = [entry for _, entry in KNOWLEDGE.entries() if entry.sources]
    assert later["stale"] == len(sourced)
    newest = max(source.seen for source in sourced[0].sources)
    assert not is_stale(sourced[0], newest + STALE_AFTER)
    assert is_stale(sourced[0], newest + STALE_AFTER + timedelta(days=1))


def test_search_finds_in_both_languages_whatever_the_diacritics() -> None:
    def found(word: str) -> set[str]:
        return {entry.id for _, entry in KNOWLEDGE.search(word)}

    assert "media-warning" in found("CHILDREN")
    assert "helpline-before-changes" in found("racun")
    assert "helpline-before-changes" in found("račun")
    assert "registers-rs" in found("ekatastar")
    assert "child-safety-rs" in found("19833")
    assert not found("xyzzy")


def test_the_files_hold_nothing_else() -> None:
    for folder in (files("unlisted.knowledge") / "data").iterdir():
        for file in folder.iterdir():
            assert file.name.endswith(".toml"), file.name


def test_sources_of_one_address_have_one_title() -> None:
    titles: dict[str, set[str]] = {}
    for _, entry in KNOWLEDGE.entries():
        source: Source
        for source in entry.sources:
            titles.setdefault(source.url, set()).add(f"{source.date}")
    assert all(len(dates) == 1 for dates in titles.values()), {k: v for k, v in titles.items() if len(v) > 1}
