"""What a look covered includes which matcher looked: an older one than saw a place never calls it gone."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from support.command import Commands
from unlisted import audit
from unlisted.match import MATCHER_VERSION
from unlisted.model import Coverage, Outcome, State, Visibility
from unlisted.rounds import merge
from unlisted.vault import disk, seal
from vault.versions import first_version


def export(folder: Path, name: str, *messages: tuple[int, str, str]) -> Path:
    """A Telegram export of one group: number, date and text of each message."""
    file = folder / name
    told = [
        {"id": number, "type": "message", "date": f"{day}T12:00:00", "from": "N", "from_id": "user9", "text": text}
        for number, day, text in messages
    ]
    file.write_text(json.dumps({"name": "G", "type": "private_supergroup", "id": 7, "messages": told}, indent=1))
    return file


@pytest.fixture
def exports(tmp_path: Path) -> tuple[Path, Path]:
    """One with her number in it, and a later one in which that message is not there any more."""
    around = [(1, "2026-03-01", "zdravo"), (9, "2026-03-09", "svima")]
    before = export(tmp_path, "before.json", around[0], (5, "2026-03-05", "064 000 0123"), around[1])
    return before, export(tmp_path, "after.json", *around, (12, "2026-04-01", "opet"))


def states(commands: Commands) -> list[str]:
    return [one["state"] for one in json.loads(commands("exposures", "--json").out)["exposures"]]


@pytest.mark.parametrize(
    ("saw", "looks", "state"), [(3, 2, "visible"), (3, 3, "not-visible"), (3, 4, "not-visible"), (2, 2, "not-visible")]
)
def test_not_visible_needs_a_look_as_able(
    bare: Commands, exports: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, saw: int, looks: int, state: str
) -> None:
    bare.make()
    for version, file in zip((saw, looks), exports, strict=True):
        monkeypatch.setattr(audit, "MATCHER_VERSION", version)
        found = json.loads(bare("check", str(file), "--json").out)
        assert [look["matcher"] for look in found["outcomes"]] == [version]
    assert states(bare) == [state]
    with bare.vault() as vault:
        kept = [look for one in vault.store.rounds() for look in one.outcomes]
        assert [(look.matcher, look.typos) for look in kept] == [(saw, False), (looks, False)]
    told = json.loads(bare("rounds", "--json").out)
    assert [look["matcher"] for look in told["looks"]] == [saw, looks]
    lists = {name: len(told["between"][name]) for name in ("not_visible", "not_looked", "unchanged")}
    gone = state == "not-visible"
    assert lists == {"not_visible": int(gone), "not_looked": int(not gone), "unchanged": 0}


def test_the_tier_for_slips_is_kept_with_the_look(bare: Commands, exports: tuple[Path, Path]) -> None:
    bare.make()
    assert [look["typos"] for look in json.loads(bare("check", str(exports[0]), "--json").out)["outcomes"]] == [False]
    bare("check", str(exports[0]), "--typos")
    with bare.vault() as vault:
        kept = [look for one in vault.store.rounds() for look in one.outcomes]
    assert [(look.matcher, look.typos) for look in kept] == [(MATCHER_VERSION, False), (MATCHER_VERSION, True)]


@pytest.mark.parametrize(
    ("looks", "state"), [(1, Visibility.VISIBLE), (2, Visibility.NOT_VISIBLE), (3, Visibility.NOT_VISIBLE)]
)
def test_what_an_older_vault_holds_counts_as_the_version_before(bare: Commands, looks: int, state: Visibility) -> None:
    """A real vault of the first version, with one place in it."""
    bare.folder.mkdir()
    disk.write_new(bare.folder / "vault.age", seal.seal(first_version(), [bare.identity]))
    with bare.vault() as vault:
        known = vault.store.exposures()
    cover = Coverage(within=known[0].within, first=1, last=9, snapshot=known[0].last_looked + timedelta(days=1))
    look = Outcome(source="telegram", target="a", state=State.CLEAR, covers=(cover,), matcher=looks)
    merged = merge(known, [look], facts=("home",), now=known[0].last_looked)
    assert [one.state for one in merged.exposures] == [state]
