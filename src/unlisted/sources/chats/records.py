"""Messages and entries out of JSON files of any size: each that can be read, what was repaired, what was lost.

A file is walked bracket by bracket (`scan`), its long lists are cut into pieces between messages (`split`) and decoded
a piece at a time into the few fields that a format needs. One bad message costs nothing but itself. What stands behind
the end of an export, as when two files were joined, is read as another export.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

import msgspec
from msgspec import Struct, field

from unlisted.model import Reason
from unlisted.sources.base import Reading
from unlisted.sources.chats.repair import BAD, valid
from unlisted.sources.chats.scan import Broken, Cut, Stream
from unlisted.sources.chats.split import Lost, Piece, by_brackets, by_lines, layout_of
from unlisted.sources.encoding import characters, decode, wide_encoding
from unlisted.sources.files import Opened

BOM = b"\xef\xbb\xbf"
_DEEPEST = 200  # levels of one value that are gone through


class Record(Struct, gc=False):
    """What is decoded of a message; a format adds its fields, all of them with defaults.

    `other` holds the values of fields that were not of the type that they should be.
    """

    other: object = field(default=None, name=" ")


R = TypeVar("R", bound=Record)
T = TypeVar("T")


class Lists(Generic[R]):
    """Lists of messages of one shape. `lost` counts messages that could not be read."""

    def __init__(self, shape: type[R], reading: Reading) -> None:
        self._shape, self._reading = shape, reading
        self._one, self._many = msgspec.json.Decoder(shape), msgspec.json.Decoder(list[shape])  # type: ignore[valid-type]
        self.lost = 0

    def of(self, stream: Stream, heading: bytes) -> Iterator[list[R]]:
        """The messages of the list that was just opened after `heading`, some thousands at a time.

        Raises Cut where the text ends before the list does, when all messages that are whole have been yielded.
        """
        layout = layout_of(heading, stream)
        for piece in by_lines(stream, layout) if layout else by_brackets(stream):
            if isinstance(piece, Lost):
                self.lost += piece.count
            elif found := self._decoded(piece):
                yield found
        stream.pos += 1  # the closing bracket

    def _decoded(self, piece: Piece) -> list[R]:
        try:
            return self._many.decode(piece.array)
        except BAD:
            return [one for raw in piece.messages() if (one := self._alone(raw)) is not None]

    def _alone(self, raw: bytes) -> R | None:
        try:
            return self._one.decode(raw)
        except BAD:
            pass
        try:
            mended = _lenient(valid(decode(raw).encode("utf-8", "replace")).replace(b"\n", b" "), self._shape)
        except BAD:
            self.lost += 1
            return None
        self._reading.repaired += 1
        return mended


def _lenient(raw: bytes, shape: type[R]) -> R:
    """A message whose fields are not all of the types they should be. Raises one of `BAD`."""
    value = msgspec.json.decode(raw)
    if not isinstance(value, dict):
        raise ValueError
    good: dict[str, object] = {}
    other: list[object] = []
    for each in msgspec.structs.fields(shape):
        if each.encode_name not in value or each.name == "other":
            continue
        try:
            good[each.name] = msgspec.convert(value[each.encode_name], each.type)
        except BAD:
            other.append(value[each.encode_name])
    return shape(**good, other=other or None)


def exports(file: Opened, reading: Reading) -> Iterator[tuple[Stream, bytes]]:
    """The JSON values in a file, one after another: the stream behind the first bracket of each, and that bracket.

    The caller passes over each value before asking for the next. Raises Cut and Broken.
    """
    stream = Stream(_utf8(file, reading))
    while True:
        _, bracket = stream.bracket()
        if bracket not in b"{[":
            raise Broken
        yield stream, bracket
        if _is_behind(stream):
            return


def read_all(file: Opened, reading: Reading, walked: Callable[[], Iterator[T]], lost: Callable[[], int]) -> Iterator[T]:
    """What `walked` yields, and then what of the file could not be read, said in `reading`."""
    ended = None
    try:
        yield from walked()
    except Cut:
        ended = Reason.TRUNCATED
    except Broken:
        ended = Reason.DAMAGED
    file.check_unchanged(reading)
    if ended:
        reading.stop(ended, at=reading.read["bytes"])
    if count := lost():
        reading.stop(Reason.RECORDS_SKIPPED, count=count)


def _is_behind(stream: Stream) -> bool:
    """Whether nothing follows but white space (or zero bytes, which a broken disk leaves)."""
    while not stream.data[stream.pos :].strip(b" \t\r\n\0"):
        stream.pos = len(stream.data)
        if not stream.more(stream.offset):
            return True
    return False


def _utf8(file: Opened, reading: Reading) -> Iterator[bytes]:
    """The bytes of a file, in UTF-8 even if it was saved in UTF-16 or UTF-32."""
    blocks = file.blocks(reading)
    first = next(blocks, b"")
    encoding = wide_encoding(first[:65536])
    if encoding is None or encoding == "utf-8-sig":
        yield first.removeprefix(codecs.BOM_UTF8)
        yield from blocks
        return
    yield from (text.encode("utf-8", "replace") for text in characters(_chained(first, blocks), encoding))


def _chained(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest


def value_of(raw: bytes | None) -> object:
    """A JSON value from its bytes, with what breaks JSON put right; None for none."""
    try:
        return msgspec.json.decode(valid(raw).replace(b"\n", b" ")) if raw else None
    except BAD:
        return None


def start_of(head: bytes) -> bytes:
    """The beginning of a file as UTF-8 without its mark, to recognise a format by."""
    encoding = wide_encoding(head)
    if encoding is None or encoding == "utf-8-sig":
        return head.removeprefix(BOM).lstrip()
    return head.decode(encoding, "ignore").encode("utf-8", "replace").lstrip()


def told(value: object, leave: frozenset[str], change: Callable[[str], str] = str) -> list[str]:
    """All text in a decoded JSON value, in order and each once, without what stands under the keys of `leave`."""
    found: list[str] = []
    waiting: list[tuple[object, int]] = [(value, 0)]
    while waiting:
        one, depth = waiting.pop()
        if isinstance(one, str):
            found.append(change(one))
        elif depth > _DEEPEST:
            continue
        elif isinstance(one, list):
            waiting += [(each, depth + 1) for each in reversed(one)]
        elif isinstance(one, dict):
            waiting += [(each, depth + 1) for key, each in reversed(one.items()) if key not in leave]
    return list(dict.fromkeys(filter(None, found)))
