"""Albanian: definite and indefinite, accusative in -n, genitive and dative in -t and -s."""

from __future__ import annotations

TABLES = {
    "sq": """
a > es en e
e > a as an es en ja jes jen
i > it in iu iut iun et
o > oja ojes ojen os on
u > ut un
y > yi yn yt
k > ku kun kut ket
g > gu gun gut
h > hu hun hut
j > ji jt jn jin jit ja jes jen
C > i in it et ja jes
"""
}
TELLING = {"sq": r"xh|zh|sh|gj|dh|ë|q(?!u)|aj\b"}
