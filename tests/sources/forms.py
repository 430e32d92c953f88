"""Every form of export that is read, made from the texts of its messages, so that one test can ask the same of all."""

import html
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from unlisted.sources import SOURCES
from unlisted.sources.base import Source

from .chats.made import (
    discord,
    discord_message,
    facebook,
    facebook_message,
    google,
    google_message,
    hangouts,
    hangouts_event,
    lines_of,
    signal_frames,
    telegram_message,
    telegram_page,
)
from .samples import LAYOUTS, account, chat, message, tdesktop

Texts = Sequence[str]


@dataclass(frozen=True, slots=True)
class Form:
    """`made` makes a file of these texts, one a message; `within` is a text as it stands in there.

    `boundary`: what stands between two messages. `tells_end`: whether a file cut between two messages shows it.
    `narrow`: whether it may be written in an encoding of eight bits.
    """

    source: str
    file: str
    made: Callable[[Texts], bytes]
    within: Callable[[str], bytes]
    boundary: str
    tells_end: bool = True
    narrow: bool = True

    @property
    def reader(self) -> Source:
        return next(one for one in SOURCES if one.name == self.source)


def raw(text: str) -> bytes:
    return text.encode()


def in_json(text: str) -> bytes:
    return json.dumps(text, ensure_ascii=False)[1:-1].encode()


def in_ascii(text: str) -> bytes:
    return json.dumps(text)[1:-1].encode()


def as_facebook_writes(text: str) -> bytes:
    return "".join(c if ord(c) < 128 else "".join(f"\\u{b:04x}" for b in c.encode()) for c in text).encode()


def in_html(text: str) -> bytes:
    return html.escape(text).replace("\n", "<br>").encode()


def telegram(texts: Texts) -> dict[str, object]:
    return chat([message(i, text) for i, text in enumerate(texts, 1)])


def pieces(texts: Texts) -> bytes:
    """Telegram's messages with a part in bold, so that a text is a list of strings and stretches."""
    bold = [["", {"type": "bold", "text": text[:-5]}, text[-5:]] if len(text) > 9 else text for text in texts]
    return tdesktop(chat([message(i, text) for i, text in enumerate(bold, 1)]))


def rows(texts: Texts) -> list[dict[str, object]]:
    return [
        {"id": f"00000000-{at}", "conversationId": "razgovor-1", "sent_at": 1772366400000 + at * 1000,
         "source": "+381640000456", "type": "incoming", "body": text, "attachments": []}
        for at, text in enumerate(texts, 1)
    ]  # fmt: skip


def sigtop(texts: Texts) -> bytes:
    return b"[\n" + b",\n".join(json.dumps(one, ensure_ascii=False).encode() for one in rows(texts)) + b"\n]\n"


def signal_export(texts: Texts) -> bytes:
    return lines_of(
        *(
            {"date": f"2026-03-01T13:00:{at % 60:02}", "sender": "Marko", "body": text, "attachments": []}
            for at, text in enumerate(texts, 1)
        )
    )


def sigtop_text(texts: Texts) -> bytes:
    return (
        "Conversation: Marko Primer (+381640000456)\n\n"
        + "".join(
            f"From: Marko Primer (+381640000456)\nType: incoming\nSent: Sun, 1 Mar 2026 13:00:{at % 60:02} +0100\n"
            f"Received: Sun, 1 Mar 2026 13:00:{at % 60:02} +0100\n\n{text}\n\n"
            for at, text in enumerate(texts, 1)
        )
    ).encode()


def markdown(texts: Texts) -> bytes:
    return "".join(f"[2026-03-01 13:00:{at % 60:02}] Marko: {text}\n\n" for at, text in enumerate(texts, 1)).encode()


def iphone(texts: Texts) -> bytes:
    return "".join(f"[13.02.24, 21:05:{at % 60:02}] Žana: {text}\n" for at, text in enumerate(texts, 1)).encode()


def android(texts: Texts) -> bytes:
    return "".join(f"2/13/24, 9:{at % 60:02} PM - Žana: {text}\n" for at, text in enumerate(texts, 1)).encode()


