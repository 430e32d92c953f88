"""Telegram Desktop's export as web pages: `messages.html`, `messages2.html`… of a folder, read as one chat.

The pages are split where a message begins and taken apart by their own, fixed layout. There is no parser of HTML in
it that could hang; every pattern here passes over a text once. What stands in other elements than this program knows
is text of the message all the same.

The locator is ``message:ID``. The pages name neither the chat's id nor those of senders, so the chat is known by its
title and its first message, and a message by title, id and date. Dates are local to the computer that made the export
and carry their zone in newer versions; without one they are taken as if they were UTC.
"""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from unlisted.model import Batch, Reason
from unlisted.sources.base import FIELD_BREAK, Reading
from unlisted.sources.chats.headed import Letters, entries, heads_of
from unlisted.sources.chats.talk import Talk
from unlisted.sources.chats.utf8 import start_of
from unlisted.sources.escapes import unquoted
from unlisted.sources.files import Opened

_PAGE = re.compile(r"messages(\d{0,6})\.html", re.IGNORECASE)
_EXPORTED = b'class="page_wrap"'  # what all pages of Telegram Desktop have, and hardly any other
_CHAT_PAGE = re.compile(rb'class="page_wrap".{0,4000}class="(?:page_body chat_page|history)"', re.DOTALL)
_MESSAGE = re.compile(r'<div class="message (?P<kind>[\w ]{1,60})" id="message(?P<id>-?\d{1,18})">')
_TITLE = re.compile(
    r'<div class="page_header">.{0,2000}?<div class="text bold">(?P<title>[^<]{0,1000})</div>', re.DOTALL
)
_DATE = re.compile(
    r'<div class="pull_right date details" title="'
    r'(\d\d)\.(\d\d)\.(\d{4}) (\d\d):(\d\d):(\d\d)(?: UTC([+-])(\d\d):(\d\d))?"'
)
_REPLY = re.compile(r'<div class="reply_to details">\s*In reply to <a href="[^"]*#go_to_message(\d{1,18})"')
_SENDER = re.compile(r'<div class="from_name">([^<]*)')
_LINK = re.compile(r'<a\b[^<>]{0,200}?\bhref ?= ?"([^"<>]{1,4000})"')
# What is shown beside the text and is none: the letters in a portrait, the hour, "In reply to this message".
_ASIDE = re.compile(
    r'<div class="(?:initials|pull_right date details|reply_to details|video_duration|gif_play)"[^<>]*>'
    r"[^<]*(?:</?a\b[^<>]*>[^<]*){0,4}</div>"
    r'|<span class="date details"[^<>]*>[^<]*</span>|<a class="pagination block_link"[^<>]*>[^<]*</a>'
)
_BREAK = re.compile(r"<br ?/?>|</?(?:blockquote|pre)\b[^<>]*>")
_BLOCK = re.compile(r'</?div\b[^<>]*>|<a class="[^<>]*>|<img\b[^<>]*>')
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<[^<>]*\Z")
_LONG_NUMBER = re.compile(r"&#[xX]?[0-9a-fA-F]{9,};?")
_NEXT = re.compile(r'<a class="pagination block_link" href="[^"]*">\s*Next messages')
_NO_LINK = ("#", "messages", "photos/", "stickers/", "javascript:", "../photos/", "../stickers/")
_UNSUPPORTED = "This message is not supported by this version of Telegram Desktop."
_MEDIA = {
    "media_photo": "pictures", "photo_wrap": "pictures", "media_video": "videos", "video_file_wrap": "videos",
    "animated_wrap": "videos", "sticker_wrap": "stickers", "media_voice_message": "voice", "media_audio_file": "sound",
    "media_file": "files",
}  # fmt: skip
_MEDIA_CLASS = re.compile(rf'class="[\w ]{{0,80}}\b({"|".join(_MEDIA)})\b')


class TelegramHtml:
    """Telegram Desktop's `messages.html` and the pages that follow it."""

    name = "telegram-html"

    def recognises(self, path: Path, head: bytes) -> bool:
        return is_chat_page(head) or (page_number(path.name) is not None and _EXPORTED in head)

    def read(self, path: Path, reading: Reading) -> Iterator[Batch]:
        chat, modified = _Chat(reading), None
        for page in pages_of(path):
            with Opened(page) as file:
                if not file.size:
                    reading.stop(Reason.EMPTY)
                    continue
                modified = file.modified
                yield from chat.page(file, page_number(page.name))
        yield from chat.end(modified)


def is_chat_page(head: bytes) -> bool:
    """Whether a file that begins like this is a page of a chat in such an export."""
    return _CHAT_PAGE.search(start_of(head)) is not None


def page_number(name: str) -> int | None:
    """Which page of a chat a file of this name is, from 1; None if its name does not tell."""
    found = _PAGE.fullmatch(name)
    return int(found[1] or 1) if found else None


def pages_of(path: Path) -> list[Path]:
    """All pages of the chat that `path` belongs to, in order. Raises OSError."""
    if page_number(path.name) is None:
        return [path]
    numbered = {number: one for one in path.parent.iterdir() if (number := page_number(one.name)) is not None}
    return [numbered[number] for number in sorted(numbered)]


