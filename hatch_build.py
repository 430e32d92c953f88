"""Compiles, when a wheel or an editable install is made, what would be slow to read at every start, or to run.

The message catalogues (.po) become what gettext reads (.mo), the knowledge data (TOML) what `knowledge.compiled` reads,
the innermost loops (C) extension modules. Where there is no C compiler these are left out, and everything works, more
slowly.
"""

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from setuptools import Distribution, Extension
from setuptools.command.build_ext import build_ext


class Compile(BuildHookInterface):  # type: ignore[misc]
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        package = Path(self.root, "src", "unlisted")
        for source in (package / "locale").rglob("*.po"):
            with source.open("rb") as lines, source.with_suffix(".mo").open("wb") as compiled:
                write_mo(compiled, read_po(lines))

        sys.path.insert(0, str(package.parent))
        from unlisted.knowledge.compiled import COMPILED, write

        self.folder = Path(tempfile.mkdtemp())  # what a wheel takes must not stay in the copy, where it would age
        sources = sorted(package.rglob("_*.c"))
        modules = {source: made for source in sources if (made := _extension(source, self.folder / source.stem))}
        if version == "editable":
            write(COMPILED, frozen=False)
            for old in (one for source in sources for one in source.parent.glob(f"{source.stem}.*")):
                if old.suffix in (".so", ".pyd"):
                    old.unlink()
            for source, made in modules.items():
                shutil.copy(made, source.parent)
            return
        write(self.folder / "knowledge", frozen=True)
        build_data["force_include"][str(self.folder / "knowledge")] = "unlisted/knowledge/compiled"
        for source, made in modules.items():
            place = source.with_name(made.name).relative_to(package.parent)
            build_data["force_include"][str(made)] = place.as_posix()
            build_data["pure_python"], build_data["infer_tag"] = False, True

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        shutil.rmtree(self.folder)


def _extension(source: Path, folder: Path) -> Path | None:
    """The extension module made of a C file, None where there is no compiler for it."""
    built = build_ext(Distribution({"ext_modules": [Extension(source.stem, [str(source)], optional=True)]}))
    built.build_lib, built.build_temp = str(folder), str(folder / "objects")
    built.ensure_finalized()
    built.run()
    file = Path(built.get_ext_fullpath(source.stem))
    return file if file.exists() else None
