"""Entries from TOML text: parse, check against the annotations of their class, name file, line and remedy if wrong.

Pure: takes texts, gives entries. Nothing here knows a single kind or field; `schema` does.
"""

from __future__ import annotations

import re
import tomllib
import types
import typing
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cache, partial
from typing import Any, Protocol, runtime_checkable

from unlisted.errors import KnowledgeError
from unlisted.knowledge import errors as wrong
from unlisted.knowledge.lines import Path, find, line_of
from unlisted.knowledge.schema import Country, Entry, EntryKind, Range, Slug, Url, When
from unlisted.text.clean import clean

LONGEST = 1_000_000  # characters of one file; a bound for files from elsewhere
LARGEST = 10**9

# `tomllib` needs the square of a dotted key's length: 100 KB of them took 79 s. Ours have two parts.
_DOTTED = re.compile(r"""(?<!["'\w-])(?:["'\w-]+[ \t]*\.[ \t]*){12}""")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_COUNTRY = re.compile(r"[A-Z]{2}")
_URL = re.compile(r"https://[^\s\"'<>\\^`{|}\x00-\x1f\x7f]+")
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
    exists: Callable[[str], bool] = lambda _: True,
) -> dict[str, dict[str, Entry]]:
    """Entries of `files` (name, text) by kind and id.

    Without `complain` the first error is raised: the data of the package must be right. With it (her own folder)
    each bad entry is complained of and left out, the rest is read, and entries are marked as hers. `exists` says
    whether a channel that an entry names is known from elsewhere.
    """
    by_name = {kind.name: kind for kind in kinds}
    found: dict[str, dict[str, Entry]] = {name: {} for name in by_name}
    places: dict[tuple[str, str], Where] = {}
    for file, text in files:
        for make in _entries(file, text, by_name, hers=complain is not None):
            try:
                kind, entry, where = make()
                if entry.id in found[kind.name]:
                    raise where.at("id").error(wrong.DuplicateId, field=entry.id)
                found[kind.name][entry.id] = entry
                places[kind.name, entry.id] = where
            except KnowledgeError as error:
                if complain is None:
                    raise
                complain(error)
    for (name, key), where in places.items():
        for channel in getattr(found[name][key], "channels", ()):
            if channel not in found.get("channel", ()) and not exists(channel):
                unknown = where.at("channels").error(wrong.UnknownReference, word=channel)
                if complain is None:
                    raise unknown
                complain(unknown)
                del found[name][key]
                break
    return found


def _entries(
    file: str, text: str, kinds: Mapping[str, EntryKind], *, hers: bool
) -> Iterator[Callable[[], tuple[EntryKind, Entry, Where]]]:
    """One maker an entry, so that one bad entry does not keep the others from being made."""
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
        elif hers and not kinds[name].may_be_hers:
            yield _raiser(at.error(wrong.NotReplaceable))
        elif not isinstance(value, list):
            yield _raiser(at.error(wrong.WrongType, example=f"[[{name}]]"))
        else:
            for index, table in enumerate(value):
                yield partial(_entry, kinds[name], table, at.at(index), hers=hers)


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


def _entry(kind: EntryKind, table: object, where: Where, *, hers: bool) -> tuple[EntryKind, Entry, Where]:
    extra = {"hers": True} if hers else {}
    return kind, _build(kind.schema, table, where, **extra), where


def _build(cls: Any, table: object, where: Where, **extra: object) -> Any:
    """`table` as an instance of the dataclass `cls`, every field converted as its annotation says."""
    if not isinstance(table, dict):
        raise where.error(wrong.WrongType, example="{ … }")
    known = _fields(cls)
    for name in table:
        if name not in known:
            raise where.at(name).error(wrong.UnknownField, field=wrong.shown(name), allowed=", ".join(known))
    values = dict(extra)
    for name, (field, hint) in known.items():
        if name in table:
            values[name] = _convert(hint, table[name], where.at(name))
        if values.get(name, ()) in ("", ()) and _required(field):
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
    When: _when,
}
