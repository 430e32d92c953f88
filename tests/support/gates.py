"""A gate with its ledger in a list and all its waiting done in no time."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from unlisted.model import LedgerEntry
from unlisted.net import Gate, Limits, Pace, Planned, Proxy, Purpose, Result, Settings, Url, allow, plan_of

NOW = datetime(2026, 5, 3, 12, 0, tzinfo=UTC)
PATIENT = Limits(seconds=300)  # on a busy machine too


@dataclass
class Asked:
    """What came back and what was written down; `pauses` are the seconds that were waited between requests."""

    results: list[Result]
    ledger: list[LedgerEntry]
    pauses: list[float] = field(default_factory=list)

    @property
    def only(self) -> Result:
        (result,) = self.results
        return result


def line(url: str, name: str = "one", **more: object) -> Planned:
    """A plan line for an address."""
    return Planned(id=name, url=Url.parse(url), purpose=more.pop("purpose", Purpose.PAGES), **more)


def ask(
    *lines: Planned | str,
    allowed: Sequence[str] = (),
    limits: Limits = PATIENT,
    pace: Pace | None = None,
    proxy: Proxy | None = None,
    trust: ssl.SSLContext | None = None,
    names: dict[str, Sequence[str]] | None = None,
    stopping: Callable[[], bool] = lambda: False,
) -> Asked:
    """Ask these lines through a gate; every authority in them that is on the loopback address is allowed."""
    planned = [one if isinstance(one, Planned) else line(one, str(n)) for n, one in enumerate(lines)]
    own = {one.url.authority for one in planned if one.url.host == "127.0.0.1"}
    asked = Asked([], [])

    async def pause(seconds: float) -> None:
        asked.pauses.append(seconds)

    async def resolve(host: str, port: int) -> Sequence[str]:
        return (names or {})[host]

    gate = Gate(
        settings=Settings(
            limits=limits, pace=pace or Pace(spacing=0), allowed=allow(*own, *allowed), proxy=proxy, plain_http=False
        ),
        record=asked.ledger.append,
        now=lambda: NOW,
        jitter=lambda: 0.5,
        secret="drawn anew each time",
        trust=trust,
        resolve=resolve if names is not None else None,
        pause=pause,
    )
    plan = plan_of(planned)
    with gate.look(plan.agree(plan.digest(str), str), stopping=stopping) as looks:
        asked.results.extend(looks)
    return asked
