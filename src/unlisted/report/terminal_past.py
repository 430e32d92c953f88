"""What a terminal shows of rounds: what has changed, and a line a fact that holds up at 60 columns without colour."""

from __future__ import annotations

from collections.abc import Iterable

from rich.table import Table
from rich.text import Text

from unlisted.knowledge import Knowledge
from unlisted.locale import plural
from unlisted.locale import translate as _
from unlisted.model import Fact
from unlisted.report.numbers import number
from unlisted.report.over_time import Part, age_text, change_parts, heading, legend, looks_text, moment_text, sign
from unlisted.report.past import Past
from unlisted.report.routes import Names
from unlisted.report.terminal import View, hanging
from unlisted.text.clean import clean


def past_view(past: Past, facts: Iterable[Fact], knowledge: Knowledge) -> View:
    """How far a stranger gets before and after, what became of the places, what she did; then the picture."""
    if not past.moments:
        yield Text(_("Nothing has been looked at yet."))
        return
    names = Names(facts)
    if past.between is None:
        day = moment_text(past.moments[-1])
        yield Text(
            _("There is one look so far, of {date}; a later one is compared with it: `unlisted check`", date=day)
        )
        yield Text()
    else:
        yield Text(heading(past.between), style="bold")
        if age := age_text(past.between.after.outcomes):
            yield Text(age)
        for part in change_parts(past, names, knowledge.checklist, knowledge.brokers):
            yield from _listed(part)
    yield from picture_view(past, names)


def picture_view(past: Past, names: Names) -> View:
    """The picture over time: a fact a line, a look a column."""
    if not past.lines:
        return
    yield Text()
    yield Text(_("In how many steps a stranger reaches it, look by look"), style="bold")
    table = Table.grid(padding=(0, 1))
    table.add_column(overflow="fold", max_width=30)
    for _moment in past.moments:
        table.add_column(justify="right", no_wrap=True)
    table.add_row(Text(), *(Text(str(at), style="dim") for at in range(1, len(past.moments) + 1)))
    for line in past.lines:
        table.add_row(Text(names.fact(line.fact.id)), *(Text(sign(point)) for point in line.points))
    yield table
    yield Text(looks_text(past))
    for words in legend(past.lines):
        yield Text(words)


def _listed(part: Part) -> View:
    yield Text()
    yield Text(part.head)
    for words in part.items:
        yield hanging("-", clean(words))
    if part.more:
        yield hanging("-", plural("{count} more place", "{count} more places", part.more, count=number(part.more)))
