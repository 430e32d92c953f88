"""A file read in stretches, by one process or two, gives what reading it whole gives; and a glance misses nothing."""

import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sources.samples import account, chat, message, tdesktop
from support.people import MILENA
from unlisted import crew as crew_room
from unlisted.audit import Watch, audit, intent_classifier
from unlisted.crew import Crew, Task, take
from unlisted.knowledge import load
from unlisted.match import compile_facts
from unlisted.model import Glance, Outcome
from unlisted.sightings import Eye, Hashed
from unlisted.sources import Reading
from unlisted.sources.base import Divisible, Look, Rest
from unlisted.sources.chats import members
from unlisted.sources.chats.telegram import Telegram
from unlisted.vault import Vault

KEYED = Hashed(b"k" * 32)
TELEGRAM = Telegram()
NAME, HOME, PHONE = "Milena Šupljikac", "Cara Lazara 17", "064 000 1234"
TEXTS = st.sampled_from([
    "zdravo svima", "", NAME, f"gde živi {NAME}?", HOME, f"{HOME}, Novi Sad", PHONE, "\n  },\n  {\n   \"id\": 5,",
    "kontrola \x01 ovde", f"\\{NAME}\"", "\u200b", "😂", ["to je Mi", {"type": "bold", "text": "lena"}, " Šupljikac"],
    [{"type": "text_link", "text": "ovde", "href": "https://example.org/?q=Cara+Lazara+17"}], "Милена Шупљикац 😂",
    [{"type": "link", "text": "https://example.org/cara%20lazara%2017"}],
])  # fmt: skip
MORE = st.sampled_from([
    {}, {}, {}, {"forwarded_from": NAME}, {"file_name": NAME, "file": "f", "media_type": "sticker"}, {"photo": "p"},
    {"reply_to_message_id": 1}, {"reply_to_message_id": 2}, {"title": NAME, "actor": NAME, "action": "x"},
    {"author": NAME}, {"members": [NAME]}, {"date_unixtime": None}, {"file": None},
    {"poll": {"question": NAME, "answers": []}},
    {"contact_information": {"first_name": "Milena", "last_name": "Šupljikac", "phone_number": "1"}},
    {"forwarded_from_id": "user5"}, {"via_bot": "@x"}, {"photo": 5}, {"from_": None}, {"from_": "Ana \"x\" \\"},
])  # fmt: skip
SENDERS = st.sampled_from(["Ana", NAME, "Neko", "Ime koje je duže od dvadeset četiri bajta"])


def outcome(path: Path, crew: Crew) -> Outcome:
    looks = [Look(target="x", path=path, source=TELEGRAM)]
    rules = intent_classifier(load([]))
    [found] = audit(looks, compile_facts(MILENA), keyed=KEYED, watch=Watch(), classifier=rules, crew=crew)
    return found


@st.composite
def exports(draw: st.DrawFn) -> bytes:
    """A chat or an account, with everything that is rare in it."""
    made = []
    for number in range(1, draw(st.integers(1, 25)) + 1):
        more = {"from_": draw(SENDERS)} | draw(MORE)
        made.append(message(draw(st.sampled_from([number, number, 1])), draw(TEXTS), **more))
    if draw(st.booleans()):
        half = len(made) // 2
        return tdesktop(account([chat(made[:half], 11), chat(made[half:], 12)]))
    return tdesktop(chat(made))


