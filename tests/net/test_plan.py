"""What is agreed to is what is sent: the hash changes with everything that would be sent, and with nothing else."""

import dataclasses
import json

import pytest

from support.gates import line
from unlisted.model import Fact, Kind, Reason
from unlisted.net import Audience, Carried, Form, Method, Planned, Purpose, Settings, Url, allow, plan_of
from unlisted.net.errors import PlanDiffers, RelativeNotSent
from unlisted.net.faults import Fault
from unlisted.net.permits import Permit

NAME = Carried(fact="username-1", kind=Kind.USERNAME)
ONE = line("https://a.example/milena", "a", carries=(NAME,), control=Url.parse("https://a.example/xqzt"))
TWO = line("https://b.example/milena", "b", carries=(NAME,))


def keyed(text: str) -> str:
    return f"{hash(('key', text)) & (1 << 128) - 1:032x}"


@pytest.mark.parametrize(
    "changes",
    [
        {"url": Url.parse("https://a.example/other")},
        {"url": Url.parse("https://c.example/milena")},
        {"method": Method.POST},
        {"body": b"q=milena"},
        {"headers": (("X-Key", "k"),)},
        {"purpose": Purpose.SEARCH},
        {"carries": ()},
        {"carries": (dataclasses.replace(NAME, form=Form.HASH),)},
        {"visible_to": (Audience.SITE, Audience.BEHIND)},
        {"control": None},
        {"control": Url.parse("https://d.example/xqzt")},
        {"follow": False},
        {"id": "z"},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_a_changed_line_is_another_plan(changes: dict[str, object]) -> None:
    plan, other = plan_of([ONE, TWO]), plan_of([dataclasses.replace(ONE, **changes), TWO])
    with pytest.raises(PlanDiffers):
        other.agree(plan.digest(keyed), keyed)


def test_order_and_the_drawn_name_of_a_probe_change_nothing() -> None:
    drawn = dataclasses.replace(ONE, control=Url.parse("https://a.example/kwpr"))
    plan = plan_of([TWO, drawn])
    assert plan.agree(plan_of([ONE, TWO]).digest(keyed), keyed).plan == plan


def test_a_plan_with_facts_has_no_plain_hash() -> None:
    with pytest.raises(ValueError, match="keyed"):
        plan_of([ONE]).digest()
    assert len(plan_of([line("https://a.example/", purpose=Purpose.LINKS)]).digest()) == 32


def test_hosts_are_struck_with_the_probes_on_them() -> None:
    plan = plan_of([ONE, TWO])
    assert [one.id for one in plan.strike(["a.example"]).lines] == ["b"]
    assert plan.strike(["a.example"]).digest(keyed) != plan.digest(keyed)


def test_lines_are_grouped_by_what_they_disclose() -> None:
    open_way = line("http://a.example/milena", "c", carries=(NAME,))
    prefix = line("https://p.example/00000", "d", carries=(dataclasses.replace(NAME, form=Form.HASH_PREFIX),))
    groups = plan_of([ONE, open_way, TWO, prefix]).disclosures()
    assert [[one.id for one in group.lines] for group in groups] == [["a", "b"], ["c"], ["d"]]
    assert groups[1].audience == (Audience.SITE, Audience.WAY)
    assert groups[2].carries == ((Kind.USERNAME, Form.HASH_PREFIX),)


def test_line_ids_are_unique() -> None:
    with pytest.raises(ValueError, match="same id"):
        plan_of([ONE, dataclasses.replace(TWO, id="a")])


def test_the_plan_is_shown_whole_but_for_keys() -> None:
    secret = line("https://k.example/q", "k", headers=(("X-Key", "sesame"),), method=Method.POST, body=b"q=1")
    shown = json.loads(json.dumps(plan_of([ONE, secret]).document(keyed)))
    assert shown["hash"] == plan_of([ONE, secret]).digest(keyed)
    first, second = shown["requests"]
    assert (first["host"], first["path"], first["encrypted"]) == ("a.example", "/milena", True)
    assert first["carries"] == [{"fact": "username-1", "kind": "username", "form": "clear"}]
    assert first["control"] == {"host": "a.example", "path": "/xqzt"}
    assert (second["headers"], second["body"]) == (["x-key"], "q=1")
    assert "sesame" not in json.dumps(shown) + repr(secret)


@pytest.mark.parametrize(
    "fact",
    [
        Fact(id="father", kind=Kind.RELATIVE, value="Dragan", parts={}, relation="father"),
        Fact(id="his-home", kind=Kind.ADDRESS, value="Sutjeska 4", parts={}, of="father"),
    ],
)
def test_facts_of_relatives_do_not_travel(fact: Fact) -> None:
    with pytest.raises(RelativeNotSent):
        Carried.of(fact)


def test_a_fact_of_hers_travels() -> None:
    assert Carried.of(Fact(id="username-1", kind=Kind.USERNAME, value="milena", parts={})) == NAME


def permit(one: Planned, *, control: bool = False, **settings: object) -> Permit:
    made = Permit(one, Settings(**settings), control=control)
    made.first()
    return made


def why(permit: Permit, to: str) -> Reason:
    with pytest.raises(Fault) as fault:
        permit.redirect(Url.parse(to))
    return fault.value.reason


def test_one_retry_and_three_redirects() -> None:
    allowed = permit(ONE)
    assert [allowed.retry(), allowed.retry()] == [True, False]
    for n in range(3):
        assert allowed.redirect(Url.parse(f"https://www.a.example/{n}")).path == f"/{n}"
    assert why(allowed, "https://a.example/3") is Reason.REDIRECTS


def test_a_circle_ends_at_once() -> None:
    assert why(permit(ONE), "https://a.example/milena") is Reason.REDIRECTS


@pytest.mark.parametrize(
    ("to", "reason"),
    [
        ("https://evil.example/", Reason.LEADS_ELSEWHERE),
        ("https://a.example.evil.example/", Reason.LEADS_ELSEWHERE),
        ("http://a.example/", Reason.NOT_ENCRYPTED),
        ("https://a.example:8443/", Reason.ADDRESS_REFUSED),
        ("https://localhost/", Reason.ADDRESS_REFUSED),
    ],
)
def test_redirects_stay_within_the_site(to: str, reason: Reason) -> None:
    assert why(permit(ONE), to) is reason


def test_neighbours_under_a_public_suffix_are_other_sites() -> None:
    assert why(permit(line("https://milena.github.io/")), "https://stranger.github.io/") is Reason.LEADS_ELSEWHERE


def test_a_probe_stays_on_the_site_of_its_line() -> None:
    strange = dataclasses.replace(ONE, control=Url.parse("https://elsewhere.example/x"))
    with pytest.raises(Fault):
        permit(strange, control=True)
    with pytest.raises(Fault):
        permit(TWO, control=True)  # it has none
    permit(ONE, control=True)


def test_an_exception_is_no_way_to_another_exception() -> None:
    allowed = permit(line("http://127.0.0.1:8080/"), allowed=allow("127.0.0.1:8080", "10.0.0.1:80"))
    assert why(allowed, "http://10.0.0.1/") is Reason.LEADS_ELSEWHERE
