"""Bad input through the whole of looking: each is `Unknown` with its reason or read correctly, and no finding is lost.

Every file here holds her name where it can still be read. A traceback would fail the test; `Reason.ERROR`, which
stands for one, is never accepted.
"""

import hashlib
import json
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from unlisted.audit import Watch, audit
from unlisted.match import compile_facts
from unlisted.model import Batch, Fact, Kind, Outcome, Reason, State
from unlisted.sources import SOURCES
from unlisted.sources.base import Look, Reading, Source
from unlisted.sources.folders import walk

from .samples import PAGE, account, chat, email, message, tdesktop
from .test_folders import as_nobody, posix

NAME = "Milena Primerović"
MATCHER = compile_facts(
    [Fact(id="name", kind=Kind.NAME, value=NAME, parts={"given": "Milena", "surname": "Primerović"}, public=True)]
)
HER = message(2, f"evo je {NAME}")
EXPORT = tdesktop(chat([message(1), HER, *(message(i) for i in range(3, 40))]))


def look(looks: Iterator[Look]) -> list[Outcome]:
    outcomes = list(
        audit(looks, MATCHER, keyed=lambda place: hashlib.sha256(place.encode()).hexdigest(), watch=Watch())
    )
    assert all(outcome.reason is not Reason.ERROR for outcome in outcomes)
    assert all((outcome.reason is not None) == (outcome.state is State.UNKNOWN) for outcome in outcomes)
    return outcomes


def look_at(path: Path, content: bytes | None = None) -> Outcome:
    if content is not None:
        path.write_bytes(content)
    (outcome,) = look(walk([str(path)]))
    return outcome


def seen(outcome: Outcome) -> bool:
    return any("surname" in fact.parts for sighting in outcome.sightings for fact in sighting.facts)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cut=st.integers(1, len(EXPORT) - 1))
def test_truncated_json_cut_anywhere(tmp_path: Path, cut: int) -> None:
    outcome = look_at(tmp_path / "result.json", EXPORT[:cut])
    assert outcome.state is State.UNKNOWN
    assert outcome.reason is Reason.TRUNCATED
    whole = EXPORT.index(NAME.encode()) + 200
    assert seen(outcome) or cut < whole


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(0, len(EXPORT)), garbage=st.binary(min_size=1, max_size=60))
def test_garbage_json(tmp_path: Path, at: int, garbage: bytes) -> None:
    """Garbage anywhere: what stands away from it is found, and the file is never simply clear."""
    outcome = look_at(tmp_path / "result.json", EXPORT[:at] + garbage + EXPORT[at:])
    start, end = EXPORT.index(b'{\n   "id": 2,'), EXPORT.index(b'{\n   "id": 3,')
    heading = EXPORT.index(b'"messages"')
    if heading < at < start or end < at:
        assert seen(outcome)
    assert outcome.state in (State.SEEN, State.UNKNOWN) or start <= at <= end


@pytest.mark.parametrize("bracket", [b"]", b"}", b"[", b"{", b"]}", b"}]", b"},", b"],", b'"]'])
def test_a_bracket_out_of_place_costs_one_message(tmp_path: Path, bracket: bytes) -> None:
    """Wherever it stands in the first message, also where it looks like the end of the list."""
    for at in range(EXPORT.index(b'"messages"') + 13, EXPORT.index(b'  {\n   "id": 2,')):
        outcome = look_at(tmp_path / "result.json", EXPORT[:at] + bracket + EXPORT[at:])
        assert seen(outcome), at


@pytest.mark.parametrize("garbage", [b"\0", b" ", b",", b"x"])
def test_a_beginning_that_is_hidden_costs_no_other_message(tmp_path: Path, garbage: bytes) -> None:
    """The message before it is hers: without its own beginning the next one would count as a part of it."""
    begin = EXPORT.index(b'{\n   "id": 3,')
    for at in range(begin + 1, begin + 7):
        assert seen(look_at(tmp_path / "result.json", EXPORT[:at] + garbage + EXPORT[at:])), at


@pytest.mark.parametrize(
    "value", [[], {}, "text", 12, None, [{"messages": []}], {"messages": {}}, {"type": "private_group", "messages": 3}]
)
def test_a_wrong_shape_at_the_top(tmp_path: Path, value: object) -> None:
    """A JSON file that is no export is read as the text it is."""
    outcome = look_at(
        tmp_path / "result.json", json.dumps([NAME, value] if isinstance(value, list) else value).encode()
    )
    assert seen(outcome) is isinstance(value, list)
    assert outcome.source == "text" or outcome.reason is Reason.WRONG_SHAPE


DEEP = 100_000


