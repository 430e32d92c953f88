"""Google Takeout's chats, the new and the old: every field that can carry a fact, answers, and every bad end."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from unlisted.model import Reach, Reason
from unlisted.sources.base import FIELD_BREAK, Reading
from unlisted.sources.chats.google import Google
from unlisted.sources.mine import Mine

from .made import google, google_message, hangouts, hangouts_event, read, texts

SOURCE = Google()


def test_messages(tmp_path: Path) -> None:
    content = google([google_message(1, "zdravo"), google_message(2, "Милена", creator={"name": "Ana"})])
    path = tmp_path / "messages.json"
    found, reading = read(SOURCE, path, content)
    assert SOURCE.recognises(path, content[:4096])
    assert [(text.split(FIELD_BREAK), mark.locator) for text, mark in found] == [
        (["zdravo"], "message:1"), (["Neko 1", "neko1@example.org"], "message:1"), (["Милена"], "message:2"),
        (["Ana"], "message:2"),
    ]  # fmt: skip
    assert found[0][1].date == datetime(2026, 3, 1, 12, 0, 1, tzinfo=UTC)
    assert {mark.within for _, mark in found} == {"AAA"}
    assert found[0][1].place == "AAA/AAA/T1/T1"
    assert (reading.reason, reading.read["messages"]) == (None, 2)
    assert (reading.covers[0].first, reading.covers[0].last) == (1, 2)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Thursday, November 3, 2016 at 11:59:50 AM UTC", datetime(2016, 11, 3, 11, 59, 50, tzinfo=UTC)),
        ("Thursday, November 3, 2016 at 12:00:50\u202fAM UTC", datetime(2016, 11, 3, 0, 0, 50, tzinfo=UTC)),
        ("Thursday, 3 November 2016 at 23:59:50 UTC", datetime(2016, 11, 3, 23, 59, 50, tzinfo=UTC)),
        ("2016-11-03T23:59:50+01:00", datetime(2016, 11, 3, 22, 59, 50, tzinfo=UTC)),
        ("Thursday, November 31, 2016 at 11:59:50 AM UTC", None), ("четвртак, 3. новембар 2016. 11:59:50 UTC", None),
        ("Thursday, November 3, 9999 at 11:59:50 PM UTC", None), ("", None),
    ],
)  # fmt: skip
def test_dates(tmp_path: Path, written: str, expected: datetime | None) -> None:
    found, reading = read(SOURCE, tmp_path / "m.json", google([google_message(1, created_date=written)]))
    assert found[0][1].date == expected
    assert reading.unread["dates"] == (expected is None and "9999" not in written)


def test_every_field_that_can_carry_a_fact(tmp_path: Path) -> None:
    message = google_message(
        1, "tekst", attached_files=[{"original_name": "kuća.png?account_id=3", "export_name": "File-kuća.png"}],
        annotations=[{"start_index": 0, "length": 4, "url_metadata": {"title": "naslov", "snippet": "isečak", "url": {
            "private_do_not_access_or_else_safe_url_wrapped_value": "https://example.org/%C4%87"}}},
            {"drive_metadata": {"id": "x", "title": "list"}}, {"youtube_metadata": {"id": "x"}}],
        quoted_message_metadata={"creator": {"name": "Eva"}, "text": "navod", "message_id": "AAA/T9/T9"},
        reactions=[{"emoji": {"unicode": "x"}, "reactor_emails": ["reaguje@example.org"]}],
    )  # fmt: skip
    found, reading = read(SOURCE, tmp_path / "messages.json", google([message]))
    assert found[0][0].split(FIELD_BREAK) == [
        "tekst", "kuća.png?account_id=3", "File-kuća.png", "naslov", "isečak",
        "https://example.org/%C4%87\nhttps://example.org/ć", "list", "navod",
    ]  # fmt: skip
    assert "reaguje@example.org" in texts(found)
    assert reading.unread["pictures"] == 1


def test_answers_by_quoting_and_in_threads(tmp_path: Path) -> None:
    quoted = {"message_id": "AAA/T1/T1", "text": ""}
    messages = [
        google_message(1, "prva"), google_message(2, "druga", topic_id="T1", message_id="AAA/T1/m2"),
        google_message(3, "treća", quoted_message_metadata=quoted), google_message(4, "četvrta"),
    ]  # fmt: skip
    path = tmp_path / "messages.json"
    path.write_bytes(google(messages))
    [batch] = SOURCE.read(path, Reading())
    marks = {batch.document(i): batch.mark(i).reply_to for i in range(len(batch.starts))}
    first = next(batch.ids[i] for i in range(len(batch.starts)) if batch.document(i) == "prva")
    assert first
    assert [marks[one] for one in ("prva", "druga", "treća", "četvrta")] == [None, first, first, None]


def test_who_is_in_a_chat(tmp_path: Path) -> None:
    person = {"name": "Milena Primerović", "email": "m@example.org", "user_type": "Human"}
    for name, value in {
        "group_info.json": {"name": "Izmišljena grupa", "members": [person]},
        "user_info.json": {"user": person, "membership_info": [{"group_name": "Grupa", "group_id": "Space 1"}]},
    }.items():
        content = json.dumps(value, ensure_ascii=False, indent=2).encode()
        assert SOURCE.recognises(tmp_path / name, content)
        found, reading = read(SOURCE, tmp_path / name, content)
        assert f"Milena Primerović{FIELD_BREAK}m@example.org" in texts(found)
        assert {mark.locator for _, mark in found} == {"entry:1", "entry:2"}
        assert (reading.read["entries"], reading.reason) == (2, None)


def test_hangouts(tmp_path: Path) -> None:
    content = hangouts(
        [
            ("UgxA", [hangouts_event(1, "zdra", "vo", "\n", "svima"), hangouts_event(2, "kako", sender="2")]),
            ("UgxB", [hangouts_event(3, "drugi razgovor", sender="9")]),
        ]
    )
    path = tmp_path / "Hangouts.json"
    assert SOURCE.recognises(path, content[:4096])
    found, reading = read(SOURCE, path, content)
    stamp = 1_772_366_400_000_000
    about = ["Neko 1", "Neko 2"]
    assert [(text.split(FIELD_BREAK), mark.locator) for text, mark in found] == [
        (about, "chat:1"), (["zdravo\nsvima"], f"chat:1/message:{stamp + 1_000_000}"),
        (["Neko 1"], f"chat:1/message:{stamp + 1_000_000}"), (["kako"], f"chat:1/message:{stamp + 2_000_000}"),
        (["Neko 2"], f"chat:1/message:{stamp + 2_000_000}"), (about, "chat:2"),
        (["drugi razgovor"], f"chat:2/message:{stamp + 3_000_000}"),
    ]  # fmt: skip
    assert found[1][1].date == datetime(2026, 3, 1, 12, 0, 1, tzinfo=UTC)
    assert {mark.within for _, mark in found} == {"UgxA", "UgxB"} == {cover.within for cover in reading.covers}
    assert (reading.read["messages"], reading.read["chats"], reading.reason) == (3, 2, None)
    assert found[1][1].reach is Reach.PRIVATE


def test_hangouts_of_before_2018_and_what_else_happens(tmp_path: Path) -> None:
    events = [
        hangouts_event(1, "staro"),
        {"timestamp": "5000000", "conversation_rename": {"new_name": "Novo ime", "old_name": ""}},
        {"timestamp": "6000000", "chat_message": {"message_content": {"attachment": [{"embed_item": {}}]}}},
    ]  # fmt: skip
    inner = {
        "id": {"id": "UgxA"},
        "name": "Razgovor",
        "participant_data": [{"id": {"gaia_id": "1"}, "fallback_name": "Eva"}],
    }
    made = {"conversation_state": [{"conversation_id": {"id": "UgxA"}, "response_header": {"status": "OK"},
                                    "conversation_state": {"conversation": inner, "event": events}}]}  # fmt: skip
    content = json.dumps(made, indent=1).encode()
    assert SOURCE.recognises(tmp_path / "Hangouts.json", content[:4096])
    found, reading = read(SOURCE, tmp_path / "Hangouts.json", content)
    assert texts(found) == [f"Razgovor{FIELD_BREAK}Eva", "staro", "Eva", "Novo ime"]
    assert (reading.unread["media_files"], reading.read["messages"]) == (1, 3)


def test_her_own_messages(tmp_path: Path) -> None:
    path = tmp_path / "messages.json"
    path.write_bytes(google([google_message(1, "moja"), google_message(2, "tuđa")]))
    for name in ("neko1@example.org", "Неко 1"):
        batches = SOURCE.read(path, Reading(mine=Mine([name])))
        found = {b.document(i): b.mark(i).mine for b in batches for i in range(len(b.starts))}
        assert (found["moja"], found["tuđa"]) == (True, False)
    path.write_bytes(hangouts([("U", [hangouts_event(1, "moja"), hangouts_event(2, "tuđa", sender="2")])]))
    for name in ("1", "neko 1"):
        batches = SOURCE.read(path, Reading(mine=Mine([name])))
        found = {b.document(i): b.mark(i).mine for b in batches for i in range(len(b.starts))}
        assert (found["moja"], found["tuđa"]) == (True, False)


# --- bad input ---------------------------------------------------------------------------------------------------

BODIES = [f'poruka {i} šđ 🌸 "navod"\n{{' for i in range(1, 20)]
CHAT = google([google_message(i, BODIES[i - 1], end="kraj") for i in range(1, 20)])
OLD = hangouts([("U", [hangouts_event(i, BODIES[i - 1]) | {"end": "kraj"} for i in range(1, 20)])])
KINDS = {
    "chat": CHAT,
    "chat crlf": CHAT.replace(b"\n", b"\r\n"),
    "chat minified": json.dumps(json.loads(CHAT), ensure_ascii=False).encode(),
    "hangouts": OLD,
    "hangouts minified": json.dumps(json.loads(OLD)).encode(),
}


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_cut_anywhere(tmp_path: Path, kind: str, data: st.DataObject) -> None:
    content = KINDS[kind]
    cut = data.draw(st.integers(1, len(content) - 1))
    found, reading = read(SOURCE, tmp_path / "a.json", content[:cut])
    parts = content[:cut].split(b'"end"')  # the last key of a message
    whole = max(0, len(parts) - 1 - (b"}" not in parts[-1]))
    assert [text for text in texts(found) if text in BODIES][:whole] == BODIES[:whole]
    assert reading.reason is Reason.TRUNCATED


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), garbage=st.binary(min_size=1, max_size=60))
def test_garbage_anywhere(tmp_path: Path, kind: str, data: st.DataObject, garbage: bytes) -> None:
    content = KINDS[kind]
    at = data.draw(st.integers(0, len(content)))
    found, reading = read(SOURCE, tmp_path / "a.json", content[:at] + garbage + content[at:])
    shown = "\n".join(texts(found))
    assert sum(body not in shown for body in BODIES) <= 2 or reading.reason is not None or b"essages" in garbage


def test_two_exports_joined_in_one_file(tmp_path: Path) -> None:
    found, reading = read(SOURCE, tmp_path / "a.json", CHAT + OLD.replace(b"poruka", b"druga"))
    assert {BODIES[0], BODIES[-1], BODIES[0].replace("poruka", "druga")} <= set(texts(found))
    assert reading.reason is None


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("kind", ["chat", "hangouts"])
def test_encodings(tmp_path: Path, encoding: str, kind: str) -> None:
    content = KINDS[kind].decode().encode(encoding)
    assert SOURCE.recognises(tmp_path / "a.json", content[:4096])
    found, reading = read(SOURCE, tmp_path / "a.json", content)
    assert set(BODIES) <= set(texts(found))
    assert reading.reason is None


def test_a_wrong_encoding(tmp_path: Path) -> None:
    content = google([google_message(1, "Primerović živi")]).decode().replace("\u202f", " ")
    found, reading = read(SOURCE, tmp_path / "a.json", content.encode("cp1250"))
    assert "Primerović živi" in texts(found)
    assert reading.repaired == 1


def test_duplicated_ids_and_dates_out_of_range(tmp_path: Path) -> None:
    same = {"message_id": "AAA/T1/T1"}
    found, reading = read(
        SOURCE, tmp_path / "a.json", google([google_message(1, "prva"), google_message(2, "ista") | same])
    )
    assert {"prva", "ista"} <= set(texts(found))
    assert len({mark.place for text, mark in found if text in ("prva", "ista")}) == 1
    events = [
        hangouts_event(1, one) | {"timestamp": stamp} for one, stamp in (("a", "9" * 30), ("b", "-5"), ("c", 10**18))
    ]
    found, reading = read(SOURCE, tmp_path / "b.json", hangouts([("U", events)]))
    assert {"a", "b", "c"} <= set(texts(found))
    assert reading.reason is None


@pytest.mark.parametrize(
    "more", [{"text": 5}, {"text": ["a", "Milena"]}, {"creator": "Milena"}, {"reactions": "Milena"},
             {"attached_files": {"x": "Milena"}}, {"quoted_message_metadata": ["Milena"]}],
)  # fmt: skip
def test_fields_of_another_type_cost_nothing_else(tmp_path: Path, more: dict[str, Any]) -> None:
    messages = [google_message(1, "prva"), google_message(2, "druga") | more, google_message(3, "treća")]
    found, reading = read(SOURCE, tmp_path / "a.json", google(messages))
    assert {"prva", "treća"} <= set(texts(found))
    assert ("Milena" in json.dumps(more)) == any("Milena" in text for text in texts(found))
    assert (reading.read["messages"], reading.repaired) == (3, 1)


def test_other_json_is_not_taken(tmp_path: Path) -> None:
    for content in (b'{"messages": []}', b'{"messages": [{"text": "x"}]}', b'{"name": "x"}', b'{"conversations": []}'):
        assert not SOURCE.recognises(tmp_path / "a.json", content)
