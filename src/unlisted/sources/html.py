"""The text of a page as a reader meets it: what is shown, in order, and what stands in titles, descriptions and links.

Runs in the child process only (`unlisted.sources.extract`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from unlisted.sources.base import FIELD_BREAK
from unlisted.sources.encoding import decode, known
from unlisted.sources.escapes import unquoted
from unlisted.sources.sandbox import Extract

# Elements whose text is never shown, or is not text.
_HIDDEN = frozenset((
    "head", "script", "style", "template", "iframe", "noframes", "noembed", "object", "embed", "canvas", "audio",
    "video",
))  # fmt: skip
# Elements that begin and end a line; all others stand within one, so a name half in bold stays one name.
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "br", "center", "dd", "details", "dialog", "dir", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "frameset", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hgroup", "hr", "legend", "li", "main", "menu", "nav", "ol", "optgroup", "option", "p", "pre", "section",
    "select", "summary", "table", "tbody", "tfoot", "thead", "textarea", "tr", "ul",
))  # fmt: skip
# Where an inline element begins or ends. "Mi<b>le</b>na" is one word and "<a>Ana</a><a>Home</a>" are two, which only a
# style sheet could tell, so a line where letters touch at a seam is given once joined and once apart.
_SEAM = "\0"
_SEAMS = re.compile("\0+")
_TOUCHING = re.compile("\\w\0+\\w")
_CELLS = frozenset(("td", "th"))
_KEPT = frozenset(("pre", "textarea"))
_SPACES = re.compile(r"[ \t\n\r\f]+")
_LINES = re.compile("[ \t\0]*\n[\\s\0]*")
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_SAVED = re.compile(
    r"saved from url=\(\d+\)(https?://\S{1,2000})|Page saved with SingleFile\s+url: (https?://\S{1,2000})"
)
_TECHNICAL = frozenset(("viewport", "generator", "theme-color", "robots", "referrer", "color-scheme"))
_NO_LINK = ("javascript:", "data:", "#", "about:", "blob:")


def page(data: bytes) -> Extract:
    """The text of a page and the address it says it has: canonical, else og:url, else where it was saved from."""
    named = _CHARSET.search(data[:4096])
    source = decode(data, known(named[1].decode("ascii", "replace")) if named else None)
    tree = LexborHTMLParser(source)
    told = list(_meta(tree))
    title = tree.css_first("head title")
    aside = [title.text() if title else "", *(content for _, content in told)]
    shown, extra = _walk(tree.root) if tree.root else ("", [])
    fields = [*(_SPACES.sub(" ", one).strip() for one in aside), shown, *extra, *_data(tree)]
    return Extract(
        text=FIELD_BREAK.join(dict.fromkeys(filter(None, fields))),
        url=_address(tree, told, source),
        shown=len(shown),
        password=tree.css_first("input[type=password i]") is not None,
        scripts=tree.css_first("script:not([type='application/ld+json' i])") is not None,
        refresh=tree.css_first("meta[http-equiv=refresh i]") is not None,
    )


def fragment(source: str) -> str:
    """The text of the HTML part of an e-mail."""
    return within(LexborHTMLParser(source).root)


def within(node: LexborNode | None) -> str:
    """The text in one element: what it shows, and what stands beside that."""
    shown, extra = _walk(node) if node else ("", [])
    return FIELD_BREAK.join(dict.fromkeys(filter(None, [shown, *extra])))


def _meta(tree: LexborHTMLParser) -> Iterator[tuple[str, str]]:
    for node in tree.css("meta[content]"):
        said = node.attributes
        name = said.get("name") or said.get("property") or said.get("itemprop")
        if name and name.lower() not in _TECHNICAL and (content := said.get("content")):
            yield name.lower(), content


def _address(tree: LexborHTMLParser, told: list[tuple[str, str]], source: str) -> str:
    link = tree.css_first("link[rel~=canonical][href]")
    canonical = link.attributes.get("href") if link else None
    saved = _SAVED.search(source[:4096])
    stated = (canonical, *(content for name, content in told if name == "og:url"), saved and (saved[1] or saved[2]))
    return next((one for one in stated if one and one.startswith(("http://", "https://"))), "")


def _walk(root: LexborNode) -> tuple[str, list[str]]:
    """What is shown, in lines, and what attributes say beside it. Not recursive: pages nest as deep as they like."""
    out: list[str] = []
    extra: list[str] = []
    kept = 0  # how many elements around us keep their white space
    waiting: list[tuple[LexborNode, bool]] = [(root, False)]
    while waiting:
        node, left = waiting.pop()
        tag = node.tag or ""
        if left:
            out.append(_edge(tag))
            kept -= tag in _KEPT
            continue
        if tag == "-text":
            text = (node.text_content or "").replace(_SEAM, " ")
            out.append(text if kept else _SPACES.sub(" ", text))
            continue
        if tag.startswith(("-", "!")):
            continue
        extra += _attributes(node, tag)
        shadow = tag == "template" and "shadowrootmode" in node.attributes
        if tag in _HIDDEN and not shadow:
            continue
        out.append(_edge(tag))
        kept += tag in _KEPT
        waiting.append((node, True))
        children = node.template_fragments() if shadow else _children(node)
        waiting += [(child, False) for child in reversed(children)]
    lines = _LINES.sub("\n", "".join(out)).strip()
    apart = [_SEAMS.sub(" ", line) for line in lines.split("\n") if _TOUCHING.search(line)]
    return lines.replace(_SEAM, ""), [*apart, *extra]


def _edge(tag: str) -> str:
    return "\n" if tag in _BLOCKS else "\t" if tag in _CELLS else _SEAM


def _children(node: LexborNode) -> list[LexborNode]:
    found = []
    child = node.child
    while child is not None:
        found.append(child)
        child = child.next
    return found


def _attributes(node: LexborNode, tag: str) -> Iterator[str]:
    said = node.attributes
    if not said:
        return
    yield from (said.get(name) or "" for name in ("alt", "title", "aria-label"))
    link = said.get("href") if tag in ("a", "area") else said.get("src") if tag in ("iframe", "frame", "img") else None
    if link and not link.lstrip().lower().startswith(_NO_LINK):
        yield unquoted(link.strip())


def _data(tree: LexborHTMLParser) -> Iterator[str]:
    """All text in the page's linked data (JSON-LD), where profiles and companies state names, addresses and phones."""
    for script in tree.css('script[type="application/ld+json" i]'):
        raw = script.text()
        try:
            waiting: list[object] = [json.loads(raw)]
        except (ValueError, RecursionError):
            yield raw
            continue
        while waiting:
            one = waiting.pop()
            if isinstance(one, dict):
                waiting += reversed(one.values())
            elif isinstance(one, list):
                waiting += reversed(one)
            elif isinstance(one, str):
                yield one
