"""The facts file is read whole or not at all, and what is wrong is said with its line."""

from __future__ import annotations

import tomllib
from datetime import date

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from unlisted.facts import CAPS, FactFileError, Refusal, Relation, check_set, make, read_facts, write_facts
from unlisted.facts.countries import COUNTRIES
from unlisted.model import Fact, Kind, Person, Told

GOOD = """\
# my facts
[person]
country = "rs"            # small letters are no mistake
lived_in = ["AT"]
languages = ["sr", "en"]

[[fact]]
id = "legal-name"
kind = "name"
value = "Milena Jovanović"
public = true

[[fact]]
id = "home"
kind = "address"
value = "Cara Lazara 17, 21000 Novi Sad"

[[fact]]
id = "father"
kind = "relative"
value = "Dragan Jovanović"
relation = "father"
told = "not-safe"

[[fact]]
kind = "address"
value = "Sutjeska 4, 21000 Novi Sad"
of = "father"

[[fact]]
kind = "birthdate"
value = 1990-03-14
added = 2026-05-03
"""


def refused(text: str, **more: object) -> tuple[int, str]:
    with pytest.raises(FactFileError) as caught:
        read_facts(text, **more)  # type: ignore[arg-type]
    what, next_step = caught.value.messages()
    reason, remedy = caught.value.refusal.messages()
    assert what == f"Line {caught.value.line} of the facts file. {reason}"
    assert next_step.startswith(remedy)
    assert "Nothing was imported" in next_step
    assert caught.value.what.format(**caught.value.values) == what
    return caught.value.line, type(caught.value.refusal).__name__


def test_a_good_file() -> None:
    person, facts = read_facts(GOOD)
    assert person == Person(country="RS", lived_in=("AT",), languages=("sr", "en"))
    assert [fact.id for fact in facts] == ["legal-name", "home", "father", "address-1", "birthdate-1"]
    assert [fact.public for fact in facts] == [True, False, False, False, False]
    assert (facts[2].relation, facts[2].told, facts[3].of) == ("father", Told.NOT_SAFE, "father")
    assert facts[4].parts["date"] == "1990-03-14"
    assert facts[4].added == date(2026, 5, 3)
    assert facts[1].parts == {"street": "Cara Lazara", "number": "17", "city": "Novi Sad", "postcode": "21000"}


@pytest.mark.parametrize("dressed", [GOOD.replace("\n", "\r\n"), "\ufeff" + GOOD, GOOD.rstrip("\n")])
def test_windows_wrote_it(dressed: str) -> None:
    assert read_facts(dressed) == read_facts(GOOD)


