"""The short-lived process in which a passphrase meets scrypt: `python -m unlisted.vault.child`.

scrypt takes half a gigabyte or more, which a process never gives back; so it happens where the process ends with it.
One request as JSON on standard input, one answer as JSON on standard output, nothing anywhere else. The work a file
asks for is read and bounded before any of it is done.
"""

from __future__ import annotations

import base64
import contextlib
import json
import sys

from pyrage import DecryptError  # type: ignore[import-untyped]
from pyrage import passphrase as scrypt

from unlisted.vault import seal
from unlisted.vault.unlock import WORK_LIMIT, Answer, Request

WORK_WANTED = 18  # 256 MiB; what stock age uses
WORK_FLOOR = 16  # 64 MiB; a slow machine may have to do with this
TRIES = 6  # the age library times 2^10 rounds to choose its work, and one hiccup makes it choose a thousandth
WRONG = "Decryption failed"  # how the age library says that the passphrase is not the one


def open_identity(sealed: bytes, passphrase: str) -> Answer:
    """The identity in an `identity.age`."""
    header = seal.header(sealed)
    if header is None or header.work is None:
        return {"error": "damaged"}
    if header.work > WORK_LIMIT:
        return {"error": "refused", "asked": header.work}
    try:
        lines = scrypt.decrypt(sealed, passphrase).decode("ascii").splitlines()
    except DecryptError as error:
        return {"error": "wrong" if str(error) == WRONG else "damaged"}
    except UnicodeDecodeError:
        return {"error": "damaged"}
    # an identity file may have comments, as age-keygen writes them
    found = [line for line in lines if line and not line.startswith("#")]
    if len(found) != 1 or not seal.is_identity(found[0]):
        return {"error": "damaged"}
    return {"text": _wrap(found[0].encode())}


def protect_identity(identity: bytes, passphrase: str) -> Answer:
    """An `identity.age`, opened once more before it is handed over: a key that cannot be read back loses everything."""
    best, most = b"", 0
    for _ in range(TRIES):
        sealed = scrypt.encrypt(identity + b"\n", passphrase)
        header = seal.header(sealed)
        work = header.work if header and header.work else 0
        if most < work <= WORK_LIMIT:
            best, most = sealed, work
        if most >= WORK_WANTED:
            break
    if most < WORK_FLOOR or open_identity(best, passphrase).get("text") != _wrap(identity):
        return {"error": "weak"}
    return {"text": _wrap(best)}


def main() -> None:
    """Answer one request."""
    with contextlib.suppress(ImportError):  # Windows has neither the module nor core files
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    request: Request = json.load(sys.stdin.buffer)
    work = {"open": open_identity, "protect": protect_identity}[request["do"]]
    answer = work(base64.b64decode(request["text"]), request["passphrase"])
    sys.stdout.buffer.write(json.dumps(answer).encode())


def _wrap(data: bytes) -> str:
    return base64.b64encode(data).decode()


if __name__ == "__main__":
    main()
