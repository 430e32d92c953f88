"""The promises that only the whole program can keep, each with a control that shows the test can fail."""

import codecs
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.command import Commands
from support.exports import FACTS_FILE, write_export
from support.watched import PEAK, strace, watch, written_to_files
from unlisted.audit import Watch, audit
from unlisted.demo import write_first_look
from unlisted.match import compile_facts
from unlisted.model import Batch, Reason, State
from unlisted.sources import Reading
from unlisted.sources.base import Look, pack

SECRETS = ("Primerović", "Izmišljena 17", "640000123", "064 000 0123", "Примеровић")


@pytest.fixture
def places(tmp_path: Path) -> Path:
    folder = tmp_path / "places"
    folder.mkdir()
    write_first_look(folder)
    photos = folder / "chat" / "photos"
    photos.mkdir()
    for name in ("photo_1@01-03-2026.jpg", "photo_2@01-03-2026.jpg"):
        (photos / name).write_bytes(b"\xff\xd8\xff\xe0 not a picture")
    (folder / "chat" / "video_files").mkdir()
    (folder / "chat" / "video_files" / "v.mp4").write_bytes(b"not a video")
    return folder


# --- 3: three answers ---


class Faulty:
    """A source that yields one good batch and then fails in the way it was told to."""

    name = "faulty"

    def __init__(self, error: BaseException) -> None:
        self.error = error

    def recognises(self, _path: Path, _head: bytes) -> bool:
        return True

    def read(self, _path: Path, reading: Reading) -> Iterator[Batch]:
        from unlisted.model import Mark

        reading.read["lines"] += 1
        yield pack(["Milena Primerović"], lambda _: Mark(locator="line:1", place="p", within="w"))
        raise self.error


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (FileNotFoundError(), Reason.NOT_FOUND),
        (PermissionError(), Reason.NOT_READABLE),
        (OSError(5, "Input/output error: Milena"), Reason.NOT_READABLE),
        (ValueError("Milena at line 3"), Reason.ERROR),
        (RecursionError(), Reason.ERROR),
        (MemoryError(), Reason.ERROR),
    ],
)
def test_a_failed_look_is_unknown_and_keeps_what_was_found(
    command: Commands, error: BaseException, reason: Reason
) -> None:
    with command.vault() as vault:
        matcher = compile_facts(vault.store.facts())
    look = Look(target="x", path=Path("x"), source=Faulty(error))
    [outcome] = audit([look], matcher, keyed=lambda text: str(hash(text)), watch=Watch())
    assert (outcome.state, outcome.reason) == (State.UNKNOWN, reason)
    assert len(outcome.sightings) == 1
    assert "Milena" not in repr(outcome)


# --- 4: offline ---


def test_nothing_touches_the_network(command: Commands, places: Path) -> None:
    for words in (
        ("check", str(places)),
        ("demo",),
        ("emergency", "--list"),
        ("exposures",),
        ("plan",),
        ("knowledge",),
    ):
        run = watch(command, *words)
        assert run.done.returncode in {0, 1, 3}, run.done.stderr
        assert run.network == []


def test_the_watch_for_the_network_can_fail(command: Commands) -> None:
    control = "import socket\ntry: socket.create_connection(('127.0.0.1', 9), 0.1)\nexcept OSError: pass"
    assert watch(command, "plan", control=control).network


def test_strace_sees_no_socket_either(command: Commands, places: Path, tmp_path: Path) -> None:
    tracer = strace()
    if tracer is None:
        pytest.skip("strace is not on this machine; the audit hook above watches the same run")
    trace = tmp_path / "network"
    under = [tracer, "-f", "-qq", "-e", "trace=network", "-o", str(trace)]
    assert watch(command, "check", str(places), under=under).done.returncode in {1, 3}
    assert "AF_INET" not in trace.read_text()
    watch(command, "plan", under=under, control="import socket; socket.socket()")
    assert "AF_INET" in trace.read_text()


# --- 3 of the promise: nothing readable on disk ---


def test_no_fact_is_written_readable(command: Commands, places: Path, tmp_path: Path) -> None:
    """Every write to a file, deleted temporaries too, where strace is; else what lies on the disk afterwards."""
    tracer = strace()
    before = set(tmp_path.rglob("*"))
    if tracer:
        trace = tmp_path / "writes"
        calls = "trace=write,pwrite64,writev,pwritev,pwritev2,sendfile,copy_file_range"
        under = [tracer, "-f", "-qq", "-y", "-xx", "-s", "1000000", "-e", calls, "-o", str(trace)]
        assert watch(command, "check", str(places), under=under).done.returncode in {1, 3}
        assert not readable(written_to_files(trace))
        control = f"open({str(tmp_path / 'leak')!r}, 'w', encoding='utf-8').write('Primerović')"
        watch(command, "plan", under=under, control=control)
        assert readable(written_to_files(trace)), "the control"
        return
    watch(command, "check", str(places))
    fresh = [path for path in set(tmp_path.rglob("*")) - before if path.is_file()]
    assert not any(secret.encode() in path.read_bytes() for path in fresh for secret in SECRETS)


