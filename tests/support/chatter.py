"""What such groups say when they speak of nobody we know: ordinary messages in both scripts.

Words are real ones, so that those which are also names (nada, vera, jasna, car, zora) stand where they usually stand.
"""

# ruff: noqa: SIM905  (words are read more easily in lines than as lists)
import re
from collections.abc import Callable
from random import Random

from support.alphabets import bare, cyrillic
from support.disguises import LETTERS

_LETTER = {disguise.name: disguise for disguise in LETTERS}

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
SMALL = """i a ali ili pa te ni da li ne je su sam si smo ste se to ovo ono taj ova šta ko gde kad kako zašto koliko u
na od do iz sa za po pri kod bez oko pred nad pod preko kroz već još tek samo baš bre ma eto evo aj brate sestro ljudi
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
    "{n} {v} {a} {n}", "{s} {n} {v} {s} {n}", "{a} {n} i {n}", "{v} li {n} ili {n}?", "{s} {s} {v} {n}",
    "{n}, {n} i {n}",
    "{s} {v} u {h} na {n}", "{s} košta {p} din", "{g} {v} {n}", "{g} {f} {v} {a} {n}", "{s} je {g} {v} {s}",
    "{n} {n} {n}",
    "juče {v} {d} u {t}", "{street} {b} {v} {n}", "zovi {phone} {s} {n}", "{g}, {g} i {g} {v} {n}",
    "https://example.org/{n}/{p}",
    "@{user} {v} {n}", "{n} {v}!!! {e}", "{s} {s} {s} {n} {a}", "{h}:{m} {n} {v}", "{f} {g} {v}",
    "skup {d} u {h}h, {t}", "{p} {n} i {b} {n}",
    "{t} {p} {n}, {street} {b}", "{a} {s} {a} {n} {e}{e}", "ha ha ha", "#{n} #{n} {v}", "{n}... {n}... {v}",
    "reg. {plate} {v} {n}", "{u}@example.com {v}",
)  # fmt: skip
_SOMETIMES = ("elongated", "leet", "spaced", "decorated", "look-any-some", "marks", "math")
_EMOJI = ("😂", "🔥", "❤️", "👍", "🇷🇸", "😡", "🙏")


_PLACES: dict[str, Callable[[Random], str]] = {
    "n": lambda rng: rng.choice(NOUNS),
    "v": lambda rng: rng.choice(VERBS).replace("-", " "),
    "a": lambda rng: rng.choice(ADJECTIVES),
    "s": lambda rng: rng.choice(SMALL),
    "g": lambda rng: rng.choice(GIVEN),
    "f": lambda rng: rng.choice(SURNAMES),
    "t": lambda rng: rng.choice(TOWNS),
    "e": lambda rng: rng.choice(_EMOJI),
    "h": lambda rng: str(rng.randint(0, 23)),
    "m": lambda rng: f"{rng.randint(0, 59):02}",
    "b": lambda rng: str(rng.randint(1, 140)),
    "p": lambda rng: str(rng.randint(0, 10 ** rng.randint(1, 10))),
    "d": lambda rng: f"{rng.randint(1, 30)}. {rng.choice(('januara', 'marta', 'maja', 'jula', 'novembra'))}",
    "street": lambda rng: rng.choice(STREETS).replace("-", " "),
    "user": lambda rng: f"{rng.choice(GIVEN).lower()}_{rng.randint(1, 999)}",
    "phone": lambda rng: f"06{rng.randint(0, 9)}{rng.choice('/ -')}{rng.randint(1_000_000, 9_999_999)}",
    "u": lambda rng: f"{rng.choice(NOUNS)}{rng.randint(1, 99)}",
    "plate": lambda rng: (
        f"{rng.choice(('BG', 'NS', 'NI'))} {rng.randint(100, 1999)}-{rng.choice('ABCD')}{rng.choice('GHIJ')}"
    ),
}


def sentence(rng: Random) -> str:
    """One Latin sentence of everyday words; what it means does not matter."""
    return re.sub(r"\{(\w+)\}", lambda place: _PLACES[place[1]](rng), rng.choice(_TEMPLATES))


def ordinary(rng: Random) -> str:
    """A message that is about none of the hunted: one to four sentences, some Cyrillic, bare or disguised."""
    text = rng.choice((". ", " ", "\n", ", ")).join(sentence(rng) for _ in range(rng.choice((1, 1, 2, 2, 3, 4))))
    turn = rng.random()
    if turn < 0.35 and "@" not in text and "http" not in text:
        text = cyrillic(text)
    elif turn < 0.6:
        text = bare(text).lower()
    elif turn < 0.68:
        text = text.upper()
    elif turn < 0.75:
        text = _LETTER[rng.choice(_SOMETIMES)].apply(text, rng)
    return text
