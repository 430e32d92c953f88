"""Taking apart what she named: everything is told, in order, and nothing is opened that must not be."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from unlisted.model import Reason
from unlisted.sources import files
from unlisted.sources.base import Look
from unlisted.sources.folders import media_beside, original, size_of, walk

from .samples import PAGE, chat, eml, message, tdesktop

EXPORT = tdesktop(chat([message(1, "zdravo", from_="Ana")]))
posix = pytest.mark.skipif(sys.platform == "win32", reason="links and pipes as POSIX has them")


def fill(folder: Path, **contents: bytes | None) -> Path:
    """Files by their names, with `__` for a slash and `_dot_` for a full stop; None makes a folder."""
    for name, content in contents.items():
        path = folder / name.replace("__", "/").replace("_dot_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        if content is None:
            path.mkdir(exist_ok=True)
        else:
            path.write_bytes(content)
    return folder


def told(folder: Path, target: str | None = None) -> dict[str, str]:
    """What each look below `folder` says: its source or its reason, and what it leaves unread."""
    looks = list(walk([target or str(folder)]))
    assert len({look.target for look in looks}) == len(looks)
    return {os.path.relpath(look.target, folder).replace(os.sep, "/"): say(look) for look in looks}


def say(look: Look) -> str:
    how = look.source.name if look.source else look.reason.value if look.reason else ""
    return " ".join([how, *(f"{what}={count}" for what, count in sorted(look.unread.items()))])


@contextmanager
def opened(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The names of all files that are opened meanwhile."""
    names: list[str] = []
    real = os.open

    def watch(path: str | Path, *rest: int, **more: int | None) -> int:
        names.append(Path(path).name)
        return real(path, *rest, **more)

    with monkeypatch.context() as patched:
        patched.setattr(files.os, "open", watch)
        yield names


def test_every_file_is_told_in_the_order_of_names(tmp_path: Path) -> None:
    fill(
        tmp_path, b__b_dot_txt=b"tekst", b__a_dot_eml=eml(), a_dot_html=PAGE.encode(), c_dot_pdf=b"%PDF-1.4",
        d_dot_txt=b"", e__f__g_dot_csv=b"a,b\n", h_dot_zip=b"PK\x03\x04" + bytes(30),
    )  # fmt: skip
    assert list(told(tmp_path).items()) == [
        ("a.html", "pages"),
        ("c.pdf", "format-unknown"),
        ("d.txt", "empty"),
        ("h.zip", "format-unknown"),
        ("b/a.eml", "mail"),
        ("b/b.txt", "text"),
        ("e/f/g.csv", "text"),
    ]


def test_targets_are_told_as_she_typed_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path, stvari__a_dot_txt=b"tekst")
    monkeypatch.chdir(tmp_path)
    within = f"stvari{os.sep}a.txt"
    looks = walk([f".{os.sep}stvari", "stvari", within])
    assert [look.target for look in looks] == [f".{os.sep}{within}", within, within]


def test_media_in_a_folder_are_one_look_and_never_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(
        tmp_path, a_dot_jpg=b"x", b_dot_PNG=b"", c_dot_mp4=b"x", d_dot_opus=b"x", e__f_dot_heic=b"x",
        g_dot_txt=b"tekst", h=b"\x89PNG\r\n\x1a\n\0", i=b"RIFF....WEBPVP8 ", j=b"\0\0\0\x18ftypmp42",
    )  # fmt: skip
    with opened(monkeypatch) as names:
        assert told(tmp_path) == {"g.txt": "text", ".": "media pictures=4 videos=2 voice=1", "e": "media pictures=1"}
    assert not {"a.jpg", "b.PNG", "c.mp4", "d.opus", "f.heic"} & set(names)
    assert told(tmp_path, str(tmp_path / "a.jpg")) == {"a.jpg": "media pictures=1"}


def export(folder: Path) -> Path:
    return fill(
        folder, result_dot_json=EXPORT, photos__a_dot_jpg=b"x", photos__b_dot_jpg=b"x", files__c_dot_pdf=b"x",
        files__d_dot_html=b"<p>", chats__chat_1__voice_messages__e_dot_ogg=b"x", unknown=b"x", note_dot_txt=b"moja",
    )  # fmt: skip


