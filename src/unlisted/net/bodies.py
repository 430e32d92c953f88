"""Undoing one layer of compression within a budget, and naming the encoding of a text from a list of our own. Pure."""

from __future__ import annotations

import codecs
import re
import zlib
from typing import TYPE_CHECKING

from unlisted.model import Reason
from unlisted.net.faults import Fault

if TYPE_CHECKING:
    from zlib import _Decompress as Inflate

_GZIP = b"\x1f\x8b"
_MEMBERS = 64  # a gzip file may be several in a row; nobody makes it so many
# What a header may name. Python knows more codecs, but "bz2" and "hex" are none of text, "utf-7" is a way to smuggle,
# and "punycode" takes 13 s for 200 KB. Browsers read what calls itself Latin-1 as Windows-1252.
_CHARSETS = {
    "utf8": "utf-8", "usascii": "cp1252", "ascii": "cp1252", "iso88591": "cp1252", "latin1": "cp1252",
    "windows1252": "cp1252", "cp1252": "cp1252", "iso88592": "iso8859-2", "latin2": "iso8859-2",
    "windows1250": "cp1250", "cp1250": "cp1250", "iso88595": "iso8859-5", "windows1251": "cp1251", "cp1251": "cp1251",
    "iso88597": "iso8859-7", "windows1253": "cp1253", "iso88599": "iso8859-9", "windows1254": "cp1254",
    "iso885915": "iso8859-15", "iso885916": "iso8859-16", "windows1257": "cp1257", "koi8r": "koi8-r",
    "koi8u": "koi8-u", "utf16": "utf-16", "utf16le": "utf-16-le", "utf16be": "utf-16-be", "gb2312": "gb18030",
    "gbk": "gb18030", "gb18030": "gb18030", "big5": "big5", "shiftjis": "shift_jis", "eucjp": "euc_jp",
    "euckr": "euc_kr",
}  # fmt: skip
_CHARSET = re.compile(r"charset\s*=\s*\"?([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE)
_PUNCTUATION = re.compile(r"[^a-z0-9]")


class Body:
    """A body as it arrives, decoded on the way, never longer than `limit` bytes.

    `gzipped`: it comes in one layer of gzip. `enough`: more than `limit` is no fault, the rest is left away.
    """

    def __init__(self, *, limit: int, gzipped: bool, enough: bool) -> None:
        self._limit, self._enough = limit, enough
        self._inflate = zlib.decompressobj(wbits=31) if gzipped else None
        self._members, self._begun = 1, False
        self._content = bytearray()
        self.cut = False

    def __len__(self) -> int:
        return len(self._content)

    def feed(self, data: bytes) -> None:
        """Take the next piece. Raises `Fault` if it is too much or not what it says."""
        while data and not self.cut:
            room = self._limit - len(self._content)
            if self._inflate is None:
                piece, data = data[: room + 1], b""
            else:
                piece, data = self._inflated(self._inflate, data, room + 1)
            if len(piece) > room:
                if not self._enough:
                    raise Fault(Reason.TOO_LARGE, {"limit": self._limit})
                self.cut = True
            self._content += piece[:room]

    def finish(self) -> bytes:
        """The whole body. Raises `Fault` if it ends in the middle, or is compressed once more."""
        if self._inflate is not None and not self.cut and self._begun and not self._inflate.eof:
            raise Fault(Reason.TRUNCATED, {"at": len(self._content)})
        if self._content.startswith(_GZIP):
            raise Fault(Reason.FORMAT_UNKNOWN)  # a second layer, which would be read as a page without her facts
        return bytes(self._content)

    def _inflated(self, inflate: Inflate, data: bytes, room: int) -> tuple[bytes, bytes]:
        """What `data` holds, at most `room` bytes of it, and what is left of `data`."""
        self._begun = True
        if inflate.eof:
            if not data.strip(b"\x00"):
                return b"", b""  # padding
            self._members += 1
            if self._members > _MEMBERS:
                raise Fault(Reason.DAMAGED, {"at": len(self._content)})
            self._inflate = inflate = zlib.decompressobj(wbits=31)
        try:
            piece = inflate.decompress(data, room)
        except zlib.error:
            raise Fault(Reason.DAMAGED, {"at": len(self._content)}) from None
        return piece, inflate.unused_data if inflate.eof else inflate.unconsumed_tail


def is_gzipped(encodings: str) -> bool:
    """Whether a body comes in gzip, by its Content-Encoding. Raises `Fault` for what we did not ask for, or twice."""
    layers = [name for layer in encodings.split(",") if (name := layer.strip().lower()) not in {"", "identity"}]
    if layers not in ([], ["gzip"], ["x-gzip"]):
        raise Fault(Reason.FORMAT_UNKNOWN)
    return bool(layers)


def charset_of(content_type: str) -> str | None:
    """The encoding that a Content-Type names, by Python's name for it; None if it is not one of those we take."""
    found = _CHARSET.search(content_type[:400])
    return _CHARSETS.get(_PUNCTUATION.sub("", found[1].lower())) if found else None


def text_of(body: bytes, charset: str | None) -> str:
    """A body as text: by its byte order mark, by the encoding it names, else as UTF-8."""
    if body.startswith(codecs.BOM_UTF8):
        return body[3:].decode("utf-8", "replace")
    if body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        charset = "utf-16"
    return body.decode(charset or "utf-8", "replace")
