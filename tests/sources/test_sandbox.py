"""The child that parses: it lives on from job to job, is killed when it must be, and tells nothing else."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from unlisted.model import Reason
from unlisted.sources.sandbox import MEMORY, Extract, Failed, Job, Sandbox


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    made = Sandbox(seconds=30)
    yield made
    made.close()


def text_of(done: Extract | Failed) -> str:
    assert isinstance(done, Extract)
    return done.text


def child_of(sandbox: Sandbox) -> "subprocess.Popen[bytes]":
    child = sandbox._child
    assert child
    return child


def test_one_child_does_all_jobs(sandbox: Sandbox) -> None:
    assert text_of(sandbox.run(Job.PAGE, b"<p>jedan</p>")) == "jedan"
    first = child_of(sandbox)
    assert text_of(sandbox.run(Job.MAIL, b"Subject: dva\n\n")) == "dva"
    assert child_of(sandbox) is first


def test_a_child_that_dies_is_begun_anew(sandbox: Sandbox) -> None:
    sandbox.run(Job.PAGE, b"<p>jedan</p>")
    child_of(sandbox).kill()
    child_of(sandbox).wait()
    assert text_of(sandbox.run(Job.PAGE, b"<p>dva</p>")) == "dva"


def test_a_child_that_hangs_is_killed() -> None:
    impatient = Sandbox(seconds=1)
    done = impatient.run(Job.PAGE, b"<div>" * 100_000)
    assert done == Failed(Reason.TOO_SLOW, {"seconds": 1})
    assert text_of(impatient.run(Job.PAGE, b"<p>dalje</p>")) == "dalje"
    impatient.close()


@pytest.mark.skipif(sys.platform == "win32", reason="needs an alarm")
def test_an_interrupted_job_leaves_no_answer_behind(sandbox: Sandbox) -> None:
    def interrupt(_signal: int, _frame: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGALRM, interrupt)
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.5)
        with pytest.raises(KeyboardInterrupt):
            sandbox.run(Job.PAGE, b"<div>" * 100_000)
    finally:
        signal.signal(signal.SIGALRM, before)
    assert text_of(sandbox.run(Job.PAGE, b"<p>dalje</p>")) == "dalje"


@pytest.mark.skipif(sys.platform == "win32", reason="sends a signal")
def test_ctrl_c_is_not_for_the_child(sandbox: Sandbox) -> None:
    sandbox.run(Job.PAGE, b"<p>jedan</p>")
    first = child_of(sandbox)
    first.send_signal(signal.SIGINT)
    assert text_of(sandbox.run(Job.PAGE, b"<p>dva</p>")) == "dva"
    assert child_of(sandbox) is first


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the address space of a process")
def test_a_child_that_swells_is_told(sandbox: Sandbox) -> None:
    assert sandbox.run(Job.PAGE, b"<p>x" * (8 << 20)) == Failed(Reason.TOO_LARGE, {"limit": MEMORY})
    assert text_of(sandbox.run(Job.PAGE, b"<p>dalje</p>")) == "dalje"


def test_a_fault_in_the_child_says_nothing(sandbox: Sandbox) -> None:
    deep = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (i, i) for i in range(5000))
    data = b"Subject: Milena\n" + deep
    assert sandbox.run(Job.MAIL, data) == Failed(Reason.DAMAGED, {"at": len(data)})


def test_a_folder_she_stands_in_brings_no_modules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "msgspec.py").write_text("raise SystemExit")
    monkeypatch.chdir(tmp_path)
    sandbox = Sandbox(seconds=30)
    assert text_of(sandbox.run(Job.PAGE, b"<p>mirno</p>")) == "mirno"
    sandbox.close()


def test_what_is_not_text_comes_back_as_text(sandbox: Sandbox) -> None:
    done = sandbox.run(Job.PAGE, b'<script type="application/ld+json">["\\ud800 x"]</script>\x00\xff')
    assert text_of(done).encode()