@pytest.mark.parametrize(
    ("good", "bad", "line", "reason"),
    [
        ('"Milena Jovanović"', '"Milena"', 10, "NameSingle"),
        ('"Cara Lazara 17, 21000 Novi Sad"', '"21000 Novi Sad"', 16, "AddressNoStreet"),
        ('"Dragan Jovanović"', '"Dragan"', 21, "NameSingle"),  # the third fact
        ('"Dragan Jovanović"', "42", 21, "WrongType"),
        ('relation = "father"', 'relation = "fahter"', 22, "UnknownWord"),
        ('told = "not-safe"', 'told = "maybe"', 23, "UnknownWord"),
        ('told = "not-safe"', "told = true", 23, "WrongType"),
        ('told = "not-safe"', "public = true", 23, "PublicNotAllowed"),
        ('of = "father"', 'of = "fater"', 28, "OfUnknown"),
        ('of = "father"', 'of = "home"', 28, "OfUnknown"),
        ('of = "father"', 'relation = "father"', 28, "RelativesOnly"),
        ("1990-03-14", "1890-03-14", 32, "DateOutOfRange"),
        ("1990-03-14", "1990-03-14T10:00:00", 32, "WrongType"),
        ("added = 2026-05-03", 'added = "3 May"', 33, "WrongType"),
        ("public = true", 'public = "yes"', 11, "WrongType"),
        ("public = true", "pubic = true", 11, "UnknownField"),
        ('id = "home"', 'id = "legal-name"', 14, "DuplicateId"),
        ('id = "home"', 'id = "My Home"', 14, "BadId"),
        ('kind = "address"\nvalue = "Cara', 'kind = "adress"\nvalue = "Cara', 15, "UnknownWord"),
        ('kind = "name"', "", 7, "MissingField"),
        ('value = "Milena Jovanović"', "", 7, "MissingField"),
        ('country = "rs"', "", 2, "MissingCountry"),
        ('country = "rs"', 'country = "Serbia"', 3, "CountryCode"),
        ('["AT"]', '["ATT"]', 4, "CountryCode"),
        ('["AT"]', '"AT"', 4, "WrongType"),
        ('["sr", "en"]', '["Serbian"]', 5, "LanguageCode"),
        ("languages", "langauges", 5, "UnknownField"),
        ("[person]", "[preson]", 2, "UnknownField"),
        ('"Milena Jovanović"', '"Milena Jovanović', 10, "NotToml"),
        ("[[fact]]\nkind = \"birthdate\"", "[[fact]\nkind = \"birthdate\"", 30, "NotToml"),
    ],
)  # fmt: skip
def test_the_line_and_the_reason(good: str, bad: str, line: int, reason: str) -> None:
    assert good in GOOD
    assert refused(GOOD.replace(good, bad, 1)) == (line, reason)


def test_a_misspelt_word_gets_a_suggestion() -> None:
    for bad, wanted in (("pubic = true", "public"), ("valeu = 1", "value"), ("Kind = 1", "kind")):
        with pytest.raises(FactFileError) as caught:
            read_facts(GOOD.replace("public = true", bad))
        assert caught.value.messages()[1].startswith(f"Did you mean one of these: {wanted}")
    with pytest.raises(FactFileError) as caught:
        read_facts(GOOD.replace('kind = "name"', 'kind = "nmae"'))
    assert caught.value.messages()[1].startswith("Did you mean one of these: name")


def test_a_strange_word_does_not_reach_the_screen() -> None:
    with pytest.raises(FactFileError) as caught:
        read_facts(GOOD.replace("public = true", '"\\u001b[31mboo" = true'))
    assert "\x1b" not in "".join(caught.value.messages())
    assert "“?”" in caught.value.messages()[0]


def test_lines_survive_strings_comments_and_lists() -> None:
    text = (
        '[person]\ncountry = "RS"\nlived_in = [ # [[fact]]\n  "AT",\n  "DE", # ]\n]\n'
        '[[fact]] # one\nkind = "photo"\nvalue = """\\\n   [[fact]] je \\"reč\\" \\\n   iz primera"""\n'
        "[[ fact ]]\nkind = 'phrase'\nvalue = '''jedan # primer'''\n"
        '[["fact"]]\n"kind" = "phrase"\n  "value" = "a"\n'
    )
    assert refused(text) == (17, "PhraseShort")
    with pytest.raises(FactFileError) as caught:
        read_facts(text.replace('"value" = "a"', '"value" = "x y"'))
    assert caught.value.line == 17


def test_lines_of_an_inline_list() -> None:
    text = (
        'fact = [\n  {kind = "phrase", value = "devojka iz primera"},\n'
        '  # {}\n  {kind = "phrase", value = "a"},\n]\n[person]\ncountry = "RS"\n'
    )
    assert refused(text.replace("[[", "[")) == (4, "PhraseShort")


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("", 1, "MissingCountry"),
        ("\n\n", 1, "MissingCountry"),
        ("person.country = 'RS'\nfact = 1", 2, "WrongType"),
        ("[person]\ncountry = 'RS'\n[fact]\nkind = 'name'", 3, "WrongType"),
        ("person = 1", 1, "WrongType"),
        ("[person]\ncountry = 'RS'\n[[fact]]", 3, "MissingField"),
        ("{}", 1, "NotToml"),
        ("a = [" + "[" * 100_000, 1, "NotToml"),
        ("a = " + "9" * 5000, 1, "NotToml"),
        ("\x00", 1, "NotToml"),
        ("[person]\ncountry = 'RS'\n'\ud800' = 1", 3, "UnknownField"),
        ("# " + "x" * 300_000, 1, "FileTooLarge"),
    ],
)
def test_files_that_are_none(text: str, line: int, reason: str) -> None:
    assert refused(text) == (line, reason)


