"""Pages of a channel's preview as t.me/s lays them out, about people and channels that do not exist."""

import base64
import html
import json
from collections.abc import Iterable

CHANNEL = 1000000077


def post(
    number: int, text: str, *, name: str = "primer_kanal", chat: int = CHANNEL, extra: str = "", reply: int = 0
) -> str:
    """One message. `extra` is put before its text."""
    view = (
        base64.urlsafe_b64encode(json.dumps({"c": -chat, "p": number, "t": 1, "h": "0"}).encode()).decode().rstrip("=")
    )
    answered = (
        f'<a class="tgme_widget_message_reply" href="https://t.me/{name}/{reply}">'
        '<div class="tgme_widget_message_text js-message_reply_text">na šta se odgovara</div></a>'
        if reply
        else ""
    )
    shown = f'<div class="tgme_widget_message_text js-message_text" dir="auto">{text}</div>' if text else ""
    return (
        '<div class="tgme_widget_message_wrap js-widget_message_wrap">'
        f'<div class="tgme_widget_message text_not_supported_wrap js-widget_message" data-post="{name}/{number}" '
        f'data-view="{view}"><div class="tgme_widget_message_user"><a href="https://t.me/{name}">'
        '<i class="tgme_widget_message_user_photo" data-content="P"></i></a></div>'
        '<div class="tgme_widget_message_bubble"><div class="tgme_widget_message_author accent_color">'
        f'<a class="tgme_widget_message_owner_name" href="https://t.me/{name}"><span dir="auto">Kanal</span></a></div>'
        f'{answered}{extra}{shown}<div class="tgme_widget_message_footer compact js-message_footer">'
        '<span class="tgme_widget_message_views">1.2K</span><span class="copyonly"> views</span>'
        f'<a class="tgme_widget_message_date" href="https://t.me/{name}/{number}">'
        f'<time datetime="2026-03-01T20:{number % 60:02}:04+00:00" class="time">20:11</time></a>'
        "</div></div></div></div>"
    )


def page(
    posts: Iterable[str], *, title: str = "Kanal", about: str = "", members: str = "", counted: str = "subscribers"
) -> bytes:
    """A whole page. `members` is what it says of how many there are."""
    counters = [*([(members, counted)] if members else []), ("101", "photos"), ("7", "links")]
    shown = "".join(
        f'<div class="tgme_channel_info_counter"><span class="counter_value">{value}</span> '
        f'<span class="counter_type">{kind}</span></div>'
        for value, kind in counters
    )
    return (
        f"<!DOCTYPE html><html><head><title>{html.escape(title)} – Telegram</title></head><body>"
        '<div class="tgme_channel_info"><div class="tgme_channel_info_header_title"><span dir="auto">'
        f'{html.escape(title)}</span></div><div class="tgme_channel_info_counters">{shown}</div>'
        f'<div class="tgme_channel_info_description">{about}</div></div>'
        f'<section class="tgme_channel_history js-message_history">{"".join(posts)}</section></body></html>'
    ).encode()


PROFILE = (
    b'<!DOCTYPE html><html><head><title>Telegram: Contact @primer</title></head><body><div class="tgme_page">'
    b'<div class="tgme_page_title"><span>Milena Primerovi\xc4\x87</span></div>'
    b'<div class="tgme_page_description">You can contact her right away.</div></div></body></html>'
)
