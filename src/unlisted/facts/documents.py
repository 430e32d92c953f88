"""Citizen numbers with their check digits, and licence plates. Nothing here is ever asked for by itself."""

from __future__ import annotations

import importlib
import re
from datetime import date
from enum import Enum, auto

from unlisted.facts.cleaning import plain_dashes, refuse_wildcards
from unlisted.facts.refusals import IdCheckDigit, IdDate, IdLength, IdShape, PlateShape
from unlisted.model import Person

# Countries that issue the number of the former Yugoslavia. Slovenia calls it EMŠO, North Macedonia EMBG; one formula.
_JMBG_COUNTRIES = frozenset({"RS", "BA", "ME", "MK", "SI", "HR", "XK"})
_JMBG, _OIB, _UNVALIDATED = "si.emso", "hr.oib", "unvalidated"
_LENGTHS = {_JMBG: 13, _OIB: 11}

# The module of python-stdnum for the number that identifies a person, by country.
_SCHEMES = {
    "AR": "ar.dni", "AT": "at.vnr", "BE": "be.nn", "BG": "bg.egn", "BR": "br.cpf", "CA": "ca.sin", "CH": "ch.ssn",
    "CL": "cl.rut", "CN": "cn.ric", "CU": "cu.ni", "CZ": "cz.rc", "DE": "de.idnr", "DK": "dk.cpr", "EC": "ec.ci",
    "EE": "ee.ik", "ES": "es.nif", "FI": "fi.hetu", "FR": "fr.nir", "GR": "gr.amka", "ID": "id.nik", "IE": "ie.pps",
    "IL": "il.idnr", "IN": "in_.aadhaar", "IS": "is_.kennitala", "IT": "it.codicefiscale", "KR": "kr.rrn",
    "LT": "lt.asmens", "MX": "mx.curp", "MY": "my.nric", "NL": "nl.bsn", "NO": "no.fodselsnummer", "PL": "pl.pesel",
    "PT": "pt.cc", "RO": "ro.cnp", "SE": "se.personnummer", "SK": "sk.rc", "TH": "th.pin", "TR": "tr.tckimlik",
    "UA": "ua.rntrc", "US": "us.ssn", "ZA": "za.idnr",
}  # fmt: skip

_SEPARATORS = re.compile(r"[\s\-./]+")
_NUMBER = re.compile(r"(?=.*\d)[^\W_]{5,20}")


class _Verdict(Enum):
    """What a scheme says about a number."""

    FITS = auto()
    OTHER_FORM = auto()  # a number of another sort
    WRONG_DIGIT = auto()
    WRONG_DATE = auto()


def national_id(value: str, person: Person, today: date | None) -> dict[str, str]:
    """`number` in capitals without separators, and `scheme`: jmbg, oib, a module of python-stdnum, or unvalidated.

    A number in the form of a scheme of one of her countries must satisfy its check digit; any other form (a passport,
    a country without a check digit) is kept unvalidated. Separators stay where letters make them part of the number.
    Raises `IdShape`, `IdLength`, `IdCheckDigit`, `IdDate`, `Wildcard`.
    """
    refuse_wildcards(value)
    text = plain_dashes(value).upper()
    number = _SEPARATORS.sub("", text)
    if not _NUMBER.fullmatch(number):
        raise IdShape
    own = _schemes_of(person)
    faults: list[tuple[str, _Verdict]] = []
    for module in dict.fromkeys((*own, _JMBG, _OIB)):
        verdict, kept = _check(module, text if module not in _LENGTHS else number, today)
        if verdict is _Verdict.FITS:
            return {"number": kept, "scheme": _shown(module)}
        if module in own and verdict is not _Verdict.OTHER_FORM:
            faults.append((module, verdict))
    for module, verdict in faults:
        raise (IdDate if verdict is _Verdict.WRONG_DATE else IdCheckDigit)(scheme=_shown(module).upper())
    for module in own:  # a digit lost or doubled while typing
        if number.isdigit() and abs(len(number) - _LENGTHS.get(module, 0)) == 1:
            raise IdLength(scheme=_shown(module).upper(), digits=_LENGTHS[module])
    return {"number": number, "scheme": _UNVALIDATED}


def _schemes_of(person: Person) -> tuple[str, ...]:
    """The modules for the countries she lives or lived in; Croatia has two numbers."""
    found: list[str] = []
    for country in (person.country, *person.lived_in):
        found += [_JMBG] if country in _JMBG_COUNTRIES else []
        found += [_OIB] if country == "HR" else []
        found += [_SCHEMES[country]] if country in _SCHEMES else []
    return tuple(dict.fromkeys(found))


def _shown(module: str) -> str:
    return {_JMBG: "jmbg", _OIB: "oib"}.get(module, module.partition(".")[2])


def _check(module: str, number: str, today: date | None) -> tuple[_Verdict, str]:
    """What the scheme says, and the number in its compact form."""
    from stdnum.exceptions import InvalidChecksum, InvalidComponent, ValidationError

    if not number.isascii():
        return _Verdict.OTHER_FORM, number
    scheme = importlib.import_module(f"stdnum.{module}")
    try:
        kept: str = scheme.validate(number)
        born: date | None = scheme.get_birth_date(kept) if module == _JMBG else None
    except InvalidChecksum:
        return _Verdict.WRONG_DIGIT, number
    except InvalidComponent:
        return (_Verdict.WRONG_DATE if module == _JMBG else _Verdict.OTHER_FORM), number
    except ValidationError:
        return _Verdict.OTHER_FORM, number
    if born and (born.year < 1900 or (today and born > today)):
        return _Verdict.WRONG_DATE, number
    bare = _SEPARATORS.sub("", kept)
    return _Verdict.FITS, bare if bare.isdigit() else kept


# Plates are stamped in Latin letters; typed in Cyrillic they mean the same.
_CYRILLIC = "АБВГДЂЕЖЗИЈКЛЉМНЊОПРСТЋУФХЦЧЏШ"
_LATIN = "A B V G D Đ E Ž Z I J K L LJ M N NJ O P R S T Ć U F H C Č DŽ Š"
_TO_LATIN = str.maketrans(dict(zip(_CYRILLIC, _LATIN.split(), strict=True)))


def plate(value: str) -> dict[str, str]:
    """`plate`: Latin capitals and digits without separators; Č Ć Š Ž Đ stay. Raises `PlateShape`, `Wildcard`."""
    refuse_wildcards(value)
    text = re.sub(r"[\s\-.·/]+", "", plain_dashes(value)).upper().translate(_TO_LATIN)
    if not (4 <= len(text) <= 12 and text.isalnum() and any(c.isdigit() for c in text)):
        raise PlateShape
    if text.isdigit() and len(text) < 5:
        raise PlateShape
    return {"plate": text}
