"""What is nearly her and is somebody else: a strong sighting here would be wrong."""

import re
from dataclasses import dataclass

from bench.heldout.people import Person
from bench.heldout.planting import said
from bench.heldout.pools import Draw, bare, no_marks, to_cyrillic

SURNAMES = ("Petrović", "Ilić", "Lazić", "Simić", "Kostić", "Vasić", "Tadić", "Gajić", "Pantić", "Bošković", "Zorić",
            "Lalić", "Pavlović", "Krstić", "Filipović", "Antonić", "Bojić", "Vidić", "Nenadić", "Rakić")  # fmt: skip
WOMEN = (
    "Ana",
    "Marina",
    "Ivana",
    "Sanja",
    "Dragica",
    "Ljiljana",
    "Mirjana",
    "Sandra",
    "Dunja",
    "Bojana",
    "Maša",
    "Tea",
)
MEN = ("Petar", "Nikola", "Marko", "Stefan", "Vladimir", "Miloš", "Uroš", "Dejan", "Saša", "Aleksa", "Vuk", "Ognjen")
STREETS = ("Topolska", "Vidovdanska", "Kneza Mihaila", "Cvetna", "Kosovska", "Ribarska", "Partizanskih baza")
TOWNS = ("Leskovac", "Kikinda", "Sombor", "Loznica", "Pirot", "Valjevo", "Bor", "Trebinje", "Sisak", "Budva", "Doboj")
# Sentences in which a woman's name is a common word.
WORDS = (
    "čekali smo zoru na keju, a onda kiša", "vesna je stigla, lipa miriše", "ruža u saksiji opet vene 🌹",
    "moja nada umire poslednja, a vaša?", "neka bude mira u kući", "kilo jagoda 300 dinara na pijaci",
    "sonja je bela kao sneg, naša mačka", "slavica na maslini peva celu noć", "daj da se malo odmorim u dubravi",
    "zora puca, a vi još pišete", "nema više nade za ovaj klub", "jagoda, malina, kupina, šta je jeftinije",
    "rosa je jutros smrzla travu", "iskra je dovoljna za požar", "cela vatra je krenula od te iskre",
    "višnja u dvorištu ove godine nije rodila", "vedrana čaša, tj. prevrnuta, rekoh ja", "neven protiv ospica",
    "jasna stvar, nemam šta da dodam", "srebrna svadba sledeće godine", "ljubica bela u šumi miriše",
    "divna večera hvala",
    "smilja i kovilja, pesma iz 1984", "goran vetar", "snežana i sedam patuljaka večeras u 7", "kruna na 12 zuba",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoy:
    """A message about somebody else; `hard` where even a reader could not tell."""

    category: str
    text: str
    hard: bool = False

    def message(self) -> dict[str, object]:
        return said(self.text)


def _other_town(draw: Draw, person: Person) -> str:
    return draw.rng.choice([town for town in draw.pool(TOWNS) if bare(town) != bare(person.town)])


def _one_off(draw: Draw, digits: str) -> str:
    """Another digit somewhere in the second half, where nobody reads closely."""
    places = [i for i, c in enumerate(digits) if c.isdigit()]
    at = draw.rng.choice(places[len(places) // 2 :])
    other = draw.rng.choice([d for d in "0123456789" if d != digits[at]])
    return digits[:at] + other + digits[at + 1 :]


def _other(draw: Draw, pool: tuple[str, ...], *but: str) -> str:
    near = {bare(b) for b in but}
    return draw.rng.choice([n for n in draw.pool(pool) if bare(n) not in near and not near & {bare(n)[:-1]}])


def _namesakes(person: Person, draw: Draw) -> dict[str, str]:
    """Other people who share a half of her name."""
    surname, woman = _other(draw, SURNAMES, person.surname), _other(draw, WOMEN, person.given)
    man, town = _other(draw, MEN, person.father), _other_town(draw, person)
    p, own = person, person.surname
    return {
        "given-of-hers": f"{p.given} {surname} iz mesta {p.town}, znate li je",
        "surname-of-hers": f"{woman} {own} je profesorka, {p.town}",
        "given-of-hers-elsewhere": f"{p.given} {surname}, {town}, traži stan",
        "relative-surname": f"{man} {own} prodaje auto, javite se",
        "father-other-surname": f"{p.father} {surname} vodi kafanu, {p.town}",
        "family": f"porodica {own} se zahvaljuje svima na čestitkama",
        "family-plural": f"kod {own.split(' ')[0]}a na ručku, bila i {woman}",
        "apart": f"{p.given} je rekla da dođem u pet. A doktor {man} {own} ne radi sredom.",
        "apart-lines": f"{p.given} donosi kolače\n{man} plaća piće\n{woman} {own} peva",
        "two-women": f"{p.given} {surname} i {woman} {own} na istoj slici",
        "no-name-list": f"prijavljeni: {surname} {woman}, {own} {man}, {surname} {p.given}",
        **_men(person),
        "word-name": draw.one(WORDS) + draw.rng.choice(("", f" (doktor {own} kaže)", f". {own} sudi večeras")),
        "surname-short": f"{p.given} {_near_surname(draw, own)} je pobedila na trci",
        "initial-other": f"{woman[0]}. {own} potpisala zapisnik",
        "given-alone": draw.one((f"{p.given}, dođi na kafu", f"srećan ti imendan {p.given} 🌸",
        f"{p.given} peva bolje od svih")),
        "surname-alone": draw.one((f"{own} dao gol", f"kaže {own} da sutra ne radi",
        f"profesor {own} oborio pola razreda")),
    }  # fmt: skip


def _near_surname(draw: Draw, surname: str) -> str:
    """A surname that exists beside hers: Jovanović, Jovanov, Jovanovski."""
    stem = re.sub(r"(ović|ević|ić|ski|ov|ova|ska|ска|ова)$", "", surname)
    tails = [t for t in ("ac", "ovac", "ovski", "ulović", "čev", "inac", "inović") if stem + t != surname]
    return stem + draw.rng.choice(tails)


_MEN_OF = {
    "Ivana": "Ivan", "Jovana": "Jovan", "Gordana": "Gordan", "Danijela": "Danijel",
    "Stanislava": "Stanislav", "Petra": "Petar", "Kristina": "Kristijan", "Nevena": "Neven", "Ljubica": "Ljubiša",
    "Milica": "Milan", "Radmila": "Radomir", "Dubravka": "Damir", "Andrijana": "Andrija", "Amra": "Amir",
    "Emina": "Emin", "Selma": "Selim", "Mirsada": "Mirsad", "Nermina": "Nermin", "Adisa": "Adis", "Slavica": "Slavko",
    "Marija": "Marijan", "Svetlana": "Svetozar", "Teodora": "Teodor", "Anđela": "Anđelko",
}  # fmt: skip


def _men(person: Person) -> dict[str, str]:
    """A man whose name is hers but for the ending; his accusative ends as hers: vidio sam Ivana Horvatića."""
    man, own = _MEN_OF.get(person.given), person.surname
    if not man:
        return {}
    out = {"man-namesake": f"{man} {own} je postigao gol u 90. minutu"}
    if own.endswith("ić") and man[-1] not in "aeio" and own.isalpha():
        out["man-accusative"] = f"pitajte {man}a {own}a, on vodi teretanu"
    return out


def _numbers(person: Person, draw: Draw) -> dict[str, str]:
    """Numbers that are nearly hers, hers within longer ones, and numbers of other sorts."""
    code, own = person.tongue.prefix, person.phone
    off, town = _one_off(draw, own), _other_town(draw, person)
    day, month, year = person.born
    woman, surname = _other(draw, WOMEN, person.given), _other(draw, SURNAMES, person.surname)
    out = {
        "phone-one-off": f"zovite +{code} {off[:2]} {off[2:]}",
        "phone-one-off-home": f"majstor za bojlere 0{off[:2]}/{off[2:5]}-{off[5:]}",
        "phone-in-account": f"uplata na račun 160-{draw.rng.randint(1, 9)}{own}{draw.digits(3)}-{draw.digits(2)}",
        "phone-in-order": f"porudžbina {draw.rng.randint(10, 99)}{own}{draw.digits(2)} je poslata",
        "phone-short": f"0{own[:-2]} pa još dve cifre, ne sećam se",
        "phone-swapped": f"broj mu je 0{own[:-3]}{own[-1]}{own[-2]}{own[-3]}" if own[-1] != own[-3] else "nema broja",
        "phone-price": f"{own[:3]} din, {own[3:6]} eur, {own[6:]} kg",
        "phone-town": f"taksi {town} 0{_one_off(draw, off)}",
        "date-other-year": f"{woman} {surname}, rođena {day}.{month}.{year + draw.rng.choice((-9, 7, 11))}.",
        "date-match": f"utakmica je {day}.{month}. u {draw.rng.randint(15, 21)}:00, karte {year % 100}0 din",
        "price": f"cena {person.number}.000 din, kontakt u pp",
        "time": f"vidimo se u {person.number[:1]}:{person.flat}",
        "mail-one-off": "pišite na " + person.email[:2] + draw.rng.choice("aeiu") + person.email[2:],
        "mail-other-host": person.email.replace("example.org", "example.com"),
        "mail-longer": f"kontakt: prof{person.email}",
        "handle-longer": f"pratite @{person.username}_official",
        "handle-prefix": f"@the{person.username} ima novi klip",
        "handle-short": f"kao {re.split(r'[._]', person.username)[0]} reče",
        "plate-one-off": f"traži se auto {_one_off(draw, person.plate)}",
        "plate-longer": f"deo broj {person.plate.replace(' ', '').replace('-', '')}{draw.digits(4)}",
    }  # fmt: skip
    if person.national_id:
        out["id-one-off"] = f"jmbg {_one_off(draw, person.national_id)}"
        out["id-in-longer"] = f"IBAN RS35{draw.digits(2)}{person.national_id}{draw.digits(3)}"
        out["id-cut"] = f"serijski broj {person.national_id[:-2]}"
    return {k: v for k, v in out.items() if not _holds(v, person) or k in ("mail-other-host",)}


def _holds(text: str, person: Person) -> bool:
    """A swapped digit may give the same number again."""
    numbers = {re.sub(r"\D", "", n) for n in re.findall(r"\+?\d[\d /\-.]*\d", text)}
    own = {person.phone, "0" + person.phone, person.tongue.prefix + person.phone, person.national_id}
    return bool(numbers & own) or person.email in text.split()


def _places(person: Person, draw: Draw) -> dict[str, str]:
    """Streets, houses, firms and schools that are nearly hers."""
    p, street, town = person, _other(draw, STREETS, person.street), _other_town(draw, person)
    number = int(p.number)
    near = draw.rng.choice([n for n in (number + 2, number + 10, number - 2, number * 10 + 3) if n > 0])
    work, school = p.work[0].split(" ")[0], p.school[0].rsplit(" ", 2)[0]
    return {
        "street-other-number": f"dostava na {p.street} {near}, {p.town}",
        "street-longer-number": f"{p.street} {p.number}{draw.rng.randint(0, 9)}, {p.town}, zeleni kapci",
        "street-no-number": f"radovi u ulici {p.street}, {p.town}",
        "street-other-town": f"{p.street} {p.number}, {town}",
        "number-other-street": f"{street} {p.number}, {p.town}",
        "street-bus": f"autobus {p.number} ne staje kod {street}, {p.town}",
        "street-range": f"{p.street} {number + 1}-{number + 9}, bez struje od 8",
        "work-other": f"{work} Breskva traži radnika, {p.town}",
        "work-own-word": f"prodajem {p.work[0].split(' ')[-1].lower()}, povoljno",
        "school-other": f"{school} Vojin Kapetanov, {p.town}, upis do petka",
        "town": f"{p.town} bez vode do nedelje",
    }  # fmt: skip


def _hard(person: Person, draw: Draw) -> dict[str, str]:
    """Not even a reader knows without asking."""
    town, surname, woman = _other_town(draw, person), _other(draw, SURNAMES), _other(draw, WOMEN, person.given)
    return {
        "full-namesake": f"{person.name}, {town}, rođena {draw.rng.randint(1930, 1955)}.",
        "list-across": f"{surname} {person.given}, {person.surname} {woman}",
    }


def decoys(person: Person, draw: Draw) -> list[Decoy]:
    """Everything once, some as they are typed in haste."""
    out = []
    for make in (_namesakes, _numbers, _places, _hard):
        for category, text in make(person, draw).items():
            typed = draw.rng.choice((str, str, str.lower, no_marks, to_cyrillic if person.tongue.slavic else str))
            spelled = text if category.startswith(("mail", "handle", "plate", "id-in")) else typed(text)
            out.append(Decoy(category=category, text=spelled, hard=make is _hard))
    return out
