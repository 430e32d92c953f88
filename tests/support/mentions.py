"""Mentions of a hunted person's facts, each with its category: plain, declined, disguised once, disguised twice."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from random import Random

from support.disguises import APART, DIGITS, ENGLISH_DIGITS, LETTERS, Disguise, bare, cyrillic, serbian_number
from support.hunted import Hunted

LETTER = {disguise.name: disguise for disguise in LETTERS}
_EXACT, _FOLDED, _SCRIPT = frozenset({"exact"}), frozenset({"exact", "folded"}), frozenset({"script"})
_INFLECTED, _DISGUISED = frozenset({"inflected"}), frozenset({"disguised"})


@dataclass(frozen=True, kw_only=True)
class Plant:
    """A mention that was put in. `parts` are one text, cut where the messenger marks a piece of it (bold, a link).

    `how` are the words that describe the spelling rightly (empty: not judged). Found means a strength of `least`.
    `plain` are the undisguised categories; what is not `required` is measured and shown, and counted apart.
    """

    fact: str
    category: str
    parts: tuple[str, ...]
    how: frozenset[str] = frozenset()
    least: float = 0.5
    plain: bool = False
    required: bool = True


_CARRIERS = (
    "{}", "{}", "{}", "ko zna gde je {}?", "evo ga: {}", "to vam je {}, svi je znaju", "šaljem dalje – {}", "{} jel ovo ta?",
    "ljudi {} !!!", "ко зна нешто за {}?", "ево шта сам нашао: {}, делите", "{}\nsutra okupljanje", "forward: \"{}\"", "({})",
    "does anyone know {}?", "📍{}📍", "da se zna, {} i niko drugi", "pa to je bre {} hahaha", "Пише овако: {}.", "{} proverite pa javite",
)  # fmt: skip


def carried(plant: Plant, rng: Random) -> Plant:
    """The mention inside a message as such groups write it."""
    before, after = rng.choice(_CARRIERS).split("{}")
    return (
        replace(plant, parts=(before + plant.parts[0], *plant.parts[1:-1], plant.parts[-1] + after))
        if len(plant.parts) > 1
        else replace(plant, parts=(before + plant.parts[0] + after,))
    )


def _plain(fact: str, category: str, text: str, how: frozenset[str] = frozenset(), least: float = 0.5) -> Plant:
    return Plant(fact=fact, category=category, parts=(text,), how=how, least=least, plain=True)


def _cut(text: str, rng: Random) -> tuple[str, ...]:
    cut = rng.randint(1, len(text) - 1)
    return (text[:cut], text[cut:])


# Disguises of letters first, what is put between them second.
FIRST = (
    "leet",
    "look-cyrillic-some",
    "look-any-some",
    "decorated",
    "elongated",
    "english",
    "math",
    "small-caps",
    "full-width",
)
SECOND = ("spaced", "dotted", "zero-width", "emoji-letters", "line-inside", "syllables", "marks", "lines", "bidi-marks")
_ON_CYRILLIC = (*SECOND, "elongated", "look-latin-in-cyrillic")
# A number stands beside the letters of an address: these would change it into another number.
_LETTERS_ONLY = {"leet", "leet-full", "leet-heavy", "masked", "misspelt", "no-vowels", "turned", "elongated", "yuscii"}


def _disguised(fact: str, text: str, disguise: Disguise, rng: Random, tail: str = "") -> Iterator[Plant]:
    """`text` in one disguise, if that changes it; `tail` is a number that stays as it is unless letters are set apart."""
    if disguise.name in _LETTERS_ONLY and tail:
        changed, same = disguise.apply(text, rng) + tail, {text + tail, bare(text) + tail}
    else:
        changed, same = disguise.apply(text + tail, rng), {text + tail, bare(text + tail), bare(text + tail, dj="d")}
    if changed not in same:
        how = frozenset() if disguise.name in {"lines", "hats-exchanged", "dz", "english", "ligatures"} else _DISGUISED
        yield Plant(fact=fact, category=disguise.name, parts=(changed,), required=disguise.required, how=how)


def _twice(fact: str, text: str, forms: tuple[str, ...], sound: str, rng: Random, tail: str = "") -> Iterator[Plant]:
    """Two disguises, or a declined or Cyrillic form in one."""

    def put(first: str, second: str, changed: str) -> Iterator[Plant]:
        if changed != text + tail:
            yield Plant(fact=fact, category=f"{first} + {second}", parts=(changed,))

    for first in FIRST:
        for second in SECOND:
            if "math" in first and second == "marks":
                continue
            one = (
                LETTER[first].apply(text, rng) + tail
                if first in _LETTERS_ONLY
                else LETTER[first].apply(text + tail, rng)
            )
            yield from put(first, second, LETTER[second].apply(one, rng))
    for name in _ON_CYRILLIC:
        if name == "look-latin-in-cyrillic":
            continue
        changed = (
            LETTER[name].apply(cyrillic(sound), rng) + tail
            if name == "elongated"
            else LETTER[name].apply(cyrillic(sound) + tail, rng)
        )
        yield from put("cyrillic", name, changed)
    for name in (*FIRST, *SECOND) if forms else ():
        form = rng.choice(forms)
        changed = (
            LETTER[name].apply(form, rng) + tail if name in _LETTERS_ONLY else LETTER[name].apply(form + tail, rng)
        )
        yield from put("inflected", name, changed)


def names(
    fact: str, name: str, cases: tuple[str, ...], sound: str, sound_cases: tuple[str, ...], rng: Random
) -> Iterator[Plant]:
    """A full name in every plain form and every disguise. `sound` is its Serbian spelling."""
    given, surname = name.split(" ", 1)
    declined = rng.choice(cases)
    plain_bare = bare(name, rng)
    yield from (
        _plain(fact, "as-typed", name, _EXACT), _plain(fact, "upper", name.upper(), _FOLDED),
        _plain(fact, "lower", name.lower(), _FOLDED), _plain(fact, "capitals-odd", LETTERS_ODD(name), _FOLDED),
        _plain(fact, "bare", rng.choice((plain_bare, plain_bare.lower(), plain_bare.upper())), _FOLDED),
        _plain(fact, "decomposed", unicodedata.normalize("NFD", name), _FOLDED),
        _plain(fact, "cyrillic", cyrillic(sound), _SCRIPT),
        _plain(fact, "cyrillic-case", rng.choice((cyrillic(sound).upper(), cyrillic(sound).lower())), _SCRIPT),
        _plain(fact, "reversed", f"{surname} {given}"), _plain(fact, "reversed-comma", f"{surname}, {given}"),
        _plain(fact, "reversed-cyrillic", cyrillic(" ".join((sound.split(" ", 1)[1], sound.split(" ", 1)[0])))),
        _plain(fact, "spaces", name.replace(" ", rng.choice(("  ", "\u00a0", "\t", "   "))), _FOLDED),
        _plain(fact, "inflected", declined, _INFLECTED),
        _plain(fact, "inflected-bare", bare(rng.choice(cases), rng).lower(), _INFLECTED),
        _plain(fact, "inflected-cyrillic", cyrillic(rng.choice(sound_cases)), _INFLECTED | _SCRIPT),
        _plain(fact, "hashtag-lower", "#" + name.replace(" ", "").lower()),
        _plain(fact, "hashtag-camel", "#" + rng.choice((name, plain_bare)).replace(" ", "")),
        _plain(fact, "hashtag-underscore", "#" + rng.choice((name, plain_bare.lower())).replace(" ", "_")),
        _plain(fact, "run-together", rng.choice((name, plain_bare, name.lower())).replace(" ", "")),
        _plain(fact, "hashtag-cyrillic", "#" + cyrillic(sound).replace(" ", "")),
    )  # fmt: skip
    yield Plant(fact=fact, category="entities", parts=_cut(name, rng), how=_FOLDED)
    yield Plant(fact=fact, category="entities-cyrillic", parts=_cut(cyrillic(sound), rng), how=_SCRIPT)
    yield Plant(fact=fact, category="entities-inflected", parts=_cut(declined, rng), how=_INFLECTED)
    yield Plant(fact=fact, category="leet + entities", parts=_cut(LETTER["leet"].apply(name, rng), rng), how=_DISGUISED)
    for disguise in LETTERS:
        yield from _disguised(fact, name, disguise, rng)
    yield from _twice(fact, name, cases, sound, rng)


def LETTERS_ODD(text: str) -> str:  # noqa: N802
    return "".join(c.upper() if i % 2 else c.lower() for i, c in enumerate(text))


def _short_names(person: Hunted, rng: Random) -> Iterator[Plant]:
    """Possessives, half of a double surname, the foreign spelling; and what only those who know her understand."""
    for label, forms in (("possessive", person.possessives), ("one-of-two-surnames", person.parts_of_name)):
        for form in rng.sample(forms, min(2, len(forms))):
            yield _plain("name", label, form, _INFLECTED if label == "possessive" else frozenset())
            yield _plain("name", f"{label}-cyrillic", cyrillic(form))
    if person.sound:
        yield _plain("name", "sound-spelling", person.sound)
        yield _plain("name", "sound-spelling-inflected", rng.choice(person.sound_cases))
    for form in rng.sample(person.extra, min(3, len(person.extra))):
        shown = rng.choice((form, bare(form, rng), cyrillic(form)))
        yield Plant(fact="name", category="diminutive-or-initial", parts=(shown,), required=False)


def addresses(person: Hunted, rng: Random) -> Iterator[Plant]:
    street, number, city = person.street, str(person.number), person.city
    flat = person.flat or rng.randint(1, 30)
    plain = f"{street} {number}"
    core = re.sub(r"^Ulica ", "", street)
    notations = (
        f"ul. {core} br. {number}", f"ulica {core} broj {number}", f"ul.{core} br.{number}", f"{core} {number}/{flat}", f"{core} br {number}",
        f"{core} {number}, stan {flat}", f"{core} {number} st. {flat}", f"{core}, {number}", f"{core} - {number}", f"{core} ({number})",
        f"{core} br. {number}/{flat}", f"{core}, kućni broj {number}", f"{core} No. {number}", f"{core} #{number}", f"{core} {number} sprat 3",
        f"{city}, {core} {number}", f"{core} {number}, {person.postcode} {city}", f"{core} {number} {city}", f"{city} {core} br{number}",
        f"{person.postcode} {city}, ul. {core} {number}", f"{core} {number}; {city}", f"adresa:{core} {number}", f"{core}\n{number}",
        f"{core} {number} -{flat}", f"{core} {number}, ulaz 2, stan {flat}", f"{core} broj: {number}", f"{core} broj{number}", f"{core}{number}",
    )  # fmt: skip
    locatives = tuple(f"u {form} {number}" for form in person.street_cases) + (
        f"u ulici {core} {number}", f"u ulici {core} broj {number}", f"u {person.city_locative}, {core} {number}",
        f"ulicu {core} {number}", f"iz ulice {core} {number}", f"u {person.city_locative} u ulici {core} br. {number}",
    )  # fmt: skip
    yield from (
        _plain("home", "as-typed", plain, _EXACT), _plain("home", "as-typed-whole", person.address, _EXACT),
        _plain("home", "upper", plain.upper(), _FOLDED), _plain("home", "bare", bare(plain, rng).lower(), _FOLDED),
        _plain("home", "cyrillic", cyrillic(plain), _SCRIPT), _plain("home", "cyrillic-case", cyrillic(plain).upper(), _SCRIPT),
        *(_plain("home", "notation", text) for text in rng.sample(notations, 5)),
        *(_plain("home", "notation-cyrillic", cyrillic(text)) for text in rng.sample(notations, 3)),
        *(_plain("home", "notation-bare", bare(text, rng).lower()) for text in rng.sample(notations, 3)),
        _plain("home", "inflected", rng.choice(locatives)), _plain("home", "inflected-cyrillic", cyrillic(rng.choice(locatives))),
        _plain("home", "inflected-bare", bare(rng.choice(locatives), rng).lower()),
        _plain("home", "number-first", f"{number} {core}"),
    )  # fmt: skip
    for form in person.street_notations:
        yield _plain("home", "street-written-otherwise", f"{form} {number}")
        yield _plain("home", "street-written-otherwise", cyrillic(f"{form} {number}"))
    for form in person.street_extra:
        yield Plant(fact="home", category="street-short", parts=(f"{form} {number}",), required=False)
    for style in (str, cyrillic):
        said = style(f"{core} {rng.choice(('', 'broj '))}{serbian_number(person.number % 100)}")
        if person.number < 100:
            yield Plant(fact="home", category="words-serbian", parts=(said,), required=False)
    yield Plant(fact="home", category="entities", parts=_cut(plain, rng), how=_FOLDED)
    yield Plant(fact="home", category="digits-spaced", parts=(f"{core} {' '.join(number)}",), required=len(number) > 1)
    for disguise in DIGITS:
        written = disguise.apply(f"{core} {number}" if "zero" in disguise.name else number, rng)
        yield Plant(
            fact="home",
            category=disguise.name,
            parts=(written if "zero" in disguise.name else f"{core} {written}",),
            how=_DISGUISED,
        )
    for disguise in LETTERS:
        yield from _disguised("home", core, disguise, rng, tail=f" {number}")
    yield from _twice("home", core, person.street_cases, core, rng, tail=f" {number}")


def phones(person: Hunted, rng: Random) -> Iterator[Plant]:
    code, national = person.code, person.national
    head, rest = national[:2], national[2:]
    local = "0" + national
    pairs = " ".join(re.findall(r"..?", rest))
    ways = (
        f"+{code}{national}", f"+{code} {head} {rest}", f"00{code}{national}", f"00{code} {head} {rest}", f"{code}{national}",
        f"+{code} (0){head} {rest}", f"+{code} (0) {head}/{rest}", f"+{code}-{head}-{rest[:3]}-{rest[3:]}", f"(+{code}) {head} {rest}",
        local, f"0{head} {rest}", f"0{head}/{rest}", f"0{head}-{rest}", f"0{head}/{rest[:3]}-{rest[3:]}", f"0{head}.{rest[:3]}.{rest[3:]}",
        f"0{head} {rest[:3]} {rest[3:]}", f"0{head} {pairs}", f"(0{head}) {rest[:3]} {rest[3:]}", f"0{head}/{pairs.replace(' ', '-')}",
        f"0{head} / {rest[:3]} - {rest[3:]}", f"0 {head} {rest}", f"0{head}_{rest}", f"0{head},{rest}", f"0{head} - {rest[:3]} {rest[3:]}",
        f"+{code} 0{head} {rest}", f"0{head}  {rest[:3]}  {rest[3:]}", f"0{head}\\{rest}", f"0{head}:{rest}", f"0{head}–{rest[:3]}–{rest[3:]}",
    )  # fmt: skip
    links = (
        f"https://wa.me/{code}{national}", f"tel:+{code}{national}", f"t.me/+{code}{national}", f"viber://chat?number=%2B{code}{national}",
        f"wa.me/{code}{national}?text=cao", f"https://api.whatsapp.com/send?phone={code}{national}",
    )  # fmt: skip
    glued = (
        f"br.tel:{local}",
        f"mob{local}",
        f"tel.{local}",
        f"{local}viber",
        f"broj je {local},zovite",
        f"📞{local}",
        f"T:{local}",
        f"#{local}",
    )
    yield from (_plain("mobile", "notation", text) for text in rng.sample(ways, 10))
    yield from (_plain("mobile", "link", text) for text in rng.sample(links, 2))
    yield from (_plain("mobile", "glued", text) for text in rng.sample(glued, 3))
    yield Plant(fact="mobile", category="entities", parts=_cut(rng.choice(ways), rng))
    yield Plant(fact="mobile", category="without-zero", parts=(f"{head} {rest}",), required=False)
    yield Plant(fact="mobile", category="backwards", parts=(local[::-1],), required=False)
    shown = rng.choice((local, f"+{code}{national}"))
    for disguise in (*DIGITS, *APART):
        base = rng.choice(ways) if disguise in DIGITS else shown
        yield Plant(
            fact="mobile",
            category=disguise.name,
            parts=(disguise.apply(base, rng),),
            how=_DISGUISED if "words" not in disguise.name else frozenset(),
            required=disguise.required,
        )
    for one in DIGITS[:6]:
        for other in APART[:4]:
            yield Plant(
                fact="mobile", category=f"{one.name} + {other.name}", parts=(one.apply(other.apply(shown, rng), rng),)
            )
    yield Plant(fact="mobile", category="bidi-marks", parts=(LETTER["bidi-marks"].apply(rng.choice(ways), rng),))
    yield Plant(fact="mobile", category="words-natural", parts=(_said(local, rng),), required=False)


def _said(local: str, rng: Random) -> str:
    """As a number is read aloud: nula šezdeset četiri, nula nula nula, nula jedan, dvadeset tri."""
    words, at = ["nula", serbian_number(int(local[1:3]))], 3
    while at < len(local):
        if local[at] != "0" and at + 1 < len(local):
            words.append(serbian_number(int(local[at : at + 2])))
            at += 2
        else:
            words.append(serbian_number(int(local[at])))
            at += 1
    return rng.choice((str, bare, cyrillic))(rng.choice((" ", ", ")).join(words))


_ATS = (
    " [at] ",
    "(at)",
    " at ",
    " et ",
    " AT ",
    "[et]",
    " (a) ",
    " majmunče ",
    "（at）",
    "{at}",
    " @ ",
    "＠",
    "﹫",
    " (@) ",
    "[@]",
    " <at> ",
)
_DOTS = (" [dot] ", "(dot)", " dot ", " tačka ", " tacka ", " DOT ", "[tačka]", " . ", "．", "。", " (.) ", "[.]", "․")
_ONLINE = (
    "leet", "look-cyrillic-some", "look-cyrillic-all", "look-any-some", "look-any-all", "math", "full-width", "small-caps", "circled",
    "zero-width", "bidi-marks", "spaced-evenly", "line-inside", "decorated", "marks", "emoji-letters",
)  # fmt: skip


def online(fact: str, value: str, links: tuple[str, ...], rng: Random) -> Iterator[Plant]:
    """An e-mail address or a username."""
    yield from (
        _plain(fact, "as-typed", value, _EXACT), _plain(fact, "upper", value.upper(), _FOLDED),
        _plain(fact, "capitals-odd", LETTERS_ODD(value), _FOLDED), *(_plain(fact, "link", link) for link in rng.sample(links, 2)),
        Plant(fact=fact, category="entities", parts=_cut(value, rng)),
    )  # fmt: skip
    for name in _ONLINE:
        yield from _disguised(fact, value, LETTER[name], rng)
    for name in ("leet", "look-cyrillic-some", "look-any-some"):
        yield Plant(
            fact=fact,
            category=f"{name} + zero-width",
            parts=(LETTER["zero-width"].apply(LETTER[name].apply(value, rng), rng),),
        )


def _emails(person: Hunted, rng: Random) -> Iterator[Plant]:
    value = person.email
    local, domain = value.split("@")
    links = (
        f"mailto:{value}",
        f"<{value}>",
        f"email:{value}",
        f"mejl {value}.",
        f"E-mail:{value};",
        f"[{value}](mailto:{value})",
    )
    yield from online("mail", value, links, rng)
    for _ in range(6):
        at, dot = rng.choice(_ATS), rng.choice(_DOTS)
        yield Plant(fact="mail", category="at-dot", parts=(f"{local}{at}{domain.replace('.', dot)}",))
        yield Plant(fact="mail", category="at", parts=(f"{local}{at}{domain}",))
        yield Plant(
            fact="mail",
            category="at-dot-everywhere",
            parts=(f"{local.replace('.', dot)}{at}{domain.replace('.', dot)}",),
        )
    yield Plant(
        fact="mail",
        category="at-cyrillic",
        parts=(f"{local} {rng.choice(('ет', 'мајмунче', 'ат'))} {domain.replace('.', ' тачка ')}",),
    )
    yield Plant(fact="mail", category="at-emoji", parts=(f"{local}🐒{domain}",), required=False)
    yield Plant(fact="mail", category="at-glued", parts=(f"{local}AT{domain.replace('.', 'DOT')}",), required=False)


def _handles(person: Hunted, rng: Random) -> Iterator[Plant]:
    value = person.username
    links = (
        f"@{value}", f"https://t.me/{value}", f"instagram.com/{value}", f"https://www.instagram.com/{value}/", f"ig: {value}", f"tt @{value}!",
        f"https://x.com/{value}/status/1", f"facebook.com/{value}?ref=1", f"(@{value})", f"https://www.tiktok.com/@{value}", f"ig:{value}",
    )  # fmt: skip
    yield from online("handle", value, links, rng)
    said = value.replace("_", f" {rng.choice(('donja crta', 'underscore', 'crta', 'donja crtica'))} ")
    said = said.replace(".", f" {rng.choice(('tačka', 'tacka', 'dot'))} ")
    if said != value:
        yield Plant(fact="handle", category="separators-said", parts=(said,))
    for disguise in DIGITS[:7]:
        if (written := disguise.apply(value, rng)) != value:
            yield Plant(fact="handle", category=disguise.name, parts=(written,), how=_DISGUISED)
    yield Plant(fact="handle", category="cyrillic", parts=(cyrillic(value),), required=False)
    if re.search(r"[._]", value):
        yield Plant(
            fact="handle",
            category="separators-exchanged",
            parts=(re.sub(r"[._]", rng.choice(("-", "", " ", "._")), value),),
            required=False,
        )


def documents(person: Hunted, rng: Random) -> Iterator[Plant]:
    """The citizen number and the plate."""
    n = person.jmbg
    ways = (f"{n[:7]} {n[7:9]} {n[9:12]} {n[12]}", f"{n[:2]}.{n[2:4]}.{n[4:7]}.{n[7:]}", f"{n[:7]}-{n[7:]}", f"{n[:7]} {n[7:]}", f"{n[:2]} {n[2:4]} {n[4:7]} {n[7:9]} {n[9:]}")  # fmt: skip
    yield from (
        _plain("jmbg", "as-typed", n, _EXACT),
        _plain("jmbg", "glued", rng.choice(("JMBG:", "jmbg", "ЈМБГ ", "mb.")) + n),
    )
    yield from (_plain("jmbg", "notation", text) for text in ways)
    for disguise in (*DIGITS, *APART):
        yield Plant(fact="jmbg", category=disguise.name, parts=(disguise.apply(n, rng),), required=disguise.required)
    plain = person.plate
    squeezed = re.sub(r"[\s-]", "", plain)
    variants = (
        squeezed,
        plain.replace("-", " "),
        plain.replace(" ", "-"),
        plain.lower(),
        squeezed.lower(),
        plain.replace("-", " - "),
        plain.replace("-", "·"),
    )
    yield _plain("plate", "as-typed", plain, _EXACT)
    yield from (_plain("plate", "notation", text) for text in variants if text != plain)
    yield _plain("plate", "cyrillic", cyrillic(plain).replace("TX", "ТX"))
    for name in (
        "spaced-evenly",
        "dotted",
        "zero-width",
        "full-width",
        "math",
        "look-cyrillic-some",
        "squared",
        "bidi-marks",
        "circled",
        "marks",
    ):
        yield from _disguised("plate", plain, LETTER[name], rng)
    for disguise in DIGITS[:6]:
        yield Plant(fact="plate", category=disguise.name, parts=(disguise.apply(plain, rng),))


_MONTHS = {
    "sr": "januara februara marta aprila maja juna jula avgusta septembra oktobra novembra decembra".split(),
    "sr-nominative": "januar februar mart april maj jun jul avgust septembar oktobar novembar decembar".split(),
    "ijekavian": "januara februara marta aprila maja juna jula augusta septembra oktobra novembra decembra".split(),
    "hr": "siječnja veljače ožujka travnja svibnja lipnja srpnja kolovoza rujna listopada studenoga prosinca".split(),
    "en": "January February March April May June July August September October November December".split(),
    "roman": "I II III IV V VI VII VIII IX X XI XII".split(),
    "short": "jan feb mar apr maj jun jul avg sep okt nov dec".split(),
}  # fmt: skip
_ORDINALS = "prvi drugi treći četvrti peti šesti sedmi osmi deveti deseti jedanaesti dvanaesti trinaesti četrnaesti petnaesti šesnaesti sedamnaesti osamnaesti devetnaesti dvadeseti".split()  # fmt: skip


def _ordinal(day: int, genitive: bool) -> str:
    word = _ORDINALS[day - 1] if day <= 20 else ("dvadeset " if day < 30 else "trideseti"[: 9 if day == 30 else 8] + (" " if day > 30 else "")) + (_ORDINALS[day % 10 - 1] if day % 10 else "")  # fmt: skip
    return re.sub("i$", "eg" if word.endswith("ći") else "og", word) if genitive else word


def birthdates(person: Hunted, rng: Random) -> Iterator[Plant]:
    """The birth date; alone it is weak, so finding it at all is what counts."""
    year, month, day = person.born
    numbers = (f"{day}.{month}.{year}.", f"{day:02}.{month:02}.{year}", f"{day:02}/{month:02}/{year}", f"{year}-{month:02}-{day:02}", f"{day}. {month}. {year}.", f"{day:02}-{month:02}-{year}", f"{day:02}.{month:02}.{year}. godine", f"{day} {month} {year}", f"{day}/{month}/{year}")  # fmt: skip
    for text in rng.sample(numbers, 4):
        yield _plain("born", "notation", text, least=0.4)
    for key, months in _MONTHS.items():
        word = months[month - 1]
        text = rng.choice((f"{word} {day}, {year}", f"{day} {word} {year}")) if key == "en" else rng.choice((f"{day}. {word} {year}.", f"{day} {word} {year}", f"{day}.{word} {year}. god"))  # fmt: skip
        yield _plain("born", f"month-{key}", text, least=0.4)
        if key in ("sr", "hr", "sr-nominative"):
            yield _plain("born", f"month-{key}-cyrillic", cyrillic(text), least=0.4)
    said = f"{_ordinal(day, rng.random() < 0.5)} {_MONTHS['sr'][month - 1]} {year}"
    yield Plant(
        fact="born", category="words-day", parts=(rng.choice((said, cyrillic(said))),), least=0.4, required=False
    )
    yield Plant(
        fact="born", category="year-short", parts=(f"{day}.{month}.{year % 100:02}.",), least=0.4, required=False
    )
    for disguise in DIGITS:
        yield Plant(fact="born", category=disguise.name, parts=(disguise.apply(numbers[1], rng),), least=0.4)


def mentions(person: Hunted, rng: Random) -> list[Plant]:
    """One mention of each category, differing from call to call, each inside a message."""
    sound, sound_cases = person.sound or person.name, person.sound_cases or person.cases
    found = [
        *names("name", person.name, person.cases, sound, sound_cases, rng), *_short_names(person, rng), *addresses(person, rng),
        *phones(person, rng), *_emails(person, rng), *_handles(person, rng), *documents(person, rng), *birthdates(person, rng),
    ]  # fmt: skip
    kin = [
        p
        for p in names("kin", person.relative, person.relative_cases, person.relative, person.relative_cases, rng)
        if not p.category.startswith("sound")
    ]
    found += rng.sample(kin, len(kin) // 3)
    return [carried(plant, rng) for plant in found]


Words = Callable[[str], str]
__all__ = ["ENGLISH_DIGITS", "Plant", "Words", "addresses", "carried", "mentions"]
