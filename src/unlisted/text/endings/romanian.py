"""Romanian: genitive and dative in -ei, -ăi and -ului, families in -ești; "lui" before a name changes nothing in it."""

from __future__ import annotations

TABLES = {
    "ro": """
ca > cai cei co
ga > gai ghei go
ia > iei io
a > ei ai o
e > ei
escu > escului escule estii estilor
u > ului ule lui
C > ului ul ule
"""
}
TELLING = {"ro": r"[șțăşţ]|escu\b|oiu\b|eanu\b"}
