"""Signs of other scripts that programs for "fancy text" put for Latin letters, for names in a strange type.

The alphabets that are met most; what a sign looks like decides. Left out is what has another reading of ours: letters
that sound otherwise in Serbian (я, ц), digits of other scripts (๓), what other rules read already.
"""

from __future__ import annotations

import unicodedata
from string import ascii_lowercase

# One line an alphabet, from a to z; a dot where it has the letter itself, or one that is read otherwise.
_ALPHABETS = (
    "ᗩ.ᑕ..........ᑎ..ᑫ.ᔕ...ᗯ..ᘔ",
    "卂乃匚.乇千Ꮆ卄丨ﾌҜㄥ爪几ㄖ卩.尺丂ㄒㄩ.山乂ㄚ乙",
    "ﾑ....ｷ.んﾉ.ズﾚﾶ刀.ｱ...ｲ...ﾒﾘ.",
    "ค.....ﻮ.เן...ภ๏ק..รՇยשฬאץչ",
    "ꍏꌃꉓꀸꍟꎇꁅꃅꀤꀭꀘ꒒ꂵꈤꂦꉣꆰꋪꌗ꓄ꀎꃴꅏꊼꌩꁴ",
    "ꪖ᥇ᥴᦔꫀᠻᧁꫝ꠸꠹.ꪶꪑꪀꪮ.ꪇ᥅ᦓꪻꪊꪜ᭙᥊ꪗ.",
    "₳.₵...₲...₭.₥₦.₱..₴₮Ʉ.₩Ӿ..",
    ".฿...₣..................¥.",
    "..¢∂.....נ................",
    ".ც...ʄ.ɧ.......℘.ཞ....ῳҳ..",
    ".Ⴆ.ԃ...ԋ...ʅ....ϙ.........",
    ".ɮ........ӄ.......ֆ.ʊ..Ӽ..",
    "ƛ......Ӈ.ʆҠԼ....Ƣ.Ƨ....Ҳ..",
    ".............ᏁᎾ...........",
)  # fmt: skip


def of_other_scripts() -> dict[int, str]:
    """Code point to the ASCII letter it is put for; small and large, and of both widths."""
    table: dict[int, str] = {}
    for alphabet in _ALPHABETS:
        for letter, sign in zip(ascii_lowercase, alphabet, strict=True):
            if sign != ".":
                forms = (sign, sign.lower(), sign.upper(), unicodedata.normalize("NFKC", sign))
                table |= {ord(form): letter for form in forms if len(form) == 1}
    return table
