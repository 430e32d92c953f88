"""Everything that can be wrong with a fact, each with the reason and the next thing to do.

    FactError
    ├── Refusal                 one fact does not validate; `field` is the field of the facts file that is wrong
    │   ├── about any value     Empty TooLong ControlCharacter Wildcard TooGeneral
    │   ├── about one kind      Name… Username… Email… Phone… Address… Date… Id… and so on: `unlisted.facts.refusals`
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


# --- about the set -----------------------------------------------------------------------------------------------


class PublicNotAllowed(Refusal):
    """Facts from which no stranger may ever be thought to start."""

    field = "public"
    what = N_("A relative, a relative's facts and a citizen number can never be marked as public.")
    next_step = N_("Take `public` away from this fact.")


class RelativesOnly(Refusal):
    """`relation`, `told` or `minor` on a fact that is no relative."""

    field = "relation"
    what = N_("`relation`, `told` and `minor` belong to facts of the kind `relative` only.")
    next_step = N_("Take them away here. A relative's own fact names the relative with `of`.")


class RelativeOfRelative(Refusal):
    """A relative's relative would make the vault one of a family."""

    field = "of"
    what = N_("A relative cannot belong to another relative.")
    next_step = N_("Say how the person is related to you, and leave `of` out.")


class OfUnknown(Refusal):
    """`of` names no relative."""

    field = "of"
    what = N_("`of` does not name a relative: there is no fact of the kind `relative` with this id.")
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
    next_step = N_("Write one like `home` or `work-phone`, without any of the fact itself, or leave it out.")


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


class RegionCode(Refusal):
    """Not a code of ISO 3166-2 within her country."""

    field = "region"
    what = N_("A region is written as its code, beginning with that of the country.")
    next_step = N_("Write for example RS-VO or US-CA, or leave it out.")


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
    next_step = N_('Begin the file with the line `[person]` and, below it, `country = "RS"`.')


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
