"""Clones: the same people that git itself tells, from loose and packed objects; hostile clones run and harm nothing."""

import hashlib
import os
import random
import shutil
import subprocess
import zlib
from collections.abc import Sequence
from pathlib import Path

import pytest

from support.command import Commands
from unlisted.audit import Watch, audit
from unlisted.match import compile_facts
from unlisted.model import Fact, Kind, Outcome, Reason, State
from unlisted.sources.base import FIELD_BREAK, Reading
from unlisted.sources.folders import walk
from unlisted.sources.git import Git
from unlisted.sources.gitobjects import MOST

PEOPLE = (
    ("Milena Primerović", "milena@primer.example.org"),
    ("Ana Anić", "ana@example.org"),
    ("Milena", "1234+milena@users.noreply.example.org"),
)
MATCHER = compile_facts(
    [Fact(id="mail", kind=Kind.EMAIL, value=PEOPLE[0][1], parts={"local": "milena", "domain": "primer.example.org"})]
)
needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="the clones are made by git itself")


def git(folder: Path, *words: str, who: tuple[str, str] = PEOPLE[0], by: tuple[str, str] | None = None) -> str:
    by = by or who
    people = {
        "GIT_AUTHOR_NAME": who[0], "GIT_AUTHOR_EMAIL": who[1],
        "GIT_COMMITTER_NAME": by[0], "GIT_COMMITTER_EMAIL": by[1],
        "GIT_AUTHOR_DATE": "2026-03-01T12:00:00Z", "GIT_COMMITTER_DATE": "2026-03-01T12:00:00Z",
        "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "HOME": str(folder),
    }  # fmt: skip
    done = subprocess.run(
        ["git", "-C", str(folder), *words], env={**os.environ, **people}, capture_output=True, text=True, check=True
    )
    return done.stdout


def make(folder: Path, commits: int = 12, *init: str) -> Path:
    """A repository with commits by several people, a branch and a tag."""
    folder.mkdir()
    git(folder, "init", "-q", "-b", "main", *init)
    for number in range(commits):
        (folder / "file.txt").write_text("".join(f"red {n}\n" for n in range(number * 40 + 1)), encoding="utf-8")
        git(folder, "add", ".")
        who, by = PEOPLE[number % 3], PEOPLE[number % 2]
        git(folder, "commit", "-q", "-m", f"Izmena {number}\n\nduga poruka koja se ponavlja " * 20, who=who, by=by)
    git(folder, "tag", "-a", "-m", "izdanje", "v1", who=("Taga Tagić", "taga@example.org"))
    git(folder, "checkout", "-q", "-b", "grana", "HEAD~3")
    trailer = "Još\n\nCo-authored-by: Pera Perić <pera@example.org>\nSigned-off-by: Ana Anić <ana@example.org>"
    git(folder, "commit", "-q", "--allow-empty", "-m", trailer)
    return folder


def told(folder: Path) -> set[tuple[str, str]]:
    """Who stands in the clone, by us."""
    reading = Reading()
    found = [batch.document(i) for batch in Git().read(folder / ".git", reading) for i in range(len(batch.starts))]
    assert reading.reason is None
    return {tuple(text.split(FIELD_BREAK)) for text in found}  # type: ignore[misc]


def told_by_git(folder: Path) -> set[tuple[str, str]]:
    """Who stands in the clone, by git: authors, committers, and those that the fixture adds."""
    lines = git(folder, "log", "--all", "--format=%an%x00%ae%x00%cn%x00%ce").splitlines()
    people = {pair for line in lines for pair in zip(*[iter(line.split("\0"))] * 2, strict=True)}
    return people | {("Taga Tagić", "taga@example.org"), ("Pera Perić", "pera@example.org")}


@needs_git
@pytest.mark.parametrize("collected", [False, True])
def test_the_same_people_as_git_tells(tmp_path: Path, collected: bool) -> None:
    folder = make(tmp_path / "clone", 20)
    if collected:
        git(folder, "gc", "-q", "--aggressive", "--prune=now")
        assert not [path for path in (folder / ".git/objects").glob("??/*") if len(path.name) == 38]
    assert told(folder) == told_by_git(folder)


@needs_git
def test_packs_with_commits_built_from_others(tmp_path: Path) -> None:
    """`repack -f` with a long window makes deltas of commits too; that they are there is checked."""
    folder = make(tmp_path / "clone", 40)
    git(folder, "repack", "-q", "-a", "-d", "-f", "--depth=50", "--window=250")
    index = next((folder / ".git/objects/pack").glob("*.idx"))
    lines = [line.split() for line in git(folder, "verify-pack", "-v", str(index)).splitlines()]
    assert any(len(words) == 7 and words[1] == "commit" for words in lines)
    assert told(folder) == told_by_git(folder)


@needs_git
def test_clones_with_longer_names(tmp_path: Path) -> None:
    folder = make(tmp_path / "clone", 5, "--object-format=sha256")
    loose = told(folder)
    git(folder, "gc", "-q", "--prune=now")
    assert told(folder) == loose == told_by_git(folder)


def look(targets: Sequence[str]) -> list[Outcome]:
    keyed = lambda place: hashlib.sha256(place.encode()).hexdigest()  # noqa: E731
    return list(audit(walk(targets), MATCHER, keyed=keyed, watch=Watch()))


