"""What is no fact is refused with its reason and what to do next, and the reason never repeats what she wrote."""

from __future__ import annotations

import inspect
import string
from datetime import date
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unlisted.errors import FactError
from unlisted.facts import Refusal, errors, make, refusals
from unlisted.facts.cleaning import LONGEST, WILDCARDS, clean
from unlisted.model import Kind, Person

TODAY = date(2026, 5, 3)
ME = Person(country="RS", lived_in=("AT",))

REFUSED = [
    ("name", "Milena", "NameSingle"),
    ("name", "dr Milena", "NameSingle"),
    ("name", "Jovanović, ", "NameSingle"),
    ("name", "M. Jovanović", "NameInitial"),
    ("name", "Milena J", "NameInitial"),
    ("name", "Milena Jovanović 2", "NameCharacters"),
    ("name", "Milena (Mina) Jovanović", "NameCharacters"),
    ("name", "Jovanović, Milena, Ana", "NameCharacters"),
    ("relative", "Mama", "NameSingle"),
    ("username", "ab", "UsernameShort"),
    ("username", "https://instagram.com/", "UsernameShort"),
    ("username", "milena primer", "UsernameCharacters"),
    ("username", "https://t.me/+AbCdEf", "UsernameCharacters"),
    ("username", "milena@example.org", "UsernameIsEmail"),
    ("username", "1234", "TooGeneral"),
    ("username", "___", "TooGeneral"),
    ("email", "milena", "EmailShape"),
    ("email", "@example.org", "EmailShape"),
    ("email", "milena@", "EmailShape"),
    ("email", "a@b@example.org", "EmailShape"),
    ("email", "mi lena@example.org", "EmailShape"),
    ("email", ".milena@example.org", "EmailShape"),
    ("email", "mi..lena@example.org", "EmailShape"),
    ("email", "x" * 65 + "@example.org", "EmailShape"),
    ("email", "milena@example", "DomainName"),
    ("email", "milena@example..org", "DomainName"),
    ("email", "milena@-example.org", "DomainName"),
    ("email", "milena@exa_mple.org", "DomainName"),
    ("email", "milena@192.0.2.1", "DomainName"),
    ("phone", "Milena", "PhoneCharacters"),
    ("phone", "+", "PhoneCharacters"),
    ("phone", "060 000 0000 (kućni)", "PhoneCharacters"),
    ("phone", "192", "PhoneShort"),
    ("phone", "12345", "PhoneShort"),
    ("phone", "060 000", "PhoneShort"),
    ("phone", "0000000", "PhoneShort"),
    ("phone", "060 000 0000 0000 000", "PhoneLong"),
    ("phone", "+999 123456789", "PhoneCountry"),
    ("address", "21000 Novi Sad", "AddressNoStreet"),
    ("address", "1010 Wien", "AddressNoStreet"),
    ("address", "17, Novi Sad", "AddressNoStreet"),
    ("address", "ul. 17, Novi Sad", "AddressNoStreet"),
    ("address", "bb, Novi Sad", "AddressNoStreet"),
    ("address", ", , ,", "AddressNoStreet"),
    ("address", "Novi Sad", "AddressTooLittle"),
    ("address", "Cara Lazara", "AddressTooLittle"),
    ("birthdate", "1990", "DateShape"),
    ("birthdate", "mart 1990", "DateShape"),
    ("birthdate", "14. mrt 1990", "DateShape"),
    ("birthdate", "14.03.90.", "DateYear"),
    ("birthdate", "14. mart 90", "DateYear"),
    ("birthdate", "31.2.1990", "DateImpossible"),
    ("birthdate", "13/13/1990", "DateImpossible"),
    ("birthdate", "29.2.1900", "DateImpossible"),
    ("birthdate", "31.12.1899", "DateOutOfRange"),
    ("birthdate", "4.5.2026", "DateOutOfRange"),
    ("plate", "NS", "PlateShape"),
    ("plate", "NSXX", "PlateShape"),
    ("plate", "1234", "PlateShape"),
    ("plate", "NS000000000XX", "PlateShape"),
    ("website", "localhost", "DomainName"),
    ("website", "ftp://example.org", "WebsiteShape"),
    ("website", "javascript:alert(1)", "WebsiteShape"),
    ("website", "https://milena:tajna@example.org/", "WebsiteShape"),
    ("website", "exam ple.org", "WebsiteShape"),
    ("website", "https://www.facebook.com/", "WebsiteGeneral"),
    ("workplace", "ab", "TooGeneral"),
    ("workplace", "Firma", "TooGeneral"),
    ("workplace", "12", "TooGeneral"),
    ("school", "osnovna škola", "TooGeneral"),
    ("school", "Гимназија, Нови Сад", "TooGeneral"),
    ("photo", "/", "PhotoLabel"),
    ("phrase", "prim", "PhraseShort"),
    ("phrase", "a b", "PhraseShort"),
    ("phrase", "12 34", "PhraseShort"),
    ("phrase", "mil?na jov", "Wildcard"),
]


