"""A vault made by any released version opens in this one, and keeps a copy of what it was."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from unlisted.model import Answer, Change, Counted, Hop, LedgerEntry, Members, Proof, Reason
from unlisted.vault import Vault, disk, schema, seal
from unlisted.vault.errors import VaultNewer
from unlisted.vault.rows import Trace

from .people import HOME, IDENTITY, THEN, exposure
from .versions import FIRST_SCHEMA, first_version

ASKED = LedgerEntry(
    plan="0" * 32, line="pages 1", hop=Hop.RETRY, control=False, at=THEN, method="GET", host="example.org",
    path="0123456789abcdef", status=0, bytes=0, reason=Reason.TOO_SLOW, milliseconds=20_000,
)  # fmt: skip
PROOF = Proof(fact="home", username="x", url="https://example.org/x", phrases=("a b", "c d"), offered=THEN, proved=THEN)
MEMBERS = Members(count=70_000, on=THEN.date(), by=Counted.SAID)
NEXT = (*schema.MIGRATIONS, "ALTER TABLE fact ADD COLUMN note TEXT; UPDATE fact SET note = 'new'")


def columns(database: sqlite3.Connection) -> list[tuple[str, str]]:
    """Every table and index, as SQLite keeps its words."""
    return database.execute("SELECT name, sql FROM sqlite_schema WHERE sql NOT NULL ORDER BY name").fetchall()


def test_the_first_schema_is_never_edited() -> None:
    """What was released stays as it was: the frozen copy in `versions.py` and the first migration make the same."""
    frozen, made = sqlite3.connect(":memory:"), sqlite3.connect(":memory:")
    frozen.executescript(FIRST_SCHEMA)
    schema.migrate(made, schema.MIGRATIONS[:1])
    assert columns(made) == columns(frozen)
    assert schema.version(made) == 1
    frozen.close()
    made.close()


def vault_of_version_one(folder: Path) -> None:
    folder.mkdir()
    disk.write_new(folder / "vault.age", seal.seal(first_version(), [IDENTITY]))


def test_a_vault_of_the_first_version_opens(tmp_path: Path) -> None:
    vault_of_version_one(tmp_path / "vault")
    with Vault.open(tmp_path / "vault", identity=IDENTITY) as vault:
        assert vault.store.facts() == (HOME,)
        assert vault.store.exposures() == (exposure(1, matcher=2),)  # what said no version is of that one
        (round_one,) = vault.store.rounds()
        assert round_one.started == THEN
        assert [(look.matcher, look.typos, look.sought) for look in round_one.outcomes] == [(2, False, None)]
        assert vault.store.traces() == (
            Trace(round=1, exposure=exposure(1).id, change=Change.NEW, looked=None, before=None),
        )
        vault.store.add_target("one")
        assert vault.store.person().platforms == ()
        vault.store.answer("some-place", Answer.SEEN)
        vault.store.record(ASKED)
        vault.store.put_proof(PROOF)
        vault.store.put_members({exposure(1).within: MEMBERS})
        vault.save()
    with Vault.open(tmp_path / "vault", identity=IDENTITY) as vault:
        assert vault.store.targets() == ("one",)
        assert [(one.place, one.answer) for one in vault.store.answered()] == [("some-place", Answer.SEEN)]
        assert vault.store.ledger() == (ASKED,)
        assert vault.store.proofs() == {"home": PROOF}
        assert vault.store.exposures() == (exposure(1, members=MEMBERS, matcher=2),)
        assert schema.version(vault._database) == len(schema.MIGRATIONS)


def test_a_migration_keeps_what_was_before_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "vault"
    vault_of_version_one(folder)
    before = (folder / "vault.age").read_bytes()
    monkeypatch.setattr(schema, "MIGRATIONS", NEXT)
    with Vault.open(folder, identity=IDENTITY) as vault:
        assert (folder / "vault.age").read_bytes() == before  # opening changes no byte
        assert vault.unsaved
        assert vault.store.facts() == (HOME,)
        assert vault._database.execute("SELECT note FROM fact").fetchall() == [("new",)]
        vault.save()
        assert not vault.unsaved
        assert [backup.name for backup in vault.backups()] == ["backup-v1.age"]
        assert [backup.name for backup in vault.backups_with_fact("home")] == ["backup-v1.age"]
    assert (folder / "backup-v1.age").read_bytes() == before
    for number in range(5):  # it is not pushed out by later sessions
        with Vault.open(folder, identity=IDENTITY) as vault:
            vault.store.add_target(str(number))
            vault.save()
    assert (folder / "backup-v1.age").read_bytes() == before
    monkeypatch.undo()
    with pytest.raises(VaultNewer) as raised:
        Vault.open(folder, identity=IDENTITY)
    assert raised.value.values == {"found": len(NEXT), "known": len(NEXT) - 1}


def test_a_migration_that_fails_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "vault"
    vault_of_version_one(folder)
    before = (folder / "vault.age").read_bytes()
    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, "DELETE FROM fact; SELECT no_such_thing()"))
    with pytest.raises(Exception, match="VaultDamaged"):
        Vault.open(folder, identity=IDENTITY)
    monkeypatch.undo()
    assert (folder / "vault.age").read_bytes() == before
    with Vault.open(folder, identity=IDENTITY) as vault:
        assert vault.store.facts() == (HOME,)


def test_nothing_of_a_database_is_ever_in_a_file(vault: Vault) -> None:
    def pragma(name: str) -> object:
        return vault._database.execute(f"PRAGMA {name}").fetchone()[0]

    assert pragma("temp_store") == 2
    assert pragma("journal_mode") == "memory"
    assert pragma("secure_delete") == 1
    assert pragma("foreign_keys") == 1
    assert pragma("trusted_schema") == 0
