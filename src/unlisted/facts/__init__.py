"""The person's facts: what she types becomes a fact in its normal form, or a refusal that says why. Pure.

`make` builds one fact, `check_set` looks at all of them together, `read_facts` and `write_facts` know the facts file.

The normal form of each kind, in this order (a part in brackets is there only if she wrote it):

    name, relative   given [middle] surname     the script as typed; double surnames with their hyphen or space
    username         handle                     without @, #0000 or link; capitals as typed
    email            local domain               domain in small letters, readable rather than punycode
    phone            number country_code national   E.164 with +, digits, national significant number
    address          street [number] [flat] [city] [postcode]   without "ulica"/"ul."; number in small letters, "bb" if
                                                the house has none; at least one of number and city
    birthdate        date year month day        ISO 8601; the other three without leading zeros
    national-id      number scheme              capitals, no separators; scheme "jmbg", "oib", a module of
                                                python-stdnum such as "pesel", or "unvalidated"
    workplace, school   name [city]             the city from behind the last comma
    plate            plate                      Latin capitals and digits, Č Ć Š Ž Đ kept, no separators
    website          host [path]                host as in email, without www; path with query, without final slash
    photo            label                      never a path
    phrase           text                       as typed, without quotation marks around it

Values are NFC, one line, at most 200 characters, without zero-width and bidi characters. Folding of case, script and
diacritics is the business of `unlisted.text`: here everything stays as she writes it.
"""

from __future__ import annotations

from unlisted.facts.errors import FactFileError, Refusal
from unlisted.facts.file import read_facts, write_facts
from unlisted.facts.making import made_id, make
from unlisted.facts.rules import CAPS, Relation, check_set

__all__ = [
    "CAPS", "FactFileError", "Refusal", "Relation", "check_set", "made_id", "make", "read_facts", "write_facts",
]  # fmt: skip
