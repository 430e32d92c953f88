"""Places to look, one file each. To add one: write the file, add one line to `SOURCES`."""

from __future__ import annotations

from unlisted.sources.base import Reading, Source

SOURCES: tuple[Source, ...] = ()

__all__ = ["SOURCES", "Reading", "Source"]
