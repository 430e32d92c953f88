"""Every word on every screen goes through translation: a made-up language marks what it translated."""

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest

import unlisted.locale
from support.command import Commands
from unlisted.knowledge import load
from unlisted.locale import Language

OPEN, CLOSE = "⟦", "⟧"
MARKED = re.compile(f"{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}")
WORD = re.compile(r"[^\W\d_]{3,}")
# What is the same in every language: options, click's frame of a help page, keys to press.
SAME = re.compile(
    r"--[a-z-]+|backup-\d\.age|https?://\S+|\S+@\S+|\b[0-9a-f]{8,16}\b"
    r"|\b(Usage|OPTIONS|COMMAND|ARGS|Options|Commands|Show this message and exit|help|sr-Cyrl|html|toml)\b"
)


class Marking:
    """A catalogue that marks what goes through it."""

    def gettext(self, message: str) -> str:
        return f"{OPEN}{message}{CLOSE}"

    def ngettext(self, one: str, many: str, n: int) -> str:
        return f"{OPEN}{one if n == 1 else many}{CLOSE}"


@pytest.fixture
def marked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unlisted.locale, "_catalogue", Marking())
    monkeypatch.setattr(unlisted.locale, "_language", Language.SERBIAN)
    monkeypatch.setattr(unlisted.locale, "_in_script", lambda text: f"{OPEN}{text}{CLOSE}")  # knowledge goes through it
    monkeypatch.setattr("support.command.use", lambda _language: None)


def unmarked(said: str, known: set[str]) -> list[str]:
    """Words that did not go through translation and are no id, path or value of hers."""
    said = " ".join(said.split())  # as it was before it was wrapped
    while MARKED.search(said):
        said = MARKED.sub(" ", said)
    for own in sorted(known, key=len, reverse=True):
        if own.startswith("/"):  # a long path is wrapped where it must be
            said = re.sub(" ?".join(map(re.escape, own)), " ", said)
        said = said.replace(own, " ")
    return WORD.findall(SAME.sub(" ", said))


def never_translated(command: Commands) -> set[str]:
    """Ids, her values, paths, and the titles of sources, which are names."""
    known = {str(command.folder.parent)}
    for _kind, entry in load().entries():
        known |= {entry.id, *(" ".join(source.title.split()) for source in entry.sources)}
        known |= {urlsplit(source.url).hostname.removeprefix("www.") for source in entry.sources}
    with command.vault() as vault:
        known |= {word for fact in vault.store.facts() for word in (fact.id, fact.value)}
    return known


SESSION = [
    "2", "{notes}", "1", "", "4", "1", "4", "2", "4", "3", "4", "4", "4", "5", "4", "6", "4", "q", "5", "6", "7", "9",
    "12", "1", "{report}", "14",
]  # fmt: skip


def test_every_screen_is_translated(command: Commands, tmp_path: Path, marked: None) -> None:
    notes, report = tmp_path / "notes.txt", tmp_path / "report.html"
    notes.write_text("Milena Primerović, Izmišljena 17\n\n064 000 0123\n", encoding="utf-8")
    known = never_translated(command)
    for words, answers in (
        (("check", str(notes), str(tmp_path / "no.txt")), []),
        (("exposures",), []),
        (("plan",), []),
        (("next",), []),
        (("facts", "list"), []),
        (("facts", "remove", "no-such-fact"), []),
        (("exposures", "add"), ["a place", "2026-05-03", "1", "1"]),
        (("restore",), []),
        (("report",), []),
        (("forget",), ["n"]),
        ((), [answer.format(notes=notes, report=report) for answer in SESSION]),
    ):
        result = command(*words, answers=answers)
        typed = {*answers, *words, str(notes), str(report)}
        assert not unmarked(result.out + result.err, known | typed), words


def test_the_check_can_fail() -> None:
    assert unmarked(f"{OPEN}fine{CLOSE} but this is not", set()) == ["but", "this", "not"]
