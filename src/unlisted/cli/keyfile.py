"""Reading an access key of hers from a file: never from the command line, which shells remember."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from unlisted.errors import N_, UsageError

_LONGEST = 4096


class NoKey(UsageError):
    """The file with the access key cannot be read, or holds no key. Value: `file` as she typed it."""

    what: ClassVar[str] = N_("The file {file} holds no access key. Nothing was sent.")
    next_step: ClassVar[str] = N_("Put the key alone on its first line.")


def key_from(file: Path) -> str:
    """The key on the first line of a file. Raises `NoKey`."""
    try:
        with file.open("rb") as opened:
            line = opened.read(_LONGEST).decode("utf-8-sig").split("\n")[0].strip()
    except (OSError, UnicodeDecodeError):
        raise NoKey(file=str(file)) from None
    if not line or not line.isascii() or not line.isprintable() or " " in line:
        raise NoKey(file=str(file))
    return line
