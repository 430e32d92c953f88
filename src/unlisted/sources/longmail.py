"""E-mails too long to be held, taken apart as they come into small ones that the parser can be given.

Parts are told by the boundaries that their headers name. Of a header only what it takes to find and to unpack a body is
understood here; everything else, and all text, is left to the parser. No attachment is unpacked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256

WINDOW, OVERLAP = 1 << 18, 2000  # bytes of a body that are handed out at once, and that two windows share
_LETTERS = 48  # of base64 that are whole letters in every encoding, up to four bytes each
_HEAD = 1 << 20  # bytes that the headers of one part may take
_DEEPEST = 100

_BLANK = re.compile(rb"\n\r?\n")
_FOLD = re.compile(rb"\r?\n(?=[ \t])")
_KIND = re.compile(rb"^content-type:[ \t]*([\w.+-]+/[\w.+-]+)?[^\n]*", re.IGNORECASE | re.MULTILINE)
_PACKED = re.compile(rb"^content-transfer-encoding:[ \t]*([\w-]*)[^\n]*", re.IGNORECASE | re.MULTILINE)
_BOUNDARY = re.compile(rb";\s*boundary\s*=\s*(?:\"((?:[^\"\\]|\\.){1,500})\"|([^\s;\"]{1,500}))", re.IGNORECASE)
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/=]")


class LongMail:
    """One such e-mail. What is fed comes out as e-mails: the first holds its headers, all others more of its text.

    `unsure`: some parts could not be told from each other, and are read as if they were plain text.
    """

    def __init__(self) -> None:
        self._data, self._at = b"\n", 0  # where the line break stands before what comes next
        self._in_head = True
        self._levels: list[tuple[bytes, bool]] = []  # boundaries; whether e-mails stand between them
        self._boundary: re.Pattern[bytes] | None = None
        self._is_root = True
        self._head = b""  # with which a window of the body is read
        self._skips = self._base64 = False
        self._letters = b""  # of base64, not handed out yet
        self._parts: list[bytes] = []
        self._size = 0  # of these
        self.unsure = False

    @property
    def cut(self) -> bool:
        """Whether it ends in the middle, when all of it was fed."""
        return bool(self._levels)

    def feed(self, data: bytes) -> Iterator[bytes]:
        """The next bytes of it, cut anywhere."""
        for at in range(0, len(data), WINDOW):
            self._data = self._data[self._at :] + data[at : at + WINDOW]
            self._at = 0
            while self._step(last=False):
                if self._is_root or self._size >= WINDOW:
                    yield self._handed_out()

    def end(self) -> Iterator[bytes]:
        """It is over."""
        self._data += b"\n"
        while self._step(last=True):
            if self._is_root or self._size >= WINDOW:
                yield self._handed_out()
        if self._parts:
            yield self._handed_out()

    def _handed_out(self) -> bytes:
        parts, self._parts, self._size = self._parts, [], 0
        if self._is_root:
            self._is_root = False
            return parts[0]
        name = sha256(b"".join(parts)).hexdigest().encode()  # it cannot stand in any of them
        body = b"".join(b"--" + name + b"\n" + part + b"\n" for part in parts)
        return b"Content-Type: multipart/mixed; boundary=" + name + b"\n\n" + body + b"--" + name + b"--\n"

    def _step(self, *, last: bool) -> bool:
        """Go on to the end of headers, to a boundary or to the end of a window; False if there is too little for it."""
        if last and self._at >= len(self._data):
            return False
        return self._headers(last=last) if self._in_head else self._window(last=last)

    def _headers(self, *, last: bool) -> bool:
        data, at = self._data, self._at
        blank = _BLANK.search(data, at)
        end = blank.start() if blank else len(data)
        found = self._boundary.search(data, at, end + 1) if self._boundary else None
        if found:
            end = found.start()
        elif not blank:
            if not last and len(data) - at <= _HEAD:
                return False
            end = max(at + 1, data.rfind(b"\n", at))
            self.unsure = self.unsure or not last
        self._at = blank.end() - 1 if blank and not found else end
        self._begin(data[at + 1 : end + 1])
        return True

    def _window(self, *, last: bool) -> bool:
        data, at = self._data, self._at
        if found := self._boundary.search(data, at) if self._boundary else None:
            end = found.start()
            if end - at <= WINDOW + OVERLAP:
                self._body(data[at:end], last=True)
                self._at = found.end()
                self._leave(found[1], closing=bool(found[2]))
                return True
        elif last and len(data) - at <= WINDOW + OVERLAP:
            self._body(data[at:], last=True)
            self._at = len(data)
            return True
        elif not last and len(data) - at <= WINDOW + 2 * OVERLAP:
            return False
        end = _line(data, at + WINDOW)
        self._body(data[at:end], last=False)
        self._at = end if self._base64 else _line(data, end - OVERLAP)
        return True

    def _begin(self, head: bytes) -> None:
        """The headers of a part are behind us: what its body is."""
        self._in_head, self._letters = False, b""
        flat = _FOLD.sub(b"", head)
        typed, packing = _KIND.search(flat), _PACKED.search(flat)
        usual = b"message/rfc822" if flat and self._levels and self._levels[-1][1] else b"text/plain"
        kind = (typed[1] or b"").lower() if typed else usual
        self._base64 = packing is not None and packing[1].lower() == b"base64"
        named = _BOUNDARY.search(typed[0]) if typed else None
        nests = kind.startswith((b"multipart/", b"message/"))
        self._skips = bool(kind) and not nests and not kind.startswith(b"text/")
        told = [one[0].rstrip() for one in (None if nests else typed, packing) if one]
        self._head = b"".join(line + b"\n" for line in told)
        if nests:
            head = _PACKED.sub(b"X-Packed:", _KIND.sub(b"X-Kind:", flat))
        self._add(head.rstrip(b"\r\n") + b"\n\n")
        if kind.startswith(b"multipart/"):
            self._base64 = False
            if named and len(self._levels) < _DEEPEST:
                self._enter(re.sub(rb"\\(.)", rb"\1", named[1] or named[2]).rstrip(), kind == b"multipart/digest")
            else:
                self.unsure = True
        elif kind in (b"message/rfc822", b"message/global"):
            self._in_head = not self._base64
            self.unsure = self.unsure or self._base64

    def _enter(self, boundary: bytes, of_mails: bool) -> None:
        self._levels.append((boundary, of_mails))
        self._head = b""
        self._compile()

    def _leave(self, boundary: bytes, *, closing: bool) -> None:
        """A boundary is behind us; whatever was open within what it divides is over."""
        names = [name for name, _ in self._levels]
        level = len(names) - 1 - names[::-1].index(boundary)
        del self._levels[level if closing else level + 1 :]
        self._in_head, self._skips, self._base64, self._head, self._letters = not closing, False, False, b"", b""
        self._compile()

    def _compile(self) -> None:
        names = b"|".join(re.escape(name) for name, _ in self._levels)
        self._boundary = re.compile(rb"\n--(" + names + rb")(--)?[ \t]*\r?(?=\n)") if names else None

    def _body(self, data: bytes, *, last: bool) -> None:
        """A window of the body; `last`: up to its end."""
        if self._skips:
            return
        if self._base64:
            self._letters += _NOT_BASE64.sub(b"", data)
            whole = len(self._letters) if last else len(self._letters) // _LETTERS * _LETTERS
            data = self._letters[:whole]
            self._letters = self._letters[max(0, whole - OVERLAP // _LETTERS * _LETTERS) :]
        if data.strip():
            self._add(self._head + b"\n" + data)

    def _add(self, part: bytes) -> None:
        self._parts.append(part)
        self._size += len(part)


def _line(data: bytes, place: int) -> int:
    """The last line break before `place`, unless it is far away."""
    end = data.rfind(b"\n", max(0, place - OVERLAP), place)
    return end if end > 0 else place
