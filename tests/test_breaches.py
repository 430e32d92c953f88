"""Leaks with her address: clean and unknown told apart as each service answers; kinds of data, no word of theirs."""

import hashlib
import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support.results import reply, unknown
from unlisted.answers import NoAnswer
from unlisted.breaches import (
    OWNER,
    STEPS,
    Leaked,
    Leaks,
    Service,
    catalogue_request,
    hibp_requests,
    judge,
    kinds_of,
    read_catalogue,
    steps_for,
    xposedornot_requests,
)
from unlisted.facts import read_facts
from unlisted.knowledge import load
from unlisted.model import Reason, State
from unlisted.net import Form
from unlisted.net.errors import RelativeNotSent

FACTS = """
[person]
country = "RS"
[[fact]]
id = "mail"
kind = "email"
value = "Milena.Primer@Example.org"
"""
_PERSON, (MAIL,) = read_facts(FACTS)
HASH = hashlib.sha1(b"milena.primer@example.org", usedforsecurity=False).hexdigest().upper()
PLACES = ("linkedin.com",)
LEAK = {
    "Name": "KanKan", "Title": "Kan", "Domain": "kan.example.net", "BreachDate": "2019-05-24", "PwnCount": 5,
    "Description": "<b>kan</b>", "DataClasses": ["Email addresses", "Passwords", "Phone numbers", "Kan"],
    "IsStealerLog": False, "IsSensitive": False,
}  # fmt: skip
KNOWN = {
    **LEAK,
    "Name": "LinkedIn",
    "Domain": "linkedin.com",
    "BreachDate": "2012-05-05",
    "DataClasses": ["Job titles"],
}


def said(service: Service, body: object, status: int = 200, **more: object) -> Leaks:
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    catalogue = read_catalogue(reply("c", json.dumps([LEAK, KNOWN]).encode()), PLACES)
    assert not isinstance(catalogue, NoAnswer)
    return judge(MAIL, service, reply("x", data, status, **more), places=PLACES, catalogue=catalogue)


# --- what leaves ---


def test_of_a_range_only_six_characters_leave() -> None:
    ((line, _fact),) = hibp_requests([MAIL], "key-1", "https://h.example.org", clear=False).values()
    assert line.url.path == f"/api/v3/breachedaccount/range/{HASH[:6]}"
    assert [one.form for one in line.carries] == [Form.HASH_PREFIX]
    assert "ilena" not in repr(line) + str(line.headers)
    assert "key-1" not in repr(line) + str(line.url)


def test_where_the_address_leaves_the_plan_says_so() -> None:
    clear = hibp_requests([MAIL], "k", "https://h.example.org", clear=True)
    other = xposedornot_requests([MAIL], "https://x.example.org")
    for line, _fact in [*clear.values(), *other.values()]:
        assert "milena.primer%40example.org" in line.url.path
        assert [one.form for one in line.carries] == [Form.CLEAR]
    assert not catalogue_request("https://h.example.org").carries


def test_a_relatives_address_is_never_asked_about() -> None:
    _person, facts = read_facts(
        FACTS + '[[fact]]\nid = "father"\nkind = "relative"\nrelation = "father"\nvalue = "Dragan Ilić"\n'
        '[[fact]]\nid = "his"\nkind = "phone"\nvalue = "064 000 0456"\nof = "father"\n'
    )
    his = next(fact for fact in facts if fact.of)
    with pytest.raises((RelativeNotSent, KeyError)):
        xposedornot_requests([his], "https://x.example.org")


# --- Have I Been Pwned ---


def test_hibp_tells_kinds_and_days_and_no_names() -> None:
    found = said(Service.HIBP, [LEAK, KNOWN])
    assert found.state is State.SEEN
    assert [(breach.on, breach.place) for breach in found.breaches] == [
        (date(2019, 5, 24), None), (date(2012, 5, 5), "linkedin.com"),
    ]  # fmt: skip
    assert found.breaches[0].kinds == (Leaked.PASSWORD, Leaked.PHONE, Leaked.EMAIL, Leaked.OTHER)
    assert "kan" not in repr(found).casefold()


def test_hibp_clean_is_404_and_nothing_else() -> None:
    assert said(Service.HIBP, b"", 404).state is State.CLEAR
    assert said(Service.HIBP, [], 200).reason is Reason.ODD_REPLY
    assert said(Service.HIBP, b"", 400).reason is Reason.REFUSED
    assert said(Service.HIBP, b"", 401).reason is Reason.KEY_REFUSED
    assert said(Service.HIBP, b"", 403).reason is Reason.KEY_REFUSED
    waiting = said(Service.HIBP, b"", 429, headers={"retry-after": "90"})
    assert (waiting.reason, waiting.numbers) == (Reason.ASKED_TO_WAIT, {"seconds": 90})
    assert said(Service.HIBP, b"", 503).state is State.UNKNOWN
    assert said(Service.HIBP, [{"Name": "x"}]).unexplained == 1  # names alone: it is in a leak, of unknown content


