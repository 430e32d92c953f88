"""The story itself: look at one target after another, match, and yield an outcome for each. Knows no printing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from unlisted.crew import Crew, Took, share
from unlisted.knowledge import Knowledge
from unlisted.match import MATCHER_VERSION, Matcher
from unlisted.match.intent import Classifier, compile_rules
from unlisted.model import Batch, Coverage, Glance, Mark, Outcome, Reason, SeenFact, Sighting, State
from unlisted.replies import Waiting
from unlisted.sightings import Eye, Seen, judged
from unlisted.sources import Reading, Source
from unlisted.sources.base import Divisible, Look, Rest, pack


def intent_classifier(known: Knowledge) -> Classifier:
    """The rules of the knowledge data that tell what a writer does with her facts, compiled."""
    return compile_rules(known.intent_rules.values(), {name: each.words for name, each in known.word_lists.items()})


PASTED = "pasted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """What a door may do while an audit runs: count bytes and documents, receive sightings, and ask it to stop."""

    begin: Callable[[Look], None] = lambda _: None
    advance: Callable[[int], None] = lambda _: None
    read: Callable[[int], None] = lambda _: None
    found: Callable[[Sighting], None] = lambda _: None
    stopping: Callable[[], bool] = lambda: False


def audit(
    looks: Iterable[Look],
    matcher: Matcher,
    *,
    keyed: Callable[[str], str],
    watch: Watch,
    classifier: Classifier | None = None,
    mine: Callable[[str], bool] | None = None,
    crew: Crew | None = None,
) -> Iterator[Outcome]:
    """One outcome a look, in order. `keyed` turns native places into vault-keyed hashes (64 bits or more, hex).

    `mine` tells which names and ids of senders are hers: what she wrote herself is marked so, and is no threat.

    Without a `classifier` every sighting is unclassified. With one, a target in which sightings reply to something is
    read a second time, for the messages they reply to and nothing else. `crew` helps with long files.

    Never raises for what a document holds: a fault of this program on one target is `Unknown` for that target.
    """
    for look in looks:
        watch.begin(look)
        if look.source is None or look.path is None:
            yield Outcome(
                source="files", target=look.target, state=State.UNKNOWN, reason=look.reason, numbers=look.numbers,
                unread=look.unread,
            )  # fmt: skip
        elif watch.stopping():
            yield Outcome(
                source=look.source.name, target=look.target, state=State.UNKNOWN, reason=Reason.INTERRUPTED,
                numbers={"at": 0}, unread=look.unread,
            )  # fmt: skip
        else:
            eye = Eye(matcher, keyed, classifier, look.source.name, look.target, mine)
            yield _Looking(look.source, look.path, eye, watch, crew or Crew()).outcome(look)


@dataclass
class _Looking:
    """One look while it is taken."""

    source: Source
    path: Path
    eye: Eye
    watch: Watch
    crew: Crew
    sightings: list[Sighting] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.behind = 0
        self.reading = Reading(self._advance, self.eye.mine)
        self.waiting = Waiting(self.eye.keyed)
        self.once: set[str] = set()
        self.facts: dict[tuple[SeenFact, ...], tuple[SeenFact, ...]] = {}

    def outcome(self, look: Look) -> Outcome:
        """Take the look."""
        reading = self.reading
        try:
            for one in self._batches():
                self._see(one)
                if self.watch.stopping():
                    reading.stop(Reason.INTERRUPTED, at=self.behind)
                    break
        except FileNotFoundError:
            reading.stop(Reason.NOT_FOUND)
        except OSError:
            reading.stop(Reason.NOT_READABLE)
        except Exception:  # noqa: BLE001 - a fault of ours must never look like "nothing found", nor quote the document
            reading.stop(Reason.ERROR)
        classifier = self.eye.classifier
        if classifier and reading.reason not in (Reason.INTERRUPTED, Reason.ERROR):
            answered = self.waiting.answered(self.source, self.path, reading, classifier, self.watch.stopping)
            for index, verdict in answered:
                self.sightings[index] = judged(self.sightings[index], verdict)
        reading.unread.update(look.unread)
        return _outcome(self.eye, reading, self.sightings)

    def _batches(self) -> Iterator[Batch | Glance | Rest]:
        if isinstance(self.source, Divisible):
            return self.source.divided(self.path, self.reading, self.crew.alone)
        return self.source.read(self.path, self.reading)

    def _see(self, one: Batch | Glance | Rest) -> None:
        if isinstance(one, Rest):
            assert isinstance(self.source, Divisible)  # noqa: S101 - only such sources yield rests
            for took in share(one, self.source, self.eye, self.crew, self.watch.stopping):
                self._merge(one, took)
            return
        for seen in self.eye.seen(one):
            self._keep(seen)
        self.watch.read(one.documents if isinstance(one, Glance) else len(one.starts))

    def _merge(self, rest: Rest, took: Took) -> None:
        """Add what was seen and counted in a stretch."""
        if took.reason:
            self.reading.stop(took.reason)
        for seen in took.seen:
            self._keep(seen)
        reading, begin = self.reading, rest.ended.at if rest.ended else rest.begin
        reading.read.update(took.read)
        reading.unread.update(took.unread)
        reading.repaired += took.repaired
        reading.leaves += took.leaves
        reading.scattered |= took.scattered
        reading.read["bytes"] += took.end.at - begin
        rest.ends.append(took.end)
        self._advance(took.end.at - begin)
        self.watch.read(took.documents)

    def _keep(self, seen: Seen) -> None:
        if seen.once and isinstance(self.source, Divisible):
            if seen.sighting.id in self.once:
                return
            self.once.add(seen.sighting.id)
        facts = self.facts.setdefault(seen.sighting.facts, seen.sighting.facts)  # most sightings are of the same
        sighting = replace(seen.sighting, facts=facts)
        if not sighting.mine:
            self.waiting.note(len(self.sightings), seen.within, seen.reply_to, seen.verdict)
        self.sightings.append(sighting)
        self.watch.found(sighting)

    def _advance(self, count: int) -> None:
        self.behind += count
        self.watch.advance(count)


def audit_text(
    text: str, matcher: Matcher, *, target: str, keyed: Callable[[str], str], classifier: Classifier | None = None
) -> Outcome:
    """One look at a text that she pasted; it is a page of `target` and covers nothing."""
    mark = Mark(locator="page", place=target, within=target)
    eye = Eye(matcher, keyed, classifier, PASTED, target)
    found = eye.seen(pack([text], lambda _index: mark)) if text.strip() else ()
    reading = Reading()
    reading.read["lines"] = len(text.splitlines())
    return _outcome(eye, reading, [seen.sighting for seen in found])


def _outcome(eye: Eye, reading: Reading, sightings: list[Sighting]) -> Outcome:
    snapshot = reading.snapshot or max((c.snapshot for c in reading.covers if c.snapshot), default=None)
    state = State.SEEN if sightings else State.CLEAR
    return Outcome(
        source=eye.source,
        target=eye.target,
        state=State.UNKNOWN if reading.reason else state,
        reason=reading.reason,
        numbers=dict(reading.numbers),
        read=dict(reading.read),
        unread={what: count for what, count in sorted(reading.unread.items()) if count},
        repaired=reading.repaired,
        sightings=tuple(replace(sighting, snapshot=snapshot) for sighting in sightings),
        covers=tuple(_keyed_cover(cover, eye) for cover in reading.covers),
        members={eye.keyed(f"{eye.source}/{within}"): members for within, members in reading.members.items()},
        matcher=MATCHER_VERSION,
        typos=eye.matcher.manner.typos,
    )


def _keyed_cover(cover: Coverage, eye: Eye) -> Coverage:
    return replace(cover, within=eye.keyed(f"{eye.source}/{cover.within}"))
