"""Telegram's pages: every field, all pages as one chat, and every bad end."""

import html
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from unlisted.model import Reason
from unlisted.sources.base import FIELD_BREAK, Reading
from unlisted.sources.chats.telegram_html import TelegramHtml
from unlisted.sources.folders import original, walk
from unlisted.sources.pages import Pages

from .made import read, telegram_media, telegram_message, telegram_page, telegram_service, texts

SOURCE = TelegramHtml()


def document(tmp_path: Path, message: str, number: int = 5) -> list[str]:
    """What is read of one message, field by field."""
    found, reading = read(SOURCE, tmp_path / "messages.html", telegram_page([message]))
    assert reading.reason is None
    shown = [text for text, mark in found if mark.place.split("/")[-2:] == [str(number), str(_seconds(mark.date))]]
    return shown[0].split(FIELD_BREAK) if shown else []


def _seconds(date: datetime | None) -> int:
    return int(date.timestamp()) if date else 0


def test_a_message_its_sender_and_the_chat(tmp_path: Path) -> None:
    content = telegram_page([telegram_message(5, "zdravo"), telegram_message(6, "opet", None)], "Grupa & družina")
    found, reading = read(SOURCE, tmp_path / "messages.html", content)
    assert SOURCE.recognises(tmp_path / "bilo-kako.html", content[:4096])
    assert not Pages().recognises(tmp_path / "messages.html", content[:4096])
    assert [(text, mark.locator) for text, mark in found] == [
        ("Grupa & družina", "message:5"),
        ("zdravo", "message:5"),
        ("Neko Neko", "message:5"),
        ("opet", "message:6"),
    ]
    assert found[1][1].date == datetime(2026, 3, 1, 19, 11, 4, tzinfo=UTC)
    assert reading.read == {"bytes": len(content), "messages": 2}
    assert (reading.covers[0].first, reading.covers[0].last) == (5, 6)
    assert reading.covers[0].snapshot == found[1][1].date


@pytest.mark.parametrize(
    ("date", "wanted"),
    [
        ("01.03.2026 20:11:04 UTC+01:00", datetime(2026, 3, 1, 19, 11, 4, tzinfo=UTC)),
        ("01.03.2026 20:11:04 UTC-03:30", datetime(2026, 3, 1, 23, 41, 4, tzinfo=UTC)),
        ("01.03.2026 20:11:04", datetime(2026, 3, 1, 20, 11, 4, tzinfo=UTC)),
        ("31.02.2026 20:11:04 UTC+01:00", None),
        ("99.99.9999 99:99:99", None),
        ("01.01.0001 00:00:00 UTC+14:00", None),
        ("juče", None),
    ],
)
def test_dates(tmp_path: Path, date: str, wanted: datetime | None) -> None:
    found, reading = read(SOURCE, tmp_path / "messages.html", telegram_page([telegram_message(5, "x", date=date)]))
    assert found[1][1].date == wanted
    assert reading.unread["dates"] == (wanted is None)


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("Mi<strong>lena</strong> Prime<em>rović</em>", ["Milena Primerović"]),  # one name, half of it in bold
        ("prvi<br>drugi<br/>treći", ["prvi\ndrugi\ntreći"]),
        ("&lt;b&gt; &amp; &quot;x&quot; &apos;y&apos; &#x0C; &#99999999999;", ["<b> & \"x\" 'y' \x0c \ufffd"]),
        ('<a href="https://example.org/u">ovde</a>', ["ovde", "https://example.org/u"]),
        ('<a href="https://example.org/u">https://example.org/u</a>', ["https://example.org/u"]),
        ('<a href="https://example.org/%C4%87?a=1&amp;b=2">x</a>', ["x", "https://example.org/%C4%87?a=1&b=2\nhttps://example.org/ć?a=1&b=2"]),
        ('<a href="mailto:ana@example.org">ana@example.org</a>', ["ana@example.org"]),
        ('<a href="tel:0640000456">zovi</a>', ["zovi", "0640000456"]),
        ('<a href="https://t.me/milena">@milena</a>', ["@milena", "https://t.me/milena"]),
        ('<a href="" onclick="return ShowHashtag(&quot;ulica&quot;)">#ulica</a>', ["#ulica"]),
        ('<span class="spoiler hidden" onclick="Show(this)"><span aria-hidden="true">taj</span></span>na', ["tajna"]),
        ("<blockquote>citat</blockquote>odgovor", ["citat\nodgovor"]),
        ("<pre>Izmišljena 17</pre>", ["Izmišljena 17"]),
        ('<div class="message default clearfix" id="message9">', []),  # cannot stand in text: there it is escaped
    ],
)  # fmt: skip
def test_text(tmp_path: Path, text: str, fields: list[str]) -> None:
    assert document(tmp_path, telegram_message(5, text)) == fields


