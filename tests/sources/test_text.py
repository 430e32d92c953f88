"""Plain text: what a document is, where it stands, in which encoding it came."""

import codecs
import hashlib
import json
import random
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from unlisted.model import SEPARATOR, Reason
from unlisted.sources.base import FIELD_BREAK
from unlisted.sources.text import WINDOW, Text

from .samples import read, texts

TEXT = Text()


def write(folder: Path, content: bytes | str, name: str = "beleske.txt") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def lines(folder: Path, content: bytes | str, name: str = "beleske.txt") -> dict[str, str]:
    return {mark.locator: text for text, mark in read(TEXT, write(folder, content, name))[0]}


def test_lines_without_an_empty_line_between_them_are_one_document(tmp_path: Path) -> None:
    content = "Milena Primerović\nIzmišljena 17\n21000 Novi Sad\n\n\n  \nDrugo\r\npismo\rkraj"
    assert lines(tmp_path, content) == {
        "line:1": "Milena Primerović\nIzmišljena 17\n21000 Novi Sad",
        "line:7": "Drugo\npismo\nkraj",
    }


def test_the_place_of_a_text_is_its_content(tmp_path: Path) -> None:
    found, reading = read(TEXT, write(tmp_path, "a\n\nb\n"))
    digest = hashlib.sha256(b"a\n\nb\n").hexdigest()
    assert [(m.place, m.within) for _, m in found] == [(f"{digest}/1", digest), (f"{digest}/3", digest)]
    assert reading.read == {"lines": 3, "bytes": 5}
    assert reading.snapshot == datetime.fromtimestamp((tmp_path / "beleske.txt").stat().st_mtime, UTC)


def test_a_table_is_read_record_by_record(tmp_path: Path) -> None:
    content = 'ime,adresa\nAna,"Izmišljena 17\n21000 Novi Sad"\nBora,"x"\nVera,"nije zatvoreno\nMira,1\n'
    found = lines(tmp_path, content, "kontakti.csv")
    assert found["line:2"] == 'Ana,"Izmišljena 17\n21000 Novi Sad"'
    assert found["line:4"] == 'Bora,"x"'
    assert "Mira" in found["line:5"]
    assert lines(tmp_path, 'a "b\nc\n', "x.log") == {"line:1": 'a "b', "line:2": "c"}


def test_a_long_run_is_divided_at_a_line_that_ends(tmp_path: Path) -> None:
    running = "reč " * 20 + "reč"
    content = "\n".join([running] * 9 + ["Kraj rečenice."] + [running] * 3)
    assert list(lines(tmp_path, content)) == ["line:1", "line:11"]
    assert list(lines(tmp_path, "\n".join(f"stavka {i}" for i in range(20)))) == [f"line:{n}" for n in (1, 7, 13, 19)]
    assert list(lines(tmp_path, "\n".join([running] * 100))) == ["line:1", "line:41", "line:81"]


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(at=st.integers(0, 30_000), width=st.integers(3, 12))
def test_nothing_is_lost_in_a_line_without_end(tmp_path: Path, at: int, width: int) -> None:
    rng = random.Random(width)
    words = ["".join(rng.choices("abc", k=rng.randint(1, width))) for _ in range(9000)]
    line = " ".join(words)[:30_000]
    found, _ = read(TEXT, write(tmp_path, line[:at] + " Milena Primerović " + line[at:]))
    assert {mark.locator for _, mark in found} == {"line:1"}
    assert len({mark.place for _, mark in found}) == 1
    assert any("Milena Primerović" in text for text, _ in found)
    assert max(len(text) for text, _ in found) <= WINDOW


def test_windows_do_not_cut_words(tmp_path: Path) -> None:
    found = texts(TEXT, write(tmp_path, "banana " * 10_000))
    assert len(found) > 5
    assert {word for text in found for word in text.split()} == {"banana"}


@pytest.mark.parametrize("block", [1, 2, 3, 5, 1000])
def test_where_a_block_ends_changes_nothing(tmp_path: Path, block: int, monkeypatch: pytest.MonkeyPatch) -> None:
    content = "Žar ptica\r\nдруги ред\r\r\n" + "duga reč " * 3000 + "\nkraj\n\n" + "x" * 20_000
    whole = read(TEXT, write(tmp_path, content))[0]
    monkeypatch.setattr("unlisted.sources.files.BLOCK", block)
    monkeypatch.setattr("unlisted.sources.text.BATCH_CHARACTERS", block)
    assert read(TEXT, write(tmp_path, content))[0] == whole


SERBIAN = "Šta žele Đorđe i Čeda: ćilim, džem, šešir, žuto."
CYRILLIC = "Шта желе Ђорђе и Чеда: ћилим, џем, шешир, жуто."


