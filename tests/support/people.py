"""A fictional person for the tests of the matcher, and small helpers around it."""

from array import array
from collections.abc import Iterable

from unlisted.facts import make
from unlisted.match import Matcher, compile_facts
from unlisted.model import SEPARATOR, Batch, Fact, Kind, Mark, Person, SeenFact

PERSON = Person(country="RS", languages=("sr", "en"))


def fact(kind: str, value: str, id: str | None = None, **more: object) -> Fact:
    return make(PERSON, Kind(kind), value, id=id or kind, **more)


MILENA = (
    fact("name", "Milena Šupljikac", "legal-name", public=True),
    fact("address", "Cara Lazara 17, 21000 Novi Sad", "home"),
    fact("phone", "064 000 1234", "mobile"),
    fact("email", "milena.suplj@example.org", "mail"),
    fact("username", "milena_s84", "handle", public=True),
    fact("relative", "Dragan Šupljikac", "father", relation="father"),
    fact("birthdate", "14. 3. 1990", "born"),
    fact("plate", "NS 123-ŽĆ", "car"),
    fact("workplace", "Knjižara Primer, Novi Sad", "work"),
    fact("phrase", "plava vrata pored pekare", "door"),
    fact("website", "milena.example.org", "site"),
)


def batch(documents: Iterable[str]) -> Batch:
    starts, parts, at = array("q"), [], 0
    for document in documents:
        starts.append(at)
        parts.append(document + SEPARATOR)
        at += len(document) + 1
    return Batch(
        text="".join(parts),
        starts=starts,
        mark=lambda i: Mark(locator=f"line:{i + 1}", place=f"p/{i}", within="p"),
    )


def seen(matcher: Matcher, document: str) -> dict[str, SeenFact]:
    """The facts seen in one document, by id."""
    found = list(matcher.scan(batch([document])))
    return {one.fact: one for _index, facts in found for one in facts}


MATCHER: list[Matcher] = []


def milena() -> Matcher:
    if not MATCHER:
        MATCHER.append(compile_facts(MILENA))
    return MATCHER[0]