def forwarded(inner: str, name: str = "Marko Primer") -> str:
    return f"""       <div class="forwarded body">

        <div class="from_name">
{name} <span class="date details" title="28.02.2026 10:00:00 UTC+01:00"> 28.02.2026 10:00:00</span>
        </div>

        <div class="text">
{inner}
        </div>

       </div>

"""


def poll(question: str, *answers: str) -> str:
    listed = "".join(
        f'          <div class="answer">\n- {answer} <span class="details">1 vote</span>\n          </div>\n\n'
        for answer in answers
    )
    return f"""       <div class="media_wrap clearfix">

        <div class="media_poll">

         <div class="question bold">
{question}
         </div>

{listed}        </div>

       </div>

"""


def wrapped(kind: str, href: str, inner: str = "") -> str:
    link = f'<a class="{kind} clearfix pull_left" href="{href}">\n{inner}</a>'
    return f'       <div class="media_wrap clearfix">\n\n        {link}\n       </div>\n\n'


REPLY = """       <div class="reply_to details">
In reply to <a href="messages2.html#go_to_message3">this message</a>
       </div>

"""
MAP = "https://maps.google.com/maps?q=45.1,19.2"
FILE = "files/adresa-milene.pdf"
CONTACT = ["Milena Primerović", "+381 64 000 0456"]


@pytest.mark.parametrize(
    ("inner", "wanted", "unread"),
    [
        (forwarded("Izmišljena 17"), ["Marko Primer", "Izmišljena 17"], {}),
        (REPLY, [], {}),
        (telegram_media("media_contact", *CONTACT), CONTACT, {}),
        (
            telegram_media("media_file", "adresa-milene.pdf", "12 KB", href=FILE),
            ["adresa-milene.pdf", "12 KB", FILE],
            {"files": 1},
        ),
        (telegram_media("media_photo", "Photo", "Not included"), ["Photo", "Not included"], {"pictures": 1}),
        (telegram_media("media_voice_message", "Voice message", "00:12"), None, {"voice": 1}),
        (telegram_media("media_video", "Video file", "00:12"), None, {"videos": 1}),
        (telegram_media("media_audio_file", "Izvođač – Pesma", "03:12"), ["Izvođač – Pesma", "03:12"], {"sound": 1}),
        (
            telegram_media("media_venue", "Kafana", "", "Izmišljena 17", MAP),
            ["Kafana", "Izmišljena 17", MAP],
            {},
        ),
        (poll("Ko zna gde živi?", "ja", "ne"), ["Ko zna gde živi?", "- ja 1 vote", "- ne 1 vote"], {}),
        (wrapped("photo_wrap", "photos/p.jpg", '<img class="photo" src="photos/p.jpg"/>'), [], {"pictures": 1}),
        (wrapped("sticker_wrap", "stickers/s.webp"), [], {"stickers": 1}),
        (
            wrapped("video_file_wrap", "video_files/ulica.mp4", '<div class="video_duration">00:12</div>'),
            ["video_files/ulica.mp4"],
            {"videos": 1},
        ),
        ('<div class="signature details">\nMilena P.\n</div>', ["Milena P."], {}),
    ],
)  # fmt: skip
def test_what_else_a_message_carries(
    tmp_path: Path, inner: str, wanted: list[str] | None, unread: dict[str, int]
) -> None:
    message = telegram_message(5, "tekst", inner=inner)
    found, reading = read(SOURCE, tmp_path / "messages.html", telegram_page([message]))
    fields = found[1][0].split(FIELD_BREAK)
    assert "tekst" in fields
    assert wanted is None or [field for field in fields if field != "tekst"] == wanted
    assert {word: n for word, n in reading.unread.items() if n} == unread
    assert texts(found)[2:] == ["Neko Neko"]  # never the one from whom it is forwarded


