"""What the fictional person's helper brings: a Telegram export in two states, saved pages, e-mails, notes.

Made anew each time by a fixed seed, so that the package ships no large files and every run is the same.
"""

from __future__ import annotations

import json
import os
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NotRequired, TypedDict

from unlisted.text.scripts import to_cyrillic

MESSAGES = 3000
FIRST_LOOK, SECOND_LOOK = datetime(2026, 3, 25, 10, 0, tzinfo=UTC), datetime(2026, 6, 9, 10, 0, tzinfo=UTC)
_START = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
_WHO = (
    "Komšija", "Plavi", "Goran M.", "Вук", "bata_zika", "Тања", "Neko", "Sova", "Мирко", "Admin", "Lale", "Zoki",
)  # fmt: skip
_OPENERS = (
    "Ljudi", "Dobro jutro", "Ma", "E", "Znate šta", "Slušajte", "Jutros", "Sinoć", "Opet", "Po meni", "Kažem vam",
    "Vala", "Brate", "Iskreno", "Kod mene", "U gradu", "Na poslu", "Vikendom", "Danas", "Kao i uvek",
)  # fmt: skip
_MIDDLES = (
    "gužva na mostu", "kiša pada ceo dan", "autobus kasni", "cene su lude", "utakmica je bila dosadna", "nema struje",
    "pijaca radi do dva", "kafa je poskupela", "snimak je stari", "ko gleda vesti", "parking nemoguć", "more je daleko",
    "ne verujem u to", "ispada da sam u pravu", "video sam to juče", "sve je isto", "baš zanimljivo", "neka ga",
)  # fmt: skip
_ENDS = ("", "", ".", "!", "...", " 🙂", " 😂", " jbg", ", šta da radiš", ", ko zna")
# place in the chat (thousandths), message; the last of each look is only there then
_HITS = (
    (40, "Zna li neko gde živi Milena Primerović?"),
    (60, "Милена Примеровић, она из удружења? Мислим да је из Новог Сада"),
    (130, "Ćale joj je Dragan Primerović, radio sa mojim stricem"),
    (131, "Драгана Примеровића знам, кажи шта те занима"),
    (210, "Viđam Milenu Primerović u Knjižari Sanjalica"),
    (305, "Na instagramu je milena_primer21, zaključan profil"),
    (420, "Evo adrese: Izmišljena 17, Novi Sad"),
    (421, "Измишљена 17, Нови Сад, други спрат"),
    (500, "prim\u200bero\u200bvić milena, broj je 064/000-0123"),
    (615, "Ко има њен број? 064 000 0123 не јавља се"),
    (700, "Mіlеnа Рrіmеrоvіć, svi znate o kome pričam"),
    (820, "pišite joj svi na milena.primerovic@example.org"),
)
_ONLY_FIRST = (421, 500)  # these two are deleted before the second export
_LATER_BY = timedelta(days=98)  # after the chat began
_LATER = (
    "Opet kažem: u Izmišljenoj 17 gori svetlo",
    "Милени Примеровић треба рећи шта мислимо",
)


_Message = TypedDict(
    "_Message",  # in this form because `from` is a keyword of Python
    {
        "id": int,
        "type": str,
        "date": str,
        "date_unixtime": str,
        "from": str,
        "from_id": str,
        "photo": NotRequired[str],
        "text": str,
        "text_entities": list[dict[str, str]],
    },
)


def write_first_look(folder: Path) -> list[Path]:
    """Write what is there at the first look; returns the targets to check, in the order of the story."""
    export = folder / "chat" / "result.json"
    export.parent.mkdir(parents=True)
    _write_export(export, _chat(without=()))
    pages = _write_pages(folder / "pages")
    for page in pages[0].iterdir():
        _saved(page, FIRST_LOOK)
    return [export.parent, *pages, *_write_mail(folder / "mail"), _write_notes(folder)]


def write_second_look(folder: Path) -> list[Path]:
    """Write a later export of the same chat, in which two messages are gone and two are new, and a page saved again."""
    export = folder / "chat-later" / "result.json"
    export.parent.mkdir(parents=True)
    gone = [number for number, (place, _text) in enumerate(_HITS) if place in _ONLY_FIRST]
    _write_export(export, _chat(without=gone, more=_LATER))
    return [export.parent, _write_page_again(folder / "pages-later")]


def _saved(page: Path, at: datetime) -> None:
    """As if it had been saved then."""
    os.utime(page, (at.timestamp(), at.timestamp()))


