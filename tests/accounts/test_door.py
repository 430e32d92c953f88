"""What the door does for a look at accounts: other spellings followed, a time for a whole line, early probes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from support.farm import Answer, Site, Visit, page, served
from unlisted.model import LedgerEntry, Reason
from unlisted.net import Gate, Limits, Pace, Planned, Purpose, Reply, Result, Settings, Unknown, Url, allow, plan_of
from unlisted.net.addresses import same_but_spelling

NAME = "Ana"


def asked(site: Site, limits: Limits | None = None, **more: object) -> tuple[list[Result], list[LedgerEntry]]:
    """The results of one line about one site, and the ledger."""
    ledger: list[LedgerEntry] = []
    line = Planned(
        id="one", url=Url.parse(f"http://{site.authority}/{NAME}"), purpose=Purpose.ACCOUNTS, **more,  # type: ignore[arg-type]
    )  # fmt: skip
    gate = Gate(
        settings=Settings(limits=limits or Limits(), pace=Pace(spacing=0), allowed=allow(site.authority)),
        record=ledger.append, now=lambda: datetime.now(UTC), jitter=lambda: 0.0, secret="s",
    )  # fmt: skip
    plan = plan_of([line])
    with gate.look(plan.agree(plan.digest())) as looks:
        return list(looks), ledger


def leads(to: str) -> Answer:
    return 301, {"Location": to}, ""


@pytest.mark.parametrize(("to", "followed"), [("/ana", True), ("/ana/", True), ("/login", False), ("/ana?x=1", False)])
def test_only_another_spelling_is_followed(to: str, followed: bool) -> None:
    def says(visit: Visit) -> Answer:
        return page(visit.name) if visit.path == to else leads(to)

    with served([Site("one", says, True)]) as (site,):
        (result,), ledger = asked(site, follow=False, respell=True)
    assert isinstance(result, Reply)
    assert (result.status == 200) is followed
    assert len(ledger) == (2 if followed else 1)
    if not followed:
        assert result.location


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://example.org/Ana", "https://www.example.org/ana/", True),
        ("http://example.org/ana", "https://example.org/ana", True),
        ("https://example.org/ana", "https://example.org/ana?x=1", False),
        ("https://example.org/ana", "https://example.org.example/ana", False),
        ("https://example.org/ana", "https://example.org:444/ana", False),
        ("https://example.org/ana", "https://example.org/anna", False),
    ],
)
def test_what_is_the_same_but_spelling(one: str, other: str, same: bool) -> None:
    assert same_but_spelling(Url.parse(one), Url.parse(other)) is same


def test_a_line_has_a_time_of_its_own() -> None:
    def says(visit: Visit) -> Answer:
        return leads(f"/{visit.number}")

    with served([Site("one", says, True, latency=0.3)]) as (site,):
        (result,), ledger = asked(site, Limits(line=0.5))
    assert isinstance(result, Unknown)
    assert result.reason is Reason.TOO_SLOW
    assert len(ledger) == 2  # without it, three redirects would have been followed


def test_a_slow_site_is_asked_the_control_question_beside_the_first() -> None:
    with served([Site("one", lambda visit: page(visit.name), True, latency=1.0)]) as (site,):
        control = Url.parse(f"http://{site.authority}/Xyz")
        results, ledger = asked(site, control=control, control_after=0.2)
        quick, _ = asked(site, control=control, control_after=30.0)
    assert sorted(result.control for result in results) == [False, True]
    assert {entry.line for entry in ledger} == {"one"}
    (first,), (second,) = ([entry for entry in ledger if entry.control is control] for control in (False, True))
    assert second.at < first.at + timedelta(milliseconds=first.milliseconds)
    assert [result.control for result in quick] == [False]
