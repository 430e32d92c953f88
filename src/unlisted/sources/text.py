"""Plain text of any kind: notes, tables, logs, and every other file that is made of letters.

What a document is, and so what stands together and what `line:N` means:

- in tables and logs (`RECORDS`) each line, or each record of a table whose quoted cells run over several lines;
- in all other text a *block*: lines without an empty line between them, as people write an address on three lines. A
  long run without empty lines is divided after six lines or more, at a line that is short or ends a sentence, so that
  a fact broken over two lines of running text stays in one piece. `line:N` is the first line of the block;
- a line of more than `WINDOW` characters is read in windows that overlap by `OVERLAP` and share one place, so that
  nothing is lost at a seam and what is seen twice is one sighting.

A text has no identity but its content: its place is the SHA-256 of the file and the line.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from unlisted.model import Batch, Coverage, Mark, Reason
from unlisted.sources.base import BATCH_CHARACTERS, Reading, pack
from unlisted.sources.chats.scan import Cut, Stream
from unlisted.sources.encoding import characters, survey, wide_encoding
from unlisted.sources.escapes import unescaped
from unlisted.sources.files import Opened

RECORDS = frozenset((".csv", ".tsv", ".tab", ".log", ".jsonl", ".ndjson"))
WINDOW = 8000  # characters
OVERLAP = 200

_TABLES = frozenset((".csv", ".tsv", ".tab"))
_TEXT = RECORDS | {".txt", ".md", ".json", ".xml", ".vcf", ".ics", ".yaml", ".yml", ".ini", ".srt", ".tex", ".rst"}
_CONTROLS = bytes({*range(0x20), 0x7F} - set(b"\t\n\r\f\x1b\x1e\b"))
# Formats of letters in which names are not spelled out: read as text they would give nothing, and look like an answer.
_NOT_PLAIN = (b"%PDF", b"{\\rtf", b"%!PS", b"bplist", b"PK\x03\x04")
_RECORD_LINES = 30
_BLOCK_LINES, _BLOCK_MOST = 6, 40
_SHORT = 60
_NOT_TEXT = re.compile("\ufffd+")


class Line(NamedTuple):
    number: int
    text: str
    long: bool  # a window of a line that is longer than one


class Text:
    """Files of letters. Recognises whatever looks like text, so it stands last among the sources."""

    name = "text"

    def recognises(self, path: Path, head: bytes) -> bool:
        if not head or head.startswith(_NOT_PLAIN):
            return False
        if wide_encoding(head):
            return True
        controls = len(head) - len(head.translate(None, _CONTROLS))
        return controls <= (len(head) // 10 if path.suffix.lower() in _TEXT else len(head) // 500)

    def read(self, path: Path, reading: Reading) -> Iterator[Batch]:
        with Opened(path) as file:
            if not file.size:
                reading.stop(Reason.EMPTY)
                return
            about = survey(file.blocks)
            reading.repaired += about.guessed
            reading.snapshot = file.modified
            broken: Counter[str] = Counter()
            text = _tallied(characters(file.blocks(reading), about.encoding), broken)
            yield from _batches(_documents(_lines(text, reading), path.suffix.lower()), about.digest)
            file.check_unchanged(reading)
            if path.suffix.lower() == ".json" and _ends_early(file):
                reading.stop(Reason.TRUNCATED, at=file.size)
            if broken["passages"] and (about.guessed or about.encoding != "utf-8"):
                reading.stop(Reason.ENCODING, count=broken["passages"])
            reading.covers.append(Coverage(within=about.digest, snapshot=file.modified))


def _tallied(text: Iterable[str], broken: Counter[str]) -> Iterator[str]:
    for chunk in text:
        if "\ufffd" in chunk:
            broken["passages"] += len(_NOT_TEXT.findall(chunk))
        yield chunk


def _lines(text: Iterable[str], reading: Reading) -> Iterator[Line]:
    """Line after line with its number; a line longer than `WINDOW` as several windows. Chunks leave no trace."""
    number, rest, long = 1, "", False
    for chunk in text:
        rest += chunk
        start = 0
        while True:
            end = rest.find("\n", start)
            last = len(rest) if end < 0 else end
            while last - start > WINDOW:
                cut, start, long = *_cut(rest, start), True
                yield Line(number, cut, long)
            if end < 0:
                break
            yield Line(number, rest[start:end], long)
            number, start, long = number + 1, end + 1, False
            reading.read["lines"] += 1
        rest = rest[start:]
    if rest:
        yield Line(number, rest, long)
        reading.read["lines"] += 1


def _cut(text: str, start: int) -> tuple[str, int]:
    """The window that begins at `start`, and where the next one does: at no place inside a word, if there is one."""
    end = start + WINDOW
    edge = next((i for i in range(end, end - 2 * OVERLAP, -1) if not text[i - 1].isalnum()), end)
    again = next((i for i in range(edge - OVERLAP, edge) if not text[i].isalnum()), edge - OVERLAP)
    return text[start:edge], again


def _documents(lines: Iterable[Line], suffix: str) -> Iterator[tuple[int, str]]:
    """Documents with the number of their first line: records, or blocks."""
    held: list[Line] = []
    for line in lines:
        if line.long or (not line.text.strip() and suffix not in _TABLES):
            yield from _one(held)
            held = []
            yield from _one([line])
            continue
        held.append(line)
        if suffix in RECORDS:
            ends = suffix not in _TABLES or len(held) >= _RECORD_LINES or not _is_open(held)
        else:
            ends = len(held) >= _BLOCK_MOST or (len(held) >= _BLOCK_LINES and _is_finished(line.text))
        if ends:
            yield from _one(held)
            held = []
    yield from _one(held)


def _one(lines: list[Line]) -> Iterator[tuple[int, str]]:
    if any(line.text.strip() for line in lines):
        yield lines[0].number, unescaped("\n".join(line.text for line in lines))


def _is_open(record: list[Line]) -> bool:
    """Whether a quoted cell of a table goes on in the next line."""
    return sum(line.text.count('"') for line in record) % 2 == 1


def _is_finished(line: str) -> bool:
    return len(line) < _SHORT or line.rstrip().endswith((".", "!", "?", ":", ";"))


def _batches(documents: Iterable[tuple[int, str]], digest: str) -> Iterator[Batch]:
    texts: list[str] = []
    numbers = array("q")
    size = 0
    for number, text in documents:
        texts.append(text)
        numbers.append(number)
        size += len(text)
        if size >= BATCH_CHARACTERS:
            yield _batch(texts, numbers, digest)
            texts, numbers, size = [], array("q"), 0
    if texts:
        yield _batch(texts, numbers, digest)


def _batch(texts: list[str], numbers: array[int], digest: str) -> Batch:
    def mark(index: int) -> Mark:
        return Mark(locator=f"line:{numbers[index]}", place=f"{digest}/{numbers[index]}", within=digest)

    return pack(texts, mark)


def _ends_early(file: Opened) -> bool:
    """Whether a JSON file ends before its last bracket is closed."""
    stream, depth = Stream(file.blocks()), 0
    try:
        while depth >= 0:
            depth += 1 if stream.bracket()[1] in b"{[" else -1
    except Cut:
        return depth > 0
    return False
