"""A process with planted secrets: everything a vault can do, or, as a control, what it must not do.

Run as `python planted.py FOLDER WORK [real]` with WORK one of `vault`, `sqlite`, `temporary`; imported for `SECRETS`.
With `real` the passphrases go through real scrypt. It watches itself too, for systems without strace: the last line it
says is JSON of the files that were opened to be written, by whatever part of Python, and of all bytes `disk.py` wrote.
"""

from __future__ import annotations

import base64
import json
import os
import sqlite3
import sys
import tempfile
from pathlib import Path

PASSPHRASE, NEW_PASSPHRASE = "zimska kapija 7741", "letnja kapija 8852"
VALUE, TARGET, KEY_START = "Izmišljena ulica 4177, Нови Сад", "izvozi/grupa-5523/result.json", "AGE-SECRET-KEY-1"
SECRETS = (PASSPHRASE, NEW_PASSPHRASE, VALUE, TARGET, KEY_START, "SQLite format 3")
opened: list[str] = []


def forms(secret: str) -> list[bytes]:
    """The bytes a secret may be written as: UTF-8, UTF-16, escaped, hexadecimal, base64 at any offset."""
    utf8 = secret.encode()
    middles = [base64.b64encode(bytes(shift) + utf8)[4:-4] for shift in range(3)]
    wide = [secret.encode("utf-16-le"), secret.encode("utf-16-be")]
    return [utf8, *wide, json.dumps(secret)[1:-1].encode(), utf8.hex().encode(), *middles]


def found(data: bytes) -> list[str]:
    """The secrets that are in `data` in any form."""
    return [secret for secret in SECRETS if any(form in data for form in forms(secret))]


def watch(event: str, arguments: tuple[object, ...]) -> None:
    """Write down every file that is opened to be written."""
    writing = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND
    if event == "open" and isinstance(arguments[2], int) and arguments[2] & writing:
        opened.append(os.fsdecode(arguments[0]) if isinstance(arguments[0], str | bytes | os.PathLike) else "")
    elif event == "sqlite3.connect":
        opened.append(str(arguments[0]))


def use_a_vault(folder: Path, real: bool) -> None:
    """Make, fill, save, reopen, save again, change the passphrase, look at the backups, drop them, forget."""
    import cheap_age
    import people

    from unlisted.model import Fact, Kind
    from unlisted.vault import Vault, forget, unlock

    protect = unlock.protect if real else cheap_age.protect
    with Vault.create(folder, PASSPHRASE, people.PERSON, protect=protect) as vault:
        vault.store.add_facts([Fact(id="home", kind=Kind.ADDRESS, value=VALUE, parts={"street": VALUE})])
        vault.store.put_exposures(people.exposure(number, target=TARGET) for number in range(1_000))
        vault.save()
    with Vault.open(folder, PASSPHRASE) as vault:
        # queries that sort and keep more than SQLite likes to have in its own memory
        pairs = "SELECT a.target || b.id AS pair FROM exposure a, exposure b WHERE a.ref <= 200 ORDER BY pair DESC"
        vault._database.execute(pairs).fetchall()
        vault._database.execute(f"CREATE TEMP TABLE seen AS {pairs}")
        vault.store.add_target(TARGET)
        vault.save()
        vault.change_passphrase(NEW_PASSPHRASE, protect=protect)
        vault.backups_with_fact("home")
        vault.store.remove_fact("home")
        vault.save()
        vault.drop_backups()
    forget(folder)


def use_sqlite(folder: Path) -> None:
    """The control: a database as anyone would keep it."""
    folder.mkdir()
    database = sqlite3.connect(folder / "vault.sqlite")
    with database:
        database.execute("CREATE TABLE fact (value TEXT)")
        database.execute("INSERT INTO fact VALUES (?)", (VALUE,))
    database.close()
    (folder / "vault.sqlite").unlink()


def use_a_temporary_file() -> None:
    """The other control: a file that has no name for long."""
    with tempfile.TemporaryFile() as file:
        file.write(VALUE.encode("utf-16-le"))


def main(folder: Path, work: str, *, real: bool) -> None:
    """Do it, watching."""
    from recorded import RecordingOs

    from unlisted.vault import disk

    calls = RecordingOs()
    disk.os = calls  # type: ignore[attr-defined]
    sys.addaudithook(watch)
    if work == "vault":
        use_a_vault(folder, real)
    elif work == "sqlite":
        use_sqlite(folder)
    else:
        use_a_temporary_file()
    written = b"".join(call.data for call in calls.calls if call.name == "write")
    print(json.dumps({"opened": sorted(set(opened)), "found": found(written), "bytes": len(written)}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], real="real" in sys.argv[3:])
