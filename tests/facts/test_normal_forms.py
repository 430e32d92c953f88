"""What she types becomes the parts that the package's docstring promises, in that order. All people are invented."""

from __future__ import annotations

from datetime import date

import pytest

from unlisted.facts import make
from unlisted.model import Kind, Person

TODAY = date(2026, 5, 3)


def parts(kind: str, value: str, country: str = "RS", lived_in: tuple[str, ...] = ()) -> dict[str, str]:
    person = Person(country=country, lived_in=lived_in)
    return dict(make(person, Kind(kind), value, added=TODAY).parts)


@pytest.mark.parametrize(
    ("value", "given", "middle", "surname"),
    [
        ("Milena Jovanović", "Milena", "", "Jovanović"),
        ("Jovanović, Milena", "Milena", "", "Jovanović"),
        ("Jovanović, Milena Ana", "Milena", "Ana", "Jovanović"),
        ("Ana Marija Petrović-Simić", "Ana", "Marija", "Petrović-Simić"),
        ("Ana Petrović – Simić", "Ana", "", "Petrović-Simić"),
        ("Ana Petrović Simić", "Ana", "", "Petrović Simić"),
        ("Ана Петровић Симић", "Ана", "", "Петровић Симић"),
        ("Милена Јовановић", "Милена", "", "Јовановић"),
        ("dr Milena Jovanović", "Milena", "", "Jovanović"),
        ("проф. др Милена Јовановић", "Милена", "", "Јовановић"),
        ("Milena M. Jovanović", "Milena", "M", "Jovanović"),
        ("Clara van der Muster", "Clara", "", "van der Muster"),
        ("Maria Luz de la Muestra", "Maria", "Luz", "de la Muestra"),
        ("Vera O'Example", "Vera", "", "O'Example"),
        ("milena   jovanović", "milena", "", "jovanović"),
        ("Ana Li", "Ana", "", "Li"),
    ],
)
@pytest.mark.parametrize("kind", ["name", "relative"])
def test_names(kind: str, value: str, given: str, middle: str, surname: str) -> None:
    expected = {"given": given, "middle": middle, "surname": surname}
    assert list(parts(kind, value).items()) == [(k, v) for k, v in expected.items() if v]


@pytest.mark.parametrize(
    ("value", "handle"),
    [
        ("milena_primer", "milena_primer"),
        ("@Milena.Primer", "Milena.Primer"),
        ("https://instagram.com/milena.primer", "milena.primer"),
        ("https://www.instagram.com/milena.primer/?hl=sr", "milena.primer"),
        ("t.me/milena_primer", "milena_primer"),
        ("https://t.me/s/milena_primer", "milena_primer"),
        ("tiktok.com/@milena.primer", "milena.primer"),
        ("https://www.linkedin.com/in/milena-primer/", "milena-primer"),
        ("reddit.com/user/milena_primer", "milena_primer"),
        ("https://www.facebook.com/profile.php?id=100000000000001", "100000000000001"),
        ("@milena_primer@example.org", "milena_primer"),
        ("milenaprimer#0042", "milenaprimer"),
        ("милена_пример", "милена_пример"),
        ("mil", "mil"),
    ],
)
def test_usernames(value: str, handle: str) -> None:
    assert parts("username", value) == {"handle": handle}


@pytest.mark.parametrize(
    ("value", "local", "domain"),
    [
        ("milena@example.org", "milena", "example.org"),
        ("Milena.Primer+vesti@Example.ORG", "Milena.Primer+vesti", "example.org"),
        ("mailto:milena@example.org", "milena", "example.org"),
        ("milena@пример.срб", "milena", "пример.срб"),
        ("milena@xn--e1afmkfd.xn--90a3ac", "milena", "пример.срб"),
        ("m@mail.example.co.uk", "m", "mail.example.co.uk"),
    ],
)
def test_emails(value: str, local: str, domain: str) -> None:
    assert list(parts("email", value).items()) == [("local", local), ("domain", domain)]


@pytest.mark.parametrize(
    ("value", "country", "lived_in", "code", "national"),
    [
        ("060 000 0000", "RS", (), "381", "600000000"),
        ("060/000-0000", "RS", (), "381", "600000000"),
        ("(060) 000.0000", "RS", (), "381", "600000000"),
        ("+381 60 000 0000", "RS", (), "381", "600000000"),
        ("+381 (0)60 000 0000", "US", (), "381", "600000000"),
        ("00381600000000", "US", (), "381", "600000000"),
        ("tel: 021 000 000", "RS", (), "381", "21000000"),
        ("моб. 060 000 0000", "RS", (), "381", "600000000"),
        ("060 000 0000 lok. 12", "RS", (), "381", "600000000"),
        ("+1 202 555 0143", "RS", (), "1", "2025550143"),
        ("(202) 555-0143", "US", (), "1", "2025550143"),
        ("020 7946 0958", "GB", (), "44", "2079460958"),
        ("07700 900123", "GB", (), "44", "7700900123"),  # kept for fiction: in no numbering plan, yet a number
        ("0664 0000000", "RS", ("AT",), "43", "6640000000"),
        ("060 000 0000", "RS", ("AT",), "381", "600000000"),
    ],
)
def test_phones(value: str, country: str, lived_in: tuple[str, ...], code: str, national: str) -> None:
    expected = [("number", f"+{code}{national}"), ("country_code", code), ("national", national)]
    assert list(parts("phone", value, country, lived_in).items()) == expected


