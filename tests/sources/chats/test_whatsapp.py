"""WhatsApp's exports: headers of many languages, dates that only the whole file tells, archives, and every bad end."""

import struct
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sources.test_sources import megabytes
from unlisted.audit import Watch, audit
from unlisted.locale import Language, use
from unlisted.match import compile_facts
from unlisted.model import Reach, Reason
from unlisted.report.outcomes import outcome_text
from unlisted.sources.chats import archive
from unlisted.sources.chats.dates import Calendar, Order
from unlisted.sources.chats.whatsapp import WhatsApp
from unlisted.sources.chats.whatsapp_words import media_of
from unlisted.sources.folders import walk

from .made import read, texts, zipped

SOURCE = WhatsApp()
NNBSP = "\u202f"
# A message of 13 February 2024, 21:05 (and three seconds on iPhones), as phones in these languages write it.
HEADERS = {
    "sr ios": "[13.2.24., 21:05:03] Ana: {}",
    "sr android": "13.2.2024. 21:05 - Ana: {}",
    "sr cyrillic 12h": "13.2.24. 9:05 по подне - Ana: {}",
    "hr ios": "[13. 02. 2024., 21:05:03] Ana: {}",
    "hr android": "13. 02. 2024. 21:05 - Ana: {}",
    "en-US ios": f"[2/13/24, 9:05:03{NNBSP}PM] Ana: {{}}",
    "en-US android": f"2/13/24, 9:05{NNBSP}PM - Ana: {{}}",
    "en-GB ios": "[13/02/2024, 21:05:03] Ana: {}",
    "en-GB android": "13/02/2024, 21:05 - Ana: {}",
    "en-AU": f"13/2/2024, 9:05{NNBSP}pm - Ana: {{}}",
    "en-ZA": "2024/02/13, 21:05 - Ana: {}",
    "de ios": "[13.02.24, 21:05:03] Ana: {}",
    "de android": "13.02.24, 21:05 - Ana: {}",
    "fr ios": "[13/02/2024 21:05:03] Ana: {}",
    "fr android": "13/02/2024 à 21:05 - Ana: {}",
    "it ios": "[13/02/24, 21:05:03] Ana: {}",
    "it android": "13/02/24, 21:05 - Ana: {}",
    "es ios": "[13/2/24, 21:05:03] Ana: {}",
    "es-MX": "13/2/2024, 9:05 p.\u00a0m. - Ana: {}",
    "hu ios": "[2024. 02. 13. 21:05:03] Ana: {}",
    "hu android": "2024. 02. 13. 21:05 - Ana: {}",
    "tr ios": "[13.02.2024 21:05:03] Ana: {}",
    "tr android": "13.02.2024 21:05 - Ana: {}",
    "ru ios": "[13.02.2024, 21:05:03] Ana: {}",
    "ru android": "13.02.2024, 21:05 - Ana: {}",
    "pt-BR ios": "[13/02/2024, 21:05:03] Ana: {}",
    "pt-BR android": "13/02/2024 21:05 - Ana: {}",
    "nl": "13-02-2024 21:05 - Ana: {}",
    "sv": "2024-02-13 21:05 - Ana: {}",
    "fi": "[13.2.2024 klo 21.05.03] Ana: {}",
    "zh": "2024/2/13 下午9:05 - Ana: {}",
    "marks": "\u200e[13.02.24, 21:05:03] Ana: {}",
}


def told(tmp_path: Path, text: str, name: str = "_chat.txt") -> tuple[list[str], dict[str, int]]:
    found, reading = read(SOURCE, tmp_path / name, text.encode())
    assert reading.reason is None
    return texts(found), {word: n for word, n in reading.unread.items() if n}


