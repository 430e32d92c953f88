"""The quick scan's view of a text: one byte a letter, so coarse that every accepted spelling of a fact looks the same.

Letters that any reading can confuse share a class, separators and invisible characters drop out, repeats collapse,
j is dropped (đ/dj, lj, nj). What the skeleton finds is only a candidate; verification restores precision.
"""

from __future__ import annotations

from functools import cache
from string import ascii_lowercase
from typing import TYPE_CHECKING

from unlisted.model import SEPARATOR
from unlisted.text.fold import fold_text
from unlisted.text.letters import DIGIT_LEET, LEET, MARKERS, PUNCTUATION, readings

try:
    from unlisted.text import _skeleton as compiled
except ImportError:  # installed where there was no C compiler
    compiled = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from numpy import intp, uint8, uint32
    from numpy.typing import NDArray

_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
BOUNDARY = 255  # the class of `SEPARATOR`
_TOP = 0x20000
_FLAG_A, _SPELT_MIN, _SPELT_GAP = 0x1F1E6, 5, 4  # one flag is two of these letters
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
    _spell_flags(points, classes)
    at = np.flatnonzero(classes)
    kept = classes[at]
    fresh = np.empty(len(kept), dtype=bool)
    fresh[:1] = True
    np.not_equal(kept[1:], kept[:-1], out=fresh[1:])
    return kept[fresh], at[fresh]


def skeleton_of_utf8(raw: bytes) -> bytes | None:
    """The skeleton of a text that is still UTF-8, None if it is not; every `SEPARATOR` is kept."""
    if compiled:
        return compiled.skeleton(raw, _table(), _flags())
    try:
        parts = raw.decode().split(SEPARATOR)
    except UnicodeDecodeError:
        return None
    return bytes((BOUNDARY,)).join(map(bare_skeleton, parts))


def _spell_flags(points: NDArray[uint32], classes: NDArray[uint8]) -> None:
    """Letters of which flags are made, where so many stand in a row (a space between) that they spell a word."""
    import numpy as np

    flags = np.flatnonzero((points >= _FLAG_A) & (points < _FLAG_A + 26))
    if len(flags) < _SPELT_MIN:
        return
    gaps = np.diff(flags)
    parted = gaps > _SPELT_GAP
    for step in range(1, _SPELT_GAP):  # or by a letter between the two
        parted |= (step < gaps) & (classes[np.minimum(flags[:-1] + step, len(classes) - 1)] != 0)
    edges = np.concatenate(([0], np.flatnonzero(parted) + 1, [len(flags)]))
    for place in np.flatnonzero(np.diff(edges) >= _SPELT_MIN):
        row = flags[edges[place] : edges[place + 1]]
        classes[row] = [_flags()[point - _FLAG_A] for point in points[row].tolist()]


@cache
def _flags() -> bytes:
    """The classes of the letters of which flags are made, where they spell a word."""
    return bytes(map(_class_of, ascii_lowercase))


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
