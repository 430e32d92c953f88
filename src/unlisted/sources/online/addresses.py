"""The links she names: what each would ask, what of hers stands in it, and when two are the same page. Pure."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit, urlunsplit

from unlisted.errors import N_, UsageError
from unlisted.model import Fact, Kind
from unlisted.net import Carried, Form, Url
from unlisted.sources.pages import normal
from unlisted.text.fold import fold_text

TELEGRAM = "https://t.me"
_TELEGRAM_HOSTS = frozenset(("t.me", "www.t.me", "telegram.me", "www.telegram.me", "telegram.dog", "www.telegram.dog"))
_CHANNEL = re.compile(r"/(?:s/)?@?([A-Za-z][A-Za-z0-9_]{3,31})(?:/(\d{1,10}))?/?(?:\?(.*))?")
_OWN_HOST = re.compile(r"([A-Za-z][A-Za-z0-9_]{3,31})\.t\.me", re.IGNORECASE)  # "name.t.me" is "t.me/name"
_IN_APP = re.compile(r"tg:(?://)?resolve/?\?(.*)", re.IGNORECASE)
_BEFORE = re.compile(r"(?:^|&)before=(\d{1,10})(?:&|$)")
# What stands where a name would, at t.me, and is none.
_NO_NAMES = frozenset((
    "joinchat", "addstickers", "addemoji", "addtheme", "addlist", "share", "proxy", "socks", "setlanguage", "login",
    "invoice", "contact", "boost", "giftcode", "confirmphone",
))  # fmt: skip
_NAME = re.compile(r"@?([A-Za-z][A-Za-z0-9_]{3,31})")
# What sites and senders hang onto links to follow who opens them.
_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|dclid|msclkid|yclid|igshid|igsh|mc_cid|mc_eid|ref_src|ref_url|mibextid|__tn__|__cft__.*"
)
_FIRST_PAGE = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?)$")
_NOT_PLAIN = re.compile(r"[^a-z0-9]+")
_SOUNDS = str.maketrans("BHPCYX", "vnrsuh")  # folding leaves markers for Cyrillic letters; here they are read as heard
_SHORT = 5  # characters below which a value has to be a whole part of the address


_LINK = re.compile(r"https?://|tg:|(?:www\.)?(?:t\.me|telegram\.(?:me|dog))/|\w+\.t\.me(?:/|$)", re.IGNORECASE)


class NotAChannel(UsageError):
    """What was given with --telegram is no name of a channel. Value: `target` as she typed it."""

    what = N_("{target} is not the name of a Telegram channel.")
    next_step = N_("Give it as @name or as https://t.me/name")


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A page or channel she named: `target` as she typed it, `kept` as it is remembered, `url` what is asked first.

    `channel` is the name of a Telegram channel; `before` the number of the message to begin below, 0 for the newest.
    """

    target: str
    kept: str
    url: Url
    channel: str = ""
    before: int = 0
    single: bool = False  # she named one message


def is_link(target: str) -> bool:
    """Whether a target is on the network, and no file."""
    return _LINK.match(target) is not None


def is_of_group(url: Url) -> bool:
    """Whether a link leads into a private group, channel or chat of Telegram, which shows strangers nothing."""
    return url.host in _TELEGRAM_HOSTS and re.match(r"/(?:c/|joinchat/|\+|%2B)", url.path, re.IGNORECASE) is not None


def named(target: str, *, channel: bool = False, allowed: frozenset[str] = frozenset()) -> Named:
    """Read a link, or with `channel` the name of a Telegram channel. Raises `AddressUnfit`, `NotAChannel`.

    Nothing is asked without encryption but what `allowed` holds; a link that begins with http:// is asked with it.
    """
    if not is_link(target):
        name = _NAME.fullmatch(target.strip()) if channel else None
        if name is None:
            raise NotAChannel(target=target)
        return _channel(target, f"{TELEGRAM}/{name[1]}", name[1], 0, single=False)
    typed = target.strip()
    if typed.lower().startswith("tg:"):
        return _in_app(target, typed)
    url = _at_telegram(Url.parse(typed if "://" in typed else f"https://{typed}"))
    if url.host in _TELEGRAM_HOSTS or str(url).startswith(f"{TELEGRAM}/"):
        found = _CHANNEL.fullmatch(url.path)
        if found and found[1].lower() not in _NO_NAMES:
            before = _BEFORE.search(found[3] or "")
            number = int(found[2]) + 1 if found[2] else int(before[1]) if before else 0
            return _channel(target, typed, found[1], number, single=bool(found[2]))
    if url.scheme == "http" and url.authority not in allowed:
        url = replace(url, scheme="https", port=443 if url.port == 80 else url.port)
    return Named(target=target, kept=typed, url=url)


def _in_app(target: str, typed: str) -> Named:
    """What an address for the app means: `tg://resolve?domain=NAME&post=NUMBER`. Raises `NotAChannel`."""
    found = _IN_APP.fullmatch(typed)
    said = dict(parse_qsl(found[1])) if found else {}
    name, post = _NAME.fullmatch(said.get("domain", "")), said.get("post", "")
    if name is None or (post and not re.fullmatch(r"\d{1,10}", post, re.ASCII)):
        raise NotAChannel(target=target)
    return _channel(target, typed, name[1], int(post) + 1 if post else 0, single=bool(post))