@pytest.mark.parametrize("header", HEADERS.values(), ids=HEADERS)
def test_headers_of_many_languages(tmp_path: Path, header: str) -> None:
    content = "".join(header.format(text) + "\n" for text in ("zdravo", "kako si\ndrugi red\n\nčetvrti", "dobro: da"))
    path = tmp_path / "razgovor.txt"
    found, reading = read(SOURCE, path, content.encode())
    assert SOURCE.recognises(path, content.encode()[:4096])
    assert texts(found) == ["zdravo", "Ana", "kako si\ndrugi red\n\nčetvrti", "dobro: da"]
    assert [mark.locator for _, mark in found] == ["message:1", "message:1", "message:2", "message:3"]
    assert {mark.date.replace(second=0) for _, mark in found if mark.date} == {datetime(2024, 2, 13, 21, 5, tzinfo=UTC)}
    assert reading.read["messages"] == 3
    assert not any(reading.unread.values())


@pytest.mark.parametrize(
    ("dates", "order", "unknown"),
    [
        (["01/02/24", "03/02/24", "13/02/24"], Order.DMY, 0),  # there is no thirteenth month
        (["02/01/24", "02/03/24", "02/13/24"], Order.MDY, 0),
        (["05/04/24", "06/04/24", "01/05/24"], Order.DMY, 0),  # else January would follow June
        (["04/05/24", "04/06/24", "05/01/24"], Order.MDY, 0),
        (["01.02.24", "02.02.24"], Order.DMY, 0),  # dots
        (["24/2/1", "24/2/2", "24/3/13"], Order.YMD, 0),
        (["2024/2/1", "2024-02-01"], Order.YMD, 0),
        (["05/04/24", "06/04/24"], None, 2),  # April or May, nobody knows
        (["02/02/24", "03/03/24", "05/04/24"], None, 1),  # the second of February is one either way
        (["13/02/24", "02/13/24", "03/04/24"], None, 1),  # two chats in one file
        (["99/99/99", "00/00/00", "1/1/1999", "1/1/9999"], None, 4),
    ],
)
def test_the_order_of_day_and_month_is_told_by_all_dates_or_not_at_all(
    dates: list[str], order: Order | None, unknown: int
) -> None:
    calendar = Calendar()
    for written in dates:
        calendar.see(written)
    calendar.decide()
    assert calendar.order is order
    assert sum(calendar.seconds(written) == 0 for written in dates) == unknown


def test_one_pasted_date_does_not_turn_a_chat_around() -> None:
    calendar = Calendar()
    for day in range(1, 29):
        calendar.see(f"02/{day:02}/24")
    calendar.see("13/02/24")
    calendar.decide()
    assert calendar.order is Order.MDY


def test_dates_that_stay_open_are_left_out_and_counted(tmp_path: Path) -> None:
    found, reading = read(SOURCE, tmp_path / "a.txt", b"05/04/24, 21:05 - Ana: a\n06/04/24, 21:05 - Ana: b\n")
    assert reading.unread["dates"] == 2
    assert all(mark.date is None for _, mark in found)
    assert reading.covers[0].snapshot is not None


@given(st.lists(st.dates(date(2010, 1, 1), date(2030, 1, 1)), min_size=1, max_size=40))
def test_what_is_decided_is_right(days: list[date]) -> None:
    days = sorted(days)
    for pattern in ("%d/%m/%y", "%m/%d/%y", "%d.%m.%Y", "%d-%m-%Y"):
        calendar = Calendar()
        written = [day.strftime(pattern) for day in days]
        for one in written:
            calendar.see(one)
        calendar.decide()
        for day, one in zip(days, written, strict=True):
            seconds = calendar.seconds(one)
            assert seconds == 0 or datetime.fromtimestamp(seconds, UTC).date() == day


@pytest.mark.parametrize(
    ("header", "word"),
    [
        ("13.2.2024. 21:05 - Ana: x\n", "dates_day_first"), ("2/13/24, 9:05 PM - Ana: x\n", "dates_month_first"),
        ("2024/02/13, 21:05 - Ana: x\n", "dates_year_first"), ("05/04/24, 21:05 - Ana: x\n", None),
    ],
)  # fmt: skip
def test_the_order_of_dates_is_said(tmp_path: Path, header: str, word: str | None) -> None:
    path = tmp_path / "_chat.txt"
    _, reading = read(SOURCE, path, header.encode())
    assert {one for one in reading.read if one.startswith("dates_")} == ({word} if word else set())
    (outcome,) = audit(walk([str(path)]), compile_facts([]), keyed=lambda place: place, watch=Watch())
    use(Language.ENGLISH)
    expected = {"dates_day_first": "dates taken as day, month, year", "dates_month_first": "as month, day, year"}
    assert expected.get(word or "", "") in outcome_text(outcome)
    assert ("dates taken" in outcome_text(outcome)) is (word is not None)


