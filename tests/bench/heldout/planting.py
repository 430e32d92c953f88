"""One planted mention: what the message claims to hold, by which steps it came to look so, and how it is carried."""

from dataclasses import dataclass

from bench.heldout import sentences
from bench.heldout.disguised_digits import DISGUISES
from bench.heldout.disguises import Disguise
from bench.heldout.people import Person
from bench.heldout.pools import Draw, to_cyrillic

Message = dict[str, object]
BY_NAME = {disguise.name: disguise for disguise in DISGUISES}


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A disguise and the text before and after it."""

    disguise: str
    before: str
    after: str

    def holds(self) -> bool:
        return BY_NAME[self.disguise].holds(self.before, self.after)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plant:
    """A message that holds facts of hers: `facts` are meant, `shown` is the piece that says the first of them."""

    group: str  # ordinary, disguised, twice, typo, slang
    category: str
    facts: tuple[str, ...]
    form: str  # the ordinary form it started from
    shown: str  # as it stands in the message
    message: Message
    steps: tuple[Step, ...] = ()


def visible(message: Message) -> str:
    """Everything in a message that somebody can read, pieces of a text joined."""
    out = []
    for key, value in message.items():
        if key == "text" and isinstance(value, list):
            out.append("".join(p if isinstance(p, str) else p["text"] for p in value))
            out += [p["href"] for p in value if isinstance(p, dict) and "href" in p]
        elif isinstance(value, str):
            out.append(value)
        elif isinstance(value, dict):
            out.append(visible(value))
        elif isinstance(value, list):
            out += [visible(v) if isinstance(v, dict) else str(v) for v in value]
    return "\n".join(out)


def said(text: str) -> Message:
    return {"text": text}


def around(draw: Draw, sentence: str) -> str:
    before, after = draw.one(sentences.AROUND)
    return before + sentence + after


def sentence(draw: Draw, person: Person, kind: str) -> str:
    """A sentence with a place for a fact of that kind, in a language somebody would use for her."""
    pools = sentences.PLAIN[kind]
    own = pools.get(person.tongue.key) or pools.get("own") or pools["sr"]
    pool = draw.rng.choice([pools.get("sr", own), own, pools.get("en", own)])
    text = draw.one(pool)
    return (
        to_cyrillic(text.replace("{x}", "\0").replace("{n}", "\1")).replace("\0", "{x}").replace("\1", "{n}")
        if (person.tongue.cyrillic and pool is pools.get("sr") and draw.chance(0.5))
        else text
    )


def set_in(draw: Draw, person: Person, kind: str, shown: str) -> str:
    """The fact in a sentence of its own."""
    return around(draw, sentence(draw, person, kind)).replace("{x}", shown).replace("{n}", person.name)


def disguise(draw: Draw, how: Disguise, before: str) -> Step | None:
    """One step, or none if this text gives this disguise nothing to do."""
    for _ in range(8):
        after = how.write(draw, before)
        if after != before:
            return Step(disguise=how.name, before=before, after=after)
    return None


def spread(draw: Draw, text: str, shown: str) -> Message:
    """The text in pieces as the export has them where somebody marked a part of the fact bold or hid it."""
    at = text.index(shown)
    cut = at + draw.rng.randint(1, max(1, len(shown) - 1))
    end = min(len(text), cut + draw.rng.randint(1, 6))
    marked = draw.rng.choice(("bold", "italic", "spoiler", "code", "strikethrough", "underline"))
    pieces = [text[:cut], {"type": marked, "text": text[cut:end]}, text[end:]]
    return {"text": [p for p in pieces if p and (isinstance(p, dict) or p)]}


def carried(draw: Draw, person: Person, how: str, shown: str) -> Message:
    """A fact outside the text of a message."""
    given, _, rest = shown.partition(" ")
    missing = "(File not included. Change data exporting settings to download.)"
    file_name = shown.replace(" ", draw.one(("_", "-", " "))) + "." + draw.one(("jpg", "pdf", "zip"))
    question = f"{draw.one(('Ko poznaje', 'Šta mislite o', 'Za ili protiv'))}: {shown}?"
    href = f"https://example.org/p/{draw.rng.randint(10, 99)}"
    search = f"https://example.org/?q={shown.replace(' ', '+')}"
    contact = {"first_name": given, "last_name": rest, "phone_number": f"+{person.tongue.prefix}{person.phone}"}
    bodies: dict[str, Message] = {
        "caption": {"photo": missing, "width": 720, "height": 1280, "text": f"vidi ko je {shown}"},
        "file-name": {"file": missing, "file_name": file_name},
        "contact": {"contact_information": contact},
        "poll": {"poll": _poll(question, "da", "ne")},
        "poll-answer": {"poll": _poll("ko je sledeća?", shown, "neka druga")},
        "text-link": {"text": ["vidi ovo ", {"type": "text_link", "text": shown, "href": href}]},
        "link": {"text": [{"type": "text_link", "text": "klik", "href": search}]},
        "place": {"place_name": "Kod nje", "address": shown,
                  "location_information": {"latitude": 10.5, "longitude": 10.5}},
        "forwarded": {"forwarded_from": shown, "text": draw.one(("vidi šta piše", "opet ona", "evo dokaza"))},
        "audio": {"media_type": "audio_file", "performer": shown, "title": "glasovna 3"},
    }  # fmt: skip
    return {"text": ""} | bodies[how]


def _poll(question: str, *answers: str) -> Message:
    options = [{"text": text, "voters": 2, "chosen": False} for text in answers]
    return {"question": question, "closed": False, "total_voters": 2 * len(options), "answers": options}
