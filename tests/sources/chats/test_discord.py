"""DiscordChatExporter's files: every field that can carry a fact, several files of one channel, and every bad end."""

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
from unlisted.sources.chats.discord import Discord
from unlisted.sources.mine import Mine

from .made import discord, discord_message, read, texts

SOURCE = Discord()
BASE = 1_000_000_000_000_000_000


def fields(found: list[tuple[str, Any]], number: int) -> list[str]:
    """The fields of the document of one message."""
    return next(text for text, mark in found if mark.locator == f"message:{BASE + number}").split(FIELD_BREAK)


def test_messages_and_senders(tmp_path: Path) -> None:
    content = discord([discord_message(1, "zdravo"), discord_message(2, "kako si", author={"id": "7", "name": "ana"})])
    found, reading = read(SOURCE, tmp_path / "a.json", content)
    assert SOURCE.recognises(tmp_path / "a.json", content[:4096])
    assert [(text.split(FIELD_BREAK), mark.locator) for text, mark in found] == [
        (["Izmišljeni server", "Tekst", "opšte"], "chat:77"),
        (["zdravo"], f"message:{BASE + 1}"),
        (["Neko 1", "neko1"], f"message:{BASE + 1}"),
        (["kako si"], f"message:{BASE + 2}"),
        (["ana"], f"message:{BASE + 2}"),
    ]
    assert found[1][1].date == datetime(2026, 3, 1, 12, 0, 1, tzinfo=UTC)
    assert {mark.reach for _, mark in found} == {Reach.MEMBERS}
    assert {mark.within for _, mark in found} == {"77"}
    assert dict(reading.read) == {"bytes": len(content), "messages": 2}
    assert (reading.covers[0].first, reading.covers[0].last) == (BASE + 1, BASE + 2)


@pytest.mark.parametrize("kind", ["DirectTextChat", "DirectGroupTextChat"])
def test_direct_messages_are_private(tmp_path: Path, kind: str) -> None:
    found, _ = read(SOURCE, tmp_path / "a.json", discord([discord_message(1)], type=kind))
    assert {mark.reach for _, mark in found} == {Reach.PRIVATE}


def test_every_field_that_can_carry_a_fact(tmp_path: Path) -> None:
    user = {"id": "8", "name": "mp", "nickname": "Milena P.", "roles": [{"name": "uloga"}], "avatarUrl": "x"}
    embed = {
        "title": "naslov", "url": "https://example.org/%C4%87", "timestamp": "2026", "description": "opis",
        "color": "#fff", "author": {"name": "pisac", "url": "https://example.org/p", "iconUrl": "x"},
        "footer": {"text": "dno"}, "image": {"url": "slika"}, "images": [{"url": "slika"}],
        "fields": [{"name": "polje", "value": "vrednost", "isInline": True}], "inlineEmojis": [{"name": "e"}],
    }  # fmt: skip
    forwarded = {"timestamp": "x", "content": "prosleđeno", "attachments": [{"fileName": "drugi.pdf"}],
                 "embeds": [{"title": "unutra"}], "stickers": []}  # fmt: skip
    content = discord(
        [
            discord_message(
                1, "tekst <@8>", embeds=[embed], attachments=[{"id": "1", "url": "x", "fileName": "Milena.jpg"}],
                stickers=[{"id": "3", "name": "nalepnica", "format": "Png", "sourceUrl": "x"}], mentions=[user],
                reactions=[{"emoji": {"name": "x"}, "count": 1, "users": [user]}], forwardedMessage=forwarded,
                interaction={"id": "4", "name": "naredba", "user": {"id": "9", "name": "pozvao"}},
                components=[{"type": "Row", "components": [{"type": "Button", "label": "dugme", "url": "https://a.b/"}]}],
            ),
        ]
    )  # fmt: skip
    found, reading = read(SOURCE, tmp_path / "a.json", content)
    assert fields(found, 1) == [
        "tekst <@8>", "Milena.jpg", "naslov", "https://example.org/%C4%87\nhttps://example.org/ć", "opis", "pisac",
        "https://example.org/p", "dno", "polje", "vrednost", "nalepnica", "prosleđeno", "drugi.pdf", "unutra", "dugme",
        "https://a.b/", "naredba", "Milena P.", "mp",
    ]  # fmt: skip
    assert {f"Milena P.{FIELD_BREAK}mp", "pozvao"} <= set(texts(found))
    assert {k: n for k, n in reading.unread.items() if n} == {"pictures": 1, "stickers": 1}


