"""Vaults as earlier versions made them, frozen: one builder a released version, never edited after its release."""

from __future__ import annotations

import sqlite3

FIRST_SCHEMA = """
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


def first_version() -> bytes:
    """The inside of a vault of version 1, with one of everything in it."""
    database = sqlite3.connect(":memory:")
    database.executescript(f"{FIRST_SCHEMA}; PRAGMA application_id = 1970170985; PRAGMA user_version = 1")
    then = "2026-03-01T20:11:04+00:00"
    with database:
        insert = database.execute
        insert("INSERT INTO meta VALUES ('key', ?), ('saved', ?)", (bytes(range(32)), then))
        insert("""INSERT INTO person VALUES (1, 'RS', '["AT"]', '["sr","en"]')""")
        insert("INSERT INTO situation VALUES (0, 'hunted')")
        insert("INSERT INTO answer VALUES ('shared-device', 'no')")
        insert(
            "INSERT INTO fact VALUES (1, 'home', 'address', 'Cara Lazara 17, 21000 Novi Sad', ?, 0, NULL, NULL, 0, "
            "NULL, '2026-03-01')",
            ('{"street":"Cara Lazara","number":"17","postcode":"21000","city":"Novi Sad"}',),
        )
        insert("INSERT INTO fact_edit VALUES (1, ?, 'added', 'home', 'address')", (then,))
        insert(
            "INSERT INTO exposure VALUES (1, '0000000000000001', 'telegram', "
            "'exports/ChatExport_2026-03-01/result.json', 'message:1', 'c0ffee0000000000', 'members', "
            """'[["home","address",["street","number"],"inflected",0.75]]', 0.75, 'visible', """
            "?, '2026-03-02T20:11:04+00:00', '2026-03-03T20:11:04+00:00', ?, 'seeks', '[\"address\"]', 0)",
            (then, then),
        )
        insert("INSERT INTO round VALUES (1, ?, ?)", (then, then))
        insert(
            "INSERT INTO outcome VALUES (1, 0, 'telegram', 'exports/ChatExport_2026-03-01/result.json', 'seen', NULL, "
            """'{}', '{"messages":120000}', '{"pictures":4011}', 0, '[["c0ffee0000000000",1,120000,null]]')"""
        )
        insert("INSERT INTO change VALUES (1, 1, 'new')")
        insert("INSERT INTO step VALUES ('step-1', 'done', ?)", (then,))
    result = database.serialize()
    database.close()
    return result
