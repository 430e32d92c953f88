"""Whether a mail provider has signed a message (DKIM, RFC 6376 and 8463): the part of it that proves something. Pure.

Stricter than a mail server, because here a signature opens a door: a part of the body that is not signed, an old or
short key, a key in testing, or a header that stands twice proves nothing. A message is hostile input: it is bounded
before it is read, and whatever is in it, these functions return.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

LARGEST = 4 << 20  # bytes of a message; one to oneself has a few thousand
_LONGEST_HEAD = 256 << 10
_MOST_FIELDS = 400
_MOST_SIGNATURES = 8
_LONGEST_SIGNATURE = 8 << 10
_LONGEST_RECORD = 4 << 10
WEAKEST, STRONGEST = 1024, 8192  # bits of an RSA key; beyond, a check takes seconds

_FIELD = re.compile(rb"([!-9;-~]{1,128})[ \t]{0,8}:.*", re.DOTALL)
_BLANK = re.compile(rb"[ \t]+")
_OWN_VALUE = re.compile(rb"((?:^|;)[ \t\r\n]*b[ \t\r\n]*=)[^;]*")
_TAG = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,31}")
_NAME = re.compile(r"(?=.{1,253}$)[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,62})(?:\.[A-Za-z0-9_][A-Za-z0-9_-]{0,62})*", re.ASCII)
_CANONICAL = {"simple", "relaxed"}
_SPACE = " \t\r\n"


class Flaw(StrEnum):
    """Why a signature proves nothing."""

    UNSIGNED = "unsigned"  # there is none
    ODD = "odd"  # not written as signatures are
    PARTIAL = "partial"  # it covers only the beginning of the text
    OLD_METHOD = "old-method"  # SHA-1
    EXPIRED = "expired"
    NO_KEY = "no-key"  # the provider does not publish its key, or has withdrawn it
    TESTING = "testing"  # the provider says that the key is only tried out
    WEAK_KEY = "weak-key"
    TEXT_CHANGED = "text-changed"
    WRONG = "wrong"  # the key does not fit: something that was signed was changed, or somebody else signed


@dataclass(frozen=True, slots=True)
class Message:
    """A message with its line ends as they travel: the fields of its head in order, and its body."""

    fields: tuple[tuple[str, bytes], ...]  # its name in small letters, and the whole field as it stands
    body: bytes

    def values(self, name: str) -> tuple[bytes, ...]:
        """What stands behind the colon of every field of this name."""
        return tuple(field.partition(b":")[2] for key, field in self.fields if key == name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """What a signature says of itself. `domain` signs, with its key `selector`; `covers` are names of fields."""

    domain: str
    selector: str
    user_domain: str
    method: str
    head_relaxed: bool
    body_relaxed: bool
    covers: tuple[str, ...]
    body_hash: bytes
    signed: bytes
    at: int | None
    until: int | None
    field: bytes

    @property
    def name(self) -> str:
        """Where the DNS has its key."""
        return f"{self.selector}._domainkey.{self.domain}".lower()


# --- reading ---


def read(data: bytes) -> Message | None:
    """A saved message; None if these bytes are none. Line ends may have become those of her system."""
    if len(data) > LARGEST:
        return None
    text = data.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n").replace(b"\r\n", b"\n")
    head, _gap, body = text.partition(b"\n\n")
    if len(head) > _LONGEST_HEAD:
        return None
    lines = head.rstrip(b"\n").split(b"\n")
    if lines[0].startswith(b"From "):  # as mailboxes begin a message
        lines = lines[1:]
    fields: list[list[bytes]] = []
    for line in lines:
        if line[:1] in (b" ", b"\t") and fields:
            fields[-1].append(line)
        elif len(fields) < _MOST_FIELDS:
            fields.append([line])
        else:
            return None
    found = [_FIELD.fullmatch(b"\r\n".join(parts)) for parts in fields]
    if not found or any(one is None for one in found):
        return None
    named = tuple((one[1].decode("ascii").lower(), one[0]) for one in found if one)
    return Message(named, body.replace(b"\n", b"\r\n"))


def signatures(message: Message) -> tuple[Signature | Flaw, ...]:
    """Every signature of a message that could be meant, each as it says itself or with what is wrong with it."""
    fields = [field for name, field in message.fields if name == "dkim-signature"]
    return tuple(map(_signature, fields[:_MOST_SIGNATURES]))


def _signature(field: bytes) -> Signature | Flaw:
    tags = _tags(field.partition(b":")[2], _LONGEST_SIGNATURE)
    if tags is None or tags.get("v") != "1" or not {"a", "b", "bh", "d", "h", "s"} <= tags.keys():
        return Flaw.ODD
    method = tags["a"].lower()
    if method == "rsa-sha1":
        return Flaw.OLD_METHOD
    if "l" in tags:
        return Flaw.PARTIAL
    head, _slash, body = tags.get("c", "simple").lower().partition("/")
    signed, body_hash = _decoded(tags["b"]), _decoded(tags["bh"])
    at, until = _seconds(tags.get("t")), _seconds(tags.get("x"))
    domain, selector = tags["d"].lower(), tags["s"]
    user = tags.get("i", f"@{domain}").rpartition("@")[2].lower()
    fits = (
        method in {"rsa-sha256", "ed25519-sha256"}
        and {head, body or "simple"} <= _CANONICAL
        and "dns/txt" in _list(tags.get("q", "dns/txt"))
        and _NAME.fullmatch(domain) and _NAME.fullmatch(f"{selector}._domainkey.{domain}")
        and (user == domain or user.endswith(f".{domain}"))
        and -1 not in (at, until)
    )  # fmt: skip
    covers = _list(tags["h"])
    if not fits or signed is None or body_hash is None or len(covers) > _MOST_FIELDS:
        return Flaw.ODD
    return Signature(
        domain=domain, selector=selector, user_domain=user, method=method,
        head_relaxed=head == "relaxed", body_relaxed=body == "relaxed", covers=covers, body_hash=body_hash,
        signed=signed, at=at, until=until, field=field,
    )  # fmt: skip


def _tags(value: bytes | str, longest: int) -> dict[str, str] | None:
    """The tags of a signature or of a key. None if one stands twice or is odd."""
    if len(value) > longest:
        return None
    try:
        text = value.decode("ascii") if isinstance(value, bytes) else value
    except UnicodeDecodeError:
        return None
    found: dict[str, str] = {}
    pieces = text.split(";")
    for piece in pieces if pieces[-1].strip() else pieces[:-1]:
        name, equals, said = piece.partition("=")
        name = name.strip(_SPACE)
        if not equals or name in found or not _TAG.fullmatch(name):
            return None
        found[name] = said.strip(_SPACE)
    return found


def _list(said: str) -> tuple[str, ...]:
    return tuple(one.strip(_SPACE).lower() for one in said.split(":"))


def _decoded(text: str) -> bytes | None:
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        return None


def _seconds(text: str | None) -> int | None:
    """None if it is not said, -1 if it is said oddly."""
    if text is None:
        return None
    return int(text) if re.fullmatch(r"[0-9]{1,12}", text, re.ASCII) else -1


# --- verifying ---


def verify(message: Message, signature: Signature, records: Iterable[str], now: int) -> Flaw | None:
    """What is wrong with a signature, by the records that the DNS has for it; None if nothing is. `now`: Unix time."""
    if signature.until is not None and signature.until < now:
        return Flaw.EXPIRED
    body = _relaxed_body(message.body) if signature.body_relaxed else _simple_body(message.body)
    if hashlib.sha256(body).digest() != signature.body_hash:
        return Flaw.TEXT_CHANGED
    head = b"".join(_head(message, signature))
    flaws = [_fits(record, signature, head) for record in list(records)[:_MOST_SIGNATURES]]
    if None in flaws:
        return None
    return next((flaw for flaw in flaws if flaw is not Flaw.NO_KEY), Flaw.NO_KEY)


def _fits(record: str, signature: Signature, head: bytes) -> Flaw | None:
    """Whether the key in one record has made the signature."""
    tags = _tags(record, _LONGEST_RECORD)
    if tags is None or tags.get("v", "DKIM1") != "DKIM1" or not tags.get("p"):
        return Flaw.NO_KEY
    kind = signature.method.partition("-")[0]
    if tags.get("k", "rsa") != kind or "sha256" not in _list(tags.get("h", "sha256")):
        return Flaw.NO_KEY
    if {"*", "email"}.isdisjoint(_list(tags.get("s", "*"))):
        return Flaw.NO_KEY
    flags = _list(tags.get("t", ""))
    if "y" in flags:
        return Flaw.TESTING
    if "s" in flags and signature.user_domain != signature.domain:
        return Flaw.ODD
    key = _decoded(tags["p"])
    if key is None:
        return Flaw.NO_KEY
    return _rsa(key, signature.signed, head) if kind == "rsa" else _ed25519(key, signature.signed, head)


def _rsa(key: bytes, signed: bytes, head: bytes) -> Flaw | None:
    from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.serialization import load_der_public_key

    try:
        public = load_der_public_key(key)
        if not isinstance(public, RSAPublicKey) or public.key_size > STRONGEST:
            return Flaw.NO_KEY
        if public.key_size < WEAKEST:
            return Flaw.WEAK_KEY
        public.verify(signed, head, PKCS1v15(), SHA256())
    except (ValueError, UnsupportedAlgorithm):
        return Flaw.NO_KEY
    except InvalidSignature:
        return Flaw.WRONG
    return None


def _ed25519(key: bytes, signed: bytes, head: bytes) -> Flaw | None:
    from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signed, hashlib.sha256(head).digest())
    except (ValueError, UnsupportedAlgorithm):
        return Flaw.NO_KEY
    except InvalidSignature:
        return Flaw.WRONG
    return None


# --- what is signed ---


def _head(message: Message, signature: Signature) -> Iterator[bytes]:
    """The signed fields, each from the last of its name upwards, and then the signature without its own value."""
    left: dict[str, list[bytes]] = {}
    for name, field in message.fields:
        left.setdefault(name, []).append(field)
    form = _relaxed_field if signature.head_relaxed else bytes
    for name in signature.covers:
        if fields := left.get(name):
            yield form(fields.pop()) + b"\r\n"
    start, colon, value = signature.field.partition(b":")
    yield form(start + colon + _OWN_VALUE.sub(rb"\1", value))


def _relaxed_field(field: bytes) -> bytes:
    name, _colon, value = field.partition(b":")
    return name.strip(b" \t").lower() + b":" + _BLANK.sub(b" ", value.replace(b"\r\n", b"")).strip(b" ")


def _simple_body(body: bytes) -> bytes:
    end = len(body)
    while body[max(0, end - 2) : end] == b"\r\n":
        end -= 2
    return body[:end] + b"\r\n"


def _relaxed_body(body: bytes) -> bytes:
    lines = [_BLANK.sub(b" ", line).rstrip(b" ") for line in body.split(b"\r\n")]
    while lines and not lines[-1]:
        lines.pop()
    return b"".join(line + b"\r\n" for line in lines)
