"""The tier for slips: only when asked for, always weak, nothing beside it changed, never a number."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support.people import MILENA, batch, fact, milena, seen
from unlisted.match import Manner, Matcher, compile_facts
from unlisted.match.strength import LIKELY
from unlisted.model import How

TYPOS: list[Matcher] = []

SLIPS = [
    ("Milnea Šupljikac", "legal-name"),
    ("Milea Šupljikac", "legal-name"),
    ("Milena Šuplijkac", "legal-name"),
    ("Милена Шупљикеац", "legal-name"),
    ("za Milenu Šupjlikac", "legal-name"),
    ("Šupljokac Milena", "legal-name"),
    ("Cara Lzara 17, Novi Sad", "home"),
    ("Cara Lazxara 17", "home"),
    ("milena.sulpj@example.org", "mail"),
    ("milnea_s84", "handle"),
    ("Dragna Šupljikac", "father"),
]
NO_SLIPS = [
    "Milan Šupljikac",  # another ending is another name
    "Milena Petrović",
    "Milnea Šuplijkac",  # two slips
    "Cara Lzara 18",
    "064 000 1243",
    "NS 132-ŽĆ",
    "milena.sulpj@example.com",
    "milena_s48",  # digits are not guessed
    "milena",
]


def typos() -> Matcher:
    if not TYPOS:
        TYPOS.append(compile_facts(MILENA, Manner(typos=True)))
    return TYPOS[0]


@pytest.mark.parametrize(("document", "fact_id"), SLIPS)
def test_a_slip_is_seen_when_asked_for_and_weak(document: str, fact_id: str) -> None:
    text = f"nešto pre toga: {document} i nešto posle"
    assert fact_id not in seen(milena(), text)
    found = seen(typos(), text)[fact_id]
    assert found.how is How.TYPO
    assert found.strength < LIKELY


@pytest.mark.parametrize("document", NO_SLIPS)
def test_what_is_no_slip(document: str) -> None:
    assert not [one for one in seen(typos(), document).values() if one.how is How.TYPO]


def test_it_gains_nothing_by_company_and_lends_nothing() -> None:
    alone = seen(milena(), "Cara Lazara 17, 064 000 1234")
    beside = seen(typos(), "Milnea Šupljikac, Cara Lazara 17, 064 000 1234")
    assert {k: v for k, v in beside.items() if k in alone} == alone
    # her surname stands there as well, and what is sure of a fact is all that is said of it
    assert beside["legal-name"].how is How.PARTIAL


def test_facts_of_a_relative_have_no_tier() -> None:
    matcher = compile_facts([*MILENA, fact("address", "Primerska 9, Niš", "fathers", of="father")], Manner(typos=True))
    assert "fathers" not in seen(matcher, "Primesrka 9, 064 000 1234")


def slipped(value: str, rng: random.Random) -> str:
    """One slip behind the first letter of a word of six letters and more, before its ending."""
    word = max(value.replace(",", " ").split(), key=lambda one: len(one) if one.isalpha() else 0)
    at = rng.randrange(1, len(word) - 3)
    changed = rng.choice(
        (
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            word[:at] + word[at + 1 :],
            word[:at] + rng.choice("qxw") + word[at:],
            word[:at] + rng.choice("qxw") + word[at + 1 :],
        )
    )
    return value.replace(word, changed)


@given(st.sampled_from(["Milena Primerović", "Ljubica Stanimirović"]), st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=200)
def test_any_slip_is_found(value: str, rng: random.Random) -> None:
    written = slipped(value, rng)
    off, on = (compile_facts([fact("name", value, "n")], Manner(typos=is_on)) for is_on in (False, True))
    if "n" in (sure := seen(off, written)):  # a slip that is no difference to the ear or the eye
        assert seen(on, written) == sure
    else:
        assert seen(on, written)["n"].how is How.TYPO, written


@given(
    st.lists(st.sampled_from([one.value for one in MILENA] + ["Milnea Šupljikac", "Cara Lzara 17", "i"]), max_size=5)
)
@settings(deadline=None)
def test_the_tier_only_adds(pieces: list[str]) -> None:
    document = " ".join(pieces)
    off, on = seen(milena(), document), seen(typos(), document)
    assert {k: v for k, v in on.items() if v.how is not How.TYPO} == off
    assert all(v.strength < LIKELY for k, v in on.items() if k not in off)


def test_it_is_compiled_again_in_another_process() -> None:
    make, arguments = typos().__reduce__()
    assert list(make(*arguments).scan(batch(["Milnea Šupljikac"])))
