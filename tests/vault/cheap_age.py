"""age passphrase files with as little scrypt as a test can afford, or as much as a hostile file asks for.

The age library chooses the work itself and takes a second or more. This writes the same format
(age-encryption.org/v1, scrypt stanza) in plain Python, for small files and tests only; that it is the same format is
shown by the real library opening it.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import struct

MASK = 0xFFFFFFFF


def protect(identity: str, passphrase: str, *, work: int = 2, claim: int | None = None) -> bytes:
    """An `identity.age` made with 2^`work` rounds, whose header claims 2^`claim`."""
    file_key, salt, nonce = os.urandom(16), os.urandom(16), os.urandom(16)
    wrapping = hashlib.scrypt(
        passphrase.encode(), salt=b"age-encryption.org/v1/scrypt" + salt, n=1 << work, r=8, p=1, dklen=32
    )
    stanza = (
        f"-> scrypt {_text(salt)} {work if claim is None else claim}\n{_text(_sealed(wrapping, bytes(12), file_key))}"
    )
    head = f"age-encryption.org/v1\n{stanza}\n---".encode()
    mac = hmac.digest(_hkdf(file_key, b"", b"header"), head, "sha256")
    last_chunk = bytes(11) + b"\x01"
    body = _sealed(_hkdf(file_key, nonce, b"payload"), last_chunk, identity.encode() + b"\n")
    return head + b" " + _text(mac).encode() + b"\n" + nonce + body


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode().rstrip("=")


def _hkdf(key: bytes, salt: bytes, info: bytes) -> bytes:
    return hmac.digest(hmac.digest(salt or bytes(32), key, "sha256"), info + b"\x01", "sha256")


def _sealed(key: bytes, nonce: bytes, data: bytes) -> bytes:
    """ChaCha20-Poly1305, RFC 8439, without associated data."""
    stream = b"".join(_block(key, 1 + at, nonce) for at in range(-(-len(data) // 64)))
    cipher = bytes(a ^ b for a, b in zip(data, stream, strict=False))
    padded = cipher + bytes(-len(cipher) % 16) + struct.pack("<QQ", 0, len(cipher))
    return cipher + _poly1305(_block(key, 0, nonce)[:32], padded)


def _poly1305(key: bytes, data: bytes) -> bytes:
    r = int.from_bytes(key[:16], "little") & 0x0FFFFFFC0FFFFFFC0FFFFFFC0FFFFFFF
    total = 0
    for at in range(0, len(data), 16):
        total = (total + int.from_bytes(data[at : at + 16] + b"\x01", "little")) * r % ((1 << 130) - 5)
    return ((total + int.from_bytes(key[16:], "little")) & ((1 << 128) - 1)).to_bytes(16, "little")


def _block(key: bytes, counter: int, nonce: bytes) -> bytes:
    start = [
        *struct.unpack("<4I", b"expand 32-byte k"),
        *struct.unpack("<8I", key),
        counter,
        *struct.unpack("<3I", nonce),
    ]
    x = list(start)
    for _ in range(10):
        for a, b, c, d in ((0, 4, 8, 12), (1, 5, 9, 13), (2, 6, 10, 14), (3, 7, 11, 15)):
            _quarter(x, a, b, c, d)
        for a, b, c, d in ((0, 5, 10, 15), (1, 6, 11, 12), (2, 7, 8, 13), (3, 4, 9, 14)):
            _quarter(x, a, b, c, d)
    return struct.pack("<16I", *((a + b) & MASK for a, b in zip(x, start, strict=True)))


def _quarter(x: list[int], a: int, b: int, c: int, d: int) -> None:
    for to, by, other, turn in ((a, b, d, 16), (c, d, b, 12), (a, b, d, 8), (c, d, b, 7)):
        x[to] = (x[to] + x[by]) & MASK
        x[other] ^= x[to]
        x[other] = ((x[other] << turn) | (x[other] >> (32 - turn))) & MASK