def test_a_range_is_compared_here_and_explained_by_the_catalogue() -> None:
    others = [{"hashSuffix": "0" * 34, "websites": ["KanKan"]}]
    hers = [{"hashSuffix": HASH[6:].lower(), "websites": ["KanKan", "LinkedIn", "Newer"]}]
    assert said(Service.HIBP_RANGE, others).state is State.CLEAR
    assert said(Service.HIBP_RANGE, []).state is State.CLEAR
    found = said(Service.HIBP_RANGE, [*others, *hers])
    assert (found.state, len(found.breaches), found.unexplained) == (State.SEEN, 2, 1)
    without = judge(MAIL, Service.HIBP_RANGE, reply("x", json.dumps(hers).encode()), places=(), catalogue=None)
    assert (without.state, without.unexplained) == (State.SEEN, 3)
    assert said(Service.HIBP_RANGE, b"", 404).state is State.UNKNOWN
    assert said(Service.HIBP_RANGE, b"", 403).reason is Reason.KEY_REFUSED
    assert said(Service.HIBP_RANGE, [{"hashSuffix": "00", "websites": []}]).reason is Reason.ODD_REPLY


# --- XposedOrNot ---


def test_xposedornot_found() -> None:
    body = {
        "breaches": [["Kan", "Adobe"]], "email": "x", "status": "success",
        "breach_details": [{"name": "Kan", "breach_date": "2013-10-04", "domain": "kan.example.net",
                            "exposed_data": ["Usernames", "Passwords"], "description": "kan"}],
    }  # fmt: skip
    found = said(Service.XPOSEDORNOT, body)
    assert (found.state, found.unexplained) == (State.SEEN, 1)
    assert found.breaches[0].kinds == (Leaked.PASSWORD, Leaked.USERNAME)
    assert "kan" not in repr(found).casefold()


def test_xposedornot_clean_and_unclear_are_told_apart() -> None:
    none = {"Error": "No breaches found", "email": "x", "status": "failed"}
    assert said(Service.XPOSEDORNOT, none, 404).state is State.CLEAR
    assert said(Service.XPOSEDORNOT, {"Error": "Not found"}, 200).reason is Reason.UNCLEAR
    assert said(Service.XPOSEDORNOT, {"Error": "Not found"}, 404).reason is Reason.UNCLEAR
    assert said(Service.XPOSEDORNOT, b"<html>404</html>", 404).reason is Reason.ODD_REPLY
    assert said(Service.XPOSEDORNOT, {"Error": "kan"}, 200).reason is Reason.ODD_REPLY
    assert said(Service.XPOSEDORNOT, {}, 200).reason is Reason.ODD_REPLY
    assert said(Service.XPOSEDORNOT, {"breaches": []}, 200).reason is Reason.ODD_REPLY
    assert said(Service.XPOSEDORNOT, b"", 429, headers={"retry-after": "3600"}).reason is Reason.ASKED_TO_WAIT
    assert said(Service.XPOSEDORNOT, b"", 403).reason is Reason.REFUSED


# --- every service ---


@pytest.mark.parametrize("service", list(Service))
def test_what_did_not_come_is_unknown(service: Service) -> None:
    lost = judge(MAIL, service, unknown("x", Reason.TOO_SLOW), places=())
    assert (lost.state, lost.reason) == (State.UNKNOWN, Reason.TOO_SLOW)
    assert said(service, b"[" * 200_000).state is State.UNKNOWN
    assert said(service, b"", cut=True).reason is Reason.TRUNCATED


@given(body=st.binary(max_size=200), status=st.sampled_from([200, 404]), service=st.sampled_from(list(Service)))
@settings(deadline=None)
def test_noise_is_never_clean(body: bytes, status: int, service: Service) -> None:
    found = said(service, body, status)
    clean = (service is Service.HIBP and status == 404) or (service is Service.HIBP_RANGE and body.strip() == b"[]")
    assert clean or found.state is State.UNKNOWN


# --- kinds and what to do ---


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("Physical addresses", Leaked.ADDRESS), ("IP addresses", Leaked.DEVICE), ("Email addresses", Leaked.EMAIL),
        ("Email messages", Leaked.MESSAGES), ("Phone numbers", Leaked.PHONE), ("Dates of birth", Leaked.BIRTHDATE),
        ("Government issued IDs", Leaked.NATIONAL_ID), ("Social security numbers", Leaked.NATIONAL_ID),
        ("Geographic locations", Leaked.LOCATION), ("Password hints", Leaked.SECURITY), ("Usernames", Leaked.USERNAME),
        ("Names", Leaked.NAME), ("Sexual orientations", Leaked.SENSITIVE), ("Spouses names", Leaked.FAMILY),
        ("Purchases", Leaked.MONEY), ("Employers", Leaked.WORKPLACE), ("Something new", Leaked.OTHER),
        ("Profile photos", Leaked.PHOTO), ("Education levels", Leaked.SCHOOL), ("Ages", Leaked.BIRTHDATE),
        ("Passwords", Leaked.PASSWORD), ("Languages", Leaked.OTHER),
    ],
)  # fmt: skip
def test_kinds_of_data_are_a_closed_list(word: str, kind: Leaked) -> None:
    assert kinds_of([word]) == (kind,)


def test_every_step_is_in_the_knowledge() -> None:
    checklist = load().checklist
    assert {step for steps in STEPS.values() for step in steps} | {OWNER} <= set(checklist)
    assert steps_for([Leaked.PASSWORD])[-1] == OWNER
