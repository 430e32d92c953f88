"""A look at many sites: results of the network in, verdicts out as they come. Pure."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape

from unlisted.accounts.questions import Question
from unlisted.accounts.signs import is_headed
from unlisted.accounts.verdicts import Ruling, Seen, Sort, Verdict, Why, asks_control, judge, needs_name, rule
from unlisted.model import Reason
from unlisted.net import Planned, Reply, Result

_BEGIN = 96 << 10  # bytes of a page in which what it is about has to be shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """The verdict on one question. `ms`: from the beginning of the whole look to this verdict.

    `packed`: what the site shows of the account, to be checked for her facts; document text, so it is never shown.
    """

    question: Question
    verdict: Verdict
    why: Why | Reason | None
    ms: int
    packed: bytes = field(default=b"", repr=False)

    def page(self) -> bytes:
        """The page of the account; empty if there is none to be checked."""
        return zlib.decompress(self.packed) if self.packed else b""


@dataclass(slots=True)
class _Open:
    question: Question
    control_name: str
    first: Seen | None = None
    control: Seen | None = None
    packed: bytes = b""  # hundreds of pages wait for their control probe
    asked: bool = False


class Looking:
    """Keeps what is still open.

    `probe` begins the control probe of a line, `words` gives the visible words of a page (in a child process), `clock`
    is monotonic.
    """

    def __init__(
        self,
        planned: Mapping[str, tuple[Planned, Question, str]],
        *,
        probe: Callable[[str], None],
        words: Callable[[bytes], str],
        clock: Callable[[], float],
    ) -> None:
        self._open = {key: _Open(question, control) for key, (_line, question, control) in planned.items()}
        self._probe, self._words, self._clock = probe, words, clock
        self._began = clock()

    @property
    def done(self) -> bool:
        """Whether there is a verdict for every question."""
        return not self._open

    def take(self, result: Result) -> Iterator[Account]:
        """The verdict that this result decides, if it decides one."""
        state = self._open.get(result.line)
        if state is None:
            return  # a control probe of a site that has its verdict
        site = state.question.site
        if result.control:
            state.control = judge(site, result, state.control_name)
        else:
            name = state.question.username
            state.first = self._shown(judge(site, result, name), result, name)
            if asks_control(state.first) and isinstance(result, Reply):
                state.packed = zlib.compress(result.body, 1)
        if state.first is None:
            return
        if asks_control(state.first) and state.control is None:
            if not state.asked:
                state.asked = True
                self._probe(result.line)
            return
        yield self._decided(result.line, state, state.first)

    def _shown(self, seen: Seen, result: Result, username: str) -> Seen:
        """The answer, if what it rests on can be read by a person, and nothing a person reads speaks against it."""
        if not (seen.only_if_shown or seen.unless_headed) or not isinstance(result, Reply):
            return seen
        words = self._words(result.body[:_BEGIN])
        if seen.unless_headed:
            return Seen(sort=Sort.UNCLEAR, why=Why.BOTH) if is_headed(words, username) else seen
        plain = _plain(words)
        if any(_plain(unescape(text)) in plain for text in seen.only_if_shown):
            return seen
        return Seen(sort=Sort.UNCLEAR, why=Why.BOTH)

    def _decided(self, key: str, state: _Open, first: Seen) -> Account:
        del self._open[key]
        name = state.question.username
        named = needs_name(first, state.control, name)
        if named:
            named = is_headed(
                self._words(zlib.decompress(state.packed)[:_BEGIN]), name, loosely=first.sort is not Sort.CHANGED
            )
        ruling: Ruling = rule(first, state.control, username=name, named=named)
        return Account(
            question=state.question,
            verdict=ruling.verdict,
            why=ruling.why,
            ms=int(1000 * (self._clock() - self._began)),
            packed=state.packed if ruling.verdict is Verdict.YES else b"",
        )


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
