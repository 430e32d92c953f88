"""Promise 1: whatever a document says, nothing of it reaches any output but ids, dates and her own facts."""

import json
import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from support.command import Commands
from unlisted.model import Batch, Glance, Mark, Sighting
from unlisted.sightings import Eye, Seen

HER_OWN = ("Milena Primerović", "Милена Примеровић", "Izmišljena 17, Novi Sad", "064/000-0123", "milenu primerovic")


class Canaries:
    """Words that occur nowhere else; any of them in an output was taken from a document."""

    def __init__(self, seed: int) -> None:
        self._rng = random.Random(seed)
        self.words: list[str] = []

    def __call__(self) -> str:
        word = "kan" + "".join(self._rng.choices("wqxyz", k=7))
        self.words.append(word)
        return word

    def number(self) -> str:
        digits = "77" + "".join(self._rng.choices("0123456789", k=9))
        self.words.append(digits)
        return digits

    def around(self, fact: str) -> str:
        return f"{self()} {self()} {fact}, {self()} {self.number()} [red]{self()}[/red]\x1b]8;;{self()}\x07"


def export(canary: Canaries, facts: list[str]) -> str:
    """An export with canaries in every field that is read, and facts in some."""
    messages: list[dict[str, object]] = [
        {"id": 1, "type": "service", "date_unixtime": "1772366400", "actor": canary(), "action": "invite_members",
         "members": [canary(), canary()], "title": canary()},
        {"id": 2, "type": "message", "date_unixtime": "1772366401", "from": canary(), "text": "",
         "poll": {"question": canary(), "answers": [{"text": canary()}]}},
        {"id": 3, "type": "message", "date_unixtime": "1772366402", "from": canary(), "text": "",
         "contact_information": {"first_name": canary(), "last_name": canary(), "phone_number": canary.number()}},
    ]  # fmt: skip
    for number, fact in enumerate(facts, 4):
        messages.append(
            {"id": number, "type": "message", "date_unixtime": str(1772366400 + number), "from": canary(),
             "forwarded_from": canary(), "file_name": f"{canary()}.pdf",
             "text": [canary.around(fact), {"type": "text_link", "text": canary(), "href": f"https://{canary()}.example.org/"}]}
        )  # fmt: skip
    return json.dumps({"name": canary(), "type": "private_supergroup", "id": 77, "messages": messages}, indent=1)


def write_places(folder: Path, canary: Canaries, facts: list[str]) -> list[str]:
    folder.mkdir(exist_ok=True)
    (folder / "result.json").write_text(export(canary, facts), encoding="utf-8")
    (folder / "broken.json").write_text(export(canary, facts)[:-40], encoding="utf-8")
    page = f"<title>{canary()}</title><meta name=description content='{canary()}'>"
    page += f"<a href='mailto:{canary()}@example.org'>{canary()}</a>"
    (folder / "page.html").write_text(page + "".join(f"<p>{canary.around(f)}</p>" for f in facts), encoding="utf-8")
    mail = f"From: {canary()} <{canary()}@example.org>\nSubject: {canary()}\nMessage-ID: <{canary()}@example.org>\n\n"
    (folder / "mail.eml").write_text(mail + "\n".join(canary.around(f) for f in facts), encoding="utf-8")
    (folder / "notes.txt").write_text("\n".join(canary.around(f) for f in facts), encoding="utf-8")
    lines = [f"{canary()}: {canary.around(f)}" for f in facts] + [f"{canary()}: {canary()}"]
    lines = [f"[01.02.26, 21:05:{at:02}] {line}\n" for at, line in enumerate(lines)]
    (folder / "_chat.txt").write_text("".join(lines), encoding="utf-8")
    names = ("result.json", "broken.json", "page.html", "mail.eml", "notes.txt", "_chat.txt")
    return [str(folder / name) for name in names]


def everything_said(command: Commands, targets: list[str]) -> Iterator[str]:
    """What every command that shows anything writes, to both streams and to files."""
    result = command("check", *targets)
    assert result.code in {0, 1, 3}, result.err
    yield result.out + result.err
    for words in (
        ("check", "--json"),
        ("check", "--typos"),
        ("check", "--typos", "--json"),
        ("rounds",),
        ("rounds", "--json"),
        ("exposures", "--all"),
        ("exposures", "--json"),
        ("routes",),
        ("routes", "--json", "--likelihood", "seldom"),
        ("plan", "--all"),
        ("plan", "--json"),
        ("next",),
        ("facts", "list"),
    ):
        result = command(*words)
        yield result.out + result.err
    with command.vault() as vault:
        identities = [exposure.id for exposure in vault.store.exposures()]
    for identity in identities[:3]:
        yield command("exposures", "show", identity, "--reveal").out
    for number, options in enumerate((("--reveal",), ())):
        file = command.folder.parent / f"report{number}.html"
        file.unlink(missing_ok=True)
        yield command("report", "--html", str(file), *options).err
        yield file.read_text(encoding="utf-8")


def leaks(command: Commands, folder: Path, seed: int, facts: list[str]) -> set[str]:
    """The canaries that reached an output."""
    canary = Canaries(seed)
    targets = write_places(folder, canary, facts)
    said = "\n".join(everything_said(command, targets))
    return {word for word in canary.words if word in said}


@given(seed=st.integers(0, 10_000), facts=st.lists(st.sampled_from(HER_OWN), max_size=3))
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_of_a_document_reaches_an_output(
    command: Commands, tmp_path: Path, seed: int, facts: list[str]
) -> None:
    assert not leaks(command, tmp_path / "places", seed, facts)


def test_a_sender_is_caught(command: Commands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control for people: were their names kept in place of a keyed hash, the test above would be red."""
    hashed = Eye._sighting

    def named(eye: Eye, mark: Mark, *more: object) -> Sighting:
        return replace(hashed(eye, mark, *more), sender=mark.sender)  # type: ignore[arg-type]

    monkeypatch.setattr(Eye, "_sighting", named)
    assert leaks(command, tmp_path / "places", 1, [HER_OWN[0]])


def test_a_snippet_is_caught(command: Commands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: were 100 characters of text put where a file name stands, the test above would be red."""

    seen = Eye.seen

    def leaking(eye: Eye, looked_at: Batch | Glance) -> Iterator[Seen]:
        batch = eye.matcher.narrowed(looked_at)
        if batch is not None:
            for index, _facts in eye.matcher.scan(batch):
                shown = f"{eye.target} {batch.document(index)[:100]}"
                yield from seen(replace(eye, target=shown), batch)

    monkeypatch.setattr(Eye, "seen", leaking)
    assert leaks(command, tmp_path / "places", 1, [HER_OWN[0]])
