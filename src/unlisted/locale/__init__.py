"""The language she reads: English, Serbian in Latin letters, and Serbian Cyrillic derived from it.

One process speaks one language, chosen once by `use` before the doors are built. Catalogues are ordinary gettext
(`sr/LC_MESSAGES/unlisted.po`), so that a translator needs no Python.
"""

from __future__ import annotations

import gettext as _gettext
import os
import re
from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from unlisted.text.scripts import to_cyrillic

DOMAIN, FOLDER = "unlisted", Path(__file__).parent


class Language(StrEnum):
    """The languages of the program, as `--lang` takes them."""

    ENGLISH = "en"
    SERBIAN = "sr"
    SERBIAN_CYRILLIC = "sr-Cyrl"


class Bilingual(Protocol):
    """A knowledge text with its English and its Serbian (Latin) wording."""

    @property
    def en(self) -> str: ...
    @property
    def sr(self) -> str: ...


_language = Language.ENGLISH
_catalogue: _gettext.NullTranslations = _gettext.NullTranslations()


def use(language: Language) -> None:
    """Speak `language` from now on; click's own messages follow through the process's gettext domain."""
    global _language, _catalogue
    _language = language
    code = "sr" if language is not Language.ENGLISH else "en"
    _catalogue = _gettext.translation(DOMAIN, FOLDER, languages=[code], fallback=True)
    _cyrillic.cache_clear()
    os.environ["LANGUAGE"] = code
    _gettext.bindtextdomain(DOMAIN, FOLDER)
    _gettext.textdomain(DOMAIN)


def language() -> Language:
    """The language in use."""
    return _language


def from_system(environment: Mapping[str, str]) -> Language:
    """The language that the system asks for by `LANGUAGE`, `LC_ALL`, `LC_MESSAGES` or `LANG`."""
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        wanted = environment.get(name, "").split(":")[0]
        if not wanted:
            continue
        if re.match(r"(sr|hr|bs|sh|cnr)([_.@-]|$)", wanted):
            cyrillic = "cyrl" in wanted.lower() or "cyrillic" in wanted.lower()
            return Language.SERBIAN_CYRILLIC if cyrillic else Language.SERBIAN
        return Language.ENGLISH
    return Language.ENGLISH


def translate(message: str, /, **values: object) -> str:
    """`message` in the language in use, its {braces} filled with `values` (which are never transliterated)."""
    found = _catalogue.gettext(message) if message else ""
    text = found if found == message else _in_script(found)
    return text.format(**values) if values else text


def plural(one: str, many: str, n: int, /, **values: object) -> str:
    """The form of a message that goes with `n`, which also fills ``{n}``."""
    found = _catalogue.ngettext(one, many, n)
    return (found if found in {one, many} else _in_script(found)).format(n=n, **values)


def text(wording: Bilingual) -> str:
    """A knowledge text in the language in use."""
    found = wording.en if _language is Language.ENGLISH else _in_script(wording.sr)
    return found.replace("`", "")  # they only keep names from being transliterated


def _in_script(serbian: str) -> str:
    return _cyrillic(serbian) if _language is Language.SERBIAN_CYRILLIC else serbian


@lru_cache(maxsize=2048)
def _cyrillic(serbian: str) -> str:
    return to_cyrillic(serbian)