class _Chat:
    """The chat being read, page after page."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._talk: Talk | None = None
        self._title = ""
        self._last_page = 0
        self._goes_on = False  # the page before says that there is a next one
        self._key, self._id = "", 0
        self._author = ""  # of the message before: several in a row by one person name him once

    def page(self, file: Opened, number: int | None) -> Iterator[Batch]:
        missing = (number or 1) - self._last_page - 1
        if missing:
            self._reading.unread["pages"] += missing
        self._last_page, self._goes_on = number or 1, False
        letters, last = Letters(file.blocks), ""
        letters.look()
        for head, body, goes_on in entries(letters.text(self._reading), heads_of(_MESSAGE), ends=">"):
            last = body
            if head is not None:
                self._message(head, body)
            elif goes_on:
                self._further(body)
            elif title := _TITLE.search(body):
                self._title = self._title or html.unescape(title["title"]).strip()
            if self._talk and self._talk.full:
                yield self._talk.batch()
        self._goes_on = _NEXT.search(last[-2000:]) is not None
        file.check_unchanged(self._reading)
        letters.judge(self._reading)
        if not last.endswith("</html>"):
            self._reading.stop(Reason.TRUNCATED, at=self._reading.read["bytes"])

    def end(self, modified: datetime | None) -> Iterator[Batch]:
        """What is left, and what was covered. A page that is missing is a chat that was not read in full."""
        if self._goes_on:
            self._reading.unread["pages"] += 1
        if self._reading.unread["pages"]:
            self._reading.stop(Reason.TRUNCATED, at=self._reading.read["bytes"])
        if self._talk is None:
            self._reading.stop(Reason.WRONG_SHAPE)
            return
        if self._talk.waiting:
            yield self._talk.batch()
        if not self._reading.unread["pages"]:
            self._talk.cover(modified)

    def _message(self, head: re.Match[str], body: str) -> None:
        number = int(head["id"])
        service = head["kind"].startswith("service")
        if service and number < 0:  # a line with the date
            return
        dated = _DATE.search(body)
        time = _time(dated) if dated else 0
        if not time and not service:
            self._reading.unread["dates"] += 1
        talk = self._talk = self._talk or self._begin(number, time)
        joined = "joined" in head["kind"]
        sender, text = _parts(body, joined=joined)
        self._author = self._author if joined else sender or ""
        if service and text.startswith(_UNSUPPORTED):
            self._reading.unread["unsupported"] += 1
        for media in _MEDIA_CLASS.findall(body):
            self._reading.unread[_MEDIA[media]] += 1
        self._key, self._id = f"{number}/{time}", number
        reply = _REPLY.search(body) if "reply_to" in body else None
        talk.add(
            number, text, time=time, key=self._key, sender=sender, reply=int(reply[1]) if reply else 0,
            ids=(self._author,),
        )  # fmt: skip

    def _further(self, body: str) -> None:
        if self._talk is not None:
            self._talk.more(self._id, _parts(body, joined=True)[1], time=0, key=self._key)

    def _begin(self, number: int, time: int) -> Talk:
        first = hashlib.sha256(f"{self._title}/{number}/{time}".encode("utf-8", "replace")).hexdigest()
        talk = Talk(self._reading, first, root=f"chat/{self._title}")
        talk.more(number, self._title, time=0, key="title")
        return talk


def _parts(body: str, *, joined: bool) -> tuple[str | None, str]:
    """Who sent a message, if it says so, and all text of it, field by field."""
    sender = None
    if not joined and (found := _SENDER.search(body)) and "forwarded body" not in body[: found.start()]:
        sender = html.unescape(found[1]).strip()
        body = body[: found.start()] + body[found.end() :]
    links = [html.unescape(link) for link in _LINK.findall(body)] if "<a " in body else ()
    text = _ASIDE.sub("", body)
    if "<b" in text or "pre>" in text or "blockquote>" in text:
        text = _BREAK.sub("\n", text)
    text = _TAG.sub("", _BLOCK.sub("\0", text))
    if "&" in text:
        text = html.unescape(_LONG_NUMBER.sub("\ufffd", text))
    fields = [field for part in text.split("\0") if (field := part.strip())]
    for link in links:
        plain = link.removeprefix("mailto:").removeprefix("tel:")
        if plain and not plain.startswith(_NO_LINK) and plain not in text:
            fields.append(unquoted(plain))
    if "%" in text:
        fields += [unquoted(word).partition("\n")[2] for word in text.split() if "%" in word and "://" in word][:100]
    return sender, FIELD_BREAK.join(filter(None, fields))


def _time(found: re.Match[str]) -> int:
    """Seconds since 1970, 0 for a date that is none."""
    day, month, year, hour, minute, second, sign, hours, minutes = found.groups()
    try:
        local = datetime(int(year), int(month), int(day), int(hour), int(minute), int(second), tzinfo=UTC).timestamp()
    except (ValueError, OverflowError):
        return 0
    east = (int(hours) * 60 + int(minutes)) * 60 if sign else 0
    return max(0, int(local) + (east if sign == "-" else -east))
