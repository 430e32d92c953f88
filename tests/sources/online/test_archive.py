"""The archive's answers: whether it has a copy, of which page and of when."""

from datetime import UTC, datetime

import pytest

from unlisted.model import Reason
from unlisted.net import Reply, Url
from unlisted.sources.online.archive import missing, original


def reply(body: bytes, status: int = 200, url: str = "https://archive.org/wayback/available") -> Reply:
    return Reply(
        line="archive-1", control=False, status=status, url=Url.parse(url), redirects=0, headers={}, body=body,
        charset=None, cut=False, milliseconds=1,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("body", "status", "reason"),
    [
        (b'{"url":"x","archived_snapshots":{"closest":{"available":true,"timestamp":"1"}}}', 200, None),
        (b'{"archived_snapshots":{"closest":{"available":false}}}', 200, Reason.NOT_ARCHIVED),
        (b'{"archived_snapshots":{}}', 200, Reason.NOT_ARCHIVED),
        (b'{"archived_snapshots":[]}', 200, Reason.DAMAGED),
        (b"{}", 200, Reason.DAMAGED),
        (b"<html>", 200, Reason.DAMAGED),
        (b"\xff\xfe", 200, Reason.DAMAGED),
        (b"", 429, Reason.ASKED_TO_WAIT),
        (b"", 503, Reason.SITE_FAULT),
    ],
)  # fmt: skip
def test_whether_there_is_a_copy(body: bytes, status: int, reason: Reason | None) -> None:
    assert missing(reply(body, status)) is reason


def test_of_what_and_when_a_copy_is() -> None:
    copy = reply(b"", url="https://web.archive.org/web/20240229101112id_/https://example.org/a?b=1")
    assert original(copy) == (Url.parse("https://example.org/a?b=1"), datetime(2024, 2, 29, 10, 11, 12, tzinfo=UTC))
    for other in (
        "/web/2id_/https://example.org/",
        "/web/20249999999999id_/https://example.org/",
        "/web/20240229101112id_/x",
    ):
        assert original(reply(b"", url=f"https://web.archive.org{other}")) is None
