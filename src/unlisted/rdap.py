"""Reading a registration as RDAP gives it (RFC 9083, jCard RFC 7095, redaction RFC 9537). Pure.

All of it is document text. It is taken apart only as far as is needed to match her facts, to tell which kinds of
data stand there in the open, and to find the registrar's own answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from unlisted.model import Kind
from unlisted.net import Url
from unlisted.net.addresses import read_url

_DEPTH, _MOST = 4, 200  # of entities in entities, and of entities in all
# Those who sell or run names; what stands under them is about a firm.
_TRADE = frozenset({"registrar", "reseller", "sponsor", "proxy", "abuse", "noc", "notifications"})
_KINDS = {
    "fn": Kind.NAME, "n": Kind.NAME, "org": Kind.WORKPLACE, "email": Kind.EMAIL, "tel": Kind.PHONE,
    "adr": Kind.ADDRESS,
}  # fmt: skip
_HIDDEN = re.compile(
    r"redact|withheld|protected|not disclosed|undisclosed|privacy|private|hidden|masked|gdpr|anonymi|non-?public"
    r"|proxy|not available|n/a|\A[\s.,-]*\Z|statutory",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What one answer holds. `text` is for the matcher alone; `follow` is the registrar's answer about the same name.

    `shown` are kinds of data that stand there readable; `hidden` counts fields that are said to be withheld.
    """

    text: tuple[str, ...]
    shown: tuple[Kind, ...]
    hidden: int
    follow: Url | None


Object = Mapping[str, object]


def record(answer: object, name: str, asked: Url) -> Record | None:
    """The registration of `name` (its ASCII form), or None if the answer is not about it."""
    if not isinstance(answer, dict) or answer.get("objectClassName") != "domain":
        return None
    if _text(answer.get("ldhName")).casefold().rstrip(".") != name:
        return None
    text: list[str] = [*_remarks(answer)]
    shown: set[Kind] = set()
    hidden = len(_list(answer.get("redacted")))
    for entity in _contacts(answer):
        text += _remarks(entity)
        for kind, value in _fields(entity):
            text.append(value)
            if _HIDDEN.search(value):
                hidden += 1
            else:
                shown.add(kind)
    return Record(
        text=tuple(text),
        shown=tuple(kind for kind in Kind if kind in shown),
        hidden=hidden,
        follow=_registrar(answer, name, asked),
    )


def _contacts(answer: Object) -> Iterator[Object]:
    """The entities that are about whoever holds the name, however deep; not those of the trade, nor what is below."""
    waiting = [(entity, 1) for entity in _list(answer.get("entities"))]
    for _count in range(_MOST):
        if not waiting:
            return
        entity, depth = waiting.pop()
        if not isinstance(entity, dict):
            continue
        roles = {_text(role).casefold() for role in _list(entity.get("roles"))}
        if roles and roles <= _TRADE:
            continue
        yield entity
        if depth < _DEPTH:
            waiting += [(inner, depth + 1) for inner in _list(entity.get("entities"))]


def _fields(entity: Object) -> Iterator[tuple[Kind, str]]:
    """The fields of a jCard: `["vcard", [[name, parameters, type, value…], …]]`."""
    card = _list(entity.get("vcardArray"))
    for entry in _list(card[1]) if len(card) > 1 else ():
        field = _list(entry)
        kind = _KINDS.get(_text(field[0]).casefold()) if len(field) > 3 else None
        if kind is None:
            continue
        value = _value(_text(field[0]).casefold(), field[1], field[3])
        if value:
            yield kind, value


def _value(name: str, parameters: object, value: object) -> str:
    parts = [_flat(part) for part in _list(value)]
    if name == "adr":
        label = _text(parameters.get("label")) if isinstance(parameters, dict) else ""
        if len(parts) < 7 or not any(parts):
            return label.replace("\n", ", ") or ", ".join(filter(None, parts))
        _box, extended, street, town, region, code, country = parts[:7]
        whole = (street, extended, f"{code} {town}".strip(), region, country)
        return ", ".join(part for part in whole if part)
    if name == "n" and len(parts) > 1:
        return f"{parts[1]} {parts[0]}".strip()
    if name == "tel":
        return re.sub(r"\Atel:|;.*", "", _flat(value)).replace(".", " ")
    return _flat(value)


def _flat(value: object) -> str:
    """A value as text; lists of texts one level deep, as jCard allows."""
    if isinstance(value, list):
        return ", ".join(part for part in value if isinstance(part, str) and part)
    return _text(value)


def _remarks(part: Object) -> list[str]:
    return [
        line
        for remark in _list(part.get("remarks"))
        if isinstance(remark, dict)
        for line in map(_text, _list(remark.get("description")))
        if line
    ]


def _registrar(answer: Object, name: str, asked: Url) -> Url | None:
    """The link to the same name at the registrar; nothing else is followed, so that no answer chooses what is asked."""
    for link in _list(answer.get("links")):
        if not isinstance(link, dict) or link.get("rel") != "related":
            continue
        url = read_url(_text(link.get("href")))
        if url is None or not url.path.casefold().endswith(f"/domain/{name}") or str(url) == str(asked):
            continue
        if url.scheme == "https" or url.authority == asked.authority:
            return url
    return None


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []
