"""What may be connected to: every spelling of what is not public is refused, and nothing is asked but what was read."""

import ipaddress

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from unlisted.model import Reason
from unlisted.net import Settings, Url, allow, site
from unlisted.net.addresses import is_public, read_url, refusal
from unlisted.net.errors import AddressUnfit, HostSettingUnfit

HOSTILE = [
    "https://localhost/", "https://LOCALHOST/", "https://localhost./", "https://foo.localhost/",
    "https://localhost.localdomain/", "https://ip6-localhost/", "https://127.0.0.1/", "https://127.0.0.1./",
    "https://127.1/", "https://127.0.1/", "https://2130706433/", "https://0x7f000001/", "https://0x7f.0.0.1/",
    "https://0x7f.1/", "https://0177.0.0.1/", "https://017700000001/", "https://0/", "https://0.0.0.0/",
    "https://127.000.000.001/", "https://[::1]/", "https://[::]/", "https://[0:0:0:0:0:0:0:1]/",
    "https://[::ffff:127.0.0.1]/", "https://[::ffff:7f00:1]/", "https://[::127.0.0.1]/", "https://[64:ff9b::7f00:1]/",
    "https://[2002:7f00:1::]/", "https://[2001:0:53aa:64c:0:0:80ff:fffe]/", "https://[fe80::1]/",
    "https://[fe80::1%25eth0]/", "https://[fc00::1]/", "https://[fd00:ec2::254]/", "https://[ff02::1]/",
    "https://10.0.0.1/", "https://172.16.0.1/", "https://192.168.1.1/", "https://169.254.169.254/latest/meta-data/",
    "https://2852039166/", "https://100.100.100.200/", "https://100.64.0.1/", "https://168.63.129.16/",
    "https://192.0.0.192/", "https://198.18.0.1/", "https://224.0.0.1/", "https://255.255.255.255/",
    "https://metadata.google.internal/", "https://router.lan/", "https://printer.local/", "https://nas.home/",
    "https://intranet/", "https://１２７.０.０.１/", "https://127。0。0。1/", "https://ⓛocalhost/", "https://loc\u00adalhost/",
    "https://①②⑦.⓪.⓪.①/", "https://exa\u200bmple.org/", "https://example.org@127.0.0.1/", "https://user:pass@example.org/",
    "https://127.0.0.1#@example.org/", "https://127.0.0.1\\@example.org/", "https://example.org\\.evil.example/",
    "https://example.org:22/", "https://example.org:8443/", "https://example.org:0/", "https://example.org:99999/",
    "https://example.org:/", "https://example.org:0443/", "https://example.org:443:443/", "https://example.org./",
    "https://example..org/", "https://.example.org/", "https://-example.org/", "https://ex%61mple.org/",
    "https://127.0.0.1%00.example.org/", "https://example.org%2f@evil.example/", "https://ex ample.org/",
    "https://example.org\t.evil.example/", "https://exam\nple.org/", "https://xn--zzzzzzzzz--a.example/", "https://xn--/",
    "https:///etc/passwd", "https://", "https:example.org", "//example.org/", "file:///etc/passwd", "ftp://example.org/",
    "gopher://example.org/", "javascript:alert(1)", "data:text/html,x", "http://[::1", "https://[v1.x]/", "https://[]/",
    "https://abcdefghijklmnop.onion/", "https://1.0.0.127.in-addr.arpa/", "https://example.0x7f/", "https://example.123/",
    "https://" + "a" * 64 + ".example/", "https://" + "a." * 130 + "example/", "https://example.org/" + "a" * 9000,
    "http://example.org/", "http://example.org:443/", "https://example.org:80/",
]  # fmt: skip


def refused(text: str, **how: object) -> bool:
    url = read_url(text)
    return url is None or refusal(url, **how) is not None


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_hostile_spellings_are_refused(text: str) -> None:
    assert refused(text)


def test_there_are_at_least_forty() -> None:
    assert len(set(HOSTILE)) >= 40


def test_the_corpus_can_fail() -> None:
    """What is usually written instead lets most of it through."""

    def naive(text: str) -> bool:
        try:
            host = httpx.URL(text).host
            return host == "localhost" or not ipaddress.ip_address(host).is_global
        except (httpx.InvalidURL, ValueError):
            return False

    assert sum(not naive(text) for text in HOSTILE) > 40


