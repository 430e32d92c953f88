"""On which line of a TOML text an entry or a field stands, because `tomllib` does not say.

A small honest finder: it knows headers, keys at the beginning of a line, the elements of an array that stand on lines
of their own, and texts over several lines. What stands deeper on one line has the line it stands on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

Path = tuple[str | int, ...]

DEEPEST = 12  # parts of one dotted key that are followed

_HEADER = re.compile(r"\s*(\[\[?)([^\[\]]+)\]\]?\s*(#.*)?$")
_KEY = re.compile(r"\s*((?:[A-Za-z0-9_-]+|\"[^\"]*\"|'[^']*')(?:\s*\.\s*(?:[A-Za-z0-9_-]+|\"[^\"]*\"|'[^']*'))*)\s*=")
_PART = re.compile(r"[A-Za-z0-9_-]+|\"[^\"]*\"|'[^']*'")
_ELEMENT = re.compile(r"\s*[\[{\"'0-9tf]")
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"|\'[^\']*\'')


def find(text: str) -> dict[Path, int]:
    """Paths such as ``("checklist", 3, "sources", 0)`` to line numbers from 1."""
    found: dict[Path, int] = {}
    last: dict[Path, int] = {}  # of every array of tables, the index of its newest element
    table: Path = ()
    array: Path | None = None  # the path of the array whose elements stand on the coming lines
    element = depth = 0
    for number, line, code in _outside_texts(text):
        if array is not None:
            if depth == 1 and _ELEMENT.match(line):
                found.setdefault((*array, element), number)
                element += 1
            depth += _opened(code)
            array = array if depth > 0 else None
        elif header := _HEADER.match(line):
            table = _table(_parts(header[2]), header[1] == "[[", last)
            found.setdefault(table[:-1] if isinstance(table[-1], int) else table, number)
            found.setdefault(table, number)
        elif key := _KEY.match(line):
            path = (*table, *_parts(key[1]))
            for end in range(len(table) + 1, len(path) + 1):  # `action.en` also begins `action`
                found.setdefault(path[:end], number)
            depth = _opened(code[key.end() :])
            array, element = (path, 0) if depth > 0 else (None, 0)
    return found


def line_of(found: Mapping[Path, int], path: Path) -> int:
    """The line of `path`, or of the nearest thing around it that was found."""
    for end in range(len(path), 0, -1):
        if path[:end] in found:
            return found[path[:end]]
    return 1


def _parts(key: str) -> tuple[str, ...]:
    return tuple(part.strip("\"'") for part in _PART.findall(key)[:DEEPEST])


def _table(parts: tuple[str, ...], is_array: bool, last: dict[Path, int]) -> Path:
    """The path a header opens; a `[[…]]` header opens the next element of its array."""
    path: Path = ()
    for part in parts[:-1]:
        path = (*path, part)
        path = (*path, last[path]) if path in last else path
    path = (*path, *parts[-1:])
    if is_array:
        last[path] = last.get(path, -1) + 1
        path = (*path, last[path])
    return path


def _opened(code: str) -> int:
    return code.count("[") - code.count("]")


def _outside_texts(text: str) -> Iterator[tuple[int, str, str]]:
    """The lines that are not inside a text over several lines: number, line, and the line without texts and comment."""
    closing = ""
    for number, line in enumerate(text.split("\n"), start=1):
        if closing:
            _, found, line = line.partition(closing)
            if not found:
                continue
            closing = ""
            code, closing = _code(line)
            continue
        code, closing = _code(line)
        yield number, line, code


def _code(line: str) -> tuple[str, str]:
    """`line` without quoted texts and comment, and the quotation mark a text over several lines still needs."""
    for mark in ('"""', "'''"):
        head, found, rest = line.partition(mark)
        if found and "#" not in _QUOTED.sub("", head):
            _, closed, after = rest.partition(mark)
            if not closed:
                return head, mark
            code, closing = _code(after)
            return head + code, closing
    return _QUOTED.sub("", line).split("#", 1)[0], ""
