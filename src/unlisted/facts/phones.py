"""Telephone numbers of every country, as numbering plans write them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from unlisted.facts.cleaning import refuse_wildcards
from unlisted.facts.refusals import PhoneCharacters, PhoneCountry, PhoneLong, PhoneShort
from unlisted.model import Person

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

# Words people write before or after a number. An extension inside a company is not part of hers.
_LABEL = re.compile(
    r"^(?:tel(?:efon)?|phone|mob(?:ilni)?|fax|viber|whatsapp|тел(?:ефон)?|моб(?:илни)?)[.:\s]*", re.IGNORECASE
)
_EXTENSION = re.compile(r"[\s,;]*(?:ext|extension|x|lok|lokal|int|лок|локал)[.:\s]*\d{1,6}$", re.IGNORECASE)
_ALLOWED = re.compile(r"\+?[\d\s().,/\-–·]+")
# National digits; shorter numbers belong to services, or lack the area code.
_FEWEST, _FEWEST_OUTSIDE_PLAN = 6, 7


def phone(value: str, person: Person) -> dict[str, str]:
    """`number` in E.164 with +, `country_code` and `national` (the national significant number), digits only.

    A number without country code is read in the person's country, then in the countries she lived in if only there
    it is a number that exists. Length decides, not the numbering plan: plans change faster than their copies do.
    Raises `PhoneCharacters`, `PhoneShort`, `PhoneLong`, `PhoneCountry`.
    """
    import phonenumbers

    refuse_wildcards(value)
    text = _EXTENSION.sub("", _LABEL.sub("", value))
    if not _ALLOWED.fullmatch(text) or not any(c.isdigit() for c in text):
        raise PhoneCharacters
    text = re.sub(r"^\(?0\s?0\)?(?=[\s\-/.]*[1-9])", "+", text)
    readings = [_parsed(text, country) for country in dict.fromkeys((person.country, *person.lived_in))]
    number = next((n for n in readings if phonenumbers.is_valid_number(n)), readings[0])
    national: str = phonenumbers.national_significant_number(number)
    reason = phonenumbers.is_possible_number_with_reason(number)
    if reason == phonenumbers.ValidationResult.TOO_LONG:
        raise PhoneLong
    valid = phonenumbers.is_valid_number(number)
    planned = valid or (reason == phonenumbers.ValidationResult.IS_POSSIBLE and len(national) >= _FEWEST_OUTSIDE_PLAN)
    if not planned or len(national) < _FEWEST:
        raise PhoneShort
    full: str = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    if full != f"+{number.country_code}{national}" or not national.strip("0"):
        raise PhoneShort
    return {"number": full, "country_code": str(number.country_code), "national": national}


def _parsed(text: str, country: str) -> PhoneNumber:
    import phonenumbers

    wrong = phonenumbers.NumberParseException
    try:
        return phonenumbers.parse(text, country)
    except wrong as error:
        refusals = {
            wrong.TOO_LONG: PhoneLong,
            wrong.INVALID_COUNTRY_CODE: PhoneCountry,
            wrong.NOT_A_NUMBER: PhoneCharacters,
        }
        raise refusals.get(error.error_type, PhoneShort) from None
