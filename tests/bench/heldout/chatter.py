"""Ordinary messages of an invented chat: about nothing and about other people, in the languages of such chats."""

import re

from bench.heldout.decoys import MEN, STREETS, SURNAMES, TOWNS, WOMEN, WORDS
from bench.heldout.people import Person
from bench.heldout.pools import Draw, bare, no_marks, to_cyrillic

_PARTS: dict[str, tuple[str, ...]] = {
    "open": ("ma", "e", "brate", "ljudi", "ej", "slušaj", "alo", "jao", "dobro jutro", "pa", "čekaj", "iskreno", "vidi",
             "ne znam", "hahaha", "e ovako", "kažem ti", "pazi sad", "burazeru", "bre"),
    "tail": ("😂", "jbg", "brate", "hahah", "🤷", "lol", "eto", "...", "!!!", "👍", "majke mi", "kako god", "stvarno",
             "bez zezanja", "🔥🔥", "pa ti vidi", "znaš ono", "ko normalan", "🙄", "ćao"),
    "thing": ("burek", "auto", "punjač", "patike", "laptop", "ključevi", "gume", "televizor", "šator", "bicikl", "kafa",
              "jakna", "telefon", "karta", "pas", "mačka", "stan", "garaža", "drva", "rakija", "bojler", "kosilica"),
    "place": ("na pijaci", "u teretani", "kod Save", "na moru", "u gradu", "kod crkve", "na pumpi", "u školi",
    "kod dede",
              "na poslu", "u kafani", "na Zlatiboru", "u bolnici", "kod stadiona", "na autobuskoj", "u selu", "u redu"),
    "when": ("sutra", "večeras", "juče", "u petak", "prošle nedelje", "za vikend", "oko 7", "jutros", "danas po podne",
             "kad stignem", "sledećeg meseca", "u pola osam", "na proleće", "pre dva dana", "stalno"),
    "did": ("izgubio", "kupio", "prodao", "video", "zaboravio", "tražio", "doneo", "popravio", "razbio", "platio",
    "dobio",
            "poklonio", "vratio", "našao", "menjao"),
    "claim": ("Zvezda gubi večeras", "struja opet poskupela", "nema parkinga nigde", "sudija je bio katastrofa",
              "reka je nadošla", "sneg do kolena", "vozovi kasne", "inspekcija ide po firmama", "nova sezona je slaba",
              "izbori će biti na proleće", "plata još nije legla", "doktor kaže da mirujem", "dete ima temperaturu",
              "kurs je isti", "gorivo je skočilo", "fabrika se zatvara", "put je zatvoren zbog odrona"),
    "ask": ("ko ide", "ima neko", "gde može da se kupi", "koliko košta", "jel radi", "zna li neko dobrog majstora za",
            "šta mislite o", "ko prodaje", "treba li nekom", "jel se isplati"),
}  # fmt: skip
_FRAMES = (
    "{open}, {did} sam {thing} {place} {when} {tail}", "{ask} {thing} {place}? {tail}", "{claim}, {open} {tail}",
    "{when} {claim}", "{open} {claim} a {claim2}", "{thing} za {price} din, {place}, {tail}",
    "{woman} je {when} bila {place}",
    "{man} {surname} kaže da {claim}", "{woman} {surname} i {man} su {place} {tail}", "zovi {man}, {phone}",
    "{thing} na prodaju, {phone}, {town}", "adresa za preuzimanje: {street} {number}, {town}", "{date} {claim}",
    "račun {account}, {price} rsd, {man} {surname}", "porudžbina {order} stiže {when}",
    "mejl {handle}@example.net {tail}",
    "@{handle} {ask} {thing}", "https://example.net/{handle}/{order} {tail}", "{word}", "{word} {tail}",
    "{tail} {tail2}",
    "{open} {open2} {word}", "{woman} rekla: {claim}. {man} misli drugačije", "{score} i to je to {tail}",
    "utakmica {date} u {town}, {claim}", "{ask} {thing} {town}, do {price} evra",
    "gospođa {surname} drži {thing} {place}",
    "voz {order} {town}-{town2} {when}", "{woman} {did}la {thing}, {tail}", "dr {surname} radi {when}, tel {phone}",
)  # fmt: skip
_OTHER = (
    "{man} sold his car for {price}, {open}", "anyone selling a phone in {town}? {price} eur",
    "the match on {date} was awful lol",
    "my dentist {woman} {surname} is great, call {phone}", "order {order} still not here wtf",
    "good morning everyone {tail}",
    "kush e di ku shitet {thing}? {price} euro", "nesër takohemi në {town}, ora {number}",
    "faleminderit {woman} {tail}",
    "valaki tudja mennyi a {thing}? {price} ft", "holnap {town}ban leszek, hívj {phone}", "köszi {woman} {tail}",
    "cine vinde {thing}? {price} lei", "mâine plecăm la {town}, bilet {order}", "mulțumesc {woman} {tail}",
    "кој продава {thing}? {price} денари", "утре во {town} на {number}", "фала {woman} {tail}",
    "weiß jemand was {thing} kostet? {price} euro", "morgen um {number} Uhr in {town}", "danke {woman} {tail}",
    "kto sprzedaje {thing}? {price} zł", "jutro w {town}, pociąg {order}", "dzięki {woman} {tail}",
    "някой продава ли {thing}? {price} лв", "утре в {town} влак {order}", "благодаря {woman} {tail}",
    "kdo prodaja {thing}? {price} evrov", "jutri v {town}, vlak {order}", "hvala {woman} {tail}",
    "bolan ne mogu {when}, idem {place} s {man}om", "šta ćemo dečki, idemo u {town} {when}?",
    "a đe si ti {when} bio, {claim}",
)  # fmt: skip


