"""All messages of the program, extracted from its source and templates as a translator's tool would."""

from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po

PACKAGE = Path(__file__).parent.parent.parent / "src" / "unlisted"
SERBIAN = PACKAGE / "locale" / "sr" / "LC_MESSAGES" / "unlisted.po"
KEYWORDS = {
    "_": None,
    "N_": None,
    "translate": None,
    "gettext": None,
    "plural": (1, 2),
    "ngettext": (1, 2),
    "NN_": (1, 2),
}

Message = str | tuple[str, ...]


def extracted() -> dict[Message, str]:
    """Every message id (a pair where it has a plural) and the file it stands in."""
    found: dict[Message, str] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        for _line, message, _comments, _context in extract_from_file("python", path, KEYWORDS):
            found.setdefault(message, str(path.relative_to(PACKAGE)))
    for path in sorted(PACKAGE.rglob("*.j2")) + sorted(PACKAGE.rglob("templates/*.html")):
        for _line, message, _comments, _context in extract_from_file("jinja2.ext:babel_extract", path, KEYWORDS):
            found.setdefault(message, str(path.relative_to(PACKAGE)))
    return found


def serbian() -> Catalog:
    """The Serbian catalogue as it stands in the source."""
    with SERBIAN.open("rb") as lines:
        return read_po(lines, locale="sr")
