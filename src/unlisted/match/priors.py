"""How common a name is and which words are towns: what decides between "likely" and "strong".

Common names: the most frequent given names and surnames of the 2011 and 2022 censuses of Serbia as published by its
Statistical Office, with the commonest of Croatia, Bosnia and Herzegovina, Montenegro, North Macedonia and Slovenia,
from general knowledge of those lists; order and counts are not used. Towns: the larger ones of the region,
without Bor and Beč, which folded are the common words for a pine and "already" (већ).
"""

from __future__ import annotations

from functools import cache

from unlisted.text.fold import fold_text

_GIVEN = """
Dragan Milan Aleksandar Nikola Zoran Marko Goran Ivan Stefan Miloš Vladimir Dejan Jovan Nenad Slobodan Petar Milorad
Dušan Luka Đorđe Branko Predrag Radovan Ljubiša Bojan Saša Uroš Vuk Igor Srđan Željko Mirko Mihajlo Filip Lazar Darko
Milica Marija Jelena Ana Milena Ljiljana Dragana Gordana Snežana Jovana Mirjana Ivana Vesna Slavica Nada Katarina
Biljana Olivera Marina Tamara Jasmina Sofija Danijela Teodora Anđela Radmila Branka Sanja Maja Tijana Nevena Nataša
Aleksandra Svetlana Sara Dunja Vera Zorica Ružica Ljubica Dušica Amra Emina Amina Lejla Merima Josip Ante Tomislav Iva
""".split()  # noqa: SIM905 - readable as a block
_SURNAMES = """
Jovanović Petrović Nikolić Marković Đorđević Stojanović Ilić Stanković Pavlović Milošević Popović Živković Ristić
Kovačević Todorović Simić Mladenović Savić Kostić Mitić Krstić Lukić Radovanović Cvetković Petković Milovanović Jović
Janković Marinković Milić Tomić Filipović Vasić Lazić Ivanović Stefanović Knežević Milenković Marić Babić Vuković
Horvat Novak Kovač Babić Jurić Hodžić Hadžić Čengić Delić Begić Popov Stojanov Petrovski Nikolovski Radulović Bojić
""".split()  # noqa: SIM905
TOWNS = """
Beograd|Novi Sad|Niš|Kragujevac|Subotica|Zrenjanin|Pančevo|Čačak|Kraljevo|Novi Pazar|Smederevo|Leskovac|Užice|Vranje|
Valjevo|Kruševac|Šabac|Požarevac|Sombor|Pirot|Zaječar|Kikinda|Sremska Mitrovica|Jagodina|Vršac|Prokuplje|Loznica|
Ruma|Inđija|Bačka Palanka|Aranđelovac|Gornji Milanovac|Ćuprija|Paraćin|Negotin|Prijepolje|Žabalj|Apatin|Vrbas|Bečej|
Zemun|Lazarevac|Obrenovac|Mladenovac|Podgorica|Nikšić|Zagreb|Split|Rijeka|Osijek|Sarajevo|Banja Luka|Tuzla|Zenica|
Mostar|Bijeljina|Skoplje|Skopje|Ljubljana|Maribor|Priština|Kosovska Mitrovica|Wien|Berlin|Trebinje|Vukovar
""".replace("\n", "").split("|")


@cache
def _folded(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(fold_text(word) for word in words)


def is_common(given: str, surname: str) -> bool:
    """Whether both halves of a name are so common that other people are likely to bear it."""
    return fold_text(given) in _folded(tuple(_GIVEN)) and fold_text(surname) in _folded(tuple(_SURNAMES))
