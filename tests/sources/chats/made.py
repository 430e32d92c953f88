"""Exported chats about people who do not exist, laid out as the messengers lay them out."""

import html
import json
import zipfile
from collections.abc import Iterable, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from unlisted.model import Mark
from unlisted.sources.base import Reading, Source


def read(source: Source, path: Path, content: bytes | None = None) -> tuple[list[tuple[str, Mark]], Reading]:
    """All documents with their marks, and the reading."""
    if content is not None:
        path.write_bytes(content)
    reading = Reading()
    found = []
    for batch in source.read(path, reading):
        assert len(batch.starts) == batch.text.count("\x1e")
        found += [(batch.document(i), batch.mark(i)) for i in range(len(batch.starts))]
    return found, reading


def texts(found: Iterable[tuple[str, Mark]]) -> list[str]:
    return [text for text, _ in found]


def telegram_page(
    messages: Sequence[str], title: str = "Izmišljena grupa", *, previous: str = "", following: str = ""
) -> bytes:
    """A page as `HtmlWriter` writes it: every block tag on its own line, one space deeper than the one around it."""
    links = [
        f'     <a class="pagination block_link" href="{href}">\n{words} messages\n     </a>\n\n' if href else ""
        for href, words in ((previous, "Previous"), (following, "Next"))
    ]
    body = "\n".join(messages)
    return f"""<!DOCTYPE html>
<html>

 <head>

  <meta charset="utf-8"/>
<title>Exported Data</title>
  <meta content="width=device-width, initial-scale=1.0" name="viewport"/>

  <link href="css/style.css" rel="stylesheet"/>

  <script src="js/script.js" type="text/javascript">

  </script>

 </head>

 <body onload="CheckLocation();">

  <div class="page_wrap">

   <div class="page_header">

    <div class="content">

     <div class="text bold">
{html.escape(title)}\x20
     </div>

    </div>

   </div>

   <div class="page_body chat_page">

    <div class="history">

{links[0]}{body}
{links[1]}    </div>

   </div>

  </div>

 </body>

</html>
""".encode()


def telegram_message(
    number: int,
    text: str = "",
    sender: str | None = "Neko Neko",
    date: str = "01.03.2026 20:11:04 UTC+01:00",
    inner: str = "",
) -> str:
    """One message; `text` is HTML, `sender` None for one that is joined to the message before."""
    joined = "" if sender else " joined"
    name = f'       <div class="from_name">\n{html.escape(sender)} \n       </div>\n\n' if sender else ""
    portrait = (
        '      <div class="pull_left userpic_wrap">\n\n'
        '       <div class="userpic userpic1" style="width: 42px; height: 42px">\n\n'
        '        <div class="initials" style="line-height: 42px">\nNN\n        </div>\n\n'
        "       </div>\n\n      </div>\n\n"
    )
    portrait = portrait if sender else ""
    shown = f'       <div class="text">\n{text}\n       </div>\n\n' if text else ""
    return f"""     <div class="message default clearfix{joined}" id="message{number}">

{portrait}      <div class="body">

       <div class="pull_right date details" title="{date}">
{date[11:16]}
       </div>

{name}{inner}{shown}      </div>

     </div>
"""


def telegram_service(number: int, text: str) -> str:
    return f"""     <div class="message service" id="message{number}">

      <div class="body details">
{text}
      </div>

     </div>
"""


def telegram_media(kind: str, title: str = "", status: str = "", description: str = "", href: str = "") -> str:
    tag = (
        f'a class="media clearfix pull_left block_link {kind}" href="{href}"'
        if href
        else f'div class="media clearfix pull_left {kind}"'
    )
    parts = "".join(
        f'          <div class="{name}">\n{html.escape(value)}\n          </div>\n\n'
        for name, value in (("title bold", title), ("description", description), ("status details", status))
        if value
    )
    return f"""       <div class="media_wrap clearfix">

        <{tag}>

         <div class="fill pull_left">

         </div>

         <div class="body">

{parts}         </div>

        </{tag.split()[0]}>

       </div>

"""


