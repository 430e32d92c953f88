"""Running the program in a process of its own that is watched: what it opens, connects to and writes."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from support.command import Commands

_PROGRAM = """
import json, sys
from pathlib import Path
seen = {"open": [], "network": []}
def hook(event, arguments):
    if event == "open" and isinstance(arguments[0], str):
        seen["open"].append([arguments[0], arguments[1] or ""])
    elif event.startswith("socket.") and event != "socket.__new__":
        seen["network"].append(event)
sys.addaudithook(hook)
CONTROL
from unlisted.cli.app import run
from unlisted.cli.door import Door
code = run(sys.argv[4:], Door(folder=Path(sys.argv[1]), identity=sys.argv[2]))
Path(sys.argv[3]).write_text(json.dumps(seen))
sys.exit(code)
"""


@dataclass(frozen=True)
class Watched:
    """What a run did: its end, the files it opened (with the mode), its network events."""

    done: subprocess.CompletedProcess[str]
    opened: list[tuple[str, str]]
    network: list[str]


def watch(command: Commands, *words: str, control: str = "", under: list[str] | None = None) -> Watched:
    """Run one command; `control` is code that does on purpose what must not happen; `under` a tracer's command."""
    notes = command.folder.parent / "watched.json"
    program = _PROGRAM.replace("CONTROL", control)
    arguments = [sys.executable, "-c", program, str(command.folder), command.identity, str(notes), *words]
    environment = {**os.environ, "UNLISTED_TRACEBACK": "1"}
    done = subprocess.run(
        [*(under or []), *arguments], capture_output=True, text=True, check=False, env=environment, encoding="utf-8"
    )
    seen = json.loads(notes.read_text()) if notes.exists() else {"open": [], "network": []}
    notes.unlink(missing_ok=True)
    return Watched(done, [(path, mode) for path, mode in seen["open"]], seen["network"])


def strace() -> str | None:
    """Where strace is, if it is on this machine and may trace."""
    found = shutil.which("strace")
    if found and subprocess.run([found, "-o", os.devnull, "true"], check=False, capture_output=True).returncode == 0:
        return found
    return None


def written_to_files(trace: Path) -> str:
    """What a trace of `strace -f -y -xx -e trace=write,…` says was written to files; pipes and devices left out."""
    root, devices = (f"<{''.join(f'{chr(92)}x{byte:02x}' for byte in path)}" for path in (b"/", b"/dev/"))
    lines = []
    for line in trace.read_text(encoding="utf-8", errors="replace").splitlines():
        target = line.partition("(")[2].partition(",")[0]
        if root in target and devices not in target:
            lines.append(line)
    return "\n".join(lines)


# Prints the peak of its own memory in MB. Not `ru_maxrss` on Linux: that one is inherited from the process before exec.
PEAK = """
import resource, sys
from pathlib import Path
from unlisted.cli.app import run
from unlisted.cli.door import Door
code = run(["check", sys.argv[3], "--json"], Door(folder=Path(sys.argv[1]), identity=sys.argv[2]))
if sys.platform == "linux":
    status = Path("/proc/self/status").read_text()
    peak = int(status.split("VmHWM:")[1].split()[0]) / 1024
else:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20)
print(f"{peak:.0f}", file=sys.stderr)
"""
