"""What a process really asked the system for, by strace, where there is one."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_CALL = re.compile(r"^\d+\s+(\w+)\((.*)")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"(\.\.\.)?')
_DESCRIPTOR = re.compile(r"\d+<((?:\\x[0-9a-f]{2})*)>")


@dataclass(frozen=True)
class Traced:
    """One system call: its name, the path behind its first descriptor, the texts among its arguments, the line."""

    name: str
    path: str
    texts: tuple[bytes, ...]
    line: str


@lru_cache(maxsize=1)
def available() -> bool:
    """Whether strace is here and may trace."""
    if shutil.which("strace") is None:
        return False
    return subprocess.run(["strace", "-o", "/dev/null", "true"], capture_output=True, check=False).returncode == 0


def trace(calls: str, log: Path, *command: str | Path) -> list[Traced]:
    """The system calls named in `calls` that a Python script and its children made."""
    tracer = ["strace", "-f", "-y", "-xx", "-s", "100000000", "-e", f"trace={calls}", "-o", str(log)]
    subprocess.run([*tracer, sys.executable, *map(str, command)], check=True, capture_output=True)
    result = []
    with log.open() as lines:
        for line in lines:
            if found := _CALL.match(line):
                texts = _TEXT.findall(found[2])
                assert not any(cut for _, cut in texts)
                descriptor = _DESCRIPTOR.search(found[2])
                path = _bytes(descriptor[1]).decode() if descriptor else ""
                result.append(Traced(found[1], path, tuple(_bytes(text) for text, _ in texts), _short(line)))
    return result


def _short(line: str) -> str:
    """The line without its texts, which may be megabytes."""
    return _TEXT.sub('""', line) if len(line) < 10_000 else line[:400]


def _bytes(text: str) -> bytes:
    return bytes.fromhex(text.replace("\\x", ""))
