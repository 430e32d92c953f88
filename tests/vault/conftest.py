"""A vault that opens at once: sealed to a ready-made identity, no passphrase, no scrypt."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from unlisted.vault import Vault

from .people import IDENTITY, PERSON


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a vault in it."""
    folder = tmp_path / "vault"
    Vault.create(folder, None, PERSON, identity=IDENTITY).close()
    return folder


@pytest.fixture
def vault(folder: Path) -> Iterator[Vault]:
    """That vault, open."""
    with Vault.open(folder, identity=IDENTITY) as vault:
        yield vault
