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
from unlisted.sources.chats.words import FACTOR, PLAIN, TEXT, WORD, eight_digits, hashed, masks, table_of_keys, word

if TYPE_CHECKING:
    from numpy import bool_, signedinteger, uint8, uint64
    from numpy.typing import NDArray

    Bytes = NDArray[uint8]
    Words = NDArray[uint64]
    Places = NDArray[signedinteger[Any]]
    Flags = NDArray[bool_]

_ROOM = 64  # bytes that must stand behind the lines, so that their last can be looked at in words
_NO_CODE = 255
_IN_TEXT = ("type", "text", "user_id", "document_id", "language", "collapsed")  # of a formatted stretch of text
_QUOTE, _COMMA, _BACKSLASH, _PERCENT, _BREAK, _SPACE, _SEPARATOR = 34, 44, 92, 37, 10, 32, 30
_OPEN, _CLOSE, _LIST, _END, _NULL = 123, 125, 91, 93, 110
_SIMPLE = b'"\\/bfnrt'  # what may follow a backslash and needs no parser
_ID, _ID_MASK = int.from_bytes(b'"id": ', "little"), (1 << 48) - 1
_FACTORS = (0x9E3779B97F4A7C15, 0xD6E8FEB86659FD93, 0xA0761D6478BD642F)  # of the fingerprints, one a word
_KNOWN = 15  # bits; so many rows of fingerprints are kept, of names that share one the last
END_OF_TIME = 1 << 36  # seconds; the year 4147, well inside what dates can hold
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
    if len(lines.window) - lines.stop < _ROOM:
        window = lines.window[lines.start : lines.stop] + b" " * _ROOM
        lines = Lines(window, 0, lines.stop - lines.start, lines.begin, layout, lines.breaks - lines.start)
    try:
        return _Lines(lines, fingerprints() if known is None else known).skimmed()
    except _Strange:
        return None


