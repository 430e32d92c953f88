"""Intent: every rule's own examples in every spelling, sentences the rules have not seen, neutral talk, replies."""

from __future__ import annotations

import pickle
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support.intents import classifier, filled, spellings
from unlisted.knowledge import IntentRule, load
from unlisted.match.found import Hit
from unlisted.match.intent import Verdict, compile_rules
from unlisted.model import Intent, Kind, What

RULES = [pytest.param(rule, id=rule.id) for rule in load().intent_rules.values()]
LISTS = load().word_lists
DATA = Path(__file__).parents[1] / "data"
NEUTRAL = (Intent.UNCLASSIFIED, Intent.MENTIONS)


def judged(sentence: str, reply: str | None = None) -> Verdict:
    text, hits = filled(sentence)
    return classifier().classify(text, hits, reply)


@pytest.mark.parametrize("rule", RULES)
def test_what_a_rule_should_match_and_should_not(rule: IntentRule) -> None:
    assert rule.should_match
    assert rule.should_not
    for sentence in rule.should_match:
        for spelling, written in spellings(sentence):
            text, hits = filled(written)
            assert rule.id in classifier().fitting(text, hits), (spelling, text)
            verdict = classifier().classify(text, hits)
            assert verdict.intent is rule.intent, (spelling, text)
            assert set(rule.what) <= set(verdict.what), (spelling, text)
    for sentence in rule.should_not:
        for spelling, written in spellings(sentence):
            text, hits = filled(written)
            assert rule.id not in classifier().fitting(text, hits), (spelling, text)


@pytest.mark.parametrize("rule", RULES)
def test_rules_are_written_in_the_small_language(rule: IntentRule) -> None:
    kinds = "|".join(Kind)
    for sequence in (*rule.words, rule.unless):
        for element in sequence:
            for one in element.split("|"):
                assert re.fullmatch(rf"\^|<(?:{kinds})>|@[a-z-]+|\w+\*?", one), (rule.id, one)
                assert not one.startswith("@") or one[1:] in LISTS, (rule.id, one)
    for sequence in rule.words:
        assert "^" not in sequence[1:]
        assert "^" not in sequence[0].split("|")[1:]
        assert len(sequence) > 1 or rule.asked, f"{rule.id}: one word alone tells nothing"


def test_lists_are_words_and_every_one_is_used() -> None:
    used = {one[1:] for rule in load().intent_rules.values() for s in (*rule.words, rule.unless) for e in s
            for one in e.split("|") if one.startswith("@")}  # fmt: skip
    assert set(LISTS) - used == {"denials", "abbreviations", "openers"} | {n for n in LISTS if n.startswith("phrase-")}
    for each in LISTS.values():
        for word in each.words:
            assert re.fullmatch(r"\w+\*?|<[a-z-]+>", word), (each.id, word)


@dataclass(frozen=True)
class Line:
    intent: str
    what: str
    sentence: str
    reply: str | None


