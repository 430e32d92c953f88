"""Telling where one site ends and another begins: the domain that somebody registered."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from publicsuffixlist import PublicSuffixList


def site(host: str) -> str:
    """The registrable domain of a host (`blog.example.co.rs` → `example.co.rs`); the host itself if it has none.

    Domains under which strangers get names of their own (github.io, blogspot.com) count as public suffixes, so that
    one person's pages never lead on to another's.
    """
    from unlisted.net.addresses import is_literal

    return host if is_literal(host) else (_suffixes().privatesuffix(host) or host)


@lru_cache(maxsize=1)
def _suffixes() -> PublicSuffixList:
    from publicsuffixlist import PublicSuffixList  # 20 ms, needed only where something leads on

    return PublicSuffixList()
