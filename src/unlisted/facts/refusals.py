"""Why a value is no fact of its kind: one class a reason (the tree is in `unlisted.facts.errors`)."""

from __future__ import annotations

from unlisted.errors import N_
from unlisted.facts.errors import Refusal

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
