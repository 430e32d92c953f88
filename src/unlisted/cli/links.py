"""Checking the links of the knowledge data: ask what was agreed to, and report what a maintainer can act on."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

import click
import msgspec

from unlisted.cli.door import FINISHED, INCOMPLETE, INTERRUPTED, VISIBLE, Door
from unlisted.cli.network import OnlyPlan, agreed, looked
from unlisted.cli.progress import stoppable
from unlisted.errors import N_, UsageError

if TYPE_CHECKING:
    from unlisted.knowledge import Entry, EntryKind
    from unlisted.links import Checked


class NotALinkReport(UsageError):
    """The file given with `--against` is no report of ours."""

    what: ClassVar[str] = N_("The file {file} is not a report of links.")
    next_step: ClassVar[str] = N_("Give one made by `unlisted knowledge check-links --json`.")


class _Line(msgspec.Struct):
    url: str
    content: str | None = None


class _Report(msgspec.Struct):
    schema: str
    links: list[_Line]


def check(
    door: Door,
    entries: Iterable[tuple[EntryKind, Entry]],
    *,
    sources: bool,
    against: str | None,
    plan_only: bool,
    agree: str | None,
) -> None:
    """Exit status 0 if every link that was asked is live, 1 if one is not, 3 if one could not be looked at."""
    from unlisted.links import Standing, cited, judge, requests
    from unlisted.net import plan_of

    before = _fingerprints(against) if against else {}
    planned = requests(cited(entries, sources=sources))
    try:
        agreement = agreed(door, plan_of(line for line, _link in planned.values()), plan_only=plan_only, agree=agree)
    except OnlyPlan:
        return
    found: list[Checked] = []
    with stoppable(door) as stopping:
        for result in looked(door, agreement, lambda _entry: None, stopping):
            found.append(judge(planned[result.line][1], result, before, _words))
        interrupted = stopping()
    standings = {one.standing for one in found}
    unknown = Standing.UNKNOWN in standings
    door.exit_code = INCOMPLETE if unknown else VISIBLE if standings - {Standing.LIVE} else FINISHED
    if interrupted:
        door.exit_code = INTERRUPTED
    _show(door, found)


def _show(door: Door, found: Iterable[Checked]) -> None:
    from unlisted.links import Standing
    from unlisted.report.requests import link_text, standing_text

    order = list(Standing)
    ranked = sorted(found, key=lambda one: (order.index(one.standing), one.cited.places))
    if door.json:
        from unlisted.report.json import dump, links_document

        click.echo(dump(links_document(ranked)))
        return
    for standing in reversed(order):
        of_this = [one for one in ranked if one.standing is standing]
        if of_this:
            door.say(f"{standing_text(standing)}: {len(of_this)}")
        for one in of_this if standing is not Standing.LIVE else ():
            door.bullet(link_text(one))
            click.echo(f"  {one.cited.url}")


def _words(page: bytes) -> str:
    """The visible words of a page, taken out in a child process; none if that fails."""
    from unlisted.sources.sandbox import Extract, Job, shared

    extract = shared.run(Job.PAGE, page)
    return extract.text if isinstance(extract, Extract) else ""


def _fingerprints(file: str) -> dict[str, str]:
    try:
        report = msgspec.json.decode(Path(file).read_bytes(), type=_Report)
    except (OSError, msgspec.MsgspecError):
        raise NotALinkReport(file=file) from None
    return {line.url: line.content for line in report.links if line.content}