def test_replies(tmp_path: Path) -> None:
    messages = [telegram_message(3, "pitanje"), telegram_message(5, "odgovor", inner=REPLY)]
    found, _ = read(SOURCE, tmp_path / "messages.html", telegram_page(messages))
    assert {text: mark.reply_to for text, mark in found if mark.reply_to} == {"odgovor": 3}
    (batch,) = SOURCE.read(tmp_path / "messages.html", Reading())
    assert [batch.document(at) for at, number in enumerate(batch.ids) if number] == ["pitanje", "odgovor"]


def test_service_messages(tmp_path: Path) -> None:
    content = telegram_page(
        [
            telegram_service(-1, "1 March 2026"),
            telegram_service(3, "Neko invited Milena Primerović"),
            telegram_service(4, "This message is not supported by this version of Telegram Desktop. Please update."),
            telegram_message(5, "x"),
        ]
    )
    found, reading = read(SOURCE, tmp_path / "messages.html", content)
    assert "Neko invited Milena Primerović" in texts(found)
    assert "1 March 2026" not in texts(found)
    assert reading.read["messages"] == 3
    assert dict(reading.unread) == {"unsupported": 1}


def export(folder: Path, pages: int = 3) -> None:
    for page in range(1, pages + 1):
        name = "messages.html" if page == 1 else f"messages{page}.html"
        messages = [
            telegram_message(page * 100 + at, f"poruka {page * 100 + at}", f"Neko {at % 3}") for at in range(20)
        ]
        links = {
            "previous": f"messages{page - 1 if page > 2 else ''}.html" if page > 1 else "",
            "following": f"messages{page + 1}.html" if page < pages else "",
        }
        (folder / name).write_bytes(telegram_page(messages, **links))


def test_all_pages_of_a_folder_are_one_chat_and_one_look(tmp_path: Path) -> None:
    export(tmp_path, 11)
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "a.jpg").write_bytes(b"x")
    looks = list(walk([str(tmp_path)]))
    assert [look.target for look in looks] == [str(tmp_path / "messages.html")]
    assert looks[0].source == SOURCE or looks[0].source.name == "telegram-html"
    assert looks[0].unread == {"media_files": 1}
    found, reading = read(SOURCE, tmp_path / "messages.html")
    assert reading.reason is None
    assert reading.read["messages"] == 220
    assert [text for text in texts(found) if text.startswith("poruka")] == [
        f"poruka {page * 100 + at}" for page in range(1, 12) for at in range(20)
    ]  # page 10 after page 9
    assert sum(text.startswith("Neko") for text in texts(found)) == 3  # once a chat, not once a page
    assert (reading.covers[0].first, reading.covers[0].last) == (100, 1119)
    assert (original(tmp_path / "messages.html", "telegram-html", "message:905") or "").startswith("poruka 905")


