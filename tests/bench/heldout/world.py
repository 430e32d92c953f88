"""Names, streets, towns, workplaces and schools by language: of nobody, but as people have them."""

from dataclasses import dataclass, field

Pair = tuple[str, str]  # as written, and after "u" or "na" in the language's own words


@dataclass(frozen=True, slots=True, kw_only=True)
class Tongue:
    """A language as a person of it is named and lives."""

    key: str
    country: str
    given: tuple[str, ...]
    surnames: dict[str, tuple[str, ...]]  # sort of surname -> surnames
    fathers: tuple[str, ...]
    streets: tuple[Pair, ...]
    towns: tuple[tuple[str, str, str], ...]  # town, after "in", postcode
    prefix: str  # country code
    mobile: tuple[str, ...]
    plate: str  # A a letter, 9 a digit, the rest as it stands
    works: tuple[Pair, ...] = ()
    schools: tuple[Pair, ...] = ()
    slavic: bool = False  # declined as in Serbian
    cyrillic: bool = False
    order: str = "given"
    lacks: tuple[str, ...] = field(default=())


_SR_STREETS = (
    ("Cara Lazara", "Cara Lazara"), ("Lipova", "Lipovoj"), ("Vojvode Putnika", "Vojvode Putnika"),
    ("Bulevar kestenova", "Bulevaru kestenova"), ("Šumadijska", "Šumadijskoj"), ("Đure Jakšića", "Đure Jakšića"),
    ("Trg pobede", "Trgu pobede"), ("Zmaj Jovina", "Zmaj Jovinoj"), ("Kralja Milutina", "Kralja Milutina"),
    ("Branka Ćopića", "Branka Ćopića"), ("Njegoševa", "Njegoševoj"), ("Stevana Sinđelića", "Stevana Sinđelića"),
    ("Crvenog krsta", "Crvenog krsta"), ("Čika Ljubina", "Čika Ljubinoj"), ("Hajduk Veljkova", "Hajduk Veljkovoj"),
    ("Osmog marta", "Osmog marta"), ("Jabučka", "Jabučkoj"), ("Mite Cenića", "Mite Cenića"),
)  # fmt: skip
_SR_WORKS = (
    ("Apoteka Kamilica", "Apoteci Kamilica"), ("Ženski centar Jasen", "Ženskom centru Jasen"),
    ("Salon Iris", "Salonu Iris"), ("Udruženje Lastavica", "Udruženju Lastavica"),
    ("Knjižara Mastionica", "Knjižari Mastionica"), ("Veterinarska ambulanta Šapa", "Veterinarskoj ambulanti Šapa"),
    ("Pekara Zlatna mrva", "Pekari Zlatna mrva"), ("Advokatska kancelarija Vukotić", "Advokatskoj kancelariji Vukotić"),
    ("Fondacija Otvoren prozor", "Fondaciji Otvoren prozor"),
)  # fmt: skip
_SR_SCHOOLS = (
    ("Gimnazija Laza Telečki", "gimnaziji Laza Telečki"), ("OŠ Dositej Čurčić", "OŠ Dositej Čurčić"),
    ("Muzička škola Petar Bingulac", "Muzičkoj školi Petar Bingulac"),
    ("Srednja škola Milutin Žica", "Srednjoj školi Milutin Žica"), ("OŠ Zorka Belić", "OŠ Zorka Belić"),
    ("Medicinska škola Sestre Ninković", "Medicinskoj školi Sestre Ninković"),
)  # fmt: skip
_SR_FATHERS = (
    "Dragan",
    "Zoran",
    "Milorad",
    "Slobodan",
    "Goran",
    "Branislav",
    "Nebojša",
    "Radovan",
    "Živko",
    "Tomislav",
)

