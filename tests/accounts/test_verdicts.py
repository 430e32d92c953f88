"""What single answers are worth: words of sites as names, names in other letters, pages that only look like hers."""

from __future__ import annotations

import pytest

from unlisted.accounts.questions import shaped_like
from unlisted.accounts.signs import Begin, is_headed, is_reserved
from unlisted.accounts.verdicts import Ruling, Seen, Sort, Verdict, Why, needs_name, rule

GONE = Seen(sort=Sort.ABSENT, gone=True)


@pytest.mark.parametrize("first", [Sort.LIKELY, Sort.CHANGED])
def test_a_word_of_sites_is_no_account_without_a_sign(first: Sort) -> None:
    def told(name: str, sort: Sort) -> Ruling:
        return rule(Seen(sort=sort), GONE, username=name, named=True)

    assert told("help", first) == Ruling(verdict=Verdict.UNKNOWN, why=Why.RESERVED)
    assert told("Primer_Ana91", first).verdict is Verdict.YES
    assert told("help", Sort.PRESENT).verdict is Verdict.YES
    assert is_reserved("Prijava")


def test_a_name_in_other_letters_has_to_stand_on_the_page() -> None:
    """To many sites "čika" and "cika" are one name, and the second is somebody else."""
    there = Seen(sort=Sort.PRESENT)
    assert needs_name(there, GONE, "čika")
    assert not needs_name(there, GONE, "cika")
    assert rule(there, GONE, username="čika", named=False).verdict is Verdict.UNKNOWN
    assert rule(there, GONE, username="čika", named=True).verdict is Verdict.YES
    assert rule(there, GONE, username="cika").verdict is Verdict.YES


@pytest.mark.parametrize("name", ["čiča_peđa", "Чика_Пера7", "milena-s"])
def test_control_names_stay_in_her_letters(name: str) -> None:
    made = shaped_like(name, "seed")
    assert made != name
    assert [one.isascii() for one in made[: len(name)]] == [one.isascii() for one in name]


@pytest.mark.parametrize(
    ("words", "headed"),
    [
        ("Ana91\nPhotos\n12 friends", True),
        ("Members\n@Ana91", True),
        ("u/ana91", True),
        ("Hello\nWe looked everywhere for Ana91", False),
        ("Ana91\nAgree and continue", False),
        ("Ana91\nOops", False),
        ("Ana91\n" + "Agree to disagree, she says. " * 30, True),
        ("Ana912", False),
        ('{"id": 7, "username": "ana91"}', True),
        ('{"text": "no ana91 here"}', False),
        ("", False),
    ],
)
def test_whose_page_it_is(words: str, headed: bool) -> None:
    assert is_headed(words, "Ana91") is headed


@pytest.mark.parametrize(
    ("line", "headed"),
    [
        ("Profile of Ana91", True), ("Ana91's photos", True), ("Ana91 - Primer", True), ("No Ana91 here", False),
        ("Hmm, Ana91?", False), ("We looked everywhere for Ana91", False), ("Nema člana Ana91", False),
    ],
)  # fmt: skip
def test_a_few_words_may_stand_beside_the_name_where_a_status_speaks_for_it(line: str, headed: bool) -> None:
    assert is_headed(line, "Ana91", loosely=True) is headed
    assert not is_headed(line, "Ana91")


@pytest.mark.parametrize(
    ("text", "denies"),
    [
        ("null", True), ("{}", True), (' [ ] ', True), ('{"exists": false}', True), ('{"user":null}', True),
        ('{"data": []}', True), ('{"available": true}', True), ('{"exists": true}', False), ('{"id": 7}', False),
        ("<p>null</p>", False), ("", False),
    ],
)  # fmt: skip
def test_data_that_say_no(text: str, denies: bool) -> None:
    assert Begin(text).denies is denies


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("<title>Members</title><div id=app></div>", False),
        ("<h1>Request blocked</h1><script src=/asset404.js></script>", False),
        ("<title>404 | Members</title>", True),
        ("<p>Страница не найдена</p>", True),
        ("<h1>Stranica ne postoji</h1>", True),
        ('{"type": "error"}', True),
    ],
)
def test_a_status_alone_is_said_of_anything(text: str, missing: bool) -> None:
    assert Begin(text).missing is missing
