"""Every string exists in Serbian, with the same placeholders, in Latin letters only."""

import ast
import re

import pytest

from support.messages import KEYWORDS, PACKAGE, Message, extracted, serbian
from unlisted.locale import Language, plural, use
from unlisted.text.scripts import Script, script_of, to_cyrillic

PLACEHOLDER = re.compile(r"\{[^{}]*\}")
COMMAND = re.compile(r"`[^`]*`")
FOUND = extracted()


def problems(messages: dict[Message, str], catalogue: object) -> list[str]:
    """What is missing or wrong: one line a message."""
    told = []
    for message, place in messages.items():
        entry = catalogue.get(message if isinstance(message, str) else message[0])
        if entry is None or entry.fuzzy or not entry.string or not all(_forms(entry.string)):
            told.append(f"{place}: not translated: {message!r}")
            continue
        ids = message if isinstance(message, tuple) else (message,)
        wanted = {p for one in ids for p in PLACEHOLDER.findall(one)}
        for form in _forms(entry.string):
            if not set(PLACEHOLDER.findall(form)) <= wanted:
                told.append(f"{place}: placeholders differ: {message!r}")
            if any(script_of(char) is Script.CYRILLIC for char in form):
                told.append(f"{place}: Cyrillic in the Latin catalogue: {message!r}")
            if sorted(COMMAND.findall(form)) != sorted(COMMAND.findall(ids[-1])):
                told.append(f"{place}: commands differ: {message!r}")
    return told


def _forms(string: str | tuple[str, ...]) -> tuple[str, ...]:
    return string if isinstance(string, tuple) else (string,)


def test_everything_is_translated() -> None:
    assert not problems(FOUND, serbian())


def test_the_check_can_fail() -> None:
    assert problems({"A sentence that nobody translated.": "x.py"}, serbian())


def test_nothing_is_left_over() -> None:
    known = {m if isinstance(m, str) else m[0] for m in FOUND}
    stale = [
        entry.id
        for entry in serbian()
        if entry.id and (entry.id if isinstance(entry.id, str) else entry.id[0]) not in known
    ]
    assert not stale


@pytest.mark.parametrize(
    ("n", "text"), [(1, "1 činjenica"), (3, "3 činjenice"), (5, "5 činjenica"), (21, "21 činjenica")]
)
def test_serbian_plurals(n: int, text: str) -> None:
    use(Language.SERBIAN)
    assert text in plural("{n} fact added.", "{n} facts added.", n)
    use(Language.SERBIAN_CYRILLIC)
    assert to_cyrillic(text) in plural("{n} fact added.", "{n} facts added.", n)


def test_no_message_hides_from_extraction() -> None:
    """A call inside an f-string is not seen by the tool; such a message would never be translated."""
    known = {part for message in FOUND for part in _forms(message)}
    hidden = [
        (path.name, node.lineno)
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in KEYWORDS
        for argument in node.args[: len(KEYWORDS[node.func.id] or (1,))]
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str) and argument.value not in known
    ]
    assert not hidden
