"""One Telegram message: the fields that can carry a fact, and how they become one document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta, Struct, field

from unlisted.sources.base import FIELD_BREAK
from unlisted.sources.escapes import unquoted

Str = str | None


class Entity(Struct, gc=False):
    """A formatted stretch of text; `href` is where a link leads, not what it shows."""

    text: str = ""
    href: Str = None


class Contact(Struct, gc=False):
    first_name: Str = None
    last_name: Str = None
    phone_number: Str = None


class Message(Struct, gc=False):
    """What is decoded of a message; all other keys are skipped without becoming objects.

    Keys are those of tdesktop's `export_output_json.cpp`. `text_entities` repeats `text`. The fields of type `object`
    are rare and their shape has changed over the years; `strings` takes what text they hold.
    """

    id: Annotated[int, Meta(ge=-(1 << 63), le=(1 << 63) - 1)]
    text: str | list[str | Entity] = ""
    date_unixtime: Str = None
    from_: Str = field(default=None, name="from")
    from_id: Str = None
    forwarded_from: Str = None
    reply_to_message_id: object = None
    reply_to_peer_id: object = None
    photo: Str = None
    file: Str = None
    media_type: Str = None
    mime_type: Str = None
    file_name: Str = None
    title: Str = None
    performer: Str = None
    author: Str = None
    saved_from: Str = None
    via_bot: Str = None
    actor: Str = None
    actor_id: Str = None
    members: list[Str] | None = None
    inviter: Str = None
    to: Str = None
    new_title: Str = None
    information_text: Str = None
    reason_app_name: Str = None
    reason_domain: Str = None
    contact_information: Contact | None = None
    contact_vcard: Str = None
    location_information: object = None
    place_name: Str = None
    address: Str = None
    poll: object = None
    todo_list: object = None
    invoice_information: object = None
    giveaway_information: object = None
    game_title: Str = None
    game_description: Str = None
    game_link: Str = None
    inline_bot_buttons: object = None


class OldMessage(Message, gc=False):
    """A message of an export made before 2022, whose only date is local to the computer that made it."""

    date: Str = None


# Never text: identifiers, times and file paths, beside what is read elsewhere.
TECHNICAL = frozenset((
    "id", "type", "date", "date_unixtime", "edited", "edited_unixtime", "from_id", "actor_id", "user_id", "document_id",
    "text_entities", "photo", "file", "thumbnail", "mime_type", "media_type", "media", "reply_to_peer_id", "expires",
    "expires_unixtime", "last_active", "last_active_unixtime", "created", "created_unixtime", "currency",
))  # fmt: skip
_RICH = frozenset(("text", "question", "title", "description"))


def document(m: Message) -> str:
    """All text of the message: `text` first, then every other field on its own. The sender is not part of it."""
    text = m.text if isinstance(m.text, str) else rich(m.text)
    if m.forwarded_from is None and m.file_name is None and _is_common(m):
        return text
    rare = () if _is_common(m) else _rare_fields(m)
    return FIELD_BREAK.join(filter(None, (text, m.forwarded_from, m.file_name, *rare)))


def _is_common(m: Message) -> bool:
    """Whether the message has none of the rare fields. Looked up one by one, the quickest way there is."""
    return (
        m.actor is None and m.title is None and m.author is None and m.saved_from is None and m.via_bot is None
        and m.members is None and m.to is None and m.inviter is None and m.new_title is None
        and m.information_text is None and m.reason_app_name is None and m.reason_domain is None
        and m.contact_information is None and m.contact_vcard is None and m.location_information is None
        and m.place_name is None and m.address is None and m.poll is None and m.todo_list is None
        and m.invoice_information is None and m.giveaway_information is None and m.game_title is None
        and m.game_description is None and m.inline_bot_buttons is None and m.performer is None
    )  # fmt: skip


def rich(text: list[str | Entity]) -> str:
    """Text in pieces: joined without a seam, for a name half in bold is one name. Link targets follow."""
    shown = "".join([one if isinstance(one, str) else one.text for one in text])
    links = [one.href or one.text for one in text if isinstance(one, Entity) and (one.href or "%" in one.text)]
    return FIELD_BREAK.join([shown, *map(unquoted, links)]) if links else shown


def _rare_fields(m: Message) -> Iterator[str | None]:
    yield from (m.saved_from, m.author, m.via_bot, m.title, m.performer)
    yield from (m.inviter, m.to, m.new_title, m.information_text, m.reason_app_name, m.reason_domain)
    yield from m.members or ()
    if contact := m.contact_information:
        yield " ".join(filter(None, (contact.first_name, contact.last_name)))
        yield contact.phone_number
    yield from (m.contact_vcard, m.place_name, m.address, m.game_title, m.game_description, m.game_link)
    if isinstance(place := m.location_information, dict):
        yield ", ".join(str(n) for n in place.values() if isinstance(n, float))
    for rare in (m.poll, m.todo_list, m.invoice_information, m.giveaway_information, m.inline_bot_buttons):
        if rare is not None:
            yield from strings(rare)


def strings(value: object) -> list[str]:
    """All text in a decoded JSON value of any shape and depth, in order, leaving out what is never text."""
    found: list[str] = []
    waiting = [("", value)]
    while waiting:
        key, one = waiting.pop()
        if isinstance(one, str):
            found.append(unquoted(one))
        elif isinstance(one, dict):
            known = {str(k): v for k, v in one.items() if k not in TECHNICAL}
            if {"first_name", "last_name"} <= known.keys():  # one name, not two fields
                found.append(" ".join(str(known.pop(k) or "") for k in ("first_name", "last_name")).strip())
            waiting += reversed(known.items())
        elif isinstance(one, list):
            if key in _RICH and all(isinstance(part, str | dict) for part in one):
                found.append("".join(part if isinstance(part, str) else str(part.get("text", "")) for part in one))
                waiting += [("", part["href"]) for part in one if isinstance(part, dict) and "href" in part]
            else:
                waiting += [("", part) for part in reversed(one)]
    return [one for one in found if one]