def test_nothing_is_imported_by_halves() -> None:
    """Whichever fact is the wrong one, none comes back; with none wrong, all do."""
    block = '[[fact]]\nkind = "phone"\nvalue = "060 000 000{}"\n'
    for wrong in range(6):
        numbers = [str(n) if n != wrong else "x" for n in range(5)]
        text = '[person]\ncountry = "RS"\n' + "".join(map(block.format, numbers))
        if wrong < 5:
            assert refused(text) == (5 + 3 * wrong, "PhoneCharacters")
        else:
            assert len(read_facts(text)[1]) == 5


def test_the_cap_is_named_at_the_fact_that_is_too_many() -> None:
    block = '[[fact]]\nkind = "address"\nvalue = "Cara Lazara {}, Novi Sad"\n'
    text = '[person]\ncountry = "RS"\n' + "".join(block.format(n) for n in range(1, CAPS[Kind.ADDRESS] + 2))
    assert refused(text) == (3 + 3 * CAPS[Kind.ADDRESS] + 1, "TooMany")


def test_ids_already_taken() -> None:
    assert refused(GOOD, taken={"home"}) == (14, "DuplicateId")
    assert read_facts(GOOD, taken={"address-1", "address-4"})[1][3].id == "address-5"
    text = '[person]\ncountry = "RS"\n[[fact]]\nkind = "phone"\nvalue = "060 000 0000"\n'
    later = text + '[[fact]]\nid = "phone-1"\nkind = "phone"\nvalue = "060 000 0001"\n'
    assert [fact.id for fact in read_facts(later)[1]] == ["phone-2", "phone-1"]
    theirs = text + 'of = "mother"\n'
    assert refused(theirs) == (6, "OfUnknown")
    assert read_facts(theirs, taken={"mother"})[1][0].of == "mother"


def test_facts_already_kept() -> None:
    _, kept = read_facts(GOOD)
    start = '[person]\ncountry = "RS"\n[[fact]]\nkind = "address"\nvalue = "{}"\n'
    assert refused(start.format("ulica Cara Lazara br. 17, 21000 Novi Sad"), known=kept) == (5, "DuplicateFact")
    (new,) = read_facts(start.format("Izmišljena 3, Novi Sad") + 'of = "father"\n', known=kept)[1]
    assert (new.id, new.of) == ("address-2", "father")
    full = [make(Person(country="RS"), Kind.ADDRESS, f"Primerova {n}, Novi Sad", id=f"a{n}") for n in range(5)]
    assert refused(start.format("Izmišljena 3, Novi Sad"), known=full) == (4, "TooMany")
    assert refused(GOOD, known=kept) == (8, "DuplicateId")


def test_a_person_already_known() -> None:
    me = Person(country="AT")
    text = '[[fact]]\nkind = "phone"\nvalue = "0664 0000000"\n'
    person, (fact,) = read_facts(text, person=me, added=date(2026, 5, 3))
    assert (person, fact.parts["country_code"], fact.added) == (me, "43", date(2026, 5, 3))
    assert read_facts("[person]\ncountry = 'RS'", person=me)[0].country == "RS"
    assert refused("[[fact]]\nkind = 'birthdate'\nvalue = '4.5.2026'", person=me, added=date(2026, 5, 3))[0] == 3


def test_messages_are_translated_inside_and_out() -> None:
    with pytest.raises(FactFileError) as caught:
        read_facts(GOOD.replace('"Milena Jovanović"', '"Milena"'))
    what, next_step = caught.value.messages(lambda message: f"<{message}>")
    assert what.startswith("<Line 10 of the facts file. <")
    assert what.endswith(">>")
    assert next_step.startswith("<<")