def test_the_silent_cut_is_said_in_both_languages(tmp_path: Path) -> None:
    path = tmp_path / "_chat.txt"
    path.write_bytes(b"13.02.24, 21:05 - Ana: x\n" * 39_950)
    (outcome,) = audit(walk([str(path)]), compile_facts([]), keyed=lambda place: place, watch=Watch())
    for language, words in ((Language.ENGLISH, "WhatsApp may have left out"), (Language.SERBIAN, "WhatsApp")):
        use(language)
        assert words in outcome_text(outcome)
    use(Language.ENGLISH)


OMITTED = [
    "<Media omitted>", "<медији су изостављени>", "<medijski zapis izostavljen>", "<Medien ausgeschlossen>",
    "<Médias omis>", "<Media omessi>", "<Multimedia omitido>", "<Média elhagyva>", "<Medya dahil edilmedi>",
    "<Без медиафайлов>", "<Mídia omitida>", "<Media weggelaten>", "<pominięto multimedia>", "<Média vynechány>",
]  # fmt: skip


@pytest.mark.parametrize("body", OMITTED)
def test_media_left_out_on_android(body: str) -> None:
    assert media_of(body) == "media_files"
    assert media_of(f"tekst {body}") is None


@pytest.mark.parametrize(
    ("body", "word"),
    [
        ("\u200eimage omitted", "pictures"), ("\u200eBild weggelassen", "pictures"), ("image absente", "pictures"),
        ("\u200eimmagine omessa", "pictures"), ("\u200eimagen omitida", "pictures"),
        ("imagem não revelada", "pictures"),
        ("\u200eизображение отсутствует", "pictures"), ("\u200evidéo absente", "videos"),
        ("\u200evideo omitted", "videos"), ("\u200eAudio weggelassen", "voice"), ("\u200eGIF omitted", "pictures"),
        ("\u200eстикер не добавлен", "stickers"), ("\u200eContact card omitted", "files"),
        ("plan.pdf • \u200e3 pages \u200edocument omitted", "files"), ("\u200egörüntü dahil edilmedi", "pictures"),
        ("\u200eslika izostavljena", "pictures"), ("<attached: 00000012-PHOTO-2024-02-13-21-05-03.jpg>", "pictures"),
        ("<Anhang: 00000021-VCARD.vcf>", "files"), ("IMG-20240213-WA0003.jpg (file attached)", "pictures"),
        ("PTT-20240213-WA0003.opus (Datei angehängt)\nopis", "voice"), ("null", "unsupported"),
        ("I omitted", None), ("<3>", None), ("<https://example.org>", None), ("zdravo <Media omitted> svima", None),
        ("<This message was edited>", None), ("", None), ("nisam (još) stigla", None),
    ],
)  # fmt: skip
def test_media_left_out_and_attached(body: str, word: str | None) -> None:
    assert media_of(body) == word


def test_media_are_counted_and_their_names_are_text(tmp_path: Path) -> None:
    found, unread = told(
        tmp_path,
        "[13.02.24, 21:05:03] Ana: \u200eimage omitted\n\u200e[13.02.24, 21:05:04] Ana: tekst\n"
        "[13.02.24, 21:05:05] Ana: Milena-Primerovic.pdf (file attached)\n[13.02.24, 21:05:06] Ana: <Media omitted>\n",
    )
    assert unread == {"pictures": 1, "files": 1, "media_files": 1}
    assert "Milena-Primerovic.pdf (file attached)" in found


