"""Numbers, dates and counts as people read them, in the language in use. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from unlisted.errors import N_
from unlisted.locale import Language, language, plural, translate

_MONTHS = (
    N_("{day} January {year}"),
    N_("{day} February {year}"),
    N_("{day} March {year}"),
    N_("{day} April {year}"),
    N_("{day} May {year}"),
    N_("{day} June {year}"),
    N_("{day} July {year}"),
    N_("{day} August {year}"),
    N_("{day} September {year}"),
    N_("{day} October {year}"),
    N_("{day} November {year}"),
    N_("{day} December {year}"),
)


def number(n: int) -> str:
    """A whole number with its thousands set apart: 3,204 in English, 3.204 in Serbian."""
    return f"{n:,}" if language() is Language.ENGLISH else f"{n:,}".replace(",", ".")


def date_text(day: date) -> str:
    """A day, written out. Times are shown as their day in UTC."""
    return translate(_MONTHS[day.month - 1], day=day.day, year=day.year)


def listed(items: Sequence[str]) -> str:
    """`a`; `a and b`; `a, b and c`."""
    if len(items) < 2:
        return "".join(items)
    return translate("{first} and {last}", first=", ".join(items[:-1]), last=items[-1])


def minutes_text(n: int) -> str:
    """How long a step takes."""
    return plural("about {count} minute", "about {count} minutes", n, count=number(n))


def days_text(n: int) -> str:
    """How long something takes to show."""
    return plural("about {count} day", "about {count} days", n, count=number(n))


def size_text(n: int) -> str:
    """A number of bytes in the unit in which it is short."""
    if n < 1000:
        return plural("{count} byte", "{count} bytes", n, count=number(n))
    if n < 1_000_000:
        return translate("{count} kB", count=number(n // 1000))
    return translate("{count} MB", count=number(n // 1_000_000))


# What a look counts. The first form stands alone ("4,011 pictures"), the second after "the text" ("of 12 pages"):
# two messages, because a language may need two cases.
_Counted = tuple[Callable[[int, str], str], Callable[[int, str], str]]
_COUNTED: Mapping[str, _Counted] = {
    "messages": (
        lambda n, count: plural("{count} message", "{count} messages", n, count=count),
        lambda n, count: plural("of {count} message", "of {count} messages", n, count=count),
    ),
    "emails": (
        lambda n, count: plural("{count} email", "{count} emails", n, count=count),
        lambda n, count: plural("of {count} email", "of {count} emails", n, count=count),
    ),
    "pages": (
        lambda n, count: plural("{count} page", "{count} pages", n, count=count),
        lambda n, count: plural("of {count} page", "of {count} pages", n, count=count),
    ),
    "commits": (
        lambda n, count: plural("{count} commit", "{count} commits", n, count=count),
        lambda n, count: plural("of {count} commit", "of {count} commits", n, count=count),
    ),
    "files": (
        lambda n, count: plural("{count} file", "{count} files", n, count=count),
        lambda n, count: plural("of {count} file", "of {count} files", n, count=count),
    ),
    "lines": (
        lambda n, count: plural("{count} line", "{count} lines", n, count=count),
        lambda n, count: plural("of {count} line", "of {count} lines", n, count=count),
    ),
    "rows": (
        lambda n, count: plural("{count} row", "{count} rows", n, count=count),
        lambda n, count: plural("of {count} row", "of {count} rows", n, count=count),
    ),
    "chats": (
        lambda n, count: plural("{count} chat", "{count} chats", n, count=count),
        lambda n, count: plural("of {count} chat", "of {count} chats", n, count=count),
    ),
    "pictures": (
        lambda n, count: plural("{count} picture", "{count} pictures", n, count=count),
        lambda n, count: plural("of {count} picture", "of {count} pictures", n, count=count),
    ),
    "voice": (
        lambda n, count: plural("{count} voice message", "{count} voice messages", n, count=count),
        lambda n, count: plural("of {count} voice message", "of {count} voice messages", n, count=count),
    ),
    "videos": (
        lambda n, count: plural("{count} video", "{count} videos", n, count=count),
        lambda n, count: plural("of {count} video", "of {count} videos", n, count=count),
    ),
    "sound": (
        lambda n, count: plural("{count} sound recording", "{count} sound recordings", n, count=count),
        lambda n, count: plural("of {count} sound recording", "of {count} sound recordings", n, count=count),
    ),
    "stickers": (
        lambda n, count: plural("{count} sticker", "{count} stickers", n, count=count),
        lambda n, count: plural("of {count} sticker", "of {count} stickers", n, count=count),
    ),
    "documents": (
        lambda n, count: plural("{count} document", "{count} documents", n, count=count),
        lambda n, count: plural("of {count} document", "of {count} documents", n, count=count),
    ),
    "attachments": (
        lambda n, count: plural("{count} attachment", "{count} attachments", n, count=count),
        lambda n, count: plural("of {count} attachment", "of {count} attachments", n, count=count),
    ),
    "entries": (
        lambda n, count: plural("{count} entry", "{count} entries", n, count=count),
        lambda n, count: plural("of {count} entry", "of {count} entries", n, count=count),
    ),
    "sections": (
        lambda n, count: plural("{count} section", "{count} sections", n, count=count),
        lambda n, count: plural("of {count} section", "of {count} sections", n, count=count),
    ),
    "older_messages": (
        lambda n, count: plural("at most {count} older message", "at most {count} older messages", n, count=count),
        lambda n, count: plural(
            "of at most {count} older message", "of at most {count} older messages", n, count=count
        ),
    ),
    "unsupported": (
        lambda n, count: plural(
            "{count} message that was not exported", "{count} messages that were not exported", n, count=count
        ),
        lambda n, count: plural(
            "of {count} message that was not exported", "of {count} messages that were not exported", n, count=count
        ),
    ),
    "dates": (
        lambda n, count: plural(
            "{count} date that could not be told", "{count} dates that could not be told", n, count=count
        ),
        lambda n, count: plural(
            "of {count} date that could not be told", "of {count} dates that could not be told", n, count=count
        ),
    ),
    "chats_cut_short": (
        lambda n, count: plural(
            "older messages of {count} chat that WhatsApp may have left out",
            "older messages of {count} chats that WhatsApp may have left out",
            n,
            count=count,
        ),
        lambda n, count: plural(
            "of older messages of {count} chat that WhatsApp may have left out",
            "of older messages of {count} chats that WhatsApp may have left out",
            n,
            count=count,
        ),
    ),
    "media_files": (
        lambda n, count: plural("{count} media file", "{count} media files", n, count=count),
        lambda n, count: plural("of {count} media file", "of {count} media files", n, count=count),
    ),
    "system_files": (
        lambda n, count: plural("{count} system file", "{count} system files", n, count=count),
        lambda n, count: plural("of {count} system file", "of {count} system files", n, count=count),
    ),
    "links": (
        lambda n, count: plural("{count} link to another file", "{count} links to other files", n, count=count),
        lambda n, count: plural("of {count} link to another file", "of {count} links to other files", n, count=count),
    ),
    "bytes": (lambda n, _: size_text(n), lambda n, _: translate("of {size}", size=size_text(n))),
}
_OTHER: _Counted = (
    lambda n, count: plural("{count} other item", "{count} other items", n, count=count),
    lambda n, count: plural("of {count} other item", "of {count} other items", n, count=count),
)
COUNTED = frozenset(_COUNTED)

# In which order the dates of chats were read, where it had to be inferred: words among what was read, but no counts.
ORDERS: Mapping[str, str] = {
    "dates_day_first": N_("dates taken as day, month, year"),
    "dates_month_first": N_("dates taken as month, day, year"),
    "dates_year_first": N_("dates taken as year, month, day"),
}


def orders_text(read: Mapping[str, int]) -> str:
    """In which order dates were taken to be written; "" where a source knows it."""
    return listed([translate(words) for word, words in ORDERS.items() if read.get(word)])


def counts_text(counts: Mapping[str, int]) -> str:
    """What was counted, in words: `4,011 pictures, 120 voice messages`. Bytes only where nothing else was."""
    return ", ".join(_counted(word, n, 0) for word, n in _telling(counts))


def of_counts_text(counts: Mapping[str, int]) -> str:
    """The same after "the text": `of 3,204 messages, of 12 pages`."""
    return ", ".join(_counted(word, n, 1) for word, n in _telling(counts))


def _telling(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    told = [(word, n) for word, n in counts.items() if n and word not in ORDERS]
    return [(word, n) for word, n in told if word != "bytes"] or told


def _counted(word: str, n: int, form: int) -> str:
    return _COUNTED.get(word, _OTHER)[form](n, number(n))
