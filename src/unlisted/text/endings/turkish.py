"""Turkish: case endings behind an apostrophe, which hasty writers leave out."""

from __future__ import annotations

TABLES = {
    "tr": """
C > 'in 'un 'a 'e 'i 'u 'da 'de 'ta 'te 'dan 'den 'tan 'ten 'la 'le 'lar 'ler 'gil
oglu > oglu'nun oglu'na oglu'nu oglu'nda oglu'ndan oglu'yla oglu'lar oglu'gil
V > 'nin 'nun 'ya 'ye 'yi 'yu 'da 'de 'dan 'den 'yla 'yle 'lar 'ler 'gil
y > y'in y'un y'a y'e y'i y'u y'da y'de y'dan y'den y'la y'le y'lar y'ler y'gil
"""
}
TELLING = {"tr": r"[ğışİ]|oğlu|oglu\b"}
