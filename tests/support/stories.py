"""A fictional person's story for the tests of the reports, of any size, and with hostile names where wanted."""

from datetime import UTC, date, datetime, timedelta

from unlisted.history import Between, Moment, Other
from unlisted.knowledge import load
from unlisted.model import (
    Change,
    Coverage,
    Exposure,
    Fact,
    How,
    Intent,
    Kind,
    Link,
    Outcome,
    Person,
    Reach,
    Reason,
    SeenFact,
    Sighting,
    Situation,
    State,
    Step,
    StepState,
    Visibility,
)
from unlisted.plan import steps
from unlisted.report.past import Deed, Past
from unlisted.report.story import Story
from unlisted.rounds import by_hand, rank
from unlisted.routes import Line, Point, Stand

MADE = date(2026, 11, 23)
BEGIN = datetime(2026, 3, 1, 20, 11, 4, tzinfo=UTC)
PERSON = Person(country="RS", languages=("sr", "en"))
SITUATIONS = (Situation.HUNTED, Situation.SOMEONE_CLOSE)

HOSTILE = (
    "<script>alert(1)</script>",
    "{{7*7}}{% raw %}",
    "\"'><img src=x onerror=alert(1)>",
    "\x1b]52;c;cm0gLXJm\x07\x1b[31mred",
    "invoice\u202efdp.exe\u200b\u2066",
    "javascript:alert(1)",
    "data:text/html,<b>x</b>",
    "</style><style>*{display:none}</style>",
    "\udcff\udcfe.json",
    "a" * 4000,
    "文件夹/" * 12,
    "&lt;b&gt; &amp;",
    "[link=https://example.org]x[/link]",
)


def fact(identity: str, kind: Kind, value: str, **more: object) -> Fact:
    return Fact(id=identity, kind=kind, value=value, parts={"text": value}, **more)


FACTS = (
    fact("public-name", Kind.NAME, "Milena Šupljikac", public=True),
    fact("home", Kind.ADDRESS, "Izmišljena 17, 21000 Novi Sad"),
    fact("mobile", Kind.PHONE, "064 000 1234"),
    fact("mail", Kind.EMAIL, "milena.suplj@example.org"),
    fact("father", Kind.RELATIVE, "Dragan Šupljikac", relation="father"),
    fact("address-2", Kind.ADDRESS, "Nepostojeća 4, 21000 Novi Sad", of="father"),
    fact("born", Kind.BIRTHDATE, "14. 3. 1990"),
)
CHILD = fact("little-one", Kind.RELATIVE, "Jagoda Šupljikac", relation="daughter", minor=True)
CHILDS_SCHOOL = fact("her-school", Kind.SCHOOL, "OŠ Plavi Zec", of="little-one")

TARGETS = ("exports/result.json", "pages/profile-of-milena.html", "mail/2026-05.eml", "notes.csv")
STRENGTHS = (0.97, 0.95, 0.75, 0.6, 0.3)


def seen(fact: Fact, at: int = 0) -> SeenFact:
    hows = [How.EXACT, How.SCRIPT, How.INFLECTED, How.DISGUISED, How.FOLDED, How.PARTIAL]
    return SeenFact(
        fact=fact.id,
        kind=fact.kind,
        parts=tuple(fact.parts),
        how=hows[at % len(hows)],
        strength=STRENGTHS[at % len(STRENGTHS)],
    )


def exposure(at: int, target: str, facts: tuple[Fact, ...], **more: object) -> Exposure:
    when = BEGIN + timedelta(hours=7 * at)
    shown = tuple(seen(one, at + row) for row, one in enumerate(facts))
    values: dict[str, object] = {
        "id": f"{(at + 1) * 0x9E3779B97F4A7C15 % 2**64:016x}",
        "source": "telegram",
        "target": target,
        "locator": f"message:{48211 + at}",
        "within": "00112233aabbccdd",
        "reach": Reach.MEMBERS,
        "facts": shown,
        "strength": max(one.strength for one in shown),
        "state": Visibility.VISIBLE,
        "first_seen": when,
        "last_seen": when,
        "last_looked": datetime(2026, 11, 20, tzinfo=UTC),
        "date": when,
        "number": 48211 + at,
        "reply_to": 48211 + at - 1 if at % 5 == 4 else None,
        "sender": f"{at % 3:016x}",
        "link": Link(chat=1000000017, message=48211 + at),
    }
    return Exposure(**{**values, **more})


