"""Mentions of the facts that consist of digits and signs: telephones, online names, documents, dates."""

import re
from collections.abc import Iterator
from random import Random

from support.alphabets import alternating, bare, cyrillic
from support.disguises import APART, DIGITS, LETTERS, Disguise, serbian_number
from support.hunted import Hunted
from support.planting import DISGUISED, EXACT, FOLDED, Plant, cut, extra, plain

LETTER = {disguise.name: disguise for disguise in LETTERS}


def _phone_notations(code: str, national: str) -> tuple[str, ...]:
    head, rest = national[:2], national[2:]
    a, b = rest[:3], rest[3:]
    pairs = " ".join(re.findall(r"..?", rest))
    return (
        f"+{code}{national}", f"+{code} {head} {rest}", f"00{code}{national}", f"00{code} {head} {rest}",
        f"{code}{national}",
        f"+{code} (0){head} {rest}", f"+{code} (0) {head}/{rest}", f"+{code}-{head}-{a}-{b}",
        f"(+{code}) {head} {rest}",
        f"0{national}", f"0{head} {rest}", f"0{head}/{rest}", f"0{head}-{rest}", f"0{head}/{a}-{b}",
        f"0{head}.{a}.{b}",
        f"0{head} {a} {b}", f"0{head} {pairs}", f"(0{head}) {a} {b}", f"0{head}/{pairs.replace(' ', '-')}",
        f"0{head} / {a} - {b}", f"0 {head} {rest}", f"0{head}_{rest}", f"0{head},{rest}", f"0{head} - {a} {b}",
        f"+{code} 0{head} {rest}", f"0{head}  {a}  {b}", f"0{head}\\{rest}", f"0{head}:{rest}", f"0{head}–{a}–{b}",
        f"+ {code} {head} {a} {b}", f"{code} {head} {a} {b}", f"+{code}/{head}/{rest}", f"0{head}.{rest}",
        f"0{head}|{rest}",
        f"0{head}{a} {b}", f"0{head}-{a} {b}", f"00 {code} {head} {rest}", f"[0{head}] {rest}", f"0{head}*{rest}",
    )  # fmt: skip


def _said(local: str, rng: Random) -> str:
    """As a number is read aloud: nula šezdeset četiri, nula nula nula, nula jedan, dvadeset tri."""
    words, at = ["nula", serbian_number(int(local[1:3]))], 3
    while at < len(local):
        two = local[at] != "0" and at + 1 < len(local)
        words.append(serbian_number(int(local[at : at + 2]) if two else int(local[at])))
        at += 2 if two else 1
    return rng.choice((str, bare, cyrillic))(rng.choice((" ", ", ")).join(words))


def _dressed(fact: str, value: str, disguise: Disguise, rng: Random, *, judged: bool = False) -> Iterator[Plant]:
    """`value` in a disguise, if that changes it."""
    if (changed := disguise.apply(value, rng)) not in (value, bare(value)):
        how = DISGUISED if judged else frozenset[str]()
        yield Plant(fact=fact, category=disguise.name, parts=(changed,), how=how, required=disguise.required)


def phones(person: Hunted, rng: Random) -> Iterator[Plant]:
    """The telephone number in all notations, digits and words."""
    code, national = person.code, person.national
    local, ways = f"0{national}", _phone_notations(code, national)
    links = (
        f"https://wa.me/{code}{national}", f"tel:+{code}{national}", f"t.me/+{code}{national}",
        f"wa.me/{code}{national}?text=cao",
        f"viber://chat?number=%2B{code}{national}", f"https://api.whatsapp.com/send?phone={code}{national}",
    )  # fmt: skip
    glued = (
        f"br.tel:{local}", f"mob{local}", f"tel.{local}", f"{local}viber", f"broj je {local},zovite", f"📞{local}",
        f"T:{local}",
        f"#{local}", f"Viber{local}Milica", f"{local}!!!", f"tel:{local};mob:1",
    )  # fmt: skip
    yield from (plain("mobile", "notation", text) for text in rng.sample(ways, 12))
    yield from (plain("mobile", "link", text) for text in rng.sample(links, 2))
    yield from (plain("mobile", "glued", text) for text in rng.sample(glued, 3))
    yield Plant(fact="mobile", category="entities", parts=cut(rng.choice(ways), rng))
    yield extra("mobile", "without-zero", f"{national[:2]} {national[2:]}")
    yield extra("mobile", "backwards", local[::-1])
    yield extra("mobile", "words-natural", _said(local, rng))
    shown = rng.choice((local, f"+{code}{national}"))
    for disguise in DIGITS:
        yield from _dressed("mobile", rng.choice(ways), disguise, rng, judged=True)
    for disguise in APART:
        yield from _dressed("mobile", shown, disguise, rng)
    for one in DIGITS[:6]:
        for other in APART[:4]:
            text = one.apply(other.apply(shown, rng), rng)
            yield Plant(fact="mobile", category=f"{one.name} + {other.name}", parts=(text,))
    yield from _dressed("mobile", rng.choice(ways), LETTER["bidi-marks"], rng)


