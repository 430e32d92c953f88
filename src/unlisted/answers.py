"""What a service's reply may be besides an answer: refusals, busy signs, bodies that are not what it promises. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar

import msgspec

from unlisted.model import Reason
from unlisted.net import Reply, Result

T = TypeVar("T")
_LONGEST_WAIT = 7 * 86400  # seconds; what a service asks for beyond that is noise


@dataclass(frozen=True, slots=True, kw_only=True)
class NoAnswer:
    """Why a question stays open."""

    reason: Reason
    numbers: Mapping[str, int] = field(default_factory=dict)


def body_of(result: Result, *, keyed: bool = False, answers: tuple[int, ...] = (200,)) -> Reply | NoAnswer:
    """The reply, if its status is one of `answers` and all of it came. `keyed`: an access key went with it."""
    if not isinstance(result, Reply):
        return NoAnswer(reason=result.reason, numbers=result.numbers)
    if result.status in answers:
        return NoAnswer(reason=Reason.TRUNCATED, numbers={"at": len(result.body)}) if result.cut else result
    spent = result.status == 403 and result.headers.get("x-ratelimit-remaining") == "0"
    if result.status == 401 or (result.status == 403 and keyed and not spent):
        return NoAnswer(reason=Reason.KEY_REFUSED, numbers={"status": result.status})
    if result.status == 429 or spent:
        asked = result.headers.get("retry-after", "")
        seconds = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 9 else 0
        return NoAnswer(
            reason=Reason.ASKED_TO_WAIT, numbers={"seconds": min(seconds, _LONGEST_WAIT)} if seconds else {}
        )
    return NoAnswer(reason=Reason.REFUSED, numbers={"status": result.status})


def decoded(kind: type[T], body: bytes) -> T | NoAnswer:
    """The body as JSON of this shape. Never raises for what is in it."""
    try:
        return msgspec.json.decode(body, type=kind)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError, ValueError, OverflowError):
        return NoAnswer(reason=Reason.ODD_REPLY)
