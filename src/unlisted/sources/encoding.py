"""Which encoding a text is in, decided from all of its bytes, and its lines of characters."""

from __future__ import annotations

import codecs
import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from io import IncrementalNewlineDecoder

_BOMS = (  # the longer ones first: UTF-32's begins with UTF-16's
    (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"), (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
_ASCII = bytes(range(128))
_LOW = bytes(range(9))
# What a page or an e-mail may name as its encoding. Python knows more, but some of those are no encodings of text
# ("bz2", "hex"), and "punycode" takes seconds for what others do at once.
_KNOWN = {
    "utf8": "utf-8", "usascii": "cp1252", "ascii": "cp1252", "iso88591": "cp1252", "latin1": "cp1252",
    "iso88592": "iso8859-2", "latin2": "iso8859-2", "iso88595": "iso8859-5", "iso88599": "iso8859-9",
    "iso885915": "iso8859-15", "iso885916": "iso8859-16", "windows1250": "cp1250", "cp1250": "cp1250",
    "windows1251": "cp1251", "cp1251": "cp1251", "windows1252": "cp1252", "cp1252": "cp1252", "windows1253": "cp1253",
    "windows1254": "cp1254", "windows1257": "cp1257", "ibm852": "cp852", "cp852": "cp852", "ibm855": "cp855",
    "cp855": "cp855", "cp866": "cp866", "koi8r": "koi8-r", "koi8u": "koi8-u", "utf16": "utf-16", "utf16le": "utf-16-le",
    "utf16be": "utf-16-be", "utf32": "utf-32", "utf32le": "utf-32-le", "utf32be": "utf-32-be",
    "gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "big5": "big5",
    "shiftjis": "shift_jis", "eucjp": "euc_jp", "euckr": "euc_kr", "iso2022jp": "iso2022_jp",
}  # fmt: skip
_RUN = re.compile(rb"[\x80-\xff]{3,}")
_NOT_DECODED = re.compile("[\udc80-\udcff]")
_DECODED = re.compile("[\x80-\ud7ff\ue000-\U0010ffff]")
_PASSAGE = 200  # characters; damage stands in one or two of them, another encoding in most


@dataclass(frozen=True, slots=True)
class Survey:
    """What the bytes of a text say: its encoding, whether that is a guess, and the SHA-256 of its content."""

    encoding: str
    guessed: bool
    digest: str


def survey(blocks: Callable[[], Iterable[bytes]]) -> Survey:
    """Look at all of a text before reading it, in constant memory; `blocks` begins it anew, twice at most.

    A byte order mark decides; then zero bytes at every second place (UTF-16); then UTF-8 if all of it is valid, or
    more of it than not; then one of the 8-bit encodings that Serbian was written in.
    """
    digest, head, valid = hashlib.sha256(), b"", True
    strict = codecs.getincrementaldecoder("utf-8")("strict")
    for block in blocks():
        digest.update(block)
        head = head or block[:65536]
        valid = valid and _decodes(strict, block)
    valid = valid and _decodes(strict, b"", final=True)
    name = digest.hexdigest()
    if wide := wide_encoding(head):
        return Survey(wide, False, name)
    if valid:
        return Survey("utf-8", False, name)
    return Survey(_legacy(blocks()), True, name)


def wide_encoding(head: bytes) -> str | None:
    """The encoding a byte order mark names, or UTF-16 by its zero bytes; None for all others."""
    for mark, encoding in _BOMS:
        if head.startswith(mark) and not (encoding == "utf-16" and _is_no_wide(head[2:])):
            return encoding
    even, odd = head[::2].count(0), head[1::2].count(0)
    if odd >= max(1, len(head) // 40) and even <= odd // 50:
        return "utf-16-le"
    if even >= max(1, len(head) // 40) and odd <= even // 50:
        return "utf-16-be"
    return None


def _is_no_wide(text: bytes) -> bool:
    """Whether bytes after what looks like UTF-16's mark are not UTF-16.

    In UTF-16 letters, spaces and line breaks have one byte below nine, in every script but those of East Asia.
    """
    return len(text) > 1 and text.translate(None, _LOW) == text


def eight_bit(high: Counter[int], running: int) -> str:
    """The 8-bit encoding of a text with these bytes above 127, of which so many follow others.

    Words in Cyrillic are nothing but letters above 127, in Latin those with marks stand alone. š and ž stand at other
    places in Windows-1250 than in ISO 8859-2; Cyrillic has its lower-case letters above 0xE0 in Windows-1251.
    """
    if running > sum(high.values()) / 2:
        return "cp1251"
    windows, iso = (sum(high[b] for b in letters_at) for letters_at in (b"\x8a\x8e\x9a\x9e", b"\xa9\xae\xb9\xbe"))
    return "iso8859-2" if iso > windows else "cp1250"


def is_narrow(head: bytes) -> bool:
    """Whether the beginning of a file is in an encoding of eight bits, and not in UTF-8 with damage in some places."""
    good, bad = _passages(head.decode("utf-8", "surrogateescape"))
    return bad > 3 and bad > 4 * good


def known(name: str | None) -> str | None:
    """Python's name of an encoding that a page or an e-mail names, or None if it is not one of those we take."""
    return _KNOWN.get(re.sub(r"[^a-z0-9]", "", name.lower())) if name else None


def decode(data: bytes, named: str | None = None) -> str:
    """All of `data` as text, by its byte order mark, as UTF-8, by the encoding it names itself, or by guessing."""
    wide = wide_encoding(data[:65536])
    if not wide and named and named.startswith(("utf-16", "utf-32")) and b"\0" in data:
        wide = named
    if wide:  # a byte too many at its end must not make it UTF-8 with zeros
        return data.decode(wide, "replace")
    for candidate in ("utf-8", named):
        if candidate:
            try:
                return data.decode(candidate)
            except UnicodeDecodeError:
                continue
    return data.decode(_legacy([data]), "replace")


def characters(blocks: Iterable[bytes], encoding: str) -> Iterator[str]:
    """The text in `blocks`, with every line break as a line feed and U+FFFD for what is not text."""
    decoder = IncrementalNewlineDecoder(codecs.getincrementaldecoder(encoding)("replace"), translate=True)
    for block in blocks:
        yield decoder.decode(block)
    yield decoder.decode(b"", final=True)


def _decodes(decoder: codecs.IncrementalDecoder, block: bytes, *, final: bool = False) -> bool:
    try:
        decoder.decode(block, final)
    except UnicodeDecodeError:
        return False
    return True


def _legacy(blocks: Iterable[bytes]) -> str:
    lenient = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    good = bad = running = 0
    high: Counter[int] = Counter()
    for block in blocks:
        running += sum(map(len, _RUN.findall(block)))
        high.update(block.translate(None, _ASCII))
        good, bad = map(sum, zip((good, bad), _passages(lenient.decode(block)), strict=True))
    # A letter of UTF-8 hardly ever comes about by chance, so a few among broken passages tell.
    return "utf-8" if good and good * 4 >= bad else eight_bit(high, running)


def _passages(text: str) -> tuple[int, int]:
    """In how many passages letters beyond ASCII stand, and in how many bytes that are none."""
    if text.isascii():
        return 0, 0
    passages = [text[at : at + _PASSAGE] for at in range(0, len(text), _PASSAGE)]
    return sum(_DECODED.search(one) is not None for one in passages), sum(
        _NOT_DECODED.search(one) is not None for one in passages
    )
