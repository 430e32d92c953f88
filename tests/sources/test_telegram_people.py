"""Who wrote a message of a Telegram export, whether she did, and the link to it: numbers and keyed hashes only."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from unlisted.model import Link, Mark
from unlisted.sources.base import Reading
from unlisted.sources.chats.telegram import Telegram
from unlisted.sources.mine import Mine


def export(folder: Path, kind: str, *, indent: int | None = 1) -> Path:
    at = "1772366400"
    messages = [
        {"id": 1, "type": "message", "date_unixtime": at, "from": "Vuk", "from_id": "user7", "text": "jedan"},
        {"id": 2, "type": "message", "date_unixtime": at, "from": "Milena", "from_id": "user9", "text": "dva"},
        {"id": 3, "type": "service", "date_unixtime": at, "actor": "Vuk", "actor_id": "user7",
         "action": "edit_group_title", "title": "tri"},
    ]  # fmt: skip
    path = folder / "result.json"
    content = {"name": "x", "type": kind, "id": 1000000017, "messages": messages}
    path.write_text(json.dumps(content, indent=indent, ensure_ascii=False), encoding="utf-8")
    return path


def marks(path: Path, mine: Mine | None = None) -> dict[str, Mark]:
    batches = Telegram().read(path, Reading(mine=mine))
    return {batch.document(at): batch.mark(at) for batch in batches for at in range(len(batch.starts))}


@pytest.mark.parametrize("indent", [1, None])  # Telegram's own layout, and one that is parsed whole
def test_a_sender_is_known_by_number_before_name(tmp_path: Path, indent: int | None) -> None:
    found = marks(export(tmp_path, "private_supergroup", indent=indent))
    assert [found[text].sender for text in ("jedan", "dva", "tri")] == ["user7", "user9", "user7"]
    assert found["Vuk"].sender == ""  # a name by itself is no message


@pytest.mark.parametrize(
    ("kind", "linked"), [("private_supergroup", True), ("public_channel", True), ("personal_chat", False)]
)
def test_only_chats_whose_messages_have_addresses_are_linked(tmp_path: Path, kind: str, linked: bool) -> None:
    found = marks(export(tmp_path, kind))
    assert found["dva"].link == (Link(chat=1000000017, message=2) if linked else None)
    assert found["Milena"].link is None


@pytest.mark.parametrize("hers", ["Milena", "Милена", "user9"])
def test_hers_are_told_apart_by_name_and_by_number(tmp_path: Path, hers: str) -> None:
    found = marks(export(tmp_path, "private_supergroup"), Mine([hers]))
    assert [found[text].mine for text in ("jedan", "dva", "tri")] == [False, True, False]
    assert marks(export(tmp_path, "private_supergroup"))["dva"].mine is None
