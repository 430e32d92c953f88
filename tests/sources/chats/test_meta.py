"""Facebook's and Instagram's downloads: letters put right, chats in parts, everything beside them, every bad end."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sources.test_sources import megabytes
from unlisted.model import Reach, Reason
from unlisted.sources.base import FIELD_BREAK, Reading
from unlisted.sources.chats.meta import Meta, mended
from unlisted.sources.folders import walk
from unlisted.sources.mine import Mine

from .made import as_facebook, facebook, facebook_message, read, texts

SOURCE = Meta()
START = 1_772_366_400_000


@given(st.text())
def test_letters_are_put_right(text: str) -> None:
    try:
        doubled = text.encode().decode("latin-1")
    except UnicodeEncodeError:  # a lone surrogate
        return
    assert mended(doubled) == text


@pytest.mark.parametrize("text", ["", "plain", "Ćutljiva", "Милена 🌸", "é", "Ä\u0087x", "cafÃ©"])
def test_what_is_right_stays_and_pieces_are_put_right(text: str) -> None:
    assert mended(text + "Ć") == text.replace("Ä\u0087", "ć").replace("Ã©", "é") + "Ć"


def test_messages(tmp_path: Path) -> None:
    content = facebook([facebook_message(1, "Milena Primerović živi u Žitnoj"), facebook_message(2, "Милена 🌸")])
    path = tmp_path / "message_1.json"
    found, reading = read(SOURCE, path, content)
    assert SOURCE.recognises(path, content[:4096])
    assert [(text.split(FIELD_BREAK), mark.locator) for text, mark in found] == [
        (["Neko 1", "Ćutljiva Primerović"], "meta:chat"),
        (["Milena Primerović živi u Žitnoj"], f"message:{START + 1000}"),
        (["Neko 1"], f"message:{START + 1000}"),
        (["Милена 🌸"], f"message:{START + 2000}"),
        (["Neko 2"], f"message:{START + 2000}"),
    ]
    assert found[1][1].date == datetime(2026, 3, 1, 12, 0, 1, tzinfo=UTC)
    assert {mark.within for _, mark in found} == {"inbox/izmisljeni_77"}
    assert {mark.reach for _, mark in found} == {Reach.PRIVATE}
    assert (reading.reason, reading.repaired, reading.read["messages"]) == (None, 0, 2)
    assert (reading.covers[0].first, reading.covers[0].last) == (START + 1000, START + 2000)


def test_every_field_that_can_carry_a_fact(tmp_path: Path) -> None:
    photo = {"uri": "your_facebook_activity/messages/inbox/x_7/photos/milena_primerović.jpg", "creation_timestamp": 1}
    message = facebook_message(
        1, "tekst", photos=[photo], videos=[{"uri": "a/b/v.mp4", "thumbnail": {"uri": "a/b/v.jpg"}}],
        sticker={"uri": "s"},
        audio_files=[{"uri": "a/b/glas.mp4"}], gifs=[{"uri": "a/b/g.gif"}], files=[{"uri": "a/b/adresa.pdf"}],
        share={"link": "https://example.org/%C4%87", "share_text": "podeljeno šta", "original_content_owner": "ona"},
        reactions=[{"reaction": "❤", "actor": "Reaguje Šćepan"}], users=[{"name": "Dodata Đurđa"}],
    )  # fmt: skip
    found, reading = read(SOURCE, tmp_path / "message_1.json", facebook([message], users=[]))
    assert next(t for t in texts(found) if t.startswith("tekst")).split(FIELD_BREAK) == [
        "tekst", "https://example.org/%C4%87\nhttps://example.org/ć", "podeljeno šta", "ona",
        "milena_primerović.jpg", "g.gif", "v.mp4", "glas.mp4", "adresa.pdf",
    ]  # fmt: skip
    assert {"Reaguje Šćepan", "Dodata Đurđa", "Neko 1"} <= set(texts(found))
    assert {k: n for k, n in reading.unread.items() if n} == {
        "pictures": 2, "videos": 1, "voice": 1, "files": 1, "stickers": 1,
    }  # fmt: skip


def test_parts_of_a_chat_are_one_chat(tmp_path: Path) -> None:
    for number in (1, 2, 10):
        messages = [facebook_message(100 - number * 5 - i, f"p{number}-{i}", sender_name="Ana") for i in range(3)]
        (tmp_path / f"message_{number}.json").write_bytes(facebook(messages))
    (look,) = walk([str(tmp_path)])
    assert look.source
    assert look.path
    assert look.path.name == "message_1.json"
    found, reading = read(look.source, look.path)
    assert [text for text in texts(found) if text.startswith("p")] == [
        f"p{n}-{i}" for n in (1, 2, 10) for i in range(3)
    ]
    assert texts(found).count("Ana") == 1
    assert len(reading.covers) == 1
    assert (reading.read["messages"], reading.reason) == (9, None)
    assert reading.unread["files"] == 7  # parts 3 to 9 are not there


def test_encrypted_chats(tmp_path: Path) -> None:
    message = {"isUnsent": False, "media": [{"uri": "./media/slika.jpg"}], "reactions": [{"actor": "Eva"}],
               "senderName": "Milena Primerović", "text": "živim tu", "timestamp": START, "type": "text"}  # fmt: skip
    made = {"participants": ["Milena Primerović", "Ana"], "threadName": "Milena_3", "messages": [message]}
    content = json.dumps(made, ensure_ascii=False, indent=2).encode()
    path = tmp_path / "Milena_3.json"
    assert SOURCE.recognises(path, content[:4096])
    found, reading = read(SOURCE, path, content)
    assert f"živim tu{FIELD_BREAK}slika.jpg" in texts(found)
    assert {"Milena Primerović", "Eva"} <= set(texts(found))
    assert (reading.read["messages"], reading.unread["pictures"]) == (1, 1)


BESIDE: dict[str, tuple[Any, list[str]]] = {
    "comments.json": (
        {"comments_v2": [{"timestamp": 1772366400, "data": [{"comment": {
            "timestamp": 1772366400, "comment": "živim u Žitnoj", "author": "Milena P."}}],
            "title": "Milena P. je komentarisala."}]},
        ["živim u Žitnoj", "Milena P.", "Milena P. je komentarisala."],
    ),
    "your_posts_1.json": (
        [{"timestamp": 1772366400, "data": [{"post": "moja kuća"}, {"update_timestamp": 5}], "attachments": [
            {"data": [{"media": {"uri": "posts/media/x/dvorište_7.jpg", "title": "Slike"}}]}]}],
        ["moja kuća", "dvorište_7.jpg", "Slike"],
    ),
    "friends.json": ({"friends_v2": [{"name": "Đurđa Primerović", "timestamp": 1772366400}]}, ["Đurđa Primerović"]),
    "followers_1.json": (
        [{"title": "", "media_list_data": [], "string_list_data": [
            {"href": "https://www.instagram.com/mprimerovic", "value": "mprimerovic", "timestamp": 1772366400}]}],
        ["https://www.instagram.com/mprimerovic", "mprimerovic"],
    ),
    "following.json": (
        {"relationships_following": [{"title": "mprimerovic", "string_list_data": [{"timestamp": 1772366400}]}]},
        ["mprimerovic"],
    ),
    "personal_information.json": (
        {"profile_user": [{"title": "", "media_map_data": {}, "string_map_data": {
            "Email": {"href": "", "value": "m@example.org", "timestamp": 0},
            "Phone Number": {"href": "", "value": "+381640000456", "timestamp": 1772366400}}}]},
        ["m@example.org", "+381640000456"],
    ),
    "profile_information.json": (
        {"profile_v2": {"name": {"full_name": "Milena Primerović"}, "emails": {"emails": ["m@example.org"]}}},
        ["Milena Primerović", "m@example.org"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BESIDE)
def test_what_lies_beside_the_chats(tmp_path: Path, name: str) -> None:
    value, expected = BESIDE[name]
    content = as_facebook(value)
    assert SOURCE.recognises(tmp_path / name, content[:4096])
    found, reading = read(SOURCE, tmp_path / name, content)
    [(text, mark)] = found
    assert set(expected) <= set(text.split(FIELD_BREAK))
    assert mark.locator == "entry:1"
    if "profile_information" not in name:
        assert mark.date == datetime(2026, 3, 1, 12, tzinfo=UTC)
    assert (reading.read["entries"], reading.reason) == (1, None)


def test_other_json_is_not_taken(tmp_path: Path) -> None:
    for content in (
        b'{"participants": 5}',
        b'{"a": [{"timestamp": 5}]}',
        b"[]",
        b'{"messages": []}',
        b'["text"]',
        b'{"text_config": {"a": 5}}',
        b'{"schema_v2": {}}',
    ):
        assert not SOURCE.recognises(tmp_path / "a.json", content)


def test_her_own_messages(tmp_path: Path) -> None:
    path = tmp_path / "message_1.json"
    path.write_bytes(facebook([facebook_message(1, "moja", sender_name="Đurđa Ćirić"), facebook_message(2, "tuđa")]))
    for name in ("Đurđa Ćirić", "djurdja ciric", "Ђурђа Ћирић"):
        batches = SOURCE.read(path, Reading(mine=Mine([name])))
        found = {b.document(i): b.mark(i).mine for b in batches for i in range(len(b.starts))}
        assert found["moja"] is found["Đurđa Ćirić"] is True
        assert found["tuđa"] is found["Neko 2"] is False


# --- bad input ---------------------------------------------------------------------------------------------------

BODIES = [f'poruka {i} šđ 🌸 "navod"\n{{' for i in range(1, 20)]
CONTENT = facebook([facebook_message(i, BODIES[i - 1]) for i in range(1, 20)])
LAYOUTS = {
    "as it is": CONTENT,
    "crlf": CONTENT.replace(b"\n", b"\r\n"),
    "minified": json.dumps(json.loads(CONTENT), separators=(",", ":")).encode(),
    "raw letters": json.dumps(json.loads(CONTENT), ensure_ascii=False, indent=2).encode(),
}


@pytest.mark.parametrize("layout", LAYOUTS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_cut_anywhere(tmp_path: Path, layout: str, data: st.DataObject) -> None:
    content = LAYOUTS[layout]
    cut = data.draw(st.integers(1, len(content.rstrip()) - 1))
    found, reading = read(SOURCE, tmp_path / "a.json", content[:cut])
    parts = content[:cut].split(b'"is_geoblocked_for_viewer"')  # the last key of a message
    whole = max(0, len(parts) - 1 - (b"}" not in parts[-1]))
    assert [text for text in texts(found) if text in BODIES][:whole] == BODIES[:whole]
    assert reading.reason is Reason.TRUNCATED


ENTRIES = as_facebook({"friends_v2": [{"name": f"Žika {i}", "timestamp": 1772366400 + i} for i in range(20)]})


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cut=st.integers(1, len(ENTRIES) - 1))
def test_entries_cut_anywhere(tmp_path: Path, cut: int) -> None:
    found, reading = read(SOURCE, tmp_path / "friends.json", ENTRIES[:cut])
    whole = ENTRIES[:cut].count(b"}")
    assert [f"Žika {i}" for i in range(whole)] == texts(found)[:whole]
    assert reading.reason is Reason.TRUNCATED


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(0, len(CONTENT)), garbage=st.binary(min_size=1, max_size=60))
def test_garbage_anywhere(tmp_path: Path, at: int, garbage: bytes) -> None:
    found, reading = read(SOURCE, tmp_path / "a.json", CONTENT[:at] + garbage + CONTENT[at:])
    shown = "\n".join(texts(found))  # where the key is broken, messages are entries like any other
    assert sum(body not in shown for body in BODIES) <= 2 or reading.reason is not None


def test_two_exports_joined_in_one_file(tmp_path: Path) -> None:
    other = facebook([facebook_message(50, "druga")], path="inbox/drugi_78")
    found, reading = read(SOURCE, tmp_path / "a.json", CONTENT + b"\n" + other)
    assert {BODIES[0], BODIES[-1], "druga"} <= set(texts(found))
    assert reading.reason is None


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    content = CONTENT.decode().encode(encoding)
    assert SOURCE.recognises(tmp_path / "a.json", content[:4096])
    found, reading = read(SOURCE, tmp_path / "a.json", content)
    assert set(BODIES) <= set(texts(found))
    assert reading.reason is None


def test_a_wrong_encoding(tmp_path: Path) -> None:
    made = {"participants": [{"name": "A"}, {"name": "B"}], "messages": [facebook_message(1, "Primerović živi")]}
    content = json.dumps(made | {"title": "x", "thread_path": "inbox/x_1"}, ensure_ascii=False, indent=2)
    found, reading = read(SOURCE, tmp_path / "a.json", content.encode("cp1250"))
    assert "Primerović živi" in texts(found)
    assert reading.repaired == 1


def test_memory_stays_the_same_however_large_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    one = b"    " + as_facebook(facebook_message(1, "реч " * 20)).replace(b"\n", b"\n    ")
    before, _, after = facebook([facebook_message(1)]).partition(
        as_facebook(facebook_message(1)).replace(b"\n", b"\n    ")
    )
    with path.open("wb") as out:
        out.write(before.rstrip(b" ") + one)
        out.writelines([b",\n" + one] * 60_000)
        out.write(after)
    documents, peak = megabytes("meta", path)
    assert path.stat().st_size > 30_000_000
    assert documents > 60_000
    assert peak < 100


def test_duplicated_ids_and_dates_out_of_range(tmp_path: Path) -> None:
    messages = [
        facebook_message(1, "prva"), facebook_message(1, "ista"), facebook_message(2, "a", timestamp_ms=10**30),
        facebook_message(3, "b", timestamp_ms=-5), facebook_message(4, "c", timestamp_ms="nije"),
        facebook_message(5, "d", timestamp_ms=None), facebook_message(6, "e", timestamp_ms=10**18),
    ]  # fmt: skip
    found, reading = read(SOURCE, tmp_path / "a.json", facebook(messages))
    assert {"prva", "ista", *"abcde"} <= set(texts(found))
    assert all(mark.date is None for text, mark in found if text in "abcde")
    assert len({mark.place for text, mark in found if text in ("prva", "ista")}) == 2
    assert reading.reason is None


@pytest.mark.parametrize(
    "more", [{"content": 5}, {"content": ["a", "Milena"]}, {"sender_name": {"x": "Milena"}}, {"reactions": "Milena"},
             {"photos": {"uri": "Milena"}}, {"users": [5]}],
)  # fmt: skip
def test_fields_of_another_type_cost_nothing_else(tmp_path: Path, more: dict[str, Any]) -> None:
    messages = [facebook_message(1, "prva"), facebook_message(2, "druga") | more, facebook_message(3, "zadnja")]
    found, reading = read(SOURCE, tmp_path / "a.json", facebook(messages))
    assert {"prva", "zadnja"} <= set(texts(found))
    assert ("Milena" in json.dumps(more)) == any("Milena" in text for text in texts(found))
    assert (reading.read["messages"], reading.repaired) == (3, 1)
