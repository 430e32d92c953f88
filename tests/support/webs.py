"""Invented exposures for the tests of the routes: a person with a dozen facts, and pages that show some of them."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from unlisted.knowledge import Chance, load
from unlisted.model import Exposure, Fact, How, Intent, Kind, Reach, SeenFact, Visibility
from unlisted.routes import Closing, Place, places

NOW = datetime(2026, 11, 23, tzinfo=UTC)
KNOWLEDGE = load()


def fact(identity: str, kind: Kind, **more: object) -> Fact:
    return Fact(id=identity, kind=kind, value=identity, parts={}, **more)  # type: ignore[arg-type]


HANDLE = fact("instagram", Kind.USERNAME, public=True)
NAME = fact("public-name", Kind.NAME, public=True)
LEGAL = fact("legal-name", Kind.NAME)
MAIL = fact("mail", Kind.EMAIL)
MOBILE = fact("mobile", Kind.PHONE)
HOME = fact("home", Kind.ADDRESS)
WORK = fact("work", Kind.WORKPLACE)
FATHER = fact("father", Kind.RELATIVE, relation="father")
FATHERS_PHONE = fact("fathers-phone", Kind.PHONE, of="father")
CHILD = fact("little-one", Kind.RELATIVE, relation="daughter", minor=True)
FACTS = (HANDLE, NAME, LEGAL, MAIL, MOBILE, HOME, WORK, FATHER, FATHERS_PHONE)


def shown(one: Fact, strength: float = 0.95, how: How = How.EXACT, parts: tuple[str, ...] = ()) -> SeenFact:
    return SeenFact(fact=one.id, kind=one.kind, parts=parts, how=how, strength=strength)


def exposure(identity: str, facts: Iterable[Fact | SeenFact], **more: object) -> Exposure:
    seen = tuple(one if isinstance(one, SeenFact) else shown(one) for one in facts)
    base: dict[str, object] = {
        "id": identity,
        "source": "pages",
        "target": f"pages/{identity}.html",
        "locator": "page",
        "within": f"site-{identity}",
        "reach": Reach.INDEXED,
        "facts": seen,
        "strength": max((one.strength for one in seen), default=0.0),
        "state": Visibility.VISIBLE,
        "first_seen": NOW,
        "last_seen": NOW,
        "last_looked": NOW,
    }
    return Exposure(**{**base, **more})  # type: ignore[arg-type]


def message(identity: str, facts: Iterable[Fact | SeenFact], group: str = "group", **more: object) -> Exposure:
    base: dict[str, object] = {
        "source": "telegram", "target": "chat/result.json", "locator": f"message:{len(identity)}", "within": group,
        "reach": Reach.MEMBERS,
    }  # fmt: skip
    return exposure(identity, facts, **{**base, **more})


def gathered(exposures: Iterable[Exposure], facts: Sequence[Fact] = FACTS) -> tuple[Place, ...]:
    return places(exposures, facts, KNOWLEDGE.findability, KNOWLEDGE.brokers)


def closing(place: Place) -> Closing | None:
    """What the kind of place says; whose target says that it cannot be closed, cannot."""
    if "register" in place.target:
        return None
    return Closing(minutes=place.kind.minutes, days=place.kind.days, works=place.kind.works)


HUNTING = Intent.SEEKS
ANY_CHANCE = Chance.SELDOM
