"""Asking the unlocking child: an identity for a passphrase, and a passphrase's protection for an identity."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from typing import Literal, TypedDict, cast

from unlisted.vault.errors import (
    KeyDamaged,
    ProtectionTooWeak,
    UnlockFailed,
    UnlockRefused,
    UnlockTooSlow,
    WrongPassphrase,
)

SECONDS = 180  # the most work allowed takes 20 s on a small machine; this is for a machine that is busy besides
WORK_LIMIT = 22  # as a power of two, 4 GiB; the same as stock age, so that what age opens we open


class Request(TypedDict):
    """`text` is base64: the sealed file to open, or the identity to protect."""

    do: Literal["open", "protect"]
    passphrase: str
    text: str


class Answer(TypedDict, total=False):
    """`text` is base64: the identity, or the sealed file. Or an `error`, `asked` with its number."""

    text: str
    error: Literal["wrong", "damaged", "refused", "weak"]
    asked: int


def identity_of(sealed: bytes, passphrase: str, *, seconds: float = SECONDS) -> str:
    """The age identity in the bytes of an `identity.age`. About 2 s and 0.5 GB, in a process of its own.

    Raises `WrongPassphrase`, `KeyDamaged`, `UnlockRefused`, `UnlockTooSlow`, `UnlockFailed`.
    """
    return _ask({"do": "open", "passphrase": passphrase, "text": _wrap(sealed)}, seconds).decode()


def protect(identity: str, passphrase: str, *, seconds: float = SECONDS) -> bytes:
    """The bytes of an `identity.age`. About 4 s: it is opened again before it is handed over.

    Raises `ProtectionTooWeak`, `UnlockTooSlow`, `UnlockFailed`.
    """
    return _ask({"do": "protect", "passphrase": passphrase, "text": _wrap(identity.encode())}, seconds)


def _ask(request: Request, seconds: float) -> bytes:
    # -P: a file called pyrage.py in the folder she happens to be in must not be run
    command = [sys.executable, "-P", "-m", "unlisted.vault.child"]
    flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # Windows would open a black window
    try:
        ended = subprocess.run(
            command,
            input=json.dumps(request).encode(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=seconds,
            check=True,
            creationflags=flags,
        )
        answer = cast("Answer", json.loads(ended.stdout))
    except subprocess.TimeoutExpired:
        raise UnlockTooSlow(seconds=round(seconds)) from None
    except (OSError, ValueError, subprocess.CalledProcessError):
        raise UnlockFailed from None
    if "error" in answer:
        raise _error(answer)
    return base64.b64decode(answer["text"])


def _error(answer: Answer) -> WrongPassphrase | KeyDamaged | UnlockRefused | ProtectionTooWeak:
    match answer["error"]:
        case "wrong":
            return WrongPassphrase()
        case "refused":
            return UnlockRefused(asked=answer["asked"], limit=WORK_LIMIT)
        case "weak":
            return ProtectionTooWeak()
        case _:
            return KeyDamaged(file="identity.age")


def _wrap(data: bytes) -> str:
    return base64.b64encode(data).decode()
