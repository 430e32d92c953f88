"""The child that takes the text out of pages, e-mails and previews, where a parser that hangs or swells can be killed.

Started by `unlisted.sources.sandbox` as ``python -m unlisted.sources.extract`` and imported by nobody else. It reads
jobs from standard input and answers on standard output: a byte for the kind of job, four bytes of length, the data;
four bytes of length, an `Extract` as JSON. It opens no file and writes nothing else, errors least of all.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import BinaryIO

import msgspec

from unlisted.sources.html import page
from unlisted.sources.mime import mail
from unlisted.sources.online.preview import preview
from unlisted.sources.sandbox import CPU_SECONDS, HEADER, MEMORY, REQUEST, Extract, Job

_WORK: dict[Job, Callable[[bytes], Extract]] = {Job.PAGE: page, Job.MAIL: mail, Job.CHANNEL: preview}


def serve(jobs: BinaryIO, answers: BinaryIO) -> None:
    """Answer jobs until there are no more. What a job raises becomes an answer without a word about it."""
    swelling = max(MEMORY // 2, _peak())  # parsers in C tell the end of memory as any other fault
    while len(request := jobs.read(REQUEST.size)) == REQUEST.size:
        kind, length = REQUEST.unpack(request)
        data = jobs.read(length)
        _limit_time()
        try:
            done = _WORK[Job(kind)](data)
            done.text = _printable(done.text)
            done.title = _printable(done.title)
            for post in done.posts:
                post.text, post.sender = _printable(post.text), _printable(post.sender)
            answer = msgspec.json.encode(done)
        except Exception as error:  # noqa: BLE001 - whatever a hostile file makes a parser raise, it is an answer
            swollen = isinstance(error, MemoryError) or _peak() > swelling
            answer = msgspec.json.encode(Extract(too_large=swollen, damaged=not swollen))
        answers.write(HEADER.pack(len(answer)) + answer)
        answers.flush()


def _printable(text: str) -> str:
    return text.encode("utf-8", "replace").decode()


def _peak() -> int:
    """The most memory this process ever held, in bytes. It begins with what its parent held when it was started."""
    with suppress(ImportError):
        import resource

        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    return 0


def _limit_time() -> None:
    """Give the job so many seconds of processor time from now on; the parent limits the time on the clock."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        spent = int(used.ru_utime + used.ru_stime) + 1
        resource.setrlimit(resource.RLIMIT_CPU, (spent + CPU_SECONDS, resource.RLIM_INFINITY))


def _limit_memory() -> None:
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a core dump would hold the page


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which lets us finish the page
    _limit_memory()
    serve(sys.stdin.buffer, sys.stdout.buffer)
