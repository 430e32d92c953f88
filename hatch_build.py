"""Compiles the message catalogues (.po) into what gettext reads (.mo) when a wheel or an editable install is made."""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileCatalogues(BuildHookInterface):  # type: ignore[misc]
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        for source in Path(self.root, "src", "unlisted", "locale").rglob("*.po"):
            with source.open("rb") as lines, source.with_suffix(".mo").open("wb") as compiled:
                write_mo(compiled, read_po(lines))
