"""Unlocking: the real format through the real child, and everything an `identity.age` may be instead."""

from __future__ import annotations

import base64
import subprocess
import sys
from pathlib import Path

import pytest

from unlisted.vault import child, seal, unlock
from unlisted.vault.errors import (
    KeyDamaged,
    ProtectionTooWeak,
    UnlockFailed,
    UnlockRefused,
    UnlockTooSlow,
    WrongPassphrase,
)

from .cheap_age import protect
from .people import IDENTITY


def test_a_protected_identity_asks_for_enough_work() -> None:
    """Real scrypt, in the real child, which opens what it made before it hands it over."""
    sealed = unlock.protect(IDENTITY, "tiha ćuprija")
    header = seal.header(sealed)
    assert header is not None
    assert header.work is not None
    assert child.WORK_FLOOR <= header.work <= child.WORK_LIMIT


@pytest.mark.slow
def test_real_work_opens_by_its_passphrase_only() -> None:
    sealed = unlock.protect(IDENTITY, "tiha ćuprija")
    assert unlock.identity_of(sealed, "tiha ćuprija") == IDENTITY
    with pytest.raises(WrongPassphrase):
        unlock.identity_of(sealed, "tiha cuprija")


def test_a_wrong_passphrase_is_told_from_a_damaged_file() -> None:
    sealed = protect(IDENTITY, "right")
    assert unlock.identity_of(sealed, "right") == IDENTITY
    with pytest.raises(WrongPassphrase):
        unlock.identity_of(sealed, "wrong")
    with pytest.raises(KeyDamaged):
        unlock.identity_of(sealed[:-1], "right")


def test_no_flipped_bit_and_no_cut_opens_a_file() -> None:
    sealed = protect(IDENTITY, "right")
    answers = []
    for at in range(len(sealed)):
        for bit in (1, 64):
            flipped = bytearray(sealed)
            flipped[at] ^= bit
            answers.append(child.open_identity(bytes(flipped), "right"))
        assert child.open_identity(sealed[:at], "right") == {"error": "damaged"}
    # a flip in the wrapped key or its salt cannot be told from a wrong passphrase; every other one can
    assert {answer.get("error") for answer in answers} == {"damaged", "wrong"}
    assert sum(answer.get("error") == "wrong" for answer in answers) < len(answers) / 4


@pytest.mark.parametrize("claim", [23, 30, 63, 200, 999])
def test_absurd_work_is_refused_before_any_is_done(claim: int) -> None:
    with pytest.raises(UnlockRefused) as raised:
        unlock.identity_of(protect(IDENTITY, "right", claim=claim), "right")
    assert raised.value.values == {"asked": claim, "limit": 22}


@pytest.mark.parametrize("claim", [b"0", b"-1", b"07", b"1e3", b"9" * 4000, b"", b"4 4"])
def test_work_that_is_no_number_is_damage(claim: bytes) -> None:
    sealed = protect(IDENTITY, "right", work=4).replace(b" 4\n", b" " + claim + b"\n", 1)
    assert child.open_identity(sealed, "right") == {"error": "damaged"}


@pytest.mark.parametrize(
    "inside", ["", "AGE-SECRET-KEY-1", "no key at all", f"{IDENTITY}\n{IDENTITY}", "AGE-SECRET-KEY-1" + "Q" * 58, "ć"]
)
def test_something_else_inside_is_damage(inside: str) -> None:
    assert child.open_identity(protect(inside, "right"), "right") == {"error": "damaged"}


def test_comments_of_age_keygen_are_passed_over() -> None:
    sealed = protect(f"# created: 2026-03-01\n# public key: age1\n{IDENTITY}\n", "right")
    assert base64.b64decode(child.open_identity(sealed, "right")["text"]).decode() == IDENTITY


def test_a_file_for_an_identity_is_no_passphrase_file() -> None:
    assert child.open_identity(seal.seal(b"x", [IDENTITY]), "right") == {"error": "damaged"}


def test_a_long_unlocking_is_ended() -> None:
    with pytest.raises(UnlockTooSlow) as raised:
        unlock.identity_of(protect(IDENTITY, "right", claim=22), "right", seconds=0.4)
    assert raised.value.values == {"seconds": 0}


@pytest.mark.parametrize("program", ["import os; os.abort()", "print('not JSON')", "raise SystemExit(1)", "pass"])
def test_a_child_that_dies_is_an_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, program: str) -> None:
    """As when memory runs out: the age library aborts, the system kills."""
    (tmp_path / "python").write_text(f"#!{sys.executable}\n{program}\n")
    (tmp_path / "python").chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    with pytest.raises(UnlockFailed):
        unlock.identity_of(protect(IDENTITY, "right"), "right")


def test_a_hiccup_does_not_make_a_weak_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """The age library chooses the work by one short measurement; a weak result is made again."""
    made: list[int] = []

    def encrypt(identity: bytes, passphrase: str) -> bytes:
        made.append(works.pop(0))
        return protect(identity.decode().strip(), passphrase, claim=made[-1], work=2)

    monkeypatch.setattr(child.scrypt, "encrypt", encrypt)
    opened = {"text": base64.b64encode(IDENTITY.encode()).decode()}
    monkeypatch.setattr(child, "open_identity", lambda *_: opened)
    works = [9, 12, 18, 20]
    kept = base64.b64decode(child.protect_identity(IDENTITY.encode(), "right")["text"])
    assert made == [9, 12, 18]
    assert seal.header(kept) == seal.Header(readers=0, work=18)
    works = [9, 17, 16, 12, 12, 12]
    kept = base64.b64decode(child.protect_identity(IDENTITY.encode(), "right")["text"])
    assert seal.header(kept) == seal.Header(readers=0, work=17)
    works = [9] * 6
    assert child.protect_identity(IDENTITY.encode(), "right") == {"error": "weak"}
    with pytest.raises(ProtectionTooWeak):
        raise unlock._error({"error": "weak"})


def test_a_module_in_the_current_folder_is_not_run(tmp_path: Path) -> None:
    """She may stand in a folder of files from people who hate her."""
    for name in ("pyrage.py", "json.py", "unlisted.py", "base64.py"):
        (tmp_path / name).write_text("print('run'); raise SystemExit(3)\n")
    script = (
        "import sys; sys.path.remove('') if '' in sys.path else None\n"
        "from unlisted.vault import unlock\n"
        f"print(unlock.identity_of(bytes.fromhex('{protect(IDENTITY, 'right').hex()}'), 'right'))"
    )
    ended = subprocess.run(
        [sys.executable, "-P", "-c", script], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert ended.stdout.strip() == IDENTITY


def test_the_child_says_nothing_but_its_answer() -> None:
    ended = subprocess.run(
        [sys.executable, "-P", "-m", "unlisted.vault.child"],
        input=b'{"do": "open", "passphrase": "secret", "text": ""}',
        capture_output=True,
        check=True,
    )
    assert (ended.stdout, ended.stderr) == (b'{"error": "damaged"}', b"")
