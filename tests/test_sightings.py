"""What a look keeps of a message beside its facts: numbers and keyed hashes, never a name."""

from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.people import milena
from unlisted.audit import Watch, audit
from unlisted.match import compile_facts
from unlisted.match.intent import Verdict
from unlisted.model import Exposure, How, Intent, Kind, Link, Mark, Outcome, Reach, SeenFact, Sighting, State, What
from unlisted.rounds import by_hand, link_in, merge, rank
from unlisted.sightings import Eye
from unlisted.sources.base import Look
from unlisted.sources.chats.whatsapp import WhatsApp

DAY = datetime(2026, 5, 3, 12, tzinfo=UTC)
PHONE = SeenFact(fact="mobile", kind=Kind.PHONE, parts=("number",), how=How.EXACT, strength=0.97)


def keyed(text: str) -> str:
    return f"<{text}>"


EYE = Eye(compile_facts(()), keyed, None, "telegram", "a")


def made(**more: object) -> Sighting:
    mark = Mark(locator="message:7", place="c/7", within="c", **more)
    return EYE._sighting(mark, (PHONE,), Verdict(), 7)


def test_a_sender_is_only_ever_a_keyed_hash_and_another_one_in_every_chat() -> None:
    one, other = made(sender="Ana"), replace(made(), within="d")
    assert one.sender == "<sender/telegram/c/Ana>"
    assert other.sender == ""
    elsewhere = Mark(locator="message:7", place="d/7", within="d", sender="Ana")
    assert EYE._sighting(elsewhere, (PHONE,), Verdict(), 0).sender != one.sender
    assert one.sender not in (one.id, one.within)


def test_numbers_and_the_link_are_kept() -> None:
    one = made(reply_to=3, link=Link(chat=1000000017, message=7))
    assert (one.number, one.reply_to, one.link) == (7, 3, Link(chat=1000000017, message=7))
    assert {field.name for field in fields(Link)} == {"chat", "message"}


def test_senders_of_a_real_chat(tmp_path: Path) -> None:
    file = tmp_path / "chat.txt"
    lines = ["Ana: Milena Šupljikac", "Vuk: Milena Šupljikac", "Ana: zdravo"]
    file.write_text("".join(f"[01.02.24, 21:05:0{n}] {line}\n" for n, line in enumerate(lines)), encoding="utf-8")
    looks = [Look(target="chat.txt", path=file, source=WhatsApp())]
    [outcome] = audit(looks, milena(), keyed=keyed, watch=Watch())
    chat = outcome.covers[0].within.removeprefix("<whatsapp/").removesuffix(">")
    assert [one.sender for one in outcome.sightings] == [f"<sender/whatsapp/{chat}/{name}>" for name in ("Ana", "Vuk")]
    assert [one.number for one in outcome.sightings] == [1, 2]


# --- over time ---


def look(*sightings: Sighting, day: datetime = DAY) -> Outcome:
    return Outcome(source="telegram", target="a", state=State.SEEN, sightings=sightings)


def merged(*looks: Outcome) -> Exposure:
    known: tuple[Exposure, ...] = ()
    for one in looks:
        known = merge(known, [one], facts=["mobile"], now=DAY).exposures
    [exposure] = known
    return exposure


FULL = replace(made(sender="Ana", reply_to=3, link=Link(chat=9, message=7)), snapshot=DAY)


@pytest.mark.parametrize("later", [timedelta(0), timedelta(days=1), timedelta(days=-1)])
def test_what_one_look_knew_is_not_lost_by_another(later: timedelta) -> None:
    bare = replace(FULL, number=None, reply_to=None, sender="", link=None, snapshot=DAY + later)
    for looks in ((look(FULL), look(bare)), (look(bare), look(FULL)), (look(FULL, bare),)):
        exposure = merged(*looks)
        assert (exposure.number, exposure.reply_to, exposure.link) == (7, 3, Link(chat=9, message=7))
        assert exposure.sender == FULL.sender


# --- links ---


@pytest.mark.parametrize(
    ("typed", "link"),
    [
        ("https://t.me/c/1000000017/44", (1000000017, 44)),
        (" http://T.ME/c/1000000017/3/44/ ", (1000000017, 44)),
        ("t.me/c/1000000017/44?thread=3", (1000000017, 44)),
        ("https://telegram.me/c/1000000017/44", (1000000017, 44)),
        ("https://t.me/c/1000000017", None),
        ("https://t.me/somebody/44", None),
        ("https://t.me.example.org/c/1000000017/44", None),
        ("see https://t.me/c/1000000017/44", None),
        ("https://t.me/c/1000000017/44#Ana", None),
        ("https://t.me/c/١٢٣/44", None),
    ],
)
def test_a_link_that_she_typed_is_told_by_its_numbers(typed: str, link: tuple[int, int] | None) -> None:
    assert link_in(typed) == (link and Link(chat=link[0], message=link[1]))
    hers = by_hand(typed, facts=[PHONE], intent=Intent.SEEKS, date=DAY, reach=Reach.UNKNOWN, now=DAY, keyed=keyed)
    assert hers.link == link_in(typed)


# --- the order ---

exposures = st.builds(
    lambda facts, **more: replace(
        merged(look(made())),
        facts=tuple(
            SeenFact(fact=kind, kind=kind, parts=(), how=How.EXACT, strength=strength) for kind, strength in facts
        ),
        strength=max(strength for _kind, strength in facts),
        **more,
    ),
    facts=st.lists(st.tuples(st.sampled_from(Kind), st.sampled_from([0.2, 0.6, 0.97])), min_size=1, max_size=3),
    intent=st.sampled_from(Intent),
    reach=st.sampled_from(Reach),
    what=st.lists(st.sampled_from(What), unique=True).map(tuple),
)


@given(exposures, exposures)
def test_what_is_not_classified_never_stands_below_a_classified_one_of_the_same_facts(
    one: Exposure, other: Exposure
) -> None:
    unclassified = replace(one, intent=Intent.UNCLASSIFIED, id="f" * 16)
    for intent in (Intent.PUBLISHES, Intent.THREATENS, Intent.SEEKS, Intent.MENTIONS):
        classified = replace(other, facts=one.facts, strength=one.strength, intent=intent, id="0" * 16)
        assert rank(unclassified) < rank(classified)


def test_intent_then_kind_then_reach() -> None:
    base = merged(look(made()))
    address = replace(PHONE, fact="home", kind=Kind.ADDRESS)
    ordered = [
        replace(base, intent=Intent.PUBLISHES, facts=(address,), reach=Reach.PUBLIC),
        replace(base, intent=Intent.THREATENS, facts=(PHONE, address)),
        replace(base, intent=Intent.PUBLISHES, facts=(PHONE,), what=(What.PHONE, What.INTIMATE_IMAGES)),
        replace(base, intent=Intent.PUBLISHES, facts=(PHONE,), reach=Reach.INDEXED),
        replace(base, intent=Intent.PUBLISHES, facts=(PHONE,), reach=Reach.PRIVATE),
        replace(base, intent=Intent.PUBLISHES, facts=(replace(address, strength=0.3),), strength=0.3),
        replace(base, intent=Intent.SEEKS, facts=(address,)),
        replace(base, intent=Intent.MENTIONS, facts=(address,), reach=Reach.INDEXED),
    ]
    mixed = [*ordered[3:], *ordered[:3]]
    assert sorted(mixed, key=rank) == ordered
