"""Intent from an export to `check --json`: rules, replies in a second pass, and nothing else is changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support.command import Commands
from support.intents import classifier
from support.people import batch, milena
from unlisted.audit import Watch, audit
from unlisted.model import Intent, Outcome
from unlisted.sources.base import Look
from unlisted.sources.chats.telegram import Telegram

NAME, ADDRESS, PHONE = "Milena Primerović", "Izmišljena 17", "064/000-0123"
CHAT = [
    (1, None, f"Zna li neko gde živi {NAME}?"),
    (2, None, "Who knows her address?"),
    (3, 2, ADDRESS),
    (4, None, "Danas pada kiša"),
    (5, 4, ADDRESS),
    (6, None, f"Ima li ko slike od {NAME}?"),
    (7, None, f"Доћи ћемо ти пред кућу {NAME}"),
    (8, 9, PHONE),  # an answer that stands before its question, as in a merged export
    (9, None, "ко има њен број"),
    (10, 404, ADDRESS),  # to a message that is not in the export
    (11, 1, f"ne znam, nije {ADDRESS}"),
    (12, None, f"{NAME} je govorila na tribini"),
    (13, None, f"{NAME}, {ADDRESS}"),
    (14, None, "Vidim Milenu Primerović svaki dan"),
]
EXPECTED = {
    1: ("seeks", ["address"]),
    3: ("publishes", ["address"]),
    5: ("unclassified", ["address"]),
    6: ("seeks", ["intimate-images"]),
    7: ("threatens", ["address"]),
    8: ("publishes", ["phone"]),
    10: ("unclassified", ["address"]),
    11: ("unclassified", ["address"]),
    12: ("mentions", []),
    13: ("publishes", ["address"]),
    14: ("unclassified", []),
}


def message(number: int, text: str, **more: object) -> Mapping[str, object]:
    at = {"date": "2026-03-01T12:00:00", "date_unixtime": str(1772366400 + number)}
    return {"id": number, "type": "message", **at, "from": "Neko", "from_id": "user9000", "text": text, **more}


def chat(number: int = 1000000017) -> dict[str, object]:
    messages = [message(n, t, **({"reply_to_message_id": to} if to else {})) for n, to, t in CHAT]
    return {"name": "Izmišljena grupa", "type": "private_supergroup", "id": number, "messages": messages}


def write(path: Path, value: object) -> Path:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1), encoding="utf-8")
    return path


def test_intent_and_what_in_json(command: Commands, tmp_path: Path) -> None:
    found = json.loads(command("check", str(write(tmp_path / "result.json", chat())), "--json").out)["sightings"]
    told = {int(one["locator"].split(":")[1]): (one["intent"], one["what"]) for one in found}
    assert told == EXPECTED


def test_replies_stay_in_their_chat(command: Commands, tmp_path: Path) -> None:
    answer = message(3, ADDRESS, reply_to_message_id=2)
    other = {"name": "Druga", "type": "private_supergroup", "id": 1000000018, "messages": [answer]}
    account = {"about": "", "chats": {"about": "", "list": [other, chat()]}}
    found = json.loads(command("check", str(write(tmp_path / "result.json", account)), "--json").out)["sightings"]
    intents = {one["locator"]: one["intent"] for one in found}
    assert intents["chat:1000000017/message:3"] == "publishes"
    assert intents["chat:1000000018/message:3"] == "unclassified"


@pytest.mark.parametrize("to", ["2", [2], {"a": 2}, 1 << 80, 2.5, True, None])
def test_a_reply_number_of_any_shape_loses_no_message(command: Commands, tmp_path: Path, to: object) -> None:
    export = chat() | {"messages": [message(2, "ko zna njenu adresu"), message(3, ADDRESS, reply_to_message_id=to)]}
    document = json.loads(command("check", str(write(tmp_path / "result.json", export)), "--json").out)
    assert document["outcomes"][0]["read"]["messages"] == 2
    assert [one["intent"] for one in document["sightings"]] == ["unclassified"]


def test_a_reply_into_another_chat_is_not_looked_up(command: Commands, tmp_path: Path) -> None:
    elsewhere = message(3, ADDRESS, reply_to_message_id=2, reply_to_peer_id="channel5")
    export = chat() | {"messages": [message(2, "ko zna njenu adresu"), elsewhere]}
    document = json.loads(command("check", str(write(tmp_path / "result.json", export)), "--json").out)
    assert [one["intent"] for one in document["sightings"]] == ["unclassified"]


def outcome(path: Path, *, judge: bool) -> Outcome:
    look = Look(target=str(path), path=path, source=Telegram())
    [one] = audit(
        [look],
        milena(),
        keyed=lambda place: hashlib.sha256(place.encode()).hexdigest(),
        watch=Watch(),
        classifier=classifier() if judge else None,
    )
    return one


TEXTS = st.lists(
    st.lists(st.sampled_from(["Milena Šupljikac", "0640001234", "zna", "li", "neko", "gde", "živi", "?", "evo", "x"]))
    .map(" ".join)
    .filter(bool),
    min_size=1,
    max_size=8,
)


@given(TEXTS)
@settings(deadline=None, max_examples=25)
def test_classifying_changes_intent_and_what_and_nothing_else(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    messages = [message(n, text, reply_to_message_id=max(1, n - 1)) for n, text in enumerate(texts, 1)]
    path = write(tmp_path_factory.mktemp("chat") / "result.json", chat() | {"messages": messages})
    plain, judged = outcome(path, judge=False), outcome(path, judge=True)
    assert {s.intent for s in plain.sightings} <= {Intent.UNCLASSIFIED}
    assert [(s.id, s.facts, s.strength, s.locator) for s in plain.sightings] == [
        (s.id, s.facts, s.strength, s.locator) for s in judged.sightings
    ]
    assert all(set(a.what) <= set(b.what) for a, b in zip(plain.sightings, judged.sightings, strict=True))


@given(TEXTS, st.integers(0, 8))
@settings(deadline=None, max_examples=50)
def test_where_a_batch_ends_never_changes_a_verdict(texts: list[str], cut: int) -> None:
    def verdicts(documents: list[str]) -> list[object]:
        whole = batch(documents)
        return [classifier().classify(whole.document(f.index), f.hits) for f in milena().find(whole)]

    assert verdicts(texts) == verdicts(texts[:cut]) + verdicts(texts[cut:])
