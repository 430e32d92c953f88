"""Chats as plain text: letters out of bytes, and messages out of letters where each begins with a line that says who
wrote it and when. In one pass and in constant memory, however long a message is.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from unlisted.model import Reason
from unlisted.sources.base import OVERLAP, PIECE, Reading
from unlisted.sources.encoding import characters, survey, wide_encoding

_KEPT = 4096  # at the end of a piece: it may hold the beginning of a header

_NOT_TEXT = re.compile("\ufffd+")

Heads = Callable[[str, int, int], list[re.Match[str]]]


class Entry(NamedTuple):
    """A message, or a piece of a long one. `head` is None for what stands before the first header."""

    head: re.Match[str] | None
    body: str
    goes_on: bool  # a further piece of the message before


@dataclass(slots=True)
class Letters:
    """The text in bytes that can be read again from the beginning; `encoding` is decided from all of them."""

    blocks: Callable[[Reading | None], Iterable[bytes]]
    encoding: str = "utf-8"
    guessed: bool = False
    cut: bool = False  # ends in the middle of a letter
    broken: Counter[str] = field(default_factory=Counter)

    def look(self) -> None:
        """Decide on the encoding. Chats are written in UTF-8, so anything else is looked at again."""
        strict, first = codecs.getincrementaldecoder("utf-8")("strict"), True
        try:
            for block in self.blocks(None):
                if first and (wide := wide_encoding(block[:65536])):
                    self.encoding = wide
                    return
                first = False
                strict.decode(block)
        except UnicodeDecodeError:
            about = survey(lambda: self.blocks(None))
            self.encoding, self.guessed = about.encoding, about.guessed
            return
        try:
            strict.decode(b"", final=True)
        except UnicodeDecodeError:
            self.cut = True

    def text(self, reading: Reading | None = None) -> Iterator[str]:
        """All of the text, with every line break as a line feed; bytes are counted in `reading` if one is given."""
        for chunk in characters(self.blocks(reading), self.encoding):
            if reading is not None and "\ufffd" in chunk:
                self.broken["passages"] += len(_NOT_TEXT.findall(chunk))
            yield chunk

    def judge(self, reading: Reading) -> None:
        """Say what of the text could not be read. Call when all of it was."""
        reading.repaired += self.guessed
        if self.cut:
            reading.stop(Reason.TRUNCATED, at=reading.read["bytes"])
        elif self.broken["passages"] and (self.guessed or self.encoding != "utf-8"):
            reading.stop(Reason.ENCODING, count=self.broken["passages"])


def heads_of(pattern: re.Pattern[str], accepted: Callable[[re.Match[str]], bool] | None = None) -> Heads:
    """What finds headers in a piece of text: all that `pattern` finds, or those of them that are `accepted`."""

    def find(text: str, start: int, end: int) -> list[re.Match[str]]:
        found = pattern.finditer(text, start, end)
        return list(found) if accepted is None else [one for one in found if accepted(one)]

    return find


def headers(chunks: Iterable[str], pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """The headers of a text alone, without what follows them."""
    rest = ""
    for chunk in chunks:
        buffer = rest + chunk
        end = buffer.rfind("\n") + 1
        yield from pattern.finditer(buffer, 0, end)
        rest = buffer[end : end + _KEPT]  # no header is longer
    yield from pattern.finditer(rest)


def entries(chunks: Iterable[str], heads: Heads, ends: str = "\n") -> Iterator[Entry]:
    """The messages of a text, in order. Where a chunk ends never changes what a message is.

    `ends` is the character with which every header ends.
    """
    rest, inside = "", False  # `inside`: the rest is the middle of a message whose beginning has been handed out
    for chunk in chunks:
        buffer = rest + chunk
        found = heads(buffer, buffer.find(ends) + 1 if inside else 0, len(buffer))
        while found and found[-1].end() > buffer.rfind(ends) + 1 and found[-1].start() > len(buffer) - _KEPT:
            found.pop()  # it may go on in the next chunk
        yield from _between(buffer, found, inside)
        last = found[-1] if found else None
        start, inside = (last.start(), False) if last else (0, inside)
        while len(buffer) - start > PIECE + _KEPT:
            end = start + PIECE
            yield Entry(None if inside else last, buffer[max(start, last.end() if last else 0) : end], inside)
            start, inside = end - OVERLAP, True
        rest = buffer[start:]
    found = heads(rest, rest.find(ends) + 1 if inside else 0, len(rest))
    yield from _between(rest, found, inside)
    if found:
        yield Entry(found[-1], rest[found[-1].end() :].rstrip(), False)
    elif rest:
        yield Entry(None, rest.rstrip(), inside)


def _between(buffer: str, found: list[re.Match[str]], inside: bool) -> Iterator[Entry]:
    """All but the last of the messages in `buffer`, after what is left of the one before."""
    if not found:
        return
    if found[0].start():
        yield Entry(None, buffer[: found[0].start()].rstrip(), inside)
    for head, following in pairwise(found):
        yield Entry(head, buffer[head.end() : following.start()].rstrip(), False)
