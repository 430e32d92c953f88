"""What the network gives back: a reply or why there is none, and a ledger entry for every request that ran."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from unlisted.model import Reason
from unlisted.net.addresses import Url
from unlisted.net.bodies import text_of


class Hop(StrEnum):
    """Which of the requests that a plan line allows this one was."""

    FIRST = "first"
    RETRY = "retry"
    REDIRECT = "redirect"


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the ledger: a request that ran, the plan (by its hash) and the line that allowed it, what came of it.

    `host` of a redirect was chosen by the site, so it is document text and stays in the vault. `path` is a digest
    (SHA-256, 16 hex characters): what was asked stands in the plan. `status` is 0 and `reason` set where nothing came.
    """

    plan: str
    line: str
    hop: Hop
    control: bool
    at: datetime
    method: str
    host: str
    path: str
    status: int
    bytes: int
    reason: Reason | None
    milliseconds: int


Recorder = Callable[[Entry], None]
