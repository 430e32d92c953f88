"""Saved pages: what is shown and what stands beside it, whose page it is, and pages made to break a parser."""

from pathlib import Path

import pytest

from unlisted.model import Coverage, Reach, Reason
from unlisted.sources.base import FIELD_BREAK
from unlisted.sources.html import page
from unlisted.sources.pages import Pages, normal, site

from .samples import read

PAGES = Pages()


def write(folder: Path, content: bytes | str, name: str = "strana.html") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def fields(html: str) -> list[str]:
    return page(html.encode()).text.split(FIELD_BREAK)


def test_a_page_is_one_document_at_its_address(tmp_path: Path) -> None:
    html = "<!doctype html><title>Naslov</title><link rel=canonical href='https://WWW.Example.org:443/a?b=1#c'><p>Tekst"
    ((text, mark),), reading = read(PAGES, write(tmp_path, html))
    assert text == f"Naslov{FIELD_BREAK}Tekst"
    assert (mark.locator, mark.place, mark.within) == ("page", "https://www.example.org/a?b=1", "example.org")
    assert mark.reach is Reach.PUBLIC
    assert reading.covers == [Coverage(within=mark.place, snapshot=reading.snapshot)]
    assert reading.read["pages"] == 1


def test_a_page_without_an_address_is_known_by_its_content(tmp_path: Path) -> None:
    ((_, first),), _ = read(PAGES, write(tmp_path, "<html><p>jedan"))
    ((_, second),), _ = read(PAGES, write(tmp_path, "<html><p>dva"))
    ((_, again),), _ = read(PAGES, write(tmp_path, "<html><p>jedan", "druga.html"))
    assert first.place != second.place
    assert first.place == again.place
    assert first.reach is Reach.UNKNOWN


@pytest.mark.parametrize(
    ("html", "address"),
    [
        (
            "<link rel='canonical' href='https://example.org/1'><meta property=og:url content='https://example.org/2'>",
            "1",
        ),
        ("<link rel=canonical href='/relative'><meta property='og:url' content='https://example.org/2'>", "2"),
        ("<!-- saved from url=(0024)https://example.org/3 -->\n<html>", "3"),
        ("<!--\n Page saved with SingleFile \n url: https://example.org/4 \n saved date: x\n--><html>", "4"),
        ("<link rel=canonical href='javascript:alert(1)'>", None),
    ],
)
def test_where_a_page_says_it_is(html: str, address: str | None) -> None:
    assert page(html.encode()).url == (f"https://example.org/{address}" if address else "")


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("HTTP://Example.ORG:80", "http://example.org/"),
        ("https://user:pw@example.org:8443/x#y", "https://example.org:8443/x"),
        ("https://example.org:99999/", ""),
        ("https://[::1", ""),
        ("file:///etc/passwd", ""),
        ("https:///nohost", ""),
        ("https://example.org/" + "a" * 3000, ""),
    ],
)
def test_addresses_in_one_form(url: str, expected: str) -> None:
    assert normal(url) == expected
    assert site(normal(url)) in (expected, "example.org", "")


def test_inline_elements_join_and_blocks_divide() -> None:
    html = "<h1>Mi<b>le</b>na</h1><p>Prime<i>rović</i>,<br>Novi   \n Sad</p>"
    html += "<table><tr><td>Ana<td>Anić</table><pre>a\n b</pre>"
    assert fields(html)[0] == "Milena\nPrimerović,\nNovi Sad\nAna\t\tAnić\na\nb"


def test_words_that_only_a_style_sheet_keeps_apart_are_given_apart_too() -> None:
    joined, apart = fields("<nav><a>Milena Primerović</a><a>Uredi</a></nav><p>Vesti</p>")
    assert joined == "Milena PrimerovićUredi\nVesti"
    assert apart == "Milena Primerović Uredi"


def test_hidden_elements_are_left_out() -> None:
    html = "<style>a{}</style><script>var tajna</script><template><p>x</template>"
    html += "<p>vidi se</p><noscript>bez skripti</noscript>"
    assert fields(html) == ["vidi se\nbez skripti"]


def test_a_shadow_tree_is_shown() -> None:
    assert fields("<div><template shadowrootmode=open><p>u senci</p></template></div>") == ["u senci"]


