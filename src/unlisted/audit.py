"""The story itself: look at one target after another, match, and yield an outcome for each. Knows no printing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from unlisted.knowledge import Knowledge
from unlisted.match import Matcher
from unlisted.match.intent import Classifier, Verdict, compile_rules
from unlisted.model import Batch, Coverage, Intent, Mark, Outcome, Reason, SeenFact, Sighting, State, What
from unlisted.replies import Waiting
from unlisted.rounds import what_is_shown
from unlisted.sources import Reading, Source
from unlisted.sources.base import Look, pack


def intent_classifier(known: Knowledge) -> Classifier:
    """The rules of the knowledge data that tell what a writer does with her facts, compiled."""
    return compile_rules(known.intent_rules.values(), {name: each.words for name, each in known.word_lists.items()})


PASTED = "pasted"
_UNCLASSIFIED = Verdict()
_HERS = Verdict(intent=Intent.MENTIONS)  # whatever her words are, she does not hunt herself


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
) -> Iterator[Outcome]:
    """One outcome a look, in order. `keyed` turns native places into vault-keyed hashes (64 bits or more, hex).

    `mine` tells which names and ids of senders are hers: what she wrote herself is marked so, and is no threat.

    Without a `classifier` every sighting is unclassified. With one, a target in which sightings reply to something is
    read a second time, for the messages they reply to and nothing else.

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
            yield _look(look, look.source, look.path, matcher, keyed, watch, classifier, mine)


def _look(
    look: Look,
    source: Source,
    path: Path,
    matcher: Matcher,
    keyed: Callable[[str], str],
    watch: Watch,
    classifier: Classifier | None,
    mine: Callable[[str], bool] | None,
) -> Outcome:
    behind = 0

    def advance(count: int) -> None:
        nonlocal behind
        behind += count
        watch.advance(count)

    reading = Reading(advance, mine)
    sightings: list[Sighting] = []
    waiting = Waiting()
    try:
        for batch in source.read(path, reading):
            for sighting, mark, verdict in _sightings(batch, matcher, look.target, source.name, keyed, classifier):
                waiting.note(len(sightings), mark, verdict)
                sightings.append(sighting)
                watch.found(sighting)
            watch.read(len(batch.starts))
            if watch.stopping():
                reading.stop(Reason.INTERRUPTED, at=behind)
                break
    except FileNotFoundError:
        reading.stop(Reason.NOT_FOUND)
    except OSError:
        reading.stop(Reason.NOT_READABLE)
    except Exception:  # noqa: BLE001 - a fault of ours must never look like "nothing found", nor quote the document
        reading.stop(Reason.ERROR)
    if classifier and reading.reason not in (Reason.INTERRUPTED, Reason.ERROR):
        for index, verdict in waiting.answered(source, path, classifier, watch.stopping):
            sightings[index] = judged(sightings[index], verdict)
    reading.unread.update(look.unread)
    return _outcome(look.target, source.name, reading, sightings, keyed)


def _sightings(
    batch: Batch,
    matcher: Matcher,
    target: str,
    source: str,
    keyed: Callable[[str], str],
    classifier: Classifier | None,
) -> Iterator[tuple[Sighting, Mark, Verdict]]:
    """The sightings of a batch, each with where it stands and what was made of it, for replies."""
    for found in matcher.find(batch):
        mark = batch.mark(found.index)
        verdict = classifier.classify(batch.document(found.index), found.hits) if classifier else _UNCLASSIFIED
        if mark.mine and classifier:
            verdict = _HERS
        sighting = sighting_of(mark, found.facts, target=target, source=source, keyed=keyed, verdict=verdict)
        yield sighting, mark, verdict


def audit_text(
    text: str, matcher: Matcher, *, target: str, keyed: Callable[[str], str], classifier: Classifier | None = None
) -> Outcome:
    """One look at a text that she pasted; it is a page of `target` and covers nothing."""
    mark = Mark(locator="page", place=target, within=target)
    found = (
        _sightings(pack([text], lambda _index: mark), matcher, target, PASTED, keyed, classifier)
        if text.strip()
        else ()
    )
    reading = Reading()
    reading.read["lines"] = len(text.splitlines())
    return _outcome(target, PASTED, reading, [sighting for sighting, _mark, _verdict in found], keyed)


def sighting_of(
    mark: Mark,
    facts: tuple[SeenFact, ...],
    *,
    target: str,
    source: str,
    keyed: Callable[[str], str],
    verdict: Verdict = _UNCLASSIFIED,
) -> Sighting:
    """The sighting of `facts` at `mark`: native places become keyed hashes here, and the text is left behind."""
    sighting = Sighting(
        id=keyed(f"{source}/{mark.place}"),
        source=source,
        target=target,
        locator=mark.locator,
        within=keyed(f"{source}/{mark.within}"),
        reach=mark.reach,
        facts=facts,
        strength=max(seen.strength for seen in facts),
        date=mark.date,
        mine=mark.mine,
    )
    return judged(sighting, verdict)


def judged(sighting: Sighting, verdict: Verdict) -> Sighting:
    """The sighting with what its writer does, and what he is after or gives away: by his words and by what is seen."""
    named = {*verdict.what, *what_is_shown(sighting.facts)}
    if not named and verdict.intent not in (Intent.UNCLASSIFIED, Intent.MENTIONS):
        named = {What.OTHER}
    return replace(sighting, intent=verdict.intent, what=tuple(what for what in What if what in named))


def _outcome(
    target: str, source: str, reading: Reading, sightings: list[Sighting], keyed: Callable[[str], str]
) -> Outcome:
    snapshot = reading.snapshot or max((c.snapshot for c in reading.covers if c.snapshot), default=None)
    state = State.SEEN if sightings else State.CLEAR
    return Outcome(
        source=source,
        target=target,
        state=State.UNKNOWN if reading.reason else state,
        reason=reading.reason,
        numbers=dict(reading.numbers),
        read=dict(reading.read),
        unread={what: count for what, count in sorted(reading.unread.items()) if count},
        repaired=reading.repaired,
        sightings=tuple(replace(sighting, snapshot=snapshot) for sighting in sightings),
        covers=tuple(_keyed_cover(cover, source, keyed) for cover in reading.covers),
    )


def _keyed_cover(cover: Coverage, source: str, keyed: Callable[[str], str]) -> Coverage:
    return replace(cover, within=keyed(f"{source}/{cover.within}"))
