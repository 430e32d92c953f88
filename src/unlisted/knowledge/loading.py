"""Entries from TOML text: parse, check against the annotations of their class, name file, line and remedy if wrong.

Pure: takes texts, gives entries. Nothing here knows a single kind or field; `schema` does.
"""

from __future__ import annotations

import re
import tomllib
import types
import typing
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cache, partial
from typing import Any, Protocol, runtime_checkable

from unlisted.errors import KnowledgeError
from unlisted.knowledge import errors as wrong
from unlisted.knowledge.basics import Country, Domain, Email, Language, Range, Slug, Template, Url, When
from unlisted.knowledge.brokers import PLACEHOLDERS
from unlisted.knowledge.lines import Path, find, line_of
from unlisted.knowledge.schema import KINDS, Entry, EntryKind
from unlisted.text.clean import clean

LONGEST = 1_000_000  # characters of one file; a bound for files from elsewhere
LARGEST = 10**9

# `tomllib` needs the square of a dotted key's length: 100 KB of them took 79 s. Ours have two parts.
_DOTTED = re.compile(r"""(?<!["'\w-])(?:["'\w-]+[ \t]*\.[ \t]*){12}""")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_COUNTRY = re.compile(r"[A-Z]{2}")
_URL = re.compile(r"https://[^\s\"'<>\\^`{|}\x00-\x1f\x7f]+")
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]{2,}")
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}")
_LANGUAGE = re.compile(r"[a-z]{2}")
_WHEN = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_AT_LINE = re.compile(r"\(at line (\d+), column \d+\)")


@runtime_checkable
class Checked(Protocol):
    """An entry, or a part of one, that knows which of its fields exclude each other."""

    def contradictions(self) -> Iterator[str]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """A place in a file, for errors."""

    file: str
    lines: Callable[[], Mapping[Path, int]]
    path: Path = ()

    def at(self, *parts: str | int) -> Where:
        return Where(file=self.file, lines=self.lines, path=(*self.path, *parts))

    @property
    def line(self) -> int:
        return line_of(self.lines(), self.path)

    def error(self, kind: type[KnowledgeError], **values: str | int) -> KnowledgeError:
        """An error of `kind` here; `field` is the last name on the way here unless given."""
        names = [part for part in self.path if isinstance(part, str)]
        values.setdefault("field", wrong.shown(names[-1]) if names else "?")
        return kind(file=self.file, line=self.line, **values)


def read(
    files: Iterable[tuple[str, str]],
    kinds: Iterable[EntryKind],
    complain: Callable[[KnowledgeError], None] | None = None,
    known: Callable[[str, str], Entry | None] | None = None,
) -> dict[str, dict[str, Entry]]:
    """Entries of `files` (name, text) by kind and id.

    Without `complain` the first error is raised: the data of the package must be right. With it (her own folder)
    each bad entry is complained of and left out, the rest is read, and entries are marked as hers. `known` gives
    entries from elsewhere by kind and id; without it references to kinds that are not read here are taken on trust.
    """
    by_name = {kind.name: kind for kind in kinds}
    found: dict[str, dict[str, Entry]] = {name: {} for name in by_name}
    places: dict[tuple[str, str], Where] = {}

    def entry_of(kind: str, key: str) -> Entry | None:
        return found.get(kind, {}).get(key) or (known(kind, key) if known else None)

    for file, text in files:
        for make in _entries(file, text, by_name, known if complain else None):
            try:
                kind, entry, where = make()
                if entry.id in found[kind.name]:
                    raise where.at("id").error(wrong.DuplicateId, field=entry.id)
                found[kind.name][entry.id] = entry
                places[kind.name, entry.id] = where
            except KnowledgeError as problem:
                if complain is None:
                    raise
                complain(problem)
    trusted = set() if known else {kind.name for kind in KINDS} - set(by_name)
    while bad := {key: error for key in places if (error := _reference_error(*key, places[key], entry_of, trusted))}:
        for (name, key), error in bad.items():  # leaving one out may leave another without what it names
            if complain is None:
                raise error
            complain(error)
            del found[name][key], places[name, key]
    return found


# Fields that name other entries, and the kind they name.
REFERENCES = {
    "channels": "channel",
    "escalation": "channel",
    "parent": "broker",
    "law": "law",
    "after": "checklist",
    "closed_by": "checklist",
    "printable": "text",
}


