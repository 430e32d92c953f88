"""Letters that stand for letters: what keyboards, "fancy text" pages and copied alphabets offer to people who dodge."""

import unicodedata

ALPHABET = "abcdefghijklmnopqrstuvwxyz"

# Cyrillic letters by look, small and capital; the second table is what the bold go on to.
CYRILLIC_LOOK = dict(zip("aeopcxyjisk", "аеорсхујіѕк", strict=True)) | dict(
    zip("ABEKMHOPCTXYJIS", "АВЕКМНОРСТХУЈІЅ", strict=True)
)
CYRILLIC_BOLD = CYRILLIC_LOOK | dict(zip("bdghlmnqtvwz", "Ьԁԍһӏмпԛтѵѡз", strict=True))
GREEK_LOOK = dict(zip("aoivkpuxntyew", "αοινκρυχητγεω", strict=True)) | dict(
    zip("ABEZHIKMNOPTYX", "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", strict=True)
)
GREEK_BOLD = dict(zip("aeioubdsnk", "άέίόύβδςπκ", strict=True)) | dict(zip("AENOSPT", "ΛΞΠΘΣΡΤ", strict=True))
OTHER_LOOK = dict(zip("agilouhqnszdt", "ɑɡıⅼօսһզոꜱᴢԁ𝗍", strict=True)) | dict(
    zip("ABCDEGHJKLMPRSTVWZ", "ᎪᏴᏟᎠᎬᏀᎻᎫᏦᏞᎷᏢᏒᏚᎢᏙᎳᏃ", strict=True)
)
OTHER_BOLD = dict(zip("abdefgijkmnrtuvxz", "ꭺƅɗҽƒցɩʝƙოɳɾƭυⱱⲭʐ", strict=True)) | dict(
    zip("ABDEGHJKLMNOPRSTUVZ", "ꓮꓐꓓꓰꓖꓧꓙꓗꓡꓟꓠꓳꓑꓣꓢꓔꓴꓦꓜ", strict=True)
)
# Latin letters within a Cyrillic word, by look.
LATIN_LOOK = dict(zip("аеорсхујкАВЕКМНОРСТХУЈ", "aeopcxyjkABEKMHOPCTXYJ", strict=True))

# A Latin word written wholly with Cyrillic letters, each by its look: unreadable by sound, readable by eye.
BY_LOOK = dict(zip("abcdeghijklmnoprstuvxyz", "аьсԁеԍһіјкӏмпоргѕтиѵхуз", strict=True)) | {"ć": "с́", "č": "с̌"}
BY_LOOK_LATE = dict(zip("abcdefghijklmnoprstuvxyz", "авсдеғɡнійкɭмпоргѕтцvхуз", strict=True))

LEET = (
    dict(zip("aeiost", "431057", strict=True)),
    dict(zip("aeiosgbt", "4310598+", strict=True)),
    dict(zip("aeiosbzgl", "@€!0$826|", strict=True)),
)
LEET_ONE = ({"a": "4"}, {"e": "3", "o": "0"}, {"i": "1", "a": "@"})

# Letters that stand beside each other and look like another one, and letters drawn with strokes.
BESIDE = ({"m": "rn", "w": "vv", "d": "cl"}, {"m": "nn", "w": "uu", "d": "ol"})
DRAWN = (
    {"M": r"/\/\ ".strip(), "V": r"\/", "N": r"|\|", "K": "|<"},
    {"D": "|)", "L": "|_", "H": "|-|", "B": "|3", "A": r"/-\ ".strip(), "R": "|2"},
)

FLIPPED = dict(zip("abcdefghijklmnopqrstuvwxyz", "ɐqɔpǝɟƃɥᴉɾʞlɯuodbɹsʇnʌʍxʎz", strict=True))
SMALL_CAPS = dict(zip("abcdefghijklmnoprstuvwyz", "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ", strict=True))
SUPERSCRIPT = dict(zip("abcdefghijklmnoprstuvwxyz", "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ", strict=True))


def _run(start: int, upper: int | None = None) -> dict[str, str]:
    """An alphabet that stands in one row from a code point on; only characters that exist."""
    rows = [(ALPHABET, start)] + ([(ALPHABET.upper(), upper)] if upper else [])
    signs = {c: chr(at + i) for letters, at in rows for i, c in enumerate(letters)}
    return {c: s for c, s in signs.items() if unicodedata.category(s) != "Cn"}


# What letters with marks become when a text is pasted through the wrong encoding.
GARBLED: tuple[tuple[str, dict[str, str]], ...] = (
    ("utf-8 as cp1252", {c: c.encode().decode("cp1252", "replace") for c in "ćčšžđĆČŠŽ"}),
    ("cp1250 as latin-1", {c: c.encode("cp1250").decode("cp1252", "replace") for c in "ćčđĆČĐ"}),
    ("character references", {c: f"&#{ord(c)};" for c in "ćčšžđĆČŠŽĐ"}),
    ("yuscii", dict(zip("ćčšžđĆČŠŽĐ", "}~{`|]^[@\\", strict=True))),
    ("question marks", dict.fromkeys("ćčđĆČĐ", "?")),
    ("named references", {"š": "&scaron;", "Š": "&Scaron;", "ć": "&cacute;", "č": "&ccaron;", "ž": "&zcaron;"}),
)

