"""Greek, in its own letters and in Latin ones: men's names lose their -s, women's take one; surnames in -ou stay.

Eta folds to the n it looks like, and a final sigma to the o that the small one looks like.
"""

from __future__ import annotations

TABLES = {
    "el": """
os > ou o e on
is > i
as > a
es > e
oo > o oy e
no > n
ao > a
a > as ao
i > is
n > no
o > os
"""
}
TELLING = {"el": r"[α-ω]|opoulo[su]|idis\b|akis\b|iadis\b"}
