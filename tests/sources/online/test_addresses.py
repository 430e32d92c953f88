"""Links as she types them: what is asked, when two are one page, and which of her facts stand in them."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unlisted.facts import read_facts
from unlisted.model import Fact
from unlisted.net import Form, Url
from unlisted.net.errors import AddressUnfit
from unlisted.sources.online.addresses import NotAChannel, carried, is_link, named, names_relative, place_of

FACTS = """
[person]
country = "RS"
languages = ["sr"]
[[fact]]
id = "name"
kind = "name"
value = "Đurđa Primerović"
[[fact]]
id = "handle"
kind = "username"
value = "djura.p_77"
[[fact]]
id = "short"
kind = "username"
value = "djp"
[[fact]]
id = "mail"
kind = "email"
value = "djurdja@example.org"
[[fact]]
id = "mobile"
kind = "phone"
value = "064 000 0123"
[[fact]]
id = "home"
kind = "address"
value = "Izmišljena 17, 21000 Novi Sad"
[[fact]]
id = "born"
kind = "birthdate"
value = "1990-03-12"
[[fact]]
id = "father"
kind = "relative"
value = "Dragan Primerović"
relation = "father"
[[fact]]
id = "his-handle"
kind = "username"
value = "dragan_otac_1"
of = "father"
[[fact]]
id = "his-home"
kind = "address"
value = "Izmišljena 17, 21000 Novi Sad"
of = "father"
"""
KNOWN: tuple[Fact, ...] = tuple(read_facts(FACTS)[1])


def told(link: str) -> set[str]:
    return {one.fact for one in carried(Url.parse(link), KNOWN)}


@pytest.mark.parametrize(
    ("link", "facts"),
    [
        ("https://example.org/vesti/7", set()),
        ("https://example.org/djura.p_77", {"handle"}),
        ("https://example.org/DJURA.P_77?tab=1", {"handle"}),
        ("https://djura-p-77.example.org/", {"handle"}),
        ("https://example.org/u/djp", {"short"}),
        ("https://example.org/djpeg-alat", set()),  # three letters in a longer word are nobody
        ("https://example.org/ljudi/primerovic-djurdja", {"name"}),
        ("https://example.org/ljudi/durda-primerovic", {"name"}),
        ("https://example.org/Ђурђа_Примеровић", {"name"}),
        ("https://example.org/?q=%C4%90ur%C4%91a+Primerovi%C4%87", {"name"}),
        ("https://example.org/?e=djurdja%40example.org", {"mail"}),
        ("https://example.org/?e=djurdja%2540example.org", {"mail"}),
        ("https://example.org/broj/+381-64-000-01-23", {"mobile"}),
        ("https://example.org/broj/0640000123", {"mobile"}),
        ("https://example.org/izmisljena-17", {"home"}),
        ("https://example.org/12.03.1990", {"born"}),
        ("https://example.org/dragan-primerovic", set()),
    ],
)  # fmt: skip
def test_her_facts_are_found_in_links(link: str, facts: set[str]) -> None:
    assert told(link) == facts


def test_a_hash_of_her_address_is_told_as_one() -> None:
    for made in (hashlib.md5, hashlib.sha256):
        link = Url.parse(f"https://example.org/avatar/{made(b'djurdja@example.org').hexdigest()}?d=404")
        (one,) = carried(link, KNOWN)
        assert (one.fact, one.form) == ("mail", Form.HASH)


@pytest.mark.parametrize(
    ("link", "wanted"),
    [
        ("https://example.org/dragan.primerovic", True),
        ("https://example.org/dragan_otac_1/slike", True),
        ("https://example.org/djura.p_77", False),
        ("https://example.org/izmisljena-17", False),  # hers as well
        ("https://example.org/primerovic", False),
    ],
)
def test_links_about_relatives_are_told(link: str, wanted: bool) -> None:
    assert names_relative(Url.parse(link), KNOWN) is wanted


@given(st.sampled_from([fact for fact in KNOWN if fact.of is None and fact.relation is None and fact.id != "short"]),
       st.sampled_from(["/{}", "/a/{}/b", "/?q={}", "/x-{}-y"]), st.booleans())  # fmt: skip
def test_a_fact_as_typed_is_always_found(fact: Fact, path: str, upper: bool) -> None:
    link = Url.parse(
        "https://example.org" + path.format(fact.value.upper() if upper else fact.value).replace(" ", "%20")
    )
    assert fact.id in {one.fact for one in carried(link, KNOWN)}


@pytest.mark.parametrize(
    ("typed", "url", "channel", "before"),
    [
        ("https://example.org/a#b", "https://example.org/a", "", 0),
        ("http://example.org/a", "https://example.org/a", "", 0),  # never in the open
        ("https://t.me/Primer_Kanal", "https://t.me/s/primer_kanal", "primer_kanal", 0),
        ("t.me/s/primer_kanal", "https://t.me/s/primer_kanal", "primer_kanal", 0),
        ("https://t.me/s/primer_kanal?before=50", "https://t.me/s/primer_kanal?before=50", "primer_kanal", 50),
        ("https://t.me/primer_kanal/77", "https://t.me/s/primer_kanal?before=78", "primer_kanal", 78),
        ("https://telegram.me/primer_kanal", "https://t.me/s/primer_kanal", "primer_kanal", 0),
        ("telegram.dog/primer_kanal", "https://t.me/s/primer_kanal", "primer_kanal", 0),
        ("www.telegram.me/s/primer_kanal/", "https://t.me/s/primer_kanal", "primer_kanal", 0),
        ("t.me/@Primer_Kanal", "https://t.me/s/primer_kanal", "primer_kanal", 0),
        ("https://primer_kanal.t.me", "https://t.me/s/primer_kanal", "primer_kanal", 0),
        ("primer_kanal.t.me/77", "https://t.me/s/primer_kanal?before=78", "primer_kanal", 78),
        ("tg://resolve?domain=Primer_Kanal", "https://t.me/s/primer_kanal", "primer_kanal", 0),
        ("tg:resolve?domain=primer_kanal&post=77", "https://t.me/s/primer_kanal?before=78", "primer_kanal", 78),
        ("https://t.me/+AbCdEf", "https://t.me/+AbCdEf", "", 0),
        ("https://t.me/joinchat/AbCdEf", "https://t.me/joinchat/AbCdEf", "", 0),
        ("https://t.me/c/123/4", "https://t.me/c/123/4", "", 0),
    ],
)
def test_what_a_link_asks(typed: str, url: str, channel: str, before: int) -> None:
    assert is_link(typed)
    place = named(typed)
    assert (str(place.url), place.channel, place.before) == (url, channel, before)
    assert (place.target, place.kept) == (typed, typed)


@pytest.mark.parametrize(
    "typed", ["tg://join?invite=AbCdEf", "tg://privatepost?channel=1&post=2", "tg://resolve?domain=a/b", "tg://"]
)
def test_what_the_app_alone_can_open_is_no_channel(typed: str) -> None:
    assert is_link(typed)
    with pytest.raises(NotAChannel):
        named(typed)


def test_a_channel_by_its_name() -> None:
    place = named("@Primer_Kanal", channel=True)
    assert (str(place.url), place.kept) == ("https://t.me/s/primer_kanal", "https://t.me/Primer_Kanal")
    for wrong in ("@ab", "@ime/../x", "nema razmaka", ""):
        with pytest.raises(NotAChannel):
            named(wrong, channel=True)


@pytest.mark.parametrize("typed", ["https://her:secret@example.org/", "https://", "http:///x", "https://exa mple.org/"])
def test_what_is_no_link_is_refused(typed: str) -> None:
    with pytest.raises(AddressUnfit):
        named(typed)


@pytest.mark.parametrize(
    ("final", "stated", "place"),
    [
        ("https://www.example.org/a?utm_source=x&b=1", "https://example.org/a?b=1", "https://example.org/a?b=1"),
        ("https://example.org/a/", "http://www.example.org/a", "http://www.example.org/a"),
        ("https://example.org/a?fbclid=1", "", "https://example.org/a"),
        ("https://example.org/a?page=2", "https://example.org/a", "https://example.org/a?page=2"),
        ("https://example.org/a", "https://example.org/", "https://example.org/a"),  # one address for all pages
        ("https://example.org/a", "https://other.example/a", "https://example.org/a"),  # a lie
        ("https://example.org/a", "javascript:alert(1)", "https://example.org/a"),
    ],
)
def test_a_page_is_taken_at_its_word_for_spelling_only(final: str, stated: str, place: str) -> None:
    assert place_of(Url.parse(final), stated) == place
