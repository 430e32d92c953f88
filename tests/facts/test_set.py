"""What holds between facts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from unlisted.facts import CAPS, Refusal, Relation, check_set, made_id, make
from unlisted.facts.errors import (
    BadId,
    ChildFact,
    DuplicateFact,
    DuplicateId,
    OfUnknown,
    PublicNotAllowed,
    RelativeOfRelative,
    RelativesOnly,
    TooMany,
    TooManyOfRelative,
    UnknownWord,
)
from unlisted.model import Fact, Kind, Person, Told

ME = Person(country="RS")
VALUES = {
    Kind.NAME: "Milena Jovanov{}",
    Kind.USERNAME: "milena{}",
    Kind.EMAIL: "milena{}@example.org",
    Kind.PHONE: "060 000 00{:02}",
    Kind.ADDRESS: "Cara Lazara {}, Novi Sad",
    Kind.BIRTHDATE: "{}.3.1990",
    Kind.NATIONAL_ID: "0000000{:02}",
    Kind.RELATIVE: "Dragan Jovanov{}",
    Kind.WORKPLACE: "Udruženje Primer {}",
    Kind.SCHOOL: "Škola Primer {}",
    Kind.PLATE: "NS 0{:02} XX",
    Kind.WEBSITE: "example.org/{}",
    Kind.PHOTO: "slika {}",
    Kind.PHRASE: "devojka iz primera {}",
}


def several(kind: Kind, count: int, **more: object) -> list[Fact]:
    facts: list[Fact] = []
    for n in range(1, count + 1):
        word = "abcdefghijklmnopqrstuvwxyz"[n] if "Jovanov" in VALUES[kind] else n
        facts.append(make(ME, kind, VALUES[kind].format(word), taken=[f.id for f in facts], **more))  # type: ignore[arg-type]
    return facts


def relative(**more: object) -> Fact:
    return make(ME, Kind.RELATIVE, "Dragan Primer", id="rel", **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", list(Kind))
def test_a_person_has_so_many_facts_of_a_kind_and_no_more(kind: Kind) -> None:
    check_set(several(kind, CAPS[kind]))
    with pytest.raises(TooMany) as caught:
        check_set(several(kind, CAPS[kind] + 1))
    assert caught.value.values == {"kind": kind.value, "limit": CAPS[kind]}


def test_the_caps_are_for_one_person() -> None:
    assert (CAPS[Kind.ADDRESS], CAPS[Kind.PHONE], CAPS[Kind.RELATIVE]) == (5, 10, 8)
    assert set(CAPS) == set(Kind)


def test_a_relative_has_few_facts() -> None:
    two = several(Kind.ADDRESS, 2, of="rel")
    check_set([relative(), *two, *several(Kind.PHONE, 2, of="rel"), *several(Kind.EMAIL, 2, of="rel")])
    check_set([relative(), *two, *(replace(f, id=f"own-{f.id}", of=None) for f in several(Kind.ADDRESS, 5))])
    with pytest.raises(TooManyOfRelative):
        check_set([relative(), *several(Kind.ADDRESS, 3, of="rel")])
    four = [f for k in (Kind.ADDRESS, Kind.PHONE, Kind.EMAIL, Kind.PLATE) for f in several(k, 2, of="rel")]
    with pytest.raises(TooManyOfRelative):
        check_set([relative(), *four])


def test_of_names_a_relative() -> None:
    home = make(ME, Kind.ADDRESS, "Sutjeska 4, Novi Sad", of="rel")
    check_set([home, relative()])  # in any order
    check_set([home], elsewhere={"rel"})
    with pytest.raises(OfUnknown):
        check_set([home])
    with pytest.raises(OfUnknown):
        check_set([home, make(ME, Kind.NAME, "Milena Jovanović", id="rel")], elsewhere={"rel"})


def test_a_child_is_a_name_and_a_school() -> None:
    child = relative(minor=True, relation="daughter")
    check_set([child, make(ME, Kind.SCHOOL, "OŠ Izmišljena, Novi Sad", of="rel")])
    for kind in set(Kind) - {Kind.SCHOOL, Kind.RELATIVE}:
        with pytest.raises(ChildFact):
            check_set([child, *several(kind, 1, of="rel")])


@pytest.mark.parametrize("kind", list(Kind))
def test_a_relative_s_fact_is_never_public(kind: Kind) -> None:
    of = "rel" if kind is not Kind.RELATIVE else None
    with pytest.raises(PublicNotAllowed):
        several(kind, 1, of=of, public=True)
    (fact,) = several(kind, 1, of=of)
    with pytest.raises(PublicNotAllowed):
        check_set([*([relative()] if of else []), replace(fact, public=True)])


def test_public_is_false_unless_said() -> None:
    assert not make(ME, Kind.NAME, "Milena Jovanović").public
    assert make(ME, Kind.NAME, "Milena Jovanović", public=True).public
    assert make(ME, Kind.USERNAME, "milena_primer", public=True).public
    with pytest.raises(PublicNotAllowed):
        make(ME, Kind.NATIONAL_ID, "000000000", public=True)


def test_relation_told_and_minor_belong_to_relatives() -> None:
    assert make(ME, Kind.RELATIVE, "Dragan Primer").relation == "other"
    fact = make(ME, Kind.RELATIVE, "Dragan Primer", relation="father", told=Told.NOT_SAFE)
    assert (fact.relation, fact.told, fact.minor) == ("father", Told.NOT_SAFE, False)
    for more in ({"relation": "father"}, {"told": Told.NO}, {"minor": True}):
        with pytest.raises(RelativesOnly):
            several(Kind.PHONE, 1, **more)
        with pytest.raises(RelativesOnly):
            check_set([replace(several(Kind.PHONE, 1)[0], **more)])  # type: ignore[arg-type]
    with pytest.raises(UnknownWord) as caught:
        relative(relation="fater")
    assert str(caught.value.values["allowed"]).split(", ")[0] == Relation.FATHER
    with pytest.raises(RelativeOfRelative):
        relative(of="other")


def test_the_same_fact_twice() -> None:
    one = make(ME, Kind.PHONE, "060 000 0000")
    two = make(ME, Kind.PHONE, "+381 60/000-0000", taken=[one.id])
    with pytest.raises(DuplicateFact) as caught:
        check_set([one, two])
    assert caught.value.values == {"other": "phone-1"}
    check_set([relative(), one, replace(two, of="rel")])  # a phone two people share is two facts
    with pytest.raises(DuplicateFact):
        check_set([make(ME, Kind.NAME, "Milena Jovanović", id="a"), make(ME, Kind.NAME, "milena jovanović", id="b")])


def test_ids() -> None:
    phones = several(Kind.PHONE, 3)
    assert [f.id for f in phones] == ["phone-1", "phone-2", "phone-3"]
    with pytest.raises(DuplicateId):
        check_set([phones[0], replace(phones[1], id="phone-1")])
    with pytest.raises(DuplicateId):
        make(ME, Kind.PHONE, "060 000 0000", id="home", taken={"home"})
    for bad in ("", "Home", "a b", "-a", "a-", "kuća", "a" * 41, "a\n", "../a"):
        with pytest.raises(BadId):
            make(ME, Kind.PHONE, "060 000 0000", id=bad)
    assert make(ME, Kind.PHONE, "060 000 0000", id="work_phone-2").id == "work_phone-2"


def test_a_made_id_says_nothing_and_does_not_come_back() -> None:
    assert made_id(Kind.ADDRESS, {"address-2", "phone-7", "address-x", "address-²", "address-99999999"}) == "address-3"
    fact = make(ME, Kind.NATIONAL_ID, "123456789", added=date(2026, 5, 3))
    assert fact.id == "national-id-1"


def test_facts_that_pass_are_silent() -> None:
    assert check_set(()) is None
    everything = [f for kind in Kind for f in several(kind, 2)]
    check_set(everything)
    with pytest.raises(Refusal):
        check_set([*everything, everything[0]])
