"""Sites of accounts: every rule holds for its own examples and for nothing that is merely an error."""

from __future__ import annotations

import pytest

from unlisted.knowledge import AccountSite, load
from unlisted.knowledge.rules import Answer, Says, asked, example, holds, leads, says
from unlisted.knowledge.sites import SENSITIVE, AnswerRule, Example, NameRule

SITES = load().sites
RULED = [pytest.param(site, id=site.id) for site in SITES.values() if site.present and site.absent]
NAMES = ("primer_1987", "Primer-87", "primer")

# What comes back when something is wrong: never a "no", and never a "yes".
FAULTS = (
    Example(status=403, text="<h1>403 Forbidden</h1>"),
    Example(status=403, text="<title>Just a moment...</title>"),
    Example(status=429, text="Too Many Requests"),
    Example(status=500, text="Internal Server Error"),
    Example(status=503, text="<title>Service Unavailable</title>"),
    Example(status=200, text=""),
    Example(status=200, text='<title>Security check</title><div class="g-recaptcha"></div>'),
    Example(status=200, text="<title>Log in</title><form action='/login'><input type=password></form>"),
    Example(status=302, text="", leads_to="/login?next=%2F"),
)


def made(site: AccountSite, of: Example, name: str) -> Says:
    assert site.present
    assert site.absent
    return says(site.present, site.absent, example(of, name, site.domain), name)


def names_of(site: AccountSite) -> list[str]:
    fitting = [fit for name in NAMES if (fit := asked(site.username, name))]
    assert fitting, "no ordinary name fits the rule"
    return fitting


@pytest.mark.parametrize("site", RULED)
def test_rules_hold_for_their_own_examples(site: AccountSite) -> None:
    for name in names_of(site):
        for of in site.should_present:
            assert made(site, of, name) is Says.PRESENT, of
        for of in site.should_absent:
            assert made(site, of, name) is Says.ABSENT, of
        for of in site.should_neither:
            assert made(site, of, name) is Says.NEITHER, of


@pytest.mark.parametrize("site", RULED)
def test_faults_are_neither(site: AccountSite) -> None:
    own = {(of.status, of.text) for of in (*site.should_present, *site.should_absent)}
    for of in FAULTS:
        if (of.status, of.text) not in own:
            assert made(site, of, names_of(site)[0]) is Says.NEITHER, of


def test_a_rule_that_takes_a_fault_for_an_answer_is_found() -> None:
    careless = AnswerRule(status=(200,))
    with pytest.raises(AssertionError):
        assert not holds(careless, example(FAULTS[6], "primer", "example.org"), "primer")


@pytest.mark.parametrize("site", [pytest.param(site, id=site.id) for site in SITES.values()])
def test_every_site_is_of_use(site: AccountSite) -> None:
    assert site.profile or (site.start and site.look)
    for template in (site.profile, site.probe):
        if template:
            host = template.split("/")[2].replace("{username}", "x")
            assert host == site.domain or host.endswith("." + ".".join(site.domain.split(".")[-2:])) or site.probe
    if site.automatic:
        assert site.present
        assert site.absent


def test_a_domain_stands_once() -> None:
    domains = [site.domain for site in SITES.values()]
    assert len(domains) == len(set(domains)), sorted({d for d in domains if domains.count(d) > 1})


def test_statistics_count_them() -> None:
    from datetime import date

    stats = load().stats(date(2026, 11, 25))
    assert stats["account_sites"] == len(SITES) >= 10
    assert 0 < stats["account_sites_automatic"] <= stats["account_sites"]


def test_sensitive_ones_are_marked() -> None:
    assert {category.value for category in SENSITIVE} == {"dating", "health", "adult", "political", "religion"}


@pytest.mark.parametrize(
    ("rule", "name", "expected"),
    [
        (NameRule(also="._-"), "Ana.P_1", "Ana.P_1"),
        (NameRule(also="_"), "Ana.P", None),
        (NameRule(also="_", lowered=True), "Ana_P", "ana_p"),
        (NameRule(drops="."), "ana.p", "anap"),
        (NameRule(shortest=5), "anap", None),
        (NameRule(longest=3), "anap", None),
        (NameRule(), "šana", None),
        (NameRule(any_letter=True), "šana", "šana"),
        (NameRule(also=" "), "ana p", "ana p"),
        (NameRule(), "", None),
    ],
)
def test_names_are_asked_in_the_spelling_the_site_knows(rule: NameRule, name: str, expected: str | None) -> None:
    assert asked(rule, name) == expected


@pytest.mark.parametrize(
    ("shape", "host", "target", "expected"),
    [
        ("/", "example.org", "/", True),
        ("/", "example.org", "/ana", False),
        ("/login*", "example.org", "/login?next=/ana", True),
        ("/login*", "example.org", "/ana/login", False),
        ("*login*", "example.org", "/ana/login", True),
        ("/u/{username}", "example.org", "/u/ANA", True),
        ("https://www.example.org/*", "www.example.org", "/404", True),
        ("https://www.example.org/*", "evil.example", "/www.example.org/", False),
        ("/a*a", "example.org", "/a", False),
        ("/a*b*c", "example.org", "/axbyc", True),
        ("/a*b*c", "example.org", "/axcyb", False),
    ],
)
def test_shapes_of_addresses(shape: str, host: str, target: str, expected: bool) -> None:
    assert leads(shape, Answer(status=302, text="", host=host, target=target), "ana") is expected


def test_what_was_not_read_to_its_end_lacks_nothing() -> None:
    rule = AnswerRule(status=(200,), has=("profile",), lacks=("not found",))
    page = Answer(status=200, text="profile", host="example.org", target="/", cut=True)
    assert not holds(rule, page, "ana")
    assert holds(rule, Answer(status=200, text="profile", host="example.org", target="/"), "ana")
