"""Parsing what may hang: one child process for a whole folder of pages, limited, killed when it must be, begun anew."""

from __future__ import annotations

import atexit
import os
import signal
import struct
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass
from enum import IntEnum

import msgspec

from unlisted.model import Reason

REQUEST = struct.Struct("<BI")
HEADER = struct.Struct("<I")
SECONDS = 20  # on the clock, for one page or e-mail
CPU_SECONDS = 10
MEMORY = 1 << 30  # address space of the child, bytes
LIMIT = 32 << 20  # bytes of one page or e-mail
_ANSWER_LIMIT = 128 << 20
_OUT_OF_TIME: int | None = getattr(signal, "SIGXCPU", None)  # Windows has none


class Job(IntEnum):
    """What the child is asked to take apart."""

    PAGE = 1
    MAIL = 2
    CHANNEL = 3


class Post(msgspec.Struct):
    """One message of a channel's preview. Its text is document text."""

    number: int
    time: int = 0  # seconds since 1970, 0 if it is not known
    text: str = ""
    sender: str = ""
    reply: int = 0  # the number of the message it answers
    album: bool = False  # it stands for the numbers after it too, up to the next message
    hidden: bool = False  # some of it is shown in the app only


class Extract(msgspec.Struct):
    """What the child made of one page, e-mail or preview. All of it is document text, but for the counts and flags."""

    text: str = ""
    url: str = ""  # the address a page says it has
    addresses: list[str] = []
    message_id: str = ""
    date: int = 0  # seconds since 1970, 0 if it is not known
    unread: dict[str, int] = {}
    cut: bool = False  # it ends in the middle
    damaged: bool = False
    too_large: bool = False
    shown: int = 0  # characters that a page shows
    password: bool = False  # it has a field for one
    scripts: bool = False
    refresh: bool = False  # it leads on by itself
    chat: int = 0  # the number of a channel, 0 if it is not told
    title: str = ""  # of a channel
    members: int = 0  # of a channel, 0 if it is not told
    posts: list[Post] = []


@dataclass(frozen=True, slots=True)
class Failed:
    """Why the child has no answer."""

    reason: Reason
    numbers: dict[str, int]


class Sandbox:
    """A child process that is started when it is needed first, and lives until `close`. One job at a time."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._child: subprocess.Popen[bytes] | None = None
        self._parent = os.getpid()
        self._one = threading.Lock()

    def run(self, job: Job, data: bytes) -> Extract | Failed:
        """Take `data` (at most `LIMIT` bytes) apart. Never raises for what is in it."""
        with self._one:
            child = self._started()
            late = threading.Event()
            timer = threading.Timer(self._seconds, _kill, (child, late))
            timer.start()
            try:
                answer = _ask(child, job, data)
            except BaseException:  # interrupted: its answer would be taken for that to the next job
                child.kill()
                self.close()
                raise
            finally:
                timer.cancel()
            if answer is None:
                return self._post_mortem(child, late.is_set())
        if answer.too_large:
            self.close()  # it would keep the memory
            return Failed(Reason.TOO_LARGE, {"limit": MEMORY})
        return Failed(Reason.DAMAGED, {"at": len(data)}) if answer.damaged else answer

    def close(self) -> None:
        """End the child."""
        if self._child and self._parent == os.getpid():
            _end(self._child)
        self._child = None

    def _started(self) -> subprocess.Popen[bytes]:
        if self._child is None or self._parent != os.getpid() or self._child.poll() is not None:
            self.close()
            self._parent = os.getpid()
            # -P: a folder she stands in must not be able to bring its own modules.
            self._child = subprocess.Popen(
                [sys.executable, "-P", "-m", "unlisted.sources.extract"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        return self._child

    def _post_mortem(self, child: subprocess.Popen[bytes], late: bool) -> Failed:
        _end(child)
        self._child = None
        if late:
            return Failed(Reason.TOO_SLOW, {"seconds": int(self._seconds)})
        if _OUT_OF_TIME is not None and child.returncode == -_OUT_OF_TIME:
            return Failed(Reason.TOO_SLOW, {"seconds": CPU_SECONDS})
        return Failed(Reason.DAMAGED, {"at": 0})


def _ask(child: subprocess.Popen[bytes], job: Job, data: bytes) -> Extract | None:
    if child.stdin is None or child.stdout is None:
        return None
    with suppress(OSError, ValueError, msgspec.MsgspecError):
        child.stdin.write(REQUEST.pack(job, len(data)))
        child.stdin.write(data)
        child.stdin.flush()
        header = child.stdout.read(HEADER.size)
        if len(header) == HEADER.size and (length := HEADER.unpack(header)[0]) <= _ANSWER_LIMIT:
            return msgspec.json.decode(child.stdout.read(length), type=Extract)
    return None


def _kill(child: subprocess.Popen[bytes], late: threading.Event) -> None:
    late.set()
    child.kill()


def _end(child: subprocess.Popen[bytes]) -> None:
    for pipe in (child.stdin, child.stdout):
        if pipe:
            with suppress(OSError):
                pipe.close()
    try:
        child.wait(timeout=2)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


shared = Sandbox()
atexit.register(shared.close)
