"""The members of messages that are laid out in lines, as a table: where their values stand and which key each has.

Telegram Desktop writes every member on a line of its own, and a raw line break never stands inside a string, so the
column of a key and its first letters tell what a line is.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

try:
    from unlisted.sources.chats import _members as compiled
except ImportError:  # installed where there was no C compiler
    compiled = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from numpy import int32, int64, uint8
    from numpy.typing import NDArray

# The keys of a message that need no parser, told by their first seven letters. Text is read if it is a string; the
# values of plain keys must be strings; those of ignored ones are never text, whatever they are.
TEXT = (
    "text", "from", "forwarded_from", "file_name", "saved_from", "via_bot", "author", "actor", "title", "performer",
)  # fmt: skip
PLAIN = ("date_unixtime", "photo", "file", "media_type", "mime_type")
IGNORED = (
    "type", "date", "edited", "edited_unixtime", "from_id", "actor_id", "action", "reply_to_message_id",
    "photo_file_size", "file_size", "width", "height", "thumbnail", "media_spoiler", "duration_seconds",
    "sticker_emoji", "text_entities", "reactions",
)  # fmt: skip
NO_CODE = 255  # of a key that is none of these
NO_NUMBER = -1
_IGNORED = 1 + len(TEXT) + len(PLAIN)
_WORD = 8  # bytes of a key, from its quote on, that tell it
_COLUMNS = ("i8", "i8", "u1", "i8", "i8", "i4", "u1", "u1", "u1", "i8", "i4")  # kinds of number
_FACTOR = 0xC2CE6F447ED4D57B  # of the hash table of keys, chosen so that no two of them meet


class Members(NamedTuple):
    """What begins like a member of a message in a window of a file. More may follow there than whole messages.

    By message: the line break before its first member, its number (`NO_NUMBER` if that is none of at most sixteen
    digits), how many members "type" it has (2 stands for more).

    By row, one for each other member that is not `IGNORED`: where its value begins and where its last byte stands, its
    message, its code, the first and the last byte of the value. The first is 0 for a key that only begins like its own.

    Inside of texts that are lists: the line breaks, and the row that each is of.

    `fault`: the line break before the first member that neither begins a message, with its number, nor follows another
    member, -1 if there is none. `closings`: the line breaks before what may end the list of messages.
    """

    begins: NDArray[int64]
    numbers: NDArray[int64]
    types: NDArray[uint8]
    starts: NDArray[int64]
    ends: NDArray[int64]
    owners: NDArray[int32]
    codes: NDArray[uint8]
    firsts: NDArray[uint8]
    lasts: NDArray[uint8]
    breaks: NDArray[int64]
    lists: NDArray[int32]
    fault: int
    closings: list[int]

    def until(self, end: int) -> Members:
        """Those of messages that end before a place."""
        import numpy as np

        messages, breaks = int(np.searchsorted(self.begins, end)), int(np.searchsorted(self.breaks, end))
        rows = int(np.searchsorted(self.owners, messages))
        counts = (messages,) * 3 + (rows,) * 6 + (breaks,) * 2
        cut = {name: getattr(self, name)[:count] for name, count in zip(self._fields, counts, strict=False)}
        return self._replace(**cut, fault=self.fault if self.fault < end else -1)


def code_of(key: str) -> int:
    """The code of a key, from 1 on in the order of the three lists."""
    return 1 + (*TEXT, *PLAIN, *IGNORED).index(key)


def members_of(data: bytes, start: int, member: int, end: int) -> Members | None:
    """The members that begin in ``data[start:]``, their quotes `member` bytes behind the line breaks; the bracket that
    ends the list stands `end` bytes behind one. None where this cannot be told quickly.
    """
    if not compiled:
        return None
    import numpy as np

    messages, rows, inside, fault, closings = compiled.members(
        data, start, member, end, *_keys(), _FACTOR, code_of("text"), code_of("type"), _IGNORED
    )
    columns = zip(Members._fields, (*messages, *rows, *inside), _COLUMNS, strict=False)
    arrays: dict[str, Any] = {name: np.frombuffer(column, dtype=kind) for name, column, kind in columns}
    return Members(**arrays, fault=fault, closings=closings)


@cache
def _keys() -> tuple[bytes, bytes, bytes]:
    """A hash table of keys, 256 rows of words and of codes, and by code how far a value is behind the key's quote."""
    words, codes = [bytes(_WORD)] * 256, bytearray(256)
    keys = (*TEXT, *PLAIN, *IGNORED)
    for key in keys:
        word = f'"{key}": '.encode()[:_WORD]
        row = int.from_bytes(word, "little") * _FACTOR % (1 << 64) >> 56
        if codes[row]:
            raise AssertionError(key)
        words[row], codes[row] = word, code_of(key)
    return b"".join(words), bytes(codes), bytes([0, *(len(key) + 4 for key in keys)]).ljust(256, b"\0")
