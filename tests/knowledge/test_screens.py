"""The emergency screens: short, complete, in both languages and scripts, and the stop for children always reachable."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest

from unlisted.knowledge import OPENING, Flow, Screen, Text, load
from unlisted.knowledge.advice import Channel, ChannelKind, Choice, Issue
from unlisted.knowledge.basics import Slug, Source, Status, Url, When
from unlisted.knowledge.screens import HEIGHT, WIDTH, channel_lines, paragraphs, screen_lines
from unlisted.text.scripts import to_cyrillic

KNOWLEDGE = load()
SERBIAN = {
    "source": "izvor",
    "undated": "bez datuma",
    "confirmed in part": "delimično potvrđeno",
    "unverified": "nepotvrđeno",
}
SOURCE = Source(
    title="A page", url=Url("https://www.example.org/x"), date=When("2026"), seen=date(2026, 1, 1), status=Status.PARTLY
)
LANGUAGES: dict[str, tuple[Callable[[Text], str], Callable[[str], str]]] = {
    "en": (lambda text: text.en, lambda message: message),
    "sr": (lambda text: text.sr, lambda message: SERBIAN[message]),
    "sr-Cyrl": (lambda text: to_cyrillic(text.sr), lambda message: to_cyrillic(SERBIAN[message])),
}
SCREENS = [
    pytest.param(screen, language, id=f"{flow.id}-{number}-{language}")
    for flow in KNOWLEDGE.emergency.values()
    for number, screen in enumerate(flow.screens)
    for language in LANGUAGES
]
FIRST_LINE = {
    "en": "If you are in danger now, first go somewhere safe and call (192 in Serbia, 112 in the EU); this can wait.",
    "sr": "Ako ste sada u opasnosti, prvo se sklonite na sigurno i pozovite pomoć (192 u Srbiji, 112 u EU); "
    "ovo može da sačeka.",
}


def lines(screen: Screen, language: str) -> tuple[str, ...]:
    return screen_lines(screen, KNOWLEDGE.channels, *LANGUAGES[language])


@pytest.mark.parametrize(("screen", "language"), SCREENS)
def test_every_screen_fits(screen: Screen, language: str) -> None:
    shown = lines(screen, language)
    asked = 3 + max(1, len(screen.choices))  # a blank line, the question, what there is to choose, the answer
    assert len(shown) + asked <= HEIGHT, len(shown)
    assert all(len(LANGUAGES[language][0](choice.label)) <= WIDTH - 5 for choice in screen.choices)
    assert max(map(len, shown)) <= WIDTH, max(shown, key=len)
    assert "`" not in "".join(shown)
    assert "\n" not in "".join(shown)


def test_the_first_sentence_of_all_is_the_danger() -> None:
    (screen,) = KNOWLEDGE.emergency[OPENING].screens
    for language, sentence in FIRST_LINE.items():
        body = LANGUAGES[language][0](screen.body)
        assert body.splitlines()[0] == sentence
        assert "".join(lines(screen, language)[2:4]).startswith(sentence[:50])


def test_the_opening_leads_everywhere() -> None:
    reached = reachable(OPENING)
    assert reached == set(KNOWLEDGE.emergency)
    (screen,) = KNOWLEDGE.emergency[OPENING].screens
    assert [choice.to for choice in screen.choices] == ["doxxed-now", "intimate-images", "hunted"]


def test_choices_lead_somewhere() -> None:
    for flow in KNOWLEDGE.emergency.values():
        for number, screen in enumerate(flow.screens):
            for choice in screen.choices:
                assert choice.to in KNOWLEDGE.emergency or (choice.to == "next" and number + 1 < len(flow.screens))


def test_nothing_about_images_is_shown_before_the_age_question() -> None:
    first, *rest = KNOWLEDGE.emergency["intimate-images"].screens
    assert "18" in first.body.en
    assert not first.channels
    yes, no = first.choices
    assert (yes.to, no.to) == ("next", "under-18")
    assert "not sure" in no.label.en
    assert rest


def test_the_stop_says_neither_save_nor_hash_nor_forward_and_who_takes_over() -> None:
    stop = KNOWLEDGE.emergency["under-18"]
    first = stop.screens[0]
    for word in ("not save", "not make a fingerprint", "not forward"):
        assert word in first.body.en
    for word in ("Ne čuvajte", "Ne pravite njegov otisak", "Ne prosleđujte"):
        assert word in first.body.sr
    channels = {key for screen in stop.screens for key in screen.channels}
    assert {"take-it-down", "child-safety-rs", "police-rs"} <= channels
    assert "stopncii" not in channels  # for adults only
    assert not any(screen.choices for screen in stop.screens)  # no way back to the adult flow


@pytest.mark.parametrize("flow", ["doxxed-now", "hunted", "intimate-images"])
def test_the_order_of_a_flow(flow: str) -> None:
    titles = " | ".join(screen.title.en for screen in KNOWLEDGE.emergency[flow].screens)
    assert titles.index("1 of 6") < titles.index("vidence in ten minutes") < titles.index("Report")
    assert titles.endswith("Better not")
    everything = " ".join(screen.body.en for screen in KNOWLEDGE.emergency[flow].screens)
    assert re.search(r"\bpolice\b|\bcall\b", everything)
    assert "helpline" in everything
    first = KNOWLEDGE.emergency[flow].screens[1 if flow == "intimate-images" else 0]
    assert "police-rs" in first.channels


def test_every_contact_on_a_screen_shows_its_source_date_and_doubt() -> None:
    for channel in KNOWLEDGE.channels.values():
        shown = " ".join(channel_lines([channel], *LANGUAGES["en"]))
        assert "[source: " in shown
        assert re.search(r"\[source: [\w.-]+, (\d{4}[\d-]*|undated)(; (confirmed in part|unverified))?\]", shown)
        assert ("unverified" in shown) == (channel.verified is Status.UNVERIFIED)
        for reach in (channel.phone, channel.email, channel.link):
            assert reach is None or reach in shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_contact_fits_the_width(language: str) -> None:
    assert max(map(len, channel_lines(KNOWLEDGE.channels.values(), *LANGUAGES[language]))) <= WIDTH


def test_contacts_are_never_put_in_another_script() -> None:
    channel = KNOWLEDGE.channels["access-now"]
    shown = channel_lines([channel], *LANGUAGES["sr-Cyrl"])
    assert f"  {channel.email}" in shown
    assert f"  {channel.link}" in shown


def test_items_hang_and_empty_lines_stay() -> None:
    assert list(paragraphs("1. one two three four\n\n- five six\nseven", 12)) == [
        "1. one two",
        "   three",
        "   four",
        "",
        "- five six",
        "seven",
    ]


def test_a_screen_without_anything_else_is_title_and_body() -> None:
    channel = Channel(
        id=Slug("x"),
        kind=ChannelKind.HELPLINE,
        issues=(Issue.SUPPORT,),
        name=Text(en="Name", sr="Ime"),
        note=Text(en="Note", sr="Napomena"),
        sources=(SOURCE,),
        phone="000",
    )
    screen = Screen(
        title=Text(en="Title", sr="Naslov"),
        body=Text(en="Body.", sr="Telo."),
        channels=(Slug("x"),),
        choices=(Choice(label=Text(en="On", sr="Dalje"), to=Slug("next")),),
    )
    assert screen_lines(screen, {"x": channel}, *LANGUAGES["en"]) == (
        "Title",
        "",
        "Body.",
        "",
        "* Name: 000",
        "  Note",
        "  [source: example.org, 2026; confirmed in part]",
    )


def reachable(start: str) -> set[str]:
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        flow: Flow = KNOWLEDGE.emergency[waiting.pop()]
        seen.add(flow.id)
        targets = {choice.to for screen in flow.screens for choice in screen.choices} - {"next"}
        waiting += targets - seen
    return seen
