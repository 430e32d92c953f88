"""One chat on its way into batches: messages by number, each sender's name once, and the span that was read."""

from __future__ import annotations

from array import array
from datetime import UTC, datetime

from unlisted.model import Batch, Coverage, Mark, Reach
from unlisted.sources.base import BATCH_CHARACTERS, Reading, pack

_END_OF_TIME = 1 << 36  # seconds; the year 4147, well inside what dates can hold
_SENDERS_KEPT = 500_000  # beyond so many they are forgotten, and a name may be told twice
_KEYS_KEPT = 20_000  # the same key comes again within a minute or never


class Talk:
    """The chat being read. `place` is its native identity, `locator` what stands before ``message:N``.

    `root` is what messages are named after, if that is not the chat as it was read.
    """

    def __init__(
        self, reading: Reading, place: str, reach: Reach = Reach.UNKNOWN, locator: str = "", root: str = ""
    ) -> None:
        self.place = place
        self._root = root or place
        self.newest = 0
        self._reading, self._reach, self._locator = reading, reach, locator
        self._first: int | None = None
        self._last = 0
        self._senders: set[str] = set()
        self._keys: dict[str, int] = {}
        self._asked = reading.mine is not None
        self._mine_now: bool | None = None  # whether she wrote the message being added
        self._last_one = 0, 0, "", 0, 0, ""  # of the message added last what `_put` is given
        self._begin()

    def add(
        self,
        number: int,
        text: str,
        *,
        time: int,
        key: str,
        sender: str | None = None,
        ids: tuple[str | None, ...] = (),
        reply: int = 0,
        known: int | None = None,
    ) -> None:
        """A message: its number, seconds since 1970 (0 if not known) and what tells it from all others of the chat.

        `ids` are what the sender is known by beside his name, the surest first, `reply` is the number of the message it
        answers, 0 for none; `known` is the number that answers refer to it by, if that is another than `number`.
        """
        self._first = number if self._first is None or number < self._first else self._first
        self._last = max(self._last, number)
        self.newest = max(self.newest, time)
        self._reading.read["messages"] += 1
        self._mine_now = self._reading.wrote(sender, *ids) if self._asked else None
        author = next(filter(None, ids), sender or "")
        self._last_one = number, time, key, number if known is None else known, reply, author
        if text:
            self._put(text, *self._last_one)
        if sender:
            self._name(number, sender, time)

    def go_on(self, text: str) -> None:
        """More text of the message that was added last."""
        if text:
            self._put(text, *self._last_one)

    def person(self, number: int, name: str, *, time: int) -> None:
        """The name of somebody else beside a message (who reacted, who was added): a document once a chat."""
        self._mine_now = self._reading.wrote(name) if self._asked else None
        self._name(number, name, time)

    def _name(self, number: int, name: str, time: int) -> None:
        if name and name not in self._senders:
            if len(self._senders) >= _SENDERS_KEPT:
                self._senders.clear()
            self._senders.add(name)
            self._put(name, number, time, f"sender/{name}")

    def more(self, number: int, text: str, *, time: int, key: str) -> None:
        """A further piece of a message, or what stands before the first."""
        if text:
            _, _, written, _, _, author = self._last_one
            self._put(text, number, time, key, author=author if key == written else "")

    def once(self, key: str) -> str:
        """`key`, told apart from the same key of an earlier message: two messages of one person in one minute."""
        count = self._keys.get(key, 0)
        if count == 0 and len(self._keys) >= _KEYS_KEPT:
            self._keys.clear()
        self._keys[key] = count + 1
        return f"{key}#{count}" if count else key

    @property
    def full(self) -> bool:
        return self._size >= BATCH_CHARACTERS

    @property
    def waiting(self) -> bool:
        return bool(self._texts)

    def batch(self) -> Batch:
        """What was gathered, as a batch; gathering begins anew."""
        numbers, times, keys, replies = self._numbers, self._times, self._keys_of, self._replies
        authors = self._authors
        place, root, reach, locator = self.place, self._root, self._reach, self._locator
        mine = self._mine

        def mark(index: int) -> Mark:
            return Mark(
                locator=f"{locator}message:{numbers[index]}",
                place=f"{root}/{keys[index]}",
                within=place,
                date=date_of(times[index]),
                reach=reach,
                reply_to=replies[index] or None,
                mine=mine[index] if mine else None,
                sender=authors[index],
            )

        made = pack(self._texts, mark, self._ids)
        self._begin()
        return made

    def cover(self, snapshot: datetime | None = None) -> None:
        """Say which span was read. Call when nothing of it was lost."""
        if self._first is not None:
            seen = date_of(self.newest) or snapshot
            self._reading.covers.append(Coverage(within=self.place, first=self._first, last=self._last, snapshot=seen))

    def _put(
        self, text: str, number: int, time: int, key: str, known: int = 0, reply: int = 0, author: str = ""
    ) -> None:
        self._texts.append(text)
        self._numbers.append(number)
        self._times.append(time)
        self._ids.append(known)
        self._replies.append(reply)
        self._keys_of.append(key)
        if self._asked:
            self._mine.append(self._mine_now)
        self._authors.append(author)
        self._size += len(text) + 1

    def _begin(self) -> None:
        self._texts: list[str] = []
        self._numbers = array("q")
        self._times = array("q")
        self._ids = array("q")
        self._replies = array("q")
        self._keys_of: list[str] = []
        self._mine: list[bool | None] = []  # empty unless she asked
        self._authors: list[str] = []
        self._size = 0


def date_of(time: int) -> datetime | None:
    """The moment so many seconds after 1970; None for 0 and for what no calendar holds."""
    return datetime.fromtimestamp(time, UTC) if 0 < time < _END_OF_TIME else None