def zipped(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return made.getvalue()


def lines_of(*values: Any) -> bytes:
    return b"".join(json.dumps(value, ensure_ascii=False).encode() + b"\n" for value in values)


def signal_frames(bodies: Sequence[str] = ("zdravo",), **more: Any) -> bytes:
    """Signal's own export of one chat with Marko Primer, one message a second."""
    items = [
        {
            "chatItem": {
                "chatId": "10", "authorId": "2", "dateSent": str(1772366400000 + 1000 * at), "incoming": {"read": True},
                "standardMessage": {"text": {"body": body}} | more,
            }
        }
        for at, body in enumerate(bodies)
    ]  # fmt: skip
    return lines_of(
        {"version": "1", "backupTimeMs": "1772366400000", "mediaRootBackupKey": "AAAA", "currentAppVersion": "8.0"},
        {"account": {"profileKey": "AAAA", "givenName": "Ana", "familyName": "Primerović"}},
        {"recipient": {"id": "1", "self": {"avatarColor": "A100"}}},
        {
            "recipient": {
                "id": "2",
                "contact": {
                    "aci": "AAECAwQFBgcICQoLDA0ODw==", "e164": "381640000456", "systemGivenName": "Marko",
                    "systemFamilyName": "Primer", "profileGivenName": "Mare", "note": "iz škole",
                },
            }
        },
        {"chat": {"id": "10", "recipientId": "2"}},
        *items,
    )  # fmt: skip


def discord_message(number: int, content: str = "zdravo", **more: Any) -> dict[str, Any]:
    """A message with the keys that DiscordChatExporter always writes."""
    author = {"id": "500", "name": f"neko{number}", "discriminator": "0000", "nickname": f"Neko {number}",
              "color": None, "isBot": False, "roles": [{"id": "9", "name": "uloga"}],
              "avatarUrl": "https://cdn.example.org/a.png"}  # fmt: skip
    made = {"id": str(1_000_000_000_000_000_000 + number), "type": "Default"}
    made |= {"timestamp": f"2026-03-01T12:{number // 60 % 60:02}:{number % 60:02}.123+00:00", "timestampEdited": None}
    made |= {"callEndedTimestamp": None, "isPinned": False, "content": content, "author": author, "attachments": []}
    made |= {"components": [], "embeds": [], "stickers": [], "reactions": [], "mentions": []}
    return made | more | {"inlineEmojis": []}


def discord(messages: Sequence[dict[str, Any]], channel: str = "77", **more: Any) -> bytes:
    """A channel as it is written: two spaces a level, raw letters."""
    made = {"guild": {"id": "5", "name": "Izmišljeni server", "iconUrl": "https://cdn.example.org/i.png"}}
    made |= {"channel": {"id": channel, "type": "GuildTextChat", "categoryId": "6", "category": "Tekst",
                         "name": "opšte", "topic": None} | more}  # fmt: skip
    made |= {"dateRange": {"after": None, "before": None}, "exportedAt": "2026-03-02T00:00:00+00:00"}
    made |= {"messages": list(messages), "messageCount": len(messages)}
    return json.dumps(made, ensure_ascii=False, indent=2).encode()


def as_facebook(value: object) -> bytes:
    """As Facebook writes it: two spaces a level, every byte beyond ASCII as if it were a letter."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    return "".join(
        char if ord(char) < 128 else "".join(f"\\u{byte:04x}" for byte in char.encode()) for char in text
    ).encode()


def facebook_message(number: int, content: str | None = "zdravo", **more: Any) -> dict[str, Any]:
    made: dict[str, Any] = {"sender_name": f"Neko {number}", "timestamp_ms": 1_772_366_400_000 + number * 1000}
    return made | ({"content": content} if content is not None else {}) | {"is_geoblocked_for_viewer": False} | more


def facebook(messages: Sequence[dict[str, Any]], path: str = "inbox/izmisljeni_77", **more: Any) -> bytes:
    made: dict[str, Any] = {"participants": [{"name": "Neko 1"}, {"name": "Ćutljiva Primerović"}]}
    made |= {"messages": list(messages), "title": "Neko 1", "is_still_participant": True, "thread_path": path}
    return as_facebook(made | {"magic_words": []} | more)


def google_message(number: int, text: str = "zdravo", **more: Any) -> dict[str, Any]:
    made: dict[str, Any] = {
        "creator": {"name": f"Neko {number}", "email": f"neko{number}@example.org", "user_type": "Human"}
    }
    made["created_date"] = f"Sunday, March 1, 2026 at 12:{number // 60 % 60:02}:{number % 60:02}\u202fPM UTC"
    made |= {"text": text} if text else {}
    return made | {"topic_id": f"T{number}", "message_id": f"AAA/T{number}/T{number}"} | more


def google(messages: Sequence[dict[str, Any]]) -> bytes:
    return json.dumps({"messages": list(messages)}, ensure_ascii=False, indent=2).encode()


def hangouts(chats: Sequence[tuple[str, Sequence[dict[str, Any]]]]) -> bytes:
    """All chats of an account, each with its number and its events."""
    made = []
    for number, events in chats:
        people = [{"id": {"gaia_id": str(at), "chat_id": str(at)}, "fallback_name": f"Neko {at}"} for at in range(1, 3)]
        about = {"conversation_id": {"id": number}, "conversation": {"id": {"id": number}, "participant_data": people}}
        made.append({"conversation": about, "events": list(events)})
    return json.dumps({"conversations": made}, ensure_ascii=False, indent=1).encode()


def hangouts_event(number: int, *pieces: str, sender: str = "1") -> dict[str, Any]:
    segments = [{"type": "LINE_BREAK"} if one == "\n" else {"type": "TEXT", "text": one} for one in pieces]
    return {
        "sender_id": {"gaia_id": sender, "chat_id": sender},
        "timestamp": str(1_772_366_400_000_000 + number * 1_000_000),
        "chat_message": {"message_content": {"segment": segments}},
        "event_id": f"E{number}",
        "event_type": "REGULAR_CHAT_MESSAGE",
    }
