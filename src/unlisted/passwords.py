"""Whether a password is among leaked ones: five characters of its hash are asked for, the rest is compared here. Pure.

Some eight hundred leaked passwords share any five characters, so the service does not learn which was meant. With
padding, nobody on the way learns it from the length of the answer either.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from unlisted.answers import NoAnswer, body_of
from unlisted.model import Kind, Reason, State
from unlisted.net import Carried, Form, Planned, Purpose, Result, Url

PREFIX = 5  # characters of 40 that leave
MOST = 20  # passwords in one go
_LINE = re.compile(rb"([0-9A-Fa-f]{35}):(\d{1,12})")
# No fact of hers, and kept nowhere; as what it travels, a plan says by kind and form.
_TOLD = Carried(fact="password", kind=Kind.PHRASE, form=Form.HASH_PREFIX)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hashed:
    """The hash of one password, taken apart. `rest` never leaves."""

    prefix: str
    rest: str = field(repr=False)

    @classmethod
    def of(cls, password: str) -> Hashed:
        """Hash a password as it was typed, in composed letters, as UTF-8."""
        data = unicodedata.normalize("NFC", password).encode()
        digest = hashlib.sha1(data, usedforsecurity=False).hexdigest().upper()
        return cls(prefix=digest[:PREFIX], rest=digest[PREFIX:])


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What is known of one password, by its number in the order of asking: in how many leaked records it stands."""

    number: int
    state: State
    count: int = 0
    reason: Reason | None = None
    numbers: Mapping[str, int] = field(default_factory=dict)


def requests(passwords: Sequence[Hashed], base: str) -> dict[str, tuple[Planned, Hashed]]:
    """One request a password to the service at `base`."""
    lines = [
        Planned(
            id=f"password {number}",
            url=Url.parse(f"{base}/range/{one.prefix}"),
            purpose=Purpose.BREACHES,
            carries=(_TOLD,),
            headers=(("Add-Padding", "true"), ("Accept", "text/plain")),
            follow=False,
        )
        for number, one in enumerate(passwords, 1)
    ]
    return {line.id: (line, one) for line, one in zip(lines, passwords, strict=True)}


def judge(number: int, password: Hashed, result: Result) -> Counted:
    """What a result says. Every range has passwords in it, so an answer that is not a list of them is none."""
    reply = body_of(result)
    if isinstance(reply, NoAnswer):
        return Counted(number=number, state=State.UNKNOWN, reason=reply.reason, numbers=reply.numbers)
    lines = reply.body.split()
    found = [_LINE.fullmatch(line) for line in lines]
    if not found or None in found:
        return Counted(number=number, state=State.UNKNOWN, reason=Reason.ODD_REPLY)
    wanted = password.rest.encode()
    count = sum(int(line[2]) for line in found if line and line[1].upper() == wanted)  # padding counts 0
    return Counted(number=number, state=State.SEEN if count else State.CLEAR, count=count)
