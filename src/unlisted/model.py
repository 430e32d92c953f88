"""The words of the story, as frozen data: facts, documents, sightings, outcomes, exposures, steps.

Imports nothing of ours, does nothing. Every enumeration here is closed: what the program can say about a document
is spelled out in this file, so nothing that a stranger wrote can reach a screen, a report or a log by another way.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

# --- the person and her facts ------------------------------------------------------------------------------------


class Situation(StrEnum):
    """What is going on; decides what comes first."""

    PUBLISHED_NOW = "published-now"
    HUNTED = "hunted"
    SOMEONE_CLOSE = "someone-close"
    SHARED_DEVICE = "shared-device"
    STATE = "state"
    PREPARING = "preparing"


class Kind(StrEnum):
    """The kinds of fact a person can enter."""

    NAME = "name"
    USERNAME = "username"
    EMAIL = "email"
    PHONE = "phone"
    ADDRESS = "address"
    BIRTHDATE = "birthdate"
    NATIONAL_ID = "national-id"
    RELATIVE = "relative"
    WORKPLACE = "workplace"
    SCHOOL = "school"
    PLATE = "plate"
    WEBSITE = "website"
    PHOTO = "photo"
    PHRASE = "phrase"


class Told(StrEnum):
    """May a step involve this relative?"""

    YES = "yes"
    NO = "no"
    NOT_SAFE = "not-safe"


class Platform(StrEnum):
    """A service or a kind of device that a person may say she uses, so that advice about others stays away."""

    FACEBOOK = "facebook"
    INSTAGRAM = "instagram"
    WHATSAPP = "whatsapp"
    VIBER = "viber"
    TELEGRAM = "telegram"
    SIGNAL = "signal"
    TIKTOK = "tiktok"
    YOUTUBE = "youtube"
    X = "x"
    LINKEDIN = "linkedin"
    SNAPCHAT = "snapchat"
    REDDIT = "reddit"
    DISCORD = "discord"
    PINTEREST = "pinterest"
    GOOGLE = "google"
    APPLE = "apple"
    MICROSOFT = "microsoft"
    ANDROID = "android"
    IPHONE = "iphone"
    WINDOWS = "windows"
    MAC = "mac"
    FITNESS = "fitness"  # apps and watches that record ways
    PAYMENTS = "payments"  # payment apps that show who paid whom
    DATING = "dating"
    GAMES = "games"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Whom the vault is about: one person, never more.

    `country` and `lived_in` are ISO 3166-1 alpha-2 codes, `languages` ISO 639-1 codes, best known first; `region` an
    ISO 3166-2 code such as US-CA, where the law differs within a country. `platforms`: what she said she uses.
    """

    country: str
    lived_in: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    region: str | None = None
    platforms: tuple[Platform, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One thing about the person, as she typed it and in its normal form.

    `parts` is the normal form: part name to normal value, in a fixed order per kind (see `unlisted.facts`), for
    example ``{"street": "Cara Lazara", "number": "17", "city": "Novi Sad", "postcode": "21000"}``.
    `public` facts are what a stranger may start from; all others are what a stranger must not reach.
    `of` names the relative this fact belongs to; such a fact counts only beside one of hers. `important`: she said that
    this one matters most.
    """

    id: str
    kind: Kind
    value: str
    parts: Mapping[str, str]
    public: bool = False
    relation: str | None = None
    told: Told | None = None
    minor: bool = False
    of: str | None = None
    added: date | None = None
    important: bool = False


# --- what sources yield ------------------------------------------------------------------------------------------


class Reach(StrEnum):
    """How far a place reaches."""

    INDEXED = "indexed"  # public, and search engines list it
    PUBLIC = "public"  # anyone who has the link
    MEMBERS = "members"  # those who joined or logged in
    PRIVATE = "private"  # one person or a few
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A message by the two numbers under which Telegram shows it to members: of the chat, and of the message in it.

    Numbers only, so that nothing a stranger wrote can be in it. It is shown to be copied into a report, never opened.
    """

    chat: int
    message: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Where one document stands, without a word of its text.

    `locator` is one of ``message:ID``, ``chat:ID/message:ID``, ``page``, ``line:N``, ``meta:…``, ``image:ID``,
    ``entry:N``, and in an archive of several files ``file:N/`` before any of these.
    `place` and `within` are native identities (chat id and message id, canonical URL, Message-ID, content digest) of
    the document and of what contains it. They are document text: they are only ever shown to a keyed hash.
    `reply_to` is the number (see `Batch.ids`) of the document in the same container that this one answers.
    `mine` is whether she wrote it herself; None where that is not known or nobody asked.
    `sender` is who wrote it, by the surest native identity that the container gives (a number before a name), empty
    where that is not told; like `place` it is only ever shown to a keyed hash. `link`: see `Link`.
    """

    locator: str
    place: str
    within: str
    date: datetime | None = None
    reach: Reach = Reach.UNKNOWN
    reply_to: int | None = None
    mine: bool | None = None
    sender: str = ""
    link: Link | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Many documents in one buffer, because one object a message would cost more than the search.

    `text` is all documents, each followed by `SEPARATOR`; `starts[i]` is the offset of document *i* in code points,
    in rising order. `mark(i)` tells where document *i* stands; it is called only for documents with a sighting.
    `ids`, where the container numbers its documents, are their numbers, 0 for what cannot be replied to.
    """

    text: str
    starts: Sequence[int]
    mark: Callable[[int], Mark]
    ids: Sequence[int] = ()

    def document(self, index: int) -> str:
        """The text of document `index`, without its separator."""
        end = self.starts[index + 1] if index + 1 < len(self.starts) else len(self.text)
        return self.text[self.starts[index] : end].removesuffix(SEPARATOR)


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """Many documents that are not made yet, for formats in which making them costs more than the search.

    `letters` is UTF-8 and holds, as *entries* each begun by `SEPARATOR`, every letter that can be part of a fact, in
    an order in which no fact is divided; a document may be several entries. `opened(entries)` makes the documents
    of the entries that were chosen, in their order, and those that must be looked at in any case, which there are
    with `always`. `documents`: about how many there are, for a meter.
    """

    letters: bytes
    entries: int
    opened: Callable[[Sequence[int]], Batch]
    always: bool
    documents: int


SEPARATOR = "\x1e"  # RECORD SEPARATOR; sources replace it by a space inside documents


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What one look covered, so that a later absence can be told from a place that was not looked at.

    `within` is the native identity of a container (a chat, a site) and `first`…`last` the span of numeric ids that
    was read in it; without a span the whole place was read. `snapshot` is the date of what was read (the newest
    message of an export, the time a page was saved), not the time of reading.
    """

    within: str
    first: int | None = None
    last: int | None = None
    snapshot: datetime | None = None


# --- what matching finds -----------------------------------------------------------------------------------------


class How(StrEnum):
    """How a fact was spelled where it was seen, from plainest to least."""

    EXACT = "exact"
    FOLDED = "folded"
    SCRIPT = "script"
    INFLECTED = "inflected"
    DISGUISED = "disguised"
    PARTIAL = "partial"
    HASH = "hash"


class Intent(StrEnum):
    """What the writer was doing with the fact; `unclassified` is never ranked below a classified one."""

    PUBLISHES = "publishes"
    SEEKS = "seeks"
    THREATENS = "threatens"
    MENTIONS = "mentions"
    UNCLASSIFIED = "unclassified"


class What(StrEnum):
    """What the writer was after, or gave away."""

    ADDRESS = "address"
    PHONE = "phone"
    FAMILY = "family"
    WORKPLACE = "workplace"
    ACCOUNTS = "accounts"
    INTIMATE_IMAGES = "intimate-images"
    OTHER = "other"


STRONG, LIKELY = 0.8, 0.5  # from where on a sighting is called so; below the second it is weak


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenFact:
    """One fact in one document: which named parts of it, how spelled, how sure (0 to 1)."""

    fact: str
    kind: Kind
    parts: tuple[str, ...]
    how: How
    strength: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """Facts seen together in one document. There is no field for the document's text, and there must never be one.

    `id` and `within` are keyed hashes of the native place (see `Mark`); `target` is what she typed, or a file name
    below it. `what` and `strength` sum up `facts`. `number` and `reply_to` are those of the document and of the one
    it answers, in the same container. `sender` is a keyed hash of who wrote it, another one in every container, so
    that nobody can be followed from chat to chat by it; empty where that is not known. `mine`: see `Mark`.
    """

    id: str
    source: str
    target: str
    locator: str
    within: str
    reach: Reach
    facts: tuple[SeenFact, ...]
    strength: float
    date: datetime | None = None
    snapshot: datetime | None = None
    intent: Intent = Intent.UNCLASSIFIED
    what: tuple[What, ...] = ()
    mine: bool | None = None
    number: int | None = None
    reply_to: int | None = None
    sender: str = ""
    link: Link | None = None


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
    """The result of one look at one target: an answer, what was read, what was not, and what that covers."""

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


# --- what went on the network ---


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


# --- what is kept ------------------------------------------------------------------------------------------------


class Visibility(StrEnum):
    """What is known of an exposure now. Only a later look that covers its place can say `not-visible`."""

    VISIBLE = "visible"
    NOT_VISIBLE = "not-visible"
    NOT_LOOKED = "not-looked"
    NOT_ME = "not-me"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exposure:
    """Sightings that are one place in the world, followed over time.

    `first_seen`, `last_seen` and `last_looked` are times (UTC) of the world, not of reading: an old export looked at
    today was "looked at" at the time of its newest message. `by_hand` ones she recorded herself; their `target` is
    the place or link she typed. `mine` are those she wrote herself, which is never lost by a look that did not ask.
    `number`, `reply_to`, `sender` and `link`: see `Sighting`.
    """

    id: str
    source: str
    target: str
    locator: str
    within: str
    reach: Reach
    facts: tuple[SeenFact, ...]
    strength: float
    state: Visibility
    first_seen: datetime
    last_seen: datetime
    last_looked: datetime
    date: datetime | None = None
    intent: Intent = Intent.UNCLASSIFIED
    what: tuple[What, ...] = ()
    by_hand: bool = False
    mine: bool = False
    number: int | None = None
    reply_to: int | None = None
    sender: str = ""
    link: Link | None = None


class Answer(StrEnum):
    """What she says of a place that publishes people: what she saw there herself, or how far her request is."""

    SEEN = "seen"
    NOT_ME = "not-me"  # somebody of the same name
    NOT_THERE = "not-there"
    COULD_NOT_LOOK = "could-not-look"
    ASKED = "asked"  # she asked to be left out
    WAITING = "waiting"  # the place has confirmed that it has the request


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """One answer, dated. `place` is the id of a broker entry."""

    place: str
    at: datetime
    answer: Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """Whether she controls a username: the phrases she was offered for the page at `url`, and when one was seen there.

    `fact`: the username's fact; `username` as it was then, so that another value of the fact needs another proof.
    """

    fact: str
    username: str
    url: str
    phrases: tuple[str, ...]
    offered: datetime
    proved: datetime | None = None


class Change(StrEnum):
    """What a round tells about an exposure, against the rounds before."""

    NEW = "new"
    UNCHANGED = "unchanged"
    GONE = "gone"
    BACK = "back"


# --- what to do --------------------------------------------------------------------------------------------------


class Alerts(StrEnum):
    """Whom a step may alert."""

    NOBODY = "nobody"
    SITE = "site"
    GROUP = "group"
    HOUSEHOLD = "household"
    ACCOUNT_HOLDER = "account-holder"


class StepKind(StrEnum):
    """What sort of thing a step is."""

    CHECKLIST = "checklist"
    OPT_OUT = "opt-out"
    SETTING = "setting"
    LETTER = "letter"
    REPORT = "report"


class StepState(StrEnum):
    """Where she stands with a step."""

    TO_DO = "to-do"
    DONE = "done"
    COULD_NOT = "could-not"
    ASKED = "asked"  # she asked somebody who has to answer
    WAITING = "waiting"  # they have said that they have it


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing to do. `item` is the id of the knowledge entry that carries its words, link, source and date.

    `why` are exposure ids, facts or situations that called for it (closed words, shown by the doors);
    `minutes` of effort; `impact` 1 to 5; `discloses` the kinds of fact it makes her give away.
    """

    id: str
    item: str
    kind: StepKind
    why: tuple[str, ...]
    minutes: int
    impact: int
    discloses: tuple[Kind, ...]
    alerts: tuple[Alerts, ...]
    state: StepState = StepState.TO_DO
    due: date | None = None
