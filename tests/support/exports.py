"""Made-up Telegram exports of any size in which it is known where a fictional person's facts stand, and how spelled."""

import json
import random
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from unlisted.text.scripts import to_cyrillic

FACTS_FILE = """
[person]
country = "RS"
languages = ["sr"]
[[fact]]
id = "name"
kind = "name"
value = "Žarka Džepić-Ljutica"
public = true
[[fact]]
id = "mother"
kind = "relative"
value = "Đurđa Džepić"
relation = "mother"
[[fact]]
id = "home"
kind = "address"
value = "Čekićeva 23, 18000 Niš"
[[fact]]
id = "mobile"
kind = "phone"
value = "065 000 0456"
[[fact]]
id = "mail"
kind = "email"
value = "zarka.dz@example.org"
[[fact]]
id = "handle"
kind = "username"
value = "zarka_lj_77"
"""
_BARE = str.maketrans("čćšžđČĆŠŽĐ", "ccszdCCSZD")
_BARE_DJ = {**str.maketrans("čćšžČĆŠŽ", "ccszCCSZ"), ord("đ"): "dj", ord("Đ"): "Dj"}
_NAMES = {"name": "Žarka Džepić-Ljutica", "mother": "Đurđa Džepić", "home": "Čekićeva 23"}


@dataclass(frozen=True)
class Plant:
    """A mention that was put in: which fact, how spelled, and the text that carries it."""

    fact: str
    category: str
    text: str


def plants() -> list[Plant]:
    """Every fact in every ordinary spelling: as typed, folded, in the other script."""
    found = []
    for fact, value in _NAMES.items():
        spellings = {
            "exact": value,
            "upper": value.upper(),
            "bare": value.translate(_BARE),
            "bare-dj": value.translate(_BARE_DJ).lower(),
            "cyrillic": to_cyrillic(value),
            "cyrillic-upper": to_cyrillic(value).upper(),
            "decomposed": unicodedata.normalize("NFD", value),
        }
        found += [Plant(fact, category, text) for category, text in spellings.items()]
    found += [
        Plant("home", "notation", t) for t in ("ul. Čekićeva br. 23", "улица Чекићева број 23", "Cekiceva 23/4, Nis")
    ]
    numbers = (
        "0650000456",
        "065/000-0456",
        "+381 65 000 04 56",
        "00381650000456",
        "+381 (0)65 0000456",
        "065 0000 456",
    )
    found += [Plant("mobile", "notation", number) for number in numbers]
    found += [Plant("mail", "exact", "zarka.dz@example.org"), Plant("mail", "upper", "ZARKA.DZ@EXAMPLE.ORG")]
    found += [Plant("handle", "exact", "zarka_lj_77"), Plant("handle", "link", "https://t.me/zarka_lj_77")]
    return found


DECOYS = (
    "065 000 0457", "0650000 45", "Čekićeva 24", "Čekićeva 230", "Žarka Petrović", "Ljutica", "Žarka i Mara",
    "xzarka.dz@example.org",
    "zarka_lj_770", "Đurđa Džepina", "čekić 23",
)  # fmt: skip


_ONSETS = """
b br v vr g gl gr d dr dv ž z zn j k kl kr l lj m ml mn n nj p pl pr r s sk sl sm sn sp st str sv t tr ć f h c č dž š
šk šl št đ
""".split()  # noqa: SIM905 - readable as a block
_VOWELS = "aaaeeiioou"
_CODAS = ("", "", "", "", "n", "r", "s", "t", "k", "m", "l", "v", "j", "d", "z", "st", "š")
_ENDINGS = """
a e i o u im om em ama ima og oj ti la li lo mo te š ić ica ići ski ska ske ost anje enje ovati uje ava iti io ala ilo
nik ar ač ka ke ku ci
""".split()  # noqa: SIM905
_SMALL = """
da je se u i na ne to za od sam su li će bi a ali ili kao što gde kad samo već baš ma nema ima može ovo tu sad
""".split()  # noqa: SIM905
_EMOJI = ("😂", "🔥", "👍", "🙈", "🇷🇸", "🤷‍♀️", "❤️", "😡", "💩", "👏")


def _words(rng: random.Random, count: int) -> list[str]:
    """Invented words that sound like Serbian, of one to four syllables, most of them with one of its endings."""
    made: set[str] = set()
    while len(made) < count:
        parts = [rng.choice(kind) for _ in range(rng.choice((1, 2, 2, 3))) for kind in (_ONSETS, _VOWELS, _CODAS)]
        made.add("".join(parts) + (rng.choice(_ENDINGS) if rng.random() < 0.8 else ""))
    return sorted(made)