def _chat(without: tuple[int, ...] | list[int], more: tuple[str, ...] = ()) -> list[_Message]:
    rng = random.Random(17)
    hits = {place * MESSAGES // 1000: (number, text) for number, (place, text) in enumerate(_HITS)}
    messages = []
    for index in range(MESSAGES):
        number, text = hits.get(index, (-1, _small_talk(rng)))
        if number not in without:
            messages.append(_message(index, text, rng.randrange(len(_WHO)), photo=index % 23 == 0 and number < 0))
    messages += [_message(MESSAGES + i, text, i, photo=False, later=_LATER_BY) for i, text in enumerate(more)]
    return messages


def _small_talk(rng: random.Random) -> str:
    text = f"{rng.choice(_OPENERS)}, {rng.choice(_MIDDLES)}{rng.choice(_ENDS)}"
    return to_cyrillic(text) if rng.random() < 0.4 else text


def _message(index: int, text: str, who: int, *, photo: bool, later: timedelta | None = None) -> _Message:
    at = _START + (timedelta(minutes=11 * index) if later is None else later + timedelta(minutes=index - MESSAGES))
    message: _Message = {
        "id": 1000 + index,
        "type": "message",
        "date": at.strftime("%Y-%m-%dT%H:%M:%S"),
        "date_unixtime": str(int(at.timestamp())),
        "from": _WHO[who],
        "from_id": f"user{9000 + who}",
        "text": text,
        "text_entities": [{"type": "plain", "text": text}],
    }
    if photo:
        message["photo"] = "(File not included. Change data exporting settings to download.)"
    return message


def _write_export(path: Path, messages: list[_Message]) -> None:
    chat = {"name": "Izmišljena grupa", "type": "private_supergroup", "id": 1000000017, "messages": messages}
    path.write_text(json.dumps(chat, ensure_ascii=False, indent=1), encoding="utf-8")


def _write_pages(folder: Path) -> list[Path]:
    folder.mkdir()
    club = folder / "club.html"
    club.write_text(
        '<!doctype html><meta charset="utf-8"><title>Planinarski klub Primer</title>'
        '<link rel="canonical" href="https://club.example.org/members-2019">'
        "<h1>Članovi 2019.</h1><ul><li>Petar Nestvarni, Niš<li><b>Milena</b> Primerović, Novi Sad"
        '<li>Jovana Nestvarna, Zrenjanin</ul><p><a href="tel:+381640000123">kontakt</a>',
        encoding="utf-8",
    )
    directory = folder / "directory.html"
    directory.write_text(
        '<!doctype html><meta charset="utf-8"><title>Imenik</title>'
        '<link rel="canonical" href="https://directory.example.org/p/primerovic-dragan">'
        "<table><tr><td>Primerović Dragan<td>ul. Izmišljena br. 17<td>21000 Novi Sad</table>",
        encoding="utf-8",
    )
    # A way to the new home that the group does not know yet: username, old mailbox, maiden name, address.
    (folder / "forum.html").write_text(
        '<!doctype html><meta charset="utf-8"><title>Forum planinara Primer</title>'
        '<link rel="canonical" href="https://forum.example.org/u/17">'
        "<h1>milena_primer21</h1><p>Član od 2014. Pišite: mnest@example.org",
        encoding="utf-8",
    )
    (folder / "list-2019.html").write_text(
        '<!doctype html><meta charset="utf-8"><title>Prijavljeni 2019.</title>'
        '<link rel="canonical" href="https://club.example.org/list-2019">'
        "<table><tr><td>Petar Izmaštani<td>petar@example.org<tr><td>Milena Nestvarković<td>mnest@example.org</table>",
        encoding="utf-8",
    )
    (folder / "directory-2.html").write_text(
        '<!doctype html><meta charset="utf-8"><title>Imenik</title>'
        '<link rel="canonical" href="https://directory.example.org/p/nestvarkovic-milena">'
        "<table><tr><td>Nestvarković Milena<td>ul. Nepostojeća br. 4<td>21203 Veternik</table>",
        encoding="utf-8",
    )
    return [folder]


def _write_page_again(folder: Path) -> Path:
    """The directory's page after it was asked to leave her out."""
    folder.mkdir()
    page = folder / "directory-2.html"
    page.write_text(
        '<!doctype html><meta charset="utf-8"><title>Imenik</title>'
        '<link rel="canonical" href="https://directory.example.org/p/nestvarkovic-milena">'
        "<p>Ovaj unos više ne postoji.</p>",
        encoding="utf-8",
    )
    _saved(page, SECOND_LOOK)
    return page


def _write_mail(folder: Path) -> list[Path]:
    folder.mkdir()
    (folder / "newsletter.eml").write_bytes(
        "From: Udruzenje <info@example.org>\r\nTo: milena.primerovic@example.org\r\n"
        "Subject: =?utf-8?B?UG96aXYgbmEgc2FzdGFuYWs=?=\r\nMessage-ID: <1@example.org>\r\n"
        "Date: Mon, 02 Mar 2026 10:00:00 +0100\r\nMIME-Version: 1.0\r\n"
        "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
        "Poštovana Milena, vidimo se u sredu.\r\n".encode()
    )
    return [folder]


def _write_notes(folder: Path) -> Path:
    notes = folder / "notes.txt"
    notes.write_text("Kupiti hleb.\nZvati majstora.\nNapisati molbu.\n", encoding="utf-8")
    return notes
