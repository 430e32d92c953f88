"""Sightings that may be answers: which messages they reply to, and those messages read in a second pass by number.

Nothing of a text is kept between the passes: only which sighting waits for which message, and what it would answer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

from unlisted.match.intent import Classifier, Verdict
from unlisted.model import Batch, Mark
from unlisted.sources import Reading, Source

MOST = 100_000  # sightings of one target that wait for what they reply to


class Waiting:
    """The sightings of one target that would be answers if the messages they reply to asked."""

    def __init__(self) -> None:
        self._verdicts: dict[int, Verdict] = {}
        self._by_message: defaultdict[tuple[str, int], list[int]] = defaultdict(list)

    def note(self, index: int, mark: Mark, verdict: Verdict) -> None:
        """Remember sighting `index` if what it replies to could change its verdict."""
        if mark.reply_to is not None and not mark.mine and verdict.answers and len(self._verdicts) < MOST:
            self._verdicts[index] = verdict
            self._by_message[mark.within, mark.reply_to].append(index)

    def answered(
        self, source: Source, path: Path, classifier: Classifier, stopping: Callable[[], bool]
    ) -> Iterator[tuple[int, Verdict]]:
        """Read the target again and yield the sightings whose verdict changes, with the new one.

        What cannot be read this time changes nothing: the first pass has already said what was read and what was not.
        """
        if not self._by_message:
            return
        wanted = frozenset(number for _within, number in self._by_message)
        try:
            for batch in source.read(path, Reading()):
                yield from self._in(batch, wanted, classifier)
                if not self._by_message or stopping():
                    return
        except Exception:  # noqa: BLE001 - see above; a fault of ours must not take away what was found
            return

    def _in(self, batch: Batch, wanted: frozenset[int], classifier: Classifier) -> Iterator[tuple[int, Verdict]]:
        for place, number in enumerate(batch.ids):
            if number not in wanted:
                continue
            indexes = self._by_message.pop((batch.mark(place).within, number), ())
            asked = classifier.asked(batch.document(place)) if indexes else Verdict()
            for index in indexes:
                if (settled := self._verdicts[index].as_reply_to(asked)) != self._verdicts[index]:
                    yield index, settled
