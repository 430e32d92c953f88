"""Making one fact: clean the value, bring it to its normal form, give it an id."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date

from unlisted.facts.cleaning import clean
from unlisted.facts.errors import BadId, DuplicateId, PublicNotAllowed, RelativeOfRelative, RelativesOnly, UnknownWord
from unlisted.facts.kinds import normal_form
from unlisted.facts.rules import Relation
from unlisted.model import Fact, Kind, Person, Told

LONGEST_ID = 40
_SLUG = re.compile(r"[a-z0-9](?:[a-z0-9_-]*[a-z0-9])?")


def make(
    person: Person,
    kind: Kind,
    value: str,
    *,
    id: str | None = None,
    public: bool = False,
    relation: str | None = None,
    told: Told | None = None,
    minor: bool = False,
    of: str | None = None,
    taken: Collection[str] = (),
    added: date | None = None,
    important: bool = False,
) -> Fact:
    """One fact of `person`, cleaned and in its normal form; `Fact.value` is what she typed, cleaned, on one line.

    Without `id` one is made from the kind and a number, never from the value. `taken` are the ids in use, those of
    removed facts too if they are still known. `added` is today: no birth date lies after it (without it, none is
    too late). `relation` is one of `Relation`, "other" if left out. What holds between facts is checked by `check_set`.

    Raises a `Refusal`, a `FactError` whose `field` says which argument is wrong.
    """
    of_relative = of is not None
    if public and (of_relative or kind in {Kind.RELATIVE, Kind.NATIONAL_ID}):
        raise PublicNotAllowed
    if kind is not Kind.RELATIVE and (relation is not None or told is not None or minor):
        raise RelativesOnly
    if kind is Kind.RELATIVE and of_relative:
        raise RelativeOfRelative
    text = clean(value)
    parts = normal_form(kind, text, person, added)
    return Fact(
        id=made_id(kind, taken) if id is None else _own_id(id, taken),
        kind=kind,
        value=parts["label"] if kind is Kind.PHOTO else text,  # of a photo only the label is kept, not its path
        parts=parts,
        public=public,
        relation=_relation(relation) if kind is Kind.RELATIVE else None,
        told=told,
        minor=minor,
        of=of,
        added=added,
        important=important,
    )


def made_id(kind: Kind, taken: Collection[str]) -> str:
    """`address-1`, `address-2`, …: one more than the highest in use, so that a removed one is rarely given again."""
    prefix = f"{kind.value}-"
    rest = [i.removeprefix(prefix) for i in taken if i.startswith(prefix)]
    highest = max((int(r) for r in rest if r.isascii() and r.isdigit() and len(r) <= 6), default=0)
    return f"{prefix}{highest + 1}"


def _own_id(wanted: str, taken: Collection[str]) -> str:
    if len(wanted) > LONGEST_ID or not _SLUG.fullmatch(wanted):
        raise BadId(limit=LONGEST_ID)
    if wanted in taken:
        raise DuplicateId
    return wanted


def _relation(word: str | None) -> str:
    if word is None:
        return Relation.OTHER.value
    if word not in set(Relation):
        raise UnknownWord("relation", word, [r.value for r in Relation])
    return Relation(word).value