LISTS = b"[" * DEEP + b"]" * DEEP
OBJECTS = b'{"a":' * DEEP + b"1" + b"}" * DEEP


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("deep.json", LISTS + NAME.encode(), None),
        ("deep.json", b"[" * DEEP, Reason.TRUNCATED),
        ("result.json", EXPORT.replace(b'"messages"', b'"x": ' + LISTS + b', "messages"'), None),
        ("result.json", EXPORT.replace(b'"messages": [', b'"messages": [[' + LISTS + b"],"), Reason.RECORDS_SKIPPED),
        ("result.json", EXPORT.replace(b'"message"', OBJECTS, 1), Reason.RECORDS_SKIPPED),
        ("deep.html", b"<b>" * DEEP + NAME.encode(), None),
    ],
    ids=["array", "open array", "beside messages", "among messages", "in a message", "page"],
)
def test_nesting_of_a_hundred_thousand_levels(tmp_path: Path, name: str, content: bytes, reason: Reason | None) -> None:
    outcome = look_at(tmp_path / name, content)
    assert outcome.reason is reason
    assert seen(outcome) is (NAME.encode() in content)


@pytest.mark.parametrize(
    ("old", "new", "lost"),
    [
        (b'"id": 1,', b'"id": ' + b"7" * 5000 + b",", True),
        (b'"id": 1000000077', b'"id": ' + b"7" * 5000, False),
        (b'"type": "message"', b'"type": ' + b"7" * 5000, False),
        (b'"date_unixtime": "', b'"date_unixtime": "' + b"7" * 5000, False),
    ],
)
def test_numbers_of_five_thousand_digits(tmp_path: Path, old: bytes, new: bytes, lost: bool) -> None:
    assert old in EXPORT
    outcome = look_at(tmp_path / "result.json", EXPORT.replace(old, new, 1))
    assert outcome.reason is (Reason.RECORDS_SKIPPED if lost else None)
    assert seen(outcome)


@pytest.mark.parametrize(
    "broken", [b"\\ud800", b"\\udfff \\ud83d", b"\xed\xa0\x80", b"\xff\xfe", b"\xc3", b"\xf4\x90\x80\x80"]
)
@pytest.mark.parametrize("kind", ["export", "minified", "text", "page", "mail"])
def test_lone_surrogates_and_invalid_utf8(tmp_path: Path, broken: bytes, kind: str) -> None:
    name, content = {
        "export": ("result.json", EXPORT),
        "minified": ("result.json", json.dumps(json.loads(EXPORT), ensure_ascii=False).encode()),
        "text": ("a.txt", f"žut\n\nevo je {NAME}\n\nđak".encode()),
        "page": ("a.html", PAGE.replace("Vesti", f"evo je {NAME}").encode()),
        "mail": ("a.eml", b"From: a@example.org\n" + email().as_bytes() + f"evo je {NAME}\n".encode()),
    }[kind]
    outcome = look_at(tmp_path / name, content.replace(b"evo je", broken + b" "))
    assert seen(outcome)
    assert outcome.reason in (None, Reason.ENCODING)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_utf16_and_utf32(tmp_path: Path, encoding: str) -> None:
    for name, content in {
        "a.txt": f"evo je {NAME}, " * 9,
        "a.json": json.dumps({"ime": NAME}),
        "a.html": PAGE + NAME,
    }.items():
        outcome = look_at(tmp_path / name, content.encode(encoding))
        assert seen(outcome), name
        assert outcome.reason is None


def test_an_export_in_utf16_is_searched_as_text(tmp_path: Path) -> None:
    assert seen(look_at(tmp_path / "result.json", EXPORT.decode().encode("utf-16")))


def test_two_hundred_kilobytes_of_open_tags(tmp_path: Path) -> None:
    outcome = look_at(tmp_path / "a.html", f"<p>{NAME}</p>".encode() + b"<a " * 70_000)
    assert seen(outcome)
    assert outcome.reason is None


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.eml", "result.json"])
def test_zero_bytes(tmp_path: Path, name: str) -> None:
    lines = {"a.html": b"<p>", "a.eml": b"From: a@example.org\nTo: b@example.org\n\n", "result.json": EXPORT}.get(
        name, b""
    )
    outcome = look_at(tmp_path / name, lines + f"evo je {NAME}".encode() + b" \0\0\0 kraj")
    assert seen(outcome)
    assert outcome.reason is (Reason.DAMAGED if name == "result.json" else None)
    assert look_at(tmp_path / "b.txt", bytes(5000)).state is State.UNKNOWN