@needs_git
def test_checking_a_folder_sees_its_clone_as_one_place(tmp_path: Path) -> None:
    folder = make(tmp_path / "clone")
    for target in (folder, folder / ".git"):
        outcomes = [outcome for outcome in look([str(target)]) if outcome.source == "git"]
        (outcome,) = outcomes
        assert (outcome.state, outcome.reason, outcome.read["commits"]) == (State.SEEN, None, 13)
        assert outcome.unread["messages"] == 13
        assert {one.locator for one in outcome.sightings} == {"meta:author", "meta:committer"}
        assert all(one.date for one in outcome.sightings)
    assert not [one for one in look([str(folder)]) if one.reason is Reason.FORMAT_UNKNOWN]


@needs_git
def test_a_copy_elsewhere_is_the_same_place(tmp_path: Path) -> None:
    folder = make(tmp_path / "clone")
    shutil.copytree(folder, tmp_path / "copy")
    first, second = ({one.id for out in look([str(at)]) for one in out.sightings} for at in (folder, tmp_path / "copy"))
    assert first == second


@needs_git
def test_what_a_hostile_clone_sets_is_not_run(tmp_path: Path) -> None:
    folder = make(tmp_path / "clone")
    trap = tmp_path / "sprung"
    script = tmp_path / "trap.sh"
    script.write_text(f"#!/bin/sh\ntouch {trap}\n", encoding="utf-8")
    script.chmod(0o755)
    with (folder / ".git/config").open("a", encoding="utf-8") as config:
        config.write(f"[core]\n\tfsmonitor = {script}\n\tpager = {script}\n\thooksPath = {tmp_path}\n")
        config.write(f'[include]\n\tpath = {script}\n[alias]\n\tlog = "!{script}"\n')
    for hook in ("post-checkout", "pre-commit"):
        shutil.copy(script, folder / ".git/hooks" / hook)
    (folder / ".git/objects/info/alternates").write_text(str(tmp_path / "elsewhere"), encoding="utf-8")
    (outcome,) = [one for one in look([str(folder)]) if one.source == "git"]
    assert outcome.state is State.SEEN
    assert outcome.unread["links"] == 1
    assert not trap.exists()


@needs_git
def test_links_in_the_store_are_not_followed(tmp_path: Path) -> None:
    folder, other = make(tmp_path / "clone", 4), make(tmp_path / "other", 4)
    store = folder / ".git/objects"
    shutil.rmtree(store)
    store.mkdir()
    for path in (other / ".git/objects").iterdir():
        (store / path.name).symlink_to(path)
    (outcome,) = [one for one in look([str(folder)]) if one.source == "git"]
    assert (outcome.state, outcome.reason) == (State.UNKNOWN, Reason.EMPTY)


def hand_made(folder: Path, objects: dict[str, bytes]) -> Path:
    inside = folder / ".git"
    (inside / "refs").mkdir(parents=True)
    (inside / "HEAD").write_text("ref: refs/heads/main\n", encoding="utf-8")
    for name, data in objects.items():
        path = inside / "objects" / name[:2] / name[2:]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


COMMIT = (
    b"commit 999\0tree 0\nauthor Milena <milena@primer.example.org> 1772366400 +0100\n"
    b"committer Kan <kan@example.net> 99999999999999 +0100\n\nporuka\n"
)


def test_a_bomb_is_read_no_further_than_a_head(tmp_path: Path) -> None:
    bomb = zlib.compress(COMMIT + b"x" * (200 << 20), 9)
    folder = hand_made(tmp_path, {"ab" + "0" * 38: bomb, "ac" + "0" * 38: b"noise", "ad" + "0" * 38: b""})
    reading = Reading()
    (batch,) = Git().read(folder / ".git", reading)
    assert "milena@primer.example.org" in batch.text
    assert reading.read["bytes"] <= 2 * MOST
    assert (reading.reason, reading.numbers) == (Reason.RECORDS_SKIPPED, {"count": 2})


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = make(tmp_path_factory.mktemp("packed") / "clone", 6)
    git(folder, "gc", "-q", "--aggressive", "--prune=now")
    return folder


@needs_git
@pytest.mark.parametrize("seed", range(40))
def test_damaged_packs_raise_nothing_and_are_told(packed: Path, tmp_path: Path, seed: int) -> None:
    folder = tmp_path / "clone"
    shutil.copytree(packed, folder)
    rng = random.Random(seed)
    for path in (folder / ".git/objects/pack").iterdir():
        if path.suffix in (".pack", ".idx") and rng.random() < 0.7:
            data = bytearray(path.read_bytes())
            for _ in range(rng.randrange(1, 40)):
                data[rng.randrange(len(data))] = rng.randrange(256)
            path.chmod(0o644)
            path.write_bytes(data[: rng.randrange(1, len(data))] if rng.random() < 0.3 else data)
    assert all(outcome.reason is not Reason.ERROR for outcome in look([str(folder)]))


@needs_git
def test_a_pack_without_its_index_is_told(packed: Path, tmp_path: Path) -> None:
    folder = tmp_path / "clone"
    shutil.copytree(packed, folder)
    for path in (folder / ".git/objects/pack").glob("*.idx"):
        path.unlink()
    (outcome,) = [one for one in look([str(folder)]) if one.source == "git"]
    assert (outcome.state, outcome.unread["files"]) == (State.UNKNOWN, 1)


@needs_git
def test_the_command_tells_facts_and_no_names_of_others(command: Commands, tmp_path: Path) -> None:
    folder = make(tmp_path / "clone", 4)
    result = command("check", str(folder))
    assert "Anić" not in result.out + result.err
    assert "ana@example.org" not in result.out + result.err
    assert result.code == 1
