"""The lines of a piece of Telegram's JSON told apart without parsing: which hold text, which begin a message.

Telegram Desktop writes every member on a line of its own, and a raw line break never stands inside a string, so the
column of a key and its first letters tell what a line is. Whatever is not exactly as expected (a field that is rare or
of another type, an escape that is no simple one) is left to the parser: a message, or the piece as a whole.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from unlisted.sources.chats.split import Lines
from unlisted.sources.chats.words import (
    IGNORED,
    PLAIN,
    TEXT,
    WORD,
    eight_digits,
    gathered,
    hashed,
    prints,
    table_of_keys,
    word,
)

if TYPE_CHECKING:
    from numpy import bool_, signedinteger, uint8, uint64
    from numpy.typing import NDArray

    Bytes = NDArray[uint8]
    Words = NDArray[uint64]
    Places = NDArray[signedinteger[Any]]
    Flags = NDArray[bool_]

_ROOM = 64  # bytes that must stand behind the lines, so that their last can be looked at in words
_NO_CODE = 255
_TYPE = 1 + len(TEXT) + len(PLAIN) + IGNORED.index("type")
_IN_TEXT = ("type", "text", "user_id", "document_id", "language", "collapsed")  # of a formatted stretch of text
_QUOTE, _COMMA, _BACKSLASH, _PERCENT, _BREAK, _SPACE, _SEPARATOR = 34, 44, 92, 37, 10, 32, 30
_OPEN, _CLOSE, _LIST, _END, _NULL = 123, 125, 91, 93, 110
_SIMPLE = b'"\\/bfnrt'  # what may follow a backslash and needs no parser
_ID, _ID_MASK = int.from_bytes(b'"id": ', "little"), (1 << 48) - 1
_KNOWN = 15  # bits; so many rows of fingerprints are kept, of names that share one the last
END_OF_TIME = 1 << 36  # seconds; the year 4147, well inside what dates can hold
_DIGITS_OF_NOW = 10  # of a time, from the year 2001 to 2286
_MOST_ODD = 0.5  # share of messages for the parser from which on it takes the piece as a whole


class _Strange(Exception):
    """The piece is not laid out as expected."""


@dataclass(frozen=True, slots=True)
class Skimmed:
    """A piece without its documents. Messages are told by their place in it, entries as in `Glance`.

    Odd messages are for the parser; nothing here counts them. `media` counts files by media type and MIME type, raw.
    """

    raw: bytes
    begins: Places  # of each message, its opening bracket
    ends: Places
    numbers: Places
    newest: int
    is_odd: Flags
    letters: bytes
    owners: Places  # message of each entry
    senders: Flags  # whether an entry is the name of who wrote the message
    texts: Places  # where the first string of each entry begins and ends in `raw`
    text_ends: Places
    pictures: int
    media: Counter[tuple[bytes | None, bytes | None]] = field(default_factory=Counter)

    def message(self, place: int) -> bytes:
        """The raw bytes of one message."""
        return self.raw[self.begins[place] : self.ends[place]]

    def first_string(self, entry: int) -> bytes:
        """The raw text of the first string of an entry."""
        return self.raw[self.texts[entry] : self.text_ends[entry]]

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


def skim(lines: Lines, known: Words | None = None) -> Skimmed | None:
    """Tell these lines apart; None if they are laid out in another way, or too little of them is ordinary.

    `known` are fingerprints of senders' names that need not become an entry again; new ones are added.
    """
    layout = lines.layout
    if layout.newline != b"\n" or layout.inner.strip(b" ") or len(layout.inner) - len(layout.outer) != 1:
        return None
    if not 2 <= len(layout.inner) <= WORD - 3 or not len(lines.members):
        return None
    if len(lines.window) - lines.stop < _ROOM:
        window = lines.window[lines.start : lines.stop] + b" " * _ROOM
        members, stop = lines.members - lines.start, lines.stop - lines.start
        lines = Lines(window, 0, stop, lines.begin, layout, members, lines.keys)
    try:
        return _Lines(lines, fingerprints() if known is None else known).skimmed()
    except _Strange:
        return None


class _Lines:
    """The lines of one piece that are members of messages; `at` is where the key of each begins, its quote."""

    def __init__(self, lines: Lines, known: Words) -> None:
        import numpy as np

        self.known = known
        raw = lines.window
        self.keys = lines.keys[:, 1]
        self.raw, self.layout, self.stop = raw, lines.layout, lines.stop
        self.bytes = np.frombuffer(raw, dtype=np.uint8)
        self.words = np.ndarray((len(raw) - WORD + 1,), dtype="<u8", buffer=raw, strides=(1,))
        self.breaks = np.append(lines.members, lines.stop)  # where each of them begins, and with that the last ends
        self.at = lines.members + (len(lines.layout.inner) + 2)
        self.opening = self._opening(lines.start, lines.keys[:, 0])
        lengths = np.diff(self.opening, append=len(self.at))
        self.message_of = np.repeat(np.arange(len(self.opening), dtype=np.int32), lengths)
        self.odd = np.zeros(len(self.opening), dtype=np.bool_)

    def skimmed(self) -> Skimmed:
        import numpy as np

        self._read_keys(self.keys)
        owners, starts, ends, senders = self._texts()
        newest, numbers = self._newest(), self._numbers()
        begins = self.breaks[self.opening] - 1
        message_ends = np.append(begins[1:] - len(self.layout.opening), self.stop)
        letters, owners, is_sender, first, last = self._letters(owners, starts, ends, senders)
        if self.odd.mean() > _MOST_ODD:
            raise _Strange
        pictures, media = self._media()
        return Skimmed(
            raw=self.raw, begins=begins, ends=message_ends, numbers=numbers, newest=newest, is_odd=self.odd,
            letters=letters, owners=owners, senders=is_sender, texts=first, text_ends=last, pictures=pictures,
            media=media,
        )  # fmt: skip

    def _opening(self, start: int, before: Words) -> Places:
        """Which members are the first of their messages. Raises _Strange where one has neither a message's beginning
        nor the end of another line before it, or where messages do not follow each other.
        """
        import numpy as np

        inner = len(self.layout.inner)
        before = before >> np.uint64(8 * (WORD - inner - 3))
        column = b"\n" + b" " * (inner + 1)
        opens = before == int.from_bytes(b"{" + column, "little")
        opening = np.flatnonzero(opens)
        if np.count_nonzero(before == int.from_bytes(b"," + column, "little")) + len(opening) != len(before):
            raise _Strange
        first = self.breaks[opening]
        between = int.from_bytes(self.layout.between[-WORD:], "little")
        if (
            first[:1].tolist() != [start + len(self.layout.opening)]
            or (self.words[first[1:] - WORD] != between).any()
            or (self.bytes[first[1:] - (inner + 4)] != _CLOSE).any()
        ):
            raise _Strange
        return opening

    def _read_keys(self, words: Words) -> None:
        """Tell what each member is. A member of no known key makes a message odd.

        Every message has one type, so where one has two the beginning of another is hidden in it.
        """
        import numpy as np

        table, codes, _ = table_of_keys()
        place = hashed(words)
        self.codes = codes.take(place)
        strange = np.flatnonzero(table.take(place) != words)
        self.codes[strange] = _NO_CODE
        numbers = (words[strange] & _ID_MASK) == _ID
        if not np.array_equal(strange[numbers], self.opening):
            raise _Strange
        self._is_odd(strange[~numbers])
        types = self.message_of[np.flatnonzero(self.codes == _TYPE)]
        if len(types) != len(self.opening) or (types[1:] == types[:-1]).any():
            raise _Strange

    def _is_odd(self, lines: Places) -> None:
        self.odd[self.message_of[lines]] = True

    def _texts(self) -> tuple[Places, Places, Places, Flags]:
        """The strings that are text: of which message, where each begins (its quote) and ends, whether it is the name
        of a sender.
        """
        import numpy as np

        lines = np.flatnonzero(self.codes <= len(TEXT))
        codes = self.codes[lines]
        starts = self.at[lines] + table_of_keys()[2][codes]
        value = self.bytes[starts]
        named = self.bytes[starts - 3] == _QUOTE  # the key is no longer than ours
        lists = named & (codes == 1 + TEXT.index("text")) & (value == _LIST)
        ignored = ~named & (codes == 1 + TEXT.index("forwarded_from")) & (self.bytes[starts - 3] == ord("_"))
        strings = named & (value == _QUOTE)
        self._is_odd(lines[~(strings | lists | ignored | (named & (value == _NULL)))])
        listed, lines, first = lines[lists], lines[strings], starts[strings]
        owners, ends = self.message_of[lines], self._ends(lines)
        senders = codes[strings] == 1 + TEXT.index("from")
        self.listed = np.zeros(len(self.odd), dtype=np.bool_)
        if len(listed):
            inner_owners, inner, inner_ends = self._stretches(listed, starts[lists])
            first = np.concatenate((first, inner))
            order = np.argsort(first, kind="stable")
            first, ends = first[order], np.concatenate((ends, inner_ends))[order]
            owners = np.concatenate((owners, inner_owners))[order]
            senders = np.concatenate((senders, np.zeros(len(inner), dtype=np.bool_)))[order]
        return owners, first, ends, senders

    def _ends(self, lines: Places) -> Places:
        """Where the values of these members end that take no more than their lines, before the comma."""
        ends: Places = self.breaks[lines + 1] - 1
        ends -= self.bytes[ends] == _COMMA
        return ends

    def _stretches(self, lines: Places, starts: Places) -> tuple[Places, Places, Places]:
        """The strings in texts that are lists of strings and of formatted stretches, as in `_texts`."""
        import numpy as np

        self.listed[self.message_of[lines]] = True
        whole = self.bytes[starts + 1] == _BREAK
        self._is_odd(lines[~whole & (self.bytes[starts + 1] != _END)])
        lines, starts = lines[whole], starts[whole] + 1
        ends = self.breaks[lines + 1]
        inside, places = gathered(self.raw, starts, ends)
        breaks = np.flatnonzero(inside == _BREAK)
        lists = np.searchsorted(places, breaks, side="right") - 1
        breaks += (starts - places)[lists]
        messages = self.message_of[lines][lists]
        is_last = np.append(lists[1:] != lists[:-1], np.ones(min(1, len(lists)), dtype=np.bool_))
        at = breaks + (len(self.layout.inner) + 2)
        first, one, two = self.bytes[at], self.bytes[at + 1], self.bytes[at + 2]
        words = self.words[at + 2]
        member = (one == _SPACE) & (two == _QUOTE)
        text = member & (words == word("text"))
        bracket = ((one == _OPEN) & (two == _BREAK)) | (one == _CLOSE)
        known = text.copy()
        for key in _IN_TEXT:
            known |= words == word(key)
        good = ((one == _QUOTE) | bracket | (member & known)) & (first == _SPACE)
        self.odd[messages[(first == _END) != is_last]] = True
        self.odd[messages[~good & ~is_last]] = True
        held = np.flatnonzero((text | (one == _QUOTE)) & ~is_last)
        ends = breaks[held + 1] - 1
        return messages[held], (at + np.where(text, 2 + WORD, 1))[held], ends - (self.bytes[ends] == _COMMA)

    def _letters(
        self, owners: Places, starts: Places, ends: Places, senders: Flags
    ) -> tuple[bytes, Places, Flags, Places, Places]:
        """All text as `Glance.letters`; for each entry its message, whether it is a sender, and its first string."""
        import numpy as np

        whole = (self.bytes[ends] == _QUOTE) & (ends > starts)
        self.odd[owners[~whole]] = True
        whole &= ends > starts + 1
        named = np.flatnonzero(senders)
        whole[named] &= self._are_new(starts[named] + 1, ends[named])
        held = np.flatnonzero(whole)
        owners, starts, ends, senders = owners[held], starts[held], ends[held], senders[held]
        view, places = gathered(self.raw, starts, ends)
        fresh = np.ones(len(held), dtype=np.bool_)
        fresh[1:] = (owners[1:] != owners[:-1]) | (senders[1:] != senders[:-1])
        first = np.flatnonzero(fresh)
        view[places[first]] = _SEPARATOR
        owners = owners[first]
        self._without_escapes(view, places[first], owners)
        controls = len(first) + len(view) - int((ends - starts).sum())
        if np.count_nonzero(view == _QUOTE) != len(held) - len(first) or np.count_nonzero(view < _SPACE) != controls:
            raise _Strange  # a quote inside of a string, or a control character
        return view.tobytes(), owners, senders[first], starts[first] + 1, ends[first]

    def _are_new(self, starts: Places, ends: Places) -> Flags:
        """Which of these names are not known yet, by their fingerprints. Long ones are not told apart here."""
        import numpy as np

        names, whole = prints(self.words, starts, ends - starts)
        rows = (names >> np.uint64(64 - _KNOWN)).view(np.int64)
        new: Flags = self.known.take(rows) != names
        # What shares a row or is new several times becomes several entries; whoever opens them takes the first.
        self.known[rows] = names
        return new | ~whole

    def _without_escapes(self, view: Bytes, entries: Places, owners: Places) -> None:
        """Put blanks for simple escapes; messages with others are odd, and lists with links in percent signs."""
        import numpy as np

        marks = np.flatnonzero(view == _BACKSLASH)
        if len(marks):
            place = np.arange(len(marks))
            fresh = np.ones(len(marks), dtype=np.bool_)
            fresh[1:] = marks[1:] != marks[:-1] + 1
            rank = place - np.maximum.accumulate(np.where(fresh, place, 0))
            escapes = marks[rank % 2 == 0]
            behind = np.minimum(escapes + 1, len(view) - 1)
            simple = _simple().take(view[behind]) & (behind != escapes)
            hard = escapes[~simple]
            self.odd[owners[np.searchsorted(entries, hard, side="right") - 1]] = True
            view[escapes] = _SPACE
            view[behind[simple]] = _SPACE
        percents = np.flatnonzero(view == _PERCENT)
        messages = owners[np.searchsorted(entries, percents, side="right") - 1]
        self.odd[messages[self.listed[messages]]] = True

    def _plain(self, key: str) -> tuple[Places, Places, Places]:
        """The lines of a key whose value must be a string, where it begins and ends without its quotes."""
        import numpy as np

        lines = np.flatnonzero(self.codes == 1 + len(TEXT) + PLAIN.index(key))
        starts, ends = self.at[lines] + (len(key) + 4), self._ends(lines)
        good = (self.bytes[starts] == _QUOTE) & (self.bytes[starts - 3] == _QUOTE) & (ends > starts)
        good &= self.bytes[ends] == _QUOTE
        if not good.all():
            self._is_odd(lines[~good])
            lines, starts, ends = lines[good], starts[good], ends[good]
        return lines, starts + 1, ends

    def _newest(self) -> int:
        """The latest time; a message without a time of its own is odd."""
        import numpy as np

        lines, starts, ends = self._plain("date_unixtime")
        timed = np.zeros(len(self.odd), dtype=np.bool_)
        timed[self.message_of[lines]] = True
        self.odd |= ~timed
        if len(lines) and (ends - starts == _DIGITS_OF_NOW).all():  # the latest begins as the greatest does
            first = self.words[starts].byteswap()
            latest = starts[first == first.max()].tolist()
            times = [self.raw[one : one + _DIGITS_OF_NOW] for one in latest]
            if all(map(bytes.isdigit, times)):
                return max(map(int, times))
        seconds, good = self._integers(starts, ends)
        self._is_odd(lines[~good])
        known = seconds[good & (seconds < END_OF_TIME)]
        return int(known.max()) if len(known) else 0

    def _numbers(self) -> Places:
        lines = self.opening
        ends = self.breaks[lines + 1] - 1
        self._is_odd(lines[self.bytes[ends] != _COMMA])
        numbers, good = self._integers(self.at[lines] + 6, ends)
        self._is_odd(lines[~good])
        return numbers

    def _integers(self, starts: Places, ends: Places) -> tuple[Places, Flags]:
        """The decimal numbers from `starts` to `ends`, and which of them are one, of at most sixteen digits."""
        import numpy as np

        length = ends - starts
        good = (length > 0) & (length <= 2 * WORD)
        low, fine = eight_digits(self.words[ends - WORD], np.clip(length, 0, WORD))
        if (length > WORD).any():
            high, also = eight_digits(self.words[np.maximum(ends - 2 * WORD, 0)], np.clip(length - WORD, 0, WORD))
            low, fine = high * np.uint64(10**8) + low, fine & also
        return low.astype(np.int64), good & fine

    def _media(self) -> tuple[int, Counter[tuple[bytes | None, bytes | None]]]:
        """How many pictures there are, and files by what they are said to be, in messages that are not odd."""
        import numpy as np

        photos, files, types, mimes = (self._plain(key) for key in ("photo", "file", "media_type", "mime_type"))
        plain = ~self.odd
        said: list[NDArray[signedinteger[Any]]] = []
        names: list[list[bytes | None]] = []
        for lines, starts, ends in (types, mimes):
            of_message = np.zeros(len(self.odd), dtype=np.int64)
            values, _whole = prints(self.words, starts, ends - starts)
            _values, first, kinds = np.unique(values, return_index=True, return_inverse=True)
            of_message[self.message_of[lines]] = kinds + 1
            said.append(of_message)
            names.append([None, *(self.raw[starts[one] : ends[one]] for one in first)])
        messages = self.message_of[files[0]]
        messages = messages[plain[messages]]
        pairs, counts = np.unique(said[0][messages] * len(names[1]) + said[1][messages], return_counts=True)
        found: Counter[tuple[bytes | None, bytes | None]] = Counter()
        for pair, count in zip(pairs.tolist(), counts.tolist(), strict=True):
            one, other = divmod(pair, len(names[1]))
            found[names[0][one], names[1][other]] = count
        return int(plain[self.message_of[photos[0]]].sum()), found


@cache
def _simple() -> Flags:
    """Which bytes may follow a backslash and need no parser."""
    import numpy as np

    table = np.zeros(256, dtype=np.bool_)
    table[list(_SIMPLE)] = True
    return table