def readable(trace: str) -> list[str]:
    """The secrets that stand in a trace written with `-xx`, in the encodings a file could have."""
    found = []
    for secret in SECRETS:
        for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
            raw = secret.encode(encoding)
            forms = {raw, codecs.encode(raw, "base64").strip().rstrip(b"=")[:-1]}
            found += [secret for form in forms if "".join(f"\\x{byte:02x}" for byte in form) in trace]
    return found


# --- 7: media stay closed ---


def test_media_beside_an_export_are_not_opened(command: Commands, places: Path) -> None:
    run = watch(command, "check", str(places / "chat"))
    assert run.done.returncode == 1, run.done.stderr
    assert "may show children" in run.done.stderr
    assert not [path for path, _mode in run.opened if path.endswith((".jpg", ".mp4"))]
    photo = str(places / "chat" / "photos" / "photo_1@01-03-2026.jpg")
    control = watch(command, "plan", control=f"open({photo!r}, 'rb').read()")
    assert [path for path, _mode in control.opened if path.endswith(".jpg")], "the control"


# --- constant memory, and stopping ---


@pytest.mark.skipif(sys.platform == "win32", reason="no getrusage")
@pytest.mark.parametrize("megabytes", [20, pytest.param(100, marks=pytest.mark.slow)])
def test_a_large_export_takes_constant_memory_and_everything_planted_is_found(
    bare: Commands, tmp_path: Path, megabytes: int
) -> None:
    import json

    bare.make(FACTS_FILE)
    export = tmp_path / "result.json"
    truth = write_export(export, megabytes, seed=megabytes)
    command = [sys.executable, "-c", PEAK, str(bare.folder), bare.identity, str(export)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, encoding="utf-8")
    assert int(done.stderr.strip().split("\n")[-1]) < 150, "MB"
    seen = {
        int(sighting["locator"].removeprefix("message:")): {
            f["fact"] for f in sighting["facts"] if f["strength"] >= 0.5
        }
        for sighting in json.loads(done.stdout)["sightings"]
    }
    missed = {number: plant for number, plant in truth.items() if plant.fact not in seen.get(number, ())}
    assert not missed
    assert not {number for number, facts in seen.items() if facts} - set(truth)


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent in another way")
def test_ctrl_c_keeps_what_was_found_and_says_what_was_not_read(bare: Commands, tmp_path: Path) -> None:
    bare.make(FACTS_FILE)
    export = tmp_path / "result.json"
    write_export(export, 60)
    (tmp_path / "later.txt").write_text("nothing", encoding="utf-8")
    program = (
        "import sys\nfrom pathlib import Path\nfrom unlisted.cli.app import run\nfrom unlisted.cli.door import Door\n"
        "import unlisted.cli.progress as progress\nold = progress.Meter.advance\n"
        "def advance(self, n):\n    print('.', file=sys.stderr, flush=True); old(self, n)\n"
        "progress.Meter.advance = advance\n"
        "sys.exit(run(['check', *sys.argv[3:]], Door(folder=Path(sys.argv[1]), identity=sys.argv[2])))"
    )
    arguments = [
        sys.executable,
        "-c",
        program,
        str(bare.folder),
        bare.identity,
        str(export),
        str(tmp_path / "later.txt"),
    ]
    environment = {**os.environ, "LANGUAGE": "en"}
    with subprocess.Popen(
        arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    ) as running:
        assert running.stderr is not None
        running.stderr.readline()  # it has begun to read
        time.sleep(0.1)
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=60)
    assert running.returncode == 130, err
    assert out.count("you stopped it") == 2
    assert "To go on: `unlisted check`" in " ".join(err.split())
    assert "Traceback" not in err
    with bare.vault() as vault:
        assert vault.store.exposures()
        assert [outcome.reason for outcome in vault.store.rounds()[-1].outcomes] == [Reason.INTERRUPTED] * 2


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent in another way")
def test_a_long_round_is_saved_while_it_runs(bare: Commands, tmp_path: Path) -> None:
    """Killed in the middle of a look, the vault holds what had been found until the last save."""
    bare.make(FACTS_FILE)
    export = tmp_path / "result.json"
    write_export(export, 40)
    program = (
        "import sys\nfrom pathlib import Path\nfrom unlisted.cli.app import run\nfrom unlisted.cli.door import Door\n"
        "import unlisted.cli.check as check\ncheck.SAVE_EVERY = 0.2\nold = check._Keeper._save\n"
        "def save(self, outcomes):\n    merged = old(self, outcomes); print('saved', file=sys.stderr, flush=True)\n"
        "    return merged\n"
        "check._Keeper._save = save\n"
        "run(['check', sys.argv[3]], Door(folder=Path(sys.argv[1]), identity=sys.argv[2]))"
    )
    arguments = [sys.executable, "-c", program, str(bare.folder), bare.identity, str(export)]
    with subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as running:
        assert running.stderr is not None
        assert running.stderr.readline() == "saved\n"
        running.kill()
    with bare.vault() as vault:
        assert vault.store.exposures()
        assert vault.store.rounds() == (), "the round itself was not finished"
    assert bare("check", str(export)).code == 1
    with bare.vault() as vault:
        newest = vault.store.rounds()[-1].outcomes[0].covers[0].snapshot
        assert {exposure.last_looked for exposure in vault.store.exposures()} == {newest}
