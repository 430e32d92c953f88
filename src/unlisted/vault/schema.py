"""The inside of a vault: one SQLite database that lives in memory only, and how older ones become newer ones.

`PRAGMA user_version` counts the migrations that were applied. What is in `MIGRATIONS` was released and is never edited:
a change is a new entry at the end.
"""

from __future__ import annotations

import sqlite3

APPLICATION = 0x756E6C69  # "unli", so that another program's database is not taken for ours

_FIRST = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value NOT NULL) WITHOUT ROWID;
CREATE TABLE person (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    country TEXT NOT NULL,
    lived_in TEXT NOT NULL,           -- JSON list
    languages TEXT NOT NULL           -- JSON list
);
CREATE TABLE situation (position INTEGER PRIMARY KEY, situation TEXT NOT NULL UNIQUE);
CREATE TABLE answer (question TEXT PRIMARY KEY, answer TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE fact (
    position INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    value TEXT NOT NULL,
    parts TEXT NOT NULL,              -- JSON object, in order
    public INTEGER NOT NULL,
    relation TEXT,
    told TEXT,
    minor INTEGER NOT NULL,
    of_fact TEXT REFERENCES fact (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    added TEXT
);
CREATE INDEX fact_of ON fact (of_fact);
CREATE TABLE fact_edit (              -- which fact was added or removed when; never its value
    position INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    edit TEXT NOT NULL,
    fact TEXT NOT NULL,
    kind TEXT NOT NULL
);
CREATE TABLE target (position INTEGER PRIMARY KEY, target TEXT NOT NULL UNIQUE, added TEXT NOT NULL);
CREATE TABLE exposure (
    ref INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    source TEXT NOT NULL,
    target TEXT NOT NULL,
    locator TEXT NOT NULL,
    container TEXT NOT NULL,
    reach TEXT NOT NULL,
    facts TEXT NOT NULL,              -- JSON list of [fact, kind, [parts], how, strength]; may name removed facts
    strength REAL NOT NULL,
    state TEXT NOT NULL,
    first_seen TEXT NOT NULL,
    last_seen TEXT NOT NULL,
    last_looked TEXT NOT NULL,
    date TEXT,
    intent TEXT NOT NULL,
    what TEXT NOT NULL,               -- JSON list
    by_hand INTEGER NOT NULL
);
CREATE TABLE round (id INTEGER PRIMARY KEY, started TEXT NOT NULL, finished TEXT NOT NULL);
CREATE TABLE outcome (
    round INTEGER NOT NULL REFERENCES round (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    source TEXT NOT NULL,
    target TEXT NOT NULL,
    state TEXT NOT NULL,
    reason TEXT,
    numbers TEXT NOT NULL,            -- JSON objects
    read TEXT NOT NULL,
    unread TEXT NOT NULL,
    repaired INTEGER NOT NULL,
    covers TEXT NOT NULL,             -- JSON list of [within, first, last, snapshot]
    PRIMARY KEY (round, position)
) WITHOUT ROWID;
CREATE TABLE change (
    round INTEGER NOT NULL REFERENCES round (id) ON DELETE CASCADE,
    exposure INTEGER NOT NULL REFERENCES exposure (ref) ON DELETE CASCADE,
    change TEXT NOT NULL,
    PRIMARY KEY (round, exposure)
) WITHOUT ROWID;
CREATE INDEX change_exposure ON change (exposure);
CREATE TABLE step (id TEXT PRIMARY KEY, state TEXT NOT NULL, at TEXT NOT NULL) WITHOUT ROWID;
"""

_LOOK_UPS = """
ALTER TABLE person ADD COLUMN region TEXT;
ALTER TABLE person ADD COLUMN platforms TEXT NOT NULL DEFAULT '[]';  -- JSON list
CREATE TABLE answered (               -- what she said of places that publish people, oldest first
    position INTEGER PRIMARY KEY,
    place TEXT NOT NULL,
    at TEXT NOT NULL,
    answer TEXT NOT NULL
);
"""

_LEDGER = """
CREATE TABLE request (                -- every request that went on the network, and the plan line that allowed it
    position INTEGER PRIMARY KEY,
    plan TEXT NOT NULL,
    line TEXT NOT NULL,
    hop TEXT NOT NULL,
    control INTEGER NOT NULL,
    at TEXT NOT NULL,
    method TEXT NOT NULL,
    host TEXT NOT NULL,
    path TEXT NOT NULL,               -- a digest
    status INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    reason TEXT,
    milliseconds INTEGER NOT NULL
);
"""

_MINE = """
ALTER TABLE exposure ADD COLUMN mine INTEGER NOT NULL DEFAULT 0;  -- she wrote it herself
"""

_HUNTS = """
ALTER TABLE exposure ADD COLUMN number INTEGER;          -- of the message in its chat
ALTER TABLE exposure ADD COLUMN reply_to INTEGER;        -- the number of the message that it answers
ALTER TABLE exposure ADD COLUMN sender TEXT NOT NULL DEFAULT '';  -- a keyed hash, never a name
ALTER TABLE exposure ADD COLUMN link TEXT;               -- JSON list of two numbers: chat, message
"""

_IMPORTANT = """
ALTER TABLE fact ADD COLUMN important INTEGER NOT NULL DEFAULT 0;
ALTER TABLE step ADD COLUMN asked TEXT;  -- the day on which she asked somebody
ALTER TABLE step ADD COLUMN law TEXT;    -- the entry of the law whose term runs from then
"""

_PROOFS = """
CREATE TABLE proof (                  -- which usernames she has shown to be hers
    fact TEXT PRIMARY KEY,
    username TEXT NOT NULL,
    url TEXT NOT NULL,
    phrases TEXT NOT NULL,            -- JSON list; empty once one was seen
    offered TEXT NOT NULL,
    proved TEXT
) WITHOUT ROWID;
"""

_BEFORE = """
ALTER TABLE change ADD COLUMN looked TEXT;  -- the day in the world up to which the place was known after the round
ALTER TABLE change ADD COLUMN before TEXT;  -- JSON list of facts, reach, intent: what it showed before, if not the same
"""

_TERMS = """
ALTER TABLE step ADD COLUMN asked_at TEXT;  -- the hour, with its zone, where a term of hours runs
ALTER TABLE step ADD COLUMN learned TEXT;   -- the day on which she learned of the act
ALTER TABLE step ADD COLUMN suspect TEXT;   -- the day on which she learned who did it
CREATE TABLE step_before (            -- what she said of a step before she said something else
    position INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    state TEXT NOT NULL,
    at TEXT NOT NULL,
    asked TEXT,
    law TEXT,
    asked_at TEXT,
    learned TEXT,
    suspect TEXT
);
"""

_MEMBERS = """
CREATE TABLE members (                -- how many are in a group or channel; never what it is called
    container TEXT PRIMARY KEY,       -- a keyed hash, as in exposure
    count INTEGER NOT NULL,
    day TEXT NOT NULL,
    counted TEXT NOT NULL             -- how that is known
) WITHOUT ROWID;
"""

_COVERED = """
-- What was kept before looks said which matcher looked counts as of version 2, so that nothing is asked of it which it
-- cannot show.
ALTER TABLE exposure ADD COLUMN matcher INTEGER NOT NULL DEFAULT 2;
ALTER TABLE outcome ADD COLUMN matcher INTEGER NOT NULL DEFAULT 2;
ALTER TABLE outcome ADD COLUMN typos INTEGER NOT NULL DEFAULT 0;  -- facts with one letter wrong counted
ALTER TABLE outcome ADD COLUMN sought TEXT;  -- JSON list of fact ids, if it was not for all that there were
"""

MIGRATIONS: tuple[str, ...] = (
    _FIRST, _LOOK_UPS, _LEDGER, _MINE, _HUNTS, _IMPORTANT, _PROOFS, _BEFORE, _TERMS, _MEMBERS, _COVERED,
)  # fmt: skip


class TooNew(Exception):
    """The database was saved by a later version of this program. `found` is its version."""

    def __init__(self, found: int) -> None:
        super().__init__(found)
        self.found = found


def connect(data: bytes | None = None) -> sqlite3.Connection:
    """A database in memory: an empty one, or the one in `data`. Raises `sqlite3.DatabaseError` if it is not ours."""
    database = sqlite3.connect(":memory:")
    try:
        if data is not None:
            if not data.startswith(b"SQLite format 3\x00"):
                raise sqlite3.DatabaseError
            database.deserialize(data)
            if database.execute("PRAGMA application_id").fetchone()[0] != APPLICATION:
                raise sqlite3.DatabaseError
        for pragma in (
            "temp_store = 2",  # nothing of a query ever in a file
            "journal_mode = MEMORY",
            "foreign_keys = ON",
            "secure_delete = ON",  # a removed fact is zeroed, not left in a free page of the next save
            "trusted_schema = OFF",
            "cell_size_check = ON",
        ):
            database.execute(f"PRAGMA {pragma}").close()
    except BaseException:
        database.close()
        raise
    return database


def version(database: sqlite3.Connection) -> int:
    """How many migrations were applied."""
    return int(database.execute("PRAGMA user_version").fetchone()[0])


def migrate(database: sqlite3.Connection, migrations: tuple[str, ...] | None = None) -> int:
    """Bring the database up to the newest version; returns the version it had. Raises `TooNew`."""
    steps = MIGRATIONS if migrations is None else migrations
    had = version(database)
    if had > len(steps):
        raise TooNew(had)
    for number, step in enumerate(steps[had:], start=had + 1):
        database.executescript(
            f"BEGIN; {step}; PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {number}; COMMIT"
        )
    return had
