"""Invented persons: who they are, their numbers with right check digits, and the facts file she would write."""

import json
from dataclasses import dataclass

from bench.heldout.pools import Draw, bare
from bench.heldout.world import TONGUES, Tongue

KINDS = ("name", "relative", "address", "phone", "email", "username", "national-id", "plate", "birthdate", "workplace",
         "school")  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One invented person; each fact in its parts, because people write the parts in many orders."""

    tongue: Tongue
    given: str
    surname: str
    sort: str
    father: str
    father_surname: str
    email: str
    phone: str  # digits after the country code
    street: str
    street_in: str
    number: str
    flat: str
    town: str
    town_in: str
    postcode: str
    born: tuple[int, int, int]  # day, month, year
    national_id: str
    plate: str
    username: str
    work: tuple[str, str]
    school: tuple[str, str]

    @property
    def name(self) -> str:
        surname_first = self.tongue.order == "surname"
        return f"{self.surname} {self.given}" if surname_first else f"{self.given} {self.surname}"

    @property
    def parent(self) -> str:
        surname_first = self.tongue.order == "surname"
        names = (self.father_surname, self.father) if surname_first else (self.father, self.father_surname)
        return " ".join(names)

    def address(self) -> str:
        """Street, number and town in the notation of her country."""
        town = f"{self.postcode} {self.town}"
        match self.tongue.key:
            case "hu":
                return f"{town}, {self.street} {self.number}."
            case "ro":
                return f"{self.street} nr. {self.number}, {town}"
            case _:
                return f"{self.street} {self.number}, {town}"

    def values(self) -> dict[str, str]:
        """Kind of fact -> value as she would type it."""
        day, month, year = self.born
        every = {
            "name": self.name,
            "relative": self.parent,
            "address": self.address(),
            "phone": f"+{self.tongue.prefix} {self.phone}",
            "email": self.email,
            "username": self.username,
            "national-id": self.national_id,
            "plate": self.plate,
            "birthdate": f"{year:04}-{month:02}-{day:02}",
            "workplace": self.work[0],
            "school": self.school[0],
        }
        return {kind: value for kind, value in every.items() if value}

    def facts_file(self) -> str:
        lines = ["[person]", f'country = "{self.tongue.country}"', 'languages = ["sr", "en"]']
        for kind, value in self.values().items():
            lines += ["", "[[fact]]", f'id = "{kind}"', f'kind = "{kind}"', f"value = {json.dumps(value)}"]
            if kind == "relative":
                lines += ['relation = "father"', 'told = "not-safe"']
            lines += ["public = true"] if kind == "name" else []
        return "\n".join(lines) + "\n"


# --- numbers with check digits -----------------------------------------------------------------------------------


def jmbg(born: tuple[int, int, int], region: str, serial: str) -> str | None:
    """The number of a citizen of former Yugoslavia; no number exists where the check digit would be 10."""
    day, month, year = born
    twelve = f"{day:02}{month:02}{year % 1000:03}{region}{serial}"
    check = 11 - sum(w * int(d) for w, d in zip((7, 6, 5, 4, 3, 2) * 2, twelve, strict=True)) % 11
    return None if check == 10 else twelve + str(0 if check == 11 else check)


def oib(ten: str) -> str:
    """Croatia's number: ISO 7064, MOD 11,10."""
    rest = 10
    for digit in ten:
        rest = ((int(digit) + rest) % 10 or 10) * 2 % 11
    return ten + str((11 - rest) % 10)


def pesel(born: tuple[int, int, int], serial: str) -> str:
    day, month, year = born
    ten = f"{year % 100:02}{month + (20 if year >= 2000 else 0):02}{day:02}{serial}"
    return ten + str(-sum(w * int(d) for w, d in zip((1, 3, 7, 9, 1, 3, 7, 9, 1, 3), ten, strict=True)) % 10)


def egn(born: tuple[int, int, int], serial: str) -> str:
    day, month, year = born
    nine = f"{year % 100:02}{month + (40 if year >= 2000 else 0):02}{day:02}{serial}"
    return nine + str(sum(w * int(d) for w, d in zip((2, 4, 8, 5, 10, 9, 7, 3, 6), nine, strict=True)) % 11 % 10)


def cnp(born: tuple[int, int, int], county: str, serial: str) -> str:
    day, month, year = born
    twelve = f"{6 if year >= 2000 else 2}{year % 100:02}{month:02}{day:02}{county}{serial}"
    rest = sum(int(w) * int(d) for w, d in zip("279146358279", twelve, strict=True)) % 11
    return twelve + str(1 if rest == 10 else rest)


