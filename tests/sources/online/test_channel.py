"""A channel's preview: its messages as an export has them, how far back, and what may be said of what is not there."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.samples import chat, documents, message, tdesktop
from sources.samples import read as read_file
from support.previews import CHANNEL, PROFILE, page, post
from unlisted.model import Counted, Mark, Members, Reach, Reason
from unlisted.net import Reply, Url
from unlisted.sources.base import FIELD_BREAK, Reading
from unlisted.sources.chats.telegram import Telegram
from unlisted.sources.online.channel import Channel, is_preview
from unlisted.sources.online.preview import preview

AT = datetime(2026, 5, 3, tzinfo=UTC)
END = (1 << 31) - 1


def reply(body: bytes, path: str = "/s/primer_kanal", status: int = 200, *, cut: bool = False) -> Reply:
    return Reply(
        line="page-1", control=False, status=status, url=Url.parse(f"https://t.me{path}"), redirects=0, headers={},
        body=body, charset=None, cut=cut, milliseconds=1,
    )  # fmt: skip


def read(*pages: tuple[bytes, int]) -> tuple[list[tuple[str, Mark]], Reading]:
    channel, reading = Channel("Primer_Kanal"), Reading()
    for number, (body, before) in enumerate(pages):
        channel.take(reply(body), before, AT + timedelta(minutes=number))
    return list(documents(channel.read(Path(), reading))), reading


def spans(reading: Reading, place: str = str(CHANNEL)) -> list[tuple[int | None, int | None]]:
    return [(one.first, one.last) for one in reading.covers if one.within == place]


def test_a_message_is_the_same_place_as_in_an_export(tmp_path: Path) -> None:
    (tmp_path / "result.json").write_bytes(
        tdesktop(chat([message(n, f"poruka {n}") for n in (5, 6)], CHANNEL, type="public_channel", name="Kanal"))
    )
    exported = {m.locator: m for _, m in read_file(Telegram(), tmp_path / "result.json")[0] if "sender" not in m.place}
    found, _ = read((page([post(5, "poruka 5"), post(6, "poruka 6")]), 0))
    assert Channel("x").name == Telegram().name
    assert {m.locator: (m.place, m.within, m.reach) for _, m in found} == {
        locator: (m.place, m.within, m.reach) for locator, m in exported.items()
    }


def test_texts_dates_replies_and_what_stands_beside() -> None:
    forwarded = (
        '<div class="tgme_widget_message_forwarded_from accent_color">Forwarded from '
        '<span class="tgme_widget_message_forwarded_from_name">Ana</span></div>'
    )
    linked = '<a class="tgme_widget_message_link_preview" href="https://example.org/x"><div>Naslov</div></a>'
    text = 'Mi<b>le</b>na<br/>drugi red <a href="https://example.org/?q=Cara%20L">ovde</a>'
    found, reading = read((page([post(7, text, extra=forwarded + linked, reply=5)], about="Opis kanala"), 0))
    said = {mark.place: (text, mark) for text, mark in found}
    assert said[str(CHANNEL)][0] == "Kanal"
    assert said[f"{CHANNEL}/about"][0] == "Opis kanala"
    shown, mark = said[f"{CHANNEL}/7"]
    fields = shown.split(FIELD_BREAK)
    assert fields[0] == "Milena\ndrugi red ovde"
    assert "Forwarded from Ana" in fields
    assert "Naslov" in fields
    assert not any("na šta se odgovara" in field or "1.2K" in field for field in fields)
    assert any("https://example.org/?q=Cara L" in field for field in fields)
    assert (mark.locator, mark.reply_to, mark.reach) == ("message:7", 5, Reach.INDEXED)
    assert mark.date == datetime(2026, 3, 1, 20, 7, 4, tzinfo=UTC)
    assert reading.read["messages"] == 1
    assert reading.snapshot == AT


def test_media_are_counted_and_not_opened() -> None:
    media = (
        '<a class="tgme_widget_message_photo_wrap" style="background-image:url(x)"></a>'
        '<a class="tgme_widget_message_video_player"></a>'
    )
    _, reading = read((page([post(7, "x", extra=media), post(8, "", extra=media)]), 0))
    assert (reading.unread["pictures"], reading.unread["videos"]) == (2, 2)


def test_what_is_not_there_was_deleted() -> None:
    _, reading = read((page([post(20, "a"), post(22, "b"), post(25, "c")]), 0))
    assert spans(reading) == [(20, 21), (22, 24), (25, END)]
    assert reading.unread["older_messages"] == 19


def test_numbers_behind_an_album_or_a_hidden_message_are_not_known() -> None:
    album = '<div class="tgme_widget_message_grouped_wrap"><a class="tgme_widget_message_photo_wrap"></a></div>'
    hidden = '<div class="message_media_not_supported_wrap"><div class="message_media_not_supported">x</div></div>'
    _, reading = read((page([post(20, "a", extra=album), post(30, "b", extra=hidden), post(33, "c")]), 0))
    assert spans(reading) == [(20, 20), (31, 32), (33, END)]


def test_older_pages_leave_a_gap_only_where_one_is_told() -> None:
    first = page([post(n, "x") for n in range(100, 120)])
    channel = Channel("primer_kanal")
    channel.take(reply(first), 0, AT)
    assert channel.older(3) == [100, 80, 60]
    assert channel.older(0) == []
    _, reading = read((first, 0), (page([post(n, "y") for n in range(70, 100, 2)]), 100), (page([post(60, "z")]), 61))
    assert (70, 71) in spans(reading)
    assert (60, 60) in spans(reading)
    covered = {n for a, b in spans(reading) for n in range(a or 0, min(b or 0, 200) + 1)}
    assert not covered & {*range(61, 70), *range(1, 60)}
    assert reading.unread["older_messages"] == 59 + 9


@given(st.sets(st.integers(1, 300), min_size=1), st.integers(1, 20), st.integers(0, 4))
@settings(max_examples=40, deadline=None)
def test_only_what_was_read_or_was_not_there_is_covered(numbers: set[int], size: int, back: int) -> None:
    """Whatever was deleted, the pages asked for leave no message out, and nothing that was not read is called gone."""

    def made(before: int) -> tuple[bytes, int]:
        shown = sorted(n for n in numbers if not before or n < before)[-size:]
        return page([post(n, f"poruka {n}") for n in shown]), before

    channel = Channel("primer_kanal")
    channel.take(reply(made(0)[0]), 0, AT)
    pages = [made(before) for before in (0, *channel.older(back))]
    found, reading = read(*pages)
    seen = {int(mark.locator.removeprefix("message:")) for _, mark in found if mark.locator.startswith("message:")}
    covered = {n for a, b in spans(reading) for n in range(a or 0, min(b or 0, 400) + 1)}
    assert seen <= covered
    assert not (numbers - seen) & covered
    assert seen == {n for n in numbers if n >= min(seen)}  # no gap


def test_a_page_that_is_not_the_one_that_was_asked_for_tells_only_of_itself() -> None:
    _, reading = read((page([post(200, "x")]), 0), (page([post(200, "x"), post(202, "y")]), 100))
    assert spans(reading) == [(200, END), (200, 201), (202, 202)]


def test_without_a_number_the_name_is_the_place() -> None:
    body = page([post(5, "x")]).replace(b"data-view", b"data-other")
    found, _ = read((body, 0))
    assert {mark.within for _, mark in found} == {"t.me/primer_kanal"}


def test_a_message_of_another_channel_is_none_of_this_one() -> None:
    found, _ = read((page([post(5, "x"), post(6, "tuđa", name="drugi", chat=99)]), 0))
    assert all("tuđa" not in text for text, _ in found)
    _, reading = read((page([post(6, "tuđa", name="drugi", chat=99)]), 0))
    assert reading.reason is Reason.WRONG_SHAPE
    assert not spans(reading)


def test_what_is_told_wrongly_covers_nothing() -> None:
    _, reading = read((page([post(5, "x"), post(9, "y").replace('"primer_kanal/9"', '"a/b/c"')]), 0))
    assert not spans(reading)
    assert reading.unread["messages"] == 1


def test_a_page_that_was_cut_says_so() -> None:
    channel, reading = Channel("primer_kanal"), Reading()
    channel.take(reply(page([post(5, "x")]), cut=True), 0, AT)
    assert channel.older(2) == []
    list(channel.read(Path(), reading))
    assert reading.reason is Reason.TRUNCATED


def test_only_a_preview_is_one() -> None:
    assert is_preview(reply(page([post(1, "x")])))
    assert not is_preview(reply(page([post(1, "x")]), path="/primer_kanal"))
    assert not is_preview(reply(PROFILE))
    assert not is_preview(reply(page([]), status=404))


def test_a_preview_without_messages_was_not_read() -> None:
    _, reading = read((page([], about="x"), 0))
    assert reading.reason is Reason.EMPTY


HOSTILE = [
    b"<a " * 70_000,
    b'<div class="tgme_widget_message" data-post="a/1">' * 3000,
    b'<div class="tgme_widget_message" data-post="a/99999999999999999999" data-view="%s">' % (b"A" * 100_000),
    b'<div class="tgme_widget_message" data-post="a/1" data-view="W1tbW1tbW1tb"><time datetime="9999-99-99T00:00:00Z">',
    b'<div class="tgme_widget_message" data-post="a/1"><time datetime="0001-01-01T00:00:00+23:59">' + bytes(5000),
    page([post(3, "\x1b[31m\u202e[red]" * 1000 + "x" * 100_000)]),
]


@pytest.mark.parametrize("body", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_pages_end(body: bytes) -> None:
    channel, reading = Channel("a"), Reading()
    channel.take(reply(body, "/s/a"), 0, AT)
    assert isinstance(list(channel.read(Path(), reading)), list)


def test_the_child_is_not_needed_to_know_the_layout() -> None:
    made = preview(page([post(5, "x")]))
    assert (made.chat, made.title, [one.number for one in made.posts]) == (CHANNEL, "Kanal", [5])


# --- how many are in it ---


@pytest.mark.parametrize(
    ("shown", "count"),
    [
        ("1", 1), ("345", 345), ("12.3K", 12_300), ("669K", 669_000), ("1.2M", 1_200_000), ("10M", 10_000_000),
        ("12 345", 12_345), ("12\u00a0345", 12_345), ("12,345", 12_345), ("9999999", 9_999_999),
    ],
)  # fmt: skip
def test_the_preview_tells_how_many_are_in_it(shown: str, count: int) -> None:
    for kind in ("subscribers", "members", "subscriber"):
        _, reading = read((page([post(5, "poruka")], members=shown, counted=kind), 0))
        assert reading.members == {str(CHANNEL): Members(count=count, on=AT.date(), by=Counted.PREVIEW)}


@pytest.mark.parametrize(
    "shown",
    [
        "", "0", "0K", "-5", "+5", "10.1M", "10000001", "999999999", "9999M", "9" * 30, "9" * 300_000, "1e99K", "1e9",
        "0x10", "12.3", "1.2.3K", "12,3K", "1,2", "١٢٣", "１２３", "Ⅻ", "½", "12K K", "12 3", "NaN", "inf", "\u202e21",
        "12.3K Milena Primerović", "Izmišljena 17", "<b>1</b><b>2</b>x",
    ],
)  # fmt: skip
def test_a_page_can_state_a_number_that_can_be_and_nothing_else(shown: str) -> None:
    found, reading = read((page([post(5, "poruka")], members=shown), 0))
    assert reading.members == {}
    assert reading.reason is None
    assert [text for text, _ in found if text.startswith("poruka")]
    assert not any("Milena" in text or "Izmišljena" in text for text, _ in found)


def test_only_the_count_of_people_counts() -> None:
    _, reading = read((page([post(5, "poruka")]), 0))  # it tells of 101 photos
    assert reading.members == {}
    posted = '<div class="counter_value">5</div><div class="counter_type">members</div>'
    _, reading = read((page([post(5, posted)], members="345"), 0))
    assert reading.members[str(CHANNEL)].count == 345


@given(st.text(max_size=12))
def test_no_number_is_out_of_bounds(shown: str) -> None:
    made = preview(page([post(5, "poruka")], members=shown.replace("<", "")))
    assert 0 <= made.members < 10**10


def test_the_newest_page_tells_how_many() -> None:
    pages = [(page([post(n, "poruka")], members=shown), before) for n, shown, before in ((9, "12", 0), (5, "13", 9))]
    _, reading = read(*pages)
    assert reading.members == {str(CHANNEL): Members(count=12, on=AT.date(), by=Counted.PREVIEW)}
