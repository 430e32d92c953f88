"""Hungarian: case endings in both vowel harmonies, and -né, the wife of whoever is named.

Folding takes the accents away, so -hoz and -höz are one; a word with vowels of both kinds is given both rows. -val and
-vel double the consonant before them, which a drawn-out letter allows for: only what follows it stands here.
"""

from __future__ import annotations

TABLES = {
    "hu": """
[aáoóuú] V > 'val 'nak t 'ban 'ba 'bol 'hoz 'tol 'rol 'ra 'nal
[eéiíöőüű] V > 'vel 'nek t 'ben 'be 'bol 'hez 'hoz 'tol 'rol 're 'nel
V > 'ert 'e 'ek 'ig ne nenak nenek net neval nevel nehez nek
[aáoóuú] C > al 'nak ot at t 'ban 'ba 'bol 'hoz 'tol 'rol 'ra 'nal
[eéiíöőüű] C > el 'nek et ot t 'ben 'be 'bol 'hez 'hoz 'tol 'rol 're 'nel
C > 'ert 'e 'ek 'ig ne nenak nenek net neval nevel nehez
"""
}
TELLING = {"hu": r"gy|ny|ly|sz|cs|zs|[őű]"}
