"""Fictional people with names and streets that behave differently, declined by hand, for measuring what is found.

Everybody here is invented, the numbers plainly so (000 in every telephone, citizen numbers of 1901). Forms are written
out and not computed: a rule that is wrong in the same way as the program's would measure nothing.
"""

# ruff: noqa: E501  (one row a group of forms)
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Hunted:
    """One person. `cases` are the full name as it stands in running text; `possessives` make the surname an adjective.

    `sound` is the Serbian spelling of a foreign name and `sound_cases` its forms; both are made Cyrillic. `extra` and
    `initials` name her only to those who know her. `near` are other people. `number` is the house.
    """

    key: str
    country: str
    given: str
    surname: str
    cases: tuple[str, ...]
    possessives: tuple[str, ...] = ()
    sound: str = ""
    sound_cases: tuple[str, ...] = ()
    parts_of_name: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()
    initials: tuple[str, ...] = ()
    near: tuple[str, ...]
    words_with_it: tuple[str, ...]
    relative: str
    relation: str
    relative_cases: tuple[str, ...]
    relative_sound: str = ""
    relative_sound_cases: tuple[str, ...] = ()
    street: str
    street_cases: tuple[str, ...] = ()
    street_notations: tuple[str, ...] = ()
    street_extra: tuple[str, ...] = ()
    near_streets: tuple[str, ...]
    number: int
    flat: int | None = None
    city: str
    city_locative: str
    postcode: str
    other_city: str
    code: str
    national: str
    email: str
    username: str
    jmbg: str
    plate: str
    born: tuple[int, int, int]

    @property
    def name(self) -> str:
        return f"{self.given} {self.surname}"

    @property
    def bare_street(self) -> str:
        """The street without the word for street."""
        return self.street.removeprefix("Ulica ")

    @property
    def address(self) -> str:
        flat = f"/{self.flat}" if self.flat else ""
        return f"{self.street} {self.number}{flat}, {self.postcode} {self.city}"

    def facts_file(self) -> str:
        """Her facts as she would write them."""
        year, month, day = self.born
        rows = (
            ("name", "name", self.name, ""), ("home", "address", self.address, ""), ("mail", "email", self.email, ""),
            ("mobile", "phone", f"+{self.code} {self.national}", ""), ("handle", "username", self.username, ""),
            ("kin", "relative", self.relative, f'relation = "{self.relation}"\n'), ("plate", "plate", self.plate, ""),
            ("jmbg", "national-id", self.jmbg, ""), ("born", "birthdate", f"{year}-{month:02}-{day:02}", ""),
        )  # fmt: skip
        head = f'[person]\ncountry = "{self.country}"\nlanguages = ["sr", "en"]\n'
        blocks = (f'[[fact]]\nid = "{i}"\nkind = "{kind}"\nvalue = "{value}"\n{more}' for i, kind, value, more in rows)
        return "\n".join((head, *blocks))