@given(content=exports(), cut=st.integers(0, 3000), stretch=st.integers(50, 4000), alone=st.integers(1, 500))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_where_a_stretch_ends_never_changes_a_result(
    tmp_path: Path, content: bytes, cut: int, stretch: int, alone: int
) -> None:
    path = tmp_path / "result.json"
    path.write_bytes(content[: len(content) - cut] if cut < len(content) // 2 else content)
    with pytest.MonkeyPatch.context() as patch:
        whole = outcome(path, Crew(alone=1 << 40))
        patch.setattr("unlisted.sources.files.BLOCK", 700)
        parts = outcome(path, Crew(stretch=stretch, alone=alone))
    assert parts == whole


def glanced_and_parsed(path: Path, content: bytes) -> tuple[Outcome, Outcome]:
    path.write_bytes(content)
    glanced = outcome(path, Crew())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("unlisted.sources.chats.members.compiled", None)
        return glanced, outcome(path, Crew())


@given(content=exports())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_glance_misses_nothing_that_parsing_finds(tmp_path: Path, content: bytes) -> None:
    glanced, parsed = glanced_and_parsed(tmp_path / "result.json", content)
    assert glanced == parsed


GARBAGE = st.sampled_from([
    b"", b'"', b",", b"\n", b"{", b"}", b"[", b"]", b"\\", b'\n   "text": "x",', b'\n   "type": "x",', b"\n  },\n  {",
    b"\n  }", b"\n   ", b" ", b'\n   "id": 7,', b"\xff", b"\x01", b'\n    "x",', b"\r", b'"text": [', b"null", b"%41",
])  # fmt: skip
DAMAGE = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 40), GARBAGE), min_size=1, max_size=4)


@given(content=exports(), damage=DAMAGE, stretch=st.integers(50, 4000))
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_glance_at_garbage_misses_nothing_that_parsing_finds(
    tmp_path: Path, content: bytes, damage: list[tuple[float, int, bytes]], stretch: int
) -> None:
    for share, gone, put in damage:
        at = int(share * len(content))
        content = content[:at] + put + content[at + gone :]
    glanced, parsed = glanced_and_parsed(tmp_path / "result.json", content)
    parts = outcome(tmp_path / "result.json", Crew(stretch=stretch, alone=1))
    assert {one.id for one in parsed.sightings} <= {one.id for one in glanced.sightings}
    assert {one.id for one in parsed.sightings} <= {one.id for one in parts.sightings}


@pytest.mark.skipif(not members.compiled, reason="installed without a C compiler")
def test_most_of_a_chat_is_not_parsed(tmp_path: Path) -> None:
    """The control: were every piece parsed as a whole, the test above would compare a thing with itself."""
    path = tmp_path / "result.json"
    path.write_bytes(tdesktop(chat([message(n, "zdravo") for n in range(1, 500)] + [message(500, NAME)])))
    glances = [one for one in TELEGRAM.divided(path, Reading(), None) if isinstance(one, Glance)]
    batches = [compile_facts(MILENA).narrowed(one) for one in glances]
    assert sum(len(batch.starts) for batch in batches if batch) == 2  # one message and its sender


@pytest.fixture(scope="module")
def pool() -> Iterator[Executor]:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as made:
        yield made


def large(path: Path, messages: int = 4000) -> Path:
    def one(number: int) -> dict[str, object]:
        text = NAME if number % 50 == 0 else f"poruka {number}"
        return message(number, text, from_=NAME if number % 7 == 0 else f"Neko {number % 40}", reply_to_message_id=5)

    path.write_bytes(tdesktop(chat([one(number) for number in range(1, messages)])))
    return path


def test_two_processes_find_what_one_finds(tmp_path: Path, pool: Executor, monkeypatch: pytest.MonkeyPatch) -> None:
    path = large(tmp_path / "result.json")
    alone = outcome(path, Crew())
    monkeypatch.setattr("unlisted.sources.files.BLOCK", 5000)  # here; helpers read as always
    for stretch in (1000, 20_000, 200_000):
        assert outcome(path, Crew(pool, stretch=stretch, alone=5000)) == alone
    assert len(alone.sightings) == 80  # 79 messages and one sender, named hundreds of times


class Broken(Executor):
    """An executor whose tasks all fail, as when its processes are killed."""

    def __init__(self, *, at_once: bool) -> None:
        self.at_once = at_once

    def submit(self, *_words: object, **_more: object) -> Future[object]:  # type: ignore[override]
        if self.at_once:
            raise RuntimeError
        future: Future[object] = Future()
        future.set_exception(OSError("Milena"))
        return future


