"""Lists of sites that she brings: WhatsMyName, Sherlock, Maigret, JustDeleteMe; read within bounds.

Their data are not shipped with this program. What one of our rules cannot say, or what would make a wall look like a
"no", is left out and counted; nothing is guessed. Nothing in a list is ever run; its regular expressions are not used.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, ClassVar
from urllib.parse import urlsplit

from unlisted.accounts.listed import Listed
from unlisted.errors import N_, UnlistedError, UsageError
from unlisted.knowledge.rules import PLACE
from unlisted.knowledge.sites import AnswerRule, Deletion, Difficulty, NameRule
from unlisted.net import Url
from unlisted.text.clean import clean

LARGEST = 24 << 20  # bytes of a list
MOST_SITES = 10_000
_LONGEST_TEXT, _LONGEST_URL, _MOST_TEXTS = 400, 600, 12
_PLAIN = re.compile(r"[\w .()+:&'-]{1,60}")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_HINTS_SENSITIVE = frozenset({
    "dating", "adult", "nsfw", "xx nsfw xx", "porn", "health", "medical", "erotic", "sex", "webcam", "political",
    "politics", "religion", "lgbt",
})  # fmt: skip


class NotAList(UsageError):
    """The file is no list of sites that we can read."""

    what: ClassVar[str] = N_("The file {file} is not a list of sites that this program can read.")
    next_step: ClassVar[str] = N_(
        "It reads the `JSON` files of `WhatsMyName`, `Sherlock`, `Maigret`, `JustDeleteMe`. Nothing was sent."
    )


class Format(StrEnum):
    """Whose list it is."""

    WHATSMYNAME = "whatsmyname"
    SHERLOCK = "sherlock"
    MAIGRET = "maigret"
    JUSTDELETEME = "justdeleteme"


LICENCES = {
    Format.WHATSMYNAME: "CC BY-SA 4.0",
    Format.SHERLOCK: "MIT",
    Format.MAIGRET: "MIT",
    Format.JUSTDELETEME: "MIT",
}


class Skipped(StrEnum):
    """Why an entry of a list was left out: a closed list."""

    BROKEN = "broken"  # not shaped like an entry
    OFF = "off"  # the list itself says that it does not work
    ADDRESS = "address"  # no address a request could go to
    FORM = "form"  # it would send a form
    REGISTRATION = "registration"  # it asks at a registration or password form
    HEADERS = "headers"  # it needs headers or a key of its own
    NO_ABSENT = "no-absent"  # it does not say how no account looks
    NO_PRESENT = "no-present"  # it does not say how an account looks
    WALL = "wall"  # it takes a refusal or a fault for an answer
    TWICE = "twice"


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteList:
    """A list as far as it could be read. `checksum`: SHA-256 of the file. `deletions`: by domain (JustDeleteMe)."""

    format: Format
    licence: str
    checksum: str
    sites: tuple[Listed, ...] = ()
    deletions: Mapping[str, Deletion] = field(default_factory=dict)
    skipped: Mapping[Skipped, int] = field(default_factory=dict)


class _Skip(Exception):  # an entry that is left out
    def __init__(self, why: Skipped) -> None:
        super().__init__(why)
        self.why = why


def read_list(data: bytes, file: str) -> SiteList:
    """The list in `data`. Raises `NotAList`."""
    import msgspec

    if len(data) > LARGEST:
        raise NotAList(file=file)
    try:
        content: Any = msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.MsgspecError, RecursionError, ValueError):
        raise NotAList(file=file) from None
    kind = _format(content)
    if kind is None:
        raise NotAList(file=file)
    skipped: Counter[Skipped] = Counter()
    checksum = hashlib.sha256(data).hexdigest()
    if kind is Format.JUSTDELETEME:
        return SiteList(
            format=kind,
            licence=LICENCES[kind],
            checksum=checksum,
            deletions=_deletions(content, skipped),
            skipped=skipped,
        )
    translate = _TRANSLATORS[kind]
    sites: dict[str, Listed] = {}
    for name, entry in _entries(kind, content):
        try:
            if len(sites) >= MOST_SITES or not isinstance(entry, dict) or not isinstance(name, str):
                raise _Skip(Skipped.BROKEN)
            site = _named(translate(entry, content), name, kind)
            if site.id in sites:
                raise _Skip(Skipped.TWICE)
            sites[site.id] = site
        except _Skip as skip:
            skipped[skip.why] += 1
        except (TypeError, ValueError, KeyError, AttributeError, UnlistedError):
            skipped[Skipped.BROKEN] += 1
    return SiteList(
        format=kind, licence=LICENCES[kind], checksum=checksum, sites=tuple(sites.values()), skipped=dict(skipped)
    )


def _format(content: Any) -> Format | None:
    if isinstance(content, list):
        shaped = content and all(isinstance(one, dict) and "difficulty" in one for one in content[:3])
        return Format.JUSTDELETEME if shaped else None
    if not isinstance(content, dict):
        return None
    sites = content.get("sites")
    if isinstance(sites, list):
        return Format.WHATSMYNAME
    if isinstance(sites, dict):
        return Format.MAIGRET
    entries = [one for name, one in content.items() if not name.startswith("$")][:3]
    shaped = entries and all(isinstance(one, dict) and "errorType" in one for one in entries)
    return Format.SHERLOCK if shaped else None


def _entries(kind: Format, content: Any) -> Iterator[tuple[Any, Any]]:
    if kind is Format.WHATSMYNAME:
        yield from ((one.get("name") if isinstance(one, dict) else None, one) for one in content["sites"])
    elif kind is Format.MAIGRET:
        yield from content["sites"].items()
    else:
        yield from ((name, one) for name, one in content.items() if not name.startswith("$"))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rules:
    """One entry translated, before it has its name."""

    profile: str
    probe: str | None
    present: AnswerRule
    absent: AnswerRule
    username: NameRule
    sensitive: bool
    follow: bool = False


def _named(rules: _Rules, name: str, kind: Format) -> Listed:
    shown = clean(name).strip()
    slug = _NOT_SLUG.sub("-", shown.casefold()).strip("-") or hashlib.sha256(name.encode()).hexdigest()[:12]
    return Listed(
        id=f"{kind}:{slug[:60]}",
        name=shown if _PLAIN.fullmatch(shown) else slug[:60],
        domain=(urlsplit(rules.profile.replace(PLACE, "x")).hostname or "").removeprefix("www."),
        profile=rules.profile,
        probe=rules.probe,
        username=rules.username,
        follow=rules.follow,
        present=rules.present,
        absent=rules.absent,
        sensitive=rules.sensitive,
    )


# --- WhatsMyName ---


def _whatsmyname(entry: dict[str, Any], _list: Any) -> _Rules:
    if entry.get("valid") is False:
        raise _Skip(Skipped.OFF)
    if entry.get("post_body"):
        raise _Skip(Skipped.FORM)
    if entry.get("headers"):
        raise _Skip(Skipped.HEADERS)
    probe = _template(entry["uri_check"], "{account}")
    profile = _template(entry["uri_pretty"], "{account}") if entry.get("uri_pretty") else probe
    found, gone = _code(entry["e_code"]), _code(entry["m_code"])
    signs, nothing = _texts(entry.get("e_string"), "{account}"), _texts(entry.get("m_string"), "{account}")
    if not signs and found == gone:
        raise _Skip(Skipped.NO_PRESENT)
    if not nothing and found == gone:
        raise _Skip(Skipped.NO_ABSENT)
    return _Rules(
        profile=profile,
        probe=probe if probe != profile else None,
        present=AnswerRule(status=(found,), has=signs),
        absent=AnswerRule(status=(gone,), has=nothing),
        username=NameRule(also="._- @", drops=_dropped(entry.get("strip_bad_char"))),
        sensitive=_sensitive([entry.get("cat")]),
    )


def _dropped(characters: Any) -> str:
    return characters[:10] if isinstance(characters, str) else ""


# --- Sherlock ---


def _sherlock(entry: dict[str, Any], _list: Any) -> _Rules:
    if str(entry.get("request_method", "GET")).upper() not in {"GET", "HEAD"} or entry.get("request_payload"):
        raise _Skip(Skipped.FORM)
    if entry.get("headers"):
        raise _Skip(Skipped.HEADERS)
    profile = _template(entry["url"], "{}")
    probe = _template(entry["urlProbe"], "{}") if entry.get("urlProbe") else None
    kinds = entry["errorType"] if isinstance(entry["errorType"], list) else [entry["errorType"]]
    common: dict[str, Any] = {
        "profile": profile,
        "probe": probe,
        "username": NameRule(also="._- "),
        "sensitive": bool(entry.get("isNSFW")),
    }
    if "message" in kinds:
        nothing = _texts(entry.get("errorMsg"), "{}")
        if not nothing:
            raise _Skip(Skipped.NO_ABSENT)
        present = AnswerRule(status=(200,), lacks=nothing)
        return _Rules(
            present=present, absent=AnswerRule(status=(200, 404, 410), has_any=nothing), follow=True, **common
        )
    if "status_code" in kinds:
        gone = [_code(one) for one in _listed(entry.get("errorCode"))] or [404, 410]
        return _Rules(present=AnswerRule(status=(200,)), absent=AnswerRule(status=tuple(gone)), **common)
    if "response_url" in kinds:
        target = entry.get("errorUrl")
        shape = _shape(target) if isinstance(target, str) else "*"
        absent = AnswerRule(status=(301, 302, 303, 307, 308), leads_to=(shape,))
        return _Rules(present=AnswerRule(status=(200,)), absent=absent, **common)
    raise _Skip(Skipped.NO_ABSENT)


def _shape(url: str) -> str:
    parts = urlsplit(url.replace("{}", PLACE))
    return (parts.path or "/")[:_LONGEST_TEXT] + "*"


# --- Maigret ---


def _maigret(entry: dict[str, Any], content: Any) -> _Rules:
    engine = content.get("engines", {}).get(entry.get("engine"), {}) if entry.get("engine") else {}
    entry = {**(engine.get("site") or {}), **entry}
    if entry.get("disabled"):
        raise _Skip(Skipped.OFF)
    if entry.get("headers") or entry.get("activation"):
        raise _Skip(Skipped.HEADERS)
    if str(entry.get("requestMethod") or entry.get("request_method") or "GET").upper() not in {"GET", "HEAD"}:
        raise _Skip(Skipped.FORM)
    places = {"{urlMain}": str(entry.get("urlMain", "")).rstrip("/"), "{urlSubpath}": str(entry.get("urlSubpath", ""))}
    profile = _template(_with(entry["url"], places), "{username}")
    probe = _template(_with(entry["urlProbe"], places), "{username}") if entry.get("urlProbe") else None
    signs, nothing = _texts(entry.get("presenseStrs"), "{username}"), _texts(entry.get("absenceStrs"), "{username}")
    common: dict[str, Any] = {
        "profile": profile,
        "probe": probe,
        "username": NameRule(also="._- "),
        "sensitive": _sensitive(entry.get("tags")),
    }
    match entry.get("checkType"):
        case "message":
            if not signs and not nothing:
                raise _Skip(Skipped.NO_PRESENT)
            present = AnswerRule(status=(200,), has_any=signs, lacks=nothing)
            absent = AnswerRule(status=(200, 404, 410), has_any=nothing, lacks=signs) if nothing else _GONE
            return _Rules(present=present, absent=absent, follow=True, **common)
        case "status_code":
            return _Rules(present=AnswerRule(status=(200,), has_any=signs), absent=_GONE, **common)
        case "response_url":
            absent = AnswerRule(status=(301, 302, 303, 307, 308), leads_to=("*",))
            return _Rules(present=AnswerRule(status=(200,), has_any=signs), absent=absent, **common)
    raise _Skip(Skipped.NO_ABSENT)


_GONE = AnswerRule(status=(404, 410))


def _with(template: Any, places: Mapping[str, str]) -> str:
    if not isinstance(template, str):
        raise _Skip(Skipped.ADDRESS)
    for place, value in places.items():
        template = template.replace(place, value)
    return str(template)


_TRANSLATORS: dict[Format, Callable[[dict[str, Any], Any], _Rules]] = {
    Format.WHATSMYNAME: _whatsmyname,
    Format.SHERLOCK: _sherlock,
    Format.MAIGRET: _maigret,
}


# --- JustDeleteMe ---


def _deletions(content: list[Any], skipped: Counter[Skipped]) -> dict[str, Deletion]:
    found: dict[str, Deletion] = {}
    for entry in content[: 2 * MOST_SITES]:
        if not isinstance(entry, dict) or not isinstance(entry.get("url"), str):
            skipped[Skipped.BROKEN] += 1
            continue
        url = entry["url"][:_LONGEST_URL]
        word = entry.get("difficulty")
        difficulty = Difficulty(word) if word in list(Difficulty) else Difficulty.UNKNOWN
        safe = url if url.startswith("https://") and _fits(url) else None
        for domain in _listed(entry.get("domains")):
            if isinstance(domain, str) and len(domain) < 254:
                found.setdefault(domain.casefold().removeprefix("www."), Deletion(difficulty=difficulty, url=safe))
        if safe is None:
            skipped[Skipped.ADDRESS] += 1
    return found


# --- what all have in common ---

_REGISTRATION = (
    "register", "registra", "signup", "sign-up", "sign_up", "password", "forgot", "reset", "recover", "availab",
    "check_username", "checkusername", "username_exists", "usernameexists", "validate", "unique-username",
)  # fmt: skip


def _template(url: Any, place: str) -> str:
    """A template of theirs as ours. Raises `_Skip` for what no request of ours may go to."""
    if not isinstance(url, str) or place not in url or len(url) > _LONGEST_URL:
        raise _Skip(Skipped.ADDRESS)
    made = url.replace(place, PLACE)
    if made.startswith("//"):
        made = f"https:{made}"
    if "{" in made.replace(PLACE, "") or not _fits(made.replace(PLACE, "x")):
        raise _Skip(Skipped.ADDRESS)
    path = urlsplit(made).path.casefold() + "?" + urlsplit(made).query.casefold()
    if any(word in path for word in _REGISTRATION):
        raise _Skip(Skipped.REGISTRATION)
    return made


def _fits(url: str) -> bool:
    try:
        Url.parse(url)
    except UnlistedError:
        return False
    return clean(url) == url


def _code(value: Any) -> int:
    """A status that can be an answer: a refusal, a plea to wait or a fault is none."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise _Skip(Skipped.BROKEN)
    if value in {200, 201, 204, 301, 302, 303, 307, 308, 400, 404, 410, 422}:
        return value
    raise _Skip(Skipped.WALL)


def _listed(value: Any) -> list[Any]:
    return [] if value is None else value if isinstance(value, list) else [value]


def _texts(value: Any, place: str) -> tuple[str, ...]:
    """Texts of theirs that a page can hold; what is too long or only blanks is not one."""
    texts = [one for one in _listed(value) if isinstance(one, str) and one.strip()]
    if len(texts) > _MOST_TEXTS or any(len(one) > _LONGEST_TEXT for one in texts):
        raise _Skip(Skipped.BROKEN)
    return tuple(one.replace(place, PLACE) for one in texts)


def _sensitive(tags: Any) -> bool:
    return any(isinstance(tag, str) and tag.casefold() in _HINTS_SENSITIVE for tag in _listed(tags))
