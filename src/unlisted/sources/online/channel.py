"""The public preview of a Telegram channel, a few pages back, read as an export of it is.

A channel has the same number in its preview and in Telegram's JSON export, so that a message is one place in both. What
is not on a page between its lowest and its highest number was deleted, but for the numbers that stand behind an album,
whose words may belong to any of them, and messages that are shown in the app only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from unlisted.model import MOST_MEMBERS, Batch, Counted, Coverage, Mark, Members, Reach, Reason
from unlisted.net import Reply
from unlisted.sources.base import Reading, pack
from unlisted.sources.chats.talk import Talk
from unlisted.sources.sandbox import Extract, Failed, Job, Post, shared

_END = (1 << 31) - 1  # no message has a higher number
_SIGNS = (b"tgme_widget_message", b"tgme_channel_history")


def is_preview(reply: Reply) -> bool:
    """Whether an answer is a page of a channel's preview, and not what Telegram says of all other names."""
    return reply.status == 200 and reply.url.path.startswith("/s/") and any(sign in reply.body for sign in _SIGNS)


class Channel:
    """The pages of a channel that were read so far: give them to `take`, newest first; then it is a source."""

    name = "telegram"

    def __init__(self, name: str) -> None:
        self._name = name.lower()
        self._pages: list[tuple[Extract, int, datetime]] = []
        self._bytes = 0
        self._failed: tuple[Reason, dict[str, int]] | None = None

    def take(self, reply: Reply, before: int, at: datetime) -> None:
        """A page: the messages before a number (0: the newest), read at `at`."""
        done = shared.run(Job.CHANNEL, reply.body)
        self._bytes += len(reply.body)
        if isinstance(done, Failed):
            self.fail(done.reason, done.numbers)
        elif done.url in ("", self._name):
            self._pages.append((done, before, at))
            if reply.cut:
                self.fail(Reason.TRUNCATED, {"at": len(reply.body)})
        else:
            self.fail(Reason.WRONG_SHAPE, {})

    def fail(self, reason: Reason, numbers: dict[str, int]) -> None:
        """A page could not be read; the first reason stays."""
        self._failed = self._failed or (reason, numbers)

    def older(self, pages: int) -> list[int]:
        """The numbers to ask before, for so many pages further back. A page holds as many messages as the first one
        did or more, so that pages asked for at such distances overlap where messages were deleted, and leave none out.
        """
        posts = [post.number for page, _, _ in self._pages for post in page.posts]
        if not posts or self._failed:
            return []
        lowest, step = min(posts), len(posts)
        return [number for i in range(pages) if (number := lowest - i * step) > 1]

    def recognises(self, path: Path, head: bytes) -> bool:  # noqa: ARG002 - no file is a preview
        return False

    def read(self, path: Path, reading: Reading) -> Iterator[Batch]:  # noqa: ARG002 - see above
        reading.advance(self._bytes)
        reading.snapshot = max((at for _, _, at in self._pages), default=None)
        number = next((page.chat for page, _, _ in self._pages if page.chat), 0)
        place = str(number) if number else f"t.me/{self._name}"
        yield from self._heading(place, number)
        talk = Talk(reading, place, Reach.INDEXED)
        known: set[int] = set()
        for page, _, _ in self._pages:
            for media, count in page.unread.items():
                reading.unread[media] += count
            for post in page.posts:
                if post.number not in known:
                    known.add(post.number)
                    _add(talk, post)
        if talk.waiting:
            yield talk.batch()
        if self._failed:
            reading.stop(self._failed[0], **self._failed[1])
        if not known:
            reading.stop(Reason.EMPTY)
        for first, last, at in self._spans():
            reading.covers.append(Coverage(within=place, first=first, last=last, snapshot=at))
        if self._pages:
            reading.covers.append(Coverage(within=f"{place}/about", snapshot=self._pages[0][2]))
        reading.members = self._members(place)
        reading.unread["older_messages"] = self._left()

    def _heading(self, place: str, number: int) -> Iterator[Batch]:
        """The title, where an export has it too, and what the channel says of itself, which no export has."""
        if not self._pages:
            return
        page = self._pages[0][0]
        locator = f"chat:{number}" if number else "page"
        marks = [
            Mark(locator=locator, place=place, within=place, reach=Reach.INDEXED),
            Mark(locator="page", place=f"{place}/about", within=place, reach=Reach.INDEXED),
        ]
        kept = [(text, mark) for text, mark in zip((page.title, page.text), marks, strict=True) if text]
        if kept:
            yield pack([text for text, _ in kept], lambda index: kept[index][1])

    def _members(self, place: str) -> dict[str, Members]:
        """How many the newest page says are in the channel, if that can be."""
        if not self._pages or not 0 < self._pages[0][0].members <= MOST_MEMBERS:
            return {}
        page, _, at = self._pages[0]
        return {place: Members(count=page.members, on=at.date(), by=Counted.PREVIEW)}

    def _spans(self) -> Iterator[tuple[int, int, datetime]]:
        """From which number to which a message that is not there is not there, and as of when."""
        for page, before, at in self._pages:
            if page.unread.get("messages") or not page.posts:  # what their numbers are is not known
                continue
            numbered = {post.number: post for post in page.posts}
            posts = [numbered[number] for number in sorted(numbered)]
            for post, after in zip(posts, [*(p.number for p in posts[1:]), _top(before, posts[-1]) + 1], strict=True):
                if post.hidden:
                    if not post.album and post.number + 1 < after:
                        yield post.number + 1, after - 1, at
                elif post.album:
                    yield post.number, post.number, at
                else:
                    yield post.number, after - 1, at

    def _left(self) -> int:
        """At most how many messages there are that are older than what was read, or between."""
        read = sorted({post.number for page, _, _ in self._pages for post in page.posts})
        if not read:
            return 0
        return read[0] - 1 + sum(_gaps([(first, last) for first, last, _ in self._ranges()], read[-1]))

    def _ranges(self) -> Iterator[tuple[int, int, datetime]]:
        """The numbers that the pages stretch over, each as a whole."""
        for page, before, at in self._pages:
            if page.posts:
                newest = max(page.posts, key=lambda post: post.number)
                yield min(post.number for post in page.posts), _top(before, newest) if before else newest.number, at


def _top(before: int, newest: Post) -> int:
    """The highest number that a page tells of. One that was asked for by a number and holds higher ones was not given
    as it was asked for, and tells of nothing beyond them."""
    if not before:
        return _END
    return before - 1 if newest.number < before else newest.number


def _gaps(ranges: Iterable[tuple[int, int]], top: int) -> Iterator[int]:
    """How many numbers lie between ranges, up to `top`."""
    reached: int | None = None
    for first, last in sorted(ranges):
        if reached is not None and first > reached + 1:
            yield min(first, top + 1) - reached - 1
        reached = max(last, reached or 0)


def _add(talk: Talk, post: Post) -> None:
    sender = post.sender or None
    talk.add(post.number, post.text, time=post.time, key=str(post.number), sender=sender, reply=post.reply)