# --- online ------------------------------------------------------------------------------------------------------

_ATS = (
    " [at] ", "(at)", " at ", " et ", " AT ", "[et]", " (a) ", " majmunče ",
    "（at）", "{at}", " @ ", "＠", "﹫", " (@) ",
    "[@]",
    " <at> ", " (majmunče) ", " ludo a ",
)  # fmt: skip
_DOTS = (
    " [dot] ", "(dot)", " dot ", " tačka ", " tacka ", " DOT ", "[tačka]", " . ", "．", "。", " (.) ", "[.]", "․",
    "(tacka)", " točka ",
)  # fmt: skip
_ONLINE = (
    "leet", "look-cyrillic-some", "look-cyrillic-all", "look-any-some", "look-any-all", "math", "full-width",
    "small-caps",
    "circled", "zero-width", "bidi-marks", "spaced-evenly", "decorated", "marks", "emoji-letters",
)  # fmt: skip


def _online(fact: str, value: str, links: tuple[str, ...], rng: Random) -> Iterator[Plant]:
    yield from (
        plain(fact, "as-typed", value, EXACT), plain(fact, "upper", value.upper(), FOLDED),
        plain(fact, "capitals-odd", alternating(value), FOLDED), *(plain(fact, "link",
        link) for link in rng.sample(links, 3)),
        Plant(fact=fact, category="entities", parts=cut(value, rng)),
    )  # fmt: skip
    for name in _ONLINE:
        yield from _dressed(fact, value, LETTER[name], rng, judged=name != "decorated")
    broken = "\n".join(cut(value, rng))
    yield Plant(fact=fact, category="line-inside", parts=(broken,))
    for name in ("leet", "look-cyrillic-some", "look-any-some"):
        text = LETTER["zero-width"].apply(LETTER[name].apply(value, rng), rng)
        yield Plant(fact=fact, category=f"{name} + zero-width", parts=(text,))


def emails(person: Hunted, rng: Random) -> Iterator[Plant]:
    """The e-mail address, its signs said, bracketed or disguised."""
    value = person.email
    local, domain = value.split("@")
    links = (
        f"mailto:{value}", f"<{value}>", f"email:{value}", f"mejl {value}.", f"E-mail:{value};",
        f"[{value}](mailto:{value})",
        f"{value},", f"'{value}'", f"({value})",
    )  # fmt: skip
    yield from _online("mail", value, links, rng)
    for _ in range(6):
        at, dot = rng.choice(_ATS[:-1]), rng.choice(_DOTS)
        said = domain.replace(".", dot)
        yield Plant(fact="mail", category="at", parts=(f"{local}{at}{domain}",))
        yield Plant(fact="mail", category="at-dot", parts=(f"{local}{at}{said}",))
        yield Plant(fact="mail", category="at-dot-everywhere", parts=(f"{local.replace('.', dot)}{at}{said}",))
    at = rng.choice(("ет", "мајмунче", "ат"))
    yield Plant(fact="mail", category="at-cyrillic", parts=(f"{local} {at} {domain.replace('.', ' тачка ')}",))
    yield extra(
        "mail", "at-odd", rng.choice((f"{local}🐒{domain}", f"{local}{_ATS[-1]}{domain}", f"{local} na {domain}"))
    )
    yield extra("mail", "at-glued", f"{local}AT{domain.replace('.', 'DOT')}")


def handles(person: Hunted, rng: Random) -> Iterator[Plant]:
    """The username, in links, its separators said, or disguised."""
    value = person.username
    links = (
        f"@{value}", f"https://t.me/{value}", f"instagram.com/{value}", f"https://www.instagram.com/{value}/",
        f"ig: {value}",
        f"tt @{value}!", f"https://x.com/{value}/status/1", f"facebook.com/{value}?ref=1", f"(@{value})",
        f"ig:{value}",
        f"https://www.tiktok.com/@{value}", f"@{value}.", f"@{value},@neko", f"insta–{value}", f"[{value}]",
    )  # fmt: skip
    yield from _online("handle", value, links, rng)
    said = value.replace("_", f" {rng.choice(('donja crta', 'underscore', 'crta', 'donja crtica'))} ")
    said = said.replace(".", f" {rng.choice(('tačka', 'tacka', 'dot'))} ")
    if said != value:
        yield Plant(fact="handle", category="separators-said", parts=(said,))
        yield extra("handle", "separators-exchanged", re.sub(r"[._]", rng.choice(("-", "", " ", "._")), value))
    for disguise in DIGITS[:7]:
        yield from _dressed("handle", value, disguise, rng, judged=True)
    yield extra("handle", "cyrillic-name", cyrillic(value))


# --- documents and dates -----------------------------------------------------------------------------------------


