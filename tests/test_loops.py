"""The compiled loops tell what plain Python tells, whatever bytes they are given, and never look outside of them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
from array import array
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import unlisted
from unlisted.model import SEPARATOR
from unlisted.sources.chats.members import IGNORED, NO_CODE, NO_NUMBER, PLAIN, TEXT, Members, code_of, members_of
from unlisted.text import skeleton
from unlisted.text.skeleton import skeleton_of_utf8

COMPILER = shutil.which((sysconfig.get_config_var("CC") or "cl").split()[0])
MODULES = ("unlisted.text._skeleton", "unlisted.sources.chats._members", "unlisted.sources.chats._strings")
needs_loops = pytest.mark.skipif(not all(map(find_spec, MODULES)), reason="installed without a C compiler")


def call(name: str, *words: object) -> Any:
    """Call a loop, with nonsense that no type allows too."""
    module = "_strings" if name in ("joined", "prints") else f"_{name}"
    [path] = (one for one in MODULES if one.endswith(module))
    return getattr(import_module(path), name)(*words)


@pytest.mark.skipif(not COMPILER, reason="no C compiler")
@pytest.mark.parametrize("module", MODULES)
def test_they_are_compiled_where_a_compiler_is(module: str) -> None:
    """Otherwise all that follows would be left out in silence."""
    assert find_spec(module)


# Skeletons

LETTERS = st.text(st.sampled_from(f"aAžŽшЏ17@ .-jJ\u0301\u200b\U0001d400ﬁ漢🍀🇦🇷🇸{SEPARATOR}"))
RAW = st.binary() | LETTERS.map(str.encode) | st.lists(st.binary(max_size=3) | LETTERS.map(str.encode)).map(b"".join)


def without_loops(raw: bytes) -> bytes | None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(skeleton, "compiled", None)
        return skeleton_of_utf8(raw)


@needs_loops
@settings(max_examples=2000)
@given(raw=RAW)
@example(raw="🇲🇮🇱🇪🇳🇦 🇦".encode())
@example(raw="🇲🇮🇱🇪 x 🇳🇦🇲🇮 j🇱🇪🇳🇦".encode())
@example(raw=f"🇲\u200b\u200b🇮\u200b\u200b\u200b🇱{SEPARATOR}🇪🇳🇦🇦🇦🇦🇦".encode())
@example(raw=b"\xed\xa0\x80")
@example(raw=b"\xf4\x90\x80\x80")
@example(raw=b"\xc0\xaf")
@example(raw=b"\xe0\x80\xaf")
@example(raw=b"\xf0\x80\x80\xaf")
@example(raw="🇲\u200b\u200b\u200b🇮\u200b\u200b\u200b🇱   🇪---🇳🇦".encode())
def test_a_skeleton_is_that_of_plain_python(raw: bytes) -> None:
    assert skeleton_of_utf8(raw) == without_loops(raw)


@needs_loops
@pytest.mark.parametrize(
    "point", [0x7F, 0x80, 0x7FF, 0x800, 0xD7FF, 0xE000, 0xFFFF, 0x10000, 0x1FFFF, 0x20000, 0x10FFFF]
)
def test_the_first_and_last_code_points_of_every_width(point: int) -> None:
    raw = f"a{chr(point)}b".encode()
    assert skeleton_of_utf8(raw) == without_loops(raw)
    for end in range(2, len(raw) - 1):  # cut short
        assert skeleton_of_utf8(raw[:end]) == without_loops(raw[:end])


# Members

KEYS = (*TEXT, *PLAIN, *IGNORED)
LINES = st.sampled_from([
    '{\n   "id": 5,', ',\n  {\n   "id": 17,', '\n   "type": "message",', '\n   "text": "Ana",', '\n   "text": [',
    '\n    "Ana",', '\n    {\n     "type": "bold",\n     "text": "Ana"\n    }', "\n   ]", '\n   "text": []', "\n  }",
    '\n   "from": null,', '\n   "nothing": 1', '\n   "forwarded_from_id": "x",', '\n    "id": 3', "\r\n", '\n   "id": ',
    "9" * 15, '\n   "date_unixtime": "1",', "\n", " ", '"', "\t", '\n   "text_entities": [', '\n  {\n   "type": 1', "{",
    "é", "\n ]", ",",
])  # fmt: skip
WINDOWS = st.lists(LINES | st.text('"{}[],\n :abc1', max_size=4), max_size=40).map("".join).map(str.encode)


class Slowly:
    """What `Members` promises, line by line."""

    def __init__(self, data: bytes, start: int, member: int, end: int) -> None:
        self.data, self.member = data, member
        self.told: dict[str, Any] = {name: [] for name in Members._fields} | {"fault": -1}
        self.row: int | None = None
        self.number_end: int | None = None
        self.listed = False
        for at in (found.start() for found in re.finditer(b"\n", data) if found.start() >= start):
            if data[at + end : at + end + 1] == b"]":
                self.told["closings"].append(at)
            if at and data[at + member : at + member + 1] == b'"':
                self.ended(at)
                self.begun(at)
            elif self.listed:
                self.put(breaks=at, lists=self.row)
        if self.number_end is not None:
            self.told["numbers"][-1] = NO_NUMBER

    def put(self, **cells: object) -> None:
        for name, cell in cells.items():
            self.told[name].append(cell)

    def ended(self, at: int) -> None:
        """What was before ends where this member begins."""
        comma = self.data[at - 1 : at] == b","
        last = at - 2 if comma and at > 1 else at - 1
        if self.number_end is not None and (self.number_end != at - 1 or not comma):
            self.told["numbers"][-1] = NO_NUMBER
        if self.row is not None:
            self.told["ends"][self.row], self.told["lasts"][self.row] = last, self.data[last]
        self.row, self.number_end, self.listed = None, None, False

    def begun(self, at: int) -> None:
        quote, column = at + self.member, b"\n".ljust(self.member)
        before, key = self.data[at - 1 : quote], self.data[quote : quote + 8]
        near = self.member < 8 and quote >= 8 and len(key) == 8
        opens, follows = near and before == b"{" + column, near and before == b"," + column
        if opens is not (near and key.startswith(b'"id": ')) or not (opens or (follows and self.told["begins"])):
            self.told["fault"] = at if self.told["fault"] < 0 else self.told["fault"]
        elif opens:
            digits = re.compile(rb"[0-9]*").match(self.data, quote + 6)
            assert digits
            self.number_end = digits.end()
            self.put(begins=at, numbers=int(digits[0]) if 0 < len(digits[0]) <= 16 else NO_NUMBER, types=0)
        else:
            self.followed(quote, key)

    def followed(self, quote: int, key: bytes) -> None:
        [code] = [code_of(one) for one in KEYS if key == f'"{one}": '.encode()[:8]] or [NO_CODE]
        if code == code_of("type"):
            self.told["types"][-1] = min(2, self.told["types"][-1] + 1)
        if code_of(IGNORED[0]) <= code < NO_CODE:
            return
        value = quote + (len(KEYS[code - 1]) + 4 if code != NO_CODE else 0)
        whole = code != NO_CODE and value < len(self.data) - 1 and self.data[value - 3] == ord('"')
        self.row = len(self.told["starts"])
        self.put(starts=value, ends=value, owners=len(self.told["begins"]) - 1, codes=code, lasts=0)
        self.put(firsts=self.data[value] if whole else 0)
        self.listed = whole and code == code_of("text") and self.data[value : value + 2] == b"[\n"


@needs_loops
@settings(max_examples=2000)
@example(data=b'\n  {\n   "id": 1,' + b'\n   "type": 1,' * 3, start=0, inner=2)
@example(data=b'\n  {\n   "id": 1234567890123456,\n   "type": 1,\n  {\n   "id": 12345678901234567,\n', start=0, inner=2)
@given(data=WINDOWS, start=st.sampled_from([0, 0, 0, 3, 50]), inner=st.sampled_from([2, 2, 2, 4, 5, 6, 1]))
def test_members_are_those_of_plain_python(data: bytes, start: int, inner: int) -> None:
    told, expected = members_of(data, start, inner + 2, inner), Slowly(data, start, inner + 2, inner).told
    assert told
    for name in Members._fields:
        one = getattr(told, name)
        assert (one if isinstance(one, int | list) else one.tolist()) == expected[name], name


# Strings

STRINGS = st.lists(st.text('Anaš%\\"/bunrt\x01\n ', max_size=40).map(str.encode), max_size=8)


def placed(strings: list[bytes]) -> tuple[bytes, array[int], array[int]]:
    """The strings in quotes, with something between them, and their places."""
    raw, starts, ends = b"x", array("q"), array("q")
    for one in strings:
        starts.append(len(raw))
        raw += b'"' + one
        ends.append(len(raw))
        raw += b'", '
    return raw, starts, ends


@needs_loops
@settings(max_examples=1000)
@given(strings=STRINGS)
def test_strings_are_joined_with_blanks_for_escapes(strings: list[bytes]) -> None:
    escape = re.compile(rb'\\(?:["\\/bfnrt]|(.)|$)', re.DOTALL)
    plain = [escape.sub(lambda found: b" " + (found[1] or b" "[: len(found[0]) - 1]), one) for one in strings]
    hard = [any(found[1] is not None or len(found[0]) == 1 for found in escape.finditer(one)) for one in strings]
    percent = [b"%" in one for one in strings]
    told = call("joined", *placed(strings), b"\x1e" * len(strings), ord("%"))
    if any(re.search(rb'[\x00-\x1f"]', one) for one in plain):
        assert told is None
        return
    text, marks = told
    assert text == b"".join(b"\x1e" + one for one in plain)
    assert list(marks) == [one + 2 * other for one, other in zip(hard, percent, strict=True)]


@needs_loops
@given(strings=st.lists(st.binary(max_size=30)))
def test_fingerprints_tell_strings_apart_wherever_they_stand(strings: list[bytes]) -> None:
    told = array("Q", call("prints", *placed(strings))).tolist()
    other = array("Q", call("prints", *placed([b"shifted", *strings]))).tolist()[1:]
    assert told == other
    assert len({*told}) == len({*strings})


# Nonsense

INSIDE, OUTSIDE = array("q", [1]), array("q", [100])
TABLES = bytes(2048), bytes(256), bytes(256)


@needs_loops
@pytest.mark.parametrize(
    ("name", "given_"),
    [
        ("skeleton", (b"x", bytes(10), bytes(26))),
        ("skeleton", (b"x", bytes(0x20000), bytes(25))),
        ("members", (b"x", -1, 4, 2, *TABLES, 1, 1, 1, 1)),
        ("members", (b"x", 0, 0, 2, *TABLES, 1, 1, 1, 1)),
        ("members", (b"x", 0, 4, 0, *TABLES, 1, 1, 1, 1)),
        *(("members", (b"x", 0, 4, 2, *TABLES[:n], b"", *TABLES[n + 1 :], 1, 1, 1, 1)) for n in range(3)),
        *(("prints", (b"0123456789", *places)) for places in [
            (INSIDE, OUTSIDE), (OUTSIDE, OUTSIDE), (INSIDE, INSIDE), (array("q", [-1]), INSIDE),
            (INSIDE, array("q", [2, 3])), (INSIDE, array("q")), (b"1234567", b"1234567"),
            (array("q", [0] * 3), array("q", [2**63 - 1] * 3)),
        ]),
        ("joined", (b"0123456789", INSIDE, OUTSIDE, b"x", 0)),
        ("joined", (b"0123456789", INSIDE, array("q", [5]), b"xx", 0)),
        ("joined", (b"0123456789", INSIDE, array("q", [5]), b"", 0)),
    ],
)  # fmt: skip
def test_what_lies_outside_is_refused(name: str, given_: tuple[object, ...]) -> None:
    with pytest.raises(ValueError, match=r"classes|offsets|lengths|signs"):
        call(name, *given_)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux" or not shutil.which("gcc"), reason="needs gcc on Linux")
def test_nothing_outside_of_the_bytes_is_read_or_written(tmp_path: Path) -> None:
    """This file once more, with loops that end the process on any access outside and any undefined step."""
    package = tmp_path / "unlisted"
    shutil.copytree(Path(unlisted.__file__).parent, package, ignore=shutil.ignore_patterns("*.so", "__pycache__"))
    suffix, include = sysconfig.get_config_var("EXT_SUFFIX"), sysconfig.get_path("include")
    guard = ["-fsanitize=address,undefined", "-fno-sanitize-recover=all", "-g", "-shared", "-fPIC", f"-I{include}"]
    sources = [*package.rglob("_*.c")]
    if not sources:
        pytest.skip("installed without the sources")
    for source in sources:
        subprocess.run(["gcc", *guard, str(source), "-o", str(source.with_name(source.stem + suffix))], check=True)
    libraries = [subprocess.check_output(["gcc", f"-print-file-name={one}"], text=True).strip() for one in
                 ("libasan.so", "libubsan.so")]  # fmt: skip
    guarded = {"LD_PRELOAD": " ".join(libraries), "ASAN_OPTIONS": "detect_leaks=0", "PYTHONMALLOC": "malloc"}
    run = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", __file__]
    tests = str(Path(__file__).parent)
    done = subprocess.run(
        run, env=os.environ | guarded | {"PYTHONPATH": os.pathsep.join((str(tmp_path), tests))}, cwd=tmp_path,
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
