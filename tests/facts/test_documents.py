"""Citizen numbers: the check digit decides. Numbers here carry region 99, which was never issued."""

from __future__ import annotations

import contextlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unlisted.facts import Refusal, make
from unlisted.facts.documents import _SCHEMES, _check
from unlisted.facts.refusals import IdCheckDigit, IdDate, IdLength, IdShape
from unlisted.model import Kind, Person

TODAY = date(2026, 5, 3)


def jmbg(born: date, serial: int) -> str:
    """A number by the formula of the 1976 decree: weights 7 6 5 4 3 2 twice, modulo 11."""
    twelve = f"{born:%d%m}{born.year % 1000:03d}99{serial:03d}"
    rest = sum(int(digit) * weight for digit, weight in zip(twelve, [7, 6, 5, 4, 3, 2] * 2, strict=True)) % 11
    return twelve + str(0 if rest < 2 else 11 - rest)


def parts(value: str, country: str = "RS", lived_in: tuple[str, ...] = ()) -> dict[str, str]:
    return dict(make(Person(country=country, lived_in=lived_in), Kind.NATIONAL_ID, value, added=TODAY).parts)


DAYS = st.dates(date(1900, 1, 1), TODAY)


@given(DAYS, st.integers(0, 999), st.sampled_from(["RS", "BA", "ME", "MK", "SI", "HR", "XK", "AT"]))
def test_every_well_formed_jmbg_is_recognised(born: date, serial: int, country: str) -> None:
    number = jmbg(born, serial)
    assert parts(number, country) == {"number": number, "scheme": "jmbg"}
    assert list(parts(f"{number[:7]} {number[7:]}", country)) == ["number", "scheme"]


@given(DAYS, st.integers(0, 999), st.integers(1, 9))
def test_any_other_check_digit_is_refused(born: date, serial: int, change: int) -> None:
    number = jmbg(born, serial)
    wrong = number[:-1] + str((int(number[-1]) + change) % 10)
    with pytest.raises(IdCheckDigit):
        parts(wrong)


@pytest.mark.parametrize("start", ["3113990", "0000990", "3002904", "2902901"])
def test_a_day_that_does_not_exist_is_said(start: str) -> None:
    with pytest.raises(IdDate):
        parts(start + "990000")


def test_nobody_is_born_tomorrow() -> None:
    with pytest.raises(IdDate):
        parts(jmbg(date(2026, 5, 4), 1))


@pytest.mark.parametrize("digits", ["010199099000", "01019909900011"])
def test_a_lost_or_doubled_digit_is_said(digits: str) -> None:
    with pytest.raises(IdLength):
        parts(digits)


def test_the_croatian_number() -> None:
    assert parts("HR 00000000001", "HR") == {"number": "00000000001", "scheme": "oib"}
    with pytest.raises(IdCheckDigit):
        parts("00000000002", "HR")
    with pytest.raises(IdLength):
        parts("0000000000", "HR")
    assert parts("00000000002", "RS")["scheme"] == "unvalidated"  # eleven digits mean nothing in Serbia


@pytest.mark.parametrize(
    ("value", "country", "lived_in", "scheme"),
    [
        ("02070803628", "PL", (), "pesel"),  # examples of the library and of the authorities' own pages
        ("02070803628", "RS", ("PL",), "pesel"),
        ("010200 1234", "FR", (), "unvalidated"),
        ("131052-308T", "FI", (), "hetu"),
        ("000000000", "RS", (), "unvalidated"),  # a passport
        ("P00000AB", "RS", (), "unvalidated"),
        ("AB-00000", "TV", (), "unvalidated"),
    ],
)
def test_other_documents(value: str, country: str, lived_in: tuple[str, ...], scheme: str) -> None:
    assert parts(value, country, lived_in)["scheme"] == scheme


def test_letters_keep_the_separators_that_belong_to_the_number() -> None:
    assert parts("131052-308t", "FI")["number"] == "131052-308T"
    assert parts("ab-000 00", "TV")["number"] == "AB00000"


@pytest.mark.parametrize("value", ["1234", "abcdef", "1" * 21, "12345!", "№ 12345"])
def test_what_is_no_document_number(value: str) -> None:
    with pytest.raises(IdShape):
        parts(value)


@pytest.mark.parametrize("module", sorted({"si.emso", "hr.oib", *_SCHEMES.values()}))
@given(number=st.from_regex(r"[A-Z0-9+-]{1,22}|[0-9]{5,15}", fullmatch=True))
def test_every_scheme_answers_whatever_it_is_given(module: str, number: str) -> None:
    verdict, kept = _check(module, number, TODAY)
    assert verdict.name in {"FITS", "OTHER_FORM", "WRONG_DIGIT", "WRONG_DATE"}
    assert kept


@given(st.text(max_size=40), st.sampled_from(sorted({"RS", "HR", *_SCHEMES})))
def test_any_text_is_a_number_or_a_refusal(value: str, country: str) -> None:
    with contextlib.suppress(Refusal):
        assert set(parts(value, country)) == {"number", "scheme"}
