"""What such groups say when they speak of nobody we know: ordinary messages in both scripts, and near misses.

Words are real ones, so that those which are also names (nada, vera, jasna, car, zora) stand where they usually stand.
A near miss ("decoy") looks like one of the facts and is somebody else's: a wrong answer there sends a person to look
after a stranger, or teaches her to look away.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from support.disguises import DIGITS, LETTERS, bare, cyrillic
from support.hunted import Hunted

_LETTER = {disguise.name: disguise for disguise in LETTERS}
_DIGIT = {disguise.name: disguise for disguise in DIGITS}

NOUNS = """kuća grad voda hleb mleko dan noć jutro veče vreme posao para novac auto put škola dete žena čovek majka otac
brat sestra prijatelj komšija ulica stan soba vrata prozor sto stolica knjiga pesma film slika telefon poruka grupa
vest priča istina laž pravda zakon policija sud država narod vlast izbor stranka protest skup trg zastava himna
crkva slava praznik krst sveća vino pivo rakija kafa čaj meso sir jaje luk so šećer ulje supa kolač torta jabuka
kruška višnja jagoda dunja šljiva ruža lala iva lipa jela bor hrast trava cvet polje šuma reka more planina sunce
mesec zvezda zora rosa kiša sneg vetar oluja mir rat vojska puška nož krv srce duša telo glava ruka noga oko uho
nos usta kosa zub zdravlje bolest lekar bolnica lek strah nada vera ljubav sloboda sreća tuga radost bol san snaga
slava čast obraz sramota zlo dobro greh smeh suza glas reč jezik pismo broj red strana lice licitacija banana carina
car kralj knez vojvoda carstvo hajduk junak vuk medved lisica pas mačka konj krava ovca koza ptica vrana soko orao
golub riba zmija miš pčela muva žaba kamen pesak zlato srebro gvožđe drvo papir staklo odelo haljina kapa cipela
torba ključ brava sat lampa vatra dim pepeo""".split()
VERBS = """ima nema zna ne-zna vidi gleda sluša čita piše radi ide dolazi odlazi beži stoji sedi spava jede pije kupuje
prodaje daje uzima traži nalazi gubi čuva krije pokazuje priča ćuti viče peva plače smeje-se misli veruje sumnja
čeka kasni počinje završava otvara zatvara pravi kvari vozi parkira šalje prima briše deli hoće neće može mora treba
voli mrzi poštuje laže vara krade plaća vraća pamti zaboravlja""".split()
ADJECTIVES = """dobar loš velik mali nov star lep ružan jak slab brz spor bogat siromašan pametan glup veseo tužan
crn bela crvena plava zelena žuta siv topla hladna jasna mila draga zlatna svetla slatka slavna rada bistra blaga
slobodan miran srećan vesna bogdan živa radosna ljubazna poznata domaća strana srpska gradska državna lična javna
tajna prava kriva sama puna prazna cela zelenkasta carska""".split()
SMALL = """i a ali ili pa te ni da li ne je su sam si smo ste se to ovo ono taj ova šta ko gde kad kako zašto koliko u na
od do iz sa za po pri kod bez oko pred nad pod preko kroz već još tek samo baš bre ma eto evo aj brate sestro ljudi
bato jel jbg valjda možda sigurno nikad uvek danas sutra juče sad posle pre ovde tamo gore dole levo desno svi niko
neko nešto ništa mnogo malo više manje""".split()
GIVEN = """Marija Jelena Marko Nikola Petar Jovana Dragana Zoran Goran Sanja Tanja Vesna Zorica Milica Luka Filip Dušan
Sofija Teodora Katarina Vuk Bojan Dejan Snežana Ljubinka Radmila Olga Danijela Igor Aleksandar Emina Adnan Selma
Senad Lejla Besnik Arta Eszter Gábor Hrvoje Ivana Tomislav Josip Nada Vera Slobodan Mira""".split()
SURNAMES = """Petrović Nikolić Marković Stojanović Pavlović Simić Lukić Kovačević Popović Savić Todorović Ristić Tomić
Babić Horvat Kovač Szabó Tóth Berisha Hoxha Begić Delić Halilović Musić Kolarov Bajić Stankov Lazić Vasić Mladenović
Cvetković Bogdanović Perić Matić Jurić Novak Radić""".split()
STREETS = """Glavna Jevrejska Dunavska Zmajeva Školska Industrijska Vojvođanska Kralja-Petra Kneza-Miloša
Nikole-Tesle Svetog-Save Vuka-Karadžića Jovana-Cvijića Narodnih-heroja Save-Kovačevića Železnička Beogradska
Prvomajska Partizanska Bulevar-Evrope Bulevar-kralja Ive-Andrića Vidovdanska Somborska Sremska""".split()
TOWNS = (
    "Beograd Niš Subotica Zemun Pančevo Valjevo Čačak Kraljevo Tuzla Mostar Split Osijek Budva Bar Zrenjanin".split()
)
_TEMPLATES = (
    "{n} {v} {a} {n}", "{s} {n} {v} {s} {n}", "{a} {n} i {n}", "{v} li {n} ili {n}?", "{s} {s} {v} {n}", "{n}, {n} i {n}",
    "{s} {v} u {h} na {n}", "{s} košta {p} din", "{g} {v} {n}", "{g} {f} {v} {a} {n}", "{s} je {g} {v} {s}", "{n} {n} {n}",
    "juče {v} {d} u {t}", "{street} {b} {v} {n}", "zovi {phone} {s} {n}", "{g}, {g} i {g} {v} {n}", "https://example.org/{n}/{p}",
    "@{user} {v} {n}", "{n} {v}!!! {e}", "{s} {s} {s} {n} {a}", "{h}:{m} {n} {v}", "{f} {g} {v}", "skup {d} u {h}h, {t}", "{p} {n} i {b} {n}",
    "{t} {p} {n}, {street} {b}", "{a} {s} {a} {n} {e}{e}", "ha ha ha", "#{n} #{n} {v}", "{n}... {n}... {v}", "reg. {plate} {v} {n}", "{u}@example.com {v}",
)  # fmt: skip
_EMOJI = ("😂", "🔥", "❤️", "👍", "🇷🇸", "😡", "🙏")


def _fields(rng: Random) -> dict[str, str]:
    return {
        "n": rng.choice(NOUNS), "v": rng.choice(VERBS).replace("-", " "), "a": rng.choice(ADJECTIVES), "s": rng.choice(SMALL),
        "g": rng.choice(GIVEN), "f": rng.choice(SURNAMES), "t": rng.choice(TOWNS), "e": rng.choice(_EMOJI),
        "h": str(rng.randint(0, 23)), "m": f"{rng.randint(0, 59):02}", "b": str(rng.randint(1, 140)),
        "p": str(rng.choice((rng.randint(2, 99), rng.randint(100, 9999), rng.randint(10000, 10**9)))),
        "d": f"{rng.randint(1, 30)}. {rng.choice(('januara', 'marta', 'maja', 'jula', 'novembra'))}",
        "street": rng.choice(STREETS).replace("-", " "), "user": f"{rng.choice(GIVEN).lower()}_{rng.randint(1, 999)}",
        "phone": f"06{rng.randint(0, 9)}{rng.choice('/ -')}{rng.randint(1_000_000, 9_999_999)}", "u": f"{rng.choice(NOUNS)}{rng.randint(1, 99)}",
        "plate": f"{rng.choice(('BG', 'NS', 'NI', 'KG'))} {rng.randint(100, 1999)}-{rng.choice('ABCDEF')}{rng.choice('GHIJK')}",
    }  # fmt: skip


class _Fresh(dict[str, str]):
    """A new word at every place of a template."""

    def __init__(self, rng: Random) -> None:
        super().__init__()
        self.rng = rng

    def __missing__(self, key: str) -> str:
        return _fields(self.rng)[key]


def sentence(rng: Random) -> str:
    """One Latin sentence of everyday words; what it means does not matter."""
    return rng.choice(_TEMPLATES).format_map(_Fresh(rng))


def ordinary(rng: Random) -> str:
    """A message that is about none of the hunted: one to four sentences, some in Cyrillic, bare, in capitals, drawn out."""
    text = rng.choice((". ", " ", "\n", ", ")).join(sentence(rng) for _ in range(rng.choice((1, 1, 2, 2, 3, 4))))
    turn = rng.random()
    if turn < 0.35 and "@" not in text and "http" not in text:
        text = cyrillic(text)
    elif turn < 0.6:
        text = bare(text).lower()
    elif turn < 0.68:
        text = text.upper()
    elif turn < 0.75:
        text = _LETTER[
            rng.choice(("elongated", "leet", "spaced", "decorated", "look-any-some", "marks", "math"))
        ].apply(text, rng)
    return text


# --- near misses -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Decoy:
    """A near miss. `hard` ones would fool a reader too; they are measured and counted apart."""

    category: str
    text: str
    hard: bool = False


_LETTER_DISGUISES = (
    "leet",
    "look-cyrillic-some",
    "look-any-some",
    "spaced",
    "dotted",
    "zero-width",
    "decorated",
    "math",
    "full-width",
    "elongated",
    "small-caps",
)


def _dressed(text: str, rng: Random, numbers: bool = False) -> str:
    """Half the near misses come disguised too, or disguise alone would tell them from the real thing."""
    turn = rng.random()
    if turn < 0.45:
        return text
    if turn < 0.6 and not numbers:
        return cyrillic(text)
    if turn < 0.7:
        return bare(text, rng, dj="dj").lower()
    if numbers:
        return rng.choice(tuple(_DIGIT.values())).apply(text, rng)
    return _LETTER[rng.choice(_LETTER_DISGUISES)].apply(text, rng)


def _people(person: Hunted, rng: Random) -> Iterator[Decoy]:
    surnames = person.surname.split(" ")
    for near in person.near:
        yield Decoy(category="near-name", text=_dressed(near, rng))
    for words in person.words_with_it:
        yield Decoy(category="words-that-contain-it", text=rng.choice((words, words, cyrillic(words), bare(words))))
    for _ in range(4):
        given, surname = rng.choice(GIVEN), rng.choice(SURNAMES)
        yield Decoy(category="same-surname", text=_dressed(f"{given} {rng.choice(surnames)}", rng))
        yield Decoy(category="same-given", text=_dressed(f"{person.given} {surname}", rng))
        yield Decoy(category="both-apart", text=_dressed(f"{person.given} {surname} i {given} {surnames[-1]}", rng))
        yield Decoy(
            category="surname-as-word", text=_dressed(f"{surnames[-1]} {rng.choice(NOUNS)} {rng.choice(VERBS)}", rng)
        )
        yield Decoy(category="bordering", text=f"{given} {surnames[-1]}, {person.given} {surname}", hard=True)
        yield Decoy(category="bordering-lines", text=f"{surname} {person.given}\n{surnames[-1]} {given}", hard=True)


def _houses(person: Hunted, rng: Random) -> Iterator[Decoy]:
    street, number = person.street.removeprefix("Ulica "), person.number
    for other in (
        number + 1,
        number + 2,
        max(1, number - 1),
        number * 10 + rng.randint(0, 9),
        int(f"{rng.randint(1, 9)}{number}"),
        number + 100,
    ):
        way = rng.choice(("{} {}", "{} br. {}", "ul. {} {}", "{} broj {}", "u ulici {} {}"))
        plain = way.format(rng.choice((street, *person.street_cases)), other)
        yield Decoy(category="neighbour", text=_dressed(plain, rng, numbers=rng.random() < 0.3))
        yield Decoy(category="neighbour-with-town", text=_dressed(f"{plain}, {person.city}", rng))
    for letter in "abcd":
        yield Decoy(category="neighbour-letter", text=rng.choice((f"{street} {number}{letter}", f"{street} br. {number}{letter.upper()}", f"{street} {number} {letter},")))  # fmt: skip
    yield Decoy(category="flat-of-other-house", text=f"{street} {number + 4}/{number}")
    yield Decoy(category="flat-of-other-house", text=f"{street} {number + 2}, stan {number}")
    for near in person.near_streets:
        yield Decoy(category="other-street", text=_dressed(f"{near} {number}", rng))
        yield Decoy(
            category="other-street-in-town", text=_dressed(f"{near} {number}, {person.postcode} {person.city}", rng)
        )
    yield Decoy(category="other-town", text=_dressed(f"{street} {number}, {person.other_city}", rng))
    yield Decoy(category="other-town", text=f"{person.other_city}, ul. {street} {number}")
    yield Decoy(category="street-alone", text=_dressed(f"gužva na {street}, {person.city}", rng))
    yield Decoy(category="number-far-off", text=f"{street} je zatvorena do {number} časova, {person.city}")
    yield Decoy(category="number-of-something", text=f"{street}, {number} ljudi čeka {number + 3} minuta", hard=True)


def _numbers(person: Hunted, rng: Random) -> Iterator[Decoy]:
    code, local = person.code, "0" + person.national
    for _ in range(5):
        at = rng.randrange(1, len(local))
        wrong = local[:at] + str((int(local[at]) + rng.randint(1, 9)) % 10) + local[at + 1 :]
        shape = rng.choice(("{l}", "+{c}{n}", "{a}/{b}", "{a} {b}", "00{c} {n}", "{a}-{b}"))
        text = shape.format(l=wrong, c=code, n=wrong[1:], a=wrong[:3], b=wrong[3:])
        yield Decoy(category="phone-one-digit-off", text=_dressed(text, rng, numbers=True))
    extra = str(rng.randint(0, 9))
    for text in (local + extra, extra + local, f"{local}{rng.randint(10000, 99999)}", f"RB{rng.randint(10, 99)}{local}RS", f"265{rng.randint(10**4, 10**5)}{local}55", f"{rng.randint(1, 9)}{code}{person.national}"):  # fmt: skip
        yield Decoy(category="phone-in-longer-number", text=_dressed(text, rng, numbers=True))
    yield Decoy(
        category="phone-of-other-country",
        text=f"+{'49' if code != '49' else '43'} {person.national[:2]} {person.national[2:]}",
    )
    yield Decoy(category="phone-too-short", text=local[:-1])
    yield Decoy(
        category="phone-swapped", text=local[:-2] + local[-1] + local[-2] if local[-1] != local[-2] else local[:-1]
    )
    jmbg = person.jmbg
    for text in (
        jmbg[:-1] + str((int(jmbg[-1]) + 3) % 10),
        "9" + jmbg,
        jmbg + "1",
        jmbg[:4] + "8" + jmbg[5:],
        jmbg[:-1],
    ):
        yield Decoy(category="citizen-number-off", text=_dressed(text, rng, numbers=True))
    plate = person.plate
    for text in (
        plate[:-1] + "V",
        plate.replace("000", "001", 1),
        plate[1:] if plate[1].isdigit() else "VA" + plate[2:],
        plate + "3",
    ):
        yield Decoy(category="plate-off", text=text)
    year, month, day = person.born
    yield Decoy(category="date-off", text=f"{day}.{month}.{year + 1}. i {day % 27 + 1}.{month}.{year}.")


def _online(person: Hunted, rng: Random) -> Iterator[Decoy]:
    user, mail = person.username, person.email
    local, domain = mail.split("@")
    letter = rng.choice("bdfgkmt")
    for text in (
        f"{user}{rng.randint(0, 9)}",
        f"{user}_fan",
        f"{letter}{user}",
        f"{user}x",
        f"real_{user}",
        user[:-1],
        f"{user}.official",
        f"t.me/{user}bot",
        f"the.{user}",
    ):
        yield Decoy(
            category="username-longer", text=_dressed("@" + text, rng, numbers=True) if rng.random() < 0.5 else text
        )
    for text in (f"{local}@example.edu", f"{letter}{mail}", f"{local}1@{domain}", f"{mail[:-1]}", f"{local}@{letter}{domain}", f"{local}.{letter}@{domain}", f"{local}@mail.{domain}", f"{mail}x", f"{letter}.{mail}", f"{local} at {letter}{domain}"):  # fmt: skip
        yield Decoy(category="email-off", text=text)


_AROUND = (
    "{}",
    "ko zna {}?",
    "evo {}",
    "{} je druga osoba",
    "javlja se {} opet",
    "то је {} наравно",
    "{} hahaha",
    "danas {} i gotovo",
)


def decoys(person: Hunted, rng: Random) -> list[Decoy]:
    """Near misses of every category, differing from call to call, each inside a message."""
    found = [*_people(person, rng), *_houses(person, rng), *_numbers(person, rng), *_online(person, rng)]
    return [Decoy(category=d.category, text=rng.choice(_AROUND).format(d.text), hard=d.hard) for d in found]
