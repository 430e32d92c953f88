"""The messages of a page of a channel's preview at t.me/s, taken out one by one.

Runs in the child process only (`unlisted.sources.extract`).
"""

from __future__ import annotations

import base64
import json
import re
from datetime import datetime

from selectolax.lexbor import LexborHTMLParser, LexborNode

from unlisted.sources.base import FIELD_BREAK
from unlisted.sources.encoding import decode
from unlisted.sources.html import within
from unlisted.sources.sandbox import Extract, Post

_POST = re.compile(r"([A-Za-z0-9_]{1,64})/(\d{1,10})")
_ANSWERED = re.compile(r"/(\d{1,10})(?:\?.*)?$")
# What stands in a message and is no part of it: portraits, the number of views, the hour, what it answers.
_ASIDE = (
    ".tgme_widget_message_user, .tgme_widget_message_footer, .tgme_widget_message_bubble_tail, "
    ".tgme_widget_message_reply, .tgme_widget_message_reactions, .message_media_not_supported_wrap, "
    ".tgme_widget_message_video_duration, .message_video_duration"
)
_APART = (  # fields of their own: they stand beside the text, and no fact reaches from one into the other
    ".tgme_widget_message_forwarded_from, .tgme_widget_message_via_bot, .tgme_widget_message_link_preview, "
    ".tgme_widget_message_document_wrap, .tgme_widget_message_poll, .tgme_widget_message_contact_wrap, "
    ".tgme_widget_message_location_wrap, .tgme_widget_message_inline_keyboard"
)
_COUNT = re.compile(r"([0-9]{1,9}|[0-9]{1,3}(?:[ ,][0-9]{3}){1,3})|([0-9]{1,4})(?:\.([0-9]))?([KM])")
_THOUSANDS = {"K": 1_000, "M": 1_000_000}
_MEDIA = {
    ".tgme_widget_message_photo_wrap, .tgme_widget_message_service_photo": "pictures",
    ".tgme_widget_message_video_player, .tgme_widget_message_roundvideo_player": "videos",
    ".tgme_widget_message_voice_player": "voice",
    ".tgme_widget_message_document_wrap": "files",
    ".tgme_widget_message_sticker_wrap, .tgme_widget_message_sticker": "stickers",
}


def preview(data: bytes) -> Extract:
    """The channel's number and title, how many are in it, what it says of itself, and the messages, as they stand on
    the page."""
    tree = LexborHTMLParser(decode(data))
    made = Extract(title=_shown(tree.css_first(".tgme_channel_info_header_title, .tgme_header_title")))
    made.text = FIELD_BREAK.join(
        filter(None, map(within, tree.css(".tgme_channel_info_description, .tgme_channel_info_header_username")))
    )
    made.members = _members(tree)
    for node in tree.css(".tgme_widget_message[data-post]"):
        said = node.attributes
        named = _POST.fullmatch(said.get("data-post") or "")
        if named is None:
            made.unread["messages"] = made.unread.get("messages", 0) + 1
            continue
        made.url = made.url or named[1].lower()
        if named[1].lower() != made.url:
            continue
        made.chat = made.chat or _chat(said.get("data-view") or "")
        for selector, media in _MEDIA.items():
            if count := len(node.css(selector)):
                made.unread[media] = made.unread.get(media, 0) + count
        made.posts.append(_post(node, int(named[2])))
    return made


def _post(node: LexborNode, number: int) -> Post:
    clock = node.css_first(".tgme_widget_message_date time[datetime]") or node.css_first("time[datetime]")
    answered = node.css_first("a.tgme_widget_message_reply[href]")
    found = _ANSWERED.search(answered.attributes.get("href") or "") if answered else None
    post = Post(
        number=number,
        time=_seconds(clock.attributes.get("datetime") or "") if clock else 0,
        sender=_shown(node.css_first(".tgme_widget_message_from_author")),
        reply=int(found[1]) if found else 0,
        album=node.css_first(".tgme_widget_message_grouped_wrap") is not None,
        hidden=node.css_first(".message_media_not_supported") is not None,
    )
    for aside in node.css(_ASIDE):
        aside.decompose()
    for author in node.css(".tgme_widget_message_author"):
        author.decompose()
    fields = []
    for field in node.css(_APART):
        fields.append(within(field))
    for field in node.css(_APART):
        field.decompose()
    post.text = FIELD_BREAK.join(filter(None, [within(node), *fields]))
    return post


def _members(tree: LexborHTMLParser) -> int:
    """How many the page says are in the channel: "345" or, rounded, "12.3K"; 0 if it says nothing of that form."""
    for counter in tree.css(".tgme_channel_info_counter"):
        if _shown(counter.css_first(".counter_type")).rstrip("s") in ("subscriber", "member"):
            told = _COUNT.fullmatch(_shown(counter.css_first(".counter_value")))
            if told is None:
                return 0
            if told[1]:
                return int(re.sub("[ ,]", "", told[1]))
            return (int(told[2]) * 10 + int(told[3] or 0)) * _THOUSANDS[told[4]] // 10
    return 0


def _chat(view: str) -> int:
    """The number of the channel, as exports have it, from what the page counts views with; 0 if it is not told."""
    try:
        told = json.loads(base64.urlsafe_b64decode(view[:400] + "=" * (-len(view[:400]) % 4)))
    except (ValueError, RecursionError):
        return 0
    number = told.get("c") if isinstance(told, dict) else None
    return -number if isinstance(number, int) and not isinstance(number, bool) and -(1 << 52) < number < 0 else 0


def _seconds(text: str) -> int:
    try:
        moment = datetime.fromisoformat(text)
        return max(0, int(moment.timestamp())) if moment.tzinfo else 0
    except (ValueError, OverflowError, OSError):
        return 0


def _shown(node: LexborNode | None) -> str:
    return " ".join(node.text().split()) if node else ""
