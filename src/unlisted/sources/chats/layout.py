"""Whether a list of messages is laid out in lines as a program writes it, so that it may be cut at its lines.

One space too many in the first message (somebody edited the file) would give all others an indent that none of them
has, and hide them; such a list is cut at its brackets.
"""

from __future__ import annotations

import re

from unlisted.sources.chats.scan import Stream
from unlisted.sources.chats.split import Layout, layout_of

_MEMBER = re.compile(rb'([ \t]*)"\w+"[ ]?:')


def even_layout(heading: bytes, stream: Stream) -> Layout | None:
    """The layout of the list that was just opened after `heading`, if each level is indented as far as the next.

    Other garbage where the first message has its first member tells nothing about the indent.
    """
    layout = layout_of(heading, stream)
    if layout is None:
        return None
    first = layout.opening + layout.newline
    begin = stream.data.find(first, stream.pos)
    member = _MEMBER.match(stream.data, begin + len(first)) if begin >= 0 else None
    even = layout.inner + layout.inner.removeprefix(layout.outer)
    return None if member and member[1] != even else layout
