"""Registrations: which of her facts they show, what is withheld, what was not asked; and answers that lie."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support.results import reply, unknown
from unlisted.answers import NoAnswer
from unlisted.cli.domains import STEPS, shipped
from unlisted.cli.search import seer
from unlisted.domains import (
    Registration,
    Servers,
    by_hand,
    domains,
    follow_ups,
    judge,
    missing,
    requests,
    servers,
    together,
)
from unlisted.facts import read_facts
from unlisted.knowledge import load
from unlisted.match import compile_facts
from unlisted.model import Kind, Reason, State

_PERSON, FACTS = read_facts("""
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
[[fact]]
id = "mobile"
kind = "phone"
value = "064 000 0123"
[[fact]]
id = "mail"
kind = "email"
value = "milena@nepostojeci-primer.org"
[[fact]]
id = "site"
kind = "website"
value = "https://www.nepostojeci-primer.org/"
[[fact]]
id = "srpski"
kind = "website"
value = "nepostojeci-primer.rs"
[[fact]]
id = "profile"
kind = "website"
value = "https://facebook.com/nepostojeci.primer"
[[fact]]
id = "webmail"
kind = "email"
value = "milena.primer@gmail.com"
""")
SEEN = seer(compile_facts(FACTS))
KNOWN = Servers(by_ending={"org": "https://rdap.example.net/"})
SITE = next(one for one in domains(FACTS) if one.fact.id == "site")
((LINE, _domain),) = requests([SITE], KNOWN).values()
NAME = "nepostojeci-primer.org"


def card(**fields: object) -> list[object]:
    more = {"tel": "uri"}
    return [
        "vcard",
        [["version", {}, "text", "4.0"], *([key, {}, more.get(key, "text"), value] for key, value in fields.items())],
    ]


def contact(*roles: str, **fields: object) -> dict[str, object]:
    return {"objectClassName": "entity", "roles": list(roles), "vcardArray": card(**fields)}


def answer(*entities: dict[str, object], **more: object) -> dict[str, object]:
    return {"objectClassName": "domain", "ldhName": NAME.upper(), "entities": list(entities), **more}


HERS = contact(
    "registrant", fn="Milena Primerovic", email="milena@nepostojeci-primer.org", tel="tel:+381.640000123",
    adr=["", "", "Izmisljena 17", "Novi Sad", "", "21000", "RS"],
)  # fmt: skip
REGISTRAR = {
    **contact("registrar", fn="Kan Registrar"),
    "entities": [contact("abuse", tel="tel:+1.5550100", email="abuse@kan.example.net")],
}


def said(body: object, status: int = 200, **more: object) -> Registration:
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    return judge(SITE, LINE, reply(LINE.id, data, status, **more), seen=SEEN)


def related(href: str) -> dict[str, object]:
    return {"links": [{"rel": "self", "href": "https://kan.example.net/"}, {"rel": "related", "href": href}]}


# --- which names ---


def test_only_names_she_holds_are_asked_about() -> None:
    assert {one.name for one in domains(FACTS)} == {NAME, "nepostojeci-primer.rs"}
    assert [one.name for one in domains(FACTS, ["mail"])] == [NAME]
    assert [one.fact.id for one in domains(FACTS, ["nepostojeci-primer.rs"])] == ["srpski"]
    assert missing(FACTS, ["site", "other.example.com", "me"]) == ("other.example.com", "me")
    assert (LINE.url.host, LINE.url.path) == ("rdap.example.net", f"/domain/{NAME}")
    assert [(one.fact, one.kind) for one in LINE.carries] == [("site", Kind.WEBSITE)]


def test_a_relatives_site_is_not_hers() -> None:
    _person, facts = read_facts(
        '[person]\ncountry = "RS"\n[[fact]]\nid = "f"\nkind = "relative"\nrelation = "father"\nvalue = "Dragan Ilić"\n'
        '[[fact]]\nid = "his"\nkind = "workplace"\nvalue = "Firma Zmišljena"\nof = "f"\n'
    )
    assert not domains(facts)
    assert not domains(facts, ["his", "f"])


def test_names_in_cyrillic_are_asked_in_their_ascii_form() -> None:
    _person, facts = read_facts('[person]\ncountry = "RS"\n[[fact]]\nkind = "website"\nvalue = "пример.срб"\n')
    (one,) = domains(facts)
    assert one.name == "xn--e1afmkfd.xn--90a3ac"
    assert by_hand(one, load().brokers.values()).page == "https://www.rnids.rs/en/whois"


def test_endings_without_a_server_have_a_page() -> None:
    serbian = next(one for one in domains(FACTS) if one.ending == "rs")
    assert not requests([serbian], shipped())
    there = by_hand(serbian, load().brokers.values())
    assert (there.state, there.reason, there.page) == (
        State.UNKNOWN, Reason.BY_HAND, "https://www.rnids.rs/en/whois",
    )  # fmt: skip
    assert by_hand(SITE, ()).page == "https://www.iana.org/domains/root/db/org.html"


# --- the list of servers ---


def test_the_list_that_is_shipped_can_be_read() -> None:
    known = shipped()
    assert known.base("x.example.com") == "https://rdap.verisign.com/com/v1/"
    assert known.base("example.rs") is None
    assert known.day


def test_the_longest_ending_counts_and_only_with_tls() -> None:
    services = [
        [["org"], ["http://plain.example.net/"]],
        [["net"], ["http://p.example.net/", "https://s.example.net"]],
        [["pp.net"], ["https://longer.example.net/"]],
    ]
    body = {"services": services, "publication": "2026-11-01T00:00:00Z"}
    known = servers(json.dumps(body).encode())
    assert isinstance(known, Servers)
    assert known.base("a.org") is None
    assert known.base("a.net") == "https://s.example.net/"
    assert known.base("a.pp.net") == "https://longer.example.net/"
    assert known.day == "2026-11-01"
    assert isinstance(servers(b"{}"), NoAnswer)
    assert isinstance(servers(b"[" * 100_000), NoAnswer)


# --- what is shown ---


def test_her_facts_are_seen_and_values_of_others_are_not_told() -> None:
    found = said(answer(HERS, REGISTRAR, contact("technical", fn="Kanarinac Kan")))
    assert found.state is State.SEEN
    assert {one.fact for one in found.facts} == {"me", "home", "mobile", "mail"}
    assert found.shown == (Kind.NAME, Kind.EMAIL, Kind.PHONE, Kind.ADDRESS)
    assert "kan" not in repr(found).casefold()


def test_the_trade_is_not_whoever_holds_it() -> None:
    found = said(answer(REGISTRAR))
    assert (found.state, found.shown, found.hidden) == (State.CLEAR, (), 0)


def test_what_is_withheld_is_counted_by_value_and_by_list() -> None:
    hidden = contact(
        "registrant", fn="REDACTED FOR PRIVACY", org="Data Protected", email="Please use the private form",
        adr=["", "", "", "", "", "", ""],
    )  # fmt: skip
    found = said(answer(hidden, redacted=[{"name": {"type": "Registrant Phone"}, "method": "removal"}]))
    assert (found.state, found.shown, found.hidden) == (State.CLEAR, (), 4)
    unlisted = said(answer(contact("registrant", fn="REDACTED", tel="tel:+381.640000123")))
    assert [one.fact for one in unlisted.facts] == ["mobile"]  # what is not said to be withheld is tested all the same
    assert unlisted.shown == (Kind.PHONE,)


def test_an_address_in_one_piece_is_read() -> None:
    label = contact("registrant", fn="x")
    label["vcardArray"][1].append(["adr", {"label": "Izmišljena 17\n21000 Novi Sad"}, "text", [""] * 7])  # type: ignore[index]
    assert {one.fact for one in said(answer(label)).facts} == {"home"}


def test_surname_first_and_remarks_are_read() -> None:
    odd = {
        **contact("registrant", n=["Primerović", "Milena", "", "", ""]),
        "remarks": [{"description": ["064/000-0123"]}],
    }
    assert {one.fact for one in said(answer(odd)).facts} == {"me", "mobile"}


# --- the registrar ---


def test_a_register_that_points_on_is_not_clear() -> None:
    found = said(answer(REGISTRAR, **related(f"https://rdap.kan.example.net/domain/{NAME.upper()}")))
    assert (found.state, found.reason) == (State.UNKNOWN, Reason.LEADS_ELSEWHERE)
    ((line, _domain),) = follow_ups([found]).values()
    assert line.url.host == "rdap.kan.example.net"
    assert "kan" not in repr(found)
    whole = together(found, said(answer(HERS)))
    assert (whole.state, whole.follow) == (State.SEEN, None)
    assert together(found, said(answer())).state is State.CLEAR
    assert together(found, said(b"", 503)).state is State.UNKNOWN
    both = together(said(answer(HERS, **related(f"https://k.example.net/domain/{NAME}"))), said(b"", 429))
    assert both.state is State.UNKNOWN
    assert both.facts


@pytest.mark.parametrize(
    "href",
    [
        f"http://rdap.kan.example.net/domain/{NAME}",
        "https://rdap.kan.example.net/domain/another.org",
        f"https://rdap.kan.example.net/domain/{NAME}?who=milena",
        f"https://user@rdap.kan.example.net/domain/{NAME}",
        "javascript:alert(1)",
        str(LINE.url),
    ],
)
def test_an_answer_does_not_choose_what_is_asked(href: str) -> None:
    assert said(answer(**related(href))).follow is None


# --- what is no answer ---


@pytest.mark.parametrize(
    ("body", "status", "reason"),
    [
        (b"", 404, Reason.NOT_FOUND),
        (b"", 429, Reason.ASKED_TO_WAIT),
        (b"", 500, Reason.REFUSED),
        (b"<html>", 200, Reason.ODD_REPLY),
        ({}, 200, Reason.ODD_REPLY),
        ({"objectClassName": "domain", "ldhName": "another.org"}, 200, Reason.ODD_REPLY),
        ({"errorCode": 404}, 200, Reason.ODD_REPLY),
        (b"[" * 300_000, 200, Reason.ODD_REPLY),
    ],
)
def test_what_is_no_answer_is_unknown(body: object, status: int, reason: Reason) -> None:
    found = said(body, status)
    assert (found.state, found.reason) == (State.UNKNOWN, reason)


def test_what_did_not_come_is_unknown() -> None:
    assert judge(SITE, LINE, unknown(LINE.id), seen=SEEN).reason is Reason.NOT_CONNECTED
    assert said(answer(), cut=True).reason is Reason.TRUNCATED


def test_entities_without_end_are_bounded() -> None:
    nest: dict[str, object] = contact("registrant", fn="x")
    for _ in range(300):
        nest = {**contact("registrant", fn="x"), "entities": [nest] * 2}
    assert said({**answer(), "entities": [contact("registrant", fn="x")] * 5000}).state is State.CLEAR


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(
        st.sampled_from(["entities", "roles", "vcardArray", "links", "rel", "href", "redacted", "remarks"]),
        inner, max_size=4,
    ),
    max_leaves=20,
)  # fmt: skip


@given(st.dictionaries(st.sampled_from(["entities", "links", "redacted", "remarks"]), JSON, max_size=4))
@settings(deadline=None)
def test_no_shape_breaks_the_judge(more: dict[str, object]) -> None:
    assert said({**answer(), **more}).state in State


def test_every_step_is_in_the_knowledge() -> None:
    assert set(STEPS) <= set(load().checklist)