def test_no_word_of_an_exception() -> None:
    with pytest.raises(FactFileError) as caught:
        read_facts('[person]\ncountry = "RS"\nkey with secret = 1')
    said = " ".join(caught.value.messages())
    for word in ("Expected", "secret", "column", "key/value"):
        assert word not in said
    assert caught.value.__suppress_context__ or caught.value.__context__ is None


# --- writing -----------------------------------------------------------------------------------------------------

WORDS = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs", "Mn"]), min_size=1, max_size=30)
VALUES = {
    Kind.PHRASE: WORDS.map(lambda w: f"devojka {w} iz primera"),
    Kind.WORKPLACE: WORDS.map(lambda w: f'Udruženje "Primer" {w}'),
    Kind.PHOTO: WORDS.map(lambda w: f"slika {w}"),
    Kind.PHONE: st.integers(0, 9_999_999).map(lambda n: f"060 {n:07}"),
    Kind.NAME: st.sampled_from(["Milena Jovanović", "Милена Јовановић", "Jovanović, Ana Marija"]),
    Kind.BIRTHDATE: st.dates(date(1900, 1, 1), date(2020, 1, 1)).map(lambda d: f"{d:%d.%m.%Y.}"),
    Kind.WEBSITE: st.from_regex(r"example\.org/[a-z0-9?=&%$#]{1,20}", fullmatch=True),
}
COUNTRY = st.sampled_from(sorted(COUNTRIES))
PEOPLE = st.builds(
    Person,
    country=COUNTRY,
    lived_in=st.lists(COUNTRY, max_size=2).map(tuple),
    languages=st.lists(st.sampled_from(["sr", "en", "sr-Cyrl"]), max_size=2).map(tuple),
)


@st.composite
def sets(draw: st.DrawFn) -> tuple[Person, list[Fact]]:
    person = draw(PEOPLE)
    facts = [
        make(
            person,
            Kind.RELATIVE,
            "Dragan Primer",
            id="rel",
            relation=draw(st.sampled_from([None, *Relation])),
            told=draw(st.sampled_from([None, *Told])),
        )
    ]
    for kind in draw(st.lists(st.sampled_from(list(VALUES)), max_size=5)):
        of = draw(st.sampled_from([None, None, "rel"]))
        more = {"of": of, "public": of is None and draw(st.booleans())}
        day = draw(st.sampled_from([None, date(2026, 5, 3)]))
        try:
            value = draw(VALUES[kind])
            facts.append(make(person, kind, value, taken=[f.id for f in facts], added=day, **more))  # type: ignore[arg-type]
            check_set(facts)
        except Refusal:
            assume(False)
    return person, facts


@settings(suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
@given(sets())
def test_what_is_written_is_read_back(drawn: tuple[Person, list[Fact]]) -> None:
    person, facts = drawn
    assert read_facts(write_facts(person, facts)) == (person, tuple(facts))


@given(st.text(st.characters(codec="utf-8"), max_size=60), st.text(st.characters(codec="utf-8"), max_size=20))
def test_the_writer_escapes_whatever_there_is(value: str, code: str) -> None:
    """Against the reader of the standard library, for values that no fact could have."""
    fact = Fact(id=code, kind=Kind.PHRASE, value=value, parts={"text": value}, public=True, relation=value)
    data = tomllib.loads(write_facts(Person(country=code, languages=(value, code)), [fact]))
    assert data["person"] == {"country": code, "languages": [value, code]}
    assert data["fact"] == [{"id": code, "kind": "phrase", "value": value, "relation": value, "public": True}]


def test_a_file_of_a_person_without_facts() -> None:
    assert write_facts(Person(country="RS"), []) == '[person]\ncountry = "RS"\n'
    assert read_facts('[person]\ncountry = "RS"\n') == (Person(country="RS"), ())
