"""The lines of a piece of Telegram's JSON told apart without parsing: which hold text, which begin a message.

Whatever is not exactly as expected (a field that is rare or of another type, an escape that is no simple one) is left
to the parser: a message, or the piece as a whole.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from unlisted.model import SEPARATOR
from unlisted.sources.chats.members import NO_CODE, NO_NUMBER, TEXT, Members, code_of, members_of
from unlisted.sources.chats.split import Layout, Lines

try:
    from unlisted.sources.chats import _strings as compiled
except ImportError:  # installed where there was no C compiler
    compiled = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from numpy import bool_, signedinteger, uint64
    from numpy.typing import NDArray

    Words = NDArray[uint64]
    Places = NDArray[signedinteger[Any]]
    Flags = NDArray[bool_]

_IN_TEXT = ("type", "text", "user_id", "document_id", "language", "collapsed")  # of a formatted stretch of text
_WORD = 8  # bytes that are compared at once
_QUOTE, _COMMA, _SPACE, _BREAK, _OPEN, _CLOSE, _LIST, _END, _UNDERLINE, _NULL = b'", \n{}[]_n'
_PERCENT = ord("%")
_HARD = 1  # the mark of a string with an escape that is no simple one
_KNOWN = 15  # bits; so many rows of fingerprints are kept, of names that share one the last
_DIGITS_OF_NOW, _DIGITS_MOST = 10, 16  # of a time: from the year 2001 to 2286, and of any
END_OF_TIME = 1 << 36  # seconds; the year 4147, well inside what dates can hold
_MOST_ODD = 0.5  # share of messages for the parser from which on it takes the piece as a whole


class _Strange(Exception):
    """The piece is not laid out as expected."""


class Entries(NamedTuple):
    """The texts of a piece and new names of senders, as in `Glance`."""

    letters: bytes
    begins: Places  # of each entry in `letters`
    owners: Places  # its message
    senders: Flags  # whether it is the name of who wrote the message
    starts: Places  # where its first string begins and ends in the window, without its quotes
    ends: Places


@dataclass(frozen=True, slots=True)
class Skimmed:
    """A piece without its documents. Messages are told by their place in it.

    Odd messages are for the parser; nothing here counts them. `media` counts files by media type and MIME type, raw.
    """

    raw: bytes
    begins: Places  # of each message, its opening bracket
    ends: Places
    numbers: Places
    newest: int
    is_odd: Flags
    entries: Entries
    pictures: int
    media: Counter[tuple[bytes | None, bytes | None]] = field(default_factory=Counter)

    def message(self, place: int) -> bytes:
        """The raw bytes of one message."""
        return self.raw[self.begins[place] : self.ends[place]]

    def first_string(self, entry: int) -> bytes:
        """The raw text of the first string of an entry."""
        return self.raw[self.entries.starts[entry] : self.entries.ends[entry]]

    def odd(self) -> list[int]:
        """The messages that are for the parser."""
        import numpy as np

        return [int(place) for place in np.flatnonzero(self.is_odd)]

    def plain_numbers(self) -> Places:
        """The numbers of all messages that are not odd."""
        return self.numbers[~self.is_odd]

    def span(self) -> tuple[int, int] | tuple[()]:
        """The lowest and the highest number of messages that are not odd."""
        numbers = self.plain_numbers()
        return (int(numbers.min()), int(numbers.max())) if len(numbers) else ()


def fingerprints() -> Words:
    """Room for the names of a chat that `skim` has seen."""
    import numpy as np

    return np.zeros(1 << _KNOWN, dtype=np.uint64)


def numbered(raw: bytes, layout: Layout) -> list[tuple[int, int]]:
    """Where in `raw` each message begins, with its number; nothing if one of them cannot be told."""
    members = members_of(raw, 0, len(layout.inner) + 2, len(layout.outer) + 1)
    if not members or members.fault >= 0 or (members.numbers == NO_NUMBER).any():
        return []
    return list(zip((members.begins - 1).tolist(), members.numbers.tolist(), strict=True))


def skim(lines: Lines, known: Words | None = None) -> Skimmed | None:
    """Tell these lines apart; None if they are laid out in another way, or too little of them is ordinary.

    `known` are fingerprints of senders' names that need not become an entry again; new ones are added.
    """
    layout, members = lines.layout, lines.members
    if not compiled or not members or not len(members.begins):
        return None
    if layout.newline != b"\n" or layout.inner.strip(b" ") or len(layout.inner) - len(layout.outer) != 1:
        return None
    if len(layout.inner) < 2:
        return None
    try:
        return _Lines(lines, members, fingerprints() if known is None else known).skimmed()
    except _Strange:
        return None


class _Lines:
    """The lines of one piece that are members of messages."""

    def __init__(self, lines: Lines, members: Members, known: Words) -> None:
        """Raises _Strange where messages do not follow each other, or one has the beginning of another hidden in it."""
        import numpy as np

        self.raw, self.stop, self.inner = lines.window, lines.stop, len(lines.layout.inner)
        self.members, self.known = members, known
        self.bytes = np.frombuffer(self.raw, dtype=np.uint8)
        self.words = np.ndarray((len(self.raw) - _WORD + 1,), dtype="<u8", buffer=self.raw, strides=(1,))
        opening = len(lines.layout.opening)
        between = int.from_bytes(lines.layout.between[-_WORD:], "little")
        self.begins = members.begins - 1
        self.message_ends = np.append(self.begins[1:] - opening, self.stop)
        if (
            members.fault >= 0
            or (members.types != 1).any()
            or self.begins[0] != lines.start + opening - 1
            or (self.words[self.begins[1:] - (_WORD - 1)] != between).any()
            or (self.bytes[self.begins[1:] - (self.inner + 3)] != _CLOSE).any()
        ):
            raise _Strange
        self.odd = members.numbers == NO_NUMBER
        self._are_odd(members.codes == NO_CODE)

    def skimmed(self) -> Skimmed:
        texts = self._texts()
        newest = self._newest()
        entries = self._entries(*texts)
        if self.odd.mean() > _MOST_ODD:
            raise _Strange
        pictures, media = self._media()
        return Skimmed(
            raw=self.raw, begins=self.begins, ends=self.message_ends, numbers=self.members.numbers, newest=newest,
            is_odd=self.odd, entries=entries, pictures=pictures, media=media,
        )  # fmt: skip

    def _are_odd(self, rows: Places) -> None:
        self.odd[self.members.owners[rows]] = True

    def _texts(self) -> tuple[Places, Places, Places, Flags]:
        """The strings that are text: of which message, where each begins (its quote) and ends, whether it is the name
        of a sender.
        """
        import numpy as np

        members = self.members
        is_text = members.codes <= len(TEXT)
        strings = np.flatnonzero(is_text & (members.firsts == _QUOTE))
        other = np.flatnonzero(is_text & (members.firsts != _QUOTE) & (members.firsts != _NULL))
        codes, firsts = members.codes[other], members.firsts[other]
        is_list = (firsts == _LIST) & (codes == code_of("text"))
        is_number = (firsts == 0) & (codes == code_of("forwarded_from"))  # forwarded_from_id
        is_number &= self.bytes[members.starts[other] - 3] == _UNDERLINE
        self._are_odd(other[~is_list & ~is_number])
        lists = other[is_list]
        owners, starts, ends = members.owners[strings], members.starts[strings], members.ends[strings]
        senders = members.codes[strings] == code_of("from")
        good = members.lasts[strings] == _QUOTE
        self.listed = np.zeros(len(self.odd), dtype=np.bool_)
        if len(lists):
            inner_owners, inner, inner_ends = self._stretches(lists)
            starts = np.concatenate((starts, inner))
            order = np.argsort(starts, kind="stable")
            starts, ends = starts[order], np.concatenate((ends, inner_ends))[order]
            owners = np.concatenate((owners, inner_owners))[order]
            senders = np.concatenate((senders, np.zeros(len(inner), dtype=np.bool_)))[order]
            good = np.concatenate((good, self.bytes[inner_ends] == _QUOTE))[order]
        good &= ends > starts
        self.odd[owners[~good]] = True
        held = np.flatnonzero(good & (ends > starts + 1))
        return owners[held], starts[held], ends[held], senders[held]

    def _stretches(self, rows: Places) -> tuple[Places, Places, Places]:
        """The strings in texts that are lists of strings and of formatted stretches, as in `_texts`."""
        import numpy as np

        breaks, lists = self.members.breaks, self.members.lists
        owners = self.members.owners[lists]
        self.listed[self.members.owners[rows]] = True
        is_long = np.zeros(len(self.members.codes), dtype=np.bool_)
        is_long[lists] = True
        short = rows[~is_long[rows]]
        self._are_odd(short[self.bytes[self.members.starts[short] + 1] != _END])
        is_last = np.append(lists[1:] != lists[:-1], np.ones(min(1, len(lists)), dtype=np.bool_))
        at = breaks + (self.inner + 2)
        first, one, two = (self.bytes.take(at + place, mode="clip") for place in range(3))
        words = self.words[np.minimum(at + 2, len(self.words) - 1)]
        member = (one == _SPACE) & (two == _QUOTE)
        text = member & (words == _word("text"))
        bracket = ((one == _OPEN) & (two == _BREAK)) | (one == _CLOSE)
        known = np.zeros(len(words), dtype=np.bool_)
        for key in _IN_TEXT:
            known |= words == _word(key)
        good = ((one == _QUOTE) | bracket | (member & known)) & (first == _SPACE)
        self.odd[owners[(first == _END) != is_last]] = True
        self.odd[owners[~good & ~is_last]] = True
        held = np.flatnonzero((text | (one == _QUOTE)) & ~is_last)
        ends = breaks[held + 1] - 1
        return owners[held], (at + np.where(text, 2 + _WORD, 1))[held], ends - (self.bytes[ends] == _COMMA)

    def _entries(self, owners: Places, starts: Places, ends: Places, senders: Flags) -> Entries:
        """These texts as entries; the names of senders that are known already are none."""
        import numpy as np

        named = np.flatnonzero(senders)
        is_new = np.ones(len(senders), dtype=np.bool_)
        is_new[named] = self._are_new(starts[named], ends[named])
        new = np.flatnonzero(is_new)
        owners, starts, ends, senders = owners[new], starts[new], ends[new], senders[new]
        fresh = np.ones(len(owners), dtype=np.bool_)
        fresh[1:] = (owners[1:] != owners[:-1]) | (senders[1:] != senders[:-1])
        signs = np.where(fresh, np.uint8(ord(SEPARATOR)), np.uint8(_QUOTE))
        joined = compiled.joined(self.raw, starts, ends, signs, _PERCENT)
        if joined is None:  # a quote inside of a string, or a control character
            raise _Strange
        letters, marks = joined
        told = np.flatnonzero(np.frombuffer(marks, dtype=np.uint8))
        for owner, mark in zip(owners[told].tolist(), map(marks.__getitem__, told.tolist()), strict=True):
            if mark & _HARD or self.listed[owner]:  # in a list a percent sign may be of a link
                self.odd[owner] = True
        first = np.flatnonzero(fresh)
        behind = np.cumsum(ends - starts)
        return Entries(
            letters=letters, begins=(behind - (ends - starts))[first], owners=owners[first], senders=senders[first],
            starts=starts[first] + 1, ends=ends[first],
        )  # fmt: skip

    def _are_new(self, starts: Places, ends: Places) -> Flags:
        """Which of these names are not known yet, by their fingerprints."""
        import numpy as np

        names = self._prints(starts, ends)
        rows = (names >> np.uint64(64 - _KNOWN)).view(np.int64)
        new: Flags = self.known.take(rows) != names
        # What shares a row or is new several times becomes several entries; whoever opens them takes the first.
        self.known[rows] = names
        return new

    def _plain(self, key: str) -> Places:
        """The rows of a key whose value must be a string; messages where it is none are odd."""
        import numpy as np

        members = self.members
        rows = np.flatnonzero(members.codes == code_of(key))
        good = (members.firsts[rows] == _QUOTE) & (members.lasts[rows] == _QUOTE)
        good &= members.ends[rows] > members.starts[rows]
        self._are_odd(rows[~good])
        good_ones: Places = rows[good]
        return good_ones

    def _newest(self) -> int:
        """The latest time; a message without a time of its own is odd."""
        import numpy as np

        rows = self._plain("date_unixtime")
        untimed = np.ones(len(self.odd), dtype=np.bool_)
        untimed[self.members.owners[rows]] = False
        self.odd |= untimed
        starts = self.members.starts[rows] + 1
        if len(rows) and (self.members.ends[rows] - starts == _DIGITS_OF_NOW).all():
            first = self.words[starts].byteswap()  # the latest begins as the greatest does
            if newest := self._latest(rows[first == first.max()]):
                return newest
        return self._latest(rows)

    def _latest(self, rows: Places) -> int:
        """The latest of these times, 0 if there is none; messages with what is no time are odd."""
        newest, owners = 0, self.members.owners
        for row in rows.tolist():
            time = self._string(row)
            if time and len(time) <= _DIGITS_MOST and time.isdigit():
                newest = max(newest, int(time) if int(time) < END_OF_TIME else 0)
            else:
                self.odd[owners[row]] = True
        return newest

    def _media(self) -> tuple[int, Counter[tuple[bytes | None, bytes | None]]]:
        """How many pictures there are, and files by what they are said to be, in messages that are not odd."""
        import numpy as np

        members = self.members
        pictures, files = (members.owners[self._plain(key)] for key in ("photo", "file"))
        pictures, files = pictures[~self.odd[pictures]], files[~self.odd[files]]
        kinds, rows = np.zeros(len(self.odd), dtype=np.uint64), np.full((len(self.odd), 2), -1)
        for place, key in enumerate(("media_type", "mime_type")):
            said = self._plain(key)
            owners = members.owners[said]
            kinds[owners] ^= self._prints(members.starts[said], members.ends[said]) >> np.uint64(place)
            rows[owners, place] = said
        _kinds, first, counts = np.unique(kinds[files], return_index=True, return_counts=True)
        found: Counter[tuple[bytes | None, bytes | None]] = Counter()
        for of_type, of_mime, count in zip(*rows[files[first]].T.tolist(), counts.tolist(), strict=True):
            found[self._string(of_type), self._string(of_mime)] += count
        return len(pictures), found

    def _string(self, row: int) -> bytes | None:
        return self.raw[self.members.starts[row] + 1 : self.members.ends[row]] if row >= 0 else None

    def _prints(self, starts: Places, ends: Places) -> Words:
        """A fingerprint of each string. That two of a million have the same one is as likely as one in 30 million."""
        import numpy as np

        return np.frombuffer(compiled.prints(self.raw, starts, ends), dtype=np.uint64)


def _word(key: str) -> int:
    return int.from_bytes(f'"{key}": '.encode()[:_WORD], "little")