ADDRESSES = [
    ("Cara Lazara 17, 21000 Novi Sad", "RS", "Cara Lazara|17||Novi Sad|21000"),
    ("ul. Cara Lazara br. 17/4, Novi Sad", "RS", "Cara Lazara|17|4|Novi Sad|"),
    ("Ul.Cara Lazara 17", "RS", "Cara Lazara|17|||"),
    ("Bulevar oslobođenja 46a, stan 12, 21000 Novi Sad", "RS", "Bulevar oslobođenja|46a|12|Novi Sad|21000"),
    ("bul. Oslobođenja 46 A, Novi Sad", "RS", "Bulevar Oslobođenja|46a||Novi Sad|"),
    ("Улица кнеза Милоша 5, Београд", "RS", "кнеза Милоша|5||Београд|"),
    ("Цара Лазара бр. 17, стан 4, 21000 Нови Сад", "RS", "Цара Лазара|17|4|Нови Сад|21000"),
    ("Цара Лазара бб, Нови Сад", "RS", "Цара Лазара|bb||Нови Сад|"),
    ("17 Example Street, Springfield 12345", "RS", "Example Street|17||Springfield|12345"),
    ("17 Example Street, Springfield 12345", "US", "Example Street|17||Springfield|12345"),
    ("12345 Example Road, Apt 4B, Springfield, IL 62704", "US", "Example Road|12345|4b|Springfield|62704"),
    ("221b Example Street London", "GB", "Example Street|221b||London|"),
    ("Flat 2, 17 Example Road, London SW1A 1AA", "GB", "Example Road|17|2|London|SW1A 1AA"),
    ("Musterstraße 5, 10115 Berlin", "DE", "Musterstraße|5||Berlin|10115"),
    ("Musterstraße 5/3/12, A-1010 Wien", "AT", "Musterstraße|5|3/12|Wien|1010"),
    ("17 rue de l'Exemple, 75001 Paris", "FR", "rue de l'Exemple|17||Paris|75001"),
    ("Calle Ejemplo, 5, 28001 Madrid", "ES", "Calle Ejemplo|5||Madrid|28001"),
    ("Knez Mihailova bb", "RS", "Knez Mihailova|bb|||"),
    ("Primerovo b.b., 22000 Primerovo", "RS", "Primerovo|bb||Primerovo|22000"),
    ("1. maja 12", "RS", "1. maja|12|||"),
    ("27. marta 5", "RS", "27. marta|5|||"),
    ("27 marta 5, Novi Sad", "RS", "27 marta|5||Novi Sad|"),
    ("Trg 14. oktobra 3", "RS", "Trg 14. oktobra|3|||"),
    ("Trg 27 marta, Beograd", "RS", "Trg 27 marta|||Beograd|"),
    ("Ulica 1300 kaplara 5 Novi Sad", "RS", "1300 kaplara|5||Novi Sad|"),
    ("Bulevar 1300 kaplara 5", "RS", "Bulevar 1300 kaplara|5|||"),
    ("Cara Lazara 17 21000 Novi Sad", "RS", "Cara Lazara|17||Novi Sad|21000"),
    ("Cara Lazara 17 Novi Sad 21000", "RS", "Cara Lazara|17||Novi Sad|21000"),
    ("Cara Lazara 17 stan 4 Novi Sad", "RS", "Cara Lazara|17|4|Novi Sad|"),
    ("Cara Lazara 17/a, Novi Sad", "RS", "Cara Lazara|17a||Novi Sad|"),
    ("Cara Lazara 17-19, Novi Sad", "RS", "Cara Lazara|17-19||Novi Sad|"),
    ("Cara Lazara 17, III sprat, stan br. 4, RS-21000 Novi Sad", "RS", "Cara Lazara|17|4|Novi Sad|21000"),
    ("Cara Lazara 17, Liman 3, 21000 Novi Sad", "RS", "Cara Lazara|17||Novi Sad|21000"),
    ("Cara Lazara, 17, Novi Sad, Srbija", "RS", "Cara Lazara|17||Novi Sad|"),
    ("Cara Lazara 17, 11000 Beograd 35, Србија", "RS", "Cara Lazara|17||Beograd|11000"),
    ("Novi Sad, Cara Lazara 17", "RS", "Cara Lazara|17||Novi Sad|"),
    ("21000 Novi Sad, Cara Lazara 17", "RS", "Cara Lazara|17||Novi Sad|21000"),
    ("Cara Lazara, Novi Sad", "RS", "Cara Lazara|||Novi Sad|"),
    ("Kralja Petra I 5, Beograd", "RS", "Kralja Petra I|5||Beograd|"),
]


