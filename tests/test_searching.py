"""Answers of search services: whole, partial, refused, hostile; of a result nothing but rank, facts, known places."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support.results import reply, unknown
from unlisted.cli.search import seer
from unlisted.facts import read_facts
from unlisted.match import compile_facts
from unlisted.model import Kind, Reason, State
from unlisted.net import Audience, Form, Method
from unlisted.net.errors import RelativeNotSent
from unlisted.queries import queries
from unlisted.searching import (
    MOST_PAGES,
    Searched,
    Service,
    asked_once,
    brave_requests,
    judge,
    pages_of,
    pasted_hits,
    searxng_requests,
)

PERSON, FACTS = read_facts("""
[person]
country = "RS"
[[fact]]
id = "me"
kind = "name"
value = "Milena Primerović"
public = true
[[fact]]
id = "home"
kind = "address"
value = "Izmišljena 17, 21000 Novi Sad"
""")
SEEN = seer(compile_facts(FACTS))
QUERIES = asked_once(queries(FACTS, PERSON, ()))
PLACES = ("kupujemprodajem.com", "primer.example.org")


def found(service: Service, body: object, status: int = 200, **more: object) -> Searched:
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    return judge(QUERIES[0], service, reply("x", data, status, **more), seen=SEEN, places=PLACES)


def result(title: str, url: str = "https://elsewhere.example.net/milena-kan") -> dict[str, object]:
    return {"url": url, "title": title, "content": "kanarinac", "description": None, "engine": "x", "score": 1.0}


def test_a_query_is_asked_once_whatever_the_engines() -> None:
    assert len({(query.facts, query.shape, query.place) for query in QUERIES}) == len(QUERIES)


def test_requests_say_what_travels_and_to_whom() -> None:
    lines = [line for line, _query in searxng_requests(QUERIES, FACTS, "https://sx.example.org/").values()]
    assert {line.url.path for line in lines} == {"/search"}
    assert all(line.method is Method.POST and b"format=json" in line.body for line in lines)
    assert all(Audience.BEHIND in line.visible_to for line in lines)
    assert {(one.fact, one.kind, one.form) for line in lines for one in line.carries} == {("me", Kind.NAME, Form.CLEAR)}
    lines = [line for line, _q in brave_requests(QUERIES, FACTS, "key-1", "https://b.example.org").values()]
    assert all("key-1" not in str(line.url) and "key-1" not in repr(line) for line in lines)


def test_a_fact_of_a_relative_cannot_be_carried() -> None:
    _person, facts = read_facts(
        '[person]\ncountry = "RS"\n[[fact]]\nid = "me"\nkind = "relative"\nrelation = "father"\nvalue = "Dragan Ilić"\n'
    )
    with pytest.raises(RelativeNotSent):
        searxng_requests(QUERIES, facts, "https://sx.example.org")


def test_hits_have_a_rank_and_facts_and_a_host_only_where_it_is_known() -> None:
    body = {
        "results": [
            result("Nothing"),
            result("Milena Primerović, Izmišljena 17, Novi Sad"),
            result("Milenu Primerović", "https://www.kupujemprodajem.com/kan"),
        ],
        "unresponsive_engines": [],
    }
    searched = found(Service.SEARXNG, body)
    assert (searched.state, searched.results) == (State.SEEN, 3)
    assert [(hit.rank, hit.place) for hit in searched.hits] == [(2, None), (3, "kupujemprodajem.com")]
    assert {seen.fact for seen in searched.hits[0].facts} == {"me", "home"}
    assert "kan" not in repr(searched).replace("kupujemprodajem", "")


def test_nothing_found_is_not_the_same_as_not_everything_asked() -> None:
    assert found(Service.SEARXNG, {"results": [], "unresponsive_engines": []}).state is State.CLEAR
    partial = found(Service.SEARXNG, {"results": [], "unresponsive_engines": [["bing", "timeout"], ["x", "CAPTCHA"]]})
    assert (partial.state, partial.reason, partial.numbers) == (State.UNKNOWN, Reason.INCOMPLETE, {"count": 2})
    with_hits = found(
        Service.SEARXNG, {"results": [result("Milena Primerović")], "unresponsive_engines": [["bing", "x"]]}
    )
    assert with_hits.state is State.UNKNOWN
    assert with_hits.hits
    more = found(Service.BRAVE, {"type": "search", "query": {"more_results_available": True}, "web": {"results": []}})
    assert (more.state, more.more) == (State.CLEAR, True)


@pytest.mark.parametrize(
    ("service", "body", "status", "headers", "reason"),
    [
        (Service.SEARXNG, b"", 403, {}, Reason.REFUSED),  # JSON is not switched on there
        (Service.SEARXNG, b"", 429, {"retry-after": "120"}, Reason.ASKED_TO_WAIT),
        (Service.SEARXNG, b"<html>captcha</html>", 200, {}, Reason.ODD_REPLY),
        (Service.SEARXNG, {"error": "x"}, 200, {}, Reason.ODD_REPLY),
        (Service.SEARXNG, b"[" * 100_000, 200, {}, Reason.ODD_REPLY),
        (Service.BRAVE, b"{}", 401, {}, Reason.KEY_REFUSED),
        (Service.BRAVE, b"{}", 403, {}, Reason.KEY_REFUSED),
        (Service.BRAVE, b"{}", 422, {}, Reason.REFUSED),
        (Service.BRAVE, b"", 429, {}, Reason.ASKED_TO_WAIT),
        (Service.BRAVE, {"type": "ErrorResponse"}, 200, {}, Reason.ODD_REPLY),
        (Service.BRAVE, b"", 500, {}, Reason.REFUSED),
    ],
)
def test_what_is_no_answer_is_unknown(
    service: Service, body: object, status: int, headers: dict[str, str], reason: Reason
) -> None:
    searched = found(service, body, status, headers=headers)
    assert (searched.state, searched.reason, searched.hits) == (State.UNKNOWN, reason, ())


def test_what_did_not_come_or_is_cut_is_unknown() -> None:
    lost = judge(QUERIES[0], Service.BRAVE, unknown("x"), seen=SEEN, places=())
    assert (lost.state, lost.reason) == (State.UNKNOWN, Reason.NOT_CONNECTED)
    assert found(Service.SEARXNG, {"results": []}, cut=True).reason is Reason.TRUNCATED


@given(
    body=st.binary(max_size=200) | st.text(max_size=80).map(lambda t: json.dumps({"results": [{"title": t}]}).encode())
)
@settings(deadline=None)
def test_no_reply_breaks_the_judge(body: bytes) -> None:
    for service in Service:
        found(service, body)


def test_pages_to_look_at_are_few_and_those_that_show_more_come_first() -> None:
    bodies = [result("Milena Primerović", f"https://example.org/{n}") for n in range(18)]
    bodies += [result("Milena Primerović", "https://example.org/3?utm_source=x")]
    bodies += [result("Izmišljena 17, Novi Sad", "https://example.net/street")]
    hits = found(Service.SEARXNG, {"results": bodies, "unresponsive_engines": []}).hits
    pages, left = pages_of(hits, {"me"})
    assert (len(pages), left) == (MOST_PAGES, 19 - MOST_PAGES)
    assert [page.path for page in pages[:3]] == ["/street", "/0", "/1"]
    assert "example" not in repr(hits)


PASTED = """
Milena Primerović - kanarinac
https://example.org/a
kratak opis

https://example.org/front › vesti › kan
Milena Primerović

Milena Primerović na sajtu
https://www.google.com/search?q=x
opis

Nešto drugo
https://example.org/b
Milena Primerović (https://example.org/c).
"""


def test_results_in_text_that_she_pastes() -> None:
    assert [(hit.page.path if hit.page else None) for hit in pasted_hits(PASTED, SEEN)] == ["/a", "/c"]


@given(st.text(alphabet="htps:/.aM \n›ilenaPrimrović", max_size=400))
def test_no_pasted_text_breaks_the_reading(text: str) -> None:
    assert all(hit.facts and hit.page for hit in pasted_hits(text, SEEN))
