"""Everything that can be wrong with a fact, each with the reason and the next thing to do.

    FactError
    ├── Refusal                 one fact does not validate; `field` is the field of the facts file that is wrong
    │   ├── about any value     Empty TooLong ControlCharacter Wildcard TooGeneral
    │   ├── about one kind      Name… Username… Email… Phone… Address… Date… Id… Plate… Website… Phrase… Photo…
    │   ├── about the set       PublicNotAllowed RelativesOnly RelativeOfRelative OfUnknown ChildFact
    │   │                       TooMany TooManyOfRelative DuplicateFact DuplicateId BadId
    │   └── about the file      NotToml FileTooLarge UnknownField UnknownWord MissingField WrongType
    └── FactFileError           any of these, with the line of the file it stands in

Values are field names, numbers and enumerations; her own words only where they are a field name or a choice that she
misspelt. What she wrote as the value of a fact is in no message: messages end up on screens and in terminals' memory.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import ClassVar

from unlisted.errors import N_, FactError

_PLAIN = re.compile(r"[\w.-]{1,40}")


def shown(name: object) -> str:
    """`name` if it is a plain short word, else a question mark."""
    return name if isinstance(name, str) and _PLAIN.fullmatch(name) else "?"


class Refusal(FactError):
    """One fact that does not validate."""

    field: ClassVar[str] = "value"


class FactFileError(FactError):
    """A refusal, with the `line` of the facts file that it is about. Nothing of the file is taken over."""

    what = N_("Line {line} of the facts file. {reason}")
    next_step = N_("{remedy} Nothing was imported; correct the file and import it again.")

    def __init__(self, line: int, refusal: Refusal) -> None:
        reason, remedy = refusal.messages()
        super().__init__(line=line, reason=reason, remedy=remedy)
        self.line = line
        self.refusal = refusal

    def messages(self, translate: Callable[[str], str] = str) -> tuple[str, str]:
        """Both sentences with the refusal's own in the same language."""
        reason, remedy = self.refusal.messages(translate)
        return (
            translate(self.what).format(line=self.line, reason=reason),
            translate(self.next_step).format(remedy=remedy),
        )


# --- about any value ---------------------------------------------------------------------------------------------


class Empty(Refusal):
    """Nothing was written."""

    what = N_("There is no value.")
    next_step = N_("Write the value, or leave this fact out; every fact is optional.")


class TooLong(Refusal):
    """Longer than any fact of a person."""

    what = N_("The value is longer than {limit} characters.")
    next_step = N_("Write only the fact itself, without explanations.")


class ControlCharacter(Refusal):
    """A line break inside the value, or a character that steers a terminal."""

    what = N_("The value contains a line break or another character that is not text.")
    next_step = N_("Write the value on one line, by hand rather than pasted.")


class Wildcard(Refusal):
    """A sign that elsewhere stands for anything."""

    what = N_("The value contains the sign {sign}, which does not belong in a fact of this kind.")
    next_step = N_("Write the fact in full. unlisted looks for whole facts, never for patterns.")


class TooGeneral(Refusal):
    """So short or so common that it would be seen everywhere and prove nothing."""

    what = N_("The value is too short or too common: it would be seen everywhere and tell you nothing.")
    next_step = N_("Write more of it, so that it fits you and few others.")


# --- names -------------------------------------------------------------------------------------------------------


class NameSingle(Refusal):
    """A first name or a surname alone is no sighting, so accepting it would give false comfort."""

    what = N_("A name needs a first name and a surname. One word alone fits too many people.")
    next_step = N_("Write both. A nickname or an artist name goes under the kind username or phrase.")


class NameInitial(Refusal):
    """An initial in the place of the first name or the surname."""

    what = N_("The first name and the surname need at least two letters each.")
    next_step = N_("Write the name in full, without initials. Initials are recognised from the full name.")


class NameCharacters(Refusal):
    """Digits, brackets and the like."""

    what = N_("A name is made of letters, spaces, hyphens and apostrophes.")
    next_step = N_("Write one name a fact. Add a maiden name, or another spelling, as one more name.")


# --- accounts and addresses on the network -----------------------------------------------------------------------


class UsernameCharacters(Refusal):
    """A space or a sign no site allows in a username."""

    what = N_("A username has no spaces, only letters, digits, dots, hyphens and underscores.")
    next_step = N_("Write it as the site shows it, with or without @, or give the link to the profile.")


class UsernameShort(Refusal):
    """Under three characters."""

    what = N_("A username needs at least {least} characters.")
    next_step = N_("Write the whole username. Shorter ones would be seen in ordinary words.")


class UsernameIsEmail(Refusal):
    """An email address under the kind username."""

    what = N_("This looks like an email address, not a username.")
    next_step = N_("Use the kind email for it, and the part before @ as one more username if you use it so.")


