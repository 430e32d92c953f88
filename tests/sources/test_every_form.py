"""Bad ends, long messages, wrong encodings, texts that look like boundaries: asked of every form in the same way."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from unlisted.model import Mark, Reason
from unlisted.sources import SOURCES
from unlisted.sources.base import Reading

from .forms import FORMS, Form

by_form = pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
TEXTS = [f"poruka {i}, živi u Šapcu, kraj {i}." for i in range(1, 16)]


def read(form: Form, path: Path, content: bytes) -> tuple[list[tuple[str, Mark]], Reading]:
    path.write_bytes(content)
    reading = Reading()
    return [
        (batch.document(i), batch.mark(i))
        for batch in form.reader.read(path, reading)
        for i in range(len(batch.starts))
    ], reading  # fmt: skip


def told(form: Form, path: Path, content: bytes) -> tuple[str, Reading]:
    found, reading = read(form, path, content)
    return "\n".join(text for text, _ in found), reading


def missing(shown: str, texts: list[str] = TEXTS) -> list[str]:
    return [text for text in texts if text not in shown]


# --- a message of fifty megabytes --------------------------------------------------------------------------------

MARK = "evo {} Milena Primerović, Cara Lazara 17"
WATCH = """
import re, sys
from pathlib import Path
from unlisted.match import compile_facts
from unlisted.model import Fact, Kind
from unlisted.sources import SOURCES, Reading
name, path = sys.argv[1:]
parts = {"given": "Milena", "surname": "Primerović"}
matcher = compile_facts([Fact(id="name", kind=Kind.NAME, value="Milena Primerović", parts=parts)])
source = next(one for one in SOURCES if one.name == name)
reading, found, places, seen = Reading(), set(), set(), 0
for batch in source.read(Path(path), reading):
    if seen < 3:  # enough to know that a piece can be searched, and what that costs in memory
        seen += sum(1 for _ in matcher.find(batch))
    for i in range(len(batch.starts)):
        marks = re.findall("evo ([0-9]+) Milena Primerović, Cara Lazara 17", batch.document(i))
        found.update(marks)
        if marks:
            places.add((batch.mark(i).locator, hash(batch.mark(i).place)))
