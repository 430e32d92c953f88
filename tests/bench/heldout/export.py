"""Telegram Desktop's file of one group, with what stands at each message."""

import json
from pathlib import Path

from bench.heldout.chatter import ordinary
from bench.heldout.decoys import Decoy, decoys
from bench.heldout.mentions import mentions
from bench.heldout.people import Person
from bench.heldout.planting import Plant
from bench.heldout.pools import Draw

Truth = dict[int, Plant | Decoy | str]  # message -> what it is; a plain string is an ordinary message


def _row(number: int, content: dict[str, object]) -> dict[str, object]:
    sender = number * 7919 % 400
    text = content.get("text", "")
    entities = [text] if isinstance(text, str) else list(text) if isinstance(text, list) else []
    pieces = [{"type": "plain", "text": e} if isinstance(e, str) else e for e in entities if e]
    head = {
        "id": number,
        "type": "message",
        "date": "2026-02-11T19:03:00",
        "date_unixtime": str(1770833000 + number * 5),
        "from": f"član {sender}",
        "from_id": f"user{700000 + sender}",
    }
    return head | content | {"text": text, "text_entities": pieces}


def content(person: Person, draw: Draw, *, decoy_rounds: int, ordinary_count: int, pairs: int) -> Truth:
    """What one chat about her holds, shuffled and numbered."""
    every: list[Plant | Decoy | str] = [*mentions(person, draw, pairs=pairs)]
    for _ in range(decoy_rounds):
        every += decoys(person, draw)
    every += [ordinary(draw, person) for _ in range(ordinary_count)]
    draw.rng.shuffle(every)
    return dict(enumerate(every, 1))


def write(path: Path, truth: Truth) -> None:
    rows = [_row(n, {"text": item} if isinstance(item, str) else item.message if isinstance(item, Plant)
                 else item.message()) for n, item in truth.items()]  # fmt: skip
    chat = {"name": "Komšiluk", "type": "private_supergroup", "id": 1700000123, "messages": rows}
    path.write_text(json.dumps(chat, ensure_ascii=False, indent=1), encoding="utf-8")
