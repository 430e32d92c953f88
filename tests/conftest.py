"""Fixtures that several rooms share."""

from pathlib import Path

import pytest

from support.command import Commands
from unlisted.locale import Language, use


@pytest.fixture
def command(tmp_path: Path) -> Commands:
    """Commands on a vault with three facts of a fictional person."""
    commands = Commands(tmp_path)
    commands.make()
    return commands


@pytest.fixture
def bare(tmp_path: Path) -> Commands:
    """Commands on a folder without a vault."""
    return Commands(tmp_path)


@pytest.fixture(autouse=True)
def english() -> None:
    """Every test begins in English, whatever the one before spoke."""
    use(Language.ENGLISH)
