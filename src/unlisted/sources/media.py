"""What is told from a file's name alone, so that no picture, video or recording ever has to be opened to say so."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path, PurePath

_KINDS = {
    "pictures": "jpg jpeg jpe jfif png gif webp heic heif avif bmp tif tiff ico psd raw cr2 cr3 nef arw dng jxl",
    "videos": "mp4 m4v mov avi mkv webm wmv flv 3gp 3g2 mpg mpeg mts m2ts ogv",
    "sound": "mp3 m4a aac wav flac wma aiff amr mid midi mka",
    "voice": "ogg oga opus",
    "stickers": "tgs",
}
_BY_SUFFIX = {f".{suffix}": kind for kind, suffixes in _KINDS.items() for suffix in suffixes.split()}
_MAGIC = (
    (b"\xff\xd8\xff", "pictures"), (b"\x89PNG\r\n\x1a\n", "pictures"), (b"GIF87a", "pictures"),
    (b"GIF89a", "pictures"), (b"II*\0", "pictures"), (b"MM\0*", "pictures"), (b"OggS", "voice"), (b"ID3", "sound"),
    (b"fLaC", "sound"), (b"\x1aE\xdf\xa3", "videos"), (b"\0\0\x01\xba", "videos"),
)  # fmt: skip
_SYSTEM = frozenset((".ds_store", "thumbs.db", "ehthumbs.db", "desktop.ini", ".localized", "icon\r", ".nomedia"))

# Where Telegram Desktop puts what belongs to messages, in an export of either form.
MEDIA_FOLDERS = frozenset((
    "photos", "video_files", "voice_messages", "round_video_messages", "stickers", "files", "animations", "contacts",
    "profile_pictures", "stories", "thumbnails", "audio_files", "images", "css", "js",
))  # fmt: skip
# What browsers add to the name of a saved page for the folder with its pictures.
PAGE_FOLDERS = ("_files", ".files", "_datoteke", "_fajlovi", "-dateien", "_fichiers", "_archivos")


def kind_by_name(name: str) -> str | None:
    """`pictures`, `videos`, `sound`, `voice` or `stickers` for a file of that kind, by its name."""
    return _BY_SUFFIX.get(PurePath(name).suffix.lower())


def kind_by_content(head: bytes) -> str | None:
    """The same for a file whose name does not tell, by how it begins."""
    if head[:4] == b"RIFF":
        return {b"WEBP": "pictures", b"WAVE": "sound", b"AVI ": "videos"}.get(head[8:12])
    if head[4:8] == b"ftyp":
        return "pictures" if head[8:12] in (b"heic", b"heix", b"mif1", b"avif") else "videos"
    if head[:2] == b"BM" and head[6:10] == bytes(4):
        return "pictures"
    return next((kind for magic, kind in _MAGIC if head.startswith(magic)), None)


def is_system(name: str) -> bool:
    """Whether a file is one that operating systems leave in every folder."""
    return name.lower() in _SYSTEM or name.startswith("._")


def page_of_folder(name: str, pages: Iterable[str]) -> str | None:
    """Which of these saved pages, named in lower case without their suffix, has its pictures in a folder `name`."""
    return next((page for page in pages if name.lower() in {page + ending for ending in PAGE_FOLDERS}), None)


def count_below(folder: Path, without: tuple[str, ...] = ()) -> Counter[str]:
    """How many files there are below `folder`, by listing alone: no file is opened, no link followed.

    Files with a suffix of `without` are read by themselves and not counted, unless they lie in a media folder.
    """
    total: Counter[str] = Counter()
    waiting = [(folder, False)]
    while waiting:
        below, all_of_it = waiting.pop()
        with suppress(OSError), os.scandir(below) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append((Path(entry.path), all_of_it or entry.name.lower() in MEDIA_FOLDERS))
                elif not is_system(entry.name) and (all_of_it or not entry.name.lower().endswith(without)):
                    total[kind_by_name(entry.name) or "files"] += 1
    return total
