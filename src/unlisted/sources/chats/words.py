"""Eight bytes at a time: the keys of a message told apart by how they begin, numbers read without a loop."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy import bool_, signedinteger, uint8, uint64
    from numpy.typing import NDArray

    Bytes = NDArray[uint8]
    Words = NDArray[uint64]
    Places = NDArray[signedinteger[Any]]
    Flags = NDArray[bool_]

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
WORD = 8  # bytes that are compared at once
_ROW = 16  # bytes that are copied at once
_FACTORS = (0x9E3779B97F4A7C15, 0xD6E8FEB86659FD93, 0xA0761D6478BD642F)  # of fingerprints, one a word
_FACTOR, _BITS = 0xC2CE6F447ED4D57B, 8  # of the hash table of keys, chosen so that no two keys meet


@cache
def table_of_keys() -> tuple[Words, Bytes, Bytes]:
    """A hash table of keys: the word at each place, its code, and by code where the value begins."""
    import numpy as np

    keys = (*TEXT, *PLAIN, *IGNORED)
    words = np.array([word(key) for key in keys], dtype=np.uint64)
    place = hashed(words)
    if len(set(place.tolist())) != len(keys):
        raise AssertionError
    table = np.zeros(1 << _BITS, dtype=np.uint64)
    codes = np.zeros(1 << _BITS, dtype=np.uint8)
    table[place], codes[place] = words, np.arange(1, len(keys) + 1)
    values = np.array([0, *(len(key) + 4 for key in keys)], dtype=np.uint8)
    return table, codes, values


def word(key: str) -> int:
    return int.from_bytes(f'"{key}": '.encode()[:WORD], "little")


def hashed(words: Words) -> Places:
    import numpy as np

    return ((words * np.uint64(_FACTOR)) >> np.uint64(64 - _BITS)).view(np.int64)


@cache
def masks() -> Words:
    """By number of bytes: the mask of so many first bytes of a word."""
    import numpy as np

    return np.array([(1 << 8 * count) - 1 for count in range(WORD + 1)], dtype=np.uint64)


def eight_digits(words: Words, length: Places) -> tuple[Words, Flags]:
    """The number that the last `length` bytes of each word write, and whether they are digits."""
    import numpy as np

    u8 = np.uint64
    used = np.where(length > 0, ~u8(0) << ((8 - np.maximum(length, 1)) * 8).astype(u8), u8(0))
    digits = (words ^ u8(0x3030303030303030)) & used
    fine = ((digits + u8(0x7676767676767676)) | digits) & u8(0x8080808080808080) == 0
    pairs = digits * u8(10) + (digits >> u8(8))
    one = (pairs & u8(0x000000FF000000FF)) * u8(0x000F424000000064)
    two = ((pairs >> u8(16)) & u8(0x000000FF000000FF)) * u8(0x0000271000000001)
    return (one + two) >> u8(32), fine


def prints(words: Words, starts: Places, lengths: Places) -> tuple[Words, Flags]:
    """A fingerprint of 64 bits of each text: that any two of a million share one is as likely as one in 30 million.

    Also whether it is of the whole text: of longer ones it is of the first three words.
    """
    import numpy as np

    found = lengths.astype(np.uint64) * np.uint64(_FACTOR)
    for place, factor in enumerate(_FACTORS):
        text = words[starts + place * WORD] & masks().take(lengths - place * WORD, mode="clip")
        found = (found ^ text) * np.uint64(factor)
    return found, lengths <= len(_FACTORS) * WORD


def gathered(raw: bytes, starts: Places, ends: Places) -> tuple[Bytes, Places]:
    """What stands in `raw` from each start to its end, one after the other, each filled up with zeros to whole rows.

    Also where each begins. A row must not reach beyond the end of `raw`. Quicker than slices, which are objects.
    """
    import numpy as np

    rows = np.ndarray((max(0, len(raw) - _ROW + 1),), dtype=f"V{_ROW}", buffer=raw, strides=(1,))
    counts = (ends - starts + (_ROW - 1)) // _ROW
    behind = np.cumsum(counts)
    chosen = np.repeat(starts - (behind - counts) * _ROW, counts)
    chosen += np.arange(0, len(chosen) * _ROW, _ROW)
    taken = rows[chosen].view("<u8").reshape(-1, _ROW // WORD)
    left = ends - starts - (counts - 1) * _ROW
    for place in range(_ROW // WORD):
        taken[behind - 1, place] &= masks().take(left - place * WORD, mode="clip")
    return taken.view(np.uint8).reshape(-1), (behind - counts) * _ROW