@pytest.mark.parametrize(("kind", "value", "reason"), REFUSED)
def test_what_is_no_fact(kind: str, value: str, reason: str) -> None:
    with pytest.raises(Refusal) as caught:
        make(ME, Kind(kind), value, added=TODAY)
    assert type(caught.value).__name__ == reason


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("", "Empty"),
        (" \u200b\ufeff ", "Empty"),
        ("Milena " + "x" * LONGEST, "TooLong"),
        ("\u200b" * 5000, "TooLong"),
        ("Milena\nJovanović", "ControlCharacter"),
        ("Milena\x00Jovanović", "ControlCharacter"),
        ("Milena \x1b[31mJovanović", "ControlCharacter"),
        ("Milena\x9bJovanović", "ControlCharacter"),
        ("Milena\ud800Jovanović", "ControlCharacter"),
        ("Milena\u2028Jovanović", "ControlCharacter"),
    ],
)
@pytest.mark.parametrize("kind", list(Kind))
def test_what_holds_for_every_kind(kind: Kind, value: str, reason: str) -> None:
    with pytest.raises(Refusal) as caught:
        make(ME, kind, value)
    assert type(caught.value).__name__ == reason


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.PHOTO])  # a label is never searched for
@pytest.mark.parametrize(
    "value", ["*", ".*", "M.*a J.*ć", "[a-z]+ [a-z]+", r"\w+ \w+", "^Milena Jovanović$", "Mil* Jov*"]
)
def test_no_patterns(kind: Kind, value: str) -> None:
    with pytest.raises(Refusal):
        make(ME, kind, value)


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.PHOTO])
@pytest.mark.parametrize("value", [*string.ascii_letters[:3], "ш", "ab", "1", "12", "1234", "…", "😀"])
def test_nothing_that_fits_everyone(kind: Kind, value: str) -> None:
    with pytest.raises(Refusal):
        make(ME, kind, value)


@given(st.sampled_from(list(Kind)), st.text(max_size=60), st.sampled_from(["RS", "US", "AT", "XK", "AQ"]))
def test_any_text_is_a_fact_or_a_refusal(kind: Kind, value: str, country: str) -> None:
    person = Person(country=country)
    try:
        fact = make(person, kind, value, added=TODAY)
    except Refusal as error:
        refusal = error
    else:
        assert fact.parts
        assert all(part for part in fact.parts.values())
        again = make(person, kind, fact.value, added=TODAY)
        assert (again.value, again.parts) == (fact.value, fact.parts)
        return
    assert not set(refusal.values) - {"limit", "least", "sign", "scheme", "digits"}
    assert set(str(refusal.values.get("sign", ""))) <= WILDCARDS


@given(st.text(max_size=300))
def test_cleaning_twice_changes_nothing(value: str) -> None:
    try:
        once = clean(value)
    except Refusal:
        return
    assert clean(once) == once


REPEATED = [
    "1 ", "a.", "a@", "1/", "-", "A", "ul. ", "stan ", "br. 1 ", "A-", "1 a ", "@", "https://", "x, ", "'", "A 1, ",
    "0", "g. ", "1990. ", "14. ", "viber ", "prof. ", "'a", "van ", "xn--", "1-", ". ", "( ", "lok ",
]  # fmt: skip
HOSTILE = [piece * (198 // len(piece)) for piece in REPEATED]


@pytest.mark.parametrize("kind", list(Kind))
def test_repetition_does_not_make_it_hang(kind: Kind) -> None:
    for value in HOSTILE:
        for end in ("", "!", "ž", "1"):
            try:
                assert make(ME, kind, value + end).parts
            except Refusal:
                continue


def classes(module: ModuleType) -> list[type[Refusal]]:
    found = [c for _, c in inspect.getmembers(module, inspect.isclass) if issubclass(c, Refusal) and c is not Refusal]
    return [c for c in found if c.__module__ == module.__name__]


ALL = [*classes(errors), *classes(refusals)]


@pytest.mark.parametrize("refusal", ALL, ids=lambda c: c.__name__)
def test_every_refusal_says_what_and_what_next(refusal: type[Refusal]) -> None:
    assert issubclass(refusal, FactError)
    assert refusal.exit_code == 2
    for message in (refusal.what, refusal.next_step):
        assert message not in (FactError.what, FactError.next_step)
        assert message.endswith((".", "?", "}", '"'))
        fields = {name for _, name, _, _ in string.Formatter().parse(message) if name}
        known = {"limit", "least", "sign", "scheme", "digits", "name", "allowed", "of_field", "example"}
        assert fields <= known | {"kind", "other", "each"}


def test_every_reason_about_a_kind_has_been_seen() -> None:
    seen = {reason for _, _, reason in REFUSED} | {"IdShape", "IdLength", "IdCheckDigit", "IdDate"}
    assert {c.__name__ for c in classes(refusals)} <= seen


def test_no_message_repeats_the_value() -> None:
    for kind, value, _ in REFUSED:
        with pytest.raises(Refusal) as caught:
            make(ME, Kind(kind), value, added=TODAY)
        error = caught.value
        said = " ".join(error.messages()) + str(error) + repr(error) + repr(error.values)
        assert value not in said or value in error.what + error.next_step
        assert error.__cause__ is None
        assert error.__context__ is None or error.__suppress_context__
