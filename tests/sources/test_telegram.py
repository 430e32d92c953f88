"""Telegram exports: every field that can carry a fact, every layout, every way they are broken in the world."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from unlisted.model import Coverage, Reach, Reason
from unlisted.sources.base import FIELD_BREAK, Reading
from unlisted.sources.chats.scan import Cut, Stream
from unlisted.sources.chats.split import Layout, Piece, by_lines
from unlisted.sources.chats.telegram import Telegram
from unlisted.sources.files import Opened

from .samples import LAYOUTS, Json, account, chat, documents, message, read, tdesktop

TELEGRAM = Telegram()


def write(folder: Path, content: bytes) -> Path:
    path = folder / "result.json"
    path.write_bytes(content)
    return path


def of_messages(folder: Path, *messages: Json) -> list[str]:
    """The documents of these messages, without the names of the chat and of senders."""
    found, reading = read(TELEGRAM, write(folder, tdesktop(chat(messages))))
    assert reading.reason is None
    return [text for text, mark in found if "/sender/" not in mark.place and not mark.locator.startswith("chat:")]


def test_a_message_has_its_place_date_and_reach(tmp_path: Path) -> None:
    found, reading = read(TELEGRAM, write(tmp_path, tdesktop(chat([message(41, "zdravo svima", from_="Ana")]))))
    assert [text for text, _ in found] == ["Izmišljena grupa", "zdravo svima", "Ana"]
    title, mark, sender = (mark for _, mark in found)
    assert (mark.locator, mark.place, mark.within) == ("message:41", "1000000077/41", "1000000077")
    assert mark.date == datetime(2026, 3, 1, 12, 41, tzinfo=UTC)
    assert mark.reach is Reach.MEMBERS
    assert (title.locator, title.place) == ("chat:1000000077", "1000000077")
    assert (sender.locator, sender.place) == ("message:41", "1000000077/sender/Ana")
    assert reading.covers == [Coverage(within="1000000077", first=41, last=41, snapshot=mark.date)]
    assert reading.read["messages"] == 1
    assert reading.read["bytes"] == (tmp_path / "result.json").stat().st_size


@pytest.mark.parametrize(
    ("kind", "reach"),
    [
        ("private_group", Reach.MEMBERS),
        ("private_channel", Reach.MEMBERS),
        ("public_supergroup", Reach.PUBLIC),
        ("public_channel", Reach.INDEXED),
        ("personal_chat", Reach.PRIVATE),
        ("saved_messages", Reach.PRIVATE),
        ("something_new", Reach.UNKNOWN),
    ],
)
def test_how_far_a_chat_reaches(tmp_path: Path, kind: str, reach: Reach) -> None:
    found, _ = read(TELEGRAM, write(tmp_path, tdesktop(chat([message(1)], type=kind))))
    assert {mark.reach for _, mark in found} == {reach}


def test_formatting_does_not_divide_a_name(tmp_path: Path) -> None:
    text = ["to je Mi", {"type": "bold", "text": "le"}, "na Prime", {"type": "italic", "text": "rović"}, "!"]
    assert of_messages(tmp_path, message(1, text)) == ["to je Milena Primerović!"]


def test_where_links_lead_is_read(tmp_path: Path) -> None:
    text = [
        "evo ",
        {"type": "text_link", "text": "ovde", "href": "https://example.org/?q=Cara+Lazara+17"},
        {"type": "link", "text": "https://example.org/Mileni%C4%87"},
    ]
    (found,) = of_messages(tmp_path, message(1, text))
    shown, first, second = found.split(FIELD_BREAK)
    assert shown == "evo ovdehttps://example.org/Mileni%C4%87"
    assert first.endswith("?q=Cara Lazara 17")
    assert second.endswith("/Milenić")


FIELDS: dict[str, tuple[Json, str]] = {
    "forwarded from": ({"forwarded_from": "@"}, "@"),
    "saved from": ({"saved_from": "@"}, "@"),
    "author": ({"author": "@"}, "@"),
    "via bot": ({"via_bot": "@"}, "@"),
    "file name": ({"file": "files/x", "file_name": "@"}, "@"),
    "title": ({"title": "@"}, "@"),
    "performer": ({"performer": "@"}, "@"),
    "new title": ({"new_title": "@"}, "@"),
    "members": ({"members": ["Ana", "@", None]}, "@"),
    "inviter": ({"inviter": "@"}, "@"),
    "contact name": (
        {"contact_information": {"first_name": "Milena", "last_name": "@", "phone_number": "1"}},
        "Milena @",
    ),
    "contact phone": ({"contact_information": {"first_name": "", "last_name": "", "phone_number": "@"}}, "@"),
    "contact card": ({"contact_vcard": "@"}, "@"),
    "place": ({"place_name": "@"}, "@"),
    "address": ({"address": "@"}, "@"),
    "location": ({"location_information": {"latitude": 45.25, "longitude": 19.5}}, "45.25, 19.5"),
    "poll": ({"poll": {"question": "@", "closed": False, "total_voters": 2, "answers": []}}, "@"),
    "answer": ({"poll": {"question": "?", "answers": [{"text": "da"}, {"text": "@", "voters": 1}]}}, "@"),
    "rich answer": ({"poll": {"question": ["@", {"type": "bold", "text": "!"}], "answers": []}}, "@!"),
    "to do": ({"todo_list": {"title": "@", "answers": []}}, "@"),
    "to do item": (
        {"todo_list": {"title": "x", "answers": [{"id": 1, "text": [{"type": "plain", "text": "@"}]}]}},
        "@",
    ),
    "invoice": ({"invoice_information": {"title": "x", "description": "@", "amount": 1, "currency": "RSD"}}, "@"),
    "button": ({"inline_bot_buttons": [[{"type": "url", "text": "a"}, {"type": "url", "text": "@"}]]}, "@"),
    "button link": ({"inline_bot_buttons": [[{"type": "url", "text": "a", "data": "https://x/@"}]]}, "https://x/@"),
    "game": ({"game_title": "x", "game_description": "@"}, "@"),
    "information": ({"information_text": "@"}, "@"),
}


@pytest.mark.parametrize("field", FIELDS)
def test_every_field_that_can_carry_a_fact_is_read_on_its_own(tmp_path: Path, field: str) -> None:
    """Also beside others: what stands in two fields is never joined."""
    fields, expected = FIELDS[field]
    (found,) = of_messages(tmp_path, json.loads(json.dumps(message(1, "tekst", **fields)).replace("@", "Primerović")))
    assert found.startswith("tekst" + FIELD_BREAK)
    assert expected.replace("@", "Primerović") in found.split(FIELD_BREAK)


def test_text_entities_are_not_read_twice(tmp_path: Path) -> None:
    made = message(1, "jednom") | {"text_entities": [{"type": "plain", "text": "jednom"}]}
    assert of_messages(tmp_path, made) == ["jednom"]


def test_a_sender_is_told_once_a_chat(tmp_path: Path) -> None:
    senders = ["Ana", "Bora", "Ana", None, "Ana"]
    first = chat([message(i, "x", from_=name) for i, name in enumerate(senders, 1)], 11)
    second = chat([message(1, "x", from_="Ana")], 12)
    found, _ = read(TELEGRAM, write(tmp_path, tdesktop(account([first, second]))))
    told = [(mark.place, mark.locator) for _, mark in found if "/sender/" in mark.place]
    assert told == [
        ("11/sender/Ana", "chat:11/message:1"),
        ("11/sender/Bora", "chat:11/message:2"),
        ("12/sender/Ana", "chat:12/message:1"),
    ]


def test_an_account_with_all_its_chats(tmp_path: Path) -> None:
    made = account(
        [chat([message(1, "prva")], 11), chat([], 12), chat([message(-5, "treća")], 13, name=None)],
        left=[chat([message(7, "četvrta")], 14, type="public_channel")],
        contacts={"about": "x", "list": [
            {"first_name": "Milena", "last_name": "Primerović", "phone_number": "+381 64 000 0123"},
            {"first_name": "Bora", "last_name": "", "phone_number": ""},
        ]},
        profile_pictures=[{"date": "2026-01-01T00:00:00", "photo": "profile_pictures/a.jpg"}],
    )  # fmt: skip
    found, reading = read(TELEGRAM, write(tmp_path, tdesktop(made)))
    assert reading.reason is None
    assert {mark.locator: text for text, mark in found if "/sender/" not in mark.place} == {
        "meta:contacts": "Bora",
        "chat:11": "Izmišljena grupa",
        "chat:11/message:1": "prva",
        "chat:12": "Izmišljena grupa",
        "chat:13/message:-5": "treća",
        "chat:14": "Izmišljena grupa",
        "chat:14/message:7": "četvrta",
    }
    contacts = [text for text, mark in found if mark.locator == "meta:contacts"]
    assert contacts == [f"Milena Primerović{FIELD_BREAK}+381 64 000 0123", "Bora"]
    assert [(c.within, c.first, c.last) for c in reading.covers] == [("11", 1, 1), ("13", -5, -5), ("14", 7, 7)]
    assert reading.read["chats"] == 4
    assert reading.unread["pictures"] == 1


def test_media_are_counted_and_not_opened(tmp_path: Path) -> None:
    not_included = "(File not included. Change data exporting settings to download.)"
    made = [
        message(1, photo="photos/1.jpg"),
        message(2, file=not_included, media_type="voice_message", mime_type="audio/ogg"),
        message(3, file="a", media_type="sticker"),
        message(4, file="a", media_type="video_message", mime_type="video/mp4"),
        message(5, file="a", media_type="animation"),
        message(6, file="a", media_type="audio_file", mime_type="audio/mpeg"),
        message(7, file="a", mime_type="image/png"),
        message(8, file="a", mime_type="application/pdf"),
        message(9, contact_vcard="contacts/1.vcard"),
    ]
    _, reading = read(TELEGRAM, write(tmp_path, tdesktop(chat(made) | {})))
    assert dict(reading.unread) == {"pictures": 2, "voice": 1, "stickers": 1, "videos": 2, "sound": 1, "files": 2}


def test_what_telegram_could_not_export_is_counted(tmp_path: Path) -> None:
    _, reading = read(TELEGRAM, write(tmp_path, tdesktop(chat([message(1), {"id": 2, "type": "unsupported"}]))))
    assert reading.unread["unsupported"] == 1


def test_an_old_export_has_local_dates_only(tmp_path: Path) -> None:
    made = message(1, "staro")
    del made["date_unixtime"]
    found, reading = read(TELEGRAM, write(tmp_path, tdesktop(chat([made]))))
    assert found[1][1].date == datetime(2026, 3, 1, 12, tzinfo=UTC)
    assert not reading.unread


@pytest.mark.parametrize("time", ["zzzzzzzzzz", "9" * 16, "7" * 5000, "", "-1772366", "1772366461"])
@pytest.mark.parametrize("first", [True, False])
def test_a_time_that_is_none_makes_an_export_neither_older_nor_newer(tmp_path: Path, time: str, first: bool) -> None:
    made = [message(n, "zdravo") for n in (1, 2)] + [message(3, "i to", date_unixtime=time)]
    made = made[::-1] if first else made
    reading = Reading()
    for _ in TELEGRAM.divided(write(tmp_path, tdesktop(chat(made))), reading, None):  # at a glance
        pass
    assert [cover.snapshot for cover in reading.covers] == [datetime(2026, 3, 1, 12, 2, tzinfo=UTC)]


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("kind", ["chat", "account"])
def test_every_layout_gives_the_same(tmp_path: Path, layout: str, kind: str) -> None:
    messages = [
        message(i, f'пише "navod" {{[}}]: {i} \\ \n žč', photo="p", file_name='}},\n  {"') for i in range(1, 60)
    ]
    value = chat(messages) if kind == "chat" else account([chat(messages[:20], 8), chat(messages[20:], 9)])
    expected = read(TELEGRAM, write(tmp_path, tdesktop(value)))
    found = read(TELEGRAM, write(tmp_path, LAYOUTS[layout](value)))
    assert found[0] == expected[0]
    assert len(found[0]) > 100
    assert (found[1].reason, found[1].covers, found[1].unread) == (None, expected[1].covers, expected[1].unread)


def test_telegrams_own_mistakes_are_repaired_and_counted(tmp_path: Path) -> None:
    made = tdesktop(chat([message(1, "kontrola \x01\x1f ovde"), message(2, "dobra"), message(3, [{"text": "emo"}])]))
    assert b"\\x01\\x1F" in made
    made = made.replace(b'"text": "emo"', b'"text": "emo",\n     "document_id": stickers/AnimatedSticker.tgs')
    found, reading = read(TELEGRAM, write(tmp_path, made))
    assert [text for text, m in found if m.place.startswith("1000000077/") and "/sender/" not in m.place] == [
        "kontrola \x01\x1f ovde", "dobra", "emo",
    ]  # fmt: skip
    assert reading.repaired == 2
    assert reading.reason is None
    with pytest.raises(ValueError, match="Invalid"):
        json.loads(made)


BROKEN = {
    "unquoted text": (b'"text": "slomljena"', b'"text": slomljena', "slomljena", None),
    "bad escape": (b"slomljena", b"\\qslomljena", "\\qslomljena", None),
    "lone surrogate escape": (b"slomljena", b"\\ud800slomljena", "\ufffdslomljena", None),
    "reversed surrogates": (b"slomljena", b"\\udc00\\ud800slomljena", "\ufffd\ufffdslomljena", None),
    "raw lone surrogate": (b"slomljena", b"\xed\xa0\x80slomljena", "\ufffd\ufffd\ufffdslomljena", None),
    "invalid utf-8": (b"slomljena", b"slo\xffmljena", "slo\ufffdmljena", None),
    "raw controls": (b"slomljena", b"slo\x00ml\tjena", "slo ml jena", None),
    "another shape": (b'"text": "slomljena"', b'"text": {"new": ["slomljena"]}', "slomljena", None),
    "title of another shape": (b'"text": "slomljena"', b'"title": ["slomljena"]', "slomljena", None),
    "string id": (b'"id": 2,', b'"id": "2",', "slomljena", None),
    "garbage in a field": (b'"type": "message"', b'"type": mes}{[sage"', "slomljena", None),
    "unescaped quote": (b'"from": "Neko 2"', b'"from": "Neko "2"', "slomljena", 1),
    "5,000 digits in a field": (b'"type": "message"', b'"type": ' + b"9" * 5000, "slomljena", None),
    "too deep a field": (b'"type": "message"', b'"type": ' + b"[" * 100_000 + b"]" * 100_000, "slomljena", 1),
    "no id": (b'"id": 2,', b"", None, 1),
    "5,000 digits as an id": (b'"id": 2,', b'"id": ' + b"2" * 5000 + b",", None, 1),
    "an id beyond all ids": (b'"id": 2,', b'"id": 36893488147419103232,', None, 1),
    "no message at all": (b'"id": 2,', b"%%%%%%", None, 1),
}


@pytest.mark.parametrize("broken", BROKEN)
def test_a_broken_message_costs_nothing_but_itself(tmp_path: Path, broken: str) -> None:
    old, new, text, lost = BROKEN[broken]
    made = tdesktop(chat([message(1, "prva"), message(2, "slomljena"), message(3, "treća")]))
    first, second = made.split(b'"id": 2,')
    made = first + (b'"id": 2,' + second).replace(old, new, 1)
    assert old in b'"id": 2,' + second
    found, reading = read(TELEGRAM, write(tmp_path, made))
    read_in_chat = {mark.locator: one for one, mark in found if "/sender/" not in mark.place}
    assert read_in_chat["message:1"] == "prva"
    assert read_in_chat["message:3"] == "treća"
    if text is None:
        assert "message:2" not in read_in_chat
    else:
        assert text in read_in_chat["message:2"].split(FIELD_BREAK)
    assert reading.reason is (Reason.RECORDS_SKIPPED if lost else None)
    assert reading.numbers == ({"count": lost} if lost else {})
    assert reading.repaired == (0 if lost else reading.repaired)
    assert bool(reading.covers) is (lost is None)  # nothing is claimed about a chat with lost messages


def test_cut_anywhere_all_whole_messages_are_read(tmp_path: Path) -> None:
    content = tdesktop(account([chat([message(i, f"poruka {i}") for i in range(1, 4)], 11)]))
    ends = {i: content.index(b"\n     }", content.index(f'"text": "poruka {i}"'.encode())) + 7 for i in range(1, 4)}
    for cut in range(150, len(content)):
        found, reading = read(TELEGRAM, write(tmp_path, content[:cut]))
        whole = {f"chat:11/message:{i}" for i, end in ends.items() if end <= cut}
        assert whole <= {mark.locator for _, mark in found if mark.place.startswith("11/")}, cut
        assert reading.reason is Reason.TRUNCATED, cut
        assert reading.numbers == {"at": cut}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cut=st.integers(100, 2500), layout=st.sampled_from(sorted(LAYOUTS)))
def test_cut_anywhere_in_any_layout(tmp_path: Path, cut: int, layout: str) -> None:
    content = LAYOUTS[layout](chat([message(i, f"poruka {i}", title='"}]') for i in range(1, 12)]))
    _, whole = read(TELEGRAM, write(tmp_path, content))
    found, reading = read(TELEGRAM, write(tmp_path, content[:cut]))
    assert reading.reason is (Reason.TRUNCATED if cut < len(content) else None)
    assert reading.read["messages"] <= whole.read["messages"] == 11
    assert len(found) == len({(m.place, text) for text, m in found})


@pytest.mark.parametrize("where", [b"", b"   \n", b"\n}", b"{}", b"trailing words"])
def test_what_follows_the_export(tmp_path: Path, where: bytes) -> None:
    found, reading = read(TELEGRAM, write(tmp_path, tdesktop(chat([message(1, "prva")])) + where))
    assert "prva" in [text for text, _ in found]
    assert reading.reason is (Reason.DAMAGED if where.strip(b" \n{}") or where == b"\n}" else None)


def test_a_wrong_shape_is_read_as_text_and_said(tmp_path: Path) -> None:
    found, reading = read(
        TELEGRAM, write(tmp_path, b'{"name": "x", "type": "private_group", "messages": {"a": "Ana"}}')
    )
    assert reading.reason is Reason.WRONG_SHAPE
    assert "Ana" in found[0][0]


def test_messages_that_are_none(tmp_path: Path) -> None:
    content = b'{"type": "private_group", "id": 1, "messages": [1, "x", [[[[]]]], null, {"id": 5, "text": "da"}, ]}'
    found, reading = read(TELEGRAM, write(tmp_path, content))
    assert [text for text, _ in found] == ["da"]
    assert reading.reason is Reason.RECORDS_SKIPPED


def test_a_chat_without_an_id_still_has_a_place(tmp_path: Path) -> None:
    one, other = (
        read(TELEGRAM, write(tmp_path, tdesktop({"name": name, "type": "private_group", "messages": [message(1)]})))[0]
        for name in ("A", "B")
    )
    assert one[0][1].locator == "chat:0"
    assert one[0][1].place != other[0][1].place
    assert not any("A" in mark.locator for _, mark in one)


@pytest.mark.parametrize("number", ["true", '"Milena Primerović"', "1.5", "[5]", "7" * 5000, "null"])
def test_only_a_number_becomes_part_of_a_locator(tmp_path: Path, number: str) -> None:
    content = tdesktop(account([chat([message(1, "da")], 4242)])).replace(b"4242", number.encode())
    found, _ = read(TELEGRAM, write(tmp_path, content))
    assert {mark.locator for _, mark in found} == {"chat:0", "chat:0/message:1"}


def test_duplicate_ids_are_both_read(tmp_path: Path) -> None:
    assert of_messages(tmp_path, message(1, "jedan"), message(1, "dva")) == ["jedan", "dva"]


def test_parts_of_a_file_read_apart_give_the_whole(tmp_path: Path) -> None:
    content = tdesktop(chat([message(i, f"poruka {i}") for i in range(1, 200)]))
    path = write(tmp_path, content)
    layout = Layout(b"\n", b" ", b"  ")
    start = content.index(b"[") + 1
    seams = [content.index(b"\n  {", at) for at in range(start, len(content) - 500, 2500)]
    found: list[bytes] = []
    with Opened(path) as file:
        for first, last in zip(seams, [*seams[1:], None], strict=True):
            stream = Stream(file.blocks(start=first, end=last), first)
            try:
                for piece in by_lines(stream, layout):
                    assert isinstance(piece, Piece)
                    found += piece.messages()
            except Cut:
                assert last is not None
    assert [json.loads(one)["id"] for one in found] == list(range(1, 200))


@pytest.mark.parametrize("layout", ["tdesktop", "minified"])
def test_where_a_block_ends_changes_nothing(tmp_path: Path, layout: str, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path, LAYOUTS[layout](chat([message(i, f"č{'š' * (i % 50)} \\ {i}") for i in range(1, 40)])))
    whole = read(TELEGRAM, path)[0]
    for block in (1, 2, 3, 7, 64, 1000):
        monkeypatch.setattr("unlisted.sources.files.BLOCK", block)
        monkeypatch.setattr("unlisted.sources.chats.split.PIECE", block)
        assert read(TELEGRAM, path)[0] == whole


def test_a_message_longer_than_any_costs_none_of_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("scan", "split"):
        monkeypatch.setattr(f"unlisted.sources.chats.{name}.LIMIT", 5000)
    monkeypatch.setattr("unlisted.sources.files.BLOCK", 1000)
    value = chat([message(1, "prva"), message(2, "x\\" * 20_000), message(3, "treća"), message(4, "četvrta")])
    for layout in LAYOUTS.values():
        found, reading = read(TELEGRAM, write(tmp_path, layout(value)))
        assert {"prva", "treća", "četvrta"} <= {text for text, _ in found}
        assert sum(text.count("x\\") for text, mark in found if mark.locator == "message:2") >= 20_000
        assert reading.reason is None
        assert reading.read["messages"] == 4


def test_a_file_that_changes_while_it_is_read(tmp_path: Path) -> None:
    path = write(tmp_path, tdesktop(chat([message(i, "duga poruka " * 200) for i in range(2000)])))
    reading = Reading()
    batches = TELEGRAM.read(path, reading)
    next(batches)
    first = next(batches)
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2)
    rest = list(documents(batches))
    assert first.document(0)
    assert reading.reason is Reason.CHANGED
    assert len(rest) < 2000
