"""The fictional person: her facts file. The street, the surname and the numbers are plainly invented."""

from __future__ import annotations

_FACTS = """
[person]
country = "RS"
languages = ["sr", "en"]

[[fact]]
id = "public-name"
kind = "name"
value = "Milena Primerović"
public = true

[[fact]]
id = "instagram"
kind = "username"
value = "milena_primer21"
public = true

[[fact]]
id = "home"
kind = "address"
value = "Izmišljena 17, 21000 Novi Sad"

[[fact]]
id = "mobile"
kind = "phone"
value = "064 000 0123"

[[fact]]
id = "mail"
kind = "email"
value = "milena.primerovic@example.org"

[[fact]]
id = "father"
kind = "relative"
value = "Dragan Primerović"
relation = "father"
told = "not-safe"

[[fact]]
id = "work"
kind = "workplace"
value = "Knjižara Sanjalica, Novi Sad"

[[fact]]
id = "maiden-name"
kind = "name"
value = "Milena Nestvarković"

[[fact]]
id = "old-mail"
kind = "email"
value = "mnest@example.org"

[[fact]]
id = "new-home"
kind = "address"
value = "Nepostojeća 4, 21203 Veternik"
"""


def facts_file() -> str:
    """Her facts as the TOML that `unlisted facts import` reads."""
    return _FACTS
