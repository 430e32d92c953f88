"""Phones, addresses, dates and numbers as people write them; each is an ordinary form, no disguise."""

from bench.heldout.people import Person
from bench.heldout.pools import Draw, no_marks

MONTHS = {
    "sr": [
        "januara",
        "februara",
        "marta",
        "aprila",
        "maja",
        "juna",
        "jula",
        "avgusta",
        "septembra",
        "oktobra",
        "novembra",
        "decembra",
    ],
    "sr-nominative": [
        "januar",
        "februar",
        "mart",
        "april",
        "maj",
        "jun",
        "jul",
        "avgust",
        "septembar",
        "oktobar",
        "novembar",
        "decembar",
    ],
    "hr": [
        "siječnja",
        "veljače",
        "ožujka",
        "travnja",
        "svibnja",
        "lipnja",
        "srpnja",
        "kolovoza",
        "rujna",
        "listopada",
        "studenoga",
        "prosinca",
    ],
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    "sr-short": ["jan", "feb", "mar", "apr", "maj", "jun", "jul", "avg", "sep", "okt", "nov", "dec"],
}
Form = tuple[str, str]  # label, text


def grouped(digits: str, sizes: tuple[int, ...], sign: str) -> str:
    """Digits cut into groups of these sizes, the rest in a last one."""
    groups, at = [], 0
    for size in sizes:
        groups.append(digits[at : at + size])
        at += size
    return sign.join(g for g in [*groups, digits[at:]] if g)


def phones(person: Person, draw: Draw) -> list[Form]:
    code, own = person.tongue.prefix, person.phone
    trunk = "" if person.tongue.key == "pl" else "06" if person.tongue.key == "hu" else "0"
    area = next(start for start in person.tongue.mobile if own.startswith(start))
    net, number = trunk + area, own[len(area) :]
    home = net + number
    return [
        ("as-dialled", home),
        ("international", f"+{code}{own}"),
        ("00", f"00{code}{own}"),
        ("slash", f"{net}/{grouped(number, (3,), draw.one(('-', '.', ' ')))}"),
        ("dashes", f"{net}-{grouped(number, (3,), '-')}"),
        ("dots", f"{net}.{grouped(number, (3, 2), '.')}"),
        ("pairs", f"{net} {grouped(number, (2, 2, 2), ' ')}"),
        ("spaces", f"+{code} {grouped(own, (len(own) - 6, 3), ' ')}"),
        ("brackets", f"({net}) {grouped(number, (3,), ' ')}"),
        *([("bracketed-zero", f"+{code} (0) {grouped(own, (len(own) - 6, 3), ' ')}")] if trunk == "0" else []),
        ("no-plus", f"{code}{own}"),
        ("link", f"https://wa.me/{code}{own}"),
        ("tel-link", f"tel:+{code}{own}"),
        ("viber", f"viber://chat?number=%2B{code}{own}"),
    ]


def addresses(person: Person, draw: Draw) -> list[Form]:
    """Street with number in every notation; the town where the notation has one."""
    street, where, number, flat, town = person.street, person.street_in, person.number, person.flat, person.town
    if person.tongue.key == "hu":
        core = f"{street} {number}."
        return [("written", f"{town}, {core}"), ("short", f"{street.replace('utca', 'u.')} {number}"),
                ("floor", f"{person.postcode} {town}, {street} {number}. 2. em. {flat}."), ("lower",
                core.lower())]  # fmt: skip
    if person.tongue.key == "ro":
        return [("written", f"{street} nr. {number}, {town}"),
                ("short", f"{street.replace('Strada', 'Str.')} {number}"),
                ("flat", f"{street} nr {number}, bl. 4, ap. {flat}, {town}"),
                ("no-marks", no_marks(f"{street} {number}").lower())]  # fmt: skip
    if not person.tongue.slavic:
        return [("written", f"{street} {number}, {person.postcode} {town}"), ("street", f"{street} {number}"),
                ("lower", f"{street} {number} {town}".lower()), ("flat", f"{street} {number}/{flat}, {town}"),
                ("no-marks", no_marks(f"{street} {number}, {town}"))]  # fmt: skip
    on = "na" if where.startswith(("Trg", "Bulevar", "Put")) else "u"
    lat = no_marks(street, dj=draw.one(("dj", "d", "dj")))
    floor = draw.one(("drugi sprat", "prizemlje", "3. sprat", "potkrovlje", "IV sprat"))
    ul = "" if street.startswith(("Ulica", "Trg", "Bulevar", "Put")) else "ul. "
    return [
        ("written", person.address()),
        ("street", f"{street} {number}"),
        ("locative", f"{on} {where} {number}"),
        ("locative-town", f"{on} {where} {number} u {person.town_in}"),
        ("ul-br", f"{ul}{street} br. {number}"),
        ("ul-br-close", f"{ul.replace(' ', '')}{street} br.{number}, {town}"),
        ("broj-word", f"{street} broj {number}, {town}"),
        ("ulica-word", f"ulica {street} {number}" if ul else f"{street} {number}"),
        ("slash-flat", f"{street} {number}/{flat}"),
        ("stan", f"{street} {number}, stan {flat}, {town}"),
        ("floor", f"{street} {number}, {floor}, {town}"),
        ("st-sp", f"{street} {number} st.{flat} sp.2"),
        ("lower", f"{street} {number} {town}".lower()),
        ("upper", f"{street} {number}".upper()),
        ("no-marks", f"{lat} {number}, {no_marks(town)}"),
        ("no-marks-locative", no_marks(f"{on} {where} {number}").lower()),
        ("town-first", f"{town}, {street} {number}"),
        ("postcode", f"{person.postcode} {town}, {street} {number}"),
        ("entrance", f"{street} {number}, ulaz 2"),
        ("hash", f"#{''.join(w.capitalize() for w in street.split())}{number}"),
    ]


