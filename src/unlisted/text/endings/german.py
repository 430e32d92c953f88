"""German: the genitive in -s, with or without an apostrophe (Müllers, Jovanović's), and in -ens after s, x and z.

Compounds with a hyphen need no line: a name may end at any sign that is no letter.
"""

from __future__ import annotations

TABLES = {
    "de": """
s > sens ses
x > xens xes
z > zens zes
e > e's ens en
V > 's
C > 's
"""
}
TELLING = {"de": r"[ßäöü]|sch|mann\b|berger\b"}