def test_beside_an_export_only_texts_are_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    export(tmp_path)
    with opened(monkeypatch) as names:
        assert told(tmp_path) == {"result.json": "telegram media_files=6", "note.txt": "text"}
    assert set(names) == {"result.json", "note.txt"}
    assert told(tmp_path, str(tmp_path / "result.json")) == {"result.json": "telegram media_files=4"}


def test_an_export_of_pages_is_an_export(tmp_path: Path) -> None:
    page = b'<!DOCTYPE html><html><body><div class="page_wrap">x</div></body></html>'
    fill(tmp_path, messages_dot_html=page, messages2_dot_html=page, photos__a_dot_jpg=b"x", css__a_dot_css=b"x")
    assert told(tmp_path) == {"messages.html": "telegram-html media_files=2"}  # both pages are one look


def test_media_beside_exports_are_known_before_anything_is_read(tmp_path: Path) -> None:
    export(tmp_path / "izvoz")
    fill(tmp_path, letovanje__a_dot_jpg=b"x")
    assert media_beside(tmp_path) == media_beside(tmp_path / "izvoz") == 6
    assert media_beside(tmp_path / "izvoz" / "result.json") == 4
    assert media_beside(tmp_path / "letovanje") == 0
    assert media_beside(tmp_path / "nema") == 0


def test_pictures_of_a_saved_page_are_told_with_the_page(tmp_path: Path) -> None:
    fill(
        tmp_path, Vest_dot_html=PAGE.encode(), Vest_files__a_dot_png=b"x", Vest_files__b_dot_css=b"x",
        Vest_files__okvir_dot_html=PAGE.encode(), Drugo_files__c_dot_png=b"x",
    )  # fmt: skip
    assert told(tmp_path) == {
        "Vest.html": "pages files=1 pictures=1",
        "Vest_files/okvir.html": "pages",
        "Drugo_files": "media pictures=1",
    }


def test_files_of_the_system_are_counted_with_the_next_look(tmp_path: Path) -> None:
    fill(tmp_path, a__a_dot_txt=b"tekst", a__Thumbs_dot_db=b"x", z___dot_DS_Store=b"x")
    (tmp_path / ".DS_Store").write_bytes(b"x")
    assert told(tmp_path)["a/a.txt"].startswith("text system_files=")
    assert sum(look.unread.get("system_files", 0) for look in walk([str(tmp_path)])) == 3


def test_a_folder_of_nothing(tmp_path: Path) -> None:
    assert told(tmp_path) == {".": "empty"}
    (tmp_path / ".DS_Store").write_bytes(b"x")
    assert told(tmp_path) == {".": "empty system_files=1"}


def test_what_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    for target in ("nema", "a.txt/ispod", "nula\0bajt"):
        assert [look.reason for look in walk([str(tmp_path / target)])] == [Reason.NOT_FOUND]


@posix
def test_links_are_not_followed_and_told(tmp_path: Path) -> None:
    inside = fill(tmp_path / "unutra", a__a_dot_txt=b"tekst", ab__b_dot_txt=b"tekst")
    outside = fill(tmp_path / "napolju", tajna_dot_txt=b"tekst")
    for name, goal in {
        "krug": "krug",
        "tamo": "amo",
        "amo": "tamo",
        "nema": "nigde",
        "napolje": str(outside),
        "datoteka": str(outside / "tajna.txt"),
        "gore": "..",
        "koren": str(inside),
        "sam": ".",
        "ab/natrag": "..",
        "ab/susedna": "../a",
        "druga": "a/a.txt",
    }.items():
        (inside / name).symlink_to(goal)
    found = told(inside)
    assert {name: text.split()[0] for name, text in found.items()} == {
        "amo": "link-loop", "tamo": "link-loop", "krug": "link-loop", "nema": "not-found", "napolje": "link-outside",
        "datoteka": "link-outside", "gore": "link-outside", "koren": "link-loop", "sam": "link-loop",
        "ab/natrag": "link-loop", "a/a.txt": "text", "ab/b.txt": "text",
    }  # fmt: skip
    assert sum(look.unread.get("links", 0) for look in walk([str(inside)])) == 2  # met under their own names


