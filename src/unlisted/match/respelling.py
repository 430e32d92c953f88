"""A name from another language as a Serbian ear writes it: Shpresa and Špresa, Nagyváradi and Nađvaradi.

The correspondences are those by which Serbian transcribes Albanian and Hungarian (Pravopis srpskoga jezika, 2010, on
names from these languages); a name that has none of a language's letter groups is left alone.
"""

from __future__ import annotations

_ALBANIAN = {
    "xh": "dž", "zh": "ž", "sh": "š", "gj": "đ", "q": "ć", "ç": "č", "ll": "l", "rr": "r", "dh": "d",
    "th": "t", "ë": "e",
}  # fmt: skip
_HUNGARIAN = {
    "gy": "đ", "ny": "nj", "ly": "j", "cs": "č", "zs": "ž", "sz": "s", "ő": "e", "ö": "e", "ű": "i", "ü": "i",
}  # fmt: skip
_TELLING = (("xh", "sh", "gj", "q", "ç", "ë", "dh", "th"), ("gy", "ny", "ly", "cs", "zs", "sz", "ő", "ö", "ű", "ü"))


def respelled(name: str) -> tuple[str, ...]:
    """`name` as typed, and as Serbian would write it by ear where it is of a language that is transcribed."""
    low = name.casefold()
    heard = [name]
    for table, telling in zip((_ALBANIAN, _HUNGARIAN), _TELLING, strict=True):
        if any(group in low for group in telling):
            written = low
            for theirs, ours in table.items():
                written = written.replace(theirs, ours)
            heard.append(written)
    return tuple(dict.fromkeys(heard))