@pytest.mark.parametrize(("value", "country", "expected"), ADDRESSES)
def test_addresses(value: str, country: str, expected: str) -> None:
    names = ("street", "number", "flat", "city", "postcode")
    wanted = [(name, part) for name, part in zip(names, expected.split("|"), strict=True) if part]
    assert list(parts("address", value, country).items()) == wanted


@pytest.mark.parametrize(
    "value",
    [
        "1990-03-14", "1990/3/14", "1990.03.14.", "14.03.1990.", "14.3.1990", "14. 3. 1990", "14. 3. 1990.",
        "14/03/1990", "14-03-1990", "03/14/1990", "14. mart 1990.", "14. marta 1990. godine", "14. марта 1990",
        "14. март 1990. год.", "14.III 1990.", "14. III 1990", "14 March 1990", "14th of March, 1990", "March 14, 1990",
        "14. März 1990", "14. ožujka 1990.", "14 Mar 1990",
    ],
)  # fmt: skip
def test_birthdates(value: str) -> None:
    expected = [("date", "1990-03-14"), ("year", "1990"), ("month", "3"), ("day", "14")]
    assert list(parts("birthdate", value).items()) == expected


def test_the_order_of_day_and_month_is_the_country_s_where_both_could_be() -> None:
    assert parts("birthdate", "03/04/1990", "RS")["date"] == "1990-04-03"
    assert parts("birthdate", "03/04/1990", "US")["date"] == "1990-03-04"
    assert parts("birthdate", "03.04.1990", "US")["date"] == "1990-04-03"  # dots are day first everywhere
    assert parts("birthdate", "14/03/1990", "US")["date"] == "1990-03-14"


def test_today_is_the_last_day_to_be_born() -> None:
    assert parts("birthdate", TODAY.isoformat())["date"] == TODAY.isoformat()


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        ("workplace", "Udruženje Primer, Novi Sad", {"name": "Udruženje Primer", "city": "Novi Sad"}),
        ("workplace", "Primer, sinovi i kćeri d.o.o.", {"name": "Primer, sinovi i kćeri d.o.o."}),
        ("workplace", "Primer, Izmišljen d.o.o., Beograd 11", {"name": "Primer, Izmišljen d.o.o.", "city": "Beograd"}),
        ("school", "OŠ „Izmišljena“, 21000 Novi Sad", {"name": "OŠ „Izmišljena“", "city": "Novi Sad"}),
        ("school", "„Izmišljena škola“", {"name": "Izmišljena škola"}),
        ("school", "ОШ Измишљена, Нови Сад", {"name": "ОШ Измишљена", "city": "Нови Сад"}),
        ("plate", "NS 000-XX", {"plate": "NS000XX"}),
        ("plate", "ns-000-čš", {"plate": "NS000ČŠ"}),
        ("plate", "НС 000 ЋШ", {"plate": "NS000ĆŠ"}),
        ("website", "https://www.Example.org/", {"host": "example.org"}),
        ("website", "example.org/o-meni/", {"host": "example.org", "path": "/o-meni"}),
        ("website", "http://example.org:8080/p?id=3#vrh", {"host": "example.org", "path": "/p?id=3"}),
        ("website", "https://xn--e1afmkfd.xn--90a3ac/о", {"host": "пример.срб", "path": "/о"}),
        ("website", "facebook.com/milena.primer", {"host": "facebook.com", "path": "/milena.primer"}),
        ("photo", "slika sa mora", {"label": "slika sa mora"}),
        ("phrase", "devojka sa frulom", {"text": "devojka sa frulom"}),
        ("phrase", "„ona iz primera“", {"text": "ona iz primera"}),
        ("phrase", "Gde živiš?", {"text": "Gde živiš?"}),
    ],
)
def test_the_other_kinds(kind: str, value: str, expected: dict[str, str]) -> None:
    assert list(parts(kind, value).items()) == list(expected.items())


def test_of_a_photo_no_path_is_kept() -> None:
    for path in ("/home/milena/slike/IMG_1.jpg", "C:\\Users\\milena\\IMG_1.jpg"):
        fact = make(Person(country="RS"), Kind.PHOTO, path)
        assert (fact.value, fact.parts) == ("IMG_1.jpg", {"label": "IMG_1.jpg"})


def test_values_are_cleaned_once_and_for_all() -> None:
    fact = make(Person(country="RS"), Kind.NAME, "\ufeff  Milena\u00a0\u200bJovanovic\u0301\u202e \n")
    assert fact.value == "Milena Jovanović"
    assert fact.parts == {"given": "Milena", "surname": "Jovanović"}
