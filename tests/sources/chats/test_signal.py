"""Signal's chats in every readable form: its own frames, sigtop's and signal-export's texts and rows."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from unlisted.model import Reach, Reason
from unlisted.sources.base import FIELD_BREAK
from unlisted.sources.chats.signal import Signal
from unlisted.sources.folders import walk

from .made import lines_of, read, signal_frames, texts

SOURCE = Signal()


def item(**more: object) -> dict[str, object]:
    return {"chatItem": {"chatId": "10", "authorId": "2", "dateSent": "1772366400000", "incoming": {}} | more}


def test_frames(tmp_path: Path) -> None:
    content = signal_frames(["zdravo", "kako si"])
    found, reading = read(SOURCE, tmp_path / "main.jsonl", content)
    assert SOURCE.recognises(tmp_path / "main.jsonl", content[:4096])
    assert [(text, mark.locator) for text, mark in found] == [
        ("Ana Primerović", "meta:account"),
        (FIELD_BREAK.join(["Mare", "Marko Primer", "+381640000456", "iz škole"]), "meta:contacts"),
        ("zdravo", "chat:10/message:1772366400000"),
        ("Mare", "chat:10/message:1772366400000"),
        ("kako si", "chat:10/message:1772366401000"),
    ]
    assert found[2][1].date == datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
    assert found[2][1].reach is Reach.PRIVATE
    assert reading.read == {"bytes": len(content), "messages": 2, "chats": 1, "entries": 2}
    assert (reading.covers[0].first, reading.covers[0].last) == (1772366400000, 1772366401000)


def test_what_a_frame_can_carry(tmp_path: Path) -> None:
    text = {"text": {"body": "tekst"}}
    photo = {"contentType": "image/jpeg", "fileName": "ulica.jpg", "caption": "opis"}
    link = {"url": "https://example.org/%C4%87", "title": "naslov"}
    renamed = {"groupNameUpdate": {"updaterAci": "QUNJ", "newGroupName": "nova"}}
    frames = [
        {"recipient": {"id": "3", "group": {"masterKey": "R1JV", "snapshot": {"title": {"title": "Naša grupa"}}}}},
        {"chat": {"id": "11", "recipientId": "3"}},
        item(standardMessage=text | {"quote": {"text": {"body": "citat"}}, "reactions": [{"emoji": "x"}]}),
        item(standardMessage={"attachments": [{"pointer": photo}]}),
        item(standardMessage={"attachments": [{"pointer": {"contentType": "audio/aac"}, "flag": "VOICE_MESSAGE"}]}),
        item(standardMessage=text | {"linkPreview": [link], "longText": {}}),
        item(
            contactMessage={
                "contact": {
                    "name": {"givenName": "Milena", "familyName": "Primerović"}, "number": [{"value": "064 000 0456"}],
                    "address": [{"street": "Izmišljena 17", "city": "Novi Sad"}],
                }
            }
        ),
        item(poll={"question": "ko zna", "options": [{"option": "ja"}]}),
        item(stickerMessage={"sticker": {"packId": "AAAA"}}),
        item(viewOnceMessage={}),
        item(updateMessage={"groupChange": {"updates": [renamed]}}),
        item(updateMessage={"profileChange": {"previousName": "pre", "newName": "posle"}}),
        item(remoteDeletedMessage={}),
        item(standardMessage=text, revisions=[{"chatId": "10", "standardMessage": {"text": {"body": "ranije"}}}]),
        {"chatItem": {"chatId": 11, "authorId": 2, "dateSent": 1772366400000, "standardMessage": text}},
    ]  # fmt: skip
    found, reading = read(SOURCE, tmp_path / "main.jsonl", signal_frames([]) + lines_of(*frames))
    shown = FIELD_BREAK.join(texts(found)).split(FIELD_BREAK)
    for wanted in (
        "Naša grupa", "citat", "ulica.jpg", "opis", "naslov", "https://example.org/%C4%87\nhttps://example.org/ć",
        "Milena Primerović", "064 000 0456", "Izmišljena 17", "Novi Sad", "ko zna", "ja", "nova", "pre", "posle",
        "ranije",
    ):  # fmt: skip
        assert wanted in shown
    assert not {"AAAA", "QUNJ", "x", "R1JV"} & set(shown)
    assert {word: n for word, n in reading.unread.items() if n} == {
        "pictures": 1, "voice": 1, "files": 1, "stickers": 1, "media_files": 1,
    }  # fmt: skip
    group = [mark for _, mark in found if mark.locator.startswith("chat:11/")]
    assert {mark.reach for mark in group} == {Reach.MEMBERS}
    assert {mark.within for mark in group} == {"R1JV"}  # its number holds in this file only


def test_numbers_of_chats_do_not_matter_across_exports(tmp_path: Path) -> None:
    one = signal_frames()
    other = one.replace(b'"chatId": "10"', b'"chatId": "77"').replace(b'"chat": {"id": "10"', b'"chat": {"id": "77"')
    first, second = (read(SOURCE, tmp_path / "main.jsonl", content)[0] for content in (one, other))
    assert [mark.place for _, mark in first] == [mark.place for _, mark in second]


MESSAGES = [
    {
        "id": f"00000000-0000-4000-8000-{at:012}", "conversationId": "razgovor-1", "sent_at": 1772366400000 + at * 1000,
        "source": "+381640000456", "type": "incoming", "body": f"poruka {at}", "attachments": [],
    }
    for at in range(1, 20)
]  # fmt: skip
SIGTOP_JSON = b"[\n" + b",\n".join(json.dumps(one).encode() for one in MESSAGES) + b"\n]\n"
SIGTOP_TEXT = "Conversation: Marko Primer (+381640000456)\n\n" + "".join(
    f"From: Marko Primer (+381640000456)\nType: incoming\nSent: Sun, 1 Mar 2026 13:00:{at:02} +0100\n"
    f"Received: Sun, 1 Mar 2026 13:00:{at:02} +0100\n\nporuka {at}\ndrugi red\n\n"
    for at in range(1, 20)
)
ROWS = lines_of(
    *(
        {
            "date": f"2026-03-01T13:00:{at:02}.123000", "sender": "Marko Primer", "body": f"poruka {at}  ", "quote": "",
            "sticker": None, "reactions": [], "attachments": [{"name": "ulica.jpg", "path": "media/ulica.jpg"}],
        }
        for at in range(1, 20)
    )
)  # fmt: skip
MARKDOWN = "".join(
    f"[2026-03-01 13:00:{at:02}] Marko Primer: poruka {at}  ![ulica.jpg](./media/ulica.jpg)  \n\n"
    for at in range(1, 20)
)
FORMS = {
    "messages.json": SIGTOP_JSON, "messages.txt": SIGTOP_TEXT.encode(), "data.json": ROWS, "chat.md": MARKDOWN.encode(),
    "index.md": MARKDOWN.replace(" 13:", ", 13:").encode(),
}  # fmt: skip


@pytest.mark.parametrize("name", FORMS)
def test_other_programs(tmp_path: Path, name: str) -> None:
    found, reading = read(SOURCE, tmp_path / name, FORMS[name])
    assert SOURCE.recognises(tmp_path / name, FORMS[name][:4096])
    assert reading.reason is None
    assert reading.read["messages"] == 19
    for at in range(1, 20):
        assert any(re.search(rf"\bporuka {at}\b", text) for text in texts(found))
    dated = [mark.date for text, mark in found if "poruka 7" in text]
    assert dated[0] is not None
    assert dated[0].minute == 0
    assert dated[0].second == 7
    assert len({mark.place for _, mark in found}) >= 19
    assert reading.covers


def test_two_files_of_one_chat_name_the_same_places(tmp_path: Path) -> None:
    (one, _), (other, _) = (read(SOURCE, tmp_path / name, FORMS[name]) for name in ("data.json", "chat.md"))
    assert [mark.place for _, mark in one] == [mark.place for _, mark in other]


def test_media_are_counted(tmp_path: Path) -> None:
    assert read(SOURCE, tmp_path / "data.json", ROWS)[1].unread["files"] == 19
    assert read(SOURCE, tmp_path / "chat.md", MARKDOWN.encode())[1].unread["media_files"] == 19
    text = SIGTOP_TEXT.replace("Received", "Attachment: a.jpg (image/jpeg, 5 bytes)\nReceived", 1)
    assert read(SOURCE, tmp_path / "a.txt", text.encode())[1].unread["media_files"] == 1


def test_two_conversations_in_one_file(tmp_path: Path) -> None:
    content = SIGTOP_JSON.replace(
        b'"conversationId": "razgovor-1", "sent_at": 1772366405', b'"conversationId": "b", "sent_at": 1772366405'
    )
    found, _ = read(SOURCE, tmp_path / "a.json", content)
    assert len({mark.within for _, mark in found}) == 2


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.sampled_from(["main.jsonl", "messages.json", "data.json"]), share=st.floats(0.05, 0.999))
def test_rows_cut_anywhere(tmp_path: Path, name: str, share: float) -> None:
    content = FORMS.get(name) or signal_frames([f"poruka {at}" for at in range(1, 20)])
    cut = content[: int(len(content) * share)]
    found, reading = read(SOURCE, tmp_path / name, cut)
    whole = cut.count(b"\n") - cut.count(b"\n]")
    shown = " ".join(texts(found))
    complete = [at for at in range(1, 20) if any(f"poruka {at}".encode() in line for line in cut.split(b"\n")[:whole])]
    assert all(f"poruka {at}" in shown for at in complete)
    if not cut.endswith(b"\n") and not cut.endswith((b"}", b"]")) and len(cut) > 300:
        assert reading.reason is Reason.TRUNCATED


@pytest.mark.parametrize("name", ["messages.txt", "chat.md"])
@pytest.mark.parametrize("share", [0.2, 0.5, 0.77, 0.99])
def test_texts_cut_anywhere(tmp_path: Path, name: str, share: float) -> None:
    cut = FORMS[name][: int(len(FORMS[name]) * share)]
    found, _ = read(SOURCE, tmp_path / name, cut)
    whole = cut.count(b"poruka") - 1
    assert all(any(f"poruka {at}" in text for text in texts(found)) for at in range(1, whole + 1))


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.sampled_from(sorted(FORMS)), share=st.floats(0, 1), garbage=st.binary(min_size=1, max_size=60))
def test_garbage_anywhere(tmp_path: Path, name: str, share: float, garbage: bytes) -> None:
    at = int(len(FORMS[name]) * share)
    read(SOURCE, tmp_path / name, FORMS[name][:at] + garbage + FORMS[name][at:])


@pytest.mark.parametrize(
    "broken",
    [
        b"{",
        b"{}",
        b"[]",
        b"null",
        b'"x"',
        b'{"chatItem": 5}',
        b'{"chatItem": {"chatId": [], "dateSent": {}}}',
        b"\xff\xfe",
    ],
)
def test_lines_that_are_no_frames(tmp_path: Path, broken: bytes) -> None:
    content = signal_frames(["pre"]) + broken + b"\n" + signal_frames(["posle"])
    found, reading = read(SOURCE, tmp_path / "main.jsonl", content)
    assert {"pre", "posle"} <= set(texts(found))
    assert reading.reason in (None, Reason.RECORDS_SKIPPED)


def test_dates_out_of_range(tmp_path: Path) -> None:
    for sent in ("0", "-5", "9" * 18, "9" * 40, "x"):
        found, reading = read(SOURCE, tmp_path / "main.jsonl", signal_frames() + lines_of(item(dateSent=sent)))
        assert reading.reason is None
        assert found[0][1].date is None or found[0][1].date.year < 5000


def test_other_files_are_not_taken() -> None:
    assert not SOURCE.recognises(Path("a.json"), b'[{"a": 1}]')
    assert not SOURCE.recognises(Path("a.md"), "# Beleške\n".encode())
    assert not SOURCE.recognises(Path("a.txt"), MARKDOWN.encode())
    assert not SOURCE.recognises(Path("a.txt"), b"Conversation: o gradu\n\nI tako dalje")


def test_beside_an_export_no_attachment_is_opened(tmp_path: Path) -> None:
    (tmp_path / "main.jsonl").write_bytes(signal_frames())
    (tmp_path / "metadata.json").write_bytes(b'{"version": 1}')
    (tmp_path / "files" / "ab").mkdir(parents=True)
    (tmp_path / "files" / "ab" / "abcdef").write_bytes(b"x")
    looks = list(walk([str(tmp_path)]))
    assert {look.source.name for look in looks if look.source} == {"signal", "text"}
    assert looks[0].unread == {"media_files": 1}
