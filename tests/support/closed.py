"""The closed world, checked on what a report really says: our own words, translated, and what she gave. Nothing else.

`Marking` is a translation that puts every word of ours in brackets, so that whatever stands outside of brackets is
either hers, a number, or a leak.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from types import SimpleNamespace

from selectolax.lexbor import LexborHTMLParser, LexborNode

from unlisted.report.story import Checklist, Story
from unlisted.report.told import permalink
from unlisted.text.clean import clean

OPEN, CLOSE = "⟦", "⟧"
_HOLE = re.compile(r"(\{[a-z_]+\})")
_SPOKEN = ("alt", "aria-label", "content", "data-label", "placeholder", "title", "value")


def marked(message: str) -> str:
    """The message with its words in brackets and its holes outside of them."""
    return "".join(
        part if not part.strip() or _HOLE.fullmatch(part) else f"{OPEN}{part}{CLOSE}" for part in _HOLE.split(message)
    )


Marking = SimpleNamespace(gettext=marked, ngettext=lambda one, many, n: marked(one if n == 1 else many))


def marked_checklist(checklist: Checklist) -> Checklist:
    """Knowledge with its wording in brackets, as if it were in the language in use."""
    return {
        key: replace(
            item,
            action=SimpleNamespace(en=". ".join(f"{OPEN}{one}{CLOSE}" for one in item.action.en.split(". "))),
            why=SimpleNamespace(en=f"{OPEN}{item.why.en}{CLOSE}"),
            sources=tuple(replace(source, title=f"{OPEN}{source.title}{CLOSE}") for source in item.sources),
        )
        for key, item in checklist.items()
    }


def texts(html: str) -> list[str]:
    """Everything of a page that is shown or read out: text, and the attributes that speak."""
    tree = LexborHTMLParser(html)
    found = [tree.css_first("title").text()]
    for node in [*tree.css("head meta[name=description]"), *tree.css("body *")]:
        found += [value or "" for key, value in node.attributes.items() if key in _SPOKEN]
        found += [child.text_content or "" for child in children(node)]
    return [text for text in found if text.strip()]


def children(node: LexborNode) -> Iterable[LexborNode]:
    """The text nodes right below `node`."""
    return (child for child in node.iter(include_text=True) if child.tag == "-text")


def leaks(shown: Iterable[str], allowed: Iterable[str]) -> list[str]:
    """What of `shown` is neither in brackets, nor a number, nor one of `allowed`."""
    hers = sorted({clean(value) for value in allowed if value}, key=len, reverse=True)
    found = []
    for text in shown:
        rest = re.sub(f"{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}", " ", text)
        for value in hers:
            rest = rest.replace(value, " ")
        rest = re.sub(r"\b[A-Z]{1,2}\b", " ", rest)  # the letters that stand for people
        rest = re.sub(r"[\d\s.,;:·–()…+<>-]+", " ", rest).strip()
        if rest:
            found.append(rest)
    return found


def hers(story: Story) -> set[str]:
    """What may stand in a report outside of our own words, whether or not values are revealed."""
    links = {link for item in story.checklist.values() for link in (item.link or "", *(s.url for s in item.sources))}
    ids = {exposure.id[:8] for exposure in story.exposures}
    targets = {outcome.target for outcome in story.outcomes} | {exposure.target for exposure in story.exposures}
    numbers = {permalink(exposure.link) for exposure in story.exposures}
    return {fact.id for fact in story.facts} | ids | targets | links | numbers
