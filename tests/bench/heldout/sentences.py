"""What stands around a fact in a chat. Every third sentence belongs to the late seeds."""

# Serbian: the case of the name, and the sentence. P: the possessive of the given name.
NAME_SR: tuple[tuple[str, str], ...] = (
    ("N", "ljudi {x} je ta što organizuje onaj skup, gledajte je"),
    ("N", "Jel ovo {x} na slici ili mi se čini"),
    ("N", "evo imena za one što pitaju, {x}, i to je sve što ću reći"),
    ("N", "{x} radi tamo od proleća 😂"),
    ("N", "hahahah {x}!!! brate ne mogu"),
    ("N", "e da, {x}. Ćao."),
    ("G", "ima neko slike od {x}?"),
    ("G", "odakle vam podaci o tome, to je broj od {x} sigurno"),
    ("G", "dosta više te {x}, svuda je ima"),
    ("G", "kod {x} u komšiluku svi znaju za to"),
    ("G", "Nema {x} na fejsu, obrisala profil"),
    ("G", "bez {x} ovo ne bi ni postojalo..."),
    ("D", "ne verujem {x} ni reč"),
    ("D", "prenesite {x} da znamo gde je"),
    ("D", "ko je poslao poruku {x} sinoć?"),
    ("A", "zna li iko {x}, idem u isti grad ove nedelje"),
    ("A", "video sam {x} juče u gradu, znam gde parkira"),
    ("A", "ma pustite {x} na miru ljudi, stvarno"),
    ("V", "{x} znamo te dobro 😉"),
    ("V", "e {x}, neće ti ovo proći"),
    ("V", "Pozdrav {x}, vidimo se sutra"),
    ("I", "išao u školu sa {x}, mogu da pitam"),
    ("I", "radio sam s {x} dve godine"),
    ("I", "sinoć sedim sa {x} i drugaricama, ništa posebno"),
    ("L", "pričamo o {x}, ne o ovoj drugoj"),
    ("L", "šta znate o {x}? pišite u pp"),
    ("L", "sve o {x} ide u drugu grupu"),
)  # fmt: skip
POSSESSIVE_SR: tuple[str, ...] = (
    "to su {x} kola ispred zgrade", "vidi {x} profil pa mi reci", "{x} broj ima onaj iz teretane",
    "gde je {x} stan, zna li iko", "čuo sam {x} glasovnu, katastrofa", "{x} priča opet na portalu",
)  # fmt: skip
RELATIVE_SR: tuple[tuple[str, str], ...] = (
    ("N", "otac joj je {x}, radio u pošti"),
    ("N", "ćale se zove {x} ako nekom znači"),
    ("N", "njen matori {x} ima vikendicu"),
    ("G", "ona je ćerka {x}, svi ga znaju"),
    ("G", "to je kćerka od {x} sa pijace"),
    ("G", "dođe kod {x} vikendom"),
    ("D", "javite {x} šta mu radi ćerka"),
    ("A", "zovite {x} na kućni, on će da je smiri"),
    ("I", "pričao sa {x}, kaže ne živi više sa njima"),
    ("L", "šta se zna o {x}? jel to otac"),
)
# For a fact that stands in the nominative or as a number; every language of these chats.
PLAIN: dict[str, dict[str, tuple[str, ...]]] = {
    "name": {
        "sr": ("{x} je ta o kojoj pričamo", "traži se {x} 👀", "upamtite ime: {x}", "{x} opet na televiziji",
        "ko je {x}?",
               "prva na spisku {x}"),
        "hu": ("valaki ismeri? {x} a neve", "itt lakik {x} is a közelben", "{x} írta ezt a cikket"),
        "ro": ("cine o știe pe {x}?", "am văzut-o pe {x} ieri în oraș", "{x} lucrează acolo de un an"),
        "sq": ("a e njeh kush {x}?", "kjo është {x}, e pashë dje", "na trego ku punon {x}"),
        "mk": ("дали некој ја знае {x}?", "ова е {x}, ја видов вчера", "барам слики од {x}"),
        "bg": ("някой познава ли {x}?", "това е {x}, видях я вчера", "търся снимки на {x}"),
        "sl": ("a kdo pozna? {x} ji je ime", "danes sem videl {x} v mestu", "{x} dela v tisti pisarni"),
        "de": ("kennt jemand {x}?", "gestern {x} in der Stadt gesehen", "{x} arbeitet da seit einem Jahr"),
        "pl": ("zna ktoś? nazywa się {x}", "to jest {x}, mieszka obok", "widziałem wczoraj, {x}"),
        "en": ("anyone knows {x}?", "thats {x} in the video lol", "her name is {x}, look her up"),
    },
    "relative": {
        "sr": ("otac: {x}", "ovo je njen tata, {x}", "tata joj je {x} ako ne lažu"),
        "en": ("her dad is {x}", "father's name {x}, same town", "{x} is the old man"),
    },
    "address": {
        "sr": ("adresa: {x}", "evo gde je: {x} pa vi vidite", "lokacija {x}, parkiraj iza", "{x} eto ti",
               "prepisano sa kovertе: {x}", "našao u apr-u {x} 👀", "pošaljite picu na {x} 😂",
               "imamo je. {x}. ko je blizu?", "zapišite {x} za svaki slučaj"),
        "en": ("address: {x}", "she lives at {x}, go say hi", "found it {x} lol"),
        "own": ("{x}", "📍 {x}", ">> {x} <<"),
    },
    "at": {
        "sr": ("živi {x}, vidim je svaki dan", "gajba joj je {x}", "doselila se {x} pre godinu dana",
               "sad stanuje {x} kod tetke", "svi smo sutra {x} u 5", "kombi ostavi {x} ispred",
               "jel ono ona {x} u prizemlju", "kupila stan {x} na kredit", "čekam je {x} 😈"),
    },
    "phone": {
        "sr": ("broj: {x}", "zovite je slobodno {x} posle 8", "evo ti broj {x}", "{x} viber radi",
        "moj drug ima {x}, njen je",
               "pišite joj na {x} 😂😂", "tel {x}", "sinoć sam zvao {x} niko se ne javlja",
               "ko neće da pita neka zove {x}!"),
        "en": ("her number {x}", "call {x} lol", "whatsapp {x} works"),
        "own": ("{x}", "☎️ {x}", "📱{x}"),
    },
    "email": {
        "sr": ("mejl je {x}", "pišite na {x} pa da vidimo", "{x} joj je poslovni", "prijavite je sa {x}",
               "adresa za spam {x} hehe", "kontakt {x}"),
        "en": ("mail: {x}", "her email is {x}", "spam {x} please"),
        "own": ("{x}", "📧 {x}", "→ {x}"),
    },
    "username": {
        "sr": ("na instagramu je {x}", "profil {x}, zaključan", "drugi nalog joj je {x}", "tagujte {x} svi",
               "nađite {x} na tiktoku", "ovde se krije kao {x}"),
        "en": ("her insta {x}", "she's {x} on tiktok", "follow {x} before she blocks"),
        "own": ("{x}", "👉 {x}", "ig: {x}"),
    },
    "national-id": {
        "sr": ("jmbg {x}", "matični broj {x}, uzmite kredit 😂", "iz ugovora: {x}", "lični broj joj je {x}",
               "ko ima pristup bazi, {x}", "evo i matičnog {x}"),
        "own": ("{x}", "🪪 {x}", "id {x}"),
    },
    "plate": {
        "sr": ("tablice {x}, sivi golf", "auto joj je {x}", "parkiran {x} ispred zgrade", "vidite li {x} javite odmah",
               "registracija {x}", "prati me {x} od benzinske"),
        "own": ("{x}", "🚗 {x}", "auto {x}"),
    },
    "birthdate": {  # beside her name, because a date alone says nothing
        "sr": ("{n}, rođena {x}", "{n} rodj. {x}, škorpija 😂", "{n} ({x})", "rođendan: {x} {n}",
               "podaci: {n}, datum rođenja {x}", "{n} napunila 30, {x}"),
        "own": ("{n} * {x}", "{n} 🎂 {x}", "{n} DOB {x}"),
    },
    "workplace": {
        "sr": ("radi tu: {x}", "{x}, prva smena, pitajte za nju", "posao: {x}", "zovite firmu, {x}, i recite šta radi",
               "otpustite je, {x} sram vas bilo", "ocenite sa 1 {x} na guglu"),
        "own": ("{x}", "🏢 {x}", "job: {x}"),
    },
    "in": {
        "sr": ("radi {x} već godinama", "videla sam je {x} kod recepcije", "zaposlena {x} preko veze",
               "bila {x} na praksi", "dete joj ide {x}", "sretneš je {x} svako jutro"),
    },
    "school": {
        "sr": ("škola: {x}", "završila je {x} pre mene", "{x}, generacija 2005", "deca su joj {x}",
               "matura {x}, nađite slike", "profesorka, {x}"),
        "own": ("{x}", "🏫 {x}", "school: {x}"),
    },
}  # fmt: skip
AROUND: tuple[tuple[str, str], ...] = (
    ("", ""), ("brateee ", ""), ("", " 😂😂😂"), ("e ", ""), ("", "\nko zna zna"), ("", " 🤡"), ("ALOOO\n", ""),
    ("lol ", " lol"), ("Ljudi,\n", "\n\nhvala"), ("", "... jbg"), ("✅ ", ""), ("", " @admin"), ("vako: ", " eto"),
    ("", " #info"), ("> ", ""), ("znači ", " i gotovo"), ("", " ❗️"), ("halo ", " 🙏"),
)  # fmt: skip
