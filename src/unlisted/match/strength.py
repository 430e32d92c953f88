"""How much a sighting weighs, and why: how rare the fact is, how completely it was seen, what stands beside it.

Strength is 0 to 1: .8 and up is strong, .5 to .8 likely, below .5 weak. The priors are the project's design figures.
"""

from __future__ import annotations

from collections.abc import Iterable

from unlisted import model
from unlisted.errors import N_
from unlisted.model import How, Kind, SeenFact

STRONG, LIKELY = model.STRONG, model.LIKELY

UNIQUE = 0.97  # national id, email, phone: one person or one household
BARE_PHONE = 0.75  # the national number without its 0 or country code may be another number
ADDRESS_FULL = 0.95  # street, number and town
ADDRESS = 0.75  # street and number: the same may stand in another town
ADDRESS_OTHER_TOWN = 0.3
STREET_AND_TOWN = 0.4
STREET = 0.2
PLATE = 0.9
WEBSITE = 0.9
NAME_RARE, NAME_COMMON = 0.9, 0.7
NAME_ONE_OF_TWO = 0.7  # one of her two surnames
NAME_OF_A_MAN = 0.6  # "Milena Primerovića" is Milen Primerović in another case, or hers by somebody who bends it so
NAME_IN_LIST = 0.6  # "Mira Primerović, Milena Petrović" may be two others
IN_PIECES = 0.6  # some letters set apart, others not: it may be a chance of neighbouring words
NAME_IN_ACCOUNT = 0.6  # milena.primerovic12@… may be a namesake's
BIRTHDATE = 0.4
SURNAME = 0.2
GIVEN = 0.1
TYPO = 0.35  # one letter is wrong: it may be another's right name
USERNAME, USERNAME_PLAIN = 0.85, 0.6
ORGANISATION_AND_TOWN, ORGANISATION = 0.65, 0.55
PHRASE = 0.7

_DISGUISE = 0.97  # a disguise never raises strength: it is read with a little less certainty


def together(seen: Iterable[SeenFact]) -> tuple[SeenFact, ...]:
    """Weigh facts that stand in one document: a fact gains half of what is missing, times its strongest companion.

    Never lowers any strength, and parts of a fact gain nothing.
    """
    seen = tuple(seen)
    weighed = []
    for one in seen:
        beside = max((other.strength for other in seen if other.fact != one.fact), default=0.0)
        gain = 0.0 if one.how is How.PARTIAL else (1 - one.strength) * beside / 2
        weighed.append(
            SeenFact(fact=one.fact, kind=one.kind, parts=one.parts, how=one.how, strength=round(one.strength + gain, 3))
        )
    return tuple(weighed)


def spelled(strength: float, how: How) -> float:
    """The strength of a fact spelled in this way."""
    return strength * _DISGUISE if how is How.DISGUISED else strength


def why(seen: SeenFact, companions: int) -> tuple[str, ...]:
    """Why a fact weighs what it weighs, as message ids."""
    if seen.how is How.OF_KIND:
        return (N_("whether it is yours, is not known"),)
    reasons = [_RARITY[seen.kind]]
    if seen.how is How.PARTIAL:
        reasons.append(N_("only a part of it was seen"))
    elif seen.kind is Kind.ADDRESS and "city" not in seen.parts:
        reasons.append(N_("no town stands beside it"))
    if seen.how is How.TYPO:
        reasons.append(N_("one letter is wrong, so it may be another person's right name"))
    if seen.how is How.DISGUISED:
        reasons.append(N_("it was written in a disguise"))
    if companions and seen.how not in (How.PARTIAL, How.TYPO):
        reasons.append(N_("other facts of yours stand beside it"))
    return tuple(reasons)


_RARITY = {
    Kind.NAME: N_("other people may have the same name"),
    Kind.RELATIVE: N_("other people may have the same name"),
    Kind.USERNAME: N_("someone else may use the same username elsewhere"),
    Kind.EMAIL: N_("an email address belongs to one person"),
    Kind.PHONE: N_("a telephone number belongs to one person or household"),
    Kind.ADDRESS: N_("a street and number point to one building"),
    Kind.BIRTHDATE: N_("many people share a birth date"),
    Kind.NATIONAL_ID: N_("an identity number belongs to one person"),
    Kind.WORKPLACE: N_("many people share a workplace"),
    Kind.SCHOOL: N_("many people share a school"),
    Kind.PLATE: N_("a number plate belongs to one vehicle"),
    Kind.WEBSITE: N_("a website address belongs to one owner"),
    Kind.PHOTO: N_("a photo is recognised by its fingerprint"),
    Kind.PHRASE: N_("others may use the same words"),
}