def test_whom_the_text_names_is_not_told_again(tmp_path: Path) -> None:
    user = {"id": "8", "name": "milena", "nickname": "Milena"}
    found, _ = read(SOURCE, tmp_path / "a.json", discord([discord_message(1, "@Milena milena", mentions=[user])]))
    assert fields(found, 1) == ["@Milena milena"]


def test_answers(tmp_path: Path) -> None:
    def reference(message: int, channel: str | None) -> dict[str, Any]:
        return {"type": "Default", "messageId": str(BASE + message), "channelId": channel, "guildId": "5"}

    messages = [
        discord_message(1), discord_message(2, "a", reference=reference(1, "77")),
        discord_message(3, "b", reference=reference(1, None)), discord_message(4, "c", reference=reference(1, "78")),
    ]  # fmt: skip
    found, _ = read(SOURCE, tmp_path / "a.json", discord(messages))
    assert {text: mark.reply_to for text, mark in found if text in "abc"} == {"a": BASE + 1, "b": BASE + 1, "c": None}
    (tmp_path / "b.json").write_bytes(discord(messages))
    numbers = [number for batch in SOURCE.read(tmp_path / "b.json", Reading()) for number in batch.ids]
    assert BASE + 1 in numbers


def test_files_of_one_channel_are_one_chat(tmp_path: Path) -> None:
    first = discord([discord_message(i, f"a{i}") for i in range(1, 5)])
    second = discord([discord_message(i, f"a{i}") for i in range(4, 9)])
    one, reading = read(SOURCE, tmp_path / "a.json", first)
    other, _ = read(SOURCE, tmp_path / "a [part 2].json", second)
    assert {mark.within for _, mark in one} == {mark.within for _, mark in other} == {reading.covers[0].within}
    assert {mark for text, mark in one if text == "a4"} == {mark for text, mark in other if text == "a4"}