def held_out(name: str) -> Iterator[Line]:
    for line in (DATA / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            intent, what, rest = line.split(" | ", 2)
            sentence, _, reply = rest.replace("\\n", "\n").partition(" << ")
            yield Line(intent, what, sentence, reply or None)


def is_right(line: Line, sentence: str, reply: str | None) -> bool:
    verdict = judged(sentence, reply)
    if line.intent == "neutral":
        return verdict.intent in NEUTRAL
    return verdict.intent == line.intent and (line.what in ("-", *verdict.what) or not verdict.what)


SETS = [
    ("intent_held_out.txt", 0.95),
    ("intent_held_out_2.txt", 0.95),
    ("intent_held_out_3.txt", 0.95),
    ("intent_held_out_4.txt", 0.95),
    ("intent_held_out_5.txt", 0.95),
    ("intent_held_out_6.txt", 0.95),
]


@pytest.mark.parametrize(("name", "share"), SETS)
def test_held_out_sentences(name: str, share: float) -> None:
    wrong: list[str] = []
    total = 0
    for line in held_out(name):
        replies = dict(spellings(line.reply)) if line.reply else {}
        for spelling, written in spellings(line.sentence):
            total += 1
            if not is_right(line, written, replies.get(spelling, line.reply)):
                wrong.append(f"{spelling}: {written}")
    assert len(wrong) <= (1 - share) * total, wrong


@pytest.mark.parametrize("name", [name for name, _share in SETS])
def test_no_hunt_is_only_a_mention_and_no_talk_is_a_hunt(name: str) -> None:
    for line in held_out(name):
        intent = judged(line.sentence).intent
        if line.intent == "neutral":
            assert intent in NEUTRAL, line
        else:
            assert intent is not Intent.MENTIONS, line


TALK = [
    "{name} je moja komšinica",
    "Dobro jutro {name}, kako si",
    "{name} i ja smo išle u istu školu",
    "Baš mi se sviđa kako {name} piše",
    "Knjigu je prevela {name}",
    "{name} ima rođendan u petak, sve najbolje",
    "Pitao sam i {name}, isto kaže",
    "Pre dva dana {name} je bila kod nas",
    "U subotu je skup, biće i {name}",
    "Ne dirajte {name}, pustite ženu na miru",
    "Sram vas bilo, {name} ima pravo na svoj mir",
    "Nemojte širiti adrese po grupama, ni od {name} ni od bilo koga",
    "Prijavite ovu grupu, ugrožavaju {name}",
    "Zašto svi pišu o {name}",
    "Koliko je sati, {name}",
    "Danas sam sreo {name} u gradu",
    "{name} trči maraton u nedelju",
    "Gledao sam {name} sinoć, odlično",
    "Broj učesnika raste, kaže {name}",
    "Slike su sa izložbe koju je otvorila {name}",
    "{name} ima pravo kad kaže da treba naći rešenje",
    "Ljudi, {name} je pobedila",
    "Rad koji je napisala {name} dobio je nagradu",
    "Gužva je u {address} zbog radova",
    "Otvoren je lokal u {address}",
    "Kupujem hleb u {workplace}",
    "{name} thank you for everything",
    "I read what {name} wrote",
    "Leave {name} alone",
    "{name} is right about this",
    "Stop sharing her address, {name} deserves peace",
    "{name} will speak tomorrow",
    "Fotografija: {name}",
    "Autorka: {name}, Beograd",
    "{name}",
    "{name}, {name} i opet {name}",
    "{username}",
    "{email}",
    "{address}",
    "{relative} je dobar majstor",
]


@pytest.mark.parametrize("sentence", TALK)
def test_neutral_talk_is_no_hunt(sentence: str) -> None:
    for spelling, written in spellings(sentence):
        assert judged(written).intent in NEUTRAL, (spelling, written)


def test_what_no_rule_fits_is_unclassified_and_never_only_a_mention() -> None:
    for sentence in ("{name}", "{address}", "{name} je tu", "xyz {name} xyz"):
        assert judged(sentence).intent is Intent.UNCLASSIFIED
    assert judged("evo je u vestima, {name}").intent is Intent.MENTIONS
    for shown in ("{address}", "{phone}", "{email}", "{relative}"):
        assert judged(f"{{name}} je govorila na tribini, {shown}").intent is not Intent.MENTIONS


def test_a_question_seeks_and_a_statement_publishes() -> None:
    assert judged("Ona živi u {address}.").intent is Intent.PUBLISHES
    assert judged("Ona živi u {address}?").intent is Intent.SEEKS
    assert judged("Ona ne živi u {address}.").intent is Intent.UNCLASSIFIED
    assert judged("{name}, {address}").intent is Intent.PUBLISHES
    assert judged("{name}, {address}?").intent is Intent.SEEKS


@pytest.mark.parametrize(
    ("reply", "sentence", "intent"),
    [
        ("Ko zna gde živi Milena?", "{address}", Intent.PUBLISHES),
        ("who knows her address?", "{address}", Intent.PUBLISHES),
        ("Ко има њен број", "{phone} javi kako je prošlo", Intent.PUBLISHES),
        ("Treba je naći", "{address}", Intent.PUBLISHES),
        ("Ko je ova žena?", "{name}", Intent.PUBLISHES),
        ("Ko zna gde živi?", "{name}", Intent.UNCLASSIFIED),  # her name is no answer to where
        ("Ko zna gde živi?", "{address}?", Intent.SEEKS),
        ("Ko zna gde živi?", "ne znam, nije {address}", Intent.UNCLASSIFIED),
        ("Danas je lep dan", "{address}", Intent.UNCLASSIFIED),
        ("Ne znam gde živi", "{address}", Intent.UNCLASSIFIED),
        ("Ko zna gde živi?", "Zna li neko gde živi {name}", Intent.SEEKS),
        ("Ko zna gde živi?", "ubiću te {name}", Intent.THREATENS),
    ],
)
def test_replies(reply: str, sentence: str, intent: Intent) -> None:
    assert judged(sentence, reply).intent is intent


def test_words_far_from_the_fact_say_nothing_about_it() -> None:
    far = "Zna li neko gde živi majstor?\n" + "Lep dan.\n" * 60 + "{name} je tu"
    assert judged(far).intent is Intent.UNCLASSIFIED
    assert judged("Zna li neko gde živi?\n{name}").intent is Intent.SEEKS


def test_a_denial_before_undoes_and_a_full_stop_in_an_abbreviation_does_not_part() -> None:
    assert judged("Ne dajte nikome broj, {name}").intent is Intent.UNCLASSIFIED
    assert judged("Adresa: ul. {address}").intent is Intent.PUBLISHES
    assert judged("Nije važno. Adresa joj je {address}").intent is Intent.PUBLISHES


@pytest.mark.parametrize(
    "sentence",
    [
        "K0 zna gdeee z1vi {name}",
        "Kо znа gdе živi {name}",  # Cyrillic letters among Latin ones
        "ЗНА ЛИ НЕКО ГДЕ СТАНУЈЕ {name}",
        "zna\u200b li ko gde ži\u200bvi {name}",
        "zna li neko gde zhivi {name}",
    ],
)
def test_disguised_words_are_read(sentence: str) -> None:
    assert judged(sentence).intent is Intent.SEEKS


def test_a_list_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError):
        compile_rules(load().intent_rules.values(), {"denials": (), "abbreviations": (), "openers": ()})


