"""Answers of sites: which are the page, what stands before one, and that only a page read in full covers anything."""

import gzip
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.samples import documents
from sources.samples import read as read_file
from unlisted.model import Mark, Reach, Reason
from unlisted.net import Reply, Url
from unlisted.sources.base import Reading
from unlisted.sources.online.pages import LivePage
from unlisted.sources.pages import Pages

AT = datetime(2026, 5, 3, 12, tzinfo=UTC)
LONG = "<p>" + "Obična rečenica o gradu i vremenu. " * 80
ASKED = "https://www.example.org/ljudi/7"


def read(
    body: bytes | str,
    status: int = 200,
    final: str = ASKED,
    *,
    charset: str | None = None,
    cut: bool = False,
    copy: bool = False,
    no_channel: bool = False,
    **headers: str,
) -> tuple[list[tuple[str, Mark]], Reading]:
    reply = Reply(
        line="page-1", control=False, status=status, url=Url.parse(final), redirects=int(final != ASKED),
        headers={"content-type": "text/html"} | {name.replace("_", "-"): value for name, value in headers.items()},
        body=body if isinstance(body, bytes) else body.encode(), charset=charset, cut=cut, milliseconds=1,
    )  # fmt: skip
    source = LivePage(
        reply, asked=Url.parse(ASKED), final=Url.parse(final), at=AT, copy=copy, no_channel=no_channel
    )  # fmt: skip
    reading = Reading()
    return list(documents(source.read(Path(), reading))), reading


def test_a_page_is_the_same_place_as_its_saved_copy(tmp_path: Path) -> None:
    html = f"<!doctype html><title>N</title><link rel=canonical href='{ASKED}'>{LONG}"
    (tmp_path / "s.html").write_text(html, encoding="utf-8")
    ((saved_text, saved),), _ = read_file(Pages(), tmp_path / "s.html")
    ((text, mark),), reading = read(html, final=ASKED + "?utm_source=x")
    assert (text, mark.place, mark.within, mark.locator) == (saved_text, saved.place, saved.within, "page")
    assert LivePage.name == Pages.name
    assert mark.reach is Reach.PUBLIC
    assert [(one.within, one.snapshot) for one in reading.covers] == [(mark.place, AT)]
    assert reading.snapshot == AT
    assert reading.reason is None


def test_what_stands_beside_the_text_is_read() -> None:
    html = (
        "<title>Naslov</title><meta name=description content='Opis'><a href='tel:+381640000123'>x</a>"
        f'<script type=\'application/ld+json\'>{{"name": "Milena"}}</script>{LONG}'
    )
    ((text, _),), _ = read(html)
    assert all(part in text for part in ("Naslov", "Opis", "tel:+381640000123", "Milena"))


def test_what_the_site_says_of_its_letters_goes_first() -> None:
    body = f"<meta charset=iso-8859-1>{LONG}<p>Žarković".encode("iso8859-2")
    assert "Žarković" in read(body, charset="iso8859-2")[0][0][0]


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (401, Reason.LOGIN_WALL), (403, Reason.REFUSED), (406, Reason.REFUSED), (451, Reason.REFUSED),
        (999, Reason.REFUSED), (429, Reason.ASKED_TO_WAIT), (500, Reason.SITE_FAULT), (503, Reason.SITE_FAULT),
        (204, Reason.EMPTY), (206, Reason.TRUNCATED), (202, Reason.CHALLENGE), (304, Reason.SITE_FAULT),
    ],
)  # fmt: skip
def test_no_answer_but_a_page_says_that_something_is_not_visible(status: int, reason: Reason) -> None:
    found, reading = read(f"Milena {LONG}", status)
    assert (found, reading.reason, reading.covers) == ([], reason, [])
    assert reading.numbers == {"status": status}


@pytest.mark.parametrize("status", [404, 410])
def test_a_page_that_is_gone_was_looked_at(status: int) -> None:
    found, reading = read(f"nema {LONG}", status)
    assert (found, reading.reason) == ([], Reason.NOT_FOUND)
    assert [one.within for one in reading.covers] == [ASKED]
    _, challenged = read(f"<script>window._cf_chl_opt={{}}</script>{LONG}", status)
    assert (challenged.reason, challenged.covers) == (Reason.CHALLENGE, [])
    _, copy = read("nema", status, copy=True)
    assert (copy.reason, copy.covers) == (Reason.NOT_ARCHIVED, [])


BEFORE = [
    (f"<title>Just a moment...</title><script>window._cf_chl_opt={{}}</script>{LONG}", Reason.CHALLENGE),
    ("<script src='https://geo.captcha-delivery.com/captcha/x.js'></script>", Reason.CHALLENGE),
    ("<div class='g-recaptcha'></div><p>Reši zadatak", Reason.CHALLENGE),
    ("<h1>Are you a robot?</h1>", Reason.CHALLENGE),
    ("<h1>Before you continue</h1><button>Accept all</button>", Reason.CHALLENGE),
    ("<p>Prihvatam sve kolačiće", Reason.CHALLENGE),
    ("<meta http-equiv=refresh content='0;url=/x'><p>trenutak", Reason.CHALLENGE),
    ("<h1>Prijava</h1><form><input type=password></form>", Reason.LOGIN_WALL),
    (f"<title>Log in or sign up</title><input type=password>{LONG}", Reason.LOGIN_WALL),  # with a long foot
    ("<div id=root></div><script src=app.js></script>", Reason.NEEDS_SCRIPTS),
    ("<noscript>You need to enable JavaScript to run this app.</noscript><script src=a.js></script><p>" + "x " * 200,
     Reason.NEEDS_SCRIPTS),
]  # fmt: skip