@posix
def test_names_that_attack_terminals(tmp_path: Path) -> None:
    """Names reach outcomes as they are, for whoever shows them to clean; chat names and senders do not reach them."""
    for evil in ("\x1b]8;;evil.example\x07a\x1b]8;;\x07.json", "[link=evil.example]a[bold].json"):
        content = tdesktop(chat([message(1, NAME, from_="\x1b]52;c;cm0=\x07[/]")], name="\x1b[2J[/]"))
        outcome = look_at(tmp_path / evil, content)
        assert seen(outcome)
        assert outcome.target.endswith(evil)
        assert "\x1b" not in repr(outcome).replace(repr(outcome.target), "").replace("\\x1b", "\x1b")


@posix
def test_symlink_loops_and_pipes(tmp_path: Path) -> None:
    (tmp_path / "krug").symlink_to("krug")
    (tmp_path / "gore").symlink_to(tmp_path)
    os.mkfifo(tmp_path / "result.json")
    (tmp_path / "z.txt").write_text(NAME)
    outcomes = {Path(outcome.target).name: outcome for outcome in look(walk([str(tmp_path)]))}
    assert {name: outcome.reason for name, outcome in outcomes.items()} == {
        "krug": Reason.LINK_LOOP,
        "gore": Reason.LINK_LOOP,
        "result.json": Reason.NOT_A_FILE,
        "z.txt": None,
    }
    assert seen(outcomes["z.txt"])


@posix
def test_a_pipe_in_the_place_of_a_file_that_was_recognised(tmp_path: Path) -> None:
    for source in SOURCES:
        path = tmp_path / source.name
        os.mkfifo(path)
        (outcome,) = look(iter([Look(target="x", path=path, source=source)]))
        assert outcome.reason is Reason.NOT_READABLE


@posix
def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tmp_path.chmod(0o755)
    (tmp_path / "a.txt").write_text(NAME)
    (tmp_path / "a.txt").chmod(0)
    monkeypatch.chdir(tmp_path)
    with as_nobody():
        assert [outcome.reason for outcome in look(walk(["a.txt"]))] == [Reason.NOT_READABLE]
        for source in SOURCES:
            (outcome,) = look(iter([Look(target="x", path=Path("a.txt"), source=source)]))
            assert outcome.reason is Reason.NOT_READABLE


class Meddling:
    """A real source under whose hands the file changes as soon as the first batch is out."""

    def __init__(self, source: Source, change: Callable[[Path], object]) -> None:
        self.name = source.name
        self._source = source
        self._change = change

    def recognises(self, path: Path, head: bytes) -> bool:
        return self._source.recognises(path, head)

    def read(self, path: Path, reading: Reading) -> Iterator[Batch]:
        for number, batch in enumerate(self._source.read(path, reading)):
            yield batch
            if number == 0:
                self._change(path)


CHANGES: dict[str, Callable[[Path], object]] = {
    "shrinks": lambda path: os.truncate(path, path.stat().st_size // 2),
    "shrinks to nothing": lambda path: os.truncate(path, 0),
    "grows": lambda path: path.write_bytes(path.read_bytes() + b"x"),
    "is replaced": lambda path: (path.rename(path.with_name("old")), path.write_bytes(b"x")),
    "is removed": lambda path: path.unlink(),
}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not let an open file be changed so")
@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("kind", ["export", "account", "text"])
def test_a_file_that_changes_while_it_is_read(tmp_path: Path, change: str, kind: str) -> None:
    """Real changes from inside the loop: what was found before stays, and the look is not complete."""
    many = [HER, *(message(i, "duga poruka " * 100) for i in range(3, 6000))]
    content = {
        "export": lambda: tdesktop(chat(many, name=NAME)),
        "account": lambda: tdesktop(account([chat(many, name=NAME)])),
        "text": lambda: f"{NAME}\n\n".encode() + (b"dug red " * 100 + b"\n") * 5000,
    }[kind]()  # fmt: skip
    path = tmp_path / "a.json"
    path.write_bytes(content)
    (found,) = walk([str(path)])
    assert found.source
    (outcome,) = look(iter([Look(target="x", path=path, source=Meddling(found.source, CHANGES[change]))]))
    assert (outcome.state, outcome.reason) == (State.UNKNOWN, Reason.CHANGED)
    assert seen(outcome)


@pytest.mark.parametrize("kind", ["a.html", "a.eml"])
def test_a_small_file_that_changes_is_noticed_too(tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / kind
    path.write_bytes(b"From: a@example.org\nTo: b@example.org\n\n<html><p>" + NAME.encode())
    real = os.read

    def read(fd: int, count: int) -> bytes:
        data = real(fd, count)
        with path.open("ab") as more:
            more.write(b" ")
        return data

    (found,) = walk([str(path)])
    monkeypatch.setattr(os, "read", read)
    (outcome,) = look(iter([found]))
    assert outcome.reason is Reason.CHANGED
    assert seen(outcome)