TONGUES: tuple[Tongue, ...] = (
    Tongue(
        key="sr", country="RS", slavic=True, prefix="381", mobile=("60", "62", "63", "64", "65", "66"),
        plate="NS 999-AA",
        given=("Milica", "Snežana", "Jelena", "Tijana", "Đurđina", "Teodora", "Biljana", "Radmila", "Nevena",
               "Ljubica", "Žaklina", "Anđela", "Svetlana", "Kristina", "Gordana", "Jovana", "Natalija", "Olivera",
               "Vasilija", "Stanislava", "Ksenija"),
        surnames={
            "ić": ("Stojiljković", "Radosavljević", "Živanović", "Čolaković", "Bogosavljević", "Đurđević",
            "Trivunčević",
                   "Šaranović", "Kuzmanović", "Perišić", "Vučurović", "Mladžić", "Nedeljković", "Grubješić",
                   "Ćirković"),
            "ski": ("Bugarski", "Zarecki", "Nedeljski", "Monoški", "Rakovački", "Telečki"),
            "ov": ("Stojkov", "Malešev", "Rajkov", "Gavrančić-Popov", "Nedeljkov", "Mandarin", "Čurčin", "Žebeljan"),
            "double": ("Marković Đurić", "Savić-Njegovan", "Ilić Tomašević", "Kovačević-Šešlija", "Babić Ružičić",
                       "Lukić Vranješ"),
            "plain": ("Kralj", "Knez", "Gvozden", "Čobanin", "Vrbaški", "Šijak", "Popadija"),
        },
        fathers=_SR_FATHERS, streets=_SR_STREETS, works=_SR_WORKS, schools=_SR_SCHOOLS,
        towns=(("Novi Sad", "Novom Sadu", "21000"), ("Kragujevac", "Kragujevcu", "34000"), ("Niš", "Nišu", "18000"),
               ("Zrenjanin", "Zrenjaninu", "23000"), ("Šabac", "Šapcu", "15000"), ("Čačak", "Čačku", "32000"),
               ("Subotica", "Subotici", "24000"), ("Užice", "Užicu", "31000"), ("Vranje", "Vranju", "17500")),
    ),
    Tongue(
        key="hr", country="HR", slavic=True, prefix="385", mobile=("91", "92", "95", "98", "99"), plate="ZG 9999-AA",
        given=("Ivana", "Dubravka", "Ljerka", "Nives", "Marija", "Petra", "Štefica", "Andrijana", "Tihana", "Đurđica"),
        surnames={"ić": ("Horvatić", "Matošić", "Špoljarić", "Vukelić", "Đaković", "Brkljačić", "Žuljević", "Mikulić"),
                  "plain": ("Horvat", "Vrbanec", "Kolar", "Čop", "Grgurić", "Hudoletnjak", "Šafar")},
        fathers=("Ante", "Josip", "Stjepan", "Mladen", "Krešimir", "Željko"),
        streets=(("Ilica", "Ilici"), ("Vukovarska", "Vukovarskoj"), ("Kralja Zvonimira", "Kralja Zvonimira"),
                 ("Ulica grada Graza", "Ulici grada Graza"), ("Šubićeva", "Šubićevoj"), ("Put Žnjana", "Putu Žnjana")),
        towns=(("Zagreb", "Zagrebu", "10000"), ("Rijeka", "Rijeci", "51000"), ("Split", "Splitu", "21000"),
               ("Osijek", "Osijeku", "31000"), ("Varaždin", "Varaždinu", "42000"), ("Zadar", "Zadru", "23000")),
        works=(("Ljekarna Kadulja", "Ljekarni Kadulja"), ("Udruga Sunčica", "Udruzi Sunčica"),
               ("Knjižnica Stari grad", "Knjižnici Stari grad"), ("Dječji vrtić Potočić", "Dječjem vrtiću Potočić")),
        schools=(("OŠ Ivana Brlića", "OŠ Ivana Brlića"), ("Gimnazija Lovre Montija", "Gimnaziji Lovre Montija"),
                 ("Glazbena škola Blagoje Bersić", "Glazbenoj školi Blagoje Bersić")),
    ),
    Tongue(
        key="bs", country="BA", slavic=True, prefix="387", mobile=("61", "62", "63", "65", "66"), plate="A99-A-999",
        given=("Amra", "Lejla", "Emina", "Džejlana", "Azra", "Selma", "Mirsada", "Nermina", "Adisa", "Zerina"),
        surnames={"ić": ("Hadžibegović", "Omeragić", "Čengić", "Đozić", "Ćatović", "Halilović", "Mehmedbašić",
                         "Selimbegović", "Šehić"), "double": ("Begić Kurtović", "Softić-Hodžić", "Alić Džaferović")},
        fathers=("Senad", "Mirsad", "Fikret", "Ibrahim", "Enes", "Hasan"),
        streets=(("Ferhadija", "Ferhadiji"), ("Zmaja od Bosne", "Zmaja od Bosne"), ("Titova", "Titovoj"),
                 ("Envera Šehovića", "Envera Šehovića"), ("Džemala Bijedića", "Džemala Bijedića"),
                 ("Alipašina", "Alipašinoj")),
        towns=(("Sarajevo", "Sarajevu", "71000"), ("Tuzla", "Tuzli", "75000"), ("Mostar", "Mostaru", "88000"),
               ("Zenica", "Zenici", "72000"), ("Bihać", "Bihaću", "77000"), ("Banja Luka", "Banjoj Luci", "78000")),
        works=(("Apoteka Lavanda", "Apoteci Lavanda"), ("Centar Vidra", "Centru Vidra"), ("Ordinacija Šeherzada",
               "Ordinaciji Šeherzada")),
        schools=(("OŠ Safvet Čelebić", "OŠ Safvet Čelebić"), ("Gimnazija Dobrinjica", "Gimnaziji Dobrinjica"),
                 ("JU Škola Hasan Đikić", "JU Škola Hasan Đikić")),
    ),
    Tongue(
        key="cnr", country="ME", slavic=True, prefix="382", mobile=("67", "68", "69"), plate="PG AA999",
        given=("Vesna", "Milena", "Slavica", "Danijela", "Ivona", "Anastasija"),
        surnames={"ić": ("Vukotić", "Pejović", "Šćepanović", "Đurašković", "Brajović", "Ćetković", "Rašović"),
                  "plain": ("Kilibarda", "Šoć", "Dedeić", "Pižurica")},
        fathers=("Vuko", "Blažo", "Veselin", "Ranko", "Savo", "Momčilo"),
        streets=(("Njegoševa", "Njegoševoj"), ("Bokeška", "Bokeškoj"), ("Vučedolska", "Vučedolskoj"),
                 ("Radoja Dakića", "Radoja Dakića"), ("Ulica slobode", "Ulici slobode"), ("Džordža", "Džordža")),
        towns=(("Podgorica", "Podgorici", "81000"), ("Nikšić", "Nikšiću", "81400"), ("Bar", "Baru", "85000"),
               ("Herceg Novi", "Herceg Novom", "85340"), ("Pljevlja", "Pljevljima", "84210")),
        works=(("Ordinacija Galeb", "Ordinaciji Galeb"), ("NVO Sjenka", "NVO Sjenka"), ("Hotel Škver", "Hotelu Škver")),
        schools=(("OŠ Savo Drljić", "OŠ Savo Drljić"), ("Gimnazija Slobodan Škerić", "Gimnaziji Slobodan Škerić"),
                 ("OŠ Vlado Milićević", "OŠ Vlado Milićević")),
    ),
    Tongue(
        key="sq", country="XK", prefix="383", mobile=("44", "45", "49"), plate="01-999-AA", lacks=("national-id",),
        given=("Arta", "Shqipe", "Blerta", "Vjollca", "Drita", "Fjolla"),
        surnames={"i": ("Krasniqi", "Gashi", "Berisha", "Thaçi", "Shala", "Hoxha", "Kelmendi", "Rexhepi", "Bytyqi")},
        fathers=("Agim", "Bekim", "Ilir", "Fatmir", "Skënder", "Xhevat"),
        streets=(("Rruga Agim Ramadani", "rrugën Agim Ramadani"), ("Rruga Dëshmorët e Kombit",
        "rrugën Dëshmorët e Kombit"),
                 ("Rruga Garibaldi", "rrugën Garibaldi")),
        towns=(("Prishtinë", "Prishtinë", "10000"), ("Prizren", "Prizren", "20000"), ("Gjakovë", "Gjakovë", "50000")),
    ),
    Tongue(
        key="hu", country="HU", prefix="36", mobile=("20", "30", "70"), plate="AAA-999", order="surname",
        lacks=("national-id",),
        given=("Eszter", "Zsófia", "Anikó", "Katalin", "Ágnes", "Réka"),
        surnames={"plain": ("Szabados", "Győrfi", "Kovácsházi", "Székely", "Csonka", "Nyerges", "Vörösmarti")},
        fathers=("István", "Béla", "György", "Zoltán", "Ferenc", "Sándor"),
        streets=(("Kossuth Lajos utca", "Kossuth Lajos utcában"), ("Rákóczi út", "Rákóczi úton"),
                 ("Petőfi utca", "Petőfi utcában")),
        towns=(("Szeged", "Szegeden", "6720"), ("Pécs", "Pécsen", "7621"), ("Győr", "Győrben", "9021")),
    ),
    Tongue(
        key="ro", country="RO", prefix="40", mobile=("721", "722", "733"), plate="TM 99 AAA",
        given=("Ioana", "Ruxandra", "Simona", "Mihaela", "Crenguța", "Daniela"),
        surnames={"plain": ("Ciobănescu", "Țăranu", "Munteanu", "Ștefănescu", "Dobrogeanu", "Păcurariu")},
        fathers=("Gheorghe", "Vasile", "Ștefan", "Constantin", "Ilie", "Ion"),
        streets=(("Strada Mihai Viteazul", "strada Mihai Viteazul"), ("Bulevardul Unirii", "bulevardul Unirii"),
                 ("Strada Teiului", "strada Teiului")),
        towns=(("Timișoara", "Timișoara", "300001"), ("Iași", "Iași", "700001"), ("Brașov", "Brașov", "500001")),
    ),
    Tongue(
        key="mk", country="MK", prefix="389", mobile=("70", "71", "75"), plate="SK 9999 AA", cyrillic=True,
        given=("Марија", "Билјана", "Катерина", "Весна", "Снежана", "Љупка"),
        surnames={"ska": ("Петрушевска", "Јовановска", "Ѓорѓиевска", "Трајковска", "Николовска", "Крстевска")},
        fathers=("Драган", "Зоран", "Љупчо", "Трајче", "Ѓорѓи", "Благој"),
        streets=(("Македонска", "Македонска"), ("Партизанска", "Партизанска"), ("Јане Сандански", "Јане Сандански")),
        towns=(("Скопје", "Скопје", "1000"), ("Битола", "Битола", "7000"), ("Куманово", "Куманово", "1300")),
    ),
    Tongue(
        key="sl", country="SI", prefix="386", mobile=("31", "40", "41"), plate="LJ AA-999",
        given=("Maja", "Špela", "Neža", "Tjaša", "Urška", "Barbara"),
        surnames={"plain": ("Kranjc", "Žnidaršič", "Vidmar", "Hočevar", "Turk", "Potočnik", "Čebašek")},
        fathers=("Janez", "Marjan", "Jože", "Aleš", "Borut", "Franc"),
        streets=(("Slovenska cesta", "Slovenski cesti"), ("Trubarjeva ulica", "Trubarjevi ulici"),
                 ("Pot na Gradišče", "Poti na Gradišče")),
        towns=(("Ljubljana", "Ljubljani", "1000"), ("Maribor", "Mariboru", "2000"), ("Kranj", "Kranju", "4000")),
    ),
    Tongue(
        key="de", country="DE", prefix="49", mobile=("151", "160", "171"), plate="KA-AA 9999", lacks=("national-id",),
        given=("Sabine", "Jutta", "Annegret", "Katharina", "Ulrike", "Birgit"),
        surnames={"plain": ("Schäferling", "Grünewald", "Weißhaupt", "Müllerschön", "Kreuzer", "Löwenthal")},
        fathers=("Jürgen", "Wolfgang", "Heinz", "Günther", "Rainer", "Uwe"),
        streets=(("Lindenstraße", "Lindenstraße"), ("Am Mühlbach", "Am Mühlbach"), ("Goethestraße", "Goethestraße")),
        towns=(("Karlsruhe", "Karlsruhe", "76131"), ("Köln", "Köln", "50667"), ("Würzburg", "Würzburg", "97070")),
    ),
    Tongue(
        key="pl", country="PL", prefix="48", mobile=("501", "602", "694"), plate="KR 99999",
        given=("Agnieszka", "Małgorzata", "Zofia", "Katarzyna", "Wioletta", "Elżbieta"),
        surnames={"ska": ("Wiśniewska", "Zakrzewska", "Jabłońska"), "plain": ("Wójcik", "Gołąb", "Mazur")},
        fathers=("Andrzej", "Krzysztof", "Stanisław", "Zbigniew", "Łukasz", "Paweł"),
        streets=(("ul. Długa", "Długiej"), ("ul. Słowackiego", "Słowackiego"), ("al. Róż", "alei Róż")),
        towns=(("Kraków", "Krakowie", "30-001"), ("Łódź", "Łodzi", "90-001"), ("Wrocław", "Wrocławiu", "50-001")),
    ),
    Tongue(
        key="bg", country="BG", prefix="359", mobile=("87", "88", "89"), plate="CB 9999 AA", cyrillic=True,
        given=("Десислава", "Цветелина", "Йорданка", "Мария", "Ралица", "Силвия"),
        surnames={"ova": ("Стоянова", "Георгиева", "Димитрова", "Живкова", "Христова", "Белчева")},
        fathers=("Георги", "Стоян", "Димитър", "Иван", "Христо", "Пламен"),
        streets=(("ул. Раковски", "ул. Раковски"), ("бул. Витоша", "бул. Витоша"), ("ул. Иван Вазов",
        "ул. Иван Вазов")),
        towns=(("София", "София", "1000"), ("Пловдив", "Пловдив", "4000"), ("Варна", "Варна", "9000")),
    ),
)  # fmt: skip
