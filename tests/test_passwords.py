"""Passwords: five characters leave, the rest is compared here, and an answer that is no list of hashes is none."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support.results import reply, unknown
from unlisted.model import Reason, State
from unlisted.net import Form
from unlisted.passwords import Counted, Hashed, judge, requests

ONE = Hashed.of("password")  # SHA-1 5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8
OTHERS = [f"{'0' * 30}{n:05X}:{n}" for n in range(1, 9)]


def said(lines: list[str], status: int = 200, **more: object) -> Counted:
    return judge(1, ONE, reply("password 1", "\r\n".join(lines).encode(), status, **more))


def test_five_characters_leave() -> None:
    (line, kept), *_ = requests([ONE], "https://range.example.org").values()
    assert (line.url.path, ONE.prefix, len(ONE.rest)) == ("/range/5BAA6", "5BAA6", 35)
    assert ONE.rest not in repr(line) + repr(kept) + str(line.headers)
    assert ("Add-Padding", "true") in line.headers
    assert [one.form for one in line.carries] == [Form.HASH_PREFIX]


@given(st.text(max_size=40))
def test_nothing_else_of_any_password_is_in_a_request(password: str) -> None:
    one = Hashed.of(password)
    ((line, _kept),) = requests([one], "https://range.example.org").values()
    assert str(line.url) == f"https://range.example.org/range/{one.prefix}"
    assert not line.body


def test_it_counts_where_it_stands() -> None:
    found = said([*OTHERS, f"{ONE.rest}:3861493"])
    assert (found.state, found.count) == (State.SEEN, 3861493)
    assert said([*OTHERS, f"{ONE.rest.lower()}:2"]).count == 2


def test_padding_is_no_leak() -> None:
    assert said([*OTHERS, f"{ONE.rest}:0"]).state is State.CLEAR
    assert said(OTHERS).state is State.CLEAR


@pytest.mark.parametrize(
    ("lines", "status", "reason"),
    [
        ([], 200, Reason.ODD_REPLY),
        (["<html>please log in to the network</html>"], 200, Reason.ODD_REPLY),
        ([*OTHERS, "0000"], 200, Reason.ODD_REPLY),
        (OTHERS, 404, Reason.REFUSED),
        (OTHERS, 429, Reason.ASKED_TO_WAIT),
        (OTHERS, 503, Reason.REFUSED),
    ],
)
def test_what_is_no_answer_is_unknown(lines: list[str], status: int, reason: Reason) -> None:
    found = said(lines, status)
    assert (found.state, found.reason) == (State.UNKNOWN, reason)


def test_a_cut_or_missing_answer_is_unknown() -> None:
    assert said(OTHERS, cut=True).state is State.UNKNOWN
    assert judge(1, ONE, unknown("password 1")).reason is Reason.NOT_CONNECTED


@given(st.binary(max_size=300))
@settings(deadline=None)
def test_no_reply_breaks_the_judge(body: bytes) -> None:
    assert judge(1, ONE, reply("password 1", body)).state in State