def sighting(exposure: Exposure) -> Sighting:
    return Sighting(
        id=exposure.id,
        source=exposure.source,
        target=exposure.target,
        locator=exposure.locator,
        within=exposure.within,
        reach=exposure.reach,
        facts=exposure.facts,
        strength=exposure.strength,
        date=exposure.date,
        snapshot=exposure.last_looked,
        intent=exposure.intent,
        what=exposure.what,
    )


def story(
    count: int = 9,
    *,
    targets: tuple[str, ...] = TARGETS,
    facts: tuple[Fact, ...] = FACTS,
    hand: str = "a poster near the school, https://example.org/board/milena",
) -> Story:
    """A story with `count` exposures found in `targets` and one recorded by hand (none at all for 0)."""
    found = [
        exposure(at, targets[at % len(targets)], tuple(facts[(at + k) % len(facts)] for k in range(1 + at % 3)))
        for at in range(count)
    ]
    changes = {one.id: [Change.UNCHANGED, Change.NEW, Change.BACK][at % 3] for at, one in enumerate(found)}
    looks = [
        Outcome(
            source="telegram",
            target=target,
            state=State.SEEN if found else State.CLEAR,
            read={"messages": 3204, "bytes": 10_000_000},
            unread={"pictures": 4011, "voice": 120},
            sightings=tuple(sighting(one) for one in found if one.target == target),
            covers=(Coverage(within="00ff", first=1, last=9, snapshot=datetime(2026, 11, 20, tzinfo=UTC)),),
        )
        for target in targets
    ]
    looks.append(
        Outcome(
            source="text",
            target="broken.json",
            state=State.UNKNOWN,
            reason=Reason.TRUNCATED,
            numbers={"at": 2048},
            read={"messages": 12},
        )
    )
    if count:
        found.append(
            by_hand(
                hand,
                facts=[seen(facts[1]), seen(facts[0])],
                intent=Intent.THREATENS,
                date=BEGIN,
                reach=Reach.UNKNOWN,
                now=BEGIN + timedelta(days=200),
                keyed=lambda text: f"{len(text):016x}",
            )
        )
        found.append(
            exposure(9000, "old.html", (facts[2],), state=Visibility.NOT_VISIBLE, locator="page", source="page")
        )
        found.append(exposure(9001, "namesake.html", (facts[0],), state=Visibility.NOT_ME))
    checklist = load().checklist
    return Story(
        made=MADE,
        person=PERSON,
        facts=facts,
        exposures=tuple(sorted(found, key=rank)),
        changes=changes,
        steps=planned(found, facts),
        checklist=checklist,
        outcomes=tuple(looks),
        situations=SITUATIONS,
        past=past(found, facts) if count else Past(),
    )


def past(exposures: list[Exposure], facts: tuple[Fact, ...]) -> Past:
    """Three looks with every answer there is, and a comparison in which something stands in every list."""
    at = [datetime(2026, 11, day, tzinfo=UTC) for day in (1, 9, 20)]
    moments = tuple(Moment(at=one, upto=number, round=number) for number, one in enumerate(at, 1))
    stands = (*Stand, *Stand)
    lines = tuple(
        Line(
            fact=fact,
            points=tuple(
                Point(stand=stand, steps=2 if stand is Stand.REACHED else 0, looked=(row + column) % 3 > 0)
                for column, stand in enumerate(stands[row % 5 : row % 5 + 3])
            ),
        )
        for row, fact in enumerate(fact for fact in facts if not fact.public)
    )
    lists = [tuple(exposures[start::5]) for start in range(5)]
    shown = exposures[0]
    other = Other(exposure=shown, lost=(shown.facts[0].fact,), gained=(shown.facts[-1].fact,))
    between = Between(
        before=moments[0], after=moments[2], closed=lists[0], back=lists[1], new=lists[2], still=lists[3],
        unlooked=lists[4], other=(other,),
    )  # fmt: skip
    deed = Deed(
        step="evidence-link-and-date", broker=None, state=StepState.DONE, day=at[1].date(),
        places=frozenset(one.id for one in exposures),
    )  # fmt: skip
    change = tuple(Line(fact=line.fact, points=(line.points[0], line.points[2])) for line in lines)
    return Past(moments=moments, lines=lines, left_out=1, between=between, change=change, deeds=(deed,))


def planned(exposures: list[Exposure], facts: tuple[Fact, ...]) -> tuple[Step, ...]:
    states = {"evidence-link-and-date": StepState.DONE}
    return steps(exposures, facts, SITUATIONS, PERSON, states, checklist=load().checklist)
