"""Keeping the HTTP library from loading and searching for what nobody here uses. To be called before it is imported."""

from __future__ import annotations

import importlib.util
import sys


def lean() -> None:
    """Leave out the library's own command line, and what it would search the disk for on every lock it takes.

    The first brings a terminal with it (5 MB). The second is a package that newer versions of what the library stands
    on do without; looking for it in vain was a third of the time of a thousand requests.
    """
    sys.modules.setdefault("httpx._main", None)  # type: ignore[arg-type]
    if "sniffio" not in sys.modules and importlib.util.find_spec("sniffio") is None:
        sys.modules["sniffio"] = None  # type: ignore[assignment]
