"""Reading the archive's answers: whether it has a copy, and which page as of when a copy is. Pure."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import msgspec

from unlisted.model import Reason
from unlisted.net import Reply, Url
from unlisted.net.addresses import read_url

_COPY = re.compile(r"/web/(\d{14})(?:[a-z]{2}_)?/(https?://.+)", re.DOTALL)


class _Closest(msgspec.Struct):
    available: bool = False


class _Snapshots(msgspec.Struct):
    closest: _Closest | None = None


class _Available(msgspec.Struct):
    archived_snapshots: _Snapshots


def missing(reply: Reply) -> Reason | None:
    """Why no copy is asked for, by what the archive says of its copies; None if it has one.

    It also says "none" of sites that it was asked to leave out, and when it is overloaded.
    """
    if reply.status == 429:
        return Reason.ASKED_TO_WAIT
    if reply.status != 200:
        return Reason.SITE_FAULT
    try:
        told = msgspec.json.decode(reply.body, type=_Available)
    except (msgspec.MsgspecError, ValueError):
        return Reason.DAMAGED
    closest = told.archived_snapshots.closest
    return None if closest and closest.available else Reason.NOT_ARCHIVED


def original(reply: Reply) -> tuple[Url, datetime] | None:
    """Of which address a copy is, and of when; None if the answer is no copy."""
    found = _COPY.fullmatch(reply.url.path)
    url = read_url(found[2]) if found else None
    if found is None or url is None:
        return None
    try:
        return url, datetime.strptime(found[1], "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None
