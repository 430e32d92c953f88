"""Usernames, email addresses and websites."""

from __future__ import annotations

import re

from unlisted.facts.cleaning import in_order, refuse_general, refuse_wildcards, word_set
from unlisted.facts.refusals import (
    DomainName,
    EmailShape,
    UsernameCharacters,
    UsernameIsEmail,
    UsernameShort,
    WebsiteGeneral,
    WebsiteShape,
)

_SHORTEST = 3
_LONGEST_LOCAL = 64  # RFC 5321, 4.5.3.1.1
_LONGEST_LABEL, _LONGEST_HOST = 63, 253  # RFC 1035, 2.3.4
_LOCAL = frozenset("!#&'+-/=_`~.")  # RFC 5322 atext, without the wildcards

# Folders that sites put before a username in the link to a profile.
_FOLDERS = word_set("u user users in c channel people profile profiles members @ s")
_PROFILE_PHP = re.compile(r"/profile\.php\?id=(\d+)")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):(?=//|[a-z])", re.IGNORECASE)

# Hosts that are mentioned everywhere: only a page on them is hers.
_PLATFORMS = word_set(
    "facebook.com instagram.com x.com twitter.com tiktok.com youtube.com youtu.be t.me telegram.org telegram.me "
    "linkedin.com reddit.com vk.com github.com google.com gmail.com wikipedia.org whatsapp.com wa.me viber.com "
    "discord.com medium.com wordpress.com blogspot.com pinterest.com snapchat.com"
)


def username(value: str) -> dict[str, str]:
    """`handle`: without @, link or folder; as typed otherwise, because some sites tell capitals apart.

    Raises `UsernameCharacters`, `UsernameShort`, `UsernameIsEmail`, `TooGeneral`.
    """
    by_number = _PROFILE_PHP.search(value)
    text = by_number.group(1) if by_number else _without_link(value)
    refuse_wildcards(text)
    handle, at, host = text.removeprefix("@").partition("@")
    if at and not text.startswith("@"):
        raise UsernameIsEmail
    if at:  # @name@server, as in the Fediverse
        domain(host)
    handle = re.sub(r"#\d{1,5}$", "", handle)
    if not all(c.isalnum() or c in "._-" for c in handle) or len(handle) > _LONGEST_LOCAL:
        raise UsernameCharacters
    if len(handle) < _SHORTEST:
        raise UsernameShort(least=_SHORTEST)
    refuse_general(handle)
    return {"handle": handle}


def _without_link(value: str) -> str:
    """The part of a profile link that names its owner; what is no link stays as it is."""
    text = re.sub(r"^https?://", "", value, flags=re.IGNORECASE)
    host, slash, path = text.partition("/")
    if not slash or "." not in host:
        return text
    segments = [s for s in re.split(r"[?#]", path)[0].split("/") if s]
    while len(segments) > 1 and segments[0].casefold() in _FOLDERS:
        segments = segments[1:]
    return segments[0] if segments else ""


def email(value: str) -> dict[str, str]:
    """`local` as typed, `domain` in small letters and readable (not punycode) form.

    Raises `EmailShape`, `DomainName`, `Wildcard`.
    """
    text = value[7:] if value[:7].casefold() == "mailto:" else value
    refuse_wildcards(text)
    local, at, host = text.rpartition("@")
    if not at or not local or not host or len(local) > _LONGEST_LOCAL:
        raise EmailShape
    if not all(c.isalnum() or c in _LOCAL for c in local) or local[0] == "." or local[-1] == "." or ".." in local:
        raise EmailShape
    return {"local": local, "domain": domain(host)}


def website(value: str) -> dict[str, str]:
    """`host` without www, in small letters and readable (not punycode) form; `path` with its query, if there is one.

    Raises `WebsiteShape`, `WebsiteGeneral`, `DomainName`, `Wildcard`.
    """
    refuse_wildcards(value, but="?%$")
    scheme = _SCHEME.match(value)
    if scheme and scheme.group(1).casefold() not in {"http", "https"}:
        raise WebsiteShape
    text = value[scheme.end() :].removeprefix("//") if scheme else value
    host, rest = re.match(r"([^/?#]*)(.*)", text, re.DOTALL).groups()  # type: ignore[union-attr]
    host = re.sub(r":\d{1,5}$", "", host)
    if " " in text or "@" in host:
        raise WebsiteShape
    host = domain(host).removeprefix("www.")
    path = rest.partition("#")[0].rstrip("/?")
    if not path and host in _PLATFORMS:
        raise WebsiteGeneral
    return in_order(("host", host), ("path", path))


def domain(text: str) -> str:
    """A host name in small letters, punycode labels made readable. Raises `DomainName`."""
    try:
        plain = text.casefold().removesuffix(".").encode("idna").decode("ascii").lower()
        readable = plain.encode("ascii").decode("idna")
    except UnicodeError:
        raise DomainName from None
    labels = plain.split(".")
    fits = len(labels) > 1 and len(plain) <= _LONGEST_HOST and not labels[-1].isdigit()
    if not fits or not all(_is_label(label) for label in labels):
        raise DomainName
    return readable


def _is_label(label: str) -> bool:
    return 0 < len(label) <= _LONGEST_LABEL and re.fullmatch(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?", label) is not None