peak = re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())
print(len(found), len(places), int(seen > 0), reading.reason, int(peak[1]) // 1024)
"""


def long_file(form: Form, path: Path, megabytes: int) -> int:
    """A file with one long message between others; how many marks stand in it, each at another place of a window."""
    before, _, after = form.made(["prva", "OVDE", "treća"]).partition(b"OVDE")
    step = form.within("reč po reč i bez reda " * 1000)
    size = count = 0
    with path.open("wb") as out:
        out.write(before)
        while size < megabytes << 20:
            count += 1
            size += out.write(step * (count % 37 + 1)) + out.write(form.within("x" * (count % 97) + " "))
            size += out.write(form.within(MARK.format(count) + " "))
        out.write(after)
    return count


def watched(form: Form, path: Path) -> tuple[int, int, bool, str, int]:
    done = subprocess.run([sys.executable, "-c", WATCH, form.source, path], capture_output=True, text=True, check=True)
    found, places, seen, reason, peak = done.stdout.split()
    return int(found), int(places), seen == "1", reason, int(peak)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells the peak of one process")
@pytest.mark.parametrize("megabytes", [12, pytest.param(50, marks=pytest.mark.slow)])
@by_form
def test_a_message_of_fifty_megabytes_is_read_in_bounded_memory(tmp_path: Path, form: Form, megabytes: int) -> None:
    path = tmp_path / form.file
    planted = long_file(form, path, megabytes)
    found, places, seen, reason, peak = watched(form, path)
    assert (found, places, seen) == (planted, 1, True)
    assert reason == "None"
    assert peak < 150


@by_form
def test_a_long_message_is_one_place_wherever_a_window_ends(
    tmp_path: Path, form: Form, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same with windows so small that every letter comes to stand at a seam, and with disguised letters."""
    words = [f"č{'š' * (i % 9)}\\{i}" for i in range(300)]
    for module, name, size in (
        ("chats.scan", "LIMIT", 900), ("chats.split", "LIMIT", 900), ("chats.rows", "LIMIT", 900),
        ("chats.long", "WINDOW", 97), ("chats.long", "_SHORT", 60), ("chats.headed", "PIECE", 1000),
        ("files", "BLOCK", 250),
    ):  # fmt: skip
        monkeypatch.setattr(f"unlisted.sources.{module}.{name}", size)
    found, reading = read(form, tmp_path / form.file, form.made(["prva", " ".join(words), "treća"]))
    long = [(text, mark) for text, mark in found if "šš" in text]
    assert len({mark.place for _, mark in long}) == 1
    assert missing("\n".join(text for text, _ in long), words) == []
    assert missing("\n".join(text for text, _ in found), ["prva", "treća"]) == []
    assert reading.reason is None


# --- a file that somebody has edited --------------------------------------------------------------------------------

IN_JSON = [form for form in FORMS.values() if form.source in ("telegram", "discord", "meta", "google-chat")]


@pytest.mark.parametrize("blank", [b" ", b"   ", b"\t"])
@pytest.mark.parametrize("form", IN_JSON, ids=[name for name, form in FORMS.items() if form in IN_JSON])
def test_an_indent_that_was_changed_hides_no_message(tmp_path: Path, form: Form, blank: bytes) -> None:
    """Above all that of the first message, from which the indent of all others was told."""
    content = form.made(TEXTS)
    first = content.index(form.within(TEXTS[0])[:9])
    for line in re.finditer(rb"\n[ \t]*", content[:first]):
        for at in {line.start() + 1, line.end()}:
            shown, reading = told(form, tmp_path / form.file, content[:at] + blank + content[at:])
            assert missing(shown) == [], at
            assert reading.reason is None, at


# --- a file that ends too early, or goes on -----------------------------------------------------------------------


@by_form
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(share=st.floats(0, 1, exclude_max=True))
def test_cut_anywhere_all_whole_messages_are_read(tmp_path: Path, form: Form, share: float) -> None:
    content = form.made(TEXTS)
    cut = int(len(content) * share)
    begun = [content[:cut].find(form.within(text)[:9]) for text in TEXTS]
    if begun[1] < 0:
        return
    shown, reading = told(form, tmp_path / form.file, content[:cut])
    whole = sum(at >= 0 for at in begun) - 1  # the one that begins before the cut may be cut itself
    assert missing(shown, TEXTS[:whole]) == []
    if form.tells_end and content[cut:].strip() and not content[:cut].endswith((b"\n", b"}")):
        assert reading.reason is not None


@by_form
def test_two_exports_joined_in_one_file_are_both_read(tmp_path: Path, form: Form) -> None:
    others = [text.replace("poruka", "druga") for text in TEXTS]
    for between in (b"", b"\n", b"\xef\xbb\xbf"):
        shown, reading = told(form, tmp_path / form.file, form.made(TEXTS) + between + form.made(others))
        assert missing(shown, [*TEXTS, *others]) == [], between
        assert reading.reason in (None, Reason.DAMAGED, Reason.RECORDS_SKIPPED)


@pytest.mark.parametrize("form", [form for name, form in FORMS.items() if "minified" not in name])
def test_an_export_cut_off_and_begun_anew_is_read_on(tmp_path: Path, form: Form) -> None:
    """Two downloads in one file, the first of which broke off in the middle of its tenth message.

    Where the whole file is one line, nothing tells where the second begins: an open string holds all that follows.
    """
    whole = form.made(TEXTS)
    cut = whole.index(form.within(TEXTS[9])[:9]) + 7
    others = [text.replace("poruka", "druga") for text in TEXTS]
    shown, reading = told(form, tmp_path / form.file, whole[:cut] + form.made(others))
    lost = missing(shown, [*TEXTS[:9], *others])
    assert lost in ([], others[:1])  # the one that stands in what was cut off
    assert reading.reason is not None or not form.tells_end or form.source == "telegram-html"


# --- line ends and encodings -------------------------------------------------------------------------------------

CHANGES = {
    "crlf": lambda text: text.replace("\n", "\r\n").encode(),
    "bom": lambda text: b"\xef\xbb\xbf" + text.encode(),
    "crlf and bom": lambda text: b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode(),
    "utf-16": lambda text: text.encode("utf-16"),
    "utf-16-be": lambda text: b"\xfe\xff" + text.encode("utf-16-be"),
    "cp1250": lambda text: text.encode("cp1250", "replace"),
}
CYRILLIC = [f"порука {i}, живи у Шапцу, крај {i}." for i in range(1, 16)]


@pytest.mark.parametrize("change", CHANGES)
@by_form
def test_line_ends_and_encodings(tmp_path: Path, form: Form, change: str) -> None:
    content = CHANGES[change](form.made(TEXTS).decode())
    path = tmp_path / form.file
    path.write_bytes(content)
    source = next(one for one in SOURCES if one.recognises(path, content[:4096]))
    shown = "\n".join(batch.text for batch in source.read(path, Reading()))
    assert missing(shown) == []
    if change != "cp1250" and not (change.startswith("utf-16") and form.source in AS_TEXT):
        assert source.name == form.source


AS_TEXT = ("telegram", "signal", "mail")  # in UTF-16 these are searched as the text they are


@by_form
def test_cyrillic_in_an_encoding_of_eight_bits(tmp_path: Path, form: Form) -> None:
    content = form.made(CYRILLIC).decode().encode("cp1251", "replace")
    path = tmp_path / form.file
    path.write_bytes(content)
    source = next(one for one in SOURCES if one.recognises(path, content[:4096]))
    assert missing("\n".join(batch.text for batch in source.read(path, Reading())), CYRILLIC) == []


# --- texts that look like something else ---------------------------------------------------------------------------


@by_form
def test_a_text_that_looks_like_a_boundary_of_its_own_form(tmp_path: Path, form: Form) -> None:
    texts = [text + form.boundary + f"iza {i}" for i, text in enumerate(TEXTS)]
    shown, reading = told(form, tmp_path / form.file, form.made(texts))
    assert missing(shown, [*TEXTS, *(f"iza {i}" for i in range(len(TEXTS)))]) == []
    assert reading.reason is None
    assert reading.read["messages"] + reading.read["emails"] == len(TEXTS)


@by_form
def test_messages_that_are_all_the_same_are_all_counted(tmp_path: Path, form: Form) -> None:
    found, reading = read(form, tmp_path / form.file, form.made(["ista poruka"] * 50))
    assert reading.read["messages"] + reading.read["emails"] == 50
    assert sum("ista poruka" in text for text, _ in found) == 50
    again, _ = read(form, tmp_path / form.file, form.made(["ista poruka"] * 50))
    assert [mark.place for _, mark in again] == [mark.place for _, mark in found]


DATES = {
    b"1772366": (b"9999999999", b"-5", b"0", b"7" * 30),
    b"2026-03-01T": (b"9999-99-99T", b"0000-00-00T", b"2026-02-30T"),
    b"2026-03-01 ": (b"9999-99-99 ", b"0000-00-00 "),
    b"01.03.2026": (b"99.99.9999", b"00.00.0000"),
    b"13.02.24": (b"99.99.99", b"00.00.00"),
    b"2/13/24": (b"99/99/99", b"0/0/00"),
    b"13/08/2014": (b"99/99/9999", b"00/00/0000"),
    b"March 1, 2026": (b"March 99, 2026", b"Nonth 1, 0000", b"February 30, 2026"),
    b"Mar  2 10:00:00 2026": (b"Mar 99 10:00:00 9999",),
    b"1 Mar 2026": (b"99 Mar 9999", b"0 Xyz 0000"),
}


@by_form
def test_dates_out_of_range_cost_no_message(tmp_path: Path, form: Form) -> None:
    content = form.made(TEXTS)
    for good in (good for good in DATES if good in content):
        for bad in DATES[good]:
            written = re.sub(re.escape(good) + rb"\d*" if good == b"1772366" else re.escape(good), bad, content)
            shown, _ = told(form, tmp_path / form.file, written)
            assert missing(shown) == [], bad


# --- many messages of one sender -----------------------------------------------------------------------------------

ONE_SENDER = """
import re, sys, time
from pathlib import Path
from unlisted.sources import SOURCES, Reading
name, path = sys.argv[1:]
source = next(one for one in SOURCES if one.name == name)
reading, names, began = Reading(), 0, time.process_time()
for batch in source.read(Path(path), reading):
    names += batch.text.count("Jedna Osoba\x1e")
peak = re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())
print(names, reading.read["messages"], time.process_time() - began, int(peak[1]) // 1024)
"""


def of_one_sender(path: Path, count: int) -> tuple[int, int, float, int]:
    """Telegram's export of so many messages of one person: how often the name was told, messages, seconds, peak."""
    empty = FORMS["telegram"].made(["OVDE"])
    begin, end = empty.index(b'  {\n   "id"'), empty.rindex(b"\n ]")
    one = re.sub(rb'"from": "[^"]*"', b'"from": "Jedna Osoba"', empty[begin:end])
    head, _, tail = one.partition(b'"id": 1,')
    with path.open("wb") as out:
        out.write(empty[:begin])
        out.writelines((b",\n" if i else b"") + head + b'"id": %d,' % (i + 1) + tail for i in range(count))
        out.write(empty[end:])
    done = subprocess.run([sys.executable, "-c", ONE_SENDER, "telegram", path], capture_output=True, check=True)
    names, messages, seconds, peak = done.stdout.split()
    return int(names), int(messages), float(seconds), int(peak)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells the peak of one process")
def test_the_name_of_a_sender_is_told_once_in_a_hundred_thousand_messages(tmp_path: Path) -> None:
    names, messages, _, peak = of_one_sender(tmp_path / "result.json", 100_000)
    assert (names, messages) == (1, 100_000)
    assert peak < 110


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells the peak of one process")
def test_two_million_messages_of_one_sender_cost_twenty_times_a_hundred_thousand(tmp_path: Path) -> None:
    _, _, few, less = of_one_sender(tmp_path / "result.json", 100_000)
    names, messages, many, more = of_one_sender(tmp_path / "result.json", 2_000_000)
    assert (names, messages) == (1, 2_000_000)
    assert many / few < 30
    assert more < less + 20


@by_form
def test_the_name_of_a_sender_is_told_once_a_chat(tmp_path: Path, form: Form) -> None:
    found, reading = read(form, tmp_path / form.file, form.made(["ista poruka"] * 5000))
    others = [text for text, mark in found if "ista poruka" not in text]
    assert len(others) == len(set(others))
    assert reading.read["messages"] + reading.read["emails"] == 5000
