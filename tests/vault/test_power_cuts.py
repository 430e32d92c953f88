"""An acknowledged save survives a power cut, and this would go red without either fsync."""

from __future__ import annotations

import random
import shutil
import sys
from base64 import b64decode
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from unlisted.errors import VaultError
from unlisted.vault import Vault, child, disk, files

from .cheap_age import protect
from .people import PERSON, exposure
from .recorded import Call, RecordingOs, after_a_cut, recording

PASSPHRASES = ("first", "second", "third", "fourth")


def work(folder: Path, os: RecordingOs) -> None:
    """Some days with a vault: each save adds a target, and each acknowledged one is written down."""
    saves, passphrase = 0, 0

    def session(*, change: bool = False, drop: bool = False) -> None:
        nonlocal saves, passphrase
        with Vault.open(folder, identity=identity_in(folder, PASSPHRASES)) as vault:
            for _ in range(2):
                saves += 1
                vault.store.add_target(f"target-{saves}")
                vault.store.put_exposures(exposure(saves * 20 + number) for number in range(20))
                vault.save()
                os.acknowledged(saves, passphrase)
            if change:
                passphrase += 1
                vault.change_passphrase(PASSPHRASES[passphrase], protect=protect)
                os.acknowledged(saves, passphrase)
            if drop:
                vault.drop_backups()

    with Vault.create(folder, PASSPHRASES[0], PERSON, protect=protect):
        os.acknowledged(0, 0)
    for _ in range(4):
        session()
    session(change=True)
    session(drop=True)
    session(change=True)
    session()


def identity_in(folder: Path, passphrases: tuple[str, ...]) -> str | None:
    """What one of the passphrases opens, in this process: the unlocking child is tested elsewhere."""
    sealed = (folder / files.IDENTITY).read_bytes()
    for passphrase in passphrases:
        if text := child.open_identity(sealed, passphrase).get("text"):
            return b64decode(text).decode()
    return None


pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the recorded calls are those of POSIX systems")


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., list[Call]]:
    """Runs `work` and returns its calls; made once for each kind of disk."""
    made: dict[tuple[tuple[str, bool], ...], list[Call]] = {}

    def run(**mutant: bool) -> list[Call]:
        key = tuple(mutant.items())
        if key not in made:
            os = RecordingOs(**mutant)
            with pytest.MonkeyPatch.context() as patch:
                recording(patch, os)
                work(tmp_path_factory.mktemp("recorded") / "vault", os)
            made[key] = os.calls
        return made[key]

    return run


def lost(calls: list[Call], cuts: int, folder: Path, seed: int) -> list[str]:
    """What `cuts` power cuts at random moments destroyed; nothing, if all is well."""
    rng = random.Random(seed)
    first = next(at for at, call in enumerate(calls) if call.name == "acknowledged")
    renames = [at + 1 for at, call in enumerate(calls) if call.name == "replace" and at > first]
    damage = []
    for number in range(cuts):
        # every second cut comes right after a name was changed, when most is at stake
        at = rng.choice(renames) if renames and number % 2 else rng.randrange(first + 1, len(calls) + 1)
        left, said = after_a_cut(calls[:at], rng)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        for name, data in left.items():
            (folder / name).write_bytes(data)
        if found := wrong(folder, said):
            damage.append(f"after {at} of {len(calls)} calls: {found}")
    return damage


def wrong(folder: Path, said: tuple[int, int]) -> str:
    """What is wrong with the vault in `folder`, of which so many saves and passphrases were acknowledged."""
    saves, passphrase = said
    if not (folder / files.IDENTITY).exists():
        return "no identity.age"
    identity = identity_in(folder, PASSPHRASES[passphrase : passphrase + 2])
    if identity is None:
        return "the passphrase does not open it"
    try:
        with Vault.open(folder, identity=identity) as vault:
            targets, seen = vault.store.targets(), vault.store.exposures()
            vault.store.add_target("after the cut")
            vault.save()
        readers = files.readers(folder)
    except VaultError as error:
        return type(error).__name__
    if readers != 1:
        return "an earlier passphrase still opens it"
    if len(targets) < saves or targets != tuple(f"target-{number + 1}" for number in range(len(targets))):
        return f"{len(targets)} saves instead of {saves}"
    return "" if len(seen) == 20 * len(targets) else "other exposures than were saved"


def test_no_power_cut_loses_an_acknowledged_save(record: Callable[..., list[Call]], tmp_path: Path) -> None:
    assert lost(record(), 100, tmp_path / "vault", seed=1) == []


@pytest.mark.slow
def test_a_thousand_power_cuts_lose_nothing(record: Callable[..., list[Call]], tmp_path: Path) -> None:
    assert lost(record(), 1000, tmp_path / "vault", seed=2) == []


@pytest.mark.parametrize("mutant", ["skip_file_sync", "skip_folder_sync"])
def test_without_fsync_power_cuts_lose_saves(record: Callable[..., list[Call]], tmp_path: Path, mutant: str) -> None:
    """The control: the test above sees what it is there to see."""
    assert len(lost(record(**{mutant: True}), 40, tmp_path / "vault", seed=3)) > 5


def test_overwriting_in_place_loses_saves(
    record: Callable[..., list[Call]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second control: a save that writes into the file it replaces."""

    def in_place(source: Path, target: Path) -> None:
        fd = disk.os.open(target, disk.os.O_WRONLY | disk.os.O_CREAT | disk.os.O_TRUNC, 0o600)
        disk._write(fd, source.read_bytes())
        disk._sync(fd)
        disk.os.close(fd)
        disk.os.unlink(source)

    monkeypatch.setattr(disk, "replace", in_place)
    os = RecordingOs()
    recording(monkeypatch, os)
    work(tmp_path / "recorded", os)
    monkeypatch.undo()
    damage = lost(os.calls, 60, tmp_path / "vault", seed=4)
    assert len(damage) > 5


def test_a_save_is_on_the_disk_before_it_gets_its_name(record: Callable[..., list[Call]]) -> None:
    """The order itself: every replace follows an fsync of what it names and is followed by one of the folder."""
    calls = [call for call in record() if call.name not in ("unlink", "link")]
    for before, after in pairwise(calls):
        if after.name == "replace" and after.path.endswith(disk.NEW):
            renamed = [call for call in calls[: calls.index(after)] if call.inode == after.inode]
            assert renamed[-1].name == "fsync"
        if after.name == "acknowledged":
            assert before.name == "fsync folder"
    # and no vault is sealed to a new key alone before the file with that key is surely there
    keys = [at for at, call in enumerate(calls) if call.other == files.IDENTITY][1:]
    assert len(keys) == 2
    assert all(calls[at + 1].name == "fsync folder" for at in keys)
