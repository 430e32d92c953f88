"""One page as a stranger without a login is given it, now or in a copy of the archive; read as a saved page is."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from unlisted.model import Batch, Coverage, Mark, Reach, Reason
from unlisted.net import Reply, Url
from unlisted.sources.base import Reading, pack
from unlisted.sources.media import kind_by_content
from unlisted.sources.online.addresses import place_of
from unlisted.sources.online.before import is_test, led_off, stands_before, turned_away
from unlisted.sources.pages import site, taken_apart
from unlisted.sources.sandbox import Job

_PLAIN = (
    "text/plain", "text/csv", "text/markdown", "text/xml", "application/json", "application/ld+json",
    "application/xml", "application/rss+xml", "application/atom+xml",
)  # fmt: skip
_PAGES = ("", "text/html", "application/xhtml+xml")
_PROFILE = b"tgme_page_title"  # what a name that is in use at t.me shows, and no other


class LivePage:
    """An answer that was given for `asked`, read at `at`; it came from `final`, which for a copy is the copied address.

    `no_channel`: it was given in place of the messages of a channel, so that the best it can be is a part.
    """

    name = "pages"

    def __init__(
        self, reply: Reply, *, asked: Url, final: Url, at: datetime, copy: bool = False, no_channel: bool = False
    ) -> None:
        self._reply, self._asked, self._final, self._at = reply, asked, final, at
        self._copy, self._no_channel = copy, no_channel

    def recognises(self, path: Path, head: bytes) -> bool:  # noqa: ARG002 - no file is a page of the network
        return False

    def read(self, path: Path, reading: Reading) -> Iterator[Batch]:  # noqa: ARG002 - see above
        reply = self._reply
        reading.snapshot = self._at
        reading.advance(len(reply.body))
        if away := turned_away(reply):
            self._turned_away(reading, *away)
            return
        if led := led_off(self._asked, self._final):
            reading.stop(led)
            if led is not Reason.LOGIN_WALL:  # another page; what a request to log in shows of hers, strangers see
                return
        text, stated = self._taken(reading)
        place = place_of(self._final, stated)
        mark = Mark(locator="page", place=place, within=site(place) or place, reach=Reach.PUBLIC)
        if text.strip():
            yield pack([text], lambda _: mark)
        else:
            reading.stop(Reason.EMPTY)
        if self._no_channel:
            reading.stop(Reason.NO_PREVIEW)
        if reading.reason is None or (reading.reason is Reason.NO_PREVIEW and _PROFILE in reply.body):
            reading.covers.append(Coverage(within=place, snapshot=self._at))

    def _turned_away(self, reading: Reading, reason: Reason, numbers: dict[str, int]) -> None:
        if reason is Reason.NOT_FOUND and self._copy:
            reason = Reason.NOT_ARCHIVED
        reading.stop(reason, **numbers)
        if reason is Reason.NOT_FOUND:  # whoever opens it is told that there is no such page: that much was looked at
            reading.covers.append(Coverage(within=place_of(self._final), snapshot=self._at))

    def _taken(self, reading: Reading) -> tuple[str, str]:
        """The text of the page, and the address it says it has."""
        reply = self._reply
        kind = reply.headers.get("content-type", "").partition(";")[0].strip().lower()
        if reply.cut:
            reading.stop(Reason.TRUNCATED, at=len(reply.body))
        if kind.startswith(("image/", "audio/", "video/")) or kind_by_content(reply.body[:4096]):
            reading.stop(Reason.MEDIA)
            return "", ""
        if kind in _PLAIN:
            reading.read["pages"] += 1
            return reply.text(), ""
        if kind not in _PAGES or (reply.charset is None and not _is_text(reply.body[:4096])):
            reading.stop(Reason.FORMAT_UNKNOWN)
            return "", ""
        body = reply.body
        if reply.charset:  # what the site says of its encoding goes before what the page says
            body = codecs.BOM_UTF8 + reply.text().encode("utf-8", "replace")
        page = taken_apart(Job.PAGE, body, reading)
        if reading.reason in (None, Reason.TRUNCATED) and (before := stands_before(page, body)):
            if is_test(body.lower()):  # it may repeat the address, and what of hers stands in that
                reading.read.clear()
                page.text = ""
            reading.reason, reading.numbers = before, {}
        return page.text, page.url


def _is_text(head: bytes) -> bool:
    return head.startswith((b"\xff\xfe", b"\xfe\xff")) or head.count(0) <= len(head) // 10