@pytest.mark.parametrize(
    ("html", "field"),
    [
        ("<title>  Milena\n P. </title>", "Milena P."),
        ("<meta name=description content='Opis &scaron;'>", "Opis š"),
        ("<meta property='profile:username' content='milena_p'>", "milena_p"),
        ("<img alt='Milena na slici'>", "Milena na slici"),
        ("<a title='Milena P.'>x</a>", "Milena P."),
        ("<a href='mailto:milena%40example.org'>x</a>", "mailto:milena%40example.org\nmailto:milena@example.org"),
        ("<a href='tel:+381640000123'>x</a>", "tel:+381640000123"),
        ("<a href='https://x.example/?a=Cara+L'>x</a>", "https://x.example/?a=Cara+L\nhttps://x.example/?a=Cara L"),
        ("<iframe src='//x.example/?q=Cara%20L'></iframe>", "//x.example/?q=Cara%20L\n//x.example/?q=Cara L"),
        ("<script type='application/ld+json'>{\"a\": [{\"name\": \"Mari\\u0107\"}]}</script>", "Marić"),
        ("<script type='application/ld+json'>{slomljeno</script>", "{slomljeno"),
    ],
)  # fmt: skip
def test_what_stands_beside_the_text_is_read(html: str, field: str) -> None:
    assert field in fields(html)


def test_links_that_lead_nowhere_are_left_out() -> None:
    html = "<a href='javascript:x(1)'>a</a> <a href='#top'>b</a> <img src='data:image/png;base64,AAAA'>"
    assert fields(html) == ["a b"]


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ("<meta charset=windows-1250>", "cp1250"),
        ("<meta http-equiv=Content-Type content='text/html; charset=windows-1250'>", "cp1250"),
        ("", "cp1250"),
        ("<meta charset=bz2>", "cp1250"),
        ("<meta charset=punycode>", "cp1250"),
        ("<meta charset=iso-8859-2>", "iso8859-2"),
        ("<meta charset=iso-8859-1>", "utf-8"),
        ("", "utf-16"),
    ],
)
def test_encodings_named_and_not(head: str, encoding: str) -> None:
    html = f"{head}<p>Šta želi Đorđe: ćilim, džem</p>".encode(encoding)
    assert "Šta želi Đorđe: ćilim, džem" in page(html).text


def test_cyrillic_in_an_old_encoding() -> None:
    assert "Шта желе Ђорђе" in page("<p>Шта желе Ђорђе</p>".encode("cp1251")).text


def test_a_page_archive_is_a_page(tmp_path: Path) -> None:
    archive = (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/vesti\r\nSubject: Vesti\r\n"
        'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html\r\n'
        "Content-Transfer-Encoding: quoted-printable\r\n\r\n<p>Mari=C4=87</p>\r\n--b\r\n"
        "Content-Type: image/png\r\n\r\nx\r\n--b--\r\n"
    )
    path = write(tmp_path, archive, "strana.mhtml")
    assert PAGES.recognises(path, path.read_bytes())
    ((text, mark),), reading = read(PAGES, path)
    assert "Marić" in text
    assert mark.place == "https://example.org/vesti"
    assert reading.unread == {"pictures": 1}


def test_a_page_that_takes_too_long_is_stopped_and_still_searched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from unlisted.sources.sandbox import Sandbox

    impatient = Sandbox(seconds=1)
    monkeypatch.setattr("unlisted.sources.pages.shared", impatient)
    found, reading = read(PAGES, write(tmp_path, "<div>" * 100_000 + "Milena <b>Primerović</b>"))
    impatient.close()
    assert (reading.reason, reading.numbers) == (Reason.TOO_SLOW, {"seconds": 1})
    assert found[0][0].split() == ["Milena", "Primerović"]


@pytest.mark.parametrize(
    "content", ["<a " * 70_000, "<!--" * 50_000, "&" * 200_000, "<b>" * 30_000, "<table>" * 20_000]
)
def test_runs_that_hang_other_parsers(tmp_path: Path, content: str) -> None:
    found, reading = read(PAGES, write(tmp_path, f"<p>Ana</p>{content}"))
    assert "Ana" in found[0][0]
    assert reading.reason is None


def test_a_page_that_is_too_large_is_read_in_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("unlisted.sources.pages.LIMIT", 1000)
    found, reading = read(PAGES, write(tmp_path, "<p>početak" + " reč" * 1000))
    assert "početak" in found[0][0]
    assert (reading.reason, reading.numbers) == (Reason.TOO_LARGE, {"limit": 1000})


@pytest.mark.parametrize(
    ("name", "head", "yes"),
    [
        ("a.html", b"<p>x", True),
        ("a.txt", b"<!DOCTYPE html><p>", True),
        ("a", b"\xef\xbb\xbf<!-- saved -->\n<HTML>", True),
        ("a", b"\xff\xfe" + "<html>".encode("utf-16-le"), True),
        ("a.html", b"\x89PNG\0", False),
        ("a.xml", b"<?xml version='1.0'?><svg>", False),
        ("a.txt", b"if a < b: <html>", False),
    ],
)
def test_what_looks_like_a_page(name: str, head: bytes, yes: bool) -> None:
    assert PAGES.recognises(Path(name), head) is yes
