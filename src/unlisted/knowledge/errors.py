"""Everything that can be wrong with an entry of the knowledge data, each with the file, the line and the remedy.

    KnowledgeError
    ├── NotToml             the file is not TOML
    ├── UnknownEntryKind    a table that is none of ours
    ├── NotReplaceable      an entry of hers that would replace a safety text
    ├── UnknownField        a field the entry does not have
    ├── MissingField        a field the entry must have
    │   ├── MissingSource   … namely where it was read
    │   ├── MissingDate     … namely when it was written, or when it was read
    │   └── MissingText     … namely one of the two languages
    ├── WrongType           a number where a text belongs, and the like
    ├── BadDate             neither a date nor "undated"
    ├── NotHttps            a link that is not https
    ├── BadTemplate         a link to fill in with a placeholder that nobody fills
    ├── BadAddress          no host name, or no e-mail address
    ├── BadId               an id that is not a slug
    ├── OutOfRange          a number too small or too large
    ├── UnknownWord         a word that is not in the closed list
    ├── DuplicateId         the id is taken
    ├── UnknownReference    an id that no entry has
    ├── Circle              an entry that is its own parent, by however many steps
    ├── NothingToPatch      a patch of hers for an entry that is not there
    └── Contradiction       two fields that cannot both be true

Every one takes `file` and `line`, and most `field`: names that were written by whoever wrote the file, kept only if
they are plain words (see `shown`), so that a file from somebody else cannot speak to her terminal.
"""

from __future__ import annotations

import re

from unlisted.errors import N_, KnowledgeError

_PLAIN = re.compile(r"[A-Za-z0-9_./-]{1,60}")


def shown(name: object) -> str:
    """`name` if it is a plain word, else a question mark."""
    return name if isinstance(name, str) and _PLAIN.fullmatch(name) else "?"


class NotToml(KnowledgeError):
    """The file cannot be read as TOML at all."""

    what = N_("{file}, line {line}: this is not valid TOML.")
    next_step = N_("Look for a missing quotation mark or bracket on this line or the one before it.")


class UnknownEntryKind(KnowledgeError):
    """A table that is no kind of entry we know."""

    what = N_("{file}, line {line}: there is no kind of entry called “{field}”.")
    next_step = N_("Begin the entry with one of: {allowed}. Each stands in double square brackets.")


class NotReplaceable(KnowledgeError):
    """Her own folder may add what is looked up, and not replace the texts that keep people safe."""

    what = N_("{file}, line {line}: entries of the kind “{field}” cannot come from your own folder.")
    next_step = N_(
        "Your own folder may hold checklist items, channels, brokers, sites, laws and findability; remove this entry."
    )


class UnknownField(KnowledgeError):
    """The entry has a field that its kind does not have."""

    what = N_("{file}, line {line}: the entry has an unknown field, “{field}”.")
    next_step = N_("Check the spelling. This kind of entry has the fields: {allowed}.")


class MissingField(KnowledgeError):
    """A field that has no default is not there, or is empty."""

    what = N_("{file}, line {line}: the field “{field}” is missing.")
    next_step = N_("Add it to the entry that begins on this line.")


class MissingSource(MissingField):
    """The entry does not say where it was read."""

    what = N_("{file}, line {line}: the entry does not say where this was read.")
    next_step = N_("Add “sources” with a title, an address, a date and the day it was read.")


class MissingDate(MissingField):
    """A source does not say when it was written or when it was read."""

    what = N_("{file}, line {line}: the source has no “{field}”.")
    next_step = N_('Add a date such as 2026-11-23. For a page without a date write date = "undated".')


class MissingText(MissingField):
    """One of the two languages is not there."""

    what = N_("{file}, line {line}: the text in the language “{field}” is missing.")
    next_step = N_("Write the text in English (en) and in Serbian Latin (sr).")


class WrongType(KnowledgeError):
    """The value is of another type than the field."""

    what = N_("{file}, line {line}: the field “{field}” has a value of the wrong type.")
    next_step = N_("Write it in this manner: {example}")


class BadDate(KnowledgeError):
    """The value is no date."""

    what = N_("{file}, line {line}: “{field}” is not a date.")
    next_step = N_('Write 2026-11-23, 2026-11, 2026 or, for a page without a date, "undated".')


class NotHttps(KnowledgeError):
    """A link that would be opened unencrypted, or is no link."""

    what = N_("{file}, line {line}: the address in “{field}” does not begin with https://.")
    next_step = N_("Give the https address, or leave the field out.")


class BadTemplate(KnowledgeError):
    """A link with a placeholder that is not one of ours."""

    what = N_("{file}, line {line}: the link in “{field}” has something in braces that cannot be filled in.")
    next_step = N_("Use only: {allowed}. Each stands in braces.")


class BadAddress(KnowledgeError):
    """No host name, or no e-mail address."""

    what = N_("{file}, line {line}: the value of “{field}” is not a host name or an e-mail address.")
    next_step = N_("Write it in this manner: {example}")


class BadId(KnowledgeError):
    """Ids are slugs, because they are typed at a prompt and kept for ever."""

    what = N_("{file}, line {line}: the id in “{field}” is not made of small letters, digits and hyphens.")
    next_step = N_("Write it like this: telegram-hide-number")


class OutOfRange(KnowledgeError):
    """A number outside what the field allows."""

    what = N_("{file}, line {line}: the number in “{field}” is out of range.")
    next_step = N_("Give a whole number from {low} to {high}.")


class UnknownWord(KnowledgeError):
    """A word that is not in the closed list of this field."""

    what = N_("{file}, line {line}: “{word}” is not a word that the field “{field}” knows.")
    next_step = N_("Use one of: {allowed}.")


class DuplicateId(KnowledgeError):
    """Two entries of one kind have the same id."""

    what = N_("{file}, line {line}: there is already an entry with the id “{field}”.")
    next_step = N_("Give this entry another id, or remove one of the two.")


class UnknownReference(KnowledgeError):
    """An entry names another by an id that does not exist."""

    what = N_("{file}, line {line}: no entry has the id “{word}” that “{field}” names.")
    next_step = N_("Check the spelling, or add that entry.")


class Circle(KnowledgeError):
    """Following parents leads back to the entry."""

    what = N_("{file}, line {line}: following “{field}” from this entry leads back to it.")
    next_step = N_("Take the parent out of one of the entries.")


class NothingToPatch(KnowledgeError):
    """An entry of hers that changes single fields of one that does not exist."""

    what = N_("{file}, line {line}: there is no entry with the id “{word}” whose fields could be changed.")
    next_step = N_("Check the id, or leave “patch” out and give every field.")


class Contradiction(KnowledgeError):
    """Two things in one entry exclude each other."""

    what = N_("{file}, line {line}: the field “{field}” contradicts the rest of the entry.")
    next_step = N_("Read what the field means in the docstring of its kind, and change one of the two.")
