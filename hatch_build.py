"""Compiles, when a wheel or an editable install is made, what would be slow to read at every start.

The message catalogues (.po) become what gettext reads (.mo), the knowledge data (TOML) what `knowledge.compiled` reads.
"""

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Compile(BuildHookInterface):  # type: ignore[misc]
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        package = Path(self.root, "src", "unlisted")
        for source in (package / "locale").rglob("*.po"):
            with source.open("rb") as lines, source.with_suffix(".mo").open("wb") as compiled:
                write_mo(compiled, read_po(lines))

        sys.path.insert(0, str(package.parent))
        from unlisted.knowledge.compiled import COMPILED, write

        if version == "editable":
            write(COMPILED, frozen=False)
            return
        self.folder = Path(tempfile.mkdtemp())  # what a wheel takes must not stay in the working copy, where it would age
        write(self.folder, frozen=True)
        build_data["force_include"][str(self.folder)] = "unlisted/knowledge/compiled"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        if version != "editable":
            shutil.rmtree(self.folder)
