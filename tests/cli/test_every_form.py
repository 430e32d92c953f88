"""A folder with every form of export is one call, and each of its messages can be read again from her own file."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from sources.chats.made import zipped
from sources.forms import FORMS
from support.command import Commands

TEXTS = ["prva", "evo je Milena Primerović", "treća"]


@pytest.fixture
def command(tmp_path: Path) -> Commands:
    made = Commands(tmp_path)
    made.make()
    return made


def folder(path: Path) -> Path:
    """All forms, each in a folder of its own, and archives with Cyrillic names, names that climb, archives in them."""
    for name, form in FORMS.items():
        (path / name).mkdir(parents=True)
        (path / name / form.file).write_bytes(form.made([TEXTS[0], f"{TEXTS[1]} ({name})", TEXTS[2]]))
    inner = zipped(
        {
            "Ћирилица/порука.txt": "evo je Milena Primerović\n".encode(),
            "../../zlo.txt": "i ovde Milena Primerović\n".encode(),
            "Група/result.json": FORMS["telegram"].made(TEXTS),
        }
    )
    (path / "архива.zip").write_bytes(inner)
    (path / "gnezdo.zip").write_bytes(zipped({"unutra/архива.zip": inner, "a.txt": b"x"}))
    return path


def test_a_folder_with_every_form_is_one_call(command: Commands, tmp_path: Path) -> None:
    there = folder(tmp_path / "izvozi")
    result = command("check", str(there), "--json")
    assert result.code == 3  # an archive in an archive was not opened, and that is said
    looks = [(Path(one["target"]), one["state"], one["reason"]) for one in json.loads(result.out)["outcomes"]]
    assert (there / "gnezdo.zip", "unknown", "archive-within") in looks
    for name, form in FORMS.items():
        assert (there / name / form.file, "seen", None) in looks
    assert looks.count((there / "архива.zip", "seen", None)) == 2
    assert not {"zlo", "Група", "порука"} & set(result.out.replace("/", " ").replace(".", " ").split())
    assert not list(tmp_path.rglob("zlo*"))


def test_every_original_can_be_read_again(command: Commands, tmp_path: Path) -> None:
    command("check", str(folder(tmp_path / "izvozi")))
    with command.vault() as vault:
        found = vault.store.exposures()
    assert {one.source for one in found} >= {form.source for form in FORMS.values()} | {"text"}
    for one in found:
        shown = command("exposures", "show", one.id, "--original", answers=["2", ""])
        assert (shown.code, "Milena Primerović" in shown.out) == (0, True), one.source


def test_what_was_looked_at_online_has_no_original(command: Commands, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Milena Primerović")
    command("check", str(tmp_path / "a.txt"))
    with command.vault() as vault:
        (one,) = vault.store.exposures()
        vault.store.put_exposures([replace(one, target="https://example.org/strana", source="pages", locator="page")])
        vault.save()
    shown = command("exposures", "show", one.id, "--original", answers=["2", ""])
    assert shown.code == 2
    assert "Open the link yourself" in " ".join(shown.err.split())
    assert "https://example.org/strana" in shown.err


@pytest.mark.parametrize(
    "link", ["https://t.me/c/1234567/55", "t.me/+AbCdEf", "https://telegram.me/joinchat/AbCdEf", "https://t.me/%2BAb"]
)
def test_a_link_into_a_private_group_is_explained_and_not_asked_for(command: Commands, link: str) -> None:
    result = command("check", link)
    assert result.code == 3
    told = " ".join((result.out + result.err).split())
    assert "so nothing is asked there" in told
    assert "protected content" in told
    assert "could not be looked at" in told
    with command.vault() as vault:
        assert not vault.store.ledger()


def test_a_message_without_a_link_says_so(command: Commands, tmp_path: Path) -> None:
    for name, words in (
        ("telegram", "https://t.me/c/1000000077/2"), ("telegram html", "Export the chat as JSON"),
        ("whatsapp iphone", "no link that is known"), ("viber", "no link that is known"),
    ):  # fmt: skip
        form = FORMS[name]
        (tmp_path / form.file).write_bytes(form.made(TEXTS))
        command("check", str(tmp_path / form.file))
        with command.vault() as vault:
            one = next(one for one in vault.store.exposures() if one.source == form.source)
        assert words in " ".join(command("exposures", "show", one.id).out.split()), name
