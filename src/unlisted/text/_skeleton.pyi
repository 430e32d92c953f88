from numpy import uint8
from numpy.typing import NDArray

def skeleton(raw: bytes, classes: NDArray[uint8], flags: bytes, /) -> bytes | None: ...