_REGIONS = {"RS": ("71", "80", "73"), "BA": ("17", "15", "10"), "ME": ("21", "25"), "MK": ("45", "42"), "SI": ("50",)}


def national_id(draw: Draw, country: str, born: tuple[int, int, int]) -> str:
    """An invented woman's number; empty where the country has none that can be checked."""
    match country:
        case "HR":
            return oib(str(draw.rng.randint(1, 9)) + draw.digits(9))
        case "PL":
            return pesel(born, draw.digits(3) + draw.rng.choice("02468"))
        case "BG":
            return egn(born, draw.digits(2) + draw.rng.choice("13579"))
        case "RO":
            return cnp(born, draw.rng.choice(("35", "12", "08")), f"{draw.rng.randint(1, 999):03}")
        case _ if country in _REGIONS:
            while True:
                number = jmbg(born, draw.rng.choice(_REGIONS[country]), str(draw.rng.randint(500, 999)))
                if number:
                    return number
        case _:
            return ""


# --- making one --------------------------------------------------------------------------------------------------

_PHONE_LENGTH = {"RS": 9, "HU": 9, "RO": 9, "PL": 9, "BG": 9, "DE": 10}
_NICKS = ("zvoncica", "mrvica", "knjigoljub", "severna", "oblak", "kafa", "bicikla", "mesecina", "trn", "vrabac")


def _username(draw: Draw, given: str) -> str:
    short, nick = bare(given)[:4], draw.one(_NICKS)
    return draw.rng.choice((f"{short}_{nick}{draw.digits(2)}", f"{nick}.{short}{draw.digits(2)}", f"{nick}_{short}x"))


def _father_surname(surname: str) -> str:
    own = surname.replace("-", " ").split(" ")[-1]
    for woman, man in (("ska", "ski"), ("ова", "ов"), ("ева", "ев"), ("ска", "ски")):
        if own.endswith(woman):
            return own.removesuffix(woman) + man
    return own


def _plate(draw: Draw, pattern: str) -> str:
    letters = {"A": lambda: draw.rng.choice("BDGHJKLMNPRSTVZ"), "9": lambda: draw.rng.choice("123456789")}
    head = 2 if pattern[:2].isalpha() and pattern[2] != "A" and pattern[:2] != "A9" else 0  # the town's letters stand
    return pattern[:head] + "".join(letters.get(c, lambda c=c: c)() for c in pattern[head:])


def invent(draw: Draw, tongue: Tongue, sort: str) -> Person:
    """A person of that language whose surname is of that sort."""
    given, surname, father = draw.one(tongue.given), draw.one(tongue.surnames[sort]), draw.one(tongue.fathers)
    street, street_in = draw.one(tongue.streets)
    town, town_in, postcode = draw.one(tongue.towns)
    born = (draw.rng.randint(1, 28), draw.rng.randint(1, 12), draw.rng.randint(1962, 2004))
    mobile = draw.one(tongue.mobile)
    local = f"{bare(surname)[:5]}.{bare(given)[0]}{draw.digits(2)}"
    balkan = TONGUES[0]
    return Person(
        tongue=tongue,
        given=given,
        surname=surname,
        sort=sort,
        father=father,
        father_surname=_father_surname(surname),
        email=draw.rng.choice((f"{local}@example.org", f"{_username(draw, given).replace('_', '')}@example.org")),
        phone=mobile + "000" + draw.digits(_PHONE_LENGTH.get(tongue.country, 8) - len(mobile) - 3),
        street=street,
        street_in=street_in,
        number=str(draw.rng.randint(3, 149)),
        flat=str(draw.rng.randint(2, 40)),
        town=town,
        town_in=town_in,
        postcode=postcode,
        born=born,
        national_id="" if "national-id" in tongue.lacks else national_id(draw, tongue.country, born),
        plate=_plate(draw, tongue.plate),
        username=_username(draw, given),
        work=draw.one(tongue.works or balkan.works),
        school=draw.one(tongue.schools or balkan.schools),
    )


def persons(seed: int, count: int) -> list[Person]:
    """The people of a seed: most of the first ones Serbian, then one of each language, each sort of surname in turn."""
    first = [(tongue, sort) for tongue in TONGUES[:4] for sort in tongue.surnames]
    wanted = [first[i] for i in (0, 1, 2, 3, 4, 5, 7, 9)]
    wanted += [(t, sorted(t.surnames)[seed % len(t.surnames)]) for t in TONGUES[4:]]
    return [invent(Draw.of(seed, "person", i), *wanted[i % len(wanted)]) for i in range(count)]
