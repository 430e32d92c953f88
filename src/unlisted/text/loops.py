"""The innermost loops in C, where a compiler was at hand when this was installed: `compiled`, or None.

NumPy does the same without, in more than twice the time.
"""

from __future__ import annotations

from types import ModuleType

compiled: ModuleType | None
try:
    from unlisted.text import _loops

    compiled = _loops
except ImportError:
    compiled = None
