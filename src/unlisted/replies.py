"""Sightings that may be answers: which messages they reply to, and those messages read in a second pass by number.

Nothing of a text is kept between the passes: only which sighting waits for which message, and what it would answer.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

from unlisted.match.intent import Classifier, Verdict
from unlisted.model import Batch
from unlisted.sources import Reading, Source
from unlisted.sources.base import Divisible

MOST = 100_000  # sightings of one target that wait for what they reply to


class Waiting:
    """The sightings of one target that would be answers if the messages they reply to asked."""

    def __init__(self, keyed: Callable[[str], str]) -> None:
        self._keyed = keyed
        self._verdicts: dict[int, Verdict] = {}
        self._by_message: defaultdict[tuple[str, int], list[int]] = defaultdict(list)

    def note(self, index: int, within: str, reply_to: int | None, verdict: Verdict) -> None:
        """Remember sighting `index` if what it replies to, in the container `within` (keyed), could change it."""
        if reply_to is not None and verdict.answers and len(self._verdicts) < MOST:
            self._verdicts[index] = verdict
            self._by_message[within, reply_to].append(index)

    def answered(
        self, source: Source, path: Path, reading: Reading, classifier: Classifier, stopping: Callable[[], bool]
    ) -> Iterator[tuple[int, Verdict]]:
        """Read again what is replied to and yield the sightings whose verdict changes, with the new one.

        `reading` is the first pass; where it tells in which leaves numbers stand, nothing else is read. What cannot
        be read this time changes nothing: the first pass has already said what was read and what was not.
        """
        if not self._by_message:
            return
        try:
            for batch in self._batches(source, path, reading):
                yield from self._in(batch, classifier)
                if not self._by_message or stopping():
                    return
        except Exception:  # noqa: BLE001 - see above; a fault of ours must not take away what was found
            return

    def _batches(self, source: Source, path: Path, reading: Reading) -> Iterator[Batch]:
        if reading.scattered or not reading.leaves or not isinstance(source, Divisible):
            yield from source.read(path, Reading())
            return
        waiting: defaultdict[str, list[int]] = defaultdict(list)
        for place, number in sorted(self._by_message):
            waiting[place].append(number)
        for leaf in reading.leaves:
            wanted = waiting[self._keyed(leaf.within)]
            numbers = wanted[bisect_left(wanted, leaf.first) : bisect_right(wanted, leaf.last)]
            if numbers:
                yield from source.numbered(leaf, frozenset(numbers))

    def _in(self, batch: Batch, classifier: Classifier) -> Iterator[tuple[int, Verdict]]:
        wanted = frozenset(number for _within, number in self._by_message)
        for place, number in enumerate(batch.ids):
            if number not in wanted:
                continue
            within = self._keyed(batch.mark(place).within)
            indexes = self._by_message.pop((within, number), ())
            asked = classifier.asked(batch.document(place)) if indexes else Verdict()
            for index in indexes:
                if (settled := self._verdicts[index].as_reply_to(asked)) != self._verdicts[index]:
                    yield index, settled
