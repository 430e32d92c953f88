"""Reports as one file of HTML that asks for nothing when it is opened: no script, no picture, no font, no request.

Whatever stands in them is escaped and cleaned; the page's own rules (a content security policy) forbid everything but
the one style sheet inside it, which they name by its hash.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from importlib.resources import files
from typing import TYPE_CHECKING

from unlisted.locale import Language, language, plural, translate
from unlisted.model import Step
from unlisted.report.numbers import number
from unlisted.report.sheet import TITLE, sheet_lines
from unlisted.report.story import Checklist, Story
from unlisted.report.view import page
from unlisted.text.clean import clean

if TYPE_CHECKING:
    from jinja2 import Environment

# BCP 47: with its script, so that a voice reads Serbian Latin as Serbian.
_TAGS = {Language.ENGLISH: "en", Language.SERBIAN: "sr-Latn", Language.SERBIAN_CYRILLIC: "sr-Cyrl"}


def render(story: Story, *, reveal: bool) -> str:
    """The whole report. Facts are shown by id and kind; their values stand in it only with `reveal`."""
    return _fill("report", page=page(story, reveal=reveal))


def steps_sheet(steps: Iterable[Step], checklist: Checklist) -> str:
    """A phone-sized reminder of the steps still to do: no fact, no name, no place, not even ours."""
    return _fill("sheet", title=translate(TITLE), steps=list(sheet_lines(steps, checklist)))


def environment() -> Environment:
    """The templates' surroundings: escaping always on, an unknown name is an error, all words translated."""
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from jinja2.ext import InternationalizationExtension

    made = Environment(
        loader=PackageLoader("unlisted.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=[InternationalizationExtension],
        finalize=_harmless,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.install_gettext_callables(translate, plural, newstyle=False)  # type: ignore[attr-defined]
    made.globals["number"] = number
    return made


def _fill(name: str, **values: object) -> str:
    from markupsafe import Markup

    style = files(__package__).joinpath("templates", f"{name}.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return (
        environment()
        .get_template(f"{name}.html.j2")
        .render(lang=_TAGS[language()], style=Markup(style), style_hash=digest, **values)  # noqa: S704 - our own file
    )


def _harmless(value: object) -> object:
    """What a template is about to write: text without controls and invisible characters, markup of ours as it is."""
    return clean(value) if type(value) is str else value
