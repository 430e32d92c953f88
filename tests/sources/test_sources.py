"""What every source must do, whichever it is: one test each, for all in the tuple. A new source needs a sample here."""

import subprocess
import sys
from pathlib import Path

import pytest

from unlisted.match import compile_facts
from unlisted.model import SEPARATOR, Batch, Fact, Kind, Reach, Reason
from unlisted.report.numbers import ORDERS
from unlisted.sources import SOURCES
from unlisted.sources.base import FIELD_BREAK, Reading, Source, pack

from .samples import SAMPLES, read

COUNTED = {"messages", "emails", "pages", "lines", "chats", "entries", "bytes"} | set(ORDERS)
NOT_READ = {
    "pictures",
    "videos",
    "voice",
    "sound",
    "stickers",
    "files",
    "attachments",
    "unsupported",
    "sections",
    "dates",
    "media_files",
    "chats_cut_short",
}
by_name = pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.name)


def sample(source: Source, folder: Path) -> Path:
    name, content = next(found for one, found in SAMPLES.items() if one.name == source.name)
    path = folder / name
    path.write_bytes(content)
    return path


def test_names_tell_sources_apart() -> None:
    assert len({source.name for source in SOURCES}) == len(SOURCES) == len(SAMPLES)


@by_name
def test_a_source_is_the_first_to_recognise_its_own_and_knows_no_other(source: Source, tmp_path: Path) -> None:
    for other in SOURCES:
        path = sample(other, tmp_path)
        first = next(one for one in SOURCES if one.recognises(path, path.read_bytes()[:4096]))
        assert first is other
        if other is not source and source is not SOURCES[-1]:  # the last takes whatever is text
            assert not source.recognises(path, path.read_bytes()[:4096])


@by_name
def test_reading_a_sample_is_complete_and_counted(source: Source, tmp_path: Path) -> None:
    path = sample(source, tmp_path)
    behind: list[int] = []
    reading = Reading(behind.append)
    assert list(source.read(path, reading))
    assert reading.reason is None
    assert reading.repaired == 0
    assert reading.read["bytes"] == sum(behind) == path.stat().st_size
    assert set(reading.read) <= COUNTED
    assert set(reading.unread) <= NOT_READ
    assert any(reading.read[word] for word in COUNTED - {"bytes", *ORDERS})


@by_name
def test_batches_are_well_formed(source: Source, tmp_path: Path) -> None:
    for batch in source.read(sample(source, tmp_path), Reading()):
        assert isinstance(batch, Batch)
        starts = list(batch.starts)
        assert starts == sorted(set(starts))
        assert starts[0] == 0
        assert batch.text.endswith(SEPARATOR)
        assert batch.text.count(SEPARATOR) == len(starts)
        assert SEPARATOR.join(batch.document(i) for i in range(len(starts))) + SEPARATOR == batch.text
        for index in range(len(starts)):
            mark = batch.mark(index)
            assert isinstance(mark.reach, Reach)
            assert mark.place
            assert mark.within
            assert mark.date is None or mark.date.tzinfo is not None


@by_name
def test_reading_twice_gives_the_same(source: Source, tmp_path: Path) -> None:
    path = sample(source, tmp_path)
    first, second = read(source, path), read(source, path)
    assert first[0] == second[0]
    assert first[1].covers == second[1].covers


@by_name
def test_places_do_not_come_from_the_path(source: Source, tmp_path: Path) -> None:
    path = sample(source, tmp_path)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    moved = elsewhere / f"renamed{path.suffix}"
    moved.write_bytes(path.read_bytes())
    assert [mark for _, mark in read(source, path)[0]] == [mark for _, mark in read(source, moved)[0]]


@by_name
def test_what_is_covered_is_what_marks_name(source: Source, tmp_path: Path) -> None:
    found, reading = read(source, sample(source, tmp_path))
    named = {mark.place for _, mark in found} | {mark.within for _, mark in found}
    assert reading.covers
    assert {cover.within for cover in reading.covers} <= named