class EmailShape(Refusal):
    """Not of the shape local@domain."""

    what = N_("An email address has the form name@example.org, without spaces.")
    next_step = N_("Check it letter by letter against one of your own messages.")


class DomainName(Refusal):
    """The part after @, or the host of a website, cannot exist."""

    what = N_("The domain, the part such as example.org, cannot be right.")
    next_step = N_("Look for a missing dot, a doubled dot or a sign that does not belong there.")


class WebsiteShape(Refusal):
    """Not an http address."""

    what = N_("A website has the form example.org/page, with or without https:// before it.")
    next_step = N_("Copy the address from the browser, without user name and password.")


class WebsiteGeneral(Refusal):
    """A whole platform."""

    what = N_("This is the address of a whole platform, which is mentioned everywhere.")
    next_step = N_("Give the address of your own page on it, or your username there under the kind username.")


# --- phones ------------------------------------------------------------------------------------------------------


class PhoneCharacters(Refusal):
    """Something that is no telephone number."""

    what = N_("A phone number is made of digits, with or without + before them.")
    next_step = N_("Write one number a fact, for example +381 60 000 0000 or 060 000 0000.")


class PhoneShort(Refusal):
    """Too few digits for its country."""

    what = N_("The phone number has too few digits for its country.")
    next_step = N_("Write the number in full, with the area code; abroad, with + and the country code.")


class PhoneLong(Refusal):
    """Too many digits for its country."""

    what = N_("The phone number has too many digits for its country.")
    next_step = N_("Count the digits, and write one number a fact.")


class PhoneCountry(Refusal):
    """No such country code."""

    what = N_("No country has the code that this phone number begins with.")
    next_step = N_("Check the digits after + or 00; Serbia has +381.")


# --- places ------------------------------------------------------------------------------------------------------


class AddressNoStreet(Refusal):
    """No street, and a postcode or a town alone is no address."""

    what = N_("No street was recognised in the address.")
    next_step = N_("Write it like this: Example Street 17, 21000 Town.")


class AddressTooLittle(Refusal):
    """One name without number and without town."""

    what = N_("The address has neither a house number nor a town after a comma.")
    next_step = N_("Add the number (bb if there is none) and the town: Example Street 17, 21000 Town.")


class PlateShape(Refusal):
    """No licence plate."""

    what = N_("A licence plate has 4 to 12 letters and digits, at least one of them a digit.")
    next_step = N_("Write it as it stands on the car, for example NS 000 XX.")


# --- dates and documents -----------------------------------------------------------------------------------------


class DateShape(Refusal):
    """Not a date in any of the usual forms."""

    what = N_("This is not a date in a form that unlisted reads.")
    next_step = N_("Write day, month and year, for example 14.03.1990, 14 March 1990 or 1990-03-14.")


class DateYear(Refusal):
    """A year of two digits."""

    what = N_("The year needs four digits.")
    next_step = N_("Write day, month and year, for example 14.03.1990, 14 March 1990 or 1990-03-14.")


class DateImpossible(Refusal):
    """A day that the calendar does not have."""

    what = N_("The calendar has no such day.")
    next_step = N_("Check the day and the month.")


class DateOutOfRange(Refusal):
    """Before 1900, or after today."""

    what = N_("The date is before 1900 or in the future.")
    next_step = N_("Check the year.")


class IdShape(Refusal):
    """No document number."""

    what = N_("A document number has 5 to 20 letters and digits, at least one of them a digit.")
    next_step = N_("Check it, or leave it out: unlisted never needs it.")


class IdLength(Refusal):
    """One digit more or less than the number of her country has."""

    what = N_("This number has one digit too many or too few: {scheme} has {digits}.")
    next_step = N_("Compare it with the document, digit by digit. Or leave it out: unlisted never needs it.")


class IdCheckDigit(Refusal):
    """The check digit says that a digit is wrong."""

    what = N_("A digit of this number is wrong: its check digit ({scheme}) does not fit.")
    next_step = N_("Compare it with the document. If it is printed like that, add it as a phrase instead.")


class IdDate(Refusal):
    """The birth date inside a citizen number does not exist."""

    what = N_("A digit of this number is wrong: the birth date in it ({scheme}) does not exist.")
    next_step = N_("Compare its first seven digits with the document.")


class PhraseShort(Refusal):
    """A phrase of one short word."""

    what = N_("A phrase needs at least two words or six letters.")
    next_step = N_("Write more of it, so that it fits you and few others.")


class PhotoLabel(Refusal):
    """A photo without a name to call it by."""

    what = N_("A photo needs a file name or a label.")
    next_step = N_("Write its file name, or a few words that remind you which photo it is.")


# --- about the set -----------------------------------------------------------------------------------------------


class PublicNotAllowed(Refusal):
    """Facts from which no stranger may ever be thought to start."""

    field = "public"
    what = N_("A relative, a relative's facts and a citizen number can never be marked as public.")
    next_step = N_("Take “public” away from this fact.")


