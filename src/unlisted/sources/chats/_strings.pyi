from typing import Any

from numpy.typing import NDArray

_Array = NDArray[Any]  # of 64-bit integers, or of bytes

def joined(raw: bytes, starts: _Array, ends: _Array, signs: _Array, marked: int, /) -> tuple[bytes, bytes] | None: ...
def prints(raw: bytes, starts: _Array, ends: _Array, /) -> bytes: ...
