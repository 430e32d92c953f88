"""Links of the knowledge data: all are found, and an answer is never taken for more than it says."""

from __future__ import annotations

import pytest

from unlisted.knowledge import load
from unlisted.links import Checked, Cited, Standing, cited, fingerprint, judge, requests
from unlisted.model import Reason
from unlisted.net import Reply, Result, Unknown, Url, plan_of

LINK = Cited(url="https://example.org/leave", places=("broker x opt_outs",))
PAGE = b"<p>Leave us here</p>"


def words(page: bytes) -> str:
    return page.decode().replace("<p>", "").replace("</p>", "")


def reply(status: int = 200, *, url: str = LINK.url, redirects: int = 0, body: bytes = PAGE) -> Reply:
    return Reply(
        line="x", control=False, status=status, url=Url.parse(url), redirects=redirects, headers={}, body=body,
        charset=None, cut=False, milliseconds=1,
    )  # fmt: skip


def unknown(reason: Reason, location: str | None = None) -> Unknown:
    to = Url.parse(location) if location else None
    return Unknown(line="x", control=False, reason=reason, milliseconds=1, location=to)


@pytest.mark.parametrize(
    ("result", "standing"),
    [
        (reply(), Standing.LIVE),
        (reply(url="https://example.org/leave", redirects=1), Standing.LIVE),
        (reply(url="https://example.org/elsewhere", redirects=1), Standing.MOVED),
        (unknown(Reason.LEADS_ELSEWHERE, "https://other.example/x"), Standing.MOVED),
        (reply(404), Standing.GONE),
        (reply(410), Standing.GONE),
        (reply(403), Standing.BLOCKED),
        (reply(429), Standing.BLOCKED),
        (reply(500), Standing.UNKNOWN),
        (reply(301), Standing.UNKNOWN),
        (unknown(Reason.NO_SUCH_HOST), Standing.UNKNOWN),  # or no connection: nobody can tell from here
        (unknown(Reason.TOO_SLOW), Standing.UNKNOWN),
        (unknown(Reason.TLS), Standing.UNKNOWN),
    ],
)
def test_what_an_answer_says(result: Result, standing: Standing) -> None:
    assert judge(LINK, result, {}, words).standing is standing


def test_only_the_host_of_where_it_leads_is_told() -> None:
    checked = judge(LINK, unknown(Reason.LEADS_ELSEWHERE, "https://other.example/milena?phone=1"), {}, words)
    assert checked == Checked(
        cited=LINK, standing=Standing.MOVED, reason=Reason.LEADS_ELSEWHERE, moved_to="other.example"
    )


def test_a_page_with_other_words_has_changed() -> None:
    before = {LINK.url: fingerprint("Leave us here")}
    assert judge(LINK, reply(), before, words).standing is Standing.LIVE
    assert judge(LINK, reply(body=b"<p>Buy this domain</p>"), before, words).standing is Standing.CHANGED


def test_dates_and_counters_are_no_change() -> None:
    assert fingerprint("Updated 3 May 2026, 14 visitors") == fingerprint("Updated 9 May 2027,  800 visitors")
    assert fingerprint("Leave here") != fingerprint("Leave now")


def test_every_link_is_found_once_with_all_its_places() -> None:
    knowledge = load()
    links = {link.url: link.places for link in cited(knowledge.entries())}
    everything = {link.url for link in cited(knowledge.entries(), sources=True)}
    expected = {item.link for item in knowledge.checklist.values() if item.link}
    expected |= {channel.link for channel in knowledge.channels.values() if channel.link}
    for broker in knowledge.brokers.values():
        expected |= {route.url for route in broker.opt_outs if route.url} | {rival.url for rival in broker.rivals}
        expected |= {broker.lookup.url} if broker.lookup and broker.lookup.url else set()
    for site in knowledge.sites.values():
        expected |= {link for link in (site.start, site.privacy_url, site.deletion.url) if link}
    assert set(links) == expected
    read = {source.url for _kind, entry in knowledge.entries() for source in entry.sources}
    assert read <= everything
    assert any(len(places) > 1 for places in links.values())


def test_every_link_can_be_asked_and_no_fact_travels() -> None:
    planned = requests(cited(load().entries(), sources=True))
    plan = plan_of(line for line, _link in planned.values())
    assert len(plan.lines) > 1000
    assert not any(line.carries for line in plan.lines)
    assert {line.url.scheme for line in plan.lines} == {"https"}
