"""Repairing what is nearly JSON never changes what is JSON."""

import json

from hypothesis import given
from hypothesis import strategies as st

from unlisted.sources.chats.repair import mend, valid

from .samples import LAYOUTS, message

LETTERS = st.characters(codec="utf-8")
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(LETTERS),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(LETTERS, max_size=5), inner, max_size=4),
    max_leaves=12,
)


@given(value=st.dictionaries(st.text(LETTERS, max_size=8), VALUES, max_size=6))
def test_good_json_is_left_as_it_is(value: object) -> None:
    for name, layout in LAYOUTS.items():
        if name != "tdesktop":
            assert json.loads(valid(layout(value))) == value, name


@given(text=st.text(LETTERS))
def test_what_telegram_writes_comes_back(text: str) -> None:
    mended = mend(LAYOUTS["tdesktop"](message(1, text)))
    assert mended.whole
    assert mended.message
    assert mended.message.text == text


@given(raw=st.binary(max_size=200))
def test_no_bytes_make_it_raise(raw: bytes) -> None:
    mend(raw)
    mend(b'{"id": 1, "text": "' + raw + b'"}')
    mend(b'{\n "id": 1,\n "text": "a",\n "x": ' + raw + b"\n}")
