"""Viber's tables: both known forms, text with commas, quotes and line breaks, and every bad end."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from unlisted.model import Reach, Reason
from unlisted.sources.base import FIELD_BREAK
from unlisted.sources.chats.viber import Viber

from .made import read, texts

SOURCE = Viber()
FORMS = {
    "commas": '{date},{time},{name},{number},"{text}"\n',
    "bare": "{date},{time},{name},{number},{text}\n",
    "spreadsheet": '="{date}"\t{time}\t="{name}"\t="{number}"\t"{text}"\n',
    "all quoted": '"{date}","{time}","{name}","{number}","{text}"\n',
    "semicolons": "{date};{time};{name};{number};{text}\n",
    "spaces": "{date}, {time}, {name}, {number}, {text}\n",
}


def row(form: str, text: str, number: int = 1, name: str = "Ana Primer") -> str:
    return form.format(date=f"{12 + number}/08/2014", time="12:52:56", name=name, number="+381640000456", text=text)


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
@pytest.mark.parametrize("suffix", ["csv", "txt"])
def test_known_forms(tmp_path: Path, form: str, suffix: str) -> None:
    content = "".join(row(form, text, at) for at, text in enumerate(("zdravo", "ulica, broj 5", "prvi\ndrugi"), 1))
    path = tmp_path / f"poruke.{suffix}"
    found, reading = read(SOURCE, path, content.encode())
    assert SOURCE.recognises(path, content.encode())
    assert texts(found) == ["zdravo", f"Ana Primer{FIELD_BREAK}+381640000456", "ulica, broj 5", "prvi\ndrugi"]
    assert [mark.locator for _, mark in found] == ["message:1", "message:1", "message:2", "message:3"]
    assert found[0][1].date == datetime(2014, 8, 13, 12, 52, 56, tzinfo=UTC)
    assert found[0][1].reach is Reach.PRIVATE
    assert reading.read["messages"] == 3
    assert reading.reason is None
    assert reading.covers[0].snapshot == datetime(2014, 8, 15, 12, 52, 56, tzinfo=UTC)


def test_quotes_names_with_commas_and_missing_numbers(tmp_path: Path) -> None:
    content = (
        '13/08/2014,12:52:56,"Primer, Ana",,"rekla je ""da"", pa ne"\n'
        '14/08/2014,12:52:56,Eva,null,"=1+1"\n15/08/2014,12:52:56,,+381,x\n'
    )
    found, _ = read(SOURCE, tmp_path / "a.csv", content.encode())
    assert texts(found) == ['rekla je "da", pa ne', "Primer, Ana", "=1+1", "Eva", "x", "+381"]


def test_media_are_counted(tmp_path: Path) -> None:
    words = ("Photo message", "Message photo", "Autocollant", "Video message", "Sticker", "foto poruka")
    content = "".join(row(FORMS["commas"], text) for text in words)
    _, reading = read(SOURCE, tmp_path / "a.csv", content.encode())
    assert dict(reading.unread) == {"pictures": 3, "stickers": 2, "videos": 1}


def test_dates_that_stay_open_are_counted(tmp_path: Path) -> None:
    found, reading = read(SOURCE, tmp_path / "a.csv", b"05/04/2014,1:02:03,Ana,+381,x\n06/04/2014,1:02:03,Ana,+381,y\n")
    assert reading.unread["dates"] == 2
    assert all(mark.date is None for _, mark in found)


def test_a_line_of_titles(tmp_path: Path) -> None:
    content = b"Date,Time,Name,Number,Message\n" + row(FORMS["commas"], "zdravo").encode()
    assert SOURCE.recognises(tmp_path / "a.csv", content)
    found, _ = read(SOURCE, tmp_path / "a.csv", content)
    assert "zdravo" in texts(found)
    assert "Date,Time,Name,Number,Message" in texts(found)  # nothing is dropped


def test_text_that_looks_like_a_row_is_not_lost(tmp_path: Path) -> None:
    content = row(FORMS["commas"], "pre\n13/08/2014,12:00:00,Marko,+381,nalepljeno")
    found, _ = read(SOURCE, tmp_path / "a.csv", content.encode())
    assert any("nalepljeno" in text for text in texts(found))


def test_other_tables_are_not_taken() -> None:
    assert not SOURCE.recognises(Path("a.csv"), b"ime,broj\nAna,5\n")
    assert not SOURCE.recognises(Path("a.csv"), b"13/08/2014,12:52:56\n13/08/2014,5\n")
    assert not SOURCE.recognises(Path("a.log"), row(FORMS["commas"], "x").encode())


CONTENT = "".join(row(FORMS["commas"], f"poruka {at}, šđ\nkraj {at}", at) for at in range(1, 18)).encode()


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cut=st.integers(1, len(CONTENT) - 2))
def test_cut_anywhere(tmp_path: Path, cut: int) -> None:
    found, reading = read(SOURCE, tmp_path / "a.csv", CONTENT[:cut])
    whole = CONTENT[:cut].count(b'"\n')
    assert [text for text in texts(found) if "kraj" in text][:whole] == [
        f"poruka {at}, šđ\nkraj {at}" for at in range(1, whole + 1)
    ] or CONTENT[:cut].rsplit(b'"\n', 1)[-1]
    for at in range(1, whole + 1):
        assert any(text.startswith(f"poruka {at}, šđ\nkraj {at}") for text in texts(found))
    tail = CONTENT[:cut].rsplit(b'"\n', 1)[-1]
    if b',"' in tail and not tail.endswith(b'"'):
        assert reading.reason is Reason.TRUNCATED


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(0, len(CONTENT)), garbage=st.binary(min_size=1, max_size=60))
def test_garbage_anywhere(tmp_path: Path, at: int, garbage: bytes) -> None:
    found, _ = read(SOURCE, tmp_path / "a.csv", CONTENT[:at] + garbage + CONTENT[at:])
    shown = " ".join(texts(found))
    assert sum(f"poruka {number}, " not in shown for number in range(1, 18)) <= 1


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1250"])
def test_encodings_and_line_ends(tmp_path: Path, encoding: str) -> None:
    content = CONTENT.decode().replace("\n", "\r\n").encode(encoding)
    found, reading = read(SOURCE, tmp_path / "a.csv", content)
    assert SOURCE.recognises(tmp_path / "a.csv", content[:4096])
    assert "poruka 17, šđ\nkraj 17" in texts(found)
    assert reading.reason is None