STYLES: tuple[tuple[str, dict[str, str]], ...] = (
    ("math-bold", _run(0x1D41A, 0x1D400)),
    ("math-script", _run(0x1D4EA, 0x1D4D0)),
    ("math-fraktur", _run(0x1D586, 0x1D56C)),
    ("circled", _run(0x24D0, 0x24B6)),
    ("full-width", _run(0xFF41, 0xFF21)),
    ("squared-black", _run(0x1F170) | {c.upper(): s for c, s in _run(0x1F170).items()}),
    ("small-caps", SMALL_CAPS),
    ("superscript", SUPERSCRIPT),
    ("math-mono", _run(0x1D68A, 0x1D670)),
    ("regional", _run(0x1F1E6)),
    ("math-double", _run(0x1D552) | {c.upper(): s for c, s in _run(0x1D552).items()}),
    ("squared", _run(0x1F130)),
    ("math-sans-italic", _run(0x1D622, 0x1D608)),
    ("parenthesised", _run(0x249C)),
    ("circled-black", _run(0x1F150)),
)

DIGITS: tuple[tuple[str, str], ...] = (
    ("arabic", "٠١٢٣٤٥٦٧٨٩"),
    ("circled", "⓪①②③④⑤⑥⑦⑧⑨"),
    ("persian", "۰۱۲۳۴۵۶۷۸۹"),
    ("full-width", "０１２３４５６７８９"),
    ("math-bold", "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗"),
    ("devanagari", "०१२३४५६७८९"),
    ("superscript", "⁰¹²³⁴⁵⁶⁷⁸⁹"),
    ("math-mono", "𝟶𝟷𝟸𝟹𝟺𝟻𝟼𝟽𝟾𝟿"),
    ("bengali", "০১২৩৪৫৬৭৮৯"),
)
ODD_DIGITS: tuple[tuple[str, str], ...] = (
    ("dingbat", "🄋➀➁➂➃➄➅➆➇➈"),
    ("dingbat-black", "⓿❶❷❸❹❺❻❼❽❾"),
    ("subscript", "₀₁₂₃₄₅₆₇₈₉"),
)
DIGIT_LETTERS = ({"0": "O", "1": "l"}, {"0": "o", "5": "S", "1": "I"}, {"0": "О", "1": "і", "8": "B", "3": "З"})

WORDS: tuple[tuple[str, tuple[str, ...]], ...] = tuple(
    (name, tuple(words.split()))
    for name, words in (
        ("sr", "nula jedan dva tri četiri pet šest sedam osam devet"),
        ("sr-bare", "nula jedan dva tri cetiri pet sest sedam osam devet"),
        ("sr-slurred", "nula jedan dva tri četri pet šes sedam osam devet"),
        ("en", "zero one two three four five six seven eight nine"),
        ("sr-nouns", "nula jedinica dvojka trojka četvorka petica šestica sedmica osmica devetka"),
        ("en-oh", "oh one two three four five six seven eight nine"),
        ("sr-cyrillic", "нула један два три четири пет шест седам осам девет"),
        ("de", "null eins zwei drei vier fünf sechs sieben acht neun"),
        ("sr-slurred-bare", "nula jedan dva tri cetri pet ses sedam osam devet"),
    )
)
TENS = ("", "deset", "dvadeset", "trideset", "četrdeset", "pedeset", "šezdeset", "sedamdeset", "osamdeset", "devedeset")
TEENS = ("deset", "jedanaest", "dvanaest", "trinaest", "četrnaest", "petnaest", "šesnaest", "sedamnaest", "osamnaest",
         "devetnaest")  # fmt: skip

AT = (" at ", " et ", "(at)", " majmun ", " ludo a ", " {et} ", "[majmun]", " AT znak ", " manki ")
DOT = (" tačka ", " tacka ", "(tačka)", " dot ", " punkt ", " tačkica ", "(dot)", "[tačka]", " točka ")

# By sound, longest first, as English, German and Italian ears write it.
SOUNDS = (
    {"ć": "ch", "č": "ch", "š": "sh", "ž": "zh", "đ": "dj", "j": "y"},
    {"ć": "tch", "č": "ch", "š": "sh", "ž": "zh", "đ": "dzh", "v": "w", "ks": "x"},
    {"ć": "tsch", "č": "tsch", "š": "sch", "ž": "sch", "đ": "dsch", "v": "w", "c": "z"},
)

INVISIBLE = ("\u200b\u200d", "\u2060\ufeff", "\u200c\u034f\u180e\u2063", "\u200b", "\u200e\u200f", "\u3164\u115f\ufe0f")
SIGNS = (".", "-", "•", "_", "*", "|", "~", "/", "·")
SPACES = (" ", "\u00a0", "  ", "   ", "\u3000", "\u2009")
EMOJI = ("🌸", "🔥", "❤️", "😂", "👀", "⭐", "💀", "🍑", "👩‍🦰", "🐍", "🙈", "🇷🇸")
STARS = ("*", "•", "_", "#", "%", "☆", "?", "x", "✱")
MARKS = ("\u0301\u0302\u0308", "\u0323\u0331", "\u0336\u0335", "\u0334", "\u0306\u030a\u035f", "\u20dd\u20de\u0489")
_NEAR = "wa qes wrd etf rzg tuh zij uok ipl ol qsy adwx sfec dgrv fhtb gjzn hkum jli kop asx yc xvd cbf vng bmh nj"
NEIGHBOURS = dict(
    zip(
        "qwertzuiopasdfghjklyxcvbnm",
        _NEAR.split(),
        strict=True,
    )
)  # fmt: skip
