"""Showing that an address is hers: a message from it that its provider signed, with a phrase as its subject. Pure.

The subject has to be the phrase and nothing else. Else somebody who wants to look her up could write to her under such
a subject, and would have her answer, `Re: …`, signed by her provider. Whom it is written to does not matter: some
providers sign only what leaves them, so a helper may be the one who receives it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.errors import HeaderParseError
from email.header import decode_header
from email.utils import parsedate_to_datetime
from enum import StrEnum

import msgspec

from unlisted import dkim
from unlisted.answers import NoAnswer, body_of, decoded
from unlisted.control import SKEW, WITHIN, identity, patterns
from unlisted.dkim import Flaw, Message, Signature
from unlisted.model import Fact, Proof, Reason
from unlisted.net import Carried, Form, Planned, Purpose, Result, Url, site
from unlisted.net.addresses import read_url

_LONGEST = 2000  # bytes of a header that is read
_LONGEST_RECORD = 4096
_CHARSETS = {None: "ascii", "us-ascii": "ascii", "utf-8": "utf-8", "iso-8859-1": "latin-1", "windows-1250": "cp1250"}
_MOST_KEYS = 3  # asked for; a provider signs once or twice
_TEXT = 16  # the number of the kind of DNS record that holds text
_MAILBOX = re.compile(
    r'\s*(?:(?:"(?:[^"\\]|\\.)*"\s*|[^<>@,;:"()\\]*)<\s*(?P<framed>[^\s<>@"(),:;\\]+@[^\s<>@"(),:;\\]+)\s*>'
    r'|(?P<bare>[^\s<>@"(),:;\\]+@[^\s<>@"(),:;\\]+))\s*'
)
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"\s*', re.DOTALL)


class Fault(StrEnum):
    """Why a message proves nothing, besides what is wrong with its signature."""

    NO_MESSAGE = "no-message"
    TWICE = "twice"  # a header that has to be there once is there twice
    SENDER = "sender"  # it comes from another address
    SUBJECT = "subject"  # its subject is not the phrase, or more than the phrase
    OTHER_SIGNER = "other-signer"  # signed, but not by the provider of this address
    NOT_COVERED = "not-covered"  # the signature leaves out sender or subject
    TIME = "time"  # not signed within the hour of the phrase


Trouble = Fault | Flaw
# From what says least to what says most: of several signatures the one that came furthest is told.
_ORDER: tuple[Trouble, ...] = (
    Flaw.UNSIGNED, Flaw.ODD, Fault.OTHER_SIGNER, Flaw.OLD_METHOD, Flaw.PARTIAL, Fault.NOT_COVERED, Fault.TIME,
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """A message that fits, and those of its signatures that would do if their keys fit."""

    message: Message
    signatures: tuple[Signature, ...]


class _Record(msgspec.Struct):
    type: int
    data: str


class _Answer(msgspec.Struct, rename={"status": "Status", "records": "Answer"}):
    status: int
    records: list[_Record] | None = None


# --- the message ---


def examine(data: bytes, fact: Fact, proof: Proof) -> Mail | Trouble:
    """Everything that can be told without the key."""
    message = dkim.read(data)
    if message is None:
        return Fault.NO_MESSAGE
    if any(len(message.values(name)) > 1 for name in ("from", "subject", "date", "to", "sender")):
        return Fault.TWICE
    domain = _sender(message, fact)
    if domain is None:
        return Fault.SENDER
    if not _says(message, proof):
        return Fault.SUBJECT
    judged = [_usable(one, message, domain, proof) for one in dkim.signatures(message)]
    good = tuple(one for one in judged if isinstance(one, Signature))
    if good:
        return Mail(message=message, signatures=good[:_MOST_KEYS])
    bad = [one for one in judged if not isinstance(one, Signature)]
    return max(bad, key=_ORDER.index, default=Flaw.UNSIGNED)


def _text(message: Message, name: str) -> str:
    """The one header of this name as text on one line; empty if there is none, or if it is too long or no text."""
    values = message.values(name)
    try:
        return values[0].decode().replace("\r\n", "").strip() if values and len(values[0]) <= _LONGEST else ""
    except UnicodeDecodeError:
        return ""


def _sender(message: Message, fact: Fact) -> str | None:
    """The domain of the address that it comes from, in ASCII, if that is hers."""
    found = _MAILBOX.fullmatch(_text(message, "from"))
    local, _at, domain = (found["framed"] or found["bare"]).rpartition("@") if found else ("", "", "")
    own_local, _at, own_domain = identity(fact).rpartition("@")
    host, own = _ascii(domain), _ascii(own_domain)
    return host if host is not None and host == own and local.casefold() == own_local else None


def _ascii(domain: str) -> str | None:
    url = read_url(f"https://{domain.lower()}/") if domain else None
    return url.host if url is not None and url.path == "/" else None


def _says(message: Message, proof: Proof) -> bool:
    """Whether the subject is one of the phrases."""
    try:
        said = "".join(
            part.decode(_CHARSETS[charset]) if isinstance(part, bytes) else part
            for part, charset in decode_header(_text(message, "subject"))
        )
    except (HeaderParseError, LookupError, ValueError):
        return False
    subject = said.strip().casefold()
    return any(re.fullmatch(pattern, subject) for pattern in patterns(proof))


def _usable(one: Signature | Flaw, message: Message, domain: str, proof: Proof) -> Signature | Trouble:
    if isinstance(one, Flaw):
        return one
    if not _aligned(one.domain, domain):
        return Fault.OTHER_SIGNER
    if not {"from", "subject"} <= set(one.covers) or (one.at is None and "date" not in one.covers):
        return Fault.NOT_COVERED
    at = _dated(message) if one.at is None else _moment(one.at)
    if at is None or not proof.offered - SKEW <= at <= proof.offered + WITHIN + SKEW:
        return Fault.TIME
    return one


def _aligned(signer: str, domain: str) -> bool:
    """Whether the signer is the domain of the address or one above it of the same owner.

    One below it is not enough: whoever has that has not the rest.
    """
    return signer == domain or (domain.endswith(f".{signer}") and site(domain) == site(signer))


def _moment(seconds: int) -> datetime | None:
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, OSError, ValueError):
        return None


def _dated(message: Message) -> datetime | None:
    try:
        at = parsedate_to_datetime(_text(message, "date"))
        return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


# --- the key ---


def requests(mail: Mail, fact: Fact, base: str) -> dict[str, tuple[Planned, Signature]]:
    """One request a signature: the key that the provider publishes. Of the address only the domain travels."""
    found: dict[str, tuple[Planned, Signature]] = {}
    for number, signature in enumerate(mail.signatures, 1):
        line = Planned(
            id=f"key {fact.id} {number}",
            url=Url.parse(f"{base}?name={signature.name}&type=TXT"),
            purpose=Purpose.CONTROL,
            carries=(Carried.of(fact, Form.PART),),
            headers=(("Accept", "application/dns-json"),),
            follow=False,
        )
        found[line.id] = line, signature
    return found


def judge(
    mail: Mail, planned: Mapping[str, tuple[Planned, Signature]], results: Iterable[Result], now: datetime
) -> Trouble | NoAnswer | None:
    """What is wrong with the message by the keys that were found; None if one of its signatures holds."""
    answers: list[Trouble | NoAnswer | None] = []
    for result in results:
        records = _records(result)
        answers.append(
            records
            if isinstance(records, NoAnswer)
            else dkim.verify(mail.message, planned[result.line][1], records, int(now.timestamp()))
        )
    if not answers:
        return NoAnswer(reason=Reason.NOT_AGREED)
    if None in answers:
        return None
    return next((one for one in answers if isinstance(one, NoAnswer)), answers[0])


def _records(result: Result) -> list[str] | NoAnswer:
    """The texts that the DNS has under a name; none where it says that there are none."""
    reply = body_of(result)
    answer = reply if isinstance(reply, NoAnswer) else decoded(_Answer, reply.body)
    if isinstance(answer, NoAnswer):
        return answer
    if answer.status not in (0, 3):  # 3: no such name
        return NoAnswer(reason=Reason.INCOMPLETE)
    return [_joined(one.data) for one in answer.records or () if one.type == _TEXT]


def _joined(data: str) -> str:
    """The text of a record, which one service gives as it is and the other in quoted pieces."""
    if len(data) > _LONGEST_RECORD:
        return ""
    if not data.startswith('"'):
        return data
    return "".join(re.sub(r"\\(.)", r"\1", piece) for piece in _QUOTED.findall(data))