@pytest.mark.parametrize(("html", "reason"), BEFORE)
def test_what_stands_before_a_page_is_not_the_page(html: str, reason: Reason) -> None:
    _, reading = read(html)
    assert (reading.reason, reading.covers) == (reason, [])


@pytest.mark.parametrize(
    "html",
    [
        f"{LONG}<div class='g-recaptcha'></div>",  # a comment form at the end of an article
        f"{LONG}<form><input type=password></form>",  # a forum with its log-in at the top
        f"{LONG}<p>This site uses cookies. Accept all cookies",
        f"{LONG}<script src='/cdn-cgi/challenge-platform/scripts/jsd/main.js'></script>",  # in ordinary pages too
        f"{LONG}<noscript>Please enable JavaScript</noscript><script src=a.js></script>",
        "<p>Milena Primerović, Novi Sad",  # short, and nothing else
        "<script type='application/ld+json'>{}</script><p>Milena",
    ],
)
def test_ordinary_pages_are_read_in_full(html: str) -> None:
    """The control: what services leave in ordinary pages makes no page unread."""
    found, reading = read(html)
    assert reading.reason is None
    assert len(found) == len(reading.covers) == 1


@pytest.mark.parametrize(
    ("final", "reason"),
    [
        ("https://www.example.org/login?next=/ljudi/7", Reason.LOGIN_WALL),
        ("https://www.example.org/accounts/login/", Reason.LOGIN_WALL),
        ("https://consent.example.org/m?continue=x", Reason.CHALLENGE),
        ("https://www.example.org/sorry/index?q=x", Reason.CHALLENGE),
        ("https://www.example.org/", Reason.FRONT_PAGE),
        ("https://www.example.org/sr/", Reason.FRONT_PAGE),
        ("https://www.example.org/ljudi/7-milena", None),
        ("https://example.org/ljudi/7", None),
    ],
)
def test_where_a_site_leads_instead(final: str, reason: Reason | None) -> None:
    _, reading = read(LONG, final=final)
    assert reading.reason is reason
    assert bool(reading.covers) is (reason is None)


def test_a_page_that_was_cut_is_read_as_far_as_it_goes_and_covers_nothing() -> None:
    found, reading = read(f"<p>Milena{LONG}", cut=True)
    assert "Milena" in found[0][0]
    assert (reading.reason, reading.covers) == (Reason.TRUNCATED, [])


def test_an_address_that_is_another_name_of_the_page_lends_no_coverage() -> None:
    _, reading = read(f"<link rel=canonical href='https://www.example.org/'>{LONG}")
    assert [one.within for one in reading.covers] == [ASKED]


def test_what_is_no_page() -> None:
    assert read(b"\x89PNG\r\n\x1a\n" + bytes(50), content_type="image/png")[1].reason is Reason.MEDIA
    assert read(b"\xff\xd8\xff\xe0" + bytes(50))[1].reason is Reason.MEDIA
    assert read(b"%PDF-1.7", content_type="application/pdf")[1].reason is Reason.FORMAT_UNKNOWN
    assert read(bytes(5000))[1].reason is Reason.FORMAT_UNKNOWN
    assert read(b"")[1].reason is Reason.EMPTY
    ((text, _),), reading = read("Milena <b>", content_type="text/plain; charset=utf-8")
    assert (text, reading.reason) == ("Milena <b>", None)


def test_where_a_channel_was_expected() -> None:
    profile = f"<div class=tgme_page_title>Milena</div>{LONG}"
    found, reading = read(profile, no_channel=True)
    assert reading.reason is Reason.NO_PREVIEW
    assert len(found) == len(reading.covers) == 1  # the profile itself was read
    _, nobody = read(LONG, no_channel=True)
    assert (nobody.reason, nobody.covers) == (Reason.NO_PREVIEW, [])


@pytest.mark.parametrize(
    "body",
    [
        b"<a " * 70_000,
        b"<p>" * 100_000,
        b"<!--" * 50_000,
        "\x1b]8;;x\x07\u202e\u2066[red]Milena".encode() * 500,
        gzip.compress(bytes(1 << 20)),
        b"<meta charset=punycode>" + b"a-" * 100_000,
        b"<script type=application/ld+json>" + b"[" * 100_000,
    ],
    ids=range(7),
)
def test_hostile_pages_end(body: bytes) -> None:
    found, reading = read(body)
    assert reading.reason is not None or found


@given(st.binary(max_size=400), st.sampled_from([200, 202, 403, 404, 500]), st.sampled_from(["text/html", "", "x/y"]))
@settings(max_examples=60, deadline=None)
def test_any_bytes_end_in_an_answer(body: bytes, status: int, kind: str) -> None:
    found, reading = read(body, status, content_type=kind)
    assert bool(found) or reading.reason is not None
    assert not reading.covers or reading.reason in (None, Reason.NOT_FOUND)