def test_a_longer_export_of_the_same_chat_is_the_same_chat(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    export(tmp_path / "a", 1)
    export(tmp_path / "b", 2)
    one, other = (read(SOURCE, tmp_path / name / "messages.html")[0] for name in "ab")
    assert other[: len(one)] == one


@pytest.mark.parametrize(("gone", "missing"), [("messages.html", 1), ("messages2.html", 1), ("messages3.html", 1)])
def test_a_missing_page_is_told(tmp_path: Path, gone: str, missing: int) -> None:
    export(tmp_path)
    (tmp_path / gone).unlink()
    found, reading = read(SOURCE, min(tmp_path.iterdir()))
    assert sum(text.startswith("poruka") for text in texts(found)) == 40
    assert reading.reason is Reason.TRUNCATED
    assert reading.unread["pages"] == missing
    assert not reading.covers


CONTENT = telegram_page([telegram_message(at, f"poruka {at}, šđ &amp; kraj {at}") for at in range(1, 20)])


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cut=st.integers(1, len(CONTENT) - len(b"</html>") - 1))
def test_cut_anywhere(tmp_path: Path, cut: int) -> None:
    found, reading = read(SOURCE, tmp_path / "messages.html", CONTENT[:cut])
    assert reading.reason is not None
    for at in range(1, 20):
        end = CONTENT.index(f"kraj {at}\n".encode()) + len(f"kraj {at}")
        assert f"poruka {at}, šđ & kraj {at}" in texts(found) or end > cut


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(0, len(CONTENT)), garbage=st.binary(min_size=1, max_size=60))
def test_garbage_anywhere(tmp_path: Path, at: int, garbage: bytes) -> None:
    found, _ = read(SOURCE, tmp_path / "messages.html", CONTENT[:at] + garbage + CONTENT[at:])
    shown = " ".join(texts(found))
    assert sum(f"poruka {number}, " not in shown for number in range(1, 20)) <= 1


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=80))
def test_text_is_what_a_parser_of_html_reads(tmp_path: Path, text: str) -> None:
    """Whatever somebody writes, even what looks like a page or a boundary, is read as a real parser reads it."""
    text = f"x{text}x"
    content = telegram_page([telegram_message(5, html.escape(text)), telegram_message(6, "kraj")])
    found, reading = read(SOURCE, tmp_path / "messages.html", content)
    (parsed, _) = LexborHTMLParser(content.decode()).css("div.message div.text")
    assert found[1][0].split(FIELD_BREAK)[0] == parsed.text().strip() == text
    assert reading.read["messages"] == 2


def test_text_that_looks_like_a_boundary(tmp_path: Path) -> None:
    boundary = html.escape(telegram_message(999, "lažna").replace("\n", " "))
    found, reading = read(SOURCE, tmp_path / "messages.html", telegram_page([telegram_message(5, boundary)]))
    assert reading.read["messages"] == 1
    assert {mark.locator for _, mark in found} == {"message:5"}


def test_duplicated_ids_keep_their_text(tmp_path: Path) -> None:
    messages = [telegram_message(5, "jedan"), telegram_message(5, "dva", date="02.03.2026 20:11:04 UTC+01:00")]
    found, _ = read(SOURCE, tmp_path / "messages.html", telegram_page(messages))
    assert {"jedan", "dva"} <= set(texts(found))
    assert len({mark.place for text, mark in found if text in ("jedan", "dva")}) == 2


@pytest.mark.parametrize(
    "change",
    [
        lambda content: content.replace(b"\n", b"\r\n"),
        lambda content: b"\xef\xbb\xbf" + content,
        lambda content: content.decode().encode("utf-16"),
        lambda content: content.decode().encode("cp1250"),
        lambda content: b" ".join(content.split()),  # without line breaks
    ],
    ids=["crlf", "bom", "utf-16", "cp1250", "one line"],
)
def test_line_ends_and_encodings(tmp_path: Path, change: object) -> None:
    found, reading = read(SOURCE, tmp_path / "messages.html", change(CONTENT))
    assert [text for text in texts(found) if "šđ & kraj" in text][-1] == "poruka 19, šđ & kraj 19"
    assert reading.read["messages"] == 19
    assert reading.reason is None


@pytest.mark.parametrize(
    "hostile", ["<a " * 70_000, "<div " * 40_000, "<" * 200_000, '<a href="' * 30_000, "&#" * 100_000]
)
def test_runs_that_make_parsers_hang(tmp_path: Path, hostile: str) -> None:
    content = telegram_page([telegram_message(5, hostile), telegram_message(6, "kraj")])
    found, _ = read(SOURCE, tmp_path / "messages.html", content)
    assert "kraj" in " ".join(texts(found))
