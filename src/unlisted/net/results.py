"""What the network gives back: a reply or why there is none, and a ledger entry for every request that ran."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from unlisted.model import LedgerEntry, Reason
from unlisted.net.addresses import Url
from unlisted.net.bodies import text_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """A whole answer. Headers, body, `url` and `location` are document text.

    `line` is the id of the plan line, `control` true for its control probe. `url` is where the answer came from at
    last, after `redirects`; `location` where it leads, if it leads on and was not to be followed. `charset` is an
    encoding from our list, or None. The body of 429 and 503 is not read. `cut`: the body goes on beyond what the line
    asked for (`Planned.enough`).
    """

    line: str
    control: bool
    status: int
    url: Url
    redirects: int
    headers: Mapping[str, str]
    body: bytes
    charset: str | None
    cut: bool
    milliseconds: int
    location: Url | None = None

    def text(self) -> str:
        """The body as text. Never raises; what is not text becomes U+FFFD."""
        return text_of(self.body, self.charset)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown:
    """Why there is no answer. `location` is where it leads, if that is another site: document text, for a new plan."""

    line: str
    control: bool
    reason: Reason
    milliseconds: int
    numbers: Mapping[str, int] = field(default_factory=dict)
    location: Url | None = None


Result = Reply | Unknown
Key = tuple[str, bool]  # which look: the id of a line, and whether it is the control probe


def unknown(key: Key, reason: Reason) -> Unknown:
    """What a look ends in that had no time of its own."""
    return Unknown(line=key[0], control=key[1], reason=reason, milliseconds=0)


Recorder = Callable[[LedgerEntry], None]