def _phone(draw: Draw) -> str:
    number = f"0{draw.rng.choice((60, 61, 62, 63, 64, 65, 66, 69))}{draw.rng.randint(1, 9)}{draw.digits(6)}"
    return draw.rng.choice((number, f"{number[:3]}/{number[3:6]}-{number[6:]}", f"+381 {number[1:3]} {number[3:]}"))


def _fill(draw: Draw, person: Person, frame: str) -> str:
    """A frame filled; now and then with her first name, surname, street or town, which others have too."""
    rng = draw.rng
    made = {
        "surname": lambda: person.surname if draw.chance(0.04) else draw.one(SURNAMES),
        "woman": lambda: person.given if draw.chance(0.04) else draw.one(WOMEN),
        "man": lambda: draw.one(MEN),
        "town": lambda: person.town if draw.chance(0.1) else draw.one(TOWNS),
        "street": lambda: person.street if draw.chance(0.1) else draw.one(STREETS),
        "word": lambda: draw.one(WORDS),
        "phone": lambda: _phone(draw),
        "number": lambda: str(rng.randint(1, 180)),
        "price": lambda: str(rng.randint(2, 990)) + rng.choice(("", "0", "00", ".000")),
        "date": lambda: f"{rng.randint(1, 28)}.{rng.randint(1, 12)}.{rng.choice(('', '2024.', '2025.', '1987.'))}",
        "account": lambda: f"{draw.digits(3)}-{draw.digits(13)}-{draw.digits(2)}",
        "order": lambda: draw.digits(rng.choice((3, 6, 8, 13))),
        "handle": lambda: bare(draw.one(WOMEN)) + "_" + bare(draw.one(_PARTS["thing"])) + draw.digits(2),
        "score": lambda: f"{rng.randint(0, 5)}:{rng.randint(0, 4)}",
    }

    def part(match: re.Match[str]) -> str:
        key = match[1].rstrip("2")
        return made[key]() if key in made else draw.one(_PARTS[key])

    return re.sub(r"{(\w+)}", part, frame)


def _typed(draw: Draw, text: str) -> str:
    how = draw.rng.random()
    if how < 0.25:
        return to_cyrillic(text)
    if how < 0.5:
        return no_marks(text).lower()
    if how < 0.55:
        return text.upper()
    if how < 0.6:
        return re.sub(r"([aeo])\b", lambda m: m[1] * draw.rng.randint(2, 5), text)
    if how < 0.62:
        return " ".join(text[: draw.rng.randint(4, 12)])  # somebody spells a word out
    return text[:1].upper() + text[1:] if how < 0.8 else text


def ordinary(draw: Draw, person: Person) -> str:
    """One message that holds nothing of hers: one that would by chance, is drawn again."""
    pairs = ((person.given, person.surname), (person.street, person.number), (person.father, person.father_surname))
    both = [(bare(a), bare(b)) for a, b in pairs]
    while True:
        text = _fill(draw, person, draw.one(_FRAMES if draw.chance(0.8) else _OTHER))
        if draw.chance(0.25):
            text += draw.rng.choice(("\n", ". ", " ")) + _fill(draw, person, draw.one(_FRAMES))
        said = bare(text)
        if not any(a in said and b in said for a, b in both):
            return _typed(draw, text)
