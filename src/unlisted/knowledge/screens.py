"""Emergency screens and channels as plain lines for a narrow terminal: no colour, no markup, nothing printed here."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping
from urllib.parse import urlsplit

from unlisted.errors import N_
from unlisted.knowledge.advice import Channel, Screen
from unlisted.knowledge.basics import UNDATED, Source, Status, Text

WIDTH = 60
HEIGHT = 22  # with a blank line, the question and the answer that a door puts below

Say = Callable[[Text], str]  # a text in the language in use
Translate = Callable[[str], str]  # a message id in the language in use

_SOURCE = N_("source")
_UNDATED = N_("undated")
_DOUBT = {Status.PARTLY: N_("confirmed in part"), Status.UNVERIFIED: N_("unverified")}


def screen_lines(
    screen: Screen, channels: Mapping[str, Channel], say: Say, translate: Translate, width: int = WIDTH
) -> tuple[str, ...]:
    """One screen: title, body, whom to call with source and date. What to choose is for the door to ask."""
    lines = [_plain(say(screen.title)), "", *paragraphs(say(screen.body), width)]
    if screen.channels:
        lines += ["", *channel_lines((channels[key] for key in screen.channels), say, translate, width)]
    return tuple(lines)


def channel_lines(channels: Iterable[Channel], say: Say, translate: Translate, width: int = WIDTH) -> tuple[str, ...]:
    """Each channel: its name and number, what it is for, where to write, and where that was read."""
    lines: list[str] = []
    for channel in channels:
        name = _plain(say(channel.name))
        lines += _wrapped("* ", f"{name}: {channel.phone}" if channel.phone else name, width)
        lines += _wrapped("  ", say(channel.note), width)
        lines += [f"  {address}" for address in (channel.email, channel.link) if address]
        lines += _wrapped("  ", f"[{_origin(channel.sources, channel.verified, translate)}]", width)
    return tuple(lines)


def paragraphs(text: str, width: int = WIDTH) -> Iterator[str]:
    """`text` wrapped to `width`; numbered and dashed lines keep their lines and hang, empty lines stay."""
    for line in text.strip().splitlines():
        mark, space, rest = line.partition(" ")
        is_item = space and (mark in ("-", "*") or mark.removesuffix(".").isdigit())
        yield from _wrapped(f"{mark} ", rest, width) if is_item else _wrapped("", line, width)


def _origin(sources: Iterable[Source], status: Status, translate: Translate) -> str:
    """Where a channel was read, from which date, and how far to trust it: of several sources the first."""
    first = next(iter(sources))
    date = translate(_UNDATED) if first.date == UNDATED else first.date
    host = (urlsplit(first.url).hostname or "").removeprefix("www.")
    parts = [f"{translate(_SOURCE)}: {host}, {date}"]
    if status in _DOUBT:
        parts.append(translate(_DOUBT[status]))
    return "; ".join(parts)


def _wrapped(mark: str, text: str, width: int) -> list[str]:
    wrapped = textwrap.wrap(
        _plain(text),
        width,
        initial_indent=mark,
        subsequent_indent=" " * len(mark),
        break_long_words=False,
        break_on_hyphens=False,
    )
    return wrapped or [""]


def _plain(text: str) -> str:
    """Backticks mark words that stay in Latin letters; once a text is in its script they are not shown."""
    return text.replace("`", "")
