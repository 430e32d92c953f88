"""Pictures, profiles, keys and commits: what answers to her address or account, and which of her facts stand there."""

import base64
import hashlib
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support.results import reply, unknown
from unlisted.answers import NoAnswer
from unlisted.cli.keys import STEPS
from unlisted.cli.search import seer
from unlisted.facts import read_facts
from unlisted.keys import (
    WHICH,
    WHOSE,
    At,
    Repositories,
    Service,
    Trace,
    account_requests,
    commit_requests,
    gravatar_requests,
    judge,
    judge_commits,
    openpgp_requests,
    repositories,
)
from unlisted.knowledge import load
from unlisted.match import compile_facts
from unlisted.model import How, Reason, State
from unlisted.net import Form
from unlisted.net.errors import RelativeNotSent
from unlisted.openpgp import user_ids

_PERSON, FACTS = read_facts("""
[person]
country = "RS"
[[fact]]
id = "me"
kind = "name"
value = "Milena Primerović"
public = true
[[fact]]
id = "mail"
kind = "email"
value = "Milena@Primer.example.org"
[[fact]]
id = "handle"
kind = "username"
value = "milena-primer"
""")
MAIL = next(fact for fact in FACTS if fact.id == "mail")
HANDLE = next(fact for fact in FACTS if fact.id == "handle")
SEEN = seer(compile_facts(FACTS))
DIGEST = hashlib.sha256(b"milena@primer.example.org").hexdigest()


def packet(tag: int, body: bytes, *, old: bool = False) -> bytes:
    if old:
        return bytes([0x80 | tag << 2 | 1]) + len(body).to_bytes(2, "big") + body
    size = bytes([len(body)]) if len(body) < 192 else b"\xff" + len(body).to_bytes(4, "big")
    return bytes([0xC0 | tag]) + size + body


def armoured(*packets: bytes, checksum: bool = True) -> bytes:
    body = base64.encodebytes(b"".join(packets)).decode()
    return (
        "-----BEGIN PGP PUBLIC KEY BLOCK-----\r\nComment: kan\r\n\r\n"
        f"{body}{'=AAAA' if checksum else ''}\n-----END PGP PUBLIC KEY BLOCK-----\n"
    ).encode()


KEY = armoured(packet(6, b"k" * 300), packet(13, "Milena Primerović <milena@primer.example.org>".encode(), old=True))


def said(service: Service, body: object, status: int = 200, **more: object) -> Trace:
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    return judge(MAIL, service, reply("x", data, status, **more), seen=SEEN)


# --- what leaves ---


def test_gravatar_gets_a_hash_and_the_plan_says_that_it_can_be_guessed() -> None:
    lines = [line for line, _fact, _service in gravatar_requests([MAIL], At()).values()]
    assert [line.url.path for line in lines] == [f"/avatar/{DIGEST}?d=404", f"/v3/profiles/{DIGEST}"]
    assert {one.form for line in lines for one in line.carries} == {Form.HASH}


def test_the_key_server_gets_the_address_and_the_plan_says_so() -> None:
    ((line, _fact, _service),) = openpgp_requests([MAIL], At()).values()
    assert line.url.path == "/vks/v1/by-email/milena%40primer.example.org"
    assert [one.form for one in line.carries] == [Form.CLEAR]


def test_a_relatives_facts_are_not_carried() -> None:
    from dataclasses import replace

    with pytest.raises(RelativeNotSent):
        openpgp_requests([replace(MAIL, of="father")], At())


# --- keys ---


def test_names_of_a_key_are_read() -> None:
    assert user_ids(KEY) == ["Milena Primerović <milena@primer.example.org>"]
    assert user_ids(armoured(packet(13, b"A <a@example.org>"), packet(13, b"B"), checksum=False)) == [
        "A <a@example.org>", "B",
    ]  # fmt: skip
    assert user_ids(b"<html>") is None
    assert user_ids(armoured(packet(13, b"A"))[:-40]) is None
    assert user_ids(armoured(b"\xcd\xff\xff\xff\xff\xff", packet(13, b"A"))) == []


@given(st.binary(max_size=300))
def test_no_bytes_break_the_reading_of_a_key(data: bytes) -> None:
    user_ids(armoured(data))
    user_ids(data)


def test_a_published_key() -> None:
    found = said(Service.OPENPGP, KEY)
    assert found.state is State.SEEN
    assert {one.fact for one in found.facts} == {"me", "mail"}
    assert said(Service.OPENPGP, b"No key found", 404).state is State.CLEAR
    assert said(Service.OPENPGP, b"<html>", 200).reason is Reason.ODD_REPLY


# --- Gravatar ---


