"""A file as UTF-8, whatever it was saved as: JSON that went through an editor may be in UTF-16 or in eight bits."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from unlisted.sources.base import Reading
from unlisted.sources.encoding import characters, is_narrow, survey, wide_encoding
from unlisted.sources.files import Opened

_HEAD = 65536  # bytes from which it is told


def utf8(file: Opened, reading: Reading | None = None) -> Iterator[bytes]:
    """The bytes of a file in UTF-8, without a byte order mark."""
    blocks = file.blocks(reading)
    first = next(blocks, b"")
    encoding = other_encoding(file)
    if encoding is None:
        yield first.removeprefix(b"\xef\xbb\xbf")
        yield from blocks
    else:
        if reading is not None and not encoding.startswith("utf"):
            reading.repaired += 1  # it was guessed
        letters = characters(chain([first], blocks), encoding)
        yield from (text.encode("utf-8", "replace") for text in letters)


def again(file: Opened, begin: int, end: int | None = None) -> Iterator[bytes]:
    """Of what `utf8` yields what stands between two offsets. Another encoding cannot be entered in the middle."""
    if other_encoding(file) is None:
        mark = 3 if b"".join(file.blocks(end=3)) == b"\xef\xbb\xbf" else 0
        yield from file.blocks(start=begin + mark, end=None if end is None else end + mark)
        return
    at = 0
    for block in utf8(file):
        if wanted := block[max(0, begin - at) : None if end is None else max(0, end - at)]:
            yield wanted
        at += len(block)
        if end is not None and at >= end:
            return


def is_as_it_stands(file: Opened) -> bool:
    """Whether `utf8` yields the bytes of the file itself."""
    return other_encoding(file) is None and not b"".join(file.blocks(end=3)).startswith(b"\xef\xbb\xbf")


def other_encoding(file: Opened) -> str | None:
    """What the file is in, if that is not UTF-8."""
    head = b"".join(file.blocks(end=_HEAD))
    if wide := wide_encoding(head):
        return None if wide == "utf-8-sig" else wide
    if not is_narrow(head):
        return None
    found = survey(file.blocks).encoding
    return None if found == "utf-8" else found


def start_of(head: bytes) -> bytes:
    """The beginning of a file as UTF-8 without its mark, to recognise a format by."""
    encoding = wide_encoding(head)
    if encoding is None or encoding == "utf-8-sig":
        return head.removeprefix(b"\xef\xbb\xbf").lstrip()
    return head.decode(encoding, "ignore").encode("utf-8", "replace").lstrip()
