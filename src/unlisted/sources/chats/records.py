"""Messages and entries out of JSON files of any size: each that can be read, what was repaired, what was lost.

A file is walked bracket by bracket (`scan`), its long lists are cut into pieces between messages (`split`) and decoded
a piece at a time into the few fields that a format needs. One bad message costs nothing but itself. What stands behind
the end of an export, as when two files were joined, is read as another export.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Generic, TypeVar

import msgspec
from msgspec import Struct, field

from unlisted.model import Reason
from unlisted.sources.base import Reading
from unlisted.sources.chats.layout import even_layout
from unlisted.sources.chats.long import read as read_long
from unlisted.sources.chats.repair import BAD, valid
from unlisted.sources.chats.scan import Broken, Cut, Stream
from unlisted.sources.chats.split import Long, Lost, Piece, by_brackets, by_lines
from unlisted.sources.chats.utf8 import again, utf8
from unlisted.sources.encoding import decode
from unlisted.sources.files import Opened

_DEEPEST = 200  # levels of one value that are gone through


class Record(Struct, gc=False):
    """What is decoded of a message; a format adds its fields, all of them with defaults.

    `other` holds the values of fields that were not of the type that they should be. `goes_on`: there is nothing but
    `other`, which is more text of the message before.
    """

    other: object = field(default=None, name=" ")
    goes_on: bool = field(default=False, name="  ")


R = TypeVar("R", bound=Record)
T = TypeVar("T")


class Lists(Generic[R]):
    """Lists of messages of one shape. `lost` counts messages that could not be read.

    `leave` and `joined` are for messages that are too long to be held: see `unlisted.sources.chats.long`.
    """

    def __init__(
        self, shape: type[R], reading: Reading, leave: frozenset[str], joined: frozenset[str] = frozenset()
    ) -> None:
        self._shape, self._reading, self._leave, self._joined = shape, reading, leave, joined
        self._one, self._many = msgspec.json.Decoder(shape), msgspec.json.Decoder(list[shape])  # type: ignore[valid-type]
        self.lost = 0

    def of(self, stream: Stream, heading: bytes) -> Iterator[list[R]]:
        """The messages of the list that was just opened after `heading`, some thousands at a time.

        Raises Cut where the text ends before the list does, when all messages that are whole have been yielded.
        """
        layout = even_layout(heading, stream)
        for piece in by_lines(stream, layout) if layout else by_brackets(stream):
            if isinstance(piece, Lost):
                self.lost += piece.count
            elif isinstance(piece, Long):
                yield from self._long(piece)
            elif found := self._decoded(piece):
                yield found
        stream.pos += 1  # the closing bracket

    def _decoded(self, piece: Piece) -> list[R]:
        try:
            return self._many.decode(piece.array())
        except BAD:
            return [one for raw in piece.messages() if (one := self._alone(raw)) is not None]

    def _long(self, message: Long) -> Iterator[list[R]]:
        raw, texts = read_long(message, self._leave, self._joined)
        if (one := self._alone(raw)) is not None:
            yield [one]
            for text in texts:
                yield [self._shape(other=[text], goes_on=True)]

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
        if each.encode_name not in value or each.name in ("other", "goes_on"):
            continue
        try:
            good[each.name] = msgspec.convert(value[each.encode_name], each.type)
        except BAD:
            other.append(value[each.encode_name])
    return shape(other=other or None, **good)  # type: ignore[arg-type]


def exports(file: Opened, reading: Reading) -> Iterator[tuple[Stream, bytes]]:
    """The JSON values in a file, one after another: the stream behind the first bracket of each, and that bracket.

    The caller passes over each value before asking for the next. Raises Cut and Broken.
    """
    stream = Stream(utf8(file, reading), again=partial(again, file))
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


def value_of(raw: bytes | None) -> object:
    """A JSON value from its bytes, with what breaks JSON put right; None for none."""
    try:
        return msgspec.json.decode(valid(raw).replace(b"\n", b" ")) if raw else None
    except BAD:
        return None


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
