"""The command line: parse, call, show. One file a group of commands; nothing heavy is imported until it runs."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from unlisted.locale import Language, from_system, use


def main(arguments: Sequence[str] | None = None) -> None:
    """The entry point: choose the language, run one command, leave with its exit status."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # cp1252 cannot write Cyrillic, and a pipe would get it
            stream.reconfigure(encoding="utf-8", errors="replace")
    use(wanted_language(words))
    from unlisted.cli.app import run  # after the language is known, because help texts are translated on import

    sys.exit(run(words))


def wanted_language(words: Sequence[str]) -> Language:
    """The language of `--lang` if it is there and known, else the system's. A wrong one is reported by the parser."""
    for word, following in zip(words, [*words[1:], ""], strict=True):
        wanted = following if word == "--lang" else word.removeprefix("--lang=") if word.startswith("--lang=") else None
        if wanted in set(Language):
            return Language(wanted)
    return from_system(os.environ)