@pytest.mark.parametrize(
    ("encoding", "text", "guessed"),
    [
        ("utf-8", SERBIAN + CYRILLIC, False),
        ("utf-8-sig", SERBIAN, False),
        ("utf-16", SERBIAN + CYRILLIC, False),
        ("utf-32", CYRILLIC, False),
        ("utf-16-le", SERBIAN, False),
        ("utf-16-be", CYRILLIC, False),
        ("cp1250", SERBIAN, True),
        ("iso8859-2", SERBIAN, True),
        ("cp1251", CYRILLIC, True),
    ],
)
def test_every_encoding_serbian_was_written_in(tmp_path: Path, encoding: str, text: str, guessed: bool) -> None:
    path = write(tmp_path, "\n\n".join([text] * 30).encode(encoding))
    found, reading = read(TEXT, path)
    assert {one.lstrip("\ufeff") for one, _ in found} == {text}
    assert reading.repaired == guessed
    assert reading.reason is None
    assert TEXT.recognises(path, path.read_bytes()[:4096])


def test_utf8_with_some_broken_passages_is_read_and_said(tmp_path: Path) -> None:
    found, reading = read(TEXT, write(tmp_path, SERBIAN.encode() + b" \xff\xfe \n\n" + CYRILLIC.encode() + b" \xc3"))
    assert SERBIAN in found[0][0]
    assert CYRILLIC in found[1][0]
    assert (reading.reason, reading.numbers) == (Reason.ENCODING, {"count": 2})


def test_a_replacement_character_that_was_written_is_no_damage(tmp_path: Path) -> None:
    assert read(TEXT, write(tmp_path, "a \ufffd b"))[1].reason is None


def test_utf16_that_ends_in_half_a_letter(tmp_path: Path) -> None:
    content = codecs.BOM_UTF16_LE + SERBIAN.encode("utf-16-le") + b"\x61"
    found, reading = read(TEXT, write(tmp_path, content))
    assert found[0][0].startswith(SERBIAN)
    assert reading.reason is Reason.ENCODING


def test_escapes_are_read_as_the_letters_they_mean(tmp_path: Path) -> None:
    content = json.dumps({"ime": "Đorđe Ćirić 😀"}) + "\n\nMari&#x107; &amp; &scaron;\n\nhttps://x.example/Mari%C4%87"
    found = texts(TEXT, write(tmp_path, content, "x.json"))
    assert found[0] == '{"ime": "Đorđe Ćirić 😀"}'
    assert found[1] == "Marić & š"
    assert found[2].split(FIELD_BREAK)[1] == "https://x.example/Marić"


def test_hostile_escapes_are_no_trouble(tmp_path: Path) -> None:
    content = "\\ud800 \\udc00\\ud800 &#" + "9" * 5000 + "; &#x110000; %ff%fe" + "%" * 3000
    found = "".join(texts(TEXT, write(tmp_path, content)))
    assert "\ufffd \ufffd\ufffd \ufffd; \ufffd " in found
    assert found.encode()


def test_json_that_is_no_export_is_read_and_its_end_is_checked(tmp_path: Path) -> None:
    whole = json.dumps([{"ime": "Ana", "x": "]}"}, {"y": [1, 2]}], indent=1)
    assert read(TEXT, write(tmp_path, whole, "x.json"))[1].reason is None
    assert read(TEXT, write(tmp_path, whole + whole, "x.json"))[1].reason is None
    found, reading = read(TEXT, write(tmp_path, whole[:-5], "x.json"))
    assert "Ana" in found[0][0]
    assert (reading.reason, reading.numbers) == (Reason.TRUNCATED, {"at": len(whole) - 5})


def test_separators_in_a_text_become_spaces(tmp_path: Path) -> None:
    assert texts(TEXT, write(tmp_path, f"a{SEPARATOR}b")) == ["a b"]


@pytest.mark.parametrize(
    ("name", "head", "is_text"),
    [
        ("a.txt", b"obican tekst", True),
        ("a.weird", b"obican tekst", True),
        ("README", "ћирилица".encode(), True),
        ("a.txt", b"a\0b" + b"tekst" * 20, True),
        ("a.bin", b"a\0b" + b"tekst" * 20, False),
        ("a.txt", bytes(range(256)), False),
        ("a.pdf", b"%PDF-1.7 text", False),
        ("a.rtf", b"{\\rtf1 text", False),
        ("a.zip", b"PK\x03\x04\x14\0\0\0\x08\0", False),
        ("a.sqlite", b"SQLite format 3\0\x10\0\x01\x01\0", False),
        ("a.txt", b"", False),
    ],
)
def test_what_looks_like_text(name: str, head: bytes, is_text: bool) -> None:
    assert TEXT.recognises(Path(name), head) is is_text
