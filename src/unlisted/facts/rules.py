"""What holds between facts: how many, which may be public, what may be said of a relative and of a child."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from enum import StrEnum

from unlisted.facts.errors import (
    ChildFact,
    DuplicateFact,
    DuplicateId,
    OfUnknown,
    PublicNotAllowed,
    Refusal,
    RelativeOfRelative,
    RelativesOnly,
    TooMany,
    TooManyOfRelative,
)
from unlisted.model import Fact, Kind


class Relation(StrEnum):
    """Who a relative is to her."""

    MOTHER = "mother"
    FATHER = "father"
    PARENT = "parent"
    SISTER = "sister"
    BROTHER = "brother"
    SIBLING = "sibling"
    DAUGHTER = "daughter"
    SON = "son"
    CHILD = "child"
    WIFE = "wife"
    HUSBAND = "husband"
    PARTNER = "partner"
    EX_PARTNER = "ex-partner"
    GRANDMOTHER = "grandmother"
    GRANDFATHER = "grandfather"
    GRANDPARENT = "grandparent"
    GRANDCHILD = "grandchild"
    AUNT = "aunt"
    UNCLE = "uncle"
    COUSIN = "cousin"
    IN_LAW = "in-law"
    FRIEND = "friend"
    OTHER = "other"


# A person has few facts of a kind; whoever needs more is looking for somebody else, or trying guesses.
CAPS: dict[Kind, int] = {
    Kind.NAME: 8,
    Kind.USERNAME: 15,
    Kind.EMAIL: 10,
    Kind.PHONE: 10,
    Kind.ADDRESS: 5,
    Kind.BIRTHDATE: 2,  # registers carry wrong ones, and those lead to her too
    Kind.NATIONAL_ID: 4,
    Kind.RELATIVE: 8,
    Kind.WORKPLACE: 5,
    Kind.SCHOOL: 5,
    Kind.PLATE: 5,
    Kind.WEBSITE: 10,
    Kind.PHOTO: 20,
    Kind.PHRASE: 10,
}
OF_RELATIVE, OF_RELATIVE_EACH = 6, 2  # facts of one relative, and of one kind among them


def check_set(facts: Iterable[Fact], *, elsewhere: Collection[str] = ()) -> None:
    """Raise the first `Refusal` among `facts`, all facts of one person; facts that pass are unchanged.

    `elsewhere` are ids of facts that are kept but not among `facts`, which `of` may name.
    """
    for _, refusal in problems(tuple(facts), elsewhere=elsewhere):
        raise refusal


def problems(facts: tuple[Fact, ...], *, elsewhere: Collection[str] = ()) -> Iterator[tuple[int, Refusal]]:
    """What is wrong, each with the index of the fact it is about."""
    relatives = {fact.id: fact for fact in facts if fact.kind is Kind.RELATIVE}
    others = {fact.id for fact in facts if fact.kind is not Kind.RELATIVE}
    elsewhere = set(elsewhere) - others
    ids: set[str] = set()
    seen: dict[object, str] = {}
    count: Counter[object] = Counter()
    for index, fact in enumerate(facts):
        found = [*_alone(fact), *_belonging(fact, relatives, elsewhere), *_counted(fact, count)]
        if fact.id in ids:
            found.insert(0, DuplicateId())
        ids.add(fact.id)
        same = (fact.kind, fact.of, *((k, v.casefold()) for k, v in fact.parts.items()))
        if seen.setdefault(same, fact.id) != fact.id:
            found.append(DuplicateFact(other=seen[same]))
        yield from ((index, refusal) for refusal in found)


def _alone(fact: Fact) -> Iterator[Refusal]:
    """What can be told from one fact without the others."""
    if fact.public and (fact.of is not None or fact.kind in {Kind.RELATIVE, Kind.NATIONAL_ID}):
        yield PublicNotAllowed()
    if fact.kind is not Kind.RELATIVE and (fact.relation is not None or fact.told is not None or fact.minor):
        yield RelativesOnly()
    if fact.kind is Kind.RELATIVE and fact.of is not None:
        yield RelativeOfRelative()


def _belonging(fact: Fact, relatives: dict[str, Fact], elsewhere: Collection[str]) -> Iterator[Refusal]:
    if fact.of is None or fact.kind is Kind.RELATIVE:
        return
    relative = relatives.get(fact.of)
    if relative is None and fact.of not in elsewhere:
        yield OfUnknown()
    if relative is not None and relative.minor and fact.kind is not Kind.SCHOOL:
        yield ChildFact()


def _counted(fact: Fact, count: Counter[object]) -> Iterator[Refusal]:
    if fact.of is None or fact.kind is Kind.RELATIVE:
        count[fact.kind] += 1
        if count[fact.kind] > CAPS[fact.kind]:
            yield TooMany(kind=fact.kind.value, limit=CAPS[fact.kind])
        return
    count[fact.of] += 1
    count[fact.of, fact.kind] += 1
    if count[fact.of] > OF_RELATIVE or count[fact.of, fact.kind] > OF_RELATIVE_EACH:
        yield TooManyOfRelative(limit=OF_RELATIVE, each=OF_RELATIVE_EACH)
