"""How the names of accounts are seen: email addresses with their signs in words, usernames, websites."""

from __future__ import annotations

import re
from itertools import product

from unlisted.match import patterns as p
from unlisted.match import strength as s
from unlisted.match.finder import APART_MIN, BETWEEN, SEED_MIN, Built, Finder, beside, in_looks, shortest
from unlisted.model import Fact
from unlisted.text.skeleton import bare_skeleton, seed

_NOT_INSIDE, _NOT_GOING_ON = r"(?<![\w-])(?<!\w\.)", r"(?![\w-]|\.\w)"


def email(fact: Fact) -> Built:
    """An email address."""
    local, domain = fact.parts["local"], fact.parts["domain"]
    finders = [
        Finder(rf"(?<![\w+-])(?<!\w\.){pattern}{_NOT_GOING_ON}", ("local", "domain"), s.UNIQUE)
        for pattern in (p.email(local, domain), p.apart(local, domain))
    ]
    piece = max(re.findall(r"[^\W_]+", local), key=len, default=local)  # between its signs, which may be words
    if shortest(seed(piece)) >= SEED_MIN:
        seeds = seed(piece) | in_looks(piece)
        host = max(domain.split("."), key=len)
        return Built(seeds, finders, beside(seeds, host, (), len(bare_skeleton(fact.value)) + BETWEEN))
    first = domain.partition(".")[0]
    signs = ("", "at", "et", "a", "na", "majmun", "majmunce", "manki", "ludoa", "atznak")
    seeds = frozenset().union(*(seed(local + sign + first) for sign in signs))
    return Built(seeds | (_said(local, ".") if "." in local else frozenset()), finders)


def username(fact: Fact) -> Built:
    """A username; a telling one (digits, signs, length) is hers almost everywhere."""
    handle = fact.parts["handle"]
    telling = len(handle) >= 6 and (not handle.isalpha() or len(handle) >= 9)
    written = identifier(handle, ("handle",), s.USERNAME if telling else s.USERNAME_PLAIN)
    return Built(written.seeds | _said(handle, *(sign for sign in p.SAID if sign in handle)), written.finders)


def _said(handle: str, *signs: str) -> frozenset[bytes]:
    """Seeds for a handle whose signs are said in words."""
    ways = (dict(zip(map(ord, signs), words, strict=True)) for words in product(*(p.SAID[sign] for sign in signs)))
    return frozenset().union(*(seed(handle.translate(way)) for way in ways))


def identifier(text: str, parts: tuple[str, ...], weight: float) -> Built:
    """Anything that is written as it is: no forms, but look-alikes, and letters set apart."""
    finders = [Finder(_NOT_INSIDE + p.aloud(text) + _NOT_GOING_ON, parts, weight)]
    if len(text) >= APART_MIN:
        finders.append(Finder(p.ALONE_START + p.apart(text) + p.ALONE_END, parts, weight))
    return Built(seed(text) | in_looks(text), finders)


def website(fact: Fact) -> Built:
    """The address of a website, with or without www and what stands before it."""
    host, path = fact.parts["host"], fact.parts.get("path", "").rstrip("/")
    pattern = rf"(?<![\w-]){p.plain(host)}{p.plain(path)}{_NOT_GOING_ON}"
    return Built(seed(host + path), [Finder(pattern, ("host",), s.WEBSITE)])
