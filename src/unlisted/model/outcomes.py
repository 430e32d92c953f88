"""What came of a look: one of three answers and the reason; and of each request that went on the network."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from unlisted.model.documents import Coverage, Members
from unlisted.model.sightings import Sighting


class State(StrEnum):
    """The three answers of one look. `clear` is a word for code: people are told what was read and what was not."""

    SEEN = "seen"
    CLEAR = "clear"
    UNKNOWN = "unknown"


class Reason(StrEnum):
    """Why a look could not be finished: a closed list, with numbers as the only parameters."""

    NOT_FOUND = "not-found"
    NOT_READABLE = "not-readable"  # no permission, or a read error
    NOT_A_FILE = "not-a-file"  # a pipe, a device, a socket
    LINK_LOOP = "link-loop"
    LINK_OUTSIDE = "link-outside"  # a link that leads out of the folder she named
    FORMAT_UNKNOWN = "format-unknown"
    ARCHIVE_WITHIN = "archive-within"  # archives inside of an archive are not opened
    MEDIA = "media"  # pictures, video, sound: not opened
    EMPTY = "empty"
    TRUNCATED = "truncated"  # ends in the middle; `at` = bytes read
    DAMAGED = "damaged"  # not what its format promises; `at` = bytes read
    WRONG_SHAPE = "wrong-shape"  # valid, but not an export
    TOO_DEEP = "too-deep"
    TOO_LARGE = "too-large"  # `limit` = bytes
    TOO_SLOW = "too-slow"  # `seconds`
    ENCODING = "encoding"  # `count` = passages that are not text
    CHANGED = "changed"  # the file changed while it was read
    RECORDS_SKIPPED = "records-skipped"  # `count` = messages that could not be read
    NO_SUCH_HOST = "no-such-host"  # its name has no address
    ADDRESS_REFUSED = "address-refused"  # not an address of the public network, or spelled to hide one
    NOT_CONNECTED = "not-connected"  # no connection, or it was cut off
    TLS = "tls"  # its certificate is not good, or there was no agreement on encryption
    NOT_ENCRYPTED = "not-encrypted"  # it would go over the network in the open
    PROXY = "proxy"  # the proxy is not there, or refuses
    REDIRECTS = "redirects"  # it leads on in a circle, or too often
    LEADS_ELSEWHERE = "leads-elsewhere"  # it leads to another site than was agreed to
    ASKED_TO_WAIT = "asked-to-wait"  # `seconds`, longer than we wait
    OFFLINE = "offline"  # it is on the network, which was not allowed
    NOT_AGREED = "not-agreed"  # she left it out of what was asked
    REFUSED = "refused"  # the site or the service turns the question away; `status`
    SITE_FAULT = "site-fault"  # the site answers with a fault of its own, or with nothing that is a page; `status`
    LOGIN_WALL = "login-wall"  # a stranger without an account is asked to log in
    CHALLENGE = "challenge"  # a captcha, a question of consent or a notice stands before it
    NEEDS_SCRIPTS = "needs-scripts"  # it comes empty and is filled by scripts, which we do not run
    FRONT_PAGE = "front-page"  # the site leads on to its front page instead
    NO_PREVIEW = "no-preview"  # no public channel, or one whose messages strangers are not shown
    NOT_ARCHIVED = "not-archived"  # the archive says that it holds no copy
    RELATIVE = "relative"  # its address names a relative, and nothing about relatives is asked on the network
    KEY_REFUSED = "key-refused"  # the access key is not good, or not for this
    ODD_REPLY = "odd-reply"  # not what this service answers
    INCOMPLETE = "incomplete"  # the service says that it could not ask everywhere; `count` = places it left out
    UNCLEAR = "unclear"  # the service says the same for "nothing there" and for "could not look"
    BY_HAND = "by-hand"  # no program can ask there; she can
    INTERRUPTED = "interrupted"  # she stopped it; `at` = bytes read
    ERROR = "error"  # a fault of this program, kept from becoming "nothing found"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The result of one look at one target: an answer, what was read, what was not, and what that covers.

    `matcher` is the version of the matcher that looked (0: none did), `typos` whether it counted facts with one letter
    wrong: what an abler look saw, this one says nothing about.
    """

    source: str
    target: str
    state: State
    reason: Reason | None = None
    numbers: Mapping[str, int] = field(default_factory=dict)
    read: Mapping[str, int] = field(default_factory=dict)
    unread: Mapping[str, int] = field(default_factory=dict)
    repaired: int = 0
    sightings: tuple[Sighting, ...] = ()
    covers: tuple[Coverage, ...] = ()  # with keyed hashes in place of native identities
    sought: frozenset[str] | None = None  # the facts this look was for, if those were not all of the round
    members: Mapping[str, Members] = field(default_factory=dict)  # by the keyed hash of the container
    matcher: int = 0
    typos: bool = False


class Hop(StrEnum):
    """Which of the requests that a plan line allows this one was."""

    FIRST = "first"
    RETRY = "retry"
    REDIRECT = "redirect"


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerEntry:
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