def test_her_own_messages(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(discord([discord_message(1, "moja"), discord_message(2, "tuđa", author={"id": "7", "name": "x"})]))
    for names, expected in ((["500"], True), (["НЕКО 1"], True), (["neko1"], True), (["nekо1"], False), (["7"], False)):
        found = {
            batch.document(i): batch.mark(i).mine
            for batch in SOURCE.read(path, Reading(mine=Mine(names)))
            for i in range(len(batch.starts))
        }
        assert found["moja"] is expected
        assert found["tuđa"] is (names == ["7"])
    assert {mark.mine for _, mark in read(SOURCE, path)[0]} == {None}


# --- bad input ---------------------------------------------------------------------------------------------------

CONTENT = discord([discord_message(i, f'poruka {i} šđ 🌸 "navod"\n{{') for i in range(1, 20)])
BODIES = [f'poruka {i} šđ 🌸 "navod"\n{{' for i in range(1, 20)]
LAYOUTS = {
    "as it is": CONTENT,
    "crlf": CONTENT.replace(b"\n", b"\r\n"),
    "minified": json.dumps(json.loads(CONTENT), ensure_ascii=False, separators=(",", ":")).encode(),
    "ascii": json.dumps(json.loads(CONTENT), indent=2).encode(),
}


@pytest.mark.parametrize("layout", LAYOUTS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_cut_anywhere(tmp_path: Path, layout: str, data: st.DataObject) -> None:
    content = LAYOUTS[layout]
    cut = data.draw(st.integers(1, len(content) - 1))
    found, reading = read(SOURCE, tmp_path / "a.json", content[:cut])
    whole = content[:cut].count(b'"inlineEmojis"')  # the last key of a message
    end = content[:cut].rpartition(b'"inlineEmojis"')[2]
    whole = max(0, whole - (b"}" not in end))
    assert [text for text in texts(found) if text in BODIES][:whole] == BODIES[:whole]
    assert reading.reason is Reason.TRUNCATED


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(0, len(CONTENT)), garbage=st.binary(min_size=1, max_size=60))
def test_garbage_anywhere(tmp_path: Path, at: int, garbage: bytes) -> None:
    found, reading = read(SOURCE, tmp_path / "a.json", CONTENT[:at] + garbage + CONTENT[at:])
    if not CONTENT.index(b'"messages"') < at < CONTENT.index(b'"messageCount"'):
        return
    shown = texts(found)
    assert sum(body not in shown for body in BODIES) <= 2 or reading.reason is not None


def test_two_exports_joined_in_one_file(tmp_path: Path) -> None:
    other = discord([discord_message(50, "druga")], channel="78")
    found, reading = read(SOURCE, tmp_path / "a.json", CONTENT + b"\n" + other)
    assert {BODIES[0], BODIES[-1], "druga"} <= set(texts(found))
    assert {cover.within for cover in reading.covers} == {"77", "78"}
    assert reading.reason is None


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    content = CONTENT.decode().encode(encoding)
    assert SOURCE.recognises(tmp_path / "a.json", content[:4096])
    found, reading = read(SOURCE, tmp_path / "a.json", content)
    assert set(BODIES) <= set(texts(found))
    assert reading.reason is None


def test_a_wrong_encoding(tmp_path: Path) -> None:
    content = discord([discord_message(i, f"{i}: Milena Primerović živi") for i in range(1, 5)]).decode()
    found, reading = read(SOURCE, tmp_path / "a.json", content.encode("cp1250"))
    assert "2: Milena Primerović živi" in texts(found)
    assert reading.repaired


def test_memory_stays_the_same_however_large_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    before, _, _rest = discord([discord_message(1)]).partition(b'    {\n      "id": "1000000000000000001"')
    one = before[:0] + json.dumps(discord_message(1, "reč " * 60), ensure_ascii=False, indent=2).encode()
    one = b"    " + one.replace(b"\n", b"\n    ")
    with path.open("wb") as out:
        out.write(before)
        out.write(one)
        out.writelines([b",\n" + one] * 30_000)
        out.write(b'\n  ],\n  "messageCount": 5\n}')
    documents, peak = megabytes("discord", path)
    assert path.stat().st_size > 30_000_000
    assert documents > 30_000
    assert peak < 100


def test_duplicated_ids_and_dates_out_of_range(tmp_path: Path) -> None:
    messages = [
        discord_message(1, "prva"), discord_message(1, "ista"),
        discord_message(2, "a", timestamp="9999-12-31T23:59:59Z"),
        discord_message(3, "b", timestamp="0001-01-01T00:00:00+14:00"), discord_message(4, "c", timestamp="nije"),
        discord_message(5, "d", timestamp=None), discord_message(6, "e", id="9" * 40), discord_message(7, "f", id=None),
        discord_message(8, "g", timestamp="2026-03-01T14:00:00+02:00"),
    ]  # fmt: skip
    found, reading = read(SOURCE, tmp_path / "a.json", discord(messages))
    assert {"prva", "ista", *"abcdefg"} <= set(texts(found))
    dates = {text: mark.date for text, mark in found}
    assert dates["g"] == datetime(2026, 3, 1, 12, tzinfo=UTC)
    assert dates["a"] is dates["b"] is dates["c"] is dates["d"] is None
    assert reading.unread["dates"] == 2
    assert reading.reason is None


@pytest.mark.parametrize(
    "more", [{"content": 5}, {"content": ["a", "Milena"]}, {"author": "Milena"}, {"embeds": {"x": "Milena"}},
             {"mentions": None}, {"reactions": "Milena"}, {"attachments": [1]}, {"reference": 5}],
)  # fmt: skip
def test_fields_of_another_type_cost_nothing_else(tmp_path: Path, more: dict[str, Any]) -> None:
    messages = [discord_message(1, "prva"), discord_message(2, "druga") | more, discord_message(3, "treća")]
    found, reading = read(SOURCE, tmp_path / "a.json", discord(messages))
    assert {"prva", "treća"} <= set(texts(found))
    assert ("Milena" in json.dumps(more)) == any("Milena" in text for text in texts(found))
    assert reading.read["messages"] == 3
    assert reading.repaired == 1


def test_an_empty_channel_and_no_export(tmp_path: Path) -> None:
    _, reading = read(SOURCE, tmp_path / "a.json", discord([]))
    assert reading.reason is None
    assert reading.covers
    _, reading = read(SOURCE, tmp_path / "a.json", b'{"guild": {"id": "5"}, "channel": {}}')
    assert reading.reason is Reason.WRONG_SHAPE
    assert not SOURCE.recognises(tmp_path / "a.json", b'{"guild": 5, "messages": []}')