def _reference_error(
    kind: str, key: str, where: Where, entry_of: Callable[[str, str], Entry | None], trusted: Collection[str]
) -> KnowledgeError | None:
    """What is wrong with the ids that one entry names: nobody has them, or its parents go round in a circle."""
    entry = entry_of(kind, key)
    for field_name, named_kind in REFERENCES.items():
        value = getattr(entry, field_name, None) or ()
        for named in (value,) if isinstance(value, str) else value:
            if named_kind not in trusted and entry_of(named_kind, named) is None:
                return where.at(field_name).error(wrong.UnknownReference, word=named)
    passed, parent = {key}, getattr(entry, "parent", None)
    while parent is not None:
        if parent in passed:
            return where.at("parent").error(wrong.Circle)
        passed.add(parent)
        parent = getattr(entry_of(kind, parent), "parent", None)
    return None


def _entries(
    file: str,
    text: str,
    kinds: Mapping[str, EntryKind],
    ours: Callable[[str, str], Entry | None] | None,
) -> Iterator[Callable[[], tuple[EntryKind, Entry, Where]]]:
    """One maker an entry, so that one bad entry does not keep the others from being made.

    `ours` gives the entry that one of hers may patch; without it the file is ours.
    """
    where = Where(file=file, lines=cache(lambda: find(text)))
    try:
        tables = _parse(text, where)
    except KnowledgeError as error:
        yield _raiser(error)
        return
    for name, value in tables.items():
        at = where.at(name)
        if name not in kinds:
            allowed = ", ".join(f"[[{known}]]" for known in kinds)
            yield _raiser(at.error(wrong.UnknownEntryKind, field=wrong.shown(name), allowed=allowed))
        elif ours and not kinds[name].may_be_hers:
            yield _raiser(at.error(wrong.NotReplaceable))
        elif not isinstance(value, list):
            yield _raiser(at.error(wrong.WrongType, example=f"[[{name}]]"))
        else:
            for index, table in enumerate(value):
                yield partial(_entry, kinds[name], table, at.at(index), ours)


def _raiser(error: KnowledgeError) -> Callable[[], tuple[EntryKind, Entry, Where]]:
    def fail() -> tuple[EntryKind, Entry, Where]:
        raise error

    return fail


def _parse(text: str, where: Where) -> dict[str, Any]:
    if len(text) > LONGEST:
        raise wrong.NotToml(file=where.file, line=1)
    if dotted := _DOTTED.search(text):
        raise wrong.NotToml(file=where.file, line=text.count("\n", 0, dotted.start()) + 1)
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # a ValueError that is none of TOML's is a 5,000-digit number
        at = _AT_LINE.search(str(error))
        line = int(at[1]) if at else text.count("\n") + 1 if "end of document" in str(error) else 1
    raise wrong.NotToml(file=where.file, line=line)


def _entry(
    kind: EntryKind, table: object, where: Where, ours: Callable[[str, str], Entry | None] | None
) -> tuple[EntryKind, Entry, Where]:
    if ours is None:
        return kind, _build(kind.schema, table, where), where
    if isinstance(table, dict) and table.pop("patch", False) is True:
        key = _slug(table.get("id", ""), where.at("id"))
        if (base := ours(kind.name, key)) is None:
            raise where.at("id").error(wrong.NothingToPatch, word=key)
        return kind, _build(kind.schema, table, where, base, hers=True), where
    return kind, _build(kind.schema, table, where, hers=True), where


def _build(cls: Any, table: object, where: Where, base: object | None = None, **extra: object) -> Any:
    """`table` as an instance of the dataclass `cls`, every field converted as its annotation says.

    Fields that are not in the table are those of `base`, if there is one.
    """
    if not isinstance(table, dict):
        raise where.error(wrong.WrongType, example="{ … }")
    known = _fields(cls)
    for name in table:
        if name not in known:
            raise where.at(name).error(wrong.UnknownField, field=wrong.shown(name), allowed=", ".join(known))
    values = {name: getattr(base, name) for name in known} if base is not None else {}
    values |= extra
    for name, (field, hint) in known.items():
        if name in table:
            values[name] = _convert(hint, table[name], where.at(name))
        if _required(field) and _is_missing(field, values):
            raise where.error(field.metadata.get("missing", wrong.MissingField), field=name)
    built = cls(**values)
    if isinstance(built, Checked):
        for name in built.contradictions():
            raise where.at(name).error(wrong.Contradiction, field=name)
    return built


@cache
def _fields(cls: Any) -> dict[str, tuple[Field[Any], Any]]:
    """The fields that may stand in a file, with their annotations."""
    hints = typing.get_type_hints(cls, include_extras=True)
    return {f.name: (f, hints[f.name]) for f in fields(cls) if not f.metadata.get("set_by_loader")}


