"""A process to be killed: saves a vault and changes its passphrase without end, and says what was acknowledged.

Run as `python worker.py FOLDER PASSPHRASE-NUMBER`; imported by nothing.
"""

from __future__ import annotations

import sys
from base64 import b64decode
from pathlib import Path

import cheap_age
import people

from unlisted.vault import Vault, child, files


def say(*words: object) -> None:
    """One line, at once."""
    print(*words, flush=True)


def main(folder: Path, passphrase: int) -> None:
    """Until killed."""
    sealed = (folder / files.IDENTITY).read_bytes()
    identity = b64decode(child.open_identity(sealed, f"passphrase {passphrase}")["text"]).decode()
    with Vault.open(folder, identity=identity) as vault:
        saves = len(vault.store.targets())
        say("ready")
        while True:
            for _ in range(3):
                target = f"target-{saves + 1}"
                vault.store.add_target(target)
                vault.store.put_exposures(people.exposure(number, target=target) for number in range(200))
                vault.save()
                saves += 1
                say("saved", saves)
            say("changing", passphrase + 1)
            vault.change_passphrase(f"passphrase {passphrase + 1}", protect=cheap_age.protect)
            passphrase += 1
            say("changed", passphrase)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