def dates(person: Person, draw: Draw) -> list[Form]:
    day, month, year = person.born
    short = str(year)[2:]
    forms = [
        ("dots", f"{day}.{month}.{year}."),
        ("dots-zero", f"{day:02}.{month:02}.{year}"),
        ("dots-spaced", f"{day}. {month}. {year}."),
        ("month-genitive", f"{day}. {MONTHS['sr'][month - 1]} {year}."),
        ("month-no-dot", f"{day} {MONTHS['sr'][month - 1]} {year}"),
        ("month-nominative", f"{day}. {MONTHS['sr-nominative'][month - 1]} {year}"),
        ("month-short", f"{day}. {MONTHS['sr-short'][month - 1]}. {year}"),
        ("month-godine", f"{day}. {MONTHS['sr'][month - 1]} {year}. godine"),
        ("english", f"{MONTHS['en'][month - 1]} {day}, {year}"),
        ("short-year", f"{day:02}.{month:02}.{short}."),
        ("slashes", f"{day:02}/{month:02}/{year}"),
        ("iso", f"{year}-{month:02}-{day:02}"),
        (
            "roman",
            f"{day}. {['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII'][month - 1]} {year}.",
        ),
        ("dashes", f"{day}-{month}-{year}"),
    ]
    if person.tongue.key == "hr":
        forms.append(("month-croatian", f"{day}. {MONTHS['hr'][month - 1]} {year}."))
    return forms


def numbers(value: str) -> list[Form]:
    """A citizen number, straight and in groups."""
    return [("written", value), ("grouped", grouped(value, (7, 2), " ")), ("dashes", grouped(value, (4, 4), "-")),
            ("dots", grouped(value, (2, 2, 3, 2), "."))]  # fmt: skip


def plates(value: str) -> list[Form]:
    plain = value.replace("-", "").replace(" ", "")
    return [("written", value), ("joined", plain), ("lower", value.lower()), ("spaces", value.replace("-", " ")),
            ("joined-lower", plain.lower()), ("dashes", value.replace(" ", "-"))]  # fmt: skip


def mails(value: str) -> list[Form]:
    return [("written", value), ("upper", value.upper()), ("mailto", f"mailto:{value}"), ("angle", f"<{value}>"),
            ("comma-after", f"{value},"), ("full-stop", f"{value}.")]  # fmt: skip


def handles(value: str) -> list[Form]:
    return [("written", value), ("at", f"@{value}"), ("link", f"https://www.instagram.com/{value}/"),
            ("t-me", f"t.me/{value}"), ("upper", value.upper()), ("tiktok",
            f"https://tiktok.com/@{value}?lang=sr")]  # fmt: skip


def places(pair: tuple[str, str]) -> list[Form]:
    """A workplace or a school: as named, in the locative, in small letters, without marks, in quotes."""
    name, inside = pair
    kind, _, own = name.partition(" ")
    forms = [("written", name), ("locative", f"u {inside}"), ("lower", name.lower()), ("no-marks", no_marks(name)),
             ("upper", name.upper()), ("locative-lower", no_marks(f"u {inside}").lower())]  # fmt: skip
    return [*forms, ("quotes", f"{kind} „{own}“"), ("straight-quotes", f'{kind} "{own}"')]