def _is_missing(field: Field[Any], values: Mapping[str, object]) -> bool:
    """Whether a field is not there or, unless it says that it may be, empty."""
    if field.name in values and field.metadata.get("may_be_empty"):
        return False
    return values.get(field.name, ()) in ("", ())


def _required(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _convert(hint: Any, value: object, where: Where) -> object:
    """`value` as the annotation `hint` asks. Annotations outside this list do not occur in a schema."""
    origin = typing.get_origin(hint)
    if origin in (typing.Union, types.UnionType):  # `X | None`: what stands in the file is never none
        return _convert(next(arg for arg in typing.get_args(hint) if arg is not types.NoneType), value, where)
    if origin is tuple:
        if not isinstance(value, list):
            raise where.error(wrong.WrongType, example="[ … ]")
        item = typing.get_args(hint)[0]
        return tuple(_convert(item, each, where.at(index)) for index, each in enumerate(value))
    if origin is typing.Annotated:
        inner, limits = typing.get_args(hint)
        return _in_range(_convert(inner, value, where), limits, where)
    if is_dataclass(hint) and isinstance(hint, type):
        return _build(hint, value, where)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return _word(hint, value, where)
    return _PLAIN[hint](value, where)


def _in_range(number: object, limits: Range, where: Where) -> int:
    if not isinstance(number, int) or not limits.low <= number <= limits.high:
        raise where.error(wrong.OutOfRange, low=limits.low, high=limits.high)
    return number


def _word(words: type[StrEnum], value: object, where: Where) -> StrEnum:
    text = _text(value, where)
    if text not in list(words):
        raise where.error(wrong.UnknownWord, word=wrong.shown(text), allowed=", ".join(words))
    return words(text)


def _text(value: object, where: Where) -> str:
    if not isinstance(value, str):
        raise where.error(wrong.WrongType, example='"…"')
    return clean(value).strip()  # a file can hold controls escaped; a terminal would obey them


def _number(value: object, where: Where) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or abs(value) > LARGEST:
        raise where.error(wrong.WrongType, example="15")
    return value


def _yes_no(value: object, where: Where) -> bool:
    if not isinstance(value, bool):
        raise where.error(wrong.WrongType, example="true")
    return value


def _template(value: object, where: Where) -> Template:
    text = _text(value, where)
    names = _PLACEHOLDER.findall(text)
    if not _URL.fullmatch(_PLACEHOLDER.sub("x", text)):
        raise where.error(wrong.NotHttps)
    if not names or set(names) - set(PLACEHOLDERS):
        raise where.error(wrong.BadTemplate, allowed=", ".join(PLACEHOLDERS))
    return Template(text)


def _domain(value: object, where: Where) -> Domain:
    if not _HOST.fullmatch(text := _text(value, where)):
        raise where.error(wrong.BadAddress, example='"example.org"')
    return Domain(text)


def _email(value: object, where: Where) -> Email:
    if not _EMAIL.fullmatch(text := _text(value, where)):
        raise where.error(wrong.BadAddress, example='"office@example.org"')
    return Email(text)


def _language(value: object, where: Where) -> Language:
    if not _LANGUAGE.fullmatch(text := _text(value, where)):
        raise where.error(wrong.WrongType, example='["sr"]')
    return Language(text)


def _slug(value: object, where: Where) -> Slug:
    if not _SLUG.fullmatch(text := _text(value, where)):
        raise where.error(wrong.BadId)
    return Slug(text)


def _country(value: object, where: Where) -> Country:
    if not _COUNTRY.fullmatch(text := _text(value, where)):
        raise where.error(wrong.WrongType, example='["RS"]')
    return Country(text)


def _url(value: object, where: Where) -> Url:
    if not _URL.fullmatch(text := _text(value, where)):
        raise where.error(wrong.NotHttps)
    return Url(text)


def _day(value: object, where: Where) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = _text(value, where)
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise where.error(wrong.BadDate)


def _when(value: object, where: Where) -> When:
    """A day, a month, a year or "undated"; a month and a day must exist."""
    if isinstance(value, date):
        return When(_day(value, where).isoformat())
    text = _text(value, where)
    if text != "undated":
        if not _WHEN.fullmatch(text):
            raise where.error(wrong.BadDate)
        _day(text + "-01-01"[len(text) - 4 :] if len(text) < 10 else text, where)
    return When(text)


_PLAIN: dict[Any, Callable[[object, Where], object]] = {
    str: _text,
    int: _number,
    bool: _yes_no,
    date: _day,
    Slug: _slug,
    Country: _country,
    Url: _url,
    Template: _template,
    Domain: _domain,
    Email: _email,
    Language: _language,
    When: _when,
}
