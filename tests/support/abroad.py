"""Fictional people whose names other languages bend, each form written out by hand from a school grammar's paradigm.

Not computed, and not after the program's tables: a rule that is wrong in the same way would measure nothing. `forms`
are the full name in running text; `near` are other people, among them those whom an ending too many would make of her.
"""

# ruff: noqa: E501  (one row a group of forms)
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Abroad:
    """One person: the language her name is bent in, where she lives, her forms and her near misses."""

    language: str
    country: str
    name: str
    forms: tuple[str, ...]
    near: tuple[str, ...]
    address: str = ""
    address_forms: tuple[str, ...] = ()


ABROAD = (
    # Slovene
    Abroad(language="sl", country="SI", name="Mojca Gabrovec",
        forms=("Mojce Gabrovec", "Mojci Gabrovec", "Mojco Gabrovec", "z Mojco Gabrovec", "Mojčina Gabrovec"),
        near=("Mojca Gabrovšek", "Mojca Gaber", "Mojmir Gabrovec", "Majca Gabrovec"),
        address="Ulica Slavka Grobnika 9, 1000 Ljubljana", address_forms=("Slavka Grobnika 9 v Ljubljani",)),
    Abroad(language="sl", country="SI", name="Gašper Zupanec",
        forms=("Gašperja Zupanca", "Gašperju Zupancu", "z Gašperjem Zupancem", "Gašperjem Zupancem", "Gašper Zupančev"),
        near=("Gašper Zupan", "Gašper Zupančič", "Gašperin Zupanec")),
    Abroad(language="sl", country="SI", name="Tone Hladnik",
        forms=("Toneta Hladnika", "Tonetu Hladniku", "s Tonetom Hladnikom", "Tonetova Hladnikova hiša"),
        near=("Tone Hladnikar", "Anton Hladnik", "Tonka Hladnik")),
    # Macedonian
    Abroad(language="mk", country="MK", name="Билјана Стојковска",
        forms=("Билјано Стојковска", "Билјанина Стојковска", "на Билјана Стојковска", "Biljana Stojkovska"),
        near=("Билјана Стојчевска", "Лилјана Стојковска", "Билјана Стојкова")),
    Abroad(language="mk", country="MK", name="Nikola Trajanoski",
        forms=("Никола Трајаноски", "Николо Трајаноски", "Николовиот Трајаноски"),
        near=("Nikola Trajanov", "Nikolina Trajanoska Petrova", "Nikola Trajkoski")),
    # Polish
    Abroad(language="pl", country="PL", name="Agnieszka Zawrzykraj",
        forms=("Agnieszki Zawrzykraj", "Agnieszce Zawrzykraj", "Agnieszkę Zawrzykraj", "z Agnieszką Zawrzykraj", "Agnieszko Zawrzykraj"),
        near=("Agnieszka Zawrzyk", "Agata Zawrzykraj", "Agnieszka Zawrzykrajska")),
    Abroad(language="pl", country="PL", name="Anna Grzelowska",
        forms=("Anny Grzelowskiej", "Annie Grzelowskiej", "Annę Grzelowską", "z Anną Grzelowską", "Anno Grzelowska", "Grzelowskiej Annie"),
        near=("Anna Grzelak", "Hanna Grzelowska", "Anna Grzelewska", "Anna Grzelowicz")),
    Abroad(language="pl", country="PL", name="Marek Wójciak",
        forms=("Marka Wójciaka", "Markowi Wójciakowi", "z Markiem Wójciakiem", "Marku Wójciaku", "Marku Wójciak"),
        near=("Marek Wójcik", "Marek Wójciakowski", "Mariusz Wójciak")),
    Abroad(language="pl", country="PL", name="Paweł Zielonkowski",
        forms=("Pawła Zielonkowskiego", "Pawłowi Zielonkowskiemu", "Pawłem Zielonkowskim", "o Pawle Zielonkowskim"),
        near=("Paweł Zielonka", "Paula Zielonkowska", "Paweł Zielonkowicz")),
    # Czech and Slovak
    Abroad(language="cs", country="CZ", name="Lenka Hrušková",
        forms=("Lenky Hruškové", "Lence Hruškové", "Lenku Hruškovou", "s Lenkou Hruškovou", "Lenko Hrušková", "Lenčina Hrušková"),
        near=("Lenka Hruška", "Lenka Hrušovská", "Lenka Hrubá", "Alenka Hrušková")),
    Abroad(language="cs", country="CZ", name="Karel Vaněček",
        forms=("Karla Vaněčka", "Karlovi Vaněčkovi", "s Karlem Vaněčkem", "Karle Vaněčku"),
        near=("Karel Vaněk", "Karel Vančura", "Karin Vaněček")),
    Abroad(language="cs", country="CZ", name="Petr Černohorský",
        forms=("Petra Černohorského", "Petrovi Černohorskému", "s Petrem Černohorským", "Petře Černohorský"),
        near=("Petr Černý", "Peter Černohous", "Petr Černohorec")),
    Abroad(language="sk", country="SK", name="Zuzana Kováčiková",
        forms=("Zuzany Kováčikovej", "Zuzane Kováčikovej", "Zuzanu Kováčikovú", "so Zuzanou Kováčikovou"),
        near=("Zuzana Kováčová", "Zuzana Kováčik", "Zuzka Kovačovská")),
    Abroad(language="sk", country="SK", name="Ján Hudec",
        forms=("Jána Hudeca", "Jánovi Hudecovi", "s Jánom Hudecom", "o Jánovi Hudcovi", "Jána Hudca"),
        near=("Ján Hudek", "Jana Hudecová", "Ján Hudák")),
    # Russian and Ukrainian
    Abroad(language="ru", country="RU", name="Ольга Смирнова",
        forms=("Ольги Смирновой", "Ольге Смирновой", "Ольгу Смирнову", "с Ольгой Смирновой", "Смирновой Ольге", "Olgu Smirnovu"),
        near=("Ольга Смирнитская", "Олег Смирнов", "Ольга Смирницкая", "Ольга Сомова")),
    Abroad(language="ru", country="RS", name="Мария Вяземская",
        forms=("Марии Вяземской", "Марию Вяземскую", "с Марией Вяземской", "о Марии Вяземской"),
        near=("Марина Вяземская", "Мария Вяземцева", "Мария Вязова")),
    Abroad(language="ru", country="RU", name="Андрей Кузьмин",
        forms=("Андрея Кузьмина", "Андрею Кузьмину", "с Андреем Кузьминым", "об Андрее Кузьмине"),
        near=("Андрей Кузнецов", "Андриан Кузьмин", "Андрей Кузьминский")),
    Abroad(language="uk", country="UA", name="Галина Шевчук",
        forms=("Галини Шевчук", "Галині Шевчук", "Галину Шевчук", "з Галиною Шевчук", "Галино Шевчук"),
        near=("Галина Шевченко", "Ганна Шевчук", "Галина Шевчукова")),
    Abroad(language="uk", country="UA", name="Тарас Бондаренко",
        forms=("Тараса Бондаренка", "Тарасові Бондаренку", "з Тарасом Бондаренком", "Тарасу Бондаренкові"),
        near=("Тарас Бондар", "Тамара Бондаренко", "Тарас Бондарчук")),
    # German
    Abroad(language="de", country="DE", name="Anna Müllerschön",
        forms=("Anna Müllerschöns", "Anna Müllerschön's", "die Anna-Müllerschön-Seite", "Annas Müllerschön", "Müllerschöns Anna"),
        near=("Anna Müller", "Johanna Müllerschön", "Anna Schönmüller"),
        address="Kastanienallee 14, 10435 Berlin", address_forms=("in der Kastanienallee 14 in Berlin",)),
    Abroad(language="de", country="AT", name="Hans Leitgebs",
        forms=("Hansens Leitgebs", "Hans Leitgebsens Haus", "Leitgebs, Hans"), near=("Hans Leitner", "Hannes Leitgebs")),
    Abroad(language="de", country="DE", name="Marie Kranz",
        forms=("Maries Kranz", "Marie Kranzens Wohnung", "Marie Kranz' Wohnung", "Mariens Kranz"),
        near=("Marie Kranzler", "Marianne Kranz", "Marlies Kranz")),
    # Albanian
    Abroad(language="sq", country="AL", name="Mimoza Shkodrani",
        forms=("Mimozës Shkodrani", "Mimozën Shkodrani", "Mimozë Shkodrani", "Mimoza Shkodranit", "Mimozen Shkodrani"),
        near=("Mimi Shkodrani", "Mimoza Shkodra", "Mimoza Shkreli")),
    Abroad(language="sq", country="XK", name="Besnik Gashaj",
        forms=("Besniku Gashaj", "Besnikun Gashaj", "Besnikut Gashaj", "Besnik Gashajt", "Besnik Gashajn"),
        near=("Besnik Gashi", "Besim Gashaj", "Besniku Gash")),
    Abroad(language="sq", country="XK", name="Agron Hoxhalli",
        forms=("Agroni Hoxhalli", "Agronin Hoxhalli", "Agronit Hoxhalli", "Agron Hoxhallit"),
        near=("Agron Hoxha", "Agnesa Hoxhalli", "Agron Hoxhaj")),
    # Hungarian
    Abroad(language="hu", country="HU", name="Enikő Sződligeti",
        forms=("Sződligeti Enikőnek", "Sződligeti Enikőt", "Sződligeti Enikővel", "Sződligeti Enikőhöz", "Sződligeti Enikőtől", "Sződligeti Enikőről"),
        near=("Sződligeti Ildikó", "Sződi Enikő", "Sződligeti Etelka"),
        address="Teleki utca 8, 24000 Subotica", address_forms=("Teleki utca 8.",)),
    Abroad(language="hu", country="RS", name="Kováts Gábor",
        forms=("Kováts Gábornak", "Kováts Gábort", "Kováts Gáborral", "Kováts Gáborné", "Kováts Gáborhoz", "Kovátsék Gábora", "Kováts Gábornét"),
        near=("Kovács Gábor", "Kováts Gabriella", "Kováts Gál")),
    Abroad(language="hu", country="HU", name="Ágnes Zsombolyai",
        forms=("Zsombolyai Ágnesnek", "Zsombolyai Ágnest", "Zsombolyai Ágnessel", "Zsombolyai Ágneshez", "Zsombolyai Ágnesért"),
        near=("Zsombolya Ágnes", "Zsombolyai Ágota", "Zsombori Ágnes")),
    # Romanian
    Abroad(language="ro", country="RO", name="Ana Brânzescu",
        forms=("Anei Brânzescu", "Ano Brânzescu", "casa Anei Brânzescu", "Ana Brânzescului"),
        near=("Ana Brânză", "Anca Brânzescu", "Ana Brâncoveanu")),
    Abroad(language="ro", country="RS", name="Raluca Țepeneag",
        forms=("Ralucăi Țepeneag", "Raluco Țepeneag", "Ralucai Tepeneag"), near=("Raluca Țepeș", "Ramona Țepeneag")),
    Abroad(language="ro", country="RO", name="Ion Vârlănescu",
        forms=("lui Ion Vârlănescu", "Ionului Vârlănescu", "Ion Vârlănescului"),
        near=("Ion Vârlan", "Ionela Vârlănescu", "Ion Vârlănaru")),
    # Greek
    Abroad(language="el", country="GR", name="Μαρία Κοντογιάννη",
        forms=("Μαρίας Κοντογιάννη", "της Μαρίας Κοντογιάννη"), near=("Μαρίνα Κοντογιάννη", "Μαρία Κοντού")),
    Abroad(language="el", country="GR", name="Nikos Papadakis",
        forms=("Nikou Papadaki", "Niko Papadaki", "tou Nikou Papadaki"), near=("Nikos Papas", "Nikos Papadopoulos")),
    Abroad(language="el", country="GR", name="Γιώργος Λεοντόπουλος",
        forms=("Γιώργου Λεοντόπουλου", "Γιώργο Λεοντόπουλο", "Γιώργε Λεοντόπουλε"), near=("Γιώργος Λεόντης", "Γιάννης Λεοντόπουλος")),
    # Turkish
    Abroad(language="tr", country="TR", name="Ayşe Yıldızoğlu",
        forms=("Ayşe Yıldızoğlu'nun", "Ayşe Yıldızoğlu'na", "Ayşe Yıldızoğlu’ndan", "Ayşe Yıldızoğlunun"),
        near=("Ayşe Yıldız", "Ayşegül Yıldızoğlu", "Ayşe Yıldırım")),
    Abroad(language="tr", country="TR", name="Mehmet Karadağ",
        forms=("Mehmet Karadağ'ın", "Mehmet Karadağ'a", "Mehmet Karadağ'dan", "Mehmet Karadağ’la", "Mehmet Karadagin"),
        near=("Mehmet Karaca", "Mehmet Karadağlıoğlu", "Ahmet Karadağ")),
    Abroad(language="tr", country="DE", name="Elif Demirsoy",
        forms=("Elif Demirsoy'un", "Elif Demirsoy'dan", "Elif Demirsoy'a", "Elifin Demirsoy"), near=("Elif Demir", "Elif Demirsoylu")),
    # Serbian: possessives of -ić and surnames that decline with those that do not
    Abroad(language="sr", country="RS", name="Milena Grujičić",
        forms=("Milene Grujičić", "Milena Grujičićeva", "Milenu Grujičićevu", "Milena Grujičićka", "Grujičićkina Milena", "Milenina Grujičićkin", "Grujičićkinoj Mileni"),
        near=("Milena Grujić", "Milena Grujičin", "Milana Grujičić")),
    Abroad(language="sr", country="RS", name="Dragan Grujičić",
        forms=("Dragana Grujičića", "Draganu Grujičiću", "Draganom Grujičićem", "Draganov Grujičićev", "Grujičićevog Dragana", "Grujičićevih Dragana"),
        near=("Dragan Grujić", "Dragiša Grujičić", "Dragoslav Grujičić")),
    Abroad(language="sr", country="RS", name="Jasna Ostrovidova",
        forms=("Jasne Ostrovidove", "Jasni Ostrovidovoj", "Jasnu Ostrovidovu", "Jasnom Ostrovidovom"),
        near=("Jasna Ostrović", "Jasna Ostrovska", "Jasmina Ostrovidova")),
)  # fmt: skip