def _at_telegram(url: Url) -> Url:
    """The same with the name in its path, where it stands in the host."""
    own = _OWN_HOST.fullmatch(url.host)
    if own is None or own[1].lower() == "www":
        return url
    return Url.parse(f"{TELEGRAM}/{own[1]}{url.path if url.path != '/' else ''}")


def _channel(target: str, kept: str, name: str, before: int, *, single: bool) -> Named:
    url = preview_address(name, before)
    return Named(target=target, kept=kept, url=url, channel=name.lower(), before=before, single=single)


def preview_address(name: str, before: int) -> Url:
    """The preview of a channel: its newest messages, or those before a number."""
    return Url.parse(f"{TELEGRAM}/s/{name.lower()}" + (f"?before={before}" if before else ""))


# --- when two addresses are one page ---


def place_of(final: Url, stated: str = "") -> str:
    """The native identity of a page, as for a saved one: the address it says it has, if that is plainly its own.

    A page may say anything, and many say the same of all their pages; taken at its word, such a page would be called
    "not visible" when another was read. So only the spelling is taken from it: scheme, "www.", tracking.
    """
    own, other = normal(_untracked(str(final))) or str(final), normal(stated)
    return other if other and _essence(other) == _essence(own) else own


def _untracked(url: str) -> str:
    parts = urlsplit(url)
    if not parts.query:
        return url
    kept = [pair for pair in parts.query.split("&") if not _TRACKING.fullmatch(pair.partition("=")[0])]
    return urlunsplit(parts._replace(query="&".join(kept)))


def _essence(url: str) -> tuple[str, str, str]:
    parts = urlsplit(_untracked(url))
    host = parts.netloc.removeprefix("www.")
    path = _FIRST_PAGE.sub("/", parts.path).rstrip("/")
    return host, unquote(path), urlencode(sorted(parse_qsl(parts.query, keep_blank_values=True)))


# --- what of hers stands in an address ---


def carried(url: Url, facts: Iterable[Fact]) -> tuple[Carried, ...]:
    """Her facts that can be read in an address, or recognised in it by whoever guesses them."""
    hers = [fact for fact in facts if is_hers(fact)]
    return tuple(Carried.of(fact, form) for fact in hers if (form := _form(url, fact)) is not None)


def names_relative(url: Url, facts: Iterable[Fact]) -> bool:
    """Whether a relative stands in an address, by name or by a fact that is not hers too."""
    known = tuple(facts)
    hers = {needle for fact in known if is_hers(fact) for needle in _needles(fact)}
    return any(_stands_in(needle, url) for fact in known if not is_hers(fact) for needle in set(_needles(fact)) - hers)


def is_hers(fact: Fact) -> bool:
    """Whether a fact may be part of a look on the network: relatives and what is theirs may not."""
    return fact.of is None and fact.kind is not Kind.RELATIVE


def _form(url: Url, fact: Fact) -> Form | None:
    if any(_stands_in(needle, url) for needle in _needles(fact)):
        return Form.CLEAR
    if fact.kind is Kind.EMAIL:
        address = fact.value.strip().lower().encode()
        hashes = (hashlib.md5(address, usedforsecurity=False), hashlib.sha1(address, usedforsecurity=False))
        told = str(url).lower()
        if any(one.hexdigest() in told for one in (*hashes, hashlib.sha256(address))):
            return Form.HASH
    return None


def _needles(fact: Fact) -> Iterator[str]:
    for said in _said(fact):
        yield from {_plain(said), _plain(said.replace("đ", "d").replace("Đ", "D"))} - {""}


def _said(fact: Fact) -> Iterator[str]:
    """The ways in which an address may hold a fact, before all but letters and digits falls away."""
    parts = fact.parts
    if fact.kind is Kind.PHOTO:
        return
    yield fact.value
    match fact.kind:
        case Kind.NAME | Kind.RELATIVE:
            given, surname = parts.get("given", ""), parts.get("surname", "")
            if given and surname:
                yield from (given + surname, surname + given)
        case Kind.USERNAME:
            yield parts.get("handle", "")
        case Kind.PHONE:
            yield re.sub(r"\D", "", parts.get("number", fact.value))[-8:]
        case Kind.ADDRESS:
            if street := parts.get("street", ""):
                yield from (street + parts.get("number", ""), street if len(street) >= 8 else "")
        case Kind.BIRTHDATE:
            day, month, year = (parts.get(name, "").zfill(2) for name in ("day", "month", "year"))
            yield from (year + month + day, day + month + year, month + day + year)
        case Kind.WEBSITE:
            yield parts.get("host", "") + parts.get("path", "")


def _plain(text: str) -> str:
    """Letters and digits in one form: of both scripts, of any case, without accents or what stands between them."""
    return _NOT_PLAIN.sub("", fold_text(text).translate(_SOUNDS))


def _stands_in(needle: str, url: Url) -> bool:
    text = unquote(unquote(url.host + url.path))
    if len(needle) < _SHORT:
        return needle in {_plain(word) for word in re.split(r"[\W_]+", text)}
    return needle in _plain(text)