@pytest.mark.parametrize("at_once", [True, False])
def test_without_helpers_the_look_goes_on(tmp_path: Path, at_once: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("unlisted.sources.files.BLOCK", 5000)
    path = large(tmp_path / "result.json", 500)
    assert outcome(path, Crew(Broken(at_once=at_once), stretch=5000, alone=5000)) == outcome(path, Crew())


class Noting(Executor):
    """Runs tasks at once and keeps what went in and out, pickled as between processes."""

    def __init__(self) -> None:
        self.carried: list[bytes] = []

    def submit(self, _function: object, task: Task) -> Future[object]:  # type: ignore[override]
        future: Future[object] = Future()
        self.carried.append(pickle.dumps(task))
        future.set_result(take(task))
        self.carried.append(pickle.dumps(future.result()))
        return future


def test_no_text_of_a_document_goes_between_processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not the name of the chat or a sender, not a word beside a fact."""
    monkeypatch.setattr("unlisted.sources.files.BLOCK", 5000)
    secrets = ("kanarinac", "Izmišljena grupa", "pevačica")
    made = [message(n, f"kanarinac {NAME} {HOME}", from_=f"pevačica {NAME}") for n in range(1, 300)]
    path = tmp_path / "result.json"
    path.write_bytes(tdesktop(account([chat(made, 11)])))
    noting = Noting()
    outcome(path, Crew(noting, stretch=5000, alone=2000))
    carried = b"".join(noting.carried)
    assert len(noting.carried) > 10
    assert not [secret for secret in secrets if secret.encode() in carried]
    assert b"message:" in carried


def test_a_fault_in_a_stretch_is_a_closed_word(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = large(tmp_path / "result.json", 300)
    monkeypatch.setattr("unlisted.sources.files.BLOCK", 5000)
    rests = [one for one in TELEGRAM.divided(path, Reading(), 2000) if isinstance(one, Rest)]
    kit = pickle.dumps(Eye(compile_facts(MILENA), KEYED, None, "telegram", "x"))
    task = Task(rests[0].stretches(5000)[0], TELEGRAM, kit)

    def fault(*_words: object) -> Iterator[object]:
        raise ValueError("Milena")

    monkeypatch.setattr(Telegram, "read_stretch", fault)
    took = crew_room.take(task)
    assert took.reason == "error"
    assert "Milena" not in repr(took)
    path.unlink()
    monkeypatch.undo()
    assert crew_room.take(task).reason == "not-found"


def test_places_are_named_as_the_vault_names_them(tmp_path: Path) -> None:
    from support.command import Commands

    command = Commands(tmp_path)
    command.make()
    with command.vault() as vault:
        assert isinstance(vault, Vault)
        assert Hashed(vault.key("place"))("message:1 č \ud83d") == vault.keyed("message:1 č \ud83d")
        assert vault.key("place").hex() not in repr(Hashed(vault.key("place")))


def test_telegram_can_be_divided() -> None:
    assert isinstance(TELEGRAM, Divisible)


PARENT = """
import sys, time
from unlisted.cli import helpers
if __name__ == "__main__":
    helpers._cores = lambda: 2
    with helpers.helpers_for(1 << 30) as begun:
        begun.pool.submit(len, "x").result()
        print(next(iter(begun.pool._processes)), flush=True)
        time.sleep(60)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="processes are killed in another way")
def test_helpers_end_with_the_one_that_asked() -> None:
    with subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout
        helper = int(parent.stdout.readline())
        os.kill(helper, 0)
        parent.kill()
        parent.wait()
        for _ in range(200):
            if gone(helper):
                break
            time.sleep(0.05)
        assert gone(helper)


def gone(process: int) -> bool:
    """Whether a process has ended (one that nobody has fetched is a zombie)."""
    try:
        os.kill(process, signal.SIG_DFL)
    except ProcessLookupError:
        return True
    status = Path(f"/proc/{process}/stat")
    try:
        return status.exists() and status.read_text().rsplit(")", 1)[1].split()[0] == "Z"
    except OSError:
        return True
