"""`unlisted report`: a page for reading and printing, a neutral reminder sheet, the data. Each a plain-text file."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

import click

from unlisted.cli.app import Command
from unlisted.cli.door import Door, now
from unlisted.errors import N_, UsageError
from unlisted.locale import translate as _

if TYPE_CHECKING:
    from unlisted.report.story import Story
    from unlisted.vault import Vault


class NoReport(UsageError):
    """`report` was called without saying which."""

    what: ClassVar[str] = N_("Which report? Nothing is written to disk unless you name a file.")
    next_step: ClassVar[str] = N_(
        "For example: `unlisted report --html notes.html`, or `unlisted report --steps-only sheet.html`"
    )


@click.command("report", cls=Command, help=_("Write a report; masked unless you reveal."))
@click.option("--html", "html", metavar=_("FILE"), help=_("One page that needs no network, to read or to print."))
@click.option(
    "--steps-only", "sheet", metavar=_("FILE"), help=_("A phone-sized reminder, without your facts and our name.")
)
@click.option("--reveal", is_flag=True, help=_("Write the values of your facts too."))
@click.pass_obj
def report(door: Door, html: str | None, sheet: str | None, reveal: bool) -> None:
    """Says that the file is plain text, and suggests a neutral name."""
    if not (html or sheet or door.json):
        raise NoReport
    with door.vault() as vault:
        story = story_of(door, vault, now().date())
        if html:
            from unlisted.report.html import render

            write(door, html, render(story, reveal=reveal))
        if sheet:
            from unlisted.report.html import steps_sheet
            from unlisted.report.sheet import steps_sheet_text

            open_steps = [step for step in story.steps if step.is_open]
            written = steps_sheet_text if sheet.endswith(".txt") else steps_sheet
            write(door, sheet, written(open_steps, story.checklist))
        if door.json:
            from unlisted.report.json import dump, report_document

            click.echo(dump(report_document(story, reveal=reveal)))


def write(door: Door, file: str, content: str) -> None:
    """Write a report to a new file, and say what that means."""
    from unlisted.cli.facts import write_new

    write_new(Path(file), content)
    door.note(_("Written: {file}", file=file))
    door.note(
        _(
            "It is plain text: anyone who opens this computer can read it. Give it a name that says nothing, for "
            "example notes.html, and delete it when it has served."
        )
    )


def story_of(door: Door, vault: Vault, made: date) -> Story:
    """Everything a report shows, as it stands in the vault."""
    from unlisted.cli.plan import planned
    from unlisted.cli.rounds import past_of
    from unlisted.cli.routes import routes_of
    from unlisted.report.accounts import sites_of
    from unlisted.report.story import Story
    from unlisted.rounds import rank

    made_plan = planned(door, vault)
    found = routes_of(door, vault)
    rounds = vault.store.rounds()
    last = rounds[-1] if rounds else None
    exposures = tuple(sorted(vault.store.exposures(), key=rank))
    return Story(
        made=made,
        person=vault.store.person(),
        facts=vault.store.facts(),
        exposures=exposures,
        changes=vault.store.changes(last.id) if last else {},
        steps=made_plan.steps,
        checklist=made_plan.checklist,
        outcomes=last.outcomes if last else (),
        situations=vault.store.situation(),
        routes=found.answers,
        closing_of=found.closing_of,
        sites=sites_of(exposures, door.knowledge().sites.values()),
        places=found.places,
        past=past_of(door, vault),
        brokers=door.knowledge().brokers,
    )
