"""All the ways in which a person is mentioned: ordinary forms first, then disguised once, then twice."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from urllib.parse import quote

from bench.heldout import grammar, notations, sentences
from bench.heldout.disguised_digits import DISGUISES
from bench.heldout.disguises import ALONE, Disguise
from bench.heldout.people import Person
from bench.heldout.planting import Plant, Step, around, carried, disguise, said, set_in, spread
from bench.heldout.pools import Draw, no_marks, to_cyrillic, to_latin

Recase = Callable[[str], str]
LABELLED = {"typo": "typo", "šatrovački": "slang", "number-words": "number words", "number-words-mixed": "number words",
            "number-words-pairs": "number words"}  # fmt: skip


def _plain(kind: str, label: str, shown: str, text: str, *facts: str) -> Plant:
    return Plant(group="ordinary", category=label, facts=facts or (kind,), form=shown, shown=shown, message=said(text))


def _in_sentence(draw: Draw, template: str, shown: str) -> str:
    return around(draw, template).replace("{x}", shown)


# --- names -------------------------------------------------------------------------------------------------------


def _camel(name: str) -> str:
    return "".join(w[:1].upper() + w[1:] for w in name.replace("-", " ").split(" "))


def _spellings(person: Person) -> dict[str, Recase]:
    """How a whole name is typed without anybody meaning to hide."""
    every: dict[str, Recase] = {
        "lower": str.lower,
        "upper": str.upper,
        "no-marks": lambda x: no_marks(to_latin(x)),
        "no-marks-d": lambda x: no_marks(to_latin(x), dj="d").lower(),
        "alternating": lambda x: "".join(c.upper() if i % 2 else c.lower() for i, c in enumerate(x)),
        "hashtag": lambda x: "#" + _camel(x),
        "hashtag-lower": lambda x: "#" + no_marks(to_latin(_camel(x))).lower(),
        "comma": lambda x: ", ".join(reversed(x.split(" ", 1))),
        "underscore": lambda x: "#" + x.replace(" ", "_").replace("-", "_"),
        "percent": lambda x: "https://example.org/p/" + quote(x.replace(" ", "-")),
        "slug": lambda x: "https://example.org/p/" + no_marks(to_latin(x)).lower().replace(" ", "-"),
        "two-spaces": lambda x: x.replace(" ", "  "),
        "quoted": lambda x: "„" + x.replace(" ", "“ „") + "“",
    }
    if person.tongue.cyrillic:
        return every | {"latin": to_latin}
    if person.tongue.slavic:
        return every | {"cyrillic": to_cyrillic, "cyrillic-upper": lambda x: to_cyrillic(x).upper(),
                        "half-cyrillic": lambda x: " ".join((x.split(" ")[0], to_cyrillic(x.split(" ",
                        1)[1])))}  # fmt: skip
    return every


def names(person: Person, draw: Draw) -> Iterator[Plant]:
    for label, spell in _spellings(person).items():
        shown = spell(person.name)
        sentence = draw.one([text for case, text in sentences.NAME_SR if case == "N"])
        text = _in_sentence(draw, sentence, shown) if person.tongue.slavic else set_in(draw, person, "name", shown)
        yield _plain("name", label, shown, text)
    turned = " ".join([person.surname, person.given]) if person.tongue.order == "given" else (
        f"{person.given} {person.surname}")  # fmt: skip
    for label, shown in (("surname-first", turned), ("surname-first-lower", no_marks(turned).lower())):
        yield _plain(
            "name",
            label,
            shown,
            _in_sentence(draw, draw.one(("prijavljena: {x}", "{x} je u spisku", "{x} 1 komad")), shown),
        )
    if person.tongue.slavic or person.tongue.key in ("mk", "bg", "sl"):
        yield from _declined(person, draw)
    for shown in grammar.native(person):
        if shown != person.name:
            yield _plain("name", "native-case", shown, around(draw, f"... {shown}"))


def _declined(person: Person, draw: Draw) -> Iterator[Plant]:
    """The seven cases in sentences, written as people write, in both scripts."""
    if person.tongue.cyrillic:
        person = replace(person, given=to_latin(person.given), surname=to_latin(person.surname))
    for case in grammar.CASES:
        forms = [(f"case-{case}", form) for form in grammar.her(person, case)]
        forms += [(f"case-{case}-ka", form) for form in grammar.her(person, case, talk=True)]
        forms.append((f"case-{case}-surname-first", grammar.hers_reversed(grammar.her(person, case)[:1], person)[0]))
        for label, form in forms:
            template = draw.one([s for c, s in sentences.NAME_SR if c == case])
            spell, tail = draw.rng.choice(
                ((str, ""), (str.lower, ""), (no_marks, ""), (to_cyrillic, "-cyrillic")))  # fmt: skip
            yield _plain("name", label + tail, spell(form), spell_around(draw, template, form, spell))
    for form in grammar.possessives(person):
        shown = f"{form} {person.surname}" if draw.chance(0.5) else f"{person.surname} {form}"
        yield _plain("name", "possessive", shown, _in_sentence(draw, draw.one(sentences.POSSESSIVE_SR), shown))


def spell_around(draw: Draw, template: str, form: str, spell: Recase) -> str:
    """The whole sentence in one spelling, as one person types."""
    head, tail = template.split("{x}")
    return spell(head) + spell(form) + spell(tail)


def fathers(person: Person, draw: Draw) -> Iterator[Plant]:
    shown = person.parent
    for label, spell in (("written", str), ("lower", str.lower), ("no-marks", lambda x: no_marks(to_latin(x))),
                         ("upper", str.upper)):  # fmt: skip
        yield _plain("relative", label, spell(shown), set_in(draw, person, "relative", spell(shown)))
    if person.tongue.slavic:
        for case in "GDAIL":
            for form in grammar.his(person, case):
                template = draw.one([s for c, s in sentences.RELATIVE_SR if c == case])
                spell = draw.rng.choice((str, str.lower, no_marks, to_cyrillic))
                yield _plain("relative", f"case-{case}", spell(form), spell_around(draw, template, form, spell))


# --- everything else ----------------------------------------------------------------------------------------------


def facts(person: Person, draw: Draw) -> Iterator[Plant]:
    """Each kind of fact in each of its notations."""
    forms = {
        "address": notations.addresses(person, draw),
        "phone": notations.phones(person, draw),
        "email": notations.mails(person.email),
        "username": notations.handles(person.username),
        "national-id": notations.numbers(person.national_id) if person.national_id else [],
        "plate": notations.plates(person.plate),
        "birthdate": notations.dates(person, draw),
        "workplace": notations.places(person.work),
        "school": notations.places(person.school),
    }
    for kind, several in forms.items():
        for label, shown in several:
            frame = kind
            if label.startswith(("locative", "no-marks-locative")):
                frame = "at" if kind == "address" else "in"
            yield _plain(kind, f"{kind}:{label}", shown, set_in(draw, person, frame, shown))
            plain = any(word in label for word in ("no-marks", "locative-lower", "hash"))
            if person.tongue.slavic and kind in ("address", "workplace", "school") and not plain and draw.chance(0.5):
                shown = to_cyrillic(shown)
                text = set_in(draw, person, frame, shown)
                yield _plain(kind, f"{kind}:{label}-cyrillic", shown, text)


def carriers(person: Person, draw: Draw) -> Iterator[Plant]:
    """Facts outside the text, and in pieces of it."""
    for how in ("caption", "file-name", "contact", "poll", "poll-answer", "text-link", "link", "forwarded", "audio"):
        meant = ("name", "phone") if how == "contact" else ("name",)
        message = carried(draw, person, how, person.name)
        shown = person.name.split(" ")[0] if how in ("contact", "file-name", "link") else person.name
        yield Plant(group="ordinary", category=f"in-{how}", facts=meant, form=shown, shown=shown, message=message)
    address = f"{person.street} {person.number}, {person.town}"
    yield Plant(group="ordinary", category="in-place", facts=("address",), form=address, shown=address,
                message=carried(draw, person, "place", address))  # fmt: skip
    for kind, shown in (
        ("name", person.name),
        ("address", address),
        ("phone", f"0{person.phone}"),
        ("email", person.email),
    ):
        if kind == "phone" and person.tongue.key in ("pl", "hu"):
            continue
        text = set_in(draw, person, kind, shown)
        yield Plant(group="ordinary", category="entities", facts=(kind,), form=shown, shown=shown,
                    message=spread(draw, text, shown))  # fmt: skip
    both = f"{person.name}, {address}, {person.values()['phone']}"
    yield _plain("name", "all-at-once", both, around(draw, both), "name", "address", "phone")


def form_of(person: Person, draw: Draw, kind: str) -> str:
    """A form somebody would start to disguise: mostly as written, sometimes a case or small letters."""
    phone = notations.phones(person, draw)
    match kind:
        case "name":
            cases = [f for c in "NGDAI" for f in grammar.her(person, c)] if person.tongue.slavic else [person.name]
            form = person.name if draw.chance(0.6) else draw.rng.choice(cases)
        case "relative":
            form = person.parent
        case "address":
            form = f"{person.street} {person.number}" + (f" {person.town}" if draw.chance(0.4) else "")
        case "phone":
            form = phone[draw.rng.choice((0, 0, 1, 3, 4, 6))][1]
        case "workplace":
            form = person.work[0]
        case _:
            form = person.values()[kind]
    if person.tongue.cyrillic and draw.chance(0.5):
        form = to_latin(form)
    return form.lower() if draw.chance(0.3) and kind not in ("plate", "email", "username") else form


def _group(names: tuple[str, ...]) -> str:
    labels = [LABELLED[n] for n in names if n in LABELLED]
    return labels[0] if labels else "disguised" if len(names) == 1 else "twice"


def disguised(person: Person, draw: Draw, kind: str, hows: tuple[Disguise, ...]) -> Plant | None:
    """A mention after these disguises, one upon the other; none if one of them has nothing to do."""
    form = shown = form_of(person, draw, kind)
    steps: list[Step] = []
    for how in hows:
        step = disguise(draw, how, shown)
        if step is None or not step.holds():
            return None
        steps.append(step)
        shown = step.after
    category = " + ".join(how.name for how in hows)
    text = (around(draw, "{x}") if draw.chance(0.2) else set_in(draw, person, kind, "{x}")).replace("{x}", shown)
    message = spread(draw, text, shown) if draw.chance(0.1) else said(text)
    group = _group(tuple(how.name for how in hows))
    return Plant(group=group, category=category, facts=(kind,), form=form, shown=shown,
                 message=message, steps=tuple(steps))  # fmt: skip


def once(person: Person, draw: Draw) -> Iterator[Plant]:
    for how in DISGUISES:
        if how.only == "late" and not draw.late:
            continue
        for kind in sorted(how.on):
            if kind not in person.values():
                continue
            plant = next((p for _ in range(4) if (p := disguised(person, draw, kind, (how,)))), None)
            if plant:
                yield plant


def twice(person: Person, draw: Draw, count: int) -> Iterator[Plant]:
    """Pairs of disguises that can stand upon each other, drawn anew for each person."""
    free = [how for how in DISGUISES if how.stage != ALONE]
    pairs = [(a, b) for a in free for b in free if a.stage < b.stage and a.on & b.on]
    for first, second in draw.rng.sample(pairs, min(count, len(pairs))):
        kinds = sorted(first.on & second.on & person.values().keys())
        if kinds and (plant := disguised(person, draw, draw.rng.choice(kinds), (first, second))):
            yield plant


def mentions(person: Person, draw: Draw, *, pairs: int = 60) -> list[Plant]:
    """Everything once."""
    return [
        *names(person, draw), *fathers(person, draw), *facts(person, draw), *carriers(person, draw),
        *once(person, draw), *once(person, draw), *twice(person, draw, pairs),
    ]  # fmt: skip
