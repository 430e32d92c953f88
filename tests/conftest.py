"""Fixtures that several rooms share."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from support.command import Commands
from unlisted.locale import Language, use

# Nothing here is a timed test: a busy machine makes none of them fail.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")


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
