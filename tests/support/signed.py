"""Messages as a mail provider signs them, with keys made here, and a resolver that publishes the keys."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Protocol

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA1, SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from support.service import Answer, Asked

SELECTOR = "sel1"
Fields = list[tuple[str, str]]


class Signer(Protocol):
    """A key of a provider."""

    method: str

    def record(self) -> str:
        """What the DNS says."""

    def sign(self, data: bytes) -> bytes:
        """The value of `b=`."""


@dataclass(frozen=True)
class Rsa:
    key: RSAPrivateKey
    method: str = "rsa-sha256"

    def record(self) -> str:
        der = self.key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        return f"v=DKIM1; k=rsa; p={base64.b64encode(der).decode()}"

    def sign(self, data: bytes) -> bytes:
        return self.key.sign(data, PKCS1v15(), SHA1() if self.method == "rsa-sha1" else SHA256())  # noqa: S303


@dataclass(frozen=True)
class Ed:
    key: Ed25519PrivateKey
    method: str = "ed25519-sha256"

    def record(self) -> str:
        raw = self.key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        return f"v=DKIM1; k=ed25519; p={base64.b64encode(raw).decode()}"

    def sign(self, data: bytes) -> bytes:
        return self.key.sign(hashlib.sha256(data).digest())


# A key of 512 bits, which libraries no longer make: two primes of 256 bits, found once.
P = 0xC4F8E9E15DCADF2B96C763D981006A644FFB4415030A16ED1283883340F2AA0E
Q = 0xE2BAE5C1F6E7C5D5F1A1B3C3D5E7F90B1D2F31435567798B9DAFC1D3E5F7091B


@dataclass(frozen=True)
class Short:
    """An RSA key of 512 bits, by hand."""

    modulus: int
    secret: int
    method: str = "rsa-sha256"

    @classmethod
    def made(cls) -> Short:
        p, q = _prime(P), _prime(Q)
        return cls(p * q, pow(65537, -1, (p - 1) * (q - 1)))

    def record(self) -> str:
        def der(tag: int, body: bytes) -> bytes:
            size = bytes([len(body)]) if len(body) < 128 else bytes([0x81, len(body)])
            return bytes([tag]) + size + body

        def number(value: int) -> bytes:
            return der(2, value.to_bytes(value.bit_length() // 8 + 1, "big"))

        inner = der(0x30, number(self.modulus) + number(65537))
        kind = bytes.fromhex("300d06092a864886f70d0101010500")
        return f"k=rsa; p={base64.b64encode(der(0x30, kind + der(3, bytes([0]) + inner))).decode()}"

    def sign(self, data: bytes) -> bytes:
        digest = bytes.fromhex("3031300d060960864801650304020105000420") + hashlib.sha256(data).digest()
        size = (self.modulus.bit_length() + 7) // 8
        padded = b"\x00\x01" + b"\xff" * (size - len(digest) - 3) + b"\x00" + digest
        return pow(int.from_bytes(padded, "big"), self.secret, self.modulus).to_bytes(size, "big")


def _prime(start: int) -> int:
    number = start | 1
    while any(pow(base, number - 1, number) != 1 for base in (2, 3, 5, 7)) or (number - 1) % 65537 == 0:
        number += 2
    return number


@cache
def rsa(bits: int = 2048) -> RSAPrivateKey:
    """A key, made once a run."""
    return generate_private_key(65537, bits)


@dataclass
class Letter:
    """One message, and how it is signed. `extra` are more tags of the signature; `unsigned` go above it afterwards."""

    sender: str = "Milena <milena@primer.example.org>"
    subject: str = "plavi orah"
    date: str = "Sun, 03 May 2026 12:05:00 +0000"
    body: str = "zdravo\r\n\r\nM.\r\n"
    domain: str = "primer.example.org"
    covers: str = "from:to:subject:date"
    at: int | None = 1777809900  # 3 May 2026, 12:05
    canonical: str = "relaxed/relaxed"
    extra: str = ""
    signer: Signer = field(default_factory=lambda: Rsa(rsa()))
    more: Fields = field(default_factory=list)

    def fields(self) -> Fields:
        to = ("To", "milena@primer.example.org")
        return [("From", self.sender), to, ("Subject", self.subject), ("Date", self.date), *self.more]

    def unsigned(self) -> bytes:
        head = "".join(f"{name}: {value}\r\n" for name, value in self.fields())
        return f"{head}\r\n{self.body}".encode()

    def signed(self) -> bytes:
        head, _slash, body = self.canonical.partition("/")
        text = re.sub(r"[ \t]+(?=\r\n)", "", re.sub(r"[ \t]+", " ", self.body)) if body == "relaxed" else self.body
        text = re.sub(r"(\r\n)+\Z", "\r\n", text)
        text = "" if body == "relaxed" and text == "\r\n" else text  # RFC 6376, 3.4.4
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        at = f" t={self.at};" if self.at is not None else ""
        own = (
            f"v=1; a={self.signer.method}; c={self.canonical}; d={self.domain}; s={SELECTOR};{at}{self.extra}\r\n"
            f" h={self.covers};\r\n bh={digest};\r\n b="
        )
        left = self.fields()
        data = b""
        for name in self.covers.split(":"):
            found = next((one for one in reversed(left) if one[0].lower() == name), None)
            if found:
                left.remove(found)
                data += _canonical(*found, relaxed=head == "relaxed") + b"\r\n"
        data += _canonical("DKIM-Signature", own, relaxed=head == "relaxed")
        value = base64.b64encode(self.signer.sign(data)).decode()
        return f"DKIM-Signature: {own}{value[:60]}\r\n {value[60:]}\r\n".encode() + self.unsigned()


def _canonical(name: str, value: str, *, relaxed: bool) -> bytes:
    if relaxed:
        return f"{name.lower()}:{' '.join(value.replace(chr(13) + chr(10), '').split())}".encode()
    return f"{name}: {value}".encode()


def resolver(records: dict[str, str], *, quoted: bool = True) -> Callable[[Asked], Answer]:
    """A resolver that speaks JSON over HTTP, as the two public ones do: one quotes what it gives in pieces."""

    def answer(asked: Asked) -> Answer:
        name = asked.path.partition("name=")[2].partition("&")[0]
        question = [{"name": f"{name}.", "type": 16}]
        if name not in records:
            return Answer({"Status": 3, "Question": question})
        text = records[name]
        data = " ".join(f'"{text[at : at + 255]}"' for at in range(0, len(text), 255)) if quoted else text
        alias = {"name": f"{name}.", "type": 5, "TTL": 60, "data": "key.example.net."}
        held = {"name": "key.example.net.", "type": 16, "TTL": 60, "data": data}
        return Answer({"Status": 0, "TC": False, "Question": question, "Answer": [alias, held]})

    return answer
