"""A vault's content for tests of the plan: an invented person, seen at places that the knowledge knows."""

from dataclasses import replace
from datetime import UTC, date, datetime

from support.stories import FACTS, PERSON, exposure
from unlisted.knowledge import load
from unlisted.model import Exposure, Fact, Visibility
from unlisted.plan import Kept, Plan, plan

KNOWN = load()
TODAY = date(2026, 11, 25)
SEEN_ON = datetime(2026, 5, 3, 12, tzinfo=UTC)
NAME, HOME, MOBILE = FACTS[0], FACTS[1], FACTS[2]
OWNER = "us-peopleconnect"  # runs us-intelius among others, and is asked for all of them


def at_place(broker: str, *facts: Fact, on: datetime = SEEN_ON, **more: object) -> Exposure:
    """She is seen at a place, as a page that was checked."""
    place = KNOWN.brokers[broker]
    shown = facts or (NAME, HOME)
    made = exposure(0, f"https://{place.domain}/a-page", shown, source="pages", locator="page", within=broker)
    base: dict[str, object] = {
        "id": f"{sum(map(ord, broker)):08x}{len(shown):08x}", "first_seen": on, "last_seen": on, "last_looked": on,
        "strength": 0.95, "facts": tuple(replace(one, strength=0.95) for one in made.facts),
    }  # fmt: skip
    return replace(made, **{**base, **more})


def gone(one: Exposure, on: datetime) -> Exposure:
    """A later look covered the place and did not see her."""
    return replace(one, state=Visibility.NOT_VISIBLE, last_looked=on)


def again(one: Exposure, on: datetime) -> Exposure:
    """A later look saw her there."""
    return replace(one, state=Visibility.VISIBLE, last_seen=on, last_looked=on)


def kept(*exposures: Exposure, **more: object) -> Kept:
    return Kept(person=PERSON, exposures=exposures, **{"facts": FACTS, **more})


def made(content: Kept, today: date = TODAY) -> Plan:
    return plan(content, KNOWN, today)
