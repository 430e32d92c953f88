"""From documents to sightings: where facts stand, what their writer does, and nothing of his words."""

from __future__ import annotations

import hmac
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from unlisted.match import Matcher
from unlisted.match.intent import Classifier, Verdict
from unlisted.model import Batch, Glance, Intent, Mark, SeenFact, Sighting, What
from unlisted.rounds import what_is_shown

_UNCLASSIFIED = Verdict()
_HERS = Verdict(intent=Intent.MENTIONS)  # whatever her words are, she does not hunt herself


@dataclass(frozen=True, slots=True)
class Hashed:
    """Turns native places into 16 hexadecimal digits from which they cannot be guessed, as `Vault.keyed` does.

    May be sent to another process, the vault may not.
    """

    key: bytes = field(repr=False)

    def __call__(self, text: str) -> str:
        return hmac.digest(self.key, text.encode("utf-8", "surrogatepass"), "sha256").hex()[:16]


@dataclass(frozen=True, slots=True)
class Seen:
    """A sighting with where it stands and what was made of it, for replies.

    `once`: nobody can reply to it; where a file is read in stretches it may come again (a sender's name).
    """

    sighting: Sighting
    within: str
    reply_to: int | None
    verdict: Verdict
    once: bool


@dataclass(frozen=True, slots=True)
class Eye:
    """Everything that finds sightings in documents: the facts, the rules, how places are named, who she is there."""

    matcher: Matcher
    keyed: Callable[[str], str]
    classifier: Classifier | None
    source: str
    target: str
    mine: Callable[[str], bool] | None = None

    def seen(self, looked_at: Batch | Glance) -> Iterator[Seen]:
        """The sightings in a batch, or in those documents of a glance that are worth making."""
        batch = self.matcher.narrowed(looked_at)
        if batch is None:
            return
        for found in self.matcher.find(batch):
            mark = batch.mark(found.index)
            verdict = _UNCLASSIFIED
            if self.classifier:
                words, hits = batch.document(found.index), found.hits
                verdict = _HERS if mark.mine else self.classifier.classify(words, hits)
            number = batch.ids[found.index] if batch.ids else 0
            sighting = self._sighting(mark, found.facts, verdict, number)
            once = bool(batch.ids) and not number
            yield Seen(sighting, self.keyed(mark.within), mark.reply_to, verdict, once)

    def _sighting(self, mark: Mark, facts: tuple[SeenFact, ...], verdict: Verdict, number: int) -> Sighting:
        """Native places and people become keyed hashes here, and the text is left behind.

        `number` is that of the document in its container, 0 for none. No source is called "sender", so the hash of a
        person is never that of a place.
        """
        sighting = Sighting(
            id=self.keyed(f"{self.source}/{mark.place}"),
            source=self.source,
            target=self.target,
            locator=mark.locator,
            within=self.keyed(f"{self.source}/{mark.within}"),
            reach=mark.reach,
            facts=facts,
            strength=max(seen.strength for seen in facts),
            date=mark.date,
            mine=mark.mine,
            number=number or None,
            reply_to=mark.reply_to,
            sender=self.keyed(f"sender/{self.source}/{mark.within}/{mark.sender}") if mark.sender else "",
            link=mark.link,
        )
        return judged(sighting, verdict)


def judged(sighting: Sighting, verdict: Verdict) -> Sighting:
    """The sighting with what its writer does, and what he is after or gives away: by his words and by what is seen."""
    named = {*verdict.what, *what_is_shown(sighting.facts)}
    if not named and verdict.intent not in (Intent.UNCLASSIFIED, Intent.MENTIONS):
        named = {What.OTHER}
    return replace(sighting, intent=verdict.intent, what=tuple(what for what in What if what in named))
