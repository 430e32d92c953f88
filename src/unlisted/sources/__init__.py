"""Places to look, one file each. To add one: write the file, add it to `_sources`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unlisted.sources.base import Reading, Source

if TYPE_CHECKING:
    SOURCES: tuple[Source, ...]

__all__ = ["SOURCES", "Reading", "Source"]


def _sources() -> tuple[Source, ...]:
    """All of them. The first that recognises a file reads it, so the particular stand before the general."""
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

    return (
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


def __getattr__(name: str) -> object:
    """`SOURCES` is made when it is first asked for: doors to the network, and helpers, read no files with them."""
    if name != "SOURCES":
        raise AttributeError(name)
    return globals().setdefault(name, _sources())
