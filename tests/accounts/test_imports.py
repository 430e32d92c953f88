"""Lists that she brings: read within bounds, translated honestly, counted where left out."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unlisted.accounts.imports import LARGEST, Format, NotAList, Skipped, read_list
from unlisted.accounts.questions import MOST, questions, requests, shaped_like, usernames
from unlisted.facts import read_facts
from unlisted.knowledge.sites import Difficulty


def wmn(**changes: object) -> dict[str, object]:
    return {
        "name": "Example", "uri_check": "https://example.org/u/{account}", "e_code": 200, "e_string": "member",
        "m_code": 404, "m_string": "nobody", "known": [], "cat": "social", **changes,
    }  # fmt: skip


def read(*sites: object) -> tuple[list[str], dict[Skipped, int]]:
    brought = read_list(json.dumps({"sites": list(sites)}).encode(), "list.json")
    assert brought.format is Format.WHATSMYNAME
    return [site.name for site in brought.sites], dict(brought.skipped)


@pytest.mark.parametrize(
    ("entry", "why"),
    [
        (wmn(valid=False), Skipped.OFF),
        (wmn(post_body="u={account}"), Skipped.FORM),
        (wmn(headers={"X": "y"}), Skipped.HEADERS),
        (wmn(m_code=403), Skipped.WALL),
        (wmn(m_code=429), Skipped.WALL),
        (wmn(e_code=500), Skipped.WALL),
        (wmn(m_code=200, m_string=""), Skipped.NO_ABSENT),
        (wmn(m_code=200, e_string=""), Skipped.NO_PRESENT),
        (wmn(uri_check="https://example.org/"), Skipped.ADDRESS),
        (wmn(uri_check="ftp://example.org/{account}"), Skipped.ADDRESS),
        (wmn(uri_check="https://user@example.org/{account}"), Skipped.ADDRESS),
        (wmn(uri_check="https://example.org/{account}/{other}"), Skipped.ADDRESS),
        (wmn(uri_check="https://example.org/register/check?u={account}"), Skipped.REGISTRATION),
        (wmn(uri_check="https://example.org/password/forgot?u={account}"), Skipped.REGISTRATION),
        (wmn(e_code="200"), Skipped.BROKEN),
        (wmn(e_string="x" * 5000), Skipped.BROKEN),
        (wmn(name=7), Skipped.BROKEN),
        ("text", Skipped.BROKEN),
    ],
)  # fmt: skip
def test_what_cannot_be_said_is_left_out_and_counted(entry: object, why: Skipped) -> None:
    assert read(entry, wmn(name="Other")) == (["Other"], {why: 1})


def test_a_name_that_speaks_to_the_terminal_is_not_shown() -> None:
    (name,), _ = read(wmn(name="\x1b[2Jred\u202eevil<script>"))
    assert "\x1b" not in name
    assert "<" not in name


def test_the_same_site_twice_is_one() -> None:
    assert read(wmn(), wmn()) == (["Example"], {Skipped.TWICE: 1})


def test_sensitive_categories_are_marked() -> None:
    brought = read_list(json.dumps({"sites": [wmn(cat="xx NSFW xx"), wmn(name="b", cat="dating")]}).encode(), "x")
    assert all(site.sensitive for site in brought.sites)


def test_engines_of_maigret_are_filled_in() -> None:
    content = {
        "engines": {"forum": {"site": {"checkType": "message", "absenceStrs": ["nobody"], "presenseStrs": ["member"],
                                        "url": "{urlMain}{urlSubpath}/u/{username}"}}},
        "sites": {"Example": {"engine": "forum", "urlMain": "https://example.org", "urlSubpath": "/f"}},
        "tags": [],
    }  # fmt: skip
    (site,) = read_list(json.dumps(content).encode(), "x").sites
    assert site.profile == "https://example.org/f/u/{username}"
    assert site.present
    assert site.present.has_any == ("member",)


def test_ways_out_are_taken_by_domain() -> None:
    content = [
        {"name": "a", "url": "https://example.org/leave", "difficulty": "hard", "domains": ["Example.org"]},
        {"name": "b", "url": "javascript:alert(1)", "difficulty": "easy", "domains": ["example.net"]},
    ]
    brought = read_list(json.dumps(content).encode(), "x")
    assert brought.format is Format.JUSTDELETEME
    assert brought.deletions["example.org"].url == "https://example.org/leave"
    assert brought.deletions["example.org"].difficulty is Difficulty.HARD
    assert brought.deletions["example.net"].url is None


@pytest.mark.parametrize(
    "data",
    [b"", b"{", b"[]", b"{}", b"[1]", b"null", b'{"a": 1}', b"[" * 9_000,
     b"{" * 5000, b"\xff\xfe", b"x" * (LARGEST + 1)],
    ids=range(11),
)  # fmt: skip
def test_what_is_no_list_is_refused(data: bytes) -> None:
    with pytest.raises(NotAList):
        read_list(data, "list.json")


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20) | st.just("https://example.org/{account}"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from([*wmn(), "headers", "valid", "strip_bad_char", "uri_pretty"]), values))
def test_no_entry_breaks_the_reading(changes: dict[str, object]) -> None:
    names, skipped = read({**wmn(), **changes}, wmn(name="Other"))
    assert len(names) + sum(skipped.values()) == 2


@given(st.dictionaries(st.sampled_from(["errorType", "errorMsg", "url", "errorUrl", "errorCode", "headers"]), values))
def test_no_entry_of_sherlock_breaks_the_reading(changes: dict[str, object]) -> None:
    whole = {"url": "https://example.org/{}", "errorType": "status_code"}
    brought = read_list(json.dumps({"A": whole, "B": whole, "C": whole, "D": {**whole, **changes}}).encode(), "x")
    assert len(brought.sites) + sum(brought.skipped.values()) == 4


@given(st.text(alphabet="abcXYZ019._-", min_size=1, max_size=30), st.integers(1, 40))
def test_control_names_have_the_shape_of_hers(name: str, longest: int) -> None:
    made = shaped_like(name, "seed", longest)
    assert made == shaped_like(name, "seed", longest)
    assert len(made) == min(longest, max(len(name), 8))
    for mine, other in zip(name, made, strict=False):
        assert mine.isdigit() == other.isdigit()
        assert mine.isupper() == other.isupper()
        assert mine.isalnum() or mine == other
    assert made != shaped_like(name, "other seed", longest) or longest < 4 or not any(c.isalnum() for c in name + "aaa")


def test_at_most_eight_names_none_of_a_relative_and_each_once() -> None:
    facts = '[person]\ncountry = "RS"\n'
    facts += '[[fact]]\nid = "f"\nkind = "relative"\nvalue = "Petar Primerović"\nrelation = "father"\n'
    facts += '[[fact]]\nkind = "username"\nvalue = "petar_p"\nof = "f"\n'
    for number in range(10):
        facts += f'[[fact]]\nkind = "username"\nvalue = "primer_{number}"\n'
    _, known = read_facts(facts)
    hers = usernames(known)
    assert len(hers) == MOST
    assert all(fact.of is None for fact in hers)
    brought = read_list(json.dumps({"sites": [wmn()]}).encode(), "x")
    planned = requests(questions(brought.sites, hers), hers, lambda text: text)
    assert {line.url.path for line, _q, _c in planned.values()} == {f"/u/primer_{n}" for n in range(MOST)}
    assert all(line.control and line.control.host == line.url.host for line, _q, _c in planned.values())
