"""Invented people, facts and exposures for the vault's tests."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from unlisted.model import Exposure, Fact, How, Intent, Kind, Person, Reach, SeenFact, Visibility, What
from unlisted.vault import seal

PERSON = Person(country="RS", lived_in=("AT",), languages=("sr", "en"))
IDENTITY = seal.new_identity()
THEN = datetime(2026, 3, 1, 20, 11, 4, tzinfo=UTC)
HOME = Fact(
    id="home",
    kind=Kind.ADDRESS,
    value="Cara Lazara 17, 21000 Novi Sad",
    parts={"street": "Cara Lazara", "number": "17", "postcode": "21000", "city": "Novi Sad"},
    added=THEN.date(),
)
NAME = Fact(id="name-1", kind=Kind.NAME, value="Милена Јовановић", parts={"given": "Милена"}, public=True)


def exposure(number: int, **changed: object) -> Exposure:
    """One of any number of exposures, all different."""
    values = {
        "id": f"{number:016x}",
        "source": "telegram",
        "target": "exports/ChatExport_2026-03-01/result.json",
        "locator": f"message:{number}",
        "within": "c0ffee0000000000",
        "reach": Reach.MEMBERS,
        "facts": (
            SeenFact(fact="home", kind=Kind.ADDRESS, parts=("street", "number"), how=How.INFLECTED, strength=0.75),
        ),
        "strength": 0.75,
        "state": Visibility.VISIBLE,
        "first_seen": THEN,
        "last_seen": THEN + timedelta(days=1),
        "last_looked": THEN + timedelta(days=2),
        "date": THEN,
        "intent": Intent.SEEKS,
        "what": (What.ADDRESS,),
    }
    return Exposure(**(values | changed))  # type: ignore[arg-type]
