"""What was known after each look: the exposures as they stood then, and what came to pass between two looks. Pure.

The vault keeps how everything stands now and what each round changed, so the past is told by going back from now. A
look that saw nothing newer (the same export again, an older one) is not a look at the place: it proves nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from unlisted.model import Answer, Answered, Change, Exposure, Fact, Outcome, State, Visibility
from unlisted.vault.rows import Edit, FactEdit, Round, Trace

_SAID = {Answer.SEEN: Visibility.VISIBLE, Answer.NOT_THERE: Visibility.NOT_VISIBLE}


def read_from(outcomes: Iterable[Outcome]) -> tuple[date, date] | None:
    """The days from which what was read is, the oldest and the newest; None where that is not known."""
    read = [[cover.snapshot.date() for cover in one.covers if cover.snapshot] for one in outcomes]
    days = [max(of_one) for of_one in read if of_one]
    return (min(days), max(days)) if days else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """The end of one look. `round` is its number; None for a day on which she only recorded what she saw herself.

    `upto` is the newest round by then (0: none yet), `outcomes` what came of the look's own files and links.
    """

    at: datetime
    upto: int
    round: int | None = None
    outcomes: tuple[Outcome, ...] = ()

    @property
    def day(self) -> date:
        """The day on which was looked (UTC)."""
        return self.at.date()

    @property
    def incomplete(self) -> int:
        """How many files and links could not be looked at, or only in part."""
        return sum(outcome.state is State.UNKNOWN for outcome in self.outcomes)

    @property
    def read_from(self) -> tuple[date, date] | None:
        """From which days what was read is; see `read_from`."""
        return read_from(self.outcomes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Other:
    """A place that is still there and shows something else: ids of her facts that it shows no longer, and anew."""

    exposure: Exposure
    lost: tuple[str, ...]
    gained: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Between:
    """What came to pass from one moment to another: exposures as they stood at the later one.

    `closed` are not visible by a later look, `back` visible again, `new` first known since, `still` seen again where
    they were. `unlooked` nobody has looked at since: they count as they were last seen.
    """

    before: Moment
    after: Moment
    closed: tuple[Exposure, ...] = ()
    back: tuple[Exposure, ...] = ()
    new: tuple[Exposure, ...] = ()
    still: tuple[Exposure, ...] = ()
    unlooked: tuple[Exposure, ...] = ()
    other: tuple[Other, ...] = ()


class History:
    """Everything that was kept about one person's exposures over time.

    `places` gives the host of each known place by its id, for what she answered about it. Exposures that are set aside
    as not her are in none of it: they were not her before either.
    """

    def __init__(
        self,
        exposures: Iterable[Exposure],
        rounds: Sequence[Round],
        traces: Iterable[Trace],
        *,
        answered: Iterable[Answered] = (),
        edits: Iterable[FactEdit] = (),
        places: Mapping[str, str] | None = None,
    ) -> None:
        self._exposures = [one for one in exposures if one.state is not Visibility.NOT_ME]
        self._started = {one.id: one.started for one in rounds}
        self._traces: dict[str, list[Trace]] = defaultdict(list)
        for trace in traces:
            self._traces[trace.exposure].append(trace)
        self._said: dict[str, list[Answered]] = defaultdict(list)
        for one in answered:
            if one.answer in _SAID and (host := (places or {}).get(one.place)):
                self._said[host].append(one)
        self._edits: dict[str, list[FactEdit]] = defaultdict(list)
        for edit in edits:
            self._edits[edit.fact].append(edit)
        self.moments: tuple[Moment, ...] = tuple(self._moments(rounds))

    def on(self, day: date) -> Moment | None:
        """The last moment up to the end of a day; None if nothing had been looked at by then."""
        return next((moment for moment in reversed(self.moments) if moment.day <= day), None)

    def round(self, number: int) -> Moment | None:
        """The moment at which a round ended."""
        return next((moment for moment in self.moments if moment.round == number), None)

    def exposures(self, moment: Moment) -> tuple[Exposure, ...]:
        """The exposures known by then, as they stood; `last_looked` is when (in the world) each was looked at."""
        return tuple(then for one in self._exposures if (then := self._then(one, moment)))

    def facts(self, facts: Iterable[Fact], moment: Moment) -> tuple[Fact, ...]:
        """Those of her facts that were looked for by then: entered before, and not taken back."""
        return tuple(fact for fact in facts if self._entered(fact, moment))

    def between(self, before: Moment, after: Moment, facts: Collection[Fact]) -> Between:
        """What came to pass from `before` to `after`; `facts` are those that she has now."""
        old = {one.id: one for one in self.exposures(before)}
        known = {fact.id for fact in self.facts(facts, before)}
        lists: dict[str, list[Exposure]] = defaultdict(list)
        other: list[Other] = []
        for one in self.exposures(after):
            was = old.get(one.id)
            if word := _became(was, one):
                lists[word].append(one)
            if word == "still" and was is not None and (found := _other(was, one, known)):
                other.append(found)
        return Between(
            before=before,
            after=after,
            other=tuple(other),
            closed=tuple(lists["closed"]),
            back=tuple(lists["back"]),
            new=tuple(lists["new"]),
            still=tuple(lists["still"]),
            unlooked=tuple(lists["unlooked"]),
        )

    # --- inside ---

    def _moments(self, rounds: Sequence[Round]) -> Iterator[Moment]:
        """Rounds as they ended, and days on which she recorded something; a round of the same day takes those in."""
        ends = sorted((one.finished, one.id) for one in rounds)
        days: dict[tuple[int, date], datetime] = {}
        for at in sorted(self._by_hand()):
            upto = max((number for end, number in ends if end <= at), default=0)
            later = min((end for end, _number in ends if end > at), default=None)
            if later is None or later.date() != at.date():
                days[upto, at.date()] = at
        found = [Moment(at=at, upto=upto) for (upto, _day), at in days.items()]
        found += [Moment(at=one.finished, upto=one.id, round=one.id, outcomes=one.outcomes) for one in rounds]
        # By number first, so that a clock that was set back changes nothing.
        yield from sorted(found, key=lambda moment: (moment.upto, moment.at))

    def _by_hand(self) -> Iterator[datetime]:
        for one in self._exposures:
            if one.by_hand:
                said = self._said.get(one.target)
                yield from (answer.at for answer in said) if said else (one.last_looked,)

    def _then(self, one: Exposure, moment: Moment) -> Exposure | None:
        if one.by_hand:
            return self._recorded(one, moment)
        traces = self._traces.get(one.id, ())
        told = [trace for trace in traces if trace.round <= moment.upto]
        if not told:  # a look that was broken off kept it without a round: it is known since the newest
            return one if not traces and moment == self.moments[-1] else None
        state = Visibility.VISIBLE
        for trace in told:
            if trace.change is not Change.UNCHANGED:
                state = Visibility.NOT_VISIBLE if trace.change is Change.GONE else Visibility.VISIBLE
        looked = told[-1].looked or min(one.last_looked, self._started[told[-1].round])
        then = replace(one, state=state, last_looked=looked, last_seen=min(one.last_seen, looked))
        later = next((trace.before for trace in traces if trace.round > moment.upto and trace.before), None)
        if later is None:
            return then
        strength = max((seen.strength for seen in later.facts), default=then.strength)
        return replace(then, facts=later.facts, reach=later.reach, intent=later.intent, strength=strength)

    def _recorded(self, one: Exposure, moment: Moment) -> Exposure | None:
        """What she recorded herself, by her answers up to then."""
        said = self._said.get(one.target)
        if not said:
            return one if one.last_looked <= moment.at else None
        told = [answer for answer in said if answer.at <= moment.at]
        if not any(answer.answer is Answer.SEEN for answer in told):
            return None
        return replace(one, state=_SAID[told[-1].answer], last_looked=told[-1].at)

    def _entered(self, fact: Fact, moment: Moment) -> bool:
        added = [edit.at for edit in self._edits.get(fact.id, ()) if edit.edit is Edit.ADDED]
        if added:  # the last one: an earlier fact with this id may have had another value
            return max(added) <= moment.at
        return fact.added is None or fact.added <= moment.day


def _became(was: Exposure | None, now: Exposure) -> str:
    """In which list of `Between` a place stands; empty for one that was not visible before and is not now."""
    visible_before = was is not None and was.state is not Visibility.NOT_VISIBLE
    if now.state is Visibility.NOT_VISIBLE:
        return "closed" if visible_before or was is None else ""
    if was is None:
        return "new"
    if not visible_before:
        return "back"
    return "still" if now.last_looked > was.last_looked else "unlooked"


def _other(was: Exposure, now: Exposure, known: Collection[str]) -> Other | None:
    """What a place shows otherwise than before, of facts that were looked for before as well."""
    before, after = ({seen.fact: None for seen in one.facts if seen.fact in known} for one in (was, now))
    lost, gained = (tuple(one for one in before if one not in after), tuple(one for one in after if one not in before))
    return Other(exposure=now, lost=lost, gained=gained) if lost or gained else None