def _said(rng: random.Random, words: list[str]) -> str:
    """One message about nothing, as people type."""
    count = max(1, int(rng.lognormvariate(1.9, 0.75)))
    text = " ".join(rng.choice(_SMALL) if rng.random() < 0.3 else rng.choice(words) for _ in range(count))
    script = rng.random()
    text = text.translate(_BARE) if script < 0.45 else to_cyrillic(text) if script < 0.8 else text
    chance = rng.random()
    if chance < 0.3:
        text = text.capitalize()
    if chance > 0.8:
        text += " " + "".join(rng.choices(_EMOJI, k=rng.randint(1, 3)))
    elif chance > 0.76:
        text += f" https://example.org/{rng.choice(words)}/{rng.randrange(10**6)}"
    elif chance > 0.73:
        text += f" {rng.randint(2, 99)} {rng.choice(('km', 'din', 'h', '%'))} {rng.randint(1990, 2026)}!"
    elif chance > 0.7:
        text += f'\n"{rng.choice(words)}"'
    return text


def _messages(rng: random.Random, every: int) -> Iterator[tuple[str, Plant | None]]:
    words = _words(rng, 30_000)
    pool = [_said(rng, words) for _ in range(40_000)]
    chosen = plants()
    while True:
        for _ in range(every - 1):
            yield rng.choice(pool), None
        plant = rng.choice(chosen)
        yield f"{rng.choice(pool)} {plant.text}, {rng.choice(pool)}", plant
        yield f"{rng.choice(pool)} {rng.choice(DECOYS)} {rng.choice(pool)}", None


def _quoted(value: object, indent: int) -> str:
    """As Telegram Desktop writes JSON: one space a level, nothing escaped that need not be."""
    return json.dumps(value, ensure_ascii=False, indent=1).replace("\n", "\n" + " " * indent)


def _message(rng: random.Random, number: int, sender: str, text: str) -> dict[str, object]:
    """One message with what else such messages have: pictures, replies, reactions, bold words."""
    time = 1772366400 + number * 7
    made: dict[str, object] = {
        "id": number, "type": "message", "date": "2026-03-01T12:00:00", "date_unixtime": str(time), "from": sender,
        "from_id": f"user{9000 + sum(sender.encode()) % 3000}",
    }  # fmt: skip
    chance = rng.random()
    if chance < 0.15:
        made["reply_to_message_id"] = max(1, number - rng.randint(1, 50))
    elif chance < 0.24:
        made |= {"photo": f"photos/photo_{number}.jpg", "photo_file_size": 91803, "width": 1280, "height": 960}
    elif chance < 0.27:
        made |= {"file": f"stickers/sticker ({number}).webp", "file_size": 20480, "media_type": "sticker"}
        made |= {"sticker_emoji": rng.choice(_EMOJI), "width": 512, "height": 512}
    elif chance < 0.28:
        made |= {"file": f"voice_messages/audio_{number}.ogg", "media_type": "voice_message", "mime_type": "audio/ogg"}
        made["duration_seconds"] = rng.randint(1, 90)
    made["text"], made["text_entities"] = text, [{"type": "plain", "text": text}]
    if chance > 0.93 and " " in text:
        before, behind = text.split(" ", 1)
        made["text"] = [before + " ", {"type": "bold", "text": behind}]
        made["text_entities"] = [{"type": "plain", "text": before + " "}, {"type": "bold", "text": behind}]
    if 0.8 < chance < 0.9:
        made["reactions"] = [{"type": "emoji", "count": rng.randint(1, 40), "emoji": rng.choice(_EMOJI)}]
    return made


def write_export(path: Path, megabytes: float, seed: int = 1, every: int = 200) -> dict[int, Plant]:
    """Write one chat in Telegram Desktop's layout; returns message id to what was planted there."""
    rng = random.Random(seed)
    names = _words(random.Random(seed + 1), 3000)
    senders = [f"{name.capitalize()} {rng.choice(names).capitalize()}" for name in names]
    senders = [to_cyrillic(name) if rng.random() < 0.4 else name for name in senders]
    truth: dict[int, Plant] = {}
    written, number = 0, 0
    with path.open("w", encoding="utf-8", newline="\n") as out:
        out.write('{\n "name": "Made up",\n "type": "private_supergroup",\n "id": 1000000099,\n "messages": [')
        for text, plant in _messages(rng, every):
            number += 1
            if plant:
                truth[number] = plant
            sender = rng.choice(senders)
            block = ("" if number == 1 else ",") + "\n  " + _quoted(_message(rng, number, sender, text), 2)
            out.write(block)
            written += len(block.encode())
            if written >= megabytes * 1_000_000:
                break
        out.write("\n ]\n}")
    return truth
