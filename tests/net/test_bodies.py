"""One layer of gzip within a budget, and an encoding from a list of our own."""

import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unlisted.model import Reason
from unlisted.net.bodies import Body, charset_of, is_gzipped, text_of
from unlisted.net.faults import Fault

LIMIT = 100_000


def read(data: bytes, *, gzipped: bool = True, enough: bool = False, step: int = 1000, limit: int = LIMIT) -> Body:
    body = Body(limit=limit, gzipped=gzipped, enough=enough)
    for start in range(0, len(data), step):
        body.feed(data[start : start + step])
    return body


def why(data: bytes, **how: object) -> Reason:
    with pytest.raises(Fault) as fault:
        read(data, **how).finish()
    return fault.value.reason


@given(st.lists(st.binary(max_size=300), min_size=1, max_size=5), st.integers(1, 50))
def test_members_in_a_row_are_one_body(parts: list[bytes], step: int) -> None:
    whole = b"x" + b"".join(parts)
    packed = gzip.compress(b"x") + b"".join(map(gzip.compress, parts))
    assert read(packed + b"\0" * 20, step=step).finish() == whole


@given(st.binary(max_size=2000), st.integers(0, 2000), st.integers(1, 300))
def test_never_beyond_the_limit(content: bytes, limit: int, step: int) -> None:
    content = b"x" + content
    for data, gzipped in ((content, False), (gzip.compress(content), True)):
        body = read(data, gzipped=gzipped, enough=True, step=step, limit=limit)
        assert body.finish() == content[:limit]
        assert body.cut == (len(content) > limit)


def test_too_much_is_refused_where_a_part_is_not_enough() -> None:
    assert why(b"x" * (LIMIT + 1), gzipped=False) is Reason.TOO_LARGE
    assert why(gzip.compress(b"x" * (LIMIT + 1))) is Reason.TOO_LARGE
    assert read(gzip.compress(b"x" * LIMIT)).finish() == b"x" * LIMIT


def test_a_bomb_costs_no_more_than_the_limit() -> None:
    packer = zlib.compressobj(9, wbits=31)
    bomb = b"".join(packer.compress(b"\0" * (1 << 20)) for _ in range(200)) + packer.flush()
    body = Body(limit=LIMIT, gzipped=True, enough=False)
    with pytest.raises(Fault):
        body.feed(bomb)
    assert len(body) <= LIMIT
    assert len(zlib.decompress(bomb, wbits=31)) == 200 << 20  # what it would have been


def test_a_second_layer_is_not_text() -> None:
    assert why(gzip.compress(gzip.compress(b"hello"))) is Reason.FORMAT_UNKNOWN
    assert why(gzip.compress(b"hello"), gzipped=False) is Reason.FORMAT_UNKNOWN


@pytest.mark.parametrize("cut", [1, 5, 15, 25])
def test_a_body_that_ends_in_the_middle_is_not_whole(cut: int) -> None:
    assert why(gzip.compress(b"hello, hello, hello")[:-cut]) is Reason.TRUNCATED


def test_what_is_no_gzip_is_damaged() -> None:
    assert why(b"<html>hello</html>") is Reason.DAMAGED
    assert why(gzip.compress(b"hello") + b"garbage") is Reason.DAMAGED
    assert why(gzip.compress(b"") * 5000) is Reason.DAMAGED


def test_nothing_at_all_is_empty() -> None:
    assert read(b"").finish() == b""


@pytest.mark.parametrize("name", ["", "identity", "gzip", " GZIP ", "x-gzip", "identity, gzip"])
def test_encodings_that_are_taken(name: str) -> None:
    assert is_gzipped(name) is ("gzip" in name.lower())


@pytest.mark.parametrize(
    "name", ["gzip, gzip", "gzip,gzip,gzip", "br", "zstd", "deflate", "compress", "gzip, br", "\xff", "x"]
)
def test_encodings_that_are_refused(name: str) -> None:
    with pytest.raises(Fault) as fault:
        is_gzipped(name)
    assert fault.value.reason is Reason.FORMAT_UNKNOWN


HOSTILE = ["bz2", "hex", "rot13", "zlib", "base64", "uu", "idna", "punycode", "utf-7", "unicode_escape",
           "undefined", "raw_unicode_escape", "quopri", "mbcs", "oem", "x" * 100_000, "\x00", "utf-8;" * 1000,
           "../../x"]  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE, ids=lambda name: ascii(name[:20]))
def test_hostile_encodings_cost_nothing(name: str) -> None:
    charset = charset_of(f"text/html; charset={name}")
    assert charset in (None, "utf-8")
    text_of(b"\xff+AAA-" * 100, charset)


def test_the_list_can_fail() -> None:
    """What the library does instead: whatever Python knows."""
    failed = 0
    for name in HOSTILE[:13]:
        try:
            (b"\xff+AAA-" * 100).decode(name)
        except (LookupError, ValueError, UnicodeError):
            failed += 1
    assert failed > 5


@pytest.mark.parametrize(
    ("header", "charset"),
    [
        ("text/html", None),
        ("text/html; charset=utf-8", "utf-8"),
        ('text/html;CHARSET="Windows-1250"', "cp1250"),
        ("text/html; charset=iso-8859-1", "cp1252"),
        ("application/json; charset=utf8; charset=hex", "utf-8"),
    ],
)
def test_charsets(header: str, charset: str | None) -> None:
    assert charset_of(header) == charset


@given(st.binary(), st.sampled_from([None, "utf-8", "cp1250", "utf-16", "gb18030", "euc_jp", "big5"]))
def test_text_never_raises(body: bytes, charset: str | None) -> None:
    text_of(body, charset)