ANA = Hunted(
    key="ana", country="RS", given="Ana", surname="Ilić",
    cases=("Ane Ilić", "Ani Ilić", "Anu Ilić", "Ano Ilić", "Anom Ilić"),
    possessives=("Ana Ilićeva", "Ane Ilićeve", "Ani Ilićevoj", "Anu Ilićevu", "Anom Ilićevom", "Ilićeva Ana", "Ilićevu Anu"),
    extra=("Anči Ilić", "Anica Ilić", "Anita Ilić", "Anka Ilić", "Ilićka", "Ilićeva"), initials=("A. Ilić", "Ana I."),
    near=(
        "Anastasija Ilić", "Milana Ilić", "Jana Ilić", "Hana Ilić", "Ivana Ilić", "Ana Iličić", "Ana Vasilić", "Ana Ilijin",
        "Ana Ilinčić", "Ana Ilićević", "Ana Ilin", "Ana Lilić", "Ana Milić", "Ana Simić Ilijić", "Ani Milić", "Anu Vasilić",
    ),
    words_with_it=(
        "banana i lična karta", "strana i lična imovina", "dana i lica", "hrana i ličnosti", "kampanja i licitacija",
        "ana, i liči na nju", "kana i ličinke", "prodana ilićevcima", "ljubav dana i lič na spavanje", "Ana i Ličani",
    ),
    relative="Gordana Ilić", relation="mother", relative_cases=("Gordane Ilić", "Gordani Ilić", "Gordanu Ilić", "Gordanom Ilić"),
    street="Bulevar oslobođenja", number=88, city="Novi Sad", city_locative="Novom Sadu", postcode="21000",
    street_cases=("Bulevara oslobođenja", "Bulevaru oslobođenja", "Bulevarom oslobođenja"),
    street_notations=("Bul. oslobođenja", "Bul.oslobođenja", "bul oslobođenja", "Bulevar Oslobođenja", "blv. oslobođenja"),
    street_extra=("Bulevar", "Bulevar oslob.", "Bulevar osl.", "BO"),
    near_streets=("Bulevar Evrope", "Bulevar vojvode Stepe", "Trg oslobođenja", "Bulevar oslobodilaca", "ulica oslobođenja"),
    other_city="Beograd", code="381", national="640000881", email="ana.ilic@example.org", username="ana_ilic_88",
    jmbg="0101901800015", plate="NS 000-TX", born=(1991, 4, 3),
)  # fmt: skip
DJURDJICA = Hunted(
    key="djurdjica", country="RS", given="Đurđica", surname="Živković Šljivančanin",
    cases=(
        "Đurđice Živković Šljivančanin", "Đurđici Živković Šljivančanin", "Đurđicu Živković Šljivančanin",
        "Đurđicom Živković Šljivančanin", "Đurđice Živković-Šljivančanin", "Đurđicu Živković-Šljivančanin",
    ),
    parts_of_name=("Đurđica Živković", "Đurđica Šljivančanin", "Đurđicu Šljivančanin", "Šljivančanin Đurđica"),
    possessives=("Đurđice Šljivančaninove", "Đurđica Živkovićeva", "Đurđici Živkovićevoj"),
    extra=("Đurđa Šljivančanin", "Đuka Živković Šljivančanin", "Šljivančaninka"), initials=("Đ. Živković Šljivančanin", "Đ.Ž.Š."),
    near=(
        "Đurđica Živanović", "Đurđina Živković Šljivančanin", "Đorđica Živković", "Đurđica Šljivić", "Đurđica Šljivar",
        "Đurđa Živković", "Đurđija Šljivančanin", "Đurđica Živkov", "Đurđica Žižić", "Đurđević Živko",
    ),
    words_with_it=("đurđica je cveće, živković je komšija", "šljiva čeka", "đurđice i šljive", "živkovićka i šljivanka"),
    relative="Slobodan Živković", relation="father",
    relative_cases=("Slobodana Živkovića", "Slobodanu Živkoviću", "Slobodane Živkoviću", "Slobodanom Živkovićem"),
    street="Braće Ribnikar", number=12, flat=7, city="Novi Sad", city_locative="Novom Sadu", postcode="21000",
    street_notations=("Brace Ribnikar", "BRAĆE RIBNIKAR"), street_extra=("Ribnikar braće", "Br. Ribnikar", "Ribnikarova", "Braće Ribnikara"),
    near_streets=("Braće Jovanović", "Braće Ribar", "Braće Grulović", "Ribnikarska", "Ribarska"),
    other_city="Subotica", code="381", national="620000712", email="djurdjica.zs@example.org", username="djurdja.sljiva",
    jmbg="0101901800023", plate="NS 000-XA", born=(1984, 11, 27),
)  # fmt: skip
BILJANA = Hunted(
    key="biljana", country="RS", given="Biljana", surname="Zelenkovska",
    cases=("Biljane Zelenkovske", "Biljani Zelenkovskoj", "Biljanu Zelenkovsku", "Biljanom Zelenkovskom", "Biljano Zelenkovska"),
    extra=("Bilja Zelenkovska", "Bilji Zelenkovskoj", "Biljka Zelenkovska"), initials=("B. Zelenkovska", "Biljana Z."),
    near=(
        "Ljiljana Zelenkovska", "Biljana Zelenović", "Biljana Zelenkova", "Ljiljani Zelenkovskoj", "Biljana Zelenika",
        "Todorka Zelenkovska", "Biljana Želenska", "Biljana Zelenska", "Liljana Zelenkovska",
    ),
    words_with_it=("biljna zelenkovska smesa", "obilj ana zelen kovčeg", "biljana na livadi i zelenkovo ruho", "biljanica"),
    relative="Todor Zelenkovski", relation="father",
    relative_cases=("Todora Zelenkovskog", "Todoru Zelenkovskom", "Todorom Zelenkovskim", "Todore Zelenkovski", "Todora Zelenkovskoga"),
    street="27. marta", number=45, city="Beograd", city_locative="Beogradu", postcode="11000",
    street_notations=("27.marta", "27 marta", "27. Marta", "27-og marta", "27og marta"),
    street_extra=("dvadeset sedmog marta", "XXVII marta", "27. III", "dvadesetsedmog marta", "27. mart"),
    near_streets=("29. novembra", "7. jula", "27. maja", "22. marta", "27. oktobra", "7. marta"),
    other_city="Niš", code="381", national="630000457", email="biljana.zel@example.org", username="zelenkovska_b",
    jmbg="0101901710024", plate="BG 0000-QX", born=(1979, 1, 9),
)  # fmt: skip
NENAD = Hunted(
    key="nenad", country="RS", given="Nenad", surname="Radulov",
    cases=("Nenada Radulova", "Nenadu Radulovu", "Nenade Radulove", "Nenadom Radulovom", "Nenadom Radulovim", "Nenade Radulov"),
    possessives=("Nenadova Radulova", "Nenada Radulova kuća"),
    extra=("Neša Radulov", "Nešu Radulova", "Neno Radulov", "Radulovi"), initials=("N. Radulov", "Nenad R."),
    near=(
        "Nenad Radulović", "Nenada Radulovića", "Nenad Radul", "Nevad Radulov", "Nenad Radulovački", "Nenad Radunov",
        "Nemanja Radulov", "Nenad Radovan", "Nenad Radulovski", "Zenad Radulov", "Nenadić Radulov",
    ),
    words_with_it=("nenadana radulovačka slava", "iznenada radulovići", "nenadmašan radul", "nenad i radulovići", "rad u lov"),
    relative="Smilja Radulov", relation="mother", relative_cases=("Smilje Radulov", "Smilji Radulov", "Smilju Radulov", "Smiljom Radulov"),
    street="Cara Lazara", number=17, city="Novi Sad", city_locative="Novom Sadu", postcode="21000",
    street_notations=("CARA LAZARA", "Cara  Lazara", "cara lazara"), street_extra=("C. Lazara", "Cara Laze", "Lazarova", "Car Lazareva"),
    near_streets=("Cara Dušana", "Kneza Lazara", "Laze Kostića", "Laze Lazarevića", "Cara Uroša", "Cara Lazarevića"),
    other_city="Kragujevac", code="381", national="660000173", email="radulov.n@example.net", username="nesa.radulov",
    jmbg="0101901800031", plate="NS 000-0QY", born=(1988, 6, 21),
)  # fmt: skip
ILDIKO = Hunted(
    key="ildiko", country="RS", given="Ildikó", surname="Nagyváradi",
    cases=("Nagyváradi Ildikónak", "Nagyváradi Ildikót", "Nagyváradi Ildikóval", "Nagyváradi Ildikóhoz", "Nagyváradi Ildikótól"),
    sound="Ildiko Nađvaradi", sound_cases=("Ildike Nađvaradi", "Ildiki Nađvaradi", "Ildiku Nađvaradi", "Ildikom Nađvaradi"),
    extra=("Ildi Nagyváradi", "Ildi Nađvaradi"), initials=("I. Nagyváradi", "Nagyváradi I."),
    near=(
        "Ildikó Nagy", "Ildikó Váradi", "Enikő Nagyváradi", "Nagyváradi Etelka", "Nagy Ildikó", "Váradi Nagy Ildikó",
        "Ildiko Nađ", "Ildikó Nagyvári", "Ilona Nagyváradi", "Ildikó Nagyváros",
    ),
    words_with_it=("nagyváradi vonat", "nagyváradi út és Ildikóék kertje", "nađ varadin", "petrovaradinski nađ"),
    relative="Zoltán Nagyváradi", relation="father", relative_cases=("Nagyváradi Zoltánnak", "Nagyváradi Zoltánt", "Nagyváradi Zoltánnal"),
    relative_sound="Zoltan Nađvaradi", relative_sound_cases=("Zoltana Nađvaradija", "Zoltanu Nađvaradiju", "Zoltanom Nađvaradijem"),
    street="Futoška", number=33, city="Novi Sad", city_locative="Novom Sadu", postcode="21000",
    street_cases=("Futoške", "Futoškoj", "Futošku", "Futoškom", "Futoška ulica", "Futoškoj ulici", "Futošku ulicu", "Futoške ulice"),
    street_extra=("Futoš.",), near_streets=("Futoški put", "Futožanska", "Temerinska", "Futoškog puta", "Novosadska", "Futogova"),
    other_city="Futog", code="381", national="690000336", email="ildiko-nv@example.com", username="ildikonv",
    jmbg="0101901800058", plate="SU 000-XQ", born=(1993, 8, 30),
)  # fmt: skip
SHPRESA = Hunted(
    key="shpresa", country="ME", given="Shpresa", surname="Gjonbalaj",
    cases=("Shprese Gjonbalaj", "Shpresi Gjonbalaj", "Shpresu Gjonbalaj", "Shpresom Gjonbalaj", "Shpresës Gjonbalaj", "Shpresën Gjonbalaj"),
    sound="Špresa Đonbaljaj", sound_cases=("Šprese Đonbaljaj", "Špresi Đonbaljaj", "Špresu Đonbaljaj", "Špresom Đonbaljaj"),
    extra=("Shpresë Gjonbalaj", "Presa Gjonbalaj"), initials=("Sh. Gjonbalaj", "Gjonbalaj Sh."),
    near=(
        "Shpresa Gjonaj", "Shpend Gjonbalaj", "Shpresim Gjonbalaj", "Shqipe Gjonbalaj", "Shpresa Gjokaj", "Shpresa Balaj",
        "Presheva Gjonbalaj", "Shpresa Gjoni",
    ),
    words_with_it=("shpresa vdes e fundit", "gjon e balaj", "express a gjon balaj", "presa za gnječenje"),
    relative="Agron Gjonbalaj", relation="brother", relative_cases=("Agrona Gjonbalaja", "Agronu Gjonbalaju", "Agronom Gjonbalajem"),
    relative_sound="Agron Đonbaljaj", relative_sound_cases=("Agrona Đonbaljaja", "Agronu Đonbaljaju", "Agronom Đonbaljajem"),
    street="Njegoševa", number=5, city="Podgorica", city_locative="Podgorici", postcode="81000",
    street_cases=("Njegoševe", "Njegoševoj", "Njegoševu", "Njegoševom", "Njegoševa ulica", "Njegoševoj ulici", "ulici Njegoševoj"),
    street_extra=("Njegoš.",), near_streets=("Njegoški trg", "Nemanjina", "Njegovanska", "Vučedolska", "Bulevar Svetog Petra"),
    other_city="Nikšić", code="382", national="67000538", email="sh.gjonbalaj@example.org", username="shpresa05",
    jmbg="0101901210005", plate="PG AA000", born=(1996, 12, 2),
)  # fmt: skip
AMRA = Hunted(
    key="amra", country="BA", given="Amra", surname="Hadžiomerović",
    cases=("Amre Hadžiomerović", "Amri Hadžiomerović", "Amru Hadžiomerović", "Amro Hadžiomerović", "Amrom Hadžiomerović"),
    possessives=("Amra Hadžiomerovićeva", "Amre Hadžiomerovićeve", "Hadžiomerovićeva Amra"),
    extra=("Ami Hadžiomerović", "Amrica Hadžiomerović", "Amra Hadžić", "Hadžiomerovićka"), initials=("A. Hadžiomerović", "Amra H."),
    near=(
        "Samra Hadžiomerović", "Amra Hadžiahmetović", "Amra Omerović", "Amar Hadžiomerović", "Amra Hadžimerović Kulenović",
        "Emra Hadžiomerović", "Amira Hadžiomerović", "Amra Hadžiosmanović", "Tamra Hadžiomerović", "Amra Hadžiomeragić",
    ),
    words_with_it=("kamra hadži omera", "samra i hadžije", "hadži Omerović", "amra, hadži i Omer", "mramra hadžijska"),
    relative="Mirsad Hadžiomerović", relation="husband",
    relative_cases=("Mirsada Hadžiomerovića", "Mirsadu Hadžiomeroviću", "Mirsadom Hadžiomerovićem"),
    street="Maršala Tita", number=21, flat=3, city="Sarajevo", city_locative="Sarajevu", postcode="71000",
    street_notations=("Marsala Tita", "MARŠALA TITA"), street_extra=("M. Tita", "mar. Tita", "Titova", "Titovoj", "Maršalova"),
    near_streets=("Maršala Titova", "Maršala Tolbuhina", "Titogradska", "Maršalska", "Mula Mustafe Bašeskije"),
    other_city="Tuzla", code="387", national="61000219", email="amra_h@example.org", username="amra.hadzi.sa",
    jmbg="0101901170011", plate="A00-X-000", born=(1990, 2, 14),
)  # fmt: skip
STEFAN = Hunted(
    key="stefan", country="HR", given="Stefan", surname="Đokić",
    cases=("Stefana Đokića", "Stefanu Đokiću", "Stefane Đokiću", "Stefanom Đokićem"),
    possessives=("Đokićev Stefan", "Stefanove Đokićeve", "Đokićevog Stefana"),
    extra=("Stefke Đokić", "Stefča Đokić", "Stef Đokić", "Đokići"), initials=("S. Đokić", "Stefan Đ."),
    near=(
        "Stefan Đorđić", "Stefan Đukić", "Stefanija Đokić", "Stevan Đokić", "Stefan Đokanović", "Stefan Jokić", "Stefan Đoković",
        "Stefanović Đoko", "Stevana Đokića", "Stefan Đoka", "Stefana Đukića",
    ),
    words_with_it=("stefan i đokica", "stefan i đokićka slama", "apostefan đo kić", "đokić je čvorak, stefan je vrabac"),
    relative="Ljubica Đokić", relation="grandmother", relative_cases=("Ljubice Đokić", "Ljubici Đokić", "Ljubicu Đokić", "Ljubicom Đokić"),
    street="Ulica kneza Trpimira", number=9, city="Zagreb", city_locative="Zagrebu", postcode="10000",
    street_notations=("kneza Trpimira", "Kneza Trpimira", "ulica Kneza Trpimira"), street_extra=("ul. kn. Trpimira", "Trpimirova", "k. Trpimira"),
    near_streets=("kneza Branimira", "kralja Trpimira", "kneza Mislava", "Trpimirska", "kneza Domagoja"),
    other_city="Split", code="385", national="910000912", email="stefan.djokic@example.net", username="djokic_stef",
    jmbg="0101901330019", plate="ZG 000-QX", born=(2000, 10, 5),
)  # fmt: skip
IVA = Hunted(
    key="iva", country="HR", given="Iva", surname="Car",
    cases=("Ive Car", "Ivi Car", "Ivu Car", "Ivom Car"), possessives=("Iva Careva", "Ivu Carevu"),
    extra=("Ivica Car", "Ivka Car", "Carica Iva"), initials=("I. Car", "Iva C."),
    near=("Ivan Car", "Ivana Car", "Iva Carić", "Eva Car", "Iva Carević", "Iva Carina", "Diva Car", "Ivanka Car", "Ivu Carić", "Iva Cariša"),
    words_with_it=(
        "diva carskog baleta", "kriva cara zove", "aktiva, carina i porez", "živa carevina", "rezerva carske vojske",
        "iva raste, carić peva", "naliva carsko vino", "biva car i kralj", "ovčariva carska", "pokriva carstvo",
    ),
    relative="Branko Car", relation="father", relative_cases=("Branka Cara", "Branku Caru", "Brankom Carem", "Branko Care"),
    street="Ilica", number=110, city="Zagreb", city_locative="Zagrebu", postcode="10000",
    street_cases=("Ilice", "Ilici", "Ilicu", "Ilicom"), street_extra=("Ilička",),
    near_streets=("Iličin dol", "Iblerov trg", "Vukovarska", "Ilička cesta", "Bilica", "Milica"),
    other_city="Rijeka", code="385", national="980000134", email="iva@example.org", username="ivacar_1",
    jmbg="0101901330027", plate="RI 000-XX", born=(1975, 3, 18),
)  # fmt: skip
PEOPLE = (ANA, DJURDJICA, BILJANA, NENAD, ILDIKO, SHPRESA, AMRA, STEFAN, IVA)