def viber(texts: Texts) -> bytes:
    return "".join(
        f'13/08/2014,12:52:{at % 60:02},Ana,+381640000456,"{text}"\n' for at, text in enumerate(texts, 1)
    ).encode()


def telegram_html(texts: Texts) -> bytes:
    return telegram_page([telegram_message(at, in_html(text).decode()) for at, text in enumerate(texts, 1)])


def mailbox(texts: Texts) -> bytes:
    return "".join(
        f"From ana@example.org Mon Mar  2 10:00:00 2026\nFrom: ana@example.org\nTo: eva@example.org\nSubject: pismo\n"
        f"Message-ID: <{at}@example.org>\nContent-Type: text/plain; charset=utf-8\n\n{text}\n\n"
        for at, text in enumerate(texts, 1)
    ).encode()


FORMS = {
    "telegram": Form("telegram", "result.json", lambda t: tdesktop(telegram(t)), in_json, "\n  },\n  {\n   "),
    "telegram minified": Form(
        "telegram", "result.json", lambda t: LAYOUTS["minified"](telegram(t)), in_json, '"},{"id":7,"text":"'
    ),
    "telegram ascii": Form(
        "telegram", "result.json", lambda t: LAYOUTS["tabs-and-ascii"](telegram(t)), in_ascii, '"\n\t\t},\n\t\t{'
    ),
    "telegram account": Form(
        "telegram", "result.json", lambda t: tdesktop(account([telegram(t)])), in_json, "\n     },\n     {\n"
    ),
    "telegram in pieces": Form("telegram", "result.json", pieces, in_json, '"\n    }\n   ]\n  }\n ]\n}'),
    "telegram html": Form("telegram-html", "messages.html", telegram_html, in_html, telegram_message(9, "x")),
    "whatsapp iphone": Form("whatsapp", "_chat.txt", iphone, raw, "[2/1/24, 9:05:03 PM] Marko: ", tells_end=False),
    "whatsapp android": Form(
        "whatsapp", "WhatsApp Chat.txt", android, raw, "[13.02.24, 21:05:03] Marko: ", tells_end=False
    ),
    "signal": Form("signal", "main.jsonl", signal_frames, in_json, '"}}}}\n{"chatItem": {', narrow=False),
    "sigtop": Form("signal", "messages.json", sigtop, in_json, '"},\n{"id": "', narrow=False),
    "signal-export": Form("signal", "data.json", signal_export, in_json, '"}\n{"date": ', narrow=False),
    "sigtop text": Form("signal", "messages.txt", sigtop_text, raw, "From: Marko\nTo: Ana\nSent: ", tells_end=False),
    "signal-export text": Form("signal", "chat.md", markdown, raw, "[2026-03-01 13:00] Marko: ", tells_end=False),
    "viber": Form("viber", "poruke.csv", viber, raw, "12:52:56,Ana,+381640000456", tells_end=False),
    "discord": Form(
        "discord", "opste.json",
        lambda t: discord([discord_message(i, text) for i, text in enumerate(t, 1)]), in_json, '"\n    },\n    {\n',
    ),
    "facebook": Form(
        "meta", "message_1.json",
        lambda t: facebook([facebook_message(i, text) for i, text in enumerate(t, 1)]), as_facebook_writes,
        '"\n    },\n    {\n', narrow=False,
    ),
    "google chat": Form(
        "google-chat", "messages.json",
        lambda t: google([google_message(i, text) for i, text in enumerate(t, 1)]), in_json, '"\n    },\n    {\n',
    ),
    "hangouts": Form(
        "google-chat", "Hangouts.json",
        lambda t: hangouts([("razgovor", [hangouts_event(i, text) for i, text in enumerate(t, 1)])]), in_json,
        '"\n   },\n   {\n',
    ),
    "mailbox": Form(
        "mail", "posta.mbox", mailbox, raw, "\n>From ana@example.org Mon Mar  2 10:00:00 2026\n", tells_end=False
    ),
}  # fmt: skip