@by_name
def test_a_file_that_is_not_there_or_not_a_file_raises_oserror_only(source: Source, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        list(source.read(tmp_path / "nothing", Reading()))
    with pytest.raises(OSError):
        list(source.read(tmp_path, Reading()))


@by_name
def test_an_empty_file_is_not_read_in_full(source: Source, tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    reading = Reading()
    assert not [text for batch in source.read(tmp_path / "empty", reading) for text in batch.text]
    assert reading.reason in (Reason.EMPTY, Reason.TRUNCATED)


@by_name
def test_any_bytes_are_read_or_refused_without_a_fault(source: Source, tmp_path: Path) -> None:
    path = sample(source, tmp_path)
    whole = path.read_bytes()
    noise = bytes(range(256)) * 4
    third = len(whole) // 3
    for content in (noise, whole[:third] + noise + whole[third:], whole + noise, b"\0" * 5000, b"{" * 5000, whole[:-9]):
        path.write_bytes(content)
        for text, _ in read(source, path)[0]:
            assert text.encode() or not text  # a lone surrogate would raise


GROW = """
import re, sys
from pathlib import Path
from unlisted.sources import SOURCES
from unlisted.sources.base import Reading
name, path = sys.argv[1:]
source = next(one for one in SOURCES if one.name == name)
documents = sum(len(batch.starts) for batch in source.read(Path(path), Reading()))
peak = re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())
print(documents, int(peak[1]) // 1024)
"""


def megabytes(source: str, path: Path) -> tuple[int, int]:
    done = subprocess.run([sys.executable, "-c", GROW, source, path], capture_output=True, text=True, check=True)
    documents, peak = map(int, done.stdout.split())
    return documents, peak


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells the peak of one process apart from its parent's")
@pytest.mark.parametrize("name", ["telegram", "telegram-minified", "mail", "text", "text-one-line"])
def test_memory_stays_the_same_however_large_the_file(name: str, tmp_path: Path) -> None:
    """A file of some thirty megabytes costs no more than the interpreter and a few pieces of it."""
    path = tmp_path / "large"
    documents, peak = megabytes(name.split("-")[0], _large(name, path))
    assert documents > 1000
    assert path.stat().st_size > 30_000_000
    assert peak < 90


def _large(name: str, path: Path) -> Path:
    with path.open("wb") as out:
        if name.startswith("telegram"):
            line = b"" if name.endswith("minified") else b"\n"
            out.write(b'{%s "name": "x",%s "type": "private_group",%s "id": 5,%s "messages": [' % ((line,) * 4))
            text = '"text": "' + "реч " * 80 + '"'
            for i in range(70_000):
                comma = b"," if i else b""
                made = f'{{@   "id": {i},@   "date_unixtime": "1772366400",@   {text}@  }}'
                out.write(comma + line + b"  " + made.encode().replace(b"@", line))
            out.write(line + b" ]" + line + b"}")
        elif name == "mail":
            body = b"From a@example.org Mon Mar  2 10:00:00 2026\nSubject: x\n\n" + b"reci i reci\n" * 2500 + b"\n"
            out.writelines([body] * 1010)
        else:
            end = b" " if name.endswith("line") else b"\n"
            out.writelines([b"rec po rec do kraja reda, i dalje" + end] * 1_000_000)
    return path


def test_documents_are_packed_without_their_separators() -> None:
    batch = pack(["a", f"b{SEPARATOR}c", ""], lambda _: pytest.fail("no mark was asked for"))
    assert [batch.document(i) for i in range(3)] == ["a", "b c", ""]
    assert not pack([], lambda _: pytest.fail("no mark was asked for")).text


def test_fields_of_a_document_are_kept_apart_by_more_than_matching_bridges() -> None:
    parts = {"given": "Milena", "surname": "Primerović"}
    matcher = compile_facts([Fact(id="name", kind=Kind.NAME, value="Milena Primerović", parts=parts)])
    for between, one_fact in (("\n", True), (FIELD_BREAK, False)):
        found = list(matcher.scan(pack([f"Milena{between}Primerović"], lambda _: pytest.fail("no mark was asked for"))))
        assert any(seen.parts == ("given", "surname") for _, facts in found for seen in facts) is one_fact
