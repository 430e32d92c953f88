"""The quick scan's view of a text: one byte a letter, so coarse that every accepted spelling of a fact looks the same.

Letters that any reading can confuse share a class, separators and invisible characters drop out, repeats collapse,
j is dropped (đ/dj, lj, nj). What the skeleton finds is only a candidate; verification restores precision.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from unlisted.model import SEPARATOR
from unlisted.text.fold import fold_text
from unlisted.text.letters import DIGIT_LEET, LEET, MARKERS, PUNCTUATION, readings

if TYPE_CHECKING:
    from numpy import intp, uint8, uint32
    from numpy.typing import NDArray

_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
BOUNDARY = 255  # the class of `SEPARATOR`
_TOP = 0x20000
_FLAG_A, _SPELT_MIN = 0x1F1E6, 5  # one flag is two of these letters
# Single code points that fold to two letters keep only the first here, so a seed with such a pair has a second variant.
_PAIRS = ("dz", "ae", "oe", "th", "fi", "fl", "ff", "st")


@cache
def _classes() -> dict[str, int]:
    """Folded character to class, 1 up: letters that share a marker or a leet digit are one class."""
    parent = {c: c for c in _LETTERS}

    def root(c: str) -> str:
        while parent[c] != c:
            c = parent[c]
        return c

    pairs = [(m[0], other) for m in MARKERS.values() for other in m[1:]]
    pairs += [(c, other) for table in (LEET, DIGIT_LEET) for c, others in table.items() for other in others]
    for one, other in pairs:
        if one in parent and other in parent:
            parent[root(one)] = root(other)
    numbers: dict[str, int] = {}
    classes = {c: numbers.setdefault(root(c), len(numbers) + 1) for c in _LETTERS if c != "j"}
    signs = {sign: classes[letter] for sign, letter in PUNCTUATION.items()}
    return classes | signs | {marker: classes[both[0]] for marker, both in MARKERS.items()}


@cache
def _table() -> NDArray[uint8]:
    """Code point (below 0x20000, all others fall on the last entry) to class; 0 drops it."""
    import numpy as np

    table = np.zeros(_TOP, dtype=np.uint8)
    # Scripts we do not read letter by letter still need to be found when a fact is typed in them.
    for low, high in ((0x0530, 0x1D00), (0x2C00, 0x2E00), (0x2E80, 0xD800), (0xFB50, 0xFE00), (0x10000, 0x1D000)):
        table[low:high] = 64 + np.arange(low, high) % 180
    for point in range(0x2E80):
        char = chr(point)
        table[point] = _class_of(char) or (table[point] if char.isalpha() else 0)
    for point, reading in readings().items():
        if point < _TOP:
            table[point] = _class_of(reading)
    table[ord(SEPARATOR)] = BOUNDARY
    table[-1] = 0
    return table


def _class_of(reading: str) -> int:
    return next((_classes()[c] for c in reading if c in _classes()), 0)


def skeleton(text: str) -> tuple[NDArray[uint8], NDArray[intp]]:
    """The skeleton of `text` and, for each of its bytes, the offset of the code point it came from."""
    import numpy as np

    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    classes = _table()[np.minimum(points, _TOP - 1)]
    _spell_flags(points, None, classes, 1)
    at = np.flatnonzero(classes)
    kept = classes[at]
    fresh = np.empty(len(kept), dtype=bool)
    fresh[:1] = True
    np.not_equal(kept[1:], kept[:-1], out=fresh[1:])
    return kept[fresh], at[fresh]


_ODD, _BROKEN = 254, 253  # in the table of pairs: look at the whole code point; no UTF-8


@cache
def _pairs() -> NDArray[uint8]:
    """Two neighbouring bytes of UTF-8, the first the low one, to the class of the code point that begins there.

    0 for the later bytes of a code point, `_ODD` where two bytes do not tell its class.
    """
    import numpy as np

    table = _table()
    pairs = np.zeros((256, 256), dtype=np.uint8)  # second byte, first byte
    pairs[:, :0x80] = table[:0x80]
    pairs[0x80:0xC0, :0x80] = pairs[:, 0xC0:] = _BROKEN  # a later byte behind a letter, a first one before a letter
    pairs[0x80:0xC0, 0xC2:0xE0] = table[0x80:0x800].reshape(30, 64).T
    for first in range(0xE0, 0xF5):
        width = 64 if first < 0xF0 else 4096
        for second in range(0x80, 0xC0):
            low = ((first & (0x0F if first < 0xF0 else 0x07)) << 6 | second & 0x3F) * width
            if low < (0x800 if first < 0xF0 else 0x10000) or low > 0x10FFFF or 0xD800 <= low < 0xE000:
                pairs[second, first] = _BROKEN
                continue
            classes = table[np.minimum(np.arange(low, low + width), _TOP - 1)]
            pairs[second, first] = classes[0] if (classes == classes[0]).all() else _ODD
    return pairs.reshape(-1)


def skeleton_of_utf8(raw: bytes) -> bytes | None:
    """The skeleton of a text that is still UTF-8; None if it is not. Several times as quick as `skeleton`.

    Every `SEPARATOR` is kept, also where nothing stands between two of them.
    """
    import numpy as np

    here = np.frombuffer(raw + b"\0\0\0", dtype=np.uint8)
    both = np.ndarray((len(raw),), dtype="<u2", buffer=here, strides=(1,))  # each byte with the next
    classes = _pairs().take(both, mode="wrap")  # none is beyond its end, and not to ask is quicker
    if not _is_whole(here, classes):
        return None
    odd = np.flatnonzero(classes == _ODD)
    if len(odd):
        points = _points(here, odd)
        classes[odd] = _table()[np.minimum(points, _TOP - 1)]
        _spell_flags(points, odd, classes, 4)
    kept = np.compress(classes != 0, classes)  # twice as quick as a mask in brackets where so much is dropped
    fresh = np.empty(len(kept), dtype=bool)
    fresh[:1] = True
    np.not_equal(kept[1:], kept[:-1], out=fresh[1:])
    np.logical_or(fresh, kept == BOUNDARY, out=fresh)
    return kept[fresh].tobytes()


def _spell_flags(
    points: NDArray[intp] | NDArray[uint32], at: NDArray[intp] | None, classes: NDArray[uint8], width: int
) -> None:
    """Letters of which flags are made, where so many stand in a row (a space between) that they spell a word.

    `at`: where each of `points` stands in `classes`, if they are not one for one; `width`: how many places there such a
    letter takes.
    """
    import numpy as np

    flags = np.flatnonzero((points >= _FLAG_A) & (points < _FLAG_A + 26))
    if len(flags) < _SPELT_MIN:
        return
    places = flags if at is None else at[flags]
    gaps = np.diff(places)
    parted = gaps > width + 3
    for step in range(1, width + 4):  # or by a letter between the two
        parted |= (step < gaps) & (classes[np.minimum(places[:-1] + step, len(classes) - 1)] != 0)
    edges = np.concatenate(([0], np.flatnonzero(parted) + 1, [len(flags)]))
    for place in np.flatnonzero(np.diff(edges) >= _SPELT_MIN):
        first, last = edges[place], edges[place + 1]
        letters = [_class_of(chr(ord("a") + point - _FLAG_A)) for point in points[flags[first:last]].tolist()]
        classes[places[first:last]] = letters


def _is_whole(here: NDArray[uint8], classes: NDArray[uint8]) -> bool:
    """Whether first and later bytes of all code points fit each other."""
    import numpy as np

    high, first, third, fourth = (int(np.count_nonzero(here >= least)) for least in (0x80, 0xC0, 0xE0, 0xF0))
    return high - first == first + third + fourth and not (classes == _BROKEN).any()


def _points(here: NDArray[uint8], at: NDArray[intp]) -> NDArray[intp]:
    """The code points of three or four bytes that begin at `at`."""
    import numpy as np

    one, two, three, four = (
        here[np.minimum(at + i, len(here) - 1)].astype(np.intp) & mask
        for i, mask in enumerate((0xFF, 0x3F, 0x3F, 0x3F))
    )
    return np.where(
        one < 0xF0, (one & 0x0F) << 12 | two << 6 | three, (one & 0x07) << 18 | two << 12 | three << 6 | four
    )


_SOFT = {ord(letter): plain + "h" for letter, plain in zip("čćšžČĆŠŽчћшж", "ccszccszccsz", strict=True)}


def _english_style(text: str) -> set[str]:
    """The folded spellings of `text` as an English speaker would write it: Jovanovich, Shljivancanin, Yovanovic."""
    hissing = fold_text(text.translate(_SOFT))
    dz = fold_text(text.replace("đ", "dz").replace("Đ", "dz"))
    return {hissing, hissing.replace("j", "y"), fold_text(text).replace("j", "y"), dz}


def bare_skeleton(text: str) -> bytes:
    """The skeleton of `text` without its offsets."""
    return skeleton(text)[0].tobytes()


def seed(text: str) -> frozenset[bytes]:
    """The skeletons under which a piece of a fact may appear: one, or a few where a pair may be one code point."""
    folded = fold_text(text)
    spellings = {folded, *_english_style(text)}
    for pair in _PAIRS:
        if pair in folded:
            spellings |= {s.replace(pair, pair[0]) for s in spellings}
    return frozenset(map(bare_skeleton, spellings)) - {b""}
