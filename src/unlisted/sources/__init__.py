"""Places to look, one file each. To add one: write the file, add one line to `SOURCES`."""

from __future__ import annotations

from unlisted.sources.base import Reading, Source
from unlisted.sources.chats.discord import Discord
from unlisted.sources.chats.google import Google
from unlisted.sources.chats.meta import Meta
from unlisted.sources.chats.signal import Signal
from unlisted.sources.chats.telegram import Telegram
from unlisted.sources.chats.telegram_html import TelegramHtml
from unlisted.sources.chats.viber import Viber
from unlisted.sources.chats.whatsapp import WhatsApp
from unlisted.sources.mail import Mail
from unlisted.sources.pages import Pages
from unlisted.sources.text import Text

# The first that recognises a file reads it, so the particular stand before the general.
SOURCES: tuple[Source, ...] = (
    Telegram(),
    TelegramHtml(),
    WhatsApp(),
    Signal(),
    Viber(),
    Discord(),
    Google(),
    Meta(),
    Pages(),
    Mail(),
    Text(),
)

__all__ = ["SOURCES", "Reading", "Source"]