class RelativesOnly(Refusal):
    """`relation`, `told` or `minor` on a fact that is no relative."""

    field = "relation"
    what = N_("“relation”, “told” and “minor” belong to facts of the kind relative only.")
    next_step = N_("Take them away here. A relative's own fact names the relative with “of”.")


class RelativeOfRelative(Refusal):
    """A relative's relative would make the vault one of a family."""

    field = "of"
    what = N_("A relative cannot belong to another relative.")
    next_step = N_("Say how the person is related to you, and leave “of” out.")


class OfUnknown(Refusal):
    """`of` names no relative."""

    field = "of"
    what = N_("“of” does not name a relative: there is no fact of the kind relative with this id.")
    next_step = N_("Add the relative with an id, and write the same id here.")


class ChildFact(Refusal):
    """A child is a name and a school, nothing else."""

    field = "kind"
    what = N_("Of a child, unlisted keeps a name and a school, nothing else.")
    next_step = N_("Remove this fact. What you do not write down here cannot leak from here.")


class TooMany(Refusal):
    """More facts of a kind than one person has."""

    field = "kind"
    what = N_("At most {limit} facts of the kind {kind} can be kept.")
    next_step = N_("Keep the ones that matter most. A vault is for one person.")


class TooManyOfRelative(Refusal):
    """More facts of one relative than looking after her needs."""

    field = "of"
    what = N_("At most {limit} facts of one relative, and {each} of a kind, can be kept.")
    next_step = N_("Keep those that lead to you, such as the address you share.")


class DuplicateFact(Refusal):
    """The same normal form twice."""

    what = N_("This is the same as the fact {other}.")
    next_step = N_("Leave one of the two out.")


class DuplicateId(Refusal):
    """An id that another fact has."""

    field = "id"
    what = N_("Another fact already has this id.")
    next_step = N_("Give this fact another id, or leave the id out and one will be made.")


class BadId(Refusal):
    """Ids are slugs: they are typed, and kept for ever."""

    field = "id"
    what = N_("An id is made of small letters, digits and hyphens, at most {limit} of them.")
    next_step = N_("Write one like home or work-phone, without any of the fact itself, or leave it out.")


# --- about the file ----------------------------------------------------------------------------------------------


class NotToml(Refusal):
    """The file cannot be read as TOML at all."""

    what = N_("This is not valid TOML.")
    next_step = N_("Look for a missing quotation mark or bracket on this line or the one before it.")


class FileTooLarge(Refusal):
    """Larger than any facts file of one person."""

    what = N_("The file is larger than {limit} kilobytes, too large for the facts of one person.")
    next_step = N_("Check that it is the right file.")


class UnknownField(Refusal):
    """A field or a table that the facts file does not have; `allowed` lists those it has, the likeliest first."""

    what = N_("There is no field called “{name}” here.")
    next_step = N_("Did you mean one of these: {allowed}?")

    def __init__(self, name: object, allowed: Iterable[str]) -> None:
        super().__init__(name=shown(name), allowed=", ".join(nearest(name, allowed)))


class UnknownWord(Refusal):
    """A choice that is not in its closed list; `allowed` is that list, the likeliest first."""

    what = N_("“{name}” is not a word that the field “{of_field}” knows.")
    next_step = N_("Did you mean one of these: {allowed}?")

    def __init__(self, field: str, name: object, allowed: Iterable[str]) -> None:
        super().__init__(of_field=field, name=shown(name), allowed=", ".join(nearest(name, allowed)))


class CountryCode(Refusal):
    """Not a country of ISO 3166."""

    field = "country"
    what = N_("A country is written as its two-letter code.")
    next_step = N_("Write for example RS for Serbia, BA, ME, HR, MK, SI, AT or DE.")


class LanguageCode(Refusal):
    """Not a code of ISO 639."""

    field = "languages"
    what = N_("A language is written as its two-letter code.")
    next_step = N_("Write for example sr for Serbian or en for English.")


class MissingField(Refusal):
    """A field that has no default is not there."""

    what = N_("The field “{name}” is missing.")
    next_step = N_("Add it to the table that begins on this line.")


class MissingCountry(Refusal):
    """No [person] table with a country."""

    field = "country"
    what = N_("The file does not say in which country you live.")
    next_step = N_('Begin the file with the line [person] and, below it, country = "RS".')


class WrongType(Refusal):
    """A number where a text belongs, and the like."""

    what = N_("The field “{name}” has a value of the wrong type.")
    next_step = N_("Write it like this: {example}")


def nearest(name: object, allowed: Iterable[str]) -> list[str]:
    """All of `allowed`, those that look like `name` first."""
    from difflib import get_close_matches

    words = list(allowed)
    close = get_close_matches(name.casefold()[:40], words, n=3, cutoff=0.5) if isinstance(name, str) else []
    return close + [word for word in words if word not in close]
