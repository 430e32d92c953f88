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
_SYLLABLES = [c + v for c in "bdgjklmnprstvz" for v in "aeo"]


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


def _messages(rng: random.Random, every: int) -> Iterator[tuple[str, Plant | None]]:
    words = ["".join(rng.choices(_SYLLABLES, k=rng.randint(1, 4))) for _ in range(4000)]
    pool = [" ".join(rng.choices(words, k=rng.randint(2, 16))) for _ in range(3000)]
    pool = [to_cyrillic(text) if rng.random() < 0.4 else text for text in pool]
    chosen = plants()
    while True:
        for _ in range(every - 1):
            yield rng.choice(pool), None
        plant = rng.choice(chosen)
        yield f"{rng.choice(pool)} {plant.text}, {rng.choice(pool)}", plant
        yield f"{rng.choice(pool)} {rng.choice(DECOYS)} {rng.choice(pool)}", None


def write_export(path: Path, megabytes: float, seed: int = 1, every: int = 200) -> dict[int, Plant]:
    """Write one chat in Telegram Desktop's layout; returns message id to what was planted there."""
    rng = random.Random(seed)
    truth: dict[int, Plant] = {}
    written, number = 0, 0
    with path.open("w", encoding="utf-8", newline="\n") as out:
        out.write('{\n "name": "Made up",\n "type": "private_supergroup",\n "id": 1000000099,\n "messages": [')
        for text, plant in _messages(rng, every):
            number += 1
            if plant:
                truth[number] = plant
            quoted = json.dumps(text, ensure_ascii=False)
            block = (
                ("" if number == 1 else ",")
                + f'\n  {{\n   "id": {number},\n   "type": "message",\n   "date": "2026-03-01T12:00:00",\n'
                f'   "date_unixtime": "{1772366400 + number * 7}",\n   "from": "Neko {number % 300}",\n'
                f'   "from_id": "user{9000 + number % 300}",\n   "text": {quoted},\n   "text_entities": [\n    {{\n'
                f'     "type": "plain",\n     "text": {quoted}\n    }}\n   ]\n  }}'
            )
            out.write(block)
            written += len(block)
            if written >= megabytes * 1_000_000:
                break
        out.write("\n ]\n}")
    return truth
