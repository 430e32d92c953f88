"""What she named, taken apart into looks: every file that can be read, and every one that cannot, with its reason.

Nothing is passed over in silence. Only regular files are opened. Pictures, videos and sound are told by their names
and never opened, and beside a chat export nothing is opened but texts: what such groups trade must not be looked at,
hashed or copied by accident.
"""

from __future__ import annotations

import os
import stat
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from unlisted.model import Reason
from unlisted.sources import SOURCES
from unlisted.sources.base import Look, Reading
from unlisted.sources.media import kind_by_name
from unlisted.sources.recognise import is_export, is_inside, looks_at, reader_of, reason_of
from unlisted.sources.tree import below, beside, readable, with_unread

_SHOWN = 20_000  # characters of one original: more is no single message


def walk(targets: Iterable[str]) -> Iterator[Look]:
    """The looks at all targets, each a file or a folder as she typed it, in the same order every time."""
    for target in targets:
        yield from _settled(target)


def size_of(path: Path) -> int:
    """About how many bytes will be read at `path`: the regular files that are not media."""
    if not path.is_dir():
        return _size(path)
    files = (Path(folder, name) for folder, _, names in os.walk(path) for name in names if not kind_by_name(name))
    return sum(map(_size, files))


def media_beside(path: Path) -> int:
    """How many media files lie beside chat exports at `path`. No media file is opened to find out."""
    return sum(look.unread.get("media_files", 0) for look in walk([str(path)]))


def original(path: Path, source: str, locator: str) -> str | None:
    """The text at one place, read again from her own file, for her eyes only. None if it is not there any more.

    `source` is the name of a source. Not cleaned: whoever shows it does that.
    """
    for one in SOURCES:
        if one.name == source:
            try:
                for batch in reader_of(path, one).read(path, Reading()):
                    here = [i for i in range(len(batch.starts)) if batch.mark(i).locator == locator]
                    if here:
                        return "\n".join(map(batch.document, here))[:_SHOWN]
            except OSError:
                return None
    return None


def _size(path: Path) -> int:
    try:
        info = path.lstat()
    except (OSError, ValueError):
        return 0
    return info.st_size if stat.S_ISREG(info.st_mode) else 0


def _settled(target: str) -> Iterator[Look]:
    """The looks at one target. What is left out without a look of its own is told with the next one, or the last."""
    left: Counter[str] = Counter()
    held: Look | None = None
    for look in _looks(target, left):
        if held:
            yield held
        held = with_unread(look, left)
        left.clear()
    yield with_unread(held or Look(target=readable(target), path=Path(target), reason=Reason.EMPTY), left)


def _looks(target: str, left: Counter[str]) -> Iterator[Look]:
    shown, path = readable(target), Path(target)
    try:
        mode = path.stat().st_mode
    except ValueError:  # a zero byte in the name
        yield Look(target=shown, path=path, reason=Reason.NOT_FOUND)
        return
    except OSError as error:
        yield Look(target=shown, path=path, reason=reason_of(error))
        return
    if stat.S_ISDIR(mode):
        yield from below(shown, path, left)
        return
    for look in looks_at(shown, path):
        yield with_unread(look, beside(path.parent)) if is_export(look) and not is_inside(look) else look
