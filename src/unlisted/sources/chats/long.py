"""JSON messages too long to be held: what is short in them as a value, all long text piece by piece.

Each is gone through twice: number, date and sender may stand behind the text, and every piece needs them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import msgspec

from unlisted.sources.base import FIELD_BREAK
from unlisted.sources.chats.repair import BAD, valid
from unlisted.sources.chats.scan import Cut, Stream, skip
from unlisted.sources.chats.split import Long

WINDOW = 1 << 18  # bytes of a string that are handed out at once
OVERLAP = 1600  # characters that two pieces share: Facebook writes four for one letter of a disguise
_SHORT = 1 << 16  # bytes of a string that is kept in the value
_ROOM = 1 << 20  # bytes of a message that are kept in the value; half of them in what is one level deeper, and so on
_DEEPEST = 100

_BODY = rb'[^"\\]*+(?:\\.[^"\\]*+)*+'
_TOKEN = re.compile(
    rb'[\s,:]*+(?:"(?P<string>' + _BODY + rb')"(?P<key>\s*+:)?|(?P<open>[{\[])|(?P<close>[}\]])'
    rb'|(?P<plain>[^\s"{}\[\],:]++)|(?P<long>"))', re.DOTALL
)  # fmt: skip
_INSIDE = re.compile(_BODY, re.DOTALL)


def read(message: Long, leave: frozenset[str], joined: frozenset[str] = frozenset()) -> tuple[bytes, Iterator[str]]:
    """The message as JSON without its long strings, and these in pieces that overlap.

    What stands under the keys of `leave` is not told. In the members `joined` strings follow each other without a seam
    if they stand in a list or are called "text": a name half in bold is two strings.
    """
    walk = _Walk(message.blocks(), leave, joined)
    for _ in walk.texts():
        pass
    return msgspec.json.encode(walk.value), _Walk(message.blocks(), leave, joined).texts()


@dataclass(slots=True)
class _Open:
    """A list or an object that is not closed yet. Without `value` nothing of it is kept."""

    value: dict[str, object] | list[object] | None
    room: int
    key: str = ""  # of the member that comes next

    def keeps(self, size: int, most: int = _SHORT) -> bool:
        """Whether there is room for a value of so many bytes."""
        if self.value is None or size > most or size + len(self.key) > self.room:
            return False
        self.room -= size + len(self.key)
        return True

    def put(self, value: object) -> None:
        if isinstance(self.value, list):
            self.value.append(value)
        elif self.value is not None:
            self.value[self.key] = value


class _Walk:
    """One pass over a message. `value` is what was kept of it."""

    def __init__(self, blocks: Iterator[bytes], leave: frozenset[str], joined: frozenset[str]) -> None:
        self._stream, self._leave, self._joined = Stream(blocks), leave, joined
        self._ended = self._over = False
        self._open: list[_Open] = []
        self._deeper = 0  # levels below the deepest that is looked at
        self._member = ""  # of the message
        self._words: list[str] = []  # gathered for the next piece
        self._beside: list[str] = []  # what does not stand in the running text
        self._size = 0
        self._tail = ""  # the end of the text that goes on
        self._told = False  # whether something of this member was told
        self.value: object = None

    def texts(self) -> Iterator[str]:
        """The pieces. They end where the message does."""
        while (found := self._token()) and not self._over:
            if found["key"] and len(self._open) == 1 and (self._words or self._beside):
                yield self._piece()  # another member of the message
            if found["long"]:
                yield from self._long()
            else:
                self._take(found)
            if self._size >= WINDOW:
                yield self._piece()
        if self._words or self._beside:
            yield self._piece()

    def _take(self, found: re.Match[bytes]) -> None:
        string, key, opens, closes, plain = found.group("string", "key", "open", "close", "plain")
        if string is not None and key:
            self._name(_text(string))
        elif string is not None:
            self._string(string)
        elif opens:
            self._begin(opens)
        elif closes:
            self._close()
        elif self._top.keeps(len(plain)):
            self._top.put(_plain(plain))

    @property
    def _top(self) -> _Open:
        return self._open[-1] if self._open else _Open(None, 0)

    def _token(self) -> re.Match[bytes] | None:
        """What comes next; of a string that is longer than `WINDOW` its first quote."""
        stream = self._stream
        while True:
            found = _TOKEN.match(stream.data, stream.pos)
            held = len(stream.data) - stream.pos
            if found and (
                self._ended
                or (found.end() < len(stream.data) and not found["long"])
                or found["open"]
                or found["close"]
                or held > (WINDOW if found["long"] else 4 * WINDOW)
            ):
                stream.pos = found.end()
                return found
            if not found:
                stream.pos = len(stream.data)
                if self._ended:
                    return None
            self._ended = not stream.more(stream.offset)

    def _name(self, key: str) -> None:
        self._top.key = key
        if len(self._open) == 1:
            self._member, self._told, self._tail = key, False, ""

    def _begin(self, bracket: bytes) -> None:
        top = self._top
        if self._open and top.key in self._leave:
            try:
                skip(self._stream)
            except Cut:
                self._ended = True
            return
        if len(self._open) >= _DEEPEST:
            self._deeper += 1
            return
        inner = _Open({} if bracket == b"{" else [], top.room // 2 if self._open else _ROOM)
        if not self._open:
            self.value = inner.value
        elif top.keeps(inner.room, _ROOM):
            top.put(inner.value)
        else:
            inner.value = None
        if isinstance(inner.value, list) or bracket == b"[":
            inner.key = top.key  # what a list is called, so are all in it
        self._open.append(inner)

    def _close(self) -> None:
        if self._deeper:
            self._deeper -= 1
            return
        inner = self._open.pop() if self._open else _Open(None, 0)
        if self._open and inner.value is not None:
            self._top.room += inner.room  # what it did not need
        self._over = not self._open

    def _string(self, raw: bytes) -> None:
        top = self._top
        text = _text(raw)
        kept = top.keeps(len(raw))
        if kept:
            top.put(text)
        if kept and not self._told:
            self._tail = (self._tail + text)[-OVERLAP:] if self._runs_on() else ""
        elif top.key not in self._leave and (not kept or self._runs_on()):
            self._tell(text)

    def _runs_on(self) -> bool:
        """Whether the string that comes follows the one before it without a seam."""
        return self._member in self._joined and (self._top.key in ("text", self._member))

    def _tell(self, text: str) -> None:
        if self._member in self._joined and not self._runs_on():
            self._beside.append(text)
        elif self._runs_on():
            self._words.append(text)
        else:
            self._words += (FIELD_BREAK, text)
        self._size += len(text)
        self._told = True

    def _long(self) -> Iterator[str]:
        """A string longer than `WINDOW`, whose first quote is behind us."""
        stream = self._stream
        told = self._top.key not in self._leave
        if self._words and told and not self._runs_on():
            yield self._piece()
            self._tail = ""
        while True:
            while len(stream.data) - stream.pos <= WINDOW and not self._ended:
                self._ended = not stream.more(stream.offset)
            end = _INSIDE.match(stream.data, stream.pos, stream.pos + WINDOW).end()  # type: ignore[union-attr]
            closed = stream.data[end : end + 1] in (b'"', b"")
            cut = end if closed else _seam(stream.data, end)
            if told:
                self._words.append(_text(stream.data[stream.pos : cut]))
                self._told = True
                yield self._piece()
            stream.pos = cut
            if closed:
                stream.pos += 1
                break
        if not self._runs_on():
            self._tail = ""

    def _piece(self) -> str:
        words = self._tail + "".join(self._words)
        self._tail = words[-OVERLAP:]
        text = FIELD_BREAK.join([words, *self._beside])
        self._words, self._beside, self._size = [], [], 0
        return text


def _seam(data: bytes, place: int) -> int:
    """The last place up to `place` that is in the middle of no letter and no escape, between words if there is one."""
    first = place - min(4096, WINDOW // 2)
    blank = data.rfind(b" ", first, place)
    if blank >= 0:
        return blank
    for at in range(place, first, -1):
        if data[at] & 0xC0 != 0x80 and b"\\" not in data[at - 12 : at]:
            return at
    escape = data.rfind(b"\\u", first, place)
    return escape if escape > 0 and data[escape - 1 : escape] != b"\\" else place


def _text(raw: bytes) -> str:
    """The letters of a JSON string without its quotes."""
    if b"\\" not in raw:
        return raw.decode("utf-8", "replace")
    for one in (raw, valid(raw).replace(b"\n", b" ")):
        try:
            return str(msgspec.json.decode(b'"' + one + b'"'))
        except BAD:
            continue
    return raw.decode("utf-8", "replace")


def _plain(raw: bytes) -> object:
    try:
        return msgspec.json.decode(raw)
    except BAD:
        return raw.decode("utf-8", "replace")
