"""Where in a facts file each field stands, because the TOML reader of the standard library does not say."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_TOKEN = re.compile(
    r'(?P<text>"""(?:\\.|[^\\])*?"""(?:"{0,2})|\'\'\'.*?\'\'\'(?:\'{0,2})|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\')'
    r"|(?P<comment>#[^\n]*)|(?P<newline>\n)|(?P<open>[\[{])|(?P<close>[\]}])|(?P<other>[^\"'#\n\[\]{}]+)",
    re.DOTALL,
)
_HEADER = re.compile(r"[ \t]*\[{1,2}[ \t]*[\"']?([\w-]+)[\"']?[ \t]*\]{1,2}")
_KEY = re.compile(r"""[ \t]*(?:"((?:\\.|[^"\\\n])*)"|'([^'\n]*)'|([\w-]+))[ \t]*[=.]""")


@dataclass(slots=True)
class Lines:
    """Line numbers, from 1. Tables are numbered: `[[fact]]` from 0 in their order, everything else is -1."""

    fields: dict[tuple[int, str], int] = field(default_factory=dict)
    facts: list[int] = field(default_factory=list)
    person: int = 1

    def of(self, table: int, name: str) -> int:
        """The line of a field; of its table, if the field has no line of its own."""
        whole = self.facts[table] if 0 <= table < len(self.facts) else self.person
        return self.fields.get((table, name), whole)


def lines_of(text: str) -> Lines:
    """The lines of `text`, which must be valid TOML. One pass; written for the two tables of a facts file."""
    found = Lines()
    line, depth, table, key = 1, 0, -1, ""
    at, begins = 0, True
    while at < len(text):
        if begins and depth == 0:
            if header := _HEADER.match(text, at):
                table = _entered(found, header[1], line)
                at = header.end()
            elif named := _KEY.match(text, at):
                key = named[1] or named[2] or named[3] or ""
                found.fields.setdefault((table, key), line)
        begins = False
        token = _TOKEN.match(text, at)
        if token is None:  # the text ends with a header
            break
        kind, at = token.lastgroup, token.end()
        if kind == "open":
            if text[token.start()] == "{" and depth == 1 and key == "fact":  # fact = [{…}, {…}]
                found.facts.append(line)
            depth += 1
        elif kind == "close":
            depth -= 1
        begins = kind == "newline"
        line += token[0].count("\n")
    return found


def _entered(found: Lines, name: str, line: int) -> int:
    found.fields.setdefault((-1, name), line)
    if name == "fact":
        found.facts.append(line)
        return len(found.facts) - 1
    if name == "person":
        found.person = line
    return -1