def test_a_picture_and_a_profile() -> None:
    image = {"content-type": "image/jpeg"}
    picture = said(Service.AVATAR, b"", headers=image)
    assert (picture.state, [one.how for one in picture.facts]) == (State.SEEN, [How.HASH])
    assert said(Service.AVATAR, b"", headers={"content-type": "text/html"}).reason is Reason.ODD_REPLY
    profile = {"display_name": "Milena P.", "description": "x", "verified_accounts": [{"url": "https://kan.example/milena-primer"}],
               "location": "kan", "job_title": "Milena Primerović"}  # fmt: skip
    found = said(Service.PROFILE, profile)
    assert {one.fact for one in found.facts} == {"mail", "me", "handle"}
    assert "kan" not in repr(found)
    for service in (Service.AVATAR, Service.PROFILE):
        assert said(service, b"", 404).state is State.CLEAR
        assert said(service, b"", 429).reason is Reason.ASKED_TO_WAIT
        assert said(service, b"", 500).state is State.UNKNOWN
    assert said(Service.PROFILE, b"[" * 100_000).reason is Reason.ODD_REPLY
    assert judge(MAIL, Service.AVATAR, unknown("x"), seen=SEEN).reason is Reason.NOT_CONNECTED


@given(body=st.binary(max_size=200), service=st.sampled_from([Service.AVATAR, Service.PROFILE, Service.OPENPGP]))
@settings(deadline=None)
def test_noise_is_never_none_found(body: bytes, service: Service) -> None:
    assert said(service, body).state is not State.CLEAR


# --- GitHub ---


def account(login: str = "Milena-Primer", listed: object = None, status: int = 200) -> Repositories | NoAnswer:
    repos = [{"name": "kan-1"}, {"name": "kan-2", "fork": True}, {"name": "kan-3", "private": True}, {"name": "kan-4"}]
    results = [
        reply(WHOSE, json.dumps({"login": login}).encode(), status),
        reply(WHICH, json.dumps(repos if listed is None else listed).encode()),
    ]
    return repositories([HANDLE], results)


def commits(*people: tuple[str, str]) -> bytes:
    made = [
        {"commit": {"author": {"name": name, "email": mail}, "committer": {"name": "GitHub", "email": "noreply@x"}}}
        for name, mail in people
    ]
    return json.dumps(made).encode()


def test_only_the_account_that_the_token_proves_is_read() -> None:
    hers = account()
    assert isinstance(hers, Repositories)
    assert len(hers.names) == 2
    assert "kan" not in repr(hers)
    somebody = account("somebody-else")
    assert isinstance(somebody, NoAnswer)
    assert somebody.reason is Reason.KEY_REFUSED
    for wrong in (account(status=401), account(listed={}), repositories([HANDLE], [])):
        assert isinstance(wrong, NoAnswer)
    lines = account_requests([HANDLE], "token-1", At())
    assert all("token-1" not in repr(line) + str(line.url) for line in lines)
    asked = commit_requests(hers, "token-1", At())
    assert [line.url.path for line in asked.values()] == [
        "/repos/milena-primer/kan-1/commits?per_page=100", "/repos/milena-primer/kan-4/commits?per_page=100",
    ]  # fmt: skip
    assert not any("kan" in key for key in asked)


def test_her_facts_in_commits_and_nobody_elses() -> None:
    hers = account()
    assert isinstance(hers, Repositories)
    first = reply("github commits 1", commits(("Milena Primerovic", "milena@primer.example.org"), ("Kan", "kan@x.net")))
    empty = reply("github commits 2", b"{}", 409)
    found = judge_commits(hers, [first, empty], asked=2, seen=SEEN)
    assert (found.state, found.read) == (State.SEEN, {"commits": 2})
    assert {one.fact for one in found.facts} == {"me", "mail"}
    assert "kan" not in repr(found).casefold()
    nothing = judge_commits(hers, [empty], asked=1, seen=SEEN)
    assert nothing.state is State.CLEAR


def test_a_repository_that_could_not_be_read_is_told() -> None:
    hers = account()
    assert isinstance(hers, Repositories)
    first = reply("github commits 1", commits(("x", "milena@primer.example.org")))
    for second in (reply("y", b"", 500), reply("y", b"{}", 200), unknown("y")):
        found = judge_commits(hers, [first, second], asked=2, seen=SEEN)
        assert found.state is State.UNKNOWN
        assert found.facts
    assert judge_commits(hers, [first], asked=2, seen=SEEN).state is State.UNKNOWN
    spent = reply("y", b"", 403, {"x-ratelimit-remaining": "0"})
    assert judge_commits(hers, [spent], asked=1, seen=SEEN).reason is Reason.ASKED_TO_WAIT


def test_more_repositories_than_are_read_are_told() -> None:
    many = account(listed=[{"name": f"r{n}"} for n in range(25)])
    assert isinstance(many, Repositories)
    results = [reply(f"{n}", commits()) for n in range(20)]
    found = judge_commits(many, results, asked=20, seen=SEEN)
    assert (found.state, found.reason, found.numbers) == (State.UNKNOWN, Reason.INCOMPLETE, {"count": 5})


def test_every_step_is_in_the_knowledge() -> None:
    assert set(STEPS) <= set(load().checklist)