@posix
def test_a_link_that_she_names_is_followed(tmp_path: Path) -> None:
    fill(tmp_path, a__a_dot_txt=b"tekst")
    (tmp_path / "link").symlink_to("a")
    (tmp_path / "krug").symlink_to("krug")
    assert told(tmp_path, str(tmp_path / "link")) == {"link/a.txt": "text"}
    assert told(tmp_path, str(tmp_path / "krug")) == {"krug": "link-loop"}


@posix
def test_pipes_sockets_and_devices_are_never_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    os.mkfifo(tmp_path / "cev.txt")
    monkeypatch.chdir(tmp_path)  # names of sockets must be short
    with socket.socket(socket.AF_UNIX) as bound, opened(monkeypatch) as names:
        bound.bind("utičnica")
        assert told(tmp_path) == {"cev.txt": "not-a-file", "utičnica": "not-a-file"}
        assert told(tmp_path, str(tmp_path / "cev.txt")) == {"cev.txt": "not-a-file"}
        assert [look.reason for look in walk(["/dev/null", "/dev/zero"])] == [Reason.NOT_A_FILE] * 2
    assert names == []


@contextmanager
def as_nobody() -> Iterator[None]:
    """Without root's right to read everything, for tests that run as root."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@posix
def test_what_may_not_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path, a_dot_txt=b"tekst", b_dot_txt=b"tekst", c__d_dot_txt=b"tekst")
    tmp_path.chmod(0o755)
    (tmp_path / "b.txt").chmod(0)
    (tmp_path / "c").chmod(0)
    monkeypatch.chdir(tmp_path)
    try:
        with as_nobody():
            found = told(Path(), ".")
            assert [look.reason for look in walk(["b.txt"])] == [Reason.NOT_READABLE]
    finally:
        (tmp_path / "c").chmod(0o755)
    assert found == {"a.txt": "text", "b.txt": "not-readable", "c": "not-readable"}


@posix
def test_names_that_are_no_text_and_names_that_attack_terminals(tmp_path: Path) -> None:
    names = [] if sys.platform == "darwin" else [b"\xff\xfe.txt"]  # macOS takes no such name
    names += [b"\x1b]52;c;cm0=\x07.txt", b"[red]x[bold].txt", "\u202etxt.exe".encode()]
    for name in names:
        (tmp_path / os.fsdecode(name)).write_bytes(b"tekst")
    looks = list(walk([str(tmp_path)]))
    assert len(looks) == len(names)
    assert all(look.target.encode() for look in looks)  # no lone surrogates; cleaning is for whoever shows them
    assert all(look.source and look.path and look.path.read_bytes() for look in looks)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere such folders cannot be made")
def test_folders_deeper_than_any_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    depth = 1100  # more than Python recurses, and a path longer than the system takes
    for _ in range(depth):
        Path("dublje").mkdir()
        os.chdir("dublje")
    Path("a.txt").write_text("tekst")
    try:
        back = os.open(".", os.O_RDONLY)
        monkeypatch.chdir(tmp_path)
        assert [look.reason for look in walk(["dublje"])] == [Reason.NOT_READABLE]
    finally:
        os.fchdir(back)
        os.close(back)
        Path("a.txt").unlink()
        for _ in range(depth):  # what removes temporary folders would recurse
            os.chdir("..")
            Path("dublje").rmdir()


def test_sizes_are_of_what_will_be_read(tmp_path: Path) -> None:
    fill(tmp_path, a_dot_txt=b"12345", b__c_dot_txt=b"123", b__d_dot_jpg=b"1" * 100)
    assert size_of(tmp_path) == 8
    assert size_of(tmp_path / "a.txt") == 5
    assert size_of(tmp_path / "nema") == 0


def test_an_original_is_read_again(tmp_path: Path) -> None:
    export(tmp_path)
    fill(tmp_path, a_dot_txt="prvi\n\nžuti".encode(), s_dot_html=PAGE.encode())
    assert original(tmp_path / "result.json", "telegram", "message:1") == "zdravo\nAna"
    assert original(tmp_path / "result.json", "telegram", "message:2") is None
    assert original(tmp_path / "a.txt", "text", "line:3") == "žuti"
    assert "Prvi pasus" in (original(tmp_path / "s.html", "pages", "page") or "")
    assert original(tmp_path / "nema", "text", "line:1") is None
    assert original(tmp_path / "a.txt", "by-hand", "line:1") is None