def test_notices_of_the_group_have_no_sender(tmp_path: Path) -> None:
    found, _ = told(
        tmp_path,
        "13.02.24, 21:05 - Messages and calls are end-to-end encrypted.\n"
        "13.02.24, 21:05 - Ana added Milena Primerović\n"
        "13.02.24, 21:06 - Ana: \n13.02.24, 21:06 - Ana:\n13.02.24, 21:07 - ~ Neko: ja\n",
    )
    assert found == [
        "Messages and calls are end-to-end encrypted.",
        "Ana added Milena Primerović",
        "Ana",
        "ja",
        "~ Neko",
    ]


def test_senders_once_and_messages_told_apart(tmp_path: Path) -> None:
    line = "13.02.24, 21:05 - Ana: isto\n"
    found, reading = read(SOURCE, tmp_path / "_chat.txt", (line * 3 + line.replace("Ana", "Eva")).encode())
    assert texts(found) == ["isto", "Ana", "isto", "isto", "isto", "Eva"]
    assert len({mark.place for _, mark in found}) == 6
    assert len({mark.within for _, mark in found}) == 1
    assert reading.covers[0].first, reading.covers[0].last == (1, 4)


def test_a_longer_export_of_the_same_chat_is_the_same_chat(tmp_path: Path) -> None:
    lines = [f"13.02.24, 21:{i:02} - Neko {i % 3}: poruka {i}\n" for i in range(40)]
    short = read(SOURCE, tmp_path / "a.txt", "".join(lines[:20]).encode())[0]
    long = read(SOURCE, tmp_path / "b.txt", "".join(lines).encode())[0]
    assert short == [(text, mark) for text, mark in long[: len(short)]]
    assert {mark.reach for _, mark in long} == {Reach.MEMBERS}


def test_text_that_looks_like_a_boundary(tmp_path: Path) -> None:
    """Lines of another form, pasted into a message, stay in it; of the same form they cannot be told, nor are lost."""
    lines = [f"13.02.24, 21:{i:02} - Ana: poruka {i}" for i in range(40)]
    lines[7] += "\n[2/1/24, 9:05:03 PM] Marko: Milena Primerović"
    lines[8] += "\n13.02.24, 20:00 - Marko: nalepljeno"
    found, _ = told(tmp_path, "\n".join(lines) + "\n")
    assert "poruka 7\n[2/1/24, 9:05:03 PM] Marko: Milena Primerović" in found
    assert "nalepljeno" in found
    assert "poruka 8" in found


def test_two_exports_in_one_file(tmp_path: Path) -> None:
    one = "".join(f"[13.02.24, 21:05:{i:02}] Ana: a{i}\n" for i in range(30))
    other = "".join(f"2/{i}/24, 9:05 PM - Eva: b{i}\n" for i in range(1, 29))
    found, reading = read(SOURCE, tmp_path / "_chat.txt", (one + other).encode())
    assert {"a0", "a29", "b1", "b28"} <= set(texts(found))
    assert not reading.unread["dates"]
    assert {m.date.day for t, m in found if t in ("b1", "b28") and m.date} == {1, 28}


@pytest.mark.parametrize("count", [9_850, 9_950, 39_850, 39_950])
def test_the_silent_cut_is_pointed_out(tmp_path: Path, count: int) -> None:
    content = b"13.02.24, 21:05 - Ana: x\n" * count
    _, plain = read(SOURCE, tmp_path / "_chat.txt", content)
    with_media = content + b"13.02.24, 21:05 - Ana: IMG-1.jpg (file attached)\n"
    _, media = read(SOURCE, tmp_path / "_chat.txt", with_media)
    assert plain.unread["chats_cut_short"] == (count == 39_950)
    assert media.unread["chats_cut_short"] == (count in (9_950, 39_950))


