"""`unlisted demo`: the whole story on a fictional person, in a temporary vault, offline."""

from __future__ import annotations

import tempfile
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from unlisted.cli.app import Command
from unlisted.cli.door import FINISHED, Door, now
from unlisted.locale import plural
from unlisted.locale import translate as _

if TYPE_CHECKING:
    from unlisted.vault import Vault


FIRST_PLACES = 4
ASKING, WAITED = "ask-the-site", timedelta(days=2)  # the step that she takes, and how long after the first look


@click.command("demo", cls=Command, help=_("The whole story on an invented person."))
@click.pass_obj
def demo(door: Door) -> None:
    """Facts, a first look, what she does, a later look, the next steps and a report; the vault is destroyed then."""
    folder = Path(tempfile.mkdtemp(prefix="unlisted-demo-"))
    story(door, folder)
    door.exit_code = FINISHED  # the person is fictional: nothing of anyone's was seen


def story(door: Door, folder: Path) -> None:
    """Tell the story in `folder`, which keeps the made files and the report."""
    from unlisted.cli.plan import planned
    from unlisted.cli.report import story_of
    from unlisted.cli.steps import show_step
    from unlisted.demo import FIRST_LOOK, SECOND_LOOK, facts_file, write_first_look, write_second_look
    from unlisted.facts import read_facts
    from unlisted.model import StepMark, StepState
    from unlisted.report.html import render
    from unlisted.vault import Vault
    from unlisted.vault.seal import new_identity

    person, facts = read_facts(facts_file())
    door.say(_("Everybody and everything here is invented."))
    today = FIRST_LOOK
    with Vault.create(folder / "vault", None, person, identity=new_identity(), clock=lambda: today) as vault:
        _heading(door, 1, _("Facts"))
        vault.store.add_facts(facts)
        door.say(
            plural(
                "Milena Primerović enters {n} fact: what must not be findable, and where a stranger may start.",
                "Milena Primerović enters {n} facts: what must not be findable, and where a stranger may start.",
                len(facts),
            )
        )
        _heading(door, 2, _("A first look: a chat export, saved pages, e-mails, notes"))
        _first_look(door, vault, write_first_look(folder))
        _heading(door, 3, _("How a stranger gets to her new home, which the group does not know yet"))
        _routes(door, vault)
        _heading(door, 4, _("Where to look oneself up, the first of the list"))
        _places(door, vault)
        _heading(door, 5, _("Eleven weeks later: she has asked the directory to leave her out, and looks again"))
        asked = FIRST_LOOK + WAITED
        vault.store.set_step(ASKING, StepMark(state=StepState.ASKED, at=asked, asked=asked.date()))
        today = SECOND_LOOK
        _second_look(door, vault, write_second_look(folder))
        _heading(door, 6, _("What to do next"))
        made = planned(door, vault)
        show_step(door, vault, made, made.next_step)
        report = folder / "report.html"
        report.write_text(render(story_of(door, vault, now().date()), reveal=True), encoding="utf-8")
        vault.forget()
    _heading(door, 7, _("The report"))
    door.say(_("Open it in a browser; it needs no network: {file}", file=str(report)))
    door.say(_("For yourself: `unlisted`. Right now, if it is happening: `unlisted emergency`"))


def _first_look(door: Door, vault: Vault, targets: list[Path]) -> None:
    """What was read, and what was found in it, all in all."""
    from unlisted.cli.check import look_at
    from unlisted.demo import FIRST_LOOK
    from unlisted.report.summary import summarise
    from unlisted.report.terminal import round_view, summary_view
    from unlisted.rounds import Merged

    found = look_at(door, vault, [str(target) for target in targets], clock=lambda: FIRST_LOOK)
    door.show(*round_view(found.outcomes, Merged((), found.merged.changes)))
    summary = summarise(found.merged.exposures, found.outcomes, today=FIRST_LOOK.date())
    door.show(*summary_view(summary, door.knowledge()))


def _second_look(door: Door, vault: Vault, targets: list[Path]) -> None:
    """What has changed since the first one."""
    from unlisted.cli.check import look_at
    from unlisted.cli.rounds import past_of
    from unlisted.demo import SECOND_LOOK
    from unlisted.report.terminal_past import past_view

    look_at(door, vault, [str(target) for target in targets], clock=lambda: SECOND_LOOK)
    door.show(*past_view(past_of(door, vault), vault.store.facts(), door.knowledge()))


def _places(door: Door, vault: Vault) -> None:
    from unlisted.cli.brokers import queue_of
    from unlisted.report.places import title

    for place in queue_of(door, vault)[:FIRST_PLACES]:
        door.bullet(title(place.broker))


def _routes(door: Door, vault: Vault) -> None:
    from unlisted.cli.routes import routes_of, show_routes

    show_routes(door, routes_of(door, vault, to=["new-home"]))


def _heading(door: Door, number: int, words: str) -> None:
    door.say()
    door.say(f"{number}. {words}")
    door.say()