class _Lines:
    """The lines of one piece. `at` is where the key of each stands, if it is a member of a message."""

    def __init__(self, lines: Lines, known: Words) -> None:
        import numpy as np

        self.known = known
        raw = lines.window
        self.raw, self.inner, self.stop = raw, len(lines.layout.inner), lines.stop
        self.bytes = np.frombuffer(raw, dtype=np.uint8)
        self.words = np.ndarray((len(raw) - WORD + 1,), dtype="<u8", buffer=raw, strides=(1,))
        self.breaks = lines.breaks
        self.at = self.breaks + (self.inner + 2)
        self.first = self.bytes.take(self.at)
        if not len(self.first) or self.bytes[self.at[-1] - 1] != _CLOSE:
            raise _Strange
        self.first[-1] = _END  # the last message has no comma
        self.members = np.flatnonzero(self.first == _QUOTE)
        self.opening = np.flatnonzero(self.first == _BREAK)
        if not len(self.opening) or self.opening[0] != 0:
            raise _Strange
        lengths = np.diff(self.opening, append=len(self.first))
        self.message_of = np.repeat(np.arange(len(self.opening), dtype=np.int32), lengths)
        self.odd = np.zeros(len(self.opening), dtype=np.bool_)

    def skimmed(self) -> Skimmed:
        import numpy as np

        self._check_layout()
        self._read_keys()
        lines, starts, senders = self._texts()
        newest, numbers = self._newest(), self._numbers()
        begins = self.at[self.opening] - 1
        ends = np.append(begins[1:] - (self.inner + 2), self.stop)
        letters, owners, is_sender, first, last = self._letters(lines, starts, senders)
        if self.odd.mean() > _MOST_ODD:
            raise _Strange
        pictures, media = self._media()
        return Skimmed(
            raw=self.raw, begins=begins, ends=ends, numbers=numbers, newest=newest, is_odd=self.odd,
            letters=letters, owners=owners, senders=is_sender, texts=first, text_ends=last, pictures=pictures,
            media=media,
        )  # fmt: skip

    def _check_layout(self) -> None:
        """Every line begins or ends a message, is a member of one or stands deeper. Raises _Strange."""
        import numpy as np

        first, opening = self.first, self.opening
        count = len(opening)
        if opening[-1] + 2 >= len(first):
            raise _Strange
        kinds = {kind: np.count_nonzero(first == kind) for kind in (_QUOTE, _BREAK, _COMMA, _SPACE, _END, _CLOSE)}
        between = opening[1:] - 1
        if (
            sum(kinds.values()) != len(first)
            or kinds[_COMMA] != count - 1
            or (self.bytes[self.at[opening] - 1] != _OPEN).any()
            or (first[between] != _COMMA).any()
            or (self.bytes[self.at[between] - 1] != _CLOSE).any()
        ):
            raise _Strange

    def _read_keys(self) -> None:
        """Tell which lines are members that matter, and their codes. A member of no known key makes a message odd."""
        import numpy as np

        table, codes, _ = table_of_keys()
        words = self.words[self.at[self.members]]
        place = hashed(words)
        found = codes.take(place)
        strange = np.flatnonzero(table.take(place) != words)
        found[strange] = _NO_CODE
        numbers = (words[strange] & _ID_MASK) == _ID
        ids = self.members[strange[numbers]]
        if len(ids) != len(self.opening) or (ids != self.opening + 1).any():
            raise _Strange
        self._is_odd(self.members[strange[~numbers]])
        told = np.flatnonzero(found <= len(TEXT) + len(PLAIN))
        self.told, self.codes = self.members[told], found[told]

    def _is_odd(self, lines: Places) -> None:
        self.odd[self.message_of[lines]] = True

    def _texts(self) -> tuple[Places, Places, Flags]:
        """The lines that hold text as a string, where it begins (its quote), whether it is a sender's name."""
        import numpy as np

        chosen = self.codes <= len(TEXT)
        lines, codes = self.told[chosen], self.codes[chosen]
        starts = self.at[lines] + table_of_keys()[2][codes]
        value = self.bytes[starts]
        named = self.bytes[starts - 3] == _QUOTE  # the key is no longer than ours
        is_text = codes == 1 + TEXT.index("text")
        lists = named & is_text & (value == _LIST)
        ignored = ~named & (codes == 1 + TEXT.index("forwarded_from")) & (self.bytes[starts - 3] == ord("_"))
        strings = named & (value == _QUOTE)
        self._is_odd(lines[~(strings | lists | ignored | (named & (value == _NULL)))])
        senders = codes == 1 + TEXT.index("from")
        inner, inner_starts = self._stretches(lines[lists], starts[lists])
        lines = np.concatenate((lines[strings], inner))
        starts = np.concatenate((starts[strings], inner_starts))
        senders = np.concatenate((senders[strings], np.zeros(len(inner), dtype=np.bool_)))
        order = np.argsort(lines, kind="stable")
        return lines[order], starts[order], senders[order]

    def _stretches(self, lines: Places, starts: Places) -> tuple[Places, Places]:
        """The lines of texts that are lists of strings and formatted stretches which hold text, and where."""
        import numpy as np

        self.listed = np.zeros(len(self.odd), dtype=np.bool_)
        self.listed[self.message_of[lines]] = True
        whole = self.bytes[starts + 1] == _BREAK
        self._is_odd(lines[~whole & (self.bytes[starts + 1] != _END)])
        lines = lines[whole]
        closing = np.flatnonzero(self.first == _END)
        ends = closing[np.minimum(np.searchsorted(closing, lines), len(closing) - 1)]
        lengths = np.maximum(ends - lines - 1, 0)
        before = np.cumsum(lengths) - lengths
        inside = np.repeat(lines + 1 - before, lengths) + np.arange(int(lengths.sum()))
        at = self.at[inside]
        one, two = self.bytes[at + 1], self.bytes[at + 2]
        words = self.words[at + 2]
        member = (one == _SPACE) & (two == _QUOTE)
        text = member & (words == word("text"))
        bracket = ((one == _OPEN) & (two == _BREAK)) | (one == _CLOSE)
        known = text.copy()
        for key in _IN_TEXT:
            known |= words == word(key)
        good = (one == _QUOTE) | bracket | (member & known)
        self._is_odd(inside[~(good & (self.first[inside] == _SPACE))])
        held = text | (one == _QUOTE)
        return inside[held], (at + np.where(text, 2 + WORD, 1))[held]

    def _letters(self, lines: Places, starts: Places, senders: Flags) -> tuple[bytes, Places, Flags, Places, Places]:
        """All text as `Glance.letters`; for each entry its message, whether it is a sender, and its first string."""
        import numpy as np

        ends = self.breaks[lines + 1] - 1
        ends = ends - (self.bytes[ends] == _COMMA)
        whole = (self.bytes[ends] == _QUOTE) & (ends > starts)
        self._is_odd(lines[~whole])
        held = whole & (ends > starts + 1)
        held[senders] &= self._are_new(starts[senders] + 1, ends[senders])
        lines, starts, ends, senders = lines[held], starts[held], ends[held], senders[held]
        raw = self.raw
        letters = bytearray().join([raw[a:b] for a, b in zip(starts.tolist(), ends.tolist(), strict=True)])
        view = np.frombuffer(letters, dtype=np.uint8)
        lengths = ends - starts
        places = np.cumsum(lengths) - lengths
        owners = self.message_of[lines]
        fresh = np.ones(len(lines), dtype=np.bool_)
        fresh[1:] = (owners[1:] != owners[:-1]) | (senders[1:] != senders[:-1])
        first = np.flatnonzero(fresh)
        view[places[first]] = _SEPARATOR
        owners = owners[first]
        self._without_escapes(view, places[first], owners)
        if np.count_nonzero(view == _QUOTE) != len(lines) - len(first) or np.count_nonzero(view < _SPACE) != len(first):
            raise _Strange  # a quote inside of a string, or a control character
        return bytes(letters), owners, senders[first], starts[first] + 1, ends[first]

    def _are_new(self, starts: Places, ends: Places) -> Flags:
        """Which of these names are not known yet. Longer ones than three words are not told apart here.

        By a fingerprint of 64 bits: that any two of a million names share one is as likely as one in 30 million.
        """
        import numpy as np

        lengths = ends - starts
        prints = lengths.astype(np.uint64) * np.uint64(FACTOR)
        for place, factor in enumerate(_FACTORS):
            words = self.words[starts + place * WORD] & masks().take(lengths - place * WORD, mode="clip")
            prints = (prints ^ words) * np.uint64(factor)
        rows = (prints >> np.uint64(64 - _KNOWN)).view(np.int64)
        new: Flags = self.known.take(rows) != prints
        # What shares a row or is new several times becomes several entries; whoever opens them takes the first.
        self.known[rows] = prints
        new |= lengths > len(_FACTORS) * WORD
        return new

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

        lines = self.told[self.codes == 1 + len(TEXT) + PLAIN.index(key)]
        starts = self.at[lines] + (len(key) + 4)
        ends = self.breaks[lines + 1] - 1
        ends = ends - (self.bytes[ends] == _COMMA)
        good = (self.bytes[starts] == _QUOTE) & (self.bytes[starts - 3] == _QUOTE) & (ends > starts)
        good &= self.bytes[ends] == _QUOTE
        self._is_odd(lines[~good])
        return lines[good], starts[good] + 1, ends[good]

    def _newest(self) -> int:
        """The latest time; a message without a time of its own is odd."""
        import numpy as np

        lines, starts, ends = self._plain("date_unixtime")
        times, good = self._integers(starts, ends)
        self._is_odd(lines[~good])
        timed = np.zeros(len(self.odd), dtype=np.bool_)
        timed[self.message_of[lines]] = True
        self.odd |= ~timed
        known = times[good & (times < END_OF_TIME)]
        return int(known.max()) if len(known) else 0

    def _numbers(self) -> Places:
        lines = self.opening + 1
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
            kinds: dict[bytes, int] = {}
            of_message = np.zeros(len(self.odd), dtype=np.int64)
            values = [self.raw[a:b] for a, b in zip(starts.tolist(), ends.tolist(), strict=True)]
            of_message[self.message_of[lines]] = [kinds.setdefault(value, len(kinds) + 1) for value in values]
            said.append(of_message)
            names.append([None, *kinds])
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