def documents(person: Hunted, rng: Random) -> Iterator[Plant]:
    """The citizen number and the plate."""
    n = person.jmbg
    ways = (
        f"{n[:7]} {n[7:9]} {n[9:12]} {n[12]}", f"{n[:2]}.{n[2:4]}.{n[4:7]}.{n[7:]}", f"{n[:7]}-{n[7:]}",
        f"{n[:7]} {n[7:]}",
        f"{n[:2]} {n[2:4]} {n[4:7]} {n[7:9]} {n[9:]}", f"{n[:7]}/{n[7:]}",
    )  # fmt: skip
    yield plain("jmbg", "as-typed", n, EXACT)
    yield plain("jmbg", "glued", rng.choice(("JMBG:", "jmbg", "ЈМБГ ", "mb.", "JMBG-", "matični:")) + n)
    yield from (plain("jmbg", "notation", text) for text in ways)
    for disguise in (*DIGITS, *APART):
        yield from _dressed("jmbg", n, disguise, rng)
    value = person.plate
    squeezed = re.sub(r"[\s-]", "", value)
    variants = {
        squeezed, value.replace("-", " "), value.replace(" ", "-"), value.lower(), squeezed.lower(),
        value.replace("-", " - "),
        value.replace("-", "·"), value.replace("-", "–"), f"tablice:{value}", f"reg.{squeezed}",
    } - {value}  # fmt: skip
    yield plain("plate", "as-typed", value, EXACT)
    yield from (plain("plate", "notation", text) for text in sorted(variants))
    yield plain("plate", "cyrillic", cyrillic(value))
    for name in (
        "spaced-evenly",
        "dotted",
        "zero-width",
        "full-width",
        "math",
        "look-cyrillic-some",
        "squared",
        "marks",
    ):
        yield from _dressed("plate", value.replace("-", " "), LETTER[name], rng)
    for disguise in DIGITS[:6]:
        yield from _dressed("plate", value, disguise, rng)


_WEAK = 0.35  # a birth date alone is .4, a little less where it is disguised
_MONTHS = {
    "sr": "januara februara marta aprila maja juna jula avgusta septembra oktobra novembra decembra",
    "sr-nominative": "januar februar mart april maj jun jul avgust septembar oktobar novembar decembar",
    "ijekavian": "januara februara marta aprila maja juna jula augusta septembra oktobra novembra decembra",
    "hr": "siječnja veljače ožujka travnja svibnja lipnja srpnja kolovoza rujna listopada studenoga prosinca",
    "en": "January February March April May June July August September October November December",
    "roman": "I II III IV V VI VII VIII IX X XI XII",
    "short": "jan feb mar apr maj jun jul avg sep okt nov dec",
}
_ORDINALS = (  # noqa: SIM905
    "prvi drugi treći četvrti peti šesti sedmi osmi deveti deseti jedanaesti dvanaesti trinaesti četrnaesti petnaesti "
    "šesnaesti sedamnaesti osamnaesti devetnaesti dvadeseti"
).split()  # fmt: skip


def _ordinal(day: int, *, genitive: bool) -> str:
    word = (
        _ORDINALS[day - 1]
        if day <= 20
        else "trideseti"
        if day == 30
        else f"{serbian_number(day // 10 * 10)} {_ORDINALS[day % 10 - 1]}"
    )
    return (word[:-1] + ("eg" if word.endswith("ći") else "og")) if genitive else word


def birthdates(person: Hunted, rng: Random) -> Iterator[Plant]:
    """The birth date; alone it is weak, so finding it at all is what counts."""
    year, month, day = person.born
    both = f"{day:02}.{month:02}.{year}"
    numbers = (
        f"{day}.{month}.{year}.", f"{day:02}/{month:02}/{year}", f"{year}-{month:02}-{day:02}",
        f"{day}. {month}. {year}.",
        f"{day:02}-{month:02}-{year}", f"{both}. godine", f"{day} {month} {year}", f"{day}/{month}/{year}", both,
f"{day},{month},{year}", f"{day}.{month}.{year}god",
    )  # fmt: skip
    for text in rng.sample(numbers, 4):
        yield plain("born", "notation", text, least=_WEAK)
    for key, line in _MONTHS.items():
        word = line.split()[month - 1]
        ways = (
            f"{day}. {word} {year}.",
            f"{day} {word} {year}",
            f"{day}.{word} {year}. god",
            f"{day:02}. {word} {year}",
        )
        if key == "en":
            ways = (
                f"{word} {day}, {year}",
                f"{day} {word} {year}",
                f"{word} {day}th {year}",
                f"{word[:3]} {day} {year}",
            )
        text = rng.choice(ways)
        yield plain("born", f"month-{key}", text, least=_WEAK)
        if key in ("sr", "hr", "sr-nominative"):
            yield plain("born", f"month-{key}-cyrillic", cyrillic(text), least=_WEAK)
    said = f"{_ordinal(day, genitive=rng.random() < 0.5)} {_MONTHS['sr'].split()[month - 1]} {year}"
    yield extra("born", "words-day", rng.choice((said, cyrillic(said))), least=_WEAK)
    yield extra("born", "digits-run-together", f"{day:02}{month:02}{year}", least=_WEAK)
    yield extra("born", "year-short", f"{day}.{month}.{year % 100:02}.", least=_WEAK)
    for disguise in DIGITS:
        yield Plant(fact="born", category=disguise.name, parts=(disguise.apply(both, rng),), least=_WEAK)