def test_it_can_be_sent_to_another_process() -> None:
    again = pickle.loads(pickle.dumps(classifier()))  # noqa: S301 - our own bytes
    text, hits = filled("Ko zna gde živi {name}?")
    assert again.classify(text, hits) == classifier().classify(text, hits)


WORDS = [
    "gde",
    "živi",
    "adresa",
    "ко",
    "зна",
    "?",
    "\n",
    ".",
    "slike",
    "treba",
    "evo",
    "ne",
    "{name}",
    "{address}",
    "\u200b",
    "ђ",
    "𝐚",
]


@given(
    st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=8).map(lambda t: re.sub(r"[{}]", "", t))), max_size=40)
)
@settings(deadline=None, max_examples=150)
def test_any_text_gets_closed_words_and_what_stands_far_away_changes_nothing(words: list[str]) -> None:
    text, hits = filled(" ".join(words))
    verdict = classifier().classify(text, hits, text)
    assert verdict.intent in Intent
    assert set(verdict.what) <= set(What)
    if hits:
        before = "x" * 900 + "\n" + "y" * 900 + "\n"
        moved = [Hit(h.start + len(before), h.end + len(before), h.kind, h.full) for h in hits]
        after = "\n" + "x" * 900
        assert (
            classifier().classify(before + text + after, moved).intent
            is classifier().classify(text + "\n", hits).intent
        )