@pytest.mark.parametrize(
    ("text", "host"),
    [
        ("https://example.org", "example.org"),
        ("https://EXAMPLE.org:443/a", "example.org"),
        ("https://žurnal.rs/", "xn--urnal-tib.rs"),
        ("https://xn--urnal-tib.rs/", "xn--urnal-tib.rs"),
        ("https://президент.рф/", "xn--d1abbgf6aiiy.xn--p1ai"),
        ("https://a_b.example.org/", "a_b.example.org"),
        ("https://1and1.com/", "1and1.com"),
        ("https://example.org/?q=a b#part", "example.org"),
    ],
)
def test_ordinary_addresses_are_taken(text: str, host: str) -> None:
    url = Url.parse(text)
    assert url.host == host
    assert refusal(url) is None


def test_an_address_that_is_none_says_so() -> None:
    with pytest.raises(AddressUnfit):
        Url.parse("no address")


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True), ("8.8.8.8", True), ("172.32.0.1", True), ("100.128.0.1", True),
        ("2606:2800:220:1:248:1893:25c8:1946", True), ("2a00:1450:4001:830::200e", True),
        ("127.0.0.1", False), ("10.1.2.3", False), ("169.254.169.254", False), ("100.64.0.1", False),
        ("192.168.0.1", False), ("172.31.255.255", False), ("0.0.0.1", False), ("224.0.0.251", False),
        ("240.0.0.1", False), ("192.0.2.1", False), ("198.51.100.7", False), ("203.0.113.9", False),
        ("168.63.129.16", False), ("::1", False), ("::", False), ("::ffff:8.8.8.8", False), ("64:ff9b::808:808", False),
        ("2002:808:808::1", False), ("2001::1", False), ("2001:db8::1", False), ("fe80::1", False),
        ("fe80::1%eth0", False), ("2a00:1450::1%eth0", False), ("fd00:ec2::254", False), ("ff02::1", False),
        ("fec0::1", False), ("example.org", False), ("", False),
    ],
)  # fmt: skip
def test_public_addresses(address: str, public: bool) -> None:
    assert is_public(address) is public


@given(st.ip_addresses())
def test_nothing_is_public_that_python_says_is_not(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> None:
    assert not (is_public(str(address)) and not address.is_global)


def test_exceptions_are_for_one_host_and_port_only() -> None:
    allowed = allow("127.0.0.1:8080", "searx.lan:80", "[::1]:8888")
    assert refusal(Url.parse("http://127.0.0.1:8080/search"), allowed=allowed) is None
    assert refusal(Url.parse("http://searx.lan/"), allowed=allowed) is None
    assert refusal(Url.parse("http://[0::1]:8888/"), allowed=allowed) is None
    assert refused("http://127.0.0.1:8081/", allowed=allowed)
    assert refused("http://127.0.0.2:8080/", allowed=allowed)
    assert refused("http://searx.lan:8080/", allowed=allowed)


@pytest.mark.parametrize("host", ["127.0.0.1", "", ":80", "a b:80", "a:80/x", "http://a:80", "a@b:80", "[::1]", "a:b"])
def test_an_exception_that_is_no_host_and_port_says_so(host: str) -> None:
    with pytest.raises(HostSettingUnfit):
        allow(host)


def test_plain_http_is_refused_unless_it_was_set() -> None:
    url = Url.parse("http://example.org/")
    assert refusal(url) is Reason.NOT_ENCRYPTED
    assert refusal(url, plain_http=True) is None
    assert not Settings().plain_http


def test_onion_names_are_asked_through_a_proxy_only() -> None:
    url = Url.parse("https://abcdefghijklmnop.onion/")
    assert refusal(url) is Reason.ADDRESS_REFUSED
    assert refusal(url, proxied=True) is None


@given(st.text(), st.text(alphabet="abc.:/@[]%\\?#0x127\u3002１ⓛ-_"))
def test_whatever_is_read_reads_the_same_again(text: str, host: str) -> None:
    for one in (text, f"https://{host}", f"https://example.org/{text}", f"https://example.org?{text}"):
        url = read_url(one)
        if url is not None:
            assert read_url(str(url)) == url
            assert str(url).isascii()


@given(st.text(max_size=60))
def test_what_leads_on_never_raises(text: str) -> None:
    read_url(text, Url.parse("https://example.org/a/b?c"))


@pytest.mark.parametrize(
    ("host", "registered"),
    [
        ("www.example.co.rs", "example.co.rs"), ("a.b.example.com", "example.com"),
        ("milena.github.io", "milena.github.io"),
        ("127.0.0.1", "127.0.0.1"), ("com", "com"), ("a.xn--90a3ac", "a.xn--90a3ac"),
        ("x.blogspot.com", "x.blogspot.com"),
    ],
)  # fmt: skip
def test_sites(host: str, registered: str) -> None:
    assert site(host) == registered