CONTENT = "".join(
    f"[{day:02}.02.24, 21:05:03] Žana: poruka broj {day} 🌸\nred dva šđ\n" for day in range(1, 20)
).encode()


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cut=st.integers(1, len(CONTENT) - 1))
def test_cut_anywhere(tmp_path: Path, cut: int) -> None:
    """All complete messages are read. That a text ends too early shows only where it ends inside of a letter."""
    found, reading = read(SOURCE, tmp_path / "_chat.txt", CONTENT[:cut])
    whole = CONTENT[:cut].count(b"\n[")
    shown = [text for text in texts(found) if "šđ" in text]
    assert len(shown) >= whole
    for day, text in zip(range(1, whole + 1), shown, strict=False):
        assert text.startswith(f"poruka broj {day} 🌸\nred dva šđ")
    try:
        CONTENT[:cut].decode()
    except UnicodeDecodeError:
        assert reading.reason in (Reason.TRUNCATED, Reason.WRONG_SHAPE)
    else:
        assert reading.reason is None or whole == 0


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(0, len(CONTENT)), garbage=st.binary(min_size=1, max_size=60))
def test_garbage_anywhere(tmp_path: Path, at: int, garbage: bytes) -> None:
    found, _ = read(SOURCE, tmp_path / "_chat.txt", CONTENT[:at] + garbage + CONTENT[at:])
    shown = " ".join(texts(found))
    lost = sum(f"poruka broj {day} " not in shown for day in range(1, 20))
    assert lost <= 1


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: b"\xef\xbb\xbf" + text.encode(),
        lambda text: text.encode("utf-16"),
        lambda text: text.replace("🌸", "").encode("cp1250"),
        lambda text: text.replace("\n", "\r").encode(),
    ],
    ids=["crlf", "bom", "utf-16", "cp1250", "cr"],
)
def test_line_ends_and_encodings(tmp_path: Path, change: object) -> None:
    content = change(CONTENT.decode())
    path = tmp_path / "_chat.txt"
    found, reading = read(SOURCE, path, content)
    assert SOURCE.recognises(path, content[:4096])
    assert sum("red dva šđ" in text for text in texts(found)) == 19
    assert "Žana" in texts(found)
    assert reading.reason is None


def test_where_a_chunk_ends_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = read(SOURCE, tmp_path / "_chat.txt", CONTENT)[0]
    for size in (1, 7, 64, 333):
        monkeypatch.setattr("unlisted.sources.files.BLOCK", size)
        assert read(SOURCE, tmp_path / "_chat.txt")[0] == whole


def test_a_message_of_fifty_megabytes_and_many_senders_in_bounded_memory(tmp_path: Path) -> None:
    with (tmp_path / "_chat.txt").open("wb") as out:
        out.writelines(f"13.02.24, 21:05 - Neko {i}: poruka\n".encode() for i in range(100_000))
        out.write(b"14.02.24, 21:05 - Ana: ")
        out.writelines([b"rec po rec i bez reda " * 1000] * 2400)
        out.write(b"Milena Primerovic\n15.02.24, 21:05 - Ana: kraj\n")
    documents, peak = megabytes("whatsapp", tmp_path / "_chat.txt")
    assert documents > 200_000
    assert peak < 130


def test_pieces_of_a_long_message_share_its_place(tmp_path: Path) -> None:
    body = "rec " * 700_000 + "kraj"
    found, reading = read(
        SOURCE, tmp_path / "_chat.txt", f"14.02.24, 21:05 - Ana: {body}\n14.02.24, 21:06 - Ana: x\n".encode()
    )
    pieces = [(text, mark) for text, mark in found if "rec" in text]
    assert len(pieces) > 1
    assert {mark.locator for _, mark in pieces} == {"message:1"}
    assert len({mark.place for _, mark in pieces}) == 1
    assert pieces[-1][0].endswith("kraj")
    assert reading.read["messages"] == 2


# --- archives ----------------------------------------------------------------------------------------------------

PHOTO = b"\xff\xd8\xff not to be opened"


def test_an_archive_is_read_from_the_stream_and_its_media_counted_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    members = {"_chat.txt": CONTENT, "00000001-PHOTO-2024-02-13-21-05-03.jpg": PHOTO, "beleske.txt": b"x", "a/": b""}
    content = zipped(members)
    opened: list[str] = []
    real = zipfile.ZipFile.open

    def watched(self: zipfile.ZipFile, name: zipfile.ZipInfo, *rest: object, **more: object) -> object:
        opened.append(name.filename)
        return real(self, name, *rest, **more)

    monkeypatch.setattr(zipfile.ZipFile, "open", watched)
    path = tmp_path / "izvoz.zip"
    found, reading = read(SOURCE, path, content)
    assert SOURCE.recognises(path, content[:4096])
    assert texts(found) == texts(read(SOURCE, tmp_path / "_chat.txt", CONTENT)[0])
    assert reading.unread["media_files"] == 2
    assert reading.read["bytes"] == len(content)
    assert reading.reason is None
    assert set(opened) == {"_chat.txt"}
    assert sorted(one.name for one in tmp_path.iterdir()) == ["_chat.txt", "izvoz.zip"]


def test_several_chats_in_one_archive_and_names_that_climb(tmp_path: Path) -> None:
    members = {"../../WhatsApp Chat with Ana.txt": CONTENT, "C:\\b\\WhatsApp-Chat mit Eva.txt": CONTENT[:200]}
    found, reading = read(SOURCE, tmp_path / "a.zip", zipped(members))
    assert {mark.locator.split("/")[0] for _, mark in found} == {"chat:1", "chat:2"}
    assert reading.read["chats"] == 2
    assert [one.name for one in tmp_path.iterdir()] == ["a.zip"]


ARCHIVE = zipped({"_chat.txt": CONTENT, "00000001-PHOTO-2024.jpg": PHOTO})


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cut=st.integers(1, len(ARCHIVE) - 1))
def test_an_archive_cut_anywhere(tmp_path: Path, cut: int) -> None:
    found, reading = read(SOURCE, tmp_path / "a.zip", ARCHIVE[:cut])
    assert reading.reason is not None
    if cut > len(ARCHIVE) - 60:
        assert len(found) == 20


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(4, len(ARCHIVE) - 1), garbage=st.binary(min_size=1, max_size=20))
def test_a_damaged_archive_raises_nothing(tmp_path: Path, at: int, garbage: bytes) -> None:
    read(SOURCE, tmp_path / "a.zip", ARCHIVE[:at] + garbage + ARCHIVE[at + len(garbage) :])


def test_what_comes_out_of_an_archive_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "SLACK", 1 << 20)
    bomb = b"13.02.24, 21:05 - Ana: x\n" * 400 + b" " * 30_000_000
    _, reading = read(SOURCE, tmp_path / "a.zip", zipped({"_chat.txt": bomb}))
    assert reading.reason is Reason.TOO_LARGE
    assert reading.read["messages"] == 400


def test_a_locked_archive_and_one_without_a_chat(tmp_path: Path) -> None:
    locked = bytearray(ARCHIVE)
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = locked.index(signature)
        locked[start + at] |= struct.pack("<B", 1)[0]
    assert read(SOURCE, tmp_path / "a.zip", bytes(locked))[1].reason is Reason.NOT_READABLE
    empty = zipped({"00000001-PHOTO-2024-02-13.jpg": PHOTO})
    assert read(SOURCE, tmp_path / "WhatsApp.zip", empty)[1].reason is Reason.FORMAT_UNKNOWN


def test_other_archives_and_texts_are_not_taken(tmp_path: Path) -> None:
    assert not SOURCE.recognises(Path("a.zip"), zipped({"beleske.txt": b"x"})[:4096])
    assert not SOURCE.recognises(Path("a.txt"), b"Draga Ana,\n13.02.24, 21:05 - Ana: x\n")
    assert not SOURCE.recognises(Path("a.log"), CONTENT[:4096])


def test_beside_a_chat_only_texts_are_opened(tmp_path: Path) -> None:
    (tmp_path / "_chat.txt").write_bytes(CONTENT)
    (tmp_path / "00000001-PHOTO.jpg").write_bytes(PHOTO)
    (tmp_path / "nepoznato").write_bytes(b"x")
    (tmp_path / "slike.zip").write_bytes(zipped({"a.jpg": PHOTO}))
    (tmp_path / "WhatsApp Chat with Eva.zip").write_bytes(zipped({"_chat.txt": CONTENT}))
    looks = list(walk([str(tmp_path)]))
    assert [look.source.name if look.source else look.reason for look in looks] == ["whatsapp", "whatsapp"]
    assert sum(look.unread.get("media_files", 0) for look in looks) == 3  # the picture, the unknown, the other archive
